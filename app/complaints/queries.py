"""Which petitions somebody may read, and how much of them: of a denunciation only its officer learns who wrote it."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Integer, Select, and_, bindparam, case, exists, false, select, true
from sqlalchemy.orm import joinedload

from app import clock
from app.accounts.models import User
from app.actor import UNIT_ROLES, Actor
from app.awards.models import AwardVersion
from app.complaints.models import OPEN, Complaint, ComplaintKind, ComplaintStatus, Petitioner
from app.errors import or_404
from app.extensions import OWN_UNIT, db, is_there, read_rows
from app.nominations.models import Nomination
from app.nominations.reach import visible_to
from app.numbers import LARGEST
from workflows.award_province_1 import State
from workflows.vocabulary import Role

PAGE = 50
KIND_NAMES = {
    ComplaintKind.COMPLAINT: "Khiếu nại",
    ComplaintKind.REFLECTION: "Phản ánh, kiến nghị",
    ComplaintKind.DENUNCIATION: "Tố cáo",
}
PETITIONER_NAMES = {
    Petitioner.NOMINEE: "Người được đề nghị khen thưởng",
    Petitioner.UNIT: "Đơn vị trình",
    Petitioner.OTHER: "Tổ chức, cá nhân khác",
}
STATUS_NAMES = {
    ComplaintStatus.RECEIVED: "Chờ thụ lý",
    ComplaintStatus.ACCEPTED: "Đang giải quyết",
    ComplaintStatus.DECLINED: "Không thụ lý",
    ComplaintStatus.DISMISSED: "Đơn không đúng, giữ nguyên kết quả",
    ComplaintStatus.UPHELD: "Đơn đúng",
    ComplaintStatus.WITHDRAWN: "Đã rút đơn",
}
WITHHELD = "(giữ bí mật người tố cáo)"
REAPPRAISABLE = frozenset({State.NOT_APPROVED})
READERS = frozenset({Role.COMPLAINT_OFFICER, Role.INTAKE_OFFICER, Role.BAN_HEAD, Role.SNV_DIRECTOR, Role.INSPECTOR})


class Line(NamedTuple):
    """One petition as somebody may read it."""

    id: int
    version: int
    nomination_id: int
    nominee_name: str
    award: str
    kind: ComplaintKind
    status: ComplaintStatus
    petitioner: Petitioner
    name: str  # who wrote it, or that it is kept
    contact: str
    file_id: int | None
    received_on: date
    known_on: date | None
    obstacle: str
    is_out_of_time: bool
    content: str
    entered_at: datetime
    due_on: date | None
    closed_at: datetime | None
    closed_by: str | None
    answer: str
    letter_number: str
    letter_on: date | None
    letter_id: int | None

    @property
    def kind_name(self) -> str:
        return KIND_NAMES[self.kind]

    @property
    def status_name(self) -> str:
        return STATUS_NAMES[self.status]

    @property
    def petitioner_name(self) -> str:
        return PETITIONER_NAMES[self.petitioner]

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    @property
    def tells_denouncer(self) -> bool:
        """Whether it says who wrote a denunciation: whoever opens it stands in the log."""
        return self.kind is ComplaintKind.DENUNCIATION and self.name != WITHHELD

    @property
    def due_at(self) -> datetime | None:
        return clock.end_of(self.due_on) if self.due_on else None


def told(complaint: Complaint) -> str:
    """How a petition stands, in one sentence."""
    return f"{KIND_NAMES[complaint.kind]} nhận ngày {complaint.received_on:%d/%m/%Y}: {STATUS_NAMES[complaint.status]}."


def _may_be_read(role: Role | None) -> ColumnElement[bool]:
    """A unit reads what it or its nominee wrote, and nobody else's letter about its cases."""
    if role in READERS:
        return true()
    if role in UNIT_ROLES:
        own = Complaint.petitioner.in_((Petitioner.NOMINEE, Petitioner.UNIT))
        return and_(Nomination.unit_id == OWN_UNIT, own, Complaint.kind != ComplaintKind.DENUNCIATION)
    if role is Role.CHAIRMAN:
        return Complaint.status == ComplaintStatus.UPHELD
    return false()


