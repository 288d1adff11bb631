"""Cases of three schools go up, are answered one by one, and come down again with what became of them."""

import pytest

from app import clock
from app.audit.models import AuditEvent
from app.casework import NotYourStep, TransitionRefused
from app.documents.kinds import read
from app.documents.models import Paper
from app.errors import Invalid, Refusal
from app.extensions import db
from app.gatherings import operations
from app.gatherings.models import GatheringItem
from app.gatherings.operations import NO_REASON, Answer, GatheringDraft
from app.nominations import steps
from app.nominations.openings import facts
from app.nominations.reach import visible_to
from app.nominations.whereabouts import of_case
from app.papers.operations import Registration
from app.submissions import operations as submissions
from app.submissions.operations import SubmissionDraft
from tests import builders
from tests.councils import road
from tests.gatherings.conftest import checked, drafted, sent
from workflows.award_province_1 import State
from workflows.gatherings_1 import GatheringState
from workflows.vocabulary import Role

UP = Answer(takes_up=True)
WHY = "Thiếu minh chứng sáng kiến."
BACK = Answer(takes_up=False, reason=WHY)


def seen_by(who):
    return [case.nominee_name for case in db.session.scalars(visible_to(who).order_by("id"))]


def answered(gathering, *words, by):
    operations.answer(gathering, {i.id: word for i, word in zip(gathering.items, words, strict=True)}, actor=by)
    db.session.commit()


def test_three_schools_go_by_one_letter_of_their_superior_and_one_case_is_handed_back(house, schools, scan):
    names = [("A Ma Thị Một", "Bo Bo Hai"), ("Chamaléa Ba",), ("Katơr Bốn",)]
    cases = [checked(house, school, *of) for school, of in zip(schools, names, strict=True)]
    letters = [sent(house, school, of, scan) for school, of in zip(schools, cases, strict=True)]

    answered(letters[0], UP, BACK, by=house.clerk)
    answered(letters[1], UP, by=house.clerk)
    answered(letters[2], UP, by=house.clerk)

    (one, two), (three,), (four,) = cases
    going = [one, three, four]
    for case in going:
        steps.take(case, "refer_to_unit_council", "", actor=house.clerk)
    meeting = road.planned(house.council, going, by=house.secretary)
    road.call_roll(meeting, by=house.secretary)
    road.opened(meeting, by=house.secretary)
    road.returned(meeting, [(9, 0, 0), (9, 0, 0), (1, 8, 0)], ballots=9, by=house.secretary)
    road.counted(meeting, by=house.secretary)
    road.closed(meeting, by=house.secretary)
    wanted = SubmissionDraft(title="Về việc đề nghị", summary="", nomination_ids=[one.id, three.id])
    letter = submissions.draft(house.unit, house.award_round, wanted, actor=house.clerk)
    submissions.sign(letter, {}, actor=house.head)
    submissions.issue(letter, Registration(number=8, issued_on=clock.today()), scan, actor=house.clerk)
    db.session.commit()

    assert [gathering.state for gathering in letters] == [GatheringState.ANSWERED] * 3
    assert [case.state for case in (one, two, three, four)] == [
        State.SUBMITTED,
        State.DRAFT,
        State.SUBMITTED,
        State.NOT_PROPOSED,
    ]
    paper = db.session.query(Paper).filter_by(sheet="submission").one()
    assert [(row.name, row.detail, row.votes) for row in read(paper.template, paper.content).roll.individuals] == [
        ("A Ma Thị Một", "Giáo viên, Trường THPT Chu Văn An", "9/9 (100%)"),
        ("Chamaléa Ba", "Giáo viên, Trường THPT An Phước", "9/9 (100%)"),
    ]
    assert seen_by(schools[0].clerk) == ["A Ma Thị Một", "Bo Bo Hai"]
    assert seen_by(schools[2].clerk) == ["Katơr Bốn"]
    assert seen_by(house.clerk) == ["A Ma Thị Một", "Chamaléa Ba", "Katơr Bốn"]
    assert seen_by(house.intake) == ["A Ma Thị Một", "Chamaléa Ba"]


def test_the_letter_to_the_superior_names_both_and_keeps_what_the_head_signed(house, schools, scan):
    school = schools[0]
    sent(house, school, checked(house, school, "A Ma Thị Một"), scan, number=12)

    paper = db.session.query(Paper).filter_by(sheet="gathering").one()
    said = read(paper.template, paper.content)
    assert (paper.state, paper.number, paper.symbol, paper.signer_name) == (
        "ISSUED",
        12,
        "TTr-THPT-CVA",
        school.head.name,
    )
    assert (said.letterhead.superior, said.letterhead.organisation, said.addressees) == (
        "Sở Giáo dục và Đào tạo",
        "Trường THPT Chu Văn An",
        ("Sở Giáo dục và Đào tạo",),
    )
    assert said.opening == (
        "Trường THPT Chu Văn An kính đề nghị Sở Giáo dục và Đào tạo xem xét, "
        "trình cấp có thẩm quyền khen thưởng như sau:"
    )


