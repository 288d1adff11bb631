"""The Tờ trình's part of the case page."""

from functools import cache
from typing import Any

from sqlalchemy import Select, and_, bindparam

from app.actor import Actor
from app.documents.models import Paper
from app.extensions import read_rows
from app.moving import state_name_of
from app.nominations.openings import Look, Panel, Task, finds_task, shows_panel, takes_step
from app.submissions.facts import item_of
from app.submissions.models import Submission, SubmissionItem
from app.submissions.reach import seen_as
from workflows.award_province_1 import State
from workflows.sheets_1 import SubmissionState
from workflows.vocabulary import Role, Sheet

for step in ("submit", "strike_at_signing", "submit_simplified"):
    takes_step(step, "submissions.of_case")


@finds_task
def put_on_a_letter(look: Look, actor: Actor) -> Task | None:
    """What the unit's council passed, and a simplified draft, which needs no council, its clerk puts on a Tờ trình."""
    case = look.case
    is_own = actor.role is Role.UNIT_CLERK and actor.organisation_id == case.submitting_unit_id
    waits = case.state == State.UNIT_SIGN or (case.is_simplified and case.state == State.DRAFT)
    if not (is_own and waits):
        return None
    item = look.read(item_of)
    if item is not None and item.submission.state == SubmissionState.DRAFT:
        return Task("Mở Tờ trình có hồ sơ này", "submissions.show", {"submission_id": item.submission_id})
    return Task("Đưa vào Tờ trình của đơn vị", "submissions.new", {"round_id": case.award_round_id})


@finds_task
def print_what_is_posted(look: Look, actor: Actor) -> Task | None:
    """While a case is before its unit's people: the notice, and once its days are over the report."""
    case = look.case
    is_own = actor.role is Role.UNIT_CLERK and actor.organisation_id == case.submitting_unit_id
    if not is_own or case.state != State.UNIT_PUBLIC:
        return None
    if look.facts.unit_notice_is_over:
        return Task("In báo cáo kết quả công khai", "submissions.unit_report", {"nomination_id": case.id})
    return Task("In thông báo công khai tại đơn vị", "submissions.unit_notice", {"nomination_id": case.id})


@shows_panel(order=60)
def carried_by(look: Look, actor: Actor) -> Panel | None:
    """The newest sheet that these eyes may see, with the numbers of its papers."""
    own = {"nomination_id": look.case.id, "own_unit": actor.organisation_id}
    rows = read_rows(_carried_by(actor.role), own).all()
    if not rows or (rows[0].struck_reason is not None and not actor.is_of_unit):
        return None
    newest = rows[0]
    context = {
        "submission": newest,
        "state_name": state_name_of(newest),
        "papers": [row for row in rows if row.id == newest.id],
    }
    return Panel("submissions/_carried_by.html", context)


@cache
def _carried_by(role: Role | None) -> Select[Any]:
    """A row for each paper of each sheet; the newest sheet first."""
    return (
        seen_as(role)
        .join(SubmissionItem, SubmissionItem.submission_id == Submission.id)
        .outerjoin(Paper, and_(Paper.sheet == Sheet.SUBMISSION, Paper.sheet_id == Submission.id))
        .where(
            SubmissionItem.nomination_id == bindparam("nomination_id"), Submission.state != SubmissionState.CANCELLED
        )
        .order_by(SubmissionItem.id.desc(), Paper.id)
        .with_only_columns(
            Submission.id,
            Submission.title,
            Submission.state,
            Submission.workflow_key,
            Submission.workflow_version,
            Submission.signed_at,
            SubmissionItem.struck_reason,
            Paper.number,
            Paper.symbol,
            Paper.issued_on,
        )
    )
