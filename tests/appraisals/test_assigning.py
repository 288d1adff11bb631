"""The head gives many cases to one appraiser in one go; nothing is given twice, and nothing is lost in silence."""

import re
from datetime import timedelta

import pytest
from flask import current_app
from sqlalchemy import event, select
from werkzeug.exceptions import NotFound

from app import clock
from app.accounts.models import User
from app.appraisals import assigning, handing, lists, operations, queries
from app.audit.models import AuditEvent
from app.desk.queries import worklist
from app.effects import runner
from app.extensions import db
from app.nominations import timeline
from app.nominations.models import Assignment, Handing, Nomination
from app.outbox.models import Notice
from tests import builders
from tests.appraisals.test_criteria import answer
from workflows.award_province_1 import State
from workflows.vocabulary import Role

PAGE = "/appraisals/assign"


@pytest.fixture
def cases(ban):
    """Four that nobody has; the first is the one of the fixtures."""
    come = {"state": State.APPRAISAL, "submitted_at": clock.now(), "received_at": clock.now()}
    names = ("Bá Văn Trịnh", "Katơr Thị Sính", "Chamaléa Thị Sương")
    made = [ban.case, *(builders.nomination(ban.unit, ban.award, ban.in_round, name, **come) for name in names)]
    db.session.commit()
    return made


def given():
    """Who has which case, by the rows and by the log."""
    db.session.expire_all()
    rows = {case.id: case.holding.holder.full_name for case in db.session.scalars(select(Nomination)) if case.holding}
    log = db.session.scalars(select(AuditEvent).where(AuditEvent.action == "assign_appraiser").order_by(AuditEvent.seq))
    return rows, [(event.subject, event.data["to"], event.reason) for event in log]


def ticked(*cases, to, **more):
    return {"nomination_ids": [str(case.id) for case in cases], "user_id": str(to.user_id)} | more


def test_the_chosen_cases_are_given_as_one_by_one(ban, cases, post, get):
    shown = re.findall(r'name="nomination_ids"\s+value="(\d+)"', get(ban.head, PAGE).text)

    answer = post(ban.head, PAGE, **ticked(*cases[:3], to=ban.appraiser, note="Gấp"))

    left = re.findall(r'name="nomination_ids"\s+value="(\d+)"', get(ban.head, PAGE).text)
    assert (shown, answer.status_code, left) == ([str(case.id) for case in cases], 303, [str(cases[3].id)])
    assert given() == (
        dict.fromkeys((case.id for case in cases[:3]), "Đàng Thị Mỹ Hương"),
        [(case.ref, "Đàng Thị Mỹ Hương", "Gấp") for case in cases[:3]],
    )


def test_what_cannot_be_given_is_said_case_by_case(ban, cases, post):
    handing.assign(cases[0], ban.colleague.user_id, "", actor=ban.head)
    cases[1].state = State.APPRAISED
    db.session.commit()

    answer = post(ban.head, PAGE, **ticked(*cases[:3], to=ban.appraiser))

    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text))
    for sentence in (
        "Đã giao 1 hồ sơ, 2 hồ sơ chưa giao được.",
        "Chưa giao: Hồ sơ đang ở Katơr Minh Tuấn; muốn giao lại thì mở hồ sơ đó.",
        "Chưa giao: Hồ sơ không ở bước thẩm định mà ở bước “Có kết luận thẩm định”.",
        "Katơr Thị Sính Đã giao cho Đàng Thị Mỹ Hương",
    ):
        assert sentence in words
    assert answer.status_code == 200
    assert given()[0] == {cases[0].id: "Katơr Minh Tuấn", cases[2].id: "Đàng Thị Mỹ Hương"}


def test_a_case_given_away_while_the_list_was_read_is_not_taken_back(ban, cases):
    read = queries.chosen([cases[0].id, cases[1].id], ban.head)
    given_meanwhile = {"nomination_id": cases[0].id, "from_id": ban.head.user_id, "to_id": ban.colleague.user_id}
    words = {"handing": Handing.GIVEN, "note": "", "at": clock.now()}
    db.session.execute(Assignment.__table__.insert().values(**given_meanwhile, **words))

    outcomes = assigning.assign_all(read, ban.appraiser.user_id, "", actor=ban.head)

    assert [outcome.reasons for outcome in outcomes] == [
        ("Hồ sơ đang ở Katơr Minh Tuấn; muốn giao lại thì mở hồ sơ đó.",),
        (),
    ]


