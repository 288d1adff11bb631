"""Pages of the sealed ballot."""

from app.ballots.blueprint import bp

__all__ = ["bp"]
