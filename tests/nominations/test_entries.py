"""Years and papers of a draft, and what the dossier still lacks."""

from io import BytesIO

import pikepdf
import pytest
from sqlalchemy import select

from app.audit import operations as audit
from app.audit.models import AuditEvent
from app.errors import Refusal
from app.extensions import db
from app.nominations import evidence, yearly
from app.nominations.completeness import Gap, gaps
from app.nominations.models import Evidence, Nomination, YearEntry
from app.nominees.models import NomineeKind
from tests import builders
from tests.builders import events_of
from tests.nominations.conftest import complete, merit
from tests.patience import done_meanwhile
from workflows.award_province_1 import State

EMPTY_DRAFT = [
    "Chưa ghi thành tích tính từ năm nào đến năm nào.",
    "Chưa viết mục “Nội dung đề nghị khen”.",
    "Chưa viết mục “Sơ lược lý lịch”.",
    "Chưa viết mục “Thành tích đạt được”.",
]


@pytest.fixture
def pdf():
    made = pikepdf.new()
    made.add_blank_page()
    data = BytesIO()
    made.save(data)
    return data.getvalue()


def attach(ask, actor, case, data, doc_code="quyet_dinh_da_khen", name="quyet-dinh.pdf"):
    return ask(actor, f"/nominations/{case.id}/evidence/new", {"doc_code": doc_code, "file": (BytesIO(data), name)})


def attached():
    return db.session.scalars(select(Evidence).order_by(Evidence.id)).all()


def logged(case):
    return [(event.action, event.data) for event in events_of(case.ref)]


def said(case):
    return [gap.sentence for gap in gaps(case)]


def test_an_empty_draft_says_all_that_it_lacks_and_where_to_mend_it(draft):
    assert said(draft) == EMPTY_DRAFT
    assert gaps(draft)[1] == Gap("Chưa viết mục “Nội dung đề nghị khen”.", "text-citation")


def test_a_complete_draft_lacks_nothing(draft):
    assert said(complete(draft)) == []


def test_years_of_the_period_are_missed_one_by_one(draft):
    complete(draft).period_from = 2022

    assert said(draft) == ["Chưa nhập thành tích năm 2022.", "Chưa nhập thành tích năm 2023."]


def test_a_title_needs_its_decision(draft):
    complete(draft).years[0].decision_number = ""

    assert said(draft) == ["Năm 2024: “Chiến sĩ thi đua cơ sở” chưa ghi số và ngày quyết định."]


def test_a_thematic_case_needs_its_movement(draft):
    complete(draft).route = "chuyen_de"

    assert said(draft) == ["Khen theo chuyên đề: chưa chọn phong trào thi đua."]


def test_a_collective_describes_itself_instead_of_a_life(office):
    body = builders.nomination(office.unit, office.award, office.in_round, "Tổ Toán", NomineeKind.COLLECTIVE)

    assert "Chưa viết mục “Đặc điểm, tình hình”." in said(body)


def test_papers_the_award_wants_of_the_unit_are_missed_until_attached(office):
    fighter = merit("cstd_tinh", "Chiến sĩ thi đua cấp tỉnh", ("cn_sang_kien_tinh", "quyet_dinh_da_khen"))
    case = complete(builders.nomination(office.unit, fighter, office.in_round))

    before = said(case)
    case.evidence.append(builders.evidence(case, "cn_sang_kien_tinh"))

    assert before == [
        "Chưa đính kèm xác nhận sáng kiến cấp tỉnh.",
        "Chưa đính kèm bản sao quyết định các danh hiệu, hình thức đã đạt.",
    ]
    assert said(case) == ["Chưa đính kèm bản sao quyết định các danh hiệu, hình thức đã đạt."]


def test_an_attached_report_stands_for_the_written_one(draft):
    complete(draft)
    draft.fields[2].text = ""
    draft.evidence.append(builders.evidence(draft, "bao_cao_ca_nhan"))
    draft.evidence.append(builders.evidence(draft, "bao_cao_ca_nhan"))
    draft.evidence[0].removed_at = draft.created_at

    with_report = said(draft)
    draft.evidence[1].removed_at = draft.created_at

    assert (with_report, said(draft)) == ([], ["Chưa viết mục “Thành tích đạt được”."])


YEAR = {"year": "2023", "rating": "HTTNV", "title": "Lao động tiên tiến", "version": "0"}


