"""Sets of states, and kinds of process, that more than one room speaks of."""

from workflows.award_province_1 import State
from workflows.award_unit_1 import AwardUnit1, UnitState
from workflows.medal_nomination_1 import MedalNomination1
from workflows.medal_simplified_1 import MedalSimplified1

AWARDED = frozenset(  # the decision is issued; of a unit's own route: made known
    {State.PUBLISHED, State.PRODUCTION, State.HANDED_OVER, State.ARCHIVED, UnitState.PUBLISHED, UnitState.REPORTED}
)
SIMPLIFIED = frozenset({MedalSimplified1.key})  # processes of the simplified procedure (thủ tục đơn giản)
OF_THE_MEDAL = frozenset({MedalNomination1.key, *SIMPLIFIED})
OF_THE_UNIT = frozenset({AwardUnit1.key})  # the unit's head decides; Sở Nội vụ is told afterwards
WITHIN_THE_UNIT = frozenset(
    {
        *(State.DRAFT, State.UNIT_CHECK, State.UNIT_PUBLIC, State.UNIT_COUNCIL, State.UNIT_SIGN),
        *(UnitState.AWAITS_DECISION, UnitState.DECIDED, UnitState.PUBLISHED),
    }
)
