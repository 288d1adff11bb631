"""Who reads waits for whoever reads before, not for long; who writes waits for nobody here."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from app.extensions import LEAVES_TURN
from app.turnstile import Turnstile

TIMEOUT = 10.0  # seconds after which a test that would hang has failed


class Pages:
    """An application whose page /slow is made when the test says so."""

    def __init__(self):
        self.is_begun = Event()
        self.may_end = Event()
        self.made = []

    def __call__(self, environ, start_response):
        path = environ["PATH_INFO"]
        if path == "/draft":
            environ[LEAVES_TURN]()
        if path in {"/slow", "/draft"}:
            self.is_begun.set()
            assert self.may_end.wait(TIMEOUT)
        self.made.append(path)
        if path == "/broken":
            raise ZeroDivisionError
        return [path.encode()]


def ask(door, path, method="GET"):
    return door({"REQUEST_METHOD": method, "PATH_INFO": path}, None)


@pytest.fixture
def pages():
    return Pages()


@pytest.fixture
def people():
    with ThreadPoolExecutor() as threads:
        yield threads


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_one_page_is_made_after_the_other(pages, people, method):
    door = Turnstile(pages, patience=TIMEOUT)
    slow = people.submit(ask, door, "/slow")
    assert pages.is_begun.wait(TIMEOUT)
    quick = people.submit(ask, door, "/quick", method)
    pages.may_end.set()

    assert (slow.result(TIMEOUT), quick.result(TIMEOUT)) == ([b"/slow"], [b"/quick"])
    assert pages.made == ["/slow", "/quick"]


def test_a_slow_page_keeps_nobody_for_long(pages, people):
    door = Turnstile(pages, patience=0.001)
    slow = people.submit(ask, door, "/slow")
    assert pages.is_begun.wait(TIMEOUT)

    assert ask(door, "/quick") == [b"/quick"]
    pages.may_end.set()
    assert slow.result(TIMEOUT) == [b"/slow"]
    assert pages.made == ["/quick", "/slow"]


def test_what_is_written_waits_for_no_reader(pages, people):
    door = Turnstile(pages, patience=TIMEOUT)
    slow = people.submit(ask, door, "/slow")
    assert pages.is_begun.wait(TIMEOUT)

    assert ask(door, "/written", "POST") == [b"/written"]
    pages.may_end.set()
    assert slow.result(TIMEOUT) == [b"/slow"]


def test_a_page_that_fails_gives_its_turn_back(pages):
    door = Turnstile(pages, patience=TIMEOUT)
    with pytest.raises(ZeroDivisionError):
        ask(door, "/broken")

    assert ask(door, "/quick") == [b"/quick"]


def test_a_page_that_waits_for_the_press_steps_aside_once(pages, people):
    door = Turnstile(pages, patience=TIMEOUT)
    draft = people.submit(ask, door, "/draft")
    assert pages.is_begun.wait(TIMEOUT)

    assert ask(door, "/quick") == [b"/quick"]
    pages.is_begun.clear()
    slow = people.submit(ask, door, "/slow")
    assert pages.is_begun.wait(TIMEOUT)
    pages.may_end.set()

    assert (draft.result(TIMEOUT), slow.result(TIMEOUT), ask(door, "/quick")) == ([b"/draft"], [b"/slow"], [b"/quick"])
