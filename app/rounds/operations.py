"""Open a round (đợt xét) and change it. What already has cases stays."""

import secrets
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date

from app import clock, versions
from app.actor import Actor
from app.audit import operations as audit
from app.awards.models import AwardVersion
from app.errors import refuse_all
from app.extensions import db
from app.organisations.models import Organisation
from app.rounds import inviting, openings, queries
from app.rounds.models import AwardRound

BY_THE_PROVINCE = "province"  # said by the province itself, with its own basis
NO_AWARDS = "Chọn ít nhất một danh hiệu, hình thức."
SHORTER = "Đợt này đã gia hạn cho mọi đơn vị đến hết ngày {given:%d/%m/%Y}: {wanted:%d/%m/%Y} sớm hơn nên không nhận."
CLOSES_EARLY = "Ngày cuối nhận hồ sơ không thể trước ngày bắt đầu."


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What a round is: its name and year, when units may send, and for which awards (ids of versions)."""

    name: str
    year: int
    opens_on: date
    closes_on: date
    basis: str
    unit_notice: bool
    note: str
    award_ids: list[int]
    people_notice: bool = False  # whether Sở Nội vụ lays the names before the people
    asks_agencies: bool = True
    only_some: bool = False  # the units named next, not all
    groups: list[str] = field(default_factory=list)
    unit_names: str = ""
    opening_text: str = ""
    closing_text: str = ""
    version: int = 1  # of the round when the form was opened


def open_round(terms: Terms, *, actor: Actor, after: AwardRound | None = None) -> AwardRound:
    """`after`: the round of the year before that it was copied from; what became another is kept in the log."""
    audit.take_the_pen()
    awards, units = _checked(terms)
    award_round = AwardRound(code=secrets.token_hex(8), confidence=BY_THE_PROVINCE)
    _write(award_round, terms, awards, units)
    db.session.add(award_round)
    db.session.flush()
    award_round.code = f"DX-{terms.year}-{award_round.id:03}"  # a name nobody has to think up, nor two can take
    data, action = _said(award_round), "open_round"
    if after is not None:
        then = _said(after)
        changed = {name: [then[name], now] for name, now in data.items() if then[name] != now}
        data, action = {**data, "copied_from": after.code, "changed": changed}, "open_next_round"
    audit.record(actor=actor, subject=award_round.ref, action=action, data=data)
    return award_round


def change(award_round: AwardRound, terms: Terms, *, actor: Actor) -> None:
    typed = {
        "Tên đợt": terms.name,
        "Căn cứ": terms.basis,
        "Hướng dẫn": terms.note,
        "Thư mở đợt": terms.opening_text,
        "Lời kết của Thông báo": terms.closing_text,
    }
    versions.insist(award_round.ref, seen=terms.version, now=award_round.version, typed=typed)
    awards, units = _checked(terms, award_round)
    before = _said(award_round)
    _write(award_round, terms, awards, units)
    versions.touch(award_round, by="name")
    data = {"before": before, "after": _said(award_round)}
    audit.record(actor=actor, subject=award_round.ref, action="change_round", data=data)


def _checked(
    terms: Terms, award_round: AwardRound | None = None
) -> tuple[Sequence[AwardVersion], Sequence[Organisation]]:
    """The awards and units that the terms name; or all that is wrong with them."""
    offered = {award.id: award for award in queries.awards_offered(clock.today())}
    refuse_all(
        award_ids=_fault_of_awards(terms, offered.keys(), award_round),
        closes_on=_fault_of_last_day(terms, award_round),
    )
    return [offered[award_id] for award_id in sorted(set(terms.award_ids))], _units(terms, award_round)


def _fault_of_last_day(terms: Terms, award_round: AwardRound | None) -> str | None:
    """What all were given beyond the day is not taken back unsaid."""
    if terms.closes_on < terms.opens_on:
        return CLOSES_EARLY
    given = [one.closes_on for one in award_round.extensions if one.unit_id is None] if award_round else []
    if given and terms.closes_on < max(given):
        return SHORTER.format(given=max(given), wanted=terms.closes_on)
    return None


def _units(terms: Terms, award_round: AwardRound | None) -> Sequence[Organisation]:
    """Empty where all are invited. They exist on the first day, or do already."""
    if not terms.only_some:
        return []
    told = inviting.Invited(terms.groups, terms.unit_names)
    units = inviting.units_of(told, max(clock.today(), terms.opens_on))
    refuse_all(unit_names=inviting.fault_of_units(award_round, units) if award_round else None)
    return units


def _fault_of_awards(terms: Terms, offered: AbstractSet[int], award_round: AwardRound | None) -> str | None:
    if not terms.award_ids:
        return NO_AWARDS
    if unknown := set(terms.award_ids) - offered:
        return f"Có {len(unknown)} danh hiệu, hình thức không còn hiệu lực: chọn lại trong danh sách."
    used = queries.codes_of(openings.used(award_round)) if award_round else set()
    if award_round and (kept := used - queries.codes_of(terms.award_ids)):  # another version is the same award
        names = ", ".join(award.name for award in award_round.awards if award.award_code in kept)
        return f"Đã có hồ sơ đề nghị {names} trong đợt này: không bỏ ra được."
    return None


def _write(
    award_round: AwardRound, terms: Terms, awards: Sequence[AwardVersion], units: Sequence[Organisation]
) -> None:
    award_round.name, award_round.year = terms.name, terms.year
    award_round.opens_on, award_round.closes_on = terms.opens_on, terms.closes_on
    award_round.basis, award_round.unit_notice, award_round.note = terms.basis, terms.unit_notice, terms.note
    award_round.people_notice, award_round.asks_agencies = terms.people_notice, terms.asks_agencies
    award_round.opening_text, award_round.closing_text = terms.opening_text, terms.closing_text
    award_round.awards = list(awards)
    award_round.invites_all, award_round.units = not terms.only_some, list(units)


def _said(award_round: AwardRound) -> dict[str, object]:
    return {
        "name": award_round.name,
        "from": award_round.opens_on.isoformat(),
        "to": award_round.closes_on.isoformat(),
        "unit_notice": award_round.unit_notice,
        "people_notice": award_round.people_notice,
        "asks_agencies": award_round.asks_agencies,
        "basis": award_round.basis,
        "awards": [award.award_code for award in award_round.awards],
        "units": "all" if award_round.invites_all else [one.code for one in award_round.units],
        "texts": [award_round.opening_text, award_round.note, award_round.closing_text],
    }
