"""Schools of the demonstration that propose by their superior: sent up, answered, carried on by its Tờ trình."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from app.facts import read_facts
from app.founding import dossiers
from app.founding.calendar import Calendar
from app.founding.journeys import Batch, Case
from app.founding.stage import Stage
from app.founding.walks_at_department import DepartmentWalk
from app.founding.walks_at_unit import UnitWalk
from app.gatherings import operations
from app.gatherings.models import Gathering
from app.gatherings.operations import Answer, GatheringDraft
from app.gatherings.proposing import default_title
from app.nominations import steps
from app.organisations.queries import by_code
from app.papers.operations import Registration
from workflows.vocabulary import Role

SOURCE = Path(__file__).with_name("gatherings.yaml")
HANDED_BACK, LEFT_OUT = "handed_back", "checked_up"
SUMMARY = "Các trường hợp đề nghị đã được tập thể giáo viên, nhân viên nhà trường bình xét."


@cache
def read() -> list[dict[str, Any]]:
    facts: dict[str, Any] = read_facts(SOURCE)
    rows: list[dict[str, Any]] = facts["gatherings"]
    return rows


class CarriedOn(UnitWalk):
    """A superior's walk with what it took up: drafted and checked elsewhere."""

    def draft(self) -> None:
        """By the school."""

    def send_to_check(self) -> None:
        """By the school."""


class GatheringWalk:
    """One Tờ trình of one school."""

    def __init__(self, stage: Stage, plan: dict[str, Any]) -> None:
        self.stage, self.reason = stage, str(plan.get("reason", ""))
        cases = [Case(**row) for row in plan["cases"]]
        self.batch = Batch(at=plan["at"], round=plan["round"], number=plan["number"], days=plan["days"], cases=cases)
        self.onward = self._onward(plan.get("onward"))
        self.unit = by_code(plan["at"])
        self.clerk = stage.people.of(Role.UNIT_CLERK, plan["at"])
        self.head = stage.people.of(Role.UNIT_HEAD, plan["at"])
        self.clerical = stage.people.of(Role.UNIT_CLERICAL, plan["at"])
        self.letter: Gathering | None = None

    def _onward(self, plan: dict[str, Any] | None) -> Batch | None:
        if plan is None:
            return None
        days: dict[str, date] = {name: day for name, day in plan.items() if isinstance(day, date)}
        days |= {"drafted": self.batch.days["drafted"], "checked": self.batch.days["checked"]}
        cases = [case for case in self.batch.cases if case.goal != HANDED_BACK]
        return Batch(at=plan["at"], round=self.batch.round, number=plan["number"], days=days, cases=cases)

    def enter(self, calendar: Calendar) -> None:
        deeds = {
            "drafted": ("08:40", self.draft),
            "checked": ("09:20", self.check),
            "listed": ("09:50", self.list_names),
            "signed": ("14:40", self.sign),
            "issued": ("15:25", self.issue),
            "answered": ("10:15", self.answer),
        }
        for name, day in self.batch.days.items():
            hour, deed = deeds[name]
            calendar.at(day, hour, deed)
        if self.onward:
            CarriedOn(self.stage, self.onward).enter(calendar)
            DepartmentWalk(self.stage, self.onward).enter(calendar)

    def draft(self) -> None:
        for case in self.batch.cases:
            dossiers.draft(self.stage, self.batch, case, actor=self.clerk)

    def check(self) -> None:
        for case in self.batch.cases:
            steps.take(case.row, "send_to_check", "", actor=self.clerk)

    def list_names(self) -> None:
        listed = [case.row.id for case in self.batch.cases if case.goal != LEFT_OUT]
        award_round = self.stage.rounds[self.batch.round]
        wanted = GatheringDraft(title=default_title(award_round), summary=SUMMARY, nomination_ids=listed)
        self.letter = operations.draft(self.unit, award_round, wanted, actor=self.clerk)

    def sign(self) -> None:
        operations.sign(self._letter(), actor=self.head)

    def issue(self) -> None:
        letter, number = self._letter(), self.batch.number
        copy = self.stage.signed_copy(letter.title, number, self.head.name, by=self.clerical.user_id)
        entry = Registration(number=number, issued_on=self.batch.days["issued"])
        operations.issue(letter, entry, copy, actor=self.clerical)

    def answer(self) -> None:
        superior = self.stage.people.of(Role.UNIT_CLERK, self._letter().superior.code)
        back = {case.row.id for case in self.batch.ending(HANDED_BACK)}
        answers = {
            item.id: Answer(takes_up=item.nomination_id not in back, reason=self.reason)
            for item in self._letter().items
        }
        operations.answer(self._letter(), answers, actor=superior)

    def _letter(self) -> Gathering:
        assert self.letter is not None, "it was listed first"
        return self.letter
