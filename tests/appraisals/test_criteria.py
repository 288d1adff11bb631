"""Each criterion answered, by whom, with what evidence; two colleagues lose nothing; the tree decides."""

from html import unescape

import pytest
from sqlalchemy import select

from app.appraisals import queries
from app.appraisals.models import CriterionAnswer
from app.extensions import db
from app.nominations import timeline
from app.nominations.openings import Look, panels
from tests import builders
from tests.builders import events_of
from workflows.award_province_1 import State
from workflows.vocabulary import Role

ALL = ["CST-1", "CST-2", "CST-3", "CST-4", "CST-5"]


def answer(ban, post, who, only=None, version=0, **verdicts):
    """Verdicts by the number of their criterion: n2="met"."""
    data = {"only": only} if only else {}
    for number, verdict in verdicts.items():
        code = f"CST-{number[1:]}"
        data |= {
            f"{code}-verdict": verdict,
            f"{code}-version": str(version),
            f"{code}-note": f"{who.name} xem",
            f"{code}-evidence_id": str(ban.evidence.id) if verdict == "met" else "",
        }
    return post(who, f"/appraisals/{ban.case.id}/criteria", **data)


def kept():
    found = db.session.scalars(select(CriterionAnswer).order_by(CriterionAnswer.criterion_code))
    return [(a.criterion_code, a.verdict.value, a.note, a.version) for a in found]


def test_all_are_saved_together_and_the_rest_may_wait(ban, post):
    response = answer(ban, post, ban.appraiser, n1="met", n5="not_met")

    assert response.status_code == 303
    assert kept() == [("CST-1", "met", "Đàng Thị Mỹ Hương xem", 1), ("CST-5", "not_met", "Đàng Thị Mỹ Hương xem", 1)]


def test_one_is_saved_by_its_own_button(ban, post):
    response = answer(ban, post, ban.appraiser, only="CST-5", n1="met", n5="met")

    assert response.headers["Location"].endswith("#CST-5")
    assert [code for code, *_ in kept()] == ["CST-5"]


def test_its_own_button_asks_for_a_verdict(ban, post):
    response = answer(ban, post, ban.appraiser, only="CST-5", n1="met")

    assert response.status_code == 422
    assert "Chọn kết quả cho tiêu chí này." in response.text


def test_an_empty_page_says_that_nothing_was_answered(ban, post):
    response = answer(ban, post, ban.appraiser)

    assert response.status_code == 422
    assert "Chưa có tiêu chí nào được trả lời." in response.text


def test_an_error_names_its_criterion_at_the_head_of_the_page(ban, post):
    response = answer(ban, post, ban.appraiser, only="CST-5", n1="met")

    head = response.text.split('class="error-summary"')[1].split("</ul>")[0]
    (leaf,) = (leaf for leaf in queries.criteria_of(ban.case)[1] if leaf.code == "CST-5")
    assert f"Tiêu chí 5 ({leaf.label}), Kết quả: Chọn kết quả cho tiêu chí này." in unescape(head)


def test_the_report_and_each_piece_of_evidence_open_beside_the_criteria(ban, get):
    page = get(ban.appraiser, f"/appraisals/{ban.case.id}/criteria").text

    once_and_at_each_criterion = 1 + len(ALL)
    assert page.count(f'href="/nominations/{ban.case.id}/evidence/{ban.evidence.id}"') == once_and_at_each_criterion
    assert page.count(f'href="/nominations/{ban.case.id}#panel-texts"') == once_and_at_each_criterion


@pytest.mark.parametrize(
    ("code", "field", "sentence"),
    [
        ("CST-2", "evidence_id", "Tiêu chí này đạt thì phải chọn minh chứng trong hồ sơ."),
        ("CST-5", "note", "Tiêu chí đánh giá phải ghi nhận xét."),
    ],
)
def test_what_a_verdict_must_rest_on(ban, post, code, field, sentence):
    sent = {"verdict": "met", "version": "0", "note": "Có", "evidence_id": str(ban.evidence.id)} | {field: ""}

    response = post(
        ban.appraiser,
        f"/appraisals/{ban.case.id}/criteria",
        **{f"{code}-{name}": value for name, value in sent.items()},
    )

    assert (response.status_code, kept()) == (422, [])
    assert sentence in response.text


def test_evidence_of_another_case_is_not_taken(ban, post):
    other = builders.nomination(ban.unit, ban.award, ban.in_round, "Bá Văn Trịnh")
    foreign = builders.evidence(other, "cn_sang_kien_tinh")

    response = post(
        ban.appraiser,
        f"/appraisals/{ban.case.id}/criteria",
        **{"CST-2-verdict": "met", "CST-2-version": "0", "CST-2-evidence_id": str(foreign.id)},
    )

    assert (response.status_code, kept()) == (422, [])
    assert "Chọn một giấy tờ trong hồ sơ này." in response.text


