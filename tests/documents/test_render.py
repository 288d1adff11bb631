"""What papers say, how drafts differ, and what the press does when somebody plays with fire."""

import hashlib
import json
import os
import signal
import subprocess
import sys
import threading
import unicodedata
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from app.documents import kinds, render
from app.documents.printable import Roll, Row
from tests.documents import render_samples as samples
from tests.documents.render_reader import Sheet, fonts, printed
from workflows.vocabulary import Paper as PaperCode

ALL = pytest.mark.parametrize("paper", samples.PAPERS, ids=lambda paper: paper.code)
VOWELS = "aăâeêioôơuưy"
TONES = "\u0300\u0301\u0303\u0309\u0323"
LOWER = [unicodedata.normalize("NFC", v + t) for v in VOWELS for t in ["", *TONES]]
LETTERS = [c for c in [*LOWER, "đ"] if not c.isascii()]
VIETNAMESE = "".join([*LETTERS, *(c.upper() for c in LETTERS)])


@pytest.fixture
def press(monkeypatch):
    """A press of its own, so that breaking it breaks no other test."""
    fresh = render._Press()
    monkeypatch.setattr(render, "_press", fresh)
    yield fresh
    fresh.stop()


@pytest.fixture
def canary():
    """A server that counts who knocks."""
    knocks = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            knocks.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", knocks
    server.shutdown()
    server.server_close()
    thread.join()


@ALL
def test_a_paper_has_a_code_of_the_vocabulary(paper):
    assert PaperCode(paper.code).value == paper.code


@ALL
def test_a_paper_goes_to_json_and_comes_back_equal(paper):
    kept = json.loads(json.dumps(paper.to_json(), ensure_ascii=False))

    assert kinds.read(paper.template, kept) == paper


def test_a_paper_does_not_swallow_what_it_does_not_know():
    with pytest.raises(ValueError, match="AwardDecision has no stranger"):
        kinds.AwardDecision.from_json(samples.DECISION.to_json() | {"stranger": 1})


@ALL
def test_a_kept_paper_tells_its_schema(paper):
    assert next(iter(paper.to_json())) == "schema"
    assert paper.to_json()["schema"] == 1


def test_a_paper_of_a_schema_nobody_knows_is_not_read():
    with pytest.raises(ValueError, match="AwardDecision cannot be read: its schema is 2, the newest known is 1"):
        kinds.AwardDecision.from_json(samples.DECISION.to_json() | {"schema": 2})


def test_a_paper_kept_before_schemas_had_numbers_is_read_without_what_nobody_filled_in():
    kept = json.loads(json.dumps(samples.DECISION.to_json()))
    del kept["schema"]
    kept["roll"]["individuals"][0] |= {"service": "", "earlier_awards": "", "discipline": "", "group": ""}

    assert kinds.read("award_decision", kept) == samples.DECISION


def test_of_schema_1_a_retired_field_is_a_stranger():
    with pytest.raises(ValueError, match="IntakeReceipt has no phone"):
        kinds.read("intake_receipt", samples.RECEIPT.to_json() | {"phone": ""})


@ALL
def test_the_same_paper_gives_the_same_bytes_from_another_press(paper, press):
    digests = {hashlib.sha256(render.pdf_of(paper)).hexdigest()}
    render.pdf_of(samples.PROPOSAL)
    digests.add(hashlib.sha256(render.pdf_of(paper)).hexdigest())
    press.stop()
    digests.add(hashlib.sha256(render.pdf_of(paper)).hexdigest())

    assert len(digests) == 1


@ALL
def test_a_draft_says_so_and_leaves_number_and_day_open(paper):
    sheet = printed(samples.draft(paper))

    assert sheet.line("DỰ THẢO").size == 12
    assert sheet.line("Số: ").text.split() == ["Số:", f"/{paper.letterhead.symbol}"]
    if paper.letterhead.place:
        assert sheet.line("Ninh Thuận,").text.split() == ["Ninh", "Thuận,", "ngày", "tháng", "02", "năm", "2025"]


