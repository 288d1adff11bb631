"""An issued decision is found by its number: in the lists, and on the pages of its cases by those who may see it."""

from io import BytesIO

import pytest
from sqlalchemy import select

from app import clock
from app.decisions.models import Decision
from app.documents.models import Paper
from app.extensions import db
from app.papers import queries
from tests import builders
from tests.builders import signed_in
from tests.decisions.test_road import decided, post, proposal_of
from workflows.vocabulary import Role, Sheet


@pytest.fixture
def issued(app, client, office, scan):
    """Decision 57 of today."""
    decided(app, office, proposal_of(app, office, client))
    decision = db.session.scalars(select(Decision.id)).one()
    today = clock.today().strftime("%d/%m/%Y")
    entry = {"number": "57", "issued_on": today, "signed_copy": (BytesIO(scan), "quyet-dinh.pdf")}
    assert post(app, office.clerical, f"/decisions/{decision}/issue", **entry).status_code == 303
    db.session.expire_all()
    return decision


def page(app, actor, url):
    return signed_in(app.test_client(), actor).get(url).text


def test_lists_give_number_and_day(app, office, issued):
    today = clock.today().strftime("%d/%m/%Y")

    shown = {
        url: words in page(app, office.director, url)
        for url, words in (("/decisions/", f">57/QĐ-UBND, {today}<"), ("/proposals/", f">101/TTr-SNV, {today}<"))
    }

    assert shown == {"/decisions/": True, "/proposals/": True}
    assert queries.numbers(Sheet.DECISION, [issued, issued + 1]) == {issued: f"57/QĐ-UBND, {today}"}


def test_a_case_shows_its_issued_decision_to_those_who_may_see_it(app, office, issued):
    clerk = builders.actor(Role.UNIT_CLERK, office.unit)
    member = builders.actor(Role.COUNCIL_MEMBERS, builders.organisation("TTHDND", "Thường trực HĐND tỉnh"))
    db.session.commit()
    case, words = office.cases[0].id, f"Quyết định 57/QĐ-UBND ngày {clock.today().strftime('%d/%m/%Y')}"
    paper = db.session.scalars(select(Paper.id).where(Paper.sheet == Sheet.DECISION)).one()

    shown = {
        who.role: (words in (read := page(app, who, f"/nominations/{case}")), f"/papers/{paper}.pdf" in read)
        for who in (clerk, office.director, office.chairman, member)
    }

    assert shown == {
        Role.UNIT_CLERK: (True, True),
        Role.SNV_DIRECTOR: (True, True),
        Role.CHAIRMAN: (True, True),
        Role.COUNCIL_MEMBERS: (False, False),
    }


def test_a_list_that_is_decided_has_no_draft_without_names(app, office, issued):
    """A page left open since before still asks for one: its names have gone over to the decision."""
    proposal = db.session.get(Decision, issued).proposal_id
    drafts = [f"/proposals/{proposal}/{name}.pdf" for name in ("letter", "draft-decision")]
    browser = signed_in(app.test_client(), office.director)

    answers = [browser.get(draft) for draft in drafts]

    assert [(answer.status_code, answer.location) for answer in answers] == [(303, f"/proposals/{proposal}")] * 2


def test_a_decision_that_is_only_signed_is_not_shown_on_the_case(app, client, office):
    decided(app, office, proposal_of(app, office, client))

    assert "awarded-by" not in page(app, office.director, f"/nominations/{office.cases[0].id}")
