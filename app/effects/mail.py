"""E-mail through the province's own server, where one is configured (VINHDANH_MAIL_SERVER, _FROM).

One errand a letter. The errand is claimed and kept before the server is spoken to, and its end is kept the moment the
server has accepted the letter, before the good-bye: a letter whose errand is done goes no second time. Between the
acceptance and its record no program can help: killed in that moment, the letter goes again, with the same Message-ID.
"""

from contextlib import closing, suppress
from typing import TYPE_CHECKING

from flask import current_app

from app.effects.runner import does
from app.extensions import let_others_write, unit_of_work
from app.outbox import operations as outbox
from app.outbox.models import Errand

if TYPE_CHECKING:
    from email.message import EmailMessage

SEND = "mail"  # the errand


class NotTaken(Exception):
    """The server did not take a letter."""


def is_on() -> bool:
    """Where no server is set the notice to the unit does the work alone."""
    return bool(current_app.config["MAIL_SERVER"])


@does(SEND)
def send(errand: Errand) -> None:
    deliver(errand, **errand.payload)


def deliver(errand: Errand, *, to: str, about: str, text: str) -> None:
    """The letter of an errand, in words that need not stand in it."""
    if not is_on():  # it was, when the letter was written
        raise outbox.NotNow("Chưa đặt máy chủ thư (VINHDANH_MAIL_SERVER).")
    import smtplib  # noqa: PLC0415 -- a megabyte with all it needs, for the few sites that send letters

    letter = _letter(errand, to, about, text)
    let_others_write()
    host, _, port = current_app.config["MAIL_SERVER"].partition(":")
    with closing(smtplib.SMTP(host, int(port or 25), timeout=20)) as connection:
        try:
            connection.send_message(letter)
        except smtplib.SMTPException as refused:
            raise NotTaken(_without_address(refused)) from None
        with unit_of_work():
            outbox.finish(errand)
        with suppress(OSError):  # the letter is there, whatever is said at the door
            connection.quit()


def _without_address(refused: Exception) -> str:
    """Servers repeat whom a letter was to, and administrators read what keeps an errand: the code alone is told."""
    each = getattr(refused, "recipients", {}).values()  # of each its code and words
    codes = {code for code, _ in each} or {getattr(refused, "smtp_code", "")}
    return " ".join([type(refused).__name__, *map(str, sorted(codes))]).strip()


def _letter(errand: Errand, to: str, about: str, text: str) -> "EmailMessage":
    from email.message import EmailMessage  # noqa: PLC0415 -- likewise
    from email.policy import SMTP  # noqa: PLC0415

    sender = current_app.config["MAIL_FROM"]
    letter = EmailMessage(policy=SMTP)
    letter["From"] = sender
    letter["To"] = to
    letter["Subject"] = about
    letter["Message-ID"] = f"<errand-{errand.id}@{sender.rpartition('@')[2]}>"
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(text)
    return letter
