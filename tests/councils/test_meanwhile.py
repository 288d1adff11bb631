"""A deed that waited for the pen goes by the meeting as it is then, not as its page had read it before."""

from dataclasses import dataclass

import pytest
from werkzeug.exceptions import NotFound

from app import clock
from app.councils import noting, queries, recusals, returning, sitting
from app.councils.models import Meeting, RecusalKind, Voting
from app.councils.recusals import Wanted
from app.councils.sitting import Closing, Proceedings
from app.errors import Invalid, Refusal, SomebodyWasFaster
from app.extensions import db
from tests.builders import events_of
from tests.councils import road
from tests.patience import done_meanwhile
from workflows.award_province_1 import State

NOBODY_WROTE = noting.mark("")


@dataclass
class Sitting:
    meeting: Meeting
    secretary: object
    chair: object

    def later(self, deed):
        """For another desk, whose page reads the meeting before what is done here is committed."""
        meeting_id, by = self.meeting.id, self.secretary
        return lambda: deed(queries.one(meeting_id, by))


@pytest.fixture
def held(house):
    """Of the province, open."""
    cases = [house.case(name, State.APPRAISED, house.title) for name in ("A Ma Thị Một", "Bo Bo Hai")]
    made = road.planned(house.provincial, cases, by=house.provincial_secretary)
    road.call_roll(made, by=house.provincial_secretary)
    db.session.commit()
    return Sitting(made, house.provincial_secretary, house.chair)


def of_place(meeting, place, item=0):
    member_id = meeting.council.members[place].id
    return Wanted(item_id=meeting.items[item].id, member_id=member_id, kind=RecusalKind.OTHER, reason="Người nhà")


def pinned(held, place):
    recusals.pin(held.meeting, of_place(held.meeting, place), actor=held.secretary)
    return held.meeting.items[0].recusals[-1].id


def test_nobody_is_recused_after_hands_were_counted_meanwhile(app, held):
    held.meeting.voting = Voting.HANDS
    road.opened(held.meeting, by=held.chair)
    db.session.commit()
    handed = road.handed(held.meeting, [(15, 0, 0)] * 2, None)
    returning.record_hands(held.meeting, replaced(handed, held.meeting.version), actor=held.secretary)

    with pytest.raises(Refusal):
        done_meanwhile(app, held.later(lambda now: recusals.pin(now, of_place(now, 3), actor=held.secretary)))


def replaced(handed, version):
    return returning.Returns(ballots=returning.NO_BALLOTS, totals=handed.totals, version=version)


def test_what_was_taken_back_meanwhile_is_not_taken_back_twice(app, held):
    recusal_id = pinned(held, 3)
    db.session.commit()
    recusals.take_back(held.meeting.items[0].recusals[0], "Ghi nhầm.", actor=held.secretary)

    def take_back(now):
        recusals.take_back(recusals.one(now, recusal_id), "Ghi nhầm.", actor=held.secretary)

    with pytest.raises(NotFound):
        done_meanwhile(app, held.later(take_back))
    assert [event.action for event in events_of(held.meeting.ref)].count("take_back_recusal") == 1


def test_nobody_leads_who_was_recused_meanwhile(app, held):
    pinned(held, 0)
    db.session.commit()
    pinned(held, 1)

    def hand_over(now):
        recusals.hand_over(now.items[0], now.council.members[1].id, actor=held.secretary)

    with pytest.raises(Invalid):
        done_meanwhile(app, held.later(hand_over))


def test_the_minutes_have_what_was_written_last(app, held):
    road.opened(held.meeting, by=held.chair)
    road.returned(held.meeting, [(15, 0, 0)] * 2, ballots=15, by=held.secretary)
    road.counted(held.meeting, by=held.secretary)
    db.session.commit()
    noting.save(held.meeting, noting.CONCLUSION, "Nhất trí.", seen=NOBODY_WROTE)

    def close(now):
        sitting.close(now, Closing(ended_at=clock.now(), clarify={}), actor=held.chair)
        return now.conclusion

    assert done_meanwhile(app, held.later(close)) == "Nhất trí."


def test_the_whole_form_writes_over_nothing_that_saved_itself_meanwhile(app, held):
    noting.save(held.meeting, noting.CONCLUSION, "Nhất trí.", seen=NOBODY_WROTE)
    told = Proceedings(
        discussion="",
        conclusion="Chưa thống nhất.",
        notes={},
        version=held.meeting.version,
        seen={noting.CONCLUSION: NOBODY_WROTE},
    )

    with pytest.raises(SomebodyWasFaster):
        done_meanwhile(app, held.later(lambda now: sitting.write_minutes(now, told, actor=held.secretary)))
