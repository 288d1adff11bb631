"""Who may see handovers and deposits, and the papers they leave: closer than the decision they belong to."""

from functools import cache

from sqlalchemy import Select, false, or_, select

from app.actor import UNIT_ROLES, Actor
from app.decisions.reach import AT_UBND
from app.deliveries.models import Deposit, Handover
from app.documents.models import Paper
from app.extensions import OWN_UNIT, is_there
from app.nominations.reach import DEPARTMENT_ROLES
from app.papers import queries as papers
from workflows.vocabulary import Paper as PaperCode
from workflows.vocabulary import Role


def handovers_visible_to(actor: Actor) -> Select[tuple[Handover]]:
    """A unit sees what it fetched itself."""
    return handovers_seen_as(actor.role).params(own_unit=actor.organisation_id)


@cache
def handovers_seen_as(role: Role | None) -> Select[tuple[Handover]]:
    if role in DEPARTMENT_ROLES | AT_UBND | {Role.ACCOUNTANT}:
        return select(Handover)
    return select(Handover).where(Handover.unit_id == OWN_UNIT if role in UNIT_ROLES else false())


def deposits_visible_to(actor: Actor) -> Select[tuple[Deposit]]:
    """An index names what was said of others, so it stays at Sở Nội vụ."""
    return select(Deposit) if actor.role in DEPARTMENT_ROLES else select(Deposit).where(false())


@papers.guards_paper(PaperCode.HANDOVER_MINUTES, PaperCode.PAYMENT_VOUCHER, is_elsewhere=True)
def may_see_handover_paper(paper: Paper, actor: Actor) -> bool:
    own = or_(Handover.minutes_id == paper.id, Handover.payment_list_id == paper.id)
    return is_there(handovers_visible_to(actor).where(own))


@papers.guards_paper(PaperCode.ARCHIVE_INDEX, is_elsewhere=True)
def may_see_index(_: Paper, actor: Actor) -> bool:
    return actor.role in DEPARTMENT_ROLES
