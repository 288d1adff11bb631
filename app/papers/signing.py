"""How somebody signs for an organisation on a day: TM., KT., TL., TUQ. are dated data, the title is the fallback."""

from datetime import date

from sqlalchemy import or_, select

from app import clock
from app.actor import Actor
from app.documents.models import SigningRight
from app.documents.printable import Signature
from app.extensions import db

NBSP = "\u00a0"
ONE_NAME = "THI ĐUA - KHEN THƯỞNG"  # a line of a signature breaks before it, never within


def signature_of(actor: Actor | None, *, office: str, on_behalf: str = "") -> Signature:
    """The signature block; without an actor only the office that will sign, in capitals.

    `on_behalf` is the line of whom one signs for (TM.), where no dated right says it.
    """
    if actor is None:
        return Signature(lines=_unbroken(f"{on_behalf}{office}".upper()))
    lines = actor.signs or _lines(actor) or f"{on_behalf}{actor.title or office}".upper()
    return Signature(lines=_unbroken(lines), name=actor.name)


def _unbroken(lines: str) -> str:
    return lines.replace(ONE_NAME, ONE_NAME.replace(" ", NBSP))


def _lines(actor: Actor) -> str | None:
    return lines_of(actor.user_id, actor.organisation_id, clock.today())


def lines_of(user_id: int | None, organisation_id: int | None, day: date) -> str | None:
    """What stands above a person's signature for an organisation on a day, where a dated right says it."""
    return db.session.scalars(
        select(SigningRight.lines).where(
            SigningRight.user_id == user_id,
            SigningRight.organisation_id == organisation_id,
            SigningRight.valid_from <= day,
            or_(SigningRight.valid_to.is_(None), SigningRight.valid_to >= day),
        )
    ).first()
