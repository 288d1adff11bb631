"""The room's own first page: what waits for a list is counted no further than anybody reads."""

import re

import pytest

from app.decisions import lists
from tests.builders import signed_in


@pytest.mark.parametrize(("most", "told"), [(3, "3 hồ sơ"), (2, "hơn 2 hồ sơ")])
def test_of_very_many_cases_it_is_said_that_there_are_more(office, app, monkeypatch, most, told):
    monkeypatch.setattr(lists, "MOST", most)

    page = signed_in(app.test_client(), office.drafter).get("/proposals/").text

    assert re.findall(r"Bằng khen của Chủ tịch UBND tỉnh: <b>(.*?)</b>", page) == [told]
