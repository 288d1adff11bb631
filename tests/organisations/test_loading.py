from datetime import date

import pytest
from sqlalchemy import func, select

from app.extensions import db
from app.organisations import loading, queries
from app.organisations.models import Block, Organisation, Successor
from tests import builders


@pytest.fixture
def province(session):
    loading.load()


def count(query):
    return db.session.scalar(select(func.count()).select_from(query.subquery()))


def test_all_bodies_of_the_province_are_there(province):
    assert count(select(Organisation).where(Organisation.parent_id.is_(None))) == 116
    assert count(select(Block).where(Block.code != "KTD-NONE")) == 12
    in_a_block = select(Organisation).where(Organisation.block_code.is_not(None), Organisation.block_code != "KTD-NONE")
    assert count(in_a_block) == 94


def test_a_day_knows_which_of_them_exist(province):
    assert count(queries.existing_on(date(2024, 9, 15)).where(Organisation.parent_id.is_(None))) == 107


def test_a_subordinate_unit_stands_under_one_that_submits_for_it(province):
    under = db.session.scalars(select(Organisation).where(Organisation.parent_id.is_not(None))).all()

    assert {(unit.sends_up, unit.proposes, unit.parent.can_submit) for unit in under} == {(True, True, True)}
    assert {unit.parent.code for unit in under} == {"SGDDT", "SYT", "UB-BA", "UB-NP"}
    assert {unit.block_code for unit in under} == {None}


def test_loading_again_changes_nothing(province):
    ids = db.session.scalars(select(Organisation.id).order_by(Organisation.id)).all()
    pairs = count(select(Successor.organisation_id, Successor.successor_code))

    loading.load()

    assert db.session.scalars(select(Organisation.id).order_by(Organisation.id)).all() == ids
    assert count(select(Successor.organisation_id, Successor.successor_code)) == pairs


def test_a_restructuring_ends_one_body_and_begins_another(province):
    old, new = queries.by_code("BTGTU"), queries.by_code("BTGDVTU")

    assert [successor.successor_code for successor in old.successors] == ["BTGDVTU"]
    assert (old.exists_on(date(2025, 2, 28)), old.exists_on(date(2025, 3, 1))) == (True, False)
    assert (new.exists_on(date(2025, 2, 28)), new.exists_on(date(2025, 3, 1))) == (False, True)
    assert (old.valid_from, old.valid_to) == (None, date(2025, 2, 28))


def test_a_successor_without_an_entry_is_no_organisation(province):
    codes = set(db.session.scalars(select(Organisation.code)))
    placeholders = set(db.session.scalars(select(Successor.successor_code))) - codes

    assert "KH-VPUB" in placeholders
    assert all(code.startswith("KH-") for code in placeholders)


def test_nobody_acts_in_a_body_that_is_gone_or_not_yet_there(province):
    person = builders.user()
    for code in ("SNV", "BTDKT", "KH-SNV"):
        builders.appointment("unit_clerk", queries.by_code(code), person)

    acting = db.session.scalars(queries.holding_on(date(2025, 3, 1))).all()

    assert [held.organisation.code for held in acting] == ["SNV"]


def test_districts_write_their_own_place(province):
    assert queries.by_code("UB-BA").place == "Bác Ái"
    assert queries.by_code("SNV").place == "Ninh Thuận"
