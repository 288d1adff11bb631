"""A council that votes by the sealed box, on a site of its own: its people, its meetings, and what browsers send."""

import contextvars
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from app import clock
from app.actor import Actor
from app.awards.queries import version_on
from app.ballots import counting, operations, slips
from app.ballots.models import Ballot, KeyEnd
from app.councils import agenda, sitting
from app.councils import operations as meetings
from app.councils.models import Body, Council, CouncilMember, Meeting, Presence, Teller, Voting
from app.extensions import db, unit_of_work
from app.organisations.models import Appointment
from app.organisations.queries import actor_of, by_code
from bench import _people, _province
from bench._people import Province, Unit
from bench._province import Person
from bench._sealing import as_sent, seal
from workflows.award_province_1 import State
from workflows.vocabulary import Role

Choices = Mapping[int, int]  # AgendaItem.id -> tally.Choice
TELLERS = 3


@dataclass(frozen=True)
class Seat:
    """A member with an account, signed in."""

    member_id: int
    person: Person


@dataclass(frozen=True)
class House:
    """Whoever takes part, by ids: any process may look them up."""

    app: Flask
    council_id: int
    unit: Unit
    province: Province
    secretary: tuple[Person, int]  # and the appointment acted by
    chair: tuple[Person, int]
    seats: list[Seat]

    def actor(self, who: tuple[Person, int]) -> Actor:
        return actor_of(db.session.get_one(Appointment, who[1]))


@dataclass(frozen=True)
class Vote:
    """A ballot that is open: what a browser knows of it, and what stands on the tellers' slips."""

    ballot_id: int
    meeting_id: int
    public_key: str
    items: list[int]
    digits: Mapping[int, str]
    tellers: list[int]  # users

    @property
    def two_slips(self) -> Mapping[int, str]:
        """Enough to open the box."""
        return {position: self.digits[position] for position in (1, 2)}


def found(app: Flask, members: int) -> House:
    """The province's council, all of it standing, everybody with an account."""
    with app.app_context(), unit_of_work():
        award = version_on(_people.AWARD, clock.today())
        table = by_code("HDTDKT-T")
        secretary = _province.appoint(Role.COUNCIL_SECRETARY, by_code(_province.DEPARTMENT))
        chair = _province.appoint(Role.COUNCIL_CHAIR, table)
        unit = _people.unit(app, _people.UNITS[0], award)
        council = _province.council(table, members, is_provincial=True)
        return House(
            app=app,
            council_id=council.id,
            unit=unit,
            province=Province([unit], award.id, {}),
            secretary=(_province.signed_in(app, secretary), secretary.id),
            chair=(_province.signed_in(app, chair), chair.id),
            seats=[_seat(app, member, council) for member in council.members],
        )


def _seat(app: Flask, member: CouncilMember, council: Council) -> Seat:
    held = _province.appoint(Role.COUNCIL_MEMBERS, council.organisation)
    member.user_id = held.user_id
    return Seat(member.id, _province.signed_in(app, held))


def opened_meeting(house: House, names: int) -> Meeting:
    """That votes by the box, with so many names on its agenda. The caller commits."""
    secretary, council = house.actor(house.secretary), db.session.get_one(Council, house.council_id)
    cases = [_people.case(house.unit, house.province, State.APPRAISED) for _ in range(names)]
    plan = {"title": "Phiên họp xét khen thưởng", "body": Body.STANDING, "held_at": clock.now(), "place": "Phòng họp"}
    meeting = meetings.plan(council, meetings.MeetingPlan(**plan), actor=secretary)  # type: ignore[arg-type]
    meetings.put_on(meeting, cases, actor=secretary)
    body = agenda.body_of(meeting)
    roll = meetings.Roll(presence={m.id: Presence.PRESENT for m in body}, reasons={}, version=meeting.version)
    meetings.call_roll(meeting, roll, actor=secretary)
    meeting.voting = Voting.SEALED
    meeting.committee = [
        Teller(position=place, name=member.name, user_id=member.user_id)
        for place, member in enumerate(body[-TELLERS:], start=1)
    ]
    db.session.flush()
    sitting.open_meeting(meeting, sitting.likely_opening(meeting), actor=house.actor(house.chair))
    return meeting


def begun(house: House, names: int, key_end: KeyEnd = KeyEnd.AT_SIGNING) -> Vote:
    """A ballot on so many names that has just been opened for voting."""
    with house.app.app_context():
        with unit_of_work():
            meeting = opened_meeting(house, names)
            ballot_id = operations.freeze(meeting, key_end, actor=house.actor(house.secretary)).id
        digits = {}
        for position in range(1, TELLERS + 1):
            with unit_of_work():
                ballot = db.session.get_one(Ballot, ballot_id)
                holder = _as_person(ballot.slips[position - 1].user_id)
                digits[position] = slips.issue(ballot, actor=holder)
            with unit_of_work():
                slips.confirm(db.session.get_one(Ballot, ballot_id), digits[position], actor=holder)
        with unit_of_work():
            operations.start(db.session.get_one(Ballot, ballot_id), actor=house.actor(house.chair))
        ballot = db.session.get_one(Ballot, ballot_id)
        assert ballot.public_key is not None, "it was started"
        return Vote(
            ballot_id=ballot_id,
            meeting_id=ballot.meeting_id,
            public_key=ballot.public_key,
            items=[name.item_id for name in ballot.names],
            digits=digits,
            tellers=[slip.user_id for slip in ballot.slips],
        )


def ended(house: House, vote: Vote) -> None:
    """Closed, opened, counted, signed: by `KeyEnd.AT_SIGNING` the keys are gone."""
    secretary = house.actor(house.secretary)
    with unit_of_work():
        operations.close(db.session.get_one(Ballot, vote.ballot_id), "Hết giờ bỏ phiếu", actor=secretary)
    with unit_of_work():
        opened = counting.open_box(
            db.session.get_one(Ballot, vote.ballot_id),
            vote.two_slips,
            actor=secretary,
        )
        assert opened, "the slips are right"
    with unit_of_work():
        meeting = db.session.get_one(Meeting, vote.meeting_id)
        sitting.count(meeting, seen=meeting.version, actor=secretary)
        operations.sign(db.session.get_one(Ballot, vote.ballot_id), actor=_as_person(vote.tellers[0]))


def _as_person(user_id: int) -> Actor:
    """Somebody with nothing but their account."""
    return Actor(user_id=user_id, name="Ủy viên Ban kiểm phiếu", role=None, organisation_id=None)


def parcel(vote: Vote, choices: Choices) -> dict[str, Any]:
    """As a browser seals it."""
    key, number = vote.public_key, vote.ballot_id
    return as_sent({item_id: seal(key, number, item_id, choice) for item_id, choice in choices.items()})


def cast_here(app: Flask, person: Person, vote: Vote, sent: Mapping[str, Any]) -> TestResponse:
    """In this process, as if it came over HTTP."""
    headers = {"Cookie": person.cookie, "X-CSRFToken": person.csrf}
    post = partial(app.test_client(use_cookies=False).post, f"/ballots/{vote.ballot_id}/cast")
    return contextvars.Context().run(post, json=sent, headers=headers)
