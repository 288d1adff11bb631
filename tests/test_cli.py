"""The administrator's commands, typed as in docs/operation.md."""

from datetime import date

import pytest
from sqlalchemy import text

from app import clock
from app.audit import operations as audit
from app.audit import queries, triggers
from app.documents.store import Store
from app.effects import runner
from app.extensions import db
from app.outbox import operations as outbox
from app.outbox.models import ErrandStatus
from tests import builders
from tests.resolutions import world as worlds
from tests.resolutions.test_road import at
from workflows.vocabulary import Role


@pytest.fixture
def typed(app):
    def run(*words):
        db.session.commit()
        done = app.test_cli_runner().invoke(args=words)
        db.session.expire_all()
        return done.exit_code, done.output

    return run


@pytest.fixture
def demonstration(app, tmp_path):
    clock.use(tmp_path / "clock.json")
    clock.stand_at(clock.real_now())


def test_a_real_sites_clock_cannot_be_moved(typed):
    refused = (1, "Error: Chỉ đồng hồ của bản trình diễn mới đặt được.\n")

    assert typed("clock", "set", "2025-02-18T08:00") == refused
    assert typed("clock", "advance", "--days", "1") == refused


def test_the_demonstrations_clock_is_set_and_advanced(typed, demonstration):
    assert typed("clock", "set", "2025-02-18T08:00") == (0, "08:00:00 18/02/2025\n")
    assert typed("clock", "advance", "--days", "1", "--hours", "2") == (0, "10:00:00 19/02/2025\n")
    assert typed("clock", "show") == (0, "10:00:00 19/02/2025\n")


def test_a_moment_that_is_none_is_refused_with_an_example(typed, demonstration):
    assert typed("clock", "set", "mai") == (1, "Error: Viết thời điểm như 2025-02-18T08:00.\n")


def test_what_was_given_up_is_done_only_when_asked_for(typed, monkeypatch):
    done = []
    monkeypatch.setitem(runner._works, "note", lambda errand: done.append(errand.id))
    waits, failed = outbox.put("note", subject="test:1"), outbox.put("note", subject="test:2")
    failed.status = ErrandStatus.FAILED

    assert typed("run-errands") == (0, "1 việc đã làm xong.\n")
    assert typed("run-errands", "--failed") == (0, "1 việc đã bỏ cuộc được thử lại.\n1 việc đã làm xong.\n")
    assert done == [waits.id, failed.id]


@pytest.fixture
def digest(app):
    """The head of a log of two rows."""
    actor = builders.actor(Role.ADMINISTRATOR, builders.organisation())
    for action in ("first", "second"):
        audit.record(actor=actor, subject="user:1", action=action)
    db.session.commit()
    return queries.head()[1]


def test_a_whole_log_says_its_head(typed, digest):
    expected = (0, f"2 dòng, mã đầu chuỗi {digest}\n")

    assert typed("audit", "verify") == typed("audit", "verify", "--head", digest) == expected
    assert typed("audit", "verify", "--head", digest[:16]) == expected
    assert typed("audit", "verify", "--head", f" {digest.upper()}") == expected


def test_locks_taken_off_the_log_are_said(typed, digest):
    on = "" if db.engine.dialect.name == "sqlite" else " ON audit_event"
    db.session.execute(text(f"DROP TRIGGER audit_event_no_update{on}"))
    try:
        said = typed("audit", "verify")
    finally:
        triggers.drop_triggers(db.session.connection())
        triggers.create_triggers(db.session.connection())
        db.session.commit()

    assert said == (
        1,
        f"Khóa chống sửa của bảng nhật ký đã bị gỡ hoặc tắt: audit_event_no_update.\n2 dòng, mã đầu chuỗi {digest}\n",
    )


def test_a_head_that_is_in_no_row_and_one_too_short_are_said(typed, digest):
    code, said = typed("audit", "verify", "--head", "0" * 63 + "1")

    assert (code, said.splitlines()[-1]) == (1, f"2 dòng, mã đầu chuỗi {digest}")
    refused = "Error: Mã đầu chuỗi cần ít nhất 16 chữ số đầu như đã in; mã toàn số 0 là của nhật ký trống.\n"
    assert typed("audit", "verify", "--head", digest[:15]) == (1, refused)
    assert typed("audit", "verify", "--head", "0" * 16) == (1, refused)


