"""Who may stand in for whom, and who of them signs: what `substitutes.yaml` says."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from app.actor import Actor
from app.errors import Refusal
from app.facts import read_facts
from app.organisations.models import Organisation
from app.organisations.offices import is_signing
from app.text import fold
from workflows.vocabulary import Role

SOURCE = Path(__file__).with_name("substitutes.yaml")
ASKED_THEMSELF = "Người đề nghị không tự duyệt đề nghị của mình, kể cả khi thay người khác: việc này chờ người khác."


@dataclass(frozen=True, kw_only=True)
class Customs:
    """The habits of the province, with where they come from."""

    entered_by: dict[Role, tuple[str, ...]]
    personal: frozenset[Role]
    deputies: tuple[str, ...]
    on_behalf: str
    above: tuple[str, ...]  # what the lines above a title begin with
    acting: str
    basis: str
    is_verified: bool


@cache
def customs() -> Customs:
    facts: dict[str, Any] = read_facts(SOURCE)
    signing = facts["signing"]
    return Customs(
        entered_by={Role(role): tuple(codes) for role, codes in facts["entered_by"].items()},
        personal=frozenset(Role(role) for role in facts["personal"]),
        deputies=tuple(signing["deputies"]),
        on_behalf=signing["on_behalf"],
        above=tuple(signing["above"]),
        acting=signing["acting"],
        basis=signing["basis"],
        is_verified=signing["confidence"] == "verified",
    )


def manages(actor: Actor, organisation: Organisation) -> bool:
    """Who says who is away: the administrator everywhere, a head in their own house and those that belong to it."""
    if actor.role is Role.ADMINISTRATOR:
        return True
    codes = customs().entered_by.get(actor.role) if actor.role else None
    return codes is not None and (organisation.id == actor.organisation_id or organisation.code in codes)


def is_personal(role: Role) -> bool:
    """A ballot and an opinion are a person's own."""
    return role in customs().personal


def is_deputy(title: str, *, of: str) -> bool:
    """'Phó Giám đốc' of 'Giám đốc', not 'Phó Chánh Văn phòng'; and one deputy of another."""
    is_one = title.startswith(customs().deputies)
    return is_one and fold(title) in {fold(of), *(fold(f"{deputy} {of}") for deputy in customs().deputies)}


def may_sign(actor: Actor) -> bool:
    """Whoever stands in for a signer signs as a deputy alone: by the lines they were named with."""
    return actor.for_user_id is None or actor.role is None or not is_signing(actor.role) or bool(actor.signs)


def insist_may_sign(actor: Actor, doing: str = "Chưa ký được văn bản.") -> None:
    if not may_sign(actor):
        raise Refusal(doing, [f"Chỉ cấp phó được ký thay: {customs().basis}."])


def insist_on_another(actor: Actor, asked_by_id: int, doing: str) -> None:
    """Where a process wants two people: who asked does not judge what they asked for, in whosever place they sit."""
    if actor.user_id == asked_by_id:
        raise Refusal(doing, [ASKED_THEMSELF])


def signed_for(absent: str, title: str) -> str:
    """Above a deputy's signature: 'TL. GIÁM ĐỐC', 'TRƯỞNG BAN' -> 'TL. GIÁM ĐỐC', 'KT. TRƯỞNG BAN', 'PHÓ …'."""
    *above, office = absent.splitlines()
    is_on_behalf = any(line.startswith(customs().on_behalf) for line in above)
    named = [] if is_on_behalf else [f"{customs().on_behalf} {office}"]
    return "\n".join([*above, *named, title]).upper()
