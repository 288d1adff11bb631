"""Runs errands one by one, each in a transaction of its own, however often it must be tried."""

import logging
import traceback
from collections.abc import Callable

from app.extensions import db, unit_of_work
from app.outbox import operations as outbox
from app.outbox.models import Errand

log = logging.getLogger(__name__)

Work = Callable[[Errand], None]
_works: dict[str, Work] = {}


def does(kind: str) -> Callable[[Work], Work]:
    """Say which function does a kind of errand. It must be safe to run twice."""

    def keep(work: Work) -> Work:
        _works[kind] = work
        return work

    return keep


def run_waiting() -> int:
    """Run all whose time has come; how many were done."""
    done = 0
    while True:
        with unit_of_work():
            ids = outbox.waiting()
        ran = sum(_run(errand_id) for errand_id in ids)
        done += ran
        if not ids or not ran:
            return done


def _run(errand_id: int) -> bool:
    with unit_of_work():
        errand = outbox.claim(errand_id)
    if errand is None:
        return False
    try:
        _works[errand.kind](errand)
        outbox.finish(errand)
        db.session.commit()
    except Exception:  # an errand that fails waits; the others go on
        db.session.rollback()
        log.exception("errand %s %s failed", errand_id, errand.kind)
        with unit_of_work():
            outbox.put_back(db.session.get_one(Errand, errand_id), traceback.format_exc())
        return False
    return True
