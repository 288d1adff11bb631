"""Once a day: files that no row speaks of are taken away."""

import logging
from datetime import timedelta

from flask import current_app

from app import clock
from app.documents.store import Store
from app.extensions import unit_of_work

log = logging.getLogger(__name__)
A_DAY = timedelta(days=1)
MARK = "swept"  # its time says when that was last, whichever process did it


def sweep_files_daily() -> int:
    """How many went; 0 when a day has not passed."""
    store = Store(current_app.config["PAPERS_FOLDER"])
    mark = store.folder / MARK
    if mark.exists() and mark.stat().st_mtime > (clock.real_now() - A_DAY).timestamp():
        return 0
    store.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    mark.touch(mode=0o600)
    with unit_of_work():
        swept = store.sweep_orphans(older_than=A_DAY)
    if swept:
        log.warning("%s files without a row were removed", len(swept))
    return len(swept)
