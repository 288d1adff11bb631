"""Every office has its chapter, every word it quotes stands on a page, every picture is there and small."""

import re
from functools import cache

import pytest
from PIL import Image

from app.access import GRANTS
from app.config import ROOT
from app.guide.chapters import BY_KEY, CHAPTERS, EVERYBODY, of_role
from tests import builders
from workflows.vocabulary import Role

GUIDE = ROOT / "templates" / "guide"
PICTURES = ROOT / "static" / "guide"
QUOTED, SHOWN = re.compile(r"""\bb\(["']([^"']+)["']\)"""), re.compile(r"""\bshot\(["']([^"']+)["']""")
TEXTS = sorted(path for path in GUIDE.glob("*.html") if not path.name.startswith("_"))
LARGEST, MOST = 60_000, 20  # bytes of a picture; pictures


@cache
def words_of_the_house():
    """What templates and code can put on a page, blanks as one."""
    pages = [path for path in (ROOT / "templates").rglob("*.html") if GUIDE not in path.parents]
    modules = [path for folder in ("app", "workflows") for path in (ROOT / folder).rglob("*.py")]
    said = [re.sub(r"\{#.*?#\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL) for path in pages]
    said += [path.read_text(encoding="utf-8") for path in modules]
    return " ".join("\n".join(said).split())


def strangers(text):
    """Words in quotes that stand on no page, whole."""
    found = {" ".join(words.split()) for words in QUOTED.findall(text)}
    return sorted(words for words in found if not stands_whole(words))


def stands_whole(words):
    house = words_of_the_house()
    whole = re.finditer(re.escape(words) + r"(?!\w)", house)
    return any(not re.match(r"\w", house[match.start() - 1]) for match in whole)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_every_word_quoted_stands_on_a_page(path):
    assert strangers(path.read_text(encoding="utf-8")) == []


def test_a_button_that_was_renamed_is_found():
    text = """{{ b("Lập hồ sơ mới") }} {{ b("Lập hồ sơ cũ kỹ") }} {{ b('Lập Tờ trìn') }}"""

    assert strangers(text) == ["Lập Tờ trìn", "Lập hồ sơ cũ kỹ"]


def test_no_quotation_is_overlooked():
    texts = [path.read_text(encoding="utf-8") for path in TEXTS]

    assert sum(text.count("{{ b(") for text in texts) == sum(len(QUOTED.findall(text)) for text in texts) > 200


def test_every_office_has_a_chapter_of_its_own_and_every_chapter_its_text():
    assert [role for role in GRANTS if of_role(role) is EVERYBODY] == []
    assert of_role(None) is of_role(Role.NOMINEE) is EVERYBODY
    assert {path.stem for path in TEXTS} == BY_KEY.keys()
    roles = [role for chapter in CHAPTERS for role in chapter.roles]
    assert len(roles) == len({*roles})


def test_every_picture_is_shown_and_every_one_shown_is_there_and_small():
    shown = {name for path in TEXTS for name in SHOWN.findall(path.read_text(encoding="utf-8"))}
    files = {path.stem: path for path in PICTURES.iterdir()}

    assert shown == files.keys()
    assert len(files) <= MOST
    assert {path.suffix for path in files.values()} == {".webp"}
    assert {name: path.stat().st_size for name, path in files.items() if path.stat().st_size > LARGEST} == {}
    assert {width_of(path) for path in files.values()} == {1024}


def width_of(path):
    with Image.open(path) as picture:
        return picture.width


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
def test_it_opens_at_ones_own_chapter_and_all_others_are_a_click_away(app):
    unit = builders.organisation()
    for role in (Role.UNIT_CLERK, Role.CHAIRMAN, Role.NOMINEE):
        reader = builders.signed_in(app.test_client(), builders.actor(role, unit))
        page = reader.get("/guide/").text
        assert f"<h1> {of_role(role).title} </h1>" in " ".join(page.split())
        assert {*re.findall(r'href="/guide/([\w-]+)"', page)} == BY_KEY.keys() - {of_role(role).key}
    answers = {key: reader.get(f"/guide/{key}") for key in BY_KEY}
    assert {key: answer.status_code for key, answer in answers.items()} == dict.fromkeys(BY_KEY, 200)
    assert [key for key, answer in answers.items() if "Khi vướng" not in answer.text] == []
    assert reader.get("/guide/khong-co").status_code == 404
