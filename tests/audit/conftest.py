"""Somebody who acts, and a chain of what they did."""

from dataclasses import dataclass

import pytest
from sqlalchemy import text

from app import clock
from app.audit import operations


@pytest.fixture(autouse=True)
def real_time():
    """Office time is real time, whatever another test has left behind."""
    clock.use(None)


@dataclass(frozen=True)
class Person:
    user_id: int | None = 7
    told_name: str = "Đỗ Thị Ánh"
    role: str | None = "snv_intake"
    organisation_id: int | None = 3


@pytest.fixture
def person():
    return Person()


@pytest.fixture
def chain(session, person):
    """Eight rows, committed, the fifth of another subject."""
    for step in range(1, 9):
        operations.record(
            actor=person,
            subject="nomination:9" if step == 5 else "nomination:7",
            action=f"step_{step}",
            source=f"KN0{step - 1}",
            target=f"KN0{step}",
            reason=f"Lý do “{step}”",
            data={"lần": step, "tỷ lệ": 0.85, "trống": None},
        )
    session.commit()
    return [tuple(row) for row in session.execute(text("SELECT seq, hash FROM audit_event ORDER BY seq"))]
