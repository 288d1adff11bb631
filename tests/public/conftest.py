"""A list that is open, and a box that letters come to."""

import re
from email import message_from_bytes
from email.policy import default

import pytest
from flask import current_app

from app.audit import operations as audit
from app.effects import runner
from app.extensions import db
from app.public import operations
from tests.effects.conftest import postbox
from tests.patience import done_meanwhile
from tests.public_notices.conftest import hall, read, send

__all__ = ["hall", "postbox", "read", "send"]
WRITTEN = {
    "about": "0",
    "stance": "objects",
    "content": "Đề nghị xem lại số liệu.",
    "said_by": "Trần Văn Góp",
    "email": "gop@example.vn",
    "contact": "Phan Rang",
    "website": "",
}


class Writer:
    """A stranger at the page of a list, with a box of their own."""

    def __init__(self, app, postbox, notice):
        self.browser, self.postbox, self.notice = app.test_client(), postbox, notice

    def write(self, **more):
        return self.browser.post(f"/cong-khai/{self.notice.id}/gop-y", data=WRITTEN | more)

    def letters(self):
        """What has come so far: to whom, about what, and the text."""
        db.session.commit()
        runner.run_waiting()
        read = [message_from_bytes(letter, policy=default) for letter in self.postbox.letters]
        return [(letter["To"], letter["Subject"], letter.get_content()) for letter in read]

    def code(self):
        return re.search(r"\b\d{6}\b", self.letters()[-1][2])[0]

    def confirm(self, page, code):
        return self.browser.post(page, data={"code": code})

    def confirmed_twice_at_once(self, page, code):
        """By one who holds the pen, and by another who waits for it."""
        token, config = page.rpartition("/")[2], current_app.config
        good_for = config["COMMENT_CODE_GOOD_FOR"]

        def confirm():
            operations.confirm(operations.of_token(token), code, key=config["SECRET_KEY"], good_for=good_for)

        db.session.commit()
        audit.take_the_pen()
        confirm()
        done_meanwhile(current_app._get_current_object(), confirm)

    def written(self, **more):
        """As far as the page that asks for the code."""
        answer = self.write(**more)
        assert answer.status_code == 303, answer.text
        return answer.location


@pytest.fixture
def writer(app, postbox, hall):
    return Writer(app, postbox, hall.posted())
