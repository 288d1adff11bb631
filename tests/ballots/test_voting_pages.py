"""The voter's page and what its browser sends: whose ballot, which names, what is refused; nothing else is written."""

import base64
import json
import logging
import re
from datetime import timedelta

import pytest
from sqlalchemy import event

from app import clock
from app.accounts.models import UserSession
from app.ballots import box, casting
from app.ballots.models import Ballot, Excused, Roll
from app.ballots.parcel import NOT_ITS_TRACKER, NOT_SENT_WHOLE, shown
from app.extensions import db
from tests import builders
from tests.ballots import road
from tests.ballots.road import AGREE, BLANK, DISAGREE
from workflows.ballot_1 import BallotState
from workflows.vocabulary import Role


def whole(poll, choice=AGREE, place=0):
    return road.parcel(poll.ballot, dict.fromkeys(casting.names_for(poll.ballot.id, poll.members[place].id), choice))


def told(answer):
    return answer.status_code, answer.get_json()


def in_box(poll):
    """Roll, box and trackers as rows."""
    tables = [model.__table__ for model in (Roll, box.Box, box.Tracker)]
    rows = [db.session.execute(db.select(table)).all() for table in tables]
    db.session.rollback()
    return rows


def excuse(poll, place, item):
    """As if the recusal had been pinned before the list was frozen."""
    db.session.add(Excused(ballot_id=poll.ballot.id, item_id=item.id, member_id=poll.members[place].id))
    db.session.commit()


def test_each_name_stands_there_with_nothing_chosen(poll, voter):
    excuse(poll, 0, poll.items[1])
    browser = voter()
    page = browser.get(f"/ballots/{poll.ballot.id}/vote")

    first, second = (item.nomination for item in poll.items)
    for case in (first, second):
        assert case.nominee_name in page.text
        assert case.award_version.name in page.text
    assert "checked" not in re.sub(r"<script.*?</script>", "", page.text)
    assert re.findall(r'data-item="(\d+)"', page.text) == [str(poll.items[0].id)]
    assert page.text.count("Anh/chị không bỏ phiếu") == 1
    summaries = re.findall(r'href="([^"]+/summary)"\s+target="_blank"', page.text)
    assert summaries == [f"/meetings/{poll.meeting.id}/items/{item.id}/summary" for item in poll.items]
    assert [browser.get(url).status_code for url in summaries] == [200, 200]
    assert f'data-public-key="{poll.ballot.public_key}"' in page.text


def test_in_an_office_without_meetings_a_seat_votes_all_the_same_without_summaries(app, poll):
    """What they may read there is the office's; their seat is theirs whatever it is."""
    elsewhere = builders.actor(Role.CHAIRMAN, poll.house.committee, poll.members[0].user)
    text = builders.signed_in(app.test_client(), elsewhere).get(f"/ballots/{poll.ballot.id}/vote").text

    assert (text.count("data-item="), '/summary"' in text) == (len(poll.items), False)


def test_only_pages_that_seal_run_libsodium(poll, voter):
    browser = voter()
    policies = {url: browser.get(url).headers["Content-Security-Policy"] for url in ("/", f"/ballots/{poll.ballot.id}")}
    page = browser.get(f"/ballots/{poll.ballot.id}/vote")

    assert "script-src 'self' 'wasm-unsafe-eval'" in page.headers["Content-Security-Policy"]
    assert [url for url, policy in policies.items() if "wasm" in policy] == []
    assert "libsodium" in page.text
    assert "libsodium" not in browser.get(f"/ballots/{poll.ballot.id}").text


def test_without_scripts_the_page_offers_paper_and_no_form(poll, voter):
    text = voter().get(f"/ballots/{poll.ballot.id}/vote").text
    main = text[text.index("<main") :]

    assert "Trình duyệt đang tắt JavaScript nên không bỏ phiếu trực tuyến được." in main
    assert poll.ballot.slips[0].name in main
    assert "<form" not in main


def test_a_ballot_is_cast_once_and_the_same_again_is_told_that_it_is_in(poll, voter):
    sent, url = whole(poll), f"/ballots/{poll.ballot.id}/cast"
    browser = voter()

    assert told(browser.post(url, json=sent)) == (200, {"state": "cast"})
    assert told(browser.post(url, json=sent)) == (200, {"state": "was_in"})
    before = in_box(poll)
    assert told(browser.post(url, json=whole(poll, DISAGREE))) == (409, {"reasons": [casting.HAS_VOTED]})
    assert in_box(poll) == before
    page = browser.get(f"/ballots/{poll.ballot.id}/vote").text
    assert ("Anh/chị đã bỏ phiếu" in page, "data-item" in page) == (True, False)
    assert (box.cast_in(poll.ballot), casting.names_for(poll.ballot.id, poll.members[0].id)) == (
        1,
        {item.id for item in poll.items},
    )


def change(sent, **parts):
    return {**sent, **parts}


def without_one(sent):
    choices = dict(sent["choices"])
    del choices[min(choices)]
    return change(sent, choices=choices)


