"""Cadres of Ban Thường vụ Tỉnh ủy: who marks them, who asks, who answers, and that nobody is concluded fit before."""

from datetime import date, datetime
from io import BytesIO
from itertools import product

import pytest

from app import clock
from app.appraisals import beside, consulting
from app.appraisals.beside import Asked, Beside
from app.appraisals.consulting import Inquiry
from app.appraisals.models import ConsultationStatus
from app.casework import options
from app.decisions.heard import heard
from app.desk.queries import worklist
from app.errors import Invalid, Refusal, SomebodyWasFaster
from app.extensions import db
from app.nominations import openings, timeline
from app.nominees.models import NomineeKind
from app.papers import queries as papers
from app.party_opinions import operations, queries
from app.party_opinions.models import PartyAnswer, PartyStatus
from app.party_opinions.operations import Answer, Mark
from app.public_notices.models import LIVING, NoticeStatus
from tests import builders
from tests.public_notices.conftest import hall, read, send  # noqa: F401 -- fixtures
from workflows.award_province_1 import State
from workflows.vocabulary import Role

BASIS = "Phó Giám đốc Sở, theo quy định phân cấp của Tỉnh ủy"
NOT_ASKED, NOT_ANSWERED = (
    "Thuộc diện Ban Thường vụ Tỉnh ủy quản lý: chưa xin ý kiến.",
    "Ban Thường vụ Tỉnh ủy chưa trả lời.",
)


@pytest.fixture
def bench(hall):  # noqa: F811
    """The hall with the party's office; its round asks the people nothing."""
    hall.in_round.people_notice = False
    hall.party = builders.actor(Role.PARTY_COMMITTEE, builders.organisation("VPTU", "Văn phòng Tỉnh ủy"))
    hall.head = builders.actor(
        Role.BAN_HEAD, db.session.get_one(type(hall.cases[0].unit), hall.director.organisation_id)
    )
    hall.case = hall.cases[0]
    db.session.commit()
    return hall


def mark(bench, *, is_managed=True, version=None, actor=None, case=None):
    case = case or bench.case
    known = queries.of(case.id)
    seen = (known.version if known else 0) if version is None else version
    operations.mark(case, Mark(is_managed=is_managed, basis=BASIS, version=seen), actor=actor or bench.appraiser)
    return queries.of(case.id)


def asked(bench):
    opinion = mark(bench)
    operations.ask(opinion, "Kính đề nghị cho ý kiến.", version=opinion.version, actor=bench.director)
    return opinion


def answer(bench, opinion, **more):
    given = {
        "outcome": PartyAnswer.AGREES,
        "answer": "",
        "answer_number": "1234-CV/TU",
        "answered_on": clock.today(),
        "version": opinion.version,
    }
    operations.answer(opinion, Answer(**(given | more)), bench.scan, actor=bench.party)


def matters(bench):
    return openings.facts(bench.case).open_matters


def test_a_marked_case_waits_for_the_question_and_then_for_the_answer(bench):
    before = matters(bench)
    opinion = mark(bench)
    marked = matters(bench)
    operations.ask(opinion, "Kính đề nghị cho ý kiến.", version=opinion.version, actor=bench.director)
    waits = matters(bench)
    answer(bench, opinion)

    assert [before, marked, waits, matters(bench)] == [(), (NOT_ASKED,), (NOT_ANSWERED,), ()]
    assert [event.action for event in builders.events_of(bench.case.ref)] == [
        *("mark_for_party", "ask_party", "answer_of_party"),
    ]


def test_a_mark_is_taken_back_as_long_as_nobody_asked(bench):
    mark(bench)
    mark(bench, is_managed=False)
    dropped = matters(bench)
    asked(bench)

    with pytest.raises(Refusal):
        mark(bench, is_managed=False)
    assert dropped == ()
    assert matters(bench) == (NOT_ANSWERED,)


def test_the_unit_marks_its_draft_and_the_department_the_case_it_appraises(bench):
    unit, award = bench.case.unit, bench.case.award_version
    clerk = bench.clerk
    draft = builders.nomination(unit, award, bench.in_round, "Katơr Thị Sính", created_by_id=clerk.user_id)
    household = builders.nomination(unit, award, bench.in_round, "Hán Lệ", kind=NomineeKind.HOUSEHOLD)
    who = {"clerk": clerk, "appraiser": bench.appraiser, "head": bench.head, "intake": bench.intake}
    cases = {"draft": draft, "appraised": bench.case, "household": household}

    may = {(name, case) for name, case in product(who, cases) if operations.may_mark(cases[case], who[name])}
    assert may == {("clerk", "draft"), ("appraiser", "appraised"), ("head", "appraised")}


