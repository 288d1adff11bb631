"""What the desk sends back: which of its notices were read."""

from app.desk.telling import MOST
from app.forms import BaseForm, SeenField
from app.numbers import whole


class ReadForm(BaseForm):
    """The ids of the notices that the page showed."""

    seen = SeenField()

    def ids(self) -> list[int]:
        """What is no id is no notice."""
        return [found for text in (self.seen.data or "").split(",")[:MOST] if (found := _id(text)) is not None]


def _id(text: str) -> int | None:
    try:
        return whole(text)
    except ValueError:
        return None
