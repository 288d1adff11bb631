"""Each role has its place, as data; what the file does not name is given nowhere."""

import pytest

from app.extensions import db
from app.founding import people
from app.organisations import loading
from app.organisations.models import Successor
from app.organisations.offices import belongs, is_signing, places
from app.organisations.queries import by_code
from tests import builders
from workflows.vocabulary import Role


def test_every_role_a_person_holds_has_a_place():
    assert places().keys() == {*Role} - {Role.SYSTEM, Role.ANY_PARTY}


def test_those_who_sign():
    assert {role for role in Role if is_signing(role)} == {
        Role.UNIT_HEAD,
        Role.BAN_HEAD,
        Role.SNV_DIRECTOR,
        Role.COUNCIL_CHAIR,
        Role.CHAIRMAN,
    }


def test_everybody_of_the_demonstration_is_where_their_role_belongs(app):
    loading.load()
    misplaced = [
        (row["username"], office["role"], office["at"])
        for row in people.read()["accounts"]
        for office in people._offices(row)
        if not belongs(Role(office["role"]), by_code(office["at"]))
    ]

    assert misplaced == []


@pytest.mark.parametrize(
    ("role", "code", "does"),
    [
        (Role.SNV_DIRECTOR, "SYT", False),
        (Role.CHAIRMAN, "SNV", False),
        (Role.UNIT_HEAD, "UBND-T", False),
        (Role.SYSTEM, "SNV", False),
        (Role.CONSULTED_AGENCY, "UBND-T", True),
        (Role.UNIT_HEAD, "SYT", True),
    ],
)
def test_a_role_is_given_in_its_own_house(app, role, code, does):
    loading.load()

    assert belongs(role, by_code(code)) is does


def test_who_takes_over_takes_the_offices_too(app):
    old = builders.organisation("SNV", "Sở Nội vụ")
    between, new = builders.organisation("B", "Sở Hai"), builders.organisation("C", "Sở Ba")
    db.session.add(Successor(organisation_id=old.id, successor_code="B"))
    db.session.add(Successor(organisation_id=between.id, successor_code="C"))
    db.session.flush()

    assert [belongs(Role.SNV_DIRECTOR, one) for one in (old, between, new)] == [True] * 3
    assert belongs(Role.SNV_DIRECTOR, builders.organisation("D", "Sở Bốn")) is False
