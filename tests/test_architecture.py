"""The house of docs/structure.md, read from the imports. Every complaint says what to do instead.

Each check is a function from a tree of source files to complaints. It is run on the application, where it must find
nothing, and on a small tree with a fault planted in it, where it must find exactly that.
"""

import ast
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest
from werkzeug.routing import IntegerConverter

from app.access import Permission
from app.config import ROOT


def words(text):
    return [*text.split()]


GROUND = words(
    "access actor addresses bootstrap clock columns config errors extensions facts forms holidays limits moving "
    "numbers remarks schema site spreadsheets text validators workdays writers writing"
)
FLOORS = words("audit accounts organisations versions outbox awards documents casework papers")
ROOMS = words(
    "nominees honours service_records rounds blocks nominations registrations runs medals gatherings "
    "submissions unit_decisions intake public_notices public party_opinions appraisals suspensions councils "
    "initiatives achievements eligibility decisions upward deliveries reissues corrections complaints ballots "
    "revocations resolutions processes award_drafts books substitutes desk deadlines administration guide"
)
ROOF = words(
    "asking cli effects error_pages factory founding health page_frame rooms security serving signing_in starting "
    "turnstile"
)
HOUSE = [GROUND, *([floor] for floor in FLOORS), *([room] for room in ROOMS), [*ROOF, ""]]
FLOOR_OF = {name: number for number, names in enumerate(HOUSE) for name in names}

STATE = {"state", "previous_state", "state_since", "due_at", "workflow_key", "workflow_version", "workflow_digest"}
NOT_MOVING = {"app.awards.loading", "app.organisations.loading", "app.nominees.operations"}  # setattr by name, no state
COMMITS = {"app.extensions", "app.forms", "app.serving", "app.signing_in"}
VIETNAMESE = {
    *words("bao binh cap chuc danh dinh duyet duoc dua giay hieu hoi hoso khen ket luan loai nguoi nghi phieu phong"),
    *words("quyet soan tham thanh thuong tich tinh trinh trang truong vinh viec xet xoa"),
}
TOP = words(
    ".ci .gitignore CHANGELOG.md Containerfile README.md app bench docs instance migrations pyproject.toml "
    "requirements-dev.txt requirements.txt static templates tests workflows wsgi.py"
)


@dataclass(frozen=True)
class Module:
    name: str
    tree: ast.Module

    @property
    def room(self) -> str:
        """`app.intake.views` -> `intake`; the application itself -> ``."""
        return [*self.name.split("."), ""][1]

    @property
    def file(self) -> str:
        return self.name.rpartition(".")[2]

    @property
    def is_view(self) -> bool:
        return self.file.endswith("views")

    @property
    def is_form(self) -> bool:
        return self.file.endswith("forms")


class House:
    """The source files below a folder that holds `app` and `workflows`."""

    def __init__(self, root: Path) -> None:
        self.modules = {
            name: Module(name, ast.parse(path.read_text("utf-8")))
            for top in ("app", "workflows")
            for path in sorted((root / top).rglob("*.py"))
            for name in [".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__")]
        }

    @cached_property
    def imports(self) -> dict[str, set[str]]:
        """Which modules each imports, those hidden in functions and behind TYPE_CHECKING too."""
        return {name: set(self._imported(module)) for name, module in self.modules.items()}

    def _imported(self, module: Module) -> Iterator[str]:
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                for alias in node.names:
                    inside = f"{node.module}.{alias.name}"
                    yield inside if inside in self.modules else str(node.module)
            elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "import_module":
                yield from (a.value for a in node.args if isinstance(a, ast.Constant))

    def own_imports(self, module: Module) -> Iterator[Module]:
        yield from (self.modules[name] for name in sorted(self.imports[module.name]) if name in self.modules)

    def foreign(self, module: Module) -> set[str]:
        """Top names of the packages that are not this project's."""
        return {name.partition(".")[0] for name in self.imports[module.name]} - {"app", "workflows"}


CHECKS = {}


def check(function):
    CHECKS[function.__name__] = function
    return function


