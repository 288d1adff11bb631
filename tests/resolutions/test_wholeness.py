"""Papers, votes and days of a resolution are what was put down, or the log says that they are not."""

from datetime import date

import pytest

from app.extensions import db
from app.resolutions import kept, wholeness
from tests.resolutions.test_road import at
from tests.resolutions.world import a_file


@pytest.fixture
def certified(world):
    """A vote, a return, a number: two kinds of steps taken twice."""
    resolution = at(world, "NQ10")
    for name in ("ubnd_asks_changes", "submit_to_ubnd"):
        if name == "submit_to_ubnd":
            world.takes(resolution, name)
            resolution.state = resolution.workflow.state("NQ10_UBND_VOTE")
        else:
            world.takes(resolution, name)
    world.takes(resolution, "ubnd_agrees")
    resolution.state = resolution.workflow.state("NQ17_PASSED")
    world.takes(resolution, "certify", effective_on=date(2025, 1, 1))
    db.session.flush()
    db.session.expire_all()
    return resolution


def said():
    return [sentence.partition("”: ")[2] for sentence in wholeness.faults()]


def test_a_resolution_is_what_the_log_says(certified):
    assert said() == []


@pytest.mark.parametrize("changed", [{"agree": 16, "disagree": 0}, {"members": 15}, {"pct": 40}, {"strict": False}])
def test_votes_changed_afterwards_are_found(certified, changed):
    step = next(step for step in certified.steps if step.agree is not None)
    for name, value in changed.items():
        setattr(step, name, value)
    db.session.flush()

    assert said() == ["kết quả biểu quyết ở bước “Biểu quyết đồng ý trình” khác kết quả đã ghi, theo nhật ký."]


def test_a_paper_exchanged_afterwards_is_found(certified):
    paper = next(paper for paper in certified.papers if paper.step_id == certified.steps[-1].id)
    paper.file_id = a_file().id
    db.session.flush()
    db.session.expire_all()

    label = certified.workflow.transition("certify").label
    assert said() == [f"văn bản của bước “{label}” khác tệp đã đính kèm, theo nhật ký."]


@pytest.mark.parametrize("changed", [{"number": "09/2024/NQ-HĐND"}, {"effective_on": date(2024, 12, 25)}])
def test_a_number_or_a_day_changed_afterwards_is_found(certified, changed):
    for name, value in changed.items():
        setattr(certified, name, value)
    db.session.flush()

    assert said() == ["số, ngày thông qua hoặc ngày có hiệu lực khác số, ngày đã ghi, theo nhật ký."]


def test_letters_exchanged_afterwards_are_found(world):
    resolution = at(world, "NQ03")
    world.takes(resolution, "open_consultation")
    (asked, _) = world.consults(resolution)
    world.answers(asked)
    db.session.flush()
    assert said() == []

    asked.file_id = resolution.assignment_file_id = a_file().id
    db.session.flush()
    db.session.expire_all()

    assert said() == [
        "công văn giao việc khác tệp đã đính kèm, theo nhật ký.",
        "có văn bản góp ý khác tệp đã đính kèm, theo nhật ký.",
    ]


def test_a_number_is_given_once(world):
    first, second = at(world, "NQ17"), at(world, "NQ17")
    world.takes(first, "certify", number="07/2024/NQ-HĐND")

    assert world.refused(second, "certify", number="07/2024/NQ-HĐND") == {
        "number": f"Số 07/2024/NQ-HĐND đã cấp cho: {first.title}."
    }
    assert kept.as_told(date(2025, 1, 1)) == "2025-01-01"
