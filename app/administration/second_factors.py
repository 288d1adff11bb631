"""Whoever lost telephone and printed sheet begins anew, by another's hand: with its reason, told to those concerned."""

from app import clock
from app.accounts import operations as accounts
from app.accounts import second_factor
from app.accounts.models import User
from app.actor import Actor
from app.audit import operations as audit
from app.errors import Refusal
from app.outbox import operations as outbox

NOT_ONESELF = (
    "Không tự đặt lại cho mình ở đây. Đổi điện thoại, in tờ mã mới: bấm tên mình, mở Xác thực hai lớp; "
    "mất cả hai thì nhờ một quản trị khác."
)
NOTHING_THERE = "Tài khoản này chưa thiết lập xác thực hai lớp, hoặc vừa được đặt lại."


def why_not(user: User, actor: Actor) -> list[str]:
    if user.id == actor.user_id:
        return [NOT_ONESELF]
    return [] if second_factor.is_set_up(user) else [NOTHING_THERE]


def reset(user: User, reason: str, *, actor: Actor) -> None:
    """App and sheet are void, every session ends. The password stays: the next sign-in asks to set up anew."""
    audit.take_the_pen()
    if reasons := why_not(user, actor):
        raise Refusal("Chưa đặt lại được xác thực hai lớp.", reasons)
    second_factor.take_away(user)
    accounts.end_sessions(user)
    accounts.record(user, "reset_second_factor", actor, reason=reason)
    told = {"by": actor.user_id, "at": clock.now().isoformat()}
    outbox.put("tell_of_second_factor", subject=f"user:{user.id}", **told)
