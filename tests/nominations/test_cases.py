"""The list, the case page and the plain steps, for every office what it may see and do."""

import re

import pytest
from sqlalchemy import select

from app import clock
from app.audit.models import AuditEvent
from app.audit.operations import record
from app.audit.queries import Happened
from app.casework import advance
from app.extensions import db
from app.limits import limit_of
from app.nominations import cases, choosing, steps, timeline
from app.nominations.lists import Search, page
from app.nominations.openings import Look
from app.nominations.searching import GROUPS
from app.nominations.steps import PLAIN
from tests import builders
from tests.nominations.conftest import complete
from workflows.award_province_1 import AwardProvince1, State
from workflows.vocabulary import Role

WITHDRAWN_BY_HEAD = ("withdraw_submitted", "withdraw_returned", "withdraw")


def case_of(office, name="Chamaléa Thị Sương", **more):
    made = builders.nomination(office.unit, office.award, office.in_round, name, **more)
    db.session.commit()
    return made


def sent(office, state, name="Chamaléa Thị Sương"):
    return case_of(office, name, state=state, submitted_at=clock.now())


def take(ask, actor, case, step, **fields):
    return ask(actor, f"/nominations/{case.id}/steps/{step}", fields)


# ── The list ──


def names(ask, actor, query=""):
    text = ask(actor, f"/nominations/{query}").text
    return [one for one in ("Đàng Năng Thọ", "Chamaléa Thị Sương", "Trượng Thị Kim Phụng") if one in text]


def test_each_office_lists_what_it_may_see(ask, office):
    case_of(office)
    sent(office, State.INTAKE, "Đàng Năng Thọ")

    seen = [names(ask, who) for who in (office.clerk, office.head, office.stranger, office.officer)]

    assert seen == [
        ["Đàng Năng Thọ", "Chamaléa Thị Sương"],
        ["Đàng Năng Thọ", "Chamaléa Thị Sương"],
        [],
        ["Đàng Năng Thọ"],
    ]


def test_names_are_in_vietnamese_order_and_found_without_marks(office):
    for name in ("Trượng Thị Kim Phụng", "Đàng Năng Thọ", "Chamaléa Thị Sương"):
        case_of(office, name)

    listed = [line.name for line in page(Search(), office.clerk).lines]
    found = [line.name for line in page(Search(words="dang nang"), office.clerk).lines]

    assert listed == ["Bà Trượng Thị Kim Phụng", "Bà Chamaléa Thị Sương", "Bà Đàng Năng Thọ"]
    assert found == ["Bà Đàng Năng Thọ"]


def test_what_the_list_was_narrowed_by_stays_chosen(ask, office):
    other = builders.organisation("STC", "Sở Tài chính", can_submit=True)
    db.session.commit()
    asked = f"?round_id={office.in_round.id}&unit_id={other.id}&award={office.award.award_code}&group=3"

    text = ask(office.officer, f"/nominations/{asked}").text

    chosen = re.findall(r'<option value="([^"]*)"\s+selected>(.*?)</option>', text)
    assert chosen == [
        ("3", GROUPS[3][0]),
        (office.award.award_code, office.award.name),
        (str(office.in_round.id), office.in_round.name),
        (str(other.id), "Sở Tài chính"),
    ]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?group=0", ["Chamaléa Thị Sương"]),
        ("?group=3", ["Đàng Năng Thọ"]),
        ("?group=8", ["Trượng Thị Kim Phụng"]),
        ("?group=9", []),
        ("?group=99", ["Đàng Năng Thọ", "Chamaléa Thị Sương", "Trượng Thị Kim Phụng"]),
        ("?award=cstd_tinh", []),
        ("?is_late=1", ["Đàng Năng Thọ"]),
        ("?unit_id=0", []),
        ("?words=HS-", ["Đàng Năng Thọ", "Chamaléa Thị Sương", "Trượng Thị Kim Phụng"]),
    ],
)
def test_the_list_is_narrowed(ask, office, query, found):
    case_of(office)
    sent(office, State.INTAKE, "Đàng Năng Thọ").due_at = clock.now().replace(day=10)
    case_of(office, "Trượng Thị Kim Phụng", state=State.RETURNED)

    assert names(ask, office.clerk, query) == found


def test_a_limit_is_told_in_working_days(ask, office):
    case = sent(office, State.INTAKE)
    case.due_at = clock.end_of(clock.today().replace(day=24))
    soon = ask(office.clerk, "/nominations/").text
    case.due_at = clock.end_of(clock.today().replace(day=13))
    late = ask(office.clerk, "/nominations/").text

    assert ("Còn 5 ngày làm việc" in soon, "Quá hạn 2 ngày làm việc" in late) == (True, True)


def test_pages_go_on_by_the_last_row(office):
    for number in range(52):
        case_of(office, f"Nguyễn Văn {chr(65 + number % 26)}{number:02}")

    first = page(Search(), office.clerk)
    second = page(Search(after=first.next_after), office.clerk)

    ids = [line.id for line in (*first.lines, *second.lines)]
    assert (len(first.lines), len(second.lines), len(set(ids)), second.next_after) == (50, 2, 52, None)


