"""Thủ tục đơn giản: no council of the unit or the province; a Tờ trình of the unit, or Sở Nội vụ by itself."""

import pytest
from sqlalchemy import select

from app.casework import TransitionRefused
from app.decisions.facts import decision_of
from app.documents.kinds import read
from app.documents.models import Paper
from app.errors import Invalid
from app.extensions import db
from app.medals import operations
from app.nominations import drafting, openings, steps
from app.nominations.choosing import Offer
from app.nominations.models import Nomination
from app.nominations.reach import visible_to
from app.runs import operations as runs
from app.runs.selecting import ticked
from app.submissions import operations as submissions
from tests import builders
from tests.builders import signed_in
from tests.casework import road, story
from tests.casework.moves import MOVES, unit_of
from tests.medals.conftest import draft, simplified
from workflows.award_province_1 import State
from workflows.vocabulary import Role

NO_COUNCIL = "Hồ sơ này không thuộc diện Hội đồng xét: trình thẳng Chủ tịch UBND tỉnh."


def do(house, name, thing):
    verb = MOVES[name]
    verb.do(house, thing, house.actor(verb.by(thing), unit_of(thing)), 9)


def sent(house, case):
    """By the unit's head, with its number."""
    do(house, "draft_submission", case)
    sheet = letter_of(case)
    do(house, "sign_submission", sheet)
    do(house, "issue_submission", sheet)
    return case


def letter_of(case):
    return road.on_submission(case.id).submission


def test_a_unit_sends_a_simplified_case_by_its_letter_without_any_council(house):
    case = sent(house, simplified(house))
    paper = db.session.scalars(select(Paper).where(Paper.sheet == "submission")).one()
    said = read(paper.template, paper.content)

    assert (case.state, said.enclosures, said.roll.individuals[0].votes) == (
        State.SUBMITTED,
        ("Danh sách đề nghị khen thưởng", "Báo cáo tóm tắt thành tích (thủ tục đơn giản)"),
        "",
    )
    assert [event.action for event in builders.events_of(case.ref)] == ["submit_simplified"]


def test_the_director_submits_it_at_once_and_it_is_decided(house):
    case = sent(house, simplified(house))
    for name in ("register", "accept", "appraise", "submit_at_once"):
        do(house, name, case)
    assert case.state == State.SNV_SUBMISSION
    road.walk_to(house, case, State.PRODUCTION)

    assert [item.bonus for item in decision_of(case).items] == [1_410_000]
    assert story.faults(story.read()) == []


def test_after_a_conclusion_it_goes_straight_to_the_chairman_and_to_no_meeting(house):
    case = sent(house, simplified(house))
    for name in ("register", "accept", "appraise", "conclude_fit"):
        do(house, name, case)
    director, secretary = house.actor(Role.SNV_DIRECTOR), house.actor(Role.COUNCIL_SECRETARY)

    assert steps.refusals(case, "put_on_agenda", secretary)[0] == NO_COUNCIL
    assert openings.tasks(openings.Look(case), secretary) == []
    assert [one.transition.name for one in steps.offered(openings.Look(case), director)] == ["propose_directly"]
    do(house, "propose_directly", case)
    assert case.state == State.SNV_SUBMISSION


def test_the_letter_is_not_signed_while_a_simplified_draft_lacks_something(house):
    case = simplified(house, group=None)
    do(house, "draft_submission", case)

    with pytest.raises(TransitionRefused) as refused:
        do(house, "sign_submission", letter_of(case))

    assert refused.value.reasons == ["Trượng Thị Kim Phụng: Chưa chọn nhóm đối tượng."]


def test_nor_before_the_rule_set_is_in_force(waiting_house):
    case = simplified(waiting_house)
    do(waiting_house, "draft_submission", case)

    with pytest.raises(TransitionRefused) as refused:
        do(waiting_house, "sign_submission", letter_of(case))

    assert refused.value.reasons == [
        "Trượng Thị Kim Phụng: bộ tiêu chuẩn chưa có hiệu lực, hiện chỉ lập được bản nháp."
    ]


def test_a_struck_simplified_name_stays_the_draft_it_is(house):
    kept, struck = simplified(house, "Ka Thị Một"), simplified(house, "Ka Thị Hai")
    do(house, "draft_submission", kept)
    sheet = letter_of(kept)
    line = next(item for item in sheet.items if item.nomination_id == struck.id)
    submissions.sign(sheet, {line.id: "Chưa đủ rõ."}, actor=house.actor(Role.UNIT_HEAD))

    assert (kept.state, struck.state, struck.submitted_at) == (State.SUBMITTED, State.DRAFT, None)


def test_one_letter_carries_both_ways_and_names_both_kinds_of_papers(house):
    ordinary = road.walk_to(house, draft(house), State.UNIT_SIGN)
    case = simplified(house)
    do(house, "draft_submission", case)
    do(house, "sign_submission", letter_of(case))

    assert (ordinary.state, case.state) == (State.SUBMITTED, State.SUBMITTED)
    assert [event.action for event in builders.events_of(ordinary.ref)][-1] == "submit"


