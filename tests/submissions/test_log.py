"""A Tờ trình begun and changed stands in the log."""

from app.submissions import operations
from app.submissions.operations import SubmissionDraft
from tests.builders import events_of
from tests.submissions.test_road import drafted


def test_a_draft_and_its_change_stand_in_the_log(house, passed):
    submission = drafted(house, passed)
    fewer = SubmissionDraft(
        title="Tờ trình khác", summary="", nomination_ids=[passed[0].id], version=submission.version
    )

    operations.redraft(submission, fewer, actor=house.head)

    assert [(event.actor_name, event.action, event.source, event.target) for event in events_of(submission.ref)] == [
        (house.clerk.name, "draft", "", "DRAFT"),
        (house.head.name, "redraft", "", ""),
    ]
