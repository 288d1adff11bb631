"""Where rooms above plug into the case without being imported by it: facts, panels of its page, pages of its steps."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.actor import Actor
from app.nominations.models import Nomination
from workflows.facts import NominationFacts

Contributor = Callable[[Nomination], dict[str, Any]]
PanelMaker = Callable[[Nomination, Actor], "Panel | None"]
EditOpener = Callable[[Nomination, Actor], frozenset[str]]


@dataclass(frozen=True)
class Panel:
    """One part of the case page: a template and what it shows."""

    template: str
    context: dict[str, Any]


_contributors: list[Contributor] = []
_panels: list[tuple[int, PanelMaker]] = []
_pages: dict[str, str] = {}
_openers: list[EditOpener] = []


def contributes_facts(contributor: Contributor) -> Contributor:
    """A room says which fields of NominationFacts it knows; each field has one room."""
    _contributors.append(contributor)
    return contributor


def shows_panel(order: int) -> Callable[[PanelMaker], PanelMaker]:
    """A room adds a part to the case page; None where it has nothing to show this person."""

    def keep(maker: PanelMaker) -> PanelMaker:
        _panels.append((order, maker))
        return maker

    return keep


def takes_step(name: str, endpoint: str) -> None:
    """A room's page (taking `nomination_id`) takes the step `name`. A step without a page is not offered."""
    _pages[name] = endpoint


def facts(nomination: Nomination) -> NominationFacts:
    known: dict[str, Any] = {}
    for contributor in _contributors:
        known |= contributor(nomination)
    return NominationFacts(**known)


def panels(nomination: Nomination, actor: Actor) -> list[Panel]:
    made = [maker(nomination, actor) for _, maker in sorted(_panels, key=lambda pair: pair[0])]
    return [panel for panel in made if panel is not None]


def page_of(step: str) -> str | None:
    return _pages.get(step)


def opens_edits(opener: EditOpener) -> EditOpener:
    """A room lets its unit edit parts of a case that is no draft any more.

    Parts are called "field-citation" (a text), "field-general", "field-years", "paper-<doc code>".
    """
    _openers.append(opener)
    return opener


def edits_allowed(nomination: Nomination, actor: Actor) -> frozenset[str]:
    return frozenset().union(*(opener(nomination, actor) for opener in _openers))
