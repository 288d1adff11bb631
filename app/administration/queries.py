from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Select, func, or_, select, tuple_
from sqlalchemy.orm import contains_eager, joinedload, selectinload
from werkzeug.exceptions import NotFound

from app import clock
from app.accounts.models import User
from app.councils.models import Council
from app.documents.models import SigningRight
from app.errors import or_404
from app.extensions import db
from app.organisations.models import Appointment, Organisation
from app.organisations.queries import OF_WHOM, existing_on, holding_on
from app.outbox.models import Errand, ErrandStatus
from app.text import fold
from workflows.vocabulary import ROLE_NAMES

PAGE = 50


def users(*, after: int | None = None, words: str = "") -> Sequence[User]:
    """Accounts by given name; `after` is the last account of the page above.

    `words`: part of a name, a username, or of the role or the organisation of today; with marks or without.
    """
    found = select(User)
    if words:
        plain = fold(words)
        found = found.where(
            or_(
                User.username.contains(plain, autoescape=True),
                User.folded.contains(plain, autoescape=True),
                User.id.in_(_holding(plain)),
            )
        )
    if after and (last := db.session.get(User, after)):
        found = found.where(tuple_(User.name_key, User.id) > (last.name_key, last.id))
    return db.session.scalars(found.order_by(User.name_key, User.id).limit(PAGE)).all()


def _holding(plain: str) -> Select[tuple[int]]:
    """Who holds an office today whose role or organisation is called so."""
    roles = [role for role, name in ROLE_NAMES.items() if plain in fold(name)]
    return (
        holding_on(clock.today())
        .with_only_columns(Appointment.user_id)
        .where(Appointment.role.in_(roles) | Organisation.folded.contains(plain, autoescape=True))
    )


def offices_of(users: Iterable[User]) -> Mapping[int, Sequence[Appointment]]:
    """What each of them is today, and where."""
    held: dict[int, list[Appointment]] = {}
    mine = holding_on(clock.today()).where(Appointment.user_id.in_([user.id for user in users]))
    for appointment in db.session.scalars(mine.order_by(Appointment.id)):
        held.setdefault(appointment.user_id, []).append(appointment)
    return held


def user(user_id: int) -> User:
    return or_404(db.session.get(User, user_id))


def appointments_of(user_id: int) -> Sequence[Appointment]:
    """All of them, those that ended too, newest first."""
    return db.session.scalars(
        select(Appointment)
        .where(Appointment.user_id == user_id)
        .options(joinedload(Appointment.organisation), OF_WHOM)
        .order_by(Appointment.valid_from.desc(), Appointment.id.desc())
    ).all()


def signing_rights_of(appointments: Iterable[Appointment]) -> Mapping[int, Sequence[SigningRight]]:
    """By appointment, the lines that stand above a signature given under it."""
    held = list(appointments)
    found = db.session.scalars(
        select(SigningRight)
        .where(SigningRight.user_id.in_({one.user_id for one in held}))
        .order_by(SigningRight.valid_from, SigningRight.id)
    ).all()
    return {one.id: [right for right in found if _meets(right, one)] for one in held}


def _meets(right: SigningRight, held: Appointment) -> bool:
    if right.organisation_id != held.organisation_id:
        return False
    begins_in_time = held.valid_to is None or right.valid_from <= held.valid_to
    return begins_in_time and (right.valid_to is None or right.valid_to >= held.valid_from)


def appointment(user_id: int, appointment_id: int) -> Appointment:
    found = db.session.get(Appointment, appointment_id)
    if found is None or found.user_id != user_id:
        raise NotFound
    return found


def organisations_today() -> Sequence[Organisation]:
    return db.session.scalars(existing_on(clock.today()).order_by(Organisation.sort_key)).all()


def errands_under_way() -> dict[str, int]:
    """How many of each kind wait or are being done."""
    under_way = Errand.status.in_({ErrandStatus.WAITING, ErrandStatus.RUNNING})
    counted = select(Errand.kind, func.count()).where(under_way).group_by(Errand.kind)
    return dict(db.session.execute(counted).tuples().all())


def failed_errands(most: int = 50) -> Sequence[Errand]:
    return db.session.scalars(
        select(Errand).where(Errand.status == ErrandStatus.FAILED).order_by(Errand.id.desc()).limit(most)
    ).all()


def councils() -> Sequence[Council]:
    """The province's first, then the units' by name; a few dozen at most."""
    return db.session.scalars(
        select(Council)
        .join(Council.organisation)
        .options(contains_eager(Council.organisation), selectinload(Council.members), selectinload(Council.papers))
        .order_by(Council.is_provincial.desc(), Organisation.sort_key, Council.kind, Council.id)
    ).all()


def council(council_id: int) -> Council:
    return or_404(db.session.get(Council, council_id))
