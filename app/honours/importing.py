"""Many awards from one sheet: every fault told by line and column; all are kept, or those somebody saw to be good."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app import clock
from app.actor import Actor
from app.audit import operations as audit
from app.errors import Invalid
from app.extensions import db, in_few_lengths
from app.honours import columns, history
from app.honours.columns import Fault
from app.honours.history import Past, number_key
from app.honours.operations import Entry, Rights, faults, put
from app.honours.reach import people_of, sees_all
from app.honours.words import LEVELS
from app.nominees.models import Nominee, NomineeKind
from app.nominees.vocabulary import KIND_NAMES
from app.numbers import is_whole
from app.organisations.models import Organisation
from app.organisations.queries import called
from app.spreadsheets import Unreadable, read
from app.text import fold

MOST = 2000  # lines of a sheet
NOTHING = "Tệp không có dòng nào dưới dòng tiêu đề."
TOO_LONG = "Mỗi lần nhập không quá 2.000 dòng: chia tệp rồi nhập từng phần."
KINDS = {fold(name): NomineeKind(kind) for kind, name in KIND_NAMES.items()}
LEVELS_BY_NAME = {fold(name): level for level, name in LEVELS.items()}


@dataclass
class Line:
    """One line of the sheet, what it would become, and what is wrong with it."""

    number: int  # as Excel counts
    cells: Mapping[str, str]
    nominee: Nominee | None = None
    entry: Entry | None = None
    faults: list[Fault] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.cells[columns.NAME]


@dataclass(frozen=True)
class Report:
    lines: Sequence[Line]
    kept: int = 0

    @property
    def good(self) -> list[Line]:
        return [line for line in self.lines if not line.faults]

    @property
    def bad(self) -> list[Line]:
        return [line for line in self.lines if line.faults]

    @property
    def seen(self) -> str:
        """Which lines were found good: who goes on with them says so."""
        return ",".join(str(line.number) for line in self.good)


def bring_in(text: str, *, actor: Actor, seen: str = "") -> Report:
    """Keep all, if all are good; or the good ones, if `seen` says that just these were shown to be good."""
    lines = _lines(text, actor)
    audit.take_the_pen()  # of two who bring in the same sheet, the slower finds the faster's
    rights = Rights.of(actor)
    _judge(lines, rights, actor)
    report = Report(lines)
    if not report.good or (report.bad and seen != report.seen):
        return report
    for line in report.good:
        assert line.nominee is not None and line.entry is not None, "a good line was read whole"  # noqa: PT018
        put(line.nominee, line.entry, rights, None, actor=actor)
    return Report(lines, kept=len(report.good))


def _lines(text: str, actor: Actor) -> list[Line]:
    try:
        header, *rows = read(text) or [[]]
    except Unreadable as why:
        raise Invalid(sheet=str(why)) from why
    if wrong := columns.faults_of_header(header, actor):
        raise Invalid(sheet=" ".join(wrong))
    places = columns.placed(header, actor)
    told = [
        Line(number, {name: row[place] if place < len(row) else "" for name, place in places.items()})
        for number, row in enumerate(rows, start=2)
        if any(row)
    ]
    if not told:
        raise Invalid(sheet=NOTHING)
    if len(told) > MOST:
        raise Invalid(sheet=TOO_LONG)
    return told


def _judge(lines: Sequence[Line], rights: Rights, actor: Actor) -> None:
    _find_people(lines, actor)
    past: dict[int, list[Past]] = defaultdict(list)
    for one in history.of_many({line.nominee.id for line in lines if line.nominee}):
        past[one.nominee_id].append(one)
    in_sheet: dict[tuple[int, str, object], int] = {}
    for line in lines:
        line.entry = _read(line, rights)
        if line.nominee is None or line.entry is None:
            continue
        found = faults(line.nominee, line.entry, rights, past[line.nominee.id])
        line.faults += [Fault(columns.STANDS_FOR[name], sentence) for name, sentence in found.items() if sentence]
        key = line.nominee.id, number_key(line.entry.decision_number), line.entry.decided_on
        if (first := in_sheet.setdefault(key, line.number)) != line.number:
            line.faults.append(Fault(columns.NUMBER, f"{line.nominee.full_name}: trùng quyết định với dòng {first}."))


def _read(line: Line, rights: Rights) -> Entry | None:
    """The entry a line tells of; None where a cell cannot be read, and then the line says so."""
    cells, wrong = line.cells, list[Fault]()
    decided_on, award = columns.day(cells[columns.DAY]), cells[columns.AWARD]
    year = int(cells[columns.YEAR]) if is_whole(cells[columns.YEAR]) else None
    level = LEVELS_BY_NAME.get(fold(cells.get(columns.LEVEL, "")), "")
    version = rights.by_name.get(fold(award))
    code = version.award_code if version else ""
    if decided_on is None:
        wrong.append(Fault(columns.DAY, "Ghi ngày theo dạng ngày/tháng/năm, ví dụ 15/07/2023."))
    if year is None:
        wrong.append(Fault(columns.YEAR, "Ghi năm bằng bốn chữ số, ví dụ 2023."))
    if cells.get(columns.LEVEL) and not level:
        wrong.append(Fault(columns.LEVEL, f"Ghi một trong: {', '.join(LEVELS.values())}."))
    if not award:
        wrong.append(Fault(columns.AWARD, "Ghi tên danh hiệu, hình thức."))
    line.faults += [*wrong, *_too_long(cells)]
    if decided_on is None or year is None or line.faults:
        return None
    return Entry(
        award_code=code,
        award_name="" if code else award,
        level=level or (rights.levels[0] if len(rights.levels) == 1 else ""),
        year=min(year, 9999),
        decision_number=cells[columns.NUMBER],
        decided_on=decided_on,
        decided_by=cells[columns.GIVER],
    )


def _too_long(cells: Mapping[str, str]) -> list[Fault]:
    most = {columns.AWARD: 300, columns.NUMBER: 100, columns.GIVER: 300}
    return [Fault(name, f"Không dài quá {top} ký tự.") for name, top in most.items() if len(cells[name]) > top]


def _find_people(lines: Sequence[Line], actor: Actor) -> None:
    wanted = sorted({fold(line.name) for line in lines if line.name})
    found = people_of(actor).where(Nominee.folded.in_(in_few_lengths_of_words(wanted)))
    by_name: dict[str, list[Nominee]] = defaultdict(list)
    for nominee in db.session.scalars(found.order_by(Nominee.id)):
        by_name[nominee.folded].append(nominee)
    units = _units(lines, actor)
    for line in lines:
        _find_person(line, by_name[fold(line.name)], units)


def in_few_lengths_of_words(words: Sequence[str]) -> list[str]:
    """As `in_few_lengths` has it for ids."""
    return [words[place] for place in in_few_lengths(range(len(words)))]


def _units(lines: Sequence[Line], actor: Actor) -> dict[str, Organisation | None] | None:
    """By what the sheet calls them; None: all are of the actor's own unit."""
    if not sees_all(actor.role):
        return None
    named = {line.cells[columns.UNIT] for line in lines}
    return {name: called(name, clock.today()) if name else None for name in named}


