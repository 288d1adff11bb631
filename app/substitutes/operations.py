"""Somebody is away and another stands in: from a day to a day, on a paper, and it ends by itself."""

from dataclasses import dataclass
from datetime import date, timedelta

from app import clock
from app.actor import Actor
from app.audit import operations as audit
from app.errors import NOT_AFTER_TODAY, Refusal, refuse_all
from app.extensions import db
from app.organisations import signing_lines, substitutes
from app.organisations.models import Appointment, StandIn
from app.organisations.offices import is_signing
from app.outbox import operations as outbox
from app.papers.signing import lines_of
from app.substitutes import queries
from workflows.vocabulary import ROLE_NAMES, Role

ENDS_EARLY = "Ngày kết thúc không thể trước ngày bắt đầu."
FROM_TODAY = "Không cử người thay lùi ngày: chọn từ hôm nay trở đi."
SIGNS_NOTHING = "Người này không phải cấp phó của người vắng nên không ký thay. Để trống ô này."
NOT_THEMSELF = "Không ai thay chính mình. Chọn người khác."


@dataclass(frozen=True, kw_only=True)
class Absence:
    """Who is away from which office, who stands in, and on which paper (quyết định, giấy ủy quyền)."""

    absent_id: int  # an appointment
    substitute_id: int  # a person
    valid_from: date
    valid_to: date
    basis_kind: str
    basis_number: str
    basis_on: date
    signs: str = ""
    is_unsigned: bool = False  # said of whoever may not sign there: they know, and do the rest


def stand_in(wanted: Absence, *, actor: Actor) -> Appointment:
    audit.take_the_pen()  # two who appoint at once: the second sees what the first did
    absent = queries.office(wanted.absent_id, actor)
    own = queries.own_office(wanted.substitute_id, absent, wanted.valid_from)
    refuse_all(
        absent_id=_fault_of_office(absent, wanted, actor),
        substitute_id=_fault_of_person(absent, own, wanted, actor),
        valid_from=FROM_TODAY if wanted.valid_from < clock.today() else None,
        valid_to=ENDS_EARLY if wanted.valid_to < wanted.valid_from else None,
        signs=_fault_of_lines(absent, own, wanted),
        is_unsigned=_fault_of_signing(absent, own, wanted),
        basis_on=NOT_AFTER_TODAY if wanted.basis_on > clock.today() else None,
    )
    assert own is not None, "who has no office there was refused"
    made = Appointment(
        user_id=own.user_id,
        organisation_id=absent.organisation_id,
        role=absent.role,
        title=own.title,
        valid_from=wanted.valid_from,
        valid_to=wanted.valid_to,
    )
    db.session.add(made)
    db.session.flush()
    db.session.add(_reason(made, absent, wanted, actor))
    _record(made, "stand_in", absent, actor, until=wanted.valid_to)
    outbox.put("tell_of_stand_in", subject=f"appointment:{made.id}", by=actor.user_id)
    return made


def end(acting: Appointment, *, actor: Actor) -> None:
    """Yesterday was its last day; what has not begun never begins."""
    assert acting.standing_in is not None, "only a substitute's office is ended here"
    yesterday = clock.today() - timedelta(days=1)
    if acting.valid_to is not None and acting.valid_to <= yesterday:
        raise Refusal("Chưa kết thúc được.", ["Việc thay này đã hết hạn."])
    acting.valid_to = yesterday
    _record(acting, "end_stand_in", acting.standing_in.absent, actor, until=yesterday)


def _reason(made: Appointment, absent: Appointment, wanted: Absence, actor: Actor) -> StandIn:
    assert actor.user_id is not None, "a substitute is named by a person"
    return StandIn(
        appointment_id=made.id,
        absent_id=absent.id,
        basis=f"{wanted.basis_kind} số {wanted.basis_number} ngày {wanted.basis_on:%d/%m/%Y}",
        signs=_lines(absent, made.title, wanted),
        entered_by_id=actor.user_id,
        entered_at=clock.now(),
    )


def _lines(absent: Appointment, title: str, wanted: Absence) -> str:
    """What was typed, or as a deputy signs for this office; whoever signs nothing has none."""
    if not _signs(absent, title):
        return ""
    if wanted.signs:
        return signing_lines.in_print(wanted.signs)
    lines = lines_of(absent.user_id, absent.organisation_id, wanted.valid_from) or absent.title
    return substitutes.signed_for(lines, title)


def _fault_of_lines(absent: Appointment, own: Appointment | None, wanted: Absence) -> str | None:
    """They print on every paper the deputy signs."""
    if own is None or not wanted.signs:
        return None
    if not _signs(absent, own.title):
        return SIGNS_NOTHING
    return signing_lines.fault(wanted.signs, title=own.title, stands_in=True)


def _signs(absent: Appointment, title: str) -> bool:
    return is_signing(absent.role) and substitutes.is_deputy(title, of=absent.title)


def _fault_of_office(absent: Appointment, wanted: Absence, actor: Actor) -> str | None:
    if absent.standing_in is not None or absent.user_id == actor.for_user_id:
        return "Người thay không cử người khác thay tiếp."
    if substitutes.is_personal(absent.role):
        return f"“{ROLE_NAMES[absent.role]}” là việc của chính người đó (lá phiếu, ý kiến cá nhân): không ai thay."
    if not absent.holds_on(wanted.valid_from):
        return f"{absent.user.full_name} không giữ vai trò này vào ngày bắt đầu đã chọn."
    other = queries.other_substitute(absent, wanted.valid_from, wanted.valid_to)
    if other:
        days = f"từ {other.valid_from:%d/%m/%Y} đến {other.valid_to:%d/%m/%Y}"
        return f"{other.user.full_name} đã thay {days}. Kết thúc việc thay đó trước."
    return None


def _fault_of_person(absent: Appointment, own: Appointment | None, wanted: Absence, actor: Actor) -> str | None:
    if wanted.substitute_id == absent.user_id:
        return NOT_THEMSELF
    if wanted.substitute_id == actor.user_id:
        return "Không ai tự cử mình thay người khác. Nhờ quản trị hệ thống."
    if own is None:
        return "Người thay phải đang giữ một vai trò tại cùng cơ quan vào ngày bắt đầu."
    if own.role is Role.ADMINISTRATOR:
        return "Quản trị hệ thống không giữ vai trò xử lý hồ sơ."
    if own.valid_to is not None and own.valid_to < wanted.valid_to:
        return f"Người này giữ vai trò của mình đến hết ngày {own.valid_to:%d/%m/%Y}: không thay lâu hơn."
    return None


def _fault_of_signing(absent: Appointment, own: Appointment | None, wanted: Absence) -> str | None:
    """Papers would wait unsigned all these days: whoever names the substitute knows it beforehand."""
    if own is None or wanted.is_unsigned or not is_signing(absent.role) or _signs(absent, own.title):
        return None
    return (
        f"{own.user.full_name} ({own.title}) không phải cấp phó của {absent.user.full_name} ({absent.title}) nên không"
        " ký thay được. Chọn cấp phó; hoặc đánh dấu ô này nếu chỉ xử lý hồ sơ."
    )


def _record(acting: Appointment, action: str, absent: Appointment, actor: Actor, *, until: date) -> None:
    said = {
        "username": acting.user.username if acting.user else "",
        "for": absent.user.username,
        "role": acting.role.value,
        "from": acting.valid_from.isoformat(),
        "to": until.isoformat(),
    }
    audit.record(actor=actor, subject=f"user:{acting.user_id}", action=action, data=said)
