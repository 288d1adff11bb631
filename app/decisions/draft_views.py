"""The papers of a list as they would read if they were signed now."""

from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from app.access import Permission, current_actor, requires
from app.decisions import papers, queries, slips
from app.decisions.views import bp
from app.papers.printing import previewed


@bp.get("/<int:proposal_id>/letter.pdf")
@requires(Permission.PROPOSAL_READ)
def letter(proposal_id: int) -> ResponseReturnValue:
    content = papers.proposal_letter(queries.proposal(proposal_id, current_actor()))
    return previewed(content, "du-thao-to-trinh.pdf")


@bp.get("/<int:proposal_id>/draft-decision.pdf")
@requires(Permission.PROPOSAL_READ)
def draft_decision(proposal_id: int) -> ResponseReturnValue:
    proposal = queries.proposal(proposal_id, current_actor())
    if proposal.goes_up:  # the Chairman decides nothing there
        raise NotFound
    content = papers.award_decision(proposal)
    return previewed(content, "du-thao-quyet-dinh.pdf")


@bp.get("/<int:proposal_id>/forwarding-slip.pdf")
@requires(Permission.PROPOSAL_CHECK)
def forwarding_slip(proposal_id: int) -> ResponseReturnValue:
    content = slips.forwarding_slip(queries.proposal(proposal_id, current_actor()))
    return previewed(content, "du-thao-phieu-trinh.pdf")
