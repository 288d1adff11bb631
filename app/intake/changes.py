"""What a unit changed since it was asked: of each named item the text before and after, and the files put since."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from app.extensions import read_rows
from app.intake import nameable
from app.intake.models import Supplement, SupplementItem
from app.nominations import sections
from app.nominations.models import DraftRevision, Evidence, Nomination


@dataclass(frozen=True, kw_only=True)
class Change:
    is_text: bool
    before: str | None  # None: not known, or as it is now
    after: str
    files: tuple[Evidence, ...]


def since(supplement: Supplement, nomination: Nomination) -> Mapping[int, Change]:
    """By the id of the item."""
    before = _texts_when_asked(supplement)
    return {item.id: _change(item, supplement, nomination, before) for item in supplement.items}


def _change(item: SupplementItem, asked: Supplement, nomination: Nomination, before: Mapping[str, str]) -> Change:
    is_text = nameable.shape(item) == nameable.TEXT
    after = sections.text_of(nomination, item.key) if is_text else ""
    was = before.get(item.key) if is_text else None
    return Change(
        is_text=is_text,
        before=was if was != after else None,
        after=after,
        files=tuple(paper for paper in nomination.evidence if _was_put(paper, item, asked)),
    )


def _was_put(paper: Evidence, item: SupplementItem, asked: Supplement) -> bool:
    is_of_item = item.kind == nameable.PAPER and paper.doc_code == item.key
    return is_of_item and paper.removed_at is None and paper.added_at >= asked.asked_at


def _texts_when_asked(supplement: Supplement) -> Mapping[str, str]:
    """By the key of the text, from what was saved before; a text that was never saved is not there."""
    keys = [item.key for item in supplement.items if nameable.shape(item) == nameable.TEXT]
    saved = (
        select(DraftRevision.key, DraftRevision.text)
        .where(
            DraftRevision.nomination_id == supplement.nomination_id,
            DraftRevision.key.in_(keys),
            DraftRevision.was_kept,
            DraftRevision.saved_at < supplement.asked_at,
        )
        .order_by(DraftRevision.id)
    )
    return dict(read_rows(saved).tuples().all())
