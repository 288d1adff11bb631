"""The one thing done at the desk itself: put read notices away."""

from collections.abc import Collection

from sqlalchemy import update

from app import clock
from app.actor import Actor
from app.extensions import db
from app.outbox.models import Notice


def put_notices_away(ids: Collection[int], *, actor: Actor) -> None:
    """Those that were shown; what came since, or stood further down, was not read."""
    unread = update(Notice).where(Notice.user_id == actor.user_id, Notice.read_at.is_(None), Notice.id.in_(ids))
    db.session.execute(unread.values(read_at=clock.now()))