def _find_person(line: Line, namesakes: Sequence[Nominee], units: dict[str, Organisation | None] | None) -> None:
    cells = line.cells
    kind = KINDS.get(fold(cells[columns.KIND])) if cells[columns.KIND] else NomineeKind.INDIVIDUAL
    born = columns.day(cells[columns.BORN])
    if kind is None:
        line.faults.append(Fault(columns.KIND, f"Ghi một trong: {', '.join(KIND_NAMES.values())}."))
    if cells[columns.BORN] and born is None:
        line.faults.append(Fault(columns.BORN, "Ghi ngày theo dạng ngày/tháng/năm, ví dụ 03/05/1980."))
    unit = units[cells[columns.UNIT]] if units is not None else None
    if units is not None and unit is None:
        line.faults.append(Fault(columns.UNIT, "Không có đơn vị mang mã hoặc tên này."))
    if not line.name:
        line.faults.append(Fault(columns.NAME, "Ghi họ và tên, tên tập thể hoặc chủ hộ."))
    if line.faults:
        return
    citizen = columns.citizen_id(cells[columns.CITIZEN])
    fitting = [
        one
        for one in namesakes
        if one.kind == kind
        and (unit is None or one.unit_id == unit.id)
        and (not born or one.birth_date in {None, born})
        and (not citizen or one.citizen_id in {"", citizen})
    ]
    if len(fitting) == 1:
        line.nominee = fitting[0]
    else:
        line.faults.append(Fault(columns.NAME, _nobody(line) if not fitting else _several(line, len(fitting))))


def _nobody(line: Line) -> str:
    return f"Danh sách của đơn vị chưa có {line.name} với các thông tin này: thêm vào danh sách trước."


def _several(line: Line, number: int) -> str:
    return f"Danh sách có {number} mục tên {line.name}: ghi thêm ngày sinh hoặc số căn cước."
