"""What the browser loads is what we think it is, and all of it comes from here."""

import gzip
import hashlib
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
VENDORED = tomllib.loads((ROOT / "static/vendor/VENDORED.toml").read_text())["package"]
OURS = [
    path
    for folder in ("static/css", "static/js", "static/print", "templates")
    for path in sorted((ROOT / folder).rglob("*"))
    if path.suffix in {".css", ".js", ".html"}
]
NAMESPACES = re.compile(r"http://www\.w3\.org/\S*")  # names, never fetched

# Newer than ES2020, or unreadable by Chrome 109 and Firefox 115.
TOO_NEW = {
    "logical assignment": re.compile(r"(\?\?|\|\||&&)="),
    "replaceAll": re.compile(r"\.replaceAll\("),
    "at": re.compile(r"\.at\("),
    "Object.hasOwn": re.compile(r"\bhasOwn\("),
    "private or static member": re.compile(r"(this\.#|^\s*static\s)", re.MULTILINE),
    "numeric separator": re.compile(r"\b\d+_\d+\b"),
    "structuredClone": re.compile(r"\bstructuredClone\("),
    "sorted copies": re.compile(r"\.(toSorted|toReversed|findLast)\("),
}


def name(path):
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("package", VENDORED, ids=lambda package: package["name"])
def test_vendored_files_are_what_was_fetched(package):
    folder = ROOT / package["folder"]

    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}

    assert found == package["files"]
    assert {"version", "licence", "origin"} <= package.keys()
    assert "LICENSE" in found


@pytest.mark.parametrize("packed", sorted((ROOT / "static").rglob("*.gz")), ids=name)
def test_what_is_compressed_is_the_file_beside_it(packed):
    assert gzip.decompress(packed.read_bytes()) == packed.with_suffix("").read_bytes()


def test_everything_in_the_vendor_folder_is_named():
    named = {ROOT / package["folder"] / file for package in VENDORED for file in package["files"]}

    found = {path for path in (ROOT / "static/vendor").rglob("*") if path.is_file() and path.name != "VENDORED.toml"}

    assert found <= named


@pytest.mark.parametrize("path", OURS, ids=name)
def test_nothing_is_asked_of_another_host(path):
    text = NAMESPACES.sub("", path.read_text())

    assert re.findall(r"https?://\S+|(?:src|href)=[\"']//|url\([\"']?//", text) == []


def test_vendored_styles_ask_nothing_of_another_host():
    text = NAMESPACES.sub("", (ROOT / "static/vendor/bootstrap/bootstrap.min.css").read_text())

    assert re.findall(r"@import|url\([\"']?(?!data:|[\"']?data:)[^)]*", text) == []


@pytest.mark.parametrize("path", [path for path in OURS if path.suffix == ".js"], ids=name)
def test_scripts_are_readable_by_the_oldest_browser(path):
    text = path.read_text()

    assert [what for what, pattern in TOO_NEW.items() if pattern.search(text)] == []


@pytest.mark.parametrize("path", [path for path in OURS if path.suffix == ".css"], ids=name)
def test_styles_are_readable_by_the_oldest_browser(path):
    text = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)

    assert re.findall(r"&[:.\s]|:has\(|:popover|@container|@layer|@scope", text) == []


@pytest.mark.parametrize(
    "path",
    [path for path in OURS if path.suffix == ".html" and "documents" not in path.parts],
    ids=name,
)
def test_pages_keep_to_the_content_security_policy(path):
    text = re.sub(r"\{#.*?#\}", "", path.read_text(), flags=re.DOTALL)

    assert re.findall(r"<style|\sstyle=|\son[a-z]+=[\"']|<script(?![^>]*\bsrc=)|javascript:", text) == []


def test_every_icon_asked_for_is_there():
    sources = [path for path in OURS if path.suffix == ".html"] + sorted((ROOT / "app").rglob("*.py"))
    asking = re.compile(r"(?:icon(?:_name)?[(=]|MenuLine\(\s*\"[^\"]+\",\s*)\"([a-z0-9-]+)\"")

    asked = {one for path in sources for one in asking.findall(path.read_text())}

    assert "house" in asked
    assert {one for one in asked if not (ROOT / f"templates/_components/icons/{one}.svg").exists()} == set()


def test_no_style_and_no_icon_is_carried_for_nothing():
    """A name counts as used where it stands whole in a page, a script or the code, or where it is put together."""
    everywhere = [path for folder in ("templates", "static/js", "app") for path in (ROOT / folder).rglob("*")]
    sources = [path for path in everywhere if path.suffix in {".html", ".js", ".py"}]
    text = "\n".join(path.read_text() for path in sources)
    words = set(re.findall(r"[\w-]+", text))
    put_together = tuple(re.findall(r"([\w-]+-)\{\{", text))
    styles = re.sub(r"/\*.*?\*/|url\([^)]*\)", "", (ROOT / "static/css/vinhdanh.css").read_text(), flags=re.DOTALL)
    classes = set(re.findall(r"\.([a-z][\w-]*)", styles))
    icons = {path.stem for path in (ROOT / "templates/_components/icons").glob("*.svg")}

    assert "badge-state" in classes
    assert {one for one in classes if one not in words and not one.startswith(put_together)} == set()
    assert {one for one in icons if f'"{one}"' not in text} == set()
