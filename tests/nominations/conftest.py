"""One unit writing its dossiers, its neighbours, and the round they are for."""

from dataclasses import dataclass
from datetime import date, datetime

import pytest
from sqlalchemy import event

from app import clock
from app.actor import Actor
from app.awards.models import Award, AwardVersion, DocType, DossierItem
from app.extensions import db
from app.nominations.choosing import Offer
from app.nominations.models import DraftField, YearEntry
from tests import builders, kept
from tests.builders import signed_in
from workflows.vocabulary import Role

TODAY = datetime(2025, 2, 17, 8, 0, tzinfo=clock.VIETNAM)


@dataclass
class Office:
    """A unit with two clerks and a head, a second unit, Sở Nội vụ."""

    unit: object
    clerk: Actor
    colleague: Actor
    head: Actor
    stranger: Actor  # the clerk of another unit
    officer: Actor  # intake at Sở Nội vụ
    award: object
    in_round: object

    @property
    def offer(self):
        return Offer(self.in_round, self.award)


def merit(code="bang_khen_tinh", name="Bằng khen của Chủ tịch UBND tỉnh", wanted=(), **more):
    """An award as the catalogue has it, with what this room asks of it."""
    names = {
        "to_trinh": "Tờ trình đề nghị",
        "bao_cao_ca_nhan": "Báo cáo thành tích của cá nhân",
        "bien_ban_xet_kt": "Biên bản xét khen thưởng",
        "cn_sang_kien_tinh": "Xác nhận sáng kiến cấp tỉnh",
        "quyet_dinh_da_khen": "Bản sao quyết định các danh hiệu, hình thức đã đạt",
    }
    for doc_code, doc_name in names.items():
        db.session.merge(DocType(code=doc_code, name=doc_name, confidence="verified"))
    asked = ("to_trinh", "bao_cao_ca_nhan", "bien_ban_xet_kt", *wanted)
    columns = {
        "subjects": ["individual", "collective", "household"],
        "routes": ["cong_trang", "chuyen_de", "dot_xuat", "doi_ngoai"],
        "criteria": {"variants": []},
    } | more
    made = AwardVersion(
        award=Award(code=code, kind="commendation"),
        number=1,
        name=name,
        name_en=name,
        cycle="any",
        considered_by="standing",
        vote_is_statutory=False,
        decided_by=[],
        proposed_by=[],
        steps=[],
        bonus={},
        legal_basis=[],
        confidence="verified",
        valid_from=date(2024, 1, 1),
        dossier=[DossierItem(position=n, doc_code=one, copies=1) for n, one in enumerate(asked)],
        **columns,
    )
    db.session.add(made)
    db.session.flush()
    return made


@pytest.fixture
def office(app, tmp_path):
    clock.use(tmp_path / "clock.json")
    clock.stand_at(TODAY)
    return kept.once(_office)


def _office():
    unit = builders.organisation("SGDDT", "Sở Giáo dục và Đào tạo")
    department = builders.organisation("SNV", "Sở Nội vụ")
    award = merit()
    return Office(
        unit=unit,
        clerk=builders.actor(Role.UNIT_CLERK, unit, builders.user("Nguyễn Thị Ngọc Ánh")),
        colleague=builders.actor(Role.UNIT_CLERK, unit, builders.user("Bá Văn Trịnh")),
        head=builders.actor(Role.UNIT_HEAD, unit, builders.user("Trần Văn Hùng")),
        stranger=builders.actor(Role.UNIT_CLERK, builders.organisation("SYT", "Sở Y tế")),
        officer=builders.actor(Role.INTAKE_OFFICER, department),
        award=award,
        in_round=builders.award_round(award),
    )


@pytest.fixture
def draft(office):
    """A new draft of the clerk."""
    made = builders.nomination(office.unit, office.award, office.in_round, created_by_id=office.clerk.user_id)
    db.session.commit()
    return made


def complete(case):
    """All that a Bằng khen for yearly merit asks of the unit."""
    case.period_from = case.period_to = 2024
    for key in ("citation", "profile", "achievements"):
        case.fields.append(
            DraftField(
                key=key, text=f"Chữ của {key}", version=1, updated_by_id=case.created_by_id, updated_at=clock.now()
            )
        )
    case.years.append(
        YearEntry(
            year=2024,
            rating="HTXSNV",
            title="Chiến sĩ thi đua cơ sở",
            decision_number="125/QĐ-SGDĐT",
            decision_date=date(2024, 7, 1),
        )
    )
    db.session.commit()
    return case


@pytest.fixture
def ask(app):
    """Ask as somebody: ask(actor, "/nominations/") or with data= for a POST."""

    def asked(actor, url, data=None, **more):
        client = signed_in(app.test_client(), actor)
        return client.get(url, **more) if data is None else client.post(url, data=data, **more)

    return asked


@pytest.fixture
def counted(app):
    """How many statements a call sends to the database."""

    def count(call):
        sent = []

        def note(*args):
            sent.append(args[2])

        event.listen(db.engine, "before_cursor_execute", note)
        try:
            call()
        finally:
            event.remove(db.engine, "before_cursor_execute", note)
        return len([one for one in sent if not one.startswith(("BEGIN", "COMMIT", "ROLLBACK", "PRAGMA"))])

    return count
