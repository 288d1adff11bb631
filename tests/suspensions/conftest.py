"""A province at work, and a case that has come as far as a test wants it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from app import clock
from app.suspensions import operations, queries
from app.suspensions.models import Finding, Suspension
from app.suspensions.operations import Cause, Conclusion
from tests.casework import province, road
from workflows.vocabulary import Role

REASON = "Có đơn thư phản ánh đang được xác minh."


@dataclass
class Office:
    """The province, with the words of the head of the Ban."""

    at_work: province.Province

    def case_at(self, state, name="Chamaléa Thị Sương"):
        return road.walk_to(self.at_work, self.at_work.draft(self.unit, name), state)

    def actor(self, role):
        return self.at_work.actor(role)

    @property
    def unit(self):
        return self.at_work.units[0]

    @property
    def head(self):
        return self.actor(Role.BAN_HEAD)

    def suspend(self, case, **more: Any) -> Suspension:
        wanted: dict[str, Any] = {
            "ground": "don_thu",
            "source_agency": "Thanh tra tỉnh",
            "source_number": "",
            "source_on": date(2025, 2, 14),
            "reason": REASON,
        }
        return operations.suspend(case, Cause(**(wanted | more)), actor=self.head)

    def conclude(self, case, finding=Finding.CLEAR, **more: Any) -> None:
        standing = queries.current(case)
        wanted: dict[str, Any] = {
            "finding": finding,
            "finding_agency": "Thanh tra tỉnh",
            "finding_number": "15/KL-TTT",
            "finding_on": clock.today(),
            "finding_summary": "Đã xác minh tại đơn vị.",
            "version": standing.version,
        }
        operations.conclude(standing, Conclusion(**(wanted | more)), actor=self.head)

    def resume(self, case) -> None:
        self.conclude(case)
        operations.resume(queries.current(case), actor=self.head)

    def end(self, case, reason="Đã có kết luận vi phạm trong quản lý tài chính.") -> None:
        self.conclude(case, Finding.VIOLATION)
        operations.end(queries.current(case), reason, actor=self.head)


@pytest.fixture
def office(app, tmp_path):
    return Office(province.found(tmp_path))
