"""The demonstration: people, councils, rounds and cases, made by walking the workflow from 2024-09-04 on.

Its history is lived once, in the order of its days, by the operations that the pages use. Papers are not printed
here: their errands wait in the outbox until the server's bell runs them.
"""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Any, Protocol

from sqlalchemy import select, update

from app import clock, site
from app.awards.queries import version_on
from app.clock import VIETNAM
from app.extensions import db, unit_of_work
from app.founding import (
    dossiers,
    growth,
    holdings,
    journeys,
    people,
    reference,
    roads,
    walks_of_achievements,
    walks_of_blocks,
    walks_of_catalogue,
    walks_of_desks,
    walks_of_gatherings,
    walks_of_initiatives,
    walks_of_opinions,
    walks_of_registrations,
    walks_of_resolutions,
    walks_of_unit_decisions,
)
from app.founding.calendar import Calendar
from app.founding.journeys import Plan
from app.founding.seats import seat
from app.founding.stage import Stage
from app.founding.walks_at_department import DepartmentWalk
from app.founding.walks_at_province import ProposalWalk, SittingWalk
from app.founding.walks_at_unit import UnitWalk
from app.founding.walks_of_corrections import CorrectionWalk, ReissueWalk
from app.founding.walks_of_gatherings import GatheringWalk
from app.founding.walks_of_petitions import PetitionWalk
from app.founding.walks_of_resolutions import ResolutionWalk
from app.founding.walks_of_reviews import ReviewWalk
from app.founding.walks_of_unit_decisions import UnitDecisionWalk
from app.outbox.models import Notice
from app.rounds.models import AwardRound, Movement

BEGINS = datetime(2024, 9, 4, 8, 0, tzinfo=VIETNAM)
STANDS = datetime(2025, 2, 17, 8, 0, tzinfo=VIETNAM)  # where the server's clock will stand
NEWS = timedelta(days=7)
SEED = 20240904
SETTING = "practice"


def found_demonstration(instance: Path, *, is_grown: bool = True) -> None:
    """Refuses a database that has been founded before. Opens its own units of work.

    `is_grown`: three hundred dossiers, one at least in each state; else a third of them, for tests.
    """
    if site.mode() is not None:
        raise RuntimeError("Cơ sở dữ liệu đã được khởi tạo.")
    clock.use(instance / "clock.json")
    clock.stand_at(BEGINS)
    stage = _set_the_stage(instance, growth.grown(journeys.read()) if is_grown else journeys.read())
    _history(stage, is_grown=is_grown).live()
    clock.stand_at(STANDS)
    with unit_of_work():
        _leave_the_past()
        site.finish()


def _set_the_stage(instance: Path, plan: Plan) -> Stage:
    facts = people.read()
    with unit_of_work():
        site.found(site.UNFINISHED)
        reference.load_reference()
        everybody = people.settle(facts["accounts"])
        stage = Stage(
            plan=plan,
            people=everybody,
            councils=seat(facts["councils"], everybody, instance / "papers"),
            rounds={row["code"]: _round(row) for row in plan.rounds},
            awards={code: version_on(code, clock.today()) for code in _awards(plan)},
            movements={movement.code: movement for movement in db.session.scalars(select(Movement))},
            papers=instance / "papers",
            chance=Random(SEED),  # noqa: S311 -- the same history every time
        )
        people.write_accounts(everybody, facts["accounts"], instance)
    return stage


def _awards(plan: Plan) -> set[str]:
    return {code for row in plan.rounds for code in row["awards"]}


def _round(row: dict[str, Any]) -> AwardRound:
    made = AwardRound(
        code=row["code"],
        name=row["name"],
        year=row["year"],
        opens_on=row["opens_on"],
        closes_on=row["closes_on"],
        basis="Kế hoạch của Ủy ban nhân dân tỉnh (dữ liệu trình diễn)",
        confidence=SETTING,
        note=row.get("note", ""),
        unit_notice=row.get("unit_notice", False),
        awards=[version_on(code, row["opens_on"]) for code in row["awards"]],
    )
    db.session.add(made)
    db.session.flush()
    return made


def _history(stage: Stage, *, is_grown: bool) -> Calendar:
    calendar, plan = Calendar(), stage.plan
    for day, case in plan.by_department:
        calendar.at(day, "09:00", partial(dossiers.draft_at_department, stage, case))
    for batch in plan.batches:
        UnitWalk(stage, batch).enter(calendar)
        DepartmentWalk(stage, batch).enter(calendar)
    walks: tuple[tuple[Callable[[Stage, Any], Walk], Iterable[Any]], ...] = (
        (GatheringWalk, walks_of_gatherings.read()),
        (UnitDecisionWalk, walks_of_unit_decisions.read()),
        (SittingWalk, plan.sittings),
        (ProposalWalk, plan.proposals),
        (PetitionWalk, plan.petitions),
        (ReviewWalk, plan.reviews),
        (CorrectionWalk, plan.corrections),
        (ReissueWalk, plan.reissues),
        (ResolutionWalk, walks_of_resolutions.read() + (roads.read() if is_grown else [])),
    )
    for walk, planned in walks:
        for one in planned:
            walk(stage, one).enter(calendar)
    walks_of_opinions.enter(stage, calendar)
    walks_of_initiatives.enter(stage, calendar)
    walks_of_achievements.enter(stage, calendar)
    walks_of_blocks.enter(stage, calendar)
    walks_of_catalogue.enter(stage, calendar)
    walks_of_registrations.enter(stage, calendar)
    if is_grown:
        walks_of_desks.enter(stage, calendar)
    calendar.at(holdings.CONFIRMED, "16:00", lambda: holdings.confirm(stage))
    return calendar


class Walk(Protocol):
    def enter(self, calendar: Calendar) -> None: ...


def _leave_the_past() -> None:
    """What people were told weeks ago they have read."""
    long_ago = update(Notice).where(Notice.created_at < STANDS - NEWS, Notice.read_at.is_(None))
    db.session.execute(long_ago.values(read_at=Notice.created_at))
