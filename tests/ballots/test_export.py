"""The commands that let a closed box leave the house and have it checked, typed as in docs/operation.md."""

import ast
import json
import sys

import pytest

from app.ballots import export, operations
from app.ballots.export import VERIFIER
from app.ballots.models import Ballot
from app.extensions import db
from bench._sealing import keys_in_this_process
from tests.ballots import road
from tests.ballots.road import AGREE
from tests.test_cli import typed  # noqa: F401 -- a fixture


@pytest.fixture
def ballot(vote):
    with keys_in_this_process():
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
    for nowhere in ("999999", "9" * 30):
        assert typed("ballot", "export", nowhere, str(tmp_path / "box.json")) == (
            1,
            f"Error: Không có lần bỏ phiếu số {nowhere}.\n",
        )
    assert not [*tmp_path.iterdir()]


VERDICT = "Thùng phiếu khớp."


@pytest.mark.parametrize(
    "name",
    [
        f"Bo Bo Thị Xuân\n{VERDICT}",
        f"Bo Bo Thị Xuân\r{VERDICT}\x1b[8m",  # from here the terminal shows nothing
        f"Bo Bo Thị Xuân\x85{VERDICT}\u2028",
        "Bo Bo Thị Xuân\u202eớhk",  # from here it writes backwards
        "Bo Bo Thị Xuân\ud800",  # half a letter, which no terminal can be sent
    ],
)
def test_no_name_in_a_file_can_speak_for_the_verifier(vote, ballot, typed, tmp_path, name):  # noqa: F811
    """A forged file whose names are orders to the terminal, held against the digest on paper."""
    road.closed(ballot, by=vote.secretary)
    content, file = export.content(ballot), tmp_path / "thung-phieu.json"
    content["names"][0]["nominee"] = content["meeting"] = name
    file.write_text(json.dumps(content), encoding="utf-8")

    status, said = typed("ballot", "verify", str(file), "--digest", "0" * 64)

    assert (status, said.splitlines()[-1], VERDICT in said.splitlines()) == (1, "Thùng phiếu không khớp.", False)
    assert all(line.isprintable() for line in said.split("\n"))
    assert "\\u" in said


def test_numbers_too_long_to_be_added_up_are_no_numbers_of_a_box(vote, ballot, typed, tmp_path):  # noqa: F811
    road.closed(ballot, by=vote.secretary)
    content, file = export.content(ballot), tmp_path / "thung-phieu.json"
    huge = int("9" * 4300)
    content["names"][0] |= {"choices": [], "sums": {"agree": 0, "disagree": 0, "blank": huge, "void": huge}}
    file.write_text(json.dumps(content), encoding="utf-8")

    status, said = typed("ballot", "verify", str(file))

    assert (status, said.splitlines()[-1]) == (1, "Thùng phiếu không khớp.")


@pytest.mark.parametrize("called", ["-h", "--digest=00"])
def test_a_file_that_is_called_like_an_option_is_a_file(called, typed, tmp_path, monkeypatch):  # noqa: F811
    """Asked for help, the verifier ended with 0, which says that a box is whole."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / called).write_text("{}", encoding="utf-8")

    status, said = typed("ballot", "verify", "--", called)

    assert (status, said.splitlines()[-1]) == (1, "Thùng phiếu không khớp.")


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
