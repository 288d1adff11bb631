"""Servers, and people sitting down at their desks."""

import csv
import os
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from app import clock
from app.config import ROOT
from tests.browser import world
from tests.browser.at_the_registration import a_year_begins
from tests.browser.desk import PATIENCE, Desk
from tests.browser.looking import SIZES


@dataclass(frozen=True)
class Office:
    """A running server, its folder, and the password of everybody in it."""

    url: str
    folder: Path
    passwords: dict[str, str]

    def stand_at(self, moment):
        """Move the office clock; the server reads the same file."""
        clock.use(self.folder / "clock.json")
        clock.stand_at(moment)
        clock.use(None)


@contextmanager
def running(kind, folder):
    """Its folder lies in the worker's, and that beside the other workers'."""
    shared = folder.parent.parent if "PYTEST_XDIST_WORKER" in os.environ else folder.parent
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.browser.server", kind],
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env=os.environ
        | {
            "VINHDANH_INSTANCE": str(folder),
            "VINHDANH_DATABASE_URL": "",
            "VINHDANH_TESTS_FOUNDED": str(shared / "founded"),
        },
        text=True,
    )
    try:
        port = process.stdout.readline().strip()
        assert port, "the server did not start; what it says stands above"
        with (folder / "demo-accounts.csv").open(encoding="utf-8") as file:
            passwords = {row["username"]: row["password"] for row in csv.DictReader(file)}
        yield Office(f"http://127.0.0.1:{port}", folder, passwords)
    finally:
        process.terminate()
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stdout.close()


@pytest.fixture(scope="session")
def office(tmp_path_factory, browser):
    """People, councils and an open round, no case; without a browser nothing starts."""
    with running("office", tmp_path_factory.mktemp("office")) as office:
        yield office


@pytest.fixture(scope="session")
def year(tmp_path_factory, browser):
    """An office in which a unit has registered for a year, at its desks; now the year is over."""
    with running("year", tmp_path_factory.mktemp("year")) as office:
        with desks(office, browser) as sit_down:
            a_year_begins(sit_down)
        office.stand_at(world.MORNING)
        yield office


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory, browser):
    with running("demonstration", tmp_path_factory.mktemp("demonstration")) as office:
        yield office


@pytest.fixture
def sit_down(office, browser):
    """Sign somebody in at a desk of a given kind, with a browser of their own; asked again, they still sit there."""
    with desks(office, browser) as sit:
        yield sit


@contextmanager
def desks(office, browser, **options):
    taken = {}

    def sit(username, kind=Desk, *, again=False):
        if again or username not in taken:
            context = browser.new_context(
                base_url=office.url,
                viewport=SIZES["desktop"],
                locale="vi-VN",
                timezone_id="Asia/Ho_Chi_Minh",
                **options,
            )
            context.set_default_timeout(PATIENCE)
            desk = kind(context.new_page(), with_scripts=options.get("java_script_enabled", True))
            if username:  # or a stranger
                desk.sign_in(username, office.passwords[username])
            taken[f"{username}{' again' if again else ''}"] = desk
            return desk
        return kind.at(taken[username])

    try:
        yield sit
    except BaseException as error:
        for username, desk in taken.items():
            error.add_note(f"{username} looks at {desk.looks_at()}")
        raise
    finally:
        for desk in {desk.page.context: desk for desk in taken.values()}.values():
            desk.page.context.close()
    assert [complaint for desk in taken.values() for complaint in desk.complaints] == []
