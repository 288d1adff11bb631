"""The medal's pages: written by the unit's clerk, refused in words beside the field, read by whoever reads the case."""

from datetime import date

import pytest

from app import clock
from app.audit.models import AuditEvent
from app.extensions import db
from app.intake import operations as intake
from app.medals.models import ServicePeriod
from app.medals.queries import sheet_of
from app.nominations.completeness import gaps
from tests import builders
from tests.builders import signed_in
from tests.casework import road
from tests.medals.conftest import draft, period, simplified
from workflows.award_province_1 import State
from workflows.vocabulary import Role


@pytest.fixture
def clerk(house, app):
    return signed_in(app.test_client(), house.actor(Role.UNIT_CLERK))


@pytest.fixture
def reader(house, app):
    def reading(role):
        return signed_in(app.test_client(), house.actor(role))

    return reading


def line(**more):
    return {
        "from_month": "09/2005",
        "to_month": "",
        "organisation": "Trường THPT An Phước",
        "position": "Giáo viên",
        "kind": "in_province",
        "version": "0",
    } | more


def lines_of(case):
    db.session.expire_all()
    return [(one.from_month, one.to_month, one.organisation, one.kind) for one in sheet_of(case).periods]


def test_a_line_of_the_service_is_added_logged_and_summed(house, clerk):
    case = draft(house, file={"periods": []})

    answer = clerk.post(f"/medals/{case.id}/service/new", data=line())

    assert (answer.status_code, lines_of(case)) == (
        303,
        [(date(2005, 9, 1), None, "Trường THPT An Phước", "in_province")],
    )
    assert [event.action for event in builders.events_of(case.ref)] == ["add_service"]
    page = clerk.get(f"/nominations/{case.id}/edit").text
    assert "<b>19 năm 6 tháng</b>" in page
    assert "phần mềm chưa tự áp" in page


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"from_month": ""}, "Nhập tháng theo dạng tháng/năm, ví dụ 09/2005."),
        ({"from_month": "2005"}, "Nhập tháng theo dạng tháng/năm, ví dụ 09/2005."),
        ({"from_month": "13/2005"}, "Nhập tháng theo dạng tháng/năm, ví dụ 09/2005."),
        ({"from_month": "03/2025"}, "Tháng này chưa tới."),
        ({"from_month": "01/1900"}, "Tháng phải từ năm 1945 trở đi."),
        ({"to_month": "08/2005"}, "Tháng cuối không thể trước tháng đầu."),
        ({"to_month": "12/2025"}, "Tháng này chưa tới."),
        ({"organisation": " "}, "Nhập cơ quan, đơn vị công tác."),
        ({"position": ""}, "Nhập chức vụ hoặc công việc."),
        ({"kind": ""}, "Chọn loại thời gian."),
    ],
)
def test_a_wrong_line_is_told_beside_its_field_and_changes_nothing(house, clerk, wrong, sentence):
    case = draft(house, file={"periods": []})

    answer = clerk.post(f"/medals/{case.id}/service/new", data=line(**wrong))

    assert (answer.status_code, sentence in answer.text, lines_of(case)) == (422, True, [])
    kept = next(iter({"organisation", "from_month"} - wrong.keys()))
    assert f'value="{line()[kept]}"' in answer.text


def test_all_that_is_wrong_is_told_at_once(house, clerk):
    case = draft(house, file={"periods": []})

    page = clerk.post(f"/medals/{case.id}/service/new", data=line(from_month="", organisation="", kind="")).text

    assert [
        sentence in page
        for sentence in ("Nhập tháng theo dạng tháng/năm", "Nhập cơ quan, đơn vị công tác.", "Chọn loại thời gian.")
    ] == [True] * 3


def test_a_line_is_changed_and_taken_away_and_the_log_keeps_what_it_said(house, clerk):
    case = draft(house)
    (one,) = sheet_of(case).periods
    url = f"/medals/{case.id}/service/{one.id}"

    changed = clerk.post(url, data=line(to_month="12/2010", version=str(one.version)))
    gone = clerk.post(f"{url}/remove")

    assert (changed.status_code, gone.status_code, lines_of(case)) == (303, 303, [])
    assert [event.action for event in builders.events_of(case.ref)] == ["edit_service", "remove_service"]
    assert builders.events_of(case.ref)[-1].data["to"] == "12/2010"


def test_who_was_slower_hears_of_it(house, clerk):
    case = draft(house)
    (one,) = sheet_of(case).periods
    url, seen = f"/medals/{case.id}/service/{one.id}", str(one.version)
    clerk.post(url, data=line(organisation="Trường THPT Tháp Chàm", version=seen))

    answer = clerk.post(url, data=line(organisation="Trường THPT Ninh Hải", version=seen))

    assert (answer.status_code, "Trường THPT Ninh Hải" in answer.text) == (409, True)
    assert [organisation for _, _, organisation, _ in lines_of(case)] == ["Trường THPT Tháp Chàm"]


def test_the_group_is_chosen_with_its_conditions_beside_it(house, clerk):
    case = draft(house, group=None, file={"held_before": None})
    page = clerk.get(f"/medals/{case.id}/declaration").text
    assert "công tác từ 20 năm (nam), 15 năm (nữ)" in page

    answer = clerk.post(
        f"/medals/{case.id}/declaration",
        data={
            "group_id": str(builders.group("D").id),
            "held_before": "no",
            "is_under_review": "no",
            "is_dismissed": "no",
            "version": str(sheet_of(case).file.version),
        },
    )

    assert (answer.status_code, [gap.sentence for gap in gaps(case)]) == (303, [])
    shown = clerk.get(f"/nominations/{case.id}").text
    assert ("<b>D.</b>" in shown, "Giả định." in shown) == (True, True)


