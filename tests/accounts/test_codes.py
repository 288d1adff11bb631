"""Codes by themselves: good once, at their time, for one person; and what is kept of them says nothing."""

from datetime import UTC, datetime, timedelta

import pyotp
from hypothesis import given
from hypothesis import strategies as st

from app.accounts import codes
from app.accounts.vault import Vault

SECRET = pyotp.random_base32()
BEGAN = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)
moments = st.integers(1_700_000_000, 4_000_000_000).map(lambda second: datetime.fromtimestamp(second, UTC))
drifts = st.integers(-120, 120)  # seconds between the telephone's clock and the server's


def shown(at, drift=0):
    """What an app shows whose clock is so many seconds before the server's."""
    return pyotp.TOTP(SECRET).at(at + timedelta(seconds=drift))


def steps_between(at, drift):
    return int((at + timedelta(seconds=drift)).timestamp()) // codes.STEP - int(at.timestamp()) // codes.STEP


@given(at=moments, drift=drifts)
def test_a_clock_may_be_one_step_before_or_behind_and_no_more(at, drift):
    found = codes.step_of(SECRET, shown(at, drift), at=at)
    distance = steps_between(at, drift)

    if abs(distance) <= codes.DRIFT:
        assert found == int(at.timestamp()) // codes.STEP + distance
    else:  # one in 333,333 codes is that of another step too
        assert found is None or shown(at, drift) in {shown(at, codes.STEP * beside) for beside in (-1, 0, 1)}


@given(at=moments, tries=st.lists(st.tuples(st.integers(0, 40), st.integers(-30, 30)), max_size=30))
def test_no_code_is_taken_twice_and_none_after_a_later_one(at, tries):
    """Whatever is typed in whatever order while time goes on."""
    last, taken = None, []
    for waited, drift in tries:
        at += timedelta(seconds=waited)
        step = codes.step_of(SECRET, shown(at, drift), at=at, after=last)
        if step is not None:
            taken.append(step)
            last = step

    assert taken == sorted({*taken})


@given(st.text(max_size=12))
def test_whatever_else_is_typed_is_no_code(typed):
    right = {shown(BEGAN, codes.STEP * beside) for beside in (-1, 0, 1)}

    assert (codes.step_of(SECRET, codes.digits_of(typed), at=BEGAN) is not None) == (codes.digits_of(typed) in right)


@given(digits=st.text("0123456789", min_size=8, max_size=8), sign=st.sampled_from([" ", "-", ".", "\u00a0", "–", ""]))
def test_a_code_is_read_however_its_groups_are_divided(digits, sign):
    assert codes.digits_of(f" {digits[:4]}{sign}{digits[4:]} ") == digits
    assert codes.digits_of(codes.grouped(digits)) == digits


def test_a_sheet_has_ten_codes_all_different_and_no_two_sheets_share_one_but_by_chance():
    sheets = [codes.new_sheet() for _ in range(50)]

    assert {(len(sheet), len({*sheet})) for sheet in sheets} == {(10, 10)}
    assert {len(code) for sheet in sheets for code in sheet if code.isdecimal()} == {8}
    assert len({code for sheet in sheets for code in sheet}) > 490


# What is kept

VAULT = Vault("k" * 64)


@given(secret=st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", min_size=32, max_size=32), user_id=st.integers(1, 2**31 - 1))
def test_a_sealed_secret_opens_for_its_owner_under_its_key_alone(secret, user_id):
    sealed = VAULT.seal(secret, user_id)

    assert VAULT.opened(sealed, user_id) == secret
    assert VAULT.opened(sealed, user_id + 1) is None
    assert Vault("l" * 64).opened(sealed, user_id) is None
    assert secret not in sealed
    assert VAULT.seal(secret, user_id) != sealed
    assert len(sealed) <= 200


@given(st.text(max_size=300))
def test_what_nobody_sealed_does_not_open(sealed):
    assert VAULT.opened(sealed, 7) is None


@given(at=st.integers(0, 95), bit=st.integers(0, 5))
def test_a_sealed_secret_that_was_touched_does_not_open(at, bit):
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    sealed = VAULT.seal(SECRET, 7)
    other = letters[letters.index(sealed[at]) ^ (1 << bit)]

    assert VAULT.opened(sealed[:at] + other + sealed[at + 1 :], 7) is None


def test_digests_of_one_code_differ_by_person_and_by_site():
    made = {vault.digest("12345678", user_id) for vault in (VAULT, Vault("l" * 64)) for user_id in (7, 8)}

    assert (len(made), {len(one) for one in made}) == (4, {64})
