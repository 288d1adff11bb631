"""Errands: written with the change they follow, claimed by one runner, tried again later and later."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
import time_machine

from app import clock
from app.extensions import db, unit_of_work
from app.outbox import operations as outbox
from app.outbox.models import Errand, ErrandStatus
from app.outbox.operations import A_RUNNER_IS_LOST_AFTER, MOST_ATTEMPTS


@pytest.fixture
def real(app):
    with time_machine.travel(clock.real_now(), tick=False) as traveller:
        yield traveller


@pytest.fixture
def errand(app):
    made = outbox.put("tell", subject="nomination:7", role="unit_clerk", tên="Ánh")
    db.session.commit()
    return made


def test_an_errand_waits_from_the_moment_it_is_put(real, session, errand):
    session.expire_all()
    now = clock.real_now()

    assert (errand.kind, errand.subject, errand.payload) == (
        "tell",
        "nomination:7",
        {"role": "unit_clerk", "tên": "Ánh"},
    )
    assert (errand.status, errand.attempts, errand.not_before, errand.created_at) == ("waiting", 0, now, now)
    assert outbox.waiting() == [errand.id]


def test_an_errand_of_a_change_that_was_undone_never_was(session, app):
    outbox.put("tell", subject="nomination:7")
    session.rollback()

    assert outbox.waiting() == []


def test_who_claims_first_has_it(real, session, errand):
    claimed = outbox.claim(errand.id)

    assert (claimed.status, claimed.attempts) == (ErrandStatus.RUNNING, 1)
    assert claimed.not_before == clock.real_now() + A_RUNNER_IS_LOST_AFTER
    assert outbox.claim(errand.id) is None
    assert outbox.waiting() == []


def test_what_is_done_is_not_claimed_again(real, session, errand):
    outbox.finish(outbox.claim(errand.id))
    session.commit()
    real.shift(timedelta(days=1))

    assert (outbox.claim(errand.id), outbox.waiting(), errand.status) == (None, [], ErrandStatus.DONE)


@pytest.mark.parametrize(("waited", "found"), [(-1, False), (0, True)])
def test_the_errand_of_a_lost_runner_is_found_again(real, session, errand, waited, found):
    outbox.claim(errand.id)
    session.commit()
    real.shift(A_RUNNER_IS_LOST_AFTER + timedelta(seconds=waited))

    assert outbox.waiting() == ([errand.id] if found else [])


def test_each_try_waits_longer_and_the_last_gives_up(real, session, errand):
    waits = []
    for _ in range(MOST_ATTEMPTS):
        outbox.put_back(outbox.claim(errand.id), "Traceback: x" * 1000)
        session.commit()
        assert outbox.claim(errand.id) is None
        waits.append((errand.not_before - clock.real_now()).total_seconds())
        real.move_to(max(errand.not_before, clock.real_now()))

    assert waits[:-1] == [20, 80, 320, 1280, 5120]
    assert (errand.status, errand.attempts, len(errand.error)) == (ErrandStatus.FAILED, MOST_ATTEMPTS, 4000)
    real.shift(timedelta(days=30))
    assert (outbox.waiting(), outbox.claim(errand.id)) == ([], None)


def test_a_runner_that_dies_every_time_gives_up_too(real, session, errand):
    """An errand that kills its runner must not come back for ever."""
    for _ in range(MOST_ATTEMPTS):
        assert outbox.waiting() == [errand.id]
        outbox.claim(errand.id)
        session.commit()
        real.shift(A_RUNNER_IS_LOST_AFTER)

    assert outbox.waiting() == []
    session.commit()
    session.refresh(errand)
    assert (errand.status, errand.attempts) == (ErrandStatus.FAILED, MOST_ATTEMPTS)


def test_errands_are_done_in_the_order_they_were_put(session, app):
    ids = []
    for _ in range(5):
        errand = outbox.put("tell", subject="a:1")
        session.flush()
        ids.append(errand.id)

    assert (outbox.waiting(), outbox.waiting(most=2)) == (ids, ids[:2])


def test_of_many_runners_one_claims(app, errand):
    threads = 8
    start, errand_id = Barrier(threads), errand.id
    db.session.rollback()

    def claim(_):
        start.wait()
        with app.app_context(), unit_of_work():
            return outbox.claim(errand_id) is not None

    with ThreadPoolExecutor(threads) as pool:
        assert sorted(pool.map(claim, range(threads))) == [False] * (threads - 1) + [True]

    db.session.expire_all()
    assert db.session.get_one(Errand, errand_id).attempts == 1
