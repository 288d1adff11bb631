"""Runs errands one by one, each in a transaction of its own, however often it must be tried."""

import logging
import traceback
from collections.abc import Callable

from app.extensions import db, unit_of_work
from app.outbox import operations as outbox
from app.outbox.models import Errand

log = logging.getLogger(__name__)

Work = Callable[[Errand], None]
PRINTING = "render"
_works: dict[str, Work] = {}
_papers_left = 0


def does(kind: str) -> Callable[[Work], Work]:
    """Say which function does a kind of errand. It must be safe to run twice."""

    def keep(work: Work) -> Work:
        _works[kind] = work
        return work

    return keep


def run_waiting(is_leaving: Callable[[], bool] = lambda: False) -> int:
    """Run all whose time has come, or until it is time to leave; how many were done."""
    done = 0
    while not is_leaving():
        with unit_of_work():
            ids = outbox.waiting()
            count_papers()
        ran = sum(_run(errand_id) for errand_id in ids if not is_leaving())
        done += ran
        if not ids or not ran:
            break
    return done


def papers_left() -> int:
    """How many papers wait for the printer, as this process last knew. Asks no database."""
    return _papers_left


def count_papers() -> int:
    """Look how many wait, and remember it for `papers_left`."""
    global _papers_left  # one printer a process
    _papers_left = outbox.unfinished(PRINTING)
    return _papers_left


def _run(errand_id: int) -> bool:
    with unit_of_work():
        errand = outbox.claim(errand_id)
    if errand is None:
        return False
    try:
        _works[errand.kind](errand)
        outbox.finish(errand)
        if errand.kind == PRINTING:
            count_papers()
        db.session.commit()
    except outbox.NotNow as why:  # said at the start and by /healthz; a hundred papers need not repeat it
        db.session.rollback()
        with unit_of_work():
            outbox.postpone(db.session.get_one(Errand, errand_id), str(why))
        return False
    except Exception:  # an errand that fails waits; the others go on
        db.session.rollback()
        log.exception("errand %s %s failed", errand_id, errand.kind)
        with unit_of_work():
            outbox.put_back(db.session.get_one(Errand, errand_id), traceback.format_exc())
        return False
    return True
