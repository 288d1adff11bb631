"""Settings, each mapped by name from the environment (VINHDANH_…) and from instance/config.py."""

import os
import secrets
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
MOST_MINUTES = 480  # a session lasts no longer


class Unusable(ValueError):
    """A setting of the environment that cannot be meant; a guess would be worse than no start."""


def settings() -> dict[str, Any]:
    """What the environment asks for. Folders are made, and the secret key the first time."""
    instance = Path(os.environ.get("VINHDANH_INSTANCE", ROOT / "instance")).resolve()
    instance.mkdir(parents=True, exist_ok=True)
    papers = instance / "papers"
    papers.mkdir(exist_ok=True)
    url = os.environ.get("VINHDANH_DATABASE_URL") or f"sqlite:///{instance / 'vinhdanh.sqlite3'}"
    return {
        "INSTANCE_FOLDER": instance,
        "PAPERS_FOLDER": papers,
        "SQLALCHEMY_DATABASE_URI": database_url(url),
        "SECRET_KEY": _secret_key(instance),
        "QUEUE_MODE": _one_of("VINHDANH_QUEUE", "embedded", "worker"),
        "SECURE_COOKIES": _one_of("VINHDANH_SECURE_COOKIES", "0", "1") == "1",  # 1 behind TLS
        "HELP_CONTACT": os.environ.get("VINHDANH_HELP_CONTACT", "quản trị hệ thống của Sở Nội vụ"),
        "MAIL_SERVER": _mail_server(),  # host:port of the province's own; empty: no mail
        "MAIL_FROM": os.environ.get("VINHDANH_MAIL_FROM", "thiduakhenthuong@localhost"),
        "SECOND_FACTOR_ALWAYS": _one_of("VINHDANH_SECOND_FACTOR", "site", "always") == "always",  # a demonstration too
        "CODE_GOOD_FOR": timedelta(minutes=_minutes("VINHDANH_CODE_MINUTES", 15)),  # before a ballot it is asked anew
        "COMMENT_CODE_GOOD_FOR": timedelta(minutes=_minutes("VINHDANH_COMMENT_CODE_MINUTES", 30)),  # of the public page
        "MAX_CONTENT_LENGTH": 25 * 1024 * 1024,  # bytes; one file of 20 MB and the form around it
        "MAX_FORM_MEMORY_SIZE": 2 * 1024 * 1024,
        "MAX_FORM_PARTS": 2000,
        "WTF_CSRF_TIME_LIMIT": None,  # a draft may stay open all day; the session ends it
        "WTF_CSRF_SSL_STRICT": False,  # the province's proxies drop the Referer; the token is checked all the same
    }


def database_url(url: str) -> str:
    """Psycopg 3 whichever way the URL was written."""
    for old in ("postgres://", "postgresql://"):
        if url.startswith(old):
            return "postgresql+psycopg://" + url.removeprefix(old)
    return url


def _one_of(name: str, usual: str, *others: str) -> str:
    value = os.environ.get(name) or usual
    if value not in {usual, *others}:
        raise Unusable(f"Biến {name} là “{value}”; chỉ nhận một trong: {', '.join((usual, *others))}.")
    return value


def _minutes(name: str, usual: int) -> int:
    value = os.environ.get(name) or str(usual)
    if not (value.isascii() and value.isdecimal() and 1 <= int(value) <= MOST_MINUTES):
        raise Unusable(f"Biến {name} là “{value}”; viết số phút, từ 1 đến {MOST_MINUTES}.")
    return int(value)


def _mail_server() -> str:
    value = os.environ.get("VINHDANH_MAIL_SERVER", "")
    host, _, port = value.partition(":")
    if value and (not host or (port and not port.isdecimal())):
        raise Unusable(f"Biến VINHDANH_MAIL_SERVER là “{value}”; viết dạng máy-chủ hoặc máy-chủ:cổng.")
    return value


def _secret_key(instance: Path) -> str:
    """The key of the folder. Of several processes that find none one makes it, and nobody reads half of it."""
    file = instance / "secret-key"
    if not file.exists():
        fresh = instance / f"{file.name}.{secrets.token_hex(8)}"
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as out:
            out.write(secrets.token_urlsafe(48))
            out.flush()
            os.fsync(descriptor)
        with suppress(FileExistsError):
            os.link(fresh, file)
        fresh.unlink()
    return file.read_text(encoding="ascii").strip()
