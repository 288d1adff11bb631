"""Who looks at drafts holds up nobody else: few wait for the press, the others are told when to come again."""

import contextlib
import threading

import pytest

from app.documents import render
from app.extensions import LEAVES_TURN
from tests import builders
from tests.decisions.conftest import office  # noqa: F401 -- a fixture
from tests.decisions.test_road import proposal_of


@pytest.fixture
def queue(monkeypatch):
    fresh = render._Queue()
    monkeypatch.setattr(render, "_queue", fresh)
    return fresh


@pytest.fixture
def letter(app, client, office):  # noqa: F811 -- the fixture
    address = f"/proposals/{proposal_of(app, office, client)}/letter.pdf"
    builders.signed_in(client, office.drafter)
    return address


def test_whoever_looks_at_one_paper_already_is_asked_to_wait(client, office, letter, queue):  # noqa: F811
    with queue.place_for(office.drafter.user_id):
        answer = client.get(letter)

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert "Máy in đang bận. Thử lại sau ít giây." in answer.text
    assert "Báo người quản trị" not in answer.text
    assert client.get(letter).data.startswith(b"%PDF")


def test_before_the_press_the_turn_is_given_back(client, letter):
    left = []

    answer = client.get(letter, environ_overrides={LEAVES_TURN: lambda: left.append("the turn")})

    assert (answer.status_code, left) == (200, ["the turn"])


def test_when_enough_wait_the_next_is_asked_to_come_again(client, letter, queue):
    with contextlib.ExitStack() as others:
        for stranger in range(-render.MOST_PREVIEWS, 0):
            others.enter_context(queue.place_for(stranger))
        assert client.get(letter).status_code == 503


def test_of_many_at_once_few_wait_and_each_that_waits_is_served(queue):
    at_the_press, may_go, answers = threading.Barrier(render.MOST_PREVIEWS + 1), threading.Event(), []

    def look(whom):
        try:
            with queue.place_for(whom):
                at_the_press.wait(timeout=20)
                may_go.wait(timeout=20)
                answers.append("served")
        except render.PressBusy:
            answers.append("busy")

    first = [threading.Thread(target=look, args=(whom,)) for whom in range(render.MOST_PREVIEWS)]
    for thread in first:
        thread.start()
    at_the_press.wait(timeout=20)
    for whom in range(100, 104):
        look(whom)
    may_go.set()
    for thread in first:
        thread.join()

    assert answers == ["busy"] * 4 + ["served"] * render.MOST_PREVIEWS
