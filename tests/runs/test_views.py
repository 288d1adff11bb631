"""One step for many cases, by its pages: chosen, looked at, done in the background, reported."""

import zipfile
from datetime import date
from io import BytesIO

from app import clock
from app.audit.operations import record
from app.effects import runner
from app.extensions import db
from app.nominations import openings
from app.organisations.models import Appointment
from app.outbox.models import Notice
from app.runs import operations
from app.runs.models import BulkRun, Outcome, Stage
from app.runs.operations import CHANGED, NOBODY, OUT_OF_OFFICE, OUT_OF_SIGHT
from tests.builders import events_of, statements
from tests.runs.conftest import WHY, results, ticks
from workflows.award_province_1 import State

TOLD = "Đã xử lý xong nhiều hồ sơ, bước “Trả cá nhân hoàn thiện”"
DONE, WAITING = (Outcome.DONE.value, []), (Outcome.WAITING.value, [])


def refused(*reasons):
    return Outcome.REFUSED.value, [*reasons]


def test_ticked_cases_are_looked_at_and_then_done_each_with_its_history(house):
    cases = house.cases(3)
    text = house.get(f"/runs/new?{ticks(cases)}").text
    assert "Trả cá nhân hoàn thiện – 3 hồ sơ đang ở bước này, phải nêu lý do" in text

    run = house.prepared(cases)

    assert (run.stage, results(run)) == (Stage.READY, {case.nominee_name: WAITING for case in cases})
    assert {case.state for case in cases} == {State.UNIT_CHECK}
    assert "Sẽ thực hiện <b>3</b> hồ sơ" in house.get(f"/runs/{run.id}").text
    assert house.done(run) == {case.nominee_name: DONE for case in cases}
    assert {case.state for case in cases} == {State.DRAFT}
    story = [(event.action, event.reason, event.actor_name) for case in cases for event in events_of(case.ref)]
    assert story == [("hand_back_to_drafter", WHY, house.clerk.name)] * 3
    assert [(event.action, event.data) for event in events_of(run.ref)] == [
        ("start_run", {"step": "hand_back_to_drafter", "cases": 3})
    ]


def test_what_cannot_be_done_is_told_before_and_after_and_stays_as_it_is(house):
    good, moved = house.cases(2)
    early = house.case("Đàng Năng Thọ", State.DRAFT)
    run = house.prepared([good, moved, early])
    expected = {
        good.nominee_name: WAITING,
        moved.nominee_name: WAITING,
        "Đàng Năng Thọ": refused("Hồ sơ đã chuyển sang bước khác."),
    }
    assert results(run) == expected
    record(actor=house.colleague, subject=moved.ref, action="edit")
    moved.nominee_title = "Hiệu trưởng"  # by a colleague, in between
    db.session.commit()

    done = house.done(run)

    assert done == expected | {good.nominee_name: DONE, moved.nominee_name: refused(CHANGED)}
    assert [case.state for case in (good, moved, early)] == [State.DRAFT, State.UNIT_CHECK, State.DRAFT]
    page = house.get(f"/runs/{run.id}").text
    assert "Đã thực hiện <b>1</b> hồ sơ, <b>2</b> hồ sơ không thực hiện được" in page
    for case, why in ((moved, CHANGED), (early, "Hồ sơ đã chuyển sang bước khác.")):
        assert f'<a href="/nominations/{case.id}">{case.nominee_name}</a>' in page
        assert why in page


def test_a_case_that_changed_since_its_list_was_read_is_refused_at_the_look(house):
    (case,) = house.cases(1)
    seen = ticks([case])
    case.nominee_title = "Hiệu trưởng"
    db.session.commit()

    answer = house.post(f"/runs/new?{seen}", step="hand_back_to_drafter", reason=WHY)

    run = db.session.get_one(BulkRun, int(answer.location.rpartition("/")[2]))
    assert results(run) == {case.nominee_name: refused(CHANGED)}


