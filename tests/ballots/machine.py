"""Everything that can be asked of a sealed ballot, in whatever order; what must come of it says the model beside it."""

import base64
import secrets
from datetime import timedelta
from functools import partial

from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule
from sqlalchemy.exc import NoResultFound

from app import clock
from app.ballots import box, casting, counting, export, operations, queries
from app.ballots.casting import Answer
from app.ballots.models import KeyEnd
from app.casework import NotYourStep
from app.councils import sitting
from app.errors import Invalid
from app.extensions import db
from bench._sealing import as_sent, text
from tests.ballots import quick, road
from tests.ballots.model import OPENED, Cast, Model, Modelled
from tests.ballots.quick import AGREE, BLANK, DISAGREE, OF_ANOTHER_NAME, UNHEARD_OF, UNREADABLE
from workflows.ballot_1 import BallotState as B
from workflows.sheets_1 import MeetingState

MEMBERS, NEEDED, FEWEST = 7, 5, 3  # two thirds of all; and on a name
WAYS = st.sampled_from([AGREE, AGREE, AGREE, DISAGREE, BLANK, UNREADABLE, OF_ANOTHER_NAME, UNHEARD_OF])
SEATS = st.integers(0, MEMBERS - 1)
JUMPS = (timedelta(minutes=16), timedelta(days=100), timedelta(hours=-1))
ASIDE = (
    "somebody_is_recused_too_late", "the_council_changes_meanwhile", "cast_without_a_seat", "cast_out_of_time",
    "the_server_dies_before_it_commits", "cancel", "out_of_turn", "a_member_takes_the_secretarys_steps",
    "nobody_is_told_before_the_closing", "the_server_starts_anew", "the_clock_jumps",
)  # fmt: skip
MALFORMED = (
    "missing name",
    "foreign name",
    "wrong length",
    "forged tracker",
    "no ballot",
    "not even that",
    "somebody's",
)


