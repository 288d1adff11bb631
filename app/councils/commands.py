"""From what was typed to what is asked: the commands of forms that have a line a name."""

from app.councils.forms import ClosingForm, MinutesForm, PlanForm, VersionedForm, moment
from app.councils.models import Body, Presence, RecusalKind, Voting
from app.councils.noting import CONCLUSION, DISCUSSION
from app.councils.operations import MeetingPlan, Roll
from app.councils.recusals import Wanted
from app.councils.returning import NO_BALLOTS, Returns
from app.councils.rules import Ballots, Totals
from app.councils.sitting import Closing, Proceedings
from app.councils.tellers import Committee
from app.councils.vote_forms import RecusalForm, ReturnsForm, TellersForm, VotingForm
from app.councils.voting import Choice


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


def choice_of(form: VotingForm) -> Choice:
    return Choice(voting=Voting(form.voting.data), version=form.seen, typed=form.typed)


def committee_of(form: TellersForm) -> Committee:
    return Committee(chosen=form.chosen, version=form.seen, typed=form.typed)


def recusal_of(form: RecusalForm) -> Wanted:
    return Wanted(
        item_id=form.item_id.data,
        member_id=form.member_id.data,
        kind=RecusalKind(form.kind.data),
        reason=form.reason.data or "",
    )


def returns_of(form: VersionedForm) -> Returns:
    """Of papers, with their number; of hands, sums alone."""
    disagree, invalid = form.of_lines("disagree"), form.of_lines("invalid")
    return Returns(
        ballots=_ballots(form) if isinstance(form, ReturnsForm) else NO_BALLOTS,
        totals={
            item_id: Totals(agree=agree, disagree=disagree[item_id], invalid=invalid[item_id])
            for item_id, agree in form.of_lines("agree").items()
        },
        version=form.seen,
        typed=form.typed,
    )


def _ballots(form: ReturnsForm) -> Ballots:
    return Ballots(
        issued=form.ballots_issued.data, returned=form.ballots_returned.data, invalid=form.ballots_invalid.data
    )


def proceedings_of(form: MinutesForm) -> Proceedings:
    return Proceedings(
        discussion=form[DISCUSSION].data or "",
        conclusion=form[CONCLUSION].data or "",
        notes={item_id: note or "" for item_id, note in form.of_lines("note").items()},
        seen=form.marks,
        version=form.seen,
        typed=form.typed,
    )


def closing_of(form: ClosingForm) -> Closing:
    ended_at = moment(form.ended_on.data, form.ended_time.data or "")
    clarify = {item_id: reason or "" for item_id, reason in form.of_lines("clarify").items()}
    return Closing(ended_at=ended_at, clarify=clarify, took_days=form.took_days.data)