# ── Sở Nội vụ by itself ──


def opened(house):
    """The head of the Ban writes down whom the head of the province found."""
    case = simplified(house, "Nguyễn Thị Việt Kiều", case="discovered")
    case.unit_id = case.nominee.unit_id = house.actor(Role.BAN_HEAD).organisation_id
    db.session.commit()
    return case


def test_the_head_of_the_ban_begins_one_and_it_is_appraised(house):
    case = opened(house)
    operations.open_simplified(case, "", actor=house.actor(Role.BAN_HEAD))

    assert (case.state, case.submitted_at == case.received_at, case.result_due_on is not None) == (
        State.APPRAISAL,
        True,
        True,
    )


def test_a_draft_of_the_department_is_seen_by_its_head_and_by_no_other_desk(house):
    case = opened(house)
    seen = {
        role: db.session.scalar(visible_to(house.actor(role)).where(Nomination.id == case.id)) is not None
        for role in (Role.BAN_HEAD, Role.SNV_DIRECTOR, Role.APPRAISER, Role.INTAKE_OFFICER)
    }

    assert seen == {Role.BAN_HEAD: True, Role.SNV_DIRECTOR: False, Role.APPRAISER: False, Role.INTAKE_OFFICER: False}


def test_the_head_sees_no_draft_of_a_unit(house):
    case = simplified(house)

    assert db.session.scalar(visible_to(house.actor(Role.BAN_HEAD)).where(Nomination.id == case.id)) is None


# ── How a draft is opened ──


def wanted(house, **more):
    person = builders.nominee(house.units[0], "Đàng Năng Thọ", honorific="Ông", position="Giáo viên")
    return drafting.NewCase(nominee_id=person.id, is_unclassified=True, route="cong_hien", **more)


def test_the_case_of_the_law_decides_by_which_process_a_draft_begins(house):
    offer, clerk = Offer(house.award_round, house.award), house.actor(Role.UNIT_CLERK)
    ordinary = drafting.open_draft(offer, wanted(house), actor=clerk)
    short = drafting.open_draft(offer, wanted(house, simplified_case="outstanding"), actor=clerk)

    assert [(one.workflow_key, one.simplified_case) for one in (ordinary, short)] == [
        ("medal_nomination", ""),
        ("medal_simplified", "outstanding"),
    ]
    assert sorted(field.key for field in short.fields) == ["achievements", "citation", "discipline", "profile"]


@pytest.mark.parametrize(
    ("simplified_case", "begins"),
    [
        ("state_secret", "Trường hợp có nội dung bí mật nhà nước không đưa lên phần mềm"),
        ("because", "Chọn trường hợp được áp dụng thủ tục đơn giản."),
    ],
)
def test_a_state_secret_is_refused_at_entry_with_a_sentence(house, simplified_case, begins):
    with pytest.raises(Invalid) as refused:
        drafting.open_draft(
            Offer(house.award_round, house.award),
            wanted(house, simplified_case=simplified_case),
            actor=house.actor(Role.UNIT_CLERK),
        )

    assert refused.value.errors["simplified_case"].startswith(begins)


def test_an_award_without_a_simplified_procedure_says_so(house):
    other = builders.award()
    with pytest.raises(Invalid) as refused:
        drafting.open_draft(
            Offer(house.award_round, other),
            wanted(house, simplified_case="political"),
            actor=house.actor(Role.UNIT_CLERK),
        )

    assert "simplified_case" in refused.value.errors


def test_the_page_of_a_new_case_offers_the_cases_of_the_law(house, client):
    page = signed_in(client, house.actor(Role.UNIT_CLERK)).get("/nominations/new").text

    assert "Thủ tục đơn giản: do người đứng đầu phát hiện" in page
    assert "Thủ tục thường, qua Hội đồng" in page


def test_the_head_of_the_ban_is_offered_simplified_awards_only(house, client):
    house.award_round.awards.append(builders.award())
    db.session.commit()
    page = signed_in(client, house.actor(Role.BAN_HEAD)).get("/nominations/new").text

    assert ("Kỷ niệm chương" in page, "Bằng khen" in page) == (True, False)


def test_several_are_begun_at_once_as_each_alone(house):
    first, second = opened(house), opened(house)
    head = house.actor(Role.BAN_HEAD)
    wanted = runs.Wanted(step="open_simplified", reason="Đối ngoại.")
    run = runs.prepare(ticked({case.id: case.version for case in (first, second)}, head), wanted, actor=head)
    db.session.commit()
    runs.start(run, actor=head)
    db.session.commit()
    for item_id in [item.id for item in run.items]:
        runs.work(item_id)

    assert [(case.state, case.result_due_on is not None) for case in (first, second)] == [(State.APPRAISAL, True)] * 2
    assert [event.reason for case in (first, second) for event in builders.events_of(case.ref)] == ["Đối ngoại."] * 2
