"""What the Tờ trình of Sở Nội vụ and the Quyết định say, gathered from the rows of the day."""

from collections import Counter
from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app import clock
from app.actor import Actor
from app.awards import money
from app.awards.models import AwardVersion
from app.councils.models import AgendaItem, Body, Meeting
from app.decisions import queries
from app.decisions.models import Proposal
from app.documents import grounds, layout
from app.documents.contexts import (
    AwardDecision,
    Letterhead,
    MoneyLine,
    ProposalLetter,
    Refusal,
    Roll,
    Row,
    Tally,
    TallyLine,
)
from app.documents.models import Paper
from app.extensions import db
from app.nominations.models import Nomination
from app.nominees.models import NomineeKind
from app.organisations.models import Organisation
from app.organisations.queries import by_code
from app.papers import operations as papers
from app.papers.signing import signature_of
from workflows.award_province_1 import State
from workflows.facts import Vote
from workflows.vocabulary import Paper as PaperCode
from workflows.vocabulary import Sheet

KINDS = {
    NomineeKind.INDIVIDUAL: "cá nhân",
    NomineeKind.COLLECTIVE: "tập thể",
    NomineeKind.HOUSEHOLD: "hộ gia đình",
}
CHAIRMAN = "Chủ tịch Ủy ban nhân dân tỉnh"


def department() -> Organisation:
    return by_code("SNV")


def committee() -> Organisation:
    return by_code("UBND-T")


def giving(award: AwardVersion) -> str:
    """'danh hiệu “Chiến sĩ thi đua cấp tỉnh”', 'Bằng khen của Chủ tịch UBND tỉnh'."""
    return f"danh hiệu “{award.name}”" if award.award.kind == "title" else award.name


def default_title(award: AwardVersion) -> str:
    return f"Về việc đề nghị tặng {giving(award)}"


def decision_title(proposal: Proposal) -> str:
    return f"Về việc tặng {giving(proposal.award_version)}"


def proposal_letter(proposal: Proposal, *, signer: Actor | None = None) -> ProposalLetter:
    award, cases = proposal.award_version, _cases(proposal)
    sent = "Sở Nội vụ kính trình Chủ tịch Ủy ban nhân dân tỉnh"
    return ProposalLetter(
        letterhead=Letterhead(
            superior="Ủy ban nhân dân\ntỉnh Ninh Thuận",
            organisation="Sở Nội vụ",
            symbol="TTr-SNV",
            place=department().place,
            issued_on=clock.today(),
        ),
        subject=proposal.title,
        signature=signature_of(signer, office="Giám đốc"),
        recipients=("Như trên", "Văn phòng Ủy ban nhân dân tỉnh", "Lưu: VT, TĐKT"),
        addressees=(CHAIRMAN,),
        grounds=(*grounds.for_awards(clock.today(), with_money=True), *_council_grounds(cases)),
        opening=f"{sent} kết quả thẩm định và đề nghị khen thưởng như sau:",
        award=giving(award),
        intake=_intake(award),
        appraisal=proposal.summary or f"Có {_how_many(cases)} đủ điều kiện, tiêu chuẩn",
        refused=tuple(_refused(award)),
        council="Kết quả bỏ phiếu của Hội đồng Thi đua - Khen thưởng tỉnh, tính trên tổng số thành viên",
        tallies=tuple(_tallies(cases)),
        money=tuple(_money(award, cases)),
        money_source="Nguồn: Quỹ Thi đua, khen thưởng tỉnh",
        request=f"{sent} xem xét, quyết định",
        enclosures=("Dự thảo Quyết định và danh sách", "Biên bản họp, Biên bản kiểm phiếu của Hội đồng"),
        roll=_roll(cases),
        issuer="Sở Nội vụ",
    )


def award_decision(proposal: Proposal, *, signer: Actor | None = None) -> AwardDecision:
    award, cases = proposal.award_version, _cases(proposal)
    return AwardDecision(
        letterhead=Letterhead(
            organisation="Ủy ban nhân dân\ntỉnh Ninh Thuận",
            symbol="QĐ-UBND",
            place=committee().place,
            issued_on=clock.today(),
        ),
        subject=decision_title(proposal),
        signature=signature_of(signer, office="Chủ tịch"),
        recipients=(
            "Như Điều 4",
            "Ban Thi đua - Khen thưởng Trung ương (b/c)",
            "Chủ tịch, các Phó Chủ tịch UBND tỉnh",
            "Cổng Thông tin điện tử tỉnh",
            "Lưu: VT, VXNV",
        ),
        authority="Chủ tịch Ủy ban nhân dân tỉnh Ninh Thuận",
        grounds=(*grounds.for_awards(clock.today()), f"Theo đề nghị của Giám đốc Sở Nội vụ {_letter(proposal)}"),
        award=giving(award),
        merit=_merit(cases),
        bonus=_bonus_sentence(award, cases),
        duty=(
            "Chánh Văn phòng Ủy ban nhân dân tỉnh, Giám đốc Sở Nội vụ, thủ trưởng các cơ quan, đơn vị liên quan và các"
            f" {_kinds(cases)} có tên trong danh sách chịu trách nhiệm thi hành Quyết định này"
        ),
        roll=_roll(cases),
        issuer="Chủ tịch Ủy ban nhân dân tỉnh Ninh Thuận",
    )


def _cases(proposal: Proposal) -> list[Nomination]:
    return [item.nomination for item in queries.living_items(proposal)]


