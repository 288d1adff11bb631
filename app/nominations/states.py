"""Sets of states that more than one room speaks of."""

from workflows.award_province_1 import State

AWARDED = frozenset({State.PUBLISHED, State.PRODUCTION, State.HANDED_OVER, State.ARCHIVED})  # the decision is issued
