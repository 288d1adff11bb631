"""Every errand once, whoever falls over in between."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from threading import Barrier

import pytest
import time_machine
from pysqlite3 import dbapi2
from sqlalchemy import select

from app import clock
from app.casework import begin
from app.config import ROOT
from app.documents import render
from app.documents.store import Store
from app.effects import bell, mail, runner, work
from app.effects.bell import Bell
from app.extensions import db
from app.outbox import operations as outbox
from app.outbox.models import ErrandStatus, Notice
from app.outbox.operations import A_RUNNER_IS_LOST_AFTER
from tests import builders
from tests.patience import wait_until
from tests.test_casework import paper_of
from workflows.vocabulary import Role


@pytest.fixture
def done(monkeypatch):
    """What was done, by a kind of errand of our own."""
    log = []
    monkeypatch.setitem(runner._works, "note", lambda errand: log.append(errand.id))
    return log


def put(kind="note", **payload):
    errand = outbox.put(kind, subject="test:1", **payload)
    db.session.commit()
    return errand


def status_of(errand):
    db.session.expire_all()
    return errand.status, errand.attempts


def test_all_that_waits_is_done_once(app, done):
    ids = [put().id for _ in range(5)]

    assert (runner.run_waiting(), runner.run_waiting()) == (5, 0)
    assert done == ids


def test_an_errand_that_fails_waits_and_the_others_go_on(app, done, monkeypatch):
    def fail(errand):
        builders.user(username="lost")
        raise OSError("mất mạng")

    monkeypatch.setitem(runner._works, "bad", fail)
    bad, good = put("bad"), put()

    assert runner.run_waiting() == 1
    assert (status_of(bad), status_of(good)) == ((ErrandStatus.WAITING, 1), (ErrandStatus.DONE, 1))
    assert "OSError: mất mạng" in bad.error
    assert db.session.scalars(select(builders.User.username)).all() == []


def test_an_errand_nobody_knows_waits_for_somebody_who_does(app):
    errand = put("unheard-of")

    assert (runner.run_waiting(), status_of(errand)) == (0, (ErrandStatus.WAITING, 1))


def test_a_failing_errand_is_shown_to_the_administrator_in_the_end(app, monkeypatch):
    monkeypatch.setitem(runner._works, "bad", lambda _: 1 / 0)
    errand = put("bad")
    with time_machine.travel(clock.real_now(), tick=False) as real:
        for _ in range(outbox.MOST_ATTEMPTS):
            runner.run_waiting()
            real.shift(7200)

    assert status_of(errand) == (ErrandStatus.FAILED, outbox.MOST_ATTEMPTS)
    assert "ZeroDivisionError" in errand.error


def test_many_runners_never_do_one_errand_twice(app, done):
    ids = [put().id for _ in range(12)]
    threads = 4
    start = Barrier(threads)
    db.session.rollback()

    def run(_):
        start.wait()
        with app.app_context():
            return runner.run_waiting()

    with ThreadPoolExecutor(threads) as pool:
        ran = [*pool.map(run, range(threads))]

    assert sum(ran) == 12
    assert sorted(done) == ids


def test_a_runner_that_is_told_to_leave_leaves_the_rest_waiting(app, done):
    first, *rest = [put() for _ in range(3)]

    assert runner.run_waiting(lambda: bool(done)) == 1
    assert [status_of(errand) for errand in (first, *rest)] == [
        (ErrandStatus.DONE, 1),
        (ErrandStatus.WAITING, 0),
        (ErrandStatus.WAITING, 0),
    ]


def test_what_is_left_to_print_is_known_while_it_is_printed(app, done, monkeypatch):
    left = []
    monkeypatch.setitem(runner._works, runner.PRINTING, lambda _: left.append(runner.papers_left()))
    for kind in ("note", runner.PRINTING, runner.PRINTING):
        put(kind)
    runner.run_waiting()

    assert (left, runner.papers_left(), len(done)) == ([2, 1], 0, 1)


def test_what_was_given_up_can_be_tried_again(app, done, monkeypatch):
    errand, finished = put(), put()
    for kept, status in ((errand, ErrandStatus.FAILED), (finished, ErrandStatus.DONE)):
        kept.status, kept.attempts = status, outbox.MOST_ATTEMPTS
    db.session.commit()

    assert (outbox.try_again(), runner.run_waiting(), done) == (1, 1, [errand.id])
    assert status_of(errand) == (ErrandStatus.DONE, 1)


@pytest.fixture
def printing(app, monkeypatch):
    """An errand that prints a paper; what the printer does is the test's own."""
    paper = paper_of(builders.organisation("SNV", "Sở Nội vụ"))
    begin(paper, "paper")
    db.session.add(paper)
    db.session.flush()
    errand = outbox.put(runner.PRINTING, subject=paper.ref)
    db.session.commit()
    monkeypatch.setattr(work, "read", lambda _, content: content)
    return errand, paper


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
def test_people_can_save_while_a_paper_is_printed(printing, app, monkeypatch):
    """SQLite has one writer at a time, and a long list takes its time."""
    errand, paper = printing
    monkeypatch.setattr(render, "pdf_of", write_meanwhile)

    assert (runner.run_waiting(), status_of(errand)) == (1, (ErrandStatus.DONE, 1)), errand.error
    assert Store(app.config["PAPERS_FOLDER"]).path_of(paper.rendering).read_bytes() == b"%PDF"


