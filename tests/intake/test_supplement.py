"""Asked for more: exactly the named items are open, answered, and checked again."""

from datetime import date, datetime, timedelta
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app import clock
from app.casework import options
from app.errors import Invalid, Refusal
from app.extensions import db
from app.intake import changes, nameable, operations, queries, supplementing
from app.intake.models import Supplement, SupplementItem
from app.intake.operations import Named, SupplementRequest
from app.intake.supplementing import Answer
from app.nominations.models import DraftField, Evidence
from tests.intake.conftest import TODAY
from workflows.award_province_1 import State

NEXT_WEEK = date(2025, 2, 24)


def ask(desk, case, post, *named, reason="Thiếu xác nhận.", due_on="24/02/2025"):
    ticks = {f"tick-{name}": "y" for name in named}
    notes = {f"note-{name}": "Cần làm lại" for name in named}
    return post(desk.officer, f"/intake/{case.id}/ask-for-more", reason=reason, due_on=due_on, **ticks, **notes)


def items():
    return db.session.scalars(select(SupplementItem).order_by(SupplementItem.id)).all()


def item_of(name):
    return next(item for item in reversed(items()) if f"{item.kind}-{item.key}" == name)


def answer(desk, case, post, name, **data):
    item = item_of(name)
    return post(desk.clerk, f"/intake/{case.id}/supplement/{item.id}", **{"seen": supplementing.as_shown(item)} | data)


def test_asking_names_the_items_and_sets_the_day(desk, case, post):
    response = ask(desk, case, post, "field-citation", "paper-bao_cao_ca_nhan")

    (supplement,) = db.session.scalars(select(Supplement)).all()
    assert (response.status_code, case.state, case.due_at) == (
        303,
        State.SUPPLEMENT,
        datetime(2025, 2, 24, 17, 0, tzinfo=clock.VIETNAM),
    )
    assert (supplement.reason, supplement.due_on) == ("Thiếu xác nhận.", NEXT_WEEK)
    assert [(item.kind, item.key, item.note) for item in supplement.items] == [
        ("field", "citation", "Cần làm lại"),
        ("paper", "bao_cao_ca_nhan", "Cần làm lại"),
    ]


def test_a_note_without_its_tick_asks_for_nothing(desk, case, post):
    note = {"note-field-profile": "Thiếu quê quán.", "tick-field-citation": "y", "note-field-citation": "Cần làm lại"}
    named = {"reason": "Thiếu xác nhận.", "due_on": "24/02/2025"}

    response = post(desk.officer, f"/intake/{case.id}/ask-for-more", **note, **named)

    assert (response.status_code, "chưa đánh dấu mục này" in response.text) == (422, True)
    assert (case.state, items()) == (State.INTAKE, [])


def test_the_case_page_leads_to_asking_though_nothing_is_named_yet(desk, case, get):
    page = get(desk.officer, f"/nominations/{case.id}").text

    assert f'href="/intake/{case.id}/ask-for-more"' in page
    assert "Nêu ít nhất một mục phải bổ sung, sửa lại." not in page


def test_the_case_page_leads_the_unit_to_mending_and_the_desk_to_checking(desk, case, post, get):
    url = f"/nominations/{case.id}"
    before = get(desk.officer, url).text
    ask(desk, case, post, "field-citation")
    asked = get(desk.clerk, url).text
    answer(desk, case, post, "field-citation", text="Mới", version=1)
    post(desk.clerk, f"/intake/{case.id}/supplement")
    answered, elsewhere = get(desk.officer, url).text, get(desk.clerk, url).text

    to_mend, to_check = f'href="/intake/{case.id}/supplement"', f'href="/intake/{case.id}/check-again"'
    first = asked.split('id="next"')[1].split("</li>")[0]
    assert (to_mend in first, "Bổ sung các mục này" in first) == (True, True)
    assert [to_check in page for page in (before, asked, answered, elsewhere)] == [False, False, True, False]
    assert [to_mend in page for page in (before, answered, elsewhere)] == [False, False, False]


def test_the_page_where_the_unit_mends_says_what_was_asked(desk, case, post, get):
    ask(desk, case, post, "field-citation", reason="Thiếu xác nhận của thủ trưởng.")

    page = get(desk.clerk, f"/nominations/{case.id}/edit").text

    assert "Thiếu xác nhận của thủ trưởng." in page
    assert f'href="/intake/{case.id}/supplement"' in page
    assert "Hồ sơ đã đủ các mục bắt buộc" not in page


