"""Who may know what of a suspension: everybody who sees the case that there is one, few why, fewer by whose word."""

from app.actor import UNIT_ROLES, Actor
from app.documents.models import Paper
from app.nominations.reach import DEPARTMENT_ROLES
from app.nominations.timeline import keeps_why_for
from app.papers.queries import guards_paper
from workflows.paper_life_1 import State as PaperState
from workflows.vocabulary import Paper as PaperCode
from workflows.vocabulary import Role

OF_THE_REASON = UNIT_ROLES | DEPARTMENT_ROLES | {Role.VPUB, Role.CHAIRMAN}  # ground and reason; no council member
OF_THE_SOURCE = DEPARTMENT_ROLES  # number, day and agency of the paper it rests on
OF_THE_DRAFTS = DEPARTMENT_ROLES  # letters from their signature on; others once they are issued
OF_THE_FILES = frozenset({Role.BAN_HEAD, Role.BAN_DEPUTY, Role.SNV_DIRECTOR, Role.INSPECTOR})  # they tell who wrote

keeps_why_for(OF_THE_REASON, "suspend", "end_after_suspension")


@guards_paper(PaperCode.SUSPENSION_LETTER, PaperCode.RESULT_NOTICE)
def may_read(paper: Paper, actor: Actor) -> bool:
    if actor.role in OF_THE_DRAFTS:
        return True
    return actor.role in OF_THE_REASON and paper.state == PaperState.ISSUED