@check
def workflows_need_the_standard_library_only(house):
    for module in house.modules.values():
        if module.name.startswith("workflows"):
            strangers = {name.partition(".")[0] for name in house.imports[module.name]}
            for name in sorted(strangers - sys.stdlib_module_names - {"workflows"}):
                yield f"{module.name} imports {name}: give the facts in workflows/facts.py a field instead."


@check
def imports_point_down(house):
    for module in _of_app(house):
        if module.room not in FLOOR_OF:
            yield f"{module.name} stands on no floor: give it one in docs/structure.md and in this test."
            continue
        for other in house.own_imports(module):
            if other.name.startswith("app") and FLOOR_OF.get(other.room, -1) > FLOOR_OF[module.room]:
                yield (
                    f"{module.name} imports {other.name} from above: let the upper room register what it knows "
                    "(nominations.openings, casework.teach, papers.queries.guards)."
                )


@check
def nobody_uses_the_views_and_forms_of_another_room(house):
    for module in _of_app(house):
        for other in house.own_imports(module):
            is_face = other.is_view or other.file in {"answers", "forms", "blueprint", "panels"}
            if is_face and other.room not in {module.room, "forms"} and module.room not in ROOF:
                yield (
                    f"{module.name} imports {other.name}: take the rule from the room's operations or queries, "
                    "or move what both need into app/forms.py."
                )


@check
def only_faces_know_flask(house):
    rooms = {*FLOORS, *ROOMS}
    for module in _of_app(house):
        may = module.is_view or module.is_form or module.file in {*words("answers blueprint visitor uploads printing")}
        if module.room in rooms and not may:
            for name in sorted(house.foreign(module) & {"flask", "flask_login", "flask_wtf", "wtforms"}):
                yield f"{module.name} imports {name}: let the view hand over a command or a value."
        if module.is_view and "wtforms" in house.foreign(module):
            yield f"{module.name} imports wtforms: put the form into the room's forms.py."


@check
def forms_know_no_rows(house):
    for module in _of_app(house):
        if module.is_form and module.room != "forms":
            for other in house.own_imports(module):
                if other.file in {"models", "queries", "operations"} and not _only_words(module, other):
                    yield f"{module.name} imports {other.name}: let the view pass choices and values in."


def _only_words(module, other):
    """Whether a form takes constants, enumerations and commands from there, and names rows only to say their type."""
    taken = {
        alias.asname or alias.name
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ImportFrom) and node.module == other.name
        for alias in node.names
    }
    harmless = {
        name
        for node in other.tree.body
        for name in ([node.name] if isinstance(node, ast.ClassDef) and _is_word(node) else _constants(node))
    }
    said = {id(name) for annotation in _annotations(module.tree) for name in ast.walk(annotation)}
    used = {node.id for node in ast.walk(module.tree) if isinstance(node, ast.Name) and id(node) not in said}
    return bool(taken) and not (taken - harmless) & used


def _annotations(tree):
    for node in ast.walk(tree):
        for annotation in (getattr(node, "annotation", None), getattr(node, "returns", None)):
            if annotation is not None:
                yield annotation


def _is_word(node):
    is_enumeration = {getattr(base, "id", "") for base in node.bases} & {"StrEnum", "IntEnum", "Enum"}
    return bool(is_enumeration) or any("dataclass" in ast.unparse(decorator) for decorator in node.decorator_list)


def _constants(node):
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
    return [target.id for target in targets if isinstance(target, ast.Name) and target.id.isupper()]


@check
def only_casework_writes_state(house):
    moving = {
        node.name
        for module in house.modules.values()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ClassDef) and "Moving" in {getattr(base, "id", "") for base in node.bases}
    }
    for module in _of_app(house):
        if module.name not in {"app.casework", "app.moving"}:
            for line, what in _writes_of_state(module, moving):
                yield f"{module.name}:{line} writes {what}: take the step by casework.advance."


def _writes_of_state(module, moving):
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store | ast.Del) and node.attr in STATE:
            yield node.lineno, node.attr
        elif isinstance(node, ast.Call):
            yield from ((node.lineno, what) for what in _state_in_call(node, moving, module.name))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and _is_sql_on_state(node.value):
            yield node.lineno, "state in SQL"


