"""Who works in the province whose server is killed, and the cases they work on: units, Sở Nội vụ, the council."""

from dataclasses import dataclass
from datetime import date
from itertools import count

from flask import Flask

from app import clock
from app.awards.models import AwardVersion
from app.awards.queries import version_on
from app.casework import begin
from app.extensions import db
from app.nominations.models import Nomination
from app.nominees.models import Nominee, NomineeKind
from app.organisations.queries import by_code
from app.rounds.models import AwardRound
from app.text import fold, name_key
from bench import _province
from bench._province import Person
from workflows.award_province_1 import State
from workflows.vocabulary import Role

UNITS = ("SGDDT", "SYT")
AWARD = "bang_khen_tinh"
BATCH = 3
MEMBERS = 5
_numbers = count(1)


@dataclass(frozen=True)
class Unit:
    """One unit's people, its round and its council."""

    organisation_id: int
    round_id: int
    clerk: Person
    head: Person
    secretary: Person


@dataclass(frozen=True)
class Province:
    units: list[Unit]
    award_id: int
    offices: dict[Role, Person]


def found(app: Flask) -> Province:
    """Everybody in office and signed in. The caller commits."""
    award = version_on(AWARD, clock.today())
    offices = {role: _province.signed_in(app, held) for role, held in _province.appoint_offices().items()}
    table = by_code("HDTDKT-T")
    chair = _province.appoint(Role.COUNCIL_CHAIR, table)
    offices[Role.COUNCIL_CHAIR] = _province.signed_in(app, chair)
    units = [unit(app, code, award) for code in UNITS]
    _province.council(table, MEMBERS, is_provincial=True)
    return Province(units, award.id, offices)


def unit(app: Flask, code: str, award: AwardVersion) -> Unit:
    house = by_code(code)
    in_round = AwardRound(
        code=f"bench-{code}",
        name="Đợt 1 năm 2025",
        year=2025,
        opens_on=date(2020, 1, 1),
        closes_on=date(2099, 1, 1),
        confidence="design",
        awards=[award],
    )
    db.session.add(in_round)
    _province.council(house, MEMBERS, is_provincial=False)
    db.session.flush()
    roles = (Role.UNIT_CLERK, Role.UNIT_HEAD, Role.UNIT_COUNCIL_SECRETARY)
    people = [_province.signed_in(app, _province.appoint(role, house)) for role in roles]
    return Unit(house.id, in_round.id, *people)


def cases(unit: Unit, province: Province, state: State) -> list[int]:
    """A batch of them, in a state of the process. The caller commits."""
    return [case(unit, province, state) for _ in range(BATCH)]


def case(unit: Unit, province: Province, state: State) -> int:
    number = next(_numbers)
    nominee = _nominee(unit, f"Chamaléa Thị Sương {number}")
    has_left = state in {State.APPRAISED, State.INTAKE}
    case = Nomination(
        code=f"HS-BENCH-{number:06}",
        award_round_id=unit.round_id,
        award_version_id=province.award_id,
        unit_id=unit.organisation_id,
        nominee=nominee,
        nominee_kind=nominee.kind,
        nominee_name=nominee.name,
        nominee_key=nominee.sort_key,
        nominee_folded=nominee.folded,
        nominee_title="Giáo viên",
        honorific="Bà",
        route="cong_trang",
        created_by_id=unit.clerk.user_id,
        created_at=clock.now(),
        submitted_at=clock.now() if has_left else None,
    )
    begin(case, "award_province")
    case.state = state.value
    db.session.add(case)
    db.session.flush()
    return case.id


def _nominee(unit: Unit, name: str) -> Nominee:
    return Nominee(
        unit_id=unit.organisation_id,
        kind=NomineeKind.INDIVIDUAL,
        name=name,
        sort_key=name_key(name),
        folded=fold(name),
        created_at=clock.now(),
    )
