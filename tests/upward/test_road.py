"""From the Chairman's signature upward to the day the package was sent."""

import hashlib
import io
import os
import subprocess
import zipfile
from contextlib import closing
from dataclasses import replace

import pytest
from pysqlite3 import dbapi2

from app import clock
from app.audit.models import AuditEvent
from app.casework import TransitionRefused
from app.decisions import operations as proposals
from app.effects import packages
from app.errors import Invalid, Refusal
from app.extensions import db
from app.nominations import steps
from app.upward import operations, outcomes
from app.upward.facts import paper_of
from tests.suspensions.conftest import Office
from tests.upward.conftest import NAMES
from tests.upward.packed import INDEX, SUMS, faults_of, files_of, with_a_byte_changed
from tests.zips import zipped
from workflows.award_province_1 import State
from workflows.award_state_1 import AboveState
from workflows.vocabulary import Role

OTHERS = "the table lists others, or in another order"


def package(up):
    answer = up.get(Role.APPRAISER, f"/upward/{up.sheet.id}/package.zip")
    assert answer.status_code == 200
    return answer.data


def test_the_package_holds_what_its_checksums_and_its_table_of_contents_say(sent):
    data = package(sent)

    assert faults_of(data) == []
    for folder in ("03-chamalea-thi-suong", "04-luu-van-hoa"):
        assert [name.removeprefix(f"{folder}/") for name in files_of(data) if name.startswith(folder)] == [
            "01-bao-cao-thanh-tich-cua-ca-nhan.pdf",
            "02-trich-bien-ban-hop-hoi-dong-don-vi-ket-qua-bo-phieu.pdf",
            "03-trich-bien-ban-hop-hoi-dong-tinh-ket-qua-bo-phieu.pdf",
            "04-bao-cao-tham-dinh-ho-so-de-nghi-khen-thuong-doi-voi.pdf",
        ]


