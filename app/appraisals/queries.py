"""Who has which case, what was found on each criterion, who was asked what, and what came of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, bindparam, or_, select
from sqlalchemy.orm import joinedload, selectinload
from werkzeug.exceptions import NotFound

from app.accounts.models import User
from app.actor import Actor
from app.appraisals.models import Conclusion, Consultation, CriterionAnswer, Verdict
from app.audit.queries import Happened
from app.awards import criteria
from app.awards.criteria import Tree
from app.awards.models import AwardVersion, Criterion, DocType
from app.awards.queries import leaves_for, tree_for
from app.errors import or_404
from app.extensions import db, in_few_lengths, read_rows
from app.nominations.models import Assignment, Evidence, Nomination
from app.nominations.reach import visible_to
from workflows.award_province_1 import State

RESULTS = {
    "conclude_fit": "Đủ điều kiện, tiêu chuẩn",
    "conclude_unfit": "Không đủ điều kiện, tiêu chuẩn",
    "return_to_unit": "Trả lại đơn vị",
    "submit_at_once": "Đủ điều kiện, trình ngay theo thủ tục đơn giản",
}


@dataclass(frozen=True, kw_only=True)
class Result:
    """What a unit is told of the appraisal: how it ended and why. Nothing of it before it ended."""

    label: str
    reason: str
    at: datetime


def one(nomination_id: int, actor: Actor) -> Nomination:
    """A case this actor may see, with what appraisal looks at."""
    return or_404(
        db.session.scalars(
            visible_to(actor)
            .where(Nomination.id == nomination_id)
            .options(
                joinedload(Nomination.unit),
                joinedload(Nomination.award_round),
                joinedload(Nomination.nominee),
                joinedload(Nomination.holding).options(joinedload(Assignment.holder), joinedload(Assignment.giver)),
                joinedload(Nomination.award_version).selectinload(AwardVersion.leaves),
                selectinload(Nomination.years),
                selectinload(Nomination.evidence).joinedload(Evidence.doc_type),
                selectinload(Nomination.evidence).joinedload(Evidence.file),
            )
        ).one_or_none()
    )


def chosen(nomination_ids: Iterable[int], actor: Actor) -> Sequence[Nomination]:
    """The cases that somebody ticked, in the order of the list, or 404 where one was never theirs to see."""
    wanted = set(nomination_ids)
    found = db.session.scalars(
        visible_to(actor)
        .where(Nomination.id.in_(in_few_lengths(wanted)))
        .options(joinedload(Nomination.holding).joinedload(Assignment.holder))
        .order_by(Nomination.id)
    ).all()
    if len(found) < len(wanted):
        raise NotFound
    return found


def criteria_of(nomination: Nomination) -> tuple[Tree, list[Criterion]]:
    """By what was submitted, whatever the unit writes into its register since."""
    return leaves_for(nomination.award_version, nomination.subject, nomination.worker_class, nomination.route)


def _tree_of(nomination: Nomination) -> Tree:
    return tree_for(nomination.award_version, nomination.subject, nomination.worker_class, nomination.route)


_ANSWERS = (
    select(CriterionAnswer)
    .where(CriterionAnswer.nomination_id == bindparam("nomination_id"))
    .options(
        joinedload(CriterionAnswer.answered_by),
        joinedload(CriterionAnswer.evidence).joinedload(Evidence.doc_type),
    )
    .execution_options(populate_existing=True)
)


def answers(nomination_id: int) -> Mapping[str, CriterionAnswer]:
    """By the criterion's code."""
    found = db.session.scalars(_ANSWERS, {"nomination_id": nomination_id})
    return {answer.criterion_code: answer for answer in found}


class Found(NamedTuple):
    """What was found on one criterion, as it is shown."""

    verdict: Verdict
    answered_at: datetime
    note: str
    paper: str | None  # the evidence, by the name of its kind


class Judged(NamedTuple):
    """One criterion of a case, and what was found on it so far."""

    code: str
    label: str
    basis: str
    found: Found | None


