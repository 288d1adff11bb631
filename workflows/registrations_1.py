"""A unit's registration for a year (bản đăng ký thi đua): its clerk writes it, its head signs, Sở Nội vụ reads it.

What was sent is not changed, but Sở Nội vụ may open it again; that is also how a unit registers late.
"""

from collections.abc import Iterator
from enum import StrEnum

from workflows.engine import StateInfo, Transition, Workflow, guard
from workflows.facts import RegistrationFacts
from workflows.vocabulary import Role, StateKind

REOPENING = frozenset({Role.APPRAISER, Role.BAN_HEAD, Role.SNV_DIRECTOR})


@guard("Chưa có ai trong bản đăng ký.")
def somebody_is_registered(facts: RegistrationFacts) -> bool:
    return facts.has_lines


@guard("Ngoài thời gian đăng ký.")
def time_is_right(facts: RegistrationFacts) -> Iterator[str]:
    if facts.untimely:
        yield facts.untimely


class RegistrationState(StrEnum):
    DRAFT = "DRAFT"
    SENT = "SENT"
    REOPENED = "REOPENED"


class Registration1(Workflow):
    """Bản đăng ký thi đua của một đơn vị."""

    key = "registration"
    version = 1
    title = "Đăng ký thi đua của đơn vị"
    initial = RegistrationState.DRAFT
    states = {
        RegistrationState.DRAFT: StateInfo("Đơn vị đang lập", StateKind.INITIAL, Role.UNIT_CLERK),
        RegistrationState.SENT: StateInfo("Đã gửi Sở Nội vụ", StateKind.CLOSED, Role.BAN_HEAD),
        RegistrationState.REOPENED: StateInfo("Sở Nội vụ mở lại, đơn vị đang sửa", StateKind.NORMAL, Role.UNIT_CLERK),
    }
    milestones = {
        "Lập danh sách": (RegistrationState.DRAFT, RegistrationState.REOPENED),
        "Thủ trưởng ký, gửi": (RegistrationState.SENT,),
    }

    send = Transition(
        id="DK01",
        label="Ký, gửi Sở Nội vụ",
        source={RegistrationState.DRAFT},
        target=RegistrationState.SENT,
        by={Role.UNIT_HEAD},
        when=[somebody_is_registered, time_is_right],
    )
    reopen = Transition(
        id="DK02",
        label="Mở lại cho đơn vị",
        source={RegistrationState.DRAFT, RegistrationState.SENT},
        target=RegistrationState.REOPENED,
        by=REOPENING,
        needs_reason=True,
    )
    send_again = Transition(
        id="DK03",
        label="Ký lại, gửi Sở Nội vụ",
        source={RegistrationState.REOPENED},
        target=RegistrationState.SENT,
        by={Role.UNIT_HEAD},
        when=[somebody_is_registered],
    )
