"""Nominations (hồ sơ đề nghị) and what their drafts hold.

Rooms above (submissions, intake, appraisals, councils, decisions) point here; nothing here points up.
"""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Connection, ForeignKey, Index, String, Table, Text, event, false, text
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.awards import simplified
from app.awards.models import AwardVersion, DocType
from app.columns import SortKey
from app.documents.models import StoredFile
from app.extensions import Model, Versioned
from app.moving import Moving
from app.nominations.states import OF_THE_MEDAL, OF_THE_UNIT, SIMPLIFIED
from app.nominees.models import Nominee, NomineeKind
from app.nominees.subjects import subject_of
from app.nominees.vocabulary import WORKER_CLASSES
from app.organisations.models import Organisation
from app.rounds.models import AwardRound, Movement

CURRENT_ASSIGNMENT = "uq_assignment_current"


def _own_unit(context: DefaultExecutionContext) -> int:
    unit_id: int = context.get_current_parameters()["unit_id"]  # type: ignore[no-untyped-call]
    return unit_id


class Nomination(Moving, Model):
    """Hồ sơ đề nghị khen thưởng: one nominee, one award, one round. It is the case that moves."""

    __tablename__ = "nomination"

    code: Mapped[str] = mapped_column(String(40), unique=True)  # HS-2025-00012
    award_round_id: Mapped[int] = mapped_column(ForeignKey("award_round.id"))
    award_version_id: Mapped[int] = mapped_column(ForeignKey("award_version.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    nominee_id: Mapped[int] = mapped_column(ForeignKey("nominee.id"))
    nominee_kind: Mapped[NomineeKind]
    nominee_name: Mapped[str] = mapped_column(String(300))  # as it stood when last saved in the draft
    nominee_key: Mapped[str] = mapped_column(SortKey)
    nominee_folded: Mapped[str] = mapped_column(String(300))
    nominee_title: Mapped[str] = mapped_column(String(500))  # chức vụ, đơn vị công tác
    honorific: Mapped[str] = mapped_column(String(60), default="")
    route: Mapped[str] = mapped_column(String(40), default="")  # loại hình: cong_trang, chuyen_de …
    movement_id: Mapped[int | None] = mapped_column(ForeignKey("movement.id"))
    period_from: Mapped[int | None]  # years of the achievements
    period_to: Mapped[int | None]
    created_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    created_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]  # first signed over to Sở Nội vụ; before that nobody outside the unit sees it
    received_number: Mapped[int | None]  # số đến at Sở Nội vụ
    received_at: Mapped[datetime | None]
    result_due_on: Mapped[date | None]  # ngày hẹn trả kết quả on the receipt
    appraiser_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))  # whose work the appraisal is
    worker_class: Mapped[str] = mapped_column(  # as the name; the last column, for it came later
        String(60), default="", server_default="", sort_order=1
    )
    has_complaints: Mapped[bool] = mapped_column(  # so that a case nobody wrote about costs no question
        default=False, server_default=false(), sort_order=2
    )
    simplified_case: Mapped[str] = mapped_column(  # the case of the law for the simplified procedure; empty: none
        String(40), default="", server_default="", sort_order=3
    )
    # who submits it to Sở Nội vụ and acts for it: its own unit, or the superior that gathers it (ADR 18)
    submitting_unit_id: Mapped[int] = mapped_column(  # never empty; SQLite adds no column that says so
        ForeignKey("organisation.id"), default=_own_unit, nullable=True, sort_order=4
    )
    nominee_locality: Mapped[str] = mapped_column(String(20), default="", server_default="", sort_order=5)

    award_round: Mapped[AwardRound] = relationship()
    award_version: Mapped[AwardVersion] = relationship()
    unit: Mapped[Organisation] = relationship(foreign_keys=[unit_id])
    submitting_unit: Mapped[Organisation] = relationship(foreign_keys=[submitting_unit_id])
    nominee: Mapped[Nominee] = relationship()
    movement: Mapped[Movement | None] = relationship()
    created_by: Mapped[User] = relationship(foreign_keys=[created_by_id])
    holding: Mapped["Assignment | None"] = relationship(  # who has it now
        primaryjoin="and_(Assignment.nomination_id == Nomination.id, Assignment.ended_at.is_(None))", viewonly=True
    )
    fields: Mapped[list["DraftField"]] = relationship(back_populates="nomination", order_by="DraftField.key")
    years: Mapped[list["YearEntry"]] = relationship(back_populates="nomination", order_by="YearEntry.year")
    evidence: Mapped[list["Evidence"]] = relationship(back_populates="nomination", order_by="Evidence.id")

    @property
    def subject(self) -> str:
        """As what its award knows the nominee: a kind of the register, or commune, village."""
        return subject_of(self.award_version.subjects, self.nominee_kind, self.nominee_locality)

    @property
    def worker_class_name(self) -> str:
        return WORKER_CLASSES.get(self.worker_class, "")

    @property
    def is_simplified(self) -> bool:
        """It walks by the simplified procedure: no council is asked."""
        return self.workflow_key in SIMPLIFIED

    @property
    def is_gathered(self) -> bool:
        """Its unit's superior acts for it and submits it."""
        return self.submitting_unit_id != self.unit_id

    @property
    def is_decided_by_unit(self) -> bool:
        return self.workflow_key in OF_THE_UNIT

    @property
    def is_of_the_medal(self) -> bool:
        return self.workflow_key in OF_THE_MEDAL

    @property
    def simplified_name(self) -> str:
        return simplified.SIMPLIFIED.cases.get(self.simplified_case, "")

    __table_args__ = (
        # the worklist, most urgent first: of everybody (whether it left its unit is asked too), of who submits it (how
        # many of each round wait for its list is counted too), and of whose it is
        Index("ix_nomination_state_due_at_state_since_submitted_at", "state", "due_at", "state_since", "submitted_at"),
        Index(
            "ix_nomination_state_submitting_unit_id_due_at",
            *("state", "submitting_unit_id", "due_at", "state_since", "unit_id", "award_round_id", "workflow_key"),
        ),
        Index("ix_nomination_state_unit_id_due_at_state_since", "state", "unit_id", "due_at", "state_since"),
        Index("ix_nomination_state_award_version_id", "state", "award_version_id"),
        Index("ix_nomination_nominee_id", "nominee_id"),
        # the list in the order of names, whole and narrowed by what may be chosen above it
        Index("ix_nomination_nominee_key_id", "nominee_key", "id"),
        Index("ix_nomination_award_round_id_nominee_key_id", "award_round_id", "nominee_key", "id"),
        Index("ix_nomination_award_version_id_nominee_key_id", "award_version_id", "nominee_key", "id"),
        Index("ix_nomination_unit_id_nominee_key_id", "unit_id", "nominee_key", "id"),
        Index("ix_nomination_submitting_unit_id_nominee_key_id", "submitting_unit_id", "nominee_key", "id"),
    )