def test_whoever_lost_the_office_meanwhile_does_nothing_more(house):
    cases = house.cases(2)
    run = house.prepared(cases)
    house.post(f"/runs/{run.id}/start")
    db.session.get_one(Appointment, house.clerk.appointment_id).valid_to = date(2025, 2, 16)
    db.session.commit()

    runner.run_waiting()

    assert results(run) == {case.nominee_name: refused(OUT_OF_OFFICE) for case in cases}
    assert {case.state for case in cases} == {State.UNIT_CHECK}


def test_a_case_that_went_out_of_sight_is_refused_without_a_word_of_it(house):
    (case,) = house.cases(1)
    run = house.prepared([case])
    case.unit_id = case.submitting_unit_id = house.stranger.organisation_id
    db.session.commit()

    assert house.done(run) == {case.nominee_name: refused(OUT_OF_SIGHT)}


def test_cases_of_another_unit_are_not_chosen_by_typing_their_numbers(house):
    cases = house.cases(1)

    answer = house.get(f"/runs/new?{ticks(cases)}", house.stranger)

    assert (answer.status_code, NOBODY in answer.text, cases[0].nominee_name in answer.text) == (200, True, False)


def test_an_address_that_names_no_case_says_what_to_do(house):
    for query in ("", "case=", "case=x-1", "case=1", "case=99999999999-1", "case=9999999999-1", "case=٣-١"):
        answer = house.get(f"/runs/new?{query}")

        assert (answer.status_code, NOBODY in answer.text) == (200, True)


def test_all_that_the_list_finds_is_chosen_with_its_count_and_narrowed_as_the_list_was(house):
    house.cases(60)
    house.case("Đàng Năng Thọ")
    db.session.commit()

    everything, found = (house.get(f"/runs/new?all=1{more}").text for more in ("", "&words=dang+nang"))

    assert "Đã chọn <b>61</b> hồ sơ tìm thấy theo bộ lọc" in everything
    assert "Đã chọn <b>1</b> hồ sơ tìm thấy theo bộ lọc" in found


def test_more_than_a_page_can_ask_is_asked_in_the_background_and_the_page_says_how_far(house):
    cases = house.cases(operations.AT_ONCE + 1)
    answer = house.post("/runs/new?all=1", step="hand_back_to_drafter", reason=WHY)

    assert f"Đã kiểm tra <b>0/{len(cases)}</b> hồ sơ" in house.get(answer.location).text
    runner.run_waiting()
    assert f"Sẽ thực hiện <b>{len(cases)}</b> hồ sơ" in house.get(answer.location).text


def test_a_step_without_its_reason_or_none_at_all_changes_nothing_and_keeps_what_was_typed(house):
    cases = house.cases(2)
    wrong = {
        operations.NO_REASON: {"step": "hand_back_to_drafter", "reason": " "},
        operations.NO_STEP: {"step": "accept", "reason": WHY},
        "Chọn bước cần thực hiện.": {"reason": WHY},
    }

    for sentence, form in wrong.items():
        answer = house.post(f"/runs/new?{ticks(cases)}", **form)

        assert (answer.status_code, sentence in answer.text, form["reason"].strip() in answer.text) == (422, True, True)
    assert db.session.query(BulkRun).count() == 0


def test_a_run_that_was_discarded_does_nothing_and_is_not_started_any_more(house):
    cases = house.cases(2)
    run = house.prepared(cases)

    house.post(f"/runs/{run.id}/discard")
    late = house.post(f"/runs/{run.id}/start")
    runner.run_waiting()

    assert (late.status_code, "đã bỏ, không thực hiện" in late.text) == (409, True)
    assert {case.state for case in cases} == {State.UNIT_CHECK}


def test_pressed_twice_it_is_started_once(house):
    run = house.prepared(house.cases(2))

    first, second = (house.post(f"/runs/{run.id}/start").status_code for _ in range(2))

    assert (first, second) == (303, 409)