def test_every_file_of_the_store_is_read_again(typed, app):
    store = Store(app.config["PAPERS_FOLDER"])
    sound, changed, lost = (store.put_bytes(b"%PDF", f"{name}.pdf", "application/pdf") for name in ("a", "b", "c"))
    db.session.commit()
    assert typed("papers", "verify") == (0, "3 tệp, 0 tệp hỏng, 0 chỗ khác nhật ký.\n")

    store.path_of(changed).write_bytes(b"%PDX")
    store.path_of(lost).unlink()

    code, said = typed("papers", "verify")
    assert (code, said.splitlines()) == (
        1,
        [
            f"Tệp số {changed.id} “b.pdf” mất hoặc đã bị sửa: {changed.path}",
            f"Tệp số {lost.id} “c.pdf” mất hoặc đã bị sửa: {lost.path}",
            "3 tệp, 2 tệp hỏng, 0 chỗ khác nhật ký.",
        ],
    )
    assert store.verify(sound)


def test_after_a_restore_missing_and_cut_files_are_named_without_reading_any(typed, app):
    store = Store(app.config["PAPERS_FOLDER"])
    flipped, cut, lost = (store.put_bytes(b"%PDF", f"{name}.pdf", "application/pdf") for name in ("a", "b", "c"))
    db.session.commit()
    assert typed("papers", "verify", "--quick") == (0, "3 tệp, 0 tệp mất hoặc khác cỡ.\n")

    store.path_of(flipped).write_bytes(b"%PDX")  # whoever wants to find this reads it again
    store.path_of(cut).write_bytes(b"%P")
    store.path_of(lost).unlink()

    code, said = typed("papers", "verify", "--quick")
    assert (code, said.splitlines()) == (
        1,
        [
            f"Tệp số {cut.id} “b.pdf” mất hoặc khác cỡ: {cut.path}",
            f"Tệp số {lost.id} “c.pdf” mất hoặc khác cỡ: {lost.path}",
            "3 tệp, 2 tệp mất hoặc khác cỡ.",
        ],
    )


@pytest.mark.parametrize(
    ("form", "begins"),
    [("table", "Quyết định khen thưởng (decision, phiên bản 1)\n"), ("svg", "<svg "), ("mermaid", "stateDiagram-v2\n")],
)
def test_a_process_is_shown_in_every_form(typed, form, begins):
    code, said = typed("workflows", "show", "decision", "--as", form)

    assert (code, said[: len(begins)], "Cấp số, đóng dấu, phát hành" in said) == (0, begins, True)


def test_a_process_nobody_knows_leads_to_the_list_of_those_there_are(typed):
    assert typed("workflows", "show", "x") == (1, "Error: Không có quy trình “x”. Xem: flask workflows list\n")
    assert "award_province 1" in typed("workflows", "list")[1]


@pytest.mark.parametrize("words", [("audit", "verify"), ("papers", "verify"), ("run-errands",)], ids=" ".join)
def test_before_the_first_start_a_command_says_what_to_do(new_app, new_database, words):
    app = new_app(new_database("sqlite"))
    done = app.test_cli_runner().invoke(args=words)

    assert (done.exit_code, done.output) == (
        1,
        "Error: Cơ sở dữ liệu chưa được khởi tạo. Chạy python3 wsgi.py trước.\n",
    )


def test_a_resolution_enters_into_force_on_its_day_and_once(typed, app, tmp_path):
    world = worlds.build(tmp_path)
    world.on(date(2024, 12, 31))
    resolution = at(world, "NQ19")
    resolution.number, resolution.passed_on = "07/2024/NQ-HĐND", date(2024, 12, 11)
    resolution.effective_on = date(2025, 1, 1)

    before = typed("resolutions", "enter-into-force")
    world.on(date(2025, 1, 1))
    on_its_day, again = (typed("resolutions", "enter-into-force") for _ in range(2))

    assert (before, again) == ((0, "0 nghị quyết.\n"),) * 2
    assert on_its_day == (0, f"07/2024/NQ-HĐND có hiệu lực: {resolution.title}\n1 nghị quyết.\n")
    assert resolution.state == "NQ20_IN_FORCE"


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
def test_the_daily_look_finds_a_resolution_on_the_morning_of_its_day(typed, app, tmp_path):
    world = worlds.build(tmp_path)
    world.on(date(2024, 12, 31))
    resolution = at(world, "NQ19")
    resolution.passed_on, resolution.effective_on = date(2024, 12, 11), date(2025, 1, 1)
    states = []
    for day in (date(2024, 12, 31), date(2025, 1, 1)):
        world.on(day)
        typed("run-errands")
        states.append(resolution.state)

    assert states == ["NQ19_PROMULGATED", "NQ20_IN_FORCE"]
