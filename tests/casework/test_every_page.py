"""Every step that has a page, sent by every role from every state it starts from and from a foreign one, over HTTP.

404 for whoever may not see the thing, 403 for a role that never takes the step, 409 with every reason at the wrong
moment, else on to the next page. Whatever was refused left no trace.
"""

import html
import re

import pytest

from app import clock
from app.access import permissions_of
from app.actor import UNIT_ROLES
from app.councils.reach import visible_to as meetings_of
from app.decisions.reach import decisions_visible_to, proposals_visible_to
from app.extensions import db
from app.nominations.reach import visible_to as cases_of
from app.submissions.reach import visible_to as submissions_of
from tests.access.matrix import ASKED, Browser, Snapshot
from tests.casework import pages, province, story
from tests.casework.asking import DRAWN
from tests.casework.pages import ON_THE_ROAD, PAGES
from tests.conftest import empty_every_table
from workflows import registry

ELSEWHERE = ["Hồ sơ đã chuyển sang bước khác."]
DONE = 303
REACH = {
    "case": cases_of,
    "submission": submissions_of,
    "unit meeting": meetings_of,
    "provincial meeting": meetings_of,
    "proposal": proposals_visible_to,
    "decision": decisions_visible_to,
}


class House:
    """A province with one case, and everybody at a browser of their own."""

    def __init__(self, app, folder):
        self.app, self.folder = app, folder
        self.province = province.found(folder)
        self.actors = {role: self.province.actor(role) for role in ASKED}
        self.browsers = {role: Browser(app, actor) for role, actor in self.actors.items()}
        self.case = self.province.draft(self.province.units[0], "Chamaléa Thị Sương")
        db.session.commit()

    def expected(self, page, state, role):
        actor, step = self.actors[role], page.transition
        if self.permission(page) not in permissions_of(actor):
            return 403, []
        seen_as = page.seen_as or page.kind
        thing = pages.newest(seen_as)
        if db.session.scalar(REACH[seen_as](actor).where(type(thing).id == thing.id)) is None:
            return 404, []
        if role not in step.by or not sits_there(page.kind, role):
            return 403, []
        if state not in step.source:
            return 409, ELSEWHERE
        reasons = page.refusals.get(state, [])
        return (409, reasons) if reasons else (DONE, [])

    def permission(self, page):
        endpoint, _ = self.app.url_map.bind("localhost").match(pages.address(page), method="POST")
        return self.app.view_functions[endpoint].permission

    def answer(self, page, role):
        """Status and reasons; and whether anything has happened."""
        before = story.trace()
        answer = self.browsers[role].client.post(pages.address(page), data=page.typed())
        said = reasons_of(answer.text) if answer.status_code == 409 else []
        return (answer.status_code, said), story.trace() != before


def sits_there(kind, role):
    """A unit's council is none of the province's business, and the other way round."""
    return not kind.endswith("meeting") or (role in UNIT_ROLES) == (kind == "unit meeting")


def reasons_of(page):
    listed = re.search(r"Lý do:.*?<ul[^>]*>(.*?)</ul>", page, re.DOTALL)
    found = re.findall(r"<li[^>]*>(.*?)</li>", listed[1], re.DOTALL) if listed else []
    return [html.unescape(re.sub(r"<[^>]*>", "", one)).strip() for one in found]


def questions(page):
    """Each state the step starts from, and one of the same kind of thing it does not start from."""
    foreign = page.foreign or DRAWN.choice(sorted({*ON_THE_ROAD[page.kind]} - page.transition.source))
    return [*sorted(page.transition.source), foreign]


def wrong_answer(house, page, state, role):
    reference = house.expected(page, state, role)
    told, has_moved = house.answer(page, role)
    is_right = told == reference and has_moved == (told[0] == DONE)
    return [] if is_right else [(page.name, str(state), role.value, told, reference, has_moved)]


@pytest.fixture(scope="module")
def walked(made_apps, tmp_path_factory):
    """The whole road once; the database kept as it was at every halt: (kind, state) to a snapshot."""
    with made_apps("sqlite").app_context():
        house = House(made_apps("sqlite"), tmp_path_factory.mktemp("walked"))
        kept, along = {}, [Snapshot()]
        for _ in range(max(ON_THE_ROAD["case"].values())):
            pages.walk(house.province, house.case, 1)
            db.session.commit()
            along.append(Snapshot())
        for kind, state, number, verbs in pages.halts():
            kept[kind, state] = along[number]
            if verbs:
                kept[kind, state] = aside(house, along[number], verbs)
        yield house, kept
        db.session.remove()
        empty_every_table()
    clock.use(None)


def aside(house, snapshot, verbs):
    restored(snapshot)
    pages.step_aside(house.province, pages.newest("case"), verbs)
    db.session.commit()
    return Snapshot()


def restored(snapshot):
    snapshot.restore()
    db.session.expire_all()


@pytest.mark.timeout(600)
@pytest.mark.parametrize("leaf", PAGES, ids=[page.name for page in PAGES])
def test_every_role_from_every_state(walked, leaf):
    house, kept = walked
    clock.use(house.folder / "clock.json")  # another test in between may have had its own
    wrong = []
    for state in questions(leaf):
        restored(kept[leaf.kind, state])
        for role in ASKED:
            before = story.trace()
            wrong += wrong_answer(house, leaf, state, role)
            house.browsers[role].sign_in_again()
            if story.trace() != before:
                restored(kept[leaf.kind, state])

    assert wrong == []


SAMPLE = DRAWN.sample(PAGES, 6)


@pytest.mark.parametrize("engine_name", ["postgresql"], indirect=True)
@pytest.mark.parametrize("leaf", SAMPLE, ids=[page.name for page in SAMPLE])
def test_a_sample_answers_the_same_on_postgresql(app, tmp_path, leaf):
    house, state = House(app, tmp_path), DRAWN.choice(questions(leaf))
    (number, verbs) = next(halt[2:] for halt in pages.halts() if halt[:2] == (leaf.kind, state))
    pages.walk(house.province, house.case, number)
    pages.step_aside(house.province, house.case, verbs)
    db.session.commit()

    refused = [role for role in ASKED if house.expected(leaf, state, role)[0] != DONE]
    first = [role for role in ASKED if role not in refused][:1]  # whoever may go on goes last: the thing has moved then
    wrong = [answer for role in [*refused, *first] for answer in wrong_answer(house, leaf, state, role)]

    assert wrong == []


def test_every_step_that_is_offered_has_its_page_here():
    from app.nominations.openings import _pages  # noqa: PLC0415 -- only here

    of_process = registry.latest(pages.PROCESSES["case"]).transitions()
    own = {step for step, endpoint in _pages.items() if step in of_process and not endpoint.endswith(".of_case")}

    assert own <= {page.step for page in PAGES if page.kind == "case"}
