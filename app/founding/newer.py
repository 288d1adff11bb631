"""Newer reference data for a site at work: what the files have more is added, what is published stays as it is.

Cases pin the version of an award, units and councils have worked by it, a resolution has brought a rule set into force:
none of these is changed by a file. Where one differs from its file it is named, and nothing more.
"""

import types
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import event, inspect
from sqlalchemy.orm import Session

from app import holidays
from app.actor import SYSTEM
from app.audit import operations as audit
from app.awards.models import (
    AwardVersion,
    BaseSalary,
    Criterion,
    DocType,
    DossierItem,
    Regime,
    RuleGroup,
    RuleSet,
    VoteRule,
)
from app.deadlines import recounting
from app.extensions import Model, db
from app.founding.reference import load_reference
from app.organisations.models import Block, Organisation
from app.rounds.models import Movement
from app.workdays import Holiday

NOTHING: Mapping[str, Any] = types.MappingProxyType({})
CALLED_BY = ("title", "name", "code", "valid_from")
ENDING = (AwardVersion, BaseSalary)
NAMES: dict[type[Model], str] = {
    AwardVersion: "Danh hiệu, hình thức",
    VoteRule: "Quy tắc bỏ phiếu",
    DocType: "Giấy tờ",
    BaseSalary: "Lương cơ sở",
    Regime: "Chế độ pháp lý",
    RuleSet: "Bộ tiêu chuẩn",
    RuleGroup: "Nhóm đối tượng",
    Block: "Khối thi đua",
    Organisation: "Cơ quan, đơn vị",
    Movement: "Phong trào thi đua",
    Holiday: "Ngày nghỉ",
}


@dataclass
class Brought:
    """What came of it, each thing by its name."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)  # published, and not as the file has it


def bring() -> Brought:
    """Safe to repeat; the caller commits."""
    brought = Brought()
    running = recounting.running()
    with _published_stays(brought):
        load_reference()
    recounting.follow(running, "Lịch nghỉ mới được nạp", actor=SYSTEM)
    brought.kept += [f"{NAMES[Holiday]}: {name}" for name in holidays.kept()]
    brought.changed = [name for name in brought.changed if name not in brought.added]
    for names in (brought.added, brought.changed, brought.kept):
        names[:] = dict.fromkeys(names)
    if brought.added or brought.changed:
        said = {"added": len(brought.added), "changed": len(brought.changed)}
        audit.record(actor=SYSTEM, subject="reference", action="load_reference", data=said)
    return brought


@contextmanager
def _published_stays(brought: Brought) -> Iterator[None]:
    session = db.session()

    def look(session: Session, *_: object) -> None:
        _undo(session, brought)

    event.listen(session, "before_flush", look)
    try:
        yield
    finally:
        event.remove(session, "before_flush", look)


def _undo(session: Session, brought: Brought) -> None:
    """Before anything is written: whatever touches what is published is forgotten, the rest is noted."""
    for row in [*session.deleted]:
        if (published := _published(session, row)) is not None:
            session.add(row)
            brought.kept.append(_as_it_stays(published))
    for row in [*session.new]:
        if (published := _published(session, row)) is not None:
            session.expunge(row)
            brought.kept.append(_as_it_stays(published))
        elif type(row) in NAMES:
            brought.added.append(_named(row))
    for row in [*session.dirty]:
        if session.is_modified(row):
            _undo_change(session, row, brought)


def _undo_change(session: Session, row: Model, brought: Brought) -> None:
    """Of what is published only the day it ends may be told later."""
    published = _published(session, row)
    if published is None:
        brought.changed += [_named(row)] if type(row) in NAMES else []
        return
    ends = row.valid_to if isinstance(row, ENDING) else None
    session.expire(row)
    if isinstance(row, ENDING) and ends is not None and row.valid_to is None:
        row.valid_to = ends
        brought.changed.append(_named(row))
        return
    brought.kept.append(_as_it_stays(published))


def _published(session: Session, row: object) -> Model | None:
    """The published thing that a row is, or is a part of."""
    match row:
        case AwardVersion() | VoteRule() | DocType() | BaseSalary() | Regime():
            return None if row in session.new else row
        case Criterion():
            return _published(session, row.award_version)
        case DossierItem():
            return _published(session, _version_of(session, row))
        case RuleSet():
            return row if row not in session.new and row.valid_from is not None else None
        case RuleGroup():
            return _published(session, session.get(RuleSet, row.rule_set_code))
    return None


def _version_of(session: Session, item: DossierItem) -> AwardVersion | None:
    if item not in session.new:
        return session.get(AwardVersion, item.award_version_id)
    pending = (row for row in (*session.new, *session.dirty) if isinstance(row, AwardVersion))
    return next((version for version in pending if item in version.dossier), None)


def _as_it_stays(row: Model) -> str:
    """By the name it has here, whatever the file would call it."""
    return _named(row, inspect(row).committed_state)


def _named(row: Any, had: Mapping[str, Any] = NOTHING) -> str:  # noqa: ANN401 -- a row of any of these
    column = next(column for column in CALLED_BY if hasattr(row, column))
    number = f" (bản {row.number})" if isinstance(row, AwardVersion) else ""
    return f"{NAMES[type(row)]}: {had.get(column, getattr(row, column))}{number}"
