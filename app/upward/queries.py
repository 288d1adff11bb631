"""What went up, one by one and as a list; how long it has waited, beside the days the catalogue names."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Integer, Row, bindparam, func, select
from sqlalchemy.orm import joinedload, selectinload

from app import clock, workdays
from app.actor import Actor
from app.awards.models import AwardVersion
from app.decisions.models import Decision
from app.errors import or_404
from app.extensions import at_most, db, read_rows
from app.nominations.models import Nomination
from app.numbers import LARGEST
from app.upward.models import UpwardItem, UpwardSubmission
from app.upward.reach import visible_to
from workflows.award_province_1 import State
from workflows.award_state_1 import ABOVE, AboveState
from workflows.upward_1 import UpwardState

PAGE = 50
VERIFIED = "verified"
EXAMINES_ABOVE = frozenset({"D_BNV_APPRAISE"})  # steps of the catalogue


@dataclass(frozen=True, kw_only=True)
class Step:
    """What a catalogue says of a time above, and when it would be over."""

    what: str
    days: int
    ends_on: date
    basis: str
    is_verified: bool

    @property
    def is_past(self) -> bool:
        return self.ends_on < clock.today()


def one(sheet_id: int, actor: Actor) -> UpwardSubmission:
    return or_404(
        db.session.scalars(
            visible_to(actor)
            .where(UpwardSubmission.id == sheet_id)
            .options(
                joinedload(UpwardSubmission.award_version),
                joinedload(UpwardSubmission.signed_by),
                joinedload(UpwardSubmission.package),
                selectinload(UpwardSubmission.items).joinedload(UpwardItem.nomination).joinedload(Nomination.unit),
                selectinload(UpwardSubmission.items).joinedload(UpwardItem.decision),
                selectinload(UpwardSubmission.items).joinedload(UpwardItem.refusal),
                selectinload(UpwardSubmission.items).selectinload(UpwardItem.requests),
            )
        ).one_or_none()
    )


def sheets(actor: Actor, *, before: int | None = None) -> Sequence[Row[Any]]:
    """The newest first: .id .title .award .names .sent_on, and what names the state."""
    names = select(func.count()).where(UpwardItem.sheet_id == UpwardSubmission.id).correlate(UpwardSubmission)
    found = (
        visible_to(actor)
        .join(AwardVersion, AwardVersion.id == UpwardSubmission.award_version_id)
        .where(UpwardSubmission.id < bindparam("before", type_=Integer))
        .order_by(UpwardSubmission.id.desc())
        .limit(at_most(PAGE))
        .with_only_columns(
            UpwardSubmission.id,
            UpwardSubmission.title,
            UpwardSubmission.sent_on,
            UpwardSubmission.workflow_key,
            UpwardSubmission.workflow_version,
            UpwardSubmission.state,
            AwardVersion.name.label("award"),
            names.scalar_subquery().label("names"),
        )
    )
    return read_rows(found, {"before": before or LARGEST}).all()


def of_proposal(proposal_id: int) -> UpwardSubmission | None:
    return db.session.scalars(select(UpwardSubmission).where(UpwardSubmission.proposal_id == proposal_id)).one_or_none()


def decisions(sheet: UpwardSubmission) -> Sequence[Decision]:
    """What was noted of the state's decisions, and what of that was noted wrongly."""
    noted = select(Decision).where(Decision.proposal_id == sheet.proposal_id).order_by(Decision.id)
    return db.session.scalars(noted).all()


def latest_item(nomination: Nomination) -> UpwardItem | None:
    """The nomination's line on the newest Tờ trình that was not recalled."""
    return db.session.scalars(_LATEST, {"nomination_id": nomination.id}).one_or_none()


_LATEST = (
    select(UpwardItem)
    .join(UpwardSubmission, UpwardSubmission.id == UpwardItem.sheet_id)
    .where(UpwardItem.nomination_id == bindparam("nomination_id"), UpwardSubmission.state != UpwardState.RECALLED)
    .options(joinedload(UpwardItem.sheet))
    .order_by(UpwardItem.id.desc())
    .limit(1)
)


def waiting(sheet: UpwardSubmission) -> list[UpwardItem]:
    """The names an answer may be written down for now."""
    return [item for item in sheet.items if item.nomination.state == AboveState.SENT]


def asked_for_more(sheet: UpwardSubmission) -> list[UpwardItem]:
    return [item for item in sheet.items if item.nomination.state == AboveState.MORE_ASKED]


def unanswered(sheet: UpwardSubmission) -> list[UpwardItem]:
    """The names somebody still waits for: not those that were withdrawn, or ended here."""
    open_ = ABOVE | {State.SUSPENDED}
    return [item for item in sheet.items if not item.is_answered and item.nomination.state in open_]


def days_waited(sheet: UpwardSubmission) -> int:
    """Since it was sent, in calendar days."""
    return (clock.today() - sheet.sent_on).days if sheet.sent_on else 0


def times_above(sheet: UpwardSubmission) -> list[Step]:
    """The catalogue's working days for whoever examines above, counted from the day of sending; nobody here can act."""
    if sheet.sent_on is None:
        return []
    found = (step for step in sheet.award_version.steps if _is_above(step))
    return [_step(step, sheet.sent_on) for step in found]


def _is_above(step: dict[str, Any]) -> bool:
    return bool(step.get("working_days")) and step.get("ref") in EXAMINES_ABOVE


def _step(step: dict[str, Any], sent_on: date) -> Step:
    days = int(step["working_days"])
    return Step(
        what=step["what"],
        days=days,
        ends_on=workdays.add_working_days(sent_on, days),
        basis=str(step.get("basis", "")),
        is_verified=step.get("confidence") == VERIFIED,
    )
