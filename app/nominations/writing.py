"""The texts of a draft, each with a version of its own. Two colleagues on one draft lose nothing."""

from dataclasses import dataclass

from sqlalchemy import select

from app import clock
from app.actor import Actor
from app.extensions import db
from app.nominations import editing
from app.nominations.models import DraftField, DraftRevision, Nomination
from app.text import nfc


@dataclass(frozen=True, kw_only=True)
class TextEdit:
    value: str
    version: int  # of the text when the writer began


@dataclass(frozen=True)
class Saved:
    field: DraftField


@dataclass(frozen=True)
class Late:
    """Somebody was faster: both texts are kept, and the writer chooses."""

    mine: DraftRevision
    theirs: DraftField


def save_text(case: Nomination, key: str, edit: TextEdit, *, actor: Actor) -> Saved | Late:
    """Keep a text if nobody was faster; keep it beside the other one if somebody was."""
    db.session.refresh(case, ["state", "version"], with_for_update={"read": True})  # nobody sends the case on meanwhile
    editing.insist(case, may=editing.allowed(case, actor).text(key))
    field, text = _locked(case, key, actor), nfc(edit.value)
    if text == field.text:
        _settle(case, key, actor, contained_in=text, gave_way=edit.version == field.version)
        return Saved(field)
    if edit.version != field.version:
        return Late(_revision(case, field, edit, was_kept=False, actor=actor), field)
    _revision(case, field, edit, was_kept=True, actor=actor)
    field.text, field.version = text, field.version + 1
    field.updated_by_id, field.updated_at = actor.user_id or 0, clock.now()
    _settle(case, key, actor, contained_in=text)
    db.session.flush()
    return Saved(field)


def use(case: Nomination, late: DraftRevision, version: int, *, actor: Actor) -> Saved | Late:
    """Put a late text in the place of the one that was faster."""
    outcome = save_text(case, late.key, TextEdit(value=late.text, version=version), actor=actor)
    late.settled_at = clock.now()  # saved, or kept once more as a newer late one
    return outcome


def give_up(late: DraftRevision) -> None:
    """Leave a late text; it stays among the revisions."""
    late.settled_at = clock.now()


def _settle(case: Nomination, key: str, actor: Actor, *, contained_in: str, gave_way: bool = False) -> None:
    """A writer's late texts are done with when a saved one holds them, or when the writer took the other's."""
    waiting = select(DraftRevision).where(
        DraftRevision.nomination_id == case.id,
        DraftRevision.key == key,
        DraftRevision.author_id == actor.user_id,
        DraftRevision.was_kept.is_(False),
        DraftRevision.settled_at.is_(None),
    )
    for late in db.session.scalars(waiting):
        if gave_way or late.text in contained_in:
            late.settled_at = clock.now()


def _locked(case: Nomination, key: str, actor: Actor) -> DraftField:
    """The text as it is now, ours until the transaction ends."""
    newest = select(DraftField).where(DraftField.nomination_id == case.id, DraftField.key == key)
    found = db.session.scalars(newest.with_for_update(of=DraftField), execution_options={"populate_existing": True})
    field = found.one_or_none()
    if field is None:
        field = blank(key, actor.user_id or 0)
        case.fields.append(field)
        db.session.flush()
    return field


def blank(key: str, author_id: int) -> DraftField:
    return DraftField(key=key, text="", version=0, updated_by_id=author_id, updated_at=clock.now())


def _revision(case: Nomination, field: DraftField, edit: TextEdit, *, was_kept: bool, actor: Actor) -> DraftRevision:
    made = DraftRevision(
        nomination_id=case.id,
        key=field.key,
        base_version=edit.version,
        text=nfc(edit.value),
        was_kept=was_kept,
        author_id=actor.user_id,
        saved_at=clock.now(),
    )
    db.session.add(made)
    db.session.flush()
    return made
