"""What a council stands on: its papers, and the numbers of its regulation from the day they hold."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.awards.models import Award
from app.documents.models import StoredFile
from app.extensions import Model

VERIFIED = "verified"
BY_ITS_REGULATION = "province"  # entered with the regulation it stands in
SETTLED = frozenset({VERIFIED, BY_ITS_REGULATION})


class CouncilKind(StrEnum):
    EMULATION = "emulation"  # Hội đồng Thi đua - Khen thưởng
    INITIATIVE = "initiative"  # Hội đồng sáng kiến


class PaperKind(StrEnum):
    ESTABLISHMENT = "establishment"  # quyết định thành lập
    COMPOSITION = "composition"  # quyết định kiện toàn
    REGULATION = "regulation"  # quy chế hoạt động


class CouncilPaper(Model):
    """A paper a council stands on, with its signed copy. It is never deleted: it ends, or is marked as a slip."""

    __tablename__ = "council_paper"

    id: Mapped[int] = mapped_column(primary_key=True)
    council_id: Mapped[int] = mapped_column(ForeignKey("council.id"), index=True)
    kind: Mapped[PaperKind]
    number: Mapped[str] = mapped_column(String(100))  # with its symbol: "12/QĐ-SGDĐT"; empty: only its title is known
    issued_on: Mapped[date | None]
    issuer: Mapped[str] = mapped_column(String(300))
    title: Mapped[str] = mapped_column(String(500))
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]  # the last day
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))  # None: from before such rows
    entered_at: Mapped[datetime | None]
    end_reason: Mapped[str] = mapped_column(String(2000), default="")
    is_slip: Mapped[bool] = mapped_column(default=False)  # entered by mistake: no council stands on it

    file: Mapped[StoredFile | None] = relationship()

    @property
    def called(self) -> str:
        """'Quyết định số 12/QĐ-SGDĐT ngày 05/01/2025', as far as it is known."""
        if not self.number:
            return self.title
        what = "Quy chế kèm theo Quyết định" if self.kind is PaperKind.REGULATION else "Quyết định"
        day = f" ngày {self.issued_on:%d/%m/%Y}" if self.issued_on else ""
        return f"{what} số {self.number}{day}"

    def holds_on(self, day: date) -> bool:
        return not self.is_slip and self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class CouncilRules(Model):
    """Số liệu của quy chế: quorum, way of voting, who is counted. In force from its day until the next one's."""

    __tablename__ = "council_rules"

    id: Mapped[int] = mapped_column(primary_key=True)
    council_id: Mapped[int] = mapped_column(ForeignKey("council.id"))
    valid_from: Mapped[date]
    quorum_numerator: Mapped[int]
    quorum_denominator: Mapped[int]
    quorum_basis: Mapped[str] = mapped_column(String(300))
    quorum_confidence: Mapped[str] = mapped_column(String(40))
    is_secret: Mapped[bool]  # bỏ phiếu kín; else open
    secrecy_basis: Mapped[str] = mapped_column(String(300))
    secrecy_confidence: Mapped[str] = mapped_column(String(40))
    keeps_recused: Mapped[bool]  # whoever may not vote on a name still stands in its denominator
    recused_basis: Mapped[str] = mapped_column(String(300))
    recused_confidence: Mapped[str] = mapped_column(String(40))
    paper_id: Mapped[int | None] = mapped_column(ForeignKey("council_paper.id"))

    paper: Mapped[CouncilPaper | None] = relationship()

    __table_args__ = (UniqueConstraint("council_id", "valid_from"),)


class CouncilThreshold(Model):
    """Where the regulation asks for more votes than the law: of one award, or of all that one rule is for."""

    __tablename__ = "council_threshold"

    id: Mapped[int] = mapped_column(primary_key=True)
    council_id: Mapped[int] = mapped_column(ForeignKey("council.id"), index=True)
    vote_rule_code: Mapped[str | None] = mapped_column(ForeignKey("vote_rule.code"))  # one of the two
    award_code: Mapped[str | None] = mapped_column(ForeignKey("award.code"))
    pct: Mapped[int]
    strict: Mapped[bool]
    basis: Mapped[str] = mapped_column(String(300))
    confidence: Mapped[str] = mapped_column(String(40))
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]  # the last day
    paper_id: Mapped[int | None] = mapped_column(ForeignKey("council_paper.id"))

    paper: Mapped[CouncilPaper | None] = relationship()
    award: Mapped[Award | None] = relationship()

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)
