"""A form sent back names everything that is wrong with it at once, beside its fields."""

import html
import re
from datetime import timedelta

import pytest

from app import clock
from app.administration.operations import NOT_BOTH, NOT_ONESELF
from app.councils.people import NO_ACCOUNT
from app.extensions import db
from tests import builders
from tests.builders import signed_in
from workflows.award_province_1 import State
from workflows.vocabulary import Role


def day(days):
    return f"{clock.today() + timedelta(days=days):%d/%m/%Y}"


def plain(markup):
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", markup))).strip()


@pytest.fixture
def told(app):
    """Post as somebody and read the summary of faults."""

    def post(who, url, **typed):
        answer = signed_in(app.test_client(), who).post(url, data=typed)
        assert answer.status_code == 422, (url, answer.status_code)
        summary = re.search(r'class="error-summary".*?</ul>', answer.text, re.DOTALL).group()
        return [plain(line) for line in re.findall(r"<li>(.*?)</li>", summary, re.DOTALL)]

    return post


@pytest.fixture
def department(app):
    return builders.organisation("SNV", "Sở Nội vụ")


@pytest.fixture
def unit(app):
    return builders.organisation("SGDDT", "Sở Giáo dục và Đào tạo")


@pytest.fixture
def case(unit):
    award = builders.award()
    return builders.nomination(unit, award, builders.award_round(award), state=State.DRAFT)


def test_a_round_names_its_missing_fields_and_its_days_in_the_wrong_order(told, department):
    head = builders.actor(Role.BAN_HEAD, department)

    assert told(head, "/rounds/new", opens_on="01/12/2025", closes_on="01/11/2025", basis="KH 12") == [
        "Tên đợt xét: Nhập tên đợt xét.",
        "Năm: Nhập năm.",
        "Đến hết ngày: Ngày cuối nhận hồ sơ không thể trước ngày bắt đầu.",
        "Danh hiệu, hình thức của đợt: Chọn ít nhất một danh hiệu, hình thức.",
    ]


def test_an_appointment_names_what_the_form_sees_and_then_what_the_rows_say(told, department):
    administrator = builders.actor(Role.ADMINISTRATOR, department)
    period = {"valid_from": "01/03/2025", "valid_to": "01/02/2025", "signs": "KT. GIÁM ĐỐC"}
    page = f"/administration/users/{administrator.user_id}"

    by_the_form = told(administrator, page, role="unit_clerk", **period)
    by_the_rows = told(
        administrator, page, role="unit_clerk", organisation_code="XYZ", title="Chuyên viên", valid_from="01/03/2025"
    )

    assert by_the_form == [
        "Đơn vị: Chọn đơn vị.",
        "Chức vụ: Nhập chức vụ.",
        "Căn cứ phân công ký: Nhập văn bản phân công ký, hoặc để trống dòng ghi trên chữ ký.",
        "Đến hết ngày: Ngày kết thúc không thể trước ngày bắt đầu.",
    ]
    assert by_the_rows == [
        f"Vai trò: {NOT_ONESELF}",
        "Đơn vị: Không có đơn vị mang mã hoặc tên này. Chọn trong danh sách gợi ý.",
    ]


def test_an_administrator_s_second_duty_is_named_beside_an_unknown_unit(told, department):
    administrator, other = (builders.actor(Role.ADMINISTRATOR, department) for _ in range(2))
    typed = {"organisation_code": "XYZ", "title": "Chuyên viên", "valid_from": "01/03/2025"}

    assert told(administrator, f"/administration/users/{other.user_id}", role="unit_clerk", **typed) == [
        f"Vai trò: {NOT_BOTH}",
        "Đơn vị: Không có đơn vị mang mã hoặc tên này. Chọn trong danh sách gợi ý.",
    ]