def test_the_letter_is_for_the_department_and_the_party_office_alone(bench):
    opinion = asked(bench)

    assert papers.may_see(opinion.letter, bench.appraiser) is True
    assert papers.may_see(opinion.letter, bench.clerk) is False
    assert opinion.letter.title == "V/v xin ý kiến khen thưởng cán bộ thuộc diện Ban Thường vụ Tỉnh ủy quản lý"


def test_an_answer_to_another_question_than_was_read_is_given_back(bench):
    opinion = asked(bench)

    with pytest.raises(SomebodyWasFaster):
        answer(bench, opinion, version=opinion.version - 1)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"answered_on": date(2025, 2, 18)}, "answered_on"),
        ({"answered_on": date(2025, 2, 14)}, "answered_on"),
        ({"outcome": PartyAnswer.OBJECTS}, "answer"),
    ],
)
def test_an_answer_has_a_possible_day_and_says_why_not(bench, wrong, field):
    opinion = asked(bench)

    with pytest.raises(Invalid) as refused:
        answer(bench, opinion, **wrong)

    assert [*refused.value.errors] == [field]


def test_a_case_concluded_another_way_is_asked_again_should_it_return(bench):
    opinion = asked(bench)
    consulting.stop_asking(bench.case, "Đã có kết luận thẩm định.", actor=bench.head)

    assert (opinion.status, matters(bench)) == (PartyStatus.NEEDED, (NOT_ASKED,))


def test_the_letter_to_the_chairman_says_what_people_and_party_answered(bench):
    opinion = asked(bench)
    answer(bench, opinion, outcome=PartyAnswer.OBJECTS, answer="Đang xem xét kỷ luật.")
    db.session.flush()

    (said,) = heard(bench.cases)
    assert said == (
        "Ban Thường vụ Tỉnh ủy không đồng ý việc khen thưởng bà Bá Văn Trịnh: Đang xem xét kỷ luật (văn bản số"
        " 1234-CV/TU ngày 17 tháng 02 năm 2025)"
    )


def test_every_combination_of_what_is_open_beside_a_case_keeps_it_from_being_concluded_fit(bench):
    notice = bench.drafted(bench.case)
    opinion = mark(bench)
    inquiry = Inquiry(agency_ids=[bench.party.organisation_id], question="Hỏi", due_on=date(2025, 3, 3))
    (consultation,) = consulting.ask(bench.case, inquiry, actor=bench.appraiser)
    wrong = []
    for agency, party, people, must in product(ConsultationStatus, PartyStatus, NoticeStatus, (True, False)):
        consultation.status, opinion.status, notice.status = agency, party, people
        bench.in_round.people_notice = must
        db.session.flush()
        expected = (
            agency is ConsultationStatus.ASKED,
            party in {PartyStatus.NEEDED, PartyStatus.ASKED},
            people in LIVING or (people is NoticeStatus.CANCELLED and must),
        )
        if len(matters(bench)) != sum(expected):
            wrong.append((agency, party, people, must))

    assert wrong == []


def test_what_is_open_stands_among_the_reasons_of_the_conclusion(bench):
    asked(bench)
    (option,) = (one for one in options(bench.case, bench.head) if one.name == "conclude_fit")

    assert NOT_ANSWERED in option.refusals


