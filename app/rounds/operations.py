"""Open a round (đợt xét) and change it. What already has cases stays."""

import secrets
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from app import clock, versions
from app.actor import Actor
from app.audit import operations as audit
from app.awards.models import AwardVersion
from app.errors import refuse_all
from app.extensions import db
from app.rounds import openings, queries
from app.rounds.models import AwardRound

BY_THE_PROVINCE = "province"  # said by the province itself, with its own basis
NO_AWARDS = "Chọn ít nhất một danh hiệu, hình thức."
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
    version: int = 1  # of the round when the form was opened


def open_round(terms: Terms, *, actor: Actor) -> AwardRound:
    awards = _checked(terms)
    award_round = AwardRound(code=secrets.token_hex(8), confidence=BY_THE_PROVINCE)
    _write(award_round, terms, awards)
    db.session.add(award_round)
    db.session.flush()
    award_round.code = f"DX-{terms.year}-{award_round.id:03}"  # a name nobody has to think up, nor two can take
    audit.record(actor=actor, subject=_ref(award_round), action="open_round", data=_said(award_round))
    return award_round


def change(award_round: AwardRound, terms: Terms, *, actor: Actor) -> None:
    typed = {"Tên đợt": terms.name, "Căn cứ": terms.basis, "Ghi chú": terms.note}
    versions.insist(_ref(award_round), seen=terms.version, now=award_round.version, typed=typed)
    awards = _checked(terms, award_round)
    before = _said(award_round)
    _write(award_round, terms, awards)
    versions.touch(award_round, by="name")
    data = {"before": before, "after": _said(award_round)}
    audit.record(actor=actor, subject=_ref(award_round), action="change_round", data=data)


def _checked(terms: Terms, award_round: AwardRound | None = None) -> Sequence[AwardVersion]:
    """The awards that the terms name; or all that is wrong with them."""
    offered = {award.id: award for award in queries.awards_offered(clock.today())}
    refuse_all(
        award_ids=_fault_of_awards(terms, offered.keys(), award_round),
        closes_on=CLOSES_EARLY if terms.closes_on < terms.opens_on else None,
    )
    return [offered[award_id] for award_id in sorted(set(terms.award_ids))]


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


def _write(award_round: AwardRound, terms: Terms, awards: Sequence[AwardVersion]) -> None:
    award_round.name, award_round.year = terms.name, terms.year
    award_round.opens_on, award_round.closes_on = terms.opens_on, terms.closes_on
    award_round.basis, award_round.unit_notice, award_round.note = terms.basis, terms.unit_notice, terms.note
    award_round.people_notice = terms.people_notice
    award_round.awards = list(awards)


def _said(award_round: AwardRound) -> dict[str, object]:
    return {
        "name": award_round.name,
        "from": award_round.opens_on.isoformat(),
        "to": award_round.closes_on.isoformat(),
        "unit_notice": award_round.unit_notice,
        "people_notice": award_round.people_notice,
        "basis": award_round.basis,
        "awards": [award.award_code for award in award_round.awards],
    }


def _ref(award_round: AwardRound) -> str:
    return f"round:{award_round.id}"
