"""A catalogue file is refused whole, and every fault is told by its line."""

import pytest

from app.awards import loading, validating
from app.errors import Refusal
from tests.awards import files

CONSIDERED = "considered_by: {{full: [{}], standing: [a], basis: x, confidence: practice, otherwise: {{x: {}}}}}"
LINES = files.catalogue().splitlines()


def faults(text):
    try:
        validating.read_sound(text if isinstance(text, bytes) else text.encode())
    except Refusal as refused:
        return refused.reasons
    return []


def test_the_file_that_is_shipped_has_no_fault():
    assert faults((loading.HERE / "catalogue.yaml").read_bytes()) == []


def test_the_small_one_has_none_either():
    assert (
        faults(files.catalogue(files.version("a"), files.version("b", field="meets.a", op="is_true", value="true")))
        == []
    )


def line_of(part):
    """Of the small file, where something stands."""
    (number,) = [number for number, line in enumerate(LINES, start=1) if part in line]
    return number


PLANTED = [
    ("name_en: Title a", "name_en: Title a\n    colour: đỏ", 1, "mục “colour” không có trong cấu trúc của danh mục."),
    ("who: Chủ tịch,", "who: Chủ tịch, rank: 1,", 0, "mục “rank” không có trong cấu trúc của danh mục."),
    ("op: eq", "op: near", 0, "mục “op” có phép so sánh không biết “near”"),
    ("check: auto", "check: guess", 0, "mục “check” có cách kiểm tra không biết “guess”"),
    ("field: rating.year", "field: rating.month", 0, "không có dữ kiện “rating.month”."),
    ("basis: Luật Điều 22,", "", 0, "thiếu mục “basis”."),
    ("basis: Luật Điều 22,", "basis: '  ',", 0, "mục “basis” phải ghi, bằng chữ."),
    ("basis: Luật Điều 79", "basis: ''", 0, "mục “basis” phải ghi, bằng chữ."),
    ("doc: letter", "doc: lettre", 0, "không có loại giấy tờ mã “lettre”."),
    ("rule: V80", "rule: V81", 0, "không có quy tắc bỏ phiếu mã “V81”."),
    ("ref: D1", "ref: D2", 0, "không có thời hạn mã “D2”."),
    ("ref: D1", "what: Gửi", 0, "thời hạn thiếu basis, confidence."),
    ("valid_to: null", "valid_to: 2023-12-31", 0, "hết hiệu lực 2023-12-31 trước khi bắt đầu 2024-01-01."),
    ("from: 2024-01-01, to: null, value", "from: 2024-01-01, to: 2020-01-01, value", 0, "hết hiệu lực 2020-01-01"),
    ("valid_from: 2024-01-01", "valid_from: 2024-13-01", 0, "không hiểu giá trị “2024-13-01”."),
    ("valid_from: 2024-01-01", "valid_from: năm ngoái", 0, "mục “valid_from” phải là ngày"),
    ("kind: title", "kind: prize", 0, "mục “kind” có giá trị không biết “prize”"),
    ("subjects: [individual]", "subjects: [robot]", 0, "mục “subjects” phải là danh sách không trùng"),
    ("individual: '1.0'", "individual: 1.0", 0, "mục “individual” phải là số lần lương cơ sở"),
    ("individual: '1.0'", "household: '1.0'", 0, "tiền thưởng cho “household”"),
    ("subjects: [individual]", "subjects: [[individual]]", 0, "mục “subjects” phải là danh sách không trùng"),
    ("routes: [cong_trang]", "routes: [{a: 1}]", 0, "mục “routes” phải là danh sách không trùng"),
    ("deadlines:", f"{CONSIDERED.format('[a]', 'none')}\ndeadlines:", 0, "không có danh hiệu, hình thức mã “['a']”."),
    ("deadlines:", f"{CONSIDERED.format('a', 'nobody')}\ndeadlines:", 0, "không có cấp xét mã “nobody”."),
    ("rating.year, op: eq, value: HTXSNV", "unity.ok, op: ne, value: dung", 0, "mục “value” phải là true hoặc false."),
    ("rating.year, op: eq, value: HTXSNV", "cluster.rank, op: eq, value: nhất", 0, "mục “value” phải là số"),
    ("pct: 80", "pct: 180", 0, "mục “pct” phải là số nguyên từ 1 đến 100."),
    ("copies: 1", "copies: true", 0, "mục “copies” phải là số nguyên"),
    ("value: HTXSNV", "value: .nan", 0, "mục “value” phải là số, không âm."),
    ("op: eq, value: HTXSNV", "op: rating_gte, value: TOT", 0, "mức xếp loại không biết “TOT”"),
    ("rating.year, op: eq, value: HTXSNV", "cluster.rank, op: gte, value: ba", 0, "mục “value” phải là số"),
    ("op: eq, value: HTXSNV", "op: gte, value: 3", 0, "“rating.year” không so sánh được bằng “gte”."),
    ("value: HTXSNV", "value: TOT", 0, "mục “value” có giá trị không biết TOT"),
    ("when: null", "when: {field: unity.ok, op: eq, value: true}", 0, "mục “field” có giá trị không biết “unity.ok”"),
    ("op: eq, value: HTXSNV", "op: in, value: []", 0, "mục “value” phải là danh sách mã"),
    ("rating.year, op: eq, value: HTXSNV", "collective.share_ldtt, op: gte, value: 70", 0, "phải là số từ 0 đến 1."),
    ("rating.year, op: eq, value: HTXSNV", "cluster.rank, op: eq, value: 1.5", 0, "mục “value” phải là số nguyên."),
    (
        "rating.year, op: eq, value: HTXSNV",
        "discipline.ended_on, op: ne, value: xong",
        0,
        "không so sánh được bằng “ne”.",
    ),
    ("name: Danh hiệu a", 'name: "a\u202eb"', 0, "mục “name” có ký tự không đọc được."),
    ("- code: a", "- code: any", 0, "mục “code” là chữ dành riêng."),
    (
        "base_salary:",
        f"{LINES[1].replace('2024', '2020').replace('null', '2020-12-31')}\nbase_salary:",
        0,
        "mã “R1” đã dùng",
    ),
    ("all_of:", "some_of:", 0, "không có trong cấu trúc"),
    ("steps:", "process: nothing\n    steps:", 0, "không có quy trình mã “nothing”."),
    ("cycle: yearly", "cycle: yearly\n    cycle: any", 1, "mục “cycle” ghi hai lần."),
    ("steps:", "notes: [&x [Sở], *x]\n    steps:", 0, "không dùng lại một đoạn bằng dấu & và *"),
    ("level: province", "level: *other", 0, "không đúng cú pháp YAML."),
    ("level: province", "level: {", 2, "không đúng cú pháp YAML."),
]


