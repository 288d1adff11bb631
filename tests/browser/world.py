"""The office the browser walks through: the demonstration's people at their desks, its councils, one open round.

At one unit some dossiers wait for its council, written by the operations the pages use; the tests make all others
through the pages. Another office begins a year before: in it a unit registers, through the pages too, those whom it
proposes a year later.
"""

from datetime import date, datetime

from sqlalchemy import select

from app import clock, founding, site
from app.accounts.models import User
from app.awards import rule_sets
from app.awards.queries import version_on
from app.clock import VIETNAM
from app.extensions import db, unit_of_work
from app.founding import people
from app.founding.seats import seat
from app.nominations import drafting, steps, writing, yearly
from app.nominations.choosing import Offer
from app.nominations.models import Nomination
from app.nominees import operations as nominees
from app.nominees.models import NomineeKind
from app.organisations.models import Organisation
from app.organisations.queries import by_code
from app.rounds.models import AwardRound
from tests import builders
from tests.processes.second import AwardProvince2
from workflows import registry
from workflows.award_province_1 import State
from workflows.vocabulary import Role

NEW_YEAR, MORNING = (datetime(*day, 8, 0, tzinfo=VIETNAM) for day in ((2024, 1, 15), (2025, 2, 17)))
YEAR = NEW_YEAR.year  # units register for it, and propose for it when it is over
TEACHER, SCHOOL = "Nguyễn Thị Thu Hoài", "Trường THCS Trần Hưng Đạo"
STATE_SCHOOL = "Trường THPT Phan Bội Châu"
REGISTERED = {"Chiến sĩ thi đua cấp tỉnh": [TEACHER], "Tập thể lao động xuất sắc": [SCHOOL, STATE_SCHOOL]}
ROUND = "Đợt xét khen thưởng năm 2024"
STATE_ROUND = "Đợt đề nghị khen thưởng cấp Nhà nước năm 2024"
MEDAL_ROUND = "Đợt tặng Kỷ niệm chương dịp 01/4/2025"
MEDAL = "Kỷ niệm chương “Vì sự nghiệp xây dựng và phát triển tỉnh Ninh Thuận”"
AWARDS = ("cstd_tinh", "bang_khen_tinh")
COLLEAGUE = {
    "username": "unit_clerk.02",
    "role": "unit_clerk",
    "name": "Trương Thị Kim Cúc",
    "at": "SGDDT",
    "title": "Chuyên viên Văn phòng Sở",
}
UNIT = "SYT"
STRUCK, UNIT_REFUSED, WITHDRAWN = "Khoa Dược", "Khoa Dinh dưỡng", "Khoa Xét nghiệm"
SUPPLEMENTED, OVERDUE = "Khoa Nội tổng hợp", "Khoa Y học cổ truyền"
BELOW, EXCLUDED = "Khoa Ngoại chấn thương", "Khoa Phụ sản"
AWARDED, AWARDED_BY = "Khoa Nhi", 12  # the number of its decision
SCHOOLS = {  # under Sở Giáo dục và Đào tạo: what each has checked
    "THPT-CVA": ("Tổ Toán", "Tổ Hóa học"),
    "THPT-AP": ("Tổ Ngữ văn",),
    "THPT-BA": ("Tổ Thể dục",),
}
MANY, STILL_WRITTEN = 200, (7, 33, 58, 101, 120, 166, 200)
READY = (STRUCK, UNIT_REFUSED, WITHDRAWN, SUPPLEMENTED, OVERDUE, BELOW, EXCLUDED)


def found(instance):
    """Fill an empty database; the accounts and their passwords stand in the demonstration's own file."""
    with unit_of_work():
        site.found(site.DEMONSTRATION)
    site.set_clock(instance)
    clock.stand_at(MORNING)
    with unit_of_work():
        award_round, everybody = _settle(instance)
        for name in READY:
            _refer(name, award_round, everybody.of(Role.UNIT_CLERK, UNIT))
        _award(award_round, everybody.of(Role.UNIT_CLERK, UNIT))
        for code, names in SCHOOLS.items():
            for name in names:
                _check(name, award_round, everybody.of(Role.UNIT_CLERK, code))


def found_at_new_year(instance):
    """The same office a year before, without a dossier; nobody has registered yet."""
    with unit_of_work():
        site.found(site.DEMONSTRATION)
    site.set_clock(instance)
    clock.stand_at(NEW_YEAR)
    with unit_of_work():
        _settle(instance)


def _settle(instance):
    """People at their desks, councils, rounds."""
    founding.load_reference()
    facts = people.read()
    facts["accounts"].append(COLLEAGUE)
    everybody = people.settle(facts["accounts"])
    seat(facts["councils"], everybody, instance / "papers")
    award_round = _round()
    db.session.add_all([award_round, _medal_round(), _state_round()])
    db.session.flush()
    people.write_accounts(everybody, facts["accounts"], instance)
    return award_round, everybody


