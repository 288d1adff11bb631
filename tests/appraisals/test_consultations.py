"""Agencies asked side by side; each sees its own question and nothing of the dossier; silence is a person's word."""

import re
from datetime import date, datetime
from io import BytesIO

import pikepdf
import pytest
from sqlalchemy import select, update

from app import clock
from app.appraisals import agencies, queries
from app.appraisals.models import Consultation
from app.casework import options
from app.extensions import db
from tests import builders

DUE = "03/03/2025"


def ask(ban, post, *who, question="Có vi phạm pháp luật không?", due_on=DUE):
    return post(
        ban.appraiser,
        f"/appraisals/{ban.case.id}/consult",
        agency_ids=[str(agency.organisation_id) for agency in who],
        question=question,
        due_on=due_on,
    )


def rows():
    found = db.session.scalars(select(Consultation).order_by(Consultation.id))
    return [(c.agency_id, c.status.value, c.objects) for c in found]


def first():
    return db.session.scalars(select(Consultation.id).order_by(Consultation.id).limit(1)).one()


def matters(ban):
    return [r for o in options(ban.case, ban.head) if o.name == "conclude_fit" for r in o.refusals if "Hiệp y" in r]


def test_several_agencies_are_asked_side_by_side(ban, post):
    response = ask(ban, post, ban.police, ban.tax)

    assert response.status_code == 303
    assert rows() == [(ban.police.organisation_id, "asked", None), (ban.tax.organisation_id, "asked", None)]
    assert matters(ban) == [
        "Hiệp y: Công an tỉnh chưa trả lời (hạn 03/03/2025).",
        "Hiệp y: Cục Thuế tỉnh chưa trả lời (hạn 03/03/2025).",
    ]


def test_the_usual_agencies_and_days_are_proposed_and_marked_as_a_setting(ban, get):
    page = get(ban.appraiser, f"/appraisals/{ban.case.id}/consult").text

    assert agencies.proposed_due() == date(2025, 3, 3)
    assert page.count("checked") == 2
    assert "Mức do tỉnh quy định – chưa nhập căn cứ pháp lý." in page


def test_a_round_may_leave_the_agencies_to_whoever_appraises(ban, get):
    ban.case.award_round.asks_agencies = False
    db.session.commit()

    page = get(ban.appraiser, f"/appraisals/{ban.case.id}/consult").text

    assert (page.count("checked"), "Đợt xét này không chọn sẵn cơ quan nào; chọn tùy hồ sơ." in page) == (0, True)


def test_the_usual_agencies_stand_open_and_all_others_are_folded(ban, get):
    bank = builders.organisation("NHNN", "Ngân hàng Nhà nước")
    db.session.commit()

    page = get(ban.appraiser, f"/appraisals/{ban.case.id}/consult").text

    before, after = page.split("<details>")
    shown = [re.findall(r'name="agency_ids"[^>]*?value="(\d+)"', part) for part in (before, after)]
    assert [str(ban.police.organisation_id) in shown[0], str(bank.id) in shown[0], str(bank.id) in shown[1]] == [
        True,
        False,
        True,
    ]


def test_neither_the_nominee_s_own_unit_nor_the_people_s_council_is_asked(ban, post):
    council = builders.organisation("HDND-T", "Hội đồng nhân dân tỉnh Ninh Thuận")
    db.session.commit()

    answers = [
        post(
            ban.appraiser, f"/appraisals/{ban.case.id}/consult", agency_ids=[str(one)], question="Hỏi", due_on=DUE
        ).status_code
        for one in (ban.unit.id, council.id)
    ]

    assert ([one.code for one in agencies.askable(ban.case)], answers, rows()) == (["CAT", "CT"], [422, 422], [])


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"question": ""}, "Nhập nội dung xin ý kiến."),
        ({"due_on": "17/02/2025"}, "Hạn trả lời phải từ ngày mai trở đi."),
    ],
)
def test_a_question_nobody_could_answer_is_not_asked(ban, post, change, sentence):
    response = ask(ban, post, ban.police, **change)

    assert (response.status_code, rows()) == (422, [])
    assert sentence in response.text


def test_an_agency_that_owes_an_answer_is_not_asked_twice(ban, post):
    ask(ban, post, ban.police)

    response = ask(ban, post, ban.police)

    assert response.status_code == 422
    assert "Đã hỏi và đang chờ trả lời: Công an tỉnh." in response.text


def test_an_agency_that_no_longer_exists_is_not_asked(ban, post):
    gone = builders.organisation("CU", "Cơ quan cũ", valid_to=date(2024, 12, 31))
    former = builders.actor("consulted_agency", gone)

    response = ask(ban, post, former)

    assert (response.status_code, rows()) == (422, [])


def test_an_agency_sees_its_own_questions_only(ban, post, get):
    ask(ban, post, ban.police)

    own = get(ban.police, "/consultations/").text
    other = get(ban.tax, "/consultations/").text

    assert "Chamaléa Thị Sương" in own
    assert "Chamaléa" not in other
    assert get(ban.police, f"/consultations/{first()}").status_code == 200
    assert get(ban.tax, f"/consultations/{first()}").status_code == 404


