"""What somebody signed in with, in the words of whoever has to know it again."""

BROWSERS = (  # as a browser names itself; many also name those they descend from, so the order counts
    ("coc_coc", "Cốc Cốc"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("CriOS/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("Android", "điện thoại, máy tính bảng Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "máy tính Windows"),
    ("Macintosh", "máy tính Mac"),
    ("Linux", "máy tính Linux"),
)


def in_words(agent: str) -> str:
    """'Chrome, máy tính Windows'; as it named itself where neither is known."""
    known = [next((words for sign, words in kinds if sign in agent), "") for kinds in (BROWSERS, SYSTEMS)]
    return ", ".join(filter(None, known)) or agent or "Không rõ"
