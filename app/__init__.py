"""Vinh Danh: nominating, examining, voting on and deciding the awards of a province."""

from typing import Any

from flask import Flask


def create_app(**overrides: Any) -> Flask:  # noqa: ANN401 -- any setting, by its name
    """The application. Settings come from the environment; `overrides` are for tests."""
    from app.factory import make_app  # noqa: PLC0415 -- importing one room must not import all of them

    return make_app(**overrides)
