"""Open a draft, and change what it is for."""

from dataclasses import dataclass

from app import clock, versions
from app.actor import Actor
from app.audit import operations as audit
from app.awards.models import AwardVersion
from app.awards.simplified import SIMPLIFIED
from app.awards.words import ROUTES
from app.casework import begin
from app.errors import Invalid, refuse_all
from app.extensions import db
from app.nominations import codes, editing, sections, writing
from app.nominations.choosing import Offer, under_way
from app.nominations.completeness import THEMATIC
from app.nominations.models import Nomination
from app.nominations.yearly import EARLIEST
from app.nominees import queries as nominees
from app.nominees import subjects
from app.nominees.models import Nominee
from app.rounds.inviting import invites
from app.rounds.models import Movement
from app.text import fold

NO_ROUND = "Chọn đợt xét đang nhận hồ sơ và danh hiệu, hình thức của đợt đó."
NOT_CONFIRMED = "Xác nhận hồ sơ không có nội dung bí mật nhà nước thì mới lập được."
NO_MOVEMENT = "Khen theo chuyên đề phải chọn phong trào thi đua."
ONLY_SIMPLIFIED = "Sở Nội vụ chỉ lập hồ sơ theo thủ tục đơn giản: chọn một trường hợp."
NO_SIMPLIFIED = "Đơn vị trực thuộc không trình thẳng theo thủ tục đơn giản: đề nghị đơn vị cấp trên lập hồ sơ."
NEWER_VERSION = "Danh hiệu, hình thức này vừa có bản mới: chọn lại."
NOT_INVITED = "Đợt xét này không nhận hồ sơ của đơn vị anh/chị: chọn đợt khác, hoặc hỏi Sở Nội vụ."
CLOSED_MOVEMENT = "Phong trào thi đua này đã kết thúc: chọn phong trào khác."
HALF_A_PERIOD = "Nhập cả năm đầu và năm cuối."


@dataclass(frozen=True, kw_only=True)
class Purpose:
    """What somebody is to be commended for: loại hình, phong trào, and the years that count."""

    route: str = ""
    movement_id: int | None = None
    period_from: int | None = None
    period_to: int | None = None


@dataclass(frozen=True, kw_only=True)
class NewCase(Purpose):
    nominee_id: int
    is_unclassified: bool = False
    simplified_case: str = ""  # of the law (thủ tục đơn giản); empty: the ordinary way


@dataclass(frozen=True, kw_only=True)
class General(Purpose):
    version: int  # of the case when the form was opened


def open_draft(offer: Offer | None, wanted: NewCase, *, actor: Actor) -> Nomination:
    assert actor.user_id is not None, "a draft is opened by a person"
    if offer is None:
        raise Invalid(what=NO_ROUND)
    nominee = nominees.one(wanted.nominee_id, actor)
    if actor.is_of_unit and not invites(offer.award_round, nominee.unit_id):
        raise Invalid(what=NOT_INVITED)
    if not offer.award_round.takes_from(clock.today(), *nominee.unit.sends_by):
        raise Invalid(what=NO_ROUND)
    code = codes.take()  # whoever opens the same case in this moment waits here, and then sees ours below
    refuse_all(
        what=_fault_of_version(offer.award),
        nominee_id=_fault_of_nominee(offer, nominee),
        is_unclassified=None if wanted.is_unclassified else NOT_CONFIRMED,
        simplified_case=_fault_of_procedure(offer.award, nominee, wanted.simplified_case, actor),
        **_faults_of_purpose(wanted, offer.award, None),
    )
    case = Nomination(
        code=code,
        award_round=offer.award_round,
        award_version=offer.award,
        unit_id=nominee.unit_id,
        nominee=nominee,
        simplified_case=wanted.simplified_case,
        created_by_id=actor.user_id,
        created_at=clock.now(),
    )
    _set_purpose(case, wanted)
    _snapshot(case)
    begin(case, offer.award.simplified_process if wanted.simplified_case else offer.award.process)
    case.fields = [writing.blank(section.key, actor.user_id) for section in sections.of(case)]
    db.session.add(case)
    db.session.flush()
    audit.record(actor=actor, subject=case.ref, action="open_draft", target=case.state, data={"code": code})
    return case