class Handing(StrEnum):
    """How a case came to somebody."""

    GIVEN = "given"  # by the head, or on by a deputy
    PRESENTED = "presented"  # đã xử lý, trình
    SENT_BACK = "sent_back"  # trả lại


class Assignment(Model):
    """Phân công xử lý: from whom a case went to whom, and with which words. The one that has not ended says who has it.

    It says whose desk the case lies on, and nothing of what may be done there: that is the process's.
    """

    __tablename__ = "assignment"

    id: Mapped[int] = mapped_column(primary_key=True)
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nomination.id"))
    from_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    to_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    handing: Mapped[Handing]
    note: Mapped[str] = mapped_column(String(1000), default="")
    at: Mapped[datetime]
    ended_at: Mapped[datetime | None]  # it went on to somebody else

    giver: Mapped[User] = relationship(foreign_keys=[from_id])
    holder: Mapped[User] = relationship(foreign_keys=[to_id])

    __table_args__ = (
        Index("ix_assignment_nomination_id_to_id", "nomination_id", "to_id"),
        Index("ix_assignment_to_id_ended_at", "to_id", "ended_at"),  # what somebody has
        Index(CURRENT_ASSIGNMENT, "nomination_id", unique=True),  # one person has a case at a time, whoever was faster
    )


@event.listens_for(Assignment.__table__, "before_create")
def _unique_while_it_lasts(table: Table, connection: Connection, **_: object) -> None:
    """Said here, for the database at hand: said above for both kinds, it would load the other's whole dialect."""
    (index,) = (index for index in table.indexes if index.name == CURRENT_ASSIGNMENT)
    index.dialect_options[connection.dialect.name]["where"] = text("ended_at IS NULL")


class CodeCounter(Model):
    """The last number given to a case in a year; whoever wants the next waits until this one is committed."""

    __tablename__ = "nomination_code_counter"

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]


class DraftField(Model):
    """One text of a draft with a version of its own, so that two colleagues can work side by side."""

    __tablename__ = "draft_field"

    nomination_id: Mapped[int] = mapped_column(ForeignKey("nomination.id"), primary_key=True)
    key: Mapped[str] = mapped_column(String(60), primary_key=True)  # citation, profile, achievements, awards_held …
    text: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int]
    updated_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    updated_at: Mapped[datetime]

    nomination: Mapped[Nomination] = relationship(back_populates="fields")
    updated_by: Mapped[User] = relationship()


class DraftRevision(Model):
    """Every text anybody saved or tried to save in a draft; a conflict loses nothing."""

    __tablename__ = "draft_revision"

    id: Mapped[int] = mapped_column(primary_key=True)
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nomination.id"))
    key: Mapped[str] = mapped_column(String(60))
    base_version: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    was_kept: Mapped[bool]  # False: somebody was faster; shown to its author until settled
    author_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    saved_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]  # of a late one: its author has used it or given it up

    author: Mapped[User] = relationship()

    __table_args__ = (Index("ix_draft_revision_nomination_id_key", "nomination_id", "key"),)


class YearEntry(Versioned, Model):
    """Thành tích từng năm: rating, title and decision of one year."""

    __tablename__ = "year_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nomination.id"), index=True)
    year: Mapped[int]
    rating: Mapped[str] = mapped_column(String(20), default="")  # HTXSNV, HTTNV, HTNV, KHTNV
    title: Mapped[str] = mapped_column(String(300), default="")  # danh hiệu, hình thức đã đạt
    decision_number: Mapped[str] = mapped_column(String(100), default="")
    decision_date: Mapped[date | None]
    decided_by: Mapped[str] = mapped_column(String(300), default="")
    achievement: Mapped[str] = mapped_column(Text, default="")

    nomination: Mapped[Nomination] = relationship(back_populates="years")


class Evidence(Model):
    """Minh chứng: a stored file as a paper of the dossier. Removed ones stay, marked."""

    __tablename__ = "evidence"

    id: Mapped[int] = mapped_column(primary_key=True)
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nomination.id"), index=True)
    doc_code: Mapped[str] = mapped_column(ForeignKey("doc_type.code"))
    title: Mapped[str] = mapped_column(String(300), default="")
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"), index=True)
    added_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    added_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]

    nomination: Mapped[Nomination] = relationship(back_populates="evidence")
    doc_type: Mapped[DocType] = relationship()
    file: Mapped[StoredFile] = relationship()
    added_by: Mapped[User] = relationship()
