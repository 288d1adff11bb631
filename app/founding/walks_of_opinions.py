"""Names laid before the people, each notice as far as a page wants one; and cadres of Ban Thường vụ Tỉnh ủy."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from app import clock
from app.documents.models import Paper
from app.founding.calendar import Calendar
from app.founding.journeys import Case
from app.founding.stage import Stage
from app.nominations import sections
from app.nominations.models import Nomination
from app.papers import operations as papers
from app.papers.operations import Registration
from app.party_opinions import operations as party
from app.party_opinions import papers as letters
from app.party_opinions import queries
from app.party_opinions.models import PartyAnswer, PartyOpinion
from app.public_notices import achievements, operations, opinions
from app.public_notices import papers as said
from app.public_notices.models import NoticeOpinion, PublicNotice, Stance
from app.public_notices.rules import rules
from workflows.vocabulary import Role

ROUND: Final = "TK-2024"
BASIS: Final = "Theo quy định phân cấp quản lý cán bộ của Tỉnh ủy (đơn vị khai trong hồ sơ)"
PARTY_ASKED, PARTY_ANSWERED = date(2025, 2, 7), date(2025, 2, 14)
OBJECTION: Final = "Đề nghị kiểm tra lại số hộ được hỗ trợ, vì có hộ ở thôn bên cạnh."
AGREEMENT: Final = "Bà con trong thôn đều đồng tình, đề nghị khen thưởng kịp thời."


@dataclass(kw_only=True)
class Step:
    """A notice about the cases with these goals: what is done to it on which day."""

    goals: tuple[str, ...]
    number: int
    drafted: date
    signed: date | None = None
    posted: date | None = None
    heard: date | None = None
    closed: date | None = None
    notice: PublicNotice | None = field(default=None)

    @property
    def row(self) -> PublicNotice:
        assert self.notice is not None, "it has not been drafted yet"
        return self.notice


STEPS = (
    Step(
        goals=("half_answered",),
        number=12,
        drafted=date(2025, 1, 14),
        signed=date(2025, 1, 15),
        posted=date(2025, 1, 16),
        heard=date(2025, 1, 20),
        closed=date(2025, 2, 11),
    ),
    Step(
        goals=("answered",),
        number=21,
        drafted=date(2025, 2, 4),
        signed=date(2025, 2, 5),
        posted=date(2025, 2, 6),
        heard=date(2025, 2, 12),
    ),
    Step(goals=("asked_late",), number=25, drafted=date(2025, 2, 11), signed=date(2025, 2, 12)),
    Step(goals=("asked",), number=0, drafted=date(2025, 2, 14)),
)


class NoticeWalk:
    """One notice, from its list as far as its step says."""

    def __init__(self, stage: Stage, step: Step) -> None:
        self.stage, self.step = stage, step
        self.appraiser = stage.appraisers[0]
        self.director = stage.people.of(Role.SNV_DIRECTOR, "SNV")

    def enter(self, calendar: Calendar) -> None:
        for day, hour, deed in (
            (self.step.drafted, "14:10", self.draft),
            (self.step.signed, "10:40", self.sign),
            (self.step.posted, "09:20", self.post),
            (self.step.heard, "15:15", self.hear),
            (self.step.closed, "16:00", self.close),
        ):
            if day is not None:
                calendar.at(day, hour, deed)

    def draft(self) -> None:
        award_round = self.stage.rounds[ROUND]
        ids = [case.row.id for case in _ending(self.stage, self.step.goals)]
        wanted = operations.NoticeDraft(title=said.default_title(award_round), nomination_ids=ids)
        notice = self.step.notice = operations.draft(award_round, wanted, actor=self.appraiser)
        lines = {item.id: _citation(item.nomination) for item in notice.items}
        achievements.write(notice, lines, version=notice.version, actor=self.appraiser)

    def sign(self) -> None:
        notice = self.step.row
        operations.sign(notice, version=notice.version, actor=self.director)
        assert notice.letter is not None, "signing made it"
        _number(self.stage, notice.letter, self.step.number)

    def post(self) -> None:
        notice, places = self.step.row, "\n".join(rules().places.usual)
        posting = operations.Posting(posted_on=clock.today(), places=places, version=notice.version)
        operations.post(notice, posting, actor=self.appraiser)

    def hear(self) -> None:
        """Somebody agrees; somebody asks for another look, which a notice that is closed was given."""
        self._said("Trần Thị Hường", Stance.AGREES, AGREEMENT)
        remark = self._said("Nguyễn Văn Bình", Stance.OBJECTS, OBJECTION)
        if self.step.closed is not None:
            looked = "Đã đối chiếu danh sách của Ủy ban nhân dân xã: số hộ ghi trong báo cáo đúng với thực tế."
            opinions.handle(remark, looked, version=remark.version, actor=self.appraiser)

    def close(self) -> None:
        notice = self.step.row
        summary = (
            "Các trường hợp trong danh sách được Nhân dân đồng tình; ý kiến đề nghị kiểm tra lại đã được xác minh."
        )
        operations.close(notice, summary, version=notice.version, actor=self.appraiser)

    def _said(self, by: str, stance: Stance, content: str) -> NoticeOpinion:
        opinion = opinions.Said(
            nomination_id=self.step.row.items[0].nomination_id,
            said_by=by,
            contact="",
            received_on=clock.today(),
            stance=stance,
            content=content,
        )
        return opinions.enter(self.step.row, opinion, actor=self.appraiser)


def _citation(case: Nomination) -> str:
    """As the unit wrote it: of these people nothing in it is personal."""
    text = next((field.text for field in case.fields if field.key == sections.CITATION), "")
    return text if len(text) <= achievements.LONGEST else ""


class PartyWalk:
    """One cadre whose question waits for its letter, one that waits for the answer, one that has it."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.appraiser = stage.appraisers[0]
        self.director = stage.people.of(Role.SNV_DIRECTOR, "SNV")
        self.office = stage.people.of(Role.PARTY_COMMITTEE, "VPTU")

    def enter(self, calendar: Calendar) -> None:
        calendar.at(PARTY_ASKED, "09:10", lambda: self.mark("unassigned", "asked_late", "half_answered"))
        calendar.at(PARTY_ASKED, "15:50", lambda: self.ask("asked_late", "half_answered"))
        calendar.at(PARTY_ANSWERED, "10:05", lambda: self.answer("half_answered"))

    def mark(self, *goals: str) -> None:
        for case in _officials(self.stage, goals):
            party.mark(case.row, party.Mark(is_managed=True, basis=BASIS), actor=self.appraiser)

    def ask(self, *goals: str) -> None:
        for number, case in enumerate(_officials(self.stage, goals), start=140):
            opinion = _opinion(case)
            party.ask(opinion, letters.QUESTION, version=opinion.version, actor=self.director)
            assert opinion.letter is not None, "asking made it"
            _number(self.stage, opinion.letter, number)

    def answer(self, *goals: str) -> None:
        for case in _officials(self.stage, goals):
            lines = ["Số: 1187-CV/TU", "", "Về việc khen thưởng cán bộ", "", "(Bản quét văn bản đã ký, đóng dấu)"]
            copy = self.stage.keep("1187-cv-tu.pdf", "BẢN QUÉT VĂN BẢN TRẢ LỜI", lines, by=self.office.user_id)
            opinion = _opinion(case)
            given = party.Answer(
                outcome=PartyAnswer.AGREES,
                answer="Ban Thường vụ Tỉnh ủy thống nhất việc khen thưởng theo đề nghị.",
                answer_number="1187-CV/TU",
                answered_on=clock.today(),
                version=opinion.version,
            )
            party.answer(opinion, given, copy, actor=self.office)


def enter(stage: Stage, calendar: Calendar) -> None:
    for step in STEPS:
        NoticeWalk(stage, step).enter(calendar)
    PartyWalk(stage).enter(calendar)


def _ending(stage: Stage, goals: Iterable[str]) -> list[Case]:
    """The cases of the round that stay where that goal leaves them: under appraisal."""
    return [case for batch in stage.plan.batches if batch.round == ROUND for case in batch.ending(*goals)]


def _officials(stage: Stage, goals: Iterable[str]) -> list[Case]:
    return [case for case in _ending(stage, goals) if case.job == "official"]


def _opinion(case: Case) -> PartyOpinion:
    found = queries.of(case.row.id)
    assert found is not None, f"nobody marked {case.name}"
    return found


def _number(stage: Stage, paper: Paper, number: int) -> None:
    clerical = stage.people.of(Role.SNV_CLERICAL, "SNV")
    copy = stage.signed_copy(paper.title, number, paper.signer_name, by=clerical.user_id)
    papers.register(paper, Registration(number=number, issued_on=clock.today()), copy, actor=clerical)
