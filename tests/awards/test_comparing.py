"""Two versions of one award beside each other, in words."""

import pytest

from app.awards import comparing, importing, queries
from app.extensions import db
from tests import builders
from tests.awards import files
from workflows.vocabulary import Role

OLD = files.version(ends="2025-12-31", field="title.streak.a", op="gte", value="3")
NEW = files.version(number=2, begins="2026-01-01", field="title.streak.a", op="gte", value="3")


@pytest.fixture
def told(session):
    """What a new version changes, when something in it is written otherwise."""

    def compare(*changes, old=OLD):
        new = NEW
        for good, bad in changes:
            assert good in new
            new = new.replace(good, bad, 1)
        actor = builders.actor(Role.ADMINISTRATOR, builders.organisation())
        importing.carry_out(importing.planned(files.catalogue(old, new).encode()), actor=actor)
        versions = [queries.version_numbered("a", number) for number in (1, 2)]
        return {part.title: part.changes for part in comparing.compare(*versions, queries.names()) if part.changes}

    return compare


FORCE = comparing.Change(
    "changed",
    "Hiệu lực",
    (comparing.Line("Hiệu lực", "từ 01/01/2024 đến hết 31/12/2025", "từ 01/01/2026"),),
)


def flat(changes):
    return [
        (change.kind, change.title, [(line.name, line.old, line.new) for line in change.lines]) for change in changes
    ]


def test_nothing_but_the_days_is_told_of_two_that_say_the_same(told):
    assert told() == {"Căn cứ, hiệu lực": (FORCE,)}


ARTICLE = ("Căn cứ", "Điều 22 Luật", "Điều 22 Luật")
CHANGED = [
    (
        ("op: gte, value: 3", "op: gte, value: 2"),
        "Tiêu chí",
        ("changed", "Tiêu chí a", [("Mức", "từ 3 năm trở lên", "từ 2 năm trở lên"), ARTICLE]),
    ),
    (
        ("field: title.streak.a", "field: title.count_in_window.a"),
        "Tiêu chí",
        (
            "changed",
            "Tiêu chí a",
            [
                ("Xét theo", "Số năm liên tục đạt Danh hiệu a", "Số lần đạt Danh hiệu a trong thời gian xét"),
                ("Mức", "từ 3 năm trở lên", "từ 3 lần trở lên"),
                ARTICLE,
            ],
        ),
    ),
    (
        ("basis: Luật Điều 22, conf", "basis: Luật Điều 21 khoản 2, conf"),
        "Tiêu chí",
        ("changed", "Tiêu chí a", [("Căn cứ", "Điều 22 Luật", "khoản 2 Điều 21 Luật")]),
    ),
    (
        ("copies: 1", "copies: 2"),
        "Giấy tờ trong hồ sơ",
        ("changed", "Tờ trình", [("Số bản", "1", "2")]),
    ),
    (
        ("{ref: D1}", "{ref: D1, days: 7}"),
        "Thời hạn",
        ("changed", "Gửi hồ sơ", [("Thời hạn", "10 ngày", "7 ngày"), ("Căn cứ", "Nghị định", "Nghị định")]),
    ),
    (
        ("individual: '1.0'", "individual: '1.5'"),
        "Tiền thưởng",
        (
            "changed",
            "Cá nhân",
            [
                ("Mức", "1 lần mức lương cơ sở", "1,5 lần mức lương cơ sở"),
                ("Căn cứ", "Nghị định", "Nghị định"),
            ],
        ),
    ),
    (
        ("statutory: true", "statutory: false"),
        "Xét và bỏ phiếu",
        (
            "changed",
            "Tỷ lệ phiếu",
            [
                ("Ai quy định", "Do luật định", "Do tỉnh, Hội đồng quy định"),
                ("Căn cứ", "Nghị định", "Nghị định"),
            ],
        ),
    ),
    (
        ("who: Chủ tịch, from: 2024-01-01", "who: Chủ tịch, from: 2026-01-01"),
        "Người quyết định",
        (
            "changed",
            "Chủ tịch",
            [("Thời gian", "từ 01/01/2024", "từ 01/01/2026"), ("Căn cứ", "Điều 79 Luật", "Điều 79 Luật")],
        ),
    ),
    (
        ("subjects: [individual]", "subjects: [individual, collective]"),
        "Tên, đối tượng",
        ("changed", "Tặng cho", [("Tặng cho", "Cá nhân", "Cá nhân, tập thể")]),
    ),
]


