"""Whose books somebody reads: a văn thư their own office's, the inspector all that are kept."""

from collections.abc import Mapping

from sqlalchemy import or_, select
from werkzeug.exceptions import NotFound

from app import clock
from app.actor import Actor
from app.documents.models import PaperNumber
from app.extensions import db, read_rows
from app.intake.models import IncomingDocument, IncomingNumber
from app.nominations.models import Nomination
from app.nominations.reach import visible_to
from app.organisations.models import Organisation
from app.papers.queries import COUNCIL
from workflows.vocabulary import Role


def houses(actor: Actor) -> Mapping[int, str]:
    """By id, the own house first, then in the order of names; Sở Nội vụ's văn thư keeps the council's book, too."""
    is_other = Organisation.id != actor.organisation_id
    kept = select(Organisation.id, Organisation.name).order_by(is_other, Organisation.sort_key)
    if actor.role is Role.INSPECTOR:
        books = (PaperNumber, IncomingNumber, IncomingDocument)
        kept = kept.where(or_(*(Organisation.id.in_(select(book.organisation_id)) for book in books)))
    elif actor.role is Role.SNV_CLERICAL:
        kept = kept.where(or_(Organisation.id == actor.organisation_id, Organisation.kind == COUNCIL))
    else:
        kept = kept.where(Organisation.id == actor.organisation_id)
    return dict(read_rows(kept).tuples().all())


def house(wanted: int | None, found: Mapping[int, str]) -> int:
    """The one that was asked for, or the first; 404 for one that is not theirs to read."""
    if wanted is not None and wanted not in found:
        raise NotFound
    return wanted or next(iter(found), 0)


def years() -> list[int]:
    """The present one and the four before."""
    this = clock.today().year
    return [this - back for back in range(5)]


def case(code: str, actor: Actor) -> int | None:
    """The id of a case this person may see."""
    found = visible_to(actor).where(Nomination.code == code).with_only_columns(Nomination.id)
    return db.session.scalars(found).one_or_none()
