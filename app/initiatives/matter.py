"""What initiative councils consider: initiatives. When a meeting closes, each is passed or not by its vote."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, String, func, literal, select

from app import clock
from app.actor import Actor
from app.councils import agenda, matters
from app.councils.constitution import CouncilKind
from app.councils.matters import Matter, Offices, OnePage, Words
from app.councils.models import AgendaItem, Council, CouncilMember, Meeting, RecusalKind
from app.councils.regulation import Rule
from app.councils.summaries import shortened
from app.errors import Invalid
from app.initiatives import panels, queries, sittings
from app.initiatives.models import Initiative, InitiativeAuthor, InitiativeItem, Scope
from app.initiatives.reach import visible_to
from app.nominees.models import Nominee
from app.organisations.models import Organisation
from app.text import fold

NOBODY_CHOSEN = "Chọn ít nhất một sáng kiến vào chương trình."
GONE = "Có sáng kiến không còn chờ Hội đồng này: tải lại trang, chọn lại."


class Initiatives(Matter):
    words = Words(
        council="Hội đồng\nSáng kiến",
        symbol="HĐSK",
        one="sáng kiến",
        proposed="Sáng kiến",
        asked_for="Đề nghị",
        reported="nghe báo cáo từng sáng kiến",
        voted_on="sáng kiến đề nghị công nhận",
        meeting="Phiên họp xét công nhận sáng kiến",
        choosing="initiatives/_choosing.html",
        after_closing="Sáng kiến được thông qua thì chờ quyết định công nhận của người đứng đầu.",
    )
    kinds = (
        RecusalKind.AUTHOR,
        RecusalKind.DECLARED,
        RecusalKind.RELATIVE,
        RecusalKind.SAME_UNIT,
        RecusalKind.DRAFTED,
        RecusalKind.OTHER,
    )

    def waiting(self, meeting: Meeting) -> Sequence[Initiative]:
        return queries.waiting(meeting.council)

    def chosen(self, meeting: Meeting, ids: Iterable[int], actor: Actor) -> list[AgendaItem]:  # noqa: ARG002 -- a council's own list
        wanted, waiting = dict.fromkeys(ids), {one.id: one for one in queries.waiting(meeting.council)}
        if not wanted:
            raise Invalid(nomination_ids=NOBODY_CHOSEN)
        if not wanted.keys() <= waiting.keys():
            raise Invalid(nomination_ids=GONE)
        return [InitiativeItem(initiative=waiting[number]) for number in wanted]

    def laws(self, items: Sequence[AgendaItem], council: Council) -> Mapping[int, tuple[str, Rule]]:  # noqa: ARG002 -- as every kind is asked
        """No law has a share for them: the majority, unless the council's regulation asks for more."""
        return dict.fromkeys((item.id for item in items), (sittings.INITIATIVE, agenda.majority_rule()))

    def matter(self, meeting: Meeting) -> str:  # noqa: ARG002 -- there is but one
        return "công nhận sáng kiến"

    def pages(self, listed: Sequence[tuple[int, AgendaItem]]) -> list[OnePage]:
        return [_page(place, item) for place, item in listed if isinstance(item, InitiativeItem)]

    def ballot_names(self) -> Select[Any]:
        authors = (
            select(func.aggregate_strings(Nominee.name, ", "))
            .join(InitiativeAuthor, InitiativeAuthor.nominee_id == Nominee.id)
            .where(InitiativeAuthor.initiative_id == Initiative.id)
            .scalar_subquery()
        )
        return (
            select(
                InitiativeItem.id.label("item_id"),
                literal("", String).label("honorific"),
                Initiative.title.label("name"),
                authors.label("title"),
                literal("initiative", String).label("kind"),
                literal("Công nhận sáng kiến", String).label("award"),
                Organisation.name.label("unit"),
            )
            .join(Initiative, Initiative.id == InitiativeItem.initiative_id)
            .join(Organisation, Organisation.id == Initiative.unit_id)
        )

    def reason_to_recuse(
        self, item: AgendaItem, member: CouncilMember, held: Offices
    ) -> tuple[RecusalKind, str] | None:
        initiative = _initiative(item)
        title = next((title for unit_id, title in held if unit_id == initiative.unit_id), "")
        if fold(member.name) in {fold(name) for name in item.people}:
            return RecusalKind.AUTHOR, "Trùng họ tên với tác giả: đối chiếu có phải cùng một người."
        if member.user_id is not None and initiative.entered_by_id == member.user_id:
            return RecusalKind.DRAFTED, "Là người nhập sáng kiến trên phần mềm."
        if title and item.meeting.council.is_provincial:
            return RecusalKind.SAME_UNIT, f"Đang là {title}, {initiative.unit.name}."
        return None

    def doors(self, items: Sequence[AgendaItem], actor: Actor) -> Mapping[int, tuple[str, Mapping[str, int]]]:
        numbers = {item.id: _initiative(item).id for item in items}
        seen = queries.numbers(visible_to(actor).where(Initiative.id.in_(numbers.values())))
        return {
            item_id: ("initiatives.show", {"initiative_id": number})
            for item_id, number in numbers.items()
            if number in seen
        }

    def standing(self, item: AgendaItem) -> str:
        initiative, scope = _initiative(item), queries.scope_of(item.meeting.council)
        if decision := initiative.recognised_at(scope):
            return f"Đã công nhận: {decision.called}"
        vote = initiative.vote_at(scope)
        return "Chờ quyết định công nhận" if vote and vote.vote.passes else "Không công nhận"

    def fault_of_day(self, meeting: Meeting, held_at: datetime, items: Sequence[AgendaItem]) -> str | None:  # noqa: ARG002 -- as every kind is asked
        day = clock.local(held_at).date()
        faults = ((item.name, sittings.fault_of_day(_initiative(item), day)) for item in items)
        return next((f"“{name}”: {fault}" for name, fault in faults if fault), None)

    def closed(self, meeting: Meeting, clarify: Mapping[int, str], actor: Actor) -> None:  # noqa: ARG002 -- never asked
        sittings.take_over(meeting, actor=actor)


matters.considers(CouncilKind.INITIATIVE, Initiatives())


def _initiative(item: AgendaItem) -> Initiative:
    assert isinstance(item, InitiativeItem), "this council considers initiatives"
    return item.initiative


def _page(place: int, item: InitiativeItem) -> OnePage:
    one = item.initiative
    base = one.vote_at(Scope.BASE) if item.meeting.council.is_provincial else None
    text = shortened(one.summary)
    return OnePage(
        item=item,
        place=place,
        facts=(
            ("Tác giả", ", ".join(f"{author.nominee.name} ({author.share}%)" for author in one.authors)),
            ("Đơn vị", one.unit.name),
            ("Áp dụng lần đầu", f"{one.applied_on:%d/%m/%Y}"),
            ("Hội đồng đơn vị", panels.told(base).words if base else ""),
            ("Không bỏ phiếu", ", ".join(recusal.member.name for recusal in item.recusals)),
        ),
        heading="Nội dung, hiệu quả",
        text=text,
        is_cut=text != one.summary.strip(),
    )
