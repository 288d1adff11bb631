"""Wrong passwords and codes, counted for each account and address, so that no stranger locks its owner out.

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
PASSWORD, CODE = "user", "code"  # what was wrong; neither count forgives the other


def is_closed(user: User | None, username: str, address: str, what: str = PASSWORD) -> bool:
    """Whether a password from this address is not looked at now."""
    whose = _whose(user, username, what)
    return _must_wait(whose, address) or (_is_tried_everywhere(whose) and not _is_known(user, address))


def closed_until(user: User, address: str, what: str) -> datetime | None:
    """When the wait of this address ends; for whoever has shown that the account is theirs."""
    opens_at = _opens_at(_moments(_whose(user, "", what), address))
    return opens_at if opens_at and opens_at > clock.real_now() else None


def note_wrong(user: User | None, username: str, address: str, what: str = PASSWORD) -> None:
    now = clock.real_now()
    db.session.execute(delete(FailedTry).where(FailedTry.at <= now - REMEMBERED_FOR))
    db.session.add(FailedTry(of=_whose(user, username, what), address=address[:60], at=now))


def forgive(user: User, address: str | None = None, what: str = PASSWORD) -> None:
    """Forget the wrong ones from an address, or all."""
    wrong = delete(FailedTry).where(FailedTry.of == _whose(user, "", what))
    db.session.execute(wrong if address is None else wrong.where(FailedTry.address == address[:60]))


def waiting(users: list[User]) -> set[int]:
    """Of these accounts, the ids of those closed to some address."""
    counts = [_whose(user, "", what) for user in users for what in (PASSWORD, CODE)]
    asked = select(FailedTry).where(FailedTry.of.in_(counts), _lately())
    moments: dict[str, dict[str, list[datetime]]] = defaultdict(lambda: defaultdict(list))
    for tried in db.session.scalars(asked.order_by(FailedTry.at, FailedTry.id)):
        moments[tried.of][tried.address].append(tried.at)
    return {
        user.id
        for user in users
        for what in (PASSWORD, CODE)
        if (places := moments.get(_whose(user, "", what)))
        and (sum(map(len, places.values())) >= FROM_EVERYWHERE or any(map(_is_too_soon, places.values())))
    }


def _whose(user: User | None, username: str, what: str = PASSWORD) -> str:
    """Strangers' names share a few hundred places, so that no flood of names fills the table."""
    return f"{what}:{user.id}" if user else f"nobody:{hashlib.sha256(username.encode()).hexdigest()[:2]}"


def _must_wait(whose: str, address: str) -> bool:
    return _is_too_soon(_moments(whose, address))


def _moments(whose: str, address: str) -> Sequence[datetime]:
    tried = select(FailedTry.at).where(FailedTry.of == whose, FailedTry.address == address[:60], _lately())
    return db.session.scalars(tried.order_by(FailedTry.at, FailedTry.id)).all()


def _is_too_soon(moments: Sequence[datetime]) -> bool:
    opens_at = _opens_at(moments)
    return opens_at is not None and clock.real_now() < opens_at


def _opens_at(moments: Sequence[datetime]) -> datetime | None:
    """Each full five of one day's wrong ones begins a wait twice as long as the one before."""
    rounds = len(moments) // BEFORE_A_WAIT
    return moments[rounds * BEFORE_A_WAIT - 1] + FIRST_WAIT * (1 << (rounds - 1)) if rounds else None


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
