"""What `python3 wsgi.py` does inside the environment: migrate, fill the first time, say where, serve."""

import contextlib
import ctypes
import errno
import gc
import logging
import os
import resource
import signal
import socket
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

from flask import Flask
from waitress.server import create_server

from app import clock, create_app, schema, site, starting
from app.audit import queries as audit
from app.config import ROOT, Unusable
from app.effects import runner
from app.extensions import db, unit_of_work
from app.outbox import operations as outbox
from app.turnstile import Turnstile

DEMONSTRATION_BEGINS = datetime(2025, 2, 17, 8, 0, tzinfo=clock.VIETNAM)
THREADS = 8
CONNECTIONS = 1000  # each browser keeps up to six open: a hundred, as waitress has it, is an office of twenty
IDLE = 60  # seconds after which one that asks nothing is let go
FILES = 2 * CONNECTIONS  # beside the connections the database, the papers and the press
ARENA_MAX = -8  # mallopt's number of this setting
ARENAS = 1
CAUSES = {
    errno.EADDRINUSE: "đang có chương trình khác dùng",
    errno.EACCES: "tài khoản này không được mở cổng dưới 1024",
    errno.EADDRNOTAVAIL: "máy này không có địa chỉ đó",
    socket.EAI_NONAME: "không có địa chỉ đó",
}


def main(*, host: str, port: int, empty: bool) -> None:
    """Serve until interrupted, by Ctrl+C or by whatever watches over services."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a line for each request that waits its turn
    os.umask(0o077)  # database, papers and keys are for the account that serves them
    signal.signal(signal.SIGTERM, _leave)  # ignored otherwise where this is the first process, as in a container
    _share_heaps()
    _insist_on_a_free_port(host, port)
    with _nothing_to_collect():
        app = prepared(empty=empty)
    server = _listening(app, host, port)
    try:  # it may be told to stop before it has said that it runs
        if app.config["QUEUE_MODE"] == "embedded":
            _take_back_errands(app)
            app.extensions["bell"].hang()
        _announce(app, host, port)
        server.run()
    finally:
        _say("Đang dừng…")
        app.extensions["bell"].take_down()


def _take_back_errands(app: Flask) -> None:
    """What a server that was killed had in hand is done at once; SQLite has no other server that may be at it."""
    with app.app_context(), unit_of_work():
        if db.engine.dialect.name == "sqlite":
            outbox.take_back_all()


@contextlib.contextmanager
def _nothing_to_collect() -> Iterator[None]:
    """What is made at the start stays for good: to look through it again and again took a quarter of the start, and
    would take its part of every page. To look through it once, an eighth, and gave nothing back that could be measured.
    """
    gc.disable()
    try:
        yield
        gc.freeze()
        with contextlib.suppress(AttributeError):
            ctypes.CDLL(None).malloc_trim(0)
    finally:
        gc.enable()


def _share_heaps() -> None:
    """The C library gives each thread a heap and keeps it: eight threads held fifteen megabytes that nobody used. They
    take turns at the interpreter, so one heap makes nobody wait.
    """
    with contextlib.suppress(AttributeError):  # another C library has another way
        ctypes.CDLL(None).mallopt(ARENA_MAX, ARENAS)


def prepared(*, empty: bool) -> Flask:
    """An application whose database is migrated, founded and, for the demonstration, on its own clock."""
    app = _made()
    with (
        app.app_context(),
        starting.one_at_a_time(app.config["INSTANCE_FOLDER"], lambda: _say("Đang chờ một lần khởi động khác…")),
    ):
        logging.getLogger("alembic").setLevel(logging.WARNING)
        schema.upgrade()
        if site.mode() == site.UNFINISHED:
            _clear_unfinished(app)
        if site.mode() is None:
            _first_time(app, empty=empty)
        elif empty and site.mode() == site.DEMONSTRATION:
            sys.exit(
                f"Thư mục {app.config['INSTANCE_FOLDER']} đã có bản trình diễn, không thể thành nơi làm việc thật. "
                "Đặt biến VINHDANH_INSTANCE trỏ tới một thư mục khác rồi chạy lại."
            )
        site.set_clock(app.config["INSTANCE_FOLDER"])
        resume_clock()
    return app


def resume_clock() -> None:
    """The demonstration's clock stood while the server was stopped: go on from the last event."""
    if clock.is_demonstration():
        with unit_of_work():
            last = audit.last_moment()
        clock.stand_at(max(DEMONSTRATION_BEGINS, last) if last else DEMONSTRATION_BEGINS)