def test_nobody_opens_the_run_of_another(house):
    run = house.prepared(house.cases(1))

    for url in ("", ".csv", ".xlsx"):
        assert house.get(f"/runs/{run.id}{url}", house.colleague).status_code == 404
    assert house.post(f"/runs/{run.id}/start", house.colleague).status_code == 404


def test_what_nobody_foresaw_of_one_case_stops_no_other(house, monkeypatch):
    good, broken = house.cases(2)
    run = house.prepared([broken, good])
    real = openings.deed_of(run.step)

    def deed(case, reason, actor):
        real(case, reason, actor)
        assert case.id != broken.id

    monkeypatch.setitem(openings._deeds, run.step, deed)

    assert house.done(run) == {broken.nominee_name: refused(operations.BROKEN), good.nominee_name: DONE}
    assert [case.state for case in (broken, good)] == [State.UNIT_CHECK, State.DRAFT]
    assert events_of(broken.ref) == []


def test_the_report_is_a_sheet_and_its_owner_is_told_with_the_way_to_it(house):
    good, other = house.case("Chamaléa Thị Sương"), house.case("=Đàng Năng Thọ", State.DRAFT)
    run = house.prepared([good, other])
    house.done(run)

    sheet = house.get(f"/runs/{run.id}.csv")

    lines = sheet.data.decode("utf-8-sig").splitlines()
    cell = [line.split(";") for line in lines]
    assert cell[0][:3] == ["STT", "Mã hồ sơ", "Người, tập thể"]
    assert [(row[2], row[5], row[6]) for row in cell[1:]] == [
        ("Chamaléa Thị Sương", "Đã thực hiện", ""),
        ("'=Đàng Năng Thọ", "Không thực hiện", "Hồ sơ đã chuyển sang bước khác."),
    ]
    with zipfile.ZipFile(BytesIO(house.get(f"/runs/{run.id}.xlsx").data)) as book:
        assert '<t xml:space="preserve">=Đàng Năng Thọ</t>' in book.read("xl/worksheets/sheet1.xml").decode()
    assert [(event.action, event.data) for event in events_of(f"reading:{run.ref}")] == [("take_run", {"lines": 2})] * 2
    told = db.session.query(Notice.user_id, Notice.subject, Notice.text).filter(Notice.subject == run.ref).all()
    assert told == [(house.clerk.user_id, run.ref, f"{TOLD}: 1 hồ sơ đã thực hiện, 1 hồ sơ không thực hiện được.")]
    assert f'href="/runs/{run.id}"' in house.get("/").text
    assert "Trả cá nhân hoàn thiện" in house.get("/runs/").text


def test_whom_it_writes_to_is_shown_with_the_first_letter_before_it_goes(house):
    house.app.config["MAIL_SERVER"] = "127.0.0.1:1"
    cases = house.cases(3, State.PUBLISHED, submitted_at=clock.now())
    for case in cases[:2]:
        case.nominee.email = f"nguoi{case.id}@example.vn"
    db.session.commit()

    run = house.prepared(cases, "announce_result", "", house.appraiser)

    page = house.get(f"/runs/{run.id}", house.appraiser).text
    assert "Thư điện tử cho <b>2</b> trường hợp" in page
    assert "<b>1</b> nơi chưa có địa chỉ thư" in page
    assert f"nguoi{cases[0].id}@example.vn" in page
    assert f"Kính gửi Bà {cases[0].nominee_name}," in page


def test_pages_of_a_run_cost_the_same_statements_however_many_cases(house):
    few, many = (costs(house, house.cases(number)) for number in (1, 50))

    assert few == many
    assert max(few) <= 15


def costs(house, cases):
    run = house.prepared(cases)
    counts = []
    for url in (f"/runs/{run.id}", "/runs/", f"/runs/new?{ticks(cases)}"):
        with statements() as said:
            house.get(url)
        counts.append(sum(one.startswith("SELECT") for one in said))
    return counts


def test_the_list_offers_many_to_whoever_takes_steps_and_to_nobody_else(house):
    house.cases(1)

    assert "Xử lý các hồ sơ đã đánh dấu" in house.get("/nominations/").text