def test_a_year_is_added_changed_and_taken_away(ask, office, draft):
    base = f"/nominations/{draft.id}/years"
    ask(office.clerk, f"{base}/new", YEAR | {"decision_date": "05/02/2024"})
    entry = db.session.scalars(select(YearEntry)).one()
    first = (entry.year, entry.rating, entry.decision_date.isoformat())

    ask(office.clerk, f"{base}/{entry.id}", YEAR | {"rating": "HTXSNV", "version": entry.version})
    second = entry.rating
    ask(office.clerk, f"{base}/{entry.id}/remove", {})

    assert (first, second) == ((2023, "HTTNV", "2024-02-05"), "HTXSNV")
    assert db.session.scalars(select(YearEntry)).all() == []
    said = db.session.scalars(select(AuditEvent.action).order_by(AuditEvent.seq)).all()
    assert said == ["add_year", "edit_year", "remove_year"]


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"year": "2026"}, "Năm phải từ 1945 đến 2025."),
        ({"year": "x"}, "Nhập một số nguyên"),
        ({"rating": "", "title": ""}, "Ghi ít nhất mức xếp loại, danh hiệu hoặc thành tích của năm."),
        ({"decision_date": "18/02/2025"}, "Ngày quyết định không thể sau hôm nay."),
    ],
)
def test_a_wrong_year_is_refused_in_words(ask, office, draft, more, sentence):
    response = ask(office.clerk, f"/nominations/{draft.id}/years/new", YEAR | more)

    assert (response.status_code, sentence in response.text) == (422, True)
    assert db.session.scalars(select(YearEntry)).all() == []


def test_two_colleagues_on_one_year_the_slower_one_sees_her_words_again(ask, office, draft):
    complete(draft)
    (entry,) = draft.years
    url = f"/nominations/{draft.id}/years/{entry.id}"
    old = entry.version
    ask(office.colleague, url, YEAR | {"version": old})

    response = ask(office.clerk, url, YEAR | {"title": "Tên tôi đã gõ", "version": old})

    assert (response.status_code, "Tên tôi đã gõ" in response.text, entry.title) == (409, True, "Lao động tiên tiến")


def test_general_data_takes_name_title_and_class_from_the_register_anew(ask, office, draft):
    draft.nominee.position, draft.nominee.honorific = "Hiệu trưởng", "Ông"
    draft.nominee.worker_class = "lanh_dao_quan_ly"
    db.session.commit()
    form = {"route": "dot_xuat", "period_from": "2023", "period_to": "2024", "version": draft.version}

    response = ask(office.clerk, f"/nominations/{draft.id}/general", form)

    assert response.status_code == 303
    assert (draft.route, draft.period_from, draft.nominee_title, draft.honorific, draft.worker_class_name) == (
        "dot_xuat",
        2023,
        "Hiệu trưởng",
        "Ông",
        "Lãnh đạo, quản lý",
    )
    assert "Lãnh đạo, quản lý" in ask(office.clerk, f"/nominations/{draft.id}").text
    assert logged(draft) == [("edit_general", {})]


def test_general_data_changed_by_two_is_a_conflict(ask, office, draft):
    form = {"route": "dot_xuat", "version": draft.version}
    first = ask(office.colleague, f"/nominations/{draft.id}/general", form).status_code

    second = ask(office.clerk, f"/nominations/{draft.id}/general", form | {"route": "doi_ngoai"})

    assert (first, second.status_code, draft.route) == (303, 409, "dot_xuat")
    assert "Bá Văn Trịnh" in second.text


def test_a_file_is_attached_and_served_as_it_came(ask, office, draft, pdf):
    answer = attach(ask, office.clerk, draft, pdf)
    (paper,) = attached()

    served = ask(office.head, f"/nominations/{draft.id}/evidence/{paper.id}")

    assert (answer.status_code, paper.doc_code, paper.title) == (303, "quyet_dinh_da_khen", "quyet-dinh.pdf")
    assert (served.status_code, served.data) == (200, pdf)
    assert served.headers["Content-Disposition"] == "attachment; filename=quyet-dinh.pdf"
    assert served.headers["X-Content-Type-Options"] == "nosniff"


