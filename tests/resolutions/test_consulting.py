"""The draft on the portal, agencies asked, silence, and the table of opinions."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.errors import Invalid, Refusal
from app.extensions import db
from app.resolutions import consulting
from app.resolutions.consulting import Opinion, Posting, Question, Reply, Response
from app.resolutions.models import Answered, InquiryStatus
from tests.resolutions.test_road import at
from tests.resolutions.world import a_file
from workflows.vocabulary import Role


@pytest.fixture
def asked(world):
    """A resolution under consultation since today, two agencies asked."""
    resolution = at(world, "NQ03")
    world.takes(resolution, "open_consultation")
    world.consults(resolution)
    return resolution


def drafter(world):
    return world.actors[Role.SNV_DRAFTER]


def test_a_consultation_closes_when_it_stood_long_enough_and_everybody_answered(world, asked):
    assert world.refused(asked, "close_consultation") == [
        "Đăng Cổng từ 04/09/2024, phải đủ 30 ngày: đóng đợt lấy ý kiến được từ 04/10/2024.",
        "Chưa có trả lời của: Sở Tài chính; Công an tỉnh. Ghi trả lời, hoặc hết hạn thì ghi nhận không trả lời.",
    ]


def test_silence_is_recorded_only_after_the_limit(world, asked):
    inquiry = asked.inquiries[0]
    world.on(date(2024, 9, 14))
    with pytest.raises(Refusal) as refused:
        consulting.record_silence(inquiry, actor=drafter(world))
    world.on(date(2024, 9, 15))
    consulting.record_silence(inquiry, actor=drafter(world))

    assert refused.value.reasons == ["Hạn trả lời đến hết ngày 14/09/2024: ghi nhận được từ hôm sau."]
    assert inquiry.status is InquiryStatus.SILENT
    with pytest.raises(Refusal, match="đã có kết quả"):
        world.answers(inquiry)


def test_an_agency_is_asked_once_in_a_round_and_again_in_the_next(world, asked):
    question = Question(agencies="sở tài chính\nSở Y tế", asked_on=date(2024, 9, 4), due_on=date(2024, 9, 10))
    with pytest.raises(Invalid) as refused:
        consulting.ask(asked, question, actor=drafter(world))
    assert refused.value.errors == {
        "agencies": "Đã hỏi trong đợt này: sở tài chính. Bỏ khỏi danh sách.",
        "due_on": "Cơ quan có ít nhất 10 ngày để trả lời: hạn từ ngày 14/09/2024.",
    }

    asked.state = asked.workflow.state("NQ05_REVISING")
    world.takes(asked, "consult_again")
    again = world.consults(asked)

    assert (asked.consultation_round, [inquiry.round for inquiry in again]) == (2, [2, 2])


def test_what_was_posted_before_the_draft_was_settled_does_not_count(world, asked):
    with pytest.raises(Invalid) as refused:
        consulting.record_posting(asked, Posting(posted_on=date(2024, 9, 3)), actor=drafter(world))

    assert refused.value.errors == {"posted_on": "Dự thảo được chốt ngày 04/09/2024: không đăng trước ngày đó."}


def test_an_answer_cannot_come_before_the_question(world, asked):
    reply = Reply(letter_number="1/STC", answered_on=date(2024, 9, 3))
    with pytest.raises(Invalid) as refused:
        consulting.reply(asked.inquiries[0], reply, a_file(), actor=drafter(world))

    assert refused.value.errors == {"answered_on": "Cơ quan được hỏi ngày 04/09/2024: không trả lời trước ngày đó."}


def test_a_comment_without_an_answer_keeps_the_draft_from_the_appraisal(world, asked):
    comment = world.comments(asked, answered=None)
    asked.state = asked.workflow.state("NQ05_REVISING")
    db.session.flush()
    assert world.refused(asked, "send_for_appraisal") == [
        "Còn 1 ý kiến chưa có dòng tiếp thu, giải trình trong Bảng tổng hợp."
    ]

    consulting.respond(comment, Response(answered=Answered.ACCEPTED, answer=""), actor=drafter(world))
    world.takes(asked, "send_for_appraisal")

    assert asked.state == "NQ06_STP_INTAKE"
    with pytest.raises(Refusal, match="Ghi ý kiến góp ý"):
        consulting.respond(comment, Response(answered=Answered.ACCEPTED, answer="x"), actor=drafter(world))


def test_what_is_not_accepted_is_explained(world, asked):
    comment = world.comments(asked, answered=None)

    with pytest.raises(Invalid) as refused:
        consulting.respond(comment, Response(answered=Answered.EXPLAINED, answer=""), actor=drafter(world))

    assert refused.value.errors == {"answer": "Không tiếp thu thì giải trình lý do."}


@pytest.mark.parametrize("state", ["NQ00", "NQ06", "NQ10", "NQ20"])
def test_nothing_is_asked_or_said_outside_the_consultation(world, state):
    resolution = at(world, state)
    question = Question(agencies="Sở Y tế", asked_on=date(2024, 9, 4), due_on=date(2024, 9, 30))
    deeds = (
        lambda: consulting.ask(resolution, question, actor=drafter(world)),
        lambda: consulting.record_posting(resolution, Posting(posted_on=date(2024, 9, 4)), actor=drafter(world)),
        lambda: consulting.add_comment(resolution, Opinion(said_by="A", text="B"), actor=drafter(world)),
    )
    for deed in deeds:
        with pytest.raises(Refusal):
            deed()


def test_the_shortened_way_may_ask_while_it_drafts(world):
    resolution = world.start(is_shortened=True, shortened_ground="Cấp bách")
    resolution.state = resolution.workflow.state("NQ03_DRAFTING")
    db.session.flush()
    question = Question(agencies="Sở Y tế", asked_on=date(2024, 9, 4), due_on=date(2024, 9, 14))

    (inquiry,) = consulting.ask(resolution, question, actor=drafter(world))

    assert inquiry.agency == "Sở Y tế"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["Sở Y tế", "sở y tế ", "  Sở  Y tế", "Công an tỉnh", "", " "]), max_size=6))
def test_names_are_taken_once_however_they_are_written(lines):
    names = consulting._names("\n".join(lines))

    assert len({name.lower() for name in names}) == len(names) <= 2
