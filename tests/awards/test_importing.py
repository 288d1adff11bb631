"""A catalogue goes out as a file and comes back as it was; what is published is never changed by one."""

from datetime import date

import pytest
from sqlalchemy import func, select

from app.audit.models import AuditEvent
from app.awards import exporting, loading, queries
from app.awards.models import AwardVersion, BaseSalary, DocType, Regime, VoteRule
from app.extensions import db
from tests.awards import files
from tests.conftest import empty_every_table


@pytest.fixture
def rules(app, tmp_path):
    """Type a command; a file is given by its text."""
    file = tmp_path / "catalogue.yaml"

    def run(command, text=None, *options):
        db.session.commit()
        if text is not None:
            file.write_text(text, encoding="utf-8")
        done = app.test_cli_runner().invoke(
            args=("rules", command, *([str(file)] if text is not None else []), *options)
        )
        db.session.remove()
        return done.exit_code, done.output

    return run


def counts():
    tables = (AwardVersion, VoteRule, DocType, BaseSalary, Regime)
    return [db.session.scalar(select(func.count()).select_from(table)) for table in tables]


def written_down():
    return db.session.scalars(select(AuditEvent).where(AuditEvent.action == "import_catalogue")).all()


def test_the_whole_catalogue_goes_out_and_comes_back_to_the_byte(rules):
    loading.load()
    _, out = rules("export")
    held = [exporting.told(version, version.award.kind) for version in exporting.every_version()]
    had = counts()
    db.session.remove()
    empty_every_table()

    code, said = rules("import", out)

    assert (code, said.splitlines()[-1]) == (0, "50 thêm, 0 cập nhật, 0 giữ nguyên. Đã ghi.")
    assert counts() == had == [22, 3, 20, 2, 3]
    assert [exporting.told(version, version.award.kind) for version in exporting.every_version()] == held
    assert rules("export") == (0, out)


def test_several_versions_come_back_to_the_byte(rules):
    text = files.catalogue(
        files.version(ends="2024-12-31"),
        files.version(number=2, begins="2025-01-01", op="in", value="[HTXSNV, HTTNV]"),
        files.version("b", field="cluster.rank", op="gte", value="0.70"),
        files.version("c", field="cluster.rank", op="gte", value="1.0"),
    ).replace(
        "- {ref: D1}", "- {ref: D1, days: 7}\n      - {what: Họp, due: '11-25', basis: Luật, confidence: verified}", 1
    )
    rules("import", text)
    _, out = rules("export")
    empty_every_table()

    rules("import", out)

    assert rules("export") == (0, out)
    assert "days: 7" in out
    assert db.session.scalar(select(func.count()).select_from(AwardVersion)) == 4


def test_a_file_by_name_is_written(rules, tmp_path):
    loading.load()
    code, said = rules("export", "")

    file = tmp_path / "catalogue.yaml"
    assert (code, said) == (0, f"Đã ghi danh mục vào {file}.\n")
    assert file.read_text(encoding="utf-8") == rules("export")[1]


def test_the_file_that_is_shipped_brings_what_founding_does(rules):
    shipped = (loading.HERE / "catalogue.yaml").read_text(encoding="utf-8")
    loading.load()
    _, loaded = rules("export")

    assert rules("import", shipped) == (0, "0 thêm, 0 cập nhật, 50 giữ nguyên. Đã ghi.\n")
    assert written_down() == []
    db.session.remove()
    empty_every_table()
    assert rules("import", shipped)[0] == 0
    assert rules("export")[1] == loaded


def test_a_new_version_comes_in_and_ends_the_one_before(rules):
    rules("import", files.catalogue())
    text = files.catalogue(
        files.version(ends="2025-12-31"), files.version(number=2, begins="2026-01-01", value="HTTNV")
    )

    assert rules("import", text)[1].splitlines() == [
        "Thêm – Danh hiệu a (bản 2)",
        "Cập nhật – Danh hiệu a (bản 1): đến hết 31/12/2025",
        "1 thêm, 1 cập nhật, 4 giữ nguyên. Đã ghi.",
    ]
    days = [date(2025, 12, 31), date(2026, 1, 1)]
    assert [queries.version_on("a", day).number for day in days] == [1, 2]
    assert [event.data["added"] for event in written_down()][1] == ["Danh hiệu a (bản 2)"]


def test_a_check_writes_nothing(rules):
    assert rules("import", files.catalogue(), "--check")[1].splitlines() == [
        "Thêm – Quy tắc bỏ phiếu V80",
        "Thêm – Giấy tờ “Tờ trình”",
        "Thêm – Lương cơ sở từ 01/01/2024",
        "Thêm – Chế độ pháp lý R1: Luật cũ",
        "Thêm – Danh hiệu a (bản 1)",
        "5 thêm, 0 cập nhật, 0 giữ nguyên. Chưa ghi gì.",
    ]
    assert (counts(), written_down()) == ([0] * 5, [])


