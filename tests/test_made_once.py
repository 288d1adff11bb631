"""What `kept.once` puts back is what its maker made; a maker that finds rows is told so."""

from pathlib import Path

import pytest
from flask import current_app

from app import clock
from app.audit import operations as audit
from app.audit import queries as log
from app.extensions import db
from tests import builders, kept
from tests.casework.province import TODAY
from tests.conftest import empty_every_table


def _world():
    unit, award = builders.organisation(), builders.medal()
    case = builders.nomination(unit, award, builders.award_round(award))
    author = builders.actor("unit_clerk", unit)
    audit.record(actor=author, subject=f"nomination:{case.id}", action="made")
    (Path(current_app.config["PAPERS_FOLDER"]) / "of-the-world.pdf").write_bytes(b"%PDF-")
    return {"case": case, "again": [case], "author": author}


def written():
    with db.engine.begin() as connection:
        return kept._rows(connection)


def test_rows_log_and_clock_are_put_back(app, tmp_path):
    clock.use(tmp_path / "clock.json")
    clock.stand_at(TODAY)
    first = kept.once(_world)
    was, when, author = written(), clock.now(), first["author"]
    db.session.remove()
    empty_every_table()
    clock.stand_at(TODAY)
    (file := Path(app.config["PAPERS_FOLDER"]) / "of-the-world.pdf").unlink()

    second = kept.once(_world)

    assert written() == was
    assert file.read_bytes() == b"%PDF-"
    assert (second["case"].unit_id, second["author"]) == (author.organisation_id, author)
    assert second["case"] is second["again"][0]
    assert list(log.verify()) == []
    assert TODAY < second["case"].created_at <= clock.now()
    assert when.date() == clock.now().date()


def test_what_comes_after_has_numbers_of_its_own(app):
    made = kept.once(_world)

    other = builders.organisation("SYT", "Sở Y tế")

    assert other.id > made["case"].unit_id


def test_a_maker_finds_empty_tables(app):
    builders.organisation()
    db.session.commit()

    with pytest.raises(AssertionError, match="wrote before"):
        kept.once(builders.award)
