"""A file of a dossier is the one that was attached, or the log says that it is not."""

from app.documents.store import Store
from app.extensions import db
from app.nominations import wholeness
from tests import builders
from tests.nominations.test_entries import attach, attached


def test_a_dossiers_file_changed_together_with_its_row_is_found_by_the_log(app, ask, office, draft):
    assert attach(ask, office.clerk, draft, builders.blank_pdf()).status_code == 303
    (paper,) = attached()
    assert [*wholeness.faults()] == []

    other = Store(app.config["PAPERS_FOLDER"]).put_bytes(b"%PDF-1.7 forged", "khac.pdf", "application/pdf")
    db.session.flush()
    paper.file_id = other.id
    db.session.flush()
    db.session.expire_all()

    assert [*wholeness.faults()] == [f"Tệp “khac.pdf” của hồ sơ {draft.code} khác tệp đã đính kèm, theo nhật ký."]