def test_nobody_chosen_and_no_case_chosen_are_told_at_once_and_nothing_is_given(ban, cases, post):
    nothing = post(ban.head, PAGE)
    stranger = post(ban.head, PAGE, **ticked(cases[0], to=ban.head))

    sentences = ("Hồ sơ: Chọn ít nhất một hồ sơ.", "Giao cho: Chọn người nhận hồ sơ.")
    assert (nothing.status_code, [sentence in nothing.text for sentence in sentences]) == (422, [True, True])
    assert (stranger.status_code, f'value="{cases[0].id}"' in stranger.text) == (422, True)
    assert re.search(rf'value="{cases[0].id}"\s+checked', stranger.text)
    assert given() == ({}, [])


def test_a_case_out_of_reach_is_not_found_and_nothing_is_given(ban, cases, post):
    draft = builders.nomination(ban.unit, ban.award, ban.in_round, "Đổng Thị Mai", state=State.DRAFT)
    db.session.commit()

    answer = post(ban.head, PAGE, **ticked(cases[0], draft, to=ban.appraiser))

    assert (answer.status_code, given()) == (404, ({}, []))


def test_the_list_costs_as_much_for_thirty_as_for_three(app, ban, cases, get):
    builders.signed_in(app.test_client(), ban.head)  # the first time somebody is given a second factor
    asked = []
    for _ in range(2):
        db.session.expunge_all()
        with builders.statements() as counted:
            assert get(ban.head, PAGE).status_code == 200
        asked.append(len(counted))
        come = {"state": State.APPRAISAL, "submitted_at": clock.now(), "received_at": clock.now()}
        award, in_round, unit = (db.session.merge(row) for row in (ban.award, ban.in_round, ban.unit))
        for number in range(27):
            builders.nomination(unit, award, in_round, f"Người Số {number}", **come)
        db.session.commit()

    assert asked[0] == asked[1]


def told():
    """Whom which notice reached."""
    runner.run_waiting()
    told_to = select(User.full_name, Notice.text).join(Notice, Notice.user_id == User.id).order_by(Notice.id)
    return [tuple(row) for row in db.session.execute(told_to)]


def test_the_appraiser_alone_is_told_with_the_note_by_one_and_by_many(ban, cases, post):
    post(
        ban.head,
        f"/appraisals/{cases[0].id}/assign",
        seen="0",
        user_id=str(ban.colleague.user_id),
        note="Xem kỹ sáng kiến.",
    )
    post(ban.head, PAGE, **ticked(cases[1], to=ban.appraiser))

    award = ban.award.name
    assert told() == [
        (
            "Katơr Minh Tuấn",
            f"Trưởng ban giao anh/chị thẩm định hồ sơ: {cases[0].nominee_name} – {award}. Lời dặn: Xem kỹ sáng kiến.",
        ),
        ("Đàng Thị Mỹ Hương", f"Trưởng ban giao anh/chị thẩm định hồ sơ: Bá Văn Trịnh – {award}."),
    ]


def test_who_takes_a_case_on_themself_is_told_nothing(ban, cases):
    both = builders.actor(
        Role.APPRAISER, builders.organisation("BAN", "Ban Thi đua"), db.session.get(User, ban.head.user_id)
    )
    handing.assign(cases[0], both.user_id, "", actor=ban.head)
    db.session.commit()

    assert told() == []


def test_the_history_says_to_whom_and_with_which_words_but_not_to_the_unit(ban, cases, post):
    post(
        ban.head,
        f"/appraisals/{cases[0].id}/assign",
        seen="0",
        user_id=str(ban.appraiser.user_id),
        note="Xem kỹ sáng kiến.",
    )

    def history(actor):
        told_of = timeline.of(cases[0], timeline.log_of(cases[0]), actor)
        return [(event.what, event.who, event.why) for event in told_of]

    given_to = ("Phân công thẩm định cho Đàng Thị Mỹ Hương", "Lưu Thị Thanh Nhàn", "Xem kỹ sáng kiến.")
    assert (history(ban.head), history(ban.clerk)) == ([given_to], [])