def test_a_second_chair_is_named_beside_an_unknown_account(told, department, unit):
    administrator = builders.actor(Role.ADMINISTRATOR, department)
    council = builders.council(unit)
    typed = {"name": "Bá Văn Trịnh", "title": "Phó Giám đốc", "part": "chair", "valid_from": "01/03/2025"}
    typed |= {"version": council.version}
    page = f"/councils/{council.id}/members/new"
    chair = next(member.name for member in council.members if member.part == "chair")

    assert told(administrator, page, username="khong-co", **typed) == [
        f"Người có tài khoản: {NO_ACCOUNT}",
        f"Trong Hội đồng: Hội đồng đã có Chủ tịch là {chair}: dùng “Đổi Chủ tịch Hội đồng”.",
    ]


def test_a_nominee_names_what_is_missing_beside_what_cannot_be_true(told, unit):
    clerk = builders.actor(Role.UNIT_CLERK, unit)

    assert set(told(clerk, "/nominees/new", birth_date=day(1), citizen_id="123", phone="không")) == {
        "Danh xưng: Nhập danh xưng, ví dụ Ông hoặc Bà.",
        "Họ và tên: Nhập họ và tên.",
        "Ngày sinh: Ngày sinh phải trước hôm nay.",
        "Số căn cước: Số căn cước gồm đúng 12 chữ số.",
        "Đối tượng: Chọn đối tượng.",
        "Điện thoại: Chỉ nhập chữ số.",
    }


def test_a_year_that_says_nothing_is_named_beside_its_impossible_days(told, unit, case):
    clerk = builders.actor(Role.UNIT_CLERK, unit)
    page = f"/nominations/{case.id}/years/new"

    assert told(clerk, page, decision_date=day(1)) == [
        "Năm: Nhập năm.",
        "Mức xếp loại: Ghi ít nhất mức xếp loại, danh hiệu hoặc thành tích của năm.",
        "Ngày quyết định: Ngày quyết định không thể sau hôm nay.",
    ]
    assert told(clerk, page, year="1900", decision_date="", rating="") == [
        f"Năm: Năm phải từ 1945 đến {clock.today().year}.",
        "Mức xếp loại: Ghi ít nhất mức xếp loại, danh hiệu hoặc thành tích của năm.",
    ]


def test_a_paper_without_kind_and_file_names_both(told, unit, case):
    clerk = builders.actor(Role.UNIT_CLERK, unit)

    assert told(clerk, f"/nominations/{case.id}/evidence/new") == [
        "Loại giấy tờ: Chọn loại giấy tờ.",
        "Tệp: Chọn tệp trên máy rồi tải lên.",
    ]


def test_a_theme_without_movement_is_named_beside_half_a_period(told, unit, case):
    clerk = builders.actor(Role.UNIT_CLERK, unit)
    page = f"/nominations/{case.id}/general"

    assert told(clerk, page, route="chuyen_de", period_to="2024", version=case.version) == [
        "Phong trào thi đua: Khen theo chuyên đề phải chọn phong trào thi đua.",
        "Thành tích từ năm: Nhập cả năm đầu và năm cuối.",
    ]


def test_a_request_for_more_that_names_nothing_is_told_beside_its_missing_reason_and_early_day(told, department, case):
    officer = builders.actor(Role.INTAKE_OFFICER, department)
    case.state, case.submitted_at, case.received_at = State.INTAKE, clock.now(), clock.now()
    db.session.commit()

    assert told(officer, f"/intake/{case.id}/ask-for-more", due_on=day(0)) == [
        "Chọn ít nhất một mục phải bổ sung, sửa lại.",
        "Lý do yêu cầu bổ sung: Nêu lý do yêu cầu bổ sung.",
        "Hạn bổ sung: Hạn bổ sung phải từ ngày mai trở đi.",
    ]


def test_a_question_to_nobody_is_told_beside_its_missing_text_and_early_day(told, department, case):
    appraiser = builders.actor(Role.APPRAISER, department)
    case.state, case.submitted_at, case.received_at = State.APPRAISAL, clock.now(), clock.now()
    db.session.commit()

    assert told(appraiser, f"/appraisals/{case.id}/consult", due_on=day(0)) == [
        "Cơ quan được hỏi: Chọn ít nhất một cơ quan.",
        "Nội dung xin ý kiến: Nhập nội dung xin ý kiến.",
        "Hạn trả lời: Hạn trả lời phải từ ngày mai trở đi.",
    ]
