"""What a correction changes is what reads differently, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.corrections.changes import FIELDS, LABELS, Change, changes
from app.nominees.models import NomineeKind

texts = st.text(max_size=5)
wordings = st.fixed_dictionaries(dict.fromkeys(FIELDS, texts))


@given(st.sampled_from(NomineeKind), wordings, wordings, texts, texts)
def test_each_field_that_differs_is_told_once_with_both_wordings(kind, said, right, wrong_text, right_text):
    told = changes(kind, said, right, wrong_text, right_text)
    found = {change.label: (change.wrong, change.right) for change in told}

    labels = dict(zip(FIELDS, LABELS[kind], strict=True))
    differing = {labels[name]: (said[name], right[name]) for name in FIELDS if said[name] != right[name]}
    assert found == differing | ({"Nội dung": (wrong_text, right_text)} if wrong_text != right_text else {})


@pytest.mark.parametrize(
    ("wrong", "right", "sentence"),
    [
        ("Sính", "Sinh", "họ tên “Sính” sửa thành “Sinh”"),
        ("", "Thượng tá", "họ tên: bổ sung “Thượng tá”"),
        ("Ông", "", "họ tên: bỏ “Ông”"),
    ],
)
def test_a_change_is_a_sentence(wrong, right, sentence):
    assert Change(label="Họ tên", wrong=wrong, right=right).sentence == sentence
