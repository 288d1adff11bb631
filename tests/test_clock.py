"""Two clocks: the office's may be set in the demonstration, the real one never."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from app import clock, serving
from app.actor import SYSTEM
from app.audit import operations as audit

REAL = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
OFFICE = datetime(2025, 2, 17, 8, 0, tzinfo=clock.VIETNAM)


@pytest.fixture
def demonstration(tmp_path):
    clock.use(tmp_path / "clock.json")
    yield tmp_path / "clock.json"
    clock.use(None)


@pytest.fixture
def of_the_application(app):
    """The demonstration's clock for `flask clock`."""
    clock.use(app.config["INSTANCE_FOLDER"] / "clock.json")
    yield app
    (app.config["INSTANCE_FOLDER"] / "clock.json").unlink(missing_ok=True)


def test_on_a_real_site_both_clocks_are_one():
    with time_machine.travel(REAL, tick=False):
        assert (clock.now(), clock.real_now(), clock.is_demonstration()) == (REAL, REAL, False)


def test_a_real_sites_clock_cannot_be_set():
    with pytest.raises(RuntimeError, match="Chỉ đồng hồ của bản trình diễn mới đặt được"):
        clock.stand_at(OFFICE)


def test_the_demonstrations_clock_runs_on_from_where_it_was_set(demonstration):
    with time_machine.travel(REAL, tick=False) as real:
        clock.stand_at(OFFICE)
        real.shift(timedelta(hours=3))

        assert (clock.now(), clock.real_now()) == (OFFICE + timedelta(hours=3), REAL + timedelta(hours=3))


def test_another_process_moves_the_clock_too(demonstration):
    clock.stand_at(OFFICE)
    assert clock.today() == date(2025, 2, 17)

    moved = {"office": "2025-03-05T09:00:00+07:00", "real": clock.real_now().isoformat()}
    demonstration.write_text(json.dumps(moved) + "\n")

    assert clock.today() == date(2025, 3, 5)


def test_without_an_anchor_the_demonstration_has_real_time(demonstration):
    with time_machine.travel(REAL, tick=False):
        assert clock.now() == REAL


def test_the_day_is_viet_nams(demonstration):
    clock.stand_at(datetime(2025, 2, 17, 18, 0, tzinfo=UTC))

    assert clock.today() == date(2025, 2, 18)


def test_a_moment_without_a_zone_is_meant_in_viet_nam(demonstration):
    with time_machine.travel(REAL, tick=False):
        clock.stand_at(datetime(2025, 2, 17, 8, 0))  # noqa: DTZ001 -- as typed at the console

        assert clock.now() == OFFICE


def test_the_console_sets_and_advances_the_demonstrations_clock(of_the_application):
    console = of_the_application.test_cli_runner()
    with time_machine.travel(REAL, tick=False):
        said = [
            console.invoke(args=["clock", *words]).output
            for words in (["set", "2025-02-18T08:00"], ["advance", "--days", "2", "--hours", "3"], ["show"])
        ]

    assert said == ["08:00:00 18/02/2025\n", "11:00:00 20/02/2025\n", "11:00:00 20/02/2025\n"]


@pytest.mark.parametrize("words", [["set", "2025-02-18T08:00"], ["advance", "--days", "2"]])
def test_the_console_refuses_to_set_a_real_clock(app, words):
    answer = app.test_cli_runner().invoke(args=["clock", *words])

    assert (answer.exit_code, answer.output) == (1, "Error: Chỉ đồng hồ của bản trình diễn mới đặt được.\n")


def test_the_console_says_how_a_moment_is_written(of_the_application):
    answer = of_the_application.test_cli_runner().invoke(args=["clock", "set", "mai"])

    assert (answer.exit_code, answer.output) == (1, "Error: Viết thời điểm như 2025-02-18T08:00.\n")


@pytest.mark.parametrize(
    ("last_event", "resumed"),
    [
        (None, serving.DEMONSTRATION_BEGINS),
        (OFFICE - timedelta(days=90), serving.DEMONSTRATION_BEGINS),
        (OFFICE + timedelta(days=3), OFFICE + timedelta(days=3)),
    ],
)
def test_the_clock_stood_while_the_server_was_stopped(of_the_application, last_event, resumed):
    with time_machine.travel(REAL, tick=False) as real:
        if last_event:
            clock.stand_at(last_event)
            audit.record(actor=SYSTEM, subject="a:1", action="b")
        real.shift(timedelta(days=30))
        serving.resume_clock()

        assert clock.now() == resumed
