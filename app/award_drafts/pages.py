"""What the page of a draft lays out: what differs, what is in the way, each thing that can be changed."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.award_drafts import content, obstacles, trees
from app.award_drafts.models import AwardDraft
from app.award_drafts.telling import STATUSES
from app.awards import comparing, queries, saying
from app.awards.comparing import Part
from app.awards.models import AwardVersion


@dataclass(frozen=True)
class Row:
    """A criterion, a paper, a deadline: where it stands in the draft, and how it reads."""

    at: str
    title: str
    under: str


@dataclass(frozen=True, kw_only=True)
class Page:
    draft: AwardDraft
    version: AwardVersion  # as it would be
    status: str
    parts: Sequence[Part]
    obstacles: Sequence[str]
    criteria: Sequence[Row]
    papers: Sequence[Row]
    steps: Sequence[Row]


def of(draft: AwardDraft) -> Page:
    version, names = content.built(draft.content), queries.names()
    leaves = {leaf.code: leaf for leaf in version.leaves}
    return Page(
        draft=draft,
        version=version,
        status=STATUSES[draft.status],
        parts=comparing.compare(draft.base, version, names),
        obstacles=obstacles.every(draft) if draft.is_open else (),
        criteria=[
            Row(code, leaves[code].label, f"{saying.field(leaves[code].field, names)}: {saying.asks(leaves[code])}")
            for code in trees.leaves(draft.content)
        ],
        papers=[
            Row(str(at), item.doc_type.name, f"{item.copies} bản; {saying.needed(item)}")
            for at, item in enumerate(version.dossier)
        ],
        steps=[Row(str(at), step["what"], saying.term(step)) for at, step in enumerate(version.steps)],
    )