def test_the_unit_reads_what_is_left_to_do_and_sends_when_it_can(desk, case, post, get):
    ask(desk, case, post, "field-citation")
    url = f"/intake/{case.id}/supplement"
    before = get(desk.clerk, url).text
    answer(desk, case, post, "field-citation", text="Mới", version=1)
    after = get(desk.clerk, url).text

    words = ("Làm xong các việc sau thì nộp bổ sung được:", "còn vướng", "> Nộp bổ sung")
    told = [[part in " ".join(page.split()) for part in words] for page in (before, after)]
    assert told == [[True, False, False], [False, False, True]]


def test_the_proposed_day_is_the_limit_of_the_process(desk, case, get):
    assert operations.proposed_due(case) == NEXT_WEEK
    assert 'value="24/02/2025"' in get(desk.officer, f"/intake/{case.id}/ask-for-more").text


@pytest.mark.parametrize(
    ("named", "more", "sentence"),
    [
        ((), {}, "Chọn ít nhất một mục phải bổ sung, sửa lại."),
        (("field-citation",), {"reason": ""}, "Nêu lý do yêu cầu bổ sung."),
        (("field-citation",), {"due_on": "17/02/2025"}, "Hạn bổ sung phải từ ngày mai trở đi."),
        (("field-citation",), {"due_on": ""}, "Nhập hạn bổ sung."),
    ],
)
def test_a_request_that_nobody_could_follow_is_not_sent(desk, case, post, named, more, sentence):
    response = ask(desk, case, post, *named, **more)

    assert (response.status_code, case.state, items()) == (422, State.INTAKE, [])
    assert sentence in response.text


def test_a_ticked_item_needs_its_note(desk, case, post):
    response = post(
        desk.officer,
        f"/intake/{case.id}/ask-for-more",
        **{"reason": "Thiếu.", "due_on": "24/02/2025", "tick-field-citation": "y"},
    )

    assert response.status_code == 422
    assert "Ghi rõ mục này cần sửa hoặc thiếu gì." in response.text


def test_only_named_items_can_be_answered(desk, case, post, get):
    ask(desk, case, post, "field-citation")

    assert get(desk.clerk, f"/intake/{case.id}/supplement/{item_of('field-citation').id}").status_code == 200
    assert get(desk.clerk, f"/intake/{case.id}/supplement/999999").status_code == 404
    assert get(desk.stranger, f"/intake/{case.id}/supplement/{item_of('field-citation').id}").status_code == 404
    assert get(desk.officer, f"/intake/{case.id}/supplement/{item_of('field-citation').id}").status_code == 403


def test_the_draft_s_own_pages_open_for_named_items_only(desk, case, post):
    ask(desk, case, post, "field-citation")

    named, locked = (
        post(desk.clerk, f"/nominations/{case.id}/fields/{key}", value="Mới", version=version)
        for key, version in (("citation", "1"), ("profile", "0"))
    )

    assert named.status_code < 400
    assert locked.status_code == 409
    assert db.session.scalars(select(DraftField.text).where(DraftField.text != "")).all() == ["Mới"]


def test_a_text_is_written_anew_and_nothing_else_changes(desk, case, post):
    ask(desk, case, post, "field-citation")

    response = answer(desk, case, post, "field-citation", text="Có sáng kiến được công nhận", version="1")

    (field,) = db.session.scalars(select(DraftField)).all()
    assert (response.status_code, field.text, field.version) == (303, "Có sáng kiến được công nhận", 2)
    assert item_of("field-citation").said == "Đã sửa nội dung."


def test_a_colleague_who_was_faster_loses_nobody_a_word(desk, case, post):
    ask(desk, case, post, "field-citation")
    answer(desk, case, post, "field-citation", text="Của người trước", version="1")

    response = answer(desk, case, post, "field-citation", text="Của người sau", version="1")

    assert response.status_code == 409
    assert "Của người sau" in response.text
    assert db.session.scalars(select(DraftField.text)).all() == ["Của người trước"]


def test_a_paper_gets_a_new_file(desk, case, post, scan):
    ask(desk, case, post, "paper-bao_cao_ca_nhan")

    response = answer(desk, case, post, "paper-bao_cao_ca_nhan", file=(BytesIO(scan), "bao-cao-moi.pdf"))

    codes = db.session.scalars(select(Evidence.doc_code).order_by(Evidence.id)).all()
    assert (response.status_code, codes) == (303, ["bao_cao_ca_nhan", "bien_ban_xet_kt", "bao_cao_ca_nhan"])
    assert item_of("paper-bao_cao_ca_nhan").said == "Đã nộp tệp “bao-cao-moi.pdf”."


def test_an_explanation_is_an_answer_and_nothing_is_not(desk, case, post):
    ask(desk, case, post, "paper-bao_cao_ca_nhan", "field-general")

    empty = answer(desk, case, post, "paper-bao_cao_ca_nhan")
    explained = answer(desk, case, post, "field-general", explanation="Đã sửa chức vụ.")

    assert (empty.status_code, explained.status_code) == (422, 303)
    assert "Chọn tệp mới, hoặc giải trình vì sao giữ nguyên." in empty.text
    assert [item.said for item in items()] == ["Đã sửa chức vụ.", ""]