def test_until_it_is_sent_the_superior_sees_nothing_and_then_acts_alone(house, schools, scan):
    school = schools[0]
    (case,) = checked(house, school, "A Ma Thị Một")
    before = seen_by(house.clerk), roles(case, house.clerk), roles(case, school.clerk)

    sent(house, school, [case], scan)

    assert before == ([], set(), {Role.UNIT_CLERK})
    assert (seen_by(house.clerk), roles(case, house.clerk), roles(case, school.clerk)) == (
        ["A Ma Thị Một"],
        {Role.UNIT_CLERK},
        set(),
    )


def roles(case, actor):
    from app.nominations.reach import roles_of  # noqa: PLC0415 -- a word for the tests alone

    return {*roles_of(case, actor)}


def test_what_is_handed_back_is_the_schools_again_and_may_go_up_once_more(house, schools, scan):
    school = schools[0]
    (case,) = checked(house, school, "A Ma Thị Một")
    first = sent(house, school, [case], scan)
    answered(first, BACK, by=house.clerk)
    back = (
        case.state,
        case.submitting_unit_id == school.unit.id,
        first.items[0].handed_back_reason,
        seen_by(house.clerk),
    )

    case.state = State.UNIT_CHECK  # mended
    second = sent(house, school, [case], scan, number=9)
    answered(second, UP, by=house.clerk)

    assert back == (State.DRAFT, True, WHY, [])
    assert (case.state, case.submitting_unit_id) == (State.UNIT_CHECK, house.unit.id)
    assert [bool(item.taken_up_at) for item in db.session.query(GatheringItem).order_by(GatheringItem.id)] == [
        False,
        True,
    ]


def test_some_names_may_be_answered_today_and_the_rest_tomorrow(house, schools, scan):
    school = schools[0]
    cases = checked(house, school, "A Ma Thị Một", "Bo Bo Hai")
    gathering = sent(house, school, cases, scan)

    operations.answer(gathering, {gathering.items[0].id: UP}, actor=house.clerk)
    halfway = gathering.state
    operations.answer(gathering, {gathering.items[1].id: UP}, actor=house.clerk)

    assert (halfway, gathering.state) == (GatheringState.SENT, GatheringState.ANSWERED)


@pytest.mark.parametrize("step", ["refer_to_unit_council", "hand_back_to_drafter"])
def test_whoever_moves_the_case_on_its_own_page_has_answered(house, schools, scan, step):
    school = schools[0]
    (case,) = checked(house, school, "A Ma Thị Một")
    gathering = sent(house, school, [case], scan)

    steps.take(case, step, WHY, actor=house.clerk)

    item = gathering.items[0]
    is_taken_up = step == "refer_to_unit_council"
    assert (gathering.state, item.taken_up_at is not None, item.handed_back_reason) == (
        GatheringState.ANSWERED,
        is_taken_up,
        "" if is_taken_up else WHY,
    )
    assert case.submitting_unit_id == (house.unit if is_taken_up else school.unit).id


def test_a_school_brings_nothing_before_a_council_of_its_own(house, schools):
    (case,) = checked(house, schools[0], "A Ma Thị Một")
    house.award_round.unit_notice = True
    seen = facts(case)

    assert (seen.automatic_failures, seen.unit_notice_is_on) == (
        ("Đơn vị trực thuộc trình qua cấp trên: đưa hồ sơ vào Tờ trình gửi cấp trên, Hội đồng của cấp trên xét.",),
        False,
    )
    house.award_round.unit_notice = False
    with pytest.raises(TransitionRefused):
        steps.take(case, "refer_to_unit_council", "", actor=schools[0].clerk)


def test_a_case_that_went_back_to_its_draft_is_not_signed_and_one_that_is_signed_does_not_go_back(house, schools):
    school = schools[0]
    case, other = checked(house, school, "A Ma Thị Một", "Bo Bo Hai")
    gathering = drafted(house, school, [case, other])
    steps.take(case, "hand_back_to_drafter", WHY, actor=school.clerk)

    with pytest.raises(TransitionRefused) as unready:
        operations.sign(gathering, actor=school.head)
    db.session.rollback()
    operations.redraft(
        gathering,
        GatheringDraft(title="Tờ trình", summary="", nomination_ids=[other.id], version=gathering.version),
        actor=school.clerk,
    )
    operations.sign(gathering, actor=school.head)
    with pytest.raises(Refusal) as signed:
        steps.take(other, "hand_back_to_drafter", WHY, actor=school.clerk)

    assert unready.value.reasons == ["A Ma Thị Một: hồ sơ đang ở bước “Nháp hồ sơ”. Đưa tên này ra khỏi danh sách."]
    assert signed.value.reasons == [
        "Hồ sơ có tên trong Tờ trình gửi cấp trên đã ký: cấp số, gửi đi, rồi đề nghị cấp trên trả lại."
    ]


