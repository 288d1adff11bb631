"""Certificates of a decision are printed in the background, some at once; the page says how far it is."""

from io import BytesIO

from flask import current_app

from app import clock
from app.audit import operations as audit
from app.deliveries import certificates, queries
from app.deliveries.models import PrintRun
from app.deliveries.preparing import PRINT
from app.deliveries.queries import Line
from app.deliveries.settings import AT_ONCE, articles_of
from app.documents import render
from app.documents.certificates import Certificate
from app.documents.store import Store
from app.effects import notices
from app.effects.runner import does
from app.extensions import db, let_others_write, unit_of_work
from app.organisations.queries import holders
from app.outbox import operations as outbox
from app.outbox.models import Errand
from workflows.vocabulary import Role


@does(PRINT)
def print_certificates(errand: Errand) -> None:
    """Printed anew from the start when a runner was lost; one file comes of it."""
    run = db.session.get_one(PrintRun, errand.payload["run_id"])
    if run.file_id is not None:
        return
    run_id, made = run.id, []
    pages = _pages(run)
    let_others_write()
    for start in range(0, len(pages), AT_ONCE):
        made.append(_printed([*pages.values()][start : start + AT_ONCE]))
        with unit_of_work():
            db.session.get_one(PrintRun, run_id).done = min(start + AT_ONCE, len(pages))
    audit.take_the_pen()
    _keep(errand, db.session.get_one(PrintRun, run_id), pages, _joined(made))


def _pages(run: PrintRun) -> dict[int, Certificate]:
    """By the decision's line, in its order, as they read now."""
    paper = queries.paper_of(run.decision)
    begun = {one.decision_item_id: one for one in queries.deliveries(run.decision)}
    given = articles_of(run.decision.award_version.award_code)
    items = {item.id: item for item in run.decision.items}
    lines = (Line(item=items[key], delivery=begun.get(key), given=given) for key in run.items if key in items)
    return {line.item.id: certificates.certificate(line, paper) for line in lines}


def _printed(pages: list[Certificate]) -> bytes:
    try:
        return render.pdf_of(certificates.bound(pages))
    except render.PrintingUnavailable as missing:
        raise outbox.NotNow(str(missing)) from missing


def _joined(parts: list[bytes]) -> bytes:
    if len(parts) == 1:
        return parts[0]
    import pikepdf  # noqa: PLC0415 -- five megabytes for whoever prints, not for each server

    with pikepdf.open(BytesIO(parts[0])) as whole:
        for part in parts[1:]:
            with pikepdf.open(BytesIO(part)) as more:
                whole.pages.extend(more.pages)
        made = BytesIO()
        whole.save(made)
    return made.getvalue()


def _keep(errand: Errand, run: PrintRun, pages: dict[int, Certificate], pdf: bytes) -> None:
    """The file, the hour beside each certificate that is in it as it reads now, and a word to whoever asked."""
    kept = Store(current_app.config["PAPERS_FOLDER"]).put_bytes(pdf, "bang.pdf", "application/pdf")
    db.session.flush()
    run.file_id, run.finished_at = kept.id, clock.now()
    now = _pages(run)
    for delivery in queries.deliveries(run.decision):
        key = delivery.decision_item_id
        if key in pages and pages[key] == now.get(key):
            delivery.printed_at = clock.now()
    offices = [held for held in holders(Role.APPRAISER) if held.user_id == run.asked_by_id]
    notices.leave(errand, offices, f"Đã in xong {len(pages)} tờ Bằng: {run.decision.title}.")
