"""The desk's lists: found without marks, by step, and at the same cost for any number."""

import re
from datetime import date, timedelta

import pytest

from app import clock
from app.desk.queries import worklist
from app.extensions import db
from app.intake import lists
from tests import builders
from workflows.award_province_1 import State
from workflows.sheets_1 import SubmissionState


@pytest.mark.parametrize(
    ("state", "words", "names"),
    [
        (None, "", ["Chamaléa Thị Sương", "Bá Văn Trịnh", "Trượng Thị Kim Phụng"]),
        (None, "trinh", ["Bá Văn Trịnh"]),
        (None, "KIM PHỤNG", ["Trượng Thị Kim Phụng"]),
        (State.INTAKE, "", []),
        (State.APPRAISAL, "", ["Chamaléa Thị Sương", "Bá Văn Trịnh", "Trượng Thị Kim Phụng"]),
    ],
)
def test_cases_are_found_by_name_and_step(desk, state, words, names):
    found = lists.at_the_desk(desk.officer, state=state, words=words)

    assert [case.nominee_name for case in found] == names


def test_a_list_goes_on_after_its_last_row(desk):
    first = lists.at_the_desk(desk.officer)[0]

    assert [case.id for case in lists.at_the_desk(desk.officer, after=first.id)] == [c.id for c in desk.cases[1:]]


def test_a_submission_waits_with_the_number_of_its_cases(desk, post):
    before = lists.submissions_to_receive(desk.officer)
    post(desk.officer, f"/intake/submissions/{desk.submission.id}", number="1")

    assert [(s.title, s.waiting, s.number) for s in before] == [
        ("Về việc đề nghị tặng Bằng khen", 3, "12/TTr-SGDDT, 14/02/2025")
    ]
    assert lists.submissions_to_receive(desk.officer) == []


def test_a_draft_of_a_unit_is_its_own_until_it_is_signed(desk, get):
    desk.submission.state = SubmissionState.DRAFT
    db.session.commit()

    urls = (f"/submissions/{desk.submission.id}", f"/intake/submissions/{desk.submission.id}")
    assert [get(desk.officer, url).status_code for url in urls] == [404, 404]
    assert desk.submission.title not in get(desk.officer, "/intake/").text
    assert lists.submissions_to_receive(desk.officer) == []


def test_nothing_is_received_before_its_unit_has_numbered_the_letter(desk, get):
    shown = lambda: (  # noqa: E731 -- the three places where the desk finds its work
        [line.what for line in worklist(desk.officer)],
        [case.nominee_name for case in lists.at_the_desk(desk.officer)],
        [sheet.title for sheet in lists.submissions_to_receive(desk.officer)],
    )
    desk.submission.state = SubmissionState.SIGNED
    db.session.commit()
    signed = shown()
    desk.submission.state = SubmissionState.ISSUED
    db.session.commit()

    names = [case.nominee_name for case in desk.cases]
    assert signed == ([], [], [])
    assert shown() == (names, names, [desk.submission.title])


@pytest.mark.parametrize("url", ["/intake/", "/intake/submissions/{submission}"])
def test_a_page_costs_the_same_for_any_number_of_cases(desk, app, url):
    client = builders.signed_in(app.test_client(), desk.officer)
    counts = []
    for more in (0, 2, 10):
        for n in range(more):
            case = builders.nomination(
                desk.unit,
                desk.cases[0].award_version,
                desk.submission.award_round,
                f"Bá Văn {n}",
                state=State.SUBMITTED,
                submitted_at=desk.cases[0].submitted_at,
            )
            desk.submission.items.append(type(desk.submission.items[0])(nomination_id=case.id, position=100 + n))
        db.session.commit()
        with builders.statements() as said:
            client.get(url.format(submission=desk.submission.id))
        counts.append(len(said))

    assert counts == [counts[0]] * 3
    assert counts[0] <= 12


@pytest.fixture
def pages_of_one(desk, monkeypatch):
    """The cases at the desk as somebody reads them who goes on from page to page."""
    monkeypatch.setattr(lists, "PAGE", 1)
    lists._all.cache_clear()

    def read():
        pages, after = [], None
        while found := lists.at_the_desk(desk.officer, after=after):
            pages.append([case.id for case in found])
            after = found[-1].id
        return pages

    yield read
    lists._all.cache_clear()


def test_the_longest_overdue_stands_first_and_a_page_goes_on_by_the_limits(desk, pages_of_one):
    first, second, third = desk.cases
    first.due_at, second.due_at, third.due_at = clock.end_of(date(2025, 3, 1)), None, clock.end_of(date(2025, 1, 2))
    db.session.commit()

    assert pages_of_one() == [[third.id], [first.id], [second.id]]


@pytest.mark.parametrize("due_at", [clock.end_of(date(2025, 3, 1)), None])
def test_of_one_day_and_of_none_what_waits_longer_stands_first(desk, pages_of_one, due_at):
    first, second, third = desk.cases
    since = first.state_since
    for case, days in ((first, 2), (second, 3), (third, 2)):
        case.due_at, case.state_since = due_at, since - timedelta(days=days)
    db.session.commit()

    assert pages_of_one() == [[second.id], [first.id], [third.id]]


def test_what_is_overdue_is_said_in_working_days(desk, get):
    desk.cases[1].due_at = clock.end_of(clock.today() - timedelta(days=14))
    db.session.commit()

    assert re.findall(r"Quá hạn[^<]*", get(desk.officer, "/intake/").text) == ["Quá hạn 10 ngày làm việc"]
