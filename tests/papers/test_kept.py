"""What was signed and issued is shown as it was, or not at all."""

from io import BytesIO

import pytest
from sqlalchemy import select

from app.documents.models import Paper
from app.documents.store import Store
from app.effects import runner
from app.extensions import db
from tests import builders
from tests.decisions.conftest import office  # noqa: F401 -- a fixture
from tests.decisions.test_road import decided, post, proposal_of
from workflows.vocabulary import Paper as PaperCode


@pytest.fixture
def decision(app, client, office):  # noqa: F811 -- the fixture
    """An issued decision with its signed copy and its rendering."""
    decided(app, office, proposal_of(app, office, client))
    today = db.session.scalars(select(Paper).where(Paper.code == PaperCode.PROPOSAL_LETTER)).one().issued_on
    entry = {"number": "57", "issued_on": today.strftime("%d/%m/%Y")}
    paper = db.session.scalars(select(Paper).where(Paper.code == PaperCode.AWARD_DECISION)).one()
    answer = post(
        app,
        office.clerical,
        f"/decisions/{paper.sheet_id}/issue",
        **entry,
        signed_copy=(BytesIO(builders.blank_pdf()), "quyet-dinh.pdf"),
    )
    assert answer.status_code == 303
    runner.run_waiting()
    return paper


def pages(paper):
    return (f"/papers/{paper.id}.pdf", paper.rendering), (f"/papers/{paper.id}/signed-copy", paper.signed_copy)


def test_a_paper_is_served_as_it_was_stored_and_kept_by_no_computer(app, client, office, decision):  # noqa: F811
    store = Store(app.config["PAPERS_FOLDER"])
    builders.signed_in(client, office.chairman)

    answers = [(client.get(address), store.path_of(stored).read_bytes()) for address, stored in pages(decision)]

    assert [(a.status_code, a.data == there, a.headers["Cache-Control"]) for a, there in answers] == [
        (200, True, "no-store")
    ] * 2


def test_a_paper_changed_on_the_disk_is_shown_to_nobody(app, client, office, decision):  # noqa: F811
    store = Store(app.config["PAPERS_FOLDER"])
    builders.signed_in(client, office.chairman)

    for address, stored in pages(decision):
        path = store.path_of(stored)
        path.write_bytes(path.read_bytes().replace(b"%PDF-1.", b"%PDF-2."))
        answer = client.get(address)
        assert (answer.status_code, "đã khác tệp được lưu" in answer.text) == (503, True)