def test_it_is_not_sent_before_every_item_is_answered(desk, case, post):
    ask(desk, case, post, "field-citation", "paper-bao_cao_ca_nhan")
    answer(desk, case, post, "field-citation", text="Mới", version="1")

    early = post(desk.clerk, f"/intake/{case.id}/supplement")
    answer(desk, case, post, "paper-bao_cao_ca_nhan", explanation="Bản cũ đã đủ xác nhận.")
    sent = post(desk.clerk, f"/intake/{case.id}/supplement")

    assert (early.status_code, sent.status_code, case.state) == (409, 303, State.INTAKE)
    assert "Còn mục chưa bổ sung: trả lời từng mục Sở Nội vụ đã nêu." in early.text


def answered(desk, case, post, *named):
    ask(desk, case, post, *named)
    for name in named:
        answer(desk, case, post, name, explanation="Đã làm.")
    post(desk.clerk, f"/intake/{case.id}/supplement")


def check(desk, case, post, **verdicts):
    data = {f"item-{item_of(name.replace('__', '-')).id}": verdict for name, verdict in verdicts.items()}
    return post(desk.officer, f"/intake/{case.id}/check-again", **data)


def test_checking_shows_the_text_before_and_after_and_opens_the_new_file(desk, case, post, get, scan):
    clock.stand_at(TODAY - timedelta(hours=1))
    case.state = State.DRAFT
    post(desk.clerk, f"/nominations/{case.id}/fields/citation", value="Bản cũ", version="1")
    clock.stand_at(TODAY + timedelta(minutes=5))
    case.state = State.INTAKE
    db.session.commit()
    ask(desk, case, post, "field-citation", "paper-bao_cao_ca_nhan", "field-years")
    clock.stand_at(TODAY + timedelta(hours=1))
    answer(desk, case, post, "field-citation", text="Bản mới", version=2)
    answer(desk, case, post, "paper-bao_cao_ca_nhan", file=(BytesIO(scan), "bao-cao-moi.pdf"))
    answer(desk, case, post, "field-years", explanation="Đúng như đã nộp.")
    post(desk.clerk, f"/intake/{case.id}/supplement")

    made = changes.since(queries.open_supplement(case.id), case)
    page = get(desk.officer, f"/intake/{case.id}/check-again").text

    newest = db.session.scalars(select(Evidence).order_by(Evidence.id.desc())).first()
    assert [(one.is_text, one.before, one.after, one.files) for one in made.values()] == [
        (False, None, "", ()),
        (True, "Bản cũ", "Bản mới", ()),
        (False, None, "", (newest,)),
    ]
    assert ("Bản cũ" in page, "Bản mới" in page) == (True, True)
    assert f'href="/nominations/{case.id}/evidence/{newest.id}"' in page


def test_what_was_answered_is_locked_again(desk, case, post):
    answered(desk, case, post, "field-citation")

    response = answer(desk, case, post, "field-citation", text="Muộn", version="1")

    assert response.status_code == 409
    assert "Hồ sơ không ở bước chờ bổ sung." in response.text


def test_all_good_settles_the_request_and_the_dossier_may_be_accepted(desk, case, post):
    answered(desk, case, post, "field-citation", "paper-bao_cao_ca_nhan")

    too_early = post(desk.officer, f"/intake/{case.id}/accept")
    checked = check(desk, case, post, **{"field-citation": "good", "paper-bao_cao_ca_nhan": "good"})
    accepted = post(desk.officer, f"/intake/{case.id}/accept")

    assert "Mục bổ sung chưa kiểm tra lại" in too_early.text
    assert (too_early.status_code, checked.status_code, accepted.status_code) == (409, 303, 303)
    assert case.state == State.APPRAISAL


def test_only_what_is_still_wanting_is_asked_again(desk, case, post):
    answered(desk, case, post, "field-citation", "paper-bao_cao_ca_nhan")
    check(desk, case, post, **{"field-citation": "good", "paper-bao_cao_ca_nhan": "wanting"})

    refused = post(desk.officer, f"/intake/{case.id}/accept")
    other = ask(desk, case, post, "field-citation")
    again = ask(desk, case, post, "paper-bao_cao_ca_nhan")

    assert "phải yêu cầu bổ sung tiếp: Báo cáo thành tích của cá nhân." in refused.text
    assert (other.status_code, again.status_code, case.state) == (422, 303, State.SUPPLEMENT)
    assert [(item.key, item.accepted) for item in items()] == [
        ("citation", True),
        ("bao_cao_ca_nhan", False),
        ("bao_cao_ca_nhan", None),
    ]


