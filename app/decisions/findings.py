"""What a Tờ trình reports: what was received, refused, awaited and asked in its rounds, and how the council voted."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from app import clock
from app.appraisals.models import Consultation, ConsultationStatus
from app.councils.models import AgendaItem, Body, Meeting
from app.councils.words import share, short_body
from app.decisions import queries
from app.documents import layout
from app.documents.kinds.of_decisions import Refusal
from app.documents.printable import Tally, TallyLine
from app.extensions import db
from app.nominations.models import Nomination
from app.nominees.words import KINDS
from app.organisations.naming import in_full, of_whom
from workflows.award_province_1 import State
from workflows.award_state_1 import ABOVE
from workflows.facts import Vote

GONE = (State.RETURNED, State.WITHDRAWN)
# What was received beside a list, and is neither on it nor stopped.
UNDER_WAY: tuple[tuple[str, tuple[StrEnum, ...]], ...] = (
    ("đang tiếp nhận, thẩm định", (State.INTAKE, State.APPRAISAL)),
    (
        "đã thẩm định, đang xét tại Hội đồng",
        (State.APPRAISED, State.COUNCIL_SCHEDULED, State.COUNCIL_VOTING, State.COUNCIL_RESULT),
    ),
    (
        "đã thẩm định, thuộc Tờ trình khác",
        (
            *(State.SNV_SUBMISSION, State.VPUB_REVIEW, State.AT_CHAIR, *ABOVE, State.DECIDED),
            *(State.PUBLISHED, State.PRODUCTION, State.HANDED_OVER, State.ARCHIVED),
        ),
    ),
    ("đang tạm dừng xem xét", (State.SUSPENDED,)),
)
COUNCIL = "Hội đồng Thi đua - Khen thưởng tỉnh"


def how_many(cases: Iterable[Nomination]) -> str:
    counted = Counter(case.nominee_kind for case in cases)
    return ", ".join(f"{layout.quantity(counted[kind])} {KINDS[kind]}" for kind in KINDS if counted[kind])


def intake(cases: Sequence[Nomination]) -> str:
    received = db.session.scalars(_received_beside(cases).where(Nomination.state.not_in(GONE))).all()
    units = len({case.unit_id for case in received})
    return f"Sở Nội vụ đã tiếp nhận hồ sơ của {layout.quantity(units)} đơn vị, đề nghị {how_many(received)}"


def fit(cases: Sequence[Nomination], ever_listed: Sequence[Nomination]) -> str:
    """Who is on the list, and how far the others of its rounds are: who only waits does not read as refused."""
    listed = {case.id for case in ever_listed if case.state != State.SUSPENDED}
    others = [case for case in db.session.scalars(_received_beside(ever_listed)) if case.id not in listed]
    groups = ((words, [case for case in others if _stage(case) in states]) for words, states in UNDER_WAY)
    under_way = (f"{how_many(group)} {words}" for words, group in groups if group)
    return "; ".join((f"Có {how_many(cases)} đủ điều kiện, tiêu chuẩn đề nghị khen thưởng", *under_way))


def _stage(case: Nomination) -> str:
    """A case that no council considers waits for its Tờ trình as soon as it is appraised."""
    return State.SNV_SUBMISSION if case.is_simplified and case.state == State.APPRAISED else case.state


def stopped(cases: Sequence[Nomination], state: State) -> Iterator[Refusal]:
    """Cases of the same rounds that stand in `state`, with the reason each was given."""
    found = _received_beside(cases).where(Nomination.state == state).options(joinedload(Nomination.unit))
    listed = db.session.scalars(found.order_by(Nomination.nominee_key, Nomination.id)).all()
    reasons = queries.reasons_of(listed, state)
    for case in listed:
        yield Refusal(
            name=f"{case.honorific} {case.nominee_name}".strip(),
            detail=of_whom(case.unit),
            reason=reasons.get(case.ref, ""),
        )


def consultation(cases: Sequence[Nomination]) -> Iterator[str]:
    """Hiệp y: who was asked about the cases on the list, and what came back."""
    asked = asked_about(cases)
    if not asked:
        return
    agencies = dict.fromkeys(in_full(inquiry.agency.name) for inquiry in asked)
    yield f"Đã lấy ý kiến hiệp y của {', '.join(agencies)}"
    objections = [inquiry for inquiry in asked if inquiry.objects]
    for inquiry in objections:
        yield (
            f"{in_full(inquiry.agency.name)} có ý kiến khác về {inquiry.nomination.nominee_name}:"
            f" {layout.unended(inquiry.answer)}"
        )
    silent = dict.fromkeys(
        in_full(inquiry.agency.name) for inquiry in asked if inquiry.status is ConsultationStatus.SILENT
    )
    if silent:
        yield f"Quá thời hạn, {', '.join(silent)} không có ý kiến"
    if not objections and any(inquiry.status is ConsultationStatus.ANSWERED for inquiry in asked):
        yield "Các cơ quan đã trả lời không có ý kiến khác"


def council_grounds(cases: Sequence[Nomination]) -> Iterator[str]:
    for meeting in dict.fromkeys(item.meeting for item in _agenda(cases)):
        day = layout.day(clock.local(meeting.held_at).date())
        yield f"Căn cứ kết quả họp {_body(meeting)} {day}"


def council(cases: Sequence[Nomination]) -> str:
    """The sentence before the votes, on whichever body took them."""
    bodies = dict.fromkeys(_body(item.meeting) for item in _agenda(cases))
    return f"Kết quả bỏ phiếu của {', '.join(bodies)}, tính trên tổng số thành viên" if bodies else ""


def passed(cases: Sequence[Nomination]) -> Iterator[str]:
    """On which day which body agreed, in a line each."""
    for meeting in dict.fromkeys(item.meeting for item in _agenda(cases)):
        yield f"{_body(meeting)} họp {layout.day(clock.local(meeting.held_at).date())}, bỏ phiếu đồng ý đề nghị"


def tallies(cases: Sequence[Nomination]) -> Iterator[Tally]:
    items = _agenda(cases)
    for meeting in dict.fromkeys(item.meeting for item in items):
        own = [item for item in items if item.meeting is meeting]
        yield Tally(
            members=own[0].members or 0,
            body=short_body(meeting.body),
            lines=tuple(_line(item) for item in own),
            threshold=_rule(own[0]),
        )


def _received_beside(cases: Sequence[Nomination]) -> Select[tuple[Nomination]]:
    """What Sở Nội vụ received for the same awards in the same rounds: other years are other Tờ trình."""
    return select(Nomination).where(
        Nomination.award_version_id.in_({case.award_version_id for case in cases}),
        Nomination.award_round_id.in_({case.award_round_id for case in cases}),
        Nomination.received_at.is_not(None),
    )


def asked_about(cases: Sequence[Nomination]) -> Sequence[Consultation]:
    """The oldest first; those that were cancelled do not count."""
    return db.session.scalars(
        select(Consultation)
        .where(
            Consultation.nomination_id.in_([case.id for case in cases]),
            Consultation.status != ConsultationStatus.CANCELLED,
        )
        .options(joinedload(Consultation.agency), joinedload(Consultation.nomination))
        .order_by(Consultation.asked_at, Consultation.id)
    ).all()


def _agenda(cases: Sequence[Nomination]) -> Sequence[AgendaItem]:
    """The counted votes of the provincial council on these cases, meeting by meeting."""
    return db.session.scalars(
        select(AgendaItem)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(
            AgendaItem.nomination_id.in_([case.id for case in cases]),
            AgendaItem.members.is_not(None),
            Meeting.council.has(is_provincial=True),
            Meeting.state == "CLOSED",
        )
        .options(joinedload(AgendaItem.nomination), joinedload(AgendaItem.meeting))
        .order_by(Meeting.held_at, AgendaItem.position)
    ).all()


def _line(item: AgendaItem) -> TallyLine:
    return TallyLine(
        name=item.name,
        honorific=item.honorific,
        detail=in_full(layout.in_one_line(item.detail)),
        yes=item.agree or 0,
        no=item.disagree or 0,
        is_passed=Vote(
            agree=item.agree or 0, members=item.members or 1, pct=item.pct or 0, strict=bool(item.strict)
        ).passes,
    )


def _body(meeting: Meeting) -> str:
    return f"Thường trực {COUNCIL}" if meeting.body is Body.STANDING else COUNCIL


def _rule(item: AgendaItem) -> str:
    needed = share(item.pct or 0, item.meeting.body, strict=bool(item.strict))
    return f"Đạt khi có {needed} đồng ý"
