"""A run whose worker is killed in the middle goes on where it stood: nothing twice, nothing lost."""

import os
import signal
import subprocess
import sys

import pytest
from sqlalchemy import func, select

from app.audit import queries as audit
from app.audit.models import AuditEvent
from app.config import ROOT
from app.effects import runner
from app.extensions import db
from app.outbox import operations as outbox
from app.outbox.models import Errand, Notice
from app.runs.models import BulkItem, BulkRun, Outcome, Stage
from tests.runs.conftest import results
from workflows.award_province_1 import State

CASES, STOPPED_AT = 12, 8


def settled():
    number = db.session.scalar(select(func.count()).where(BulkItem.outcome == Outcome.DONE)) or 0
    db.session.rollback()
    return number


@pytest.mark.timeout(240)
def test_a_run_whose_worker_is_killed_goes_on_where_it_stood(house, tmp_path):
    cases = house.cases(CASES)
    run = house.prepared(cases)
    house.post(f"/runs/{run.id}/start")
    with subprocess.Popen(
        [sys.executable, "-m", "tests.effects.dying", f"{STOPPED_AT}"],
        cwd=ROOT,
        env={
            **os.environ,
            "VINHDANH_INSTANCE": str(tmp_path),
            "VINHDANH_DATABASE_URL": db.engine.url.render_as_string(hide_password=False),
        },
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout.readline() == b"here\n"
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert settled() == STOPPED_AT - 1

    outbox.take_back_all()  # as the server does at its start
    db.session.commit()
    runner.run_waiting()

    db.session.expire_all()
    assert db.session.get_one(BulkRun, run.id).stage is Stage.DONE
    assert [*results(run).values()] == [(Outcome.DONE.value, [])] * CASES
    assert {case.state for case in cases} == {State.DRAFT}
    steps = select(AuditEvent.subject).where(AuditEvent.action == "hand_back_to_drafter")
    assert sorted(db.session.scalars(steps)) == sorted(case.ref for case in cases)
    told = select(Errand.subject).where(Errand.kind == "tell_nominee")
    assert sorted(db.session.scalars(told)) == sorted(case.ref for case in cases)
    assert db.session.scalar(select(func.count()).where(Notice.subject == run.ref)) == 1
    assert audit.verify() == []
