"""Is the machine in order: what is being done, and what was given up, each with what to do about it."""

from app.effects import runner
from app.extensions import db
from app.outbox import operations as outbox
from app.outbox.models import ErrandStatus

PAGE = "/administration/machine-room"


def test_work_under_way_is_counted_by_kind(desk):
    for kind in (runner.PRINTING, runner.PRINTING, "tell"):
        outbox.put(kind, subject="paper:1")
    outbox.put("tell", subject="paper:1").status = ErrandStatus.DONE
    db.session.commit()
    text = " ".join(desk.get(PAGE).text.split())

    assert "<dt>In văn bản</dt> <dd> còn 2 </dd> <dt>Thông báo cho người có trách nhiệm</dt> <dd> còn 1 </dd>" in text
    assert "Không có việc nào bị kẹt." in text


def test_what_was_given_up_says_why_and_what_to_do(desk):
    errand = outbox.put(runner.PRINTING, subject="paper:1")
    errand.status, errand.attempts = ErrandStatus.FAILED, outbox.MOST_ATTEMPTS
    errand.error = "Traceback …\nPrintingFailed: Không in được văn bản: máy in PDF dừng đột ngột.\n"
    db.session.commit()
    text = " ".join(desk.get(PAGE).text.split())

    assert "In văn bản · paper:1 · đã thử 6 lần" in text
    assert "PrintingFailed: Không in được văn bản: máy in PDF dừng đột ngột." in text
    assert "flask run-errands --failed" in text
    assert "Không còn việc nào chờ." in text
