"""A small province at work: two units with their councils, Sở Nội vụ, the council, the Chairman, and cases to walk."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from io import BytesIO

import pikepdf
from flask import current_app

from app import clock
from app.access import GRANTS
from app.actor import UNIT_ROLES, Actor
from app.councils.models import Council
from app.documents.models import StoredFile
from app.documents.store import Store
from app.extensions import db
from app.nominations.models import DraftField, YearEntry
from app.organisations.models import Organisation
from tests import builders, kept
from tests.access.world import AT_COUNCIL, AT_DEPARTMENT
from workflows.vocabulary import Role

TODAY = datetime(2025, 2, 17, 8, 0, tzinfo=clock.VIETNAM)
DAY = timedelta(days=1)
UNITS = {"SGDDT": "Sở Giáo dục và Đào tạo", "SYT": "Sở Y tế"}
MEMBERS = 5


@dataclass
class Province:
    units: list[Organisation]
    councils: dict[int, Council]  # by organisation
    provincial: Council
    award: object
    award_round: object
    scan: StoredFile
    offices: dict[tuple[Role, int | None], Actor] = field(default_factory=dict)  # a unit's roles by unit

    def actor(self, role: Role, unit_id: int | None = None) -> Actor:
        return self.offices[role, (unit_id or self.units[0].id) if role in UNIT_ROLES else None]

    def draft(self, unit: Organisation, name: str, **more):
        """A complete draft, as its clerk would have left it."""
        clerk = self.actor(Role.UNIT_CLERK, unit.id)
        case = builders.nomination(
            unit,
            self.award,
            self.award_round,
            name,
            created_by_id=clerk.user_id,
            **({"period_from": 2024, "period_to": 2024} | more),
        )
        written = {"updated_by_id": clerk.user_id, "updated_at": clock.now(), "version": 0}
        case.fields = [
            DraftField(key=key, text=f"Đã hoàn thành xuất sắc nhiệm vụ ({key}).", **written)
            for key in ("citation", "profile", "achievements")
        ]
        case.years = [YearEntry(year=2024, rating="HTXSNV")]
        builders.evidence(case, "bao_cao_ca_nhan").file_id = scanned(f"%{case.code}".encode()).id
        db.session.flush()
        return case


def found(folder, award=builders.award) -> Province:
    """On Monday 17 February 2025, eight in the morning. Signed copies are one small scan."""
    morning(folder)
    return kept.once(founded, award)


def morning(folder):
    clock.use(folder / "clock.json")
    clock.stand_at(TODAY)


def founded(make_award=builders.award) -> Province:
    units = [builders.organisation(code, name) for code, name in UNITS.items()]
    places = {
        "SNV": builders.organisation("SNV", "Sở Nội vụ"),
        "UBND-T": builders.organisation("UBND-T", "Ủy ban nhân dân tỉnh Ninh Thuận"),
        "HDTDKT-T": builders.organisation("HDTDKT-T", "Hội đồng Thi đua - Khen thưởng tỉnh"),
    }
    award = make_award()
    made = Province(
        units=units,
        councils={unit.id: builders.council(unit, members=MEMBERS) for unit in units},
        provincial=builders.council(places["HDTDKT-T"], members=MEMBERS, standing=MEMBERS, is_provincial=True),
        award=award,
        award_round=builders.award_round(award),
        scan=scanned(),
    )
    for role in [*GRANTS, Role.NOMINEE]:
        for unit in units if role in UNIT_ROLES else [None]:
            made.offices[role, unit and unit.id] = builders.actor(role, unit or places[_seat(role)])
    return made


def _seat(role: Role) -> str:
    if role in AT_DEPARTMENT:
        return "SNV"
    return "HDTDKT-T" if role in AT_COUNCIL else "UBND-T"


def scanned(remark=b"") -> StoredFile:
    """A file of its own: of two cases with the same report appraisal asks whether they tell of one achievement."""
    made = Store(current_app.config["PAPERS_FOLDER"]).put_bytes(pdf() + remark, "ban-da-ky.pdf", "application/pdf")
    db.session.flush()
    return made


def pdf() -> bytes:
    made, data = pikepdf.new(), BytesIO()
    made.add_blank_page()
    made.save(data)
    return data.getvalue()


def in_days(days: int) -> date:
    return date.fromordinal(clock.today().toordinal() + days)
