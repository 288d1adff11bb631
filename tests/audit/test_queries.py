"""Every way to falsify the log, planted with the triggers dropped, must be found where it was done."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, text

from app import clock
from app.audit import operations, queries
from app.audit.chain import BODY, moment, seal
from app.audit.models import AuditEvent, canonical
from app.audit.queries import Damage, Fault
from app.audit.triggers import GENESIS, drop_triggers
from app.extensions import db

ON_BOTH = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],  # each example is rolled back
)
ROWS = st.integers(1, 8)
TEXT_COLUMNS = ("actor_name", "role", "subject", "action", "source", "target", "reason", "previous_hash", "hash")


@contextmanager
def tampering(session):
    """The triggers are dropped, something is done to the log, and in the end nothing of it was."""
    session.rollback()
    drop_triggers(session.connection())
    try:
        yield lambda statement, **values: session.execute(text(statement), values)
    finally:
        session.rollback()


def column_value(session, seq, column):
    return session.scalar(text(f"SELECT {column} FROM audit_event WHERE seq = :seq"), {"seq": seq})


def test_an_untouched_log_has_no_fault(session, chain):
    assert queries.verify() == []
    assert queries.verify(chain[-1][1]) == []


def test_an_empty_log_has_no_fault_and_the_head_of_none(session):
    assert (queries.head(), queries.verify(), queries.verify(GENESIS)) == ((0, GENESIS), [], [])


def test_head_is_the_last_row(session, chain):
    assert queries.head() == chain[-1]


@ON_BOTH
@given(seq=ROWS, column=st.sampled_from(TEXT_COLUMNS), position=st.integers(0, 63), bit=st.integers(0, 6))
def test_a_flipped_bit_of_any_text_is_found_at_its_row(session, chain, seq, column, position, bit):
    with tampering(session) as tamper:
        raw = column_value(session, seq, column).encode()
        at = position % len(raw)
        flipped = raw[:at] + bytes([raw[at] ^ (1 << bit)]) + raw[at + 1 :]
        if db.engine.dialect.name == "sqlite":  # lets a text be no text any more
            tamper(f"UPDATE audit_event SET {column} = CAST(:raw AS TEXT) WHERE seq = :seq", raw=flipped, seq=seq)
        else:
            changed = flipped.decode(errors="replace").replace("\0", "?")[:64]
            tamper(f"UPDATE audit_event SET {column} = :text WHERE seq = :seq", text=changed, seq=seq)

        assert queries.verify() == [Fault(seq, Damage.ALTERED)]


@ON_BOTH
@given(seq=ROWS, column=st.sampled_from(["actor_id", "organisation_id"]), value=st.none() | st.integers(0, 2**31 - 1))
def test_another_number_is_found_at_its_row(session, chain, seq, column, value):
    with tampering(session) as tamper:
        same = column_value(session, seq, column) == value
        tamper(f"UPDATE audit_event SET {column} = :value WHERE seq = :seq", value=value, seq=seq)

        assert queries.verify() == ([] if same else [Fault(seq, Damage.ALTERED)])


@ON_BOTH
@given(seq=ROWS, column=st.sampled_from(["at_office", "at_real"]), by=st.integers(-(10**13), 10**13).filter(bool))
def test_another_moment_is_found_at_its_row(session, chain, seq, column, by):
    with tampering(session):
        event = session.get(AuditEvent, seq)
        setattr(event, column, getattr(event, column) + timedelta(microseconds=by))
        session.flush()

        assert queries.verify() == [Fault(seq, Damage.ALTERED)]


@ON_BOTH
@given(
    seq=ROWS,
    data=st.dictionaries(st.text(st.characters(categories=["L", "N"])), st.none() | st.integers() | st.booleans()),
)
def test_other_data_are_found_at_their_row(session, chain, seq, data):
    with tampering(session):
        session.get(AuditEvent, seq).data = data
        session.flush()

        assert queries.verify() == [Fault(seq, Damage.ALTERED)]


@pytest.mark.parametrize("unreadable", ["", "{", "[1]", '{"lần": 1}', "null"])
def test_data_that_nobody_can_read_are_found_at_their_row(session, chain, unreadable):
    with tampering(session) as tamper:
        tamper("UPDATE audit_event SET data = :text WHERE seq = 4", text=unreadable)

        assert queries.verify() == [Fault(4, Damage.ALTERED)]


def test_values_of_the_wrong_kind_are_found_at_their_row(session, chain):
    wrong = {"sqlite": ("CAST(x'fe00' AS TEXT)", "'hôm qua'"), "postgresql": ("NULL", "'infinity'")}
    number, when = wrong[db.engine.dialect.name]
    with tampering(session) as tamper:
        tamper(f"UPDATE audit_event SET actor_id = {number} WHERE seq = 2")
        tamper(f"UPDATE audit_event SET at_real = {when} WHERE seq = 6")

        assert queries.verify() == [Fault(2, Damage.ALTERED), Fault(6, Damage.ALTERED)]


@ON_BOTH
@given(gone=st.sets(ROWS, min_size=1), keep_head=st.booleans())
def test_deleted_rows_are_missed(session, chain, gone, keep_head):
    """Whatever is taken before the last row left is missed by itself; the tail only by the head."""
    with tampering(session) as tamper:
        for seq in gone:
            tamper("DELETE FROM audit_event WHERE seq = :seq", seq=seq)
        left = [seq for seq in range(1, 9) if seq not in gone]
        last = max(left, default=0)
        found = queries.verify(chain[-1][1] if keep_head else None)

        missing = {n for fault in found if fault.damage is Damage.MISSING for n in range(fault.seq, fault.last + 1)}
        assert missing == {seq for seq in gone if seq < last}
        assert [fault for fault in found if fault.damage is not Damage.MISSING] == (
            [Fault(last, Damage.CUT)] if keep_head and 8 in gone else []
        )


@pytest.mark.parametrize(
    ("seq", "without_head", "with_head"),
    [
        (1, [Fault(1, Damage.MISSING, last=1)], [Fault(1, Damage.MISSING, last=1)]),
        (4, [Fault(4, Damage.MISSING, last=4)], [Fault(4, Damage.MISSING, last=4)]),
        (8, [], [Fault(7, Damage.CUT)]),
    ],
)
def test_the_first_the_middle_and_the_last_row(session, chain, seq, without_head, with_head):
    with tampering(session) as tamper:
        tamper("DELETE FROM audit_event WHERE seq = :seq", seq=seq)

        assert (queries.verify(), queries.verify(chain[-1][1])) == (without_head, with_head)


@ON_BOTH
@given(pair=st.lists(ROWS, min_size=2, max_size=2, unique=True))
def test_swapped_rows_are_both_found(session, chain, pair):
    one, other = pair
    with tampering(session) as tamper:
        tamper("UPDATE audit_event SET seq = 99 WHERE seq = :one", one=one)
        tamper("UPDATE audit_event SET seq = :one WHERE seq = :other", one=one, other=other)
        tamper("UPDATE audit_event SET seq = :other WHERE seq = 99", other=other)

        found = queries.verify()
        assert {fault.seq for fault in found if fault.damage is Damage.ALTERED} == {one, other}
        assert {fault.seq for fault in found} <= {one, one + 1, other, other + 1}


def test_rows_moved_up_to_make_room_are_all_found(session, chain):
    """A row put between the third and the fourth, and the rest renumbered."""
    with tampering(session) as tamper:
        for seq in range(8, 3, -1):
            tamper("UPDATE audit_event SET seq = seq + 1 WHERE seq = :seq", seq=seq)
        forge(session, 4, previous_hash=chain[2][1])

        assert queries.verify() == [Fault(seq, Damage.ALTERED) for seq in range(5, 10)]


def test_a_row_before_the_first_is_found(session, chain):
    with tampering(session):
        forge(session, 0, previous_hash=GENESIS)

        assert queries.verify() == [Fault(0, Damage.EXTRA)]


@pytest.mark.parametrize("seq", range(1, 8))
def test_a_row_rewritten_with_a_right_hash_is_found_at_its_seam(session, chain, seq):
    with tampering(session) as tamper:
        tamper("DELETE FROM audit_event WHERE seq = :seq", seq=seq)
        forge(session, seq, previous_hash=chain[seq - 2][1] if seq > 1 else GENESIS)

        assert queries.verify() == [Fault(seq + 1, Damage.UNLINKED)]


def test_a_last_row_rewritten_with_a_right_hash_is_found_by_the_head_alone(session, chain):
    with tampering(session) as tamper:
        tamper("DELETE FROM audit_event WHERE seq = 8")
        forge(session, 8, previous_hash=chain[6][1])

        assert (queries.verify(), queries.verify(chain[-1][1])) == ([], [Fault(8, Damage.CUT)])


def test_a_log_rewritten_as_a_whole_is_found_by_the_head_alone(session, chain):
    with tampering(session) as tamper:
        tamper("DELETE FROM audit_event")
        previous = GENESIS
        for seq in range(1, 9):
            previous = forge(session, seq, previous_hash=previous)

        assert (queries.verify(), queries.verify(chain[-1][1])) == ([], [Fault(8, Damage.CUT)])


@pytest.mark.parametrize("printed", range(1, 9))
def test_a_head_printed_earlier_still_holds_when_the_log_has_grown(session, chain, printed):
    assert queries.verify(chain[printed - 1][1]) == []
    assert queries.verify(chain[printed - 1][1][:16]) == []


def test_everything_cut_off_is_found_by_the_head(session, chain):
    with tampering(session) as tamper:
        tamper("DELETE FROM audit_event")

        assert (queries.verify(), queries.verify(chain[-1][1])) == ([], [Fault(0, Damage.CUT)])


def test_a_head_digest_too_short_to_mean_one_row_is_refused(session, chain):
    with pytest.raises(ValueError, match="too short"):
        queries.verify(chain[-1][1][:15])


def test_a_fault_says_where_it_is():
    assert [str(fault) for fault in (Fault(3, Damage.MISSING, last=5), Fault(7, Damage.CUT))] == [
        "Thiếu dòng 3 đến dòng 5.",
        "Không còn dòng mang mã đã in: nhật ký bị cắt sau dòng 7, hoặc đã bị viết lại.",
    ]


def test_tampering_leaves_the_triggers_standing(session, chain, person):
    with tampering(session) as tamper:
        tamper("DELETE FROM audit_event")
    operations.record(actor=person, subject="a:1", action="b")

    assert queries.verify(chain[-1][1]) == []


def sealed(seq, previous_hash):
    now = clock.now()
    row = {
        "seq": seq,
        "at_office": now,
        "at_real": now,
        "actor_id": 1,
        "actor_name": "Kẻ gian",
        "role": "snv_intake",
        "organisation_id": 1,
        "subject": f"nomination:{seq % 900}",
        "action": "accept",
        "source": "KN05",
        "target": "KN06",
        "reason": "Hồ sơ hợp lệ, đủ thành phần theo quy định.",
        "data": {"papers": ["TO_TRINH", "BAO_CAO"], "missing": []},
        "previous_hash": previous_hash,
    }
    body = {name: row[name] for name in BODY}
    body |= {"at_office": moment(now), "at_real": moment(now), "data": canonical(row["data"])}
    return row | {"hash": seal(previous_hash, body)}


def forge(session, seq, *, previous_hash):
    """A row that the application itself would find in order."""
    row = sealed(seq, previous_hash)
    session.execute(insert(AuditEvent), [row])
    return row["hash"]