def _state_in_call(call, moving, module_name):
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name in {"values", "update", *moving}:
        yield from sorted({keyword.arg for keyword in call.keywords if keyword.arg} & STATE)
        for argument in call.args:
            if isinstance(argument, ast.Dict):
                keys = {
                    key.attr if isinstance(key, ast.Attribute) else getattr(key, "value", 0) for key in argument.keys
                }
                yield from sorted(keys & STATE)
    if name in {"setattr", "delattr", "__setattr__", "set_attribute", "set_committed_value"}:
        constants = [a.value for a in call.args if isinstance(a, ast.Constant)]
        if set(constants) & STATE:
            yield constants[0]
        elif name == "setattr" and not isinstance(call.args[1], ast.Constant) and module_name not in NOT_MOVING:
            yield "whatever a variable names"


def _key(node):
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "value", "")


def _is_sql_on_state(text):
    return re.search(rf"\bUPDATE\b.*\bSET\b.*\b({'|'.join(STATE)})\b\s*=", text, re.IGNORECASE | re.DOTALL) is not None


@check
def only_entry_points_commit(house):
    for module in _of_app(house):
        if module.is_view or module.room in {"cli", "effects", "founding"} or module.name in COMMITS:
            continue
        for node in _calls_outside_perform(module):
            if isinstance(node.func, ast.Attribute) and node.func.attr == "commit":
                yield f"{module.name}:{node.lineno} commits: leave that to the view (unit_of_work, form.perform)."
            if isinstance(node.func, ast.Name) and node.func.id == "unit_of_work":
                yield f"{module.name}:{node.lineno} opens a unit of work: leave that to the view or to form.perform."


def _calls_outside_perform(module):
    """All calls, but for those in the `perform` of a form."""
    performs = [n for n in ast.walk(module.tree) if module.is_form and getattr(n, "name", "") == "perform"]
    inside = {id(node) for perform in performs for node in ast.walk(perform)}
    return [node for node in ast.walk(module.tree) if isinstance(node, ast.Call) and id(node) not in inside]


@check
def only_the_printer_knows_weasyprint(house):
    for module in _of_app(house):
        if "weasyprint" in house.foreign(module) and module.name not in {
            "app.documents.render",
            "app.documents.worker",
        }:
            yield f"{module.name} imports weasyprint: ask app.documents.render, which prints in another process."


@check
def tables_leave_by_one_hand(house):
    """Where cells that begin a formula are made texts."""
    for module in _of_app(house):
        if module.name not in {"app.spreadsheets", "app.founding.people"}:
            for name in sorted(house.foreign(module) & {"csv", "openpyxl", "xlsxwriter", "pandas"}):
                yield f"{module.name} imports {name}: let app.spreadsheets write what goes out as a table."


@check
def nothing_imports_in_a_circle(house):
    for circle in _circles(house.imports, house.modules):
        yield f"{' → '.join(circle)}: move what both need into a module below them."


def _circles(imports, known):
    """Strongly connected modules (Tarjan), each as a sorted list; a module that imports itself too."""
    index, low, stack, found = {}, {}, [], []

    def visit(name):
        index[name] = low[name] = len(index)
        stack.append(name)
        for other in sorted(imports[name] & known.keys()):
            if other not in index:
                visit(other)
            if other in stack:
                low[name] = min(low[name], low[other])
        if low[name] == index[name]:
            at = stack.index(name)
            together = stack[at:]
            del stack[at:]
            if len(together) > 1 or name in imports[name]:
                found.append(sorted(together))

    for name in imports:
        if name not in index:
            visit(name)
    return found


@check
def names_are_english(house):
    for module in house.modules.values():
        for line, name in _names(module.tree):
            words = {word.lower() for word in re.findall(r"[A-Z]?[^\W_A-Z]+|[A-Z]+", name)}
            if not name.isascii() or words & VIETNAMESE:
                yield f"{module.name}:{line} calls something “{name}”: say it in English; pages speak Vietnamese."


