"""Settings as the server gets them in life: through the environment, never by a dictionary of the tests."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from app import config

SAID = {
    "VINHDANH_DATABASE_URL": [
        ("", "SQLALCHEMY_DATABASE_URI", "sqlite:///{instance}/vinhdanh.sqlite3"),
        ("postgres://a:b@c/d", "SQLALCHEMY_DATABASE_URI", "postgresql+psycopg://a:b@c/d"),
    ],
    "VINHDANH_QUEUE": [
        ("", "QUEUE_MODE", "embedded"),
        ("embedded", "QUEUE_MODE", "embedded"),
        ("worker", "QUEUE_MODE", "worker"),
    ],
    "VINHDANH_SECURE_COOKIES": [
        ("", "SECURE_COOKIES", False),
        ("0", "SECURE_COOKIES", False),
        ("1", "SECURE_COOKIES", True),
    ],
    "VINHDANH_HELP_CONTACT": [("Phòng Công nghệ, máy lẻ 12", "HELP_CONTACT", "Phòng Công nghệ, máy lẻ 12")],
    "VINHDANH_MAIL_SERVER": [
        ("", "MAIL_SERVER", ""),
        ("mail.tinh", "MAIL_SERVER", "mail.tinh"),
        ("mail.tinh:25", "MAIL_SERVER", "mail.tinh:25"),
    ],
    "VINHDANH_MAIL_FROM": [("tdkt@tinh", "MAIL_FROM", "tdkt@tinh")],
    "VINHDANH_SECOND_FACTOR": [
        ("", "SECOND_FACTOR_ALWAYS", False),
        ("site", "SECOND_FACTOR_ALWAYS", False),
        ("always", "SECOND_FACTOR_ALWAYS", True),
    ],
    "VINHDANH_COMMENT_CODE_MINUTES": [("", "COMMENT_CODE_GOOD_FOR", timedelta(minutes=30))],
    "VINHDANH_CODE_MINUTES": [
        ("", "CODE_GOOD_FOR", timedelta(minutes=15)),
        ("1", "CODE_GOOD_FOR", timedelta(minutes=1)),
        ("480", "CODE_GOOD_FOR", timedelta(minutes=480)),
    ],
}
CASES = [(name, *case) for name, cases in SAID.items() for case in cases]


@pytest.fixture(autouse=True)
def bare(monkeypatch, tmp_path):
    for name in SAID:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("VINHDANH_INSTANCE", str(tmp_path))


def test_every_setting_that_is_read_is_asked_here():
    read = set(re.findall(r"VINHDANH_[A-Z_]+", Path(config.__file__).read_text(encoding="utf-8")))

    assert read - {"VINHDANH_INSTANCE"} - {"VINHDANH_"} == {*SAID}


@pytest.mark.parametrize(("name", "value", "setting", "meant"), CASES)
def test_what_the_environment_says_is_what_is_meant(monkeypatch, tmp_path, name, value, setting, meant):
    monkeypatch.setenv(name, value)

    wanted = meant.format(instance=tmp_path) if isinstance(meant, str) else meant
    assert config.settings()[setting] == wanted


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("VINHDANH_SECOND_FACTOR", "never"),
        ("VINHDANH_CODE_MINUTES", "0"),
        ("VINHDANH_CODE_MINUTES", "481"),
        ("VINHDANH_CODE_MINUTES", "²"),
        ("VINHDANH_CODE_MINUTES", "15 phút"),
        ("VINHDANH_QUEUE", "2"),
        ("VINHDANH_QUEUE", "Worker"),
        ("VINHDANH_SECURE_COOKIES", "true"),
        ("VINHDANH_SECURE_COOKIES", "yes"),
        ("VINHDANH_MAIL_SERVER", "mail.tinh:smtp"),
        ("VINHDANH_MAIL_SERVER", ":25"),
    ],
)
def test_what_cannot_be_meant_is_refused_by_name_and_never_guessed(monkeypatch, name, value):
    monkeypatch.setenv(name, value)

    with pytest.raises(config.Unusable, match=f"{name} là “{value}”"):
        config.settings()
