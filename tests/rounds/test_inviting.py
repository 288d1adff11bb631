"""A round for some units alone: others neither see it nor send to it; who has cases stays."""

from datetime import date

import pytest

from app import clock
from app.errors import Invalid
from app.extensions import db
from app.nominations import choosing, drafting
from app.nominations.choosing import Offer
from app.nominations.drafting import NewCase
from app.organisations.models import Block
from app.rounds import inviting, queries
from app.rounds.inviting import Invited
from app.rounds.operations import Terms, change
from tests import builders
from tests.pages import said
from workflows.vocabulary import Role


@pytest.fixture
def award(app):
    return builders.award("cstd_tinh")


@pytest.fixture
def units(award):
    db.session.add(Block(code="K1", name="Khối một", confidence="x", source="x"))
    db.session.flush()
    health = builders.organisation("SYT", "Sở Y tế", block_code="K1")
    hospital = builders.organisation("BVT", "Bệnh viện tỉnh", can_submit=False, parent_id=health.id)
    return builders.organisation(), health, hospital


@pytest.fixture
def limited(award, units):
    """To Sở Y tế alone."""
    made = builders.award_round(award, invites_all=False)
    made.units = [units[1]]
    db.session.commit()
    return made


def clerk(unit):
    return builders.actor(Role.UNIT_CLERK, unit)


def test_a_unit_sees_the_round_if_it_is_invited_itself_or_by_its_superior(limited, units):
    today = clock.today()

    assert [[*queries.open_on(today, unit.id)] for unit in units] == [[], [limited], [limited]]
    assert [inviting.invites(limited, unit.id) for unit in units] == [False, True, True]
    assert [[one for one, _ in choosing.desk("", "", clerk(unit)).rounds] for unit in units[:2]] == [[], [limited]]


def test_who_is_not_invited_is_refused_by_the_operation_too(limited, units, award):
    nominee = builders.nominee(units[0])
    wanted = NewCase(nominee_id=nominee.id, is_unclassified=True, route="cong_trang")

    with pytest.raises(Invalid) as refused:
        drafting.open_draft(Offer(limited, award), wanted, actor=clerk(units[0]))

    assert refused.value.errors == {"what": drafting.NOT_INVITED}


def test_its_page_is_there_for_whoever_is_invited_and_for_the_department(limited, units, get):
    ban = builders.actor(Role.BAN_HEAD, builders.organisation("SNV", "Sở Nội vụ"))
    url = f"/rounds/{limited.id}/letter"

    assert [get(who, url).status_code for who in (clerk(units[0]), clerk(units[1]), ban)] == [404, 200, 200]
    assert [limited.name in said(get(clerk(unit), "/rounds/")) for unit in units[:2]] == [False, True]


def test_groups_and_names_are_read_as_units(units):
    told = Invited(["block:K1"], "Sở Giáo dục và Đào tạo\nsyt\n")

    assert [one.code for one in inviting.units_of(told, clock.today())] == ["SGDDT", "SYT"]


@pytest.mark.parametrize(
    ("names", "sentence"),
    [("", inviting.NOBODY), ("Sở Lạ", "Không có cơ quan, đơn vị nào tên “Sở Lạ”: ghi đủ tên, hoặc mã của đơn vị.")],
)
def test_a_name_that_nobody_knows_is_said(units, names, sentence):
    with pytest.raises(Invalid) as refused:
        inviting.units_of(Invited([], names), clock.today())

    assert refused.value.errors == {"unit_names": sentence}


def test_who_has_cases_is_not_left_out(award, units):
    made = builders.award_round(award)
    builders.nomination(units[0], award, made)
    builders.nomination(units[2], award, made, submitting_unit_id=units[1].id)
    ban = builders.actor(Role.BAN_HEAD, builders.organisation("SNV", "Sở Nội vụ"))
    terms = Terms(
        name=made.name,
        year=2025,
        opens_on=date(2025, 1, 1),
        closes_on=date(2025, 2, 1),
        basis="x",
        unit_notice=False,
        note="",
        award_ids=[award.id],
        only_some=True,
        unit_names="Sở Y tế",
        version=made.version,
    )

    with pytest.raises(Invalid) as refused:
        change(made, terms, actor=ban)

    assert refused.value.errors == {
        "unit_names": "Đã có hồ sơ trong đợt này, không bỏ ra được: Sở Giáo dục và Đào tạo."
    }


def test_the_guidance_of_a_round_is_read_where_its_cases_are_begun_and_written(award, units, get, post):
    made = builders.award_round(award, note="Gửi kèm bản tóm tắt.")
    case = builders.nomination(units[0], award, made)
    db.session.commit()

    pages = [
        said(get(clerk(units[0]), url))
        for url in (
            f"/nominations/new?what={made.id}-{award.id}",
            f"/nominations/{case.id}/edit",
            f"/rounds/{made.id}/letter",
        )
    ]

    assert ["Gửi kèm bản tóm tắt." in page for page in pages] == [True] * 3
