"""Registration for 2025 of the demonstration: two units sent theirs, one still writes, one was opened again. What they
pledge is invented.
"""

from datetime import date
from functools import partial

from sqlalchemy import select

from app.extensions import db
from app.founding.calendar import Calendar
from app.founding.stage import Stage
from app.nominees.models import Nominee, NomineeKind
from app.organisations.queries import by_code
from app.registrations import enrolling, operations, queries
from app.registrations.enrolling import Enrolment
from app.registrations.models import Registration
from app.registrations.operations import Terms
from workflows.vocabulary import Role

OPENED, CLOSES, WRITTEN, SENT = date(2025, 1, 6), date(2025, 2, 28), date(2025, 2, 10), date(2025, 2, 12)
REOPENED = date(2025, 2, 14)
SENDERS, WRITER, MENDER = ("SYT", "SNNPTNT"), "SGDDT", "SVHTTDL"
WHY = "Đơn vị đề nghị bổ sung tập thể đăng ký (dữ liệu trình diễn)."
TITLES = ("lao_dong_tien_tien", "cstd_co_so", "cstd_tinh", "tap_the_ldtt", "tap_the_ldxs", "bang_khen_tinh")
PEOPLE_STRIVE_FOR, COLLECTIVES_STRIVE_FOR = "cstd_co_so", "tap_the_ldxs"
PLEDGE = "Hoàn thành xuất sắc nhiệm vụ năm 2025, có ít nhất một sáng kiến được công nhận (dữ liệu trình diễn)."
MOST = 3  # of each kind


def enter(stage: Stage, calendar: Calendar) -> None:
    calendar.at(OPENED, "08:30", partial(_open, stage))
    for code in (*SENDERS, MENDER, WRITER):
        calendar.at(WRITTEN, "09:00", partial(_write, stage, code))
    for code in (*SENDERS, MENDER):
        calendar.at(SENT, "10:00", partial(_send, stage, code))
    calendar.at(REOPENED, "10:00", partial(_open_again, stage))


def _open(stage: Stage) -> None:
    terms = Terms(
        year=OPENED.year,
        opens_on=OPENED,
        closes_on=CLOSES,
        basis="Hướng dẫn của Sở Nội vụ (dữ liệu trình diễn)",
        note="Mỗi cá nhân, tập thể ghi rõ nội dung cam kết.",
        award_codes=[*TITLES],
    )
    operations.open_year(terms, actor=stage.people.of(Role.BAN_HEAD, "SNV"))


def _write(stage: Stage, code: str) -> None:
    clerk, sheet = stage.people.of(Role.UNIT_CLERK, code), _sheet(code)
    for kind, award in (
        (NomineeKind.INDIVIDUAL, PEOPLE_STRIVE_FOR),
        (NomineeKind.COLLECTIVE, COLLECTIVES_STRIVE_FOR),
    ):
        found = select(Nominee.id).where(Nominee.unit_id == sheet.organisation_id, Nominee.kind == kind)
        known = [*db.session.scalars(found.where(Nominee.is_active).order_by(Nominee.id).limit(MOST))]
        if known:
            enrolling.enrol(sheet, Enrolment(award_code=award, nominee_ids=known, pledge=PLEDGE), actor=clerk)


def _send(stage: Stage, code: str) -> None:
    sheet = _sheet(code)
    operations.take(sheet, "send", "", seen=sheet.version, actor=stage.people.of(Role.UNIT_HEAD, code))


def _open_again(stage: Stage) -> None:
    sheet = _sheet(MENDER)
    operations.take(sheet, "reopen", WHY, seen=sheet.version, actor=stage.people.of(Role.APPRAISER, "SNV"))


def _sheet(code: str) -> Registration:
    (year,) = queries.years()
    own = select(Registration).where(
        Registration.registration_year_id == year.id, Registration.organisation_id == by_code(code).id
    )
    return db.session.scalars(own).one()