def test_a_slower_colleague_sees_who_was_faster_and_keeps_every_word(ban, post):
    answer(ban, post, ban.appraiser, n5="met")

    response = answer(ban, post, ban.colleague, n1="met", n5="not_met")

    assert response.status_code == 409
    assert "Đàng Thị Mỹ Hương" in response.text
    assert "Không đạt. Katơr Minh Tuấn xem" in response.text
    assert "Đạt. Katơr Minh Tuấn xem" in response.text
    assert kept() == [("CST-5", "met", "Đàng Thị Mỹ Hương xem", 1)]


def test_what_was_read_may_be_changed(ban, post):
    answer(ban, post, ban.appraiser, n5="met")

    response = answer(ban, post, ban.colleague, version=1, n5="not_met")

    assert response.status_code == 303
    assert kept() == [("CST-5", "not_met", "Katơr Minh Tuấn xem", 2)]


def test_the_tree_says_what_is_unmet(ban, post):
    answer(ban, post, ban.appraiser, n1="met", n2="met", n3="not_applicable", n4="met", n5="not_met")

    assert queries.unmet(ban.case) == [
        "Không đạt: Có thành tích xuất sắc tiêu biểu, gương mẫu chấp hành chủ trương của Đảng, pháp luật của Nhà nước."
    ]


def test_one_branch_of_an_alternative_is_enough(ban, post):
    answer(ban, post, ban.appraiser, n1="met", n2="not_met", n3="met", n4="met", n5="met")

    assert queries.unmet(ban.case) == []


def test_a_dossier_that_came_again_is_judged_again(ban, post):
    answer(ban, post, ban.appraiser, n1="met", n2="met", n4="met", n5="met")
    ban.case.received_at = queries.answers(ban.case.id)["CST-1"].answered_at.replace(year=2026)
    db.session.commit()

    assert len(queries.unmet(ban.case)) == 4


def test_only_a_case_under_appraisal_is_judged(ban, post):
    ban.case.state = State.APPRAISED

    response = answer(ban, post, ban.appraiser, n5="met")

    assert (response.status_code, kept()) == (409, [])


def test_the_years_stand_beside_what_is_checked_by_them(ban, get):
    page = get(ban.appraiser, f"/appraisals/{ban.case.id}/criteria").text

    assert "Hoàn thành xuất sắc nhiệm vụ" in page
    assert "Chiến sĩ thi đua cơ sở" in page


def test_the_unit_sees_no_criterion(ban, post, get):
    assert get(ban.clerk, f"/appraisals/{ban.case.id}/criteria").status_code == 403
    assert [panel.template for panel in panels(Look(ban.case), ban.clerk) if "appraisals" in panel.template] == []


def test_the_unit_s_timeline_says_nothing_of_who_judges_and_who_is_asked(ban, post):
    post(ban.head, f"/appraisals/{ban.case.id}/assign", seen="0", user_id=str(ban.appraiser.user_id))

    told = [
        [event.what for event in timeline.of(ban.case, events_of(ban.case.ref), who)]
        for who in (ban.clerk, ban.appraiser)
    ]

    assert told == [[], ["Phân công thẩm định cho Đàng Thị Mỹ Hương"]]


def test_department_and_council_see_the_criteria(ban):
    member = builders.actor(Role.COUNCIL_MEMBERS, ban.unit)

    shown = [
        [panel.template for panel in panels(Look(ban.case), who) if "appraisals" in panel.template]
        for who in (ban.appraiser, member)
    ]

    both = ["appraisals/_panel.html", "appraisals/_consultations_panel.html"]
    assert shown == [[*both, "appraisals/_party_panel.html"], both]  # who appraises may mark a cadre of the party


def test_what_the_unit_writes_into_its_register_changes_no_submitted_case(ban, post):
    case = builders.nomination(
        ban.unit,
        award := builders.award("lao_dong_tien_tien"),
        ban.in_round,
        "Katơr Thị Nhung",
        state=State.APPRAISAL,
        submitted_at=ban.case.submitted_at,
        worker_class="cong_nhan",
    )
    case.nominee.worker_class = "cong_nhan"
    db.session.commit()
    asked = [leaf.code for leaf in queries.criteria_of(case)[1]]

    entry = {"name": "Katơr Thị Nhung", "honorific": "Bà", "worker_class": "lanh_dao_quan_ly"}
    edited = post(ban.clerk, f"/nominees/{case.nominee_id}/edit", **entry, version=str(case.nominee.version))

    db.session.expire_all()
    assert (edited.status_code, case.nominee.worker_class) == (303, "lanh_dao_quan_ly")
    assert asked == ["LDTT-3", "LDTT-4"]
    assert [leaf.code for leaf in queries.criteria_of(case)[1]] == asked
    assert case.award_version_id == award.id
