"""Wrong passwords, counted for each account and address, so that no stranger locks its owner out.

Five wrong ones from one address close the account to that address for a quarter of an hour, the next five for twice as
long, and so on within a day. Many from everywhere close it to addresses its owner has not worked from lately.
What is typed for an account there is not is counted too, for the same work, and never kept: it may be a password.
"""

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, func, select

from app import clock
from app.accounts.models import FailedTry, User, UserSession
from app.extensions import db, is_there

BEFORE_A_WAIT = 5
FIRST_WAIT = timedelta(minutes=15)
REMEMBERED_FOR = timedelta(days=1)
FROM_EVERYWHERE = 50
KNOWN_FOR = timedelta(days=30)  # since the last sign-in from an address


def is_closed(user: User | None, username: str, address: str) -> bool:
    """Whether a password from this address is not looked at now."""
    whose = _whose(user, username)
    return _must_wait(whose, address) or (_is_tried_everywhere(whose) and not _is_known(user, address))


def note_wrong(user: User | None, username: str, address: str) -> None:
    now = clock.real_now()
    db.session.execute(delete(FailedTry).where(FailedTry.at <= now - REMEMBERED_FOR))
    db.session.add(FailedTry(of=_whose(user, username), address=address[:60], at=now))


def forgive(user: User, address: str | None = None) -> None:
    """Forget the wrong ones from an address, or all."""
    wrong = delete(FailedTry).where(FailedTry.of == _whose(user, ""))
    db.session.execute(wrong if address is None else wrong.where(FailedTry.address == address[:60]))


def waiting(users: list[User]) -> set[int]:
    """Of these accounts, the ids of those closed to some address."""
    asked = select(FailedTry).where(FailedTry.of.in_([_whose(user, "") for user in users]), _lately())
    moments: dict[str, dict[str, list[datetime]]] = defaultdict(lambda: defaultdict(list))
    for tried in db.session.scalars(asked.order_by(FailedTry.at, FailedTry.id)):
        moments[tried.of][tried.address].append(tried.at)
    return {
        user.id
        for user in users
        if (places := moments.get(_whose(user, "")))
        and (sum(map(len, places.values())) >= FROM_EVERYWHERE or any(map(_is_too_soon, places.values())))
    }


def _whose(user: User | None, username: str) -> str:
    """Strangers' names share a few hundred places, so that no flood of names fills the table."""
    return f"user:{user.id}" if user else f"nobody:{hashlib.sha256(username.encode()).hexdigest()[:2]}"


def _must_wait(whose: str, address: str) -> bool:
    tried = select(FailedTry.at).where(FailedTry.of == whose, FailedTry.address == address[:60], _lately())
    return _is_too_soon(db.session.scalars(tried.order_by(FailedTry.at, FailedTry.id)).all())


def _is_too_soon(moments: Sequence[datetime]) -> bool:
    """Each full five of one day's wrong ones begins a wait twice as long as the one before."""
    rounds = len(moments) // BEFORE_A_WAIT
    if not rounds:
        return False
    since: timedelta = clock.real_now() - moments[rounds * BEFORE_A_WAIT - 1]
    return since < FIRST_WAIT * (1 << (rounds - 1))


def _is_tried_everywhere(whose: str) -> bool:
    tried = db.session.scalar(select(func.count()).where(FailedTry.of == whose, _lately()))
    return (tried or 0) >= FROM_EVERYWHERE


def _is_known(user: User | None, address: str) -> bool:
    since = clock.real_now() - KNOWN_FOR
    worked = select(UserSession.id).where(
        UserSession.user_id == (user.id if user else None),
        UserSession.address == address[:60],
        UserSession.created_at > since,
    )
    return is_there(worked)


def _lately() -> ColumnElement[bool]:
    return FailedTry.at > clock.real_now() - REMEMBERED_FOR
