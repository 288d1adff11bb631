"""Launch a movement (phát động phong trào thi đua), change it, close it. What the letter says of one stays."""

import secrets
from dataclasses import dataclass
from datetime import date

from app import clock, versions
from app.actor import Actor
from app.audit import operations as audit
from app.errors import Refusal, refuse_all
from app.extensions import db
from app.rounds.models import Movement

ENDS_EARLY = "Ngày cuối không thể trước ngày đầu."
CLOSED = "Phong trào này đã kết thúc: không sửa được nữa."


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What may be said of any movement."""

    launched_by: str
    plan: str
    problem: str
    version: int = 1


@dataclass(frozen=True, kw_only=True)
class Launch(Plan):
    """And of one that the letter does not name."""

    name: str
    source: str
    valid_from: date | None
    valid_to: date | None


def launch(told: Launch, *, actor: Actor) -> Movement:
    audit.take_the_pen()
    movement = Movement(code=secrets.token_hex(8), is_by_hand=True, version=1)
    _name(movement, told)
    _plan(movement, told)
    db.session.add(movement)
    db.session.flush()
    movement.code = f"PT-{movement.id:03}"
    audit.record(actor=actor, subject=movement.ref, action="launch_movement", data=_said(movement))
    return movement


def change(movement: Movement, told: Plan, *, actor: Actor) -> None:
    """`told`: a `Launch` for a movement that was entered here; of the others name, source and dates stay."""
    typed = {"Cơ quan phát động": told.launched_by, "Vấn đề cần giải quyết": told.problem, "Kế hoạch": told.plan}
    versions.insist(movement.ref, seen=told.version, now=movement.version, typed=typed)
    _insist_runs(movement)
    before = _said(movement)
    if isinstance(told, Launch) and movement.is_by_hand:
        _name(movement, told)
    _plan(movement, told)
    versions.touch(movement, by="name")
    audit.record(
        actor=actor, subject=movement.ref, action="change_movement", data={"before": before, "after": _said(movement)}
    )


def close(movement: Movement, reason: str, *, seen: int, actor: Actor) -> None:
    """Kết thúc: no new case answers it; those that do keep it."""
    versions.insist(movement.ref, seen=seen, now=movement.version, typed={"Lý do": reason})
    _insist_runs(movement)
    movement.closed_on, movement.closing_reason = clock.today(), reason
    db.session.flush()
    audit.record(actor=actor, subject=movement.ref, action="close_movement", reason=reason)


def _insist_runs(movement: Movement) -> None:
    if movement.closed_on is not None:
        raise Refusal("Chưa sửa được.", [CLOSED])


def _name(movement: Movement, told: Launch) -> None:
    first, last = told.valid_from, told.valid_to
    refuse_all(valid_to=ENDS_EARLY if first and last and last < first else None)
    movement.name, movement.source = told.name, told.source
    movement.valid_from, movement.valid_to = first, last


def _plan(movement: Movement, told: Plan) -> None:
    movement.launched_by, movement.plan, movement.problem = told.launched_by, told.plan, told.problem


def _said(movement: Movement) -> dict[str, object]:
    return {
        "name": movement.name,
        "source": movement.source,
        "from": movement.valid_from.isoformat() if movement.valid_from else "",
        "to": movement.valid_to.isoformat() if movement.valid_to else "",
        "launched_by": movement.launched_by,
        "plan": movement.plan,
        "problem": movement.problem,
    }
