"""The frame around each page fails aloud where a name in it is misspelt."""

import re

import pytest
from werkzeug.routing import BuildError

from app import page_frame
from app.access import Permission
from app.page_frame import MenuLine
from tests import builders
from workflows.vocabulary import Role


def test_an_icon_that_nobody_has_is_an_error():
    assert "<svg" in page_frame.icon("house")
    with pytest.raises(FileNotFoundError):
        page_frame.icon("no-such-icon")


def test_a_line_of_the_menu_that_leads_nowhere_is_an_error(app, monkeypatch):
    with app.test_request_context("/"):
        lines = page_frame._menu_lines(frozenset({Permission.ADMINISTRATION}), None)
        assert [line["url"] for line in lines] == ["/administration/"]

        monkeypatch.setattr(page_frame, "MENU", (MenuLine("Sai", "house", "desk.nowhere", Permission.SELF),))
        with pytest.raises(BuildError):
            page_frame._menu_lines(frozenset({Permission.SELF}), None)


def menu_of(page):
    """Its addresses, and which of them is where one is."""
    lines = re.findall(r'class="menu-link"\s+href="([^"]*)"\s*(aria-current="page")?', page)
    return {url for url, _ in lines}, {url for url, here in lines if here}


def test_the_menu_is_the_office_s_own_and_marks_the_room_one_is_in(app):
    unit = builders.organisation()
    head, administrator = (
        builders.signed_in(app.test_client(), builders.actor(role, unit))
        for role in (Role.UNIT_HEAD, Role.ADMINISTRATOR)
    )
    here = [menu_of(head.get(url).text)[1] for url in ("/", "/nominations/", "/submissions/", "/")]
    below = head.get("/nominations/", environ_overrides={"SCRIPT_NAME": "/khen-thuong"}).text

    assert here == [{"/"}, {"/nominations/"}, {"/submissions/"}, {"/"}]
    assert menu_of(below)[1] == {"/khen-thuong/nominations/"}
    assert ["/administration/" in menu_of(who.get("/").text)[0] for who in (head, administrator)] == [False, True]


def test_only_who_has_a_superior_or_subordinates_is_led_to_what_goes_between_them(app):
    above = builders.organisation()
    school = builders.organisation("THPT-CVA", "Trường THPT Chu Văn An", parent_id=above.id, can_submit=False)
    alone = builders.organisation("SYT", "Sở Y tế")
    heads = [
        builders.signed_in(app.test_client(), builders.actor(Role.UNIT_HEAD, unit)) for unit in (above, school, alone)
    ]

    assert ["/gatherings/" in menu_of(head.get("/").text)[0] for head in heads] == [True, True, False]
    assert heads[2].get("/gatherings/").status_code == 200


def test_the_first_of_a_list_goes_no_higher_and_the_last_no_lower(app):
    page = app.jinja_env.from_string(
        '{% from "_components/move_buttons.html" import move_buttons %}'
        "{% for name in names %}{{ move_buttons(loop, name) }}{% endfor %}"
    )

    assert re.findall(r'value="(\w+)"\s+aria-label="Đưa (\w)', page.render(names=["A", "B", "C"])) == [
        ("down", "A"),
        ("up", "B"),
        ("down", "B"),
        ("up", "C"),
    ]
    assert page.render(names=["A"]).strip() == ""


def test_indentation_is_not_sent_but_words_stay_apart(app):
    page = app.jinja_env.from_string(
        "<p>\n    {% if true %}Bản đã ký{% endif %}\n    – Vinh Danh\n      <textarea>\n{{ text }}</textarea>\n</p>"
    )

    assert page.render(text="  Dòng một\n    Dòng hai") == (
        "<p>\nBản đã ký – Vinh Danh\n <textarea>\n  Dòng một\n    Dòng hai</textarea>\n</p>"
    )


def test_the_title_of_a_page_has_its_blank(app):
    title = re.search(r"<title>(.*?)</title>", app.test_client().get("/accounts/sign-in").text, re.DOTALL)[1]

    assert " ".join(title.split()) == "Đăng nhập – Vinh Danh"
