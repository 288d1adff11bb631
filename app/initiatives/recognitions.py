"""The head recognises what a council passed, by a decision made outside: number, day, signer, the signed copy."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app import clock, versions
from app.actor import Actor
from app.audit import operations as audit
from app.councils.models import Council
from app.documents.models import StoredFile
from app.errors import Refusal, refuse_all
from app.extensions import db, is_there
from app.initiatives import queries
from app.initiatives.models import Initiative, InitiativeDecision, Scope


@dataclass(frozen=True, kw_only=True)
class Recognising:
    """A decision as it was signed, and the initiatives it names."""

    number: str
    decided_on: date
    signer: str
    signer_title: str
    chosen: Sequence[int]


def recognise(council: Council, told: Recognising, copy: StoredFile, *, actor: Actor) -> InitiativeDecision:
    """Nothing is recognised that this council did not pass, nor twice, nor before the council met."""
    assert actor.user_id is not None, "entered by a person"
    audit.take_the_pen()
    waiting = {one.id: one for one in queries.to_recognise(council)}
    scope = queries.scope_of(council)
    known = [waiting[number] for number in dict.fromkeys(told.chosen) if number in waiting]
    refuse_all(
        chosen=_fault_of_choice(told, known),
        decided_on=_fault_of_day(told.decided_on, known, scope),
        number=_fault_of_number(council, told),
    )
    made = InitiativeDecision(
        council=council,
        scope=scope,
        number=told.number,
        decided_on=told.decided_on,
        signer=told.signer,
        signer_title=told.signer_title,
        file=copy,
        entered_by_id=actor.user_id,
        entered_at=clock.now(),
        initiatives=known,
    )
    db.session.add(made)
    db.session.flush()
    for one in known:
        versions.touch(one)
    said = {"number": made.number, "decided_on": made.decided_on.isoformat(), "scope": scope.value}
    data: dict[str, object] = {**said, "initiatives": [one.ref for one in known], "sha256": copy.sha256}
    audit.record(actor=actor, subject=made.ref, action="recognise_initiatives", data=data)
    return made


def void(decision: InitiativeDecision, reason: str, *, actor: Actor) -> None:
    """It was entered wrongly: its initiatives wait for their decision again."""
    audit.take_the_pen()
    db.session.refresh(decision)
    if decision.void_reason:
        raise Refusal("Chưa hủy được.", ["Quyết định này đã hủy."])
    decision.void_reason = reason
    for one in decision.initiatives:
        versions.touch(one)
    audit.record(actor=actor, subject=decision.ref, action="void_initiative_decision", reason=reason)


def _fault_of_choice(told: Recognising, known: Sequence[Initiative]) -> str | None:
    if not told.chosen:
        return "Chọn ít nhất một sáng kiến có trong quyết định."
    if len(known) != len({*told.chosen}):
        return "Có sáng kiến không còn chờ công nhận: tải lại trang, chọn lại."
    return None


def _fault_of_day(day: date, known: Sequence[Initiative], scope: Scope) -> str | None:
    for one in known:
        vote = one.vote_at(scope)
        if vote and day < vote.sitting.held_on:
            return f"Ngày quyết định trước ngày Hội đồng họp về “{one.title}” ({vote.sitting.held_on:%d/%m/%Y})."
    return None


def _fault_of_number(council: Council, told: Recognising) -> str | None:
    """A number is given once a year in an organisation, whichever of its councils passed what is recognised."""
    year = told.decided_on.year
    same = (
        select(InitiativeDecision.id)
        .join(Council, Council.id == InitiativeDecision.council_id)
        .where(
            Council.organisation_id == council.organisation_id,
            InitiativeDecision.number == told.number,
            InitiativeDecision.decided_on.between(date(year, 1, 1), date(year, 12, 31)),
            InitiativeDecision.void_reason == "",
        )
    )
    return f"Quyết định số {told.number} năm {year} đã được ghi. Xem lại số, ngày." if is_there(same) else None