def test_an_agency_reads_who_it_is_for_what_and_the_question_and_nothing_of_the_dossier(ban, post, get):
    ban.case.nominee.birth_date = date(1980, 5, 3)
    ask(ban, post, ban.police)

    page = get(ban.police, f"/consultations/{first()}").text

    known = ("Chamaléa Thị Sương", "03/05/1980", ban.case.nominee_title, "Sở Giáo dục và Đào tạo", ban.award.name)
    for said in (*known, "Có vi phạm pháp luật không?"):
        assert said in page
    assert "sang-kien.pdf" not in page
    assert [get(ban.police, url).status_code for url in (f"/appraisals/{ban.case.id}/criteria", "/appraisals/")] == [
        403,
        403,
    ]


def reply(post, who, consultation_id, **changes):
    data = {"objects": "no", "answer": "Chấp hành tốt.", "letter_number": "12/CAT-PX03"} | changes
    return post(who, f"/consultations/{consultation_id}", **data)


def test_an_answer_closes_the_matter(ban, post):
    ask(ban, post, ban.police)

    response = reply(post, ban.police, first())

    (kept,) = queries.consultations(ban.case.id)
    assert response.status_code == 303
    assert (kept.answer, kept.objects, kept.letter_number) == ("Chấp hành tốt.", False, "12/CAT-PX03")
    assert (rows(), matters(ban)) == ([(ban.police.organisation_id, "answered", False)], [])


def test_an_answer_may_bring_its_letter(ban, post, get):
    pdf, scan = pikepdf.new(), BytesIO()
    pdf.add_blank_page()
    pdf.save(scan)
    ask(ban, post, ban.police)

    reply(post, ban.police, first(), file=(BytesIO(scan.getvalue()), "cong-van.pdf"))

    own, ours, foreign = (
        taken(get(who, url))
        for who, url in (
            (ban.police, f"/consultations/{first()}/letter"),
            (ban.appraiser, f"/appraisals/consultations/{first()}/letter"),
            (ban.tax, f"/consultations/{first()}/letter"),
        )
    )
    assert own == ours == (200, scan.getvalue())
    assert foreign[0] == 404


def taken(response):
    with response:
        return response.status_code, response.data


def test_nobody_answers_for_another_agency(ban, post):
    ask(ban, post, ban.police)

    assert reply(post, ban.tax, first()).status_code == 404
    assert reply(post, ban.appraiser, first()).status_code == 403
    assert rows() == [(ban.police.organisation_id, "asked", None)]


def test_an_answer_is_given_once(ban, post):
    ask(ban, post, ban.police)
    reply(post, ban.police, first())

    again = reply(post, ban.police, first(), objects="yes")

    assert again.status_code == 409
    assert rows() == [(ban.police.organisation_id, "answered", False)]


def test_silence_is_recorded_after_the_limit_and_by_a_person(ban, post):
    ask(ban, post, ban.police)
    url = f"/appraisals/consultations/{first()}/record-silence"

    early = post(ban.appraiser, url)
    clock.stand_at(datetime(2025, 3, 3, 17, 1, tzinfo=clock.VIETNAM))
    still_open = matters(ban)
    late = post(ban.appraiser, url)

    assert (early.status_code, late.status_code) == (409, 303)
    assert "Chưa hết hạn trả lời (03/03/2025)" in early.text
    assert still_open == ["Hiệp y: Công an tỉnh chưa trả lời (hạn 03/03/2025)."]
    assert (rows(), matters(ban)) == ([(ban.police.organisation_id, "silent_after_limit", None)], [])


def test_asking_may_be_given_up_with_a_reason(ban, post):
    ask(ban, post, ban.police)
    url = f"/appraisals/consultations/{first()}/cancel"

    bare = post(ban.appraiser, url)
    given_up = post(ban.appraiser, url, reason="Hỏi nhầm cơ quan.")

    assert (bare.status_code, given_up.status_code) == (422, 303)
    assert rows() == [(ban.police.organisation_id, "cancelled", None)]


def test_an_agency_reads_by_how_many_days_its_answer_is_late(ban, get, post):
    ask(ban, post, ban.police)
    db.session.execute(update(Consultation).values(due_on=date(2025, 2, 10)))
    db.session.commit()

    assert re.findall(r"Quá hạn[^<]*", get(ban.police, "/consultations/").text) == ["Quá hạn 5 ngày làm việc"]


@pytest.mark.parametrize("many", [1, 3, 20])
def test_the_agency_s_list_costs_the_same_for_any_number(ban, app, many):
    for _ in range(many):
        db.session.add(
            Consultation(
                nomination_id=ban.case.id,
                agency_id=ban.police.organisation_id,
                question="?",
                asked_by_id=ban.appraiser.user_id,
                asked_at=clock.now(),
                due_on=date(2025, 3, 3),
            )
        )
    client = builders.signed_in(app.test_client(), ban.police)
    with builders.statements() as said:
        client.get("/consultations/")

    assert len([s for s in said if "FROM consultation" in s]) == 1
