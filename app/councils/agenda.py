"""What a meeting's rows amount to: its body, its quorum, and each name with the rule it is voted by."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select

from app.awards.models import AwardVersion, VoteRule
from app.councils import matters, regulation, rules
from app.councils.constitution import VERIFIED
from app.councils.models import AgendaItem, Council, CouncilMember, Meeting, Presence, Teller, Voting
from app.councils.regulation import Rule
from app.councils.rules import Ballots, Quorum, Recused, Totals
from app.errors import Refusal
from app.extensions import db
from workflows.facts import Vote

ANY_COUNCIL = "any"
OF_SUBMITTING_COUNCILS = frozenset({"submitting_level", ANY_COUNCIL})


@dataclass(frozen=True, kw_only=True)
class Line:
    """One name of the agenda, the rule that applies or applied, and what came of it."""

    item: AgendaItem
    rule_code: str
    pct: int
    strict: bool
    basis: str
    is_verified: bool
    members: int

    @property
    def vote(self) -> Vote | None:
        agree = self.item.agree
        if agree is None or not 0 <= agree <= self.members or not self.members:
            return None
        return Vote(agree=agree, members=self.members, pct=self.pct, strict=self.strict)

    @property
    def result(self) -> str:
        return rules.in_words(self.vote) if self.vote else ""

    @property
    def threshold(self) -> str:
        return rules.threshold(self.pct, strict=self.strict).capitalize()

    @property
    def rule(self) -> str:
        needed = rules.votes_needed(self.members, self.pct, strict=self.strict)
        return f"{self.threshold}, ít nhất {needed}/{self.members} phiếu"


def body_of(meeting: Meeting) -> list[CouncilMember]:
    """All who are counted on the day of the meeting, present or not."""
    return meeting.council.members_on(regulation.day_of(meeting), meeting.body)


def recused_in(meeting: Meeting) -> dict[int, Recused]:
    """By item: how many of the body do not vote on it, and how many of these are there or wrote."""
    body = {member.id for member in body_of(meeting)}
    noted = {line.member_id: line.presence for line in meeting.attendance}
    found = {}
    for item in living(meeting):
        if away := [recusal.member_id for recusal in item.recusals if recusal.member_id in body]:
            seats = [noted.get(member_id) for member_id in away]
            there, wrote = seats.count(Presence.PRESENT), seats.count(Presence.WRITTEN)
            found[item.id] = Recused(present=there, written=wrote, members=len(away))
    return found


def presiding(meeting: Meeting) -> CouncilMember | None:
    """Who leads: the first by rank of the chair and the deputies who are there; the chair where nobody sat."""
    return first_of(meeting, "chair", "deputy")


def present_in(meeting: Meeting) -> list[CouncilMember]:
    """Who is there; of a meeting whose roll is not called yet, all of its body."""
    there = {line.member_id for line in meeting.attendance if line.presence is Presence.PRESENT}
    return [member for member in body_of(meeting) if not meeting.attendance or member.id in there]


def first_of(meeting: Meeting, *parts: str) -> CouncilMember | None:
    """The first by rank, and who is there before who is not."""
    there = {line.member_id for line in meeting.attendance if line.presence is Presence.PRESENT}
    ranked = [member for part in parts for member in body_of(meeting) if member.part == part]
    return next((member for member in ranked if member.id in there), ranked[0] if ranked else None)


def quorum_of(meeting: Meeting) -> Quorum:
    body = {member.id for member in body_of(meeting)}
    presence = [line.presence for line in meeting.attendance if line.member_id in body]
    settings = regulation.of_meeting(meeting)
    return Quorum(
        members=len(body),
        present=presence.count(Presence.PRESENT),
        written=presence.count(Presence.WRITTEN),
        numerator=settings.quorum_numerator,
        denominator=settings.quorum_denominator,
        is_in_writing=meeting.is_in_writing,
    )


def absent(meeting: Meeting) -> list[tuple[str, str]]:
    """Who was noted as away, and why."""
    reasons = {line.member_id: line.reason for line in meeting.attendance if line.presence == Presence.ABSENT}
    return [(member.name, reasons[member.id]) for member in body_of(meeting) if member.id in reasons]


def name_tellers(meeting: Meeting, names: Iterable[str], accounts: Mapping[str, int | None] | None = None) -> None:
    """Ban kiểm phiếu in this order, its head first; who is named again keeps what is known of them."""
    known = {teller.name: teller for teller in meeting.committee}
    meeting.committee = [known.get(name) or Teller(name=name) for name in dict.fromkeys(names)]
    for position, teller in enumerate(meeting.committee, start=1):
        teller.position = position
        if accounts is not None:
            teller.user_id = accounts.get(teller.name)


def living(meeting: Meeting) -> list[AgendaItem]:
    """The names on the agenda, in the order set by hand."""
    return sorted((item for item in meeting.items if item.removed_reason is None), key=lambda item: item.position)


def people_of(meeting: Meeting) -> list[str]:
    """Whose votes these are."""
    return [name for item in living(meeting) for name in item.people]


def majority_rule() -> VoteRule:
    """The rule of councils where the law sets none, from the catalogue."""
    found = _majority()
    if found is None:
        raise Refusal("Chưa có quy tắc bỏ phiếu.", ["Danh mục chưa có quy tắc bỏ phiếu chung: liên hệ quản trị."])
    return found


def general_threshold() -> str:
    """That rule in words; nothing where the catalogue has none."""
    rule = _majority()
    return rules.threshold(rule.pct, strict=rule.strict) if rule else ""


def _majority() -> VoteRule | None:
    return db.session.scalars(select(VoteRule).where(VoteRule.council == ANY_COUNCIL)).first()


def rule_for(award: AwardVersion, council: Council, majority: VoteRule) -> VoteRule:
    """The award's rule, where it is meant for this kind of council; else the majority."""
    rule = award.vote_rule
    if rule is None or (not council.is_provincial and rule.council not in OF_SUBMITTING_COUNCILS):
        return majority
    return rule


