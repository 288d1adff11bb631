"""What a council writes to others: the invitation to its members, the ballot it hands out, the notice to a unit."""

from collections.abc import Iterator, Mapping

from app import clock
from app.actor import Actor
from app.awards.naming import giving
from app.councils import agenda, papers, rules
from app.councils.case_items import CaseItem, of_cases
from app.councils.models import Meeting
from app.councils.regulation import day_of
from app.councils.words import PARTS, share
from app.documents import grounds, layout
from app.documents.kinds.of_councils import BallotLine, BallotPaper, Invitation, OpinionSlip
from app.documents.kinds.of_letters import OfficialNotice
from app.documents.printable import Letterhead, Person, Signature
from app.nominations.letters import whom, whom_in_full
from app.organisations.naming import in_full
from app.papers.signing import signature_of
from workflows.vocabulary import Paper as PaperCode

CHAIR, FOR_ALL, BY_ORDER = "Chủ tịch", "TM. HỘI ĐỒNG\n", "TL. CHỦ TỊCH HỘI ĐỒNG\n"
SIGN_HERE = "(Ký và ghi rõ họ tên)"
TICK = "Đánh dấu X vào một trong hai ô “Đồng ý”, “Không đồng ý” của từng trường hợp"
VOID = "Bỏ trống cả hai ô, đánh dấu cả hai ô hoặc ghi thêm tên ngoài danh sách là không hợp lệ"


def invitation(meeting: Meeting, *, signer: Actor | None = None) -> Invitation:
    """Giấy mời, one for all members; the secretary signs it by the chair's order (TL.)."""
    members, words = agenda.body_of(meeting), papers.words(meeting)
    chair = next((member for member in members if member.part == "chair"), None)
    return Invitation(
        letterhead=_letterhead(meeting, f"GM-{papers.words(meeting).symbol}"),
        subject=f"Họp {papers.body_name(meeting)}",
        signature=signature_of(signer, office=PARTS["secretary"], on_behalf=BY_ORDER),
        recipients=("Như thành phần mời", papers.kept_at(meeting)),
        host=meeting.council.name,
        matter=f"phiên họp xét {papers.matter(meeting)}",
        guests=tuple(Person(name=member.name, role=papers.role(member)) for member in members),
        chair=Person(name=chair.name, role=PARTS["chair"]) if chair else Person(name=""),
        agenda=(
            "nghe báo cáo kết quả thẩm định hồ sơ" if not meeting.council.is_kept_by_unit else words.reported,
            f"xem xét, bỏ phiếu {layout.quantity(len(agenda.living(meeting)))} {words.voted_on}",
        ),
        held_at=meeting.held_at,
        venue=in_full(meeting.place),
        closing="Kính mời các thành viên Hội đồng dự họp đầy đủ, đúng giờ",
    )


def ballot(meeting: Meeting) -> BallotPaper:
    """Phiếu bầu: bears the council's stamp and nobody's name."""
    return BallotPaper(
        letterhead=_letterhead(meeting, ""),
        subject=f"Xét {papers.matter(meeting)}",
        signature=Signature(lines=""),
        lines=tuple(_lines(meeting)),
        instructions=(TICK, VOID),
    )


def opinion_slip(meeting: Meeting) -> OpinionSlip:
    """Phiếu xin ý kiến: for a member who cannot come, who signs it."""
    return OpinionSlip(
        letterhead=_letterhead(meeting, ""),
        subject=f"Xét {papers.matter(meeting)}",
        signature=Signature(lines="Thành viên Hội đồng", note=SIGN_HERE),
        lines=tuple(_lines(meeting)),
        instructions=(TICK, VOID),
        wanted_by=f"Gửi về Thư ký Hội đồng trước {layout.moment(meeting.held_at)}",
    )


