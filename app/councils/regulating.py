"""The numbers of a council's regulation are entered, each from a day and with where it is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from app import versions
from app.actor import Actor
from app.audit import operations as audit
from app.awards import rule_sets
from app.awards.models import AwardVersion, VoteRule
from app.awards.queries import versions_open
from app.councils import agenda, regulation, rules
from app.councils.constitution import BY_ITS_REGULATION, CouncilKind, CouncilRules, CouncilThreshold
from app.councils.held import fault_of_change
from app.councils.models import Body, Council
from app.errors import Refusal, refuse_all

MORE_THAN_ALL = "Túc số không thể lớn hơn toàn thể: tử số không quá mẫu số."
UNREAD = "setting"  # nobody says where it is written
ALL = 100
AWARD, RULE = "award:", "rule:"  # how a form tells one from the other


@dataclass(frozen=True, kw_only=True)
class Numbers:
    """All of them together: whoever enters a regulation has it before them."""

    valid_from: date
    quorum_numerator: int
    quorum_denominator: int
    quorum_basis: str
    is_secret: bool
    secrecy_basis: str
    keeps_recused: bool
    recused_basis: str
    paper_id: int | None = None
    version: int = 0
    typed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class OwnThreshold:
    """More votes than the law asks for, of what: 'award:cstd_tinh' or 'rule:VMAJ'."""

    what: str
    pct: int
    strict: bool
    basis: str
    valid_from: date
    paper_id: int | None = None
    version: int = 0
    typed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class ThresholdEnd:
    """The last day of a threshold, and why."""

    last_day: date
    reason: str
    version: int = 0
    typed: Mapping[str, str] = field(default_factory=dict)


def set_numbers(council: Council, wanted: Numbers, *, actor: Actor) -> CouncilRules:
    """From a day on; those before it stay as they were, for the meetings that were counted by them."""
    versions.insist(council.ref, seen=wanted.version, now=council.version, typed=wanted.typed)
    refuse_all(
        quorum_numerator=MORE_THAN_ALL if wanted.quorum_numerator > wanted.quorum_denominator else None,
        valid_from=_fault_of_day(council, wanted.valid_from),
    )
    made = CouncilRules(
        valid_from=wanted.valid_from,
        quorum_numerator=wanted.quorum_numerator,
        quorum_denominator=wanted.quorum_denominator,
        quorum_basis=wanted.quorum_basis,
        quorum_confidence=_confidence(wanted.quorum_basis),
        is_secret=wanted.is_secret,
        secrecy_basis=wanted.secrecy_basis,
        secrecy_confidence=_confidence(wanted.secrecy_basis),
        keeps_recused=wanted.keeps_recused,
        recused_basis=wanted.recused_basis,
        recused_confidence=_confidence(wanted.recused_basis),
        paper_id=wanted.paper_id,
    )
    council.settings.append(made)
    council.settings.sort(key=lambda one: one.valid_from)
    versions.touch(council, by="name")
    quorum = f"{made.quorum_numerator}/{made.quorum_denominator}"
    said: dict[str, object] = {"from": made.valid_from.isoformat(), "quorum": quorum, "basis": made.quorum_basis}
    said |= {"is_secret": made.is_secret, "keeps_recused": made.keeps_recused}
    audit.record(actor=actor, subject=council.ref, action="set_council_rules", data=said)
    return made


def set_threshold(council: Council, wanted: OwnThreshold, *, actor: Actor) -> CouncilThreshold:
    versions.insist(council.ref, seen=wanted.version, now=council.version, typed=wanted.typed)
    law = _law(council, wanted)
    refuse_all(
        what=None if law else "Chọn một danh hiệu, hình thức hoặc quy tắc trong danh sách.",
        pct=_fault_of_share(wanted, law),
        valid_from=fault_of_change(council, wanted.valid_from, None),
    )
    _end_former(council, wanted)
    made = CouncilThreshold(
        vote_rule_code=_named(wanted, RULE),
        award_code=_named(wanted, AWARD),
        pct=wanted.pct,
        strict=wanted.strict,
        basis=wanted.basis,
        confidence=_confidence(wanted.basis),
        valid_from=wanted.valid_from,
        paper_id=wanted.paper_id,
    )
    council.thresholds.append(made)
    versions.touch(council, by="name")
    audit.record(actor=actor, subject=council.ref, action="set_council_threshold", data=_said(made))
    return made


def end_threshold(council: Council, own: CouncilThreshold, end: ThresholdEnd, *, actor: Actor) -> None:
    """Afterwards the law's share holds again."""
    versions.insist(council.ref, seen=end.version, now=council.version, typed=end.typed)
    last_day = end.last_day
    if own.valid_to is not None and last_day >= own.valid_to:
        raise Refusal("Chưa ghi được.", [f"Tỷ lệ này đã hết hiệu lực sau ngày {own.valid_to:%d/%m/%Y}."])
    refuse_all(last_day=_fault_of_last_day(council, own, last_day))
    own.valid_to = last_day
    versions.touch(council, by="name")
    said = _said(own)
    audit.record(actor=actor, subject=council.ref, action="end_council_threshold", reason=end.reason, data=said)


