"""Whether a dossier is complete, and what is missing in words."""

import pytest

from app import clock
from app.casework import options
from app.extensions import db
from app.intake import checklist
from app.nominations.models import DraftField, Evidence
from app.nominations.openings import Look
from tests import builders
from workflows.award_province_1 import State


def refusals(case, actor, step="accept"):
    return [list(option.refusals) for option in options(case, actor) if option.name == step]


def test_a_complete_dossier_goes_on_to_appraisal(desk, case, post):
    response = post(desk.officer, f"/intake/{case.id}/accept")

    assert (response.status_code, case.state) == (303, State.APPRAISAL)


@pytest.mark.parametrize(
    ("doc_code", "name"),
    [
        ("bao_cao_ca_nhan", "Báo cáo thành tích của cá nhân"),
        ("bien_ban_xet_kt", "Biên bản xét khen thưởng"),
    ],
)
def test_each_missing_paper_is_named(desk, case, post, doc_code, name):
    db.session.execute(Evidence.__table__.delete().where(Evidence.doc_code == doc_code))
    db.session.commit()

    response = post(desk.officer, f"/intake/{case.id}/accept")

    assert (response.status_code, case.state) == (409, State.INTAKE)
    assert refusals(case, desk.officer) == [[f"Thiếu giấy tờ: {name}."]]
    assert f"Thiếu giấy tờ: {name}." in response.text


def test_a_report_written_in_the_dossier_need_not_be_attached(desk, case, post):
    db.session.execute(Evidence.__table__.delete().where(Evidence.doc_code == "bao_cao_ca_nhan"))
    case.fields.append(
        DraftField(
            key="achievements",
            text="Đỗ tốt nghiệp 99,2 %.",
            version=1,
            updated_by_id=desk.clerk.user_id,
            updated_at=clock.now(),
        )
    )
    db.session.commit()

    response = post(desk.officer, f"/intake/{case.id}/accept")

    assert (response.status_code, case.state) == (303, State.APPRAISAL)
    held = {line.doc_code: line.held for line in checklist.lines(Look(case))}
    assert held["bao_cao_ca_nhan"] == "Báo cáo viết trong hồ sơ"


def test_a_removed_paper_is_missing(desk, case):
    removed = builders.evidence(case, "bao_cao_ca_nhan")
    for paper in case.evidence:
        paper.removed_at = removed.added_at

    assert refusals(case, desk.officer) == [
        ["Thiếu giấy tờ: Báo cáo thành tích của cá nhân.", "Thiếu giấy tờ: Biên bản xét khen thưởng."]
    ]


def test_the_checklist_counts_what_the_house_holds_itself(desk, case):
    lines = {line.doc_code: (line.is_present, line.is_missing, line.held) for line in checklist.lines(Look(case))}

    assert lines["to_trinh"] == (True, False, "Tờ trình số 12/TTr-SGDDT ngày 14/02/2025")


def test_a_paper_with_a_condition_is_never_missing(desk, case):
    assert [line.doc_code for line in checklist.lines(Look(case)) if line.condition and line.is_missing] == []
    assert [line.doc_code for line in checklist.lines(Look(case)) if line.condition] != []


def test_the_page_says_what_stands_in_the_way(desk, case, get):
    db.session.execute(Evidence.__table__.delete())
    db.session.commit()

    page = get(desk.officer, f"/intake/{case.id}/accept")

    assert page.status_code == 200
    assert "Thiếu giấy tờ: Biên bản xét khen thưởng." in page.text
