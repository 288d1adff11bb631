"""Starting and stopping as an administrator sees it: real processes, a real terminal, real signals."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
from contextlib import ExitStack, closing, contextmanager
from http.client import HTTPConnection
from urllib.parse import urlencode

import pytest
from pysqlite3 import dbapi2
from sqlalchemy import text

from app import create_app, site, starting
from app.config import ROOT
from app.effects import runner
from app.extensions import db, unit_of_work
from app.outbox import operations as outbox
from tests.patience import wait_until

PREPARE = "from app import serving; serving.prepared(empty=True)"
SERVE = "from app import serving; serving.main(host={host!r}, port={port}, empty=True)"
SELDOM = {"PIL", "alembic", "defusedxml", "nacl", "pikepdf", "psycopg", "pyotp", "segno", "smtplib", "weasyprint"}
READERS_OF_XML = {"xml", "pyexpat"}
SECOND_SQLITE = {"sqlite3", "_sqlite3"}
GOOD = "bon tu ghep lai"
ANSWERS = f"quantri\nTrần Văn Quản\n{GOOD}\n"


def start(code, folder, **how):
    settings = {name: how.pop(name) for name in [*how] if name.startswith("VINHDANH_")}
    return subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, "VINHDANH_INSTANCE": str(folder), "VINHDANH_DATABASE_URL": "", **settings},
        **{
            "stdin": subprocess.PIPE,
            "stdout": subprocess.PIPE,
            "stderr": subprocess.STDOUT,
            "encoding": "utf-8",
            **how,
        },
    )


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


@contextmanager
def terminal():
    master, slave = os.openpty()
    with closing(os.fdopen(master, "w", encoding="utf-8", closefd=True)) as keyboard:
        yield keyboard, slave
        os.close(slave)


def read_until(stream, ending):
    said = ""
    while not said.endswith(ending) and (letter := stream.read(1)):
        said += letter
    return said


def test_at_a_terminal_every_wrong_answer_is_asked_again(tmp_path):
    dialogue = [
        ("Tên đăng nhập: ", "quan tri"),
        ("Tên đăng nhập phải có, viết liền không dấu, ví dụ quantri.\nTên đăng nhập: ", "quantri"),
        ("Họ và tên: ", " "),
        ("Phải nhập họ và tên của người quản trị.\nHọ và tên: ", "Trần Văn Quản"),
        ("Mật khẩu (ít nhất 12 ký tự): ", "ngan"),
        ("Nhập lại mật khẩu: ", "ngan"),
        ("Mật khẩu cần ít nhất 12 ký tự. Gợi ý: ghép ba, bốn từ dễ nhớ với nhau.\nMật khẩu (ít nhất 12 ký tự): ", GOOD),
        ("Nhập lại mật khẩu: ", "bon tu ghep lam"),
        ("Hai lần nhập mật khẩu không giống nhau.\nMật khẩu (ít nhất 12 ký tự): ", GOOD),
        ("Nhập lại mật khẩu: ", GOOD),
    ]
    heard = []
    with terminal() as (keyboard, screen), start(PREPARE, tmp_path, stdin=screen, start_new_session=True) as process:
        for question, answer in dialogue:
            heard.append(read_until(process.stdout, question.rpartition("\n")[2]))
            keyboard.write(f"{answer}\n")
            keyboard.flush()
        rest = process.stdout.read()

    first, *others = heard
    assert first == f"Cơ sở dữ liệu mới, chưa có ai. Nhập tài khoản quản trị đầu tiên.\n{dialogue[0][0]}"
    assert [line.lstrip("\n") for line in others] == [question for question, _ in dialogue[1:]]
    assert (rest.strip(), process.returncode) == ("", 0)


def test_a_pipe_that_ends_too_early_makes_nothing(tmp_path):
    process = start(PREPARE, tmp_path)
    said, _ = process.communicate("quantri\n")

    assert said.splitlines()[-1] == "Chưa nhập đủ thông tin tài khoản quản trị; chưa tạo gì."
    assert process.returncode == 1


def test_a_setting_that_cannot_be_meant_is_said_and_nothing_is_made(tmp_path):
    said, _ = start(PREPARE, tmp_path, VINHDANH_SECURE_COOKIES="true").communicate(ANSWERS)

    assert said == "Biến VINHDANH_SECURE_COOKIES là “true”; chỉ nhận một trong: 0, 1.\n"
    assert not (tmp_path / "vinhdanh.sqlite3").exists()


@pytest.fixture
def demonstration(tmp_path):
    """As much of one as a start looks at."""
    process = start(PREPARE, tmp_path)
    process.communicate(ANSWERS)
    app = create_app(INSTANCE_FOLDER=tmp_path, SQLALCHEMY_DATABASE_URI=f"sqlite:///{tmp_path / 'vinhdanh.sqlite3'}")
    with app.app_context():
        with unit_of_work():
            db.session.get_one(site.Site, 1).mode = site.DEMONSTRATION
        yield tmp_path
        db.session.remove()
        db.engine.dispose()


def test_a_demonstration_cannot_become_a_real_site(demonstration):
    said, _ = start(PREPARE, demonstration).communicate(ANSWERS)

    assert said == (
        f"Thư mục {demonstration} đã có bản trình diễn, không thể thành nơi làm việc thật. "
        "Đặt biến VINHDANH_INSTANCE trỏ tới một thư mục khác rồi chạy lại.\n"
    )


def test_told_to_stop_it_stops_with_work_in_hand_and_the_rest_waits(tmp_path):
    port = free_port()
    start(PREPARE, tmp_path).communicate(ANSWERS)
    app = create_app(INSTANCE_FOLDER=tmp_path, SQLALCHEMY_DATABASE_URI=f"sqlite:///{tmp_path / 'vinhdanh.sqlite3'}")
    with app.app_context():
        with unit_of_work():
            for _ in range(3):
                outbox.put(runner.PRINTING, subject="paper:1")
        db.session.remove()
        db.engine.dispose()

    with start(SERVE.format(host="127.0.0.1", port=port), tmp_path) as process:
        said = [process.stdout.readline() for _ in range(2)]
        process.send_signal(signal.SIGTERM)
        rest = process.stdout.read()

    assert said == [
        f"Vinh Danh đang chạy tại http://127.0.0.1:{port}/\n",
        "Còn 3 văn bản đang được in ở nền; số còn lại hiện ở đầu mỗi trang.\n",
    ]
    assert (rest.splitlines()[0], process.returncode) == ("Đang dừng…", 0)


@pytest.mark.parametrize(
    ("host", "cause"),
    [
        ("127.0.0.1", "đang có chương trình khác dùng"),
        ("192.0.2.7", "máy này không có địa chỉ đó"),
        ("khong.co.invalid", "không có địa chỉ đó"),
    ],
)
def test_a_port_it_cannot_have_is_said_before_anything_is_made(tmp_path, host, cause):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said, _ = start(SERVE.format(host=host, port=port), tmp_path).communicate(ANSWERS)

    assert said == (
        f"Không mở được cổng {port} tại {host}: {cause}. Chọn cổng khác bằng --port, địa chỉ khác bằng --host.\n"
    )
    assert [*tmp_path.iterdir()] == []


def test_hundreds_of_browsers_may_keep_their_connections(tmp_path):
    """Each holds up to six of them and says nothing for minutes; the next official is served all the same."""
    start(PREPARE, tmp_path).communicate(ANSWERS)
    port = free_port()
    with start(SERVE.format(host="127.0.0.1", port=port), tmp_path) as process, ExitStack() as kept:
        process.stdout.readline()
        answers = []
        for _ in range(400):
            browser = kept.enter_context(closing(HTTPConnection("127.0.0.1", port, timeout=20)))
            browser.request("GET", "/accounts/sign-in")
            answer = browser.getresponse()
            answer.read()
            answers.append((answer.status, answer.will_close))
        process.send_signal(signal.SIGTERM)

    assert answers == [(200, False)] * 400


def test_behind_a_proxy_a_session_knows_where_its_person_sits(tmp_path):
    """A stranger's word is not taken for it: without the setting the header is dropped."""
    start(PREPARE, tmp_path).communicate(ANSWERS)
    for setting in ("0", "1"):
        port = free_port()
        with start(SERVE.format(host="127.0.0.1", port=port), tmp_path, VINHDANH_SECURE_COOKIES=setting) as process:
            process.stdout.readline()
            sign_in(port, {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "https"})
            process.send_signal(signal.SIGTERM)

    with closing(dbapi2.connect(tmp_path / "vinhdanh.sqlite3")) as database:
        rows = database.execute("SELECT address FROM user_session ORDER BY id").fetchall()
    assert rows == [("127.0.0.1",), ("203.0.113.9",)]


