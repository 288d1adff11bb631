"""Which kind of site this is. A real one can never become a demonstration: its row is written once.

A demonstration takes many transactions to found. Until the last of them its row says so, and a start that finds it
like that begins anew.
"""

from datetime import datetime
from pathlib import Path

from sqlalchemy import String, inspect, select
from sqlalchemy.orm import Mapped, mapped_column

from app import clock
from app.extensions import Model, db

DEMONSTRATION, REAL, UNFINISHED = "demonstration", "real", "unfinished"


class Site(Model):
    __tablename__ = "site"

    id: Mapped[int] = mapped_column(primary_key=True)  # always 1
    mode: Mapped[str] = mapped_column(String(20))
    created_at: Mapped[datetime]


def has_tables() -> bool:
    return inspect(db.engine).has_table(Site.__tablename__)


def mode() -> str | None:
    """The kind of this database; None before it was made."""
    if not has_tables():
        return None
    with db.engine.connect() as connection:
        return connection.scalar(select(Site.mode))


def found(kind: str) -> None:
    """Decide once and for ever."""
    if db.session.get(Site, 1) is not None:
        raise RuntimeError("Cơ sở dữ liệu đã được khởi tạo.")
    db.session.add(Site(id=1, mode=kind, created_at=clock.real_now()))


def finish() -> None:
    """The demonstration's whole history is there."""
    row = db.session.get_one(Site, 1)
    if row.mode != UNFINISHED:
        raise RuntimeError("Chỉ bản trình diễn đang khởi tạo mới hoàn thành được.")
    row.mode = DEMONSTRATION


def set_clock(instance: Path) -> None:
    """Give the demonstration its own office clock; a real site has the real one."""
    clock.use(instance / "clock.json" if mode() == DEMONSTRATION else None)
