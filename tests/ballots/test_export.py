"""The commands that let a closed box leave the house and have it checked, typed as in docs/operation.md."""

import ast
import json
import sys

import pytest

from app.ballots import export, operations
from app.ballots.export import VERIFIER
from app.ballots.models import Ballot
from app.extensions import db
from tests.ballots import quick, road
from tests.ballots.road import AGREE
from tests.test_cli import typed  # noqa: F401 -- a fixture


@pytest.fixture
def ballot(vote):
    with quick.keys_in_this_process():
        made = road.frozen(vote.meeting, by=vote.secretary)
        road.started(made, by=vote.secretary)
        for member in vote.members[:4]:
            road.cast(made, member, AGREE)
        yield made


def test_a_closed_box_is_exported_and_found_whole(vote, ballot, typed, tmp_path):  # noqa: F811 -- the fixture
    road.closed(ballot, by=vote.secretary)
    file, digest = tmp_path / "thung-phieu.json", ballot.digest

    assert typed("ballot", "export", str(ballot.id), str(file)) == (
        0,
        f"{file}: 4/5 phiếu, mã kiểm tra {digest}\n",
    )
    names = "".join(f"{item.nomination.nominee_name}: 4 lựa chọn niêm phong, chưa kiểm\n" for item in vote.items)
    told = f"Lần bỏ phiếu số {ballot.id}, {vote.meeting.title}\n4/5 người đã bỏ phiếu; mã kiểm tra {digest}\n{names}"
    assert typed("ballot", "verify", str(file), "--digest", digest[:20].upper()) == (0, f"{told}Thùng phiếu khớp.\n")
    assert typed("ballot", "verify", str(file), "--digest", "0" * 64) == (
        1,
        f"{told}Mã kiểm tra của thùng phiếu khác mã đã in trên biên bản.\nThùng phiếu không khớp.\n",
    )
    (line,) = db.session.execute(
        db.text("SELECT action FROM audit_event WHERE subject LIKE 'reading:ballot:%'")
    ).scalars()
    assert line == "export_box"


def test_a_changed_file_and_no_file_are_told_apart(vote, ballot, typed, tmp_path):  # noqa: F811
    road.closed(ballot, by=vote.secretary)
    content = export.content(ballot)
    content["cast"] = 5
    changed = tmp_path / "thung-phieu.json"
    changed.write_text(json.dumps(content), encoding="utf-8")

    status, said = typed("ballot", "verify", str(changed))
    assert (status, said.splitlines()[-4:]) == (
        1,
        [
            "Có 4 mã đối chiếu nhưng 5 người đã bỏ phiếu.",
            *(f"{item.nomination.nominee_name}: có 4 lựa chọn niêm phong, phải có 5." for item in vote.items),
            "Thùng phiếu không khớp.",
        ],
    )
    status, said = typed("ballot", "verify", str(tmp_path / "nowhere.json"))
    assert (status, said.startswith("Không đọc được tệp")) == (2, True)
    changed.write_text('{"ballot": 1, "ballot": 2}', encoding="utf-8")
    assert typed("ballot", "verify", str(changed)) == (
        1,
        "Tệp không đúng mẫu thùng phiếu đã xuất: một mục ghi hai lần\nThùng phiếu không khớp.\n",
    )


def test_a_box_that_is_open_or_was_cancelled_does_not_leave(vote, ballot, typed, tmp_path):  # noqa: F811
    refused = (1, f"Error: {export.NOT_YET} {export.STILL_OPEN}\n")

    assert typed("ballot", "export", str(ballot.id), str(tmp_path / "box.json")) == refused
    operations.cancel(db.session.get_one(Ballot, ballot.id), "Mất điện", actor=vote.secretary)
    assert typed("ballot", "export", str(ballot.id), str(tmp_path / "box.json")) == refused
    assert typed("ballot", "export", "999", str(tmp_path / "box.json")) == (
        1,
        "Error: Không có lần bỏ phiếu số 999.\n",
    )
    assert not [*tmp_path.iterdir()]


def test_the_verifier_shares_no_code_with_the_application():
    tree = ast.parse(VERIFIER.read_text("utf-8"))
    imported = {
        (alias.name if isinstance(node, ast.Import) else node.module).partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }

    assert imported <= sys.stdlib_module_names
    assert not {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)} & {"__import__", "exec", "eval"}
