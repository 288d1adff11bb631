"""A paper ballot typed in by two tellers: who may, who stands for it, and that nothing tells it from the others."""

import base64
import re
from types import SimpleNamespace

import pytest
from sqlalchemy import event

from app.accounts import codes, passwords
from app.accounts import operations as accounts
from app.accounts.models import FailedTry, SecondFactor, SheetCode
from app.accounts.vault import Vault
from app.ballots import box, casting, on_paper, paper_voters, parcel
from app.ballots.models import PaperVoter, Roll
from app.ballots.paper_voters import Wanted
from app.councils.models import Presence
from app.extensions import db
from bench._sealing import as_sent
from tests import builders
from tests.ballots import road
from tests.ballots.road import AGREE
from workflows.ballot_1 import BallotState

PASSWORD = "hai-nguoi-cung-nhap-phieu"


@pytest.fixture
def desk(app, poll, voter):
    """The first teller at the page; the second has a password and codes. The first member is away, has no account."""
    away, *_, first, second = poll.members
    away.user_id = None
    poll.meeting.attendance[0].presence = Presence.ABSENT
    second.user.password_hash = passwords.hashed(PASSWORD)
    builders.second_factor(second.user)
    sheet, vault = codes.new_sheet(), Vault(app.config["SECRET_KEY"])
    db.session.add_all(
        SheetCode(user_id=second.user.id, position=place, digest=vault.digest(code, second.user.id))
        for place, code in enumerate(sheet, start=1)
    )
    db.session.commit()
    listed(poll, away)
    unused = iter(sheet)
    url = f"/ballots/{poll.ballot.id}/paper"
    made = SimpleNamespace(poll=poll, away=away, url=url, second=second.user, browser=voter(poll.members.index(first)))
    made.wanted = lambda **more: {
        "member": away.id,
        "ballot": road.parcel(poll.ballot, {item.id: AGREE for item in poll.items}),
        "username": second.user.username,
        "password": PASSWORD,
        "code": next(unused),
        **more,
    }
    return made


def listed(poll, *members):
    for member in members:
        paper_voters.add(poll.ballot, Wanted(member_id=member.id, reason="Vắng, gửi phiếu"), actor=poll.secretary)
    db.session.commit()


def told(answer):
    return answer.status_code, answer.get_json()


def voted(poll):
    rolls = db.select(Roll.member_id).where(Roll.ballot_id == poll.ballot.id, Roll.voted)
    return [*db.session.scalars(rolls)]


def test_the_two_type_it_in_and_it_lies_among_the_others(desk):
    heard = []

    def hear(_connection, _cursor, statement, *_):
        if found := re.match(r"\s*(?:INSERT INTO|UPDATE|DELETE FROM) (\w+)", statement):
            heard.append(found[1])

    wanted = desk.wanted()
    desk.browser.get("/")
    event.listen(db.engine, "before_cursor_execute", hear)
    answer = desk.browser.post(desk.url, json=wanted)
    event.remove(db.engine, "before_cursor_execute", hear)

    assert told(answer) == (200, {"state": "cast"})
    of_the_second = ["failed_try", "sheet_code", "failed_try"]  # their password and code, and what was wrong before
    assert heard == [*of_the_second, "ballot_roll", "ballot_box", "ballot_tracker"]
    assert voted(desk.poll) == [desk.away.id]
    again = wanted | {"code": desk.wanted()["code"]}
    assert told(desk.browser.post(desk.url, json=again)) == (200, {"state": "was_in"})
    assert told(desk.browser.post(desk.url, json=desk.wanted())) == (409, {"reasons": [on_paper.IS_IN]})
    assert box.cast_in(desk.poll.ballot) == 1


def test_whom_the_page_offers_does_not_depend_on_who_has_voted(desk, voter):
    listed(desk.poll, desk.poll.members[1], desk.poll.members[2])
    paper_voters.take_back(desk.poll.ballot, desk.poll.members[1], actor=road.as_person(desk.poll.members[1].user_id))
    db.session.commit()
    before = desk.browser.get(desk.url).text
    assert voter(1).post(
        f"/ballots/{desk.poll.ballot.id}/cast",
        json=road.parcel(desk.poll.ballot, {i.id: AGREE for i in desk.poll.items}),
    ).get_json() == {"state": "cast"}
    after = desk.browser.get(desk.url).text

    names = [re.findall(r'<option value="(\d+)"', text) for text in (before, after)]
    assert names[0] == names[1] == [str(desk.away.id), str(desk.poll.members[2].id)]
    assert "Hai thành viên Ban kiểm phiếu nhìn thấy lá phiếu này" in before
    assert f'data-member="{desk.away.id}"' in desk.browser.get(f"{desk.url}?member={desk.away.id}").text


