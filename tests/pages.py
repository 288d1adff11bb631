"""What tests of pages do again and again: read what one says, hand in a scan."""

import re
from html import unescape
from io import BytesIO

from tests.builders import blank_pdf


def said(answer):
    """The words of a page in one line, as somebody reads them."""
    text = re.sub(r"<(script|style|svg).*?</\1>", "", answer.text, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", "", text)).split())


def scan(name="van-ban.pdf"):
    """What goes along with a form in its file field."""
    return (BytesIO(blank_pdf()), name)
