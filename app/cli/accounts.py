"""flask accounts: the way back in where nobody is left who could open it on a page."""

import click
from flask.cli import AppGroup

from app.accounts.queries import by_username
from app.actor import SYSTEM
from app.administration import second_factors
from app.cli.console import insist_on_tables, told_refusal
from app.extensions import unit_of_work

AT_THE_SERVER = "Đặt lại tại máy chủ"

group = AppGroup("accounts", help="Tài khoản.")


@group.command("reset-second-factor")
@click.argument("username")
@click.option("--reason", default=AT_THE_SERVER, help="Ghi vào nhật ký.")
def reset_second_factor(username: str, reason: str) -> None:
    """Đặt lại xác thực hai lớp khi không còn quản trị nào khác làm được trên trang."""
    insist_on_tables()
    user = by_username(username)
    if user is None:
        raise click.ClickException(f"Không có tài khoản “{username}”.")
    with told_refusal(), unit_of_work():
        second_factors.reset(user, reason, actor=SYSTEM)
    click.echo(f"Đã đặt lại xác thực hai lớp của {user.full_name}; lần đăng nhập sau sẽ thiết lập lại.")
