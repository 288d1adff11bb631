"""What the page of a step asks for, told by its definition: papers, a confirmation, votes, a session, a number."""

from dataclasses import dataclass

from app.actor import Actor
from app.resolutions.customs import HDND, ISSUERS, UBND, Body
from workflows import resolution_guards_1 as guards
from workflows.engine import Guard, Transition
from workflows.vocabulary import Paper, Role

DRAFTS = frozenset({Paper.DRAFT_RESOLUTION, Paper.DRAFT_UBND_LETTER})  # have editions, no number
WITHOUT_NUMBER = DRAFTS | {  # are not registered
    Paper.OPINION_TABLE,
    Paper.FORWARDING_SLIP,
    Paper.UBND_MINUTES,
    Paper.HDND_MEETING_PAPERS,
    Paper.HDND_MINUTES,
    Paper.HDND_VOTE,
    Paper.INTAKE_RECEIPT,
    Paper.SENDING_SLIP,
}
# Which field of the page a condition stands beside. Of papers none does: each has a page of its own.
FIELDS = {
    guards.condition_is_confirmed: "is_confirmed",
    guards.vote_is_recorded: "agree",
    guards.vote_passes: "agree",
    guards.vote_fails: "agree",
    guards.enough_are_present: "present",
    guards.is_numbered: "number",
    guards.replacement_is_in_force: "effective_on",
    guards.next_session_is_set: "session_opens_on",
    guards.effect_is_late_enough: "effective_on",
}


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What one step wants of whoever takes it."""

    papers: tuple[Paper, ...]
    reason: bool
    confirmation: str  # the condition to confirm; "": none
    votes_of: Body | None
    presence_of: Body | None
    session: bool
    number: bool  # with the day it was passed and the day it takes effect
    replacement: bool


def of(step: Transition) -> Wanted:
    conditions = set(step.when)
    votes = guards.vote_is_recorded in conditions
    return Wanted(
        papers=tuple(paper for paper in step.papers if guards.has(paper) in conditions),
        reason=step.needs_reason,
        confirmation=_condition(step) if guards.condition_is_confirmed in conditions else "",
        votes_of=_body(step) if votes else None,
        presence_of=HDND if guards.enough_are_present in conditions else None,
        session=guards.next_session_is_set in conditions,
        number=guards.is_numbered in conditions,
        replacement=guards.replacement_is_in_force in conditions,
    )


def issuer(step: Transition, actor: Actor) -> str:
    """Whose paper it usually is: of whoever takes the step, also where another lays it ready."""
    of_others = [ISSUERS[role] for role in sorted(step.by) if role is not actor.role and role in ISSUERS]
    return of_others[0] if of_others else actor.organisation_name


def is_asked_on_the_page(condition: Guard, step: Transition) -> bool:
    """Whether what refuses can be put right on the page of the step."""
    if condition is guards.effect_is_late_enough:
        return guards.is_numbered in step.when
    return guards.is_entered(condition)


def _condition(step: Transition) -> str:
    said = step.condition or "hồ sơ đúng quy định"
    return f"{said[0].upper()}{said[1:]}"


def _body(step: Transition) -> Body:
    return UBND if Role.UBND_MEMBERS in step.by else HDND