def test_papers_wait_for_a_machine_that_can_print_however_long(printing, monkeypatch, caplog):
    errand, paper = printing
    monkeypatch.setattr(render, "pdf_of", lambda _: (_ for _ in ()).throw(render.PrintingUnavailable))
    for day in range(outbox.MOST_ATTEMPTS + 1):
        with time_machine.travel(clock.real_now() + timedelta(days=day), tick=False):
            assert (runner.run_waiting(), runner.run_waiting()) == (0, 0)
    assert (status_of(errand), "Pango" in errand.error, caplog.records) == ((ErrandStatus.WAITING, 0), True, [])

    monkeypatch.setattr(render, "pdf_of", lambda _: b"%PDF")
    with time_machine.travel(clock.real_now() + timedelta(days=30), tick=False):
        assert runner.run_waiting() == 1
    assert status_of(errand) == (ErrandStatus.DONE, 1)
    assert paper.rendering is not None


def write_meanwhile(_):
    with closing(dbapi2.connect(db.engine.url.database, timeout=0)) as somebody:
        somebody.execute("BEGIN IMMEDIATE")  # raises at once if the printer holds the lock
    return b"%PDF"


DIES = """
import os, sys
from pathlib import Path
from app import create_app
from app.effects import runner
folder = Path(sys.argv[2])
app = create_app(SQLALCHEMY_DATABASE_URI=sys.argv[1], INSTANCE_FOLDER=folder, PAPERS_FOLDER=folder)
def hang(errand):
    print("claimed", flush=True)
    sys.stdin.read()
runner._works["note"] = hang
with app.app_context():
    runner.run_waiting()
"""