@pytest.mark.parametrize(("change", "part", "expected"), CHANGED)
def test_a_change_is_told_in_words_with_its_article(told, change, part, expected):
    found = told(change)

    assert flat(found.pop(part)) == [expected]
    assert [*found] == ["Căn cứ, hiệu lực"]


LEAF = (
    "- {{code: {code}, field: unity.ok, op: is_true, value: true, check: judgement, label: {label}, "
    "basis: Luật Điều 1, confidence: verified}}"
)


def leaf(code, label):
    return f"all_of:\n            {LEAF.format(code=code, label=label)}"


def test_a_criterion_that_is_new_and_one_that_is_gone(told):
    old = OLD.replace("all_of:", leaf("a-0", "Đoàn kết"))
    found = told(("all_of:", leaf("a-2", "Gương mẫu")), old=old)["Tiêu chí"]

    assert [(change.kind, change.title) for change in found] == [("added", "Gương mẫu"), ("removed", "Đoàn kết")]
    added, removed = ({line.name: (line.old, line.new) for line in change.lines} for change in found)
    assert added["Mức"] == ("", "phải có")
    assert removed["Căn cứ"] == ("Điều 1 Luật", "")


def test_how_criteria_hang_together_is_told_when_it_changes(told):
    both = leaf("a-2", "Gương mẫu")
    found = told(("all_of:", both.replace("all_of", "any_of")), old=OLD.replace("all_of:", both))["Tiêu chí"]

    (change,) = found
    (line,) = change.lines
    assert (change.title, line.name) == ("Nhóm: Tiêu chí chung", "Cách kết hợp")
    assert (line.old, line.new) == ("“Gương mẫu” và “Tiêu chí a”", "“Gương mẫu” hoặc “Tiêu chí a”")


@pytest.fixture
def page(session, client):
    text = files.catalogue(OLD, NEW.replace("value: 3", "value: 2"))
    actor = builders.actor(Role.UNIT_CLERK, builders.organisation())
    importing.carry_out(importing.planned(text.encode()), actor=actor)
    db.session.commit()
    reader = builders.signed_in(client, actor)
    return lambda url: reader.get(f"/awards/a{url}")


def test_the_history_leads_to_each_version_and_each_comparison(page):
    said = page("/versions").text

    for words in (
        "/awards/a/versions/1",
        "/awards/a/versions/2",
        "/awards/a/versions/1/compare/2",
        "So với bản 1",
        "31/12/2025",
        "Đã hết hiệu lực",
        "Đang áp dụng",
    ):
        assert words in said


def test_the_comparison_is_a_page(page):
    said = page("/versions/1/compare/2").text

    for words in ("<del>từ 3 năm trở lên</del>", "<ins>từ 2 năm trở lên</ins>", "Điều 22 Luật", "Không đổi"):
        assert words in said


def test_an_older_version_says_that_it_is_over(page):
    assert "Bản 1: đã hết hiệu lực." in page("/versions/1").text
    assert "Bản 2: đang áp dụng." in page("/versions/2").text
    assert "đã hết hiệu lực" not in page("").text


@pytest.mark.parametrize("url", ["/versions/3", "/versions/1/compare/3", "/versions/99999999999/compare/1"])
def test_a_version_that_never_was_is_not_found(page, url):
    assert page(url).status_code == 404


def test_an_award_that_nobody_knows_has_no_history(session, client):
    reader = builders.signed_in(client, builders.actor(Role.UNIT_CLERK, builders.organisation()))

    assert reader.get("/awards/nothing/versions").status_code == 404
