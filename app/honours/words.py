"""Levels and standings of awards in words."""

from enum import StrEnum

LEVELS = {  # who gives an award
    "unit": "Đơn vị, địa phương",
    "province": "Tỉnh",
    "ministry": "Bộ, ngành, đoàn thể Trung ương",
    "state": "Nhà nước",
}


class Standing(StrEnum):
    """How far one may lean on what is told of an award."""

    DECIDED = "decided"  # by a decision issued in this system
    CONFIRMED = "confirmed"
    WAITING = "waiting"
    VOIDED = "voided"


STANDINGS = {
    Standing.DECIDED: "Quyết định trên phần mềm",
    Standing.CONFIRMED: "Sở Nội vụ đã xác nhận",
    Standing.WAITING: "Đơn vị ghi, chờ xác nhận",
    Standing.VOIDED: "Đã hủy",
}
