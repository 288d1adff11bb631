"""The papers of a council: what was counted, what was said."""

from dataclasses import dataclass
from datetime import date, datetime

from app.documents.printable import Person, PrintedPaper, Tally


@dataclass(frozen=True, kw_only=True)
class MeetingMinutes(PrintedPaper):
    """Biên bản họp Hội đồng, of a unit or of the province."""

    code = "BB_HOP"
    template = "meeting_minutes"
    kind = "BIÊN BẢN"

    council: str  # "Hội đồng Thi đua - Khen thưởng tỉnh"
    started_at: datetime
    ended_at: datetime | None = None
    venue: str
    members: int
    present: tuple[Person, ...]
    absent: tuple[Person, ...] = ()
    by_letter: tuple[Person, ...] = ()  # gave their opinion in writing
    chair: Person
    secretary: Person
    proceedings: tuple[str, ...]
    discussion: tuple[str, ...] = ()
    voting_method: str
    tellers: tuple[Person, ...] = ()
    tallies: tuple[Tally, ...] = ()
    conclusions: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class TallySheet(PrintedPaper):
    """Biên bản kiểm phiếu."""

    code = "BB_KIEMPHIEU"
    template = "tally_sheet"
    kind = "BIÊN BẢN"

    council: str
    opened_at: datetime | None = None  # an hour nobody entered is left to the pen
    closed_at: datetime | None = None
    counted_on: date | None = None
    venue: str
    tellers: tuple[Person, ...]  # the first is head of the committee
    issued: int
    returned: int
    valid: int
    invalid: int
    by_letter: int = 0
    tally: Tally
    sealing: str = ""  # how the ballots were sealed; empty where none were cast on paper
