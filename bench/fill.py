"""Many nominations at once, straight into the tables, with everything that pages join and a valid audit chain.

`python -m bench fill FOLDER N` makes an instance folder with an SQLite database of N nominations. Names are made up.
"""

import random
import sys
import time
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import Connection, Integer, insert, select

from app import clock
from app.audit.chain import moment, seal
from app.audit.models import AuditEvent, canonical
from app.audit.triggers import GENESIS
from app.awards.models import AwardVersion, DocType
from app.documents.models import StoredFile
from app.effects.statistics import count_rows
from app.extensions import db, unit_of_work
from app.nominations.models import DraftField, Evidence, Nomination, YearEntry
from app.nominees.models import Nominee, NomineeKind
from app.organisations.models import Appointment, Organisation
from app.organisations.queries import existing_on
from app.rounds.models import AwardRound
from app.text import fold, name_key
from bench import _province, _sheets
from workflows import registry
from workflows.award_province_1 import State
from workflows.vocabulary import Role

CHUNK = 5000
SAMPLE = 2000  # cases that have texts, years, papers and a history
FAMILY = "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Đặng Bùi Đỗ Hồ Ngô Dương Lý Chamaléa Katơr Pi-năng Đạo Bá".split()  # noqa: SIM905 -- names read better in a row
MIDDLE = "Thị Văn Hữu Đức Minh Ngọc Thanh Quốc Kim Xuân".split()  # noqa: SIM905 -- names read better in a row
GIVEN = "An Bình Châu Dũng Đạt Giang Hà Hạnh Hiếu Hùng Hương Khánh Lan Linh Long Mai Nam Nga Phúc Quân Sơn Thảo".split()  # noqa: SIM905 -- names read better in a row
BEFORE_SUBMISSION = frozenset(
    {State.DRAFT, State.UNIT_CHECK, State.UNIT_PUBLIC, State.UNIT_COUNCIL, State.UNIT_SIGN, State.NOT_PROPOSED}
)
ROAD = (
    ("send_to_check", State.DRAFT, State.UNIT_CHECK),
    ("refer_to_unit_council", State.UNIT_CHECK, State.UNIT_COUNCIL),
    ("pass_unit_council", State.UNIT_COUNCIL, State.UNIT_SIGN),
    ("submit", State.UNIT_SIGN, State.SUBMITTED),
    ("register", State.SUBMITTED, State.INTAKE),
)
BEGINNING = datetime(2025, 1, 6, 1, 0, tzinfo=UTC)
ROUNDS = 3
TEXTS = ("citation", "profile", "achievements", "awards_held")


def fill(app: Flask, wanted: int) -> dict[Role, Appointment]:
    """Fill an empty site; the offices of the province and of the first unit come back."""
    with app.app_context(), unit_of_work():
        random.seed(1)
        offices = _province.appoint_offices()
        units = _units()
        offices[Role.UNIT_CLERK] = _province.appoint(Role.UNIT_CLERK, units[0])
        offices[Role.UNIT_HEAD] = _province.appoint(Role.UNIT_HEAD, units[0])
        offices[Role.CONSULTED_AGENCY] = _province.appoint(Role.CONSULTED_AGENCY, units[1])
        rounds = _rounds()
        db.session.flush()
        versions = list(db.session.scalars(select(AwardVersion.id).where(AwardVersion.level == "province")))
        ids = [unit.id for unit in units]
        nominees = list(_nominees(wanted, ids))
        _insert(Nominee, iter(nominees))
        author = offices[Role.UNIT_CLERK].user_id
        cases = list(_nominations(nominees, rounds, versions, author))
        _insert(Nomination, iter(cases))
        sample = sorted(random.sample(cases, min(wanted, SAMPLE)), key=lambda case: int(case["id"]))
        _fill_dossiers([case["id"] for case in sample], author)
        _sheets.fill(_sheets.Around(cases=cases, sample=sample, offices=offices, units=units, since=BEGINNING))
        _insert(AuditEvent, _events(cases, offices))
    with app.app_context(), db.engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            _go_on_counting(connection)
        count_rows(connection)
    return offices


def _go_on_counting(connection: Connection) -> None:
    """Rows came with their ids; the next one made in the usual way is the one after the last."""
    for table in db.metadata.tables.values():
        if "id" in table.c and isinstance(table.c.id.type, Integer):
            last = f"SELECT coalesce(max(id), 0) + 1 FROM {table.name}"
            connection.exec_driver_sql(f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), ({last}), false)")


def _units() -> list[Organisation]:
    able = existing_on(clock.today()).where(Organisation.can_submit)
    return list(db.session.scalars(able.order_by(Organisation.id)))


def _rounds() -> list[int]:
    made = [
        AwardRound(
            code=f"bench-{number}",
            name=f"Đợt {number} năm 2025",
            year=2025,
            opens_on=date(2020, 1, 1),
            closes_on=date(2099, 1, 1),
            confidence="design",
        )
        for number in range(1, ROUNDS + 1)
    ]
    db.session.add_all(made)
    db.session.flush()
    return [one.id for one in made]


