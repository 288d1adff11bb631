"""A case takes an initiative for itself: once for a title, once for a commendation, free again when it ends without."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app import clock
from app.achievements import queries, uses
from app.achievements.models import InitiativeUse
from app.achievements.standings import ENDED, Standing, standing
from app.achievements.uses import Chosen
from app.errors import Invalid, Refusal, SomebodyWasFaster
from app.extensions import db
from app.nominations.models import Nomination
from tests.builders import events_of
from workflows.award_province_1 import State


def rely(house, case, *initiatives, seen=None, actor=None):
    told = uses.seen(queries.choices(case)) if seen is None else seen
    wanted = Chosen(initiatives=[one.id for one in initiatives], seen=told)
    uses.rely_on(case, wanted, actor=actor or house.clerk)
    db.session.commit()


def chosen(case):
    return [one.initiative_id for one in queries.chosen(case)]


def refusal(house, case, one):
    with pytest.raises(Invalid) as told:
        rely(house, case, one)
    db.session.rollback()
    return told.value.errors


def test_what_a_case_relies_on_another_title_cannot_use_and_a_commendation_can(house):
    one = house.initiative()
    first, second, praise = house.case(), house.case("cstd_co_so"), house.case("bang_khen_tinh")
    rely(house, first, one)
    rely(house, praise, one)

    assert refusal(house, second, one) == {"initiatives": f"“{one.title}”: Đã dùng ở hồ sơ {first.code}."}
    assert (chosen(first), chosen(second), chosen(praise)) == ([one.id], [], [one.id])


def test_the_other_case_is_named_to_whoever_may_see_it_alone(house):
    one = house.initiative()
    first, second = house.case(), house.case("cstd_co_so")
    rely(house, first, one)
    (choice,) = queries.choices(second)

    assert uses.in_the_way(choice, house.clerk) == f"Đã dùng ở hồ sơ {first.code}."
    assert uses.in_the_way(choice, house.stranger) == "Đã dùng ở một hồ sơ khác."


@pytest.mark.parametrize("state", [State.APPRAISAL, State.SUSPENDED, State.DECIDED, State.PUBLISHED, State.REPLACING])
def test_a_case_under_way_or_decided_keeps_it(house, state):
    one, first = house.initiative(), house.case()
    rely(house, first, one)
    first.state = state

    assert "initiatives" in refusal(house, house.case("cstd_co_so"), one)


@pytest.mark.parametrize("state", sorted(ENDED))
def test_a_case_that_ended_without_a_decision_frees_it(house, state):
    one, first, second = house.initiative(), house.case(), house.case("cstd_co_so")
    rely(house, first, one)
    first.state = state
    db.session.commit()
    kept = chosen(first)
    rely(house, second, one)

    assert (kept, chosen(first), chosen(second)) == ([one.id], [], [one.id])


def test_what_is_given_up_is_free_and_stands_in_the_log(house):
    one, other = house.initiative(), house.initiative("Sổ theo dõi học sinh")
    first, second = house.case(), house.case("cstd_co_so")
    rely(house, first, one, other)
    rely(house, first, other)
    rely(house, second, one)

    assert (chosen(first), chosen(second)) == ([other.id], [one.id])
    assert [event.data for event in events_of(first.ref)] == [
        {"initiatives": [one.ref, other.ref]},
        {"initiatives": [other.ref]},
    ]


def test_only_a_recognised_initiative_of_the_nominee_is_offered(house):
    waiting, withdrawn = house.initiative("Chờ", on=None), house.initiative("Đã rút")
    withdrawn.withdrawn_reason = "x"
    case = house.case()

    assert queries.choices(case) == []
    assert refusal(house, case, waiting) == {
        "initiatives": "Có sáng kiến không còn trong danh sách: tải lại trang, chọn lại."
    }


def test_nothing_changes_once_the_case_went_on_or_somebody_was_faster(house):
    one, case = house.initiative(), house.case()
    with pytest.raises(SomebodyWasFaster):
        rely(house, case, one, seen="99")
    case.state = State.UNIT_CHECK
    with pytest.raises(Refusal):
        rely(house, case, one)

    assert chosen(case) == []


def test_the_database_refuses_a_second_use_whoever_was_faster(house):
    one, first, second = house.initiative(), house.case(), house.case("cstd_co_so")
    rely(house, first, one)
    with pytest.raises(IntegrityError):
        rely_unasked(house, second, one)


def rely_unasked(house, case, one):
    """Around the operation, as a planted fault would."""
    db.session.add(
        InitiativeUse(
            initiative_id=one.id,
            nominee_id=case.nominee_id,
            kind="title",
            nomination_id=case.id,
            chosen_by_id=house.clerk.user_id,
            chosen_at=clock.now(),
        )
    )
    db.session.flush()


MOVES = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.sampled_from(["rely", "give_up", State.DRAFT, State.PUBLISHED, *sorted(ENDED), State.APPRAISAL]),
    ),
    max_size=12,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(MOVES)
def test_no_order_of_steps_uses_an_initiative_twice_and_every_end_frees_it(house, moves):
    one = house.initiative(f"Sáng kiến {clock.real_now()}", on=date(2024, 12, 20))
    cases = [house.case(award, process="award_province") for award in ("cstd_tinh", "cstd_co_so", "cstd_tinh")]
    for number, move in moves:
        case = cases[number]
        try:
            match move:
                case "rely":
                    rely(house, case, one)
                case "give_up":
                    rely(house, case)
                case _:
                    case.state = move
                    db.session.commit()
        except (Invalid, Refusal):
            db.session.rollback()
        holding = [row.state for row in db.session.execute(holders(one)).all()]
        assert len(holding) <= 1
    for case in cases:
        case.state = State.WITHDRAWN
    last = house.case("cstd_co_so")
    rely(house, last, one)

    assert chosen(last) == [one.id]


def holders(one):
    return (
        select(Nomination.state)
        .join(InitiativeUse, InitiativeUse.nomination_id == Nomination.id)
        .where(InitiativeUse.initiative_id == one.id, InitiativeUse.given_up_at.is_(None))
    )


def test_every_state_keeps_uses_up_or_frees():
    told = {state: standing(state) for state in State}

    assert {state for state, one in told.items() if one is Standing.FREE} == {
        State.NOT_PROPOSED,
        State.NOT_APPROVED,
        State.WITHDRAWN,
        State.REVOKED,
    }
    assert {state for state, one in told.items() if one is Standing.USED} == {
        State.PUBLISHED,
        State.PRODUCTION,
        State.HANDED_OVER,
        State.ARCHIVED,
        State.REPLACING,
        State.REVOCATION_REVIEW,
    }
