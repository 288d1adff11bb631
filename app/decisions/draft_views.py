"""The papers of a list as they would read if they were signed now."""

from collections.abc import Callable

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from app.access import Permission, current_actor, requires
from app.decisions import papers, queries, slips
from app.decisions.models import Proposal
from app.decisions.views import bp
from app.documents.render import Printed
from app.papers.printing import previewed


@bp.get("/<int:proposal_id>/letter.pdf")
@requires(Permission.PROPOSAL_READ)
def letter(proposal_id: int) -> ResponseReturnValue:
    return _draft(queries.proposal(proposal_id, current_actor()), papers.proposal_letter, "du-thao-to-trinh.pdf")


@bp.get("/<int:proposal_id>/draft-decision.pdf")
@requires(Permission.PROPOSAL_READ)
def draft_decision(proposal_id: int) -> ResponseReturnValue:
    proposal = queries.proposal(proposal_id, current_actor())
    if proposal.goes_up:  # the Chairman decides nothing there
        raise NotFound
    return _draft(proposal, papers.award_decision, "du-thao-quyet-dinh.pdf")


@bp.get("/<int:proposal_id>/forwarding-slip.pdf")
@requires(Permission.PROPOSAL_CHECK)
def forwarding_slip(proposal_id: int) -> ResponseReturnValue:
    return _draft(queries.proposal(proposal_id, current_actor()), slips.forwarding_slip, "du-thao-phieu-trinh.pdf")


def _draft(proposal: Proposal, written: Callable[[Proposal], Printed], name: str) -> ResponseReturnValue:
    """Of a page left open: what is decided or cancelled has no names left, and a draft would be one for nobody."""
    if proposal.state in queries.LIVING:
        return previewed(written(proposal), name)
    flash(queries.NO_DRAFT, "warning")
    return redirect(url_for(".show", proposal_id=proposal.id), 303)