def _nominees(wanted: int, units: list[int]) -> Iterator[dict[str, Any]]:
    """Every tenth of the first unit, so that its own lists fill a page however few rows there are in all."""
    for number in range(1, wanted + 1):
        name = f"{random.choice(FAMILY)} {random.choice(MIDDLE)} {random.choice(MIDDLE)} {random.choice(GIVEN)}"
        yield {
            "id": number,
            "unit_id": units[0] if number % 10 == 0 else units[number % len(units)],
            "kind": NomineeKind.INDIVIDUAL,
            "name": name,
            "sort_key": name_key(name),
            "folded": fold(name),
            "position": "Giáo viên",
            "department": f"Trường số {number % 40}",
            "created_at": BEGINNING,
        }


def _nominations(
    nominees: list[dict[str, Any]], rounds: list[int], versions: list[int], author: int
) -> Iterator[dict[str, Any]]:
    definition = registry.latest("award_province")
    pinned = {
        "workflow_key": definition.key,
        "workflow_version": definition.version,
        "workflow_digest": definition.digest(),
    }
    states = [*State, *[State.APPRAISAL] * 8, *[State.PUBLISHED] * 12, *[State.DRAFT] * 4]
    for nominee in nominees:
        number, state = nominee["id"], random.choice(states)
        since = BEGINNING + timedelta(minutes=number % 40_000)
        submitted = None if state in BEFORE_SUBMISSION else since
        yield pinned | {
            "id": number,
            "state": state.value,
            "state_since": since,
            "previous_state": None,
            "due_at": since + timedelta(days=15) if number % 3 else None,
            "code": f"HS-2025-{number:06}",
            "award_round_id": rounds[number % len(rounds)],
            "award_version_id": random.choice(versions),
            "unit_id": nominee["unit_id"],
            "nominee_id": number,
            "nominee_kind": nominee["kind"],
            "nominee_name": nominee["name"],
            "nominee_key": nominee["sort_key"],
            "nominee_folded": nominee["folded"],
            "nominee_title": "Giáo viên",
            "honorific": "Bà",
            "route": "cong_trang",
            "period_from": 2022,
            "period_to": 2024,
            "created_by_id": author,
            "created_at": since,
            "submitted_at": submitted,
            "received_number": number if submitted else None,
            "received_at": submitted,
        }


def _fill_dossiers(cases: list[int], author: int) -> None:
    codes = list(db.session.scalars(select(DocType.code).where(DocType.code.startswith("bao_cao_")).limit(2)))
    by = {"updated_by_id": author, "updated_at": BEGINNING}
    _insert(
        DraftField,
        (
            {"nomination_id": case, "key": key, "text": "Có thành tích xuất sắc. " * 20, "version": 1, **by}
            for case in cases
            for key in TEXTS
        ),
    )
    years = (2022, 2023, 2024)
    _insert(YearEntry, ({"nomination_id": case, "year": year, "rating": "HTXSNV"} for case in cases for year in years))
    _insert(StoredFile, (_file(number) for number, _ in enumerate(cases, start=1)))
    _insert(
        Evidence,
        (
            {"nomination_id": case, "doc_code": code, "file_id": number, "added_by_id": author, "added_at": BEGINNING}
            for number, case in enumerate(cases, start=1)
            for code in codes
        ),
    )


def _file(number: int) -> dict[str, Any]:
    """A row of the store; no page of these measures opens it."""
    return {
        "path": f"00/00/{number:032x}.pdf",
        "sha256": f"{number:064x}",
        "size": 1,
        "media_type": "application/pdf",
        "original_name": "bao-cao.pdf",
        "created_at": BEGINNING,
    }


def _events(cases: list[dict[str, Any]], offices: Mapping[Role, Appointment]) -> Iterator[dict[str, Any]]:
    """The first steps of each case, one after the other, each sealed upon the one before."""
    clerk, officer = offices[Role.UNIT_CLERK], offices[Role.INTAKE_OFFICER]
    seq, last = 0, GENESIS
    for case in cases:
        for action, source, target in ROAD:
            seq += 1
            at = BEGINNING + timedelta(seconds=seq)
            is_own = case["unit_id"] == clerk.organisation_id
            actor = officer if action == "register" else clerk if is_own else None  # of other units: people long gone
            body: dict[str, Any] = {
                "seq": seq,
                "actor_id": actor.user_id if actor else None,
                "organisation_id": case["unit_id"],
                "actor_name": "Nguyễn Thị Ngọc Ánh",
                "role": (actor or clerk).role.value,
                "subject": f"nomination:{case['id']}",
                "action": action,
                "source": source.value,
                "target": target.value,
                "reason": "",
            }
            stored = {"at_office": moment(at), "at_real": moment(at), "data": canonical({})}
            row = {**body, "at_office": at, "at_real": at, "data": {}, "previous_hash": last}
            last = seal(last, {**body, **stored})
            yield {**row, "hash": last}


def _insert(model: Any, rows: Iterator[dict[str, Any]]) -> None:
    while chunk := list(islice(rows, CHUNK)):
        db.session.execute(insert(model.__table__), chunk)


def main() -> int:
    folder, wanted = Path(sys.argv[2]).resolve(), int(sys.argv[3])
    begun = time.perf_counter()
    fill(_province.found(folder), wanted)
    print(f"{wanted} nominations in {folder} after {time.perf_counter() - begun:.1f} s")
    return 0