def test_no_group_is_no_declaration(house, clerk):
    case = draft(house, group=None)

    answer = clerk.post(f"/medals/{case.id}/declaration", data={"held_before": "yes", "version": "1"})

    assert (answer.status_code, "Chọn nhóm đối tượng." in answer.text, sheet_of(case).file.held_before) == (
        422,
        True,
        False,
    )


def test_a_colleagues_declaration_is_not_written_over(house, clerk):
    case = draft(house)
    data = {"group_id": str(builders.group("E").id), "held_before": "no", "version": "0"}

    assert clerk.post(f"/medals/{case.id}/declaration", data=data).status_code == 409


def test_once_sent_the_part_is_read_only(house, clerk):
    case = road.walk_to(house, draft(house), State.SUBMITTED)
    db.session.commit()

    answers = [clerk.get(f"/medals/{case.id}/{page}").status_code for page in ("declaration", "service/new")]

    assert answers == [409, 409]


def test_a_supplement_that_names_it_opens_it(house, clerk):
    case = road.walk_to(house, draft(house), State.INTAKE)
    wanted = intake.SupplementRequest(
        items=(intake.Named(kind="field", key="service", note="Thiếu thời gian 2001 – 2005."),),
        reason="Thiếu quá trình công tác.",
        due_on=date(2025, 2, 24),
    )
    intake.ask_for_more(case, wanted, actor=house.actor(Role.INTAKE_OFFICER))
    db.session.commit()

    assert clerk.post(f"/medals/{case.id}/service/new", data=line()).status_code == 303


def test_other_dossiers_have_no_such_part(house, clerk):
    other = builders.nomination(house.units[0], builders.award(), house.award_round)
    db.session.commit()

    pages = ("declaration", "service/new")
    assert [clerk.get(f"/medals/{other.id}/{page}").status_code for page in pages] == [404, 404]


def test_a_service_that_goes_on_is_counted_to_the_day_the_case_was_sent(house, reader):
    case = road.walk_to(house, draft(house), State.APPRAISAL)
    db.session.commit()
    clock.stand_at(clock.now().replace(month=8))

    page = reader(Role.APPRAISER).get(f"/nominations/{case.id}").text
    assert "<b>24 năm</b>, đến 17/02/2025" in page


def test_the_appraiser_asks_the_agencies_of_the_group(house, reader):
    for code, name in (("CT", "Cục Thuế tỉnh"), ("CAT", "Công an tỉnh"), ("TTT", "Thanh tra tỉnh")):
        builders.organisation(code, name)
    case = road.walk_to(house, draft(house, group="F"), State.APPRAISAL)
    db.session.commit()

    page = reader(Role.APPRAISER).get(f"/appraisals/{case.id}/consult").text
    ticked = [part.split(">")[0] for part in page.split("<input") if "checked" in part.split(">")[0]]

    assert len(ticked) == 2  # the tax office and the police; the inspectorate is asked about others


def test_the_panel_costs_one_statement(house, reader):
    case = road.walk_to(
        house, draft(house, file={"periods": [period(date(2001, 3, 1)), period(date(1999, 3, 1))]}), State.UNIT_SIGN
    )
    ordinary = builders.nomination(house.units[0], builders.award(), house.award_round, state=State.UNIT_SIGN)
    db.session.commit()
    client = reader(Role.UNIT_HEAD)

    def cost(of):
        client.get(f"/nominations/{of.id}")
        with builders.statements() as said:
            client.get(f"/nominations/{of.id}")
        return len(said)

    assert cost(case) - cost(ordinary) == 1


def test_the_head_of_the_ban_takes_a_draft_of_the_department_to_its_appraisal(house, reader):
    case = simplified(house, "Nguyễn Thị Việt Kiều", case="discovered")
    case.unit_id = case.nominee.unit_id = house.actor(Role.BAN_HEAD).organisation_id
    db.session.commit()
    head = reader(Role.BAN_HEAD)

    assert f"/medals/{case.id}/open" in head.get(f"/nominations/{case.id}").text
    assert f"/nominations/{case.id}" in head.get("/").text
    assert head.get(f"/nominations/{case.id}/edit").status_code == 200
    assert head.post(f"/medals/{case.id}/open", data={"reason": ""}).status_code == 303
    db.session.expire_all()
    assert case.state == State.APPRAISAL
    assert [event.action for event in db.session.query(AuditEvent).filter_by(subject=case.ref)] == ["open_simplified"]


def test_a_step_that_a_process_does_not_have_is_not_found(house, reader):
    case = road.walk_to(house, draft(house), State.APPRAISAL)
    db.session.commit()

    assert reader(Role.SNV_DIRECTOR).get(f"/nominations/{case.id}/steps/submit-at-once").status_code == 404


def test_nothing_is_left_of_a_line_of_another_case(house, clerk):
    mine, other = draft(house), draft(house, "Ka Thị Khác")
    foreign = sheet_of(other).periods[0]

    assert clerk.post(f"/medals/{mine.id}/service/{foreign.id}/remove").status_code == 404
    assert db.session.get(ServicePeriod, foreign.id) is not None
