"""When a case may be changed, and which of its parts.

All of it while it is a draft or was returned to its unit; in between nothing, unless a room opens named parts.
"""

from dataclasses import dataclass

from app.actor import Actor
from app.errors import Refusal
from app.nominations import openings
from app.nominations.models import Nomination
from app.nominations.reach import is_opened_by_department, roles_of
from workflows.award_province_1 import State
from workflows.vocabulary import Role

WHILE_WRITTEN = frozenset({State.DRAFT, State.RETURNED})


@dataclass(frozen=True, kw_only=True)
class Edits:
    """What one person may change in one case now."""

    everything: bool = False
    named: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return self.everything or bool(self.named)

    def text(self, key: str) -> bool:
        return self.everything or f"field-{key}" in self.named

    def paper(self, doc_code: str) -> bool:
        return self.everything or f"paper-{doc_code}" in self.named

    @property
    def general(self) -> bool:
        return self.text("general")

    @property
    def years(self) -> bool:
        return self.text("years")


def allowed(nomination: Nomination, actor: Actor) -> Edits:
    if not _writes(nomination, actor):
        return Edits()
    if nomination.state in WHILE_WRITTEN:
        return Edits(everything=True)
    return Edits(named=openings.edits_allowed(nomination, actor))


def _writes(nomination: Nomination, actor: Actor) -> bool:
    """Its unit's clerk; and the head of the Ban a simplified draft that Sở Nội vụ opened itself."""
    roles = roles_of(nomination, actor)
    return Role.UNIT_CLERK in roles or (Role.BAN_HEAD in roles and is_opened_by_department(nomination, actor))


def insist(nomination: Nomination, *, may: bool) -> None:
    if not may:
        reasons = [
            f"Hồ sơ đang ở bước “{nomination.state_name}”: mục này chỉ đọc.",
            "Muốn sửa thì trả hồ sơ về bản nháp, hoặc chờ Sở Nội vụ yêu cầu bổ sung.",
        ]
        raise Refusal("Chưa sửa được hồ sơ.", reasons)
