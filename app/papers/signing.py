"""How somebody signs for an organisation on a day: TM., KT., TL., TUQ. are dated data, the title is the fallback."""

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
    lines = _lines(actor) or f"{on_behalf}{actor.title or office}".upper()
    return Signature(lines=_unbroken(lines), name=actor.name)


def _unbroken(lines: str) -> str:
    return lines.replace(ONE_NAME, ONE_NAME.replace(" ", NBSP))


def _lines(actor: Actor) -> str | None:
    today = clock.today()
    return db.session.scalars(
        select(SigningRight.lines).where(
            SigningRight.user_id == actor.user_id,
            SigningRight.organisation_id == actor.organisation_id,
            SigningRight.valid_from <= today,
            or_(SigningRight.valid_to.is_(None), SigningRight.valid_to >= today),
        )
    ).first()