def test_by_the_simplified_procedure_nobody_waits_for_a_notice_that_does_not_list_the_case(bench):
    bench.in_round.people_notice = True
    nothing = Beside([], None, [])
    listed = Beside([], None, [Asked("people", 1, "TB", "open", None, None, "", "", 0)])
    usual = [*beside.open_matters(bench.case, nothing)]
    bench.case.workflow_key = "medal_simplified"
    db.session.expunge(bench.case)

    assert len(usual) == 1
    assert [*beside.open_matters(bench.case, nothing)] == []
    assert len([*beside.open_matters(bench.case, listed)]) == 1


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
def test_a_cadre_goes_from_the_mark_to_the_answer_by_the_pages(bench, send, read):  # noqa: F811
    case = bench.case.id
    of_case = f"/party-opinions/of-case/{case}"
    marked = send(bench.appraiser, f"{of_case}/mark", managed="yes", basis=BASIS, version=0)
    told = [line.todo for line in worklist(bench.director)]
    version = queries.of(case).version
    preview = send(bench.director, f"{of_case}/ask", question="Kính đề nghị.", version=version, preview="1")
    signed = send(bench.director, f"{of_case}/ask", question="Kính đề nghị.", version=version)
    db.session.expire_all()
    opinion = queries.of(case)
    root = f"/party-opinions/{opinion.id}"
    waiting = [(line.todo, line.room, line.id) for line in worklist(bench.party)]
    letter_before = read(bench.party, f"{root}/letter.pdf").status_code
    bench.number(opinion.letter)
    db.session.commit()
    letter_after = read(bench.party, f"{root}/letter.pdf")
    empty = send(bench.party, root, version=opinion.version, answer_number="1234-CV/TU")
    scan = (BytesIO(builders.blank_pdf()), "tra-loi.pdf")
    given = {"outcome": "agrees", "answer_number": "1234-CV/TU", "answered_on": "17/02/2025", "file": scan}
    answered = send(bench.party, root, version=opinion.version, **given)
    db.session.expire_all()

    assert [marked.status_code, preview.status_code, signed.status_code, answered.status_code] == [303, 200, 303, 303]
    assert (preview.data[:5], letter_before, letter_after.data[:5]) == (b"%PDF-", 404, b"%PDF-")
    assert "Xin ý kiến Ban Thường vụ Tỉnh ủy" in told
    assert waiting == [("Ghi trả lời của Ban Thường vụ Tỉnh ủy", "party_opinions", opinion.id)]
    assert (empty.status_code, "1234-CV/TU" in empty.text, "Chọn ý kiến." in empty.text) == (422, True, True)
    assert queries.of(case).status is PartyStatus.ANSWERED
    assert "văn bản số 1234-CV/TU" in " ".join(read(bench.appraiser, f"/nominations/{case}").text.split())
    assert read(bench.appraiser, f"{of_case}/answer-file").status_code == 200
    assert "Đồng ý" in read(bench.party, root).text


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
def test_the_unit_finds_the_mark_on_the_page_of_its_draft(bench, send, read):  # noqa: F811
    unit, award = bench.case.unit, bench.case.award_version
    draft = builders.nomination(unit, award, bench.in_round, "Katơr Thị Sính", created_by_id=bench.clerk.user_id)
    db.session.commit()
    page = f"/nominations/{draft.id}/edit"
    before = read(bench.clerk, page).text
    send(bench.clerk, f"/party-opinions/of-case/{draft.id}/mark", managed="yes", basis=BASIS, version=0)

    assert f"/party-opinions/of-case/{draft.id}/mark" in before
    assert BASIS in read(bench.clerk, page).text
    assert (
        send(bench.clerk, f"/party-opinions/of-case/{bench.case.id}/mark", managed="yes", basis="x").status_code == 409
    )


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
def test_a_unit_reads_what_it_said_itself_and_nothing_of_what_the_department_found(bench, send, read):  # noqa: F811
    unit, award = bench.case.unit, bench.case.award_version
    own = builders.nomination(unit, award, bench.in_round, "Katơr Thị Sính", created_by_id=bench.clerk.user_id)
    db.session.commit()
    mark(bench, case=own, actor=bench.clerk)
    mark(bench)
    mark(bench, is_managed=False)
    asked(bench)
    bench.case.state = State.RETURNED
    db.session.commit()

    def story(case, who):
        told = timeline.of(case, timeline.log_of(case), who)
        return [(event.what, event.why) for event in told if "Thường vụ" in event.what]

    pages = [f"/nominations/{bench.case.id}/edit", f"/nominations/{bench.case.id}"]
    own_word = ("Ghi nhận thuộc diện Ban Thường vụ Tỉnh ủy quản lý", BASIS)
    assert (story(own, bench.clerk), story(bench.case, bench.clerk)) == ([own_word], [])
    assert len(story(bench.case, bench.appraiser)) == 4
    assert [("Thường vụ" in read(bench.clerk, page).text) for page in pages] == [False, False]
    of_case = f"/party-opinions/of-case/{bench.case.id}/mark"
    overwritten = send(bench.clerk, of_case, managed="no", basis="Không phải.", version=0)
    assert (read(bench.clerk, of_case).status_code, overwritten.status_code) == (404, 404)
    assert queries.of(bench.case.id).status is PartyStatus.ASKED


def test_the_desk_of_the_director_asks_only_about_what_is_appraised(bench):
    mark(bench)
    bench.case.state = State.RETURNED
    clock.stand_at(datetime(2025, 2, 18, 8, 0, tzinfo=clock.VIETNAM))
    db.session.commit()

    assert [line.todo for line in worklist(bench.director)] == []
