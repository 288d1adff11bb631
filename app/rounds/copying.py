"""Next year's round (mở đợt năm sau): what an old one would be, line by line beside it, and what cannot be carried.

Days move a year and onto a working day; awards become the versions in force; units that ended, those that took over.
"""

import re
from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain

from sqlalchemy import select

from app import clock, workdays
from app.awards.models import AwardVersion
from app.extensions import db
from app.organisations.models import Organisation
from app.rounds import queries
from app.rounds.models import AwardRound
from app.rounds.operations import Terms

MOVED = "Trúng ngày nghỉ: lấy ngày làm việc kế tiếp."


@dataclass(frozen=True)
class Line:
    """One thing of a round, as it was and as it would be; `why` where it could not simply be taken over."""

    what: str
    old: str
    new: str
    why: str = ""

    @property
    def differs(self) -> bool:
        return self.old != self.new


@dataclass
class Copy:
    terms: Terms
    lines: list[Line] = field(default_factory=list)
    left: list[str] = field(default_factory=list)  # what cannot be carried, in sentences


def a_year_on(day: date) -> date:
    """The same day of the next year, or the first working day after it; of 29 February, of the 28th."""
    later = day.year + 1
    last = monthrange(later, day.month)[1]
    return workdays.next_worked(day.replace(year=later, day=min(day.day, last)))


def named_a_year_on(words: str, year: int) -> str:
    """'tổng kết năm 2025' -> 'tổng kết năm 2026'; a number that only begins or ends like the year stays."""
    return re.sub(rf"(?<!\d){year}(?!\d)", str(year + 1), words)


def following(award_round: AwardRound) -> Copy:
    opens_on, closes_on = a_year_on(award_round.opens_on), a_year_on(award_round.closes_on)
    awards, gone = in_force(award_round.awards, queries.awards_offered(clock.today()))
    units, ended = _units(award_round, max(opens_on, clock.today()))
    made = Copy(
        Terms(
            name=named_a_year_on(award_round.name, award_round.year),
            year=award_round.year + 1,
            opens_on=opens_on,
            closes_on=closes_on,
            basis="",
            unit_notice=award_round.unit_notice,
            people_notice=award_round.people_notice,
            asks_agencies=award_round.asks_agencies,
            note=award_round.note,
            opening_text=award_round.opening_text,
            closing_text=award_round.closing_text,
            award_ids=[award.id for award in awards],
            only_some=award_round.only_some,
            unit_names="\n".join(unit.name for unit in units),
        )
    )
    made.left = [*gone, *ended, *_of_texts(award_round)]
    made.lines = [*_lines(award_round, made.terms, awards, units)]
    return made


def in_force(old: Iterable[AwardVersion], offered: Sequence[AwardVersion]) -> tuple[list[AwardVersion], list[str]]:
    """Of each award the version that is offered; and a sentence for each that is not any more."""
    by_code = {award.award_code: award for award in offered}
    found = [by_code[award.award_code] for award in old if award.award_code in by_code]
    gone = [award.name for award in old if award.award_code not in by_code]
    return found, [f"{name}: không còn trong danh mục đang có hiệu lực." for name in gone]


def _units(award_round: AwardRound, day: date) -> tuple[list[Organisation], list[str]]:
    found, left = dict[int, Organisation](), list[str]()
    for unit in award_round.units:
        taken_over = [unit] if unit.exists_on(day) else _successors(unit, day)
        found |= {one.id: one for one in taken_over}
        if not taken_over:
            left.append(f"{unit.name}: đã kết thúc hoạt động, chưa biết đơn vị nào kế thừa.")
    return sorted(found.values(), key=lambda one: one.sort_key), left


def _successors(unit: Organisation, day: date, seen: frozenset[str] = frozenset()) -> list[Organisation]:
    """Who exists on the day and proposes; of one that ended too, those after it, however wrongly in a circle."""
    seen |= {unit.code}
    codes = [one.successor_code for one in unit.successors]
    known = db.session.scalars(select(Organisation).where(Organisation.code.in_(codes)).order_by(Organisation.id)).all()
    later = ([one] if one.exists_on(day) else _successors(one, day, seen) for one in known if one.code not in seen)
    return [one for one in chain.from_iterable(later) if one.proposes]


def _of_texts(award_round: AwardRound) -> Iterable[str]:
    yield "Căn cứ mở đợt: nhập kế hoạch, hướng dẫn của năm mới."
    texts = {
        "Thư mở đợt": award_round.opening_text,
        "Hướng dẫn cho các đơn vị": award_round.note,
        "Lời kết của Thông báo": award_round.closing_text,
    }
    for name, text in texts.items():
        if named_a_year_on(text, award_round.year) != text:
            yield f"{name}: còn nhắc năm {award_round.year}, xem lại."


def _lines(
    then: AwardRound, now: Terms, awards: Sequence[AwardVersion], units: Sequence[Organisation]
) -> Iterable[Line]:
    yield Line("Tên đợt xét", then.name, now.name)
    yield Line("Năm", str(then.year), str(now.year))
    yield _day("Nhận hồ sơ từ ngày", then.opens_on, now.opens_on)
    yield _day("Đến hết ngày", then.closes_on, now.closes_on)
    renewed = {award.id for award in awards} - {award.id for award in then.awards}
    why = "Lấy bản đang có hiệu lực." if renewed else ""
    yield Line("Danh hiệu, hình thức", _joined(_award(one) for one in then.awards), _joined(map(_award, awards)), why)
    taken_over = {unit.id for unit in units} - {unit.id for unit in then.units}
    why = "Đơn vị đã kết thúc được thay bằng đơn vị kế thừa." if taken_over else ""
    yield Line("Đơn vị được gửi hồ sơ", _invited(then.only_some, then.units), _invited(now.only_some, units), why)
    steps = ", ".join(steps_of(then)) or "Không có"
    yield Line("Bước của đợt", steps, steps)
    yield Line("Căn cứ", then.basis or "Chưa ghi", "Chưa ghi")


def _day(what: str, then: date, now: date) -> Line:
    moved = (now.month, now.day) != (then.month, then.day)
    return Line(what, f"{then:%d/%m/%Y}", f"{now:%d/%m/%Y}", MOVED if moved else "")


def _award(version: AwardVersion) -> str:
    return f"{version.name} (bản {version.number})"


def _joined(names: Iterable[str]) -> str:
    return "; ".join(sorted(names))


def _invited(is_limited: bool, units: Sequence[Organisation]) -> str:  # noqa: FBT001 -- as the round has it
    return _joined(unit.name for unit in units) if is_limited else "Mọi đơn vị"


def steps_of(award_round: AwardRound) -> list[str]:
    """The steps a round has beside those of every case."""
    switched = {
        "Công khai tại đơn vị": award_round.unit_notice,
        "Lấy ý kiến công khai": award_round.people_notice,
        "Chọn sẵn cơ quan hiệp y": award_round.asks_agencies,
    }
    return [words for words, is_on in switched.items() if is_on]
