"""flask accounts · audit · ballot · papers · clock · workflows · rules · reference · resolutions · run-errands."""

import json
import subprocess
import sys
from datetime import datetime, timedelta
from itertools import chain
from pathlib import Path

import click
from flask import Flask, current_app
from flask.cli import AppGroup, with_appcontext
from sqlalchemy import func, select

from app import clock, founding, site
from app.accounts.models import User
from app.actor import SYSTEM
from app.administration import second_factors
from app.audit import queries as audit
from app.ballots import export
from app.ballots.models import Ballot
from app.councils import judging
from app.councils import wholeness as votes
from app.documents.models import StoredFile
from app.documents.store import Store
from app.effects import runner
from app.effects.days import enter_into_force_daily
from app.effects.statistics import count_rows_daily
from app.effects.sweeping import sweep_files_daily
from app.errors import Refusal
from app.extensions import db, unit_of_work
from app.honours import wholeness as honours
from app.initiatives import wholeness as initiatives
from app.nominations import wholeness as dossiers
from app.outbox import operations as outbox
from app.papers import wholeness as papers
from app.resolutions import operations as resolutions
from app.resolutions import wholeness as laws
from app.text import one_line
from workflows import describe, registry

BATCH = 500
AT_THE_SERVER = "Đặt lại tại máy chủ"

accounts_group = AppGroup("accounts", help="Tài khoản.")
audit_group = AppGroup("audit", help="Sổ nhật ký nối chuỗi.")
ballot_group = AppGroup("ballot", help="Thùng phiếu kín trực tuyến.")
papers_group = AppGroup("papers", help="Kho văn bản, tài liệu.")
clock_group = AppGroup("clock", help="Đồng hồ cơ quan của bản trình diễn.")
workflows_group = AppGroup("workflows", help="Quy trình đã ban hành.")
rules_group = AppGroup("rules", help="Quy tắc bỏ phiếu.")
reference_group = AppGroup("reference", help="Danh mục, cơ quan, ngày nghỉ đi kèm phần mềm.")
resolutions_group = AppGroup("resolutions", help="Nghị quyết của HĐND tỉnh.")
GROUPS = (
    accounts_group,
    audit_group,
    ballot_group,
    papers_group,
    clock_group,
    workflows_group,
    rules_group,
    reference_group,
    resolutions_group,
)


def register(app: Flask) -> None:
    for group in GROUPS:
        app.cli.add_command(group)
    app.cli.add_command(run_errands)


def _insist_on_tables() -> None:
    if not site.has_tables():
        raise click.ClickException("Cơ sở dữ liệu chưa được khởi tạo. Chạy python3 wsgi.py trước.")


@accounts_group.command("reset-second-factor")
@click.argument("username")
@click.option("--reason", default=AT_THE_SERVER, help="Ghi vào nhật ký.")
def reset_second_factor(username: str, reason: str) -> None:
    """Đặt lại xác thực hai lớp khi không còn quản trị nào khác làm được trên trang."""
    _insist_on_tables()
    user = db.session.scalars(select(User).where(User.username == one_line(username).lower())).one_or_none()
    if user is None:
        raise click.ClickException(f"Không có tài khoản “{username}”.")
    try:
        with unit_of_work():
            second_factors.reset(user, reason, actor=SYSTEM)
    except Refusal as refusal:
        raise click.ClickException(" ".join([refusal.title, *refusal.reasons])) from refusal
    click.echo(f"Đã đặt lại xác thực hai lớp của {user.full_name}; lần đăng nhập sau sẽ thiết lập lại.")


@audit_group.command("verify")
@click.option("--head", default=None, help="Mã đầu chuỗi đã in trên biên bản, để phát hiện dòng bị cắt ở cuối.")
def verify(head: str | None) -> None:
    """Tìm mọi dòng bị sửa, chèn, đổi chỗ hoặc mất."""
    _insist_on_tables()
    try:
        faults = audit.verify(head)
    except ValueError as vain:
        raise click.ClickException(
            "Mã đầu chuỗi cần ít nhất 16 chữ số đầu như đã in; mã toàn số 0 là của nhật ký trống."
        ) from vain
    found = [*map(str, faults), *audit.unguarded()]
    for sentence in found:
        click.echo(sentence)
    seq, digest = audit.head()
    click.echo(f"{seq} dòng, mã đầu chuỗi {digest}")
    if found:
        raise SystemExit(1)