def test_the_answer_says_to_whom_and_how_many_and_each_choice_what_its_person_has(ban, cases, post, get):
    before = get(ban.head, PAGE).text
    client = builders.signed_in(current_app.test_client(), ban.head)
    client.post(PAGE, data=ticked(*cases[:3], to=ban.appraiser))
    after = client.get(PAGE).text
    client.post(f"/appraisals/{cases[3].id}/assign", data={"seen": "0", "user_id": str(ban.colleague.user_id)})
    one = client.get("/appraisals/").text

    loads = [re.findall(r"(\S+ – đang giữ \d+ hồ sơ)", page) for page in (before, after)]
    assert loads == [
        ["Hương – đang giữ 0 hồ sơ", "Tuấn – đang giữ 0 hồ sơ"],
        ["Hương – đang giữ 3 hồ sơ", "Tuấn – đang giữ 0 hồ sơ"],
    ]
    assert "Đã giao 3 hồ sơ cho Đàng Thị Mỹ Hương." in after
    assert f"Đã giao hồ sơ của {cases[3].nominee_name} cho Katơr Minh Tuấn." in one


def test_the_list_says_how_many_of_how_many_criteria_are_answered(ban, post, get):
    answer(ban, post, ban.appraiser, n1="met")

    (line,) = lists.under_appraisal(ban.head)

    _, leaves = queries.criteria_of(ban.case)
    assert (line.answered, line.criteria) == (1, len(leaves))
    assert f"1/{len(leaves)} tiêu chí" in get(ban.head, "/appraisals/").text


def test_what_was_answered_before_the_case_came_again_is_no_answer_in_the_list(ban, post):
    answer(ban, post, ban.appraiser, n1="met", n2="met")
    clock.stand_at(clock.now() + timedelta(days=1))
    ban.case.received_at = clock.now()
    db.session.commit()
    answer(ban, post, ban.appraiser, only="CST-1", n1="met", version=1)

    (line,) = lists.under_appraisal(ban.head)

    assert line.answered == 1


def test_the_head_s_worklist_tells_what_is_to_be_given_what_is_under_way_and_what_waits_for_them(ban, cases, post):
    handing.assign(cases[1], ban.appraiser.user_id, "", actor=ban.head)
    handing.assign(cases[2], ban.colleague.user_id, "", actor=ban.head)
    operations.draft_opinion(cases[2], operations.Opinion(opinion="fit", reason=""), actor=ban.colleague)
    db.session.flush()

    assert {line.what: line.todo for line in worklist(ban.head)} == {
        cases[0].nominee_name: "Phân công thẩm định",
        cases[1].nominee_name: "Đang xử lý: Đàng Thị Mỹ Hương",
        cases[2].nominee_name: "Chờ kết luận thẩm định",
        cases[3].nominee_name: "Phân công thẩm định",
    }


def test_an_opinion_from_before_the_case_came_again_waits_for_no_conclusion(ban, cases):
    handing.assign(cases[0], ban.appraiser.user_id, "", actor=ban.head)
    operations.draft_opinion(cases[0], operations.Opinion(opinion="fit", reason=""), actor=ban.appraiser)
    cases[0].state_since = clock.now() + timedelta(days=1)
    db.session.flush()

    (line,) = [line for line in worklist(ban.head) if line.id == cases[0].id]

    assert line.todo == "Đang xử lý: Đàng Thị Mỹ Hương"


def test_who_may_appraise_is_asked_once_and_each_case_costs_its_seven_statements(app, ban, cases, post):
    """A savepoint and its end, the log, its event, the row, who has it, the errand; all else is sent once."""
    come = {"state": State.APPRAISAL, "submitted_at": clock.now(), "received_at": clock.now()}
    more = [builders.nomination(ban.unit, ban.award, ban.in_round, f"Người Số {n}", **come) for n in range(30)]
    db.session.commit()
    builders.signed_in(app.test_client(), ban.head)  # the first time somebody is given a second factor
    sent = []
    for form in [ticked(*chosen, to=ban.appraiser) for chosen in (cases[:3], more)]:
        with builders.statements() as counted:
            assert post(ban.head, PAGE, **form).status_code == 303
        sent.append(len(counted))

    assert sent[1] - sent[0] == 7 * 27
    assert len(given()[0]) == 33


def test_lists_of_many_lengths_are_looked_up_by_few_statements(ban):
    """Every connection keeps what it has prepared: lists of every length, sent on purpose, filled two gigabytes."""
    looked_up = set()

    def listen(_connection, _cursor, statement, *_):
        looked_up.add(statement)

    event.listen(db.engine, "before_cursor_execute", listen)
    for length in range(5, 9):
        with pytest.raises(NotFound):
            queries.chosen(range(9000, 9000 + length), ban.head)
    event.remove(db.engine, "before_cursor_execute", listen)

    assert len([statement for statement in looked_up if "FROM nomination" in statement]) == 1
