"""`flask rules check` and `bonus`: cases with known answers, from the tables of a site and before there are any."""

import json
from pathlib import Path

import pytest

from app import site
from app.actor import SYSTEM
from app.awards import importing, loading, rule_sets
from app.extensions import db
from app.facts import read_facts
from tests.awards import files

VECTORS = read_facts(Path(__file__).with_name("vectors.yaml"))
ON = "2024-10-01"


@pytest.fixture
def typed(app):
    def run(*words):
        db.session.commit()
        done = app.test_cli_runner().invoke(args=("rules", *map(str, words)))
        return done.exit_code, done.output

    return run


@pytest.fixture(params=["a site's tables", "the program's file"])
def checked(request, typed, tmp_path):
    """The answer for a nominee, once from what a site holds, once before it holds anything."""
    if request.param == "a site's tables":
        loading.load()

    def run(award, subject, given, day=ON):
        source = tmp_path / "facts.json"
        source.write_text(json.dumps(given), encoding="utf-8")
        code, said = typed("check", "--award", award, "--subject", subject, "--date", day, "--facts", source)
        assert code == 0, said
        return json.loads(said)

    return run


def test_every_case_with_a_known_answer_gets_it(checked):
    found = [checked(v["award"], v["subject"], v["given"], v.get("date", ON)) for v in VECTORS["eligibility"]]

    assert [(told["result"], told["failed"]) for told in found] == [
        (vector["expect"], vector["failed"]) for vector in VECTORS["eligibility"]
    ]


def test_every_sum_with_a_known_answer_is_paid(typed):
    loading.load()
    asked = [("--award", v["award"], "--subject", v["subject"], "--date", v.get("date", ON)) for v in VECTORS["bonus"]]

    assert [json.loads(typed("bonus", *words)[1])["vnd"] for words in asked] == [v["vnd"] for v in VECTORS["bonus"]]


def test_an_answer_names_what_is_open_what_comes_later_and_each_article(checked):
    found = checked(
        "cstd_co_so", "individual", {"subject.is_official": True, "rating.year": "HTXSNV", "unity.ok": True}
    )

    assert found == {
        "award": "cstd_co_so",
        "subject": "individual",
        "date": ON,
        "result": "pass",
        "failed": [],
        "open": ["G02", "G03", "G11"],
        "later": ["G07", "G09", "G10", "G12", "G15", "G16"],
        "warnings": [],
        "basis": {
            "G02": "Nghị định 98/2023/NĐ-CP Điều 4; Nghị định 152/2025/NĐ-CP Điều 4 khoản 4",
            "G03": "Nghị định 98/2023/NĐ-CP Điều 4; Nghị định 152/2025/NĐ-CP Điều 4 khoản 4",
            "G11": "Luật TĐKT Điều 5 khoản 2",
        },
    }


