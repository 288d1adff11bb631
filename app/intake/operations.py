"""The intake desk's verbs: register, accept, ask for more, check again, send back what is overdue."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from sqlalchemy.exc import IntegrityError

from app import clock, remarks, workdays
from app.actor import Actor
from app.audit import operations as audit
from app.casework import advance
from app.errors import Invalid, Refusal
from app.extensions import db
from app.intake import nameable, papers, queries
from app.intake.models import IncomingNumber, Supplement, SupplementItem
from app.nominations import letters
from app.nominations.bulk import Outcome, attempt
from app.nominations.models import Nomination
from app.numbers import LARGEST_OF_A_REGISTER
from app.organisations.models import Organisation
from workflows.award_province_1 import State

NOTHING_NAMED = "Chọn ít nhất một mục phải bổ sung, sửa lại."
WHAT_IS_WRONG = "Ghi rõ mục này cần sửa hoặc thiếu gì."
FROM_TOMORROW = "Hạn bổ sung phải từ ngày mai trở đi."


@dataclass(frozen=True, kw_only=True)
class Named:
    """One faulty thing: a text, a part of the data, a paper; and what is wrong with it."""

    kind: str  # field | paper
    key: str
    note: str

    @property
    def name(self) -> str:
        return f"{self.kind}-{self.key}"


@dataclass(frozen=True, kw_only=True)
class SupplementRequest:
    """Yêu cầu bổ sung: exactly what the unit must mend, why, and until when."""

    items: tuple[Named, ...]
    reason: str
    due_on: date


class NumberRefused(Invalid):
    """The number is something else's in this office and year, or the Tờ trình has another."""


def register(nomination: Nomination, number: int, *, actor: Actor, note: str = "") -> None:
    """Take a dossier in (tiếp nhận): a number of the register, a receipt, and the day the result is due."""
    advance(nomination, "register", actor=actor, reason=note, data={"number": number})
    _close_open_supplement(nomination)
    _take_number(nomination, number, actor)
    limit = papers.term(nomination)
    nomination.received_number = number
    nomination.received_at = clock.now()
    nomination.result_due_on = clock.local(workdays.due(nomination.received_at, limit.days, limit.unit)).date()
    papers.issue_receipt(nomination, db.session.get_one(Organisation, actor.organisation_id), actor=actor)


def register_all(nominations: Sequence[Nomination], number: int, *, actor: Actor) -> list[Outcome]:
    """Take in all cases of a Tờ trình that can be, under its number; say of each other one why not."""
    return [
        attempt(nomination, partial(register, nomination, number, actor=actor), passing_on=(NumberRefused,))
        for nomination in nominations
    ]


def register_next(nomination: Nomination, *, actor: Actor, note: str = "") -> None:
    """With the number of its Tờ trình, or the next free one of the register."""
    audit.take_the_pen()  # nobody else is given that number meanwhile
    number = queries.proposed_number(queries.letter_of(nomination), actor.organisation_id)
    register(nomination, number, actor=actor, note=note)


def accept(nomination: Nomination, *, actor: Actor, note: str = "") -> None:
    advance(nomination, "accept", actor=actor, reason=note)


def ask_for_more(nomination: Nomination, wanted: SupplementRequest, *, actor: Actor) -> None:
    """Send the dossier back for exactly the named items; after an answer only what was found wanting again."""
    assert actor.user_id is not None, "a supplement is asked for by a person"
    labels = nameable.labels(nomination)
    _check_request(wanted, labels)
    _close_open_supplement(nomination)
    supplement = Supplement(
        nomination_id=nomination.id,
        reason=wanted.reason,
        due_on=wanted.due_on,
        asked_by_id=actor.user_id,
        asked_at=clock.now(),
        items=[
            SupplementItem(kind=item.kind, key=item.key, label=labels[item.name], note=item.note)
            for item in wanted.items
        ],
    )
    db.session.add(supplement)
    db.session.flush()
    advance(
        nomination,
        "ask_for_more",
        actor=actor,
        reason=wanted.reason,
        due=clock.end_of(wanted.due_on),
        data={"items": [item.label for item in supplement.items]},
    )
    papers.issue_request(nomination, supplement, db.session.get_one(Organisation, actor.organisation_id), actor=actor)