@ballot_group.command("export")
@click.argument("ballot_id", type=int)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def export_ballot(ballot_id: int, file: Path) -> None:
    """Xuất thùng phiếu đã kết thúc bỏ phiếu ra tệp để kiểm tra độc lập."""
    _insist_on_tables()
    with unit_of_work():
        ballot = db.session.get(Ballot, ballot_id)
        if ballot is None:
            raise click.ClickException(f"Không có lần bỏ phiếu số {ballot_id}.")
        try:
            left = export.export(ballot, actor=SYSTEM)
        except Refusal as refused:
            raise click.ClickException(f"{refused.title} {' '.join(refused.reasons)}") from refused
        try:
            file.write_text(json.dumps(left, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        except OSError as wrong:
            raise click.ClickException(f"Không ghi được tệp {file}: {wrong.strerror}.") from wrong
        click.echo(f"{file}: {ballot.cast}/{ballot.members} phiếu, mã kiểm tra {ballot.digest}")


@ballot_group.command("verify")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--digest", default="", help="Mã kiểm tra đã in trên Biên bản kiểm phiếu.")
def verify_ballot(file: Path, digest: str) -> None:
    """Kiểm tra tệp thùng phiếu đã xuất, bằng một chương trình không dùng chung mã với phần mềm."""
    checked = [sys.executable, "-I", str(export.VERIFIER), str(file), f"--digest={digest}"]
    done = subprocess.run(checked, capture_output=True, encoding="utf-8", check=False)  # noqa: S603 -- our own file
    click.echo(f"{done.stdout}{done.stderr}", nl=False)
    raise SystemExit(done.returncode)


@papers_group.command("verify")
@click.option("--quick", is_flag=True, help="Chỉ xem mọi tệp có còn và đúng cỡ, không đọc lại: ngay sau khi khôi phục.")
def verify_papers(*, quick: bool) -> None:
    """Đọc lại mọi tệp trong kho; đối chiếu văn bản, tài liệu và kết quả bỏ phiếu với nhật ký."""
    _insist_on_tables()
    store = Store(current_app.config["PAPERS_FOLDER"])
    if _look_for_files(store) if quick else _read_all_again(store):
        raise SystemExit(1)


def _look_for_files(store: Store) -> int:
    """Reading all takes long where there are many, and a restored site wants to open."""
    missing = store.missing_files()
    for stored in missing:
        click.echo(f"Tệp số {stored.id} “{stored.original_name}” mất hoặc khác cỡ: {stored.path}")
    files = db.session.scalar(select(func.count()).select_from(StoredFile))
    click.echo(f"{files} tệp, {len(missing)} tệp mất hoặc khác cỡ.")
    return len(missing)


def _read_all_again(store: Store) -> int:
    files = faulty = differing = 0
    rows = select(StoredFile).order_by(StoredFile.id).execution_options(yield_per=BATCH)
    for stored in db.session.scalars(rows):
        files += 1
        if not store.verify(stored):
            faulty += 1
            click.echo(f"Tệp số {stored.id} “{stored.original_name}” mất hoặc đã bị sửa: {stored.path}")
    told = (room.faults() for room in (papers, dossiers, votes, honours, laws, initiatives))
    for sentence in chain.from_iterable(told):
        differing += 1
        click.echo(sentence)
    click.echo(f"{files} tệp, {faulty} tệp hỏng, {differing} chỗ khác nhật ký.")
    return faulty + differing


@clock_group.command("show")
def show_clock() -> None:
    click.echo(clock.local(clock.now()).strftime("%H:%M:%S %d/%m/%Y"))


@clock_group.command("set")
@click.argument("moment")
def set_clock(moment: str) -> None:
    """Đặt đồng hồ: 2025-02-18T08:00."""
    try:
        clock.stand_at(datetime.fromisoformat(moment))
    except ValueError as wrong:
        raise click.ClickException("Viết thời điểm như 2025-02-18T08:00.") from wrong
    except RuntimeError as wrong:
        raise click.ClickException(str(wrong)) from wrong
    click.echo(clock.local(clock.now()).strftime("%H:%M:%S %d/%m/%Y"))


@clock_group.command("advance")
@click.option("--days", type=int, default=0)
@click.option("--hours", type=int, default=0)
def advance_clock(days: int, hours: int) -> None:
    """Cho đồng hồ chạy tới."""
    try:
        clock.stand_at(clock.now() + timedelta(days=days, hours=hours))
    except RuntimeError as wrong:
        raise click.ClickException(str(wrong)) from wrong
    click.echo(clock.local(clock.now()).strftime("%H:%M:%S %d/%m/%Y"))


@workflows_group.command("list")
def list_workflows() -> None:
    for definition in registry.all_versions():
        click.echo(f"{definition.key} {definition.version}  {definition.title}")


@workflows_group.command("show")
@click.argument("key")
@click.option("--as", "form", type=click.Choice(["table", "svg", "mermaid"]), default="table")
def show_workflow(key: str, form: str) -> None:
    """In một quy trình thành bảng, hình hoặc Mermaid."""
    try:
        definition = registry.latest(key)
    except LookupError as unknown:
        raise click.ClickException(f"Không có quy trình “{key}”. Xem: flask workflows list") from unknown
    forms = {"table": describe.as_table, "svg": describe.as_svg, "mermaid": describe.as_mermaid}
    click.echo(forms[form](definition))


@rules_group.command("threshold")
@click.option("--rule", "code", required=True, help="Mã quy tắc: V90, V80, VMAJ.")
@click.option("--members", required=True, help="Tổng số thành viên, kể cả người vắng.")
@click.option("--agree", required=True, help="Số phiếu đồng ý.")
def threshold(code: str, members: str, agree: str) -> None:
    """Cần bao nhiêu phiếu, và số phiếu này có đạt không (JSON)."""
    try:
        found = judging.judge(judging.rules_here(), code, members, agree)
    except ValueError as wrong:
        raise click.ClickException(str(wrong)) from wrong
    told = {"rule": found.rule, "members": found.members, "agree": found.agree, "needed": found.needed}
    click.echo(json.dumps(told | {"pass": found.passes}))


@reference_group.command("load")
def load_reference() -> None:
    """Nạp phần mới của danh mục, bộ tiêu chuẩn, cơ quan, ngày nghỉ; bản đã ban hành giữ nguyên."""
    _insist_on_tables()
    with unit_of_work():
        brought = founding.bring_newer()
    told = (("Thêm", brought.added), ("Cập nhật", brought.changed), ("Giữ nguyên, khác tệp", brought.kept))
    for what, names in told:
        for name in names:
            click.echo(f"{what} – {name}")
    click.echo(f"{len(brought.added)} thêm, {len(brought.changed)} cập nhật, {len(brought.kept)} giữ nguyên.")


@resolutions_group.command("enter-into-force")
def enter_into_force() -> None:
    """Ghi nhận hiệu lực của các nghị quyết đã đến ngày có hiệu lực."""
    _insist_on_tables()
    with unit_of_work():
        brought = resolutions.bring_into_force()
    for resolution in brought:
        click.echo(f"{resolution.number} có hiệu lực: {resolution.title}")
    click.echo(f"{len(brought)} nghị quyết.")


@click.command("run-errands")
@click.option("--failed", is_flag=True, help="Làm lại cả những việc đã bỏ cuộc.")
@with_appcontext
def run_errands(*, failed: bool) -> None:
    """Làm mọi việc đang chờ trong hộp việc, rồi dừng."""
    _insist_on_tables()
    if failed:
        with unit_of_work():
            click.echo(f"{outbox.try_again()} việc đã bỏ cuộc được thử lại.")
    enter_into_force_daily()
    click.echo(f"{runner.run_waiting()} việc đã làm xong.")
    sweep_files_daily()
    count_rows_daily()
