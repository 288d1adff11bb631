"""What a criterion's answer means, in a sentence: what was found, what is asked for, and the missing step."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from app.awards import fields
from app.awards.checking import Answer
from app.awards.fields import Field, Value
from app.awards.verdicts import Leaf, Verdict
from app.awards.words import RATINGS, SCOPES


@dataclass(frozen=True)
class Words:
    """Names of awards by code, and what the rooms know beyond the fields: years that lack, what waits, was counted."""

    awards: Mapping[str, str]
    missing_years: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    waiting: frozenset[str] = frozenset()
    counted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # what a field was counted from


def tell(answer: Answer, words: Words) -> str:
    """One sentence, without the article: the page shows that beside it."""
    leaf, found = answer.leaf, fields.find(answer.leaf.field)
    assert found is not None  # the catalogue was checked when it was loaded
    match answer.verdict:
        case Verdict.MET:
            return f"Đạt: {leaf.label}.{_counted(leaf, words)}"
        case Verdict.NEEDS_DOCUMENT:
            return f"Cần giấy tờ chứng minh: {leaf.label}.{_counted(leaf, words)}"
        case Verdict.NEEDS_JUDGEMENT:
            return f"Người thẩm định và Hội đồng đánh giá: {leaf.label}."
        case Verdict.MISSING:
            return _unknown(leaf, found, words)
        case _:
            return f"Không đạt: {leaf.label}. {_shortfall(leaf, found, answer.found, words)}".rstrip()


def _unknown(leaf: Leaf, field_: Field, words: Words) -> str:
    if leaf.field in words.waiting:
        return f"Đã ghi nhưng chưa xác nhận: {label(field_, words)}."
    if leaf.field.startswith(fields.MEETS):
        return f"Chưa kết luận được: {label(field_, words)}. Xem danh hiệu đó còn thiếu gì."
    return f"Chưa có dữ liệu: {label(field_, words)}.{_years(leaf, words)}"


def label(found: Field, words: Words) -> str:
    return found.label.format(award=words.awards.get(found.about, found.about), scope=SCOPES.get(found.about, ""))


def _shortfall(leaf: Leaf, field_: Field, found: Value, words: Words) -> str:
    if leaf.op == "gte" and isinstance(found, (int, Fraction)) and not isinstance(found, bool):
        lack = f"Cần {_number(leaf.wanted, field_)}, mới có {_number(found, field_)}, còn thiếu"
        return f"{lack} {_number(leaf.wanted - found, field_)}.{_years(leaf, words)}"
    if field_.type == "rating":
        return f"Đang ghi: {RATINGS.get(str(found), str(found))}."
    return ""


def _years(leaf: Leaf, words: Words) -> str:
    years = words.missing_years.get(leaf.field, ())
    return f" Chưa có của năm: {', '.join(map(str, sorted(years)))}." if years else ""


def _counted(leaf: Leaf, words: Words) -> str:
    """' Đã tính: “A”, “B”.'"""
    titles = words.counted.get(leaf.field, ())
    return f" Đã tính: {', '.join(f'“{title}”' for title in titles)}." if titles else ""


def _number(value: int | Fraction, field_: Field) -> str:
    if field_.type == "share":
        return f"{float(value * 100):g}%".replace(".", ",")
    return f"{float(value):g} {field_.unit}".replace(".", ",").rstrip()