@pytest.mark.parametrize("actor", ["clerk", "officer"])
def test_the_list_asks_as_often_for_one_case_as_for_fifty(app, office, counted, actor):
    asked, made = [], 0
    for wanted in (1, 3, 50):
        for number in range(made, wanted):
            case = sent(office, State.INTAKE, f"Nguyễn Văn {number:02}")
            case.due_at = clock.now()
        made = wanted
        client = builders.signed_in(app.test_client(), getattr(office, actor))
        asked.append(counted(lambda client=client: client.get("/nominations/")))

    assert (len(set(asked)), asked[0] <= 10) == (1, True)


# ── The case page ──


def test_the_case_page_shows_where_it_is_and_why_a_step_is_not_possible(ask, office, draft):
    text = ask(office.clerk, f"/nominations/{draft.id}").text

    assert "Gửi kiểm tra</b> – chưa thực hiện được:" in text
    assert "Chưa viết mục “Sơ lược lý lịch”." in text
    assert "Sơ đồ quy trình" in text


def test_a_complete_draft_is_offered_its_next_step(ask, office, draft):
    text = ask(office.clerk, f"/nominations/{complete(draft).id}").text

    assert f'href="/nominations/{draft.id}/steps/send-to-check"' in text


@pytest.mark.parametrize("url", ["", "/edit", "/chart", "/general", "/steps/send-to-check", "/years/new"])
def test_a_case_of_another_unit_is_not_found(ask, office, draft, url):
    assert ask(office.stranger, f"/nominations/{draft.id}{url}").status_code == 404


def test_every_state_has_a_page_and_a_picture(ask, office, draft):
    answers = set()
    for state in AwardProvince1.states:
        draft.state = state
        answers |= {ask(office.clerk, f"/nominations/{draft.id}{url}").status_code for url in ("", "/chart")}

    assert answers == {200}


def test_history_tells_what_who_why_and_how_long(ask, office, draft):
    complete(draft)
    advance(draft, "send_to_check", actor=office.clerk)
    clock.stand_at(clock.now().replace(day=19))
    advance(draft, "hand_back_to_drafter", actor=office.clerk, reason="Thiếu số liệu.")
    advance(draft, "send_to_check", actor=office.clerk)
    logged = db.session.scalars(select(AuditEvent).order_by(AuditEvent.seq)).all()

    events = timeline.of(draft, logged, office.clerk)

    assert [(e.what, e.who, e.role, e.why, e.took) for e in events] == [
        ("Gửi kiểm tra", "Nguyễn Thị Ngọc Ánh", "Cán bộ TĐKT đơn vị trình", "", ""),
        (
            "Trả cá nhân hoàn thiện",
            "Nguyễn Thị Ngọc Ánh",
            "Cán bộ TĐKT đơn vị trình",
            "Thiếu số liệu.",
            "Mất 2 ngày làm việc",
        ),
        ("Gửi kiểm tra", "Nguyễn Thị Ngọc Ánh", "Cán bộ TĐKT đơn vị trình", "", "Xong trong ngày"),
    ]


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (20, ("Mất 3 ngày làm việc", "5 ngày làm việc", False)),  # the meeting itself has no day, the case had five
        (24, ("Mất 5 ngày làm việc", "5 ngày làm việc", False)),
        (25, ("Mất 6 ngày làm việc", "5 ngày làm việc", True)),
    ],
)
def test_what_a_step_took_is_held_against_the_limit_the_case_was_due_by(office, draft, day, told):
    began = clock.now()
    here, due = State.COUNCIL_SCHEDULED, limit_of(draft.workflow, State.COUNCIL_SCHEDULED, began)
    log = [
        Happened(began, "Thư ký", Role.COUNCIL_SECRETARY, "put_on_agenda", State.APPRAISED, here, "", None),
        Happened(began.replace(day=day), "Chủ tịch", Role.COUNCIL_CHAIR, "open_meeting", here, "", "", None),
    ]

    *_, opened = timeline.of(draft, log, office.officer)

    assert (opened.took, opened.limit, opened.late) == told
    assert opened.late == (began.replace(day=day) > due)


def test_what_a_unit_did_within_itself_is_not_told_outside(office, draft):
    complete(draft)
    advance(draft, "send_to_check", actor=office.clerk)
    record(actor=office.head, subject=draft.ref, action="submit", source=State.UNIT_SIGN, target=State.SUBMITTED)
    logged = db.session.scalars(select(AuditEvent).order_by(AuditEvent.seq)).all()

    told = [[event.what for event in timeline.of(draft, logged, who)] for who in (office.head, office.officer)]

    assert told == [
        ["Gửi kiểm tra", "Ký số Tờ trình và xác nhận thành tích"],
        ["Ký số Tờ trình và xác nhận thành tích"],
    ]


# ── The plain steps ──


