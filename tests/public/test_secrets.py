"""A crawl of all that is open to strangers, over a database in which every column holds a secret of its own."""

from datetime import datetime, timedelta
from itertools import product

import pytest
from sqlalchemy import String, cast, select, update

from app import clock
from app.accounts.models import User
from app.extensions import db
from app.nominations.models import Nomination, YearEntry
from app.nominees.models import Nominee
from app.public import queries
from app.public_notices.models import NoticeOpinion, NoticeStatus, PublicNotice
from tests.public.planting import FIRST_DAY, LAST_DAY, ROW, TOKEN, planted
from workflows.award_province_1 import State

NAMES = queries.NAMES
OF_OTHERS = (
    Nominee.citizen_id,
    Nominee.birth_date,
    Nominee.address,
    Nomination.nominee_title,
    YearEntry.rating,
    NoticeOpinion.said_by,
    User.phone,
)
DAYS = (FIRST_DAY - timedelta(days=1), FIRST_DAY, LAST_DAY, LAST_DAY + timedelta(days=1))


@pytest.fixture
def secrets(app, tmp_path):
    clock.use(tmp_path / "clock.json")
    _stand_on(FIRST_DAY)
    app.config["MAIL_SERVER"] = "127.0.0.1:9"  # so that the form is shown; nobody writes there
    return planted()


def _stand_on(day):
    clock.stand_at(datetime(day.year, day.month, day.day, 12, tzinfo=clock.VIETNAM))


def _bring_to(status):
    db.session.execute(update(PublicNotice).values(status=status))
    db.session.commit()


def _crawled(app):
    """Every answer that a stranger gets, headers and all: of each rule that asks for no sign-in, by each method."""
    stranger, told = app.test_client(), []
    for rule in app.url_map.iter_rules():
        if rule.endpoint == "static" or getattr(app.view_functions[rule.endpoint], "permission", "") is not None:
            continue
        values = {name: TOKEN if name == "token" else ROW for name in rule.arguments}
        with app.test_request_context():
            address = app.url_map.bind("localhost").build(rule.endpoint, values)
        for method, query in product(sorted(rule.methods - {"OPTIONS"}), ("", "?q=z")):
            answer = stranger.open(address + query, method=method, data={"x": "1"} if method == "POST" else None)
            told.append(f"{answer.headers} {answer.text}")
    return told


def _leaks(app, secrets):
    return sorted({column for told in _crawled(app) for column in secrets.found_in(told)})


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)  # both give the same names: below
def test_no_answer_to_a_stranger_holds_anything_but_what_is_allowed(app, secrets):
    leaks = []
    for status, day in product(NoticeStatus, DAYS):
        _bring_to(status)
        _stand_on(day)
        leaks += _leaks(app, secrets)

    assert len(secrets.forms) > 500
    assert leaks == []


def test_all_that_is_allowed_is_shown_while_the_list_is_open(app, secrets):
    page = app.test_client().get(f"/cong-khai/{ROW}").text

    assert [column for column, forms in secrets.allowed.items() if not any(form in page for form in forms)] == [
        ("public_notice", "posted_on"),  # the notice has days of its own here
        ("public_notice", "closes_on"),
    ]
    assert "17/02/2025" in page
    assert "03/03/2025" in page


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
def test_a_query_that_asks_for_one_column_more_is_found(app, secrets, monkeypatch):
    """Whichever table it is of: here in the place of the achievement."""
    found = set()
    for column in OF_OTHERS:
        one = select(cast(column, String)).scalar_subquery()
        monkeypatch.setattr(queries, "NAMES", NAMES.with_only_columns(*[*NAMES.selected_columns][:-1], one))
        found |= {*_leaks(app, secrets)} & {f"{column.class_.__tablename__}.{column.key}"}

    assert found == {f"{column.class_.__tablename__}.{column.key}" for column in OF_OTHERS}


def test_names_are_told_on_the_days_of_an_open_list_alone(app, secrets):
    told = set()
    for status, day in product(NoticeStatus, DAYS):
        _bring_to(status)
        _stand_on(day)
        if queries.names(ROW) or queries.case_of(ROW, ROW):
            told.add((status, day))

    assert told == {(NoticeStatus.OPEN, FIRST_DAY), (NoticeStatus.OPEN, LAST_DAY)}


def test_whoever_is_examined_no_more_is_on_the_list_no_more(app, secrets):
    told = set()
    for state in State:
        db.session.execute(update(Nomination).values(state=state))
        if queries.names(ROW) or queries.case_of(ROW, ROW):
            told.add(state)

    assert told == {State.APPRAISAL}


def test_a_list_that_is_not_open_has_a_page_without_names_or_none(app, secrets):
    _stand_on(LAST_DAY + timedelta(days=1))
    found = {}
    for status in NoticeStatus:
        _bring_to(status)
        answer = app.test_client().get(f"/cong-khai/{ROW}")
        found[status] = answer.status_code, "Đã kết thúc lấy ý kiến" in answer.text

    ended = (200, True)
    assert found == dict.fromkeys(NoticeStatus, (404, False)) | {
        NoticeStatus.OPEN: ended,
        NoticeStatus.CLOSED: ended,
        NoticeStatus.SUMMARISED: ended,
    }
