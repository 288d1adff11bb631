"""Papers that say one thing to somebody: Công văn and Thông báo, whatever they are about.

Which paper of the vocabulary it is stands in the content: any room writes its letters with these two.
"""

from dataclasses import dataclass

from app.documents.printable import PrintedPaper, Roll


@dataclass(frozen=True, kw_only=True)
class Message(PrintedPaper):
    """What both have: to whom, on which grounds, what, and a last sentence."""

    paper: str  # the value of workflows.vocabulary.Paper: CV_TAMDUNG, TB_KETQUA …
    addressees: tuple[str, ...] = ()  # a notice that is addressed to nobody has none
    grounds: tuple[str, ...] = ()
    paragraphs: tuple[str, ...]
    items: tuple[str, ...] = ()  # what the last paragraph enumerates
    roll: Roll | None = None  # people, collectives, households the letter is about, where they are many
    closing: str

    @property
    def code(self) -> str:  # type: ignore[override]  # one class, many papers
        return self.paper


@dataclass(frozen=True, kw_only=True)
class OfficialLetter(Message):
    """Công văn (Nghị định 30/2020, Mẫu 1.5). Its subject begins with "V/v"."""

    template = "official_letter"
    kind = "CÔNG VĂN"


@dataclass(frozen=True, kw_only=True)
class OfficialNotice(Message):
    """Thông báo (Mẫu 1.4). Its subject begins with "Về việc"."""

    template = "official_notice"
    kind = "THÔNG BÁO"


@dataclass(frozen=True, kw_only=True)
class OfficialReport(Message):
    """Báo cáo (Mẫu 1.4). Its subject says of what."""

    template = "official_report"
    kind = "BÁO CÁO"
