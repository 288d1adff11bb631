"""The list for payment as a table, to be taken away as a sheet."""

from collections.abc import Iterable, Sequence

from app.deliveries.queries import Line
from app.nominations.states import AWARDED
from app.spreadsheets import Cell

HEADINGS = (
    *("STT", "Họ tên, tên tập thể", "Chức vụ, đơn vị", "Đơn vị trình", "Danh hiệu, hình thức"),
    *("Số tiền (đồng)", "Ngày chi", "Số chứng từ"),
)


def payments(lines: Iterable[Line]) -> list[Sequence[Cell]]:
    """Whom money goes to, and a line with the sum; below `HEADINGS`."""
    paid = [line for line in lines if line.item.bonus]
    total = sum(line.item.bonus or 0 for line in paid)
    return [
        *(_row(number, line) for number, line in enumerate(paid, start=1)),
        ("", "Tổng cộng", "", "", "", total, "", ""),
    ]


def _row(number: int, line: Line) -> Sequence[Cell]:
    case, delivery = line.case, line.delivery
    return (
        number,
        line.printed_name,
        line.printed_detail,
        case.unit.name,
        case.award_version.name,
        line.item.bonus or 0,
        _paid_on(line),
        delivery.voucher if delivery else "",
    )


def _paid_on(line: Line) -> str:
    """The day; of who is not paid, because the award is in doubt or taken back, that."""
    if line.delivery is not None and line.delivery.paid_on is not None:
        return f"{line.delivery.paid_on:%d/%m/%Y}"
    return "" if line.case.state in AWARDED else line.case.state_name