@cache
def seen_as(role: Role | None) -> Select[Any]:
    """Plain rows; who wrote a denunciation is not among what anybody but its officer reads."""
    may_know = true() if role is Role.COMPLAINT_OFFICER else Complaint.kind != ComplaintKind.DENUNCIATION
    return (
        select(
            Complaint.id,
            Complaint.version,
            Complaint.nomination_id,
            Nomination.nominee_name,
            AwardVersion.name.label("award"),
            Complaint.kind,
            Complaint.status,
            Complaint.petitioner,
            case((may_know, Complaint.name), else_=WITHHELD).label("name"),
            case((may_know, Complaint.contact), else_="").label("contact"),
            case((may_know, Complaint.file_id)).label("file_id"),
            Complaint.received_on,
            Complaint.known_on,
            Complaint.obstacle,
            Complaint.is_out_of_time,
            Complaint.content,
            Complaint.entered_at,
            Complaint.due_on,
            Complaint.closed_at,
            User.full_name.label("closed_by"),
            Complaint.answer,
            Complaint.letter_number,
            Complaint.letter_on,
            Complaint.letter_id,
        )
        .join(Nomination, Nomination.id == Complaint.nomination_id)
        .join(AwardVersion, AwardVersion.id == Nomination.award_version_id)
        .outerjoin(User, User.id == Complaint.closed_by_id)
        .where(_may_be_read(role))
    )


@cache
def _listed(role: Role | None) -> Select[Any]:
    """What waits first, by its limit; then the newest."""
    before = bindparam("before", type_=Integer)
    return seen_as(role).where(Complaint.id < before).order_by(Complaint.id.desc()).limit(PAGE)


def petitions(actor: Actor, *, before: int | None = None) -> list[Line]:
    """The newest first."""
    rows = read_rows(_listed(actor.role), {"own_unit": actor.organisation_id, "before": before or LARGEST})
    return [Line(*row) for row in rows]


@cache
def _of_case(role: Role | None) -> Select[Any]:
    return seen_as(role).where(Complaint.nomination_id == bindparam("nomination_id")).order_by(Complaint.id)


def about(nomination: Nomination, actor: Actor) -> list[Line]:
    """The petitions about one case, oldest first."""
    asked = {"own_unit": actor.organisation_id, "nomination_id": nomination.id}
    return [Line(*row) for row in read_rows(_of_case(actor.role), asked)]


def one(complaint_id: int, actor: Actor) -> Line:
    asked = seen_as(actor.role).where(Complaint.id == complaint_id)
    row = or_404(read_rows(asked, {"own_unit": actor.organisation_id}).one_or_none())
    return Line(*row)


def row(complaint_id: int, actor: Actor) -> Complaint:
    """The row behind a petition this person may read, to be worked on."""
    one(complaint_id, actor)
    return db.session.get_one(Complaint, complaint_id, options=[joinedload(Complaint.nomination)])


def case_of(nomination_id: int, actor: Actor) -> Nomination:
    """The case a petition is about, for whoever may see it and whoever takes letters in."""
    return or_404(
        db.session.scalars(
            visible_to(actor)
            .where(Nomination.id == nomination_id, Nomination.submitted_at.is_not(None))
            .options(joinedload(Nomination.unit), joinedload(Nomination.award_version))
        ).one_or_none()
    )


def is_open_about(nomination_id: int) -> bool:
    """A complaint or denunciation that is not settled yet; a phản ánh stops nothing."""
    waiting = select(Complaint.id).where(
        Complaint.nomination_id == nomination_id,
        Complaint.status.in_(OPEN),
        Complaint.kind != ComplaintKind.REFLECTION,
    )
    return is_there(waiting)


_UPHELD = and_(
    Complaint.status == ComplaintStatus.UPHELD,
    Complaint.kind != ComplaintKind.REFLECTION,
    Complaint.acted_on_at.is_(None),
)


def upheld_and_waiting(nomination_id: int) -> Sequence[Complaint]:
    """Settled as right, and the case was not reopened for it yet."""
    return db.session.scalars(
        select(Complaint).where(Complaint.nomination_id == nomination_id, _UPHELD).order_by(Complaint.id)
    ).all()


def awaits_reopening() -> ColumnElement[bool]:
    """The same, asked of the rows of nominations."""
    return and_(
        Nomination.has_complaints.is_(True),
        exists().where(Complaint.nomination_id == Nomination.id, _UPHELD),
    )
