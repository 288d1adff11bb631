"""The review's part of the case page, and the pages of its steps."""

from app.access import Permission, permissions_of
from app.actor import UNIT_ROLES, Actor
from app.decisions.reach import may_read_of_case
from app.nominations import timeline
from app.nominations.openings import Look, Panel, shows_panel, takes_step
from app.nominations.reach import CHAIRMAN_ROLES, DEPARTMENT_ROLES
from app.revocations import grounds, queries
from workflows.award_province_1 import State

REVIEWED = frozenset({State.REVOCATION_REVIEW, State.REVOKED})
OF_THE_REASON = UNIT_ROLES | DEPARTMENT_ROLES | CHAIRMAN_ROLES  # no council member, until the decision is out

timeline.keeps_why_for(OF_THE_REASON, "open_revocation_review")

takes_step("open_revocation_review", "revocations.open_review", settles_its_guards=True)
takes_step("revoke", "revocations.revoke")
takes_step("keep_award", "revocations.keep")


@shows_panel(order=27)
def review(look: Look, actor: Actor) -> Panel | None:
    found = queries.newest(look.case) if look.case.state in REVIEWED else None
    if found is None:
        return None
    may_read = found.paper is not None and may_read_of_case(found.paper, actor)
    context = {
        "revocation": found,
        "may_know_why": actor.role in OF_THE_REASON or may_read,
        "ground": grounds.NAMES[found.ground],
        "may_read": may_read,
        "may_register": Permission.DECISION_ISSUE in permissions_of(actor),
        "may_recover": Permission.REVOCATION_RECOVER in permissions_of(actor),
    }
    return Panel("revocations/_panel.html", context)
