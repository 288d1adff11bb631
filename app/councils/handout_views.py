"""What members read before a meeting, and what is handed out after it: summaries, cases alike, extracts."""

from flask import render_template
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.councils import agenda, handouts, precedents, queries, summaries
from app.councils.blueprint import bp
from app.errors import Refusal
from app.nominations.reach import open_to
from app.papers.printing import previewed
from workflows.sheets_1 import MeetingState


@bp.get("/<int:meeting_id>/items/<int:item_id>/summary")
@requires(Permission.MEETING_READ)
def summary(meeting_id: int, item_id: int) -> ResponseReturnValue:
    meeting = queries.one(meeting_id, current_actor())
    summaries.insist_may_read(meeting, current_actor())
    item = queries.item(meeting, item_id)
    listed = agenda.living(meeting)
    place = listed.index(item)
    told = summaries.of_item(item)
    return render_template(
        "councils/summary.html",
        meeting=meeting,
        summary=told,
        facts=[(label, text) for label, text in handouts.facts_of(told) if text],
        precedents=precedents.of_item(item, current_actor()),
        before=listed[place - 1] if place else None,
        after=listed[place + 1] if place + 1 < len(listed) else None,
        is_open_to=item.nomination_id in open_to(current_actor(), [item.nomination]),
    )


@bp.get("/<int:meeting_id>/summaries.pdf")
@requires(Permission.MEETING_READ)
def all_summaries(meeting_id: int) -> ResponseReturnValue:
    meeting = queries.one(meeting_id, current_actor())
    summaries.insist_may_read(meeting, current_actor())
    if not agenda.living(meeting):
        raise Refusal("Chưa in được tài liệu họp.", ["Chương trình chưa có hồ sơ nào."])
    return previewed(handouts.meeting_papers(meeting), "tom-tat-ho-so.pdf")


@bp.get("/<int:meeting_id>/items/<int:item_id>/extract.pdf")
@requires(Permission.MEETING_KEEP)
def extract(meeting_id: int, item_id: int) -> ResponseReturnValue:
    meeting = queries.one(meeting_id, current_actor())
    line = agenda.line(queries.item(meeting, item_id))
    if meeting.state != MeetingState.CLOSED:
        raise Refusal("Chưa trích biên bản được.", ["Phiên họp chưa bế mạc: chưa có Biên bản họp."])
    return previewed(handouts.minutes_extract(line), "trich-bien-ban.pdf")
