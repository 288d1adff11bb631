"""What a step writes to the nominee, said once: for the letter that goes, and for whoever looks at it before."""

from dataclasses import dataclass

from app.nominations.models import Nomination
from workflows.engine import Transition


@dataclass(frozen=True, kw_only=True)
class Letter:
    """An e-mail."""

    to: str
    subject: str
    text: str


def to_nominee(case: Nomination, step: Transition, reason: str) -> Letter | None:
    """None where the register has no address: their unit passes it on."""
    if not case.nominee.email:
        return None
    happened = what_happened(step)
    called = f"{case.honorific} {case.nominee_name}".strip()
    about = f"{case.nominee_name} – {case.award_version.name}"
    return Letter(
        to=case.nominee.email,
        subject=f"{case.award_version.name}: {happened}",
        text=f"Kính gửi {called},\n\n{happened}: {about}.{because(reason)}\n\n{case.unit.name}",
    )


def what_happened(step: Transition) -> str:
    return step.told or step.label


def because(reason: str) -> str:
    """The reason of a step as a sentence of its own, where it has one."""
    reason = reason.strip()
    return f" Lý do: {reason.rstrip('.')}." if reason else ""
