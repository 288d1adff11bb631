"""The catalogue of awards as the law has it: versions with dates, criteria, papers, votes, money, confidence.

Code knows operators; every number of the law is in these rows, with its basis.
"""

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
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

    award: Mapped[Award] = relationship(back_populates="versions")
    vote_rule: Mapped[VoteRule | None] = relationship()
    leaves: Mapped[list["Criterion"]] = relationship(order_by="Criterion.position", back_populates="award_version")
    dossier: Mapped[list["DossierItem"]] = relationship(order_by="DossierItem.position")

    __table_args__ = (UniqueConstraint("award_code", "number"),)


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
