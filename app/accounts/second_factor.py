"""The second factor: set up, a code given, taken away. Codes are secrets of one moment: no row and no log holds one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select, update

from app import clock
from app.accounts import codes, tries
from app.accounts.models import SecondFactor, SheetCode, User, UserSession
from app.accounts.operations import end_sessions, record
from app.accounts.vault import Vault
from app.actor import Actor
from app.audit import operations as audit
from app.errors import Invalid, Refusal
from app.extensions import db, is_there

WRONG = (
    "Mã không đúng, hoặc đã dùng rồi: mỗi mã chỉ dùng một lần. Đợi ứng dụng hiện mã mới, hoặc nhập mã chưa gạch trên "
    "tờ mã. Nhập sai đến 5 lần thì phải đợi 15 phút."
)
TRIED_EVERYWHERE = "Mã của tài khoản này đang bị nhập sai từ nhiều nơi, nên tạm khóa ở máy này. Gọi quản trị hệ thống."
OUT_OF_DATE = "Trang này đã cũ. Tải lại trang, quét hình mới rồi nhập mã mới."
ALREADY = "Ứng dụng này đã thiết lập xong rồi. Cần tờ mã thì in tờ mới ở trang Xác thực hai lớp."
NOT_THIS_CODE = (
    "Mã không đúng. Kiểm tra giờ trên điện thoại (để tự động) rồi nhập mã ứng dụng đang hiện; "
    "quét nhầm hình thì xóa mục đó trong ứng dụng và quét lại."
)
IS_DUTY = "Vai trò của anh/chị bỏ phiếu, ký văn bản hoặc quản trị, nên phải có xác thực hai lớp."
FEW = 3  # codes left on a sheet: time to print another


@dataclass(frozen=True)
class Standing:
    """What a person has, as the pages say it."""

    has_app: bool
    set_up_at: datetime
    printed: int
    left: int


@dataclass(frozen=True)
class Answer:
    """To a code: why it opens nothing, or how many are left when it was one of the sheet."""

    refusal: str = ""
    left: int | None = None

    @property
    def is_good(self) -> bool:
        return not self.refusal


def standing(user_id: int) -> Standing | None:
    factor = db.session.get(SecondFactor, user_id)
    if factor is None:
        return None
    printed = select(func.count(), func.count(SheetCode.used_at)).where(SheetCode.user_id == user_id)
    number, used = db.session.execute(printed).tuples().one()
    return Standing(factor.sealed_secret is not None, factor.set_up_at, number, number - used)


def is_set_up(user: User) -> bool:
    return is_there(select(SecondFactor.user_id).where(SecondFactor.user_id == user.id))


# ── A code is given ──


def take(user: User, typed: str, *, vault: Vault, address: str) -> Answer:
    """A good code never is again. A wrong one is counted, and the count must survive: the caller commits either way."""
    factor = _held(user)
    if (refusal := _must_wait(user, address)) or factor is None:
        return Answer(refusal or WRONG)
    code = codes.digits_of(typed)
    left = _cross_out(factor, code, vault) if len(code) == codes.SHEET_DIGITS else None
    if left is None and not _is_of_the_app(factor, code, vault):
        tries.note_wrong(user, "", address, tries.CODE)
        return Answer(_must_wait(user, address) or WRONG)
    tries.forgive(user, address, tries.CODE)
    return Answer(left=left)


def confirm(session: UserSession, typed: str, *, vault: Vault, address: str) -> Answer:
    """Once more, in a session that is open: before a ballot, before the second factor itself is changed."""
    answer = take(session.user, typed, vault=vault, address=address)
    if answer.is_good:
        session.confirmed_at = clock.real_now()
    return answer


def _held(user: User) -> SecondFactor | None:
    """Read anew and held: of two who give the same code at once, one comes too late."""
    mine = select(SecondFactor).where(SecondFactor.user_id == user.id).with_for_update()
    return db.session.scalars(mine.execution_options(populate_existing=True)).one_or_none()


def _must_wait(user: User, address: str) -> str:
    until = tries.closed_until(user, address, tries.CODE)
    if until is not None:
        at = clock.local(until).strftime("%H:%M %d/%m/%Y")
        return f"Đã nhập sai mã nhiều lần. Sau {at} (giờ máy chủ) nhập lại được; cần gấp, gọi quản trị hệ thống."
    return TRIED_EVERYWHERE if tries.is_closed(user, "", address, tries.CODE) else ""


def _is_of_the_app(factor: SecondFactor, code: str, vault: Vault) -> bool:
    secret = vault.opened(factor.sealed_secret, factor.user_id) if factor.sealed_secret else None
    step = codes.step_of(secret, code, at=clock.real_now(), after=factor.last_step) if secret else None
    if step is None:
        return False
    factor.last_step = step
    return True


def _cross_out(factor: SecondFactor, code: str, vault: Vault) -> int | None:
    """How many are left on the sheet; None when the code is not on it, or crossed out before."""
    own = SheetCode.user_id == factor.user_id, SheetCode.used_at.is_(None)
    crossing = update(SheetCode).where(*own, SheetCode.digest == vault.digest(code, factor.user_id))
    crossed = db.session.execute(crossing.values(used_at=clock.real_now()).returning(SheetCode.position)).one_or_none()
    return None if crossed is None else db.session.scalar(select(func.count()).select_from(SheetCode).where(*own))


# ── Setting up, and the way back ──


def offered(user: User, vault: Vault) -> str:
    """A new secret, sealed: the page carries it until a code shows that the telephone has it. No row is written."""
    return vault.seal(codes.new_secret(), user.id)


def set_up_app(session: UserSession, offer: str, typed: str, *, vault: Vault, actor: Actor) -> Sequence[str]:
    """The app whose code was given counts from now on, alone of all apps. The codes of a new sheet, told once."""
    user = session.user
    secret = vault.opened(offer, user.id)
    if secret is None:
        raise Invalid(code=OUT_OF_DATE)
    step = codes.step_of(secret, codes.digits_of(typed), at=clock.real_now())
    if step is None:
        raise Invalid(code=NOT_THIS_CODE)
    audit.take_the_pen()
    factor = _held(user) or _begun(user)
    if factor.sealed_secret is not None and vault.opened(factor.sealed_secret, user.id) == secret:
        raise Invalid(code=ALREADY)  # the same form sent twice
    factor.sealed_secret, factor.last_step, factor.set_up_at = offer, step, clock.real_now()
    session.confirmed_at = clock.real_now()
    end_sessions(user, but=session.id)
    record(user, "set_up_second_factor", actor, app=True)
    return _print(user, vault)


def print_sheet(session: UserSession, *, vault: Vault, actor: Actor) -> Sequence[str]:
    """A new sheet of codes, told once; the one before is void. Whoever has no telephone has this alone."""
    user = session.user
    audit.take_the_pen()
    if _held(user) is None:
        _begun(user)
        end_sessions(user, but=session.id)
        record(user, "set_up_second_factor", actor, app=False)
    else:
        record(user, "print_code_sheet", actor)
    return _print(user, vault)


def _begun(user: User) -> SecondFactor:
    """Whoever signs in meanwhile by the password alone is done before, and their session ends with the others."""
    db.session.refresh(user, with_for_update=True)
    factor = SecondFactor(user_id=user.id, sealed_secret=None, last_step=None, set_up_at=clock.real_now())
    db.session.add(factor)
    return factor


def _print(user: User, vault: Vault) -> Sequence[str]:
    sheet = codes.new_sheet()
    db.session.execute(delete(SheetCode).where(SheetCode.user_id == user.id))
    db.session.add_all(
        SheetCode(user_id=user.id, position=position, digest=vault.digest(code, user.id))
        for position, code in enumerate(sheet, start=1)
    )
    db.session.flush()
    return sheet


def remove(user: User, *, is_duty: bool, actor: Actor) -> None:
    """By the person, where it is no duty."""
    if is_duty:
        raise Refusal("Chưa bỏ được xác thực hai lớp.", [IS_DUTY])
    audit.take_the_pen()
    if is_set_up(user):
        take_away(user)
        record(user, "remove_second_factor", actor)


def take_away(user: User) -> None:
    """App and sheet, and what was counted of wrong codes."""
    db.session.execute(delete(SheetCode).where(SheetCode.user_id == user.id))
    db.session.execute(delete(SecondFactor).where(SecondFactor.user_id == user.id))
    tries.forgive(user, what=tries.CODE)
