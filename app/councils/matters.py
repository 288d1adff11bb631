"""What councils of one kind consider: each kind tells it once, and meetings ask.

A deed follows the meeting's own step, in its transaction; what a kind has nothing to do for, it leaves out.
"""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select

from app.actor import Actor
from app.councils.constitution import CouncilKind
from app.councils.models import AgendaItem, Council, CouncilMember, Meeting, RecusalKind
from app.councils.regulation import Rule

Offices = Sequence[tuple[int, str]]  # of one member: organisation and title


@dataclass(frozen=True, kw_only=True)
class Words:
    """How pages and papers call it."""

    council: str  # in a letterhead
    symbol: str  # after the kind of a paper: "HĐTĐKT"
    one: str  # "hồ sơ"
    proposed: str  # over the column of names
    asked_for: str  # over the column beside it
    reported: str  # what a meeting hears before it votes
    voted_on: str  # after their number
    meeting: str  # the title a new meeting begins with, before its year
    choosing: str  # the template that offers what waits, of `waiting`
    after_closing: str  # what follows from the end of a meeting, as its page says


@dataclass(frozen=True)
class Stray:
    """An entry whose subject went elsewhere meanwhile."""

    name: str
    state_name: str
    is_suspended: bool  # stands still: the opening sets it aside


@dataclass(frozen=True, kw_only=True)
class OnePage:
    """What members read of one entry before they vote."""

    item: AgendaItem
    place: int
    facts: Sequence[tuple[str, str]]  # label and text
    heading: str
    text: str  # as much of it as a page takes
    is_cut: bool = False


class Matter:
    """Of one kind of council."""

    words: Words
    kinds: Sequence[RecusalKind]  # why a member may not vote

    def waiting(self, meeting: Meeting) -> Sequence[Any]:
        """What may be added to its agenda."""
        raise NotImplementedError

    def chosen(self, meeting: Meeting, ids: Iterable[int], actor: Actor) -> list[AgendaItem]:
        """New entries for what was ticked on `waiting`, or `Invalid(nomination_ids=…)`."""
        raise NotImplementedError

    def laws(self, items: Sequence[AgendaItem], council: Council) -> Mapping[int, tuple[str, Rule]]:
        """By entry: by what name a regulation may have its own share, and the rule that is the least."""
        raise NotImplementedError

    def matter(self, meeting: Meeting) -> str:
        """What a meeting decides, after 'xét' and 'đề nghị': 'tặng Bằng khen …'."""
        raise NotImplementedError

    def pages(self, listed: Sequence[tuple[int, AgendaItem]]) -> list[OnePage]:
        raise NotImplementedError

    def ballot_names(self) -> Select[Any]:
        """Of every entry: .item_id .honorific .name .title .kind .award .unit, for the list that is voted on."""
        raise NotImplementedError

    def reason_to_recuse(
        self, item: AgendaItem, member: CouncilMember, held: Offices
    ) -> tuple[RecusalKind, str] | None:
        """Why a member should not vote on it, as far as rows tell."""
        raise NotImplementedError

    def doors(self, items: Sequence[AgendaItem], actor: Actor) -> Mapping[int, tuple[str, Mapping[str, int]]]:
        """By entry, the page of its subject, where this person may open it."""
        raise NotImplementedError

    def standing(self, item: AgendaItem) -> str:
        """Where its subject stands, beside the result of a closed meeting."""
        raise NotImplementedError

    def fault_of_day(self, meeting: Meeting, held_at: datetime, items: Sequence[AgendaItem]) -> str | None:
        """Why the meeting cannot be held on that day."""
        raise NotImplementedError

    def strays(self, _meeting: Meeting) -> Sequence[Stray]:
        return ()

    def suspended(self, _meeting: Meeting) -> AbstractSet[int]:
        """Entries that stand still."""
        return frozenset()

    def precedents(self, _item: AgendaItem, _actor: Actor) -> Sequence[Any] | None:
        """Cases alike, as `precedents` has them; None where nobody compares."""
        return None

    def may_clarify(self, _council: Council) -> bool:
        """Whether a council may ask for something before it concludes."""
        return False

    def concludable(self, _meeting: Meeting) -> AbstractSet[int]:
        """Entries of a closed meeting whose subject still waits for its conclusion."""
        return frozenset()

    def listed(self, item: AgendaItem, actor: Actor) -> None: ...

    def released(self, item: AgendaItem, reason: str, actor: Actor) -> None: ...

    def set_aside(self, meeting: Meeting, actor: Actor) -> None:
        """At the opening: entries that stand still leave the agenda."""

    def opened(self, meeting: Meeting, step: str, actor: Actor) -> None: ...

    def called_off(self, meeting: Meeting, reason: str, actor: Actor) -> None: ...

    def counted(self, meeting: Meeting, actor: Actor) -> None: ...

    def closed(self, meeting: Meeting, clarify: Mapping[int, str], actor: Actor) -> None:
        """Each entry goes its own way, by the vote pinned in it. `clarify`: entry to what is asked."""
        raise NotImplementedError


_kinds: dict[CouncilKind, Matter] = {}


def considers(kind: CouncilKind, matter: Matter) -> None:
    _kinds[kind] = matter


def of(meeting: Meeting) -> Matter:
    return of_council(meeting.council)


def of_council(council: Council) -> Matter:
    return _kinds[council.kind]
