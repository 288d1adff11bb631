"""A round with more days: whom it is for may send, others may not; a round for all is open for all."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from app import clock
from app.casework import why_not
from app.effects import runner
from app.errors import Invalid
from app.extensions import db
from app.nominations import openings
from app.outbox.models import Notice
from app.rounds import extending, operations, queries
from app.rounds.extending import Extension
from app.rounds.operations import Terms
from tests import builders
from tests.casework import province, road
from tests.pages import said
from workflows.award_province_1 import State
from workflows.vocabulary import Role

CLOSED, NEW, LATER = date(2025, 2, 14), date(2025, 2, 28), date(2025, 3, 7)
TOO_LATE = "Hồ sơ ngoài thời hạn của đợt xét: liên hệ Sở Nội vụ hoặc chuyển sang đợt khác."


@pytest.fixture
def at_work(app, tmp_path):
    made = province.found(tmp_path)
    made.award_round.closes_on = CLOSED
    db.session.commit()
    return made


@pytest.fixture
def waiting(at_work):
    """A case of each unit that was not sent in time."""
    names = ("Chamaléa Thị Sương", "Kator Thía")
    return [at_work.draft(unit, name) for unit, name in zip(at_work.units, names, strict=True)]


def extend(at_work, **more):
    wanted = {"closes_on": NEW, "reason": "Bão số 3.", "version": at_work.award_round.version}
    actor = at_work.actor(Role.BAN_HEAD)
    made = extending.extend(at_work.award_round, Extension(**(wanted | more)), actor=actor)
    db.session.commit()
    return made


def is_late(case):
    return not openings.facts(case).round_is_open


def test_one_unit_may_send_until_the_new_day_and_no_other(at_work, waiting):
    own, other = waiting
    before = [is_late(case) for case in waiting]
    extend(at_work, unit_id=own.unit_id)

    assert before == [True, True]
    assert [is_late(own), is_late(other)] == [False, True]
    assert [[*queries.open_on(NEW, case.unit_id)] for case in waiting] == [[at_work.award_round], []]
    clock.stand_at(datetime(2025, 3, 1, 8, tzinfo=clock.VIETNAM))
    assert is_late(own)


def test_what_came_in_late_is_taken_in_after_all(at_work):
    case = road.walk_to(at_work, at_work.draft(at_work.units[0], "Kator Thía"), State.SUBMITTED)
    desk = at_work.actor(Role.INTAKE_OFFICER)
    before = why_not(case, "register", actor=desk)
    extend(at_work, unit_id=case.unit_id)

    assert (TOO_LATE in before, TOO_LATE in why_not(case, "register", actor=desk)) == (True, False)


def test_for_all_it_is_the_day_of_the_round(at_work, waiting):
    extend(at_work)

    assert [is_late(case) for case in waiting] == [False, False]
    assert at_work.award_round.closes_on == NEW


def test_a_unit_under_another_sends_by_the_days_of_its_superior(at_work):
    superior = at_work.units[0]
    school = builders.organisation("THPT", "Trường THPT", can_submit=False, parent_id=superior.id)
    extend(at_work, unit_id=superior.id)

    assert [*queries.open_on(NEW, school.id)] == [at_work.award_round]


def test_each_reads_the_last_day_on_which_it_may_send(at_work, get):
    superior, other = at_work.units
    school = builders.organisation("THPT", "Trường THPT", can_submit=False, parent_id=superior.id)
    extend(at_work, unit_id=superior.id)
    readers = [builders.actor(Role.UNIT_CLERK, unit) for unit in (superior, school, other)]
    readers.append(at_work.actor(Role.BAN_HEAD))

    def days(url):
        return ["– 28/02/2025" in said(get(who, url)) for who in readers]

    assert days("/rounds/") == days(f"/rounds/{at_work.award_round.id}/letter") == [True, True, False, False]
    assert ["Bão số 3." in said(get(who, "/rounds/")) for who in readers] == [True, True, False, True]


def test_it_is_told_to_whom_it_is_for_and_written_down(at_work):
    unit = at_work.units[0]
    made = extend(at_work, unit_id=unit.id, document="12/KH-SNV", document_on=CLOSED)
    runner.run_waiting()

    (told,) = db.session.query(Notice)
    clerk = at_work.actor(Role.UNIT_CLERK, unit.id)
    assert (told.user_id, told.text) == (clerk.user_id, "Gia hạn nhận hồ sơ: Đợt 1 năm 2025, đến hết ngày 28/02/2025.")
    assert (made.closed_on, made.closes_on, made.reason, made.document) == (CLOSED, NEW, "Bão số 3.", "12/KH-SNV")
    (event,) = builders.events_of(f"round:{at_work.award_round.id}")
    said = {"unit": unit.id, "from": "2025-02-14", "to": "2025-02-28", "document": "12/KH-SNV"}
    assert (event.action, event.reason, event.data) == ("extend_round", "Bão số 3.", said)


def test_it_gets_no_shorter_and_names_no_day_that_is_over(at_work):
    unit = at_work.units[0].id
    extend(at_work, unit_id=unit)
    faults = []
    for wanted in ({"closes_on": NEW, "unit_id": unit}, {"closes_on": date(2025, 2, 16)}, {"unit_id": 0}):
        with pytest.raises(Invalid) as why:
            extend(at_work, **wanted)
        faults.append(why.value.errors)
    extend(at_work, unit_id=unit, closes_on=date(2025, 3, 7))

    assert faults == [
        {"closes_on": "Ngày mới phải sau ngày 28/02/2025 đang áp dụng: gia hạn không rút ngắn."},
        {"closes_on": "Ngày mới phải từ hôm nay trở đi thì đơn vị mới còn gửi được."},
        {"unit_id": "Chọn đơn vị trong danh sách."},
    ]
    assert at_work.award_round.last_day_for(unit) == date(2025, 3, 7)


def test_the_form_of_the_round_takes_nothing_back_that_all_were_given(at_work):
    award_round, head = at_work.award_round, at_work.actor(Role.BAN_HEAD)
    extend(at_work)
    names = ("name", "year", "opens_on", "closes_on", "basis", "unit_notice", "note", "version")
    said_so = {name: getattr(award_round, name) for name in names}
    terms = Terms(**said_so, award_ids=[award.id for award in award_round.awards])
    with pytest.raises(Invalid) as why:
        operations.change(award_round, replace(terms, closes_on=CLOSED), actor=head)
    operations.change(award_round, replace(terms, closes_on=LATER), actor=head)

    sooner = "Đợt này đã gia hạn cho mọi đơn vị đến hết ngày 28/02/2025: 14/02/2025 sớm hơn nên không nhận."
    assert why.value.errors == {"closes_on": sooner}
    assert award_round.closes_on == LATER


def test_the_page_extends_and_a_unit_reads_nothing_of_anothers_days(at_work, get, post):
    own, other = (at_work.actor(Role.UNIT_CLERK, unit.id) for unit in at_work.units)
    url, sent = f"/rounds/{at_work.award_round.id}/extend", {"closes_on": "28/02/2025", "reason": "Bão số 3."}
    version = {"version": at_work.award_round.version}
    done = post(at_work.actor(Role.BAN_HEAD), url, unit_id=own.organisation_id, **sent, **version)
    slower = post(at_work.actor(Role.BAN_HEAD), url, unit_id="", **sent, **version)

    assert (done.status_code, slower.status_code, post(own, url, **sent).status_code) == (303, 409, 403)
    assert ["Bão số 3." in get(who, "/rounds/").text for who in (own, other)] == [True, False]