def publish_another_version():
    """Of the province's process, after some of the cases came to Sở Nội vụ by the first one."""
    there = {SUPPLEMENTED: State.SUPPLEMENT, OVERDUE: State.SUPPLEMENT, BELOW: State.INTAKE, EXCLUDED: State.APPRAISAL}
    with unit_of_work():
        for case in db.session.scalars(select(Nomination).where(Nomination.nominee_name.in_(there))):
            case.state, case.submitted_at = there[case.nominee_name], MORNING
    registry._PUBLISHED["award_province", 2] = AwardProvince2


def add_many():
    """Two hundred cases of the unit that wait for their check, but for a few that are still written."""
    clerk = db.session.scalars(select(User).where(User.username == f"unit_clerk.{UNIT.lower()}")).one()
    award, award_round = version_on("bang_khen_tinh", MORNING.date()), db.session.scalars(select(AwardRound)).first()
    with unit_of_work():
        for number in range(1, MANY + 1):
            state = State.DRAFT if number in STILL_WRITTEN else State.UNIT_CHECK
            who = {"state": state, "created_by_id": clerk.id, "code": f"HS-2025-1{number:04}"}
            builders.nomination(by_code(UNIT), award, award_round, many(number), **who)


def many(number):
    return f"Chamaléa Thị Sương {number:03}"


def _round():
    return AwardRound(
        code="TK-2024",
        name=ROUND,
        year=2024,
        opens_on=date(2024, 12, 2),
        closes_on=date(2025, 6, 30),
        basis="Kế hoạch của Ủy ban nhân dân tỉnh",
        confidence="practice",
        awards=[version_on(code, MORNING.date()) for code in AWARDS],
    )


def _state_round():
    return AwardRound(
        code="NN-2024",
        name=STATE_ROUND,
        year=2024,
        opens_on=date(2024, 12, 2),
        closes_on=date(2025, 6, 30),
        confidence="practice",
        awards=[version_on("bang_khen_ttg", MORNING.date())],
    )


def _medal_round():
    """Under an assumed resolution."""
    assumed = rule_sets.Resolution("00/2024/NQ-HĐND", date(2024, 12, 13), is_assumed=True)
    rule_sets.bring_into_force("medal_default_2024", assumed, valid_from=date(2024, 12, 23))
    return AwardRound(
        code="KNC-2025",
        name=MEDAL_ROUND,
        year=2025,
        opens_on=date(2025, 1, 2),
        closes_on=date(2025, 6, 30),
        confidence="design",
        awards=[version_on("ky_niem_chuong_tinh", MORNING.date())],
    )


def _refer(name, award_round, clerk):
    """A whole dossier, before the unit's council."""
    steps.take(_check(name, award_round, clerk), "refer_to_unit_council", "", actor=clerk)


def _check(name, award_round, clerk):
    """A whole dossier that its unit has checked."""
    entry = nominees.Entry(name=name, field_of_work="Y tế")
    nominee = nominees.add(NomineeKind.COLLECTIVE, entry, actor=clerk)
    wanted = drafting.NewCase(
        nominee_id=nominee.id, is_unclassified=True, route="cong_trang", period_from=2023, period_to=2024
    )
    case = drafting.open_draft(Offer(award_round, version_on("bang_khen_tinh", MORNING.date())), wanted, actor=clerk)
    for key in ("citation", "profile", "achievements"):
        writing.save_text(case, key, writing.TextEdit(value=f"{name} hoàn thành tốt nhiệm vụ.", version=0), actor=clerk)
    for year in (2023, 2024):
        done = "Hoàn thành xuất sắc nhiệm vụ khám, chữa bệnh."
        yearly.add(case, yearly.Year(year=year, rating="HTXSNV", achievement=done), actor=clerk)
    steps.take(case, "send_to_check", "", actor=clerk)
    return case


def _award(award_round, clerk):
    """A commendation given last year, by rows alone: its road is walked elsewhere."""
    unit = db.session.scalars(select(Organisation).where(Organisation.code == UNIT)).one()
    committee = db.session.scalars(select(Organisation).where(Organisation.code == "UBND-T")).one()
    award = version_on("bang_khen_tinh", MORNING.date())
    case = builders.nomination(
        unit,
        award,
        award_round,
        AWARDED,
        NomineeKind.COLLECTIVE,
        state=State.HANDED_OVER,
        code="HS-2024-00001",
        honorific="",
        nominee_title="",
        created_by_id=clerk.user_id,
        submitted_at=MORNING,
        received_at=MORNING,
    )
    builders.decided(case, committee, number=AWARDED_BY, bonus=3_510_000)
