"""What every command needs: tables to work on, and refusals told to whoever sits at the server."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from app import site
from app.errors import Refusal


def insist_on_tables() -> None:
    if not site.has_tables():
        raise click.ClickException("Cơ sở dữ liệu chưa được khởi tạo. Chạy python3 wsgi.py trước.")


@contextmanager
def told_refusal() -> Iterator[None]:
    """Every reason on one line, and the command has failed."""
    try:
        yield
    except Refusal as refused:
        raise click.ClickException(" ".join([refused.title, *refused.reasons])) from refused
