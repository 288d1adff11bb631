"""The papers of a council: who is invited, what is voted on, what was counted, what was said."""

from dataclasses import dataclass
from datetime import date, datetime

from app.documents.printable import Person, Printable, PrintedPaper, Tally


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
    recusals: tuple[str, ...] = ()  # who did not vote on which case
    led_by_others: tuple[str, ...] = ()  # and who led it where that was who presides
    tallies: tuple[Tally, ...] = ()
    checks: tuple[str, ...] = ()  # what proves that a sealed box is the one that was counted
    conclusions: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class BoxLine(Printable):
    """The opened choices for one name, sorted by value: so many of each."""

    name: str
    agree: int
    disagree: int
    blank: int
    void: int


@dataclass(frozen=True, kw_only=True)
class BoxRecord(Printable):
    """Bảng kê phiếu of a sealed box: the choices without anybody's name, and what proves that it is that box."""

    cast: int
    members: int
    digest: str  # of the box as it was closed
    log_head: str  # of the audit log when it was opened
    lines: tuple[BoxLine, ...]
    trackers: tuple[str, ...]  # sorted
    on_paper: int = 0  # of all that are in it; papers from before it was told say none


@dataclass(frozen=True, kw_only=True)
class CaseSummary(Printable):
    """One case on one page: who, which award, what speaks for it and what was found."""

    name: str
    honorific: str = ""
    facts: tuple[tuple[str, ...], ...]  # label and text, in the order of the page
    achievements: str = ""

    @property
    def full_name(self) -> str:
        return f"{self.honorific} {self.name}".strip()


@dataclass(frozen=True, kw_only=True)
class MeetingPapers(PrintedPaper):
    """Tài liệu họp: a summary of each case of the agenda, a page each. Handed out, kept nowhere."""

    code = "TAILIEU_HD"
    template = "meeting_papers"
    kind = "TÓM TẮT HỒ SƠ"

    meeting: str  # "Phiên họp …, 14 giờ 00 phút, ngày …"
    cases: tuple[CaseSummary, ...]


@dataclass(frozen=True, kw_only=True)
class MinutesExtract(PrintedPaper):
    """Trích biên bản: what the minutes say of one case; numbers, and nobody's vote."""

    code = "BB_HOP"
    template = "minutes_extract"
    kind = "TRÍCH BIÊN BẢN"

    council: str
    started_at: datetime
    ended_at: datetime | None = None
    venue: str
    members: int
    present: int
    absent: int
    by_letter: int = 0
    chair: Person
    secretary: Person
    led_by: str = ""  # who led this case where the chair did not vote on it
    matter: str  # "trường hợp bà … đề nghị tặng …"
    opinion: str = ""
    voting_method: str
    recused: int = 0  # how many did not vote on it: nobody's name
    agree: int
    disagree: int
    invalid: int
    is_by_hands: bool = False
    threshold: str
    result: str


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
    is_by_hands: bool = False  # nothing was handed out or returned
    is_by_secretary: bool = False  # who counted the hands, where no committee was named
    recusals: tuple[str, ...] = ()  # who did not vote on which case
    tally: Tally
    sealing: str = ""  # how the ballots were sealed; empty where none were cast on paper
    box: BoxRecord | None = None  # where it was voted by the sealed box


@dataclass(frozen=True, kw_only=True)
class Invitation(PrintedPaper):
    """Giấy mời (Nghị định 30/2020, Mẫu 1.7), one for all members of the body."""

    code = "GIAY_MOI"
    template = "invitation"
    kind = "GIẤY MỜI"

    host: str  # "Hội đồng Thi đua - Khen thưởng tỉnh"
    matter: str  # "phiên họp xét tặng Bằng khen …"
    guests: tuple[Person, ...]
    chair: Person
    agenda: tuple[str, ...]
    held_at: datetime
    venue: str
    closing: str


@dataclass(frozen=True, kw_only=True)
class BallotLine(Printable):
    """A name that is voted on."""

    name: str
    honorific: str = ""
    detail: str = ""
    award: str = ""  # where one ballot carries several awards

    @property
    def full_name(self) -> str:
        return f"{self.honorific} {self.name}".strip()


@dataclass(frozen=True, kw_only=True)
class BallotPaper(PrintedPaper):
    """Phiếu bầu, to be printed, stamped and handed out: it bears nobody's name and is kept nowhere."""

    code = "PHIEU_BAU"
    template = "ballot_paper"
    kind = "PHIẾU BẦU"

    lines: tuple[BallotLine, ...]
    instructions: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class OpinionSlip(BallotPaper):
    """Phiếu xin ý kiến of a member who is not there; whoever fills it in signs it."""

    code = "PHIEU_XINYKIEN"
    template = "opinion_slip"
    kind = "PHIẾU XIN Ý KIẾN"

    member: str = ""  # empty: left to the pen
    wanted_by: str  # to whom it is sent back, and by when
