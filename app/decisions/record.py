"""What stands behind each name of a list, for those who check and sign it: votes, appraisal, hiệp y and money."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from app import clock
from app.appraisals.models import Consultation
from app.appraisals.queries import RESULTS
from app.audit.models import AuditEvent
from app.awards import money
from app.councils import rules
from app.councils.models import Body, Meeting
from app.councils.votes import votes_on
from app.decisions import findings, queries
from app.decisions.models import Proposal, ProposalItem
from app.extensions import read_rows
from app.nominations.models import Nomination
from workflows.facts import Vote


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One name of the list as it is read before a signature is given."""

    item: ProposalItem
    votes: tuple[tuple[str, str], ...]  # "Hội đồng tỉnh", "14/15 phiếu (93,33%)"
    appraisal: str
    consultations: tuple[Consultation, ...]
    bonus: int | None  # đồng; None where the law fixes no sum


def entries(proposal: Proposal) -> list[Entry]:
    """In the order of the list, with as many statements for one name as for all."""
    items = queries.listed_items(proposal)
    cases = [item.nomination for item in items]
    votes, appraised, bonuses = votes_on(case.id for case in cases), _appraised(cases), _bonuses(proposal, items)
    asked = defaultdict(list)
    for consultation in findings.asked_about(cases):
        asked[consultation.nomination_id].append(consultation)
    return [
        Entry(
            item=item,
            votes=tuple(_told(*voted) for voted in votes.get(item.nomination_id, ())),
            appraisal=appraised.get(item.nomination.ref, ""),
            consultations=tuple(asked[item.nomination_id]),
            bonus=bonuses[item.nomination_id],
        )
        for item in items
    ]


def total(listed: Sequence[Entry]) -> int | None:
    """None where the law fixes no sum for anybody."""
    sums = [entry.bonus for entry in listed if entry.bonus is not None]
    return sum(sums) if sums else None


def _told(meeting: Meeting, vote: Vote) -> tuple[str, str]:
    council = "Hội đồng tỉnh" if meeting.council.is_provincial else "Hội đồng đơn vị"
    body = f"Thường trực {council}" if meeting.body is Body.STANDING else council
    return body, rules.votes(vote)


def _appraised(cases: Sequence[Nomination]) -> Mapping[str, str]:
    """How the last appraisal of each case ended, by its ref."""
    ended = (
        select(AuditEvent.subject, AuditEvent.action)
        .where(AuditEvent.subject.in_([case.ref for case in cases]), AuditEvent.action.in_(RESULTS))
        .order_by(AuditEvent.seq)
    )
    return {subject: RESULTS[action] for subject, action in read_rows(ended).tuples()}


def _bonuses(proposal: Proposal, items: Sequence[ProposalItem]) -> Mapping[int, int | None]:
    """By nomination: as decided, else the money of today."""
    if proposal.decision is not None:
        return {item.nomination_id: item.bonus for item in proposal.decision.items}
    subjects = {item.nomination.subject for item in items}
    today = {one: money.bonus(proposal.award_version, one, clock.today()) for one in subjects}
    return {item.nomination_id: today[item.nomination.subject] for item in items}
