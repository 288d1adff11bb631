"""A unit's person with recognised initiatives, and cases that ask for them."""

from dataclasses import dataclass
from datetime import date

import pytest

from app import clock
from app.councils.constitution import CouncilKind
from app.extensions import db
from app.initiatives.models import Initiative, InitiativeAuthor, InitiativeDecision, Scope
from tests import builders
from workflows.award_province_1 import State
from workflows.vocabulary import Role


@dataclass
class House:
    unit: object
    author: object
    clerk: object
    stranger: object
    appraiser: object
    councils: dict
    awards: dict

    def case(self, award="cstd_tinh", *, nominee=None, unit=None, period=(2023, 2024), **more):
        """A draft; `state=` puts it further, and what left its unit was submitted."""
        version, in_round = self.awards[award]
        nominee, unit = nominee or self.author, unit or self.unit
        more.setdefault("submitted_at", clock.now() if more.get("state", State.DRAFT) != State.DRAFT else None)
        return builders.nomination(
            unit,
            version,
            in_round,
            nominee.name,
            nominee_id=nominee.id,
            created_by_id=self.clerk.user_id,
            **({"period_from": period[0], "period_to": period[1]} | more),
        )

    def initiative(self, title="Học liệu số", *, scope=Scope.BASE, on=date(2024, 12, 20), share=60):
        """Recognised that day; without a day it still waits."""
        made = Initiative(
            unit_id=self.unit.id,
            title=title,
            summary="Đã áp dụng.",
            applied_on=date(2024, 3, 1),
            entered_by_id=self.clerk.user_id,
            entered_at=clock.now(),
            authors=[InitiativeAuthor(nominee_id=self.author.id, share=share)],
        )
        db.session.add(made)
        if on:
            made.decisions.append(self.decision(scope, on))
        db.session.commit()
        return made

    def decision(self, scope, on):
        return InitiativeDecision(
            council_id=self.councils[scope].id,
            scope=scope,
            number="118/QĐ-SGDĐT",
            decided_on=on,
            signer="Trần Văn Hùng",
            signer_title="Giám đốc",
            file_id=builders.stored_file().id,
            entered_by_id=self.clerk.user_id,
            entered_at=clock.now(),
        )


@pytest.fixture
def house(app):
    unit, agency = builders.organisation(), builders.organisation("SKHCN", "Sở Khoa học và Công nghệ")
    other = builders.organisation("SYT", "Sở Y tế")
    kind = {"kind": CouncilKind.INITIATIVE}
    awards = {code: builders.award(code) for code in ("cstd_co_so", "cstd_tinh", "bang_khen_tinh")}
    made = House(
        unit=unit,
        author=builders.nominee(unit, "Phan Quốc Thái"),
        clerk=builders.actor(Role.UNIT_CLERK, unit),
        stranger=builders.actor(Role.UNIT_CLERK, other),
        appraiser=builders.actor(Role.APPRAISER, builders.organisation("SNV", "Sở Nội vụ")),
        councils={
            Scope.BASE: builders.council(unit, members=3, **kind),
            Scope.PROVINCE: builders.council(agency, members=3, is_provincial=True, **kind),
        },
        awards={code: (one, builders.award_round(one, code=f"2025-{code}")) for code, one in awards.items()},
    )
    db.session.commit()
    return made


@pytest.fixture
def ask(app):
    """Ask as somebody: ask(actor, "/achievements/…") or with data= for a POST."""

    def asked(actor, url, data=None):
        client = builders.signed_in(app.test_client(), actor)
        return client.get(url) if data is None else client.post(url, data=data)

    return asked
