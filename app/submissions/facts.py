"""What a Tờ trình knows about itself and about the nominations on it."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from sqlalchemy import ColumnElement, bindparam, or_, select
from sqlalchemy.orm import contains_eager

from app import clock
from app.awards import rule_sets
from app.casework import teach
from app.extensions import db, read_rows
from app.nominations import facts as of_nominations  # noqa: F401 -- teaches casework what a nomination is
from app.nominations.completeness import gaps
from app.nominations.models import Nomination
from app.nominations.openings import Look, contributes_facts
from app.nominations.whereabouts import Where, tells_where
from app.papers import operations as papers
from app.submissions.models import Submission, SubmissionItem
from app.submissions.openings import results
from app.submissions.reach import SIGNED, roles_of
from workflows.award_province_1 import State
from workflows.facts import SubmissionFacts
from workflows.sheets_1 import SubmissionState
from workflows.vocabulary import Paper as PaperCode
from workflows.vocabulary import Role, Sheet

UNNUMBERED = Where("Đã ký, chờ văn thư cấp số", Role.UNIT_CLERICAL)


@contributes_facts("submission_is_signed", "is_struck", "submission_is_issued")
def of_nomination(look: Look) -> dict[str, Any]:
    item = look.read(item_of)
    is_struck = item is not None and item.struck_reason is not None
    state = item.submission.state if item and not is_struck else None
    return {
        "submission_is_signed": state in SIGNED,
        "is_struck": is_struck,
        "submission_is_issued": state == SubmissionState.ISSUED,
    }


def has_left_the_unit() -> ColumnElement[bool]:
    """Of a nomination that was submitted: its newest Tờ trình does not wait for its number any more.

    Those that wait are few and found at once; only a nomination on one of them is asked for its newest.
    """
    item = SubmissionItem.struck_reason.is_(None)
    listed = select(SubmissionItem.nomination_id).join(Submission, Submission.id == SubmissionItem.submission_id)
    unnumbered = listed.where(Submission.state == SubmissionState.SIGNED, item)
    newest = (
        select(Submission.state)
        .join(SubmissionItem, SubmissionItem.submission_id == Submission.id)
        .where(SubmissionItem.nomination_id == Nomination.id, item, Submission.state != SubmissionState.CANCELLED)
        .order_by(SubmissionItem.id.desc())
        .limit(1)
        .correlate(Nomination)
        .scalar_subquery()
    )
    return or_(Nomination.id.not_in(unnumbered), newest.is_distinct_from(SubmissionState.SIGNED))


_UNNUMBERED = select(Nomination.id).where(
    Nomination.id.in_(bindparam("nomination_ids", expanding=True)), ~has_left_the_unit()
)


@tells_where(State.SUBMITTED)
def signed_not_issued(nomination_ids: Collection[int]) -> Mapping[int, Where]:
    """Signed, and not gone to Sở Nội vụ: văn thư gives the number first."""
    return dict.fromkeys(read_rows(_UNNUMBERED, {"nomination_ids": nomination_ids}).scalars(), UNNUMBERED)


_LATEST_ITEM = (
    select(SubmissionItem)
    .join(SubmissionItem.submission)
    .where(SubmissionItem.nomination_id == bindparam("nomination_id"), Submission.state != SubmissionState.CANCELLED)
    .options(contains_eager(SubmissionItem.submission))
    .order_by(SubmissionItem.id.desc())
    .limit(1)
)


def latest_item(nomination_id: int) -> SubmissionItem | None:
    """The nomination's line on the newest Tờ trình that was not given up."""
    return db.session.scalars(_LATEST_ITEM, {"nomination_id": nomination_id}).one_or_none()


def item_of(case: Nomination) -> SubmissionItem | None:
    """The same, as one look at a case reads it."""
    return latest_item(case.id)


def living(submission: Submission) -> list[SubmissionItem]:
    """The names on the list, in the order set by hand."""
    kept = (item for item in submission.items if item.struck_reason is None)
    return sorted(kept, key=lambda item: item.position)


def as_shown(submission: Submission) -> str:
    """What a signature is given to: the sheet's version, and the names on it in their order."""
    return f"{submission.version}:{','.join(str(item.id) for item in living(submission))}"


def of_submission(submission: Submission) -> SubmissionFacts:
    paper = papers.of_sheet(PaperCode.SUBMISSION_LETTER, Sheet.SUBMISSION, submission.id)
    return SubmissionFacts(
        has_items=bool(living(submission)),
        unlisted=tuple(_unlisted(submission)) if submission.state == SubmissionState.DRAFT else (),
        has_number=paper is not None and paper.number is not None,
        has_signed_copy=paper is not None and paper.signed_copy_id is not None,
    )


def _unlisted(submission: Submission) -> Iterator[str]:
    """Names that do not belong on the list: gone elsewhere meanwhile, or not passed by the unit's council."""
    items = living(submission)
    known = results(item.nomination_id for item in items)
    for item in items:
        case = item.nomination
        if case.is_simplified and case.state == State.DRAFT:  # no council is asked; it goes from its draft
            yield from _unfinished(case)
        elif case.state != State.UNIT_SIGN:
            yield f"{case.nominee_name}: hồ sơ đang ở bước “{case.state_name}”. Đưa tên này ra khỏi danh sách."
        elif case.id not in known or not known[case.id].vote.passes:
            yield f"{case.nominee_name}: chưa có biên bản Hội đồng đơn vị thông qua. Đưa tên này ra khỏi danh sách."


def _unfinished(case: Nomination) -> Iterator[str]:
    if not rule_sets.is_in_force(case.award_version, clock.today()):
        yield f"{case.nominee_name}: bộ tiêu chuẩn chưa có hiệu lực, hiện chỉ lập được bản nháp."
    yield from (f"{case.nominee_name}: {gap.sentence}" for gap in gaps(case))


def step_on(case: Nomination) -> str:
    """By which step the head's signature sends a case on."""
    return "submit_simplified" if case.is_simplified and case.state == State.DRAFT else "submit"


teach(Submission, facts=of_submission, roles=roles_of)
