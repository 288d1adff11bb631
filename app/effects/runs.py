"""A run of many cases in the background: a turn of some, each its own transaction, then whatever else waits."""

import logging

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm.exc import StaleDataError

from app.audit import operations as audit
from app.effects import notices
from app.effects.runner import does
from app.errors import SomebodyWasFaster
from app.extensions import db, unit_of_work
from app.organisations.models import Appointment
from app.outbox import operations as outbox
from app.outbox.models import Errand
from app.runs import operations, queries
from app.runs.models import BulkRun

log = logging.getLogger(__name__)


@does(operations.WORK)
def go_on(errand: Errand) -> None:
    """Found again after its runner was lost, it does what is left: the items themselves say what that is."""
    run_id = errand.payload["run_id"]
    with unit_of_work():
        outbox.lend(errand, operations.A_TURN_TAKES)
        items = queries.next_items(db.session.get_one(BulkRun, run_id), operations.A_TURN)
    for item_id in items:
        _work(item_id)
    audit.take_the_pen()
    run = db.session.get_one(BulkRun, run_id, populate_existing=True)
    if operations.go_on(run):
        counted = queries.counted(run)
        refused = f", {counted.refused} hồ sơ không thực hiện được" if counted.refused else ""
        text = f"Đã xử lý xong nhiều hồ sơ, bước “{run.label}”: {counted.done} hồ sơ đã thực hiện{refused}."
        notices.leave(errand, [db.session.get_one(Appointment, run.appointment_id)], text)


def _work(item_id: int) -> None:
    """What nobody foresaw of one case does not stop the others; a database that is gone stops all until it is back."""
    try:
        with unit_of_work():
            operations.work(item_id)
    except (StaleDataError, SomebodyWasFaster):
        with unit_of_work():
            operations.give_up(item_id, operations.CHANGED)
    except DBAPIError:
        raise
    except Exception:
        log.exception("item %s of a run failed", item_id)
        with unit_of_work():
            operations.give_up(item_id, operations.BROKEN)
