"""A certificate that was handed over, and the people who may have it made anew."""

from tests.corrections.conftest import handed, house

__all__ = ["handed", "house"]