def test_every_answered_item_is_judged(desk, case, post):
    answered(desk, case, post, "field-citation", "paper-bao_cao_ca_nhan")

    response = check(desk, case, post, **{"field-citation": "good"})

    assert response.status_code == 422
    assert "Chọn Đạt hoặc Chưa đạt." in response.text


def test_a_day_too_late_closes_the_unit_out_and_lets_a_person_send_it_back(desk, case, post):
    ask(desk, case, post, "field-citation")
    answer(desk, case, post, "field-citation", text="Mới", version="1")
    url = f"/intake/{case.id}/return-overdue"

    in_time = post(desk.head, url, reason="Quá hạn.")
    clock.stand_at(datetime(2025, 2, 24, 17, 1, tzinfo=clock.VIETNAM))
    late = post(desk.clerk, f"/intake/{case.id}/supplement")
    still = case.state
    by_the_desk = post(desk.officer, url, reason="Quá hạn.")
    by_the_head = post(desk.head, url, reason="Quá hạn.")

    assert "Chưa quá hạn bổ sung: chờ đơn vị đến hết hạn." in in_time.text
    assert "Đã quá hạn bổ sung" in late.text
    assert still == State.SUPPLEMENT
    assert [r.status_code for r in (in_time, late, by_the_desk, by_the_head)] == [409, 409, 403, 303]
    assert case.state == State.RETURNED


def test_what_is_overdue_is_not_offered_for_mending(desk, case, post, get):
    ask(desk, case, post, "field-citation")
    clock.stand_at(datetime(2025, 2, 24, 17, 1, tzinfo=clock.VIETNAM))

    assert "Bổ sung các mục này" not in get(desk.clerk, f"/nominations/{case.id}").text


def test_the_last_minute_of_the_last_day_is_in_time(desk, case, post):
    ask(desk, case, post, "field-citation")
    answer(desk, case, post, "field-citation", text="Mới", version="1")
    clock.stand_at(datetime(2025, 2, 24, 16, 58, tzinfo=clock.VIETNAM))

    assert post(desk.clerk, f"/intake/{case.id}/supplement").status_code == 303


def test_returning_needs_a_reason(desk, case, post):
    ask(desk, case, post, "field-citation")
    clock.stand_at(TODAY + timedelta(days=30))

    assert post(desk.head, f"/intake/{case.id}/return-overdue").status_code == 422


THINGS = ["field-general", "field-years", "field-citation", "paper-bao_cao_ca_nhan", "paper-xn_thanh_tich"]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_set_of_named_items_is_what_is_open_and_what_is_asked_again(desk, case, data):
    named = data.draw(st.sets(st.sampled_from(THINGS), min_size=1), label="named")
    wanting = data.draw(st.sets(st.sampled_from(sorted(named))), label="wanting")
    with db.session.begin_nested() as all_of_it:
        request = SupplementRequest(items=tuple(_named(sorted(named))), reason="Thiếu.", due_on=NEXT_WEEK)
        operations.ask_for_more(case, request, actor=desk.officer)
        assert supplementing.may_edit(case, desk.clerk) == named
        assert supplementing.may_edit(case, desk.stranger) == frozenset()
        for item in queries.open_supplement(case.id).items:
            supplementing.answer(case, item, Answer(explanation="Đã làm."), actor=desk.clerk)
        supplementing.send(case, actor=desk.clerk)
        assert supplementing.may_edit(case, desk.clerk) == frozenset()
        verdicts = {
            item.id: f"{item.kind}-{item.key}" not in wanting for item in queries.open_supplement(case.id).items
        }
        operations.check_again(case, verdicts, actor=desk.officer)
        again = {thing.name for thing in nameable.of(case)}
        assert again == (wanting or set(nameable.labels(case)))
        blocked = [list(o.refusals) for o in options(case, desk.officer) if o.name == "accept"]
        assert len(blocked[0]) == len(wanting)
        all_of_it.rollback()
    db.session.expire_all()


def _named(names):
    for name in names:
        kind, _, key = name.partition("-")
        yield Named(kind=kind, key=key, note="Cần làm lại")


def test_nothing_is_checked_where_nothing_was_answered(desk, case):
    with pytest.raises(Refusal):
        operations.check_again(case, {}, actor=desk.officer)


def test_a_thing_that_is_not_in_the_dossier_cannot_be_named(desk, case):
    foreign = SupplementRequest(
        items=(Named(kind="field", key="password", note="?"),), reason="Thiếu.", due_on=NEXT_WEEK
    )

    with pytest.raises(Invalid):
        operations.ask_for_more(case, foreign, actor=desk.officer)
