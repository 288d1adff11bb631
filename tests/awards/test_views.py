import re

from sqlalchemy import event

from app import clock
from app.awards import loading, words
from app.awards.queries import versions_open
from app.extensions import db
from tests import builders


def reader(client):
    loading.load()
    return builders.signed_in(client, builders.actor("unit_head", builders.organisation()))


def test_the_list_names_every_award_of_the_day(client):
    signed = reader(client)
    page = signed.get("/awards/").text

    shown = set(re.findall(r'href="/awards/(\w+)"', page))
    assert shown == {version.award_code for version in versions_open(clock.today())}
    assert "Bằng khen của Chủ tịch UBND tỉnh" in page


def test_an_award_shows_its_numbers_with_their_basis(client):
    page = reader(client).get("/awards/bang_khen_tinh").text

    for words_shown in (
        "5.270.000 đ",
        "Trên 50% tổng số thành viên",
        "Luật TĐKT Điều 74",
        words.CONFIDENCE["verified"],
        words.CONFIDENCE["practice"],
    ):
        assert words_shown in page


def test_what_the_province_has_not_settled_says_so(client):
    page = reader(client).get("/awards/ky_niem_chuong_tinh").text

    assert words.UNSETTLED in page


def test_every_page_of_the_catalogue_opens_with_a_few_queries(client):
    signed = reader(client)
    asked = []
    event.listen(db.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    for version in versions_open(clock.today()):
        asked.clear()
        assert signed.get(f"/awards/{version.award_code}").status_code == 200
        assert len(asked) <= 12


def test_an_unknown_award_is_not_found(client):
    assert reader(client).get("/awards/nothing").status_code == 404
