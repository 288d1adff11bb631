"""Resolutions of the People's Council: one page a case, one page a step, one page a paper, for every desk alike."""

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from app import clock
from app.access import Permission, current_actor, requires
from app.addresses import number_asked
from app.casework import NotYourStep
from app.errors import or_404
from app.extensions import unit_of_work
from app.nominations import timeline
from app.nominations.deadlines import overdue
from app.papers.printing import handed_out
from app.papers.uploads import stored
from app.resolutions import (
    consulting_views,  # noqa: F401 -- they register
    facts,
    forms,
    lists,
    operations,
    overview,
    putting_down,
    queries,
    story,
    wanted,
)
from app.resolutions.blueprint import WRITINGS, bp
from app.resolutions.models import Resolution, ResolutionPaper
from app.resolutions.operations import Assignment, Session
from app.resolutions.putting_down import Described
from app.resolutions.reach import may_prepare, roles_of
from workflows import describe
from workflows.engine import Transition, UnknownTransition
from workflows.vocabulary import Paper


@bp.get("/")
@requires(Permission.RESOLUTION_READ)
def index() -> ResponseReturnValue:
    before = number_asked("before")
    rows = lists.resolutions(current_actor(), before=before)
    late = overdue(row.due_at for row in rows)
    return render_template("resolutions/index.html", resolutions=rows, late=late, before=before, page=lists.PAGE)


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.RESOLUTION_START)
def new() -> ResponseReturnValue:
    form = forms.StartForm()
    made: list[int] = []
    if form.validate_on_submit() and form.perform(lambda: made.append(_start(form))):
        flash("Đã lập hồ sơ nghị quyết. Đính Kế hoạch soạn thảo rồi giao soạn thảo.")
        return redirect(url_for(".show", resolution_id=made[0]), 303)
    return render_template("resolutions/new.html", form=form), form.status


def _start(form: forms.StartForm) -> int:
    letter = stored(form.letter, current_actor(), kinds=WRITINGS)
    return operations.start(form.to(Assignment), letter, actor=current_actor()).id


@bp.get("/<int:resolution_id>")
@requires(Permission.RESOLUTION_READ)
def show(resolution_id: int) -> ResponseReturnValue:
    resolution = queries.whole(resolution_id, current_actor())
    told = overview.of(resolution, current_actor())
    return render_template("resolutions/show.html", resolution=resolution, overview=told, called=overview.called)


@bp.get("/<int:resolution_id>/chart.svg")
@requires(Permission.RESOLUTION_READ)
def picture(resolution_id: int) -> ResponseReturnValue:
    resolution = queries.one(resolution_id, current_actor())
    been = timeline.visited(story.log_of(resolution))
    drawn = describe.as_svg(resolution.workflow, current=resolution.state, visited=been)
    return Response(drawn, mimetype="image/svg+xml")


@bp.route("/<int:resolution_id>/session", methods=["GET", "POST"])
@requires(Permission.RESOLUTION_SESSION)
def session(resolution_id: int) -> ResponseReturnValue:
    resolution = queries.one(resolution_id, current_actor())
    form = forms.SessionForm(obj=resolution)
    if form.validate_on_submit() and form.perform(
        lambda: operations.set_session(resolution, form.to(Session), actor=current_actor())
    ):
        flash("Đã ghi kỳ họp. Các thời hạn trước kỳ họp được tính lại.")
        return _to_case(resolution_id)
    return render_template("resolutions/session.html", form=form, resolution=resolution), form.status


@bp.route("/<int:resolution_id>/steps/<string:name>", methods=["GET", "POST"])
@requires(Permission.RESOLUTION_STEP)
def step(resolution_id: int, name: str) -> ResponseReturnValue:
    resolution = queries.one(resolution_id, current_actor())
    transition = _step_of(resolution, name)
    form = forms.step_form(wanted.of(transition), seen=queries.as_shown(resolution), **_known(resolution, transition))
    if form.validate_on_submit() and form.perform(
        lambda: operations.take(resolution, transition.name, form.entry(), actor=current_actor())
    ):
        flash(f"Đã thực hiện: {transition.label}.")
        return _to_case(resolution_id)
    return _step_page(resolution, transition, form)


