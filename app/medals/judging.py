"""What a medal's dossier lacks, and what keeps it from the medal: sentences, from the group's own numbers. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.awards.models import RuleGroup
from app.medals.counting import MONTHS, Sums, in_words

FEMALE = "female"
GENDERS = {"male": "nam", FEMALE: "nữ"}


@dataclass(frozen=True, kw_only=True)
class Declared:
    """All that is judged."""

    group: RuleGroup | None
    is_group_in_force: bool
    terms: int | None
    held_before: bool | None
    is_under_review: bool | None
    is_dismissed: bool | None
    has_periods: bool
    sums: Sums
    gender: str  # of the nominee: male, female or not said
    held_by: str = ""  # the case or the decision by which the person was given the medal before

    @property
    def years_wanted(self) -> int | None:
        """Of work, where the group asks for any; of somebody whose sex nobody wrote down the longer ones."""
        if self.group is None:
            return None
        return self.group.years_women if self.gender == FEMALE else self.group.years_men


def missing(said: Declared) -> Iterator[str]:
    """What must be filled in before the case goes on."""
    if said.group is None:
        yield "Chưa chọn nhóm đối tượng."
    elif not said.is_group_in_force:
        yield f"Nhóm {said.group.code} thuộc bộ tiêu chuẩn không còn áp dụng: chọn lại nhóm đối tượng."
    declared = (
        (said.held_before, "Chưa khai đã được tặng Kỷ niệm chương này hay chưa."),
        (said.is_under_review, "Chưa khai có đang bị xem xét kỷ luật, thanh tra, điều tra hay không."),
        (said.is_dismissed, "Chưa khai có bị buộc thôi việc, khai trừ, án có hiệu lực hay không."),
    )
    yield from (sentence for answer, sentence in declared if answer is None)


def missing_service(said: Declared) -> Iterator[str]:
    """For the ordinary way: the years, and what they are measured by."""
    if not said.has_periods:
        yield "Chưa nhập quá trình công tác."
    group = said.group
    if group is not None and group.years_men != group.years_women and said.gender not in GENDERS:
        yield f"Nhóm {group.code} tính thời gian theo giới tính: ghi giới tính trong danh sách Cá nhân, tập thể."


def exclusions(said: Declared) -> Iterator[str]:
    """Who is not considered at all."""
    if said.held_before:
        yield "Đã được tặng Kỷ niệm chương này: mỗi người chỉ được tặng một lần."
    if said.held_by:
        yield f"Đã được tặng Kỷ niệm chương này theo {said.held_by}: mỗi người chỉ được tặng một lần."
    if said.is_under_review:
        yield "Đang bị xem xét kỷ luật, thanh tra, kiểm tra, điều tra hoặc có đơn thư đang xác minh: chưa xét."
    if said.is_dismissed:
        yield "Bị buộc thôi việc, khai trừ hoặc có bản án đã có hiệu lực pháp luật: không xét."


def shortfalls(said: Declared) -> Iterator[str]:
    """Years that the group asks for and the service does not reach."""
    group = said.group
    if group is None or group.years_are_waived or group.by_contribution:
        return
    if group.years_in_office is not None and not _was_long_enough_in_office(said, group):
        terms = f" hoặc {group.or_terms} nhiệm kỳ" if group.or_terms else ""
        yield (
            f"Nhóm {group.code} cần giữ chức vụ từ {group.years_in_office} năm{terms}; "
            f"đã khai {in_words(said.sums.office)}."
        )
    wanted = said.years_wanted
    if wanted is not None and said.sums.service < wanted * MONTHS:
        of = f" ({GENDERS[said.gender]})" if group.years_men != group.years_women and said.gender in GENDERS else ""
        yield f"Nhóm {group.code} cần công tác từ {wanted} năm{of}; đã khai {in_words(said.sums.service)}."


def _was_long_enough_in_office(said: Declared, group: RuleGroup) -> bool:
    is_by_terms = group.or_terms is not None and (said.terms or 0) >= group.or_terms
    return is_by_terms or said.sums.office >= (group.years_in_office or 0) * MONTHS
