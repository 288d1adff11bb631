"""What a unit answers to a request and what the desk makes of it: nothing is overwritten unread, all is in the log."""

import pytest

from app.intake import supplementing
from tests.builders import events_of
from tests.intake.test_supplement import answer, answered, ask, check, item_of

GENERAL = "field-general"


def explained(desk, case, post, words, seen):
    return answer(desk, case, post, GENERAL, explanation=words, seen=seen)


@pytest.mark.parametrize("seen", ["as it was", ""])
def test_an_answer_that_was_not_read_is_not_written_over(desk, case, post, seen):
    ask(desk, case, post, GENERAL)
    shown = supplementing.as_shown(item_of(GENERAL))
    explained(desk, case, post, "Của người trước", shown)

    slower = explained(desk, case, post, "Của người sau", shown if seen else seen)

    kept = item_of(GENERAL).explanation
    assert (slower.status_code, kept) == (409, "Của người trước")
    assert ("Của người trước" in slower.text, "Của người sau" in slower.text) == (True, True)


def test_an_answer_that_was_read_may_be_changed(desk, case, post):
    ask(desk, case, post, GENERAL)
    explained(desk, case, post, "Lần đầu", supplementing.as_shown(item_of(GENERAL)))

    again = explained(desk, case, post, "Lần sau", supplementing.as_shown(item_of(GENERAL)))

    assert (again.status_code, item_of(GENERAL).explanation) == (303, "Lần sau")


def test_answers_and_the_second_check_stand_in_the_log(desk, case, post):
    answered(desk, case, post, "field-citation", "paper-bao_cao_ca_nhan")
    check(desk, case, post, **{"field-citation": "good", "paper-bao_cao_ca_nhan": "wanting"})

    citation, report = item_of("field-citation"), item_of("paper-bao_cao_ca_nhan")
    told = {
        action: [(event.actor_name, event.data) for event in events_of(case.ref) if event.action == action]
        for action in ("answer_supplement", "check_supplement")
    }
    assert told == {
        "answer_supplement": [
            (desk.clerk.name, {"item": item.label, "answer": item.said}) for item in (citation, report)
        ],
        "check_supplement": [(desk.officer.name, {citation.label: True, report.label: False})],
    }
