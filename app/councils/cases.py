"""What councils on emulation and awards consider: cases, which move with the meeting."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select

from app.actor import Actor
from app.audit import operations as audit
from app.awards.models import AwardVersion, VoteRule
from app.awards.naming import giving
from app.casework import advance
from app.councils import agenda, concluding, handouts, matters, passes, precedents, queries, suggesting, summaries
from app.councils.case_items import CaseItem, of_cases
from app.councils.constitution import CouncilKind
from app.councils.matters import Matter, Offices, OnePage, Stray, Words
from app.councils.models import AgendaItem, Body, Council, CouncilMember, Meeting, RecusalKind
from app.councils.regulation import Rule
from app.councils.words import BODIES
from app.errors import Invalid
from app.medals.queries import vote_rules
from app.nominations import listing
from app.nominations.models import Nomination
from app.nominations.reach import open_to
from app.organisations.models import Organisation
from workflows.award_province_1 import State as CaseState
from workflows.sheets_1 import MeetingState

SUSPENDED = "Hồ sơ tạm dừng xét khi phiên họp khai mạc."


class Cases(Matter):
    words = Words(
        council="Hội đồng\nThi đua - Khen thưởng",
        symbol="HĐTĐKT",
        one="hồ sơ",
        proposed="Cá nhân, tập thể, hộ gia đình",
        asked_for="Danh hiệu, hình thức",
        reported="nghe báo cáo từng hồ sơ",
        voted_on="trường hợp đề nghị khen thưởng",
        meeting="Phiên họp xét khen thưởng",
        choosing="councils/_choosing.html",
        after_closing="Hồ sơ không đạt dừng tại đơn vị; Sở Nội vụ không thấy hồ sơ này.",
    )

    kinds = tuple(kind for kind in RecusalKind if kind is not RecusalKind.AUTHOR)

    def waiting(self, meeting: Meeting) -> Sequence[Nomination]:
        return queries.candidates(meeting)

    def chosen(self, meeting: Meeting, ids: Iterable[int], actor: Actor) -> list[AgendaItem]:
        cases = listing.chosen(ids, queries.waiting(meeting.council), actor, onto="chương trình")
        _insist_on_considered(meeting, cases)
        return [CaseItem(nomination=case) for case in cases]

    def laws(self, items: Sequence[AgendaItem], council: Council) -> Mapping[int, tuple[str, Rule]]:
        listed, majority = of_cases(items), agenda.majority_rule()
        sets = _rules_of_sets(listed) if council.is_provincial else {}
        found: dict[int, tuple[str, Rule]] = {}
        for item in listed:
            award = item.case.award_version
            law = sets.get(item.case.id) or agenda.rule_for(award, council, majority)
            found[item.id] = award.award_code, law
        return found

    def matter(self, meeting: Meeting) -> str:
        given = list(dict.fromkeys(giving(item.case.award_version) for item in _living(meeting)))
        return f"tặng {given[0]}" if len(given) == 1 else "tặng các danh hiệu thi đua, hình thức khen thưởng"

    def pages(self, listed: Sequence[tuple[int, AgendaItem]]) -> list[OnePage]:
        cases = [(place, item) for place, item in listed if isinstance(item, CaseItem)]
        return [
            OnePage(
                item=told.item,
                place=told.place,
                facts=[*handouts.facts_of(told)],
                heading="Thành tích tóm tắt",
                text=told.achievements,
                is_cut=told.is_cut,
            )
            for told in summaries.of_items(cases)
        ]

    def ballot_names(self) -> Select[Any]:
        return (
            select(
                AgendaItem.id.label("item_id"),
                Nomination.honorific,
                Nomination.nominee_name.label("name"),
                Nomination.nominee_title.label("title"),
                Nomination.nominee_kind.label("kind"),
                AwardVersion.name.label("award"),
                Organisation.name.label("unit"),
            )
            .join(Nomination, Nomination.id == AgendaItem.nomination_id)
            .join(AwardVersion, AwardVersion.id == Nomination.award_version_id)
            .join(Organisation, Organisation.id == Nomination.unit_id)
        )

    def reason_to_recuse(
        self, item: AgendaItem, member: CouncilMember, held: Offices
    ) -> tuple[RecusalKind, str] | None:
        assert isinstance(item, CaseItem), "this council considers cases"
        return next(suggesting.reasons(item.case, member, held, item.meeting), None)

    def doors(self, items: Sequence[AgendaItem], actor: Actor) -> Mapping[int, tuple[str, Mapping[str, int]]]:
        listed = of_cases(items)
        seen = open_to(actor, [item.case for item in listed])
        return {
            item.id: ("nominations.show", {"nomination_id": item.case.id}) for item in listed if item.case.id in seen
        }

    def standing(self, item: AgendaItem) -> str:
        assert isinstance(item, CaseItem), "this council considers cases"
        return item.case.state_name

    def fault_of_day(self, meeting: Meeting, held_at: datetime, items: Sequence[AgendaItem]) -> str | None:
        return passes.fault_of_day(meeting, held_at, [item.case for item in of_cases(items)])

    def strays(self, meeting: Meeting) -> Sequence[Stray]:
        """Withdrawn, suspended."""
        awaited = awaited_state(meeting)
        gone = [item.case for item in _living(meeting) if item.case.state != awaited]
        return [Stray(case.nominee_name, case.state_name, case.state == CaseState.SUSPENDED) for case in gone]

    def suspended(self, meeting: Meeting) -> AbstractSet[int]:
        return frozenset(item.id for item in _living(meeting) if item.case.state == CaseState.SUSPENDED)

    def precedents(self, item: AgendaItem, actor: Actor) -> Sequence[precedents.Precedent]:
        assert isinstance(item, CaseItem), "this council considers cases"
        return precedents.of_item(item, actor)

    def may_clarify(self, council: Council) -> bool:
        return council.is_provincial

    def concludable(self, meeting: Meeting) -> AbstractSet[int]:
        return passes.concludable(meeting)

    def listed(self, item: AgendaItem, actor: Actor) -> None:
        """A provincial case is scheduled, unless it was before."""
        _advance_from(CaseState.APPRAISED, [item], "put_on_agenda", actor)

    def released(self, item: AgendaItem, reason: str, actor: Actor) -> None:
        """A provincial one goes back to those that wait."""
        _advance_from(CaseState.COUNCIL_SCHEDULED, [item], "take_off_agenda", actor, reason)

    def set_aside(self, meeting: Meeting, actor: Actor) -> None:
        """The council votes without the names whose cases stand still; each may be put on another agenda."""
        for item in _living(meeting):
            if item.case.state == CaseState.SUSPENDED:
                item.removed_reason = SUSPENDED
                data = {"case": item.subject}
                audit.record(actor=actor, subject=meeting.ref, action="take_off", reason=SUSPENDED, data=data)

    def opened(self, meeting: Meeting, step: str, actor: Actor) -> None:
        if meeting.council.is_provincial:
            for item in _living(meeting):
                advance(item.case, step, actor=actor)

    def called_off(self, meeting: Meeting, reason: str, actor: Actor) -> None:
        _advance_from(CaseState.COUNCIL_VOTING, agenda.living(meeting), "cancel_vote", actor, reason)

    def counted(self, meeting: Meeting, actor: Actor) -> None:
        if meeting.council.is_provincial:
            _advance_from(CaseState.COUNCIL_VOTING, agenda.living(meeting), "count_votes", actor)

    def closed(self, meeting: Meeting, clarify: Mapping[int, str], actor: Actor) -> None:
        """A suspended one waits for its own conclusion."""
        awaited = awaited_state(meeting)
        waiting = [item for item in _living(meeting) if item.case.state == awaited]
        concluding.conclude(meeting, waiting, clarify, actor=actor)


matters.considers(CouncilKind.EMULATION, Cases())


def awaited_state(meeting: Meeting) -> CaseState:
    """Where the cases of a meeting must stand; one that went elsewhere meanwhile has left the meeting."""
    if not meeting.council.is_provincial:
        return CaseState.UNIT_COUNCIL
    return {
        MeetingState.PREPARING: CaseState.COUNCIL_SCHEDULED,
        MeetingState.OPEN: CaseState.COUNCIL_VOTING,
    }.get(MeetingState(meeting.state), CaseState.COUNCIL_RESULT)


def _living(meeting: Meeting) -> list[CaseItem]:
    return of_cases(agenda.living(meeting))


def _advance_from(state: CaseState, items: Iterable[AgendaItem], step: str, actor: Actor, reason: str = "") -> None:
    for item in of_cases(items):
        if item.case.state == state:
            advance(item.case, step, actor=actor, reason=reason)


def _rules_of_sets(items: Iterable[CaseItem]) -> Mapping[int, VoteRule]:
    """What the rule set of a medal says, by nomination; nothing is asked where no medal is on the agenda."""
    medals = [item.case.id for item in items if item.case.is_of_the_medal]
    return vote_rules(medals) if medals else {}


def _insist_on_considered(meeting: Meeting, cases: Iterable[Nomination]) -> None:
    if not meeting.council.is_provincial:
        return
    for case in cases:
        considered_by = case.award_version.considered_by
        if considered_by not in {*Body}:
            raise Invalid(nomination_ids=f"{case.nominee_name}: hồ sơ này không thuộc diện Hội đồng xét.")
        if considered_by != meeting.body.value:
            proper, here = BODIES[Body(considered_by)], BODIES[meeting.body]
            raise Invalid(
                nomination_ids=f"{case.nominee_name}: “{case.award_version.name}” do {proper} xét,"
                f" không đưa vào phiên họp {here} được."
            )
