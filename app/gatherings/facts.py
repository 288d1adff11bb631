"""What a Tờ trình to a superior knows of itself; and what it tells of the cases on it."""

from collections.abc import Collection, Iterator, Mapping

from sqlalchemy import bindparam, or_, select

from app.casework import teach
from app.extensions import db, read_rows
from app.gatherings.models import Gathering, GatheringItem
from app.gatherings.reach import roles_of
from app.nominations.openings import Look, holds_back
from app.nominations.whereabouts import Where, tells_where
from app.papers import operations as papers
from workflows.award_province_1 import State
from workflows.facts import GatheringFacts
from workflows.gatherings_1 import GatheringState
from workflows.vocabulary import Paper as PaperCode
from workflows.vocabulary import Role, Sheet

GOES_UP = "Đơn vị trực thuộc trình qua cấp trên: đưa hồ sơ vào Tờ trình gửi cấp trên, Hội đồng của cấp trên xét."
WHERE: Mapping[str, Where] = {
    GatheringState.DRAFT: Where("Đã ở Tờ trình gửi cấp trên, chờ thủ trưởng ký", Role.UNIT_HEAD),
    GatheringState.SIGNED: Where("Tờ trình gửi cấp trên đã ký, chờ cấp số", Role.UNIT_CLERICAL),
    GatheringState.SENT: Where("Đã gửi cấp trên, chờ tiếp nhận", Role.UNIT_CLERK),
}
TAKEN_UP = Where("Cấp trên đã tiếp nhận, đang kiểm tra", Role.UNIT_CLERK)


@holds_back
def goes_up_first(look: Look) -> Iterator[str]:
    """It is the council of whoever submits that considers a case."""
    if look.case.submitting_unit.sends_up:
        yield GOES_UP


def of_gathering(gathering: Gathering) -> GatheringFacts:
    paper = papers.of_sheet(PaperCode.SUBMISSION_LETTER, Sheet.GATHERING, gathering.id)
    return GatheringFacts(
        has_items=bool(gathering.items),
        unready=tuple(_unready(gathering)) if gathering.state == GatheringState.DRAFT else (),
        has_number=paper is not None and paper.number is not None,
        has_signed_copy=paper is not None and paper.signed_copy_id is not None,
        is_answered=all(item.is_answered for item in gathering.items),
    )


def _unready(gathering: Gathering) -> Iterator[str]:
    for case in (item.nomination for item in gathering.items):
        if case.state != State.UNIT_CHECK:
            yield f"{case.nominee_name}: hồ sơ đang ở bước “{case.state_name}”. Đưa tên này ra khỏi danh sách."


def as_shown(gathering: Gathering) -> str:
    """What a signature, or an answer, is given to: the sheet's version, and its names with what was answered."""
    names = ",".join(f"{item.id}{'+' if item.is_answered else ''}" for item in gathering.items)
    return f"{gathering.version}:{names}"


LIVING = or_(  # a line that still says where its case is: not of a list given up, nor handed back
    Gathering.state.in_((GatheringState.DRAFT, GatheringState.SIGNED)),
    Gathering.state.in_((GatheringState.SENT, GatheringState.ANSWERED)) & GatheringItem.handed_back_at.is_(None),
)
_LINES = (
    select(GatheringItem.nomination_id, Gathering.state, GatheringItem.taken_up_at)
    .join(Gathering, Gathering.id == GatheringItem.gathering_id)
    .where(GatheringItem.nomination_id.in_(bindparam("nomination_ids", expanding=True)), LIVING)
)
_LATEST = (
    select(GatheringItem)
    .join(GatheringItem.gathering)
    .where(GatheringItem.nomination_id == bindparam("nomination_id"), LIVING)
    .order_by(GatheringItem.id.desc())
    .limit(1)
)


def living_item(nomination_id: int) -> GatheringItem | None:
    return db.session.scalars(_LATEST, {"nomination_id": nomination_id}).one_or_none()


@tells_where(State.UNIT_CHECK)
def on_the_way_up(nomination_ids: Collection[int]) -> Mapping[int, Where]:
    rows = read_rows(_LINES, {"nomination_ids": list(nomination_ids)})
    return {row.nomination_id: TAKEN_UP if row.taken_up_at else WHERE[row.state] for row in rows}


teach(Gathering, facts=of_gathering, roles=roles_of)
