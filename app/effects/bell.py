"""Rings after a commit that put errands into the outbox; a sweep finds what a lost bell missed."""

import logging
import threading
from typing import Any

from flask import Flask
from sqlalchemy import event
from sqlalchemy.orm import Session

from app.effects import runner
from app.effects.days import enter_into_force_daily
from app.effects.reminding import remind_daily
from app.effects.small_huey import Consumer, SqliteHuey
from app.effects.statistics import count_rows_daily
from app.effects.sweeping import sweep_files_daily
from app.outbox.models import Errand

log = logging.getLogger(__name__)
SWEEP_EVERY = 5  # seconds
LETS_GO_WITHIN = 5  # seconds; what is in hand then goes on in a thread that ends with the process


class _EmbeddedConsumer(Consumer):  # type: ignore[misc]  # Huey ships no types
    """Lives in a thread of the web process, which has signal handlers of its own."""

    def _set_signal_handlers(self) -> None:
        pass


class Bell:
    """Embedded in the web process (SQLite), or rung there and answered by `flask run-errands` elsewhere."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.huey: Any = None
        self._consumer: _EmbeddedConsumer | None = None
        self._sweeper: threading.Thread | None = None
        self._stop = threading.Event()

    def hang(self) -> None:
        """Start answering in this process: a Huey consumer thread, and the sweep beside it."""
        folder = self.app.config["INSTANCE_FOLDER"]
        self.huey = SqliteHuey("vinhdanh", filename=str(folder / "bell.sqlite3"), store_intermediate_errors=False)
        self._ring = self.huey.task()(self._answer)
        event.listen(Session, "after_commit", self._after_commit)
        event.listen(Session, "after_flush", self._after_flush)
        event.listen(Session, "after_rollback", self._after_rollback)
        self._consumer = _EmbeddedConsumer(self.huey, workers=1, periodic=False, backoff=1.15, max_delay=2.0)
        self._consumer.start()
        self._sweeper = threading.Thread(target=self._sweep, name="outbox-sweep", daemon=True)
        self._sweeper.start()

    def take_down(self) -> None:
        """Let go after the errand in hand; what still waits is found again at the next start."""
        if self._sweeper is None:
            return
        self._stop.set()
        event.remove(Session, "after_commit", self._after_commit)
        event.remove(Session, "after_flush", self._after_flush)
        event.remove(Session, "after_rollback", self._after_rollback)
        if self._consumer:
            self._consumer.stop(graceful=True)
        self._sweeper.join(timeout=LETS_GO_WITHIN)

    def is_hung(self) -> bool:
        """Whether this process answers by itself."""
        return self._sweeper is not None

    def is_alive(self) -> bool:
        """Whether errands of this process are answered. Without an embedded bell that is another process's work."""
        return self._sweeper is None or self._sweeper.is_alive()

    def _after_flush(self, session: Session, _context: object) -> None:
        if any(isinstance(row, Errand) for row in session.new):
            session.info["errands"] = True

    def _after_commit(self, session: Session) -> None:
        if session.info.pop("errands", False):
            try:
                self._ring()
            except Exception:  # the sweep will find the rows
                log.exception("the bell did not ring")

    def _after_rollback(self, session: Session) -> None:
        session.info.pop("errands", None)

    def _answer(self) -> None:
        with self.app.app_context():
            runner.run_waiting(self._stop.is_set)

    def _sweep(self) -> None:
        while not self._stop.wait(SWEEP_EVERY):
            try:
                self._answer()
                with self.app.app_context():
                    enter_into_force_daily()
                    remind_daily()
                    sweep_files_daily()
                    count_rows_daily()
            except Exception:  # keep sweeping; the next round may do better
                log.exception("the sweep stumbled")
