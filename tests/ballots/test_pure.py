"""What needs no rows: sums of opened choices, the shape of what a browser sends, the order of a ballot's states."""

import base64
import hashlib
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ballots import parcel, tally
from app.ballots.parcel import NOT_ITS_TRACKER, NOT_SENT_WHOLE, Unreadable
from app.ballots.tally import Choice, Sums
from workflows.ballot_1 import SealedBallot1, the_box_is_whole
from workflows.facts import BallotFacts
from workflows.vocabulary import Paper, Role

SEALED = st.binary(min_size=64, max_size=64)
NAMES = st.dictionaries(st.integers(1, 999), SEALED, min_size=1, max_size=6).filter(
    lambda choices: len({*choices.values()}) == len(choices)
)
NONCE = st.binary(min_size=32, max_size=32)


def text(raw):
    return base64.b64encode(raw).decode()


def body_of(nonce, choices, **other):
    """As `ballot.js` puts it together, the tracker computed another way."""
    joined = nonce + b"".join(sealed for _, sealed in sorted(choices.items()))
    tracker = hashlib.blake2b(joined, digest_size=32).digest()
    body = {"nonce": text(nonce), "tracker": text(tracker), "choices": {f"{n}": text(s) for n, s in choices.items()}}
    return body | other


@given(st.lists(st.integers(0, 255)))
def test_every_choice_is_counted_once_and_what_is_none_is_void(choices):
    found = Counter({0: "blank", 1: "agree", 2: "disagree"}.get(choice, "void") for choice in choices)
    sums = tally.sums_of(choices)

    assert sums == Sums(agree=found["agree"], disagree=found["disagree"], blank=found["blank"], void=found["void"])
    assert (sums.invalid, sums.votes) == (found["blank"] + found["void"], len(choices))


def test_a_choice_is_the_byte_that_browsers_seal():
    assert {choice.name: choice.value for choice in Choice} == {"BLANK": 0, "AGREE": 1, "DISAGREE": 2, "VOID": 255}


@given(NONCE, NAMES)
def test_a_whole_ballot_is_read(nonce, choices):
    body = body_of(nonce, choices)
    read = parcel.read(body, {*choices})

    assert (dict(read.choices), text(read.tracker)) == (choices, body["tracker"])


@given(NONCE, NAMES, st.data())
def test_whatever_is_not_whole_is_refused(nonce, choices, data):
    body, names = body_of(nonce, choices), {*choices}
    first = next(iter(body["choices"]))
    length = data.draw(st.integers(0, 200).filter(lambda length: length != 64))
    other = data.draw(st.integers(0, 64).filter(lambda length: length != 32))
    broken = [
        {},
        [],
        None,
        body | {"more": 1},
        {key: value for key, value in body.items() if key != "nonce"},
        body | {"choices": [*body["choices"]]},
        body | {"choices": {key: one for key, one in body["choices"].items() if key != first}},
        body | {"choices": body["choices"] | {"1000": text(bytes(64))}},
        body | {"choices": body["choices"] | {first: text(bytes(length))}},
        body | {"choices": body["choices"] | {first: "không phải"}},
        body | {"choices": body["choices"] | {first: body["choices"][first] + "\n"}},
        body | {"choices": body["choices"] | {first: 7}},
        body | {"nonce": text(bytes(other))},
        body | {"tracker": text(bytes(other))},
        body | {"tracker": None},
    ]
    for sent in broken:
        with pytest.raises(Unreadable, match=NOT_SENT_WHOLE):
            parcel.read(sent, names)


@given(NONCE, NAMES, NONCE)
def test_a_tracker_of_another_ballot_is_refused(nonce, choices, forged):
    with pytest.raises(Unreadable, match=NOT_ITS_TRACKER):
        parcel.read(body_of(nonce, choices, tracker=text(forged)), {*choices})


def test_one_sealed_choice_is_not_sent_for_two_names():
    with pytest.raises(Unreadable, match=NOT_SENT_WHOLE):
        parcel.read(body_of(bytes(32), {1: bytes(64), 2: bytes(64)}), {1, 2})


def test_a_tracker_is_shown_in_four_groups_of_four():
    assert parcel.shown(bytes(range(32))) == "AAAQ-EAYE-AUDA-OCAJ"


STEPS = {  # target, needs a reason, papers that it makes
    "freeze": ("FROZEN", False, []),
    "start": ("VOTING", False, []),
    "close": ("CLOSED", False, []),
    "open_box": ("COUNTED", False, []),
    "sign": ("SIGNED", False, []),
    "destroy_keys": ("KEPT", False, [Paper.MINUTES]),
    "cancel": ("CANCELLED", True, [Paper.MINUTES]),
}
READY = {
    "unready": (),
    "meeting_is_open": True,
    "without_slip": (),
    "is_whole": True,
    "too_few": (),
    "meeting_is_counted": True,
    "slips_kept_until": "",
}
HINDERS = {  # step: what of the facts stands in its way, and the sentence
    "freeze": {"unready": (("Chưa có hồ sơ.",), ["Chưa có hồ sơ."])},
    "start": {
        "meeting_is_open": (False, ["Phiên họp đã khai mạc thì mới bỏ phiếu."]),
        "without_slip": (("Bà Sương",), ["Bà Sương chưa nhận và nhập lại phiếu mở thùng."]),
    },
    "open_box": {
        "is_whole": (False, [the_box_is_whole.otherwise]),
        "too_few": (("Trong thùng có 2 lá phiếu.",), ["Trong thùng có 2 lá phiếu."]),
    },
    "sign": {
        "meeting_is_counted": (
            False,
            ["Chốt kết quả kiểm phiếu ở phiên họp trước: Biên bản kiểm phiếu lập từ đó."],
        )
    },
    "destroy_keys": {
        "slips_kept_until": ("01/02/2025", ["Phiếu mở thùng được niêm phong đến hết ngày 01/02/2025: hủy sau ngày đó."])
    },
}


def test_each_step_leads_where_it_must():
    steps = SealedBallot1.transitions()

    assert {name: (step.target.value, step.needs_reason, [*step.papers]) for name, step in steps.items()} == STEPS
    assert SealedBallot1.initial == "DRAFT"


@pytest.mark.parametrize("name", STEPS)
def test_a_step_is_hindered_by_its_own_facts_and_by_no_others(name):
    step = SealedBallot1.transition(name)
    state, role = next(iter(step.source)), next(iter(step.by))

    assert [*step.refusals(state, {role}, BallotFacts(**READY))] == []
    for fact, ready in READY.items():
        worse = ("x",) if isinstance(ready, tuple) else "x" if ready == "" else False
        value, said = HINDERS.get(name, {}).get(fact, (worse, []))
        assert [*step.refusals(state, {role}, BallotFacts(**READY | {fact: value}))] == said


def test_nobody_waits_for_the_wrong_people():
    holders = {state.value: info.owner for state, info in SealedBallot1.states.items()}

    assert {state for state, role in holders.items() if role is Role.TELLER} == {"CLOSED", "COUNTED"}
