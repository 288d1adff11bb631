"""The papers that propose and decide: Tờ trình of Sở Nội vụ, Quyết định."""

from dataclasses import dataclass

from app.documents.printable import Printable, PrintedPaper, Roll, Tally


@dataclass(frozen=True, kw_only=True)
class Refusal(Printable):
    """A nominee who is not proposed, or must wait, and why."""

    name: str
    detail: str = ""
    reason: str


@dataclass(frozen=True, kw_only=True)
class MoneyLine(Printable):
    label: str
    count: int
    amount: int  # đồng for each

    @property
    def total(self) -> int:
        return self.count * self.amount


@dataclass(frozen=True, kw_only=True)
class ProposalLetter(PrintedPaper):
    """Tờ trình của Sở Nội vụ."""

    code = "TTR_SNV"
    template = "proposal_letter"
    kind = "TỜ TRÌNH"

    addressees: tuple[str, ...]
    grounds: tuple[str, ...]
    opening: str
    award: str
    intake: str  # "Sở Nội vụ đã tiếp nhận hồ sơ của 05 đơn vị …"
    appraisal: str
    refused: tuple[Refusal, ...] = ()
    waiting: tuple[Refusal, ...] = ()
    consultation: tuple[str, ...] = ()  # hiệp y, lấy ý kiến công khai
    council: str = ""  # the sentence before the votes
    tallies: tuple[Tally, ...] = ()
    money: tuple[MoneyLine, ...] = ()
    money_source: str = ""
    request: str
    enclosures: tuple[str, ...]
    roll: Roll
    issuer: str

    @property
    def money_total(self) -> int:
        return sum(line.total for line in self.money)


@dataclass(frozen=True, kw_only=True)
class ForwardingSlip(PrintedPaper):
    """Phiếu trình giải quyết công việc: with what Văn phòng puts a list before the Chairman, who writes on it."""

    code = "PHIEU_TRINH"
    template = "forwarding_slip"
    kind = "PHIẾU TRÌNH GIẢI QUYẾT CÔNG VIỆC"

    addressee: str
    sent_by: str  # "Sở Nội vụ, Tờ trình số 363/TTr-SNV ngày …"
    matter: str
    summary: tuple[str, ...]
    enclosures: tuple[str, ...]
    office: str  # whose opinion it is
    opinion: str


@dataclass(frozen=True, kw_only=True)
class AwardDecision(PrintedPaper):
    """Quyết định khen thưởng with its Danh sách; one award a decision."""

    code = "QD_KHENTHUONG"
    template = "award_decision"
    kind = "QUYẾT ĐỊNH"

    authority: str  # "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH NINH THUẬN"
    grounds: tuple[str, ...]  # "Theo đề nghị của …" is the last
    award: str
    merit: str  # "đã có thành tích xuất sắc …"
    bonus: str = ""
    effect: str = "Quyết định này có hiệu lực thi hành kể từ ngày ký."
    duty: str  # who carries it out
    roll: Roll
    issuer: str  # "Chủ tịch Ủy ban nhân dân tỉnh Ninh Thuận"

    @property
    def articles(self) -> tuple[str, ...]:
        """Điều 1, 2, … without their numbers; without money there is one less."""
        giving = f"Tặng {self.award} cho {self.roll.how_many} (có danh sách kèm theo) {self.merit}"
        return tuple(text for text in (giving, self.bonus, self.effect, self.duty) if text)


@dataclass(frozen=True, kw_only=True)
class MedalDecision(AwardDecision):
    """Quyết định tặng Kỷ niệm chương: the same articles in its own words, and a list that names each one's group."""

    code = "QD_TANG_KNC"
    template = "medal_decision"
