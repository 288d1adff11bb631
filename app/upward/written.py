"""What stands on a case itself and has no paper of its own, printed for the package."""

from collections.abc import Sequence

from app.appraisals.models import Consultation, ConsultationStatus
from app.decisions.papers import department
from app.documents import layout
from app.documents.kinds.of_upward import Fact, UpwardCase
from app.documents.printable import Letterhead, Signature
from app.nominations import sections
from app.nominations.models import Nomination
from app.organisations.naming import PROVINCIAL_COMMITTEE, in_full


def report(case: Nomination) -> UpwardCase:
    """Báo cáo thành tích as its unit wrote it, text by text; what was signed is in the unit's Tờ trình."""
    texts = ((one.title, sections.text_of(case, one.key)) for one in sections.of(case))
    return UpwardCase(
        letterhead=Letterhead(organisation=case.unit.name, symbol="", is_draft=False),
        subject=f"Đề nghị tặng {case.award_version.name}",
        signature=Signature(lines="Thủ trưởng đơn vị"),
        heading="BÁO CÁO THÀNH TÍCH",
        facts=_who(case),
        sections=tuple(Fact(label=title, text=text) for title, text in texts if text),
        ending="In từ hồ sơ đã được thủ trưởng đơn vị ký Tờ trình xác nhận",
    )


def _who(case: Nomination) -> tuple[Fact, ...]:
    years = "; ".join(f"{one.year}: {_year(one.rating, one.title)}" for one in case.years)
    told = {
        "Họ và tên, tên tập thể": layout.in_one_line(f"{case.honorific} {case.nominee_name}".strip()),
        "Chức vụ, đơn vị": layout.in_one_line(case.nominee_title, case.unit.name),
        "Đơn vị trình": case.submitting_unit.name,
        "Kết quả từng năm": years,
    }
    return tuple(Fact(label=label, text=text) for label, text in told.items() if text)


def _year(rating: str, title: str) -> str:
    return ", ".join(part for part in (rating, title) if part)


def opinions(case: Nomination, asked: Sequence[Consultation]) -> UpwardCase:
    """Who was asked, and in which words they answered."""
    return UpwardCase(
        letterhead=Letterhead(
            superior=PROVINCIAL_COMMITTEE,
            organisation=in_full(department().name),
            symbol="",
            is_draft=False,
        ),
        subject=f"{layout.in_one_line(f'{case.honorific} {case.nominee_name}'.strip())},\n{case.award_version.name}",
        signature=Signature(lines="Sở Nội vụ"),
        heading="TỔNG HỢP Ý KIẾN HIỆP Y",
        sections=tuple(Fact(label=one.agency.name, text=_answer(one)) for one in asked),
    )


def _answer(one: Consultation) -> str:
    if one.status is ConsultationStatus.SILENT:
        return "Quá thời hạn, không có ý kiến."
    if one.status is not ConsultationStatus.ANSWERED:
        return "Chưa trả lời."
    number = f" (văn bản số {one.letter_number})" if one.letter_number else ""
    return f"{'Có ý kiến khác' if one.objects else 'Không có ý kiến khác'}{number}. {one.answer}".strip()
