"""The papers of a list as they would read if they were signed now."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from app.access import Permission, current_actor, requires
from app.decisions import papers, queries, slips
from app.decisions.views import bp
from app.papers.printing import previewed


@bp.get("/<int:proposal_id>/letter.pdf")
@requires(Permission.PROPOSAL_READ)
def letter(proposal_id: int) -> ResponseReturnValue:
    proposal = queries.proposal(proposal_id, current_actor())
    if proposal.state not in queries.LIVING:
        return _to_list(proposal_id)
    content = papers.proposal_letter(proposal)
    return previewed(content, "du-thao-to-trinh.pdf")


@bp.get("/<int:proposal_id>/draft-decision.pdf")
@requires(Permission.PROPOSAL_READ)
def draft_decision(proposal_id: int) -> ResponseReturnValue:
    proposal = queries.proposal(proposal_id, current_actor())
    if proposal.goes_up:  # the Chairman decides nothing there
        raise NotFound
    if proposal.state not in queries.LIVING:
        return _to_list(proposal_id)
    content = papers.award_decision(proposal)
    return previewed(content, "du-thao-quyet-dinh.pdf")


@bp.get("/<int:proposal_id>/forwarding-slip.pdf")
@requires(Permission.PROPOSAL_CHECK)
def forwarding_slip(proposal_id: int) -> ResponseReturnValue:
    proposal = queries.proposal(proposal_id, current_actor())
    if proposal.state not in queries.LIVING:
        return _to_list(proposal_id)
    return previewed(slips.forwarding_slip(proposal), "du-thao-phieu-trinh.pdf")


def _to_list(proposal_id: int) -> ResponseReturnValue:
    """Of a page left open: what is decided or cancelled has no names left, and a draft would be one for nobody."""
    flash("Danh sách đã quyết định hoặc đã hủy, không còn dự thảo. Bản đã ký ở mục Văn bản.", "warning")
    return redirect(url_for(".show", proposal_id=proposal_id), 303)
