"""The pages around the vote: who may press what, and what each page tells."""

import re

import pytest

from app.ballots.queries import newest_of
from app.extensions import db
from tests import builders
from tests.ballots import road
from tests.ballots.road import AGREE
from workflows.ballot_1 import BallotState
from workflows.vocabulary import Role


def page(client, url, **form):
    answer = client.post(url, data=form) if form else client.get(url)
    return answer.status_code, answer.get_data(as_text=True)


def holder(vote, position):
    """The teller with that slip, in the office of a council member."""
    slip = newest_of(vote.meeting).slips[position - 1]
    user = slip.user
    return builders.actor(Role.COUNCIL_MEMBERS, vote.house.provincial.organisation, user)


def test_the_secretary_freezes_and_tellers_take_their_slips(client, vote):
    builders.signed_in(client, vote.secretary)
    status, text = page(client, f"/ballots/of-meeting/{vote.meeting.id}")
    assert (status, "Chưa chốt được danh sách" in text) == (200, False)
    answer = client.post(f"/ballots/of-meeting/{vote.meeting.id}/freeze", data={"key_end": "at_signing"})
    assert answer.status_code == 303
    ballot = newest_of(vote.meeting)
    assert (ballot.state, ballot.key_end) == (BallotState.FROZEN, "at_signing")

    builders.signed_in(client, holder(vote, 1))
    _, text = page(client, f"/ballots/{ballot.id}/slip", take="1")
    digits = "".join(re.findall(r"<span>(\d{4})</span>", text))
    assert len(digits) == 24
    assert digits not in page(client, f"/ballots/{ballot.id}/slip")[1].replace("</span><span>", "")
    status, text = page(client, f"/ballots/{ballot.id}/slip/confirm", digits="1" * 24)
    assert (status, "Không đúng với phiếu vừa nhận" in text) == (422, True)
    assert page(client, f"/ballots/{ballot.id}/slip/confirm", digits=digits)[0] == 303
    db.session.refresh(ballot)
    assert [slip.is_confirmed for slip in ballot.slips] == [True, False, False]


def test_an_end_of_the_slips_that_is_none_is_told_and_nothing_is_frozen(client, vote):
    builders.signed_in(client, vote.secretary)
    status, text = page(client, f"/ballots/of-meeting/{vote.meeting.id}/freeze", key_end="at_midnight")
    assert (status, "Chọn một mục trong danh sách." in text, newest_of(vote.meeting)) == (422, True, None)


def test_the_box_is_closed_opened_recounted_and_signed_on_its_pages(client, vote):
    ballot = road.frozen(vote.meeting, by=vote.secretary)
    digits = road.with_slips(ballot)
    builders.signed_in(client, vote.chair)
    assert client.post(f"/ballots/{ballot.id}/start").status_code == 303
    for member in vote.members[:4]:
        road.cast(ballot, member, AGREE)
    assert "4/5 thành viên đã bỏ phiếu" in page(client, f"/ballots/{ballot.id}")[1]
    status, text = page(client, f"/ballots/{ballot.id}/close", reason="")
    assert (status, "Còn 1 thành viên chưa bỏ phiếu" in text) == (422, True)
    assert page(client, f"/ballots/{ballot.id}/close", reason="Hết giờ")[0] == 303
    assert vote.members[4].name in page(client, f"/ballots/{ballot.id}")[1]
    assert page(client, f"/ballots/{ballot.id}/open", slip_1=digits[1])[0] == 403

    builders.signed_in(client, holder(vote, 2))
    status, text = page(client, f"/ballots/{ballot.id}/open", slip_1=digits[1], slip_2="123")
    assert (status, "Không mở được thùng phiếu" in text) == (422, True)
    assert page(client, f"/ballots/{ballot.id}/open", slip_1=digits[1], slip_3=digits[3])[0] == 303
    assert page(client, f"/ballots/{ballot.id}/recount", slip_1=digits[1], slip_2=digits[2])[0] == 303
    assert "kết quả giống lần kiểm trước" in page(client, f"/ballots/{ballot.id}")[1]
    assert "Chốt kết quả kiểm phiếu ở phiên họp trước" in page(client, f"/ballots/{ballot.id}/sign")[1]

    builders.signed_in(client, vote.secretary)
    meeting = f"/meetings/{vote.meeting.id}"
    assert page(client, f"{meeting}/count", version=str(vote.meeting.version))[0] == 303
    assert page(client, f"/ballots/{ballot.id}/sign", sign="1")[0] == 403
    builders.signed_in(client, holder(vote, 1))
    assert page(client, f"/ballots/{ballot.id}/sign", sign="1")[0] == 303
    db.session.refresh(ballot)
    assert ballot.state == BallotState.SIGNED