def foreign(sent):
    return change(sent, choices={**sent["choices"], "999999": sent["choices"][min(sent["choices"])]})


def too_long(sent):
    first = min(sent["choices"])
    raw = base64.b64decode(sent["choices"][first]) + b"x"
    return change(sent, choices={**sent["choices"], first: base64.b64encode(raw).decode()})


def twice_the_same(sent):
    return change(sent, choices=dict.fromkeys(sent["choices"], sent["choices"][min(sent["choices"])]))


def forged(sent):
    return change(sent, tracker=base64.b64encode(b"\0" * 32).decode())


SPOILT = (
    (without_one, NOT_SENT_WHOLE),
    (foreign, NOT_SENT_WHOLE),
    (too_long, NOT_SENT_WHOLE),
    (twice_the_same, NOT_SENT_WHOLE),
    (forged, NOT_ITS_TRACKER),
    (lambda sent: change(sent, more=1), NOT_SENT_WHOLE),
    (lambda sent: change(sent, nonce=7), NOT_SENT_WHOLE),
    (lambda sent: change(sent, choices=[*sent["choices"]]), NOT_SENT_WHOLE),
    (lambda _: [], NOT_SENT_WHOLE),
    (lambda _: None, NOT_SENT_WHOLE),
)


def test_what_is_no_ballot_of_this_member_is_refused_and_the_box_untouched(poll, voter):
    before, browser = in_box(poll), voter()
    sent = [(spoil(whole(poll)), reason) for spoil, reason in SPOILT]

    answers = [told(browser.post(f"/ballots/{poll.ballot.id}/cast", json=spoilt)) for spoilt, _ in sent]

    assert answers == [(422, {"reasons": [reason]}) for _, reason in sent]
    assert in_box(poll) == before


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)  # no row is asked before the shape
def test_a_body_that_is_no_json_is_no_ballot(poll, voter):
    browser, bodies = voter(), (b"", b"{", b"[" * 100_000, b"\xff\xfe", b'"' + b"1" * 9999, b"1" * 9999)
    kinds = ("application/json", "text/plain", "multipart/form-data", "application/x-www-form-urlencoded")
    url = f"/ballots/{poll.ballot.id}/cast"

    answers = [told(browser.post(url, data=body, content_type=kinds[0])) for body in bodies]
    answers += [told(browser.post(url, data=b"{}", content_type=kind)) for kind in kinds]

    assert answers == [(422, {"reasons": [NOT_SENT_WHOLE]})] * (len(bodies) + len(kinds))


def test_a_recused_member_seals_no_choice_on_that_name(poll, voter):
    excuse(poll, 0, poll.items[1])
    before, url = in_box(poll), f"/ballots/{poll.ballot.id}/cast"
    every_name = road.parcel(poll.ballot, {item.id: AGREE for item in poll.items})

    assert told(voter().post(url, json=every_name)) == (422, {"reasons": [NOT_SENT_WHOLE]})
    assert in_box(poll) == before
    assert told(voter().post(url, json=whole(poll))) == (200, {"state": "cast"})


def test_nobody_votes_before_or_after(poll, voter):
    sent, before, browser = whole(poll), in_box(poll), voter()
    for state, reason in (
        (BallotState.FROZEN, casting.NOT_OPEN),
        (BallotState.CLOSED, casting.IS_OVER),
        (BallotState.CANCELLED, casting.IS_CANCELLED),
    ):
        poll.ballot.state = state
        db.session.commit()
        assert told(browser.post(f"/ballots/{poll.ballot.id}/cast", json=sent)) == (409, {"reasons": [reason]})
        assert "data-item" not in browser.get(f"/ballots/{poll.ballot.id}/vote").text
    assert in_box(poll) == before


def test_who_has_no_seat_finds_neither_page_nor_box(app, poll):
    """Also who keeps the meeting, who chairs it without a seat, and a member of another council."""
    sent, before = whole(poll), in_box(poll)
    elsewhere = builders.actor(Role.COUNCIL_MEMBERS, poll.house.unit)
    for stranger in (poll.secretary, poll.chair, poll.house.clerk, elsewhere):
        browser = builders.signed_in(app.test_client(), stranger)
        assert browser.get(f"/ballots/{poll.ballot.id}/vote").status_code == 404
        assert browser.post(f"/ballots/{poll.ballot.id}/cast", json=sent).status_code == 404
    assert in_box(poll) == before


def test_a_seat_on_one_ballot_is_none_on_another(poll, voter):
    """A member's ballot goes into the box of the list they sit on, sealed to its key; another's is not theirs."""
    other = Ballot(
        meeting=poll.meeting,
        created_by_id=poll.secretary.user_id,
        created_at=poll.ballot.created_at,
        workflow_key="sealed_ballot",
        workflow_version=1,
        workflow_digest=poll.ballot.workflow_digest,
        state=BallotState.VOTING,
        state_since=poll.ballot.state_since,
        public_key=poll.ballot.public_key,
    )
    db.session.add(other)
    db.session.commit()

    assert voter().post(f"/ballots/{other.id}/cast", json=whole(poll)).status_code == 404
    assert box.cast_in(poll.ballot) == box.cast_in(other) == 0


