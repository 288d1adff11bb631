"""A resolution one by one, and its papers."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload
from werkzeug.exceptions import NotFound

from app.actor import Actor
from app.errors import or_404
from app.extensions import db
from app.resolutions.models import Comment, Inquiry, Resolution, ResolutionPaper
from app.resolutions.reach import visible_to
from workflows.resolution_2015_1 import State
from workflows.vocabulary import Paper


def one(resolution_id: int, actor: Actor) -> Resolution:
    return or_404(db.session.scalars(visible_to(actor).where(Resolution.id == resolution_id)).one_or_none())


def whole(resolution_id: int, actor: Actor) -> Resolution:
    """With steps and papers, for its page."""
    return or_404(
        db.session.scalars(
            visible_to(actor)
            .where(Resolution.id == resolution_id)
            .options(
                joinedload(Resolution.assignment_file),
                selectinload(Resolution.steps),
                selectinload(Resolution.papers).joinedload(ResolutionPaper.file),
            )
        ).one_or_none()
    )


def bearing(number: str) -> Resolution | None:
    """The one that has a number; an empty number nobody has."""
    return (
        db.session.scalars(select(Resolution).where(Resolution.number == number).limit(1)).first() if number else None
    )


def due_into_force(day: date) -> Sequence[Resolution]:
    due = select(Resolution).where(Resolution.state == State.PROMULGATED, Resolution.effective_on <= day)
    return db.session.scalars(due.order_by(Resolution.id)).all()


def waiting_papers(resolution_id: int) -> Sequence[ResolutionPaper]:
    """Those put down for the next step, as the definition names them."""
    waiting = select(ResolutionPaper).where(
        ResolutionPaper.resolution_id == resolution_id, ResolutionPaper.step_id.is_(None)
    )
    return db.session.scalars(waiting.options(joinedload(ResolutionPaper.file)).order_by(ResolutionPaper.id)).all()


def as_shown(resolution: Resolution) -> str:
    """What a step is taken upon: the version of the case, and the papers that lie ready."""
    papers = (f"{paper.file_id} {paper.number} {paper.issued_on}" for paper in waiting_papers(resolution.id))
    return f"{resolution.version}:{','.join(papers)}"


def latest_edition(resolution_id: int, code: Paper) -> ResolutionPaper | None:
    """The newest of a draft's editions that went with a step."""
    filed = select(ResolutionPaper).where(
        ResolutionPaper.resolution_id == resolution_id,
        ResolutionPaper.code == code,
        ResolutionPaper.step_id.is_not(None),
    )
    return db.session.scalars(filed.order_by(ResolutionPaper.id.desc()).limit(1)).one_or_none()


def paper(resolution: Resolution, paper_id: int) -> ResolutionPaper:
    found = db.session.get(ResolutionPaper, paper_id)
    if found is None or found.resolution_id != resolution.id:
        raise NotFound
    return found


def inquiry(resolution: Resolution, inquiry_id: int) -> Inquiry:
    found = db.session.get(Inquiry, inquiry_id)
    if found is None or found.resolution_id != resolution.id:
        raise NotFound
    return found


def comment(resolution: Resolution, comment_id: int) -> Comment:
    found = db.session.get(Comment, comment_id)
    if found is None or found.resolution_id != resolution.id:
        raise NotFound
    return found
