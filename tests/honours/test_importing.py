"""A sheet of awards: each fault by line and column, all or nothing, or the good lines once they were seen."""

from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.errors import Invalid
from app.extensions import db
from app.honours import columns, importing
from app.honours.models import Honour
from app.spreadsheets import text_of, written
from tests import builders
from tests.honours.conftest import CERTIFICATE

GOOD = {
    columns.NAME: "Nguyễn Thị Ngọc Ánh",
    columns.AWARD: "Lao động tiên tiến",
    columns.YEAR: "2023",
    columns.NUMBER: "125/QĐ-SGDĐT",
    columns.DAY: "15/07/2023",
    columns.GIVER: "Giám đốc Sở",
}
FAMILY = GOOD | {
    columns.KIND: "hộ gia đình",
    columns.NAME: "KATOR THI SINH",
    columns.AWARD: "Gia đình văn hóa",
    columns.GIVER: "Chủ tịch UBND xã",
}


def sheet(actor, *rows):
    header = columns.of(actor)
    return text_of(written(header, [[row.get(name, "") for name in header] for row in rows]))


def faults(report):
    return {line.number: [(fault.column, fault.sentence) for fault in line.faults] for line in report.bad}


def kept():
    return [(one.nominee.name, one.award_name, one.decision) for one in db.session.scalars(select(Honour))]


def test_a_sheet_without_a_fault_is_kept_and_each_line_is_in_the_log(office):
    report = importing.bring_in(sheet(office.clerk, GOOD, {}, FAMILY), actor=office.clerk)

    assert (report.kept, faults(report)) == (2, {})
    assert kept() == [
        ("Nguyễn Thị Ngọc Ánh", "Lao động tiên tiến", "125/QĐ-SGDĐT ngày 15/07/2023"),
        ("Katơr Thị Sính", "Gia đình văn hóa", "125/QĐ-SGDĐT ngày 15/07/2023"),
    ]
    for one in db.session.scalars(select(Honour)):
        assert [event.action for event in builders.events_of(one.ref)] == ["enter_honour"]


def test_every_fault_is_named_by_line_and_column_and_nothing_is_kept(office):
    wrong = [
        GOOD | {columns.NAME: "Lê Văn Lạ"},
        GOOD | {columns.YEAR: "hai nghìn", columns.DAY: "15-13-2023"},
        GOOD | {columns.AWARD: "Bằng khen của Chủ tịch UBND tỉnh", columns.NUMBER: "7/QĐ", columns.GIVER: ""},
        GOOD | {columns.KIND: "cá thể"},
        GOOD | {columns.NUMBER: "0125/qđ-sgdđt"},
        FAMILY | {columns.AWARD: "Lao động tiên tiến"},
    ]
    report = importing.bring_in(sheet(office.clerk, GOOD, *wrong), actor=office.clerk)

    assert (report.kept, kept(), report.seen) == (0, [], "2")
    assert faults(report) == {
        3: [
            (
                columns.NAME,
                "Danh sách của đơn vị chưa có Lê Văn Lạ với các thông tin này: thêm vào danh sách trước.",
            )
        ],
        4: [
            (columns.DAY, "Ghi ngày theo dạng ngày/tháng/năm, ví dụ 15/07/2023."),
            (columns.YEAR, "Ghi năm bằng bốn chữ số, ví dụ 2023."),
        ],
        5: [
            (
                columns.AWARD,
                "Đơn vị chỉ ghi danh hiệu, hình thức do đơn vị, địa phương quyết định. Cấp trên do Sở Nội vụ ghi.",
            ),
            (columns.GIVER, "Nhập người hoặc cơ quan quyết định."),
        ],
        6: [(columns.KIND, "Ghi một trong: Cá nhân, Tập thể, Hộ gia đình.")],
        7: [(columns.NUMBER, "Bà Nguyễn Thị Ngọc Ánh: trùng quyết định với dòng 2.")],
        8: [(columns.AWARD, "Lao động tiên tiến không dành cho hộ gia đình.")],
    }


def test_the_good_lines_are_kept_once_just_these_were_seen(office):
    text = sheet(office.clerk, GOOD, GOOD | {columns.NAME: "Lê Văn Lạ"}, FAMILY)
    shown = importing.bring_in(text, actor=office.clerk)
    office.enter()  # a colleague was faster with one of them

    changed = importing.bring_in(text, actor=office.clerk, seen=shown.seen)
    after = importing.bring_in(text, actor=office.clerk, seen=changed.seen)

    assert (shown.seen, changed.kept, changed.seen, after.kept) == ("2,4", 0, "4", 1)
    assert [name for name, _, _ in kept()] == ["Nguyễn Thị Ngọc Ánh", "Katơr Thị Sính"]


def test_a_sheet_brought_in_twice_is_refused_by_name(office):
    text = sheet(office.clerk, GOOD)
    importing.bring_in(text, actor=office.clerk)
    again = importing.bring_in(text, actor=office.clerk)

    assert again.kept == 0
    assert faults(again)[2][0][1].startswith("Bà Nguyễn Thị Ngọc Ánh đã có Lao động tiên tiến theo Quyết định số")


def test_namesakes_are_told_apart_by_birth_or_identity_number(office):
    office.ann.citizen_id = "058080001234"
    builders.nominee(office.unit, "Nguyễn Thị Ngọc Ánh", citizen_id="058080005678")

    def found(**cells):
        report = importing.bring_in(sheet(office.clerk, GOOD | cells), actor=office.clerk)
        return report.kept or faults(report)[2][0][1]

    assert found() == "Danh sách có 2 mục tên Nguyễn Thị Ngọc Ánh: ghi thêm ngày sinh hoặc số căn cước."
    assert found(**{columns.CITIZEN: "58080001234"}) == 1  # Excel dropped the zero


