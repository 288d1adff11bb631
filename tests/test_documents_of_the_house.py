"""What README and docs/ name in backticks is there: files, and objects of our modules."""

import importlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
FOLDERS = "app|bench|docs|migrations|static|templates|tests|workflows"
FILE = re.compile(rf"(?:{FOLDERS})/[\w./-]*[\w]")
ROOMS = {path.name for path in (ROOT / "app").iterdir() if (path / "__init__.py").exists()} | {
    path.stem for path in (ROOT / "app").glob("*.py")
}
DOTTED = re.compile(r"([a-z_]+(?:\.[A-Za-z_]\w*)+)(?:\(.*\))?")
ENDINGS = {"py", "md", "html", "toml", "txt", "yaml", "json", "csv", "sqlite3", "lock"}


def quoted(text):
    return re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE))


def exists(dotted):
    """Whether app.<dotted> is a module, or a name in one, or a name in that."""
    parts = ["app", *dotted.split(".")]
    for length in range(len(parts), 1, -1):
        try:
            found = importlib.import_module(".".join(parts[:length]))
        except ModuleNotFoundError:
            continue
        for name in parts[length:]:
            if not hasattr(found, name):
                return False
            found = getattr(found, name)
        return True
    return False


def lost(text):
    """What a document names and nobody has."""
    names = quoted(text)
    files = [word for name in names for word in name.split() if FILE.fullmatch(word)]
    objects = [match[1] for name in names if (match := DOTTED.fullmatch(name))]
    ours = [name for name in objects if name.split(".")[0] in ROOMS and name.rsplit(".", 1)[1] not in ENDINGS]
    return [name for name in files if not (ROOT / name).exists()] + [name for name in ours if not exists(name)]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_a_document_names_is_there(document):
    assert lost(document.read_text()) == []


def test_a_name_that_nobody_has_is_found():
    text = "`casework.advance(…)`, `app/casework.py`, `desk.queries.waits(...)` and `app/nowhere.py`, `healthz.x`"

    assert lost(text) == ["app/nowhere.py", "desk.queries.waits"]
