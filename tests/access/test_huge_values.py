"""What no row can hold and no column can be compared with is answered with a page, on both databases."""

import pytest

from app.extensions import db
from app.nominations.models import DraftField
from app.numbers import LARGEST
from tests.access import matrix, world
from tests.builders import signed_in
from workflows.vocabulary import Role

HUGE = [LARGEST + 1, 2**63, 10**30, int("9" * 4000)]
NUMBERS = ("after", "before", "round_id", "unit_id", "group", "year")
LONG = "a" * 60_000  # SQLite looks for no more than 50,000 bytes
WORDS = ("words", "q", "award", "what", "doc_code", "whose", "state", "kind")


def test_a_number_that_no_row_has_is_a_page_that_does_not_exist(app, client):
    signed_in(client, world.build().actors[Role.ADMINISTRATOR])
    met = {}
    for rule, method in matrix.routes(app):
        numbers = [part for part in rule.arguments if f"<int:{part}>" in rule.rule]
        for huge in HUGE if numbers else ():
            path = rule.rule
            for number in numbers:
                path = path.replace(f"<int:{number}>", str(huge))
            path = path.replace("<string:key>", "citation")
            met[f"{method} {path[:80]}"] = client.open(path, method=method).status_code

    assert {url: code for url, code in met.items() if code not in {404, 405}} == {}


@pytest.mark.timeout(120)
def test_every_page_is_shown_whatever_stands_behind_its_question_mark(app):
    made = world.build()
    doors = (Role.UNIT_CLERK, Role.INTAKE_OFFICER, Role.APPRAISER, Role.COUNCIL_SECRETARY, Role.ADMINISTRATOR)
    browsers = [signed_in(app.test_client(), made.actors[role]) for role in doors]
    asked = [dict.fromkeys(NUMBERS, str(2**63)), dict.fromkeys(WORDS, "Văn\x00 %\u202e"), {"words": LONG, "q": LONG}]
    met = {}
    for rule, method in matrix.routes(app):
        values = matrix.arguments(rule, "own", made)
        if method != "GET" or values is None or rule.rule.endswith(".pdf"):
            continue
        url = matrix.build(app, rule, values)
        door = next((browser for browser in browsers if browser.get(url).status_code not in {403, 404}), None)
        if door is not None:
            met |= {f"{url} {next(iter(query))}": door.get(url, query_string=query).status_code for query in asked}

    assert {url: code for url, code in met.items() if code >= 500} == {}
    assert len(met) > 60


@pytest.mark.parametrize("typed", [str(LARGEST + 1), str(2**63), "9" * 5000, "²"])
def test_a_form_with_a_number_that_no_row_has_changes_nothing(app, typed):
    made = world.build()
    draft, meeting = made.own.ids["nominations"]["nomination_id"], made.own.ids["meetings"]["meeting_id"]
    award = made.own.ids["proposals"]["award_version_id"]
    forms = [
        (Role.UNIT_CLERK, f"/nominations/{draft}/fields/citation", {"value": "Mới", "version": typed}),
        (Role.UNIT_CLERK, "/nominations/new", {"nominee_id": typed, "route": "cong_trang", "is_unclassified": "y"}),
        (Role.UNIT_CLERK, f"/nominations/{draft}/general", {"movement_id": typed, "period_from": typed}),
        (Role.UNIT_COUNCIL_SECRETARY, f"/meetings/{meeting}/agenda", {"nomination_ids": typed}),
        (Role.UNIT_COUNCIL_SECRETARY, f"/meetings/{meeting}/minutes", {"version": typed, "discussion": "Mới"}),
        (Role.SNV_DRAFTER, f"/proposals/new/{award}", {"title": "Về việc", "nomination_ids": typed}),
    ]

    met = {url: signed_in(app.test_client(), made.actors[role]).post(url, data=sent) for role, url, sent in forms}

    assert {url: answer.status_code for url, answer in met.items() if answer.status_code not in {409, 422}} == {}
    assert [*db.session.scalars(db.select(DraftField.text).where(DraftField.text != ""))] == []