def _step_page(resolution: Resolution, transition: Transition, form: forms.StepForm) -> ResponseReturnValue:
    may_take = bool(transition.by & roles_of(resolution, current_actor()))
    if not may_take and not may_prepare(transition, current_actor()):
        raise NotYourStep(transition)
    is_here = resolution.state in transition.source
    in_the_way = operations.judged(transition, facts.of_resolution(resolution))[0] if is_here else []
    page = render_template(
        "resolutions/step.html",
        form=form,
        resolution=resolution,
        step=transition,
        asked=wanted.of(transition),
        ready={paper.code: paper for paper in queries.waiting_papers(resolution.id)},
        in_the_way=in_the_way if is_here else ["Hồ sơ đã chuyển sang bước khác."],
        may_take=may_take,
        called=overview.called,
    )
    return page, form.status


def _known(resolution: Resolution, transition: Transition) -> dict[str, object]:
    """What the page need not ask again."""
    asked = wanted.of(transition)
    if asked.session:
        return {"session_name": resolution.session_name}
    return {"passed_on": resolution.session_opens_on or clock.today()} if asked.number else {}


@bp.route("/<int:resolution_id>/steps/<string:name>/papers/<string:code>", methods=["GET", "POST"])
@requires(Permission.RESOLUTION_STEP)
def put_down(resolution_id: int, name: str, code: str) -> ResponseReturnValue:
    resolution = queries.one(resolution_id, current_actor())
    transition, paper = _paper_of(resolution, name, code)
    putting_down.insist_on_preparing(resolution, transition, actor=current_actor())
    former = queries.latest_edition(resolution_id, paper) if paper in wanted.DRAFTS else None
    edition = former.edition if former else None
    issuer = wanted.issuer(transition, current_actor())
    form = forms.paper_form(paper, edition, issued_on=clock.today(), agency=issuer)
    if form.validate_on_submit() and form.perform(lambda: _put_down(form, resolution_id, name, paper)):
        flash("Đã đính văn bản.")
        return redirect(url_for(".step", resolution_id=resolution_id, name=name), 303)
    page = render_template(
        "resolutions/paper.html", form=form, resolution=resolution, step=transition, code=paper, former=former
    )
    return page, form.status


def _put_down(form: forms.PaperForm, resolution_id: int, name: str, paper: Paper) -> None:
    actor = current_actor()
    if form.keep is not None and form.keep.data:
        resolution = queries.one(resolution_id, actor)
        putting_down.keep_former(resolution, _step_of(resolution, name), paper, actor=actor)
        return
    file = stored(form.file, actor, kinds=WRITINGS)
    resolution = queries.one(resolution_id, actor)
    putting_down.put_down(resolution, _step_of(resolution, name), paper, form.to(Described), file, actor=actor)


@bp.post("/<int:resolution_id>/steps/<string:name>/papers/<string:code>/take-back")
@requires(Permission.RESOLUTION_STEP)
def take_back(resolution_id: int, name: str, code: str) -> ResponseReturnValue:
    resolution = queries.one(resolution_id, current_actor())
    transition, paper = _paper_of(resolution, name, code)
    with unit_of_work():
        putting_down.take_back(resolution, transition, paper, actor=current_actor())
    flash("Đã bỏ văn bản.")
    return redirect(url_for(".step", resolution_id=resolution_id, name=name), 303)


@bp.get("/<int:resolution_id>/papers/<int:paper_id>")
@requires(Permission.RESOLUTION_READ)
def paper(resolution_id: int, paper_id: int) -> ResponseReturnValue:
    """What lies ready for a step is seen by those who work on it."""
    resolution = queries.one(resolution_id, current_actor())
    found = queries.paper(resolution, paper_id)
    if found.step_id is None and not _works_on(resolution, found):
        raise NotFound
    return handed_out(found.file)


@bp.get("/<int:resolution_id>/assignment")
@requires(Permission.RESOLUTION_READ)
def assignment(resolution_id: int) -> ResponseReturnValue:
    return handed_out(queries.one(resolution_id, current_actor()).assignment_file)


def _works_on(resolution: Resolution, paper: ResolutionPaper) -> bool:
    steps = resolution.workflow.options(resolution.state)
    return any(paper.code in step.papers and may_prepare(step, current_actor()) for step in steps)


def _step_of(resolution: Resolution, name: str) -> Transition:
    try:
        return resolution.workflow.transition(name.replace("-", "_"))
    except UnknownTransition as unknown:
        raise NotFound from unknown


def _paper_of(resolution: Resolution, name: str, code: str) -> tuple[Transition, Paper]:
    transition = _step_of(resolution, name)
    found = or_404(next((paper for paper in wanted.of(transition).papers if paper.value == code), None))
    return transition, found


def _to_case(resolution_id: int) -> ResponseReturnValue:
    return redirect(url_for(".show", resolution_id=resolution_id), 303)
