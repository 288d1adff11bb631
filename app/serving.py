"""What `python3 wsgi.py` does inside the environment: migrate, fill the first time, say where, serve."""

import getpass
import logging
import socket
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from flask import Flask
from flask_migrate import upgrade
from waitress.server import create_server

from app import clock, create_app, site
from app.audit import queries as audit
from app.config import ROOT
from app.extensions import unit_of_work

DEMONSTRATION_BEGINS = datetime(2025, 2, 17, 8, 0, tzinfo=clock.VIETNAM)
THREADS = 8


def main(*, host: str, port: int, empty: bool) -> None:
    """Serve until interrupted."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    _insist_on_a_free_port(host, port)
    app = prepared(empty=empty)
    if app.config["QUEUE_MODE"] == "embedded":
        app.extensions["bell"].hang()
    server = create_server(
        app,
        host=host,
        port=port,
        threads=THREADS,
        ident="Vinh Danh",
        max_request_body_size=4 * app.config["MAX_CONTENT_LENGTH"],  # beyond that it is not even taken down
    )
    _announce(app, host, port)
    try:
        server.run()
    finally:
        app.extensions["bell"].take_down()


def prepared(*, empty: bool) -> Flask:
    """An application whose database is migrated, founded and, for the demonstration, on its own clock."""
    app = create_app()
    with app.app_context():
        logging.getLogger("alembic").setLevel(logging.WARNING)
        upgrade()
        if site.mode() is None:
            _first_time(app, empty=empty)
        site.set_clock(app.config["INSTANCE_FOLDER"])
        resume_clock()
    return app


def resume_clock() -> None:
    """The demonstration's clock stood while the server was stopped: go on from the last event."""
    if clock.is_demonstration():
        with unit_of_work():
            last = audit.last_moment()
        clock.stand_at(max(DEMONSTRATION_BEGINS, last) if last else DEMONSTRATION_BEGINS)


def _first_time(app: Flask, *, empty: bool) -> None:
    from app import founding  # noqa: PLC0415 -- slow import: the demonstration's people and papers

    if empty:
        with unit_of_work():
            founding.found_empty(*_ask_for_administrator())
    else:
        _say("Đang nạp danh mục, đơn vị và hồ sơ trình diễn…")
        founding.found_demonstration(Path(app.config["INSTANCE_FOLDER"]))


def _ask_for_administrator() -> tuple[str, str, str]:
    _say("Cơ sở dữ liệu mới, chưa có ai. Nhập tài khoản quản trị đầu tiên.")
    username = _ask("Tên đăng nhập: ", input)
    full_name = _ask("Họ và tên: ", input)
    password = _ask("Mật khẩu (ít nhất 12 ký tự): ", getpass.getpass if sys.stdin.isatty() else input)
    return username, full_name, password


def _ask(question: str, how: Callable[[str], str]) -> str:
    try:
        return how(question).strip()
    except EOFError:
        sys.exit("Chưa nhập đủ thông tin tài khoản quản trị; chưa tạo gì.")


def _announce(app: Flask, host: str, port: int) -> None:
    accounts = app.config["INSTANCE_FOLDER"] / "demo-accounts.csv"
    _say(f"Vinh Danh đang chạy tại http://{host}:{port}/")
    if clock.is_demonstration() and accounts.exists():
        shown = accounts.relative_to(ROOT) if accounts.is_relative_to(ROOT) else accounts
        _say(f"Tài khoản trình diễn nằm trong tệp {shown}. Dừng bằng Ctrl+C.")


def _insist_on_a_free_port(host: str, port: int) -> None:
    try:
        with socket.create_server((host, port)):
            pass
    except OSError as taken:
        sys.exit(f"Không mở được cổng {port} tại {host}: {taken.strerror}. Chọn cổng khác bằng --port.")


def _say(sentence: str) -> None:
    print(sentence, flush=True)  # noqa: T201 -- talks to the person who started it
