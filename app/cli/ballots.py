"""flask ballot: the closed box as a file, and whether such a file is whole."""

import json
import subprocess
import sys
from pathlib import Path

import click
from flask.cli import AppGroup

from app.actor import SYSTEM
from app.ballots import export
from app.ballots.models import Ballot
from app.cli.console import insist_on_tables, told_refusal
from app.extensions import db, unit_of_work
from app.numbers import LARGEST

group = AppGroup("ballot", help="Thùng phiếu kín trực tuyến.")


@group.command("export")
@click.argument("ballot_id", type=int)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def export_ballot(ballot_id: int, file: Path) -> None:
    """Xuất thùng phiếu đã kết thúc bỏ phiếu ra tệp để kiểm tra độc lập."""
    insist_on_tables()
    with unit_of_work():
        ballot = db.session.get(Ballot, ballot_id) if ballot_id <= LARGEST else None
        if ballot is None:
            raise click.ClickException(f"Không có lần bỏ phiếu số {ballot_id}.")
        with told_refusal():
            left = export.export(ballot, actor=SYSTEM)
        try:
            file.write_text(json.dumps(left, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        except OSError as wrong:
            raise click.ClickException(f"Không ghi được tệp {file}: {wrong.strerror}.") from wrong
        click.echo(f"{file}: {ballot.cast}/{ballot.members} phiếu, mã kiểm tra {ballot.digest}")


@group.command("verify")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--digest", default="", help="Mã kiểm tra đã in trên Biên bản kiểm phiếu.")
def verify_ballot(file: Path, digest: str) -> None:
    """Kiểm tra tệp thùng phiếu đã xuất, bằng một chương trình không dùng chung mã với phần mềm."""
    checked = [sys.executable, "-I", str(export.VERIFIER), f"--digest={digest}", "--", str(file)]
    done = subprocess.run(checked, capture_output=True, encoding="utf-8", check=False)  # noqa: S603 -- our own file
    click.echo(f"{done.stdout}{done.stderr}", nl=False)
    raise SystemExit(done.returncode)
