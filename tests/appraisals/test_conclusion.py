"""Assigned, drafted, concluded: each way with what stands in it; the unit hears the end and why."""

import re
from datetime import date

import pytest
from sqlalchemy import select

from app import clock
from app.appraisals import consulting, handing, lists, operations, queries
from app.appraisals.consulting import Inquiry
from app.appraisals.models import Conclusion, CriterionAnswer, Verdict
from app.audit.models import AuditEvent
from app.errors import Refusal
from app.extensions import db
from app.nominations import cases, timeline
from app.nominations.models import Nomination
from app.nominations.openings import Look, panels, tasks
from tests import builders
from tests.appraisals.test_consultations import ask, rows
from tests.patience import done_meanwhile
from workflows.award_province_1 import State


def meet_everything(ban):
    for code in ("CST-1", "CST-2", "CST-4", "CST-5"):
        db.session.add(
            CriterionAnswer(
                nomination_id=ban.case.id,
                criterion_code=code,
                verdict=Verdict.MET,
                answered_by_id=ban.appraiser.user_id,
                answered_at=clock.now(),
            )
        )
    db.session.commit()


def result_panel(ban, who):
    return [panel.context["result"] for panel in panels(Look(ban.case), who) if "_result_panel" in panel.template]


def test_the_head_gives_a_case_to_an_appraiser_and_the_list_shows_it(ban, post, get):
    response = post(
        ban.head, f"/appraisals/{ban.case.id}/assign", seen="0", user_id=str(ban.appraiser.user_id), note="Gấp"
    )

    (event_,) = db.session.scalars(select(AuditEvent).where(AuditEvent.action == "assign_appraiser")).all()
    assert (response.status_code, ban.case.appraiser_id) == (303, ban.appraiser.user_id)
    assert (event_.reason, event_.data) == ("Gấp", {"from": "", "to": "Đàng Thị Mỹ Hương"})
    assert "Đàng Thị Mỹ Hương" in get(ban.head, "/appraisals/").text


def test_only_appraisers_are_given_cases_and_only_by_the_head(ban, post):
    url = f"/appraisals/{ban.case.id}/assign"

    assert post(ban.head, url, user_id=str(ban.clerk.user_id)).status_code == 422
    assert post(ban.appraiser, url, user_id=str(ban.appraiser.user_id)).status_code == 403
    assert ban.case.appraiser_id is None


@pytest.mark.parametrize("step", ["conclude-fit", "conclude-unfit", "return-to-unit"])
def test_who_concludes_has_the_findings_before_them(ban, get, step):
    meet_everything(ban)

    findings = get(ban.head, f"/appraisals/{ban.case.id}/{step}").text.partition("Kết quả từng tiêu chí")[2]

    assert re.findall(r'data-label="Kết quả">\s*<span[^>]*>([^<]*)', findings) == [
        "Đạt",
        "Đạt",
        "Chưa trả lời",
        "Đạt",
        "Đạt",
    ]


def test_a_fit_conclusion_needs_every_criterion_and_every_answer(ban, post):
    ask(ban, post, ban.police)

    response = post(ban.head, f"/appraisals/{ban.case.id}/conclude-fit")

    assert (response.status_code, ban.case.state) == (409, State.APPRAISAL)
    for sentence in (
        "Chưa có kết luận: Đã 03 lần liên tục được tặng danh hiệu Chiến sĩ thi đua cơ sở.",
        "Hiệp y: Công an tỉnh chưa trả lời (hạn 03/03/2025).",
    ):
        assert sentence in response.text


def test_a_fit_case_goes_on_to_the_council(ban, post):
    meet_everything(ban)

    response = post(ban.head, f"/appraisals/{ban.case.id}/conclude-fit")

    assert (response.status_code, ban.case.state) == (303, State.APPRAISED)


def test_a_fit_case_is_said_to_wait_for_who_acts_next(ban):
    ban.case.state = State.APPRAISED

    assert cases.overview(ban.case, ban.head).who == "Thư ký Hội đồng"


@pytest.mark.parametrize(
    ("step", "state", "label"),
    [
        ("conclude-unfit", State.NOT_APPROVED, "Không đủ điều kiện, tiêu chuẩn"),
        ("return-to-unit", State.RETURNED, "Trả lại đơn vị"),
    ],
)
def test_a_refusal_needs_a_reason_that_the_unit_reads(ban, post, step, state, label):
    url = f"/appraisals/{ban.case.id}/{step}"
    ask(ban, post, ban.police)

    bare = post(ban.head, url)
    before = result_panel(ban, ban.clerk)
    given = post(ban.head, url, reason="Chưa có sáng kiến.")

    assert (bare.status_code, before) == (422, [])
    assert (given.status_code, ban.case.state) == (303, state)
    assert [(told.label, told.reason) for told in result_panel(ban, ban.clerk)] == [(label, "Chưa có sáng kiến.")]
    assert rows() == [(ban.police.organisation_id, "cancelled", None)]


def test_an_appraiser_drafts_and_does_not_conclude(ban, post):
    drafted = post(
        ban.appraiser, f"/appraisals/{ban.case.id}/opinion", opinion="unfit", reason="Chưa có sáng kiến.", version="0"
    )
    concluded = post(ban.appraiser, f"/appraisals/{ban.case.id}/conclude-unfit", reason="Chưa có sáng kiến.")

    (draft,) = db.session.scalars(select(Conclusion)).all()
    assert (drafted.status_code, concluded.status_code, ban.case.state) == (303, 403, State.APPRAISAL)
    assert (draft.opinion, draft.reason) == ("unfit", "Chưa có sáng kiến.")