def test_any_answers_for_every_award_of_the_kind_of_nominee(checked):
    found = checked("any", "household", {})

    assert sorted(found["awards"]) == [
        "bang_khen_tinh",
        "bang_khen_ttg",
        "gia_dinh_van_hoa",
        "giay_khen_huyen",
        "giay_khen_thu_truong",
        "giay_khen_xa",
    ]
    assert (found["result"], found["failed"], found["open"]) == ("pass", [], ["G02", "G03", "G11"])
    assert (found["award"], found["subject"], found["date"]) == ("any", "household", ON)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{", "Tệp không phải JSON, từ dòng 1, cột 2."),
        ("[" * 100_000, "Tệp không đọc được: các mục lồng vào nhau quá sâu."),
        ('{"cluster.rank": ' + "9" * 5000 + "}", "Tệp có số quá dài, không đọc được."),
        ("[]", "Tệp phải là một đối tượng JSON: tên trường và giá trị."),
        ('{"rating.years": 3}', "Không có trường “rating.years” trong từ vựng của danh mục."),
        ('{"title.streak.cstd": 3}', "Không có trường “title.streak.cstd” trong từ vựng của danh mục."),
        (
            '{"title.streak.cstd_co_so": "ba"}',
            'Trường “title.streak.cstd_co_so” phải là số nguyên không âm; đang ghi: "ba".',
        ),
        (
            '{"title.streak.cstd_co_so": true}',
            "Trường “title.streak.cstd_co_so” phải là số nguyên không âm; đang ghi: true.",
        ),
        ('{"unity.ok": 1}', "Trường “unity.ok” phải là true hoặc false; đang ghi: 1."),
        ('{"collective.share_ldtt": 70}', "Trường “collective.share_ldtt” phải là số từ 0 đến 1; đang ghi: 70."),
        (
            '{"discipline.ended_on": "31/12/2024"}',
            'Trường “discipline.ended_on” phải là ngày dạng NNNN-TT-NN; đang ghi: "31/12/2024".',
        ),
        (
            '{"discipline.ended_on": 20241231}',
            "Trường “discipline.ended_on” phải là ngày dạng NNNN-TT-NN; đang ghi: 20241231.",
        ),
        (
            '{"discipline.ended_on": "2024-W01-1"}',
            'Trường “discipline.ended_on” phải là ngày dạng NNNN-TT-NN; đang ghi: "2024-W01-1".',
        ),
        ('{"unity.ok": null}', "Trường “unity.ok” phải là true hoặc false; đang ghi: null."),
        ('{"cluster.rank": 1, "cluster.rank": 2}', "“cluster.rank” ghi hai lần: 1 và 2."),
        (
            '{"records": {"judgements": {"G11": true, "G11": false}}}',
            "“G11” ghi hai lần: true và false.",
        ),
        (
            '{"subject.type": "household"}',
            'Mâu thuẫn: trường “subject.type” ghi "household", đang hỏi về đối tượng individual.',
        ),
        ('{"rating.year": "A"}', 'Trường “rating.year” phải là một trong HTXSNV, HTTNV, HTNV, KHTNV; đang ghi: "A".'),
        ('{"records": []}', "“records” phải là một đối tượng JSON."),
        ('{"records": {"papers": []}}', "“records” không có mục “papers”."),
        ('{"records": {"judgements": {"G11": "có"}}}', "“records.judgements” có mục không đọc được."),
        ('{"records": {"used_initiatives": [{"title": "A"}]}}', "“records.used_initiatives” có mục không đọc được."),
        (
            '{"records": {"used_initiatives": [{"title": "A", "used_for": []}]}}',
            "“records.used_initiatives” có mục không đọc được.",
        ),
    ],
)
def test_facts_that_cannot_be_read_are_refused_with_the_reason(typed, tmp_path, text, sentence):
    source = tmp_path / "facts.json"
    source.write_text(text, encoding="utf-8")

    told = typed("check", "--award", "any", "--subject", "individual", "--date", ON, "--facts", source)

    assert told == (1, f"Error: {sentence}\n")


def test_facts_that_are_no_text_are_refused_in_words_of_the_office(typed, tmp_path):
    source = tmp_path / "facts.json"
    source.write_bytes('{"unity.ok": "có"}'.encode("utf-16"))

    told = typed("check", "--award", "any", "--subject", "individual", "--date", ON, "--facts", source)

    assert told == (1, "Error: Tệp không phải chữ mã UTF-8.\n")


def test_a_mark_that_windows_puts_before_a_text_is_no_part_of_it(typed, tmp_path):
    source = tmp_path / "facts.json"
    source.write_text('{"award.held.ky_niem_chuong_tinh": true}', encoding="utf-8-sig")

    _, told = typed(
        "check", "--award", "ky_niem_chuong_tinh", "--subject", "individual", "--date", ON, "--facts", source
    )

    assert json.loads(told)["failed"] == ["KNC-1"]


@pytest.mark.parametrize("command", ["check", "bonus"])
@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (
            {"--subject": "person"},
            "Không có loại đối tượng “person”. Có: individual, collective, household, commune, village.",
        ),
        ({"--date": "2024-13-01"}, "Ngày viết như 2024-10-01; đang ghi “2024-13-01”."),
        ({"--date": "20241001"}, "Ngày viết như 2024-10-01; đang ghi “20241001”."),
    ],
)
def test_what_is_asked_wrongly_is_refused_in_words_of_the_office(typed, tmp_path, command, said, sentence):
    (tmp_path / "facts.json").write_text("{}", encoding="utf-8")
    asked = {"--award": "cstd_tinh", "--subject": "individual", "--date": ON} | said
    facts = ("--facts", tmp_path / "facts.json") if command == "check" else ()

    assert typed(command, *(word for pair in asked.items() for word in pair), *facts) == (1, f"Error: {sentence}\n")


@pytest.mark.parametrize("award", ["cstd_tinh", "any"])
def test_before_the_first_law_there_is_nothing_to_ask(typed, tmp_path, award):
    (tmp_path / "facts.json").write_text("{}", encoding="utf-8")
    asked = ("--award", award, "--subject", "individual", "--date", "2023-12-31", "--facts", tmp_path / "facts.json")

    assert typed("check", *asked) == (1, "Error: Ngày 31/12/2023 danh mục chưa có danh hiệu, hình thức nào.\n")


