"""The catalogue of awards as the law has it: versions with dates, criteria, papers, votes, money, confidence.

Code knows operators; every number of the law is in these rows, with its basis.
"""

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import Model


class VoteRule(Model):
    """Tỷ lệ phiếu: always of all members; `strict` means more than, not at least."""

    __tablename__ = "vote_rule"

    code: Mapped[str] = mapped_column(String(20), primary_key=True)
    pct: Mapped[int]
    strict: Mapped[bool]
    denominator: Mapped[str] = mapped_column(String(40))
    council: Mapped[str] = mapped_column(String(40))
    absent: Mapped[str] = mapped_column(String(60))
    basis: Mapped[str] = mapped_column(String(300))
    confidence: Mapped[str] = mapped_column(String(40))


class DocType(Model):
    """Thành phần hồ sơ: a kind of paper a dossier may need, with its form number by regime."""

    __tablename__ = "doc_type"

    code: Mapped[str] = mapped_column(String(60), primary_key=True)
    name: Mapped[str] = mapped_column(String(300))
    form_nd98: Mapped[str | None] = mapped_column(String(60))
    form_nd152: Mapped[str | None] = mapped_column(String(60))
    confidence: Mapped[str] = mapped_column(String(40))


class BaseSalary(Model):
    """Mức lương cơ sở by date, in đồng."""

    __tablename__ = "base_salary"

    valid_from: Mapped[date] = mapped_column(primary_key=True)
    valid_to: Mapped[date | None]
    value: Mapped[int]
    basis: Mapped[str] = mapped_column(String(300))
    confidence: Mapped[str] = mapped_column(String(40))


class Regime(Model):
    """Chế độ pháp lý: which law a day falls under, and whether anybody has read it for this catalogue."""

    __tablename__ = "regime"

    code: Mapped[str] = mapped_column(String(20), primary_key=True)
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    text: Mapped[str] = mapped_column(String(500))
    is_read: Mapped[bool]
    basis: Mapped[str] = mapped_column(String(300))

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class Award(Model):
    """Danh hiệu thi đua hoặc hình thức khen thưởng, whatever its version."""

    __tablename__ = "award"

    code: Mapped[str] = mapped_column(String(60), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))  # title | commendation

    versions: Mapped[list["AwardVersion"]] = relationship(back_populates="award")


class AwardVersion(Model):
    """One award as the law has it from a day to a day. A case pins the version it began with."""

    __tablename__ = "award_version"

    id: Mapped[int] = mapped_column(primary_key=True)
    award_code: Mapped[str] = mapped_column(ForeignKey("award.code"))
    number: Mapped[int]
    name: Mapped[str] = mapped_column(String(300))
    name_en: Mapped[str] = mapped_column(String(300))
    subjects: Mapped[list[str]]  # individual | collective | household | commune | village
    routes: Mapped[list[str]]  # loại hình khen thưởng
    level: Mapped[str] = mapped_column(String(20), default="province")  # who gives it: unit | province | state
    cycle: Mapped[str] = mapped_column(String(40))
    council: Mapped[str | None] = mapped_column(String(60))
    considered_by: Mapped[str] = mapped_column(String(20))  # full | standing | none
    considered_basis: Mapped[str] = mapped_column(String(300), default="")
    considered_confidence: Mapped[str] = mapped_column(String(40), default="")
    vote_rule_code: Mapped[str | None] = mapped_column(ForeignKey("vote_rule.code"))
    vote_is_statutory: Mapped[bool]
    criteria: Mapped[dict[str, Any]]  # {"variants": [{"id", "when", "tree"}]}; leaves are Criterion.code
    decided_by: Mapped[list[Any]]
    proposed_by: Mapped[list[Any]]
    steps: Mapped[list[Any]]
    bonus: Mapped[dict[str, Any]]  # read by `money`: multiples of the base salary by kind of nominee, as strings
    legal_basis: Mapped[list[Any]]
    note: Mapped[str] = mapped_column(Text, default="")
    confidence: Mapped[str] = mapped_column(String(40))
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    process: Mapped[str] = mapped_column(  # which definition its cases begin with; the last columns came later
        String(60), default="award_province", server_default="award_province", sort_order=1
    )
    simplified_process: Mapped[str] = mapped_column(  # thủ tục đơn giản; empty: none
        String(60), default="", server_default="", sort_order=1
    )
    by_resolution: Mapped[bool] = mapped_column(  # its criteria come into force with a resolution: see RuleSet
        default=False, server_default=false(), sort_order=1
    )

    award: Mapped[Award] = relationship(back_populates="versions")
    vote_rule: Mapped[VoteRule | None] = relationship()
    leaves: Mapped[list["Criterion"]] = relationship(order_by="Criterion.position", back_populates="award_version")
    dossier: Mapped[list["DossierItem"]] = relationship(order_by="DossierItem.position")

    __table_args__ = (UniqueConstraint("award_code", "number"),)

    def holds_on(self, day: date) -> bool:
        return self.standing_on(day) == "in_force"

    def standing_on(self, day: date) -> str:
        """Past | in_force | coming."""
        if day < self.valid_from:
            return "coming"
        return "past" if self.valid_to is not None and self.valid_to < day else "in_force"