def test_a_package_of_which_anything_was_changed_is_not_what_its_papers_say(sent):
    files = files_of(package(sent))
    first, *others = files[SUMS].decode().splitlines(keepends=True)
    roll, letter = "02-danh-sach.xlsx", "01-to-trinh.pdf"
    broken = {name: with_a_byte_changed(data, len(data) // 2) for name, data in files.items() if name != SUMS}
    without = {name: data for name, data in files.items() if name != roll}
    moved = {letter: files[letter], roll: files[roll]} | files

    assert {name: faults_of(zipped(files | {name: data})) for name, data in broken.items() if name != INDEX} == {
        name: [f"not in the table: {name}", f"not what was sent: {name}", OTHERS] for name in broken if name != INDEX
    }
    assert f"not what was sent: {INDEX}" in faults_of(zipped(files | {INDEX: broken[INDEX]}))
    assert faults_of(zipped(files | {"99-them.pdf": b"x"})) == [
        *("not in the table: 99-them.pdf", "the table counts otherwise", OTHERS, "without a checksum: 99-them.pdf")
    ]
    assert faults_of(zipped(without)) == [f"in the checksums alone: {roll}", "the table counts otherwise", OTHERS]
    assert faults_of(zipped(moved)) == [OTHERS]
    assert faults_of(zipped(files | {SUMS: "".join(others).encode()})) == [f"without a checksum: {first[66:-1]}"]
    assert faults_of(zipped(files | {SUMS: "".join([first, first, *others]).encode()})) == [
        "a file stands in the checksums twice"
    ]
    assert faults_of(zipped(files | {SUMS: files[SUMS] + b"#\n"})) == ["not a line of checksums: #"]


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
def test_the_command_the_guide_names_finds_one_changed_byte(sent, tmp_path):
    folder, data = tmp_path / "package", package(sent)
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        opened.extractall(folder)
    whole = checked(folder)
    letter = folder / "01-to-trinh.pdf"
    letter.write_bytes(with_a_byte_changed(letter.read_bytes(), 100))

    assert (whole, checked(folder)) == ((0, ""), (1, "01-to-trinh.pdf: FAILED\n"))


def checked(folder):
    command = ["sha256sum", "--check", "--strict", "--quiet", SUMS]
    done = subprocess.run(
        command, cwd=folder, env=os.environ | {"LC_ALL": "C"}, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout


def test_the_signed_copy_goes_up_and_the_package_is_served_as_it_was_made(sent):
    first, again = package(sent), package(sent)

    assert first == again
    assert hashlib.sha256(first).hexdigest() == sent.sheet.package.sha256
    assert zipfile.ZipFile(io.BytesIO(first)).read("01-to-trinh.pdf") == (
        sent.get(Role.APPRAISER, f"/papers/{paper_of(sent.sheet).id}/signed-copy").data
    )


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
def test_people_can_save_while_the_package_is_made(up, monkeypatch):
    """SQLite has one writer at a time, and a hundred names take their time."""
    seen, print_it = [], packages.package.make.__defaults__[0]

    def press(paper):
        with closing(dbapi2.connect(db.engine.url.database, timeout=0)) as another:
            another.execute("BEGIN IMMEDIATE")
        seen.append(paper)
        return print_it(paper)

    monkeypatch.setattr(packages.package.make, "__defaults__", (press,))
    up.sign()
    up.issue()

    assert seen
    assert up.sheet.package is not None


def test_who_takes_the_package_stands_in_the_log_and_the_day_it_was_sent_with_its_checksum(sent):
    package(sent)
    events = {event.action: event for event in db.session.query(AuditEvent).order_by(AuditEvent.seq)}

    assert events["take_package"].data["package"] == sent.sheet.package.sha256
    assert events["send"].data["package"] == sent.sheet.package.sha256
    assert sent.states == [AboveState.SENT] * 2
    assert [case.due_at for case in sent.cases] == [None, None]  # nobody here can hurry it


def test_a_compulsory_paper_that_lacks_is_named_and_stops_the_number(up):
    up.sign()
    case = up.cases[1]
    for text in case.fields:
        text.text = ""
    for one in case.evidence:
        one.removed_at = clock.now()
    gap = "Lưu Văn Hòa: thiếu giấy tờ: Báo cáo thành tích của cá nhân."

    page = up.get(Role.CLERICAL_UBND, f"/upward/{up.sheet.id}").text
    with pytest.raises(TransitionRefused) as refused:
        up.issue()

    assert gap in page
    assert refused.value.reasons == [gap]


def test_nothing_is_sent_before_its_package_is_made_nor_before_its_number(up):
    up.sign()
    with pytest.raises(TransitionRefused):
        up.send()
    up.issue()
    wanted = operations.Sending(sent_on=clock.today().replace(day=1), sent_to="Bộ Nội vụ", sent_how="Bưu điện")

    with pytest.raises(Invalid) as invalid:
        operations.send(up.sheet, wanted, actor=up.actor(Role.APPRAISER))

    assert invalid.value.errors == {"sent_on": operations.NOT_BEFORE_ITS_NUMBER}


def test_no_case_is_decided_by_the_chairman_nor_published_without_a_decision(sent):
    with pytest.raises(Refusal):
        proposals.decide(sent.proposal, actor=sent.actor(Role.CHAIRMAN))
    with pytest.raises(Refusal):
        steps.take(sent.cases[0], "publish", "", actor=sent.actor(Role.APPRAISER))

    assert sent.states == [AboveState.SENT] * 2


def test_whoever_does_not_sign_for_the_chairman_takes_nothing_back_that_he_signed(up):
    up.sign()
    stands_in = replace(up.actor(Role.CHAIRMAN), for_user_id=1)

    with pytest.raises(Refusal):
        operations.recall(up.sheet, "Sai tên.", actor=stands_in)

    operations.recall(up.sheet, "Sai tên.", actor=replace(stands_in, signs="KT. CHỦ TỊCH"))
    assert up.sheet.state == "RECALLED"


def test_what_was_not_sent_the_chairman_takes_back_and_its_names_wait_for_another_list(up):
    up.sign()
    up.issue()

    answer = up.post(Role.CHAIRMAN, f"/upward/{up.sheet.id}/recall", reason="Sai tên một người.")

    assert answer.status_code == 303
    assert up.states == [State.SNV_SUBMISSION] * 2
    assert up.sheet.state == "RECALLED"
    waiting = up.get(Role.APPRAISER, f"/proposals/new/{up.proposal.award_version_id}").text
    assert "Lưu Văn Hòa" in waiting


def test_a_case_is_withdrawn_while_it_waits_above_but_not_off_a_list_that_is_signed(up):
    up.sign()
    withdraw = up.cases[0].workflow.transition("withdraw")
    assert AboveState.SIGNED not in withdraw.source
    up.issue()
    up.send()

    steps.take(up.cases[0], "withdraw", "Đơn vị rút.", actor=up.actor(Role.UNIT_HEAD))

    assert up.states == [State.WITHDRAWN, AboveState.SENT]


def refuse(up, item):
    given = outcomes.Refused(
        item_ids=[item.id],
        number="12/BNV",
        issued_on=clock.today(),
        agency="Bộ Nội vụ",
        reason="Chưa đủ thành tích.",
        version=up.sheet.version,
    )
    outcomes.refuse(up.sheet, given, up.province.scan, actor=up.actor(Role.APPRAISER))


def withdraw(up, case):
    steps.take(case, "withdraw", "Đơn vị rút.", actor=up.actor(Role.UNIT_HEAD))


def end(up, case):
    Office(up.province).suspend(case)
    Office(up.province).end(case)


CONCLUDE = "Chốt: không còn tên nào chờ kết quả"


@pytest.mark.parametrize("gone", [withdraw, end])
def test_with_the_last_name_gone_the_desk_settles_what_nobody_will_answer(up, gone):
    up.sign()
    up.issue()
    up.send()
    page = f"/upward/{up.sheet.id}"
    too_early = up.post(Role.APPRAISER, f"{page}/conclude")
    refuse(up, up.sheet.items[1])
    waiting = CONCLUDE in up.get(Role.APPRAISER, page).text
    gone(up, up.cases[0])
    db.session.commit()
    offered = [CONCLUDE in up.get(role, page).text for role in (Role.APPRAISER, Role.CHAIRMAN)]
    settled = up.post(Role.APPRAISER, f"{page}/conclude")

    assert (too_early.status_code, NAMES[0] in too_early.text, waiting, offered) == (409, True, False, [True, False])
    assert (settled.status_code, up.sheet.state) == (303, "ANSWERED")
    assert CONCLUDE not in up.get(Role.APPRAISER, page).text


def test_who_is_refused_after_the_others_are_gone_settles_it_too(up):
    up.sign()
    up.issue()
    up.send()
    withdraw(up, up.cases[0])
    refuse(up, up.sheet.items[1])

    assert up.sheet.state == "ANSWERED"


def test_whose_turn_it_is_finds_it_on_the_worklist(up):
    def told(role):
        page = up.get(role, "/").text
        return f'href="/upward/{up.sheet.id}"' in page, page

    up.sign()
    led, clerical = told(Role.CLERICAL_UBND)
    assert (led, "Cấp số, đính bản đã ký của Tờ trình cấp Nhà nước" in clerical) == (True, True)
    up.issue()
    led, sending = told(Role.APPRAISER)
    assert (led, "Gửi gói hồ sơ lên cấp Nhà nước, ghi ngày gửi" in sending) == (True, True)
    up.send()
    led, waiting = told(Role.APPRAISER)
    assert (led, "Chờ kết quả của cấp Nhà nước" in waiting) == (True, True)


@pytest.mark.parametrize(
    ("role", "address", "status"),
    [
        (Role.UNIT_CLERK, "", 403),
        (Role.APPRAISER, "/register", 403),
        (Role.VPUB, "/send", 403),
        (Role.CLERICAL_UBND, "/recall", 403),
        (Role.APPRAISER, "99", 404),
    ],
)
def test_doors_are_closed_to_others(up, role, address, status):
    up.sign()

    assert up.get(role, f"/upward/{up.sheet.id}{address}").status_code == status


def test_what_is_signed_or_taken_back_has_no_draft_any_more(up):
    draft = f"/upward/drafts/{up.proposal.id}/letter.pdf"
    before = up.get(Role.CHAIRMAN, draft)
    up.sign()
    db.session.commit()
    after = up.get(Role.CHAIRMAN, draft)

    assert (before.status_code, before.content_type) == (200, "application/pdf")
    assert (after.status_code, after.location) == (303, f"/proposals/{up.proposal.id}")
