"""Every page, at a desk and on a phone: no serious or critical fault, no sideways scroll, no complaint of the browser.

`VINHDANH_SHOTS=folder` keeps a picture of each page at both sizes.
"""

import re
from itertools import count

import pytest

from tests.browser import pages
from tests.browser.conftest import desks
from tests.browser.looking import faults
from tests.browser.pages import NO_PAGE, PAGES, Visit
from workflows.award_province_1 import State

pytestmark = pytest.mark.browser

VISITORS = sorted({visit.who for visits in PAGES.values() for visit in visits})


def test_every_rule_has_its_visit_or_is_no_page(made_apps):
    rules = {rule.rule for rule in made_apps("sqlite").url_map.iter_rules() if "GET" in rule.methods}

    assert {*PAGES, *NO_PAGE} == rules


@pytest.mark.timeout(240)
@pytest.mark.parametrize("who", VISITORS)
def test_nothing_stands_in_the_way(who, demonstration, browser):
    found = []
    with desks(demonstration, browser) as sit:
        desk = sit(who)
        for rule, visit, number in visits_of(who):
            path = address(demonstration.folder, rule, visit)
            answer = desk.open(path)
            opened = (answer.status, desk.page.url.removeprefix(demonstration.url))
            assert opened == (200, path)
            found += faults(desk.page, shot_name(rule, who, number))

    assert found == []


def visits_of(who):
    for rule, visits in PAGES.items():
        numbers = count(1)
        for visit in visits:
            number = next(numbers)
            if visit.who == who:
                yield rule, visit, number


def address(folder, rule, visit):
    known = pages.row(folder, visit)
    path = re.sub(r"<[^<>]*?(\w+)>", lambda name: str(known[name[1]]), rule)
    return path + visit.after.format(**known)


def shot_name(rule, who, number):
    words = re.sub(r"<[^<>]*?(\w+)>", r"\1", rule).strip("/").replace("/", "_") or "worklist"
    return f"{words}-{number}-{who or 'stranger'}"


DRAFT = Visit("unit_clerk", pages.DRAFT)
PUBLISHED = Visit("unit_clerk", pages.own(State.PUBLISHED, State.PRODUCTION))
YEAR = PAGES["/nominations/<int:nomination_id>/years/<int:entry_id>"][0]
ASKED_FOR = [
    (403, "/administration/", Visit("unit_clerk")),
    (404, "/nominations/999999", Visit("unit_clerk")),
    (405, "/accounts/sign-out", Visit("unit_clerk")),
]
SENT = [
    (400, "/nominees/new", Visit("unit_clerk"), {"csrf_token": "cũ"}),
    (409, "/nominations/<int:nomination_id>/steps/send-to-check", PUBLISHED, {}),
    (409, "/nominations/<int:nomination_id>/fields/<string:key>", DRAFT, {"value": "Viết muộn", "version": "0"}),
    (409, "/nominations/<int:nomination_id>/years/<int:entry_id>", YEAR, {"year": "2024", "version": "0"}),
    (422, "/nominees/new", Visit("unit_clerk"), {"name": ""}),
]


def test_no_page_glides_under_the_pointer(demonstration, browser):
    """Bootstrap would have it: a button in the bar that sticks moved between pressing and letting go."""
    page = browser.new_page(base_url=demonstration.url)
    page.goto("/accounts/sign-in")
    behaviour = page.evaluate("getComputedStyle(document.documentElement).scrollBehavior")
    page.close()

    assert behaviour == "auto"


def test_pages_of_errors_stand_in_nobodys_way_either(demonstration, browser):
    found, statuses = [], []
    with desks(demonstration, browser) as sit:
        desk = sit("unit_clerk")
        desk.expected.append("Failed to load resource")
        for status, rule, visit in ASKED_FOR:
            statuses.append(desk.open(address(demonstration.folder, rule, visit)).status)
            found += faults(desk.page, f"error-{status}")
        for status, rule, visit, fields in SENT:
            desk.open("/")
            path = address(demonstration.folder, rule.replace("<string:key>", "citation"), visit)
            statuses.append(desk.sends(path, **fields).status)
            found += faults(desk.page, f"error-{status}-{shot_name(rule, 'sent', 1)}")

    assert statuses == [status for status, *_ in (*ASKED_FOR, *SENT)]
    assert found == []


def test_open_menus_stand_in_nobodys_way_either(demonstration, browser):
    with desks(demonstration, browser) as sit:
        desk = sit("snv_director")
        desk.page.evaluate("document.querySelectorAll('details.pop').forEach(menu => { menu.open = true; })")
        found = faults(desk.page, "menus-open")

    assert found == []


@pytest.mark.parametrize(
    ("planted", "found"),
    [
        ("<p style='color: #999; background: #fff'>Chữ mờ</p>", {"desktop: color-contrast", "phone: color-contrast"}),
        ("<input id='nameless'>", {"desktop: label", "phone: label"}),
        ("<p style='width: 600px'>Rộng</p>", {"phone: is"}),
    ],
    ids=["pale text", "nameless field", "too wide"],
)
def test_a_planted_fault_is_found(browser, planted, found):
    page = browser.new_page()
    page.set_content(f"<html lang='vi'><title>Trang</title><main><h1>Trang</h1>{planted}</main></html>")
    seen = faults(page, "planted")
    page.close()

    assert {" ".join(fault.removeprefix("planted, ").split()[:2]) for fault in seen} == found


PALE = "color: #999; background: #fff"


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (f"<tr><td style='{PALE}'>Một<tr><td style='{PALE}'>Hai", 1),
        (f"<tr><td>Một<tr><td>Hai<tr><td style='{PALE}'>Ba", 1),
        (f"<tr><td>Một<tr><td><b style='{PALE}'></b><tr><td><b style='{PALE}'>Ba</b>", 1),
        ("<tr><td>Một<tr><td>Hai", 0),
    ],
    ids=["alike", "another", "another that has words", "none"],
)
def test_of_rows_that_look_alike_one_is_looked_at_for_its_colours(browser, rows, found):
    page = browser.new_page()
    page.set_content(f"<html lang='vi'><title>Trang</title><main><h1>Trang</h1><table>{rows}</table></main></html>")
    seen = faults(page, "planted")
    page.close()

    assert [fault.split(", ")[1].split(" (")[0] for fault in seen] == [
        f"{size}: color-contrast" for size in ("desktop", "phone") for _ in range(found)
    ]
