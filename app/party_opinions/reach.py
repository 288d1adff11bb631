"""Who reads the letter to Ban Thường vụ Tỉnh ủy among a case's papers: Sở Nội vụ alone."""

from app.actor import Actor
from app.documents.models import Paper
from app.nominations.reach import DEPARTMENT_ROLES
from app.papers.queries import guards_paper
from workflows.vocabulary import Paper as PaperCode


@guards_paper(PaperCode.CONSULTATION_REQUEST)
def may_read(_: Paper, actor: Actor) -> bool:
    return actor.role in DEPARTMENT_ROLES
