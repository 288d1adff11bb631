"""Lấy ý kiến công khai: one list for many cases, signed, numbered, posted, spoken of, reported."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.access import Permission, current_actor, permissions_of, requires
from app.addresses import number_asked
from app.documents import grounds
from app.extensions import db
from app.forms import SeenForm
from app.nominations.deadlines import overdue
from app.papers.printing import previewed
from app.public_notices import forms, operations, papers, queries, reach  # noqa: F401 -- reach guards their papers
from app.public_notices.models import NoticeStatus, PublicNotice
from app.public_notices.operations import NoticeDraft, Posting
from app.public_notices.opinions import must_be_handled
from app.public_notices.rules import rules
from app.rounds import queries as rounds

bp = Blueprint("public_notices", __name__, url_prefix="/public-notices")
MAY_BE_CANCELLED = frozenset({NoticeStatus.DRAFT, NoticeStatus.SIGNED, NoticeStatus.OPEN})


@bp.get("/")
@requires(Permission.APPRAISAL_READ)
def index() -> ResponseReturnValue:
    before = number_asked("before")
    lines = queries.notices(before=before)
    return render_template(
        "public_notices/index.html",
        lines=lines,
        rounds=queries.rounds_waiting() if _may_keep() else [],
        late=overdue(line.due_at for line in lines),
        term=rules().term.words,
        before=before,
        is_full=len(lines) == queries.PAGE,
    )


@bp.route("/new/<int:round_id>", methods=["GET", "POST"])
@requires(Permission.APPRAISAL_WRITE)
def new(round_id: int) -> ResponseReturnValue:
    award_round = rounds.one(round_id)
    free = db.session.scalars(queries.free(round_id)).all()
    form = forms.NoticeForm(title=papers.default_title(award_round), nomination_ids=[case.id for case in free])
    made: list[int] = []
    if form.validate_on_submit() and form.perform(
        lambda: made.append(operations.draft(award_round, form.to(NoticeDraft), actor=current_actor()).id)
    ):
        flash("Đã lập thông báo. Giám đốc Sở xem danh sách và ký.")
        return redirect(url_for(".show", notice_id=made[0]), 303)
    page = render_template(
        "public_notices/edit.html", form=form, award_round=award_round, offered=free, notice=None, term=rules().term
    )
    return page, form.status


@bp.route("/<int:notice_id>/edit", methods=["GET", "POST"])
@requires(Permission.APPRAISAL_WRITE)
def edit(notice_id: int) -> ResponseReturnValue:
    notice = queries.one(notice_id)
    listed = [item.nomination for item in notice.items]
    free = db.session.scalars(queries.free(notice.award_round_id)).all()
    form = forms.NoticeForm(obj=notice, nomination_ids=[case.id for case in listed])
    if form.validate_on_submit() and form.perform(
        lambda: operations.redraft(notice, form.to(NoticeDraft), actor=current_actor())
    ):
        flash("Đã lưu thông báo.")
        return redirect(url_for(".show", notice_id=notice_id), 303)
    page = render_template(
        "public_notices/edit.html",
        form=form,
        award_round=notice.award_round,
        offered=[*listed, *free],
        notice=notice,
        term=rules().term,
    )
    return page, form.status


@bp.get("/<int:notice_id>")
@requires(Permission.APPRAISAL_READ)
def show(notice_id: int) -> ResponseReturnValue:
    notice = queries.one(notice_id)
    return render_template(
        "public_notices/show.html",
        notice=notice,
        status_name=queries.STATUS_NAMES[notice.status],
        stances=queries.STANCE_NAMES,
        waiting=sum(must_be_handled(opinion) for opinion in notice.opinions),
        in_the_way=[*operations.in_the_way_of_closing(notice)] if notice.status is NoticeStatus.OPEN else [],
        may_keep=_may_keep(),
        may_sign=Permission.NOTICE_SIGN in permissions_of(current_actor()),
        may_be_cancelled=notice.status in MAY_BE_CANCELLED,
        term=rules().term,
    )


@bp.get("/<int:notice_id>/letter.pdf")
@requires(Permission.APPRAISAL_READ)
def letter(notice_id: int) -> ResponseReturnValue:
    """The notice as it would read now."""
    return previewed(papers.notice_letter(queries.one(notice_id)), "du-thao-thong-bao.pdf")


@bp.route("/<int:notice_id>/sign", methods=["GET", "POST"])
@requires(Permission.NOTICE_SIGN)
def sign(notice_id: int) -> ResponseReturnValue:
    notice = queries.one(notice_id)
    form = SeenForm(version=notice.version)
    if form.validate_on_submit() and form.perform(
        lambda: operations.sign(notice, version=form.seen, actor=current_actor())
    ):
        flash("Đã ký thông báo. Văn thư Sở ghi số, sau đó Ban Thi đua - Khen thưởng đăng.")
        return redirect(url_for(".show", notice_id=notice_id), 303)
    unread = grounds.unread(clock.today())
    page = render_template("public_notices/sign.html", form=form, notice=notice, unread=unread, term=rules().term)
    return page, form.status


@bp.route("/<int:notice_id>/post", methods=["GET", "POST"])
@requires(Permission.APPRAISAL_WRITE)
def post(notice_id: int) -> ResponseReturnValue:
    notice = queries.one(notice_id)
    form = forms.PostingForm(
        posted_on=notice.posted_on or clock.today(),
        places=notice.places or "\n".join(rules().places.usual),
        version=notice.version,
    )
    if form.validate_on_submit() and form.perform(
        lambda: operations.post(notice, form.to(Posting), actor=current_actor())
    ):
        flash(f"Đã ghi ngày đăng. Lấy ý kiến đến hết ngày {notice.closes_on:%d/%m/%Y}.")
        return redirect(url_for(".show", notice_id=notice_id), 303)
    page = render_template("public_notices/post.html", form=form, notice=notice, hint=rules().places.hint)
    return page, form.status


@bp.route("/<int:notice_id>/close", methods=["GET", "POST"])
@requires(Permission.APPRAISAL_WRITE)
def close(notice_id: int) -> ResponseReturnValue:
    notice = queries.one(notice_id)
    form = forms.SummaryForm(summary=notice.summary, version=notice.version)
    if form.validate_on_submit() and form.perform(
        lambda: operations.close(notice, form.summary.data or "", version=form.seen, actor=current_actor())
    ):
        flash("Đã kết thúc lấy ý kiến. Giám đốc Sở ký báo cáo kết quả.")
        return redirect(url_for(".show", notice_id=notice_id), 303)
    reasons = [*operations.in_the_way_of_closing(notice)]
    return render_template("public_notices/close.html", form=form, notice=notice, reasons=reasons), form.status


@bp.get("/<int:notice_id>/report.pdf")
@requires(Permission.APPRAISAL_READ)
def report(notice_id: int) -> ResponseReturnValue:
    """The report as it would read now."""
    notice = queries.one(notice_id)
    operations.insist_on_posted(notice)
    return previewed(papers.report(notice), "du-thao-bao-cao.pdf")


@bp.route("/<int:notice_id>/sign-report", methods=["GET", "POST"])
@requires(Permission.NOTICE_SIGN)
def sign_report(notice_id: int) -> ResponseReturnValue:
    notice = queries.one(notice_id)
    form = SeenForm(version=notice.version)
    if form.validate_on_submit() and form.perform(
        lambda: operations.sign_report(notice, version=form.seen, actor=current_actor())
    ):
        flash("Đã ký báo cáo kết quả. Các hồ sơ trong danh sách không còn phải đợi lấy ý kiến.")
        return redirect(url_for(".show", notice_id=notice_id), 303)
    page = render_template("public_notices/sign_report.html", form=form, notice=notice, stances=queries.STANCE_NAMES)
    return page, form.status


@bp.route("/<int:notice_id>/reopen", methods=["GET", "POST"])
@requires(Permission.NOTICE_SIGN)
def reopen(notice_id: int) -> ResponseReturnValue:
    notice = queries.one(notice_id)
    form = forms.ReasonForm(version=notice.version)
    if form.validate_on_submit() and form.perform(
        lambda: operations.reopen(notice, form.words, version=form.seen, actor=current_actor())
    ):
        flash("Đã trả Ban Thi đua - Khen thưởng tổng hợp lại.")
        return redirect(url_for(".show", notice_id=notice_id), 303)
    return _reason("reopen", form, notice)


@bp.route("/<int:notice_id>/cancel", methods=["GET", "POST"])
@requires(Permission.APPRAISAL_WRITE)
def cancel(notice_id: int) -> ResponseReturnValue:
    notice = queries.one(notice_id)
    form = forms.ReasonForm(version=notice.version)
    if form.validate_on_submit() and form.perform(
        lambda: operations.cancel(notice, form.words, version=form.seen, actor=current_actor())
    ):
        flash("Đã hủy thông báo. Các hồ sơ có thể đưa vào thông báo khác.")
        return redirect(url_for(".index"), 303)
    return _reason("cancel", form, notice)


def _reason(what: str, form: forms.ReasonForm, notice: PublicNotice) -> ResponseReturnValue:
    return render_template("public_notices/reason.html", form=form, notice=notice, what=what), form.status


def _may_keep() -> bool:
    return Permission.APPRAISAL_WRITE in permissions_of(current_actor())
