"""The conditions of a resolution's steps, each beside the sentence that refuses. Pure: they see the facts alone.

`is_entered` tells what the page of a step asks for (papers, a confirmation, votes) from what must stand before it.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache

from workflows.engine import Guard, guard
from workflows.facts import ResolutionFacts
from workflows.vocabulary import PAPER_NAMES, Paper

CALLED: Mapping[Paper, str] = {  # where the list of papers says more than a name
    Paper.RETURN_LETTER: "Công văn trả lại",
    Paper.DRAFT_RESOLUTION: "Dự thảo Nghị quyết",
    Paper.LEGAL_APPRAISAL_REPORT: "Báo cáo thẩm định",
    Paper.UBND_LETTER: "Tờ trình của UBND tỉnh trình HĐND tỉnh",
    Paper.RESOLUTION: "Nghị quyết",
    Paper.GAZETTE_NUMBER: "Công báo",
}
_entered: set[str] = set()


def called(paper: Paper) -> str:
    """What a paper of a resolution is called."""
    return CALLED.get(paper, PAPER_NAMES[paper])


def is_entered(condition: Guard) -> bool:
    """Whether the page of the step asks for it, so that the way to the page is open."""
    return condition.name in _entered


def _entered_on_the_page(condition: Guard) -> Guard:
    _entered.add(condition.name)
    return condition


# ── What the page of a step asks for ──


@cache
def has(paper: Paper) -> Guard:
    """The paper is put down for this step."""

    def holds(facts: ResolutionFacts) -> bool:
        return paper in facts.papers

    holds.__name__ = f"has_{paper.name.lower()}"
    return _entered_on_the_page(Guard(f"Đính kèm {called(paper)}.", holds))


@_entered_on_the_page
@guard("Đánh dấu xác nhận đã kiểm tra điều kiện của bước này.")
def condition_is_confirmed(facts: ResolutionFacts) -> bool:
    return facts.condition_is_confirmed


@_entered_on_the_page
@guard("Nhập kết quả biểu quyết: tán thành, không tán thành, không biểu quyết, vắng.")
def vote_is_recorded(facts: ResolutionFacts) -> bool:
    return facts.vote is not None


@_entered_on_the_page
@guard("Số phiếu tán thành chưa quá một nửa tổng số: không chuyển bước này được.")
def vote_passes(facts: ResolutionFacts) -> Iterator[str]:
    if facts.vote is not None and not facts.vote.passes:
        yield (
            f"Tán thành {facts.vote.agree}/{facts.vote.members}: chưa quá một nửa tổng số, không chuyển bước này được."
        )


@_entered_on_the_page
@guard("Số phiếu tán thành đã quá một nửa tổng số: chọn “Thông qua”.")
def vote_fails(facts: ResolutionFacts) -> Iterator[str]:
    if facts.vote is not None and facts.vote.passes:
        yield f"Tán thành {facts.vote.agree}/{facts.vote.members}: đã quá một nửa tổng số, chọn “Thông qua”."


@_entered_on_the_page
@guard("Nhập số đại biểu có mặt.")
def enough_are_present(facts: ResolutionFacts) -> Iterator[str]:
    if facts.present is None:
        yield "Nhập số đại biểu có mặt."
    elif not facts.present.is_enough:
        there = facts.present
        yield (
            f"Có mặt {there.there}/{there.members} đại biểu, cần ít nhất {there.needed} "
            f"({there.numerator}/{there.denominator} tổng số): chưa đưa ra biểu quyết được."
        )


@_entered_on_the_page
@guard("Nhập số, ngày thông qua và ngày có hiệu lực của Nghị quyết.")
def is_numbered(facts: ResolutionFacts) -> bool:
    return bool(facts.number) and facts.passed_on is not None and facts.effective_on is not None


@_entered_on_the_page
@guard("Nhập ngày có hiệu lực của Nghị quyết mới; chờ đến ngày đó mới ghi nhận Nghị quyết này hết hiệu lực.")
def replacement_is_in_force(facts: ResolutionFacts) -> bool:
    return facts.replaced_on is not None and facts.replaced_on <= facts.today


@_entered_on_the_page
@guard("Ghi kỳ họp kế tiếp và ngày khai mạc, từ hôm nay trở đi.")
def next_session_is_set(facts: ResolutionFacts) -> bool:
    return facts.session_opens_on is not None and facts.session_opens_on >= facts.today


# ── Assignment and procedure ──


@guard("Ghi số, ngày và đính kèm công văn giao việc của Chủ tịch UBND tỉnh.")
def assignment_is_recorded(facts: ResolutionFacts) -> bool:
    return facts.assignment_is_recorded


@guard("Chưa ghi dự kiến trình tại kỳ họp nào: ghi tên kỳ họp vào hồ sơ.")
def session_is_named(facts: ResolutionFacts) -> bool:
    return bool(facts.session_name)


@guard("Hồ sơ này không theo trình tự rút gọn, hoặc chưa nêu trường hợp được áp dụng.")
def is_shortened(facts: ResolutionFacts) -> bool:
    return facts.is_shortened


# ── Consultation and appraisal ──


@guard("Ghi ngày đăng dự thảo trên Cổng Thông tin điện tử tỉnh.")
def was_posted_long_enough(facts: ResolutionFacts) -> Iterator[str]:
    if facts.posted_on is None or facts.posted_until is None:
        yield "Ghi ngày đăng dự thảo trên Cổng Thông tin điện tử tỉnh."
    elif facts.today < facts.posted_until:
        days = (facts.posted_until - facts.posted_on).days
        yield (
            f"Đăng Cổng từ {_day(facts.posted_on)}, phải đủ {days} ngày: đóng đợt lấy ý kiến được từ "
            f"{_day(facts.posted_until)}."
        )


@guard("Ghi các cơ quan được hỏi ý kiến.")
def agencies_were_asked(facts: ResolutionFacts) -> bool:
    return facts.agencies_asked > 0


@guard("Còn cơ quan chưa trả lời và chưa hết hạn.")
def agencies_have_answered(facts: ResolutionFacts) -> Iterator[str]:
    if facts.agencies_owing:
        owing = "; ".join(facts.agencies_owing)
        yield f"Chưa có trả lời của: {owing}. Ghi trả lời, hoặc hết hạn thì ghi nhận không trả lời."


@guard("Còn ý kiến chưa có dòng tiếp thu, giải trình.")
def every_comment_is_answered(facts: ResolutionFacts) -> Iterator[str]:
    if facts.comments_unanswered:
        yield f"Còn {facts.comments_unanswered} ý kiến chưa có dòng tiếp thu, giải trình trong Bảng tổng hợp."


@guard("Chưa có Báo cáo thẩm định của Sở Tư pháp trong hồ sơ.")
def appraisal_is_on_file(facts: ResolutionFacts) -> bool:
    return facts.appraisal_is_on_file


# ── The session of the People's Council ──


@guard("Chưa ghi ngày khai mạc kỳ họp.")
def session_is_set(facts: ResolutionFacts) -> bool:
    return facts.session_opens_on is not None


@guard("Hồ sơ đến muộn so với ngày khai mạc.")
def came_in_time(facts: ResolutionFacts) -> Iterator[str]:
    """Judged by the day on which the dossier came, not by the day of this step."""
    if facts.received_on and facts.latest_on and facts.received_on > facts.latest_on:
        yield _too_late("Hồ sơ nhận ngày", facts.received_on, facts)


@guard("Đã muộn so với ngày khai mạc.")
def is_early_enough(facts: ResolutionFacts) -> Iterator[str]:
    if facts.latest_on and facts.today > facts.latest_on:
        yield _too_late("Hôm nay", facts.today, facts)


@guard("Kỳ họp chưa khai mạc.")
def session_has_opened(facts: ResolutionFacts) -> Iterator[str]:
    if facts.session_opens_on and facts.today < facts.session_opens_on:
        yield f"Kỳ họp khai mạc ngày {_day(facts.session_opens_on)}: thực hiện bước này từ ngày đó."


# ── Taking effect ──


@guard("Chưa đến ngày có hiệu lực.")
def effective_day_has_come(facts: ResolutionFacts) -> Iterator[str]:
    if facts.effective_on is None:
        yield "Chưa ghi ngày có hiệu lực của Nghị quyết."
    elif facts.today < facts.effective_on:
        yield f"Nghị quyết có hiệu lực từ ngày {_day(facts.effective_on)}."


@guard("Ngày có hiệu lực sớm hơn mức luật định.")
def effect_is_late_enough(facts: ResolutionFacts) -> Iterator[str]:
    if facts.passed_on and facts.effective_on and (facts.effective_on - facts.passed_on).days < facts.days_to_effect:
        yield f"Ngày có hiệu lực phải sau ngày thông qua ít nhất {facts.days_to_effect} ngày."


def _too_late(what: str, day: date, facts: ResolutionFacts) -> str:
    assert facts.session_opens_on is not None, "what is too late for a session knows the session"
    assert facts.latest_on is not None, "and its latest day"
    days = (facts.session_opens_on - facts.latest_on).days
    return (
        f"{what} ({_day(day)}) đã quá hạn: chậm nhất {days} ngày trước khai mạc {_day(facts.session_opens_on)}, "
        f"tức ngày {_day(facts.latest_on)}. Ghi lại ngày khai mạc nếu kỳ họp đã đổi, hoặc chuyển kỳ họp sau."
    )


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
