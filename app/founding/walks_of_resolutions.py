"""Resolutions of the demonstration: one that is assumed to have passed in December 2024, and those under way."""

from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from app.actor import SYSTEM, Actor
from app.documents.models import StoredFile
from app.facts import read_facts
from app.founding.calendar import Calendar
from app.founding.stage import Stage
from app.resolutions import consulting, operations, putting_down, wanted
from app.resolutions.models import Answered, Inquiry, Resolution
from app.resolutions.operations import Assignment, Entry
from app.resolutions.putting_down import Described
from app.resolutions.reach import RECORDS_FOR
from workflows.engine import Transition
from workflows.vocabulary import PAPER_NAMES, Paper, Role

SOURCE = Path(__file__).with_name("resolutions.yaml")
AT = {
    Role.SNV_DRAFTER: "SNV",
    Role.SNV_DIRECTOR: "SNV",
    Role.JUSTICE_DEPARTMENT: "STP",
    Role.VPUB: "VPUB",
    Role.CHAIRMAN: "UBND-T",
    Role.HDND_STANDING: "TTHDND-T",
    Role.HDND_COMMITTEE: "BAN-VHXH",
    Role.HDND_CHAIR: "HDND-T",
    Role.HDND_OFFICE: "VPHDND",
}
SYMBOLS = {  # after the number; any other paper is a letter
    Paper.DRAFTING_PLAN: "KH-SNV",
    Paper.RESOLUTION_REQUEST: "TTr-UBND",
    Paper.DRAFT_RESOLUTION_LETTER: "TTr-SNV",
    Paper.UBND_LETTER: "TTr-UBND",
    Paper.LEGAL_APPRAISAL_REPORT: "BC-STP",
    Paper.LEGAL_APPRAISAL_ANSWER: "BC-SNV",
    Paper.EXAMINATION_REPORT: "BC-VHXH",
    Paper.EXAMINATION_ANSWER: "BC-UBND",
}
FIRST_NUMBER = 301


def read() -> list[dict[str, Any]]:
    facts: dict[str, Any] = read_facts(SOURCE)
    rows: list[dict[str, Any]] = facts["resolutions"]
    return rows


class ResolutionWalk:
    """One resolution, step by step, with papers that say they are made up."""

    def __init__(self, stage: Stage, plan: dict[str, Any]) -> None:
        self.stage, self.plan = stage, plan
        self.drafter = stage.people.of(Role.SNV_DRAFTER, "SNV")
        self.numbers = count(FIRST_NUMBER)
        self.made: Resolution | None = None
        self.asked: list[Inquiry] = []

    def enter(self, calendar: Calendar) -> None:
        plan = self.plan
        calendar.at(plan["started"], "08:30", self.start)
        for row in plan["steps"]:
            calendar.at(row["day"], row["at"], lambda row=row: self.take(row))  # type: ignore[misc]
        if "posted_on" in plan:
            calendar.at(plan["posted_on"], "16:30", self.consult)
        for place, agency in enumerate(plan["agencies"]):
            if "answered_on" in agency:
                calendar.at(agency["answered_on"], "15:45", lambda place=place: self.answer(place))  # type: ignore[misc]
            elif any(row["take"] == "close_consultation" for row in plan["steps"]):
                silent_on = consulting.proposed_due(plan["posted_on"]) + timedelta(days=1)
                calendar.at(silent_on, "08:50", lambda place=place: self.silent(place))  # type: ignore[misc]

    def start(self) -> None:
        plan = self.plan
        given = Assignment(
            title=plan["title"],
            purpose=plan["purpose"],
            assignment_number=plan["assignment"]["number"],
            assignment_on=plan["assignment"]["day"],
            session_name=plan["session"]["name"],
            session_opens_on=plan["session"]["opens_on"],
            is_shortened=bool(plan.get("ground")),
            shortened_ground=plan.get("ground", ""),
        )
        director = self.stage.people.of(Role.SNV_DIRECTOR, "SNV")
        letter = self._scan("Công văn giao việc của Chủ tịch UBND tỉnh", director)
        self.made = operations.start(given, letter, actor=director, is_assumed=True)

    def take(self, row: dict[str, Any]) -> None:
        resolution = self._made()
        step = resolution.workflow.transition(row["take"])
        actor = self._actor(step)
        for code in wanted.of(step).papers:
            putting_down.put_down(
                resolution,
                step,
                code,
                self._described(code, row["day"], actor),
                self._scan(PAPER_NAMES[code], actor),
                actor=actor,
            )
        operations.take(resolution, step.name, self._entry(step, row), actor=actor)

    def consult(self) -> None:
        resolution, day = self._made(), self.plan["posted_on"]
        consulting.record_posting(resolution, consulting.Posting(posted_on=day), actor=self.drafter)
        names = "\n".join(agency["name"] for agency in self.plan["agencies"])
        question = consulting.Question(agencies=names, asked_on=day, due_on=consulting.proposed_due(day))
        self.asked = consulting.ask(resolution, question, actor=self.drafter)

    def answer(self, place: int) -> None:
        agency = self.plan["agencies"][place]
        reply = consulting.Reply(letter_number=agency["letter"], answered_on=agency["answered_on"])
        letter = self._scan(f"Văn bản góp ý của {agency['name']}", self.drafter)
        consulting.reply(self.asked[place], reply, letter, actor=self.drafter)
        if "said" in agency:
            opinion = consulting.Opinion(said_by=agency["name"], text=agency["said"])
            comment = consulting.add_comment(self._made(), opinion, actor=self.drafter)
            if "answer" in agency:
                how = Answered.EXPLAINED if agency.get("explained") else Answered.ACCEPTED
                given = consulting.Response(answered=how, answer=agency["answer"])
                consulting.respond(comment, given, actor=self.drafter)

    def silent(self, place: int) -> None:
        consulting.record_silence(self.asked[place], actor=self.drafter)

    def _entry(self, step: Transition, row: dict[str, Any]) -> Entry:
        agree, disagree, abstain, absent = row.get("votes", (None,) * 4)
        asked = wanted.of(step)
        number = {name: self.plan[name] for name in ("number", "passed_on", "effective_on")} if asked.number else {}
        number |= self.plan["replaced"] if asked.replacement else {}
        return Entry(
            reason=row.get("why", ""),
            is_confirmed=bool(asked.confirmation),
            present=row.get("present"),
            agree=agree,
            disagree=disagree,
            abstain=abstain,
            absent=absent,
            **number,
        )

    def _actor(self, step: Transition) -> Actor:
        (role,) = step.by
        if role is Role.SYSTEM:
            return SYSTEM
        office = next((office for office, body in RECORDS_FOR.items() if body is role), role)
        return self.stage.people.of(office, AT[office])

    def _described(self, code: Paper, day: date, actor: Actor) -> Described:
        if code in wanted.DRAFTS:
            return Described()
        symbol = SYMBOLS.get(code, "CV")
        number = "" if code in wanted.WITHOUT_NUMBER else f"{next(self.numbers)}/{symbol}"
        if code is Paper.RESOLUTION:
            number = self.plan["number"]
        return Described(number=number, issued_on=day, agency=actor.organisation_name)

    def _scan(self, name: str, by: Actor) -> StoredFile:
        if self.plan.get("shares_scans"):
            return self.stage.shared_scan(name)
        lines = [self.plan["title"], "", "(Bản quét văn bản của bản trình diễn)"]
        return self.stage.keep("van-ban.pdf", name, lines, by=by.user_id)

    def _made(self) -> Resolution:
        assert self.made is not None, "the walk begins with its start"
        return self.made
