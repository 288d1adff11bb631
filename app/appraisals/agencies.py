"""Whom Sở Nội vụ usually asks (hiệp y), and how long they have. Practice of other provinces: a setting, not law."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app import clock, workdays
from app.extensions import db
from app.organisations.models import Organisation
from app.organisations.queries import existing_on
from workflows.vocabulary import DayUnit

SETTING = "Mức do tỉnh quy định – chưa nhập căn cứ pháp lý"


@dataclass(frozen=True, kw_only=True)
class Custom:
    """What is usual, on what it rests, and how sure that is."""

    days: int
    unit: DayUnit
    agencies: Sequence[str]  # codes of organisations; of those that exist on the day
    basis: str
    confidence: str

    @property
    def is_a_setting(self) -> bool:
        return self.confidence != "verified"


CUSTOM = Custom(
    days=10,
    unit=DayUnit.WORKING,
    agencies=("CAT", "TTT", "CT", "BHXH", "SYT", "STNMT", "SNNPTNT", "SNNMT"),
    basis="Cơ quan: Bắc Ninh 86/2025 Đ.10 kh.2; thời hạn trả lời: chưa đọc được văn bản",
    confidence="memory_medium",
)


def askable() -> Sequence[Organisation]:
    """Every organisation that exists today, but the one that asks; those that are usually asked come first."""
    existing = existing_on(clock.today()).where(Organisation.code != "SNV", Organisation.kind != "placeholder")
    is_usual = Organisation.code.in_(CUSTOM.agencies)
    return db.session.scalars(existing.order_by(is_usual.desc(), Organisation.sort_key)).all()


def proposed_due() -> date:
    return clock.local(workdays.due(clock.now(), CUSTOM.days, CUSTOM.unit)).date()
