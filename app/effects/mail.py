"""E-mail through the province's own server, where one is configured (VINHDANH_MAIL_SERVER, _FROM)."""

import smtplib
from email.message import EmailMessage
from email.policy import SMTP

from flask import current_app


def send(*, to: str, subject: str, text: str, errand_id: int) -> None:
    """Nothing is sent where no server is set; the notice to the unit then does the work alone."""
    server = current_app.config["MAIL_SERVER"]
    if not server:
        return
    letter = EmailMessage(policy=SMTP)
    letter["From"] = current_app.config["MAIL_FROM"]
    letter["To"] = to
    letter["Subject"] = subject
    letter["Message-ID"] = f"<errand-{errand_id}@{current_app.config['MAIL_FROM'].rpartition('@')[2]}>"
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(text)
    host, _, port = server.partition(":")
    with smtplib.SMTP(host, int(port or 25), timeout=20) as connection:
        connection.send_message(letter)
