"""What Văn phòng UBND and the Chairman write on a list: the slip it goes up with, the conclusion it comes back with."""

from collections.abc import Iterator, Sequence

from app import clock
from app.actor import Actor
from app.awards.naming import giving
from app.decisions import findings, queries, upward
from app.decisions import papers as said
from app.decisions.models import Proposal, ProposalItem
from app.decisions.papers import CHAIRMAN
from app.documents import layout
from app.documents.kinds.of_decisions import ForwardingSlip
from app.documents.kinds.of_letters import OfficialNotice
from app.documents.printable import Letterhead, Signature
from app.nominations.letters import DOTS, whom_in_full
from app.nominations.models import Nomination
from app.organisations.naming import PROVINCIAL_COMMITTEE
from app.papers.signing import signature_of
from workflows.vocabulary import Paper as PaperCode

OFFICE = "Văn phòng Ủy ban nhân dân tỉnh"
RECIPIENTS = ("Như trên", "Chủ tịch, các Phó Chủ tịch UBND tỉnh", "Lưu: VT, VXNV")
LEADER, SIGN_HERE = "Lãnh đạo Văn phòng", "(Ký và ghi rõ họ tên)"
IN_ORDER = (
    "hồ sơ đủ thành phần; thể thức, căn cứ, nơi nhận của dự thảo {paper} đúng quy định; kính trình {chairman}"
    " xem xét, ký {paper}"
)


def forwarding_slip(proposal: Proposal, *, signer: Actor | None = None) -> ForwardingSlip:
    """Phiếu trình: what is put before the Chairman, by whom, and that Văn phòng found it in order."""
    cases = [item.nomination for item in queries.living_items(proposal)]
    return ForwardingSlip(
        letterhead=Letterhead(
            superior=PROVINCIAL_COMMITTEE,
            organisation="Văn phòng",
            symbol="",
            place=said.committee().place,
            issued_on=clock.today(),
        ),
        subject=proposal.title if proposal.goes_up else said.decision_title(proposal),
        signature=_signed(signer),
        recipients=(),
        addressee=CHAIRMAN,
        sent_by=f"Sở Nội vụ, {said.letter_of(proposal)}",
        matter=f"{upward.matter(proposal, giving(proposal.award_version))} cho {findings.how_many(cases)}",
        summary=tuple(_summary(proposal, cases)),
        enclosures=(
            "Tờ trình của Sở Nội vụ và danh sách",
            f"{upward.draft_of(proposal)} và danh sách",
            *_minutes(cases),
        ),
        office=OFFICE,
        opinion=IN_ORDER.format(chairman=CHAIRMAN, paper=upward.paper_of(proposal)),
    )


def _signed(signer: Actor | None) -> Signature:
    """Whoever forwards it signs at the right; at the left stands room for the head of the office, on paper."""
    return Signature(
        lines="Người trình", name=signer.name if signer else "", note=SIGN_HERE, left_lines=LEADER, left_note=SIGN_HERE
    )


def _summary(proposal: Proposal, cases: Sequence[Nomination]) -> Iterator[str]:
    yield f"Kết quả thẩm định của Sở Nội vụ: {findings.how_many(cases)} đủ điều kiện, tiêu chuẩn"
    yield from findings.consultation(cases)
    yield from findings.passed(cases)
    bonus = said.bonus_sentence(proposal.award_version, cases)
    if bonus:
        yield bonus


def _minutes(cases: Sequence[Nomination]) -> Iterator[str]:
    if findings.council(cases):
        yield "Biên bản họp, Biên bản kiểm phiếu của Hội đồng"


def conclusion(
    proposal: Proposal, reason: str, struck: Sequence[ProposalItem], *, signer: Actor | None = None
) -> OfficialNotice:
    """Thông báo kết luận: the Chairman does not sign, or takes names off; each with its reason."""
    title = f"{proposal.title[:1].lower()}{proposal.title[1:]}"
    return notice(
        about=f"Kết luận của {CHAIRMAN}\n{title}",
        addressees=("Sở Nội vụ",),
        paragraphs=(
            f"{CHAIRMAN} xem xét {said.letter_of(proposal)} của Sở Nội vụ {title}",
            (
                f"{CHAIRMAN} chưa ký {upward.paper_of(proposal)}, trả lại danh sách."
                f" Lý do: {layout.unended(reason) or DOTS}"
            ),
            *(["Không đồng ý khen thưởng trường hợp sau"] if struck else []),
        ),
        items=tuple(f"{layout.capital(whom_in_full(item.nomination))}: {item.excluded_reason}" for item in struck),
        closing=f"{CHAIRMAN} giao Sở Nội vụ hoàn thiện hồ sơ, trình lại theo quy định",
        signer=signer,
    )


def notice(
    *,
    about: str,
    addressees: tuple[str, ...],
    paragraphs: tuple[str, ...],
    closing: str,
    signer: Actor | None,
    items: tuple[str, ...] = (),
) -> OfficialNotice:
    """A conclusion of the Chairman, in the register of UBND tỉnh."""
    return OfficialNotice(
        paper=PaperCode.CONCLUSION_NOTICE.value,
        letterhead=Letterhead(
            organisation=PROVINCIAL_COMMITTEE, symbol="TB-UBND", place=said.committee().place, issued_on=clock.today()
        ),
        subject=about,
        signature=signature_of(signer, office="Chủ tịch"),
        recipients=RECIPIENTS,
        addressees=addressees,
        paragraphs=paragraphs,
        items=items,
        closing=closing,
    )
