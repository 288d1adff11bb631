"""The year of a block is opened with the members of the year before; its members, leaders and table are set."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select

from app import clock, versions
from app.actor import Actor
from app.audit import operations as audit
from app.blocks import facts, points, queries  # noqa: F401 -- facts teaches casework
from app.blocks.models import BlockCriterion, BlockMember, BlockYear, Part
from app.casework import advance, begin, hold
from app.errors import NOT_AFTER_TODAY, Invalid, Refusal, refuse_all
from app.extensions import db
from app.organisations.models import Block, Organisation
from app.organisations.queries import called, existing_on
from app.text import one_line
from workflows.blocks_1 import BlockState

# a sign after the first, or one against its number, is that of a number below zero or of years
LINE = re.compile(r"(?P<name>.+?(?<![\s:–-]))(?:\s*:\s*|\s+[–-]\s+)(?P<most>[0-9]{1,4}(?:[,.][0-9])?)(?:\s*điểm)?")
LONGEST_NAME = BlockCriterion.__table__.c["name"].type.length  # type: ignore[attr-defined]
NOT_NOW = "Bảng chấm điểm đã công bố: thu lại bảng chấm điểm trước khi sửa."
OPENED = "Khối này đã mở năm {year}."
LAST_DAY_OF_YEAR = 12, 31


@dataclass(frozen=True, kw_only=True)
class Opening:
    block_code: str
    year: int


@dataclass(frozen=True, kw_only=True)
class Membership:
    """Who is in a block: of those that are, in which part (None: no longer); who comes in, a name a line."""

    parts: Mapping[int, Part | None]  # BlockMember.id
    added: str
    number: str
    decided_on: date | None
    version: int


@dataclass(frozen=True)
class Difference:
    """Against the year before."""

    since: int
    came: list[str] = field(default_factory=list)
    went: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)  # who has another part


def open_year(told: Opening, *, actor: Actor) -> BlockYear:
    """With the members of the year before and their parts; of the first year with those the block has."""
    assert actor.user_id is not None, "opened by a person"
    audit.take_the_pen()
    if db.session.get(Block, told.block_code) is None:
        raise Invalid(block_code="Chọn khối trong danh sách.")
    same = select(BlockYear.id).where(BlockYear.block_code == told.block_code, BlockYear.year == told.year)
    if db.session.scalar(same) is not None:
        raise Invalid(year=OPENED.format(year=told.year))
    made = BlockYear(block_code=told.block_code, year=told.year, created_by_id=actor.user_id, created_at=clock.now())
    begin(made, "block_year")
    made.members = _members_from(queries.year_before(told.block_code, told.year), told)
    db.session.add(made)
    db.session.flush()
    audit.record(actor=actor, subject=made.ref, action="open_block_year", target=made.state, data=_said(made))
    return made


def _members_from(before: BlockYear | None, told: Opening) -> list[BlockMember]:
    elsewhere = queries.elsewhere(told.year, told.block_code)
    if before is not None:
        known = [(one.organisation, one.part) for one in before.members if one.organisation.exists_on(_eve(told.year))]
    else:
        its = existing_on(_eve(told.year)).where(Organisation.block_code == told.block_code)
        known = [(one, Part.MEMBER) for one in db.session.scalars(its.order_by(Organisation.sort_key))]
    return [BlockMember(organisation=one, part=part) for one, part in known if one.id not in elsewhere]


def _eve(year: int) -> date:
    """Who is in a block of a year existed on some day of it: today, where it is this year's."""
    return min(max(clock.today(), date(year, 1, 1)), date(year, *LAST_DAY_OF_YEAR))


def difference(block_year: BlockYear) -> Difference | None:
    """What became another since the year before; None for the first year."""
    before = queries.year_before(block_year.block_code, block_year.year)
    if before is None:
        return None
    then = {one.organisation_id: one for one in before.members}
    now = {one.organisation_id: one for one in block_year.members}
    return Difference(
        before.year,
        came=[one.name for key, one in now.items() if key not in then],
        went=[one.name for key, one in then.items() if key not in now],
        parts=[one.name for key, one in now.items() if key in then and then[key].part is not one.part],
    )


def set_members(block_year: BlockYear, told: Membership, *, actor: Actor) -> None:
    typed = {"Đơn vị vào khối": told.added, "Số văn bản": told.number}
    _insist_on_draft(block_year, told.version, typed)
    added = _organisations(told.added, block_year)
    _judge(block_year, told, added)
    _leave(block_year, [one for one in block_year.members if told.parts.get(one.id, one.part) is None])
    for one in block_year.members:
        one.part = told.parts.get(one.id) or one.part
    block_year.members += [BlockMember(organisation=one, part=Part.MEMBER) for one in added]
    block_year.number, block_year.decided_on = one_line(told.number), told.decided_on
    versions.touch(block_year, by="year")
    audit.record(actor=actor, subject=block_year.ref, action="set_block_members", data=_said(block_year))


