"""The laws a paper leans on, each with the days between which it may be cited: data, for no template names a law.

An entry marked `is_checked=False` awaits the legal officer.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Ground:
    """One ground (căn cứ) as it is printed, without its closing mark."""

    text: str
    valid_from: date
    valid_to: date | None = None  # the last day it may be cited
    is_about_money: bool = False
    is_checked: bool = True

    def holds(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


AWARD_GROUNDS: tuple[Ground, ...] = (
    Ground(
        text="Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015",
        valid_from=date(2016, 1, 1),
        valid_to=date(2025, 2, 28),
    ),
    Ground(
        text=(
            "Căn cứ Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ"
            " và Luật Tổ chức chính quyền địa phương ngày 22 tháng 11 năm 2019"
        ),
        valid_from=date(2020, 7, 1),
        valid_to=date(2025, 2, 28),
    ),
    Ground(
        text="Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 02 năm 2025",
        valid_from=date(2025, 3, 1),
        valid_to=date(2025, 6, 15),
        is_checked=False,
    ),
    Ground(
        text="Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025",
        valid_from=date(2025, 6, 16),
    ),
    Ground(
        text="Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022",
        valid_from=date(2024, 1, 1),
    ),
    Ground(
        text=(
            "Căn cứ Nghị định số 98/2023/NĐ-CP ngày 31 tháng 12 năm 2023 của Chính phủ"
            " quy định chi tiết thi hành một số điều của Luật Thi đua, khen thưởng"
        ),
        valid_from=date(2024, 1, 1),
        valid_to=date(2025, 6, 30),
    ),
    Ground(
        text=(
            "Căn cứ Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ quy định về phân cấp, phân quyền"
            " trong lĩnh vực thi đua, khen thưởng; quy định chi tiết và hướng dẫn thi hành một số điều"
            " của Luật Thi đua, khen thưởng"
        ),
        valid_from=date(2025, 7, 1),
        is_checked=False,
    ),
    Ground(
        text=(
            "Căn cứ Nghị định số 73/2024/NĐ-CP ngày 30 tháng 6 năm 2024 của Chính phủ quy định mức lương cơ sở"
            " và chế độ tiền thưởng đối với cán bộ, công chức, viên chức và lực lượng vũ trang"
        ),
        valid_from=date(2024, 7, 1),
        is_about_money=True,
    ),
)


def for_awards(on: date, *, with_money: bool = False) -> tuple[str, ...]:
    """What a paper about awards may cite on that day, in the order of rank; local texts are added by the caller."""
    return tuple(
        ground.text for ground in AWARD_GROUNDS if ground.holds(on) and (with_money or not ground.is_about_money)
    )
