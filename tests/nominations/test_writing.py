"""Texts save themselves, each with its own version; two colleagues lose nothing."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.errors import Refusal
from app.extensions import db
from app.nominations import writing
from app.nominations.models import DraftField, DraftRevision, Nomination
from app.nominations.writing import Late, Saved, TextEdit
from app.text import nfc
from tests import builders
from workflows.award_province_1 import State

JSON = {"Accept": "application/json", "X-Requested-With": "XMLHttpRequest"}


def field(case, key="citation"):
    return db.session.get(DraftField, (case.id, key))


def revisions():
    found = db.session.scalars(select(DraftRevision).order_by(DraftRevision.id))
    return [(one.key, one.text, one.was_kept, one.settled_at is not None) for one in found]


def save(ask, actor, case, text, version, *, key="citation", headers=JSON):
    return ask(actor, f"/nominations/{case.id}/fields/{key}", {"value": text, "version": version}, headers=headers)


def test_a_text_is_saved_as_it_is_typed_and_answered_with_what_still_lacks(ask, office, draft):
    answer = save(ask, office.clerk, draft, "Đã hoàn thành xuất sắc nhiệm vụ.", 0)

    assert (answer.status_code, answer.json["version"], answer.json["saved_at"]) == (200, 1, "08:00")
    assert "Chưa viết mục “Sơ lược lý lịch”." in answer.json["gaps_html"]
    assert "Chưa viết mục “Nội dung đề nghị khen”." not in answer.json["gaps_html"]
    assert (field(draft).text, field(draft).updated_by_id) == (
        "Đã hoàn thành xuất sắc nhiệm vụ.",
        office.clerk.user_id,
    )


def test_each_text_has_a_version_of_its_own(ask, office, draft):
    save(ask, office.clerk, draft, "một", 0)
    save(ask, office.clerk, draft, "hai", 1)

    answer = save(ask, office.colleague, draft, "lý lịch", 0, key="profile")

    assert (answer.status_code, field(draft).version, field(draft, "profile").version) == (200, 2, 1)


def test_the_slower_one_is_told_who_was_faster_and_keeps_the_text(ask, office, draft):
    save(ask, office.colleague, draft, "của Trịnh", 0)

    answer = save(ask, office.clerk, draft, "của Ánh", 0)

    assert answer.status_code == 409
    assert answer.json == {"who": "Bá Văn Trịnh", "when": "08:00 17/02/2025", "text": "của Trịnh", "version": 1}
    assert field(draft).text == "của Trịnh"
    assert revisions() == [("citation", "của Trịnh", True, False), ("citation", "của Ánh", False, False)]


def test_without_script_both_texts_are_shown_and_either_may_be_used(ask, office, draft):
    save(ask, office.colleague, draft, "của Trịnh", 0)

    page = save(ask, office.clerk, draft, "của Ánh", 0, headers=None)
    (late,) = db.session.scalars(select(DraftRevision).where(~DraftRevision.was_kept)).all()
    chosen = ask(office.clerk, f"/nominations/{draft.id}/late-texts/{late.id}/use", {"version": 1})

    assert (page.status_code, "của Trịnh" in page.text, "của Ánh" in page.text) == (409, True, True)
    assert (chosen.status_code, field(draft).text, field(draft).version) == (303, "của Ánh", 2)
    assert revisions()[1] == ("citation", "của Ánh", False, True)


def test_without_script_a_saved_text_leads_back_to_its_place(ask, office, draft):
    answer = save(ask, office.clerk, draft, "một", 0, headers=None)

    assert (answer.status_code, answer.location) == (303, f"/nominations/{draft.id}/edit#text-citation")


def test_the_draft_page_lists_late_texts_of_their_author_alone(ask, office, draft):
    save(ask, office.colleague, draft, "của Trịnh", 0)
    save(ask, office.clerk, draft, "của Ánh", 0)

    shown = [
        "chưa lưu được" in ask(who, f"/nominations/{draft.id}/edit").text for who in (office.clerk, office.colleague)
    ]

    assert shown == [True, False]


def test_a_late_text_given_up_is_listed_no_more_and_stays_in_the_revisions(ask, office, draft):
    save(ask, office.colleague, draft, "của Trịnh", 0)
    save(ask, office.clerk, draft, "của Ánh", 0)
    (late,) = db.session.scalars(select(DraftRevision).where(~DraftRevision.was_kept)).all()
    url = f"/nominations/{draft.id}/late-texts/{late.id}/give-up"

    answers = [ask(who, url, {}).status_code for who in (office.colleague, office.stranger, office.clerk, office.clerk)]

    assert answers == [404, 404, 303, 404]
    assert revisions()[1] == ("citation", "của Ánh", False, True)


def test_keeping_both_settles_the_late_text(ask, office, draft):
    save(ask, office.colleague, draft, "của Trịnh", 0)
    save(ask, office.clerk, draft, "của Ánh", 0)

    save(ask, office.clerk, draft, "của Ánh\n\ncủa Trịnh", 1)

    assert [settled for *_, settled in revisions()] == [False, True, False]


def test_taking_the_colleagues_text_settles_the_late_one(ask, office, draft):
    save(ask, office.colleague, draft, "của Trịnh", 0)
    save(ask, office.clerk, draft, "của Ánh", 0)

    answer = save(ask, office.clerk, draft, "của Trịnh", 1)

    assert (answer.status_code, answer.json["version"]) == (200, 1)
    assert revisions()[1] == ("citation", "của Ánh", False, True)


def test_a_text_too_long_is_refused_in_words(ask, office, draft):
    answer = save(ask, office.clerk, draft, "a" * 1001, 0)

    assert (answer.status_code, answer.json) == (422, {"errors": ["Không dài quá 1000 ký tự."]})


def test_a_text_too_long_comes_back_whole_without_script(ask, office, draft):
    answer = save(ask, office.clerk, draft, "a" * 1001, 0, headers=None)

    assert (answer.status_code, "a" * 1001 in answer.text) == (422, True)


def test_an_unknown_text_is_not_found(ask, office, draft):
    assert save(ask, office.clerk, draft, "x", 0, key="anything").status_code == 404


def test_who_may_not_write_is_refused(ask, office, draft):
    answers = [save(ask, who, draft, "x", 0).status_code for who in (office.head, office.officer, office.stranger)]

    assert (answers, revisions()) == ([403, 403, 404], [])


def test_a_case_under_way_is_read_only(office, draft):
    said = set()
    for state in set(State) - {State.DRAFT, State.RETURNED}:
        draft.state = state
        db.session.flush()
        with pytest.raises(Refusal) as refused:
            writing.save_text(draft, "citation", TextEdit(value="x", version=0), actor=office.clerk)
        said.add(refused.value.reasons[0] == f"Hồ sơ đang ở bước “{draft.state_name}”: mục này chỉ đọc.")

    assert (said, revisions()) == ({True}, [])


def test_a_returned_case_may_be_written_again(ask, office, draft):
    draft.state = State.RETURNED

    assert save(ask, office.clerk, draft, "x", 0).status_code == 200


edits = st.lists(
    st.tuples(st.booleans(), st.text(alphabet="aăâđ \n", max_size=6), st.integers(0, 4)), min_size=1, max_size=12
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits)
def test_whatever_two_editors_type_is_somewhere(office, typed):
    """Each save is based on whatever version its writer last heard of, or an older one."""
    case = builders.nomination(office.unit, office.award, office.in_round, created_by_id=office.clerk.user_id)
    for is_clerk, text, version in typed:
        actor = office.clerk if is_clerk else office.colleague
        before = next((one.version for one in case.fields), 0)
        outcome = writing.save_text(case, "citation", TextEdit(value=text, version=version), actor=actor)
        assert isinstance(outcome, Saved) or (isinstance(outcome, Late) and version != before)

    kept = set(db.session.scalars(select(DraftRevision.text).where(DraftRevision.nomination_id == case.id)))
    kept |= {one.text for one in db.session.get_one(Nomination, case.id).fields} | {""}
    assert {nfc(text) for _, text, _ in typed} <= kept
    db.session.rollback()
