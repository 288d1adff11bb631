"""How much is taken by the public page within an hour, so that no flood reaches the mail server or a stranger's box."""

from datetime import timedelta
from ipaddress import IPv6Address, ip_network

from sqlalchemy import delete, func, select

from app import clock
from app.errors import Invalid
from app.extensions import db
from app.public.models import PublicComment

AN_HOUR = timedelta(hours=1)
KEPT_FOR = timedelta(days=1)  # what nobody confirmed, and from where it came
FROM_ONE_ADDRESS = 20  # a whole office may stand behind one
TO_ONE_BOX = 3  # letters with a code that nobody used: more would be a nuisance to whoever owns it
FROM_EVERYWHERE = 300
ON_PAPER = "Xin thử lại sau một giờ, hoặc gửi ý kiến bằng văn bản."


def whence(address: str) -> str:
    """Whom an address stands for: of IPv6 a household has 2⁶⁴, which share their first half."""
    try:
        known = IPv6Address(address.partition("%")[0])
    except ValueError:
        return address[:60]
    return str(known.ipv4_mapped or ip_network((known, 64), strict=False))


def insist_on_calm(address: str, email: str) -> None:
    """With the pen in hand."""
    forget_old()
    lately = PublicComment.sent_at > clock.real_now() - AN_HOUR
    if _count(lately) >= FROM_EVERYWHERE or _count(lately, PublicComment.address == address) >= FROM_ONE_ADDRESS:
        raise Invalid(flood=f"Vừa có quá nhiều ý kiến được gửi. {ON_PAPER}")
    written_to = db.session.scalars(select(PublicComment.email).where(lately))
    if [*map(_box, written_to)].count(_box(email)) >= TO_ONE_BOX:
        raise Invalid(email=f"Đã gửi nhiều mã đến địa chỉ này mà chưa được nhập. {ON_PAPER}")


def _box(email: str) -> str:
    """Of ten+a@… and ten+b@… there is one box."""
    name, _, host = email.lower().partition("@")
    return f"{name.partition('+')[0]}@{host}"


def forget_old() -> None:
    db.session.execute(delete(PublicComment).where(PublicComment.sent_at <= clock.real_now() - KEPT_FOR))


def _count(*where: object) -> int:
    return db.session.scalar(select(func.count(PublicComment.id)).where(*where)) or 0  # type: ignore[arg-type]
