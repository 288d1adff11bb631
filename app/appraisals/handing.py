"""Whose desk a case under appraisal lies on: the head gives it, a deputy gives it on, whoever has it hands it back."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm.attributes import set_committed_value

from app import clock, versions
from app.accounts.models import User
from app.actor import Actor
from app.appraisals import holding
from app.audit import operations as audit
from app.casework import hold
from app.errors import Forbidden, Invalid, Refusal
from app.extensions import db
from app.nominations.models import Assignment, Handing, Nomination
from app.organisations.models import Appointment
from app.organisations.queries import own_holders
from app.outbox import operations as outbox
from workflows.award_province_1 import State
from workflows.vocabulary import Role

GIVES_TO: Mapping[Role, tuple[Role, ...]] = {
    Role.BAN_HEAD: (Role.BAN_DEPUTY, Role.APPRAISER),
    Role.BAN_DEPUTY: (Role.APPRAISER,),
}
HANDS_BACK = frozenset({Role.BAN_DEPUTY, Role.APPRAISER})
NOBODY = "Chọn một người đang giữ nhiệm vụ."
WHY_BACK = "Nêu lý do trả lại."
GIVING, HANDING_BACK = "Chưa giao được hồ sơ.", "Chưa trình, trả lại được hồ sơ."
GIVER = {Role.BAN_HEAD: "Trưởng ban", Role.BAN_DEPUTY: "Phó Trưởng ban"}
ACTIONS = {Handing.PRESENTED: "present_work", Handing.SENT_BACK: "send_back_work"}


@dataclass(frozen=True, kw_only=True)
class HandBack:
    """What somebody says who hands a case back to whoever gave it (đã xử lý, trình; trả lại)."""

    handing: Handing
    note: str
    seen: int = 0  # the assignment the form was opened on


def assign(nomination: Nomination, user_id: int, note: str, *, actor: Actor, seen: int | None = None) -> None:
    """Give a case to somebody. `seen`: the assignment a person had before them, 0 for none; None: nobody looked."""
    hold(nomination)
    _read_anew(nomination)
    if seen is not None:
        _insist(nomination, seen, note)
    give(nomination, receiver(user_id, actor), note, actor=actor)


def may_give(nomination: Nomination, actor: Actor) -> bool:
    """The head any case, a deputy those they have."""
    return actor.role is Role.BAN_HEAD or (actor.role is Role.BAN_DEPUTY and holding.is_with(nomination, actor))


def receivers(actor: Actor) -> Mapping[int, Appointment]:
    """Whom this person may give a case to today; who is deputy and appraiser in one gets it to appraise."""
    roles = GIVES_TO.get(actor.role, ()) if actor.role else ()
    return {office.user_id: office for role in roles for office in own_holders(role)}


def receiver(user_id: int, actor: Actor) -> Appointment:
    chosen = receivers(actor).get(user_id)
    if chosen is None:
        raise Invalid(user_id=NOBODY)
    return chosen


def give(nomination: Nomination, chosen: Appointment, note: str, *, actor: Actor) -> None:
    """With the pen in hand: what the case says of its holder is so."""
    if actor.role is None or actor.role not in GIVES_TO:
        raise Forbidden(GIVING, ["Việc giao hồ sơ do Trưởng ban, Phó Trưởng ban thực hiện."])
    _must_be_under_appraisal(nomination, GIVING)
    if actor.role is Role.BAN_DEPUTY:
        _must_have_it(nomination, actor, GIVING)
    is_to_appraise = chosen.role is Role.APPRAISER
    nomination.appraiser_id = chosen.user_id if is_to_appraise else None
    action = "assign_appraiser" if is_to_appraise else "assign_deputy"
    _pass_on(nomination, chosen.user, Handing.GIVEN, note, action=action, actor=actor)
    if chosen.user_id != actor.user_id:
        said = f"{GIVER[actor.role]} giao anh/chị {'thẩm định' if is_to_appraise else 'xử lý'} hồ sơ"
        _tell(nomination, chosen.user_id, [chosen.role], said, f"Lời dặn: {note}" if note else "")


def hand_back(nomination: Nomination, wanted: HandBack, *, actor: Actor) -> User:
    """To whoever gave it, done or not; it is then on their desk. Says who that is."""
    if actor.role not in HANDS_BACK:
        raise Forbidden(HANDING_BACK, ["Việc này do người được giao hồ sơ thực hiện."])
    hold(nomination)
    _read_anew(nomination)
    _insist(nomination, wanted.seen, wanted.note)
    _must_be_under_appraisal(nomination, HANDING_BACK)
    _must_have_it(nomination, actor, HANDING_BACK)
    if wanted.handing not in ACTIONS:
        raise Invalid(handing="Chọn trình hoặc trả lại.")
    is_sent_back = wanted.handing is Handing.SENT_BACK
    if is_sent_back and not wanted.note:
        raise Invalid(note=WHY_BACK)
    upward = holding.giver_to(nomination, actor)
    if upward is None:
        raise Refusal(HANDING_BACK, ["Hiện không có Trưởng ban, Phó Trưởng ban nào để nhận lại hồ sơ."])
    if is_sent_back:
        nomination.appraiser_id = None
    _pass_on(nomination, upward.user, wanted.handing, wanted.note, action=ACTIONS[wanted.handing], actor=actor)
    said = f"{actor.name} {'trả lại' if is_sent_back else 'đã xử lý, trình'} hồ sơ"
    _tell(nomination, upward.user_id, [upward.role], said, f"Ghi chú: {wanted.note}" if wanted.note else "")
    return upward.user


def _pass_on(nomination: Nomination, to: User, handing: Handing, note: str, *, action: str, actor: Actor) -> None:
    before, now = nomination.holding, clock.now()
    said = {"from": before.holder.full_name if before else "", "to": to.full_name}
    if before is not None:
        before.ended_at = now
        db.session.flush()  # before the next one begins: a case is with one person at a time
    assert actor.own_user_id is not None, "the system gives nobody anything to do"
    made = Assignment(
        nomination_id=nomination.id, from_id=actor.own_user_id, holder=to, handing=handing, note=note, at=now
    )
    db.session.add(made)
    set_committed_value(nomination, "holding", made)
    audit.record(actor=actor, subject=nomination.ref, action=action, reason=note, data=said)


def _tell(nomination: Nomination, user_id: int, roles: list[Role], said: str, note: str) -> None:
    words = {"user_id": user_id, "roles": [role.value for role in roles], "said": said, "note": note}
    outbox.put("tell_handed", subject=nomination.ref, **words)


def _read_anew(nomination: Nomination) -> None:
    set_committed_value(nomination, "holding", holding.current(nomination.id))


def _insist(nomination: Nomination, seen: int, note: str) -> None:
    """Nobody gives away, or hands back, what has come to somebody else meanwhile."""
    now = nomination.holding
    changed = [f"Hồ sơ đang ở {now.holder.full_name}." if now else "Hồ sơ chưa giao ai."]
    versions.insist(nomination.ref, seen=seen, now=now.id if now else 0, typed={"Ghi chú": note}, changed=changed)


def _must_be_under_appraisal(nomination: Nomination, doing: str) -> None:
    if nomination.state != State.APPRAISAL:
        raise Refusal(doing, [f"Hồ sơ không ở bước thẩm định mà ở bước “{nomination.state_name}”."])


def _must_have_it(nomination: Nomination, actor: Actor, doing: str) -> None:
    now = nomination.holding
    if now is None or now.to_id != actor.own_user_id:
        whose = f"đang ở {now.holder.full_name}" if now else "chưa giao ai"
        raise Refusal(doing, [f"Hồ sơ {whose}, không ở anh/chị."])
