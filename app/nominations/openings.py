"""Where rooms above plug into the case without being imported by it: facts, panels of its page, pages of its steps."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from app.actor import Actor
from app.nominations.models import Nomination
from workflows.facts import NominationFacts

Found = TypeVar("Found")
Contributor = Callable[["Look"], dict[str, Any]]
PanelMaker = Callable[["Look", Actor], "Panel | None"]
TaskFinder = Callable[["Look", Actor], "Task | None"]
MatterFinder = Callable[["Look"], Iterable[str]]
Follower = Callable[[Nomination, str, Actor], None]
EditOpener = Callable[[Nomination, Actor], frozenset[str]]
Deed = Callable[[Nomination, str, Actor], object]  # the case, the reason, whoever does it


class Look:
    """One case as one page, or one question, looks at it; never kept beyond that.

    What a room reads of the case it reads through the look, once for its facts and its panel. Facts are gathered when
    a guard first wants to know them.
    """

    def __init__(self, case: Nomination) -> None:
        self.case = case
        self.facts = Facts(self)
        self._found: dict[Callable[[Nomination], Any], Any] = {}

    def read(self, reader: Callable[[Nomination], Found]) -> Found:
        if reader not in self._found:
            self._found[reader] = reader(self.case)
        found: Found = self._found[reader]
        return found


class Facts:
    """NominationFacts whose fields are filled in by the rooms that know them, each room asked at most once."""

    def __init__(self, look: Look) -> None:
        self._look = look

    def __getattr__(self, field: str) -> Any:  # noqa: ANN401 -- as the field has it; called for what is not known yet
        unknown = {field: getattr(NOT_YET, field)}
        told = _contributors[field](self._look) if field in _contributors else {}
        self.__dict__.update(unknown | told)
        return self.__dict__[field]


NOT_YET = NominationFacts()


@dataclass(frozen=True)
class Panel:
    """One part of the case page: a template and what it shows."""

    template: str
    context: dict[str, Any]


@dataclass(frozen=True)
class Task:
    """Something to do about the case that is no step of its process, and the page where it is done."""

    label: str
    endpoint: str
    values: dict[str, Any]


_contributors: dict[str, Contributor] = {}
_panels: dict[int, PanelMaker] = {}
_notes: list[PanelMaker] = []
_parts: dict[int, PanelMaker] = {}
_tasks: list[TaskFinder] = []
_pages: dict[str, str] = {}
_settled_on_their_page: set[str] = set()
_deeds: dict[str, Deed] = {}
_openers: list[EditOpener] = []
_matters: list[MatterFinder] = []
_hindrances: list[MatterFinder] = []
_followers: dict[str, list[Follower]] = {}


def contributes_facts(*fields: str) -> Callable[[Contributor], Contributor]:
    """A room says which fields of NominationFacts it knows; each field has one room."""
    for field in fields:
        assert hasattr(NOT_YET, field), f"no guard may ask for {field}"
        assert field not in _contributors, f"{field} has two rooms"

    def keep(contributor: Contributor) -> Contributor:
        _contributors.update(dict.fromkeys(fields, contributor))
        return contributor

    return keep


def shows_panel(*, order: int) -> Callable[[PanelMaker], PanelMaker]:
    """A room adds a part to the case page; None where it has nothing to show this person. Each has its own place."""
    assert order not in _panels, f"place {order} has two panels: which came first would depend on the imports"

    def keep(maker: PanelMaker) -> PanelMaker:
        _panels[order] = maker
        return maker

    return keep


def shows_note_while_edited(maker: PanelMaker) -> PanelMaker:
    """A room says first on the page where the case is written what the writer must know; None: nothing."""
    _notes.append(maker)
    return maker


def shows_part_while_edited(*, order: int) -> Callable[[PanelMaker], PanelMaker]:
    """A room adds its part of the dossier to the page where it is written, after what every dossier has."""
    assert order not in _parts, f"place {order} has two parts"

    def keep(maker: PanelMaker) -> PanelMaker:
        _parts[order] = maker
        return maker

    return keep


def finds_task(finder: TaskFinder) -> TaskFinder:
    """A room names what this person has to do about the case before its next step; None: nothing."""
    _tasks.append(finder)
    return finder


def keeps_open(finder: MatterFinder) -> MatterFinder:
    """A room above names what about a case is not settled yet, a sentence each: it is not concluded before."""
    _matters.append(finder)
    return finder


def open_matters(look: Look) -> Iterator[str]:
    for finder in _matters:
        yield from finder(look)


def holds_back(finder: MatterFinder) -> MatterFinder:
    """A room names why a case does not go before its unit's council, a sentence each."""
    _hindrances.append(finder)
    return finder


def hindrances(look: Look) -> Iterator[str]:
    for finder in _hindrances:
        yield from finder(look)


def follows_steps(*names: str) -> Callable[[Follower], Follower]:
    """A room does what of its own follows plain steps of a case, in the same transaction; its refusal undoes them."""

    def keep(follower: Follower) -> Follower:
        for name in names:
            _followers.setdefault(name, []).append(follower)
        return follower

    return keep


def follow(nomination: Nomination, name: str, reason: str, actor: Actor) -> None:
    for follower in _followers.get(name, ()):
        follower(nomination, reason, actor)


def takes_step(name: str, endpoint: str, *, settles_its_guards: bool = False) -> None:
    """A room's page (taking `nomination_id`) takes the step `name`. A step without a page is not offered.

    `settles_its_guards`: what stands in the way is what the page asks for, so the way to the page is open.
    """
    _pages[name] = endpoint
    if settles_its_guards:
        _settled_on_their_page.add(name)


def takes_step_of_many(name: str, deed: Deed) -> None:
    """A step whose page asks for nothing but a reason is taken for many cases at once, too: `deed` does it for one."""
    assert name in _pages, f"no page takes {name}: it is not offered"
    _deeds[name] = deed


def facts(nomination: Nomination) -> Facts:
    return Look(nomination).facts


def panels(look: Look, actor: Actor) -> list[Panel]:
    made = [_panels[place](look, actor) for place in sorted(_panels)]
    return [panel for panel in made if panel is not None]


def notes_while_edited(look: Look, actor: Actor) -> list[Panel]:
    return [note for maker in _notes if (note := maker(look, actor)) is not None]


def parts_while_edited(look: Look, actor: Actor) -> list[Panel]:
    return [part for place in sorted(_parts) if (part := _parts[place](look, actor)) is not None]


def tasks(look: Look, actor: Actor) -> list[Task]:
    return [task for finder in _tasks if (task := finder(look, actor)) is not None]


def page_of(step: str) -> str | None:
    return _pages.get(step)


def is_settled_on_its_page(step: str) -> bool:
    return step in _settled_on_their_page


def deed_of(step: str) -> Deed | None:
    """How a step is taken for many; None: each case has to be opened."""
    return _deeds.get(step)


def steps_of_many() -> list[str]:
    return [*_deeds]


def opens_edits(opener: EditOpener) -> EditOpener:
    """A room lets its unit edit parts of a case that is no draft any more.

    Parts are called "field-citation" (a text), "field-general", "field-years", "paper-<doc code>".
    """
    _openers.append(opener)
    return opener


def edits_allowed(nomination: Nomination, actor: Actor) -> frozenset[str]:
    return frozenset().union(*(opener(nomination, actor) for opener in _openers))
