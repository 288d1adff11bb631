"""One case with all that its pages show, and its parts, for somebody who may see it."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import BindParameter, Select, bindparam, select
from sqlalchemy.orm import aliased, contains_eager, joinedload
from sqlalchemy.orm.attributes import set_committed_value
from werkzeug.exceptions import NotFound

from app.accounts.models import User
from app.actor import Actor
from app.awards.dossier import papers
from app.awards.models import AwardVersion, DocType
from app.errors import or_404
from app.extensions import db
from app.nominations.models import Assignment, DraftField, DraftRevision, Evidence, Nomination, YearEntry
from app.nominations.reach import seen_as, visible_to
from app.nominees.models import Nominee
from app.organisations.models import Organisation
from app.rounds.models import AwardRound, Movement
from app.text import sort_key
from workflows.vocabulary import Role

Part = TypeVar("Part")

# What a case names, joined by aliases that all roles' statements share: `joinedload` makes new ones, of every column
# of these tables, for each statement, a megabyte of every server.
_VERSION, _ROUND, _NOMINEE, _MOVEMENT = map(aliased, (AwardVersion, AwardRound, Nominee, Movement))
_UNIT, _SENDER = aliased(Organisation), aliased(Organisation)
_HOLDING, _HOLDER, _GIVER = aliased(Assignment), aliased(User), aliased(User)
_NAMED = (
    Nomination.award_version.of_type(_VERSION),
    Nomination.award_round.of_type(_ROUND),
    Nomination.unit.of_type(_UNIT),
    Nomination.submitting_unit.of_type(_SENDER),
    Nomination.nominee.of_type(_NOMINEE),
    Nomination.movement.of_type(_MOVEMENT),
)
_HELD = Nomination.holding.of_type(_HOLDING)
_HANDS = (_HOLDING.holder.of_type(_HOLDER), _HOLDER), (_HOLDING.giver.of_type(_GIVER), _GIVER)
# What hangs on a case, in statements written once: `selectinload` builds its own at each call, at four times the cost.
_OF_CASE: BindParameter[int] = bindparam("nomination_id")
_PARTS: Mapping[str, Select[Any]] = {
    "fields": select(DraftField).where(DraftField.nomination_id == _OF_CASE).order_by(DraftField.key),
    "years": select(YearEntry).where(YearEntry.nomination_id == _OF_CASE).order_by(YearEntry.year),
    "evidence": select(Evidence)
    .where(Evidence.nomination_id == _OF_CASE)
    .options(
        joinedload(Evidence.doc_type),
        joinedload(Evidence.file),
        joinedload(Evidence.added_by).load_only(User.full_name),
    )
    .order_by(Evidence.id),
}


def one(nomination_id: int, actor: Actor) -> Nomination:
    """The case, or 404 for whoever may not see it."""
    own = {"nomination_id": nomination_id, "own_unit": actor.organisation_id}
    found = or_404(db.session.scalars(_case_as(actor.role), own).one_or_none())
    for name, part in _PARTS.items():
        set_committed_value(found, name, db.session.scalars(part, {"nomination_id": nomination_id}).all())
    return found


def in_short(nomination_id: int, actor: Actor) -> Nomination:
    """The case with whose it is and for what award, or 404: what a letter about it says."""
    return or_404(
        db.session.scalars(
            visible_to(actor)
            .where(Nomination.id == nomination_id)
            .options(joinedload(Nomination.unit), joinedload(Nomination.award_version).joinedload(AwardVersion.award))
        ).one_or_none()
    )


@cache
def _case_as(role: Role | None) -> Select[tuple[Nomination]]:
    case = seen_as(role).where(Nomination.id == _OF_CASE)
    for named in (*_NAMED, _HELD, *(hand for hand, _ in _HANDS)):
        case = case.outerjoin(named)
    hands = [contains_eager(hand).load_only(person.full_name) for hand, person in _HANDS]
    return case.options(*map(contains_eager, _NAMED), contains_eager(_HELD).options(*hands))


def year(case: Nomination, entry_id: int) -> YearEntry:
    return _part(next((entry for entry in case.years if entry.id == entry_id), None))


def evidence(case: Nomination, evidence_id: int) -> Evidence:
    """A paper that was not removed."""
    living = (one for one in case.evidence if one.id == evidence_id and one.removed_at is None)
    return _part(next(living, None))


def late_text(case: Nomination, revision_id: int, actor: Actor) -> DraftRevision:
    """One of this person's own texts that came too late and is not settled."""
    return _part(next((late for late in unsettled(case, actor) if late.id == revision_id), None))


def unsettled(case: Nomination, actor: Actor) -> Sequence[DraftRevision]:
    """What this person wrote while somebody else was faster, oldest first."""
    late = select(DraftRevision).where(
        DraftRevision.nomination_id == case.id,
        DraftRevision.author_id == actor.user_id,
        DraftRevision.was_kept.is_(False),
        DraftRevision.settled_at.is_(None),
    )
    return db.session.scalars(late.order_by(DraftRevision.id)).all()


def doc_types(case: Nomination) -> list[DocType]:
    """What may be attached: the papers of the award's dossier first, then every other kind."""
    asked = papers(case.award_version, case.subject, case.route)
    first = [item.doc_type for item in (*asked.required, *asked.optional)]
    others = sorted(db.session.scalars(select(DocType)), key=lambda kind: sort_key(kind.name))
    return list(dict.fromkeys([*first, *others]))


def _part(found: Part | None) -> Part:
    if found is None:
        raise NotFound
    return found
