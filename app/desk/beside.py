"""What waits beside cases and sheets: petitions, awards to hand over, changed decisions, what is to be confirmed."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Row, Select, String, and_, case, cast, literal, or_, select, type_coerce, union_all

from app.complaints.models import Complaint, ComplaintKind, ComplaintStatus
from app.complaints.queries import KIND_NAMES
from app.corrections.kinds import PAPERS
from app.corrections.models import Correction
from app.deliveries import lists as deliveries
from app.desk.source import MOST, Source, line, waits
from app.desk.waiting import PETITIONS, Waiting
from app.documents.layout import number_and_symbol
from app.documents.models import Paper
from app.honours import queries as honours
from app.nominations.models import Nomination
from app.reissues.kinds import WORDS, ReissueKind
from app.reissues.models import Reissue, Standing
from app.reissues.operations import GIVEN
from app.revocations.models import Revocation
from app.service_records import queries as service_records
from workflows.award_province_1 import State
from workflows.paper_life_1 import State as PaperState
from workflows.vocabulary import Role


def _awards(role: Role) -> Select[Any]:
    """What follows decisions, a line for each: forty certificates are one piece of work."""
    found = deliveries.waiting(role).limit(MOST).subquery().c
    columns = line(
        id=found.id,
        what=found.symbol,
        detail=found.award,
        more=cast(found.number, String),
        count=found.names,
        since=found.since,
        due_at=found.due_at,
    )
    return select(*columns)


def _told_award(row: Row[Any], role: Role) -> Waiting:
    what = f"Quyết định {number_and_symbol(int(row.more), row.what)}: {row.count} trường hợp"
    return waits(row, deliveries.WAITS[role][1], "deliveries", what=what)


def _petitions(_: Role) -> Select[Any]:
    columns = line(
        id=Complaint.id,
        what=Nomination.nominee_name,
        detail=type_coerce(Complaint.kind, String),
        more=Complaint.status,
        since=Complaint.entered_at,
        due_on=Complaint.due_on,
    )
    return (
        select(*columns)
        .join(Nomination, Nomination.id == Complaint.nomination_id)
        .where(Complaint.status.in_(PETITIONS))
        .order_by(Complaint.due_on)
        .limit(MOST)
    )


def _told_petition(row: Row[Any], _: Role) -> Waiting:
    kind = KIND_NAMES[ComplaintKind(row.detail)]
    return waits(row, PETITIONS[ComplaintStatus(row.more)], "complaints", detail=kind)


def _changed_decisions(_: Role) -> Select[Any]:
    """Quyết định hủy, sửa đổi and Công văn đính chính without a number, from the few rows that have such a paper."""
    in_words = case(dict(PAPERS), value=Correction.kind)
    parts = (
        select(
            model.nomination_id,
            Nomination.nominee_name,
            Nomination.due_at,
            Paper.title,
            Paper.signed_at,
            what.label("paper"),
        )
        .join(Nomination, Nomination.id == model.nomination_id)
        .join(Paper, Paper.id == model.paper_id)
        .where(Paper.state == PaperState.SIGNED)
        for model, what in ((Revocation, literal("Quyết định hủy")), (Correction, in_words))
    )
    found = union_all(*parts).subquery().c
    columns = line(
        id=found.nomination_id,
        what=found.nominee_name,
        detail=found.title,
        more=found.paper,
        since=found.signed_at,
        due_at=found.due_at,
    )
    return select(*columns).order_by(found.signed_at).limit(MOST)


def _told_change(row: Row[Any], _: Role) -> Waiting:
    return waits(row, f"Cấp số, phát hành {row.more}", "nominations")


REISSUES: Mapping[Role, tuple[Standing, str]] = {
    Role.BAN_HEAD: (Standing.ASKED, "Kiểm tra đề nghị cấp đổi, cấp lại Bằng"),
    Role.APPRAISER: (Standing.APPROVED, "In, bàn giao Bằng cấp đổi, cấp lại"),
}


def _reissues(role: Role) -> Select[Any]:
    """Certificates to be made anew: the head checks them; the appraiser prints and hands over what was agreed to.

    Each stands still with its case: while that is reviewed or corrected, and for good once the award is taken back.
    """
    standing = REISSUES[role][0]
    again = () if standing is Standing.ASKED else (Reissue.kind == ReissueKind.CORRECTED,)
    columns = line(id=Reissue.nomination_id, what=Nomination.nominee_name, more=Reissue.kind, since=Reissue.opened_at)
    return (
        select(*columns)
        .join(Nomination, Nomination.id == Reissue.nomination_id)
        .where(
            Reissue.standing == standing,
            or_(Nomination.state.in_(GIVEN), and_(Nomination.state == State.PRODUCTION, *again)),
        )
        .order_by(Reissue.id)
        .limit(MOST)
    )


def _told_reissue(row: Row[Any], role: Role) -> Waiting:
    return waits(row, REISSUES[role][1], "nominations", detail=WORDS[ReissueKind(row.more)].name)


def _recoveries(_: Role) -> Select[Any]:
    """What was given by a decision that is revoked comes back."""
    found = (  # from the few decisions that are revoked: read first, or every case would be looked at
        select(Revocation.nomination_id, Paper.signed_at)
        .join(Paper, Paper.id == Revocation.paper_id)
        .where(Paper.state == PaperState.ISSUED, Revocation.recovered_on.is_(None))
        .order_by(Paper.signed_at)
        .limit(MOST)
        .subquery()
        .c
    )
    columns = line(id=found.nomination_id, what=Nomination.nominee_name, since=found.signed_at)
    return select(*columns).join(Nomination, Nomination.id == found.nomination_id)


def _told_recovery(row: Row[Any], _: Role) -> Waiting:
    todo = "Thu hồi bằng, hiện vật, tiền thưởng; ghi nhận thu hồi"
    return waits(row, todo, "nominations", detail="Quyết định hủy đã phát hành")


def _honours(_: Role) -> Select[Any]:
    """What units entered and nobody at Sở Nội vụ has seen: a line for each unit, which leads to its list."""
    found = honours.waiting_by_unit().limit(MOST).subquery().c
    return select(*line(id=found.unit_id, what=found.unit, count=found.honours, since=found.since))


def _told_honours(row: Row[Any], _: Role) -> Waiting:
    detail = f"Khen thưởng đã có: {row.count} mục"
    return waits(row, "Đối chiếu quyết định, xác nhận", "honours", detail=detail)


def _records(_: Role) -> Select[Any]:
    found = service_records.waiting_by_unit().limit(MOST).subquery().c
    return select(*line(id=found.unit_id, what=found.unit, count=found.records, since=found.since))


def _told_records(row: Row[Any], _: Role) -> Waiting:
    return waits(row, "Đối chiếu minh chứng, xác nhận", "service_records", detail=f"Kết quả công tác: {row.count} mục")


SOURCES = (
    Source(offices=deliveries.WAITS, waiting=_awards, told=_told_award),
    Source(offices={Role.COMPLAINT_OFFICER}, waiting=_petitions, told=_told_petition),
    Source(offices={Role.CLERICAL_UBND}, waiting=_changed_decisions, told=_told_change),
    Source(offices=REISSUES, waiting=_reissues, told=_told_reissue),
    Source(offices={Role.APPRAISER}, waiting=_recoveries, told=_told_recovery),
    Source(offices={Role.APPRAISER}, waiting=_honours, told=_told_honours),
    Source(offices={Role.INTAKE_OFFICER, Role.APPRAISER}, waiting=_records, told=_told_records),
)
