"""What waits for an office: the nearest limit first, then what has none by its age, however much waits behind."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from flask import current_app

from app import clock
from app.audit import operations as audit
from app.casework import begin
from app.decisions.models import Proposal, ProposalItem
from app.desk import news, queries
from app.desk.source import PAGE
from app.extensions import db
from app.nominations.models import Assignment, Handing
from app.organisations.models import Organisation
from app.organisations.queries import actor_of
from app.outbox import operations as outbox
from app.outbox.models import Notice
from app.submissions.models import Submission, SubmissionItem
from tests import builders
from tests.builders import signed_in
from workflows.award_province_1 import State
from workflows.vocabulary import Role

NOON = datetime(2025, 2, 17, 5, 0, tzinfo=UTC)


@pytest.fixture
def desk(app):
    unit, department = builders.organisation(), builders.organisation("SNV", "Sở Nội vụ")
    award = builders.award()
    in_round = builders.award_round(award)
    officer = builders.actor(Role.INTAKE_OFFICER, department)

    def waiting(name, state, *, due=None, since=0):
        days = {"state_since": NOON + timedelta(days=since), "due_at": due and NOON + timedelta(days=due)}
        case = builders.nomination(unit, award, in_round, name, state=state, submitted_at=NOON)
        for column, value in days.items():
            setattr(case, column, value)
        db.session.flush()
        return case

    return officer, waiting


def test_the_most_urgent_stands_first_whatever_its_step(desk):
    officer, waiting = desk
    waiting("Không hạn, mới", State.SUBMITTED, since=-1)
    waiting("Hạn ngày kia", State.INTAKE, due=2)
    waiting("Không hạn, cũ", State.INTAKE, since=-9)
    waiting("Hạn ngày mai", State.SUBMITTED, due=1)
    waiting("Quá hạn", State.INTAKE, due=-3)
    waiting("Việc của người khác", State.APPRAISAL, due=-5)

    assert [line.what for line in queries.worklist(officer)] == [
        "Quá hạn",
        "Hạn ngày mai",
        "Hạn ngày kia",
        "Không hạn, cũ",
        "Không hạn, mới",
    ]


def test_a_full_page_is_the_most_urgent_of_all(desk, monkeypatch):
    monkeypatch.setattr(queries, "PAGE", 3)
    officer, waiting = desk
    for days in (5, 3, 1, 4, 2):
        waiting(f"Hạn {days} ngày", State.INTAKE, due=days)
        waiting(f"Nộp, hạn {days} ngày", State.SUBMITTED, due=days + 10)
        waiting(f"Không hạn {days}", State.SUBMITTED, since=-days)

    assert [line.what for line in queries.worklist(officer)] == ["Hạn 1 ngày", "Hạn 2 ngày", "Hạn 3 ngày"]


def test_what_others_have_in_hand_hides_nothing_of_ones_own(app, desk, tmp_path):
    officer, waiting = desk
    head, appraiser = (
        builders.actor(role, db.session.get_one(Organisation, officer.organisation_id))
        for role in (Role.BAN_HEAD, Role.APPRAISER)
    )
    for place in range(PAGE + 1):
        case = waiting(f"Đang thẩm định {place}", State.APPRAISAL, due=1)
        given = {"from_id": head.user_id, "to_id": appraiser.user_id, "handing": Handing.GIVEN, "at": NOON}
        db.session.add(Assignment(nomination_id=case.id, note="", **given))
    waiting("Chưa giao", State.APPRAISAL, due=9)
    waiting("Quá hạn bổ sung", State.SUPPLEMENT, due=-1)
    waiting("Còn hạn bổ sung", State.SUPPLEMENT, due=1, since=-1)
    clock.use(tmp_path / "clock.json")
    clock.stand_at(NOON)
    db.session.commit()

    page = signed_in(app.test_client(), head).get("/").text

    assert [line.what for line in queries.worklist(head)][:3] == ["Quá hạn bổ sung", "Chưa giao", "Còn hạn bổ sung"]
    clerk = builders.actor(Role.UNIT_CLERK, case.unit)
    assert [(line.what, line.is_elsewhere) for line in queries.worklist(clerk)] == [
        ("Còn hạn bổ sung", False),
        ("Quá hạn bổ sung", True),
    ]
    told = "2 việc đang chờ", f"người khác: {PAGE - 2} hồ sơ gấp nhất", "Trang chỉ hiện"
    assert [words in page for words in told] == [True, True, False]


def test_what_a_person_moved_last_is_told_with_where_it_is_now(desk):
    officer, waiting = desk
    first, second = waiting("Lưu Thị Một", State.APPRAISAL), waiting("Lưu Thị Hai", State.INTAKE)
    for case in (first, second, first):
        audit.record(actor=officer, subject=case.ref, action="register", source="x", target="y")

    assert [(case.id, case.nominee_name, case.state_name) for case in news.sent_by(officer)] == [
        (first.id, "Lưu Thị Một", first.state_name),
        (second.id, "Lưu Thị Hai", second.state_name),
    ]


def test_many_old_sheets_of_others_do_not_hide_the_one_that_waits(app, monkeypatch):
    monkeypatch.setattr(queries, "PAGE", 3)
    award = builders.award()
    committee = builders.organisation("UBND-T", "UBND tỉnh")
    chairman = builders.actor(Role.CHAIRMAN, committee)
    for day in range(4):
        proposal_in("DRAFT", award, since=day)
    waiting = proposal_in("AT_CHAIR", award, since=9)

    assert [(line.room, line.id) for line in queries.worklist(chairman)] == [("proposals", waiting.id)]


def test_a_sheet_must_be_done_by_the_nearest_limit_of_the_cases_that_stay_on_it(desk, app):
    _, waiting = desk
    chairman = builders.actor(Role.CHAIRMAN, builders.organisation("UBND-T", "UBND tỉnh"))
    award = waiting("Mẫu", State.AT_CHAIR).award_version
    late, later, empty = (proposal_in("AT_CHAIR", award, since=day) for day in (2, 1, 0))
    for sheet, due, reason in ((late, 4, None), (late, 3, None), (late, 1, "Không đồng ý"), (later, 7, None)):
        case = waiting(f"Hạn {due}", State.AT_CHAIR, due=due)
        sheet.items.append(ProposalItem(nomination=case, position=due, excluded_reason=reason))
    db.session.commit()

    assert [(line.id, line.due) for line in queries.worklist(chairman)] == [
        (late.id, NOON + timedelta(days=3)),
        (later.id, NOON + timedelta(days=7)),
        (empty.id, None),
    ]


def test_a_case_that_stands_on_a_list_already_is_not_asked_to_be_put_on_one(desk):
    _, waiting = desk
    department = builders.organisation("SNV2", "Sở Nội vụ")
    drafter = builders.actor(Role.SNV_DRAFTER, department)
    listed, free = waiting("Trên danh sách", State.SNV_SUBMISSION, since=-1), waiting("Chưa", State.SNV_SUBMISSION)
    sheet = proposal_in("DRAFT", listed.award_version, since=0)
    sheet.items.append(ProposalItem(nomination=listed, position=1))
    clerk = builders.actor(Role.UNIT_CLERK, free.unit)
    at_head, not_yet = waiting("Chờ ký", State.UNIT_SIGN, since=-1), waiting("Chưa có Tờ trình", State.UNIT_SIGN)
    letter = Submission(
        unit=free.unit, award_round_id=free.award_round_id, title="Tờ trình", created_by=builders.user()
    )
    begin(letter, "unit_submission")
    letter.created_at = NOON
    letter.items.append(SubmissionItem(nomination=at_head, position=1))
    db.session.add(letter)
    db.session.commit()

    assert [(line.what, line.todo) for line in queries.worklist(drafter)] == [
        (free.nominee_name, "Đưa vào Tờ trình của Sở Nội vụ"),
        (listed.nominee_name, "Đã ở Tờ trình, chờ Giám đốc Sở"),
    ]
    assert [(line.what, line.todo) for line in queries.worklist(clerk)] == [
        (not_yet.nominee_name, "Đưa vào Tờ trình của đơn vị"),
        (at_head.nominee_name, "Đã ở Tờ trình, chờ thủ trưởng ký"),
    ]
    page = builders.signed_in(current_app.test_client(), clerk).get("/").text
    in_order = "1 việc đang chờ", "Chưa có Tờ trình", "Đang chờ người khác: 1 hồ sơ", "Chờ ký"
    assert [*map(page.index, in_order)] == sorted(map(page.index, in_order))


def test_whom_the_chairman_took_off_a_list_waits_for_the_director_to_be_told(client, desk):
    _, waiting = desk
    taken_off, stays = waiting("Bị gạch", State.SNV_SUBMISSION), waiting("Còn lại", State.SNV_SUBMISSION)
    sheet = proposal_in("DECIDED", stays.award_version, since=0)
    for position, (case, reason) in enumerate([(taken_off, "Trùng thành tích"), (stays, None)], start=1):
        sheet.items.append(ProposalItem(nomination=case, position=position, excluded_reason=reason))
    director = builders.actor(Role.SNV_DIRECTOR, builders.organisation("SNV2", "Sở Nội vụ"))
    db.session.commit()
    lines = [(line.what, line.todo, line.room, line.id) for line in queries.worklist(director)]
    browser = builders.signed_in(client, director)
    pages = [browser.get(f"/nominations/{case.id}").text for case in (taken_off, stays)]

    to_tell = f'href="/proposals/{sheet.id}/items/{sheet.items[0].id}/refuse"'
    assert lines == [("Bị gạch", "Thông báo không khen thưởng", "nominations", taken_off.id)]
    assert [to_tell in page for page in pages] == [True, False]


def proposal_in(state, award, *, since):
    made = Proposal(
        award_version_id=award.id,
        title=f"Tờ trình {since}",
        created_by=builders.user(),
        created_at=NOON,
    )
    begin(made, "proposal")
    made.state, made.state_since = state, NOON + timedelta(days=since)
    db.session.add(made)
    db.session.flush()
    return made


def test_the_news_of_an_office_ends_with_it(app):
    unit, other = builders.organisation(), builders.organisation("SYT", "Sở Y tế")
    left = builders.appointment(Role.UNIT_CLERK, unit)
    kept = builders.appointment(Role.UNIT_CLERK, other, left.user)
    for at, text in ((unit, "Báo cho Katơr Thị Nhung"), (other, "Báo cho Lưu Thị Hai")):
        errand = outbox.put("tell", subject="nomination:1")
        db.session.flush()
        notice = {"user_id": left.user_id, "errand_id": errand.id, "organisation_id": at.id}
        db.session.add(Notice(**notice, text=text, subject=errand.subject, created_at=NOON))
    themself = actor_of(left)
    before = [notice.text for notice in news.notices(themself)]

    left.valid_to = clock.today() - timedelta(days=1)
    after_one = [notice.text for notice in news.notices(themself)]
    kept.valid_to = left.valid_to
    after_both = [notice.text for notice in news.notices(themself)]

    assert (before, after_one, after_both) == (
        ["Báo cho Lưu Thị Hai", "Báo cho Katơr Thị Nhung"],
        ["Báo cho Lưu Thị Hai"],
        [],
    )


def test_only_notices_that_were_shown_are_put_away(app):
    office = builders.appointment(Role.UNIT_CLERK, builders.organisation())
    themself = actor_of(office)

    def tell(text):
        errand = outbox.put("tell", subject="nomination:1")
        db.session.flush()
        notice = {"user_id": office.user_id, "errand_id": errand.id, "organisation_id": office.organisation_id}
        db.session.add(Notice(**notice, text=text, subject=errand.subject, created_at=NOON))
        db.session.commit()

    tell("Đã thấy.")
    client = builders.signed_in(app.test_client(), themself)
    seen = re.search(r'name="seen"\s+value="([^"]*)"', client.get("/").text)[1]
    tell("Đến sau.")
    answers = [
        client.post("/notices/read", data={"seen": said}).status_code for said in ("", "một,9999999999999", seen)
    ]

    assert answers == [303, 303, 303]
    assert [notice.text for notice in news.notices(themself)] == ["Đến sau."]
