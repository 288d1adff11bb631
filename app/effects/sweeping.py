"""Once a day: files that no row speaks of are taken away, and what nobody confirmed on the public page."""

import logging

from flask import current_app

from app.documents.store import Store
from app.effects.daily import A_DAY, is_due
from app.extensions import unit_of_work
from app.public import brakes

log = logging.getLogger(__name__)
MARK = "swept"


def sweep_files_daily() -> int:
    """How many went; 0 when a day has not passed."""
    store = Store(current_app.config["PAPERS_FOLDER"])
    if not is_due(store.folder / MARK):
        return 0
    with unit_of_work():
        swept = store.sweep_orphans(older_than=A_DAY)
        brakes.forget_old()
    if swept:
        log.warning("%s files without a row were removed", len(swept))
    return len(swept)
