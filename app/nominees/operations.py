"""Keep the register: add, correct, retire. Nobody is deleted, for old cases name them."""

from dataclasses import asdict, dataclass
from datetime import date

from app import clock, versions
from app.actor import Actor
from app.audit import operations as audit
from app.errors import refuse_all
from app.extensions import db
from app.nominees import openings, queries
from app.nominees.models import Nominee, NomineeKind
from app.nominees.openings import Fact
from app.text import fold, name_key, one_line, sort_key

LABELS = {
    "name": "Tên",
    "honorific": "Danh xưng",
    "position": "Chức vụ",
    "department": "Phòng, ban",
    "field_of_work": "Lĩnh vực",
    "hamlet": "Thôn, khu phố",
    "address": "Địa chỉ",
    "email": "Thư điện tử",
    "phone": "Điện thoại",
}
NOT_BORN = "Ngày sinh phải trước hôm nay."
NO_FULL_NAME = "Nhập đủ họ và tên, ít nhất hai chữ."
NO_CAPITAL = "Viết hoa chữ cái đầu của họ, chữ đệm và tên: quyết định in đúng như ghi ở đây."
NO_NAME = "Tên tập thể phải có chữ."
MOST_IN_A_HOUSEHOLD = 50  # people; no rule of law, but more are a slip of the pen
NO_SIZE = f"Số nhân khẩu phải từ 1 đến {MOST_IN_A_HOUSEHOLD}."
NAMED_AS_PEOPLE = frozenset({NomineeKind.INDIVIDUAL, NomineeKind.HOUSEHOLD})  # a household by its head
YOUNG = 16  # years; no rule of law, but so late a birth is more often a slip of the pen


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What is written down about a person, a collective or a household; a form sends the fields its kind has."""

    name: str
    honorific: str = ""
    gender: str = ""
    birth_date: date | None = None
    ethnicity: str = ""
    position: str = ""
    department: str = ""
    worker_class: str = ""
    rank_class: str = ""
    employee_code: str = ""
    citizen_id: str = ""
    field_of_work: str = ""
    collective_class: str = ""
    locality: str = ""  # of `vocabulary.LOCALITIES`
    email: str = ""
    phone: str = ""
    hamlet: str = ""
    household_size: int | None = None
    address: str = ""
    is_another: bool = False  # the person said: the same name, but somebody else
    version: int = 1  # of the row when the form was opened


NOT_COLUMNS = frozenset({"is_another", "version"})


def add(kind: NomineeKind, entry: Entry, *, actor: Actor) -> Nominee:
    assert actor.organisation_id is not None, "only a unit has a register"
    nominee = Nominee(
        unit_id=actor.organisation_id, kind=kind, is_active=True, created_at=clock.now(), **_columns(kind, entry)
    )
    _check(nominee, entry)
    db.session.add(nominee)
    db.session.flush()
    audit.record(actor=actor, subject=_ref(nominee), action="add_nominee")
    return nominee


def edit(nominee: Nominee, entry: Entry, *, actor: Actor) -> None:
    typed = {LABELS[name]: text for name, text in asdict(entry).items() if name in LABELS}
    versions.insist(_ref(nominee), seen=entry.version, now=nominee.version, typed=typed)
    fresh = _columns(nominee.kind, entry)
    changed = sorted(name for name, value in fresh.items() if getattr(nominee, name) != value)
    with db.session.no_autoflush:
        for name in changed:
            setattr(nominee, name, fresh[name])
        _check(nominee, entry, first=openings.first_of_a_life(nominee.id) if "birth_date" in changed else None)
    audit.record(actor=actor, subject=_ref(nominee), action="edit_nominee", data={"changed": changed})


def retire(nominee: Nominee, *, actor: Actor) -> None:
    """No longer offered for new cases; old ones keep the name."""
    if not nominee.is_active:
        return
    nominee.is_active = False
    audit.record(actor=actor, subject=_ref(nominee), action="retire_nominee")


def bring_back(nominee: Nominee, *, actor: Actor) -> None:
    if nominee.is_active:
        return
    nominee.is_active = True
    audit.record(actor=actor, subject=_ref(nominee), action="bring_back_nominee")


def _columns(kind: NomineeKind, entry: Entry) -> dict[str, object]:
    columns = {
        name: one_line(value) if isinstance(value, str) else value
        for name, value in asdict(entry).items()
        if name not in NOT_COLUMNS
    }
    name = one_line(entry.name)
    key = name_key(name) if kind in NAMED_AS_PEOPLE else sort_key(name)
    return columns | {"sort_key": key, "folded": fold(name)}


def _check(nominee: Nominee, entry: Entry, first: Fact | None = None) -> None:
    """`first`: what is known of their life, where their birth was written anew."""
    refuse_all(
        name=_fault_of_name(nominee),
        birth_date=_fault_of_birth(nominee.birth_date, first),
        citizen_id=_fault_of_citizen_id(nominee),
        household_size=_fault_of_size(nominee.household_size),
        is_another=None if entry.is_another else _looks_like_another(nominee),
    )


def doubt_of(nominee: Nominee) -> str:
    """What was saved, and should be looked at once more; nothing where all is well."""
    if nominee.birth_date is None or not _is_young(nominee.birth_date):
        return ""
    return f"{nominee.name} sinh ngày {nominee.birth_date:%d/%m/%Y}, chưa đủ {YOUNG} tuổi. Kiểm tra lại ngày sinh."


def _is_young(born: date) -> bool:
    today = clock.today()
    years = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    return years < YOUNG


def _fault_of_name(nominee: Nominee) -> str | None:
    words = [word for word in nominee.name.split() if any(letter.isalpha() for letter in word)]
    if nominee.kind in NAMED_AS_PEOPLE:
        if len(words) < 2:  # noqa: PLR2004 -- họ và tên
            return NO_FULL_NAME
        return NO_CAPITAL if nominee.name.islower() else None
    return None if words else NO_NAME


def _fault_of_birth(born: date | None, first: Fact | None) -> str | None:
    if born is None:
        return None
    if born >= clock.today():
        return NOT_BORN
    if first is None or born <= first.born_by:
        return None
    return f"Mâu thuẫn: {first.words} có trước ngày sinh này. Mục nào sai thì sửa mục đó."


def _fault_of_size(size: int | None) -> str | None:
    return None if size is None or 1 <= size <= MOST_IN_A_HOUSEHOLD else NO_SIZE


def _fault_of_citizen_id(nominee: Nominee) -> str | None:
    if not nominee.citizen_id:
        return None
    holder = queries.holder_of(nominee.unit_id, nominee.kind, nominee.citizen_id, but=nominee.id)
    return f"Số căn cước này đã ghi cho {_described(holder)}." if holder else None


def _looks_like_another(nominee: Nominee) -> str | None:
    twin = queries.twin_of(nominee.unit_id, nominee.kind, nominee.name, nominee.birth_date, but=nominee.id)
    if twin is None:
        return None
    return (
        f"Danh sách của đơn vị đã có {_described(twin)}. Nếu không phải cùng một người, một tập thể, một hộ, "
        "hãy đánh dấu vào ô xác nhận rồi lưu lại."
    )


def _described(nominee: Nominee) -> str:
    facts = [nominee.name if nominee.kind is NomineeKind.INDIVIDUAL else nominee.full_name]
    if nominee.birth_date:
        facts.append(f"sinh ngày {nominee.birth_date:%d/%m/%Y}")
    if nominee.title_line:
        facts.append(nominee.title_line)
    return ", ".join(facts) + ("" if nominee.is_active else " (đã ngừng dùng)")


def _ref(nominee: Nominee) -> str:
    return f"nominee:{nominee.id}"
