"""The office of the register of awards (a unit with people, and Sở Nội vụ) and the titles of a person."""

import pytest

from app.extensions import db
from tests import builders
from tests.honours.conftest import ask, office

__all__ = ["ask", "office", "titles"]


@pytest.fixture(autouse=True)
def titles(office):
    for code in ("cstd_co_so", "cstd_tinh"):
        builders.award(code)
    db.session.commit()
