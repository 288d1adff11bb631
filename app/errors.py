"""What can go wrong on purpose, each a sentence for a person. The pages for them are in `error_pages.py`."""

from typing import TypeVar

from werkzeug.exceptions import NotFound

NOT_AFTER_TODAY = "Ngày này không thể sau hôm nay."  # the form says it first, the operation insists

Thing = TypeVar("Thing")


class Refusal(Exception):
    """Something asked for cannot be done now. Shown as a page with every reason; nothing was changed."""

    status = 409

    def __init__(self, title: str, reasons: list[str]) -> None:
        super().__init__(title, reasons)
        self.title = title
        self.reasons = reasons


class Forbidden(Refusal):
    """The person's role never allows it, whatever the state."""

    status = 403


class Invalid(Exception):
    """Input that only an operation could judge: field name to sentence. Forms show it beside the field."""

    def __init__(self, **errors: str) -> None:
        super().__init__(errors)
        self.errors = errors


def or_404(found: Thing | None) -> Thing:
    """What was asked for; where there is nothing, or nothing that this person may see, the page says so."""
    if found is None:
        raise NotFound
    return found


def refuse_all(**faults: str | None) -> None:
    """Tell all that is wrong at once: field name to sentence, None where nothing is."""
    found = {name: sentence for name, sentence in faults.items() if sentence}
    if found:
        raise Invalid(**found)


class SomebodyWasFaster(Exception):
    """Another person changed the same thing first. Carries what the second one typed, so that nothing is lost."""

    status = 409

    def __init__(self, who: str, when: str, changed: list[str], kept: dict[str, str]) -> None:
        super().__init__(who, when)
        self.who = who
        self.when = when
        self.changed = changed
        self.kept = kept
