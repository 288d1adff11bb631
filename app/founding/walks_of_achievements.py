"""Achievements of the demonstration: one report in two cases, which Sở Nội vụ has to ask about, and an initiative that
was used for an award given on paper.
"""

from datetime import date

from sqlalchemy import select

from app.achievements import former
from app.achievements.former import Entry
from app.awards.words import TITLE
from app.documents.store import Store
from app.extensions import db
from app.founding.calendar import Calendar
from app.founding.stage import Stage
from app.founding.walks_of_initiatives import TITLES, UNIT, WAITS
from app.initiatives.models import Initiative
from app.nominations import evidence
from app.nominations.models import Nomination
from app.organisations.models import Organisation
from workflows.award_province_1 import State
from workflows.vocabulary import Role

DAY, GIVEN = date(2025, 2, 14), date(2024, 12, 20)
COMMUNE = "UB-BA"
REPORT, CERTIFICATE = "bao_cao_ca_nhan", "xn_thanh_tich"


def enter(stage: Stage, calendar: Calendar) -> None:
    calendar.at(DAY, "16:40", lambda: attach_one_report_twice(stage))
    calendar.at(DAY, "16:50", lambda: enter_former_use(stage))


def attach_one_report_twice(stage: Stage) -> None:
    """What stands in a case under appraisal is attached to one that was returned, for somebody else."""
    clerk = stage.people.of(Role.UNIT_CLERK, COMMUNE)
    appraised, returned = _last(State.APPRAISAL), _last(State.RETURNED)
    (report, *_) = (one.file for one in evidence.attached(appraised) if one.doc_code == REPORT)
    store = Store(stage.papers)
    with store.open_file(report) as file:
        copy = store.put_bytes(file.read(), report.original_name, report.media_type, actor_id=clerk.user_id)
    db.session.flush()
    evidence.add(returned, evidence.NewEvidence(doc_code=CERTIFICATE), copy, actor=clerk)


def enter_former_use(stage: Stage) -> None:
    clerk = stage.people.of(Role.UNIT_CLERK, UNIT)
    initiative = db.session.scalars(select(Initiative).where(Initiative.title == TITLES[WAITS])).one()
    copy = stage.keep("quyet-dinh.pdf", "QUYẾT ĐỊNH", ["Tặng danh hiệu Chiến sĩ thi đua cơ sở"], by=clerk.user_id)
    entry = Entry(
        nominee_id=initiative.authors[0].nominee_id,
        kind=TITLE,
        award_name="Chiến sĩ thi đua cơ sở năm 2024",
        decision_number="642/QĐ-SGDĐT",
        decided_on=GIVEN,
        decided_by="Giám đốc Sở Giáo dục và Đào tạo",
    )
    former.enter(initiative, entry, copy, actor=clerk)


def _last(state: State) -> Nomination:
    """Of the commune, one that has been at Sở Nội vụ."""
    cases = (
        select(Nomination)
        .join(Organisation, Organisation.id == Nomination.submitting_unit_id)
        .where(Organisation.code == COMMUNE, Nomination.state == state, Nomination.submitted_at.is_not(None))
    )
    found = db.session.scalars(cases.order_by(Nomination.id.desc())).first()
    assert found is not None, f"the commune has one in {state}"
    return found