def refusal(item: CaseItem, *, signer: Actor | None = None) -> OfficialNotice:
    """Thông báo không khen thưởng of the province's council: what it voted on a case and how it fell short."""
    case, meeting = item.case, item.meeting
    council, unit = meeting.council.name, in_full(case.unit.name)
    return OfficialNotice(
        paper=PaperCode.RESULT_NOTICE.value,
        letterhead=_letterhead(meeting, f"TB-{papers.words(meeting).symbol}"),
        subject=f"Về việc không khen thưởng đối với\n{whom(case)}",
        signature=signature_of(signer, office=CHAIR, on_behalf=FOR_ALL),
        recipients=("Như trên", "Sở Nội vụ", papers.kept_at(meeting)),
        addressees=(unit,),
        grounds=(
            *grounds.for_awards(clock.today()),
            f"Căn cứ Biên bản họp {papers.body_name(meeting)} {_day(meeting)}",
        ),
        paragraphs=tuple(_paragraphs(item)),
        closing=f"{council} thông báo để {unit} biết và thông báo cho trường hợp được đề nghị",
    )


def conclusion(meeting: Meeting, asked: Mapping[int, str], *, signer: Actor | None = None) -> OfficialNotice:
    """Thông báo kết luận: which cases the council wants clarified (item id to what), before it concludes on them."""
    items = of_cases(item for item in agenda.living(meeting) if item.id in asked)
    body = papers.body_name(meeting)
    return OfficialNotice(
        paper=PaperCode.CONCLUSION_NOTICE.value,
        letterhead=_letterhead(meeting, f"TB-{papers.words(meeting).symbol}"),
        subject=f"Kết luận phiên họp {_day(meeting)}\ncủa {body}",
        signature=signature_of(signer, office=CHAIR, on_behalf=FOR_ALL),
        recipients=("Như trên", "Thành viên Hội đồng", papers.kept_at(meeting)),
        addressees=("Sở Nội vụ",),
        paragraphs=(
            f"{_day(meeting).capitalize()}, {body} họp xét {papers.matter(meeting)}",
            f"Hội đồng đề nghị làm rõ {layout.quantity(len(items))} trường hợp trước khi kết luận",
            "Nội dung cần làm rõ",
        ),
        items=tuple(f"{layout.capital(whom_in_full(item.case))}: {asked[item.id]}" for item in items),
        closing="Hội đồng giao Sở Nội vụ thẩm định lại, báo cáo Hội đồng xem xét, bỏ phiếu",
    )


def _paragraphs(item: CaseItem) -> Iterator[str]:
    case, meeting, line = item.case, item.meeting, agenda.line(item)
    yield (
        f"{_day(meeting).capitalize()}, {papers.body_name(meeting)} họp xét hồ sơ {case.code} của"
        f" {in_full(case.unit.name)} đề nghị tặng {giving(case.award_version)} cho {whom_in_full(case)}"
    )
    if line.vote is not None:
        yield (
            f"Kết quả bỏ phiếu: {rules.votes(line.vote)} đồng ý, tính trên tổng số thành viên; trường hợp này đạt khi"
            f" có {share(line.pct, meeting.body, strict=line.strict)} đồng ý. Hội đồng không đề nghị khen thưởng"
        )
    if item.note.strip():
        yield f"Ý kiến của Hội đồng: {layout.unended(item.note)}"


def _day(meeting: Meeting) -> str:
    return layout.day(day_of(meeting))


def _letterhead(meeting: Meeting, symbol: str) -> Letterhead:
    return Letterhead(
        superior=papers.superior(meeting.council),
        organisation=papers.words(meeting).council,
        symbol=symbol,
        place=meeting.council.organisation.place if symbol else "",
        issued_on=clock.today(),
        is_draft=bool(symbol),
    )


def _lines(meeting: Meeting) -> Iterator[BallotLine]:
    items = agenda.living(meeting)
    several = len({item.award for item in items}) > 1
    for item in items:
        yield BallotLine(
            name=item.name,
            honorific=item.honorific,
            detail=in_full(layout.in_one_line(item.detail)),
            award=in_full(item.award) if several else "",
        )
