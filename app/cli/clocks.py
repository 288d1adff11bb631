"""flask clock: what time it is in the demonstration's office, and moving it on."""

from datetime import datetime, timedelta

import click
from flask.cli import AppGroup

from app import clock

group = AppGroup("clock", help="Đồng hồ cơ quan của bản trình diễn.")


@group.command("show")
def show_clock() -> None:
    click.echo(clock.local(clock.now()).strftime("%H:%M:%S %d/%m/%Y"))


@group.command("set")
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


@group.command("advance")
@click.option("--days", type=int, default=0)
@click.option("--hours", type=int, default=0)
def advance_clock(days: int, hours: int) -> None:
    """Cho đồng hồ chạy tới."""
    try:
        clock.stand_at(clock.now() + timedelta(days=days, hours=hours))
    except RuntimeError as wrong:
        raise click.ClickException(str(wrong)) from wrong
    click.echo(clock.local(clock.now()).strftime("%H:%M:%S %d/%m/%Y"))
