"""What a founding that died half-way leaves behind. Nobody has worked on it yet, so it goes, and nothing else does."""

from pathlib import Path

from flask_migrate import downgrade, upgrade
from sqlalchemy import select

from app import site
from app.documents.models import StoredFile
from app.documents.store import Store
from app.extensions import db, unit_of_work
from app.founding import people

CLOCK = "clock.json"


def clear(instance: Path, papers: Path) -> None:
    """Every row, and of the files only those the rows speak of. Dying here, too, leaves a site that is unfinished."""
    if site.mode() != site.UNFINISHED:
        raise RuntimeError("Chỉ xoá được bản trình diễn chưa khởi tạo xong.")
    store = Store(papers)
    with unit_of_work():
        files = [store.path_of(stored) for stored in db.session.scalars(select(StoredFile))]
    db.session.remove()
    downgrade(revision="base")  # one transaction: rows and the mark that they are unfinished go together
    upgrade()
    for file in [*files, instance / people.FILE, instance / CLOCK]:
        file.unlink(missing_ok=True)
