"""Papers written elsewhere are put down for a step, one by one, by whoever takes it or prepares it for them."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete

from app import clock
from app.actor import Actor
from app.audit import operations as audit
from app.casework import NotYourStep, TransitionRefused, hold
from app.documents.models import StoredFile
from app.errors import Invalid
from app.extensions import db
from app.resolutions import queries
from app.resolutions.models import Resolution, ResolutionPaper
from app.resolutions.reach import may_prepare
from app.resolutions.wanted import DRAFTS
from workflows.engine import Transition
from workflows.vocabulary import Paper

NO_FORMER = "Chưa có bản trước: chọn tệp."


@dataclass(frozen=True, kw_only=True)
class Described:
    """What is written on a paper."""

    number: str = ""
    issued_on: date | None = None
    agency: str = ""


def insist_on_preparing(resolution: Resolution, step: Transition, *, actor: Actor) -> None:
    """Refuse the wrong person and the wrong moment, before a file is taken in."""
    if not may_prepare(step, actor):
        raise NotYourStep(step)
    if resolution.state not in step.source:
        raise TransitionRefused(step, ["Hồ sơ đã chuyển sang bước khác."])


def put_down(
    resolution: Resolution, step: Transition, code: Paper, described: Described, file: StoredFile, *, actor: Actor
) -> None:
    """One of each kind waits for the step; a second one takes the place of the first."""
    edition = None
    if code in DRAFTS:
        former = queries.latest_edition(resolution.id, code)
        edition = (former.edition or 0) + 1 if former else 1
    paper = ResolutionPaper(code=code, file=file, edition=edition, **vars(described))
    _put(resolution, step, paper, actor)


def keep_former(resolution: Resolution, step: Transition, code: Paper, *, actor: Actor) -> None:
    """The draft has not changed since its last edition: it goes with this step too."""
    former = queries.latest_edition(resolution.id, code)
    if former is None:
        raise Invalid(file=NO_FORMER)
    paper = ResolutionPaper(code=code, file=former.file, edition=former.edition, issued_on=former.issued_on)
    _put(resolution, step, paper, actor)


def take_back(resolution: Resolution, step: Transition, code: Paper, *, actor: Actor) -> None:
    """Take a paper away again that was put down by mistake."""
    hold(resolution)
    insist_on_preparing(resolution, step, actor=actor)
    _clear(resolution, code)
    audit.record(actor=actor, subject=resolution.ref, action="take_paper_back", data={"paper": code.value})


def _put(resolution: Resolution, step: Transition, paper: ResolutionPaper, actor: Actor) -> None:
    assert actor.user_id is not None, "papers are put down by people"
    hold(resolution)
    insist_on_preparing(resolution, step, actor=actor)
    _clear(resolution, paper.code)
    paper.resolution_id, paper.added_by_id, paper.added_at = resolution.id, actor.user_id, clock.now()
    db.session.add(paper)
    told = {"paper": paper.code.value, "file": paper.file.sha256, "number": paper.number or ""}
    audit.record(actor=actor, subject=resolution.ref, action="put_paper_down", data=told)


def _clear(resolution: Resolution, code: Paper) -> None:
    """Which rows went is asked of the database: to look for them among all that is in memory takes longer."""
    waiting = delete(ResolutionPaper).where(
        ResolutionPaper.resolution_id == resolution.id,
        ResolutionPaper.code == code,
        ResolutionPaper.step_id.is_(None),
    )
    db.session.execute(waiting.execution_options(synchronize_session="fetch"))
