"""A second version of the province's process, as another law might have it: no dossier waits for a supplement."""

from dataclasses import replace

from workflows.award_province_1 import UNDER_WAY, AwardProvince1, State

STAYS = UNDER_WAY - {State.SUPPLEMENT}


class AwardProvince2(AwardProvince1):
    version = 2
    states = {state: info for state, info in AwardProvince1.states.items() if state is not State.SUPPLEMENT}
    milestones = AwardProvince1.milestones | {"Tiếp nhận": (State.SUBMITTED, State.INTAKE)}

    ask_for_more = None
    supplement = None
    return_overdue = None
    withdraw = AwardProvince1.withdraw.but(source=STAYS)
    suspend = AwardProvince1.suspend.but(source=STAYS)
    accept = AwardProvince1.accept.but(limit=replace(AwardProvince1.accept.limit, days=7))
