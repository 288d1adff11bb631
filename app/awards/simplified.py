"""Thủ tục đơn giản: the cases of the law for it, from `rule_sets.yaml`; what is secret is none that enters."""

from dataclasses import dataclass

from app.awards.rule_sets import facts


@dataclass(frozen=True)
class Simplified:
    """The cases by code, and the one that never enters the system."""

    cases: dict[str, str]
    basis: str
    confidence: str
    refused: str
    refused_name: str
    refusal: str

    @property
    def choices(self) -> list[tuple[str, str]]:
        """With the one that is refused: who thinks of it must read why."""
        return [*self.cases.items(), (self.refused, self.refused_name)]

    def fault(self, code: str) -> str | None:
        if code == self.refused:
            return self.refusal
        return None if code in self.cases else "Chọn trường hợp được áp dụng thủ tục đơn giản."


def _read() -> Simplified:
    said = facts()["simplified"]
    return Simplified(
        cases={row["code"]: row["name"] for row in said["cases"]},
        basis=said["basis"],
        confidence=said["confidence"],
        refused=said["refused"]["code"],
        refused_name=said["refused"]["name"],
        refusal=said["refused"]["sentence"],
    )


SIMPLIFIED = _read()