def test_a_case_walks_from_draft_to_the_units_council(ask, office, draft):
    complete(draft)

    walked = [
        (take(ask, office.clerk, draft, step, **fields).status_code, draft.state)
        for step, fields in (
            ("send-to-check", {}),
            ("hand-back-to-drafter", {"reason": "Thiếu số liệu."}),
            ("send-to-check", {}),
            ("refer-to-unit-council", {}),
        )
    ]

    assert walked == [
        (303, State.UNIT_CHECK),
        (303, State.DRAFT),
        (303, State.UNIT_CHECK),
        (303, State.UNIT_COUNCIL),
    ]


@pytest.mark.parametrize("has_notice", [True, False])
def test_a_step_that_the_round_leaves_out_is_not_offered(office, draft, has_notice):
    draft.state, draft.award_round.unit_notice = State.UNIT_CHECK, has_notice

    offered = [step.transition.label for step in steps.offered(Look(draft), office.clerk)]

    assert ("Đưa ra công khai" in offered) is has_notice


def test_an_incomplete_draft_is_refused_with_every_reason(ask, office, draft):
    response = take(ask, office.clerk, draft, "send-to-check")

    assert (response.status_code, draft.state) == (409, State.DRAFT)
    assert "Chưa viết mục “Thành tích đạt được”." in response.text


def test_a_reason_is_asked_for_where_the_process_wants_one(ask, office, draft):
    draft.state = State.UNIT_CHECK

    response = take(ask, office.clerk, draft, "hand-back-to-drafter", reason="  ")

    assert (response.status_code, "Nêu lý do." in response.text, draft.state) == (422, True, State.UNIT_CHECK)


def test_a_step_that_is_not_plain_has_no_page_here(ask, office, draft):
    answers = [take(ask, office.head, draft, step).status_code for step in ("submit", "accept", "decide", "nothing")]

    assert answers == [404] * 4


def test_only_the_head_withdraws_and_only_where_the_process_allows(ask, office):
    case = sent(office, State.SUBMITTED)
    done = {}
    for state in AwardProvince1.states:
        for step in WITHDRAWN_BY_HEAD:
            case.state = state
            take(ask, office.head, case, step.replace("_", "-"), reason="Đơn vị đề nghị rút.")
            if case.state == State.WITHDRAWN and state != State.WITHDRAWN:
                done.setdefault(step, set()).add(state)

    assert done == {step: set(AwardProvince1.transition(step).source) for step in WITHDRAWN_BY_HEAD}


def test_a_clerk_does_not_withdraw(ask, office):
    case = sent(office, State.SUBMITTED)

    answer = take(ask, office.clerk, case, "withdraw-submitted", reason="Rút.")

    assert (answer.status_code, case.state) == (403, State.SUBMITTED)


def test_an_office_without_the_permission_is_refused_at_the_door(ask, office, draft):
    reader = builders.actor(Role.UNIT_COUNCIL_MEMBERS, office.unit)

    answers = {take(ask, reader, draft, step.replace("_", "-")).status_code for step in PLAIN}

    assert answers == {403}


def test_a_returned_case_is_reworked(ask, office):
    case = sent(office, State.RETURNED)

    assert (take(ask, office.clerk, case, "rework").status_code, case.state) == (303, State.UNIT_CHECK)


def test_why_a_case_went_back_stands_beside_where_it_is_and_goes_when_it_goes_on(office, draft):
    def above():
        return cases.overview(draft, office.clerk).why

    complete(draft)
    advance(draft, "send_to_check", actor=office.clerk)
    advance(draft, "hand_back_to_drafter", actor=office.clerk, reason="Thiếu số liệu.")
    went_back = above()
    advance(draft, "send_to_check", actor=office.clerk, reason="Đã bổ sung.")

    assert (went_back, above()) == ("Thiếu số liệu.", "")


def test_a_step_says_where_the_case_goes(ask, office, draft):
    text = ask(office.clerk, f"/nominations/{complete(draft).id}/steps/send-to-check").text

    assert "Đang ở bước “Nháp hồ sơ”. Xong bước này, hồ sơ sang “Bộ phận TĐKT đơn vị kiểm tra”." in " ".join(
        text.split()
    )


def test_a_public_notice_lasts_its_days(ask, office):
    office.in_round.unit_notice = True
    case = case_of(office, state=State.UNIT_CHECK)
    direct = take(ask, office.clerk, case, "refer-to-unit-council").status_code
    opened = take(ask, office.clerk, case, "open-unit-notice").status_code
    clock.stand_at(clock.now().replace(day=21))
    early = take(ask, office.clerk, case, "close-unit-notice").status_code
    clock.stand_at(clock.now().replace(day=24))
    closed = take(ask, office.clerk, case, "close-unit-notice").status_code

    assert ([direct, opened, early, closed], case.state) == ([409, 303, 409, 303], State.UNIT_COUNCIL)


def test_ended_states_are_those_the_process_calls_ended_but_the_archive():
    ended = {state for state, info in AwardProvince1.states.items() if info.kind in {"closed", "final"}}

    assert ended - choosing.ENDED == {State.ARCHIVED}
