"""From what somebody wrote on the public page to an opinion that is looked into: by a code sent to their address.

The code is made when the letter is written and is kept as a digest alone, under the key of the instance: the errand
does not know it.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from app import clock
from app.accounts.sessions import digest
from app.audit import operations as audit
from app.errors import refuse_all
from app.extensions import db
from app.outbox import operations as outbox
from app.public import brakes, queries
from app.public.models import PublicComment
from app.public_notices import opinions
from app.public_notices.models import Stance
from app.public_notices.opinions import ABOUT_ALL, Said

SEND_CODE = "comment_code"  # the errand
DIGITS = 6
MOST_TRIES = 5
WRONG = "Mã không đúng. Xem lại thư vừa nhận, nhập đủ sáu chữ số."
TOO_LATE = "Mã đã hết hạn hoặc đã nhập sai quá nhiều lần. Gửi lại ý kiến để nhận mã mới."


@dataclass(frozen=True, kw_only=True)
class Writing:
    """What was written on the public page. `about`: a place on the list."""

    about: int
    stance: Stance
    content: str
    said_by: str
    email: str
    contact: str


def take(notice_id: int, wanted: Writing, *, address: str) -> str:
    """Keep it until it is confirmed. The token opens its page and is kept nowhere."""
    audit.take_the_pen()
    address = brakes.whence(address)
    brakes.insist_on_calm(address, wanted.email)
    case_id = queries.case_of(notice_id, wanted.about) if wanted.about != ABOUT_ALL else None
    is_gone = wanted.about != ABOUT_ALL and case_id is None
    refuse_all(about="Tên này không còn trong danh sách. Chọn lại." if is_gone else None)
    token = secrets.token_urlsafe(32)
    comment = PublicComment(
        token_digest=digest(token),
        notice_id=notice_id,
        nomination_id=case_id,
        said_by=wanted.said_by,
        email=wanted.email,
        contact=wanted.contact,
        stance=wanted.stance,
        content=wanted.content,
        address=address,
        sent_on=clock.today(),
        sent_at=clock.real_now(),
    )
    db.session.add(comment)
    db.session.flush()
    outbox.put(SEND_CODE, subject=comment.ref)
    return token


def of_token(token: str) -> PublicComment | None:
    return db.session.scalars(select(PublicComment).where(PublicComment.token_digest == digest(token))).one_or_none()


def awaits_code(comment: PublicComment, good_for: timedelta) -> bool:
    is_timely = comment.sent_at + good_for > clock.real_now()
    return comment.opinion_id is None and comment.tries < MOST_TRIES and is_timely


def new_code(comment: PublicComment, *, key: str) -> str:
    """For the letter that is written now; one that was written before is void."""
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    comment.code_digest = _digest(comment, code, key)
    return code


def confirm(comment: PublicComment, typed: str, *, key: str, good_for: timedelta) -> str:
    """Make it an opinion of the day it was sent; or say why not. A wrong code counts, so nothing is raised."""
    audit.take_the_pen()
    db.session.refresh(comment)
    if comment.opinion_id is not None:
        return ""
    if not awaits_code(comment, good_for):
        return TOO_LATE
    if not comment.code_digest or not hmac.compare_digest(comment.code_digest, _digest(comment, typed, key)):
        comment.tries += 1
        return WRONG if comment.tries < MOST_TRIES else TOO_LATE
    comment.opinion = opinions.receive(comment.notice, _said(comment), email=comment.email)
    comment.said_by = comment.email = comment.contact = comment.content = comment.code_digest = ""
    return ""


def _said(comment: PublicComment) -> Said:
    return Said(
        nomination_id=comment.nomination_id or ABOUT_ALL,
        said_by=comment.said_by,
        contact=comment.contact,
        received_on=comment.sent_on,
        stance=comment.stance,
        content=comment.content,
    )


def _digest(comment: PublicComment, code: str, key: str) -> str:
    return hmac.new(key.encode(), f"public comment {comment.token_digest} {code}".encode(), hashlib.sha256).hexdigest()