class BallotMachine(Modelled):
    """What people do, at right moments and at wrong ones."""

    @initialize(names=st.integers(1, 3), recused=st.sets(st.tuples(st.integers(0, 2), SEATS), max_size=4),
                at_signing=st.booleans())  # fmt: skip
    def frozen(self, names, recused, at_signing):
        hall = self.hall
        meeting = hall.meeting(MEMBERS, [hall.awards[2]] * names)
        self.meeting_id, self.items = meeting.id, [item.id for item in meeting.items]
        self.seats = [member.id for member in hall.council.members[:MEMBERS]]
        self.stranger = hall.council.members[MEMBERS].id
        excused = {item.id: set() for item in meeting.items}
        for place, seat in recused:
            if place < names:
                item, member = meeting.items[place], hall.council.members[seat]
                hall.recuse(item, member)
                excused[item.id].add(member.id)
        end = KeyEnd.AT_SIGNING if at_signing else KeyEnd.AFTER_COMPLAINTS
        ballot = road.frozen(meeting, by=hall.secretary, key_end=end)
        self.ballot_id, self.ends_at_signing = ballot.id, at_signing
        self.model = Model(B.FROZEN, {*self.seats}, excused)
        self.digits = {}

    @rule(name=st.sampled_from(ASIDE), seat=SEATS, luck=st.integers(0, 29))
    def aside(self, name, seat, luck):
        """What is not the next step."""
        getattr(self, name)(seat, luck)

    # before the vote

    @precondition(lambda self: self.is_(B.FROZEN))
    @rule()
    def slips_are_taken_and_the_vote_begins(self):
        deed = partial(operations.start, self.ballot, actor=self.hall.chair)
        self.refuses(deed)
        self.digits = road.with_slips(self.ballot)
        if late := self._recused_late():
            self.refuses(deed)
            for recusal in late:
                recusal.item.recusals.remove(recusal)
            db.session.commit()
        self.does(deed)
        self.model.state, self.model.has_keys = B.VOTING, True

    def _recused_late(self):
        pinned = [recusal for item in self.meeting.items for recusal in item.recusals]
        return [one for one in pinned if one.member_id not in self.model.excused[one.item_id]]

    def somebody_is_recused_too_late(self, seat, luck):
        item = self.meeting.items[luck % len(self.items)]
        if not any(one.member_id == self.seats[seat] for one in item.recusals):
            self.hall.recuse(item, self.hall.council.members[seat])
            db.session.commit()

    def the_council_changes_meanwhile(self, seat, luck):
        """From the day after the meeting on: its body is that of its day."""
        day, members = clock.local(self.meeting.held_at).date(), self.hall.council.members
        if luck % 2:
            members[seat].valid_to = day
        else:
            members[MEMBERS + seat].valid_from, members[MEMBERS + seat].valid_to = day + timedelta(days=1), None
        db.session.commit()

    # the vote

    @precondition(lambda self: self.is_(B.VOTING))
    @rule(seats=st.lists(SEATS, min_size=1, max_size=4), ways=st.lists(WAYS, min_size=3, max_size=3))
    def cast(self, seats, ways):
        """Each once; who comes again is refused."""
        for seat in seats:
            self._cast(self.seats[seat], ways)

    def _cast(self, member, ways):
        cast, beside = self._parcel(member, ways), self.written_beside()
        if member in self.model.cast:
            self.refuses(partial(casting.cast, self.ballot_id, member, cast.sent))
        else:
            assert self.does(partial(casting.cast, self.ballot_id, member, cast.sent)) is Answer.CAST
            self.model.cast[member] = cast
        assert self.written_beside() == beside

    def _parcel(self, member, ways):
        chosen = {
            item_id: way
            for item_id, way in zip(self.items, ways, strict=False)
            if member not in self.model.excused[item_id]
        }
        return Cast(quick.parcel(self.ballot, chosen), chosen)

    @precondition(lambda self: self.model is not None and self.model.cast)
    @rule(seat=SEATS)
    def the_same_ballot_once_more(self, seat):
        """After a lost connection; also after the closing, and by who sends another's."""
        member, (owner, cast) = self.seats[seat], [*self.model.cast.items()][seat % len(self.model.cast)]
        deed = lambda who: partial(casting.cast, self.ballot_id, who, cast.sent)  # noqa: E731
        if self.is_(B.CANCELLED):
            self.refuses(deed(owner))
            return
        assert self.does(deed(owner)) is Answer.WAS_IN
        if member not in self.model.cast:
            self.refuses(deed(member))

    @precondition(lambda self: self.is_(B.VOTING))
    @rule(seat=SEATS, how=st.sampled_from(MALFORMED))
    def cast_what_is_no_ballot(self, seat, how):
        sent = self._malformed(self.seats[seat], how)
        if sent is not None:
            self.refuses(lambda: casting.cast(self.ballot_id, self.seats[seat], sent))

    def _malformed(self, member, how):
        """What `how` says; None where there is no such thing now."""
        sent = self._parcel(member, [AGREE] * 3).sent
        choices = sent["choices"]
        if how == "missing name":
            return {**sent, "choices": dict([*choices.items()][1:])} if choices else None
        if how == "foreign name":
            return {**sent, "choices": choices | {str(self.items[-1] + 1): text(secrets.token_bytes(64))}}
        if how == "wrong length":
            return {**sent, "choices": dict.fromkeys(choices, text(b"0" * 63))} if choices else None
        if how == "forged tracker":
            return {**sent, "tracker": text(secrets.token_bytes(32))}
        if how == "somebody's":
            return self._with_choices_of_another(member)
        return {} if how == "nothing" else ["1"]

    def _with_choices_of_another(self, member):
        """Their sealed choices under a tracker of one's own: who copies a vote learns from the sums what it was."""
        for owner, cast in self.model.cast.items():
            if owner != member and {*cast.ways} == {i for i in self.items if member not in self.model.excused[i]}:
                sealed = {int(item_id): base64.b64decode(text) for item_id, text in cast.sent["choices"].items()}
                return as_sent(sealed) if sealed else None
        return None

    def the_server_dies_before_it_commits(self, seat, _luck):
        member = self.seats[seat]
        if self.is_(B.VOTING) and member not in self.model.cast:
            casting.cast(self.ballot_id, member, self._parcel(member, [AGREE] * 3).sent)
            db.session.rollback()

    def cast_without_a_seat(self, _seat, _luck):
        if not self.is_(B.VOTING):
            return
        sent = quick.parcel(self.ballot, dict.fromkeys(self.items, AGREE))
        self.refuses(lambda: casting.cast(self.ballot_id, self.stranger, sent), NoResultFound)

    @precondition(lambda self: self.is_(B.CLOSED, *OPENED, B.CANCELLED))
    @rule(seat=SEATS)
    def cast_too_late(self, seat):
        self.cast_out_of_time(seat, 0)

    def cast_out_of_time(self, seat, _luck):
        member = self.seats[seat]
        if member in self.model.cast or self.is_(B.VOTING):
            return
        sent = self._parcel(member, [AGREE] * 3).sent if self.ballot.public_key else {}
        self.refuses(partial(casting.cast, self.ballot_id, member, sent))

    @precondition(lambda self: self.is_(B.VOTING) and len(self.model.cast) > NEEDED - 2)
    @rule(reason=st.sampled_from(["", "Hết giờ bỏ phiếu", "Hết giờ bỏ phiếu"]))
    def close(self, reason):
        deed = partial(operations.close, self.ballot, reason, actor=self.hall.secretary)
        if len(self.model.cast) < MEMBERS and not reason:
            self.refuses(deed, Invalid)
            return
        self.does(deed)
        self.model.state, self.model.digest = B.CLOSED, self.ballot.digest
        assert (self.ballot.cast, self.ballot.digest) == (len(self.model.cast), box.digest_of(self.ballot))

    # the count

    @precondition(lambda self: self.is_(B.CLOSED))
    @rule(which=st.sampled_from(["right", "right", "wrong", "one", "none"]), pair=st.permutations([1, 2, 3]))
    def open_box(self, which, pair):
        typed = self._typed(which, pair)
        deed = partial(counting.open_box, self.ballot, typed, actor=self.hall.secretary)
        if self._is_locked() or not self._is_enough():
            self.refuses(deed)
        else:
            assert self.does(deed) is (which == "right")
            self._note_tries(which)
            if which == "right":
                self.model.state = B.COUNTED

    def _is_enough(self):
        """As many as the quorum, and on no name so few that everybody knows whose they are."""
        on_names = [len(self.model.voted_on(item_id)) for item_id in self.items]
        return len(self.model.cast) >= NEEDED and all(number == 0 or number >= FEWEST for number in on_names)

    def _typed(self, which, pair):
        first, second, _ = pair
        wrong = "1" * 24
        return {
            "right": {first: self.digits[first], second: self.digits[second]},
            "wrong": {first: self.digits[first], second: wrong},
            "one": {first: self.digits[first]},
            "none": {},
        }[which]

    def _is_locked(self):
        return self.model.closed_until is not None and clock.real_now() < self.model.closed_until

    def _note_tries(self, which):
        self.model.wrong = 0 if which == "right" else self.model.wrong + 1
        if which == "right":
            self.model.closed_until = None
        elif self.model.wrong % counting.TRIES == 0:
            self.model.closed_until = clock.real_now() + counting.WAIT

    @precondition(lambda self: self.is_(B.COUNTED, B.SIGNED, B.KEPT))
    @rule(which=st.sampled_from(["right", "right", "wrong"]), pair=st.permutations([1, 2, 3]))
    def recount(self, which, pair):
        typed = self._typed(which, pair)
        deed = partial(counting.recount, self.ballot, typed, actor=self.hall.secretary)
        if not self.is_(B.COUNTED) or self._is_locked():
            self.refuses(deed)
            return
        assert self.does(deed) is (True if which == "right" else None)
        self._note_tries(which)

    @precondition(lambda self: self.is_(B.COUNTED))
    @rule()
    def sign(self):
        meeting, teller = self.meeting, road.as_person(self.ballot.slips[1].user_id)
        deed = partial(operations.sign, self.ballot, actor=teller)
        if meeting.state == MeetingState.OPEN:
            self.refuses(deed)
            self.does(lambda: sitting.count(meeting, seen=meeting.version, actor=self.hall.secretary))
        self.does(deed)
        self.model.state, self.model.has_keys = B.SIGNED, not self.ends_at_signing

    @precondition(lambda self: self.is_(B.SIGNED))
    @rule()
    def destroy_keys(self):
        deed = partial(operations.destroy_keys, self.ballot, actor=self.hall.secretary)
        if not self.ends_at_signing and clock.today() <= self.ballot.slips_kept_until:
            self.refuses(deed)
            return
        self.does(deed)
        self.model.state, self.model.has_keys = B.KEPT, False

    # at any time

    def cancel(self, _seat, luck):
        reason = "" if luck > 2 else "Mất điện"
        deed = partial(operations.cancel, self.ballot, reason, actor=self.hall.chair)
        if not reason or self.is_(*OPENED, B.CANCELLED):
            self.refuses(deed)
            return
        self.does(deed)
        self.model.state, self.model.has_keys = B.CANCELLED, False

    def out_of_turn(self, _seat, luck):
        ballot, by = self.ballot, self.hall.secretary
        steps = [
            (B.CANCELLED, partial(operations.freeze, self.meeting, KeyEnd.AT_SIGNING, actor=by)),
            (B.FROZEN, partial(operations.start, ballot, actor=by)),
            (B.VOTING, partial(operations.close, ballot, "Hết giờ", actor=by)),
            (B.CLOSED, partial(counting.open_box, ballot, self.digits, actor=by)),
            (B.COUNTED, partial(operations.sign, ballot, actor=road.as_person(ballot.slips[0].user_id))),
            (B.SIGNED, partial(operations.destroy_keys, ballot, actor=by)),
        ]
        moment, deed = steps[luck % len(steps)]
        if not self.is_(moment):
            self.refuses(deed)

    def a_member_takes_the_secretarys_steps(self, seat, _luck):
        ballot, member = self.ballot, road.as_person(self.hall.council.members[seat].user_id)
        for deed in (
            lambda: operations.start(ballot, actor=member),
            lambda: operations.close(ballot, "Hết giờ", actor=member),
            lambda: operations.cancel(ballot, "Không thích", actor=member),
        ):
            self.refuses(deed, NotYourStep)

    def nobody_is_told_before_the_closing(self, _seat, _luck):
        told = queries.not_voted(self.ballot)
        if self.is_(B.CLOSED, *OPENED):
            assert {member.id for member in told} == self.model.roll - {*self.model.cast}
            left = export.content(self.ballot)
            assert [name["sums"] is not None for name in left["names"]] == [self.is_(*OPENED)] * len(self.items)
        else:
            assert told == []
            self.refuses(lambda: export.export(self.ballot, actor=self.hall.secretary))

    def the_server_starts_anew(self, _seat, _luck):
        db.session.remove()
        db.engine.dispose()
        self.hall.come_back()

    def the_clock_jumps(self, _seat, luck):
        self.jumped = max(self.jumped + JUMPS[luck % len(JUMPS)], timedelta())
