"""A proposal begun and changed stands in the log."""

from app.decisions import operations
from app.decisions.models import Proposal
from app.decisions.operations import ProposalDraft
from app.extensions import db
from tests.builders import events_of
from tests.decisions.test_road import proposal_of


def test_a_draft_and_its_change_stand_in_the_log(app, client, office):
    proposal = db.session.get_one(Proposal, proposal_of(app, office, client))
    fewer = ProposalDraft(
        title="Tờ trình khác", summary="", nomination_ids=[office.cases[0].id], version=proposal.version
    )

    operations.redraft(proposal, fewer, actor=office.drafter)

    assert [(event.actor_name, event.action, event.source, event.target) for event in events_of(proposal.ref)] == [
        (office.drafter.name, "draft", "", "DRAFT"),
        (office.drafter.name, "redraft", "", ""),
    ]
