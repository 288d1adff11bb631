"""A hundred ballots that chance has made: the exported box is checked by the independent verifier, opened a second
time by an independent tally, and its sums go to the meeting, whose votes are what fractions say.
"""

import copy
import json
import random
from collections import Counter
from fractions import Fraction

import pytest
from nacl.exceptions import CryptoError
from nacl.public import SealedBox

from app.ballots import box, export, verifier
from app.councils import agenda, recusals, sitting
from app.extensions import db
from bench._sealing import keys_in_this_process, private_key
from tests.ballots import quick, road
from tests.ballots.quick import AGREE, BLANK, DISAGREE
from tests.conftest import ENGINES

SEED, MANY = 20261126, {"sqlite": 85, "postgresql": 15}


@pytest.fixture
def hall(house):
    with keys_in_this_process():
        yield quick.Hall(house)


def verified(exported, printed=""):
    faults, _ = verifier.verify(json.dumps(exported), printed)
    return faults


def tallied(exported, key):
    """From the file and the key alone: name to (agree, disagree, invalid)."""
    opener, sums = SealedBox(key), {}
    for name in exported["names"]:
        found = Counter()
        for sealed in name["sealed"]:
            try:
                plain = opener.decrypt(bytes.fromhex(sealed))
            except CryptoError:
                plain = b""
            is_meant = plain[1:] == name["name"].to_bytes(8, "big") + exported["ballot"].to_bytes(7, "big")
            found[{1: "agree", 2: "disagree"}.get(plain[0], "invalid") if is_meant else "invalid"] += 1
        sums[name["name"]] = (found["agree"], found["disagree"], found["invalid"])
    return sums


def as_given(given):
    """What people chose: agreed, did not, and neither."""
    return {
        item_id: (
            ways.count(AGREE),
            ways.count(DISAGREE),
            sum(1 for way in ways if way not in (AGREE, DISAGREE)),
        )
        for item_id, ways in given.items()
    }


def passes(award_code, agree, members):
    share = Fraction(agree, members)
    return {
        "cstd_tinh": share >= Fraction(9, 10),
        "co_thi_dua_tinh": share >= Fraction(4, 5),
        "bang_khen_ttg": share > Fraction(1, 2),
    }[award_code]


def hand_over(meeting, *, by):
    """Names on which the chair does not vote are led by somebody who does."""
    chair = agenda.presiding(meeting)
    for item in meeting.items:
        if any(recusal.member_id == chair.id for recusal in item.recusals):
            recusals.hand_over(item, recusals.successors(item)[0].id, actor=by)


@pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
def test_a_hundred_random_ballots_come_to_what_everybody_else_counts(hall, engine_name):
    chance, outcomes = random.Random(SEED), Counter()
    for _ in range(MANY[engine_name]):
        ballot, digits, given = quick.random_ballot(hall, chance)
        road.closed(ballot, by=hall.secretary)
        before = export.content(ballot)
        assert verified(before, ballot.digest) == []
        assert [(name["choices"], name["sums"]) for name in before["names"]] == [(None, None)] * len(given)

        key = private_key(ballot.id, {position: digits[position] for position in (1, 3)})
        assert road.opened(ballot, digits, by=hall.secretary, with_slips_of=chance.sample([1, 2, 3], 2))
        meeting, expected = ballot.meeting, as_given(given)
        after = export.content(ballot)
        assert verified(after, ballot.digest) == []
        assert tallied(after, key) == expected
        assert {item.id: (item.agree, item.disagree, item.invalid) for item in meeting.items} == expected

        hand_over(meeting, by=hall.secretary)
        sitting.count(meeting, seen=meeting.version, actor=hall.secretary)
        db.session.commit()
        for line in agenda.lines(meeting):
            code, agree = line.item.nomination.award_version.award_code, expected[line.item.id][0]
            assert line.vote.passes == passes(code, agree, ballot.members)
            outcomes[line.rule_code, line.vote.passes] += 1
    if engine_name == "sqlite":  # enough of them for every outcome of every rule
        assert {*outcomes} == {(rule, passed) for rule in ("V90", "V80", "VMAJ") for passed in (True, False)}