def test_the_draft_is_there_when_the_head_concludes(ban, post, get):
    post(ban.appraiser, f"/appraisals/{ban.case.id}/opinion", opinion="unfit", reason="Thiếu đề tài.", version="0")

    assert get(ban.head, f"/appraisals/{ban.case.id}/conclude-unfit").text.count("Thiếu đề tài.") == 2
    assert get(ban.head, f"/appraisals/{ban.case.id}/return-to-unit").text.count("Thiếu đề tài.") == 1


def test_the_head_reads_the_draft_on_the_page_of_the_case(ban, post, get):
    post(ban.appraiser, f"/appraisals/{ban.case.id}/opinion", opinion="unfit", reason="Thiếu sáng kiến.", version="0")

    pages = [get(who, f"/nominations/{ban.case.id}").text for who in (ban.head, ban.clerk)]

    assert ["Thiếu sáng kiến." in page for page in pages] == [True, False]


def test_a_slower_draft_is_shown_back(ban, post):
    url = f"/appraisals/{ban.case.id}/opinion"
    post(ban.appraiser, url, opinion="fit", reason="Đủ.", version="0")

    response = post(ban.colleague, url, opinion="unfit", reason="Chưa đủ đâu.", version="0")

    assert response.status_code == 409
    assert "Chưa đủ đâu." in response.text
    assert db.session.scalars(select(Conclusion.reason)).all() == ["Đủ."]


def test_each_page_shows_what_stands_in_the_way(ban, get):
    pages = [get(ban.head, f"/appraisals/{ban.case.id}/{step}") for step in ("conclude-fit", "conclude-unfit")]

    assert [page.status_code for page in pages] == [200, 200]
    assert "Chưa thực hiện được, còn vướng:" in pages[0].text
    assert "Chưa thực hiện được, còn vướng:" not in pages[1].text
    assert [re.findall(r"(Kết luận (?:không )?đạt)\s*</button>", page.text) for page in pages] == [
        [],  # no button for what would be refused
        ["Kết luận không đạt"],
    ]
    assert "<li>“Có sáng kiến" in pages[0].text  # of things one is enough: each on its own line


def test_what_comes_next_stands_at_the_head_of_the_page_for_whoever_has_the_case(ban, post):
    def told(*people):
        db.session.refresh(ban.case)
        return [[task.label for task in tasks(Look(ban.case), who)] for who in people]

    nobody_has_it = told(ban.head, ban.appraiser)
    handing.assign(ban.case, ban.appraiser.user_id, "", actor=ban.head)
    db.session.flush()
    given = told(ban.head, ban.appraiser, ban.colleague)
    meet_everything(ban)
    judged = told(ban.appraiser)
    post(ban.appraiser, f"/appraisals/{ban.case.id}/opinion", opinion="fit", reason="Đủ.", version="0")
    drafted = told(ban.appraiser)

    assert nobody_has_it == [["Giao chuyên viên"], []]
    assert given == [[], ["Thẩm định từng tiêu chí"], []]
    assert (judged, drafted) == ([["Dự thảo kết luận"]], [["Trình, trả lại"]])


def test_the_reason_of_a_fit_conclusion_is_told_too(ban, post):
    meet_everything(ban)

    post(ban.head, f"/appraisals/{ban.case.id}/conclude-fit", reason="Tiêu biểu.")

    assert queries.result(ban.case, timeline.log_of(ban.case)).reason == "Tiêu biểu."


def test_the_list_costs_the_same_for_any_number_of_cases(ban, app):
    client = builders.signed_in(app.test_client(), ban.head)
    counts = []
    for more in (0, 2, 10):
        for n in range(more):
            builders.nomination(
                ban.unit, ban.award, ban.in_round, f"Bá Văn {n}", state=State.APPRAISAL, submitted_at=clock.now()
            )
        db.session.commit()
        with builders.statements() as said:
            client.get("/appraisals/")
        counts.append(len(said))

    assert counts == [counts[0]] * 3
    assert counts[0] <= 10


@pytest.mark.parametrize(("whose", "shown"), [("mine", 1), ("nobody", 1), ("", 2)])
def test_the_list_is_narrowed_by_who_has_the_case(ban, whose, shown):
    handing.assign(ban.case, ban.appraiser.user_id, "", actor=ban.head)
    builders.nomination(ban.unit, ban.award, ban.in_round, "Bá Văn A", state=State.APPRAISAL, submitted_at=clock.now())

    assert len(lists.under_appraisal(ban.appraiser, whose=whose)) == shown


def test_the_list_is_searched_without_marks(ban):
    assert [len(lists.under_appraisal(ban.head, words=words)) for words in ("thi suong", "SƯƠNG", "100%")] == [
        1,
        1,
        0,
    ]


def asking(ban, case_id):
    wanted = Inquiry(agency_ids=[ban.police.organisation_id], question="?", due_on=date(2025, 3, 3))
    consulting.ask(db.session.get_one(Nomination, case_id), wanted, actor=ban.appraiser)


def concluding(ban, case_id):
    operations.conclude(db.session.get_one(Nomination, case_id), "conclude_fit", "", actor=ban.head)


@pytest.mark.parametrize(
    ("first", "second", "reasons", "asked"),
    [
        (asking, concluding, ["Hiệp y: Công an tỉnh chưa trả lời (hạn 03/03/2025)."], 1),
        (concluding, asking, ["Chỉ hỏi ý kiến cơ quan khác khi hồ sơ đang thẩm định."], 0),
    ],
)
def test_no_agency_is_asked_of_a_case_that_is_concluded_at_the_same_moment(app, ban, first, second, reasons, asked):
    meet_everything(ban)
    case_id = ban.case.id

    first(ban, case_id)  # and not committed yet
    with pytest.raises(Refusal) as refused:
        done_meanwhile(app, lambda: second(ban, case_id))

    assert (refused.value.reasons, len(rows())) == (reasons, asked)
