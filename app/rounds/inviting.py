"""Which units a round is for: all, or those that were named, by their names or by the blocks and kinds they are of."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, exists, or_, select

from app.errors import Invalid
from app.extensions import db, in_few_lengths
from app.organisations.models import Block, Organisation
from app.organisations.queries import called, existing_on
from app.rounds import openings
from app.rounds.models import AwardRound, round_unit
from app.text import one_line

KINDS: Mapping[str, str] = {
    "department": "Các sở, ban, ngành",
    "district": "Các huyện, thành phố",
    "commune": "Các xã, phường, thị trấn",
    "school": "Các trường",
    "enterprise": "Doanh nghiệp của tỉnh",
}
OF_KIND, OF_BLOCK = "kind:", "block:"
NOBODY = "Ghi đơn vị được gửi hồ sơ, hoặc bỏ dấu “Chỉ nhận hồ sơ của một số đơn vị”."


@dataclass(frozen=True)
class Invited:
    """Whom the form names: groups ('kind:department', 'block:KTD-1') and names, one a line."""

    groups: Sequence[str]
    names: str


def groups() -> list[tuple[str, str]]:
    blocks = db.session.scalars(select(Block).order_by(Block.name)).all()
    return [
        *((f"{OF_KIND}{kind}", words) for kind, words in KINDS.items()),
        *((f"{OF_BLOCK}{block.code}", block.name) for block in blocks),
    ]


def units_of(told: Invited, day: date) -> list[Organisation]:
    """Each once, in the order of names. What cannot be read is said line by line."""
    found = {one.id: one for one in [*_of_groups(told.groups, day), *_named(told.names, day)]}
    if not found:
        raise Invalid(unit_names=NOBODY)
    return sorted(found.values(), key=lambda one: one.sort_key)


def _of_groups(chosen: Iterable[str], day: date) -> Iterable[Organisation]:
    blocks = [one.removeprefix(OF_BLOCK) for one in chosen if one.startswith(OF_BLOCK)]
    kinds = [one.removeprefix(OF_KIND) for one in chosen if one.startswith(OF_KIND)]
    if not (blocks or kinds):
        return ()
    among = or_(Organisation.block_code.in_(blocks), Organisation.kind.in_(kinds))
    return (one for one in db.session.scalars(existing_on(day).where(among)) if one.proposes)


def _named(written: str, day: date) -> list[Organisation]:
    found, faults = [], []
    for line in filter(None, map(one_line, written.splitlines())):
        one = called(line, day)
        if one is None:
            faults.append(f"Không có cơ quan, đơn vị nào tên “{line}”: ghi đủ tên, hoặc mã của đơn vị.")
        elif not one.proposes:
            faults.append(f"{one.name} không gửi hồ sơ đề nghị khen thưởng.")
        else:
            found.append(one)
    if faults:
        raise Invalid(unit_names=" ".join(faults))
    return found


def is_for(unit_id: int) -> ColumnElement[bool]:
    """Of a round: whether the unit may send cases, itself or by the superior it proposes by."""
    own = select(Organisation.parent_id).where(Organisation.id == unit_id, ~Organisation.can_submit).scalar_subquery()
    named = exists().where(
        round_unit.c.award_round_id == AwardRound.id,
        or_(round_unit.c.organisation_id == unit_id, round_unit.c.organisation_id == own),
    )
    return or_(AwardRound.invites_all, named)


def invites(award_round: AwardRound, unit_id: int) -> bool:
    found = select(AwardRound.id).where(AwardRound.id == award_round.id, is_for(unit_id))
    return award_round.invites_all or db.session.scalar(found) is not None


def fault_of_units(award_round: AwardRound, units: Sequence[Organisation]) -> str | None:
    """Who has cases in the round stays in it."""
    invited = {one.id for one in units}
    left = {submitting for own, submitting in openings.senders_of(award_round) if not {own, submitting} & invited}
    if not left:
        return None
    names = select(Organisation.name).where(Organisation.id.in_(in_few_lengths(left))).order_by(Organisation.sort_key)
    return f"Đã có hồ sơ trong đợt này, không bỏ ra được: {'; '.join(db.session.scalars(names))}."
