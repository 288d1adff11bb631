"""What the decision or letter that puts another decision right says, gathered from the rows of the day."""

from app import clock
from app.actor import Actor
from app.corrections import kinds
from app.corrections.kinds import CorrectionKind
from app.corrections.models import Correction
from app.decisions import papers as of_decisions
from app.decisions.naming import AUTHORITY, OFFICES, TAKES_EFFECT, given_by, ground_of, whom
from app.decisions.queries import deciding_paper
from app.documents import grounds as laws
from app.documents import layout
from app.documents.kinds.of_letters import OfficialLetter
from app.documents.kinds.of_revocations import ReplacingDecision
from app.documents.layout import number_and_symbol
from app.documents.models import Paper
from app.documents.printable import Letterhead, PrintedPaper
from app.organisations.naming import PROVINCIAL_COMMITTEE, headed, in_full
from app.papers.signing import signature_of
from workflows.vocabulary import Paper as PaperCode


def of(correction: Correction, *, signer: Actor | None = None) -> PrintedPaper:
    if correction.kind is CorrectionKind.REPLACING:
        return replacing_decision(correction, signer)
    return correction_letter(correction, signer)


def replacing_decision(correction: Correction, signer: Actor | None = None) -> ReplacingDecision:
    case, decided = correction.nomination, deciding_paper(correction.nomination_id)
    given, named = given_by(decided), whom(correction.right["honorific"], correction.right["nominee_name"])
    return ReplacingDecision(
        letterhead=_letterhead("QĐ-UBND"),
        subject=f"Về việc sửa đổi {_shortly(decided)}\ncủa Chủ tịch Ủy ban nhân dân tỉnh",
        signature=signature_of(signer, office="Chủ tịch"),
        recipients=("Như Điều 4", "Chủ tịch, các Phó Chủ tịch UBND tỉnh", "Lưu: VT, VXNV"),
        authority=AUTHORITY,
        grounds=(
            *laws.for_awards(clock.today()),
            f"Căn cứ {kinds.GROUND}",
            ground_of(decided),
            f"Căn cứ {layout.unended(correction.source)}",
            "Theo đề nghị của Giám đốc Sở Nội vụ",
        ),
        articles=(
            f"Sửa đổi nội dung đối với {_whose(correction)} tại {given} như sau: {'; '.join(_changes(correction))}",
            f"Các nội dung khác của {_shortly(decided)} không thay đổi",
            TAKES_EFFECT,
            f"{OFFICES}, {headed(case.unit)} và {named} chịu trách nhiệm thi hành Quyết định này",
        ),
        issuer=AUTHORITY,
    )


def correction_letter(correction: Correction, signer: Actor | None = None) -> OfficialLetter:
    case, decided = correction.nomination, deciding_paper(correction.nomination_id)
    unit = in_full(case.unit.name)
    return OfficialLetter(
        paper=PaperCode.CORRECTION_LETTER.value,
        letterhead=_letterhead("UBND-VXNV"),
        subject=f"V/v đính chính {_shortly(decided)}",
        signature=signature_of(signer, office="Chủ tịch"),
        recipients=("Như trên", "Chủ tịch, các Phó Chủ tịch UBND tỉnh", "Lưu: VT, VXNV"),
        addressees=("Sở Nội vụ", unit),
        paragraphs=(
            (
                f"Căn cứ {kinds.GROUND}, {AUTHORITY} đính chính sai sót về thể thức, kỹ thuật trình bày tại"
                f" {_shortly(decided)}{_day(decided)}, đối với {_whose(correction)} như sau"
            ),
        ),
        items=tuple(layout.capital(sentence) for sentence in _changes(correction)),
        closing=f"Các nội dung khác của {_shortly(decided)} không thay đổi. {AUTHORITY} thông báo để các cơ quan,"
        " đơn vị biết, thực hiện",
    )


def _letterhead(symbol: str) -> Letterhead:
    place = of_decisions.committee().place
    return Letterhead(organisation=PROVINCIAL_COMMITTEE, symbol=symbol, place=place, issued_on=clock.today())


def _changes(correction: Correction) -> list[str]:
    return [change.sentence for change in correction.changes]


def _whose(correction: Correction) -> str:
    """As the decision had it."""
    return whom(correction.said["honorific"], correction.said["nominee_name"])


def _shortly(decided: Paper | None) -> str:
    if decided is None or decided.number is None:
        return "Quyết định khen thưởng"
    return f"Quyết định số {number_and_symbol(decided.number, decided.symbol)}"


def _day(decided: Paper | None) -> str:
    return f" {layout.day(decided.issued_on)}" if decided is not None and decided.issued_on else ""