def _leave(block_year: BlockYear, leaving: list[BlockMember]) -> None:
    for one in block_year.members:
        if one.checker_id in {gone.id for gone in leaving}:
            one.checker_id = None
    db.session.flush()
    for gone in leaving:
        block_year.members.remove(gone)
        db.session.delete(gone)
    db.session.flush()


def _judge(block_year: BlockYear, told: Membership, added: list[Organisation]) -> None:
    parts = [told.parts.get(one.id, one.part) for one in block_year.members]
    twice = {one.organisation_id for one in block_year.members} & {one.id for one in added}
    refuse_all(
        parts="Mỗi khối chỉ có một trưởng khối." if parts.count(Part.LEADER) > 1 else None,
        added="Có đơn vị đã ở trong khối: không ghi lại." if twice or len({*added}) != len(added) else None,
        decided_on=NOT_AFTER_TODAY if told.decided_on and told.decided_on > clock.today() else None,
    )


def _organisations(written: str, block_year: BlockYear) -> list[Organisation]:
    found, faults = [], []
    elsewhere = queries.elsewhere(block_year.year, block_year.block_code)
    for line in filter(None, map(one_line, written.splitlines())):
        one = called(line, clock.today())
        if one is None:
            faults.append(f"Không có cơ quan, đơn vị nào tên “{line}”: ghi đủ tên, hoặc mã của đơn vị.")
        elif one.id in elsewhere:
            faults.append(f"{one.name} năm {block_year.year} đã ở {elsewhere[one.id]}.")
        else:
            found.append(one)
    if faults:
        raise Invalid(added=" ".join(faults))
    return found


def set_table(block_year: BlockYear, written: str, *, seen: int, actor: Actor) -> None:
    """The whole scoring table, a criterion a line with its most points: 'Thực hiện nhiệm vụ chính trị: 40'."""
    _insist_on_draft(block_year, seen, {"Bảng chấm điểm": written})
    lines = read_table(written)
    for old in queries.table(block_year.id):
        db.session.delete(old)
    db.session.flush()
    for position, (name, most) in enumerate(lines, start=1):
        db.session.add(BlockCriterion(block_year_id=block_year.id, position=position, name=name, most=most))
    versions.touch(block_year, by="year")
    data: dict[str, object] = {"table": [[name, most] for name, most in lines]}
    audit.record(actor=actor, subject=block_year.ref, action="set_block_table", data=data)


def read_table(written: str) -> list[tuple[str, int]]:
    found, faults = [], []
    for line in filter(None, map(one_line, written.splitlines())):
        match = LINE.fullmatch(line)
        if match is None or points.tenths(match["most"]) == 0:
            faults.append(f"Dòng “{line[:60]}” chưa có điểm tối đa: ghi tiêu chí, dấu hai chấm, rồi số điểm.")
        elif len(match["name"]) > LONGEST_NAME:
            faults.append(f"Dòng “{line[:60]}…”: tên tiêu chí dài quá {LONGEST_NAME} chữ.")
        else:
            found.append((match["name"], points.tenths(match["most"])))
    if not faults and len({name for name, _ in found}) != len(found):
        faults.append("Có tiêu chí ghi hai lần.")
    refuse_all(table=" ".join(faults) or (None if found else "Ghi ít nhất một tiêu chí."))
    return found


def table_as_written(lines: Iterable[BlockCriterion]) -> str:
    return "\n".join(f"{one.name}: {points.written(one.most)}" for one in lines)


def take(block_year: BlockYear, name: str, reason: str, *, seen: int, actor: Actor) -> None:
    """A step of the year, by whoever has read it as it is."""
    versions.insist(block_year.ref, seen=seen, now=block_year.version, typed={"Lý do": reason})
    queries.read_anew(block_year)
    advance(block_year, name, actor=actor, reason=reason)


def _insist_on_draft(block_year: BlockYear, seen: int, typed: Mapping[str, str]) -> None:
    versions.insist(block_year.ref, seen=seen, now=block_year.version, typed=typed)
    hold(block_year)
    if block_year.state != BlockState.PREPARING:
        raise Refusal("Chưa sửa được.", [NOT_NOW])


def _said(block_year: BlockYear) -> dict[str, object]:
    return {
        "document": [block_year.number, block_year.decided_on.isoformat() if block_year.decided_on else ""],
        "members": [[one.organisation.code, one.part.value] for one in block_year.members],
    }
