"""What councils voted: a meeting entered whole from its signed minutes, or taken over from the meeting held here."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select

from app import clock, versions
from app.actor import Actor
from app.audit import operations as audit
from app.councils import agenda, held, regulation
from app.councils.models import Body, Council, Meeting
from app.councils.regulation import Rule
from app.councils.rules import Quorum, Totals, fault_of_tellers
from app.documents.models import StoredFile
from app.errors import Invalid, Refusal
from app.extensions import db
from app.initiatives import queries
from app.initiatives.models import Initiative, InitiativeItem, InitiativeSitting, InitiativeVote, Scope

INITIATIVE = "initiative"  # no award's code: thresholds of these councils are of the rule


@dataclass(frozen=True, kw_only=True)
class Minutes:
    """A meeting as its minutes tell it: who was there, the sums of each initiative that was voted on."""

    held_on: date
    place: str
    tellers: list[str]
    present: frozenset[int]  # CouncilMember.id
    totals: Mapping[int, Totals]  # Initiative.id; an empty one was not voted on
    typed: Mapping[str, str] = field(default_factory=dict)


def record(council: Council, told: Minutes, copy: StoredFile, *, actor: Actor) -> InitiativeSitting:
    """All of a meeting at once. Rule and number of members are those of its day, and stay."""
    assert actor.user_id is not None, "entered by a person"
    audit.take_the_pen()
    body = council.members_on(told.held_on, Body.FULL)
    present = [member for member in body if member.id in told.present]
    waiting = {one.id: one for one in queries.waiting(council)}
    totals = {number: sums for number, sums in told.totals.items() if not _is_left_out(sums)}
    quorum = _quorum_of(council, told, members=len(body), present=len(present))
    if faults := dict(_faults(told, totals, waiting, quorum)):
        raise Invalid(**faults)
    made = InitiativeSitting(
        council=council,
        held_on=told.held_on,
        place=told.place,
        tellers=told.tellers,
        present=[member.name for member in present],
        members=len(body),
        needed=quorum.needed,
        minutes=copy,
        recorded_by_id=actor.user_id,
        recorded_at=clock.now(),
    )
    rule = regulation.applied(council, told.held_on, INITIATIVE, agenda.majority_rule())
    db.session.add(made)
    made.votes = [_vote_on(waiting[number], made, sums, rule) for number, sums in totals.items()]
    db.session.flush()
    for vote in made.votes:
        versions.touch(vote.initiative)
    audit.record(actor=actor, subject=made.ref, action="record_initiative_sitting", data=_said(made, copy))
    return made


def take_over(meeting: Meeting, *, actor: Actor) -> InitiativeSitting:
    """What a meeting held here came to, by the rules and numbers pinned at its count; with its closing."""
    assert actor.user_id is not None, "a meeting is closed by a person"
    there = [member.name for member in agenda.present_in(meeting)]
    made = InitiativeSitting(
        council=meeting.council,
        meeting=meeting,
        held_on=regulation.day_of(meeting),
        place=meeting.place,
        tellers=meeting.tellers,
        present=there,
        members=len(agenda.body_of(meeting)),
        needed=agenda.quorum_of(meeting).needed,
        recorded_by_id=actor.user_id,
        recorded_at=clock.now(),
    )
    db.session.add(made)
    made.votes = [_counted(item, made) for item in agenda.living(meeting) if isinstance(item, InitiativeItem)]
    db.session.flush()
    for vote in made.votes:
        versions.touch(vote.initiative)
    said: dict[str, object] = {"meeting": meeting.ref, "votes": sums_of(made)}
    audit.record(actor=actor, subject=made.ref, action="record_initiative_sitting", data=said)
    return made


def _counted(item: InitiativeItem, sitting: InitiativeSitting) -> InitiativeVote:
    return InitiativeVote(
        initiative=item.initiative,
        scope=queries.scope_of(sitting.council),
        agree=item.agree,
        disagree=item.disagree,
        invalid=item.invalid,
        members=item.members,
        rule_code=item.rule_code,
        pct=item.pct,
        strict=item.strict,
    )


def _quorum_of(council: Council, told: Minutes, *, members: int, present: int) -> Quorum:
    numbers = regulation.in_force(council, told.held_on)
    return Quorum(
        members=members,
        present=present,
        written=0,
        numerator=numbers.quorum_numerator,
        denominator=numbers.quorum_denominator,
    )


def _vote_on(initiative: Initiative, sitting: InitiativeSitting, sums: Totals, rule: Rule) -> InitiativeVote:
    return InitiativeVote(
        initiative=initiative,
        scope=queries.scope_of(sitting.council),
        agree=sums.agree,
        disagree=sums.disagree,
        invalid=sums.invalid,
        members=sitting.members,
        rule_code=rule.code,
        pct=rule.pct,
        strict=rule.strict,
    )


def void(sitting: InitiativeSitting, reason: str, *, actor: Actor) -> None:
    """It was entered wrongly; unless something went on by it. Its initiatives wait again."""
    audit.take_the_pen()
    reasons = ["Phiên họp này đã hủy."] if sitting.void_reason else []
    if sitting.meeting_id is not None:
        reasons.append("Phiên họp được tổ chức trên phần mềm, biên bản đã lập: kết quả không hủy được.")
    reasons += [
        f"“{vote.initiative.title}” đã công nhận theo {decision.called}."
        for vote in sitting.votes
        if (decision := vote.initiative.recognised_at(vote.scope))
    ]
    reasons += [
        f"“{vote.initiative.title}” đã đề nghị cấp tỉnh."
        for vote in sitting.votes
        if vote.scope is Scope.BASE and vote.initiative.sent_up_at
    ]
    if reasons:
        raise Refusal("Chưa hủy được.", reasons)
    sitting.void_reason = reason
    for vote in sitting.votes:
        versions.touch(vote.initiative)
    audit.record(actor=actor, subject=sitting.ref, action="void_initiative_sitting", reason=reason)


@held.keeps_still
def days_of_sittings(council: Council, first: date, last: date | None) -> str | None:
    """Whoever was counted at such a meeting stays counted."""
    found = select(InitiativeSitting.held_on).where(
        InitiativeSitting.council_id == council.id,
        InitiativeSitting.void_reason == "",
        InitiativeSitting.held_on >= first,
        InitiativeSitting.held_on <= (last or date.max),
    )
    day = db.session.scalar(found.order_by(InitiativeSitting.held_on).limit(1))
    return f"Phiên họp ngày {day:%d/%m/%Y} {held.STAYS}" if day else None


def _is_left_out(sums: Totals) -> bool:
    return (sums.agree, sums.disagree, sums.invalid) == (None, None, None)


def _faults(
    told: Minutes, totals: Mapping[int, Totals], waiting: Mapping[int, Initiative], quorum: Quorum
) -> Iterator[tuple[str, str]]:
    if not quorum.members:
        yield "held_on", "Hội đồng không có thành viên nào vào ngày này."
    elif not quorum.is_met:
        yield "held_on", f"Chưa đủ số thành viên: {quorum.text}. Đánh dấu những người có mặt."
    if not totals:
        yield "held_on", "Ghi số phiếu của ít nhất một sáng kiến."
    authors = [author.nominee.name for number in totals if number in waiting for author in waiting[number].authors]
    if fault := fault_of_tellers(told.tellers, authors):
        yield "tellers", fault
    for number, sums in totals.items():
        if number not in waiting:
            yield f"agree_{number}", "Sáng kiến này không còn chờ Hội đồng. Tải lại trang."
        elif early := fault_of_day(waiting[number], told.held_on):
            yield f"agree_{number}", early
        elif sums.is_empty:
            yield f"agree_{number}", "Nhập đủ số phiếu đồng ý, không đồng ý và không hợp lệ; không có thì ghi 0."
        elif sums.votes != quorum.present:
            total = f"Tổng cộng {sums.votes} phiếu, phải bằng {quorum.present} thành viên có mặt"
            yield f"agree_{number}", f"{total}; người không bỏ phiếu ghi vào không hợp lệ."


def fault_of_day(initiative: Initiative, day: date) -> str | None:
    """What was not there yet nobody voted on; the province's council sits after the unit's."""
    if day < initiative.applied_on:
        return f"Ngày họp trước ngày áp dụng lần đầu ({initiative.applied_on:%d/%m/%Y})."
    base = initiative.vote_at(Scope.BASE)  # where this is it, there is none yet
    if base and day < base.sitting.held_on:
        return f"Ngày họp trước ngày Hội đồng của đơn vị họp ({base.sitting.held_on:%d/%m/%Y})."
    return None


def sums_of(made: InitiativeSitting) -> dict[str, list[object]]:
    """As the log tells them."""
    return {
        vote.initiative.ref: [
            *(vote.agree, vote.disagree, vote.invalid),
            *(vote.members, vote.rule_code, vote.pct, vote.strict),
        ]
        for vote in made.votes
    }


def _said(made: InitiativeSitting, copy: StoredFile) -> dict[str, object]:
    present = [len(made.present), made.members]
    return {"held_on": made.held_on.isoformat(), "present": present, "votes": sums_of(made), "sha256": copy.sha256}