def save_general(case: Nomination, wanted: General, *, actor: Actor) -> None:
    """Change the purpose, and take name, title and class from the unit's register anew."""
    editing.insist(case, may=editing.allowed(case, actor).general)
    versions.insist(case.ref, seen=wanted.version, now=case.version, typed=_typed(wanted))
    refuse_all(**_faults_of_purpose(wanted, case.award_version, case.movement_id))
    _set_purpose(case, wanted)
    _snapshot(case)
    audit.record(actor=actor, subject=case.ref, action="edit_general")


def _fault_of_version(award: AwardVersion) -> str | None:
    """Another version may have been published while we waited for the pen."""
    db.session.refresh(award, ["valid_to"])
    return None if award.holds_on(clock.today()) else NEWER_VERSION


def _fault_of_nominee(offer: Offer, nominee: Nominee) -> str | None:
    if not nominee.is_active:
        return f"{nominee.name} đã ngừng dùng trong danh sách của đơn vị: chọn người khác."
    if not subjects.is_for(offer.award.subjects, nominee):
        return subjects.not_for(offer.award.name, offer.award.subjects, nominee)
    if twin := under_way(offer, [nominee.id]).get(nominee.id):
        return (
            f"{nominee.name} đã có hồ sơ {twin.code} cho danh hiệu, hình thức này trong đợt: mở hồ sơ đó để làm tiếp."
        )
    return None


def _fault_of_procedure(award: AwardVersion, nominee: Nominee, simplified_case: str, actor: Actor) -> str | None:
    if not simplified_case:
        return None if actor.is_of_unit else ONLY_SIMPLIFIED
    if nominee.unit.sends_up:
        return NO_SIMPLIFIED
    if not award.simplified_process:
        return f"{award.name} không có thủ tục đơn giản: lập hồ sơ theo thủ tục thường."
    return SIMPLIFIED.fault(simplified_case)


def _faults_of_purpose(wanted: Purpose, award: AwardVersion, kept: int | None) -> dict[str, str]:
    """`kept`: the movement a case has already, which may have ended since."""
    faults = {}
    if wanted.route not in award.routes:
        faults["route"] = "Chọn loại hình khen thưởng trong danh sách của danh hiệu, hình thức này."
    movement = None if wanted.movement_id is None else db.session.get(Movement, wanted.movement_id)
    if wanted.movement_id is not None and movement is None:
        faults["movement_id"] = "Chọn lại phong trào thi đua."
    elif movement is not None and movement.id != kept and not movement.runs_on(clock.today()):
        faults["movement_id"] = CLOSED_MOVEMENT
    if wanted.route == THEMATIC and wanted.movement_id is None:
        faults["movement_id"] = NO_MOVEMENT
    first, last = wanted.period_from, wanted.period_to
    if (first is None) != (last is None):
        faults["period_to" if last is None else "period_from"] = HALF_A_PERIOD
    if first is not None and last is not None and not EARLIEST <= first <= last <= clock.today().year:
        faults["period_to"] = f"Năm đầu không sau năm cuối, từ {EARLIEST} đến {clock.today().year}."
    return faults


def _set_purpose(case: Nomination, wanted: Purpose) -> None:
    case.route, case.movement_id = wanted.route, wanted.movement_id
    case.period_from, case.period_to = wanted.period_from, wanted.period_to


def _snapshot(case: Nomination) -> None:
    """Name, title and class as the register has them today; later changes there leave the case as it is."""
    nominee = case.nominee
    case.nominee_kind, case.nominee_locality = nominee.kind, nominee.locality
    case.nominee_key = nominee.sort_key
    case.honorific, case.nominee_name = nominee.named
    case.nominee_folded = fold(case.nominee_name)
    case.nominee_title, case.worker_class = nominee.title_line, nominee.worker_class


def _typed(wanted: General) -> dict[str, str]:
    years = f"{wanted.period_from} – {wanted.period_to}" if wanted.period_from and wanted.period_to else ""
    return {"Loại hình": ROUTES.get(wanted.route, ""), "Thành tích từ năm – đến năm": years}
