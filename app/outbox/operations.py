"""Put an errand into the outbox, in the transaction of the change it follows."""

from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, select, true, update

from app import clock
from app.extensions import db
from app.outbox.models import Errand, ErrandStatus

MOST_ATTEMPTS = 6
A_RUNNER_IS_LOST_AFTER = timedelta(minutes=10)
ASK_AGAIN_AFTER = timedelta(minutes=5)


class NotNow(Exception):
    """The machine lacks what this kind of work needs. The errand waits for it, however long that takes."""


def put(kind: str, *, subject: str, **payload: Any) -> Errand:  # noqa: ANN401 -- JSON of the errand's own
    """Ask for work. The bell rings after the commit; if it is lost, the sweep finds the row."""
    now = clock.real_now()
    errand = Errand(kind=kind, subject=subject, payload=payload, not_before=now, created_at=now)
    db.session.add(errand)
    return errand


def claim(errand_id: int) -> Errand | None:
    """Take an errand for oneself; None when another runner has it or it is done."""
    now = clock.real_now()
    claimed = db.session.execute(
        update(Errand)
        .where(Errand.id == errand_id, Errand.status == ErrandStatus.WAITING, Errand.not_before <= now)
        .values(
            status=ErrandStatus.RUNNING,
            attempts=Errand.attempts + 1,
            not_before=now + A_RUNNER_IS_LOST_AFTER,
        )
        .execution_options(synchronize_session=False)
    )
    if claimed.rowcount != 1:  # type: ignore[attr-defined]
        return None
    return db.session.get_one(Errand, errand_id, populate_existing=True)


def finish(errand: Errand) -> None:
    errand.status = ErrandStatus.DONE
    errand.finished_at = clock.real_now()
    errand.error = ""


def put_back(errand: Errand, error: str) -> None:
    """Try again later, each time later; after the last try leave it for the administrator to see."""
    errand.error = error[:4000]
    if errand.attempts >= MOST_ATTEMPTS:
        errand.status = ErrandStatus.FAILED
        errand.finished_at = clock.real_now()
    else:
        errand.status = ErrandStatus.WAITING
        errand.not_before = clock.real_now() + timedelta(seconds=5 * 4**errand.attempts)


def postpone(errand: Errand, why: str) -> None:
    """Wait without having tried."""
    errand.error = why
    errand.attempts -= 1
    errand.status = ErrandStatus.WAITING
    errand.not_before = clock.real_now() + ASK_AGAIN_AFTER


def waiting(most: int = 200) -> list[int]:
    """Ids of errands whose time has come, those of lost runners included, oldest first."""
    now = clock.real_now()
    _take_back(Errand.not_before <= now)
    ready = select(Errand.id).where(Errand.status == ErrandStatus.WAITING, Errand.not_before <= now)
    return list(db.session.scalars(ready.order_by(Errand.id).limit(most)))


def unfinished(kind: str) -> int:
    """How many of a kind wait or are being done."""
    under_way = Errand.status.in_({ErrandStatus.WAITING, ErrandStatus.RUNNING})
    return db.session.scalar(select(func.count()).where(Errand.kind == kind, under_way)) or 0


def try_again() -> int:
    """Let those that were given up start from the first attempt; how many."""
    tried = db.session.execute(
        update(Errand)
        .where(Errand.status == ErrandStatus.FAILED)
        .values(status=ErrandStatus.WAITING, attempts=0, not_before=clock.real_now(), finished_at=None)
        .execution_options(synchronize_session=False)
    )
    return int(tried.rowcount)  # type: ignore[attr-defined]


def take_back_all() -> None:
    """Where nobody else can be at work, as at the start of the only server: what was under way was left by the dead."""
    _take_back(true())


def lend(errand: Errand, for_: timedelta) -> None:
    """Of work that is done in short turns: whoever has it is lost sooner."""
    errand.not_before = clock.real_now() + for_


def _take_back(is_lost: ColumnElement[bool]) -> None:
    """To be tried again; but one that lost its runner at every try is not let loose on another."""
    now = clock.real_now()
    lost = (
        update(Errand)
        .where(Errand.status == ErrandStatus.RUNNING, is_lost)
        .execution_options(synchronize_session=False)
    )
    gives_up = Errand.attempts >= MOST_ATTEMPTS
    db.session.execute(
        lost.where(gives_up).values(status=ErrandStatus.FAILED, finished_at=now, error="Dừng giữa chừng ở mọi lần thử.")
    )
    db.session.execute(lost.where(~gives_up).values(status=ErrandStatus.WAITING, not_before=now))