def test_a_name_is_not_handed_back_without_a_reason_and_nothing_changes(house, schools, scan):
    school = schools[0]
    cases = checked(house, school, "A Ma Thị Một", "Bo Bo Hai")
    gathering = sent(house, school, cases, scan)
    first, second = gathering.items
    events = db.session.query(AuditEvent).count()

    with pytest.raises(Invalid) as fault:
        operations.answer(gathering, {first.id: UP, second.id: Answer(takes_up=False)}, actor=house.clerk)

    assert fault.value.errors == {f"reason_{second.id}": NO_REASON}
    assert (first.is_answered, db.session.query(AuditEvent).count()) == (False, events)


def test_only_the_superior_answers_and_only_the_unit_signs(house, schools, scan):
    school, neighbour = schools[:2]
    gathering = sent(house, school, checked(house, school, "A Ma Thị Một"), scan)
    unsigned = drafted(house, neighbour, checked(house, neighbour, "Bo Bo Hai"))

    with pytest.raises(NotYourStep):
        operations.sign(unsigned, actor=house.head)
    db.session.rollback()
    for stranger in (school.clerk, neighbour.clerk):
        with pytest.raises(NotYourStep):
            operations.answer(gathering, {gathering.items[0].id: UP}, actor=stranger)


def test_whose_step_it_was_hears_that_its_moment_is_past(house, schools, scan):
    school = schools[0]
    gathering = sent(house, school, checked(house, school, "A Ma Thị Một"), scan)
    with pytest.raises(TransitionRefused):
        operations.sign(gathering, actor=school.head)
    answered(gathering, UP, by=house.clerk)

    for who, deed in (
        (house.clerk, lambda: operations.answer(gathering, {gathering.items[0].id: UP}, actor=house.clerk)),
        (school.clerk, lambda: operations.discard(gathering, "Nhầm.", actor=school.clerk)),
    ):
        with pytest.raises(TransitionRefused) as refused:
            deed()
        assert (who.role, refused.value.status, len(refused.value.reasons)) == (Role.UNIT_CLERK, 409, 1)


def test_a_unit_without_superior_writes_to_nobody_and_a_case_goes_up_but_once(house, schools):
    school = schools[0]
    (own,) = [builders.nomination(house.unit, house.award, house.award_round, "Lưu Thị Năm", state=State.UNIT_CHECK)]
    (case,) = checked(house, school, "A Ma Thị Một")
    drafted(house, school, [case])
    wanted = GatheringDraft(title="Tờ trình", summary="", nomination_ids=[own.id])

    with pytest.raises(Refusal):
        operations.draft(house.unit, house.award_round, wanted, actor=house.clerk)
    with pytest.raises(Invalid) as twice:
        drafted(house, school, [case])

    assert twice.value.errors == {"title": "Đợt này đã có một Tờ trình đang soạn: thêm hồ sơ vào Tờ trình đó."}


def test_where_a_case_stands_is_told_at_each_stage(house, schools, scan):
    school = schools[0]
    (case,) = checked(house, school, "A Ma Thị Một")
    told = [of_case(case)]
    gathering = drafted(house, school, [case])
    told.append(of_case(case).name)
    operations.sign(gathering, actor=school.head)
    told.append(of_case(case).name)
    operations.issue(gathering, Registration(number=3, issued_on=clock.today()), scan, actor=school.clerk)
    told.append(of_case(case).name)
    answered(gathering, UP, by=house.clerk)
    told.append(of_case(case).name)

    assert told == [
        None,
        "Đã ở Tờ trình gửi cấp trên, chờ thủ trưởng ký",
        "Tờ trình gửi cấp trên đã ký, chờ cấp số",
        "Đã gửi cấp trên, chờ tiếp nhận",
        "Cấp trên đã tiếp nhận, đang kiểm tra",
    ]


def test_what_the_department_sends_back_both_clerks_may_mend_and_the_superior_sends_on(house, schools, scan):
    school = schools[0]
    (case,) = checked(house, school, "A Ma Thị Một")
    sent(house, school, [case], scan)
    case.state = State.RETURNED

    assert (roles(case, school.clerk), roles(case, house.clerk), roles(case, school.head)) == (
        {Role.UNIT_CLERK},
        {Role.UNIT_CLERK},
        set(),
    )