def test_an_errand_whose_runner_was_killed_is_found_and_done_once(app, done, tmp_path):
    errand = put()
    db.session.rollback()
    with subprocess.Popen(
        [sys.executable, "-c", DIES, app.config["SQLALCHEMY_DATABASE_URI"], str(tmp_path)],
        cwd=ROOT,
        env={**os.environ, "VINHDANH_INSTANCE": str(tmp_path)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout.readline() == b"claimed\n"
        process.send_signal(signal.SIGKILL)
        process.wait()

    assert status_of(errand) == (ErrandStatus.RUNNING, 1)
    assert (runner.run_waiting(), done) == (0, [])
    with time_machine.travel(clock.real_now() + A_RUNNER_IS_LOST_AFTER, tick=False):
        assert (runner.run_waiting(), runner.run_waiting()) == (1, 0)
    assert (done, status_of(errand)) == ([errand.id], (ErrandStatus.DONE, 2))


# The bell


@pytest.fixture
def hung(app, monkeypatch):
    """A bell that answers in this process, without its sweep."""
    monkeypatch.setattr(bell, "SWEEP_EVERY", 3600)
    made = Bell(app)
    made.hang()
    yield made
    made.take_down()


def test_the_bell_rings_after_the_commit(hung, done):
    errand = outbox.put("note", subject="test:1")
    db.session.flush()
    assert len(hung.huey) == 0
    db.session.commit()

    assert wait_until(lambda: done == [errand.id])


def test_the_bell_is_silent_after_a_rollback(hung, done):
    rung = []
    hung._ring = lambda: rung.append(1)
    outbox.put("note", subject="test:1")
    db.session.flush()
    db.session.rollback()
    builders.user()
    db.session.commit()

    assert rung == []


def test_a_commit_without_errands_rings_no_bell(hung):
    rung = []
    hung._ring = lambda: rung.append(1)
    builders.user()
    db.session.commit()
    outbox.put("note", subject="test:1")
    db.session.commit()

    assert rung == [1]


def test_a_bell_that_does_not_ring_loses_nothing(hung, done):
    def fall():
        raise OSError("disk full")

    hung._ring = fall
    errand = put()

    assert (runner.run_waiting(), done) == (1, [errand.id])


def test_the_sweep_finds_what_no_bell_rang_for(app, done, monkeypatch):
    monkeypatch.setattr(bell, "SWEEP_EVERY", 0.05)
    errand = put()
    swept = Bell(app)
    swept.hang()
    try:
        assert wait_until(lambda: done == [errand.id])
        assert swept.is_alive()
    finally:
        swept.take_down()
    assert not swept.is_alive()


# Notices


@pytest.fixture
def told(app):
    """Two clerks, one of them twice; a clerk elsewhere; the errand that tells the intake officer."""
    office = builders.organisation("SNV", "Sở Nội vụ")
    one, two = builders.user("Bá Văn Tư"), builders.user("Chamaléa Thị Lệ")
    for holder in (one, two, one):
        builders.appointment(Role.INTAKE_OFFICER, office, holder)
    builders.appointment(Role.UNIT_HEAD, office)
    paper = paper_of(office)
    begin(paper, "paper")
    db.session.add(paper)
    db.session.flush()
    errand = outbox.put("tell", subject=paper.ref, role=Role.INTAKE_OFFICER.value, step="present", reason="")
    db.session.commit()
    return errand, [one.id, two.id]


def notices():
    return [*db.session.scalars(select(Notice.user_id).order_by(Notice.user_id))]


def test_everybody_who_holds_the_role_is_told_once(told):
    errand, people = told
    assert runner.run_waiting() == 1
    work.tell(errand)
    db.session.commit()

    assert notices() == people
    assert {*db.session.scalars(select(Notice.text))} == {"Trình ký: Thử."}


def test_a_notice_half_written_is_not_written_twice(told, monkeypatch):
    """The runner falls after the work and before the commit; the next one begins anew."""
    _, people = told
    real = outbox.finish
    monkeypatch.setattr(outbox, "finish", lambda _: 1 / 0)
    runner.run_waiting()
    assert notices() == []
    monkeypatch.setattr(outbox, "finish", real)
    with time_machine.travel(clock.real_now() + A_RUNNER_IS_LOST_AFTER):
        assert runner.run_waiting() == 1

    assert notices() == people


# Mail


LETTER = {"to": "anh@example.vn", "about": "Bằng khen: Đã trình", "text": "Kính gửi Bà Ánh,\n\n.một\n"}


@pytest.fixture
def letter(app):
    made = outbox.put(mail.SEND, subject="nomination:1", **LETTER)
    db.session.commit()
    return made


def test_a_letter_arrives_as_it_was_written_and_its_errand_is_done(postbox, letter):
    assert (runner.run_waiting(), status_of(letter)) == (1, (ErrandStatus.DONE, 1))

    arrived = message_from_bytes(postbox.letters[0], policy=default)
    assert {name: arrived[name] for name in ("From", "To", "Subject", "Message-ID", "Auto-Submitted")} == {
        "From": "tdkt@ninhthuan.gov.vn",
        "To": "anh@example.vn",
        "Subject": "Bằng khen: Đã trình",
        "Message-ID": f"<errand-{letter.id}@ninhthuan.gov.vn>",
        "Auto-Submitted": "auto-generated",
    }
    assert "Kính gửi Bà Ánh," in arrived.get_content()


def test_a_letter_that_was_written_waits_for_a_server_that_was_taken_away(app, letter):
    app.config["MAIL_SERVER"] = ""

    assert (runner.run_waiting(), status_of(letter)) == (0, (ErrandStatus.WAITING, 0))


def test_a_server_that_is_down_is_an_error_the_errand_waits_for(app, letter):
    app.config["MAIL_SERVER"] = "127.0.0.1:1"

    assert (runner.run_waiting(), status_of(letter)) == (0, (ErrandStatus.WAITING, 1))


def test_a_nominee_reads_what_was_decided_and_why_and_the_clerk_is_told_once(app, postbox):
    unit = builders.organisation()
    award = builders.award()
    case = builders.nomination(unit, award, builders.award_round(award), "Chamaléa Thị Sương")
    case.nominee.email = "suong@example.vn"
    clerk = builders.appointment(Role.UNIT_CLERK, unit).user_id
    reason = "Thành tích chưa đủ hai năm."
    outbox.put("tell", subject=case.ref, role=Role.UNIT_CLERK, step="refuse_by_chairman", reason=reason)
    outbox.put("tell_nominee", subject=case.ref, step="refuse_by_chairman", reason=reason)
    db.session.commit()

    assert runner.run_waiting() == 3

    what = "Chủ tịch UBND tỉnh không đồng ý khen thưởng"
    told = f"{what}: Chamaléa Thị Sương – {award.name}. Lý do: Thành tích chưa đủ hai năm."
    letter = message_from_bytes(postbox.letters[0], policy=default)
    assert (letter["To"], letter["Subject"]) == ("suong@example.vn", f"{award.name}: {what}")
    assert letter.get_content().splitlines() == [
        "Kính gửi Bà Chamaléa Thị Sương,",
        "",
        told,
        "",
        unit.name,
    ]
    assert db.session.execute(select(Notice.user_id, Notice.text)).all() == [
        (clerk, f"{told} Báo cho Chamaléa Thị Sương biết.")
    ]


def test_where_only_the_nominee_is_told_the_clerk_is_asked_to_pass_it_on(app):
    unit = builders.organisation()
    award = builders.award()
    case = builders.nomination(unit, award, builders.award_round(award), "Chamaléa Thị Sương")
    builders.appointment(Role.UNIT_CLERK, unit)
    outbox.put("tell_nominee", subject=case.ref, step="hand_back_to_drafter", reason="")
    db.session.commit()

    assert runner.run_waiting() == 1
    assert [text for (text,) in db.session.execute(select(Notice.text))] == [
        "Báo cho Chamaléa Thị Sương: Hồ sơ được trả lại để hoàn thiện."
    ]
