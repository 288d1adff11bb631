"""The reviewed table `matrix.txt` is what the doors do. A route without a line fails.

After a change that is meant: `VINHDANH_WRITE_MATRIX=/ python -m tests tests/access`, then read the difference; with
`/intake/` instead of `/` only routes with that in their rule are asked and written.
"""

import os
from pathlib import Path

import pytest

from tests.access import matrix

TABLE = Path(__file__).with_name("matrix.txt")


@pytest.mark.timeout(600)
@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
def test_every_route_lets_in_whom_the_table_says(app):
    table = TABLE.read_text(encoding="utf-8")
    only = os.environ.get("VINHDANH_WRITE_MATRIX", "")
    found = matrix.measured(app, only)
    if only:
        table = matrix.put_in(table, only, found)
        TABLE.write_text(table, encoding="utf-8")

    assert matrix.paragraphs(found).items() <= matrix.paragraphs(table).items()
    assert only or matrix.paragraphs(found).keys() == matrix.paragraphs(table).keys()


def without_a_line(app):
    """Routes the table does not speak of, and lines whose route is gone."""
    asked = {f"{method} {rule.rule}" for rule, method in matrix.routes(app)}
    return asked ^ matrix.paragraphs(TABLE.read_text(encoding="utf-8")).keys()


def test_every_route_has_its_line(made_apps):
    assert without_a_line(made_apps("sqlite")) == set()


def test_a_route_without_a_line_is_named(made_apps, new_app):
    app, before = new_app("sqlite://"), without_a_line(made_apps("sqlite"))
    app.add_url_rule("/planted/<int:nomination_id>", "planted", lambda nomination_id: "", methods=["GET", "POST"])

    planted = {"GET /planted/<int:nomination_id>", "POST /planted/<int:nomination_id>"}
    assert without_a_line(app) - before == planted


def test_nobody_signed_out_gets_further_than_the_sign_in_page(app, client):
    open_to_all = {
        "/accounts/sign-in",
        "/cong-khai/",
        "/cong-khai/<int:notice_id>",
        "/cong-khai/<int:notice_id>/gop-y",
        "/cong-khai/xac-nhan/<string:token>",
    }
    let_in = []
    for rule, method in matrix.routes(app):
        values = {argument: "individual" if argument == "kind" else 1 for argument in rule.arguments}
        values |= rule.defaults or {}
        answer = client.open(matrix.build(app, rule, values), method=method)
        to_sign_in = answer.status_code == 303 and answer.location.startswith("/accounts/sign-in")
        if not to_sign_in:
            let_in.append(rule.rule)

    assert set(let_in) == open_to_all