def test_signed_out_or_with_an_old_token_nothing_is_cast(app, poll, voter):
    sent, url, before = whole(poll), f"/ballots/{poll.ballot.id}/cast", in_box(poll)

    stranger = app.test_client().post(url, json=sent)
    app.config["WTF_CSRF_ENABLED"] = True
    old = voter().post(url, json=sent, headers={"X-CSRFToken": "old"})

    assert (stranger.status_code, stranger.location.partition("?")[0]) == (303, "/accounts/sign-in")
    assert old.status_code == 400
    assert in_box(poll) == before


def test_casting_writes_roll_box_and_tracker_in_a_transaction_of_their_own_and_nothing_else(poll, voter):
    """Also in the minute in which the session is noted as seen: that is committed before the body is looked at."""
    browser, sent, heard = voter(), whole(poll), []
    db.session.execute(db.update(UserSession).values(last_seen_at=clock.real_now() - timedelta(minutes=2)))
    db.session.commit()

    def hear(_connection, _cursor, statement, *_):
        if found := re.match(r"\s*(?:INSERT INTO|UPDATE|DELETE FROM) (\w+)", statement):
            heard.append(found[1])

    url = f"/ballots/{poll.ballot.id}/cast"
    db.session.rollback()
    events = ((db.engine, "before_cursor_execute", hear), (db.engine, "commit", lambda _: heard.append("commit")))
    for target, name, listener in events:
        event.listen(target, name, listener)
    answer = browser.post(url, json=sent)
    for target, name, listener in events:
        event.remove(target, name, listener)

    assert answer.status_code == 200
    assert heard == ["user_session", "commit", "ballot_roll", "ballot_box", "ballot_tracker", "commit"]


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
def test_the_answer_says_nothing_of_what_was_chosen_and_costs_the_same(poll, voter, caplog):
    caplog.set_level(logging.DEBUG)
    met = set()
    for place, choice in enumerate((AGREE, DISAGREE, BLANK)):
        browser, sent = voter(place), whole(poll, choice, place)
        assert browser.get("/").status_code == 200  # its session was seen in this minute
        with builders.statements() as asked:
            answer = browser.post(f"/ballots/{poll.ballot.id}/cast", json=sent)
        headers = {name: value for name, value in answer.headers if name != "Set-Cookie"}
        met.add((answer.data, str(headers), len(json.dumps(sent)), len(asked)))
        assert not any(part in caplog.text for part in (sent["nonce"], sent["tracker"], *sent["choices"].values()))

    assert len(met) == 1
    excuse(poll, 3, poll.items[1])
    browser, sent = voter(3), whole(poll, AGREE, 3)
    browser.get("/")
    with builders.statements() as asked_of_one_name:
        browser.post(f"/ballots/{poll.ballot.id}/cast", json=sent)
    assert len(asked_of_one_name) == len(asked)


def test_who_has_a_second_factor_gives_a_code_before_the_ballot_and_before_it_is_cast(poll, voter):
    browser, page = voter(), f"/ballots/{poll.ballot.id}/vote"
    db.session.execute(db.update(UserSession).values(confirmed_at=clock.real_now() - timedelta(hours=1)))
    db.session.commit()

    asked = [browser.get(page), browser.post(f"/ballots/{poll.ballot.id}/cast", json=whole(poll))]

    assert [(answer.status_code, answer.location.partition("?")[0]) for answer in asked] == [
        (303, "/accounts/confirm")
    ] * 2
    assert box.cast_in(poll.ballot) == 0
    db.session.execute(db.update(UserSession).values(confirmed_at=clock.real_now()))
    db.session.commit()
    assert "data-item" in browser.get(page).text


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
def test_a_body_beyond_two_megabytes_is_not_read(poll, voter):
    answer = voter().post(
        f"/ballots/{poll.ballot.id}/cast", data=b" " * (2 * 1024 * 1024 + 1), content_type="application/json"
    )

    assert answer.status_code == 413


def test_trackers_are_told_when_the_box_is_closed_to_whoever_sees_the_ballot(app, poll, voter):
    sent = [whole(poll, AGREE, place) for place in (0, 1)]
    for place in (0, 1):
        voter(place).post(f"/ballots/{poll.ballot.id}/cast", json=sent[place])
    url = f"/ballots/{poll.ballot.id}/trackers"
    assert voter().get(url).status_code == 409
    road.closed(poll.ballot, by=poll.secretary)

    ours = sorted(shown(base64.b64decode(one["tracker"])) for one in sent)
    for browser in (voter(2), builders.signed_in(app.test_client(), poll.secretary)):
        assert re.findall(r"<li[^>]*>(\w{4}-\w{4}-\w{4}-\w{4})</li>", browser.get(url).text) == ours
    assert builders.signed_in(app.test_client(), poll.house.clerk).get(url).status_code == 404
    assert "Danh sách mã đối chiếu" in voter(0).get(f"/ballots/{poll.ballot.id}/vote").text
