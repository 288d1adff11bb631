"""GET /healthz: 503 when database, storage or queue fail; `degraded` with 200 when only printing is missing."""

import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from flask import Blueprint, Flask, current_app, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from app import clock
from app.access import public
from app.documents import render
from app.extensions import csrf, db
from app.outbox.models import Errand, ErrandStatus

NOBODY_CAME = timedelta(minutes=15)  # a runner of another process that is called by a timer may take its time

bp = Blueprint("health", __name__)


@bp.get("/healthz")
@public
def healthz() -> ResponseReturnValue:
    vital = {name: _works(check) for name, check in VITAL.items()}
    parts = vital | {"print": render.is_available()}
    status = "failing" if not all(vital.values()) else "ok" if parts["print"] else "degraded"
    return jsonify(status=status, **parts), 200 if all(vital.values()) else 503


def _database() -> None:
    db.session.execute(select(1))


def _storage() -> None:
    with tempfile.TemporaryFile(dir=Path(current_app.config["PAPERS_FOLDER"])) as file:
        file.write(b"healthz")


def _queue() -> None:
    bell = current_app.extensions["bell"]
    if not bell.is_alive():
        raise RuntimeError("the errand runner of this process has stopped")
    late = select(Errand.id).where(
        Errand.status == ErrandStatus.WAITING, Errand.not_before < clock.real_now() - NOBODY_CAME
    )
    found = db.session.scalar(late.limit(1))
    if found is not None and not bell.is_hung():
        raise RuntimeError(f"errand {found} waits and no runner comes: is `flask run-errands` still called?")


VITAL: dict[str, Callable[[], None]] = {"database": _database, "storage": _storage, "queue": _queue}


def _works(check: Callable[[], None]) -> bool:
    try:
        check()
    except Exception:  # whatever is wrong, the answer is "no"
        current_app.logger.exception("healthz")
        db.session.rollback()
        return False
    return True


def register(app: Flask) -> None:
    app.register_blueprint(bp)
    csrf.exempt(bp)