def lines(meeting: Meeting) -> list[Line]:
    """Every name with its rule: as pinned when it was counted, else as catalogue and regulation have it for the day."""
    council, day = meeting.council, regulation.day_of(meeting)
    body, items = body_of(meeting), living(meeting)
    laws = matters.of(meeting).laws(items, council)
    found = []
    for item in items:
        code, law = laws[item.id]
        rule = regulation.applied(council, day, code, law)
        found.append(line_of(item, rule, _counted(item, body, law)))
    return found


def _counted(item: AgendaItem, body: list[CouncilMember], law: Rule) -> int:
    """All members, those too who may not vote on the name; unless the regulation says otherwise and the law nothing."""
    says_all = law.confidence == VERIFIED  # its text was read: of all members
    if says_all or regulation.of_meeting(item.meeting).keeps_recused:
        return len(body)
    recused = {one.member_id for one in item.recusals}
    return sum(member.id not in recused for member in body)


def line(item: AgendaItem) -> Line:
    """One of them, counted or not."""
    return next(line for line in lines(item.meeting) if line.item is item)


def line_of(item: AgendaItem, rule: Rule, members: int) -> Line:
    basis, is_verified = rule.basis, regulation.is_settled(rule.confidence)
    if item.pct is not None and item.strict is not None and item.members is not None:
        code, pct, strict, members = item.rule_code or rule.code, item.pct, item.strict, item.members
    else:
        code, pct, strict = rule.code, rule.pct, rule.strict
    return Line(
        item=item, rule_code=code, pct=pct, strict=strict, members=members, basis=basis, is_verified=is_verified
    )


def ballots_of(meeting: Meeting) -> Ballots:
    return Ballots(issued=meeting.ballots_issued, returned=meeting.ballots_returned, invalid=meeting.ballots_invalid)


def totals_of(items: Iterable[AgendaItem]) -> dict[int, Totals]:
    return {item.id: Totals(agree=item.agree, disagree=item.disagree, invalid=item.invalid) for item in items}


def faults_of(meeting: Meeting, ballots: Ballots, totals: Mapping[int, Totals]) -> dict[str, str]:
    """What contradicts itself, on papers or of hands: field to sentence. A sealed box answers for its own sums."""
    quorum, recused = quorum_of(meeting), recused_in(meeting)
    if meeting.voting is Voting.HANDS:
        return rules.faults_of_hands(totals, quorum, recused)
    return rules.faults(ballots, totals, quorum, recused)
