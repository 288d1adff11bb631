"""A case takes initiatives of its nominee for itself, each once for a title and once for a commendation (G08)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from app import clock, versions
from app.achievements import queries
from app.achievements.models import InitiativeUse
from app.achievements.queries import Choice
from app.actor import Actor
from app.audit import operations as audit
from app.casework import hold
from app.errors import Invalid
from app.extensions import db
from app.nominations import editing
from app.nominations.models import Nomination
from app.nominations.reach import visible_to

PART = "initiatives"
USED_ONCE = "G08"  # of `awards/checks.yaml`


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """Which initiatives a case relies on; `seen`: those of the page when it was opened."""

    initiatives: Collection[int]
    seen: str


def rely_on(case: Nomination, wanted: Chosen, *, actor: Actor) -> None:
    """What the case no longer names is free again; what it names anew nobody else has."""
    hold(case)
    editing.insist(case, may=editing.allowed(case, actor).text(PART))
    offered = queries.choices(case)
    versions.insist(case.ref, seen=wanted.seen, now=seen(offered), changed=["Sáng kiến mà hồ sơ dựa vào."])
    _insist_on_free(wanted.initiatives, offered, actor)
    before = {one.initiative_id: one for one in queries.chosen(case)}
    for number in before.keys() - {*wanted.initiatives}:
        before[number].given_up_at = clock.now()
    fresh = sorted({*wanted.initiatives} - before.keys())
    _free_what_ended_left(case, fresh)
    for number in fresh:
        db.session.add(_use(case, number, actor))
    db.session.flush()
    audit.record(actor=actor, subject=case.ref, action="rely_on_initiatives", data=_told(offered, wanted.initiatives))


def seen(offered: Sequence[Choice]) -> str:
    return ",".join(str(one.id) for one in offered if one.is_chosen)


def in_the_way(one: Choice, actor: Actor) -> str:
    """Why a case cannot rely on it; the other case by its code to whoever may see it."""
    if one.former:
        return f"Đã dùng cho {one.former} trước đây."
    if one.holder_id is None:
        return ""
    code = db.session.scalar(visible_to(actor).where(Nomination.id == one.holder_id).with_only_columns(Nomination.code))
    return f"Đã dùng ở hồ sơ {code}." if code else "Đã dùng ở một hồ sơ khác."


def _insist_on_free(wanted: Collection[int], offered: Sequence[Choice], actor: Actor) -> None:
    known = {one.id: one for one in offered}
    if not {*wanted} <= known.keys():
        raise Invalid(initiatives="Có sáng kiến không còn trong danh sách: tải lại trang, chọn lại.")
    taken = [known[number] for number in sorted({*wanted}) if not known[number].is_free]
    if taken:
        raise Invalid(initiatives=" ".join(f"“{one.title}”: {in_the_way(one, actor)}" for one in taken))


def _free_what_ended_left(case: Nomination, wanted: Sequence[int]) -> None:
    """A case that ended without a decision used nothing: what it had named goes to the one that names it now."""
    left = select(InitiativeUse).where(
        InitiativeUse.initiative_id.in_(wanted),
        InitiativeUse.nominee_id == case.nominee_id,
        InitiativeUse.kind == case.award_version.award.kind,
        InitiativeUse.given_up_at.is_(None),
    )
    for one in db.session.scalars(left):
        one.given_up_at = clock.now()
    db.session.flush()


def _use(case: Nomination, initiative_id: int, actor: Actor) -> InitiativeUse:
    assert actor.user_id is not None, "chosen by people"
    return InitiativeUse(
        initiative_id=initiative_id,
        nominee_id=case.nominee_id,
        kind=case.award_version.award.kind,
        nomination_id=case.id,
        chosen_by_id=actor.user_id,
        chosen_at=clock.now(),
    )


def _told(offered: Sequence[Choice], wanted: Collection[int]) -> dict[str, object]:
    return {"initiatives": [f"initiative:{one.id}" for one in offered if one.id in wanted]}
