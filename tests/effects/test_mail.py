"""A mail run that is killed: each person gets exactly one letter."""

import os
import signal
import subprocess
import sys
from collections import Counter
from email import message_from_bytes
from email.policy import default

import pytest

from app import clock
from app.config import ROOT
from app.effects import mail, runner
from app.extensions import db
from app.outbox import operations as outbox
from app.outbox.models import Errand, ErrandStatus

PEOPLE = 500
KILLED_AT = [(b"MAIL", 150), (b"HELO", 300)]  # in the middle of a letter; between two


def letters_to(number):
    for person in range(number):
        outbox.put(mail.SEND, subject="nomination:1", to=f"nguoi{person}@example.vn", about="Kết quả", text="Kính gửi")
    db.session.commit()


def arrived(postbox):
    """By Message-ID and person: how many."""
    read = (message_from_bytes(letter, policy=default) for letter in postbox.letters)
    return Counter((letter["Message-ID"], letter["To"]) for letter in read)


def killed_at(postbox, place, app, folder):
    """A runner of its own works until the server meets it there, and is no more."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.effects.dying"],
        cwd=ROOT,
        env={
            **os.environ,
            "VINHDANH_INSTANCE": str(folder),
            "VINHDANH_DATABASE_URL": app.config["SQLALCHEMY_DATABASE_URI"],
            "VINHDANH_MAIL_SERVER": app.config["MAIL_SERVER"],
            "VINHDANH_MAIL_FROM": app.config["MAIL_FROM"],
        },
    ) as process:
        postbox.at[place] = lambda: process.send_signal(signal.SIGKILL) or True
        assert process.wait() == -signal.SIGKILL


@pytest.mark.timeout(300)
@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
def test_of_five_hundred_letters_each_person_gets_exactly_one_though_the_runner_is_killed(app, postbox, tmp_path):
    letters_to(PEOPLE)

    for place in KILLED_AT:
        killed_at(postbox, place, app, tmp_path)
        outbox.take_back_all()  # as the server does at its start
        db.session.commit()
    assert 0 < len(postbox.letters) < PEOPLE
    runner.run_waiting()

    found = arrived(postbox)
    assert (len(found), {*found.values()}) == (PEOPLE, {1})
    assert len({to for _, to in found}) == PEOPLE
    assert {status for (status,) in db.session.query(Errand.status)} == {ErrandStatus.DONE}


def test_a_letter_whose_acceptance_was_never_heard_goes_again_under_the_same_name(app, postbox, session):
    """No program can know; who receives it can: the Message-ID is the same."""
    letters_to(1)
    postbox.at[b"DATA", 1] = lambda: True  # it is kept, and the line is cut before the answer

    assert runner.run_waiting() == 0
    errand = session.query(Errand).one()
    errand.not_before = clock.real_now()
    session.commit()
    assert runner.run_waiting() == 1

    assert [*arrived(postbox).values()] == [2]


def test_a_good_bye_that_fails_sends_no_second_letter(app, postbox):
    letters_to(1)
    postbox.at[b"QUIT", 1] = lambda: True

    assert (runner.run_waiting(), len(postbox.letters)) == (1, 1)
    assert runner.run_waiting() == 0
