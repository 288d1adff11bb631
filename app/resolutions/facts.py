"""What the guards of a resolution's steps may ask, gathered from its rows."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select

from app import clock
from app.casework import teach
from app.extensions import db, read_rows
from app.resolutions.customs import QUORUM
from app.resolutions.models import Comment, Inquiry, InquiryStatus, Resolution, ResolutionPaper, ResolutionStep
from app.resolutions.reach import roles_of
from workflows.engine import Workflow
from workflows.facts import ResolutionFacts, Share, Vote
from workflows.vocabulary import DaysKind, Paper


def of_resolution(resolution: Resolution) -> ResolutionFacts:
    taking = _taking(resolution.id)
    return ResolutionFacts(
        today=clock.today(),
        papers=frozenset(put_down(resolution.id)),
        condition_is_confirmed=taking is not None and taking.is_confirmed,
        vote=_vote(taking),
        present=_present(taking),
        number=resolution.number,
        passed_on=resolution.passed_on,
        effective_on=resolution.effective_on,
        replaced_on=resolution.superseded_on,
        assignment_is_recorded=bool(resolution.assignment_number),
        is_shortened=bool(resolution.shortened_ground),
        posted_on=resolution.posted_on,
        posted_until=posted_until(resolution),
        appraisal_is_on_file=_is_on_file(resolution.id, Paper.LEGAL_APPRAISAL_REPORT),
        session_name=resolution.session_name,
        session_opens_on=resolution.session_opens_on,
        latest_on=latest_on(resolution),
        received_on=clock.local(resolution.state_since).date(),
        days_to_effect=days_to_effect(resolution),
        **_consultation(resolution),
    )


def latest_on(resolution: Resolution, state: str | None = None) -> date | None:
    """The last day that is early enough before the session, for the step that leads on from the state."""
    days = _days(resolution.workflow, state or resolution.state, DaysKind.BEFORE_SESSION)
    if resolution.session_opens_on is None or days is None:
        return None
    return resolution.session_opens_on - timedelta(days=days)


def posted_until(resolution: Resolution) -> date | None:
    """The first day on which the draft has stood on the portal as long as it must."""
    days = _days(resolution.workflow, resolution.state, DaysKind.AT_LEAST)
    return resolution.posted_on + timedelta(days=days) if resolution.posted_on and days else None


def days_to_effect(resolution: Resolution) -> int:
    limit = resolution.workflow.transition("come_into_force").limit
    return limit.days if limit and limit.kind is DaysKind.AT_LEAST else 0


def _days(workflow: type[Workflow], state: str, kind: DaysKind) -> int | None:
    limits = (step.limit for step in workflow.options(state))
    return next((limit.days for limit in limits if limit and limit.kind is kind), None)


def put_down(resolution_id: int) -> list[Paper]:
    """Papers that wait for the next step."""
    waiting = select(ResolutionPaper.code).where(
        ResolutionPaper.resolution_id == resolution_id, ResolutionPaper.step_id.is_(None)
    )
    return [*read_rows(waiting).scalars()]


def _is_on_file(resolution_id: int, code: Paper) -> bool:
    filed = select(ResolutionPaper.id).where(
        ResolutionPaper.resolution_id == resolution_id,
        ResolutionPaper.code == code,
        ResolutionPaper.step_id.is_not(None),
    )
    return read_rows(filed.limit(1)).first() is not None


def _taking(resolution_id: int) -> ResolutionStep | None:
    """The step that is being taken, with what its page asked for."""
    taking = select(ResolutionStep).where(ResolutionStep.resolution_id == resolution_id, ResolutionStep.target == "")
    return db.session.scalars(taking).one_or_none()


def _vote(taking: ResolutionStep | None) -> Vote | None:
    if taking is None or None in (taking.agree, taking.disagree, taking.abstain, taking.absent):
        return None
    assert taking.agree is not None, "asked just now"
    assert taking.members is not None, "written down with the votes"
    assert taking.pct is not None, "written down with the votes"
    return Vote(agree=taking.agree, members=taking.members, pct=taking.pct, strict=bool(taking.strict))


def _present(taking: ResolutionStep | None) -> Share | None:
    if taking is None or taking.present is None or taking.members is None:
        return None
    return Share(
        there=taking.present,
        members=taking.members,
        numerator=QUORUM.numerator,
        denominator=QUORUM.denominator,
    )


def _consultation(resolution: Resolution) -> dict[str, Any]:
    asked = select(Inquiry.agency, Inquiry.status).where(
        Inquiry.resolution_id == resolution.id, Inquiry.round == resolution.consultation_round
    )
    inquiries = read_rows(asked.order_by(Inquiry.id)).all()
    open_lines = select(func.count()).where(Comment.resolution_id == resolution.id, Comment.answered.is_(None))
    return {
        "agencies_asked": len(inquiries),
        "agencies_owing": tuple(row.agency for row in inquiries if row.status == InquiryStatus.ASKED),
        "comments_unanswered": read_rows(open_lines).scalar() or 0,
    }


teach(Resolution, facts=of_resolution, roles=roles_of)