def targets(council: Council, day: date) -> list[tuple[str, str, VoteRule]]:
    """What may get a threshold of its own: as the form tells it, as people call it, what the law asks for that day."""
    majority = agenda.majority_rule()
    general = [(f"{RULE}{majority.code}", regulation.what_is_general(council), majority)]
    if council.kind is CouncilKind.INITIATIVE:
        return general
    awards = [one for one in versions_open(day) if not council.is_provincial or one.considered_by in {*Body}]
    return general + [
        (f"{AWARD}{one.award_code}", one.name, _law_of_award(one, council, majority, day)) for one in awards
    ]


def _law_of_award(award: AwardVersion, council: Council, majority: VoteRule, day: date) -> VoteRule:
    if council.is_provincial and award.by_resolution:
        chosen = rule_sets.newest(award.award_code, day)
        return chosen.vote_rule if chosen else majority
    return agenda.rule_for(award, council, majority)


def _law(council: Council, wanted: OwnThreshold) -> VoteRule | None:
    return next((law for what, _, law in targets(council, wanted.valid_from) if what == wanted.what), None)


def _fault_of_share(wanted: OwnThreshold, law: VoteRule | None) -> str | None:
    if wanted.pct == ALL and wanted.strict:
        return "Không thể trên 100%."
    if law is None or not regulation.is_below(wanted, law):
        return None
    least = rules.threshold(law.pct, strict=law.strict)
    return f"Không được thấp hơn mức chung: {least} tổng số thành viên, theo {law.basis}."


def _fault_of_day(council: Council, day: date) -> str | None:
    if any(one.valid_from == day for one in council.settings):
        return f"Đã nhập số liệu có hiệu lực từ ngày {day:%d/%m/%Y}. Chọn ngày khác."
    later = [one.valid_from for one in council.settings if one.valid_from > day]
    return fault_of_change(council, day, min(later) - timedelta(days=1) if later else None)


def _fault_of_last_day(council: Council, own: CouncilThreshold, last_day: date) -> str | None:
    if last_day < own.valid_from:
        return f"Tỷ lệ này có hiệu lực từ ngày {own.valid_from:%d/%m/%Y}: ngày cuối không thể trước ngày đó."
    return fault_of_change(council, last_day + timedelta(days=1), own.valid_to)


def _end_former(council: Council, wanted: OwnThreshold) -> None:
    for one in council.thresholds:
        if _target(one) != wanted.what or (one.valid_to is not None and one.valid_to < wanted.valid_from):
            continue
        if one.valid_from >= wanted.valid_from:
            refuse_all(valid_from=f"Đã nhập tỷ lệ này từ ngày {one.valid_from:%d/%m/%Y}. Chọn ngày sau ngày đó.")
        one.valid_to = wanted.valid_from - timedelta(days=1)


def _target(one: CouncilThreshold) -> str:
    return f"{AWARD}{one.award_code}" if one.award_code else f"{RULE}{one.vote_rule_code}"


def _named(wanted: OwnThreshold, kind: str) -> str | None:
    return wanted.what.removeprefix(kind) if wanted.what.startswith(kind) else None


def _confidence(basis: str) -> str:
    return BY_ITS_REGULATION if basis.strip() else UNREAD


def _said(own: CouncilThreshold) -> dict[str, object]:
    days = [own.valid_from.isoformat(), own.valid_to.isoformat() if own.valid_to else None]
    return {"what": _target(own), "pct": own.pct, "strict": own.strict, "basis": own.basis, "days": days}