@ALL
def test_the_word_of_a_draft_stands_under_the_number_and_over_no_text(paper):
    sheet = printed(samples.draft(paper))
    word, number = sheet.line("DỰ THẢO"), sheet.line("Số: ")
    others = [line for line in sheet.lines if line.page == 1 and line is not word]

    assert word.top > number.bottom
    assert word.right < 96
    assert [
        line.text
        for line in others
        if line.top < word.bottom
        and line.bottom > word.top
        and line.left < word.right + 3
        and line.right > word.left - 3
    ] == []


@ALL
def test_a_draft_breaks_its_pages_where_the_issued_paper_does(paper):
    issued, draft = printed(paper), printed(samples.draft(paper))

    assert draft.pages == issued.pages
    assert draft.line(paper.kind).top == pytest.approx(issued.line(paper.kind).top, abs=0.1)


@ALL
def test_an_issued_paper_is_no_draft(paper):
    text = printed(paper).text()

    assert "DỰ THẢO" not in text
    assert paper.letterhead.number_and_symbol in text


def test_a_draft_hides_a_number_that_is_already_known():
    paper = replace(samples.DECISION, letterhead=replace(samples.DECISION.letterhead, is_draft=True, number=745))

    assert "745" not in printed(paper).text()


@pytest.mark.parametrize(
    ("roll", "titles"),
    [
        (samples.ROLL, ["I. CÁ NHÂN", "II. TẬP THỂ", "III. HỘ GIA ĐÌNH"]),
        (replace(samples.ROLL, individuals=()), ["I. TẬP THỂ", "II. HỘ GIA ĐÌNH"]),
        (replace(samples.ROLL, collectives=()), ["I. CÁ NHÂN", "II. HỘ GIA ĐÌNH"]),
        (Roll(individuals=samples.INDIVIDUALS), []),
        (Roll(households=samples.HOUSEHOLDS), []),
    ],
)
def test_sections_without_lines_are_absent_and_the_numbering_follows(roll, titles):
    sheet = printed(replace(samples.DECISION, roll=roll))

    assert [line.text for line in sheet.lines if line.text.isupper() and ". " in line.text and line.page > 1] == titles


def test_lines_keep_the_order_set_by_hand():
    backwards = tuple(reversed(samples.INDIVIDUALS))
    text = printed(replace(samples.DECISION, roll=Roll(individuals=backwards))).text()

    assert sorted(backwards, key=lambda row: text.index(row.name.split()[0])) == [*backwards]


def test_without_money_a_decision_has_one_article_less():
    sheet = printed(replace(samples.DECISION, bonus=""))

    assert [line.text[:7] for line in sheet.lines if line.text.startswith("Điều ")] == [
        "Điều 1.",
        "Điều 2.",
        "Điều 3.",
    ] + [line.text[:7] for line in sheet.lines if line.text.startswith("Điều 1 ")]
    assert "Tiền thưởng" not in sheet.text()


def test_a_proposal_adds_up_the_money_and_gives_each_refusal_its_reason():
    text = printed(samples.PROPOSAL).text()

    assert "Tổng tiền thưởng kèm theo là 29.840.000 đồng" in text
    assert "chưa đủ 02 năm liên tục hoàn thành xuất sắc nhiệm vụ" in text
    assert "thiếu xác nhận báo cáo thành tích" in text


def test_numbers_of_a_proposal_follow_what_it_has():
    paper = replace(samples.PROPOSAL, consultation=(), money=(), tallies=())

    assert [line.text[:2] for line in printed(paper).lines if line.face == "bold" and line.text[0].isdigit()] == [
        "1.",
        "2.",
        "3.",
    ]


def test_votes_are_shown_against_all_members():
    text = printed(samples.SHEET).text()

    assert "8/9 1/9 88,89% Đạt" in text
    assert "4/9 5/9 44,44%" in text
    assert "Tỷ lệ tính trên tổng số 09 thành viên Hội đồng." in text


def test_every_vietnamese_letter_is_printed_in_every_face():
    assert len(VIETNAMESE) == 134
    paper = replace(
        samples.DECISION,
        subject=VIETNAMESE,
        grounds=(VIETNAMESE,),
        roll=Roll(individuals=(Row(name=VIETNAMESE, honorific="Bà"),)),
    )
    sheet = printed(paper)

    for face in ("regular", "bold", "italic"):
        text = "".join(line.text for line in sheet.lines if line.face == face)
        assert [letter for letter in VIETNAMESE if letter not in text] == []
    assert max(line.right for line in sheet.lines) <= 195.6


