"""The package of a Tờ trình to the state is made in the background, once; the page says when it is there."""

from tempfile import TemporaryFile

from flask import current_app

from app.actor import SYSTEM
from app.audit import operations as audit
from app.documents import render
from app.documents.store import Store
from app.effects.runner import does
from app.effects.subjects import row_of
from app.extensions import db
from app.outbox import operations as outbox
from app.outbox.models import Errand
from app.upward import facts, operations, package
from app.upward.models import UpwardSubmission
from app.upward.operations import PACK

NAME = "ho-so-trinh-{id}.zip"


@does(PACK)
def pack(errand: Errand) -> None:
    sheet = row_of(errand.subject)
    assert isinstance(sheet, UpwardSubmission), "only what goes up is packed"
    letter = facts.paper_of(sheet)
    if sheet.package_id is not None or letter is None:
        return
    store = Store(current_app.config["PAPERS_FOLDER"])
    with TemporaryFile() as made:
        try:
            package.make(sheet, letter, store, made)
        except render.PrintingUnavailable as missing:
            raise outbox.NotNow(str(missing)) from missing
        made.seek(0)
        audit.take_the_pen()
        db.session.refresh(sheet)
        if sheet.package_id is None:  # a runner that was thought lost has come back
            kept = store.put_made(made, NAME.format(id=sheet.id), "application/zip")
            operations.keep_package(sheet, kept, actor=SYSTEM)
