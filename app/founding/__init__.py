"""How a database begins: a real site with its first administrator, or the demonstration."""

from importlib import import_module
from pathlib import Path


def load_reference() -> None:
    """What law, calendar and the province's own list of bodies say. Safe to repeat; the caller commits."""
    from app.founding import reference  # noqa: PLC0415 -- reads long files, only when founding

    reference.load_reference()


def found_empty(username: str, full_name: str, password: str) -> None:
    """A real site: reference data and one administrator; the caller commits."""
    from app.founding import reference  # noqa: PLC0415 -- reads long files, only when founding

    reference.found_empty(username, full_name, password)


def found_demonstration(instance: Path) -> None:
    """People, papers and cases to try everything with; commits by itself."""
    import_module("app.founding.demonstration").found_demonstration(instance)  # slow import: its people and papers
