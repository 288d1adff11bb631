"""Work that changes hands: a deputy has cases, somebody stands in, one step was taken of many cases at once."""

from datetime import date
from typing import Final

from app import clock
from app.appraisals import handing
from app.founding.calendar import Calendar
from app.founding.journeys import Case
from app.founding.stage import Stage
from app.nominations.models import Handing
from app.runs import operations as runs
from app.runs import selecting
from app.runs.models import BulkRun
from app.runs.operations import Wanted
from app.substitutes import operations as substitutes
from workflows.vocabulary import Role

ROUND: Final = "TK-2024"
GIVEN, GIVEN_ON = date(2025, 2, 13), date(2025, 2, 14)
AWAY_FROM, AWAY_TO, NAMED = date(2025, 2, 17), date(2025, 2, 21), date(2025, 2, 14)
AT_THE_DEPUTY: Final = 2  # cases of both kinds: one goes on to a specialist, one back to the head, the others stay
ACCEPTED: Final = 4  # cases of the run, beside one that is refused
ABSENT, IN_THEIR_PLACE = "snv_appraiser.02", "snv_drafter"
FOR_THE_DEPUTY = "Chị xem trước phần thành tích, có vướng thì trao đổi với đơn vị."
FOR_THE_SPECIALIST = "Anh/chị đối chiếu quyết định công nhận sáng kiến rồi trình lại tôi."
PRESENTED = "Đã rà soát, đề nghị anh giao chuyên viên hỏi ý kiến Công an tỉnh."


def enter(stage: Stage, calendar: Calendar) -> None:
    desks = DeskWalk(stage)
    calendar.at(GIVEN, "14:40", desks.give)
    calendar.at(GIVEN_ON, "09:45", desks.give_on)
    calendar.at(GIVEN_ON, "15:10", desks.present)
    run = RunWalk(stage)
    calendar.at(GIVEN, "10:50", run.prepare)
    calendar.at(GIVEN, "10:55", run.start)
    calendar.at(NAMED, "16:20", lambda: name_substitute(stage))


class DeskWalk:
    """From the head to the deputy, and from there on or back."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.head = stage.people.of(Role.BAN_HEAD, "SNV")
        self.deputy = stage.people.of(Role.BAN_DEPUTY, "SNV")

    @property
    def cases(self) -> list[Case]:
        """Some that nobody had, some that were accepted this morning; others of both stay with the head."""
        plan = self.stage.plan
        return plan.cases(ROUND, ("unassigned",))[-AT_THE_DEPUTY:] + plan.cases(ROUND, ("intake",))[-AT_THE_DEPUTY:]

    def give(self) -> None:
        assert self.deputy.user_id is not None
        for case in self.cases:
            handing.assign(case.row, self.deputy.user_id, FOR_THE_DEPUTY, actor=self.head)

    def give_on(self) -> None:
        specialist = self.stage.appraisers[0].user_id
        assert specialist is not None
        handing.assign(self.cases[0].row, specialist, FOR_THE_SPECIALIST, actor=self.deputy)

    def present(self) -> None:
        row = self.cases[1].row
        assert row.holding is not None
        wanted = handing.HandBack(handing=Handing.PRESENTED, note=PRESENTED, seen=row.holding.id)
        handing.hand_back(row, wanted, actor=self.deputy)


class RunWalk:
    """The intake officer accepts some dossiers at once; of one the unit still owes papers."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.officer = stage.people.of(Role.INTAKE_OFFICER, "SNV")
        self.run: BulkRun | None = None

    def prepare(self) -> None:
        plan = self.stage.plan
        cases = plan.cases(ROUND, ("intake",))[-ACCEPTED:] + plan.cases(ROUND, ("supplement_soon",))[:1]
        seen = {case.row.id: case.row.version for case in cases}
        chosen = selecting.ticked(seen, self.officer)
        self.run = runs.prepare(chosen, Wanted(step="accept", reason=""), actor=self.officer)

    def start(self) -> None:
        assert self.run is not None, "it was prepared first"
        runs.start(self.run, actor=self.officer)


def name_substitute(stage: Stage) -> None:
    """A specialist is away for the week that begins with the demonstration's day."""
    absent = stage.people.acting(ABSENT, Role.APPRAISER).appointment_id
    assert absent is not None
    wanted = substitutes.Absence(
        absent_id=absent,
        substitute_id=stage.people.users[IN_THEIR_PLACE].id,
        valid_from=AWAY_FROM,
        valid_to=AWAY_TO,
        basis_kind="Giấy ủy quyền",
        basis_number="06/GUQ-SNV",
        basis_on=clock.today(),
    )
    substitutes.stand_in(wanted, actor=stage.people.of(Role.SNV_DIRECTOR, "SNV"))