@pytest.fixture
def exported(hall):
    """Of an opened box, with a name that members are excused from, and one more that has as many choices."""
    meeting = hall.meeting(7, [hall.awards[0]] * 3)
    hall.recuse(meeting.items[0], hall.council.members[0])
    ballot = road.frozen(meeting, by=hall.secretary)
    digits = road.started(ballot, by=hall.secretary)
    for place, member in enumerate(hall.council.members[:6]):
        road.cast(ballot, member, BLANK if place == 0 else [AGREE, DISAGREE][place % 2])
    road.closed(ballot, by=hall.secretary)
    road.opened(ballot, digits, by=hall.secretary)
    return export.export(ballot, actor=hall.secretary)


def alter(file):
    first = file["names"][1]["sealed"][0]
    file["names"][1]["sealed"][0] = f"{int(first[0], 16) ^ 1:x}{first[1:]}"


def drop(file):
    file["names"][1]["sealed"].pop()


def add(file):
    file["names"][1]["sealed"].append("ab" * 64)


def double(file):
    file["names"][1]["sealed"][0] = file["names"][1]["sealed"][1]


def move_to_another_name(file):
    """And one back, so that each name has as many as before."""
    one, other = file["names"][1]["sealed"], file["names"][2]["sealed"]
    one[0], other[0] = other[0], one[0]


def change_tracker(file):
    file["trackers"][0] = "ab" * 32


def drop_tracker(file):
    file["trackers"].pop()


def change_roll(file):
    file["roll"] += 1


def cast_one_more(file):
    file["cast"] += 1


def of_another_ballot(file):
    file["ballot"] += 1


def change_count(file):
    file["names"][0]["sums"]["agree"] += 1


def change_choice(file):
    file["names"][1]["choices"][0] = 1


def more_than_there_are(file):
    file["names"][0]["sums"]["agree"] += 1
    file["names"][0]["choices"] = sorted([*file["names"][0]["choices"], 1])


def order_of_casting(file):
    file["names"][1]["choices"].reverse()


def forget_who_is_excused(file):
    file["names"][0]["excused_who_voted"] = 0


def leave_a_name_uncounted(file):
    file["names"][1]["choices"] = file["names"][1]["sums"] = None


OF_THE_BOX = [
    alter, drop, add, double, move_to_another_name, change_tracker, drop_tracker, change_roll, of_another_ballot
]  # fmt: skip
OF_THE_COUNT = [
    cast_one_more, change_count, change_choice, more_than_there_are, order_of_casting, forget_who_is_excused,
    leave_a_name_uncounted,
]  # fmt: skip


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
def test_whatever_is_changed_in_the_file_is_refused(exported):
    printed = exported["digest"]
    assert verified(exported, printed) == []
    for deed in [*OF_THE_BOX, *OF_THE_COUNT]:
        changed = copy.deepcopy(exported)
        deed(changed)
        assert verified(changed), deed.__name__
    for deed in OF_THE_BOX:  # by somebody who writes the digest anew: the printed one is another
        changed = copy.deepcopy(exported)
        deed(changed)
        changed["digest"] = verifier.digest_of(changed)
        assert "Mã kiểm tra của thùng phiếu khác mã đã in trên biên bản." in verified(changed, printed), deed.__name__
        if deed in {drop, add, double, drop_tracker}:
            assert verified(changed), deed.__name__


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
def test_the_file_tells_no_key_and_nobody_who_voted(exported, hall):
    said = json.dumps(exported, ensure_ascii=False)
    rows = db.session.execute(db.text("SELECT sealed FROM ballot_wrapped_key")).scalars().all()

    assert len(rows) == 3
    assert not [key for key in rows if key in said]
    assert not [member.name for member in hall.council.members if member.name in said]
    assert exported["digest"] == box.digest_of(db.session.get(box.Ballot, exported["ballot"]))
