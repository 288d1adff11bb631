"""What a new case may be: open rounds with their awards, and the unit's people the award is for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from app import clock
from app.actor import Actor
from app.awards import queries as awards
from app.awards.models import AwardVersion
from app.extensions import db
from app.nominations.models import Nomination
from app.nominees.models import Nominee
from app.nominees.reach import register_of
from app.nominees.subjects import fitting, who_is_meant
from app.rounds import extending
from app.rounds import queries as rounds
from app.rounds.models import AwardRound, Movement
from app.text import fold
from workflows.award_province_1 import State

MOST = 50  # people on the page; more are found by searching
ENDED = frozenset({State.NOT_PROPOSED, State.NOT_APPROVED, State.WITHDRAWN, State.REVOKED})


@dataclass(frozen=True)
class Offer:
    """One award in one open round."""

    award_round: AwardRound
    award: AwardVersion

    @property
    def value(self) -> str:
        return f"{self.award_round.id}-{self.award.id}"


@dataclass(frozen=True, kw_only=True)
class Desk:
    """What the page of a new case lays out."""

    rounds: Sequence[tuple[AwardRound, list[Offer]]]
    days_of: tuple[int | None, ...]  # whose last day counts
    chosen: Offer | None
    words: str
    nominees: Sequence[Nominee]
    is_cut_off: bool
    under_way: Mapping[int, Nomination]  # by nominee
    movements: Sequence[Movement]

    @property
    def who_is_meant(self) -> str:
        return who_is_meant(self.chosen.award.subjects) if self.chosen else ""


def desk(value: str, words: str, actor: Actor) -> Desk:
    unit_id = actor.organisation_id if actor.is_of_unit else None
    taking = rounds.open_on(clock.today(), unit_id)
    current = awards.current([award for one in taking for award in one.awards], clock.today())
    offered = [(one, _offers(one, current, actor)) for one in taking]
    offered = [(one, offers) for one, offers in offered if offers]
    offers = [offer for _, of_round in offered for offer in of_round]
    only = offers[0] if len(offers) == 1 else None
    chosen = next((offer for offer in offers if offer.value == value), only)
    found = _nominees(chosen, words, actor) if chosen else []
    return Desk(
        rounds=offered,
        days_of=extending.whose_days(actor),
        chosen=chosen,
        words=words,
        nominees=found[:MOST],
        is_cut_off=len(found) > MOST,
        under_way=under_way(chosen, [nominee.id for nominee in found]) if chosen else {},
        movements=rounds.movements_on(clock.today()),
    )


def under_way(offer: Offer, nominee_ids: Sequence[int]) -> dict[int, Nomination]:
    """Cases of the same award in the same round that have not ended, by nominee."""
    cases = db.session.scalars(
        select(Nomination)
        .join(AwardVersion, AwardVersion.id == Nomination.award_version_id)
        .where(
            Nomination.nominee_id.in_(nominee_ids),
            Nomination.award_round_id == offer.award_round.id,
            AwardVersion.award_code == offer.award.award_code,
            Nomination.state.not_in(ENDED),
        )
    )
    return {case.nominee_id: case for case in cases}


def _offers(award_round: AwardRound, current: Mapping[str, AwardVersion], actor: Actor) -> list[Offer]:
    """A round is for awards, whatever version it was opened with: a new case is of the version of its day.

    What Sở Nội vụ opens itself goes by the simplified procedure: only awards that have one.
    """
    codes = dict.fromkeys(award.award_code for award in sorted(award_round.awards, key=lambda award: award.id))
    found = [current[code] for code in codes if code in current]
    return [Offer(award_round, award) for award in found if actor.is_of_unit or award.simplified_process]


def _nominees(offer: Offer, words: str, actor: Actor) -> Sequence[Nominee]:
    found = register_of(actor).where(Nominee.is_active, fitting(offer.award.subjects))
    if words:
        found = found.where(Nominee.folded.contains(fold(words), autoescape=True))
    return db.session.scalars(found.order_by(Nominee.sort_key, Nominee.id).limit(MOST + 1)).all()
