"""flask run-errands, flask resolutions: what the server does by itself, done once and now."""

import click
from flask.cli import AppGroup, with_appcontext

from app.cli.console import insist_on_tables
from app.effects import runner
from app.effects.days import enter_into_force_daily
from app.effects.reminding import remind_daily
from app.effects.statistics import count_rows_daily
from app.effects.sweeping import sweep_files_daily
from app.extensions import unit_of_work
from app.outbox import operations as outbox
from app.resolutions import operations as resolutions

resolutions_group = AppGroup("resolutions", help="Nghị quyết của HĐND tỉnh.")


@resolutions_group.command("enter-into-force")
def enter_into_force() -> None:
    """Ghi nhận hiệu lực của các nghị quyết đã đến ngày có hiệu lực."""
    insist_on_tables()
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
    insist_on_tables()
    if failed:
        with unit_of_work():
            click.echo(f"{outbox.try_again()} việc đã bỏ cuộc được thử lại.")
    enter_into_force_daily()
    remind_daily()
    click.echo(f"{runner.run_waiting()} việc đã làm xong.")
    sweep_files_daily()
    count_rows_daily()
