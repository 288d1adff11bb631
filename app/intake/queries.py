"""One case with what the intake desk needs to see, a Tờ trình with its cases, and the next number of the register."""

from collections.abc import Sequence

from sqlalchemy import CompoundSelect, bindparam, func, select, union_all
from sqlalchemy.orm import joinedload, selectinload
from werkzeug.exceptions import NotFound

from app import clock
from app.actor import Actor
from app.awards.models import AwardVersion, DossierItem
from app.errors import or_404
from app.extensions import db, is_there
from app.intake.models import IncomingDocument, IncomingNumber, Supplement, SupplementItem
from app.nominations.models import Evidence, Nomination
from app.nominations.reach import visible_to
from app.numbers import leap
from app.submissions.models import Submission, SubmissionItem
from app.submissions.reach import visible_to as submissions_visible_to
from workflows.sheets_1 import SubmissionState


def one(nomination_id: int, actor: Actor) -> Nomination:
    """A case this actor may see, with its dossier."""
    return or_404(
        db.session.scalars(
            visible_to(actor)
            .where(Nomination.id == nomination_id)
            .options(
                joinedload(Nomination.unit),
                joinedload(Nomination.submitting_unit),
                joinedload(Nomination.award_round),
                joinedload(Nomination.award_version)
                .selectinload(AwardVersion.dossier)
                .joinedload(DossierItem.doc_type),
                selectinload(Nomination.evidence).joinedload(Evidence.file),
                selectinload(Nomination.fields),
            )
        ).one_or_none()
    )


def submission(submission_id: int, actor: Actor) -> tuple[Submission, Sequence[Nomination]]:
    """A Tờ trình and its cases that this actor may see, in the order of its list; 404 when there are none."""
    own = submissions_visible_to(actor).where(Submission.id == submission_id).options(joinedload(Submission.unit))
    found = db.session.scalars(own).one_or_none()
    cases = db.session.scalars(
        visible_to(actor)
        .join(SubmissionItem, SubmissionItem.nomination_id == Nomination.id)
        .where(SubmissionItem.submission_id == submission_id, SubmissionItem.struck_reason.is_(None))
        .options(
            joinedload(Nomination.unit),
            joinedload(Nomination.submitting_unit),
            joinedload(Nomination.award_round),
            joinedload(Nomination.award_version).selectinload(AwardVersion.dossier).joinedload(DossierItem.doc_type),
            selectinload(Nomination.evidence),
            selectinload(Nomination.fields),
        )
        .order_by(SubmissionItem.position)
    ).all()
    if found is None or not cases:
        raise NotFound
    return found, cases


def next_number(organisation_id: int | None) -> int:
    """The next free số đến of this year. A proposal: whoever saves first has it."""
    given = _in_register(organisation_id).subquery()
    return (db.session.scalar(select(func.max(given.c.number))) or 0) + 1


_LETTER = (
    select(func.max(SubmissionItem.submission_id))
    .join(Submission, Submission.id == SubmissionItem.submission_id)
    .where(
        SubmissionItem.nomination_id == bindparam("nomination_id"),
        SubmissionItem.struck_reason.is_(None),
        Submission.state == SubmissionState.ISSUED,
    )
)


def letter_of(nomination: Nomination) -> int | None:
    """The Tờ trình a case came with: the newest that was sent."""
    return db.session.scalar(_LETTER, {"nomination_id": nomination.id})


def number_of_letter(submission_id: int | None, organisation_id: int | None) -> int | None:
    """What the Tờ trình stands under in the register, once the first of its cases was taken in."""
    return db.session.scalar(
        select(IncomingNumber.number).where(
            IncomingNumber.submission_id == submission_id, IncomingNumber.organisation_id == organisation_id
        )
    )


def leap_to(number: int, organisation_id: int | None) -> str | None:
    """What the register of this year lacks before a number that was just given."""
    given = _in_register(organisation_id).subquery()
    below = db.session.scalar(select(func.max(given.c.number)).where(given.c.number < number))
    return leap(number, below, "sổ văn bản đến")


def proposed_number(submission_id: int | None, organisation_id: int | None) -> int:
    """What the desk need not type: the number the Tờ trình has, or the next one."""
    return number_of_letter(submission_id, organisation_id) or next_number(organisation_id)


def numbers_taken(organisation_id: int | None) -> frozenset[int]:
    """The numbers given out this year."""
    return frozenset(db.session.scalars(_in_register(organisation_id)))


def is_of_a_document(organisation_id: int | None, number: int) -> bool:
    """Whether văn thư gave the number, this year, to what is no dossier."""
    given = select(IncomingDocument.id).where(
        IncomingDocument.organisation_id == organisation_id,
        IncomingDocument.year == clock.today().year,
        IncomingDocument.number == number,
    )
    return is_there(given)


def _in_register(organisation_id: int | None) -> CompoundSelect[tuple[int]]:
    """The numbers of this year: of dossiers, and of what else came in."""
    kept = (IncomingNumber, IncomingDocument)
    return union_all(
        *(
            select(row.number).where(row.organisation_id == organisation_id, row.year == clock.today().year)
            for row in kept
        )
    )


def open_supplement(nomination_id: int) -> Supplement | None:
    """The request that is not settled yet."""
    return db.session.scalars(
        select(Supplement)
        .where(Supplement.nomination_id == nomination_id, Supplement.closed_at.is_(None))
        .options(selectinload(Supplement.items), joinedload(Supplement.asked_by))
        .order_by(Supplement.id.desc())
        .limit(1)
    ).one_or_none()


_SUPPLEMENTS = (
    select(Supplement)
    .where(Supplement.nomination_id == bindparam("nomination_id"))
    .options(joinedload(Supplement.items))  # few, and short
    .order_by(Supplement.id.desc())
)


def supplements_of(nomination: Nomination) -> Sequence[Supplement]:
    """All requests of a case, newest first."""
    return db.session.scalars(_SUPPLEMENTS, {"nomination_id": nomination.id}).unique().all()


def item(nomination: Nomination, item_id: int) -> SupplementItem:
    """A named item of the open request, or 404."""
    supplement = open_supplement(nomination.id)
    return or_404(next((i for i in supplement.items if i.id == item_id), None) if supplement else None)
