import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
import time_machine
from sqlalchemy import event as sqlalchemy_event
from sqlalchemy import text

from app import clock
from app.audit import operations, queries
from app.audit.models import AuditEvent
from app.audit.triggers import GENESIS
from app.extensions import db
from tests.builders import events_of

NOON = datetime(2025, 2, 17, 5, 0, 0, 123456, UTC)


@pytest.fixture
def counted(app):
    statements = []

    def count(_connection, _cursor, statement, *_):
        if not statement.startswith("BEGIN"):
            statements.append(statement)

    sqlalchemy_event.listen(db.engine, "before_cursor_execute", count)
    yield statements
    sqlalchemy_event.remove(db.engine, "before_cursor_execute", count)


def test_record_keeps_every_word(session, person):
    with time_machine.travel(NOON, tick=False):
        operations.record(
            actor=person,
            subject="nomination:7",
            action="ask_for_more",
            source="KN06_INTAKE",
            target="KN07",
            reason="Thiếu tờ trình.",
            data={"b": [1, 2.50, 1e22], "a": {"tên": "Nguyễn", "không": None}},
        )
    session.commit()
    session.expire_all()

    row = session.get(AuditEvent, 1)
    assert {column.name: getattr(row, column.name) for column in AuditEvent.__table__.columns} == {
        "seq": 1,
        "at_office": NOON,
        "at_real": NOON,
        "actor_id": 7,
        "actor_name": "Đỗ Thị Ánh",
        "role": "snv_intake",
        "organisation_id": 3,
        "subject": "nomination:7",
        "action": "ask_for_more",
        "source": "KN06_INTAKE",
        "target": "KN07",
        "reason": "Thiếu tờ trình.",
        "data": {"a": {"không": None, "tên": "Nguyễn"}, "b": [1, 2.5, 1e22]},
        "previous_hash": GENESIS,
        "hash": row.hash,
    }


def test_a_stranger_can_rebuild_the_hash_from_the_description(session, person):
    with time_machine.travel(NOON, tick=False):
        event = operations.record(actor=person, subject="đơn:1", action="nộp", data={"z": 1, "ă": "á"})

    body = (
        '{"action":"nộp","actor_id":7,"actor_name":"Đỗ Thị Ánh","at_office":"2025-02-17T05:00:00.123456+00:00",'
        '"at_real":"2025-02-17T05:00:00.123456+00:00","data":"{\\"z\\":1,\\"ă\\":\\"á\\"}","organisation_id":3,'
        '"reason":"","role":"snv_intake","seq":1,"source":"","subject":"đơn:1","target":""}'
    )
    assert json.loads(body)["action"] == "nộp"
    assert event.hash == hashlib.sha256(("0" * 64 + body).encode()).hexdigest()


def test_both_clocks_are_written_down(session, person, tmp_path):
    clock.use(tmp_path / "clock.json")
    try:
        with time_machine.travel(datetime(2026, 11, 24, tzinfo=UTC), tick=False):
            clock.stand_at(NOON)
            event = operations.record(actor=person, subject="a:1", action="b")
    finally:
        clock.use(None)

    assert (event.at_office, event.at_real) == (NOON, datetime(2026, 11, 24, tzinfo=UTC))


def test_the_system_has_no_number_and_may_have_no_role(session, person):
    event = operations.record(
        actor=replace(person, user_id=None, told_name="Hệ thống", role=None, organisation_id=None),
        subject="a:1",
        action="remind",
    )
    session.commit()
    session.refresh(event)

    assert (event.actor_id, event.actor_name, event.role, event.organisation_id) == (None, "Hệ thống", "", None)
    assert queries.verify() == []


def test_several_events_of_one_transaction_follow_each_other(session, person):
    events = [operations.record(actor=person, subject="a:1", action=str(n)) for n in range(3)]

    assert [event.seq for event in events] == [1, 2, 3]
    assert [event.previous_hash for event in events] == [GENESIS, events[0].hash, events[1].hash]
    assert queries.verify() == []


def test_record_commits_nothing(session, person):
    operations.record(actor=person, subject="a:1", action="b")
    session.rollback()

    assert queries.head() == (0, GENESIS)


def test_the_chain_goes_on_after_a_savepoint_is_rolled_back(session, person):
    kept = operations.record(actor=person, subject="a:1", action="kept")
    with session.begin_nested() as savepoint:
        operations.record(actor=person, subject="a:1", action="lost")
        savepoint.rollback()
    after = operations.record(actor=person, subject="a:1", action="after")
    session.commit()

    assert (after.seq, after.previous_hash) == (2, kept.hash)
    assert queries.verify() == []


def test_an_event_costs_two_statements_and_the_first_on_postgresql_one_more(session, person, counted):
    operations.record(actor=person, subject="a:1", action="first")
    first = len(counted)
    operations.record(actor=person, subject="a:1", action="second")

    lock = 1 if db.engine.dialect.name == "postgresql" else 0
    assert (first, len(counted) - first) == (2 + lock, 2)


def test_nothing_that_is_not_plain_json_gets_into_the_chain(session, person):
    with pytest.raises(ValueError, match="not JSON compliant"):
        operations.record(actor=person, subject="a:1", action="b", data={"x": float("nan")})
    session.rollback()
    with pytest.raises(TypeError, match="not JSON serializable"):
        operations.record(actor=person, subject="a:1", action="b", data={"x": timedelta(1)})


def test_threads_that_append_at_once_leave_a_chain_without_gaps(app, person):
    threads, rounds = 6, 10
    start = Barrier(threads)

    def append(name):
        start.wait()
        for n in range(rounds):
            with app.app_context():
                operations.record(actor=person, subject=f"thread:{name}", action=f"{n}a")
                operations.record(actor=person, subject=f"thread:{name}", action=f"{n}b")
                if n % 4 == 3:
                    db.session.rollback()
                else:
                    db.session.commit()

    with ThreadPoolExecutor(threads) as pool:
        assert [*pool.map(append, range(threads))] == [None] * threads

    written = [f"{n}{half}" for n in range(rounds) if n % 4 != 3 for half in "ab"]
    db.session.rollback()
    assert queries.verify() == []
    assert queries.head()[0] == threads * len(written)
    assert [*db.session.scalars(text("SELECT seq FROM audit_event ORDER BY seq"))] == [
        *range(1, threads * len(written) + 1)
    ]
    for name in range(threads):
        assert [event.action for event in events_of(f"thread:{name}")] == written


def test_a_timeline_holds_one_subject_oldest_first(chain):
    assert [event.action for event in events_of("nomination:7")] == [f"step_{n}" for n in (1, 2, 3, 4, 6, 7, 8)]
    assert [event.action for event in events_of("nomination:9")] == ["step_5"]
    assert events_of("nomination:70") == []