def test_who_voted_and_how_is_told_to_nobody_while_the_box_is_open(client, vote):
    ballot = road.frozen(vote.meeting, by=vote.secretary)
    road.started(ballot, by=vote.secretary)
    road.cast(ballot, vote.members[1], AGREE)
    for who in (vote.secretary, vote.chair, holder(vote, 1)):
        builders.signed_in(client, who)
        text = page(client, f"/ballots/{ballot.id}")[1]
        assert "1/5 thành viên đã bỏ phiếu" in text
        assert "Chưa bỏ phiếu" not in text
        assert '<td class="number"' not in text


def test_a_meeting_whose_box_is_not_opened_says_so_and_leads_there(client, vote):
    ballot = road.frozen(vote.meeting, by=vote.secretary)
    builders.signed_in(client, vote.secretary)
    link = f'href="/ballots/of-meeting/{vote.meeting.id}">Mở trang bỏ phiếu kín trực tuyến</a>'
    told = []
    for state in (BallotState.FROZEN, BallotState.VOTING, BallotState.CLOSED):
        ballot.state = state
        db.session.commit()
        pages = [page(client, f"/meetings/{vote.meeting.id}{more}")[1] for more in ("", "/count")]
        assert [(link in text, "Chưa nhập đủ kết quả" in text) for text in pages] == [(True, False)] * 2
        told += {re.search(r"Thùng phiếu kín trực tuyến chưa mở để kiểm[^<]*", text)[0] for text in pages}

    assert told == [
        "Thùng phiếu kín trực tuyến chưa mở để kiểm: đã chốt danh sách, chờ bắt đầu.",
        "Thùng phiếu kín trực tuyến chưa mở để kiểm: đang bỏ phiếu.",
        "Thùng phiếu kín trực tuyến chưa mở để kiểm: đã kết thúc bỏ phiếu, chờ mở thùng phiếu.",
    ]


def test_strangers_find_no_ballot(client, vote):
    ballot = road.frozen(vote.meeting, by=vote.secretary)
    for who in (vote.house.clerk, builders.actor(Role.CHAIRMAN, vote.house.committee)):
        builders.signed_in(client, who)
        assert page(client, f"/ballots/{ballot.id}")[0] == 404


def test_a_meeting_that_votes_by_the_box_takes_no_typed_sums_and_its_list_stands(client, vote):
    ballot = road.frozen(vote.meeting, by=vote.secretary)
    builders.signed_in(client, vote.chair)
    status, text = page(client, f"/meetings/{vote.meeting.id}/cancel-vote", reason="Mất điện")
    assert (status, "hủy lần bỏ phiếu đó ở trang Bỏ phiếu kín" in text) == (409, True)
    assert page(client, f"/ballots/{ballot.id}/cancel", reason="Mất điện")[0] == 303
    assert page(client, f"/meetings/{vote.meeting.id}/cancel-vote", reason="Mất điện")[0] == 303


@pytest.mark.parametrize("page_of_slips", ["slip/confirm", "open", "recount"])
def test_digits_sent_after_the_session_ended_are_not_shown(app, poll, page_of_slips):
    """To whoever sits there by then. A reason sent so is given back."""
    app.config["WTF_CSRF_ENABLED"] = True
    slip, reason = "1234 5678 9012 3456 7890 1234", "Đã hết giờ bỏ phiếu theo thông báo"
    sent = {"slip_1": slip, "slip_3": slip, "digits": slip, "reason": reason}

    answer = app.test_client().post(f"/ballots/{poll.ballot.id}/{page_of_slips}", data=sent)

    assert (answer.status_code, slip in answer.text, reason in answer.text) == (400, False, True)
