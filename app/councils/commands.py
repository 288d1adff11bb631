"""From what was typed to what is asked: the commands of forms that have a line a name."""

from app.councils.forms import ClosingForm, MinutesForm, PlanForm, ReturnsForm, VersionedForm, moment
from app.councils.models import Body, Presence
from app.councils.operations import MeetingPlan, Roll
from app.councils.rules import Ballots, Totals
from app.councils.sitting import Closing, Proceedings, Returns


def plan_of(form: PlanForm) -> MeetingPlan:
    return MeetingPlan(
        title=form.title.data or "",
        body=Body(form.body.data),
        held_at=moment(form.held_on.data, form.held_time.data or ""),
        place=form.place.data or "",
        version=form.seen,
        typed=form.typed,
    )


def roll_of(form: VersionedForm) -> Roll:
    presence = {member_id: Presence(value) for member_id, value in form.of_lines("presence").items()}
    reasons = {member_id: value or "" for member_id, value in form.of_lines("reason").items()}
    return Roll(presence=presence, reasons=reasons, version=form.seen, typed=form.typed)


def returns_of(form: ReturnsForm) -> Returns:
    disagree, invalid = form.of_lines("disagree"), form.of_lines("invalid")
    return Returns(
        tellers=form.names,
        ballots=Ballots(
            issued=form.ballots_issued.data, returned=form.ballots_returned.data, invalid=form.ballots_invalid.data
        ),
        totals={
            item_id: Totals(agree=agree, disagree=disagree[item_id], invalid=invalid[item_id])
            for item_id, agree in form.of_lines("agree").items()
        },
        version=form.seen,
        typed=form.typed,
    )


def proceedings_of(form: MinutesForm) -> Proceedings:
    return Proceedings(
        discussion=form.discussion.data or "",
        conclusion=form.conclusion.data or "",
        notes={item_id: note or "" for item_id, note in form.of_lines("note").items()},
        version=form.seen,
        typed=form.typed,
    )


def closing_of(form: ClosingForm) -> Closing:
    ended_at = moment(form.ended_on.data, form.ended_time.data or "")
    clarify = {item_id: reason or "" for item_id, reason in form.of_lines("clarify").items()}
    return Closing(ended_at=ended_at, clarify=clarify, took_days=form.took_days.data)
