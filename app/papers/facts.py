"""What a paper's own workflow asks, and who acts on papers: the sheet's steps say more closely who may do what."""

from collections.abc import Set as AbstractSet

from app.actor import Actor
from app.casework import teach
from app.documents.models import Paper
from workflows.facts import PaperFacts
from workflows.vocabulary import Role


def of_paper(paper: Paper) -> PaperFacts:
    return PaperFacts(has_number=paper.number is not None, has_signed_copy=paper.signed_copy_id is not None)


def roles_of(_: Paper, actor: Actor) -> AbstractSet[Role]:
    return frozenset({actor.role}) if actor.role else frozenset()


teach(Paper, facts=of_paper, roles=roles_of)