_leaf, _answer, _paper, _kind = (
    table.__table__.c for table in (Criterion, CriterionAnswer, Evidence, DocType)
)  # ADR 13
_JUDGED = (
    select(
        _leaf.code,
        _leaf.label,
        _leaf.basis,
        _answer.verdict,
        _answer.answered_at,
        _answer.note,
        _kind.name,
    )
    .select_from(
        Criterion.__table__.outerjoin(
            CriterionAnswer.__table__,
            and_(_answer.criterion_code == _leaf.code, _answer.nomination_id == bindparam("nomination_id")),
        )
        .outerjoin(Evidence.__table__, _paper.id == _answer.evidence_id)
        .outerjoin(DocType.__table__, _kind.code == _paper.doc_code)
    )
    .where(_leaf.award_version_id == bindparam("award_version_id"))
    .order_by(_leaf.position)
)


def judged(nomination: Nomination) -> list[Judged]:
    """The criteria that `criteria_of` gives, in their order, as the page of the case shows them."""
    wanted = set(criteria.codes(_tree_of(nomination)))
    of = {"nomination_id": nomination.id, "award_version_id": nomination.award_version_id}
    return [
        Judged(code, label, basis, Found(*columns) if columns[0] else None)
        for code, label, basis, *columns in read_rows(_JUDGED, of)
        if code in wanted
    ]


def unmet(nomination: Nomination, found: Sequence[Judged] | None = None) -> list[str]:
    """A sentence for each criterion that keeps the award's tree from holding. `found`: what was read before."""
    given = judged(nomination) if found is None else found
    verdicts = {
        line.code: line.found.verdict for line in given if line.found and is_of_this_time(line.found, nomination)
    }
    return criteria.unmet(_tree_of(nomination), verdicts, {line.code: line.label for line in given})


def met(nomination: Nomination, found: Sequence[Judged]) -> frozenset[str]:
    """Codes of the criteria that were judged as met, of this dossier as it came last."""
    return frozenset(
        line.code
        for line in found
        if line.found and line.found.verdict is Verdict.MET and is_of_this_time(line.found, nomination)
    )


def not_met(nomination: Nomination, found: Sequence[Judged]) -> frozenset[str]:
    return frozenset(
        line.code
        for line in found
        if line.found and line.found.verdict is Verdict.NOT_MET and is_of_this_time(line.found, nomination)
    )


def is_of_this_time(answer: CriterionAnswer | Found, nomination: Nomination) -> bool:
    """A dossier that was sent back and came again is judged again; what was found before only shows."""
    return nomination.received_at is None or answer.answered_at >= nomination.received_at


def answered_this_time() -> ColumnElement[bool]:
    """The same, asked of the rows."""
    return or_(Nomination.received_at.is_(None), CriterionAnswer.answered_at >= Nomination.received_at)


_CONCLUSION = (
    select(Conclusion)
    .where(Conclusion.nomination_id == bindparam("nomination_id"))
    .options(joinedload(Conclusion.drafted_by).load_only(User.full_name))
)


def conclusion(nomination_id: int) -> Conclusion | None:
    return db.session.scalars(_CONCLUSION, {"nomination_id": nomination_id}).one_or_none()


_CONSULTATIONS = (
    select(Consultation)
    .where(Consultation.nomination_id == bindparam("nomination_id"))
    .options(
        joinedload(Consultation.agency),
        joinedload(Consultation.asked_by),
        joinedload(Consultation.answered_by),
        joinedload(Consultation.letter),
    )
    .order_by(Consultation.id)
)


def consultations(nomination_id: int) -> Sequence[Consultation]:
    return db.session.scalars(_CONSULTATIONS, {"nomination_id": nomination_id}).all()


def consultation(consultation_id: int, actor: Actor) -> Consultation:
    """One consultation for those who appraise: its case is in their reach."""
    found = or_404(db.session.get(Consultation, consultation_id))
    one(found.nomination_id, actor)
    return found


def result(nomination: Nomination, log: Sequence[Happened]) -> Result | None:
    """How the last appraisal ended; None while one is under way."""
    if nomination.state in {State.SUBMITTED, State.INTAKE, State.SUPPLEMENT, State.APPRAISAL}:
        return None
    event = next((event for event in reversed(log) if event.action in RESULTS), None)
    return Result(label=RESULTS[event.action], reason=event.reason, at=event.at_office) if event else None
