"""What came back from the state, written down by Ban Thi đua - Khen thưởng: one name, or many at once."""

from collections.abc import Callable, Sequence

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.access import Permission, current_actor, requires
from app.decisions.models import Decision
from app.decisions.papers import title_of_giving
from app.decisions.upward import PRESIDENT
from app.documents.inspection.kinds import Kind
from app.errors import or_404
from app.extensions import unit_of_work
from app.forms import BaseForm, choices
from app.papers.printing import handed_out
from app.papers.uploads import stored
from app.upward import mistakes, outcomes, queries
from app.upward.forms import GivenForm, MoreAskedForm, ReasonForm, RefusedForm, SentAgainForm
from app.upward.models import UpwardItem, UpwardRefusal, UpwardSubmission
from app.upward.outcomes import Given, MoreAsked, Refused, SentAgain
from app.upward.papers import MINISTRY
from app.upward.views import bp

PDF = frozenset({Kind.PDF})
SYMBOLS = {PRESIDENT: "QĐ-CTN"}
OF_PRIME_MINISTER = "QĐ-TTg"


@bp.route("/<int:sheet_id>/award", methods=["GET", "POST"])
@requires(Permission.UPWARD_RECORD)
def award(sheet_id: int) -> ResponseReturnValue:
    sheet = queries.one(sheet_id, current_actor())
    form = GivenForm(
        **_all_of(queries.waiting(sheet)),
        version=sheet.version,
        authority=sheet.authority,
        symbol=SYMBOLS.get(sheet.authority, OF_PRIME_MINISTER),
        title=title_of_giving(sheet.award_version),
    )
    names = _offer(form, queries.waiting(sheet))

    def done() -> None:
        scan = stored(form.scan, current_actor(), kinds=PDF)
        outcomes.award(queries.one(sheet_id, current_actor()), form.to(Given), scan, actor=current_actor())

    words = "Đã ghi quyết định. Kiểm tra lại rồi bấm Công bố để báo đơn vị và người được khen."
    return _answered(sheet, form, names, done, "award", words)


@bp.route("/<int:sheet_id>/refuse", methods=["GET", "POST"])
@requires(Permission.UPWARD_RECORD)
def refuse(sheet_id: int) -> ResponseReturnValue:
    sheet = queries.one(sheet_id, current_actor())
    form = RefusedForm(version=sheet.version, agency=MINISTRY)
    names = _offer(form, queries.waiting(sheet))

    def done() -> None:
        file = stored(form.scan, current_actor(), kinds=PDF)
        outcomes.refuse(queries.one(sheet_id, current_actor()), form.to(Refused), file, actor=current_actor())

    return _answered(sheet, form, names, done, "refuse", "Đã ghi không khen thưởng; đơn vị và cá nhân được báo lý do.")


@bp.route("/<int:sheet_id>/ask-for-more", methods=["GET", "POST"])
@requires(Permission.UPWARD_RECORD)
def ask_for_more(sheet_id: int) -> ResponseReturnValue:
    sheet = queries.one(sheet_id, current_actor())
    form = MoreAskedForm(version=sheet.version, asked_on=clock.today())
    names = _offer(form, queries.waiting(sheet))
    return _answered(
        sheet,
        form,
        names,
        lambda: outcomes.ask_for_more(sheet, form.to(MoreAsked), actor=current_actor()),
        "ask_for_more",
        "Đã ghi yêu cầu bổ sung. Gửi bổ sung xong thì ghi ngày gửi ở trang này.",
    )


@bp.route("/<int:sheet_id>/send-again", methods=["GET", "POST"])
@requires(Permission.UPWARD_RECORD)
def send_again(sheet_id: int) -> ResponseReturnValue:
    sheet = queries.one(sheet_id, current_actor())
    asked = queries.asked_for_more(sheet)
    form = SentAgainForm(**_all_of(asked), version=sheet.version, sent_again_on=clock.today())
    names = _offer(form, asked)
    return _answered(
        sheet,
        form,
        names,
        lambda: outcomes.send_again(sheet, form.to(SentAgain), actor=current_actor()),
        "send_again",
        "Đã ghi ngày gửi bổ sung. Hồ sơ chờ kết quả.",
    )