VERSION = "Danh hiệu a (bản 1) đã ban hành, tệp ghi khác ở: {}. Ban hành phiên bản mới (2) thay vì sửa."
CODE = "{} đã ban hành, tệp ghi khác ở: {}. Đặt mã mới thay vì sửa."
CHANGES = [
    (("value: HTXSNV", "value: HTTNV"), VERSION.format("variants.general.tree.all_of.a-1.value")),
    (("copies: 1", "copies: 2, note: thêm"), VERSION.format("dossier.letter.copies, dossier.letter.note")),
    (("kind: title", "kind: commendation"), VERSION.format("kind")),
    (("days: 10", "days: 12"), VERSION.format("steps.D1.days")),
    (("pct: 80", "pct: 70"), CODE.format("Quy tắc bỏ phiếu V80", "pct")),
    (("form_nd98: Mẫu 01", "form_nd98: null"), CODE.format("Giấy tờ “Tờ trình”", "form_nd98")),
    (("value: 2000000", "value: 2000001"), CODE.format("Lương cơ sở từ 01/01/2024", "value")),
]


@pytest.mark.parametrize(("change", "sentence"), CHANGES)
def test_what_is_published_is_not_changed_and_nothing_else_comes_in(rules, change, sentence):
    rules("import", files.catalogue())
    _, before = rules("export")
    text = files.catalogue(files.version(), files.version("b")).replace(*change, 1)

    code, said = rules("import", text)

    assert (code, said.splitlines()[0]) == (1, "Error: Tệp sửa điều đã ban hành, chưa ghi gì.")
    assert sentence in said.splitlines()
    assert rules("export")[1] == before


def test_an_order_that_changed_is_a_change(rules):
    both = "\n      - {doc: letter, copies: 1}\n      - {doc: letter, copies: 2}"
    first = files.catalogue().replace("\n      - {doc: letter, copies: 1}", both)
    rules("import", first)
    swapped = (
        first.replace("copies: 1", "copies: 3").replace("copies: 2", "copies: 1").replace("copies: 3", "copies: 2")
    )

    assert "tệp ghi khác ở: dossier" in rules("import", swapped)[1]


def test_a_file_that_cannot_be_opened_is_named(app, tmp_path):
    missing, folder = tmp_path / "no.yaml", tmp_path
    run = app.test_cli_runner().invoke

    told = [run(args=("rules", *map(str, words))) for words in (("import", missing), ("import", folder, "--check"))]
    told.append(run(args=("rules", "export", str(folder))))

    assert [(done.exit_code, done.output) for done in told] == [
        (1, f"Error: Không đọc được tệp “{missing}”.\n"),
        (1, f"Error: Không đọc được tệp “{folder}”.\n"),
        (1, f"Error: Không ghi được tệp “{folder}”.\n"),
    ]


def test_a_fault_is_told_by_its_line_and_nothing_comes_in(rules):
    code, said = rules("import", files.catalogue().replace("op: eq", "op: near"))

    assert code == 1
    assert said.splitlines()[0] == "Error: Danh mục có lỗi, chưa ghi gì."
    assert said.splitlines()[1].startswith("dòng 33: mục “op” có phép so sánh không biết “near”")
    assert counts() == [0] * 5


def test_a_version_that_the_file_does_not_name_keeps_its_days(rules):
    rules("import", files.catalogue(files.version("a"), files.version("b")))
    text = files.catalogue(files.version(number=2, begins="2026-01-01"))

    told = "dòng 13: “a” bản 2 có ngày hiệu lực chồng với bản 1 (đang có trong phần mềm)."
    assert rules("import", text) == (1, f"Error: Danh mục có lỗi, chưa ghi gì.\n{told}\n")


def test_a_circle_through_a_version_that_only_the_database_holds_is_found(rules):
    asking = {"op": "is_true", "value": "true"}
    held = files.version("b", field="meets.a", ends="2026-12-31", **asking)
    rules("import", files.catalogue(files.version("a"), held))
    text = files.catalogue(
        files.version("a", ends="2025-12-31"),
        files.version("a", number=2, begins="2026-01-01", field="meets.b", **asking),
        files.version("b", number=2, begins="2027-01-01"),
    )

    assert "tiêu chí đòi vòng tròn: b → a → b." in rules("import", text)[1]


def test_that_a_law_was_read_is_brought_later(rules):
    rules("import", files.catalogue().replace("is_read: true", "is_read: false"))

    said = rules("import", files.catalogue())

    assert said == (0, "Cập nhật – Chế độ pháp lý R1: Luật cũ\n0 thêm, 1 cập nhật, 4 giữ nguyên. Đã ghi.\n")
    assert db.session.get(Regime, "R1").is_read
