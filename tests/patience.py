"""Waiting for what another process, thread or server does, and no longer than that takes."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event

from sqlalchemy import event

from app import writers
from app.extensions import db, unit_of_work


def wait_until(holds, most=10.0):
    """What `holds` says at last: something true, or that it was not so within `most` seconds."""
    until = time.monotonic() + most
    while not (said := holds()) and time.monotonic() < until:
        time.sleep(0.02)
    return said


def done_meanwhile(app, deed):
    """What came of another's deed that was begun before this thread's work was committed, and had to wait for it."""
    has_to_wait = Event()

    def listen(*told):
        if told[2] == "BEGIN IMMEDIATE" or "pg_advisory" in told[2]:
            has_to_wait.set()

    def in_a_transaction_of_its_own():
        with app.app_context(), unit_of_work():
            return deed()

    event.listen(db.engine, "before_cursor_execute", listen)
    patience, writers.PATIENCE = writers.PATIENCE, 0.05  # in the line of writers; then it asks SQLite, and is heard
    try:
        with ThreadPoolExecutor(1) as pool:
            slower = pool.submit(in_a_transaction_of_its_own)
            asked_for_the_pen = has_to_wait.wait(30)
            db.session.commit()
    finally:
        writers.PATIENCE = patience
        event.remove(db.engine, "before_cursor_execute", listen)
    assert asked_for_the_pen
    return slower.result()
