"""What a founding that died half-way leaves behind. Nobody has worked on it yet, so it goes, and nothing else does."""

from pathlib import Path

from sqlalchemy import select

from app import schema, site
from app.documents.models import StoredFile
from app.documents.store import Store
from app.extensions import db, unit_of_work
from app.founding import people

CLOCK = "clock.json"


def clear(instance: Path, papers: Path) -> None:
    """Every row, and of the files those the rows speak of or that lay down since it began.

    Dying here, too, leaves a site that is unfinished.
    """
    if site.mode() != site.UNFINISHED:
        raise RuntimeError("Chỉ xoá được bản trình diễn chưa khởi tạo xong.")
    store = Store(papers)
    with unit_of_work():
        begun = db.session.get_one(site.Site, 1).created_at
        files = {store.path_of(stored) for stored in db.session.scalars(select(StoredFile))}
        files |= {*store.made_since(begun)}  # killed between a file and its row
    db.session.remove()
    schema.downgrade()  # one transaction: rows and the mark that they are unfinished go together
    schema.upgrade()
    for file in [*files, instance / people.FILE, instance / CLOCK]:
        file.unlink(missing_ok=True)