def test_a_file_that_is_not_there_is_named(typed, tmp_path):
    told = typed("check", "--award", "any", "--subject", "individual", "--facts", tmp_path / "no.json")

    assert told == (1, f"Error: Không đọc được tệp “{tmp_path / 'no.json'}”.\n")


@pytest.mark.parametrize("award", ["cstd_tinh", "any"])
def test_a_case_under_a_law_that_nobody_read_is_warned_of(checked, award):
    before, after = (checked(award, "individual", {}, day=day) for day in ("2026-09-30", "2026-10-01"))

    assert (before["warnings"], after["warnings"]) == ([], ["R2026"])
    assert after["basis"]["R2026"] == "Luật 06/2026/QH16, chưa đối chiếu nội dung"


def test_an_award_that_only_this_site_has_may_be_told_of(typed, tmp_path):
    plan = importing.planned(files.catalogue(files.version("khen_thon")).encode())
    importing.carry_out(plan, actor=SYSTEM)
    source = tmp_path / "facts.json"
    source.write_text('{"title.streak.khen_thon": 1, "rating.year": "HTTNV"}', encoding="utf-8")

    code, told = typed("check", "--award", "khen_thon", "--subject", "individual", "--date", ON, "--facts", source)

    assert (code, json.loads(told)["failed"]) == (0, ["khen_thon-1"])


def test_a_bonus_is_asked_for_one_award_and_its_help_promises_no_more(typed):
    assert "any" in typed("check", "--help")[1]
    assert "any" not in typed("bonus", "--help")[1]


def test_all_faults_are_told_at_once(typed, tmp_path):
    source = tmp_path / "facts.json"
    source.write_text('{"unity": true, "rating.year": 1, "records": {"x": 1}}', encoding="utf-8")

    _, said = typed("check", "--award", "any", "--subject", "individual", "--date", ON, "--facts", source)

    assert len(said.splitlines()) == 3


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--award", "x", "--subject", "individual", "--date", ON), "Ngày 01/10/2024 danh mục không có “x”."),
        (
            ("--award", "giay_khen_huyen", "--subject", "individual", "--date", "2025-07-01"),
            "Ngày 01/07/2025 danh mục không có “giay_khen_huyen”.",
        ),
        (
            ("--award", "cstd_tinh", "--subject", "household", "--date", ON),
            "Không có mức tiền thưởng của “cstd_tinh” cho đối tượng household.",
        ),
        (
            ("--award", "hc_lao_dong_ba", "--subject", "village", "--date", ON),
            "Không có mức tiền thưởng của “hc_lao_dong_ba” cho đối tượng village.",
        ),
        (
            ("--award", "ky_niem_chuong_tinh", "--subject", "individual", "--date", ON),
            (
                "Không có mức tiền thưởng của “ky_niem_chuong_tinh” cho đối tượng individual. "
                "Luật chỉ quy định không quá 0,6 lần mức lương cơ sở; ngày 01/10/2024 chưa có nghị quyết quy định mức."
            ),
        ),
    ],
)
def test_a_sum_that_nobody_can_name_is_refused_with_the_reason(typed, words, sentence):
    assert typed("bonus", *words) == (1, f"Error: {sentence}\n")


def test_before_there_are_tables_the_medal_has_no_sum_either(typed, monkeypatch):
    """The tables are there, of every test; whoever asks for one of them is told of none."""
    monkeypatch.setattr(site, "has_tables", lambda: False)
    monkeypatch.setattr(rule_sets, "in_force_on", lambda *_: pytest.fail("there are no tables"))

    code, said = typed("bonus", "--award", "ky_niem_chuong_tinh", "--subject", "individual", "--date", ON)

    assert (code, said.startswith("Error: Không có mức tiền thưởng")) == (1, True)


@pytest.mark.parametrize("has_tables", [True, False])
@pytest.mark.parametrize(
    ("day", "warnings"),
    [
        (
            "2025-06-30",
            [
                f"Nghị định 152/2025/NĐ-CP Điều {article}: "
                "văn bản này có hiệu lực từ 01/07/2025; mức của ngày 30/06/2025 chưa đối chiếu."
                for article in ("50 khoản 1 điểm b", "49 khoản 2")
            ],
        ),
        ("2025-07-01", []),
        ("2026-10-01", ["Luật 06/2026/QH16, chưa đối chiếu nội dung."]),
    ],
)
def test_a_sum_says_what_nobody_checked_about_its_day(typed, has_tables, day, warnings):
    if has_tables:
        loading.load()

    _, told = typed("bonus", "--award", "cstd_tinh", "--subject", "individual", "--date", day)

    assert json.loads(told)["warnings"] == warnings
