"""Asks for a real site's first administrator: at a terminal until the answer will do, from a pipe once."""

import getpass
import sys
from collections.abc import Callable

from app.accounts import passwords
from app.founding import reference

USERNAME = "Tên đăng nhập: "
FULL_NAME = "Họ và tên: "
PASSWORD = "Mật khẩu (ít nhất 12 ký tự): "  # noqa: S105 -- a question
AGAIN = "Nhập lại mật khẩu: "


def first_administrator() -> tuple[str, str, str]:
    """Username, full name and password. Leaves with a sentence when there are no more answers."""
    print("Cơ sở dữ liệu mới, chưa có ai. Nhập tài khoản quản trị đầu tiên.", flush=True)  # noqa: T201
    try:
        return _from_a_person() if sys.stdin.isatty() else (input(USERNAME), input(FULL_NAME), input(PASSWORD))
    except (EOFError, KeyboardInterrupt):
        sys.exit("\nChưa nhập đủ thông tin tài khoản quản trị; chưa tạo gì.")


def _from_a_person() -> tuple[str, str, str]:
    username = _until_good(lambda: input(USERNAME), reference.objection_to_username)
    full_name = _until_good(lambda: input(FULL_NAME), reference.objection_to_full_name)
    return username, full_name, _until_good(_password_twice, lambda typed: _objection_to(typed, username))


def _password_twice() -> str:
    """What was typed twice alike; nothing when the second was another."""
    typed = getpass.getpass(PASSWORD).strip()
    return typed if getpass.getpass(AGAIN).strip() == typed else ""


def _objection_to(password: str, username: str) -> str | None:
    if not password:
        return "Hai lần nhập mật khẩu không giống nhau."
    return passwords.weakness(password, username)


def _until_good(ask: Callable[[], str], objection_to: Callable[[str], str | None]) -> str:
    while True:
        answer = ask().strip()
        objection = objection_to(answer)
        if objection is None:
            return answer
        print(objection, flush=True)  # noqa: T201 -- talks to the person who started it
