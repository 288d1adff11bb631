"""Names and pledges from a sheet: kept whole, or refused whole with every fault by its line."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.actor import Actor
from app.awards.models import AwardVersion
from app.extensions import db
from app.nominees.models import Nominee
from app.nominees.reach import register_of
from app.nominees.subjects import is_for
from app.numbers import is_whole
from app.registrations import enrolling, queries
from app.registrations.enrolling import LONGEST_PLEDGE, Entry
from app.registrations.models import Registration
from app.spreadsheets import read
from app.text import fold

NUMBER, NAME, AWARD, PLEDGE = "Mã trong danh sách", "Họ và tên, tên tập thể", "Danh hiệu, hình thức", "Cam kết"
HEADER = (NUMBER, NAME, AWARD, PLEDGE)
MOST = 2000  # lines of a sheet
WRONG_HEADER = f"Dòng đầu của tệp phải có đủ các cột: {'; '.join(HEADER)}. Tải mẫu về rồi điền vào mẫu."
NOTHING = "Tệp không có dòng nào dưới dòng tiêu đề."
TOO_LONG = "Mỗi lần nhập không quá 2.000 dòng: chia tệp rồi nhập từng phần."


@dataclass(frozen=True)
class Fault:
    number: int  # as Excel counts
    sentence: str


@dataclass(frozen=True)
class Report:
    kept: int
    faults: Sequence[Fault]


@dataclass(frozen=True)
class Known:
    """What the lines are read against."""

    by_id: Mapping[int, Nominee]
    by_name: Mapping[str, Sequence[Nominee]]
    awards: Mapping[str, AwardVersion]


def bring_in(registration: Registration, text: str, *, actor: Actor) -> Report:
    """`text`: of a sheet; what it has already is left as it is."""
    enrolling.insist_open(registration)
    rows = read(text)
    header = rows[0] if rows else []
    if {*HEADER} - {*header}:
        return Report(0, [Fault(1, WRONG_HEADER)])
    places = {name: header.index(name) for name in HEADER}
    told = [(number, _cells(row, places)) for number, row in enumerate(rows[1:], start=2) if any(row)]
    if not told or len(told) > MOST:
        return Report(0, [Fault(2, TOO_LONG if told else NOTHING)])
    known = _known(registration, actor)
    read_lines = [(number, _entry(cells, known)) for number, cells in told]
    faults = [Fault(number, one) for number, one in read_lines if isinstance(one, str)]
    entries = [one for _, one in read_lines if isinstance(one, Entry)]
    return Report(0 if faults else enrolling.put(registration, entries, actor=actor), faults)


def template(registration: Registration, actor: Actor) -> list[tuple[object, ...]]:
    """Everybody of the unit's register, to be given a title and a pledge, or taken out of the sheet."""
    people = register_of(actor).where(Nominee.is_active).order_by(Nominee.sort_key, Nominee.id).limit(MOST)
    awards = queries.awards_of(registration.year)
    fitting = ((one, next((a for a in awards if is_for(a.subjects, one)), None)) for one in db.session.scalars(people))
    return [(one.id, one.name, award.name, "") for one, award in fitting if award]


def _cells(row: Sequence[str], places: Mapping[str, int]) -> dict[str, str]:
    return {name: row[place] if place < len(row) else "" for name, place in places.items()}


def _known(registration: Registration, actor: Actor) -> Known:
    people = db.session.scalars(register_of(actor).where(Nominee.is_active)).all()
    by_name = defaultdict(list)
    for one in people:
        by_name[one.folded].append(one)
    awards = {fold(one.name): one for one in queries.awards_of(registration.year)}
    return Known({one.id: one for one in people}, by_name, awards)


def _entry(cells: Mapping[str, str], known: Known) -> Entry | str:
    """What a line says, or why it says nothing."""
    person = _person(cells, known)
    if isinstance(person, str):
        return person
    award = known.awards.get(fold(cells[AWARD]))
    if award is None:
        return f"“{cells[AWARD]}” không có trong danh hiệu, hình thức của năm đăng ký."
    if not cells[PLEDGE]:
        return f"{person.full_name}: chưa ghi cam kết."
    if len(cells[PLEDGE]) > LONGEST_PLEDGE:
        return f"{person.full_name}: cam kết dài quá {LONGEST_PLEDGE} ký tự."
    entry = Entry(person, award, cells[PLEDGE])
    return enrolling.fault_of(entry) or entry


def _person(cells: Mapping[str, str], known: Known) -> Nominee | str:
    name = cells[NAME]
    namesakes = known.by_name.get(fold(name), ())
    if cells[NUMBER]:
        number = int(cells[NUMBER]) if is_whole(cells[NUMBER]) else 0
        found = known.by_id.get(number)
        return found if found in namesakes and found else f"Mã {cells[NUMBER]} không phải của {name} trong danh sách."
    if len(namesakes) == 1:
        return namesakes[0]
    if namesakes:
        return f"Danh sách có {len(namesakes)} mục tên {name}: ghi thêm mã trong danh sách."
    return f"Danh sách của đơn vị chưa có {name}: thêm vào danh sách trước."