def test_a_sign_the_font_lacks_brings_no_other_font():
    paper = replace(samples.DECISION, merit="đã ☑ ✓ ꨌ 漢")

    assert all(name.startswith("VanBan") for name in fonts(printed(paper).pdf))


@ALL
def test_html_in_a_text_is_printed_as_it_was_typed(paper):
    evil = '<img src="file:///etc/passwd"><script>&amp;'
    text = printed(replace(paper, subject=evil)).text()

    assert evil in text


def test_html_in_a_name_is_printed_as_it_was_typed():
    evil = "</td><b>Bà & <i>Ông</i>"
    text = printed(replace(samples.DECISION, roll=Roll(individuals=(Row(name=evil),)))).text()

    assert "".join(evil.split()) in "".join(text.split())


def test_a_template_that_asks_for_what_is_not_there_fails_loudly():
    with pytest.raises(UndefinedError):
        render._templates.from_string("{{ paper.stranger }}").render(paper=samples.DECISION)


@pytest.mark.parametrize(
    "html",
    [
        '<img src="{canary}/a.png" alt="a">',
        '<link rel="stylesheet" href="{canary}/a.css">',
        '<link rel="attachment" href="{canary}/a.txt">',
        '<object data="{canary}/a.svg"></object>',
        '<style>@import "{canary}/a.css";</style>',
        '<style>p {{ background: url("{canary}/a.png") }}</style><p>a</p>',
        '<style>@font-face {{ font-family: a; src: url("{canary}/a.ttf") }}</style>',
    ],
)
def test_a_paper_fetches_nothing_from_the_net(html, canary):
    address, knocks = canary

    with pytest.raises(render.PrintingFailed, match="may not fetch"):
        render.print_html(html.format(canary=address))
    assert knocks == []


@pytest.mark.parametrize(
    "html",
    [
        '<link rel="attachment" href="file:///etc/passwd">',
        '<img src="/etc/passwd" alt="a">',
        '<img src="../pyproject.toml" alt="a">',
        '<img src="print/%2e%2e/%2e%2e/pyproject.toml" alt="a">',
        '<img src="file://localhost/etc/passwd" alt="a">',
        '<object data="../instance/config.py"></object>',
        '<style>@font-face { font-family: a; src: url("../app/clock.py") }</style>',
        '<img src="fonts/is-not-there.png" alt="a">',
        """<img alt="a" src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>
        <image width='9' height='9' href='file:///etc/passwd'/></svg>">""",
        '<link rel="stylesheet" href="data:text/css,@import url(file:///etc/passwd);">',
    ],
)
def test_a_paper_reads_no_file_but_those_of_the_house(html):
    with pytest.raises(render.PrintingFailed, match="may not fetch"):
        render.print_html(html)


def test_after_a_refusal_the_press_prints_on(press):
    with pytest.raises(render.PrintingFailed):
        render.print_html('<img src="/etc/passwd" alt="a">')
    child = press._child

    assert render.pdf_of(samples.DECISION).startswith(b"%PDF")
    assert press._child is child


def test_a_press_that_died_is_replaced(press):
    render.pdf_of(samples.DECISION)
    dead = press._child
    dead.kill()
    dead.wait()

    assert render.pdf_of(samples.DECISION).startswith(b"%PDF")
    assert press._child.pid != dead.pid


def test_a_press_that_dies_over_a_paper_is_asked_once_more(press, monkeypatch):
    render.pdf_of(samples.DECISION)
    real, tries = render.worker.send, []

    def send(pipe, content):
        tries.append(1)
        if len(tries) == 1:
            press._child.kill()
            press._child.wait()
        real(pipe, content)

    monkeypatch.setattr(render.worker, "send", send)

    assert render.pdf_of(samples.DECISION).startswith(b"%PDF")
    assert len(tries) == 2


def test_a_paper_that_takes_too_long_is_given_up_and_the_next_is_printed(press):
    render.pdf_of(samples.DECISION)

    with pytest.raises(render.PrintingFailed, match="quá thời gian"):
        render.print_html("<p>" + "chữ " * 200_000, timeout=0.3)
    assert render.pdf_of(samples.DECISION).startswith(b"%PDF")