def test_what_the_inspection_refuses_is_said_beside_the_field(ask, office, draft):
    answer = attach(ask, office.clerk, draft, b"MZ not a paper", name="chuong-trinh.exe")

    assert (answer.status_code, attached()) == (422, [])
    assert 'id="file-error"' in answer.text


def test_a_missing_file_is_said_beside_the_field(ask, office, draft):
    answer = ask(office.clerk, f"/nominations/{draft.id}/evidence/new", {"doc_code": "quyet_dinh_da_khen"})

    assert (answer.status_code, "Chọn tệp trên máy rồi tải lên." in answer.text) == (422, True)


def test_the_same_file_twice_for_one_paper_is_refused(ask, office, draft, pdf):
    attach(ask, office.clerk, draft, pdf)

    answer = attach(ask, office.clerk, draft, pdf)

    assert (answer.status_code, len(attached())) == (422, 1)


def test_a_removed_file_is_marked_and_not_served(ask, office, draft, pdf):
    attach(ask, office.clerk, draft, pdf)
    (paper,) = attached()
    url = f"/nominations/{draft.id}/evidence/{paper.id}"

    removed = ask(office.clerk, f"{url}/remove", {})

    assert (removed.status_code, attached()[0].removed_at is not None) == (303, True)
    assert ask(office.clerk, url).status_code == 404
    told = {"paper": "quyet_dinh_da_khen", "file": "quyet-dinh.pdf", "sha256": paper.file.sha256}
    assert logged(draft) == [("add_evidence", told), ("remove_evidence", told)]


def test_papers_are_seen_by_whoever_sees_the_case(ask, office, draft, pdf):
    attach(ask, office.clerk, draft, pdf)
    url = f"/nominations/{draft.id}/evidence/{attached()[0].id}"
    everybody = (office.clerk, office.stranger, office.officer)

    before = [ask(who, url).status_code for who in everybody]
    draft.submitted_at, draft.state = draft.created_at, State.INTAKE
    after = [ask(who, url).status_code for who in everybody]

    assert (before, after) == ([200, 404, 404], [200, 404, 200])


def test_a_paper_of_another_case_is_not_found(ask, office, draft, pdf):
    other = builders.nomination(office.unit, office.award, office.in_round, "Bá Văn Trịnh")
    attach(ask, office.clerk, draft, pdf)

    assert ask(office.clerk, f"/nominations/{other.id}/evidence/{attached()[0].id}").status_code == 404


def test_nothing_is_changed_once_the_case_is_under_way(ask, office, draft, pdf):
    complete(draft)
    draft.state = State.UNIT_CHECK
    base = f"/nominations/{draft.id}"
    year = f"{base}/years/{draft.years[0].id}"

    answers = [
        ask(office.clerk, f"{base}/edit").status_code,
        ask(office.clerk, f"{base}/general", {"route": "dot_xuat", "version": draft.version}).status_code,
        ask(office.clerk, f"{base}/years/new", YEAR).status_code,
        ask(office.clerk, year, YEAR).status_code,
        ask(office.clerk, f"{year}/remove", {}).status_code,
        attach(ask, office.clerk, draft, pdf).status_code,
    ]

    assert (answers, len(draft.years), attached()) == ([409] * 6, 1, [])


DEEDS = {
    "a year added": lambda case, clerk: yearly.add(case, yearly.Year(year=2023, rating="HTTNV"), actor=clerk),
    "a year changed": lambda case, clerk: yearly.edit(
        case.years[0], yearly.Year(year=2024, rating="HTTNV", version=1), actor=clerk
    ),
    "a year removed": lambda case, clerk: yearly.remove(case.years[0], actor=clerk),
    "a paper removed": lambda case, clerk: evidence.remove(case.evidence[0], actor=clerk),
}


@pytest.mark.parametrize("deed", DEEDS.values(), ids=DEEDS.keys())
def test_nothing_of_a_dossier_changes_that_is_sent_on_at_the_same_moment(app, draft, office, deed):
    complete(draft)
    builders.evidence(draft, "quyet_dinh_da_khen", "quyet-dinh.pdf")
    db.session.commit()
    case_id = draft.id

    audit.take_the_pen()
    draft.state = State.UNIT_CHECK
    db.session.flush()  # on its way, and not committed yet
    with pytest.raises(Refusal, match="Chưa sửa được hồ sơ"):
        done_meanwhile(app, lambda: deed(db.session.get_one(Nomination, case_id), office.clerk))
