"""A round is for awards, not versions: a new case is of the version of its day, an old one stays on its own."""

from datetime import date, datetime

import pytest
from sqlalchemy import select

from app import clock
from app.awards.queries import current
from app.errors import Invalid
from app.extensions import db
from app.nominations import choosing, drafting
from app.nominations.drafting import NewCase
from app.nominations.models import Nomination
from app.rounds import operations as rounds
from app.rounds import queries
from tests import builders
from tests.award_drafts.conftest import FROM, TODAY
from workflows.vocabulary import Role

AFTER = datetime(2025, 7, 2, 8, 0, tzinfo=clock.VIETNAM)


@pytest.fixture
def changed(office):
    """A round with a case of version 1, and version 2 that is published for later."""
    office.unit = builders.organisation()
    office.clerk = builders.actor(Role.UNIT_CLERK, office.unit)
    office.round = builders.award_round(office.award)
    office.old = opened(office, "Trường THPT Chu Văn An")
    office.publish(office.send(office.changed()))
    return office


def opened(office, name):
    school = builders.nominee(office.unit, name, kind="collective")
    (offer,) = offers(office)
    wanted = NewCase(nominee_id=school.id, route="cong_trang", is_unclassified=True)
    made = drafting.open_draft(offer, wanted, actor=office.clerk)
    db.session.commit()
    return made


def offers(office):
    return [offer for _, found in choosing.desk("", "", office.clerk).rounds for offer in found]


def numbers():
    return [case.award_version.number for case in db.session.scalars(select(Nomination).order_by(Nomination.id))]


def test_a_new_case_is_of_the_version_of_its_day(changed):
    opened(changed, "Trường THPT Nguyễn Trãi")
    clock.stand_at(AFTER)
    opened(changed, "Trường THPT Trường Chinh")

    assert numbers() == [1, 1, 2]
    assert [version.number for version in changed.round.awards] == [1]


def test_the_same_nominee_is_not_nominated_again_by_the_newer_version(changed):
    clock.stand_at(AFTER)
    (offer,) = offers(changed)

    assert choosing.under_way(offer, [changed.old.nominee_id]) == {changed.old.nominee_id: changed.old}


def test_an_award_that_ended_and_was_not_followed_is_not_offered(office):
    office.award.valid_to = date(2025, 3, 1)
    assert [*current([office.award], TODAY.date())] == ["bang_khen_tinh"]
    assert current([office.award], FROM) == {}


def test_a_round_with_cases_of_an_older_version_can_still_be_changed(changed):
    clock.stand_at(AFTER)
    listed = queries.current_ids(changed.round, clock.today())
    terms = rounds.Terms(
        name="Đợt xét",
        year=2025,
        opens_on=date(2025, 1, 1),
        closes_on=date(2025, 12, 31),
        basis="Kế hoạch",
        unit_notice=False,
        note="",
        award_ids=listed,
        version=changed.round.version,
    )
    rounds.change(changed.round, terms, actor=changed.head)

    assert ([version.number for version in changed.round.awards], numbers()) == ([2], [1])


def test_a_version_that_ended_while_the_page_stood_open_takes_no_case(changed):
    (offer,) = offers(changed)
    clock.stand_at(AFTER)
    school = builders.nominee(changed.unit, "Trường THPT Trường Chinh", kind="collective")
    wanted = NewCase(nominee_id=school.id, route="cong_trang", is_unclassified=True)

    with pytest.raises(Invalid) as wrong:
        drafting.open_draft(offer, wanted, actor=changed.clerk)
    assert wrong.value.errors == {"what": drafting.NEWER_VERSION}