def test_the_second_is_another_teller_who_knows_their_password(desk):
    first = desk.poll.ballot.slips[1].user
    stranger = builders.user("Người Ngoài Cuộc", password_hash=passwords.hashed(PASSWORD))
    first.password_hash = stranger.password_hash
    db.session.commit()
    asked = {
        "wrong": desk.wanted(password="khong-phai-mat-khau"),
        "same": desk.wanted(username=first.username),
        "stranger": desk.wanted(username=stranger.username),
        "nothing": desk.wanted(username=7),
    }

    answers = {name: told(desk.browser.post(desk.url, json=sent)) for name, sent in asked.items()}

    assert answers == {
        "wrong": (422, {"reasons": [accounts.WRONG]}),
        "same": (422, {"reasons": [on_paper.THE_SAME]}),
        "stranger": (422, {"reasons": [on_paper.NO_TELLER]}),
        "nothing": (422, {"reasons": [on_paper.NOT_READ]}),
    }
    assert db.session.query(FailedTry).count() == 1
    assert (voted(desk.poll), box.cast_in(desk.poll.ballot)) == ([], 0)


def test_what_cannot_go_into_the_box_tells_nobody_who_has_voted(desk):
    """Nothing, torn, once more, once more under another tracker: of one who has voted as of one who has not."""
    poll = desk.poll
    voted_already, not_yet = poll.members[1], poll.members[2]
    _, own = road.cast(poll.ballot, voted_already, AGREE)
    listed(poll, voted_already, not_yet)
    resealed = as_sent({int(item): base64.b64decode(sealed) for item, sealed in own["choices"].items()})
    torn = road.parcel(poll.ballot, {poll.items[0].id: AGREE})

    def answers(member):
        sent = (desk.wanted(member=member.id, ballot=one) for one in (None, torn, own, resealed))
        return [told(desk.browser.post(desk.url, json=one)) for one in sent]

    refused = (422, {"reasons": [parcel.NOT_SENT_WHOLE]})
    assert answers(voted_already) == answers(not_yet) == [refused, refused, (200, {"state": "was_in"}), refused]
    assert (voted(poll), box.cast_in(poll.ballot)) == ([voted_already.id], 1)


def test_a_second_teller_has_a_second_factor_on_a_real_site(desk):
    """Whoever counts must have one, at somebody else's page too."""
    sent = desk.wanted()
    for model in (SheetCode, SecondFactor):
        db.session.execute(db.delete(model).where(model.user_id == desk.second.id))
    db.session.commit()

    assert told(desk.browser.post(desk.url, json=sent)) == (422, {"reasons": [on_paper.NO_CODE]})
    assert voted(desk.poll) == []


def test_who_wrote_a_member_down_stands_for_no_ballot_of_theirs(desk):
    db.session.execute(db.update(PaperVoter).values(recorded_by_id=desk.second.id))
    db.session.commit()

    assert told(desk.browser.post(desk.url, json=desk.wanted())) == (422, {"reasons": [on_paper.SECOND_WROTE_DOWN]})


def test_a_first_password_stands_for_nothing_but_its_own_change(desk):
    """It is known to whoever gave it."""
    desk.second.must_change_password = True
    db.session.commit()

    assert told(desk.browser.post(desk.url, json=desk.wanted())) == (422, {"reasons": [on_paper.FIRST_PASSWORD]})
    assert voted(desk.poll) == []


@pytest.mark.parametrize("member", [10**30, -1, True, "1", None])
def test_what_is_no_member_s_number_is_refused(desk, member):
    answer = desk.browser.post(desk.url, json=desk.wanted(member=member))

    assert told(answer) == (422, {"reasons": [on_paper.NOT_READ]})


def test_nobody_but_a_teller_and_only_while_the_box_is_open(desk, voter, app):
    wanted, chair = desk.wanted(), builders.signed_in(app.test_client(), desk.poll.chair)
    for browser in (voter(1), chair):
        assert [browser.get(desk.url).status_code, browser.post(desk.url, json=wanted).status_code] == [404, 404]
    for nobody in (999999, desk.poll.members[1].id):
        assert desk.browser.get(f"{desk.url}?member={nobody}").status_code == 409
        answer = desk.browser.post(desk.url, json=desk.wanted(member=nobody))
        assert told(answer) == (409, {"reasons": [casting.NOT_ON_PAPER]})

    desk.poll.ballot.state = BallotState.CLOSED
    db.session.commit()
    assert desk.browser.get(desk.url).status_code == 409
    assert told(desk.browser.post(desk.url, json=wanted)) == (409, {"reasons": [on_paper.NOT_NOW]})
    assert (voted(desk.poll), casting.IS_OVER in desk.browser.get(desk.url).text) == ([], False)