class Criterion(Model):
    """Tiêu chí: one leaf of an award's criteria tree."""

    __tablename__ = "criterion"

    id: Mapped[int] = mapped_column(primary_key=True)
    award_version_id: Mapped[int] = mapped_column(ForeignKey("award_version.id"))
    variant: Mapped[str] = mapped_column(String(60))
    position: Mapped[int]
    code: Mapped[str] = mapped_column(String(40))
    label: Mapped[str] = mapped_column(String(500))  # what an official reads
    field: Mapped[str] = mapped_column(String(120))
    op: Mapped[str] = mapped_column(String(20))
    value: Mapped[dict[str, Any]]  # {"is": …}: a JSON value of any kind
    check: Mapped[str] = mapped_column(String(20))  # auto | document | judgement
    basis: Mapped[str] = mapped_column(String(500))
    confidence: Mapped[str] = mapped_column(String(40))

    award_version: Mapped[AwardVersion] = relationship(back_populates="leaves")

    __table_args__ = (Index("ix_criterion_award_version_id_code", "award_version_id", "code"),)


class DossierItem(Model):
    """A paper that an award's dossier needs, and when."""

    __tablename__ = "dossier_item"

    id: Mapped[int] = mapped_column(primary_key=True)
    award_version_id: Mapped[int] = mapped_column(ForeignKey("award_version.id"), index=True)
    position: Mapped[int]
    doc_code: Mapped[str] = mapped_column(ForeignKey("doc_type.code"))
    copies: Mapped[int]
    kinds: Mapped[list[str]] = mapped_column(default=list)  # of nominee; none named: any
    routes: Mapped[list[str]] = mapped_column(default=list)  # loại hình; none named: any
    condition: Mapped[str | None] = mapped_column(String(300))  # set: needed only then, so optional to ask for
    note: Mapped[str] = mapped_column(String(500), default="")

    doc_type: Mapped[DocType] = relationship(lazy="joined")  # an item without its paper's name says nothing


class RuleSet(Model):
    """Bộ tiêu chuẩn of an award that the law leaves to the People's Council; in force with its resolution only."""

    __tablename__ = "rule_set"

    code: Mapped[str] = mapped_column(String(60), primary_key=True)
    award_code: Mapped[str] = mapped_column(ForeignKey("award.code"), index=True)
    title: Mapped[str] = mapped_column(String(300))
    confidence: Mapped[str] = mapped_column(String(40))
    vote_rule_code: Mapped[str] = mapped_column(ForeignKey("vote_rule.code"))
    bonus_ratio: Mapped[str] = mapped_column(String(20), default="")  # times the base salary; empty: not said
    settings: Mapped[list[Any]]  # these four: {"label", "value"?, "basis", "confidence"} as they are read
    counting: Mapped[list[Any]]
    reductions: Mapped[list[Any]]
    exclusions: Mapped[list[Any]]
    valid_from: Mapped[date | None]  # none: no resolution has brought it into force
    valid_to: Mapped[date | None]
    resolution_number: Mapped[str] = mapped_column(String(100), default="")
    resolution_date: Mapped[date | None]
    is_assumed: Mapped[bool] = mapped_column(default=False)  # the resolution is one of the demonstration

    award: Mapped[Award] = relationship()
    vote_rule: Mapped[VoteRule] = relationship()
    groups: Mapped[list["RuleGroup"]] = relationship(order_by="RuleGroup.position", back_populates="rule_set")


class RuleGroup(Model):
    """Nhóm đối tượng of a rule set, with what it asks for: years in office, years of work, or contribution alone."""

    __tablename__ = "rule_group"

    id: Mapped[int] = mapped_column(primary_key=True)
    rule_set_code: Mapped[str] = mapped_column(ForeignKey("rule_set.code"), index=True)
    position: Mapped[int]
    code: Mapped[str] = mapped_column(String(10))  # A … K
    name: Mapped[str] = mapped_column(String(300))
    years_in_office: Mapped[int | None]
    or_terms: Mapped[int | None]  # or so many whole terms of office
    years_men: Mapped[int | None]  # of work
    years_women: Mapped[int | None]
    years_hard_area: Mapped[int | None]  # of work, where it was in an especially difficult area: shown, not counted yet
    by_contribution: Mapped[bool] = mapped_column(default=False)
    years_are_waived: Mapped[bool] = mapped_column(default=False)
    condition: Mapped[str] = mapped_column(String(300), default="")
    consult: Mapped[list[str]] = mapped_column(default=list)  # codes of the agencies that are usually asked
    basis: Mapped[str] = mapped_column(String(300), default="")
    confidence: Mapped[str] = mapped_column(String(40))

    rule_set: Mapped[RuleSet] = relationship(back_populates="groups")

    __table_args__ = (UniqueConstraint("rule_set_code", "code"),)
