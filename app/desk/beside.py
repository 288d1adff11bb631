"""What waits beside cases and sheets: questions to agencies, petitions, changed decisions, unconfirmed honours."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Integer, Select, String, bindparam, case, literal, select, type_coerce, union_all

from app import clock
from app.actor import Actor
from app.appraisals.models import Consultation, ConsultationStatus
from app.awards.models import AwardVersion
from app.complaints.models import Complaint
from app.complaints.queries import KIND_NAMES
from app.corrections.kinds import PAPERS
from app.corrections.models import Correction
from app.deliveries import lists as deliveries
from app.desk.waiting import PETITIONS, Waiting
from app.documents.layout import number_and_symbol
from app.documents.models import Paper
from app.extensions import read_rows
from app.honours.queries import waiting_by_unit
from app.nominations.models import Nomination
from app.reissues.kinds import WORDS
from app.reissues.models import Reissue, Standing
from app.revocations.models import Revocation
from workflows.paper_life_1 import State as PaperState
from workflows.vocabulary import Role


def consultations(actor: Actor, page: int) -> Iterator[Waiting]:
    if actor.role is not Role.CONSULTED_AGENCY:
        return
    for row in read_rows(_ASKED, {"agency_id": actor.organisation_id, "page": page}):
        yield Waiting(
            what=row.nominee_name,
            detail=row.award,
            todo="Trả lời hiệp y",
            room="consultations",
            id=row.id,
            since=row.asked_at,
            due=clock.end_of(row.due_on),
        )


_ASKED = (
    select(
        Consultation.id,
        Consultation.asked_at,
        Consultation.due_on,
        Nomination.nominee_name,
        AwardVersion.name.label("award"),
    )
    .join(Nomination, Nomination.id == Consultation.nomination_id)
    .join(AwardVersion, AwardVersion.id == Nomination.award_version_id)
    .where(Consultation.agency_id == bindparam("agency_id"), Consultation.status == ConsultationStatus.ASKED)
    .order_by(Consultation.due_on)
    .limit(bindparam("page", type_=Integer))
)


def petitions(actor: Actor, page: int) -> Iterator[Waiting]:
    if actor.role is not Role.COMPLAINT_OFFICER:
        return
    for row in read_rows(_PETITIONS, {"page": page}):
        yield Waiting(
            what=row.nominee_name,
            detail=KIND_NAMES[row.kind],
            todo=PETITIONS[row.status],
            room="complaints",
            id=row.id,
            since=row.entered_at,
            due=clock.end_of(row.due_on),
        )


_PETITIONS = (
    select(
        Complaint.id, Complaint.kind, Complaint.status, Complaint.entered_at, Complaint.due_on, Nomination.nominee_name
    )
    .join(Nomination, Nomination.id == Complaint.nomination_id)
    .where(Complaint.status.in_(PETITIONS))
    .order_by(Complaint.due_on)
    .limit(bindparam("page", type_=Integer))
)


def changed_decisions(actor: Actor, page: int) -> Iterator[Waiting]:
    """Quyết định hủy, sửa đổi and Công văn đính chính without a number: of the clerical office."""
    if actor.role is not Role.CLERICAL_UBND:
        return
    for row in read_rows(_UNNUMBERED, {"page": page}):
        yield Waiting(
            what=row.nominee_name,
            detail=row.title,
            todo=f"Cấp số, phát hành {row.todo}",
            room="nominations",
            id=row.nomination_id,
            since=row.signed_at,
            due=None,
        )


def honours(actor: Actor, page: int) -> Iterator[Waiting]:
    """What units entered and nobody at Sở Nội vụ has seen: a line for each unit, which leads to its list."""
    if actor.role is not Role.APPRAISER:
        return
    for row in waiting_by_unit(page):
        yield Waiting(
            what=row.unit,
            detail=f"Khen thưởng đã có: {row.honours} mục",
            todo="Đối chiếu quyết định, xác nhận",
            room="honours",
            id=row.unit_id,
            since=row.since,
            due=None,
        )


def _unnumbered() -> Select[Any]:
    """From the few rows that have such a paper."""
    parts = (
        select(model.nomination_id, Nomination.nominee_name, Paper.title, Paper.signed_at, what.label("todo"))
        .join(Nomination, Nomination.id == model.nomination_id)
        .join(Paper, Paper.id == model.paper_id)
        .where(Paper.state == PaperState.SIGNED)
        for model, what in ((Revocation, literal("Quyết định hủy")), (Correction, _IN_WORDS))
    )
    waiting = union_all(*parts).subquery()
    return select(waiting).order_by(waiting.c.signed_at).limit(bindparam("page", type_=Integer))


_IN_WORDS = case(dict(PAPERS), value=Correction.kind)
_UNNUMBERED = _unnumbered()


def reissues(actor: Actor, page: int) -> Iterator[Waiting]:
    """Certificates to be made anew: the head checks them; the appraiser prints and hands over what was agreed to, and
    gets back what was given by a decision that is revoked.
    """
    if actor.role not in REISSUES:
        return
    standing, todo = REISSUES[actor.role]
    statement = _WITH_RECOVERIES if actor.role is Role.APPRAISER else _REISSUES
    for row in read_rows(statement, {"standing": standing, "page": page}):
        is_recovery = row.kind == RECOVERY
        yield Waiting(
            what=row.nominee_name,
            detail="Quyết định hủy đã phát hành" if is_recovery else WORDS[row.kind].name,
            todo="Thu hồi bằng, hiện vật, tiền thưởng; ghi nhận thu hồi" if is_recovery else todo,
            room="nominations",
            id=row.nomination_id,
            since=row.opened_at,
            due=None,
        )


REISSUES: Mapping[Role | None, tuple[Standing, str]] = {
    Role.BAN_HEAD: (Standing.ASKED, "Kiểm tra đề nghị cấp đổi, cấp lại Bằng"),
    Role.APPRAISER: (Standing.APPROVED, "In, bàn giao Bằng cấp đổi, cấp lại"),
}
RECOVERY = "recovery"
_PAGE = bindparam("page", type_=Integer)
_ANEW = (
    select(
        Reissue.nomination_id,
        type_coerce(Reissue.kind, String).label("kind"),
        Reissue.opened_at,
        Nomination.nominee_name,
    )
    .join(Nomination, Nomination.id == Reissue.nomination_id)
    .where(Reissue.standing == bindparam("standing", type_=Reissue.standing.type))
)
_TO_RECOVER = (
    select(
        Revocation.nomination_id,
        literal(RECOVERY).label("kind"),
        Paper.signed_at.label("opened_at"),
        Nomination.nominee_name,
    )
    .join(Nomination, Nomination.id == Revocation.nomination_id)
    .join(Paper, Paper.id == Revocation.paper_id)
    .where(Paper.state == PaperState.ISSUED, Revocation.recovered_on.is_(None))
)
_REISSUES = _ANEW.order_by(Reissue.id).limit(_PAGE)
_EITHER = union_all(_ANEW, _TO_RECOVER).subquery()
_WITH_RECOVERIES = select(_EITHER).order_by(_EITHER.c.opened_at).limit(_PAGE)


def awards(actor: Actor, page: int) -> Iterator[Waiting]:
    """What follows decisions, a line for each: forty certificates are one piece of work."""
    if actor.role is None or actor.role not in deliveries.WAITS:
        return
    for row in deliveries.waiting(actor, page):
        yield Waiting(
            what=f"Quyết định {number_and_symbol(row.number, row.symbol)}: {row.names} người, tập thể",
            detail=row.award,
            todo=deliveries.WAITS[actor.role][1],
            room="deliveries",
            id=row.id,
            since=row.since,
            due=row.due_at,
        )