def sign_in(port, headers):
    def ask(method, form=None, **more):
        body = urlencode(form) if form else None
        kind = {"Content-Type": "application/x-www-form-urlencoded"} if form else {}
        with closing(HTTPConnection("127.0.0.1", port)) as connection:
            connection.request(method, "/accounts/sign-in", body, {**headers, **kind, **more})
            answer = connection.getresponse()
            return answer, answer.read().decode()

    answer, page = ask("GET")
    token = re.search(r'name="csrf_token"[^>]*?value="([^"]+)"', page)[1]
    cookie = answer.getheader("Set-Cookie").partition(";")[0]
    answer, _ = ask("POST", {"csrf_token": token, "username": "quantri", "password": GOOD}, Cookie=cookie)
    assert answer.status == 303


def test_what_it_writes_nobody_else_on_the_machine_can_read(tmp_path):
    instance = tmp_path / "instance"
    with start(SERVE.format(host="127.0.0.1", port=free_port()), instance) as process:
        process.stdin.write(ANSWERS)
        process.stdin.close()
        read_until(process.stdout, "/\n")
        process.send_signal(signal.SIGTERM)
        process.stdout.read()

    made = [instance, *instance.rglob("*")]
    assert {path.name for path in made} >= {"vinhdanh.sqlite3", "papers", "secret-key"}
    assert [path for path in made if path.stat().st_mode & 0o077] == []


