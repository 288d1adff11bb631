"""What the Tờ trình of Sở Nội vụ and the Quyết định say, gathered from the rows of the day."""

from collections import Counter
from collections.abc import Iterable, Sequence

from app import clock
from app.actor import Actor
from app.awards import money
from app.awards.models import AwardVersion
from app.awards.naming import giving
from app.decisions import findings, queries
from app.decisions import upward as above
from app.decisions.heard import heard
from app.decisions.models import Proposal
from app.decisions.naming import AUTHORITY
from app.documents import grounds, layout
from app.documents.kinds.of_decisions import AwardDecision, MedalDecision, MoneyLine, ProposalLetter
from app.documents.kinds.of_letters import OfficialNotice
from app.documents.models import Paper
from app.documents.printable import Letterhead, Roll, Row
from app.medals import papers as medals
from app.medals.queries import groups_of
from app.nominations import letters
from app.nominations.models import Nomination
from app.nominees.models import NomineeKind
from app.nominees.words import KINDS
from app.organisations.models import Organisation
from app.organisations.naming import PROVINCIAL_COMMITTEE, in_full, of_whom
from app.organisations.queries import by_code
from app.papers import operations as papers
from app.papers.signing import signature_of
from workflows.award_province_1 import State
from workflows.vocabulary import Paper as PaperCode
from workflows.vocabulary import Sheet

CHAIRMAN = "Chủ tịch Ủy ban nhân dân tỉnh"


def department() -> Organisation:
    return by_code("SNV")


def committee() -> Organisation:
    return by_code("UBND-T")


def default_title(award: AwardVersion) -> str:
    return f"Về việc đề nghị tặng {giving(award)}"


def decision_title(proposal: Proposal) -> str:
    return title_of_giving(proposal.award_version)


def title_of_giving(award: AwardVersion) -> str:
    return f"Về việc tặng {giving(award)}"


def proposal_letter(proposal: Proposal, *, signer: Actor | None = None) -> ProposalLetter:
    award, cases = proposal.award_version, _cases(proposal)
    ever_listed = [item.nomination for item in proposal.items]
    sent = "Sở Nội vụ kính trình Chủ tịch Ủy ban nhân dân tỉnh"
    return ProposalLetter(
        letterhead=Letterhead(
            superior=PROVINCIAL_COMMITTEE,
            organisation="Sở Nội vụ",
            symbol="TTr-SNV",
            place=department().place,
            issued_on=clock.today(),
        ),
        subject=proposal.title,
        signature=signature_of(signer, office="Giám đốc"),
        recipients=("Như trên", "Văn phòng Ủy ban nhân dân tỉnh", "Lưu: VT, TĐKT"),
        addressees=(CHAIRMAN,),
        grounds=(
            *grounds.for_awards(clock.today(), with_money=True),
            *medals.grounds([award], clock.today()),
            *findings.council_grounds(cases),
        ),
        opening=f"{sent} kết quả thẩm định và đề nghị khen thưởng như sau:",
        award=giving(award),
        intake=findings.intake(ever_listed),
        appraisal=" ".join(_appraisal(proposal, cases, ever_listed)),
        refused=tuple(findings.stopped(ever_listed, State.NOT_APPROVED)),
        waiting=tuple(findings.stopped(ever_listed, State.SUPPLEMENT)),
        consultation=(*findings.consultation(cases), *heard(cases)),
        council=findings.council(cases),
        tallies=tuple(findings.tallies(cases)),
        money=tuple(_money(award, cases)),
        money_source="Nguồn: Quỹ Thi đua, khen thưởng tỉnh",
        request=f"{sent} xem xét, {above.what_is_asked(proposal)}",
        enclosures=(
            f"{above.draft_of(proposal)} và danh sách",
            *(["Biên bản họp, Biên bản kiểm phiếu của Hội đồng"] if findings.council(cases) else []),
        ),
        roll=roll_of(cases),
        issuer="Sở Nội vụ",
    )


