"""A person's own runs: how far each is, what was refused, whom it writes to, and the whole of it as a sheet."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import joinedload

from app.actor import Actor
from app.awards.models import AwardVersion
from app.errors import or_404
from app.extensions import db, read_rows
from app.nominations.models import Nomination
from app.nominations.reach import visible_to
from app.nominees.models import Nominee
from app.organisations.models import Appointment, Organisation
from app.runs.models import BulkItem, BulkRun, Outcome, Stage

PAGE = 30
STAGE_NAMES = {
    Stage.CHECKING: "Đang kiểm tra từng hồ sơ",
    Stage.READY: "Chờ xác nhận",
    Stage.WORKING: "Đang thực hiện",
    Stage.DONE: "Đã xong",
    Stage.DISCARDED: "Đã bỏ, không thực hiện",
}
OUTCOME_NAMES = {
    Outcome.UNCHECKED: "Chưa kiểm tra",
    Outcome.WAITING: "Chưa thực hiện",
    Outcome.DONE: "Đã thực hiện",
    Outcome.REFUSED: "Không thực hiện",
}
OPEN = {Stage.CHECKING: Outcome.UNCHECKED, Stage.WORKING: Outcome.WAITING}


class Counted(NamedTuple):
    """How many cases of a run came to what."""

    unchecked: int
    waiting: int
    done: int
    refused: int

    @property
    def all(self) -> int:
        return sum(self)


def own(actor: Actor) -> Select[tuple[BulkRun]]:
    """Nobody sees another's run, nor one's own of another house: it names cases that one saw there."""
    return (
        select(BulkRun)
        .join(Appointment, Appointment.id == BulkRun.appointment_id)
        .where(BulkRun.asked_by_id == actor.user_id, Appointment.organisation_id == actor.organisation_id)
    )


def one(run_id: int, actor: Actor) -> BulkRun:
    return or_404(db.session.scalars(own(actor).where(BulkRun.id == run_id)).one_or_none())


def latest(actor: Actor) -> Sequence[Row[Any]]:
    """.id .label .stage .asked_at, and .cases .done .refused of each, the newest first."""
    newest = own(actor).order_by(BulkRun.id.desc()).limit(PAGE).with_only_columns(BulkRun.id)
    return read_rows(
        select(
            BulkRun.id,
            BulkRun.label,
            BulkRun.stage,
            BulkRun.asked_at,
            func.count().label("cases"),
            func.count().filter(BulkItem.outcome == Outcome.DONE).label("done"),
            func.count().filter(BulkItem.outcome == Outcome.REFUSED).label("refused"),
        )
        .join(BulkItem, BulkItem.run_id == BulkRun.id)
        .where(BulkRun.id.in_(newest.subquery().select()))
        .group_by(BulkRun.id)
        .order_by(BulkRun.id.desc())
    ).all()


def counted(run: BulkRun) -> Counted:
    by_outcome = select(BulkItem.outcome, func.count()).where(BulkItem.run_id == run.id).group_by(BulkItem.outcome)
    found = dict(read_rows(by_outcome).tuples().all())
    return Counted(*(found.get(outcome, 0) for outcome in Outcome))


def next_items(run: BulkRun, most: int) -> Sequence[int]:
    """Ids of those the run has still to ask, or to do."""
    if run.stage not in OPEN:
        return []
    left = select(BulkItem.id).where(BulkItem.run_id == run.id, BulkItem.outcome == OPEN[run.stage])
    return read_rows(left.order_by(BulkItem.position).limit(most)).scalars().all()


def case(nomination_id: int, actor: Actor) -> Nomination | None:
    """As it is now; None where this person may not see it."""
    wanted = visible_to(actor).where(Nomination.id == nomination_id)
    return db.session.scalars(
        wanted.options(joinedload(Nomination.award_version), joinedload(Nomination.award_round)).execution_options(
            populate_existing=True
        )
    ).one_or_none()


def lines(run: BulkRun, *outcomes: Outcome, most: int | None = None) -> Sequence[Row[Any]]:
    """.id .code .name .award .unit of the case, its state; .outcome .reasons .settled_at; as they were chosen."""
    among = outcomes or tuple(Outcome)
    return read_rows(
        select(
            Nomination.id,
            Nomination.code,
            Nomination.nominee_name.label("name"),
            AwardVersion.name.label("award"),
            Organisation.name.label("unit"),
            Nomination.workflow_key,
            Nomination.workflow_version,
            Nomination.state,
            BulkItem.outcome,
            BulkItem.reasons,
            BulkItem.settled_at,
        )
        .join(Nomination, Nomination.id == BulkItem.nomination_id)
        .join(AwardVersion, AwardVersion.id == Nomination.award_version_id)
        .join(Organisation, Organisation.id == Nomination.unit_id)
        .where(BulkItem.run_id == run.id, BulkItem.outcome.in_(among))
        .order_by(BulkItem.position)
        .limit(most)
    ).all()


def addressed(run: BulkRun) -> Sequence[Row[Any]]:
    """Whom a run that writes to nominees would write to: .id .name .unit, and .email where the register has one."""
    return read_rows(
        select(Nomination.id, Nomination.nominee_name.label("name"), Organisation.name.label("unit"), Nominee.email)
        .select_from(BulkItem)
        .join(Nomination, Nomination.id == BulkItem.nomination_id)
        .join(Nominee, Nominee.id == Nomination.nominee_id)
        .join(Organisation, Organisation.id == Nomination.unit_id)
        .where(BulkItem.run_id == run.id, BulkItem.outcome == Outcome.WAITING)
        .order_by(BulkItem.position)
    ).all()