def _made() -> Flask:
    try:
        return create_app()
    except Unusable as refused:
        sys.exit(str(refused))
    except OSError as refused:
        sys.exit(
            f"Không ghi được vào thư mục dữ liệu ({refused.filename}: {refused.strerror}). Hãy chạy bằng tài khoản "
            "sở hữu thư mục đó, hoặc đặt biến VINHDANH_INSTANCE trỏ tới một thư mục ghi được và còn chỗ."
        )


def _clear_unfinished(app: Flask) -> None:
    from app import founding  # noqa: PLC0415 -- slow import

    _say("Lần khởi tạo trước dừng giữa chừng; làm lại từ đầu…")
    founding.clear_unfinished(app.config["INSTANCE_FOLDER"], Path(app.config["PAPERS_FOLDER"]))


def _first_time(app: Flask, *, empty: bool) -> None:
    from app import asking, founding  # noqa: PLC0415 -- slow import: the demonstration's people and papers

    if empty:
        administrator = asking.first_administrator()
        with unit_of_work():
            founding.found_empty(*administrator)
    else:
        _say("Đang nạp danh mục, đơn vị và hồ sơ trình diễn…")
        founding.found_demonstration(Path(app.config["INSTANCE_FOLDER"]))


def _announce(app: Flask, host: str, port: int) -> None:
    accounts = app.config["INSTANCE_FOLDER"] / "demo-accounts.csv"
    _say(f"Vinh Danh đang chạy tại http://{f'[{host}]' if ':' in host else host}:{port}/")
    if clock.is_demonstration() and accounts.exists():
        shown = accounts.relative_to(ROOT) if accounts.is_relative_to(ROOT) else accounts
        _say(f"Tài khoản trình diễn nằm trong tệp {shown}. Dừng bằng Ctrl+C.")
    with app.app_context(), unit_of_work():
        waiting = runner.count_papers()
    if waiting:
        _say(f"Còn {waiting} văn bản đang được in ở nền; số còn lại hiện ở đầu mỗi trang.")


def _insist_on_a_free_port(host: str, port: int) -> None:
    """Before minutes are spent on filling a database that nobody could reach."""
    try:
        with socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET):
            pass
    except OSError as taken:
        _refuse_port(host, port, taken)


def _listening(app: Flask, host: str, port: int) -> Any:  # noqa: ANN401 -- waitress has no types
    try:
        return server_of(app, host, port)
    except OSError as taken:  # by another start, while this one filled the database
        _refuse_port(host, port, taken)


def server_of(app: Flask, host: str, port: int) -> Any:  # noqa: ANN401 -- waitress has no types
    """A server that listens; `run()` serves. Raises OSError where the port cannot be had."""
    _have_files_enough()
    return create_server(
        Turnstile(app) if app.config["SQLALCHEMY_DATABASE_URI"].startswith("sqlite") else app,
        host=host,
        port=port,
        threads=THREADS,
        ident="Vinh Danh",
        connection_limit=CONNECTIONS,
        channel_timeout=IDLE,
        asyncore_use_poll=True,  # the other way ends at file 1024
        clear_untrusted_proxy_headers=not app.config["SECURE_COOKIES"],  # the proxy's own are read by ProxyFix
        max_request_body_size=2 * app.config["MAX_CONTENT_LENGTH"],  # beyond that it is not even taken down
    )


def _have_files_enough() -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = FILES if hard == resource.RLIM_INFINITY else min(FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def _refuse_port(host: str, port: int, taken: OSError) -> NoReturn:
    cause = CAUSES.get(taken.errno or 0, taken.strerror or str(taken))
    sys.exit(f"Không mở được cổng {port} tại {host}: {cause}. Chọn cổng khác bằng --port, địa chỉ khác bằng --host.")


def _leave(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit


def _say(sentence: str) -> None:
    print(sentence, flush=True)  # noqa: T201 -- talks to the person who started it
