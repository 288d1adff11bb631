"""What was signed and issued is shown as it was, or not at all."""

import hashlib
from datetime import date
from io import BytesIO

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm.attributes import flag_modified

from app import clock
from app.documents.models import Paper, PaperNumber
from app.documents.store import Store
from app.effects import runner
from app.extensions import db
from app.papers import wholeness
from tests import builders
from tests.decisions.conftest import office  # noqa: F401 -- a fixture
from tests.decisions.test_road import decided, number, post, proposal_of
from tests.documents.test_inspection import word_parts
from tests.zips import zipped
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


def test_a_signed_copy_is_no_document_to_write_in(app, client, office):  # noqa: F811
    proposal = proposal_of(app, office, client)
    post(app, office.director, f"/proposals/{proposal}/sign")
    entry = {"number": "101", "issued_on": clock.today().strftime("%d/%m/%Y")}
    word = (BytesIO(zipped(word_parts())), "to-trinh.docx")

    answer = post(app, office.letters, f"/proposals/{proposal}/register", **entry, signed_copy=word)

    assert (answer.status_code, "Chỉ nhận tệp PDF, JPEG, PNG ở đây." in answer.text) == (422, True)


def test_an_upload_whose_step_is_refused_leaves_no_file(app, client, office):  # noqa: F811
    app.config["PAPERS_FOLDER"] = folder = app.config["PAPERS_FOLDER"] / "own"

    refused = number(app, office, proposal_of(app, office, client))

    assert (refused.status_code, [path for path in folder.rglob("*") if path.is_file()]) == (409, [])


def rewritten(store, stored):
    """A file and its row written over by somebody who can write both."""
    forged = b"%PDF-1.7 forged"
    store.path_of(stored).write_bytes(forged)
    stored.sha256, stored.size = hashlib.sha256(forged).hexdigest(), len(forged)


def test_the_log_says_whether_papers_are_what_was_signed(app, decision):
    verified = app.test_cli_runner().invoke(args=["papers", "verify"])

    assert (verified.exit_code, verified.output) == (0, "5 tệp, 0 tệp hỏng, 0 chỗ khác nhật ký.\n")
    assert [*wholeness.faults()] == []


@pytest.mark.parametrize(
    ("tamper", "said"),
    [
        (lambda store, paper: rewritten(store, paper.rendering), "bản in khác bản đã in"),
        (lambda store, paper: rewritten(store, paper.signed_copy), "bản đã ký khác tệp đã đính kèm"),
        (lambda _, paper: paper.content.update(subject="Tặng Bằng khen cho 9 người"), "nội dung khác nội dung đã ký"),
        (lambda _, paper: setattr(paper, "number", 58), "số khác số đã cấp"),
        (lambda _, paper: setattr(paper, "issued_on", date(2020, 1, 1)), "ngày khác ngày đã cấp số"),
        (lambda _, paper: setattr(paper, "state", "VOID"), "trạng thái khác bước sau cùng"),
    ],
)
def test_what_somebody_rewrote_together_with_its_row_is_found_by_the_log(app, decision, tamper, said):
    tamper(Store(app.config["PAPERS_FOLDER"]), decision)
    flag_modified(decision, "content")
    title = decision.title
    db.session.commit()

    verified = app.test_cli_runner().invoke(args=["papers", "verify"])

    assert (verified.exit_code, verified.output.splitlines()) == (
        1,
        [
            f"Văn bản số {decision.id} “{title}”: {said}, theo nhật ký.",
            "5 tệp, 0 tệp hỏng, 1 chỗ khác nhật ký.",
        ],
    )


def test_a_paper_that_nobody_signed_and_one_that_is_gone_are_found(decision):
    forged = Paper(**{c.name: getattr(decision, c.name) for c in Paper.__table__.columns if c.name != "id"})
    gone = db.session.scalars(select(Paper).where(Paper.code == PaperCode.PROPOSAL_LETTER)).one()
    db.session.add(forged)
    db.session.execute(update(PaperNumber).where(PaperNumber.paper_id == gone.id).values(paper_id=None))
    db.session.delete(gone)
    db.session.flush()

    assert [*wholeness.faults()] == [
        f"Văn bản số {forged.id} “{forged.title}”: không có lần ký nào, theo nhật ký.",
        f"Văn bản số {gone.id} đã ký, theo nhật ký, nay không còn.",
    ]
