"""What the Tờ trình of the Chairman to the state says, and its list, gathered from the rows of the day."""

from collections.abc import Iterator, Sequence

from app import clock
from app.actor import Actor
from app.awards.models import AwardVersion
from app.awards.naming import giving
from app.decisions import findings
from app.decisions import papers as said
from app.decisions.heard import heard
from app.decisions.models import Proposal
from app.decisions.naming import AUTHORITY
from app.decisions.queries import living_items
from app.decisions.upward import addressee_of, asked
from app.documents import grounds, layout
from app.documents.kinds.of_upward import UpwardLetter, UpwardRoll
from app.documents.models import Paper
from app.documents.printable import Letterhead
from app.nominations.models import Nomination
from app.organisations.naming import PROVINCIAL_COMMITTEE
from app.papers.signing import signature_of
from app.spreadsheets import Cell
from app.upward.models import UpwardSubmission

MINISTRY = "Bộ Nội vụ (Ban Thi đua - Khen thưởng Trung ương)"
SYMBOL = "TTr-UBND"
ENCLOSURES = (
    "Danh sách đề nghị khen thưởng",
    "Báo cáo thành tích, minh chứng của từng trường hợp",
    "Trích biên bản họp, kết quả bỏ phiếu của Hội đồng; báo cáo thẩm định; kết quả lấy ý kiến",
)
HEADINGS = ("STT", "Danh xưng", "Họ và tên, tên tập thể", "Chức vụ, đơn vị", "Đơn vị trình", "Đề nghị tặng")


def title_of(award: AwardVersion) -> str:
    return f"Về việc đề nghị tặng {giving(award)}"


def letter(proposal: Proposal, cases: Sequence[Nomination], *, signer: Actor | None = None) -> UpwardLetter:
    """As it is drafted under Sở Nội vụ's Tờ trình, and as it is signed."""
    award = proposal.award_version
    addressee = addressee_of(award)
    return UpwardLetter(
        letterhead=Letterhead(
            organisation=PROVINCIAL_COMMITTEE,
            symbol=SYMBOL,
            place=said.committee().place,
            issued_on=clock.today(),
        ),
        signature=signature_of(signer, office="Chủ tịch"),
        recipients=("Như trên", "Chủ tịch, các Phó Chủ tịch UBND tỉnh", "Sở Nội vụ", "Lưu: VT, VXNV"),
        subject=title_of(award),
        addressees=(addressee, MINISTRY),
        grounds=(
            *grounds.for_awards(clock.today()),
            f"Theo đề nghị của Giám đốc Sở Nội vụ tại {said.letter_of(proposal)}",
        ),
        opening=f"{AUTHORITY} kính trình {addressee} hồ sơ đề nghị khen thưởng như sau:",
        findings=tuple(_examined(cases)),
        council=findings.council(cases),
        tallies=tuple(findings.tallies(cases)),
        award=giving(award),
        request=f"{AUTHORITY} kính đề nghị {addressee} {asked(proposal, giving(award))} cho"
        f" {findings.how_many(cases)} (có danh sách kèm theo)",
        enclosures=ENCLOSURES,
        roll=said.roll_of(cases),
        issuer=AUTHORITY,
    )


def _examined(cases: Sequence[Nomination]) -> Iterator[str]:
    yield f"Sở Nội vụ thẩm định: {findings.how_many(cases)} đủ điều kiện, tiêu chuẩn đề nghị khen thưởng"
    yield from findings.consultation(cases)
    yield from heard(cases)
    yield from findings.passed(cases)


def draft(proposal: Proposal) -> UpwardLetter:
    return letter(proposal, [item.nomination for item in living_items(proposal)])


def roll(paper: Paper) -> UpwardRoll:
    """The list as the numbered letter has it, as a file of its own."""
    return UpwardRoll.from_json(paper.content)


def table(sheet: UpwardSubmission) -> list[Sequence[Cell]]:
    """The same list as cells."""
    rows = (
        (
            number,
            item.nomination.honorific,
            item.nomination.nominee_name,
            layout.in_one_line(item.nomination.nominee_title, item.nomination.unit.name),
            item.nomination.submitting_unit.name,
            sheet.award_version.name,
        )
        for number, item in enumerate(sheet.items, start=1)
    )
    return [HEADINGS, *rows]
