"""Who reads what an appraisal ends with: its report whoever judges on, the letter back the unit once it is out."""

from app.actor import Actor
from app.documents.models import Paper
from app.nominations.reach import COUNCIL_ROLES, DEPARTMENT_ROLES
from app.papers.queries import guards_paper
from workflows.paper_life_1 import State as PaperState
from workflows.vocabulary import Paper as PaperCode
from workflows.vocabulary import Role

OF_THE_REPORT = DEPARTMENT_ROLES | COUNCIL_ROLES | {Role.VPUB, Role.CHAIRMAN}


@guards_paper(PaperCode.APPRAISAL_REPORT)
def may_read_report(_: Paper, actor: Actor) -> bool:
    return actor.role in OF_THE_REPORT


@guards_paper(PaperCode.RETURN_LETTER)
def may_read_letter(paper: Paper, actor: Actor) -> bool:
    return actor.role in DEPARTMENT_ROLES or (actor.is_of_unit and paper.state == PaperState.ISSUED)