def test_a_press_that_hangs_is_given_up_and_the_next_is_printed(press):
    expected = render.print_html("<p>a")
    hung = press._child
    os.kill(hung.pid, signal.SIGSTOP)

    with pytest.raises(render.PrintingFailed, match="quá thời gian"):
        render.print_html("<p>a", timeout=0.3)
    assert render.print_html("<p>a") == expected
    assert hung.returncode == -signal.SIGKILL


def test_nobody_gets_the_paper_of_somebody_who_was_interrupted(press, monkeypatch):
    expected = render.print_html("<p>mine")
    with monkeypatch.context() as interruption:
        interruption.setattr(
            press, "_answer", lambda child: (_ for _ in ()).throw(KeyboardInterrupt) if press._printed else {"ok": True}
        )
        with pytest.raises(KeyboardInterrupt):
            render.print_html("<p>not mine")

    assert render.print_html("<p>mine") == expected


def test_a_press_is_replaced_after_its_share_of_papers(press, monkeypatch):
    monkeypatch.setattr(render, "MAX_PAPERS", 2)
    children = []
    for _ in range(4):
        render.print_html("<p>a")
        children.append(press._child)

    assert [child is None for child in children] == [False, True, False, True]


def test_a_press_that_has_grown_is_replaced(press, monkeypatch):
    monkeypatch.setattr(render, "MAX_MEMORY", 1)
    render.print_html("<p>a")

    assert press._child is None


def test_the_press_leaves_no_child_and_no_folder_behind(press):
    render.print_html("<p>a")
    child, folder = press._child, press._folder
    press.stop()

    assert child.poll() is not None
    assert not folder.exists()


def test_a_forked_process_leaves_the_press_of_its_parent_alone(press):
    render.print_html("<p>a")
    child, folder = press._child, press._folder
    press._owner += 1  # as a fork would see it
    press.stop()

    assert (child.poll(), folder.exists()) == (None, True)
    press._child, press._folder, press._owner = child, folder, press._owner - 1


def test_many_threads_share_one_press(press):
    answers = []
    threads = [threading.Thread(target=lambda: answers.append(render.print_html("<p>a"))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(answers) == 6
    assert len(set(answers)) == 1
    assert press._printed == 6


def test_a_machine_without_pango_says_what_is_missing(press, monkeypatch, tmp_path):
    broken = tmp_path / "worker.py"
    broken.write_text(
        Path(render.worker.__file__)
        .read_text(encoding="utf-8")
        .replace(
            "        import weasyprint",
            "        raise OSError('cannot load library libpango')\n        import weasyprint",
        ),
        encoding="utf-8",
    )
    monkeypatch.setattr(render.worker, "__file__", str(broken))

    assert render.is_available() is False
    with pytest.raises(render.PrintingUnavailable, match="Máy chủ chưa cài thư viện in PDF") as caught:
        render.pdf_of(samples.DECISION)
    assert "libpango" in caught.value.why


def test_availability_is_asked_once(press, monkeypatch):
    assert render.is_available() is True
    press.stop()
    monkeypatch.setattr(press, "_start", lambda: pytest.fail("asked again"))

    assert render.is_available() is True


def test_the_web_process_does_not_load_the_library():
    code = "import sys; from app.documents import render; sys.exit('weasyprint' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], cwd=render.HOUSE, check=False).returncode == 0


def test_the_child_does_not_see_the_settings_of_the_application(press, monkeypatch):
    monkeypatch.setenv("VINHDANH_SECRET_KEY", "canary")
    render.print_html("<p>a")

    environment = Path(f"/proc/{press._child.pid}/environ")
    if environment.exists():
        assert b"canary" not in environment.read_bytes()


def test_a_long_list_prints_each_line_once():
    people = tuple(Row(name=f"Nguyễn Văn Thứ {index:03}", detail="Xã Phước Bình") for index in range(60))
    sheet = Sheet(render.pdf_of(replace(samples.DECISION, roll=Roll(individuals=people))))

    assert [sheet.text().count(row.name) for row in people] == [1] * 60
