"""Initiatives of the demonstration: recognised, on their way up, not passed, and one that waits."""

from datetime import date
from typing import Final

from sqlalchemy import select

from app import clock
from app.achievements import uses
from app.achievements.queries import choices
from app.achievements.uses import Chosen
from app.actor import Actor
from app.awards.models import AwardVersion
from app.councils.constitution import CouncilKind
from app.councils.models import Body, Council
from app.councils.rules import Totals
from app.extensions import db
from app.founding.calendar import Calendar
from app.founding.stage import Stage
from app.initiatives import operations, recognitions, sittings
from app.initiatives.models import Initiative
from app.initiatives.operations import Entry
from app.initiatives.recognitions import Recognising
from app.initiatives.sittings import Minutes
from app.initiatives.words import ASK_FOR_THEM
from app.nominations.models import Nomination
from app.nominees.models import Nominee, NomineeKind
from workflows.award_province_1 import State
from workflows.vocabulary import Role

UNIT, AGENCY = "SGDDT", "SKHCN"
ENTERED, VOTED, SENT_UP, VOTED_ABOVE = date(2025, 2, 10), date(2025, 2, 11), date(2025, 2, 12), date(2025, 2, 14)
APPLIED: Final = date(2023, 9, 5)
TITLES: Final = (
    "Bồi dưỡng giáo viên vùng khó khăn bằng học liệu số dùng khi không có mạng",
    "Sổ theo dõi học sinh có nguy cơ bỏ học dùng chung cho ba cấp học",
    "Bộ thí nghiệm vật lý từ vật liệu tái chế",
    "Thư viện lưu động của các trường phổ thông dân tộc bán trú",
)
PASSED_ABOVE, ON_ITS_WAY, REFUSED, WAITS = range(len(TITLES))
SUMMARY = "Đã áp dụng tại các trường của đơn vị, có số liệu so sánh trước và sau khi áp dụng (dữ liệu trình diễn)."


def enter(stage: Stage, calendar: Calendar) -> None:
    walk = InitiativeWalk(stage)
    calendar.at(ENTERED, "14:00", walk.enter)
    calendar.at(VOTED, "16:00", walk.vote)
    calendar.at(SENT_UP, "08:15", walk.recognise)
    calendar.at(SENT_UP, "08:30", walk.send_up)
    calendar.at(SENT_UP, "09:00", walk.rely)
    calendar.at(VOTED_ABOVE, "16:30", walk.vote_above)


class InitiativeWalk:
    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.clerk = stage.people.of(Role.UNIT_CLERK, UNIT)
        self.secretary = stage.people.of(Role.UNIT_COUNCIL_SECRETARY, UNIT)
        self.above = stage.people.of(Role.UNIT_COUNCIL_SECRETARY, AGENCY)
        self.initiatives: list[Initiative] = []

    def enter(self) -> None:
        """Their authors are people whose cases are being appraised, so that it stands beside them; one has written it
        with somebody whose case is a draft.
        """
        authors = _authors(self.clerk.organisation_id)
        authors[ON_ITS_WAY] = f"{authors[ON_ITS_WAY]} 60%\n{_draft(self.clerk).nominee_name} 40%"
        for title, author in zip(TITLES, authors, strict=True):
            entry = Entry(title=title, summary=SUMMARY, applied_on=APPLIED, authors=author)
            self.initiatives.append(operations.enter(entry, actor=self.clerk))

    def vote(self) -> None:
        council = _council(is_provincial=False)
        seated = len(council.members_on(clock.today(), Body.FULL))
        sums = {PASSED_ABOVE: (seated, 0), ON_ITS_WAY: (seated - 1, 1), REFUSED: (2, seated - 2)}
        self._record(council, sums)

    def recognise(self) -> None:
        """The head, what the unit's council passed; the province's is still to come."""
        copy = self.stage.keep("quyet-dinh.pdf", "QUYẾT ĐỊNH", ["Công nhận sáng kiến"], by=self.secretary.user_id)
        told = Recognising(
            number="118/QĐ-SGDĐT",
            decided_on=clock.today(),
            signer=self.stage.people.of(Role.UNIT_HEAD, UNIT).name,
            signer_title="Giám đốc",
            chosen=[self.initiatives[place].id for place in (PASSED_ABOVE, ON_ITS_WAY)],
        )
        recognitions.recognise(_council(is_provincial=False), told, copy, actor=self.secretary)

    def send_up(self) -> None:
        for place in (PASSED_ABOVE, ON_ITS_WAY):
            one = self.initiatives[place]
            operations.send_up(one, seen=one.version, actor=self.secretary)

    def rely(self) -> None:
        """The draft keeps the initiative for itself."""
        case = _draft(self.clerk)
        wanted = Chosen(initiatives=[self.initiatives[ON_ITS_WAY].id], seen=uses.seen(choices(case)))
        uses.rely_on(case, wanted, actor=self.clerk)

    def vote_above(self) -> None:
        council = _council(is_provincial=True)
        seated = len(council.members_on(clock.today(), Body.FULL))
        self._record(council, {PASSED_ABOVE: (seated - 1, 1)})

    def _record(self, council: Council, sums: dict[int, tuple[int, int]]) -> None:
        actor = self.above if council.is_provincial else self.secretary
        body = council.members_on(clock.today(), Body.FULL)
        copy = self.stage.keep("bien-ban.pdf", "BIÊN BẢN HỌP", [council.name], by=actor.user_id)
        told = Minutes(
            held_on=clock.today(),
            place="Phòng họp số 1",
            tellers=[member.name for member in body if member.part != "chair"][:3],
            present=frozenset(member.id for member in body),
            totals={
                self.initiatives[place].id: Totals(agree=agree, disagree=disagree, invalid=0)
                for place, (agree, disagree) in sums.items()
            },
        )
        sittings.record(council, told, copy, actor=actor)


def _authors(unit_id: int | None) -> list[str]:
    """Whose name is theirs alone, those under appraisal first."""
    case = select(Nomination.id).where(Nomination.nominee_id == Nominee.id, Nomination.state == State.APPRAISAL)
    people = db.session.scalars(
        select(Nominee)
        .where(Nominee.unit_id == unit_id, Nominee.kind == NomineeKind.INDIVIDUAL)
        .order_by(case.exists().desc(), Nominee.id)
    ).all()
    names = [one.folded for one in people]
    return [one.name for one in people if names.count(one.folded) == 1][: len(TITLES)]


def _draft(clerk: Actor) -> Nomination:
    """Of an award that asks for initiatives."""
    drafts = (
        select(Nomination)
        .join(AwardVersion, AwardVersion.id == Nomination.award_version_id)
        .where(Nomination.unit_id == clerk.organisation_id, Nomination.state == State.DRAFT)
        .where(Nomination.nominee_kind == NomineeKind.INDIVIDUAL, AwardVersion.award_code.in_(ASK_FOR_THEM))
    )
    found = db.session.scalars(drafts.order_by(Nomination.id)).first()
    assert found is not None, "the unit writes some"
    return found


def _council(*, is_provincial: bool) -> Council:
    found = select(Council).where(Council.kind == CouncilKind.INITIATIVE, Council.is_provincial.is_(is_provincial))
    return db.session.scalars(found).one()
