"""Whatever stands in a draft is shown in its forms and comes back from them unchanged; it is published so."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.award_drafts import content, trees, values
from app.award_drafts.parts import Consideration, Money, Names, Validity
from app.award_drafts.rows import NEW, Criterion, Paper, Step, remove
from app.awards import exporting, fields, loading
from app.awards.criteria_check import NUMBERS, OF_TYPES
from app.awards.verdicts import OPERATORS

PLAIN = [name for name in fields.vocabulary()["fields"] if not name.endswith(">")]
ASKED = [*PLAIN, "title.streak.cstd_co_so", "initiative.count_unused.tinh", "years_since.bang_khen_tinh"]


@cache
def catalogue():
    """Each award as a draft begins with it."""
    facts, labels = loading.read("catalogue.yaml"), loading.read("labels.yaml")
    versions = [(loading.built(award, facts, labels), award["kind"]) for award in facts["awards"]]
    return {version.award_code: content.kept(exporting.told(version, kind)) for version, kind in versions}


AWARDS = st.sampled_from(sorted(catalogue()))


def places(award):
    yield from ((part, "") for part in (Names, Validity, Consideration, Money))
    yield from ((Criterion, code) for code in trees.leaves(award))
    yield from ((Paper, str(at)) for at in range(len(award["dossier"])))
    yield from ((Step, str(at)) for at in range(len(award["steps"])))


def rebuilt(award):
    """As its tables would tell it."""
    version = loading.built(
        content.said(content.kept(award)), {"deadlines": {s["ref"]: {} for s in award["steps"] if "ref" in s}}, {}
    )
    return exporting.told(version, award["kind"])


@pytest.mark.parametrize("code", sorted(catalogue()))
def test_every_part_of_every_award_comes_back_as_it_was(code):
    award = content.said(catalogue()[code])
    for part, at in places(award):
        part.of(award, at).write(award, at)
    assert content.kept(award) == catalogue()[code]
    assert rebuilt(award) == award


@st.composite
def asked(draw):
    """A field, an operator that can ask of it, and a value that the two allow."""
    name = draw(st.sampled_from(ASKED))
    field = fields.find(name)
    op = draw(st.sampled_from([op for op in sorted(OPERATORS) if field.type in OF_TYPES.get(op, {field.type})]))
    if op in values.FIXED:
        return name, op, values.FIXED[op]
    if field.type == "bool":
        one = st.booleans()
    elif field.values:
        one = st.sampled_from(field.values)
    elif field.type == "share":
        one = st.integers(0, 10_000).map(lambda parts: parts / 10_000)
    elif field.type in NUMBERS:
        one = st.one_of(st.integers(0, 999_999_999), st.integers(0, 99_999).map(lambda parts: parts / 100))
    else:
        one = st.just("chữ nào đó")
    return name, op, draw(st.lists(one, min_size=1, max_size=4, unique=True) if op in values.OF_SEVERAL else one)


@given(asked())
def test_what_a_criterion_compares_with_is_read_as_it_is_shown(wanted):
    name, op, value = wanted

    assert values.read(values.shown(value, op, name), op, name) == value


@given(AWARDS, st.lists(st.tuples(asked(), st.integers(0, 99), st.booleans()), max_size=4))
def test_whatever_is_written_is_shown_again_and_published_so(code, edits):
    award = content.said(catalogue()[code])
    for (name, op, value), pick, is_new in edits:
        known, groups = sorted(trees.leaves(award)), sorted(trees.branches(award))
        said = {"label": f"Tiêu chí {pick}", "field": name, "op": op, "value": values.shown(value, op, name)}
        more = {"check": "auto", "basis": "Luật", "confidence": "verified", "branch": groups[pick % len(groups)]}
        at = NEW if is_new else known[pick % len(known)]
        wrote = Criterion(**said, **more)
        way = next(iter(wrote.write(award, at)))
        (there,) = (code for code, (where, _) in trees.leaves(award).items() if where == way[:-1])
        assert vars(Criterion.of(award, there)) == vars(wrote) | {"branch": ""}
    before = content.kept(award)
    for part, at in places(award):
        part.of(award, at).write(award, at)
    assert content.kept(award) == before
    assert rebuilt(award) == award


@given(AWARDS, st.integers(0, 99))
def test_a_criterion_that_was_put_in_is_taken_out_again(code, pick):
    award = content.said(catalogue()[code])
    was, groups = set(trees.leaves(award)), sorted(trees.branches(award))
    new = Criterion(
        label="Mới",
        field="law_compliance.ok",
        op="is_true",
        value="",
        check="auto",
        basis="Luật",
        confidence="verified",
        branch=groups[pick % len(groups)],
    )
    new.write(award, NEW)
    (added,) = trees.leaves(award).keys() - was
    remove(award, "criteria", added)

    assert set(trees.leaves(award)) == was


@pytest.mark.parametrize(
    ("typed", "op", "name", "sentence"),
    [
        ("", "gte", "rating.streak_years_htxs", "Ghi giá trị để so sánh."),
        ("1\n2", "gte", "rating.streak_years_htxs", "Ghi đúng một giá trị."),
        ("", "in", "rating.year", "Ghi ít nhất một giá trị, mỗi dòng một giá trị."),
        ("-1", "gte", "rating.streak_years_htxs", "Ghi một số, ví dụ 2 hoặc 0,5."),
        ("7%", "gte", "rating.streak_years_htxs", "Ghi một số, ví dụ 2 hoặc 0,5."),
        ("70", "gte", "collective.share_ldtt", "Ghi tỷ lệ phần trăm, từ 0% đến 100%, ví dụ 70%."),
        ("khá", "eq", "subject.leader_position", "Không có “khá”. Ghi một trong: Có; Không."),
    ],
)
def test_what_cannot_be_read_is_told_in_a_sentence(typed, op, name, sentence):
    with pytest.raises(ValueError, match=r".") as wrong:
        values.read(typed, op, name)
    assert str(wrong.value) == sentence
