"""The superior's part of the case page, the way to it, and what follows when the superior moves or returns a case."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, and_, bindparam, select

from app.actor import Actor
from app.documents.models import Paper
from app.errors import Refusal
from app.extensions import read_rows
from app.gatherings import operations
from app.gatherings.facts import living_item
from app.gatherings.models import Gathering, GatheringItem
from app.gatherings.reach import SENT
from app.moving import state_name_of
from app.nominations.models import Nomination
from app.nominations.openings import Look, Panel, Task, finds_task, follows_steps, shows_panel
from app.organisations.models import Organisation
from workflows.award_province_1 import State
from workflows.gatherings_1 import GatheringState
from workflows.vocabulary import Role, Sheet

SIGNED_WITH_IT = "Hồ sơ có tên trong Tờ trình gửi cấp trên đã ký: cấp số, gửi đi, rồi đề nghị cấp trên trả lại."


_LINES_OF = (
    select(
        Gathering.id,
        Gathering.title,
        Gathering.unit_id,
        Gathering.superior_id,
        Gathering.state,
        Gathering.workflow_key,
        Gathering.workflow_version,
        Gathering.signed_at,
        Organisation.name.label("superior"),
        GatheringItem.taken_up_at,
        GatheringItem.handed_back_at,
        GatheringItem.handed_back_reason,
        Paper.number,
        Paper.symbol,
        Paper.issued_on,
    )
    .join(GatheringItem, GatheringItem.gathering_id == Gathering.id)
    .join(Organisation, Organisation.id == Gathering.superior_id)
    .outerjoin(Paper, and_(Paper.sheet == Sheet.GATHERING, Paper.sheet_id == Gathering.id))
    .where(GatheringItem.nomination_id == bindparam("nomination_id"), Gathering.state != GatheringState.CANCELLED)
    .order_by(GatheringItem.id.desc())
)


def lines_of(case: Nomination) -> Sequence[Row[Any]]:
    """Each Tờ trình that carried a case up, the newest first; of a unit that has no superior nothing is asked."""
    if case.unit.parent_id is None:
        return ()
    return read_rows(_LINES_OF, {"nomination_id": case.id}).all()


def _is_open_to(row: Row[Any], actor: Actor) -> bool:
    """The same as `reach`, of plain values."""
    is_its_superior = actor.organisation_id == row.superior_id and row.state in SENT
    return actor.is_of_unit and (actor.organisation_id == row.unit_id or is_its_superior)


@finds_task
def send_up(look: Look, actor: Actor) -> Task | None:
    """A subordinate unit's clerk puts a checked case on the Tờ trình; the superior's answers what came up."""
    case = look.case
    is_its_turn = actor.role is Role.UNIT_CLERK and actor.organisation_id == case.submitting_unit_id
    if not is_its_turn or case.state != State.UNIT_CHECK:
        return None
    newest = next(iter(look.read(lines_of)), None)
    if case.submitting_unit.sends_up and (newest is None or newest.handed_back_at or newest.state == "DRAFT"):
        return Task("Đưa vào Tờ trình gửi cấp trên", "gatherings.of_case", {"nomination_id": case.id})
    if case.is_gathered and newest is not None and newest.state == GatheringState.SENT and not newest.taken_up_at:
        return Task("Tiếp nhận hồ sơ đơn vị trực thuộc gửi lên", "gatherings.of_case", {"nomination_id": case.id})
    return None


@shows_panel(order=55)
def sent_up(look: Look, actor: Actor) -> Panel | None:
    lines = [line for line in look.read(lines_of) if _is_open_to(line, actor)]
    if not lines:
        return None
    return Panel("gatherings/_sent_up.html", {"lines": [(line, state_name_of(line)) for line in lines]})


@follows_steps("hand_back_to_drafter")
def handed_back(case: Nomination, reason: str, actor: Actor) -> None:
    item = _item_of(case)
    if item is None or item.gathering.state == GatheringState.DRAFT:
        return
    if item.gathering.state == GatheringState.SIGNED:
        raise Refusal("Chưa trả được hồ sơ.", [SIGNED_WITH_IT])
    operations.hand_back(item, reason, actor=actor)


@follows_steps("refer_to_unit_council", "open_unit_notice")
def moved_on(case: Nomination, _: str, actor: Actor) -> None:
    """Whoever brings a case before their own council has taken it up."""
    item = _item_of(case)
    if item is not None and item.gathering.state == GatheringState.SENT:
        operations.take_up(item, actor=actor)


def _item_of(case: Nomination) -> GatheringItem | None:
    return living_item(case.id) if case.unit.parent_id is not None else None
