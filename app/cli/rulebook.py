"""flask workflows, rules, reference: what the processes and thresholds are, and what came newer with the program."""

import json
from pathlib import Path

import click
from flask.cli import AppGroup

from app import founding
from app.actor import SYSTEM
from app.audit.operations import take_the_pen
from app.awards import exporting, importing
from app.cli.console import insist_on_tables
from app.councils import judging
from app.errors import Refusal
from app.extensions import unit_of_work
from workflows import describe, registry

workflows_group = AppGroup("workflows", help="Quy trình đã ban hành.")
rules_group = AppGroup("rules", help="Danh mục danh hiệu, hình thức khen thưởng và quy tắc bỏ phiếu.")
reference_group = AppGroup("reference", help="Danh mục, cơ quan, ngày nghỉ đi kèm phần mềm.")


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


@rules_group.command("export")
@click.argument("file", required=False, type=click.Path(path_type=Path))
def export(file: Path | None) -> None:
    """Ghi danh mục đang có, mọi bản, thành tệp YAML (không nêu tệp: ra màn hình)."""
    insist_on_tables()
    said = exporting.text()
    if file is None:
        click.echo(said, nl=False)
        return
    try:
        file.write_text(said, encoding="utf-8", newline="\n")
    except OSError as wrong:
        raise click.ClickException(f"Không ghi được tệp “{file}”.") from wrong
    click.echo(f"Đã ghi danh mục vào {file}.")


@rules_group.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--check", "only_check", is_flag=True, help="Chỉ kiểm tra tệp, không ghi gì.")
def import_rules(file: Path, *, only_check: bool) -> None:
    """Đưa vào những bản mới trong tệp YAML; bản đã ban hành giữ nguyên. Có lỗi thì không ghi gì."""
    insist_on_tables()
    try:
        source = file.read_bytes()
    except OSError as unread:
        raise click.ClickException(f"Không đọc được tệp “{file}”.") from unread
    try:
        if only_check:
            plan = importing.planned(source)
        else:
            with unit_of_work():
                take_the_pen()
                plan = importing.planned(source)
                importing.carry_out(plan, actor=SYSTEM)
    except Refusal as refused:
        raise click.ClickException("\n".join([refused.title, *refused.reasons])) from refused
    _tell(plan, "Chưa ghi gì." if only_check else "Đã ghi.")


def _tell(plan: importing.Plan, done: str) -> None:
    for what, names in (("Thêm", plan.added), ("Cập nhật", plan.changed)):
        for name in names:
            click.echo(f"{what} – {name}")
    click.echo(f"{len(plan.added)} thêm, {len(plan.changed)} cập nhật, {plan.same} giữ nguyên. {done}")


@reference_group.command("load")
def load_reference() -> None:
    """Nạp phần mới của danh mục, bộ tiêu chuẩn, cơ quan, ngày nghỉ; bản đã ban hành giữ nguyên."""
    insist_on_tables()
    with unit_of_work():
        brought = founding.bring_newer()
    told = (("Thêm", brought.added), ("Cập nhật", brought.changed), ("Giữ nguyên, khác tệp", brought.kept))
    for what, names in told:
        for name in names:
            click.echo(f"{what} – {name}")
    click.echo(f"{len(brought.added)} thêm, {len(brought.changed)} cập nhật, {len(brought.kept)} giữ nguyên.")
