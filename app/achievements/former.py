"""Uses of initiatives for awards given on paper: entered by the unit with the decision, confirmed by Sở Nội vụ, voided
where they were wrong. From its entry on such an initiative counts for nothing of the kind; once confirmed, a case that
relies on it has failed (G08).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, select
from sqlalchemy.orm import joinedload

from app import clock
from app.achievements.models import FormerUse, InitiativeUse
from app.achievements.reach import visible_to
from app.achievements.standings import USED_UP
from app.actor import Actor
from app.audit import operations as audit
from app.awards.words import KINDS
from app.documents.models import StoredFile
from app.errors import NOT_AFTER_TODAY, Refusal, or_404, refuse_all
from app.extensions import at_most, db
from app.initiatives.models import Initiative
from app.nominations.models import Nomination
from app.nominees.models import Nominee

PAGE = 200  # lines of the list: such uses are few
IS_VOID = "Mục này đã hủy trước đó."


@dataclass(frozen=True, kw_only=True)
class Entry:
    """For whom, of the initiative's authors, and for which award it was used."""

    nominee_id: int
    kind: str
    award_name: str
    decision_number: str
    decided_on: date
    decided_by: str


def enter(initiative: Initiative, wanted: Entry, file: StoredFile, *, actor: Actor) -> FormerUse:
    assert actor.user_id is not None, "entered by a person"
    audit.take_the_pen()
    refuse_all(
        nominee_id=_fault_of_author(initiative, wanted),
        decided_on=_fault_of_day(initiative, wanted.decided_on),
        kind=_fault_of_use(initiative, wanted),
    )
    made = FormerUse(
        initiative_id=initiative.id,
        nominee_id=wanted.nominee_id,
        unit_id=initiative.unit_id,
        kind=wanted.kind,
        award_name=wanted.award_name,
        decision_number=wanted.decision_number,
        decided_on=wanted.decided_on,
        decided_by=wanted.decided_by,
        file_id=file.id,
        entered_by_id=actor.user_id,
        entered_at=clock.now(),
    )
    db.session.add(made)
    db.session.flush()
    said = {"initiative": initiative.ref, "nominee": f"nominee:{made.nominee_id}", "kind": made.kind}
    told = {"award": made.called, "decided_by": made.decided_by, "sha256": file.sha256}
    audit.record(actor=actor, subject=made.ref, action="enter_former_use", data=said | told)
    return made


def confirm(use: FormerUse, *, actor: Actor) -> None:
    """Sở Nội vụ has seen the decision. Nobody confirms what they entered themselves."""
    _as_it_is(use)
    if use.voided_at is not None:
        raise Refusal("Chưa xác nhận được.", [IS_VOID])
    if use.entered_by_id == actor.user_id:
        raise Refusal("Chưa xác nhận được.", ["Do anh/chị ghi: người khác đối chiếu và xác nhận."])
    if use.confirmed_at is None:
        use.confirmed_by_id, use.confirmed_at = actor.user_id, clock.now()
        audit.record(actor=actor, subject=use.ref, action="confirm_former_use")


def void(use: FormerUse, reason: str, *, actor: Actor) -> None:
    _as_it_is(use)
    insist_on_voiding(use, actor)
    use.voided_by_id, use.voided_at, use.void_reason = actor.user_id, clock.now(), reason
    audit.record(actor=actor, subject=use.ref, action="void_former_use", reason=reason)


def insist_on_voiding(use: FormerUse, actor: Actor) -> None:
    """What Sở Nội vụ confirmed, only Sở Nội vụ voids."""
    if use.voided_at is not None:
        raise Refusal("Chưa hủy được.", [IS_VOID])
    if use.confirmed_at is not None and actor.is_of_unit:
        raise Refusal("Chưa hủy được.", ["Sở Nội vụ đã xác nhận: đề nghị Sở Nội vụ hủy và nêu lý do."])


def one(use_id: int, actor: Actor) -> FormerUse:
    return or_404(db.session.scalars(visible_to(actor).where(FormerUse.id == use_id)).one_or_none())


def listed(actor: Actor) -> Sequence[FormerUse]:
    """What waits for confirmation first, then the newest."""
    waits = and_(FormerUse.confirmed_at.is_(None), FormerUse.voided_at.is_(None))
    whole = (joinedload(FormerUse.initiative), joinedload(FormerUse.nominee).joinedload(Nominee.unit))
    found = visible_to(actor).options(*whole).order_by(waits.desc(), FormerUse.id.desc()).limit(at_most(PAGE))
    return db.session.scalars(found).unique().all()


def _fault_of_day(initiative: Initiative, day: date) -> str | None:
    if day > clock.today():
        return NOT_AFTER_TODAY
    first = initiative.applied_on
    return f"Trước ngày sáng kiến được áp dụng lần đầu ({first:%d/%m/%Y})." if day < first else None


def _fault_of_author(initiative: Initiative, wanted: Entry) -> str | None:
    authors = {author.nominee_id for author in initiative.authors}
    return None if wanted.nominee_id in authors else "Chọn một tác giả của sáng kiến."


def _fault_of_use(initiative: Initiative, wanted: Entry) -> str | None:
    """Used once for a kind: entered twice, or used by a decided case as well, it would contradict itself."""
    mine = (FormerUse.initiative_id == initiative.id, FormerUse.nominee_id == wanted.nominee_id)
    entered = select(FormerUse).where(*mine, FormerUse.kind == wanted.kind, FormerUse.voided_at.is_(None))
    if (former := db.session.scalars(entered).first()) is not None:
        return f"Đã ghi một lần dùng cho {KINDS[wanted.kind].lower()}: {former.called}."
    decided = (
        select(Nomination.code)
        .join(InitiativeUse, InitiativeUse.nomination_id == Nomination.id)
        .where(InitiativeUse.initiative_id == initiative.id, InitiativeUse.nominee_id == wanted.nominee_id)
        .where(InitiativeUse.kind == wanted.kind, InitiativeUse.given_up_at.is_(None))
        .where(Nomination.state.in_(USED_UP))
    )
    code = db.session.scalar(decided)
    return f"Đã dùng cho {KINDS[wanted.kind].lower()} ở hồ sơ {code}, đã có quyết định." if code else None


def _as_it_is(use: FormerUse) -> None:
    """Somebody may have confirmed or voided it while we waited for the pen."""
    audit.take_the_pen()
    db.session.refresh(use)
