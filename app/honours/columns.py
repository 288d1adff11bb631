"""The columns of a sheet of awards, and how a cell is read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.actor import Actor
from app.honours.reach import sees_all
from app.text import fold

KIND = "Loại đối tượng"
NAME = "Họ và tên, tên tập thể, chủ hộ"
BORN = "Ngày sinh"
CITIZEN = "Số căn cước"
AWARD = "Danh hiệu, hình thức"
YEAR = "Năm đạt"
NUMBER = "Số quyết định"
DAY = "Ngày quyết định"
GIVER = "Người, cơ quan quyết định"
LEVEL = "Cấp khen thưởng"
UNIT = "Đơn vị"
COUNTER = "STT"  # may stand in a sheet, and says nothing
OF_DEPARTMENT = (LEVEL, UNIT)
ALL = (KIND, NAME, BORN, CITIZEN, AWARD, YEAR, NUMBER, DAY, GIVER)
STANDS_FOR = {  # of what an entry calls it
    "award_code": AWARD,
    "award_name": AWARD,
    "level": LEVEL,
    "year": YEAR,
    "decision_number": NUMBER,
    "decided_on": DAY,
    "decided_by": GIVER,
}
DATE_FORMATS = ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y")
CITIZEN_ID = 12  # digits; Excel drops a zero at the front


@dataclass(frozen=True)
class Fault:
    """What is wrong in one cell, and where."""

    column: str
    sentence: str


def of(actor: Actor) -> tuple[str, ...]:
    """A unit's own sheet is about its own people and its own level; Sở Nội vụ says whose and which."""
    return (*ALL, *OF_DEPARTMENT) if sees_all(actor.role) else ALL


def example(actor: Actor) -> Sequence[str]:
    """The line that shows how; whoever leaves it in hears that there is nobody of that name."""
    cells = {
        KIND: "Cá nhân",
        NAME: "Nguyễn Văn Mẫu",
        BORN: "03/05/1980",
        AWARD: "Lao động tiên tiến",
        YEAR: "2023",
        NUMBER: "125/QĐ-SGDĐT",
        DAY: "15/07/2023",
        GIVER: "Giám đốc Sở Giáo dục và Đào tạo",
        UNIT: "SGDDT",
    }
    return [cells.get(column, "") for column in of(actor)]


def placed(header: Sequence[str], actor: Actor) -> dict[str, int]:
    """Where each column stands; in any order, with marks or without."""
    known = {fold(name): name for name in of(actor)}
    return {known[fold(cell)]: place for place, cell in reversed([*enumerate(header)]) if fold(cell) in known}


def faults_of_header(header: Sequence[str], actor: Actor) -> list[str]:
    known = {fold(name) for name in (*of(actor), COUNTER)}
    missing = [name for name in of(actor) if name not in placed(header, actor)]
    strange = [cell for cell in header if cell and fold(cell) not in known]
    return [
        *([f"Dòng 1 thiếu cột: {', '.join(missing)}. Tải mẫu về và giữ nguyên dòng đầu."] if missing else []),
        *([f"Dòng 1 có cột không thuộc mẫu: {', '.join(strange)}. Bỏ cột đó hoặc sửa lại tên."] if strange else []),
    ]


def day(cell: str) -> date | None:
    for form in DATE_FORMATS:
        try:
            found = datetime.strptime(cell, form).date()  # noqa: DTZ007 -- a day has no zone
        except ValueError:
            continue
        return found if 1900 <= found.year <= 2100 else None  # noqa: PLR2004 -- as the house's forms have it
    return None


def citizen_id(cell: str) -> str:
    digits = "".join(cell.split())
    return digits.zfill(CITIZEN_ID) if digits.isascii() and digits.isdigit() else digits
