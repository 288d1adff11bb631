"""Cases move to a newer version of their process: planned, looked at, and then done, each in the log."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.actor import Actor
from app.casework import due_by, repin
from app.errors import Invalid, Refusal
from app.nominations.bulk import Outcome, attempt
from app.nominations.models import Nomination
from app.processes.queries import Definition

SHOWN = 20  # names in one sentence
NO_SUCH_STATE = "Phiên bản mới không có bước này: chọn lại trong danh sách."


@dataclass(frozen=True, kw_only=True)
class Move:
    """Which cases, between which versions, and which state of the newer one stands for each of the older."""

    source: Definition
    target: Definition
    mapping: Mapping[str, str]
    reason: str


@dataclass(frozen=True, kw_only=True)
class Step:
    """What would become of one case."""

    nomination: Nomination
    state_name: str  # as the newer version calls it
    due_at: datetime | None
    reasons: tuple[str, ...] = ()  # why it stays where it is


def plan(move: Move, cases: Sequence[Nomination]) -> list[Step]:
    """Chạy thử: every case with where it would stand; nothing is written."""
    _insist_on_mapping(move, cases)
    return [_step(move, case) for case in cases]


def carry_out(move: Move, cases: Sequence[Nomination], *, actor: Actor) -> list[Outcome]:
    """Move them, case by case; what cannot be moved any more is told with its reason."""
    _insist_on_mapping(move, cases)
    return [attempt(case, lambda case=case: _move(move, case, actor)) for case in cases]  # type: ignore[misc]


def _move(move: Move, case: Nomination, actor: Actor) -> None:
    if reasons := [*_reasons(move, case)]:
        raise Refusal("Chưa chuyển được hồ sơ.", reasons)
    repin(case, move.target, move.mapping, actor=actor, reason=move.reason)


def _step(move: Move, case: Nomination) -> Step:
    reasons = tuple(_reasons(move, case))
    if reasons:
        return Step(nomination=case, state_name=case.state_name, due_at=case.due_at, reasons=reasons)
    state = move.mapping.get(case.state, case.state)
    return Step(
        nomination=case,
        state_name=move.target.state_name(state),
        due_at=due_by(case, move.target, state),
    )


def _reasons(move: Move, case: Nomination) -> Iterator[str]:
    if (case.workflow_key, case.workflow_version) != (move.source.key, move.source.version):
        yield f"Hồ sơ không còn ở phiên bản {move.source.version} của quy trình này."


def _insist_on_mapping(move: Move, cases: Iterable[Nomination]) -> None:
    """A state that the newer version does not have needs one that stands for it; that a case came from, too."""
    known = {state.value for state in move.target.states}
    faults = {f"to_{old}": NO_SUCH_STATE for old, new in move.mapping.items() if new not in known}
    lost: dict[str, list[str]] = {}
    for case in cases:
        for state in {case.state, case.previous_state or case.state} - known - set(move.mapping):
            lost.setdefault(state, []).append(case.nominee_name)
    faults |= {f"to_{state}": f"Chọn bước thay cho bước này của: {_names(names)}." for state, names in lost.items()}
    if faults:
        raise Invalid(**faults)


def _names(names: Sequence[str]) -> str:
    more = len(names) - SHOWN
    return ", ".join(names[:SHOWN]) + (f" và {more} hồ sơ khác" if more > 0 else "")
