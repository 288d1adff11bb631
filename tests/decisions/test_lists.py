"""The room's own first page: what waits for a list is counted no further than anybody reads."""

import re

import pytest

from app.decisions import lists, operations
from app.decisions.operations import ProposalDraft
from app.errors import Refusal
from app.nominations import openings
from tests.builders import signed_in
from workflows.award_province_1 import State


@pytest.mark.parametrize(("most", "told"), [(3, "3 hồ sơ"), (2, "hơn 2 hồ sơ")])
def test_of_very_many_cases_it_is_said_that_there_are_more(office, app, monkeypatch, most, told):
    monkeypatch.setattr(lists, "MOST", most)

    page = signed_in(app.test_client(), office.drafter).get("/proposals/").text

    assert re.findall(r"Bằng khen của Chủ tịch UBND tỉnh: <b>(.*?)</b>", page) == [told]


def test_who_left_a_list_while_it_was_read_is_not_moved_on_it(office):
    wanted = ProposalDraft(title="Đợt 1", summary="", nomination_ids=[case.id for case in office.cases])
    proposal = operations.draft(office.award, wanted, actor=office.drafter)
    office.cases[1].state = State.WITHDRAWN

    with pytest.raises(Refusal) as refused:
        operations.move(proposal.items[1], -1, actor=office.drafter)

    assert refused.value.reasons == ["Hồ sơ này không còn trong danh sách: mở lại trang để xem danh sách nay."]


def test_the_page_of_a_case_leads_to_the_list_it_waits_for(office):
    case, wanted = office.cases[0], ProposalDraft(title="Đợt 1", summary="", nomination_ids=[office.cases[0].id])

    def led_to(who):
        return [(task.label, task.values) for task in openings.tasks(openings.Look(case), who)]

    free = led_to(office.drafter)
    proposal = operations.draft(office.award, wanted, actor=office.drafter)
    listed = led_to(office.drafter)
    proposal.items[0].excluded_reason = "Chưa đủ."

    assert free == [("Đưa vào Tờ trình của Sở Nội vụ", {"award_version_id": office.award.id})]
    assert listed == [("Mở Tờ trình có hồ sơ này", {"proposal_id": proposal.id})]
    assert (led_to(office.drafter), led_to(office.vpub)) == ([], [])
