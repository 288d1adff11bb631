"""Who does not vote on which case: pinned by the secretary with a reason, or declared by the member.

Both until the vote begins. Who leads a case whose chair does not vote on it is chosen here too.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from app import clock
from app.actor import Actor
from app.audit import operations as audit
from app.councils import agenda, matters, seats, voting
from app.councils.models import AgendaItem, CouncilMember, Meeting, Recusal, RecusalKind
from app.errors import Forbidden, Invalid, Refusal, or_404
from app.extensions import db

TITLE = "Chưa thể ghi người không bỏ phiếu."


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """One member, one case, why."""

    item_id: int
    member_id: int
    kind: RecusalKind
    reason: str


def pin(meeting: Meeting, wanted: Wanted, *, actor: Actor) -> None:
    """By the secretary."""
    voting.insist_not_begun(meeting, TITLE)
    members = {member.id: member for member in agenda.body_of(meeting)}
    items = {item.id: item for item in agenda.living(meeting)}
    if wanted.item_id not in items:
        one = matters.of(meeting).words.one.capitalize()
        raise Invalid(item_id=f"{one} này không còn trong chương trình; hãy chọn lại.")
    if wanted.member_id not in members:
        raise Invalid(member_id="Chọn một thành viên của Hội đồng.")
    item, member = items[wanted.item_id], members[wanted.member_id]
    if _is_recused(item, member):
        raise Invalid(member_id=f"{member.name} đã được ghi không bỏ phiếu trường hợp này.")
    _keep(item, member, wanted.kind, wanted.reason, actor)


def declare(meeting: Meeting, item_ids: Iterable[int], reason: str, *, actor: Actor) -> None:
    """By the member, of their own seat alone."""
    member = seats.of_actor(meeting, actor)
    if member is None:
        raise Forbidden(TITLE, ["Chỉ thành viên Hội đồng của phiên họp tự đề nghị cho chính mình."])
    voting.insist_not_begun(meeting, TITLE)
    chosen = {*item_ids}
    listed = [item for item in agenda.living(meeting) if item.id in chosen]
    if not listed:
        raise Invalid(item_ids="Chọn ít nhất một trường hợp.")
    for item in listed:
        if not _is_recused(item, member):
            _keep(item, member, RecusalKind.DECLARED, reason, actor)


def take_back(recusal: Recusal, reason: str, *, actor: Actor) -> None:
    """Pinned by mistake; that it once was stays in the log."""
    item, recusal_id = recusal.item, recusal.id
    voting.insist_not_begun(item.meeting, "Chưa thể bỏ việc không bỏ phiếu.")
    recusal = one(item.meeting, recusal_id)
    told = _told(item, recusal.member, recusal.kind)
    item.recusals.remove(recusal)
    _lead_again(item)
    audit.record(actor=actor, subject=item.meeting.ref, action="take_back_recusal", reason=reason, data=told)


def hand_over(item: AgendaItem, member_id: int | None, *, actor: Actor) -> None:
    """Who leads a case whose chair does not vote on it: a deputy or another member, who votes on it and is there."""
    voting.insist_not_counted(item.meeting)
    leads = agenda.presiding(item.meeting)
    if leads is None or all(recusal.member_id != leads.id for recusal in item.recusals):
        said = "Người chủ trì bỏ phiếu trường hợp này: không cần người điều hành thay."
        raise Refusal("Chưa thể chọn người điều hành.", [said])
    chosen = next((member for member in successors(item) if member.id == member_id), None)
    if chosen is None:
        raise Invalid(member_id="Chọn một thành viên có mặt và bỏ phiếu trường hợp này.")
    item.chaired_by = chosen
    db.session.flush()
    data = {"case": item.subject, "member": chosen.name}
    audit.record(actor=actor, subject=item.meeting.ref, action="hand_over_chair", data=data)


def successors(item: AgendaItem) -> list[CouncilMember]:
    """Deputies first, then the others, of those who are there and vote on it; before the roll is called, of all."""
    meeting, away = item.meeting, {recusal.member_id for recusal in item.recusals}
    leads = agenda.presiding(meeting)
    there = agenda.present_in(meeting)
    able = [member for member in there if member.id not in away and (leads is None or member.id != leads.id)]
    return sorted(able, key=lambda member: (member.part != "deputy", member.position))


def one(meeting: Meeting, recusal_id: int) -> Recusal:
    pinned = (recusal for item in agenda.living(meeting) for recusal in item.recusals)
    return or_404(next((recusal for recusal in pinned if recusal.id == recusal_id), None))


def _is_recused(item: AgendaItem, member: CouncilMember) -> bool:
    return any(recusal.member_id == member.id for recusal in item.recusals)


def _keep(item: AgendaItem, member: CouncilMember, kind: RecusalKind, reason: str, actor: Actor) -> None:
    assert actor.user_id is not None, "it is written down by a person"
    item.recusals.append(
        Recusal(member=member, kind=kind, reason=reason, recorded_by_id=actor.user_id, recorded_at=clock.now())
    )
    _lead_again(item)
    told = _told(item, member, kind)
    audit.record(actor=actor, subject=item.meeting.ref, action="recuse", reason=reason, data=told)


def _lead_again(item: AgendaItem) -> None:
    """Whoever was chosen to lead is chosen anew, where that choice has lost its reason."""
    db.session.flush()
    leads = agenda.presiding(item.meeting)
    away = {recusal.member_id for recusal in item.recusals}
    if item.chaired_by_id in away or (leads is not None and leads.id not in away):
        item.chaired_by = None
        db.session.flush()


def _told(item: AgendaItem, member: CouncilMember, kind: RecusalKind) -> dict[str, str]:
    return {"case": item.subject, "member": member.name, "kind": kind.value}
