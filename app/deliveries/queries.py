"""A decision's recipients with what became of their awards, one handover, one order to print, one deposit."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import joinedload, selectinload
from werkzeug.exceptions import NotFound

from app.actor import Actor
from app.decisions import queries as decisions
from app.decisions.models import Decision, DecisionItem
from app.deliveries.models import Delivery, Deposit, Handover, HandoverLine, PrintRun
from app.deliveries.reach import deposits_visible_to, handovers_visible_to
from app.deliveries.settings import Article, Articles, articles_of
from app.documents.layout import in_one_line
from app.documents.models import Paper
from app.errors import or_404
from app.extensions import db, in_few_lengths, read_rows
from app.nominations.models import Nomination
from app.nominations.reach import seen_as
from app.organisations.models import Organisation
from app.organisations.naming import in_full, of_whom
from workflows.award_province_1 import State
from workflows.sheets_1 import DecisionState
from workflows.vocabulary import Paper as PaperCode
from workflows.vocabulary import Sheet

DECIDING = (PaperCode.AWARD_DECISION, PaperCode.MEDAL_DECISION)


@dataclass(frozen=True, kw_only=True)
class Line:
    """One recipient; without a delivery nobody has begun with it."""

    item: DecisionItem
    delivery: Delivery | None
    given: Articles

    @property
    def case(self) -> Nomination:
        return self.item.nomination

    @property
    def printed_name(self) -> str:
        return self.delivery.printed_name if self.delivery else usual_name(self.case)

    @property
    def printed_detail(self) -> str:
        return self.delivery.printed_detail if self.delivery else usual_detail(self.case)

    @property
    def register(self) -> str:
        """'15/2025'; empty: not entered."""
        entered = self.delivery
        return f"{entered.register_number}/{entered.register_year}" if entered and entered.register_number else ""

    @property
    def is_paid(self) -> bool:
        return self.delivery is not None and self.delivery.paid_on is not None

    @property
    def ready(self) -> list[str]:
        return list(self.delivery.ready) if self.delivery else []

    @property
    def unready(self) -> tuple[Article, ...]:
        return tuple(article for article in self.given.articles if article.code not in self.ready)

    @property
    def faults(self) -> tuple[str, ...]:
        """Why it cannot be handed over yet."""
        if self.handover is not None:
            return ("đã bàn giao",)
        missing = [f"chưa đánh dấu sẵn sàng: {', '.join(a.name for a in self.unready)}"] if self.unready else []
        if self.given.has_certificate and not self.register:
            missing.append("chưa vào sổ")
        return tuple(missing)

    @property
    def is_in_production(self) -> bool:
        """What was handed over before a correction is no work here (`reissues`)."""
        return self.case.state == State.PRODUCTION and self.handover is None

    @property
    def handover(self) -> Handover | None:
        return self.delivery.handover if self.delivery else None


def unannounced_cases(decision_ids: Iterable[int], actor: Actor) -> dict[int, int]:
    """Of these decisions: the version of each case whose people were not told yet, in the order of their lists."""
    untold = (
        seen_as(actor.role)
        .join(DecisionItem, DecisionItem.nomination_id == Nomination.id)
        .where(Nomination.state == State.PUBLISHED, DecisionItem.decision_id.in_(in_few_lengths(decision_ids)))
        .order_by(DecisionItem.decision_id, DecisionItem.position)
        .with_only_columns(Nomination.id, Nomination.version)
    )
    return dict(read_rows(untold, {"own_unit": actor.organisation_id}).tuples().all())


def usual_name(case: Nomination) -> str:
    """'Ông Nguyễn Văn A'."""
    return f"{case.honorific} {case.nominee_name}".strip()


def usual_detail(case: Nomination) -> str:
    return in_full(in_one_line(case.nominee_title, of_whom(case.unit)))


def decision(decision_id: int, actor: Actor) -> Decision:
    """An issued one that this actor may see."""
    found = decisions.decision(decision_id, actor)
    if found.state != DecisionState.ISSUED:
        raise NotFound
    return found


def lines(found: Decision, actor: Actor) -> list[Line]:
    """In the order of the list; a unit reads its own people's."""
    items = decisions.items_shown_to(found, actor)
    begun = {one.decision_item_id: one for one in deliveries(found)}
    given = articles_of(found.award_version.award_code)
    return [Line(item=item, delivery=begun.get(item.id), given=given) for item in items]