def _roll(cases: Iterable[Nomination]) -> Roll:
    rows: dict[NomineeKind, list[Row]] = {kind: [] for kind in NomineeKind}
    for case in cases:
        detail = ", ".join(dict.fromkeys(part for part in (case.nominee_title, case.unit.name) if part))
        rows[case.nominee_kind].append(Row(name=case.nominee_name, honorific=case.honorific, detail=detail))
    return Roll(
        individuals=tuple(rows[NomineeKind.INDIVIDUAL]),
        collectives=tuple(rows[NomineeKind.COLLECTIVE]),
        households=tuple(rows[NomineeKind.HOUSEHOLD]),
    )


def _how_many(cases: Sequence[Nomination]) -> str:
    counted = Counter(case.nominee_kind for case in cases)
    return ", ".join(f"{layout.quantity(counted[kind])} {KINDS[kind]}" for kind in KINDS if counted[kind])


def _kinds(cases: Sequence[Nomination]) -> str:
    present = {case.nominee_kind for case in cases}
    return ", ".join(name for kind, name in KINDS.items() if kind in present)


def _letter(proposal: Proposal) -> str:
    """'tại Tờ trình số 363/TTr-SNV ngày …', with what is not known yet left blank."""
    paper: Paper | None = papers.of_sheet(PaperCode.PROPOSAL_LETTER, Sheet.PROPOSAL, proposal.id)
    number = paper.number if paper else None
    day = layout.day(paper.issued_on if paper else None, is_blank=number is None)
    return f"tại Tờ trình số {layout.number_and_symbol(number, 'TTr-SNV')} {day}"


def _merit(cases: Sequence[Nomination]) -> str:
    """One sentence for all where they share a movement, a general one otherwise."""
    movements = {case.movement.name for case in cases if case.movement}
    if len(movements) == 1 and all(case.movement for case in cases):
        return f"đã có thành tích xuất sắc trong phong trào thi đua “{movements.pop()}”"
    years = {case.period_to for case in cases if case.period_to}
    when = f" năm {years.pop()}" if len(years) == 1 else ""
    return f"đã có thành tích xuất sắc trong công tác{when}"


def _money(award: AwardVersion, cases: Sequence[Nomination]) -> Iterable[MoneyLine]:
    counted = Counter(case.nominee_kind for case in cases)
    for kind, name in KINDS.items():
        amount = money.bonus(award, kind, clock.today()) if counted[kind] else None
        if amount is not None:
            yield MoneyLine(label=name.capitalize(), count=counted[kind], amount=amount)


def _bonus_sentence(award: AwardVersion, cases: Sequence[Nomination]) -> str:
    parts = [f"mỗi {line.label.lower()} {layout.money(line.amount)}" for line in _money(award, cases)]
    return f"Tiền thưởng kèm theo: {', '.join(parts)}; chi từ Quỹ Thi đua, khen thưởng tỉnh" if parts else ""


def _intake(award: AwardVersion) -> str:
    under_way = db.session.scalars(
        select(Nomination).where(
            Nomination.award_version_id == award.id,
            Nomination.received_at.is_not(None),
            Nomination.state.in_([State.SNV_SUBMISSION, State.VPUB_REVIEW, State.AT_CHAIR, State.NOT_APPROVED]),
        )
    ).all()
    units = len({case.unit_id for case in under_way})
    return f"Sở Nội vụ đã tiếp nhận hồ sơ của {layout.quantity(units)} đơn vị, đề nghị {_how_many(under_way)}"


def _refused(award: AwardVersion) -> Iterable[Refusal]:
    refused = db.session.scalars(
        select(Nomination)
        .where(Nomination.award_version_id == award.id, Nomination.state == State.NOT_APPROVED)
        .options(joinedload(Nomination.unit))
        .order_by(Nomination.nominee_key)
    )
    for case in refused:
        yield Refusal(
            name=f"{case.honorific} {case.nominee_name}".strip(),
            detail=case.unit.name,
            reason=queries.last_reason(case),
        )


def _council_grounds(cases: Sequence[Nomination]) -> Iterable[str]:
    for meeting in _meetings(cases):
        day = layout.day(clock.local(meeting.held_at).date())
        yield f"Căn cứ kết quả họp Hội đồng Thi đua - Khen thưởng tỉnh {day}"


def _meetings(cases: Sequence[Nomination]) -> list[Meeting]:
    return list(dict.fromkeys(item.meeting for item in _agenda(cases)))


def _tallies(cases: Sequence[Nomination]) -> Iterable[Tally]:
    items = _agenda(cases)
    for meeting in dict.fromkeys(item.meeting for item in items):
        own = [item for item in items if item.meeting is meeting]
        yield Tally(members=own[0].members or 0, lines=tuple(_line(item) for item in own), threshold=_rule(own[0]))


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
        name=item.nomination.nominee_name,
        honorific=item.nomination.honorific,
        detail=item.nomination.nominee_title,
        yes=item.agree or 0,
        no=item.disagree or 0,
        is_passed=Vote(
            agree=item.agree or 0, members=item.members or 1, pct=item.pct or 0, strict=bool(item.strict)
        ).passes,
    )


def _rule(item: AgendaItem) -> str:
    body = "Thường trực Hội đồng" if item.meeting.body is Body.STANDING else "Hội đồng"
    share = f"trên {item.pct}%" if item.strict else f"từ {item.pct}% trở lên"
    return f"Đạt khi có {share} tổng số thành viên {body} đồng ý."
