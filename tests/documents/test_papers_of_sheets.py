"""Every paper that the facts name has a kind here, or a line in docs/papers.md that says how else."""

import re
from pathlib import Path

import pytest

from app.documents.certificates import Certificates
from app.documents.kinds import PAPERS
from tests.workflows.facts_file import FACTS
from workflows.vocabulary import PAPER_NAMES, SHEET_OF, Paper

ROOT = Path(__file__).resolve().parents[2]
LINE = re.compile(r"^\| ([A-Z_]+) \| (.+?) \| (kind|within|kept): (.+) \|$", re.MULTILINE)
LINES = LINE.findall((ROOT / "docs" / "papers.md").read_text(encoding="utf-8"))
KINDS = [(Paper(code), *re.findall(r"`([^`]+)`", how)) for code, _, is_a, how in LINES if is_a == "kind"]
TEMPLATES = {*PAPERS, Certificates.template}


def test_the_sheets_are_those_of_the_facts_paper_by_paper():
    told = {code: name.partition(" ")[0] for name, codes in FACTS["sheets"].items() if name != "why" for code in codes}
    records = [record for record in FACTS["side_records"].values() if isinstance(record, dict)]
    of_records = {code for record in records for code in record.get("documents", ())}

    told |= {"TTR_UBND_TREN": "upward"}  # of the state's route, which the facts do not tell
    assert {paper.value: sheet.value for paper, sheet in SHEET_OF.items()} == told
    assert of_records <= told.keys()


def test_every_paper_has_its_line_and_no_other_has():
    assert [(code, name) for code, name, _, _ in LINES] == [(paper.value, PAPER_NAMES[paper]) for paper in SHEET_OF]


@pytest.mark.parametrize(("paper", "template", "file"), KINDS, ids=lambda value: getattr(value, "name", None))
def test_a_kind_has_its_template_and_whoever_gathers_what_it_says(paper, template, file):
    names = {paper.name, *([PAPERS[template].__name__] if template in PAPERS else ["Certificate"])}

    assert template in TEMPLATES
    assert (ROOT / "templates" / "documents" / f"{template}.html").is_file()
    assert any(name in (ROOT / file).read_text(encoding="utf-8") for name in names)


def test_no_kind_is_without_its_line():
    made = {template for _, template, _ in KINDS}

    assert TEMPLATES - made == set()
    codes = {kind.code for kind in PAPERS.values() if isinstance(kind.code, str)}  # letters say theirs one by one
    assert codes <= {paper.value for paper, _, _ in KINDS}
