"""An opinion from the public page: verified by a letter, looked into by an office, answered; and no flood of them."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select

from app import clock
from app.audit.models import AuditEvent
from app.effects import runner
from app.extensions import db
from app.outbox.models import Errand, Notice
from app.public import brakes
from app.public.models import PublicComment
from app.public_notices.models import NoticeOpinion, NoticeStatus, Stance
from tests.public.conftest import WRITTEN

SQLITE = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)  # it comes to no row


def opinions():
    db.session.expire_all()
    return [*db.session.scalars(select(NoticeOpinion))]


def test_what_was_confirmed_is_an_opinion_and_its_sender_is_answered(hall, writer, read, send):
    page = writer.written(about=str(writer.notice.items[0].id))
    before = opinions()
    done = writer.confirm(page, writer.code())
    (opinion,) = opinions()
    handle = f"/public-notices/{writer.notice.id}/opinions/{opinion.id}/handle"
    send(hall.appraiser, handle, handling="Đã kiểm tra, số liệu đúng.", version=opinion.version)
    to, about, text = writer.letters()[-1]

    assert (before, done.status_code, done.location) == ([], 303, page)
    assert f"Số tiếp nhận: <b>{opinion.reference}</b>" in writer.browser.get(page).text
    assert (opinion.entered_by_id, opinion.received_on, opinion.stance) == (None, date(2025, 2, 17), Stance.OBJECTS)
    assert (opinion.said_by, opinion.email, opinion.contact) == ("Trần Văn Góp", "gop@example.vn", "Phan Rang")
    assert opinion.nomination_id == writer.notice.items[0].nomination_id
    assert (to, about) == ("gop@example.vn", "Kết quả xem xét ý kiến")
    assert "Kết quả xem xét: Đã kiểm tra, số liệu đúng." in text


def test_who_sent_it_is_told_to_whoever_looks_into_it_alone(hall, writer, read):
    writer.confirm(writer.written(), writer.code())
    page = f"/public-notices/{writer.notice.id}"

    told = {
        who.role: "gop@example.vn" in read(who, page).text for who in (hall.appraiser, hall.director, hall.clerical)
    }
    assert told == {hall.appraiser.role: True, hall.director.role: False, hall.clerical.role: False}


def test_neither_log_nor_errand_knows_the_address_or_the_code(writer):
    page, code = writer.written(), writer.code()
    (waiting,) = db.session.scalars(select(PublicComment))
    kept = waiting.code_digest
    writer.confirm(page, code)
    db.session.expire_all()
    errands = [str((one.payload, one.subject, one.error)) for one in db.session.scalars(select(Errand))]
    events = [
        str((one.data, one.reason, one.actor_name, one.subject)) for one in db.session.scalars(select(AuditEvent))
    ]

    assert [words for words in errands + events if "gop@" in words or code in words] == []
    assert code not in kept
    assert [event.action for event in db.session.scalars(select(AuditEvent))][-1] == "receive_opinion"
    assert (waiting.email, waiting.said_by, waiting.content, waiting.contact) == ("", "", "", "")


@SQLITE
@pytest.mark.parametrize("verb", ["RCPT", "DATA"])
def test_neither_log_nor_errand_repeats_the_address_that_a_server_refused(writer, postbox, caplog, verb):
    postbox.refused[verb.encode()] = b"550 5.1.1 <gop@example.vn>: no such box\r\n"
    writer.written()
    runner.run_waiting()
    (errand,) = db.session.scalars(select(Errand).where(Errand.kind == "comment_code"))

    assert ("550" in errand.error, "gop@" in errand.error, "gop@" in caplog.text) == (True, False, False)


def test_whoever_keeps_the_list_hears_of_it(hall, writer):
    writer.confirm(writer.written(), writer.code())
    runner.run_waiting()

    told = db.session.scalars(select(Notice).where(Notice.user_id == hall.appraiser.user_id)).all()
    assert [note.text for note in told if "trang công khai" in note.text] == [
        "Có ý kiến gửi qua trang công khai: Về việc lấy ý kiến. Xem xét, ghi kết quả."
    ]


def test_five_wrong_codes_make_the_right_one_void(writer):
    page, code = writer.written(), writer.code()
    wrong = [writer.confirm(page, "12" if code != "12" else "13").status_code for _ in range(5)]

    assert wrong == [422] * 5
    assert writer.confirm(page, code).status_code == 422
    assert "Mã đã hết hạn" in writer.browser.get(page).text
    assert opinions() == []


def test_a_code_is_good_for_its_minutes(app, writer):
    page, code = writer.written(), writer.code()
    with time_machine.travel(clock.real_now() + app.config["COMMENT_CODE_GOOD_FOR"], tick=False):
        late = writer.confirm(page, code).status_code

    assert (late, opinions()) == (422, [])


def test_a_code_confirms_once(writer):
    page, code = writer.written(), writer.code()
    again = [writer.confirm(page, code).status_code for _ in range(2)]

    assert (again, len(opinions())) == ([303, 303], 1)


def test_of_two_who_confirm_at_once_one_makes_an_opinion(app, writer):
    writer.confirmed_twice_at_once(writer.written(), writer.code())

    assert len(opinions()) == 1


def test_a_list_that_was_closed_meanwhile_takes_nothing(writer):
    page, code = writer.written(), writer.code()
    writer.notice.status = NoticeStatus.CANCELLED
    answer = writer.confirm(page, code)

    assert (answer.status_code, "Chưa ghi nhận được ý kiến" in answer.text, opinions()) == (409, True, [])


def test_what_was_sent_on_the_last_day_counts_though_the_code_comes_after_midnight(writer):
    clock.stand_at(datetime(2025, 3, 3, 23, 59, tzinfo=clock.VIETNAM))
    page, code = writer.written(), writer.code()
    clock.stand_at(datetime(2025, 3, 4, 0, 1, tzinfo=clock.VIETNAM))
    writer.confirm(page, code)

    assert [opinion.received_on for opinion in opinions()] == [date(2025, 3, 3)]
    late = writer.write().text
    assert ("Đã kết thúc lấy ý kiến" in late, WRITTEN["content"] in late) == (True, True)


@SQLITE
@pytest.mark.parametrize("status", [one for one in NoticeStatus if one is not NoticeStatus.OPEN])
def test_nothing_is_taken_but_for_an_open_list(writer, status):
    writer.notice.status = status

    assert writer.write().status_code in {200, 404}
    assert [*db.session.scalars(select(PublicComment))] == []


def test_without_a_mail_server_the_page_says_how_to_write_on_paper(app, hall):
    notice, reader = hall.posted(), app.test_client()
    app.config["MAIL_SERVER"] = ""
    page = reader.get(f"/cong-khai/{notice.id}").text

    assert "gop-y" not in page
    assert "Gửi bằng văn bản về Sở Nội vụ" in " ".join(page.split())
    assert reader.get(f"/cong-khai/{notice.id}/gop-y").status_code == 404
    assert reader.post(f"/cong-khai/{notice.id}/gop-y", data=WRITTEN).status_code == 404


@SQLITE
@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"email": "gop@example.vn\nBcc: a@b.vn"}, "Địa chỉ không đúng dạng"),
        ({"email": "khong phai"}, "Địa chỉ không đúng dạng"),
        ({"content": ""}, "Ghi nội dung ý kiến."),
        ({"content": "a" * 4001}, "Không dài quá 4000 ký tự."),
        ({"said_by": " "}, "Ghi họ và tên."),
        ({"stance": ""}, "Chọn loại ý kiến."),
        ({"about": "999999"}, "Tên này không còn trong danh sách."),
        ({"website": "http://spam"}, "Ô này phải để trống."),
    ],
)
def test_what_cannot_be_taken_is_said_beside_it_and_kept(writer, typed, sentence):
    answer = writer.write(contact="Ninh Chử", **typed)

    assert (answer.status_code, sentence in answer.text, "Ninh Chử" in answer.text) == (422, True, True)
    assert [*db.session.scalars(select(PublicComment))] == []


def test_nobodys_box_is_flooded(writer):
    sent = [writer.write().status_code for _ in range(brakes.TO_ONE_BOX + 1)]
    another = writer.write(email="khac@example.vn").status_code
    with time_machine.travel(clock.real_now() + timedelta(hours=1), tick=False):
        later = writer.write().status_code

    assert (sent, another, later) == ([303] * brakes.TO_ONE_BOX + [422], 303, 303)


def test_one_address_sends_no_flood(writer):
    sent = [writer.write(email=f"nguoi{n}@example.vn").status_code for n in range(brakes.FROM_ONE_ADDRESS + 1)]

    assert sent == [303] * brakes.FROM_ONE_ADDRESS + [422]


@SQLITE
def test_one_line_of_the_internet_is_one_address_and_one_box_one_box(writer):
    def sent(number, email):
        address = {"REMOTE_ADDR": f"2001:db8:7:1::{number:x}"}
        told = WRITTEN | {"email": email}
        return writer.browser.post(f"/cong-khai/{writer.notice.id}/gop-y", data=told, environ_overrides=address)

    boxes = [sent(n, f"Gop+{n}@example.vn").status_code for n in range(brakes.TO_ONE_BOX + 1)]
    others = [
        sent(n, f"nguoi{n}@example.vn").status_code for n in range(brakes.FROM_ONE_ADDRESS - brakes.TO_ONE_BOX + 1)
    ]

    assert boxes == [303] * brakes.TO_ONE_BOX + [422]
    assert others == [303] * (brakes.FROM_ONE_ADDRESS - brakes.TO_ONE_BOX) + [422]


def test_what_nobody_confirmed_is_gone_after_a_day(writer):
    writer.write()
    with time_machine.travel(clock.real_now() + timedelta(days=1), tick=False):
        writer.write(email="khac@example.vn")

    assert [one.email for one in db.session.scalars(select(PublicComment))] == ["khac@example.vn"]
