"""What each kind of errand does. Every one may run twice and leaves one result."""

from collections.abc import Iterable, Sequence

from flask import current_app

from app.actor import UNIT_ROLES
from app.audit import operations as audit
from app.documents import render
from app.documents.kinds import read
from app.documents.models import Paper
from app.documents.store import Store
from app.effects import mail, notices
from app.effects.runner import PRINTING, does
from app.effects.subjects import name_of, row_of, units_of
from app.extensions import let_others_write
from app.moving import Moving
from app.nominations import telling
from app.nominations.models import Nomination
from app.nominations.whereabouts import ACTS_NEXT
from app.organisations.models import Appointment
from app.organisations.queries import holders
from app.outbox import operations as outbox
from app.outbox.models import Errand
from app.papers import operations as papers
from workflows import registry
from workflows.engine import Transition
from workflows.vocabulary import Role, Tell, TellNominee


@does("tell")
def tell(errand: Errand) -> None:
    """One notice for each person who holds the role today; a unit's role means that unit's people."""
    row = row_of(errand.subject)
    role = Role(errand.payload["role"])
    text = f"{_what_happened(errand, row)}: {name_of(row)}.{_why(errand)}"
    if role is Role.UNIT_CLERK and isinstance(row, Nomination) and TellNominee() in _errands(errand, row):
        text += f" Báo cho {row.nominee_name} biết."
    notices.leave(errand, _offices(row, role, errand.payload["step"]), text)


@does("tell_handed")
def tell_handed(errand: Errand) -> None:
    """One person, in the office the case came to; who holds it no more hears nothing."""
    as_it_was_once = {"roles": [Role.APPRAISER], "said": "Trưởng ban giao anh/chị thẩm định hồ sơ"}
    told = {**as_it_was_once, **errand.payload}
    held = [office for role in told["roles"] for office in holders(Role(role))]
    offices = [office for office in held if office.own_user_id == told["user_id"]]
    note = str(told["note"]).strip()
    text = f"{told['said']}: {name_of(row_of(errand.subject))}." + (f" {note}" if note else "")
    notices.leave(errand, offices, text)


@does("tell_offices")
def tell_offices(errand: Errand) -> None:
    """What happened about a case beside its steps, in the words of the room it happened in."""
    row, role = row_of(errand.subject), Role(errand.payload["role"])
    notices.leave(errand, _offices(row, role), f"{errand.payload['happened']}: {name_of(row)}.")


@does("tell_holder")
def tell_holder(errand: Errand) -> None:
    """Whoever had the case in hand in the state the errand names; of several appraisers the one whose case it is."""
    row = row_of(errand.subject)
    state = row.workflow.state(errand.payload["state"])
    role = ACTS_NEXT.get(state, row.workflow.states[state].owner)
    if role is Role.UNIT_CLERK:  # told by the step itself
        return
    offices = _offices(row, role)
    if role is Role.APPRAISER and isinstance(row, Nomination) and row.appraiser_id is not None:
        offices = [held for held in offices if held.own_user_id == row.appraiser_id]
    notices.leave(errand, offices, f"{_what_happened(errand, row)}: {name_of(row)}.", but=(errand.payload["by"],))


@does("tell_nominee")
def tell_nominee(errand: Errand) -> None:
    """By e-mail where the register has an address; the unit's clerk is told in any case to pass it on, once.

    The letter is an errand of its own: what goes wrong here afterwards sends no second one.
    """
    row = row_of(errand.subject)
    assert isinstance(row, Nomination), "only a nomination has a nominee"
    happened, why = _what_happened(errand, row), _why(errand)
    letter = telling.to_nominee(row, _step(errand, row), str(errand.payload.get("reason", "")))
    if letter is not None and mail.is_on():
        outbox.put(mail.SEND, subject=row.ref, to=letter.to, about=letter.subject, text=letter.text)
    if Tell(Role.UNIT_CLERK) not in _errands(errand, row):
        notices.leave(errand, _offices(row, Role.UNIT_CLERK), f"Báo cho {row.nominee_name}: {happened}.{why}")


@does(PRINTING)
def render_paper(errand: Errand) -> None:
    """Print an issued paper once and keep it; from then on it is served as stored."""
    paper = row_of(errand.subject)
    assert isinstance(paper, Paper), "only papers are printed"
    if _is_printed(paper):
        return
    content = read(paper.template, paper.content)
    let_others_write()
    try:
        pdf = render.pdf_of(content)
    except render.PrintingUnavailable as missing:
        raise outbox.NotNow(str(missing)) from missing
    audit.take_the_pen()
    if _is_printed(paper):  # read anew: a runner that was thought lost has come back
        return
    kept = Store(current_app.config["PAPERS_FOLDER"]).put_bytes(pdf, f"{paper.code.value}.pdf", "application/pdf")
    papers.keep_rendering(paper, kept)


def _is_printed(paper: Paper) -> bool:
    return paper.rendering_id is not None


def _what_happened(errand: Errand, row: Moving) -> str:
    return telling.what_happened(_step(errand, row))


def _errands(errand: Errand, row: Moving) -> Sequence[object]:
    """All that the step queued, this errand among them."""
    return _step(errand, row).then


def _step(errand: Errand, row: Moving) -> Transition:
    return registry.step_of(row.workflow_key, row.workflow_version, errand.payload["step"])


def _why(errand: Errand) -> str:
    return telling.because(str(errand.payload.get("reason", "")))


def _offices(row: Moving, role: Role, step: str = "") -> Iterable[Appointment]:
    if role not in UNIT_ROLES:
        return holders(role)
    return [held for unit_id in units_of(row, role, step) for held in holders(role, unit_id)]
