"""Kinds of records and what may be said in them, in words."""

from collections.abc import Mapping
from enum import StrEnum

from app.awards.words import RATINGS
from app.honours import words
from app.honours.words import Standing
from app.nominees.models import NomineeKind


class RecordKind(StrEnum):
    RATING = "rating"  # xếp loại chất lượng of a year
    DISCIPLINE = "discipline"  # kỷ luật
    LEAVE = "leave"  # nghỉ dài ngày
    MAKE_UP = "make_up"  # who a collective was in a year


BEST, GOOD = "HTXSNV", "HTTNV"
DISCIPLINES = {
    "reprimand": "Khiển trách",
    "warning": "Cảnh cáo",
    "lower_pay": "Hạ bậc lương",
    "demotion": "Giáng chức",
    "removal": "Cách chức",
    "dismissal": "Buộc thôi việc",
}
MATERNITY = "maternity"
LEAVES = {
    MATERNITY: "Nghỉ thai sản",
    "illness": "Nghỉ ốm dài ngày",
    "unpaid": "Nghỉ không hưởng lương",
    "study": "Đi học tập trung",
}
VALUES = {
    RecordKind.RATING: RATINGS,
    RecordKind.DISCIPLINE: DISCIPLINES,
    RecordKind.LEAVE: LEAVES,
    RecordKind.MAKE_UP: RATINGS,  # of its party organisation
}
NAMES = {
    RecordKind.RATING: "Xếp loại chất lượng",
    RecordKind.DISCIPLINE: "Kỷ luật",
    RecordKind.LEAVE: "Nghỉ dài ngày",
    RecordKind.MAKE_UP: "Thành phần tập thể",
}
OF_NOMINEES = {
    NomineeKind.INDIVIDUAL: (RecordKind.RATING, RecordKind.DISCIPLINE, RecordKind.LEAVE),
    NomineeKind.COLLECTIVE: (RecordKind.RATING, RecordKind.MAKE_UP),
    NomineeKind.HOUSEHOLD: (),
}
BUTTONS = {
    RecordKind.RATING: "Ghi xếp loại",
    RecordKind.DISCIPLINE: "Ghi kỷ luật",
    RecordKind.LEAVE: "Ghi thời gian nghỉ",
    RecordKind.MAKE_UP: "Ghi thành phần của năm",
}
STANDINGS: Mapping[Standing, str] = {
    standing: name for standing, name in words.STANDINGS.items() if standing != Standing.DECIDED
}
