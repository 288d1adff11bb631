"""No number of the law stands in code (issue 5, acceptance 9): what is found is technical, named with its reason."""

from collections import Counter
from pathlib import Path

import pytest
import yaml

from tests.law import scan

ROOT = Path(__file__).parents[2]
ALLOWED = yaml.safe_load(Path(__file__).with_name("allowed.yaml").read_text("utf-8"))
CODE = [path for room in ("app", "workflows") for path in sorted((ROOT / room).rglob("*.py"))]
PAGES = sorted((ROOT / "templates").rglob("*.html"))


def _is_aside(path):
    name = path.relative_to(ROOT).as_posix()
    return any(name == folder or name.startswith(f"{folder}/") for folder in ALLOWED["folders"])


def _found(path):
    read = scan.numbers if path.suffix == ".py" else scan.sentences
    return read(path.read_text("utf-8"))


def objections(name, found, allowed):
    """What stands there and is not named, or is named and stands there no longer."""
    said, named = Counter(one.what for one in found), Counter(allowed)
    lines = {one.what: one.line for one in found}
    return [
        *(f"{name}:{lines[what]} has {what!r}: is it a number of the law? Then it is data." for what in said - named),
        *(f"{name} is allowed {what!r} and does not have it (any more)." for what in named - said),
    ]


def test_what_stands_in_code_is_no_number_of_the_law():
    found = {path.relative_to(ROOT).as_posix(): _found(path) for path in (*CODE, *PAGES) if not _is_aside(path)}
    named = {name: entry["numbers"] for name, entry in ALLOWED["files"].items()}

    said = [line for name in found | named for line in objections(name, found.get(name, []), named.get(name, []))]

    assert said == []
    assert (len(CODE) > 300, len(PAGES) > 150) == (True, True)


def test_each_number_that_may_stand_there_has_its_reason():
    assert [name for name, entry in ALLOWED["files"].items() if not entry.get("why")] == []
    assert all((ROOT / folder).exists() and why for folder, why in ALLOWED["folders"].items())


@pytest.mark.parametrize(
    ("planted", "what"),
    [
        ("def passes(agree, members):\n    return agree * 100 >= 90 * members\n", ["90"]),
        ("MAJORITY = 50\n", ["50"]),
        ("is_enough = share >= 0.8\n", ["0.8"]),
        ("accept = Transition(limit=Limit(2))\n", ["2"]),
        ("accept = Transition(limit=Limit(days=25))\n", ["25"]),
        ("last = workdays.due(start, 10, DayUnit.WORKING)\n", ["10"]),
        ("last = workdays.add_working_days(first, 1)\n", ["1"]),
        ("left = timedelta(days=30)\n", ["30"]),
        ("left = timedelta(2)\n", ["2"]),
        ("money = salary * Decimal('1.5')\n", ["1.5"]),
        ("SALARY = 2_340_000\n", ["2340000"]),
        ("years = 5 if group == 'tw' else 20\n", ["5", "20"]),
        ("said = 'Thẩm định trong 25 ngày làm việc'\n", ["25 ngày"]),
        ("said = f'{name}: cần từ 80% tổng số thành viên'\n", ["80%"]),
        ("said = 'quá nửa tổng số'\n", ["quá nửa"]),
        ("said = 'thưởng 0,6 lần lương cơ sở'\n", ["0,6 lần"]),
        ("said = 'trong năm ngày'\n", ["năm ngày"]),
        ("condition = '≥30'\n", ["≥30"]),
        ("shown = told(note='Trong 10 ngày')\n", ["10 ngày"]),
    ],
)
def test_a_number_of_the_law_is_found_in_code(planted, what):
    assert [one.what for one in scan.numbers(planted)] == what


@pytest.mark.parametrize(
    "technical",
    [
        "first, last = rows[0], rows[-1]\n",
        "name: Mapped[str] = mapped_column(String(300))\n",
        "short = text[:60]\n",
        "return page, 409\n",
        "PIECE = 1 << 16\n",
        "SIZE = 25 * 1024 * 1024\n",
        "os.chmod(path, 0o750)\n",
        "IDLE = timedelta(minutes=30)\n",
        "tomorrow = today + timedelta(days=1)\n",
        "def due():\n    '''Within 10 ngày làm việc.'''\n",
        "law = Transition(law='NĐ 98/2023 Đ.40: 25 ngày')\n",
        "PAGE = 50\n",
    ],
)
def test_what_is_technical_by_how_it_is_written_is_not_asked_about(technical):
    assert scan.numbers(technical) == []


@pytest.mark.parametrize(
    ("page", "what"),
    [
        ("<p>Nộp trong 10 ngày làm việc.</p>", [(1, "10 ngày")]),
        ("<p>\n{{ days }} ngày, từ\n<b>90</b>%</p>", [(3, "90%")]),
        ("{% if form.fields | length > 1 %}\n\nCần từ 90% phiếu{% endif %}", [(3, "90%")]),
        ("<div style='width: 50%'>{# at 80% #}</div>", []),
        ("Đạt khi quá nửa tán thành", [(1, "quá nửa")]),
    ],
)
def test_a_number_of_the_law_is_found_on_a_page(page, what):
    assert [(one.line, one.what) for one in scan.sentences(page)] == what


def test_one_more_than_is_named_is_found_and_one_less_is_told():
    found = scan.numbers("WAIT = 15\nLEAST = 15\n")

    assert objections("app/x.py", found, ["15"]) == ["app/x.py:2 has '15': is it a number of the law? Then it is data."]
    assert objections("app/x.py", found, ["15", "15", "20"]) == [
        "app/x.py is allowed '20' and does not have it (any more)."
    ]
