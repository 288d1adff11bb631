"""Values come onto a page as MarkupSafe would have them, only sooner."""

from typing import NamedTuple

import pytest
from flask import render_template_string
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from app.writing import QuickEnvironment, written
from workflows.vocabulary import Role


class Told(str):
    """Text of a kind of its own."""

    __slots__ = ()


class OfItself(NamedTuple):
    """Says itself how it stands in HTML."""

    name: str

    def __html__(self):
        return f"<b>{escape(self.name)}</b>"


TEXT = st.text() | st.text(alphabet="<>&\"'a ", max_size=9)
VALUES = (
    TEXT
    | st.builds(Markup, TEXT)
    | st.builds(Told, TEXT)
    | st.builds(OfItself, TEXT)
    | st.sampled_from(Role)
    | st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.lists(TEXT)
    | st.binary()
)


@given(VALUES)
def test_each_value_is_written_as_markupsafe_escapes_it(value):
    assert str(written(value)) == str(escape(value))


@pytest.mark.parametrize(
    ("template", "page"),
    [
        ("{{ value }}", "&lt;b&gt; &amp; &#34;c&#34;"),
        ("{% macro one(it) %}<i>{{ it }}</i>{% endmacro %}{{ one(value) }}", "<i>&lt;b&gt; &amp; &#34;c&#34;</i>"),
        ("{% set kept %}<i>{{ value }}</i>{% endset %}{{ kept }}", "<i>&lt;b&gt; &amp; &#34;c&#34;</i>"),
        ("{{ value ~ '<' }}", "&lt;b&gt; &amp; &#34;c&#34;&lt;"),
        ("{{ value | safe }}", '<b> & "c"'),
        ("{% autoescape false %}{{ value }}{% endautoescape %}", '<b> & "c"'),
        ("{% filter upper %}{{ value }}{% endfilter %}", "&LT;B&GT; &AMP; &#34;C&#34;"),
    ],
)
def test_a_page_escapes_what_it_is_given_once(app, template, page):
    assert isinstance(app.jinja_env, QuickEnvironment)
    assert render_template_string(template, value='<b> & "c"') == page