def check_again(nomination: Nomination, verdicts: Mapping[int, bool], *, actor: Actor) -> Supplement:
    """Judge the answered items, and only these; when all are good the request is settled."""
    supplement = queries.open_supplement(nomination.id)
    if nomination.state != State.INTAKE or supplement is None or supplement.answered_at is None:
        raise Refusal("Kiểm tra mục bổ sung", ["Không có mục bổ sung nào đang chờ kiểm tra lại."])
    missing = {f"item-{item.id}": "Chọn Đạt hoặc Chưa đạt." for item in supplement.items if item.id not in verdicts}
    if missing:
        raise Invalid(**missing)
    for item in supplement.items:
        item.accepted = verdicts[item.id]
    if all(item.accepted for item in supplement.items):
        supplement.closed_at = clock.now()
    verdicts_by_label = {item.label: bool(item.accepted) for item in supplement.items}
    audit.record(actor=actor, subject=nomination.ref, action="check_supplement", data=verdicts_by_label)
    return supplement


def return_overdue(nomination: Nomination, reason: str, *, actor: Actor) -> None:
    """Quá hạn bổ sung: back to the unit, with a letter that says why."""
    advance(nomination, "return_overdue", actor=actor, reason=reason)
    letters.sign(letters.return_letter(nomination, reason, signer=actor), nomination, actor=actor)
    _close_open_supplement(nomination)


def proposed_due(nomination: Nomination) -> date:
    """The day a request made now would be due by the process, and not before tomorrow."""
    limit = nomination.workflow.transition("supplement").limit
    assert limit is not None, "a process without a limit for supplements proposes no day"
    return clock.local(workdays.due(clock.now(), max(limit.days, 1), limit.unit)).date()


def _take_number(nomination: Nomination, number: int, actor: Actor) -> None:
    if not 1 <= number <= LARGEST_OF_A_REGISTER:
        raise Invalid(number=f"Số đến phải từ 1 đến {LARGEST_OF_A_REGISTER}.")
    letter = queries.letter_of(nomination)
    known = queries.number_of_letter(letter, actor.organisation_id)
    if known == number:
        return
    if known is not None:
        raise NumberRefused(number=f"Tờ trình này đã vào sổ, số đến {known}: các hồ sơ kèm theo mang cùng số đó.")
    if queries.is_of_a_document(actor.organisation_id, number):
        raise _already_taken(number, actor)
    row = IncomingNumber(
        organisation_id=actor.organisation_id,
        year=clock.today().year,
        number=number,
        nomination_id=nomination.id,
        submission_id=letter,
        given_at=clock.now(),
    )
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError as taken:
        raise _already_taken(number, actor) from taken
    if leaps := queries.leap_to(number, actor.organisation_id):
        remarks.leave(leaps)


def _already_taken(number: int, actor: Actor) -> NumberRefused:
    free = queries.next_number(actor.organisation_id)
    year = clock.today().year
    return NumberRefused(number=f"Số đến {number} năm {year} đã dùng. Số tiếp theo còn trống là {free}.")


def _check_request(wanted: SupplementRequest, labels: Mapping[str, str]) -> None:
    faults = {f"note-{item.name}": WHAT_IS_WRONG for item in wanted.items if not item.note}
    if not wanted.items:
        faults["items"] = NOTHING_NAMED
    if any(item.name not in labels for item in wanted.items):
        faults["items"] = "Chỉ được yêu cầu lại những mục đã nêu mà chưa đạt."
    if wanted.due_on <= clock.today():
        faults["due_on"] = FROM_TOMORROW
    if faults:
        raise Invalid(**faults)


def _close_open_supplement(nomination: Nomination) -> None:
    supplement = queries.open_supplement(nomination.id)
    if supplement is not None:
        supplement.closed_at = clock.now()
        db.session.flush()