def test_what_few_pages_need_is_not_loaded_by_every_server(tmp_path):
    code = "from app import create_app; create_app(); import sys; print(*sys.modules)"
    said, _ = start(code, tmp_path).communicate()

    assert {*said.split()} & (SELDOM | READERS_OF_XML | SECOND_SQLITE | {"app.rooms"}) == {"app.rooms"}


def test_a_data_folder_that_cannot_be_is_named(tmp_path):
    (tmp_path / "letter").touch()
    said, _ = start(PREPARE, tmp_path / "letter" / "instance").communicate(ANSWERS)

    assert said.startswith(f"Không ghi được vào thư mục dữ liệu ({tmp_path / 'letter' / 'instance'}: "), said


def test_starts_take_turns(app, tmp_path):
    """The second is told that it waits, and goes on when the first has done."""
    told, order = threading.Event(), []

    def second():
        with app.app_context(), starting.one_at_a_time(tmp_path, told.set):
            order.append("second")

    later = threading.Thread(target=second)
    with starting.one_at_a_time(tmp_path, told.set):
        later.start()
        assert told.wait(10)
        order.append("first")
    later.join(10)

    assert order == ["first", "second"]


def test_starts_on_several_machines_take_turns_too(app, tmp_path):
    """Folders of their own, one database: PostgreSQL keeps the door. SQLite is of one machine."""
    keeps_the_door = db.engine.dialect.name == "postgresql"
    second_is_in, order = threading.Event(), []
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        folder.mkdir()

    def second():
        with app.app_context(), starting.one_at_a_time(folders[1], lambda: None):
            order.append("second")
            second_is_in.set()

    later = threading.Thread(target=second)
    with starting.one_at_a_time(folders[0], lambda: None):
        later.start()
        assert wait_until(somebody_waits) if keeps_the_door else second_is_in.wait(10)
        order.append("first")
    later.join(10)

    assert order == (["first", "second"] if keeps_the_door else ["second", "first"])


def somebody_waits():
    """A lock of this database that is asked for and not given."""
    waiting = text(
        "SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database"
        " WHERE datname = current_database() AND locktype = 'advisory' AND NOT granted"
    )
    with db.engine.connect() as connection:
        return connection.scalar(waiting)
