"""An initiative is entered with its authors, voted on, sent up to the province; a meeting is entered whole."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select

from app import clock, versions
from app.actor import Actor
from app.audit import operations as audit
from app.councils import agenda, held, regulation
from app.councils.models import Body, Council
from app.councils.regulation import Rule
from app.councils.rules import Quorum, Totals, fault_of_tellers
from app.documents.models import StoredFile
from app.errors import Invalid, Refusal, refuse_all
from app.extensions import db
from app.initiatives import queries
from app.initiatives.models import Initiative, InitiativeAuthor, InitiativeSitting, InitiativeVote, Scope
from app.nominees.models import Nominee, NomineeKind
from app.text import fold, one_line

ALL = 100
LINE = re.compile(r"(?P<name>.+?)(?:\s*\((?P<year>\d{4})\))?\s*[-–:,]?\s*(?:(?P<share>\d{1,3})\s*%)?")
INITIATIVE = "initiative"  # no award's code: thresholds of these councils are of the rule


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What a unit says of an initiative; authors a line each: 'Phan Quốc Thái 60%'."""

    title: str
    summary: str
    applied_on: date
    authors: str


@dataclass(frozen=True, kw_only=True)
class Minutes:
    """A meeting as its minutes tell it: who was there, the sums of each initiative that was voted on."""

    held_on: date
    place: str
    tellers: list[str]
    present: frozenset[int]  # CouncilMember.id
    totals: Mapping[int, Totals]  # Initiative.id; an empty one was not voted on
    typed: Mapping[str, str] = field(default_factory=dict)


def enter(entry: Entry, *, actor: Actor) -> Initiative:
    assert actor.user_id is not None, "entered by a person"
    assert actor.organisation_id is not None, "of a unit"
    authors = _authors(entry.authors, actor.organisation_id)
    made = Initiative(
        unit_id=actor.organisation_id,
        title=entry.title,
        summary=entry.summary,
        applied_on=entry.applied_on,
        entered_by_id=actor.user_id,
        entered_at=clock.now(),
        authors=[InitiativeAuthor(nominee=nominee, share=share) for nominee, share in authors],
    )
    db.session.add(made)
    db.session.flush()
    said = {"title": made.title, "authors": [[nominee.id, share] for nominee, share in authors]}
    audit.record(actor=actor, subject=made.ref, action="enter_initiative", data=said)
    return made


def withdraw(initiative: Initiative, reason: str, *, seen: int, actor: Actor) -> None:
    """Before any council has voted on it."""
    versions.insist(initiative.ref, seen=seen, now=initiative.version, typed={"Lý do": reason})
    if initiative.withdrawn_reason or initiative.vote_at(Scope.BASE):
        raise Refusal("Chưa rút được.", ["Sáng kiến đã rút hoặc Hội đồng đã bỏ phiếu."])
    initiative.withdrawn_reason = reason
    audit.record(actor=actor, subject=initiative.ref, action="withdraw_initiative", reason=reason)


def in_the_way_of_sending(initiative: Initiative) -> list[str]:
    """Why it does not go to the province's council, a sentence each."""
    if initiative.sent_up_at:
        return ["Đã đề nghị Hội đồng sáng kiến tỉnh."]
    base = initiative.vote_at(Scope.BASE)
    return [] if base and base.vote.passes else ["Hội đồng sáng kiến của đơn vị chưa thông qua."]


def send_up(initiative: Initiative, *, seen: int, actor: Actor) -> None:
    versions.insist(initiative.ref, seen=seen, now=initiative.version)
    if reasons := in_the_way_of_sending(initiative):
        raise Refusal("Chưa đề nghị cấp tỉnh được.", reasons)
    initiative.sent_up_at = clock.now()
    audit.record(actor=actor, subject=initiative.ref, action="send_initiative_up")


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
        elif early := _fault_of_day(waiting[number], told.held_on):
            yield f"agree_{number}", early
        elif sums.is_empty:
            yield f"agree_{number}", "Nhập đủ số phiếu đồng ý, không đồng ý và không hợp lệ; không có thì ghi 0."
        elif sums.votes != quorum.present:
            total = f"Tổng cộng {sums.votes} phiếu, phải bằng {quorum.present} thành viên có mặt"
            yield f"agree_{number}", f"{total}; người không bỏ phiếu ghi vào không hợp lệ."


def _fault_of_day(initiative: Initiative, day: date) -> str | None:
    """What was not there yet nobody voted on; the province's council sits after the unit's."""
    if day < initiative.applied_on:
        return f"Ngày họp trước ngày áp dụng lần đầu ({initiative.applied_on:%d/%m/%Y})."
    base = initiative.vote_at(Scope.BASE)  # where this is it, there is none yet
    if base and day < base.sitting.held_on:
        return f"Ngày họp trước ngày Hội đồng của đơn vị họp ({base.sitting.held_on:%d/%m/%Y})."
    return None


def _authors(written: str, unit_id: int) -> list[tuple[Nominee, int]]:
    lines = [LINE.fullmatch(one_line(line)) for line in written.splitlines() if line.strip()]
    known = _people_called([fold(line["name"]) for line in lines if line], unit_id)
    faults, found = [], []
    for line in lines:
        assert line is not None, "the last part takes whatever is left"
        fits = [one for one in known if one.folded == fold(line["name"])]
        if line["year"]:
            fits = [one for one in fits if one.birth_date and one.birth_date.year == int(line["year"])]
        if len(fits) != 1:
            faults.append(_fault_of_name(line["name"], fits))
        else:
            found.append((fits[0], int(line["share"]) if line["share"] else ALL if len(lines) == 1 else 0))
    if not faults and len({nominee.id for nominee, _ in found}) != len(found):
        faults.append("Một người ghi hai lần.")
    if not faults and (sum(share for _, share in found) != ALL or min(share for _, share in found) < 1):
        faults.append("Tỷ lệ đóng góp của các tác giả phải cộng lại đúng 100%, mỗi người ít nhất 1%.")
    refuse_all(authors=" ".join(faults) or None)
    return found


def _people_called(names: list[str], unit_id: int) -> list[Nominee]:
    return [
        *db.session.scalars(
            select(Nominee).where(
                Nominee.unit_id == unit_id, Nominee.kind == NomineeKind.INDIVIDUAL, Nominee.folded.in_(names)
            )
        )
    ]


def _fault_of_name(name: str, fits: list[Nominee]) -> str:
    if fits:
        return f"Có {len(fits)} người tên {name}: ghi thêm năm sinh, ví dụ {name} (1980)."
    return f"Không có {name} trong danh sách cá nhân của đơn vị: thêm ở mục “Cá nhân, tập thể, hộ” trước."


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