def deliveries(found: Decision) -> Sequence[Delivery]:
    return db.session.scalars(_DELIVERIES, {"decision_id": found.id}).all()


_DELIVERIES = (
    select(Delivery)
    .join(DecisionItem, DecisionItem.id == Delivery.decision_item_id)
    .where(DecisionItem.decision_id == bindparam("decision_id"))
    .options(joinedload(Delivery.handover), joinedload(Delivery.deposit))
    .order_by(DecisionItem.position)
)


def line(found: Decision, item_id: int, actor: Actor) -> Line:
    for one in lines(found, actor):
        if one.item.id == item_id:
            return one
    raise NotFound


def paper_of(found: Decision) -> Paper:
    """The decision as it was issued."""
    return or_404(db.session.scalars(_DECIDED_BY, {"decision_id": found.id}).first())


_DECIDED_BY = (
    select(Paper)
    .where(
        Paper.sheet == Sheet.DECISION,
        Paper.sheet_id == bindparam("decision_id"),
        Paper.code.in_(DECIDING),
        Paper.number.is_not(None),
    )
    .order_by(Paper.id.desc())
    .limit(1)
)


def as_shown(shown: Iterable[Line]) -> str:
    """What of the recipients a form was filled in from, in a few signs; whether it was printed makes no difference."""
    told = [
        (one.item.id, one.case.state, one.printed_name, one.printed_detail, one.register, one.ready) for one in shown
    ]
    return hashlib.sha256(repr(told).encode()).hexdigest()[:24]


def units_of(shown: Iterable[Line]) -> list[tuple[Organisation, int]]:
    """Units whose people wait to be handed over to, with how many."""
    waiting: dict[Organisation, int] = {}
    for one in shown:
        if one.is_in_production:
            waiting[one.case.unit] = waiting.get(one.case.unit, 0) + 1
    return sorted(waiting.items(), key=lambda pair: pair[0].sort_key)


def next_number(year: int) -> int:
    """The next of the year's register. A proposal: whoever saves first has it."""
    largest = select(func.max(Delivery.register_number)).where(Delivery.register_year == year)
    return (db.session.scalar(largest) or 0) + 1


def handovers(found: Decision, actor: Actor) -> Sequence[Handover]:
    own = handovers_visible_to(actor).where(Handover.decision_id == found.id)
    return db.session.scalars(own.options(joinedload(Handover.unit)).order_by(Handover.id)).all()


def handover(handover_id: int, actor: Actor) -> Handover:
    of_line = selectinload(Handover.lines).joinedload(HandoverLine.delivery).joinedload(Delivery.item)
    return or_404(
        db.session.scalars(
            handovers_visible_to(actor)
            .where(Handover.id == handover_id)
            .options(
                joinedload(Handover.decision).joinedload(Decision.award_version),
                joinedload(Handover.unit),
                joinedload(Handover.made_by),
                joinedload(Handover.minutes),
                joinedload(Handover.payment_list),
                of_line.joinedload(DecisionItem.nomination).joinedload(Nomination.unit),
            )
        ).one_or_none()
    )


def print_runs(found: Decision) -> Sequence[PrintRun]:
    """The newest first; older files are still there."""
    asked = select(PrintRun).where(PrintRun.decision_id == found.id).options(joinedload(PrintRun.asked_by))
    return db.session.scalars(asked.order_by(PrintRun.id.desc()).limit(5)).all()


def print_run(run_id: int, actor: Actor) -> PrintRun:
    found = or_404(db.session.get(PrintRun, run_id))
    decision(found.decision_id, actor)
    return found


def deposits(found: Decision, actor: Actor) -> Sequence[Deposit]:
    kept = deposits_visible_to(actor).where(Deposit.decision_id == found.id)
    return db.session.scalars(kept.options(joinedload(Deposit.made_by)).order_by(Deposit.id)).all()


def of_case(nomination_id: int) -> Delivery | None:
    return db.session.scalars(
        select(Delivery)
        .join(DecisionItem, DecisionItem.id == Delivery.decision_item_id)
        .where(DecisionItem.nomination_id == nomination_id)
        .options(joinedload(Delivery.handover), joinedload(Delivery.deposit))
    ).one_or_none()
