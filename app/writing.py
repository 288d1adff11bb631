"""How values come onto a page: made safe for HTML by MarkupSafe, without the wrapping that a page never asks for."""

from typing import Any

from flask.templating import Environment
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape

SAFE_AS_THEY_ARE = frozenset({Markup, int})


def written(value: Any) -> str:  # noqa: ANN401 -- whatever a template has
    """`escape(value)` as text. Most values have nothing to escape, and a list has eight hundred."""
    kind = value.__class__
    if kind is str:
        is_plain = not ("&" in value or "<" in value or ">" in value or '"' in value or "'" in value)
        return value if is_plain else escape(value)
    return str(value) if kind in SAFE_AS_THEY_ARE else escape(value)


class _Generator(CodeGenerator):
    """Writes `written` where Jinja writes `escape`. What it yields is joined, and is marked safe as a whole."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ANN401 -- Jinja's own
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.written(")


class QuickEnvironment(Environment):
    code_generator_class = _Generator
    written = staticmethod(written)
