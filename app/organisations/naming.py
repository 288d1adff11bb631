"""How papers name an organisation: no short forms in a letterhead, and a district is more than its committee."""

from app.organisations.models import Organisation

SHORT, FULL = "UBND", "Ủy ban nhân dân"
PROVINCIAL_COMMITTEE = f"{FULL}\ntỉnh Ninh Thuận"  # over two lines, as a letterhead has it
COMMITTEES = frozenset({"district", "commune"})  # an Ủy ban nhân dân with its place


def in_full(name: str) -> str:
    """'Bằng khen của Chủ tịch UBND tỉnh' -> 'Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh'."""
    return name.replace(SHORT, FULL)


def in_letterhead(unit: Organisation) -> str:
    """A committee and its place stand in two lines: 'Ủy ban nhân dân', 'huyện Bác Ái'."""
    return in_full(unit.name).replace(f"{FULL} ", f"{FULL}\n", 1) if unit.kind in COMMITTEES else in_full(unit.name)


def of_whom(unit: Organisation) -> str:
    """Whose people and whose council: 'huyện Bác Ái', where its committee submits; else the unit."""
    return in_full(unit.name).removeprefix(f"{FULL} ") if unit.kind in COMMITTEES else in_full(unit.name)


def headed(unit: Organisation) -> str:
    """Who carries out what is decided: 'Chủ tịch Ủy ban nhân dân huyện Bác Ái', 'Thủ trưởng Sở Y tế'."""
    return f"{'Chủ tịch' if unit.kind in COMMITTEES else 'Thủ trưởng'} {in_full(unit.name)}"


def on_behalf(unit: Organisation) -> str:
    """A committee decides together, so its head signs for it (thay mặt); a head of office signs as such."""
    return f"TM. {FULL.upper()}\n" if unit.kind in COMMITTEES else ""
