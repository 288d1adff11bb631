"""HS-2025-00012: numbers of cases, one row of numbers a year."""

from sqlalchemy import text

from app import clock
from app.extensions import db

_NEXT = text(
    "INSERT INTO nomination_code_counter (year, last) VALUES (:year, 1) "
    "ON CONFLICT (year) DO UPDATE SET last = nomination_code_counter.last + 1 RETURNING last"
)


def take() -> str:
    """The year's next code. Both databases let one transaction at a time pass here."""
    year = clock.today().year
    return f"HS-{year}-{db.session.scalar(_NEXT, {'year': year}):05}"