def award_decision(proposal: Proposal, *, signer: Actor | None = None) -> AwardDecision:
    """The paper that the process of the cases on the list names."""
    award, cases = proposal.award_version, _cases(proposal)
    bonus, is_medal = bonus_sentence(award, cases), queries.paper_of(proposal) is PaperCode.MEDAL_DECISION
    kind = MedalDecision if is_medal else AwardDecision
    return kind(
        letterhead=Letterhead(
            organisation=PROVINCIAL_COMMITTEE,
            symbol="QĐ-UBND",
            place=committee().place,
            issued_on=clock.today(),
        ),
        subject=decision_title(proposal),
        signature=signature_of(signer, office="Chủ tịch"),
        recipients=(
            f"Như Điều {4 if bonus else 3}",
            "Chủ tịch, các Phó Chủ tịch UBND tỉnh",
            "Cổng Thông tin điện tử tỉnh",
            "Lưu: VT, VXNV",
        ),
        authority=AUTHORITY,
        grounds=(
            *grounds.for_awards(clock.today()),
            *medals.grounds([award], clock.today()),
            f"Theo đề nghị của Giám đốc Sở Nội vụ tại {letter_of(proposal)}",
        ),
        award=giving(award),
        merit=medals.MERIT if is_medal else _merit(cases),
        bonus=bonus,
        duty=(
            "Chánh Văn phòng Ủy ban nhân dân tỉnh, Giám đốc Sở Nội vụ, thủ trưởng các cơ quan, đơn vị liên quan và các"
            f" {_kinds(cases)} có tên trong danh sách chịu trách nhiệm thi hành Quyết định này"
        ),
        roll=roll_of(cases),
        issuer=AUTHORITY,
    )


def _cases(proposal: Proposal) -> list[Nomination]:
    return [item.nomination for item in queries.living_items(proposal)]


def roll_of(cases: Sequence[Nomination]) -> Roll:
    rows: dict[NomineeKind, list[Row]] = {kind: [] for kind in NomineeKind}
    groups = groups_of(cases)
    for case in cases:
        at = () if case.nominee_kind is NomineeKind.HOUSEHOLD else (of_whom(case.unit),)  # it lives where it lives
        detail = in_full(layout.in_one_line(case.nominee_title, *at))
        group = groups[case.id].code if case.id in groups else ""
        line = Row(name=case.nominee_name, honorific=case.honorific, detail=detail, group=group)
        rows[case.nominee_kind].append(line)
    return Roll(
        individuals=tuple(rows[NomineeKind.INDIVIDUAL]),
        collectives=tuple(rows[NomineeKind.COLLECTIVE]),
        households=tuple(rows[NomineeKind.HOUSEHOLD]),
    )


def _appraisal(proposal: Proposal, cases: Sequence[Nomination], ever_listed: Sequence[Nomination]) -> Iterable[str]:
    if proposal.summary.strip():
        yield f"{layout.unended(proposal.summary)}."
    yield findings.fit(cases, ever_listed)


def _kinds(cases: Sequence[Nomination]) -> str:
    present = {case.nominee_kind for case in cases}
    return ", ".join(name for kind, name in KINDS.items() if kind in present)


def letter_of(proposal: Proposal) -> str:
    """'Tờ trình số 363/TTr-SNV ngày …', with what is not known yet left blank."""
    paper: Paper | None = papers.of_sheet(PaperCode.PROPOSAL_LETTER, Sheet.PROPOSAL, proposal.id)
    number = paper.number if paper else None
    day = layout.day(paper.issued_on if paper else None, is_blank=number is None)
    return f"Tờ trình số {layout.number_and_symbol(number, 'TTr-SNV')} {day}"


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


def bonus_sentence(award: AwardVersion, cases: Sequence[Nomination]) -> str:
    parts = [f"mỗi {line.label.lower()} {layout.money(line.amount)}" for line in _money(award, cases)]
    return f"Tiền thưởng kèm theo: {', '.join(parts)}; kinh phí chi từ Quỹ Thi đua, khen thưởng tỉnh" if parts else ""


def refusal(case: Nomination, reason: str, *, signer: Actor) -> OfficialNotice:
    """Thông báo không khen thưởng, where the Chairman did not agree to a name."""
    found = "Chủ tịch Ủy ban nhân dân tỉnh xem xét, không đồng ý khen thưởng trường hợp này"
    return letters.result_notice(case, found, reason, signer=signer)