def _names(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.lineno, node.name
        elif isinstance(node, ast.arg):
            yield node.lineno, node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.lineno, node.id
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.lineno, node.attr


def _of_app(house):
    return [module for module in house.modules.values() if module.name.partition(".")[0] == "app"]


@pytest.fixture(scope="module")
def our_house():
    return House(ROOT)


@pytest.mark.parametrize("name", CHECKS)
def test_the_house_keeps_its_rules(our_house, name):
    assert [*CHECKS[name](our_house)] == []


PLANTED = {
    "workflows_need_the_standard_library_only": [
        ("workflows/a.py", "def f():\n    import yaml\n", "workflows.a imports yaml"),
        ("workflows/a.py", "from app import clock\n", "workflows.a imports app"),
    ],
    "imports_point_down": [
        ("app/text.py", "from app.intake import models\n", "app.text imports app.intake.models"),
        ("app/text.py", "def f():\n    from app.intake.models import M\n", "app.text imports app.intake.models"),
        ("app/rounds/queries.py", "import app.intake.models\n", "app.rounds.queries imports app.intake.models"),
        ("app/desk/queries.py", "from app import create_app\n", "app.desk.queries imports app from above"),
        ("app/kitchen/models.py", "", "app.kitchen.models stands on no floor"),
    ],
    "nobody_uses_the_views_and_forms_of_another_room": [
        ("app/desk/views.py", "from app.intake.views import bp\n", "app.desk.views imports app.intake.views"),
        ("app/desk/forms.py", "from app.intake import forms\n", "app.desk.forms imports app.intake.forms"),
    ],
    "only_faces_know_flask": [
        ("app/desk/queries.py", "from flask import g\n", "app.desk.queries imports flask"),
        ("app/desk/papers.py", "def f():\n    import flask\n", "app.desk.papers imports flask"),
        ("app/desk/operations.py", "from wtforms import Form\n", "app.desk.operations imports wtforms"),
        ("app/desk/views.py", "from wtforms import Form\n", "app.desk.views imports wtforms"),
    ],
    "forms_know_no_rows": [
        ("app/intake/forms.py", "from app.intake import queries\n", "app.intake.forms imports app.intake.queries"),
        ("app/intake/forms.py", "from app.intake.models import M\nM()\n", "app.intake.forms imports app.intake.models"),
    ],
    "only_casework_writes_state": [
        ("app/desk/operations.py", "def f(case):\n    case.state = 'X'\n", "app.desk.operations:2 writes state"),
        ("app/desk/operations.py", "case.due_at, x = 1, 2\n", "app.desk.operations:1 writes due_at"),
        ("app/desk/operations.py", "del case.previous_state\n", "app.desk.operations:1 writes previous_state"),
        ("app/desk/operations.py", "setattr(case, 'state_since', 1)\n", "writes state_since"),
        ("app/desk/operations.py", "setattr(case, name, 1)\n", "writes whatever a variable names"),
        ("app/desk/operations.py", "update(M).values(state='X')\n", "writes state"),
        ("app/desk/operations.py", "update(M).values({'workflow_version': 2})\n", "writes workflow_version"),
        ("app/desk/operations.py", "query.update({M.state: 'X'})\n", "writes state"),
        ("app/desk/operations.py", "class C(Moving): pass\nC(state='X')\n", "app.desk.operations:2 writes state"),
        ("app/desk/operations.py", "q = 'UPDATE paper SET state = 1'\n", "writes state in SQL"),
    ],
    "only_entry_points_commit": [
        ("app/desk/operations.py", "db.session.commit()\n", "app.desk.operations:1 commits"),
        ("app/desk/forms.py", "def f():\n    with unit_of_work(): pass\n", "app.desk.forms:2 opens a unit of work"),
        ("app/desk/queries.py", "with unit_of_work():\n    pass\n", "app.desk.queries:1 opens a unit of work"),
    ],
    "only_the_printer_knows_weasyprint": [
        ("app/desk/views.py", "def f():\n    from weasyprint import HTML\n", "app.desk.views imports weasyprint"),
    ],
    "tables_leave_by_one_hand": [
        ("app/intake/views.py", "import csv\n", "app.intake.views imports csv"),
        ("app/intake/export.py", "def f():\n    from openpyxl import Workbook\n", "app.intake.export imports openpyxl"),
    ],
    "nothing_imports_in_a_circle": [
        ("app/intake/models.py", "def f():\n    from app.intake import queries\n", "app.intake.models → app.intake.q"),
        ("app/text.py", "from app import text\n", "app.text: move"),
    ],
    "names_are_english": [
        ("app/text.py", "def duyet_ho_so(): pass\n", "app.text:1 calls something “duyet_ho_so”"),
        ("app/text.py", "class QuyetDinh: pass\n", "calls something “QuyetDinh”"),
        ("app/text.py", "tờ = 1\n", "calls something “tờ”"),
        ("app/text.py", "def f(*, nguoi): pass\n", "calls something “nguoi”"),
    ],
}


@pytest.mark.parametrize(
    ("name", "file", "source", "complaint"),
    [(name, *fault) for name, faults in PLANTED.items() for fault in faults],
)
def test_a_planted_fault_is_found(tmp_path, name, file, source, complaint):
    sound = {
        "app/__init__.py": "",
        "app/intake/models.py": "class M: pass\n",
        "app/intake/queries.py": "from app.intake.models import M\n",
        "app/intake/forms.py": "",
        "app/intake/views.py": "",
    }
    for path, text in {**sound, file: source}.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")

    (said,) = CHECKS[name](House(tmp_path))

    assert complaint in said
    assert len(said.split(": ", 1)[1]) > 20, "a complaint says what to do instead"


def test_every_check_has_its_planted_fault():
    assert {*PLANTED} == {*CHECKS}


def test_the_document_lists_the_rooms_in_this_order():
    document = (ROOT / "docs" / "structure.md").read_text("utf-8")
    (row,) = [line for line in document.splitlines() if line.startswith("| rooms |")]

    assert re.findall(r"`(\w+)`", row.split("|")[2]) == ROOMS


def test_the_page_on_structure_names_all_of_the_ground():
    page = (ROOT / "docs" / "structure.md").read_text(encoding="utf-8")
    (row,) = (line for line in page.splitlines() if line.startswith("| ground |"))

    assert sorted(re.findall(r"`(\w+)`", row.split("|")[2])) == sorted(GROUND)


# The rules of addresses, read from the application itself


def faults_of_rules(app):
    permissions = defaultdict(set)
    for rule in app.url_map.iter_rules():
        if rule.endpoint == "static":
            continue
        permission = getattr(app.view_functions[rule.endpoint], "permission", "closed")
        permissions[rule.endpoint].add(permission)
        if permission is not None and not isinstance(permission, Permission):
            yield f"{rule.endpoint} is closed: mark it @requires(Permission.…) or @public."
        for part in re.sub(r"<[^>]*>", "", rule.rule).split("/"):
            if not re.fullmatch(r"[a-z0-9-]*(\.[a-z0-9]+)?", part):
                yield f"{rule.rule}: write “{part.lower().replace('_', '-')}”."
        for name, converter in rule._converters.items():
            is_id = name == "id" or name.endswith("_id")
            if f"<{name}>" in rule.rule or (is_id and not isinstance(converter, IntegerConverter)):
                yield f"{rule.rule}: give <{name}> a converter, <int:{name}> for an id."


def test_every_view_has_a_permission_and_a_kebab_address(made_apps):
    assert [*faults_of_rules(made_apps("sqlite"))] == []


def test_a_view_that_forgets_is_found():
    from flask import Flask  # noqa: PLC0415 -- only here

    careless = Flask("careless")
    careless.add_url_rule("/Ask_Me/<name>", "ask", lambda name: name)
    careless.add_url_rule("/nice/<string:row_id>", "nice", lambda row_id: row_id)

    assert [*faults_of_rules(careless)] == [
        "ask is closed: mark it @requires(Permission.…) or @public.",
        "/Ask_Me/<name>: write “ask-me”.",
        "/Ask_Me/<name>: give <name> a converter, <int:name> for an id.",
        "nice is closed: mark it @requires(Permission.…) or @public.",
        "/nice/<string:row_id>: give <row_id> a converter, <int:row_id> for an id.",
    ]


@pytest.mark.skipif(not (ROOT / ".git").exists() or not shutil.which("git"), reason="no checkout to be looked at")
def test_nothing_stands_at_the_top_but_what_was_decided():
    """A memory dump lay there once: it tells of keys and people, and every clone carries it."""
    kept = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout

    assert sorted({path.partition("/")[0] for path in kept.splitlines()}) == sorted(TOP)
