"""The line of an achievement on the public page: written for it, by whoever keeps the list, with nothing personal."""

from datetime import date

import pytest

from app.errors import Invalid, Refusal, SomebodyWasFaster
from app.extensions import db
from app.public_notices import achievements, operations
from app.public_notices.models import NoticeStatus
from app.public_notices.operations import NoticeDraft, Posting
from tests.public_notices.conftest import MONDAY

OWN = {
    "birth_date": date(1980, 5, 3),
    "citizen_id": "058180001234",
    "phone": "0912345678",
    "address": "12 Thống Nhất, Phan Rang",
    "employee_code": "NT-00417",
}


@pytest.fixture
def register(hall):
    for name, value in OWN.items():
        setattr(hall.cases[0].nominee, name, value)
    db.session.flush()
    return hall


def write(hall, notice, text, **more):
    (item,) = (item for item in notice.items if item.nomination is hall.cases[0])
    wanted = {"version": notice.version, "actor": hall.appraiser} | more
    achievements.write(notice, {item.id: text}, **wanted)
    return item


def test_a_line_is_kept_and_stays_when_the_list_is_drafted_anew(register):
    notice = register.drafted()
    write(register, notice, "Vận động xây 3 cầu nông thôn năm 2024")
    wanted = NoticeDraft(title="Khác", nomination_ids=[register.cases[0].id], version=notice.version)
    operations.redraft(notice, wanted, actor=register.appraiser)

    assert [item.achievement for item in notice.items] == ["Vận động xây 3 cầu nông thôn năm 2024"]


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "text",
    [
        "Sinh 03/05/1980, xây cầu",
        "Ngày 3 tháng 5 năm 1980",
        "3-5-1980",
        "CCCD 058180001234",
        "058 180 001 234",
        "Gọi 0912.345.678",
        "Nhà ở 12 thong nhat, phan rang",
        "Mã NT-00417",
        "a@b.vn",
        "1980-05-03",
        "Được xếp loại hoàn thành xuất sắc",
        "HTXSNV 3 năm liền",
        "Năm 2023: httnv",
        "Chi bộ đánh giá: Không hoàn thành nhiệm vụ",
        "sinh năm 1980",
    ],
)
def test_what_is_personal_is_refused_and_changes_nothing(register, text):
    notice = register.drafted()

    with pytest.raises(Invalid) as refused:
        write(register, notice, text)

    (sentence,) = refused.value.errors.values()
    assert sentence.endswith("trang công khai không nêu.")
    assert {item.achievement for item in notice.items} == {""}


def test_what_the_register_has_learned_meanwhile_keeps_the_list_from_being_posted(register):
    notice = register.signed()
    write(register, notice, "Xây cầu ở thôn Thành Tín")
    register.number(notice.letter)
    register.cases[0].nominee.address = "thôn Thành Tín"
    posting = Posting(posted_on=MONDAY.date(), places="Báo Ninh Thuận", version=notice.version)

    with pytest.raises(Refusal) as refused:
        operations.post(notice, posting, actor=register.appraiser)

    assert refused.value.reasons == ["Thành tích của Bá Văn Trịnh: Bỏ địa chỉ: trang công khai không nêu."]


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
@pytest.mark.parametrize("status", list(NoticeStatus))
def test_it_is_written_until_the_term_is_over(hall, status):
    notice = hall.brought_to(status)
    may = status in {NoticeStatus.DRAFT, NoticeStatus.SIGNED, NoticeStatus.OPEN}
    try:
        write(hall, notice, "Xây cầu")
    except Refusal:
        was_written = False
    else:
        was_written = True

    assert was_written is may


def test_two_who_write_at_once_hear_of_each_other(hall):
    notice = hall.drafted()
    seen = notice.version
    write(hall, notice, "Xây cầu")

    with pytest.raises(SomebodyWasFaster):
        write(hall, notice, "Làm đường", version=seen)


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
def test_its_page_keeps_what_was_typed(hall, send, read):
    notice = hall.drafted()
    db.session.commit()
    page = f"/public-notices/{notice.id}/achievements"
    first, second = (f"achievement_{item.id}" for item in notice.items)
    wrong = send(hall.appraiser, page, **{first: "sinh năm 1980", second: "Xây cầu", "version": notice.version})
    right = send(hall.appraiser, page, **{first: "", second: "Xây cầu", "version": notice.version})

    assert (wrong.status_code, "sinh năm 1980" in wrong.text, "Xây cầu" in wrong.text) == (422, True, True)
    assert right.status_code == 303
    assert "Xây cầu" in read(hall.director, f"/public-notices/{notice.id}").text
    assert read(hall.director, page).status_code == 403
