"""How a database begins: a real site with its first administrator, or the demonstration."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.founding.newer import Brought


def load_reference() -> None:
    """What law, calendar and the province's own list of bodies say. Safe to repeat; the caller commits."""
    from app.founding import reference  # noqa: PLC0415 -- reads long files, only when founding

    reference.load_reference()


def bring_newer() -> "Brought":
    """Of the same what a site does not have yet; the caller commits."""
    from app.founding import newer  # noqa: PLC0415 -- reads long files, only when asked to

    return newer.bring()


def found_empty(username: str, full_name: str, password: str) -> None:
    """A real site: reference data and one administrator; the caller commits."""
    from app.founding import reference  # noqa: PLC0415 -- reads long files, only when founding

    reference.found_empty(username, full_name, password)


def clear_unfinished(instance: Path, papers: Path) -> None:
    """Take away a demonstration that died while it was founded; commits by itself."""
    from app.founding import unfinished  # noqa: PLC0415 -- only when founding

    unfinished.clear(instance, papers)


def found_demonstration(instance: Path, *, is_grown: bool = True) -> None:
    """People, papers and cases to try everything with; commits by itself."""
    from app.founding import demonstration  # noqa: PLC0415 -- slow import: its people and papers

    demonstration.found_demonstration(instance, is_grown=is_grown)
