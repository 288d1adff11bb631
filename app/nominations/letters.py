"""Sở Nội vụ's letters about cases: how they begin and name whom; the one that sends back, the one that says no."""

from app import clock
from app.actor import Actor
from app.awards.naming import giving
from app.documents import grounds, layout
from app.documents.kinds.of_letters import Message, OfficialLetter, OfficialNotice
from app.documents.models import Paper
from app.documents.printable import Letterhead, Signature
from app.nominations.models import Nomination
from app.organisations.models import Organisation
from app.organisations.naming import PROVINCIAL_COMMITTEE, in_full, of_whom
from app.organisations.queries import by_code
from app.papers import operations as papers
from app.papers.signing import signature_of
from workflows.vocabulary import Paper as PaperCode
from workflows.vocabulary import Role, Sheet

HEAD, BY_ORDER = "Trưởng Ban Thi đua - Khen thưởng", "TL. GIÁM ĐỐC\n"
RECIPIENTS = ("Như trên", "Giám đốc Sở (để báo cáo)", "Lưu: VT, TĐKT")
DOTS = "…"  # of a draft whose reason nobody wrote yet


def department() -> Organisation:
    return by_code("SNV")


def letterhead(symbol: str) -> Letterhead:
    return Letterhead(
        superior=PROVINCIAL_COMMITTEE,
        organisation="Sở Nội vụ",
        symbol=symbol,
        place=department().place,
        issued_on=clock.today(),
    )


def whom(case: Nomination) -> str:
    """'bà Trượng Thị Kim Phụng'; a collective has no form of address."""
    return f"{case.honorific.lower()} {case.nominee_name}".strip()


def whom_in_full(case: Nomination) -> str:
    detail = in_full(layout.in_one_line(case.nominee_title, of_whom(case.unit)))
    return f"{whom(case)} ({detail})" if detail else whom(case)


def signature(signer: Actor | None) -> Signature:
    """The director signs as such; the head of the Ban by the director's order (TL.)."""
    if signer is not None and signer.role is Role.SNV_DIRECTOR:
        return signature_of(signer, office="Giám đốc")
    return signature_of(signer, office=HEAD, on_behalf=BY_ORDER)


def return_letter(case: Nomination, reason: str, *, signer: Actor | None = None) -> OfficialLetter:
    """Công văn trả lại hồ sơ."""
    unit = in_full(case.unit.name)
    return OfficialLetter(
        paper=PaperCode.RETURN_LETTER.value,
        letterhead=letterhead("SNV-TĐKT"),
        subject=f"V/v trả lại hồ sơ đề nghị khen thưởng {whom(case)}",
        signature=signature(signer),
        recipients=RECIPIENTS,
        addressees=(unit,),
        paragraphs=(
            f"{_received(case)}",
            f"Sở Nội vụ trả lại hồ sơ. Lý do: {layout.unended(reason) or DOTS}",
            "Đơn vị hoàn thiện, nộp lại khi đợt xét còn nhận hồ sơ",
        ),
        closing=f"Sở Nội vụ thông báo để {unit} biết, thực hiện",
    )


def result_notice(case: Nomination, found: str, reason: str, *, signer: Actor | None = None) -> OfficialNotice:
    """Thông báo không khen thưởng. `found`: who found what, as it follows the sentence on the dossier."""
    unit = in_full(case.unit.name)
    return OfficialNotice(
        paper=PaperCode.RESULT_NOTICE.value,
        letterhead=letterhead("TB-SNV"),
        subject=f"Về việc không khen thưởng đối với\n{whom(case)}",
        signature=signature(signer),
        recipients=RECIPIENTS,
        addressees=(unit,),
        grounds=grounds.for_awards(clock.today()),
        paragraphs=(_received(case), f"{found}. Lý do: {layout.unended(reason) or DOTS}"),
        closing=f"Sở Nội vụ thông báo để {unit} biết và thông báo cho trường hợp được đề nghị",
    )


def _received(case: Nomination) -> str:
    on = f" ngày {clock.local(case.received_at):%d/%m/%Y}" if case.received_at else ""
    number = f", số đến {case.received_number}{on}" if case.received_number else ""
    return (
        f"Sở Nội vụ nhận hồ sơ {case.code}{number} của {in_full(case.unit.name)} đề nghị tặng"
        f" {giving(case.award_version)} cho {whom_in_full(case)}"
    )


def sign(content: Message, case: Nomination, *, actor: Actor) -> Paper:
    """Written and signed at once; văn thư numbers it with its signed copy."""
    paper = papers.draft(content, sheet=Sheet.CASE, sheet_id=case.id, issuer=department(), anew=True)
    papers.sign(paper, content, actor=actor)
    return paper