@pytest.mark.parametrize(("good", "bad", "below", "reason"), PLANTED)
def test_a_planted_fault_is_told_by_its_line(good, bad, below, reason):
    text = files.catalogue().replace(good, bad, 1)
    assert text != files.catalogue()

    told = faults(text)

    assert any(one.startswith(f"dòng {line_of_first(good) + below}: ") and reason in one for one in told), told


@pytest.mark.parametrize("field", ["rating.year", "cluster.rank", "discipline.ended_on", "unity.ok", "subject.type"])
def test_whether_anything_is_known_may_be_asked_of_every_field(field):
    assert faults(files.catalogue(files.version(field=field, op="exists", value="true"))) == []


def line_of_first(part):
    return next(number for number, line in enumerate(LINES, start=1) if part in line)


@pytest.mark.parametrize(
    "field", ["meets.z", "title.streak.z", "award.held.z", "years_since.z", "title.count_in_window.z"]
)
def test_an_award_that_nobody_knows_is_told(field):
    text = files.catalogue(files.version(field=field))

    assert faults(text) == [f"dòng {line_of('code: a-1')}: dữ kiện “{field}”: không có danh hiệu, hình thức mã “z”."]


@pytest.mark.parametrize("section", ["vote_rules", "doc_types"])
def test_a_code_is_used_once(section):
    line = line_of(f"{section}:") + 1
    text = files.catalogue().replace(LINES[line - 1], f"{LINES[line - 1]}\n{LINES[line - 1]}")

    (told,) = faults(text)

    assert told.startswith(f"dòng {line + 1}: mã “")
    assert told.endswith(f"đã dùng ở dòng {line}.")


def test_a_criterion_and_a_group_are_named_once():
    leaf = LINES[line_of("code: a-1") - 1]
    text = files.catalogue().replace(leaf, f"{leaf}\n{leaf}")

    assert faults(text) == [f"dòng {line_of('code: a-1') + 1}: tiêu chí “a-1” đã có ở dòng {line_of('code: a-1')}."]


def test_versions_of_one_award_have_no_day_in_common():
    text = files.catalogue(files.version(ends="2024-12-31"), files.version(number=2, begins="2024-12-31"))
    first, second = (number for number, line in enumerate(text.splitlines(), start=1) if "- code: a" in line)

    assert faults(text) == [f"dòng {second}: “a” bản 2 có ngày hiệu lực chồng với bản 1 (dòng {first})."]
    assert faults(text.replace("2024-12-31\n    valid_to", "2025-01-01\n    valid_to")) == []


def test_a_version_is_there_once():
    (told,) = faults(files.catalogue(files.version(), files.version()))

    assert "“a” bản 1 ghi hai lần" in told


def needing(code, other, **said):
    return files.version(code, field=f"meets.{other}", op="is_true", value="true", **said)


def test_criteria_do_not_ask_for_themselves_in_the_end():
    text = files.catalogue(needing("a", "b"), needing("b", "c"), needing("c", "a"))
    lines = [number for number, line in enumerate(text.splitlines(), start=1) if "field: meets" in line]

    assert faults(text) == [f"dòng {lines[-1]}: tiêu chí đòi vòng tròn: a → b → c → a."]
    assert len(faults(files.catalogue(needing("a", "a")))) == 1


def test_what_is_never_in_force_together_makes_no_circle():
    old, new = {"ends": "2024-12-31"}, {"number": 2, "begins": "2025-01-01"}
    text = files.catalogue(
        needing("a", "b", **old), files.version("b", **old), files.version("a", **new), needing("b", "a", **new)
    )

    assert faults(text) == []


def test_all_faults_are_told_at_once_by_their_lines():
    text = files.catalogue().replace("op: eq", "op: near").replace("pct: 80", "pct: 0").replace("ref: D1", "ref: X")
    told = faults(text)

    lines = [int(one.removeprefix("dòng ").partition(":")[0]) for one in told]
    assert len(told) == 3
    assert lines == sorted(lines)


@pytest.mark.parametrize(
    "text", [b"", b"- a", b"\xff", b"a: \x01", b"[" * 50_000, b"awards: !!python/name:os.system 1", b"x" * 3_000_000]
)
def test_what_is_no_catalogue_at_all_is_refused(text):
    assert faults(text)
