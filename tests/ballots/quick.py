"""Many ballots in little time, of a council of any size, with keys made and opened in this process."""

import base64
import secrets
from collections import Counter
from datetime import date

from sqlalchemy import inspect

from app import clock
from app.actor import SYSTEM  # noqa: F401 -- who plants a fault acts as nobody
from app.ballots import casting
from app.councils.models import Body, Council, CouncilMember, Recusal, RecusalKind
from app.extensions import Model, db
from app.text import name_key
from bench._sealing import as_sent
from tests import builders
from tests.ballots import road
from tests.ballots.road import AGREE, BLANK, DISAGREE
from tests.councils import road as meetings
from workflows.award_province_1 import State

AWARDS = ("cstd_tinh", "co_thi_dua_tinh", "bang_khen_ttg")  # of the whole council: from 90 %, from 80 %, more than half
UNREADABLE, OF_ANOTHER_NAME, UNHEARD_OF = "unreadable", "of another name", "unheard of"
AGAINST = [DISAGREE] * 6 + [BLANK] * 3 + [UNREADABLE, OF_ANOTHER_NAME, UNHEARD_OF]
LIKING = (0.5, 0.8, 0.9, 0.97)  # how likely a name is agreed to: near each threshold


class Hall:
    """The province's council of 25 with accounts, from which meetings of any size are called."""

    MOST = 25

    def __init__(self, house):
        self.house = house
        self.reached = Counter()  # states of ballots, as often as a machine looked at them
        self.council_id = house.provincial.id
        self.secretary, self.chair = house.provincial_secretary, house.chair
        self.awards = [house.title, *(builders.award(code) for code in AWARDS[1:])]
        for place in range(len(self.council.members), self.MOST):
            name = f"Thành viên Thứ {place + 1}"
            member = CouncilMember(name=name, name_key=name_key(name), title="Lãnh đạo", part="member", position=place)
            member.is_standing, member.valid_from = False, date(2020, 1, 1)
            self.council.members.append(member)
        db.session.flush()
        road.seated(self.council)
        db.session.commit()

    @property
    def council(self):
        """Read anew after a commit, and by another session after a restart."""
        return db.session.get_one(Council, self.council_id)

    def come_back(self):
        """To a new session: whatever the house holds is looked up again."""
        for name, held in vars(self.house).items():
            if isinstance(held, Model):
                setattr(self.house, name, _again(held))
        self.awards = [_again(award) for award in self.awards]

    def meeting(self, members, awards):
        """Open, of the whole council of so many, by the box; a name for each award."""
        for member in self.council.members:
            member.valid_from = date(2020, 1, 1)
            member.valid_to = None if member.position < members else date(2021, 1, 1)
        cases = [
            self.house.case(f"Bo Bo Thị Xuân {place}", State.APPRAISED, award, process="award_province")
            for place, award in enumerate(awards, start=1)
        ]
        made = meetings.planned(self.council, cases, by=self.secretary, body=Body.FULL)
        meetings.call_roll(made, by=self.secretary)
        road.sealed_meeting(made)
        meetings.opened(made, by=self.chair)
        db.session.commit()
        return made

    def recuse(self, item, member):
        told = {"kind": RecusalKind.DECLARED, "reason": "Người thân"}
        by = {"recorded_by_id": self.secretary.user_id, "recorded_at": clock.now()}
        item.recusals.append(Recusal(member_id=member.id, **told, **by))
        away = {recusal.member_id for recusal in item.recusals}
        item.chaired_by_id = next(one.id for one in self.council.members if one.id not in away)
        db.session.flush()


def _again(held):
    return db.session.get_one(type(held), inspect(held).identity)


def random_ballot(hall, chance):
    """A meeting of a random body and agenda, recusals and ballots cast: ballot, slips, and what each chose by name."""
    members = chance.randint(7, hall.MOST)
    meeting = hall.meeting(members, [chance.choice(hall.awards) for _ in range(chance.randint(1, 4))])
    seats = hall.council.members[:members]
    for item in meeting.items:
        for member in chance.sample(seats, chance.choice([0, 0, 1, 2])):
            hall.recuse(item, member)
    ballot = road.frozen(meeting, by=hall.secretary)
    digits = road.started(ballot, by=hall.secretary)
    given = {item.id: [] for item in meeting.items}
    liked = {item_id: chance.choice(LIKING) for item_id in given}
    for member in chance.sample(seats, members - chance.choice([0, 0, 0, 1, members // 5])):
        ways = {
            item_id: AGREE if chance.random() < liked[item_id] else chance.choice(AGAINST)
            for item_id in casting.names_for(ballot.id, member.id)
        }
        casting.cast(ballot.id, member.id, parcel(ballot, ways))
        db.session.commit()
        for item_id, way in ways.items():
            given[item_id].append(way)
    return ballot, digits, given


def parcel(ballot, ways):
    """As `road.parcel`, with what no honest browser would send."""
    sent = road.parcel(ballot, {item_id: way for item_id, way in ways.items() if not isinstance(way, str)})
    odd = {item_id: odd_one(ballot, item_id, way) for item_id, way in ways.items() if isinstance(way, str)}
    if odd:
        sealed = odd | {int(item_id): base64.b64decode(text) for item_id, text in sent["choices"].items()}
        sent = as_sent(sealed)
    return sent


def odd_one(ballot, item_id, way):
    if way == OF_ANOTHER_NAME:
        return road.seal(ballot, item_id + 1, AGREE)
    return secrets.token_bytes(64) if way == UNREADABLE else road.seal(ballot, item_id, 7)
