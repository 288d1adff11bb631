"""One look at a case: rooms are asked when a guard wants to know, and once."""

from dataclasses import fields

import pytest

from app.nominations import openings
from app.nominations.openings import Look, Panel
from workflows.award_province_1 import AwardProvince1
from workflows.award_unit_1 import AwardUnit1
from workflows.facts import NominationFacts


@pytest.fixture
def asked(monkeypatch):
    """A house of two rooms that write down when they are asked."""
    said = []

    def votes(look):
        said.append(("votes", look.case))
        return {"is_on_agenda": True, "meeting_is_open": True}

    def decided(look):
        said.append(("decided", look.case))
        return {}

    monkeypatch.setattr(
        openings,
        "_contributors",
        {"is_on_agenda": votes, "meeting_is_open": votes, "decision_is_signed": decided},
    )
    return said


def test_a_room_is_asked_once_and_only_when_a_guard_wants_to_know(asked):
    facts = Look("the case").facts

    assert asked == []
    assert (facts.meeting_is_open, facts.is_on_agenda, facts.meeting_is_open) == (True, True, True)
    assert asked == [("votes", "the case")]


def test_what_a_room_does_not_say_is_not_yet_so(asked):
    facts = Look("the case").facts

    assert (facts.decision_is_signed, facts.gaps) == (NominationFacts().decision_is_signed, NominationFacts().gaps)
    assert asked == [("decided", "the case")]


def test_a_field_that_no_guard_knows_is_a_mistake(asked):
    with pytest.raises(AttributeError):
        Look("the case").facts.is_beautiful  # noqa: B018 -- asking is the test


def test_what_was_read_once_is_not_read_again_and_a_new_look_reads_anew():
    read = []

    def reader(case):
        read.append(case)
        return len(read)

    look = Look("the case")

    assert [look.read(reader), look.read(reader), Look("the case").read(reader)] == [1, 1, 2]


@pytest.mark.parametrize("fields", [("is_beautiful",), ("gaps",)])
def test_each_field_has_one_room_and_is_a_fact(fields):
    with pytest.raises(AssertionError):
        openings.contributes_facts(*fields)


def fields_read_by_guards(workflow):
    guards = {guard for step in workflow.transitions().values() for guard in step.when}
    known = {field.name for field in fields(NominationFacts)}
    return {name for guard in guards for name in guard.holds.__code__.co_names if name in known}


@pytest.mark.parametrize("process", [AwardProvince1, AwardUnit1])
def test_each_fact_a_guard_reads_has_a_room_that_tells_it(made_apps, process):
    made_apps("sqlite")  # every room has said what it knows

    untold = fields_read_by_guards(process) - openings._contributors.keys()

    assert untold == set()


def test_a_guard_whose_fact_nobody_tells_is_found():
    made = type("AwardProvince9", (AwardProvince1,), {"version": 9})

    assert "round_is_open" in fields_read_by_guards(made)
    assert "supplement_is_overdue" in fields_read_by_guards(made)


def test_panels_stand_in_their_places_whichever_room_is_imported_first(monkeypatch):
    monkeypatch.setattr(openings, "_panels", {})

    for place, template in ((20, "later.html"), (10, "earlier.html")):
        openings.shows_panel(order=place)(lambda _, __, template=template: Panel(template, {}))

    assert [panel.template for panel in openings.panels(Look("the case"), "somebody")] == ["earlier.html", "later.html"]
    with pytest.raises(AssertionError, match="place 20 has two panels"):
        openings.shows_panel(order=20)
