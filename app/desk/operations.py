"""The one thing done at the desk itself: put read notices away."""

from sqlalchemy import update

from app import clock
from app.actor import Actor
from app.extensions import db
from app.outbox.models import Notice


def put_notices_away(*, actor: Actor) -> None:
    unread = update(Notice).where(Notice.user_id == actor.user_id, Notice.read_at.is_(None))
    db.session.execute(unread.values(read_at=clock.now()))
