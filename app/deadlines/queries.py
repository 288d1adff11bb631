"""What was extended, and the units whose times are told."""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.deadlines.models import CaseExtension
from app.extensions import db
from app.organisations.models import Organisation


def of_case(nomination_id: int) -> Sequence[CaseExtension]:
    """Newest first."""
    found = select(CaseExtension).where(CaseExtension.nomination_id == nomination_id)
    return db.session.scalars(
        found.options(joinedload(CaseExtension.extended_by)).order_by(CaseExtension.id.desc())
    ).all()


def unit_names(unit_ids: Collection[int]) -> dict[int, str]:
    found = select(Organisation.id, Organisation.name).where(Organisation.id.in_(unit_ids))
    return {row.id: row.name for row in db.session.execute(found.order_by(Organisation.sort_key))}
