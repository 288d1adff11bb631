"""A row in every table there is, all about one another, and in every column a value that is found wherever it leaks.

Nothing here knows the columns by name, but for the few a stranger may read: what comes tomorrow is planted too.
"""

import enum
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Boolean, Date, Integer, LargeBinary, String, Text, insert, update

from app.accounts.sessions import digest
from app.audit.triggers import GENESIS
from app.columns import UTCDateTime
from app.extensions import db
from app.nominations.models import Nomination
from app.public.models import PublicComment
from app.public_notices.models import NoticeItem, NoticeStatus, PublicNotice
from workflows.award_province_1 import State

ROW = 7
TOKEN = "the-address-of-a-comment"
ALLOWED = {  # what the law lets everybody see, and the notice itself
    ("nomination", "honorific"),
    ("nomination", "nominee_name"),
    ("organisation", "name"),
    ("award_version", "name"),
    ("notice_item", "achievement"),
    ("public_notice", "title"),
    ("public_notice", "posted_on"),
    ("public_notice", "closes_on"),
}
FIRST_DAY, LAST_DAY = date(2025, 2, 17), date(2025, 3, 3)


class Planted:
    """What was planted, by column: every form in which a page might write it."""

    def __init__(self):
        self.forms = {}
        self.allowed = {}

    def value(self, column, number):
        """A value of the column that stands nowhere else, or a plain one where there are but few."""
        kind = column.type
        if getattr(kind, "enum_class", None) and issubclass(kind.enum_class, enum.Enum):
            return next(iter(kind.enum_class))
        word = f"zq{number}qz"
        if isinstance(kind, String | Text):
            return self._kept(column, word[: kind.length or None], word[: kind.length or None])
        own = {
            Boolean: lambda: True,
            UTCDateTime: lambda: self._day(column, datetime(1931, 1, 1, 5, tzinfo=UTC) + timedelta(days=number)),
            Date: lambda: self._day(column, date(1931, 1, 1) + timedelta(days=number)),
            Integer: lambda: self._number(column, 7_310_000 + number),
            LargeBinary: lambda: b"x" * kind.length,
        }
        of_others = lambda: self._kept(column, {"zq": word}, word)  # noqa: E731 -- JSON, whatever it is called
        return next((make for known, make in own.items() if isinstance(kind, known)), of_others)()

    def found_in(self, text):
        """Which columns a text gives away."""
        return sorted(".".join(column) for column, forms in self.forms.items() if any(form in text for form in forms))

    def _day(self, column, moment):
        forms = (f"{moment:%d/%m/%Y}", f"{moment:%Y-%m-%d}", f"{moment.day} tháng {moment.month}")
        return self._kept(column, moment, *forms)

    def _number(self, column, number):
        return self._kept(column, number, f"{number}", f"{number:,}".replace(",", "."))

    def _kept(self, column, value, *forms):
        place = (column.table.name, column.name)
        (self.allowed if place in ALLOWED else self.forms)[place] = forms
        return value


def planted():
    """Every table filled; the notice is open, its case is examined, a comment waits for its code."""
    made, rows, number = Planted(), {}, 0
    for table in db.metadata.sorted_tables:
        row = {}
        for column in table.columns:
            number += 1
            key = next(iter(column.foreign_keys), None)
            if key is not None:
                is_own = key.column.table is table
                row[column.name] = None if is_own else rows[key.column.table.name][key.column.name]
            elif column.primary_key and isinstance(column.type, Integer):
                row[column.name] = ROW
            else:
                row[column.name] = made.value(column, number)
        row |= {"seq": 1, "previous_hash": GENESIS} if table.name == "audit_event" else {}
        db.session.execute(insert(table).values(row))
        rows[table.name] = row
    _set(PublicNotice, posted_on=FIRST_DAY, closes_on=LAST_DAY, status=NoticeStatus.OPEN)
    _set(Nomination, state=State.APPRAISAL)
    _set(NoticeItem, position=1)
    _set(PublicComment, token_digest=digest(TOKEN), opinion_id=None)
    for column in (("audit_event", "seq"), ("public_comment", "token_digest"), ("notice_item", "position")):
        made.forms.pop(column, None)
    made.forms.pop(("nomination", "state"), None)
    db.session.commit()
    return made


def _set(model, **values):
    db.session.execute(update(model).values(values))
