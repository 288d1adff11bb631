"""A certificate is made anew once it is asked for and agreed to; the old one is kept as it read, withdrawn or lost."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.audit import queries as audit
from app.desk.queries import worklist
from app.errors import Invalid, Refusal, SomebodyWasFaster
from app.extensions import db
from app.nominations.openings import Look
from app.organisations.substitutes import ASKED_THEMSELF
from app.reissues import operations, panels
from app.reissues.models import Reissue, Standing
from app.reissues.operations import Receipt, Request, Verdict
from tests.corrections.conftest import OLD, stand
from tests.revocations.conftest import MONDAY
from workflows.award_province_1 import State
from workflows.vocabulary import Role

TODAY = MONDAY.date()
LOST = Request(kind="lost", asked_by="Bà Katơr Thị Sính", asked_on=TODAY, reason="Mất khi chuyển nhà.")
AGREED = Verdict(is_approved=True, reason="", version=1)
TAKEN = Receipt(handed_on=TODAY, receiver_name="Trần Văn Nhận", is_old_back=False, version=2)


def asked(house, **changes):
    return operations.ask(house.case, replace(LOST, **changes), house.scan, actor=house[Role.UNIT_CLERK])


def agreed(house, **changes):
    reissue = asked(house, **changes)
    operations.check(reissue, AGREED, actor=house[Role.BAN_HEAD])
    return reissue


def desk(house, role):
    return [(line.what, line.detail, line.todo) for line in worklist(house[role]) if line.room == "nominations"]


@pytest.mark.parametrize("state", [State.HANDED_OVER, State.ARCHIVED])
def test_a_lost_certificate_is_made_anew_without_moving_the_case(house, handed, state):
    stand(house.case, state)
    reissue = asked(house)
    at_the_head = desk(house, Role.BAN_HEAD)
    operations.check(reissue, AGREED, actor=house[Role.BAN_HEAD])
    at_the_appraiser = desk(house, Role.APPRAISER)

    operations.hand_over(reissue, TAKEN, house.scan, actor=house[Role.APPRAISER])

    whom = "Katơr Thị Sính", "Cấp lại do mất"
    assert at_the_head == [(*whom, "Kiểm tra đề nghị cấp đổi, cấp lại Bằng")]
    assert at_the_appraiser == [(*whom, "In, bàn giao Bằng cấp đổi, cấp lại")]
    assert (house.case.state, reissue.standing, reissue.old_certificate) == (state, Standing.HANDED, OLD.to_json())
    assert handed.certificate == replace(OLD, mark="Cấp lại ngày 17/02/2025").to_json()
    assert (desk(house, Role.BAN_HEAD), desk(house, Role.APPRAISER), audit.verify()) == ([], [], [])


@pytest.mark.usefixtures("handed")
def test_of_an_award_that_is_reviewed_or_taken_back_none_waits_to_be_made_anew(house):
    reissue, waiting = asked(house), []
    for standing in (Standing.ASKED, Standing.APPROVED):
        reissue.standing = standing
        for state in (State.REVOCATION_REVIEW, State.REVOKED, State.HANDED_OVER):
            house.case.state = state
            db.session.flush()
            waiting.append(len([*desk(house, Role.BAN_HEAD), *desk(house, Role.APPRAISER)]))

    assert waiting == [0, 0, 1] * 2


def test_a_damaged_one_comes_back_before_the_new_one_goes(house, handed):
    reissue = agreed(house, kind="damaged")

    with pytest.raises(Invalid) as invalid:
        operations.hand_over(reissue, TAKEN, house.scan, actor=house[Role.APPRAISER])
    operations.hand_over(reissue, replace(TAKEN, is_old_back=True), house.scan, actor=house[Role.APPRAISER])

    assert invalid.value.errors == {"is_old_back": "Thu lại bản cũ rồi mới giao bản mới."}
    assert handed.certificate["mark"] == "Cấp đổi ngày 17/02/2025"


def test_refused_it_says_why_and_may_be_asked_for_again(house, handed):
    reissue = asked(house)
    head = house[Role.BAN_HEAD]
    with pytest.raises(Invalid):
        operations.check(reissue, Verdict(is_approved=False, reason=" ", version=1), actor=head)

    operations.check(reissue, Verdict(is_approved=False, reason="Chưa có xác nhận.", version=1), actor=head)

    assert (reissue.standing, reissue.checked_reason) == (Standing.REFUSED, "Chưa có xác nhận.")
    assert asked(house).standing is Standing.ASKED
    assert handed.certificate == OLD.to_json()


def test_who_asked_for_it_does_not_agree_to_it_in_the_head_s_place(house, handed):
    appraiser, head = house[Role.APPRAISER], house[Role.BAN_HEAD]
    reissue = operations.ask(house.case, LOST, house.scan, actor=appraiser)
    standing_in = replace(head, user_id=appraiser.user_id, name=appraiser.name, for_user_id=head.user_id)
    offered = [panels.next_of_it(Look(house.case), who) for who in (standing_in, head)]

    with pytest.raises(Refusal) as refused:
        operations.check(reissue, AGREED, actor=standing_in)
    operations.check(reissue, AGREED, actor=head)

    assert [task.endpoint if task else None for task in offered] == [None, "reissues.check"]
    assert refused.value.reasons == [ASKED_THEMSELF]
    assert reissue.checked_by_id == head.user_id


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        ({"kind": "corrected"}, {"kind"}),
        ({"asked_on": TODAY + timedelta(days=1)}, {"asked_on"}),
        ({"kind": "", "asked_on": date(2024, 12, 19)}, {"kind", "asked_on"}),
    ],
)
def test_all_that_is_wrong_is_said_at_once(house, handed, changes, faults):
    with pytest.raises(Invalid) as invalid:
        asked(house, **changes)

    assert (set(invalid.value.errors), db.session.scalars(select(Reissue)).all()) == (faults, [])


def test_only_what_was_handed_over_is_made_anew_and_one_at_a_time(house, handed):
    asked(house)
    with pytest.raises(Refusal):
        asked(house)
    handed.certificate = None
    with pytest.raises(Refusal):
        asked(house)
    stand(house.case, State.PRODUCTION)
    with pytest.raises(Refusal):
        asked(house)


def test_each_part_has_its_moment_and_is_done_by_whoever_read_it(house, handed):
    reissue = asked(house)
    with pytest.raises(Refusal):
        operations.hand_over(reissue, replace(TAKEN, version=1), house.scan, actor=house[Role.APPRAISER])
    with pytest.raises(SomebodyWasFaster):
        operations.check(reissue, replace(AGREED, version=9), actor=house[Role.BAN_HEAD])
    operations.check(reissue, AGREED, actor=house[Role.BAN_HEAD])
    with pytest.raises(Refusal):
        operations.check(reissue, replace(AGREED, version=2), actor=house[Role.BAN_HEAD])
    early = replace(TAKEN, handed_on=date(2024, 12, 1))
    with pytest.raises(Invalid):
        operations.hand_over(reissue, early, house.scan, actor=house[Role.APPRAISER])
