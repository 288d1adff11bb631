"""The books as sheets to take away."""

from collections.abc import Iterable, Sequence

from app.books import incoming, outgoing

OUTGOING = ("Số, ký hiệu", "Sổ", "Ngày", "Trích yếu", "Người ký", "Nơi nhận", "Ghi chú")
INCOMING = ("Số đến", "Ngày đến", "Nơi gửi", "Số, ký hiệu", "Ngày văn bản", "Trích yếu", "Mã hồ sơ")


def of_outgoing(lines: Iterable[outgoing.Line]) -> list[Sequence[str]]:
    return [
        (
            line.number,
            line.register,
            f"{line.issued_on:%d/%m/%Y}" if line.issued_on else "",
            line.title,
            line.signer,
            line.recipients,
            line.remark,
        )
        for line in lines
    ]


def of_incoming(lines: Iterable[incoming.Line]) -> list[Sequence[str]]:
    return [
        (
            f"{line.number}",
            f"{line.arrived_on:%d/%m/%Y}",
            line.sender,
            line.symbol,
            f"{line.dated_on:%d/%m/%Y}" if line.dated_on else "",
            line.title,
            line.case,
        )
        for line in lines
    ]