def test_the_department_says_whose_and_of_which_level(office):
    row = GOOD | {columns.AWARD: "Bằng khen của Chủ tịch UBND tỉnh", columns.UNIT: "sgddt"}
    outside = row | {columns.AWARD: "Bằng khen của Bộ trưởng", columns.NUMBER: "9/QĐ-BGDĐT"}
    rows = [
        row,
        row | {columns.UNIT: "Sở Y tế", columns.NUMBER: "1/QĐ"},
        row | {columns.UNIT: "", columns.NUMBER: "2/QĐ"},
        outside | {columns.LEVEL: "Cấp bộ"},
        outside,
        outside | {columns.LEVEL: "bộ, ngành, đoàn thể trung ương", columns.NUMBER: "8/QĐ-BGDĐT"},
    ]
    report = importing.bring_in(sheet(office.appraiser, *rows), actor=office.appraiser)

    assert (report.seen, {number: [column for column, _ in told] for number, told in faults(report).items()}) == (
        "2,7",
        {3: [columns.NAME], 4: [columns.UNIT], 5: [columns.LEVEL], 6: [columns.LEVEL]},
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Dòng 1 thiếu cột: "),
        ("Tên;Năm\nLê An;2023", "Dòng 1 có cột không thuộc mẫu: Tên, Năm."),
        (";".join(columns.ALL), importing.NOTHING),
        (";".join(columns.ALL) + "\n" + "x;x\n" * 2001, importing.TOO_LONG),
    ],
)
def test_what_is_no_such_sheet_is_refused_in_words(office, text, sentence):
    with pytest.raises(Invalid) as told:
        importing.bring_in(text, actor=office.clerk)

    assert sentence in told.value.errors["sheet"]


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["good", "stranger", "twin", "early"]), min_size=1, max_size=6))
def test_nothing_is_kept_while_a_line_is_wrong(office, kinds):
    wrong = {"stranger": {columns.NAME: "Lê Văn Lạ"}, "twin": {columns.NUMBER: "1/QĐ"}, "early": {columns.YEAR: "1900"}}
    rows = [GOOD | {columns.NUMBER: f"{n + 10}/QĐ"} | wrong.get(kind, {}) for n, kind in enumerate(kinds)]
    bad = [n for n, kind in enumerate(kinds, start=2) if kind in {"stranger", "early"}]
    bad += [n for n, kind in enumerate(kinds, start=2) if kind == "twin"][1:]

    report = importing.bring_in(sheet(office.clerk, *rows), actor=office.clerk)
    found = (report.kept, sorted(faults(report)), len(kept()))
    db.session.rollback()

    good = len(kinds) if not bad else 0
    assert found == (good, sorted(bad), good)


def upload(text):
    return {"sheet": (BytesIO(text.encode("utf-8")), "khen-thuong.csv")}


def test_the_page_shows_the_report_keeps_nothing_and_then_the_good_lines(office, ask):
    text = sheet(office.clerk, GOOD, GOOD | {columns.NAME: "Lê Văn Lạ"})
    shown = ask(office.clerk, "/honours/import", upload(text))
    nothing = kept()
    answer = ask(office.clerk, "/honours/import", {"text": text, "seen": "2"})

    assert (shown.status_code, nothing) == (422, [])
    for said in ("1 dòng cần sửa, 1 dòng đúng", "Lê Văn Lạ", "Ghi 1 dòng đúng, bỏ 1 dòng", 'value="2"'):
        assert said in shown.text
    assert (answer.status_code, len(kept())) == (303, 1)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [({}, "Chọn tệp CSV trên máy rồi tải lên."), ({"sheet": (b"\xff\xfe\x00", "a.csv")}, "Không đọc được tệp.")],
)
def test_a_file_that_is_none_is_refused_beside_its_field(office, ask, data, sentence):
    sent = {name: (BytesIO(content), called) for name, (content, called) in data.items()}
    answer = ask(office.clerk, "/honours/import", sent)

    assert (answer.status_code, sentence in answer.text) == (422, True)


def test_the_template_is_a_sheet_that_the_import_understands(office, ask):
    for who in (office.clerk, office.appraiser):
        report = importing.bring_in(text_of(ask(who, "/honours/import/template.csv").data), actor=who)
        assert [column for column, _ in faults(report)[2]] == [columns.NAME]


def test_what_is_taken_away_runs_no_formula_in_excel(office, ask):
    office.ann.name = "=HYPERLINK(1)"
    office.enter(CERTIFICATE, actor=office.appraiser)
    office.ann.honorific = ""
    db.session.commit()

    answer = ask(office.clerk, "/honours/export.csv")

    assert answer.data.startswith(b"\xef\xbb\xbf")
    assert "\r\n'=HYPERLINK(1);Sở Giáo dục và Đào tạo;Bằng khen của Chủ tịch UBND tỉnh;Tỉnh;2023;" in answer.text
    assert answer.headers["Content-Disposition"] == "attachment; filename=khen-thuong-da-co.csv"
    (told,) = builders.events_of("reading:honours")
    assert (told.actor_id, told.action, told.data) == (office.clerk.user_id, "take_honours", {"lines": 1})
