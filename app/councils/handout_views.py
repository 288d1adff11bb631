"""What members read before a meeting, and what is handed out after it: summaries, cases alike, extracts."""

from flask import render_template
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.councils import agenda, handouts, matters, queries, summaries
from app.councils.blueprint import bp
from app.errors import Refusal
from app.papers.printing import previewed
from workflows.sheets_1 import MeetingState


@bp.get("/<int:meeting_id>/items/<int:item_id>/summary")
@requires(Permission.SELF)
def summary(meeting_id: int, item_id: int) -> ResponseReturnValue:
    meeting = queries.one(meeting_id, current_actor())
    summaries.insist_may_read(meeting, current_actor())
    item = queries.item(meeting, item_id)
    listed = agenda.living(meeting)
    place = listed.index(item)
    matter, (told,) = matters.of(meeting), matters.of(meeting).pages([(place + 1, item)])
    return render_template(
        "councils/summary.html",
        meeting=meeting,
        page=told,
        precedents=matter.precedents(item, current_actor()),
        before=listed[place - 1] if place else None,
        after=listed[place + 1] if place + 1 < len(listed) else None,
        door=matter.doors([item], current_actor()).get(item.id),
    )


@bp.get("/<int:meeting_id>/summaries.pdf")
@requires(Permission.SELF)
def all_summaries(meeting_id: int) -> ResponseReturnValue:
    meeting = queries.one(meeting_id, current_actor())
    summaries.insist_may_read(meeting, current_actor())
    if not agenda.living(meeting):
        raise Refusal("Chưa in được tài liệu họp.", [f"Chương trình chưa có {matters.of(meeting).words.one} nào."])
    return previewed(handouts.meeting_papers(meeting), "tom-tat-ho-so.pdf")


@bp.get("/<int:meeting_id>/items/<int:item_id>/extract.pdf")
@requires(Permission.MEETING_KEEP)
def extract(meeting_id: int, item_id: int) -> ResponseReturnValue:
    meeting = queries.kept(meeting_id, current_actor())
    line = agenda.line(queries.item(meeting, item_id))
    if meeting.state != MeetingState.CLOSED:
        raise Refusal("Chưa trích biên bản được.", ["Phiên họp chưa bế mạc: chưa có Biên bản họp."])
    return previewed(handouts.minutes_extract(line), "trich-bien-ban.pdf")