@bp.post("/<int:sheet_id>/decisions/<int:decision_id>/publish")
@requires(Permission.UPWARD_RECORD)
def publish(sheet_id: int, decision_id: int) -> ResponseReturnValue:
    sheet = queries.one(sheet_id, current_actor())
    with unit_of_work():
        outcomes.publish(_decision(sheet, decision_id), actor=current_actor())
    flash("Đã công bố quyết định. Đơn vị và người được khen đang được báo tin.")
    return redirect(url_for(".show", sheet_id=sheet_id), 303)


@bp.post("/<int:sheet_id>/conclude")
@requires(Permission.UPWARD_RECORD)
def conclude(sheet_id: int) -> ResponseReturnValue:
    with unit_of_work():
        outcomes.conclude(queries.one(sheet_id, current_actor()), actor=current_actor())
    flash("Đã chốt: Tờ trình không còn tên nào chờ kết quả.")
    return redirect(url_for(".show", sheet_id=sheet_id), 303)


@bp.route("/<int:sheet_id>/decisions/<int:decision_id>/take-back", methods=["GET", "POST"])
@requires(Permission.UPWARD_RECORD)
def take_back(sheet_id: int, decision_id: int) -> ResponseReturnValue:
    sheet = queries.one(sheet_id, current_actor())
    decision = _decision(sheet, decision_id)
    return _taken_back(
        sheet,
        decision.title,
        lambda reason: mistakes.take_back_decision(sheet, decision, reason, actor=current_actor()),
    )


@bp.route("/<int:sheet_id>/refusals/<int:refusal_id>/take-back", methods=["GET", "POST"])
@requires(Permission.UPWARD_RECORD)
def take_back_refusal(sheet_id: int, refusal_id: int) -> ResponseReturnValue:
    sheet = queries.one(sheet_id, current_actor())
    refusal = _refusal(sheet, refusal_id)
    return _taken_back(
        sheet,
        f"Văn bản số {refusal.number}",
        lambda reason: mistakes.take_back_refusal(sheet, refusal, reason, actor=current_actor()),
    )


@bp.get("/<int:sheet_id>/refusals/<int:refusal_id>/scan")
@requires(Permission.UPWARD_READ)
def refusal_scan(sheet_id: int, refusal_id: int) -> ResponseReturnValue:
    return handed_out(_refusal(queries.one(sheet_id, current_actor()), refusal_id).file)


def _answered(
    sheet: UpwardSubmission,
    form: BaseForm,
    names: Sequence[UpwardItem],
    done: Callable[[], object],
    page: str,
    words: str,
) -> ResponseReturnValue:
    if form.validate_on_submit() and form.perform(done):
        flash(words)
        return redirect(url_for(".show", sheet_id=sheet.id), 303)
    reasons = () if names else ("Không có tên nào đang chờ ghi việc này.",)
    return render_template(f"upward/{page}.html", form=form, sheet=sheet, reasons=reasons), form.status


def _taken_back(sheet: UpwardSubmission, what: str, done: Callable[[str], object]) -> ResponseReturnValue:
    form = ReasonForm()
    if form.validate_on_submit() and form.perform(lambda: done(form.words)):
        flash("Đã hủy kết quả ghi nhầm. Ghi lại kết quả đúng.")
        return redirect(url_for(".show", sheet_id=sheet.id), 303)
    return render_template("upward/take_back.html", form=form, sheet=sheet, what=what), form.status


def _offer(form: BaseForm, items: Sequence[UpwardItem]) -> Sequence[UpwardItem]:
    """The names as boxes; those who read them tick whom the paper names."""
    pairs = ((one.id, f"{one.nomination.honorific} {one.nomination.nominee_name}".strip()) for one in items)
    form["item_ids"].choices = choices(pairs)  # type: ignore[attr-defined]  # a field of several
    return items


def _all_of(items: Sequence[UpwardItem]) -> dict[str, list[int]]:
    return {"item_ids": [item.id for item in items]}


def _decision(sheet: UpwardSubmission, decision_id: int) -> Decision:
    found = (item.decision for item in sheet.items if item.decision_id == decision_id)
    return or_404(next(found, None))


def _refusal(sheet: UpwardSubmission, refusal_id: int) -> UpwardRefusal:
    return or_404(next((one for one in sheet.refusals if one.id == refusal_id), None))
