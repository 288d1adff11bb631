"""What a unit of the demonstration decides itself: one decision walked to its report, one that waits for the head."""

from functools import cache
from pathlib import Path
from typing import Any

from app.facts import read_facts
from app.founding.calendar import Calendar
from app.founding.journeys import Batch, Case
from app.founding.stage import Stage
from app.founding.walks_at_unit import UnitWalk
from app.papers.operations import Registration
from app.unit_decisions import operations, papers
from app.unit_decisions.models import UnitDecision
from app.unit_decisions.operations import Posting, UnitDecisionDraft

SOURCE = Path(__file__).with_name("unit_decisions.yaml")
ROUND = "DV-2024"


@cache
def read() -> list[dict[str, Any]]:
    facts: dict[str, Any] = read_facts(SOURCE)
    rows: list[dict[str, Any]] = facts["decisions"]
    return rows


class UnitDecisionWalk(UnitWalk):
    """The unit's walk to its council, and from there within the unit."""

    def __init__(self, stage: Stage, plan: dict[str, Any]) -> None:
        cases = [Case(**row) for row in plan["cases"]]
        super().__init__(
            stage, Batch(at=plan["at"], round=ROUND, number=plan["number"], days=plan["days"], cases=cases)
        )
        self.award, self.where = stage.awards[plan["award"]], str(plan.get("where", ""))
        self.decision: UnitDecision | None = None

    def enter(self, calendar: Calendar) -> None:
        super().enter(calendar)
        days = self.batch.days
        if "posted" in days:
            calendar.at(days["posted"], "09:10", self.post)
        if "reported" in days:
            calendar.at(days["reported"], "10:20", self.report)

    def list_names(self) -> None:
        rows = [case.row for case in self.batch.cases]
        wanted = UnitDecisionDraft(
            title=papers.default_title(self.award),
            merit=papers.default_merit(rows),
            nomination_ids=[row.id for row in rows],
        )
        self.decision = operations.draft(self.unit, self.award, wanted, actor=self.clerk)

    def sign(self) -> None:
        operations.sign(self._drafted(), {}, actor=self.head)

    def issue(self) -> None:
        decision, number = self._drafted(), self.batch.number
        copy = self.stage.signed_copy(decision.title, number, self.head.name, by=self.clerical.user_id)
        entry = Registration(number=number, issued_on=self.batch.days["issued"])
        operations.issue(decision, entry, copy, actor=self.clerical)

    def post(self) -> None:
        posting = Posting(posted_on=self.batch.days["posted"], posted_where=self.where)
        operations.post(self._drafted(), posting, actor=self.clerk)

    def report(self) -> None:
        operations.report(self._drafted(), actor=self.clerk)

    def _drafted(self) -> UnitDecision:
        assert self.decision is not None, "it was listed first"
        return self.decision
