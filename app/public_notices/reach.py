"""Who sees a notice and its papers: Sở Nội vụ from the draft on, whoever decides on its names once they are issued."""

from app.actor import Actor
from app.documents.models import Paper
from app.extensions import db
from app.nominations.reach import CHAIRMAN_ROLES, DEPARTMENT_ROLES
from app.papers.queries import guards, guards_paper
from app.public_notices.models import PublicNotice
from workflows.paper_life_1 import State as PaperState
from workflows.vocabulary import Paper as PaperCode
from workflows.vocabulary import Sheet

OF_WHAT_IS_OUT = DEPARTMENT_ROLES | CHAIRMAN_ROLES


@guards(Sheet.NOTICE)
def may_see(notice_id: int, actor: Actor) -> bool:
    return actor.role in OF_WHAT_IS_OUT and db.session.get(PublicNotice, notice_id) is not None


@guards_paper(PaperCode.PEOPLE_NOTICE, PaperCode.PUBLIC_NOTICE_REPORT)
def may_read(paper: Paper, actor: Actor) -> bool:
    return actor.role in DEPARTMENT_ROLES or paper.state == PaperState.ISSUED
