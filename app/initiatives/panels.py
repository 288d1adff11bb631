"""What councils made of an author's initiatives, beside the author's case."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, bindparam, select

from app.actor import UNIT_ROLES, Actor
from app.councils import rules
from app.councils.models import Council
from app.extensions import read_rows
from app.initiatives import queries
from app.initiatives.models import Initiative, InitiativeAuthor, InitiativeSitting, InitiativeVote, Scope
from app.initiatives.words import ASK_FOR_THEM, SCOPES
from app.nominations.openings import Look, Panel, shows_panel
from app.nominations.reach import DEPARTMENT_ROLES
from app.nominees.models import NomineeKind
from workflows.award_province_1 import State
from workflows.facts import Vote

SHOWN = frozenset({State.UNIT_CHECK, State.UNIT_COUNCIL, State.COUNCIL_SCHEDULED, State.COUNCIL_VOTING})


@dataclass(frozen=True)
class Told:
    """One vote in words."""

    title: str
    council: str
    held_on: date
    words: str


def told(one: InitiativeVote) -> Told:
    return Told(one.initiative.title, one.sitting.council.name, one.sitting.held_on, _words(one.scope, one.vote))


def _words(scope: Scope, vote: Vote) -> str:
    what = "Thông qua" if vote.passes else "Không thông qua"
    return f"{what}, phạm vi {SCOPES[Scope(scope)]}. {rules.in_words(vote)}"


_OF_AUTHOR = (
    select(
        Initiative.id,
        Initiative.title,
        InitiativeAuthor.share,
        InitiativeVote.scope,
        InitiativeVote.agree,
        InitiativeVote.members,
        InitiativeVote.pct,
        InitiativeVote.strict,
        InitiativeSitting.held_on,
        Council.name.label("council"),
        queries.decided(InitiativeVote.scope).label("decision"),
    )
    .join(InitiativeAuthor, InitiativeAuthor.initiative_id == Initiative.id)
    .join(InitiativeVote, InitiativeVote.initiative_id == Initiative.id)
    .join(InitiativeSitting, InitiativeSitting.id == InitiativeVote.sitting_id)
    .join(Council, Council.id == InitiativeSitting.council_id)
    .where(InitiativeAuthor.nominee_id == bindparam("nominee_id"), InitiativeSitting.void_reason == "")
    .order_by(InitiativeVote.id)
)


def of_nominee(nominee_id: int) -> list[tuple[Row[Any], str]]:
    """Each vote that counts on an initiative of theirs, with its words."""
    rows = read_rows(_OF_AUTHOR, {"nominee_id": nominee_id}).all()
    return [(row, _words_of(row)) for row in rows]


def _words_of(row: Row[Any]) -> str:
    words = _words(row.scope, Vote(agree=row.agree, members=row.members, pct=row.pct, strict=row.strict))
    return f"{words}. Công nhận theo Quyết định số {row.decision}" if row.decision else words


@shows_panel(order=85)
def of_the_author(look: Look, actor: Actor) -> Panel | None:
    """Where a case is appraised its page has much to read already: there it is one click away."""
    case = look.case
    if case.nominee_kind != NomineeKind.INDIVIDUAL or case.award_version.award_code not in ASK_FOR_THEM:
        return None
    if case.state == State.APPRAISAL and actor.role in UNIT_ROLES | DEPARTMENT_ROLES:
        return Panel("initiatives/_link.html", {"nomination_id": case.id})
    found = of_nominee(case.nominee_id) if case.state in SHOWN else []
    return Panel("initiatives/_panel.html", {"found": found}) if found else None
