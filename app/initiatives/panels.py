"""What councils made of an author's initiatives, beside the author's case."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, select

from app.actor import Actor
from app.councils import rules
from app.councils.models import Council
from app.extensions import read_rows
from app.initiatives.models import Initiative, InitiativeAuthor, InitiativeSitting, InitiativeVote, Scope
from app.nominations.openings import Look, Panel, shows_panel
from app.nominees.models import NomineeKind
from workflows.award_province_1 import State
from workflows.facts import Vote

SCOPES = {Scope.BASE: "cơ sở", Scope.PROVINCE: "trong tỉnh"}
SHOWN = frozenset(
    {State.UNIT_CHECK, State.UNIT_COUNCIL, State.APPRAISAL, State.COUNCIL_SCHEDULED, State.COUNCIL_VOTING}
)


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
    )
    .join(InitiativeAuthor, InitiativeAuthor.initiative_id == Initiative.id)
    .join(InitiativeVote, InitiativeVote.initiative_id == Initiative.id)
    .join(InitiativeSitting, InitiativeSitting.id == InitiativeVote.sitting_id)
    .join(Council, Council.id == InitiativeSitting.council_id)
    .where(InitiativeAuthor.nominee_id == bindparam("nominee_id"), InitiativeSitting.void_reason == "")
    .order_by(InitiativeVote.id)
)


@shows_panel(order=85)
def of_the_author(look: Look, actor: Actor) -> Panel | None:  # noqa: ARG001 -- whoever sees the case
    if look.case.state not in SHOWN or look.case.nominee_kind != NomineeKind.INDIVIDUAL:
        return None
    rows = read_rows(_OF_AUTHOR, {"nominee_id": look.case.nominee_id}).all()
    found = [
        (row, _words(row.scope, Vote(agree=row.agree, members=row.members, pct=row.pct, strict=row.strict)))
        for row in rows
    ]
    return Panel("initiatives/_panel.html", {"found": found}) if found else None
