"""Sổ văn bản đi, sổ văn bản đến: looked through, printed, taken away; what came in is entered."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.access import Permission, current_actor, requires
from app.addresses import number_asked, words_asked
from app.audit import operations as audit
from app.books import forms, incoming, operations, outgoing, queries, sheets
from app.books.operations import Arrival, LeftOut
from app.books.outgoing import REGISTERS, Search
from app.documents.layout import thousands
from app.extensions import reading_written_down
from app.intake.queries import next_number
from app.papers.printing import handed_out
from app.papers.uploads import stored
from app.spreadsheets import XLSX, as_xlsx

bp = Blueprint("books", __name__, url_prefix="/books")


@bp.get("/outgoing")
@requires(Permission.BOOK_READ)
def outgoing_book() -> ResponseReturnValue:
    houses, search = _asked()
    return _page("books/outgoing.html", houses, search, outgoing.page(search))


@bp.get("/outgoing.xlsx")
@requires(Permission.BOOK_READ)
def outgoing_sheet() -> ResponseReturnValue:
    _, search = _asked(is_whole=True)
    rows = sheets.of_outgoing(outgoing.page(search).lines)
    _write_down("take_outgoing_book", search, len(rows))
    return _sent([sheets.OUTGOING, *rows], f"so-van-ban-di-{search.year}.xlsx", "Văn bản đi")


@bp.get("/incoming")
@requires(Permission.BOOK_READ)
def incoming_book() -> ResponseReturnValue:
    houses, search = _asked()
    return _page("books/incoming.html", houses, search, incoming.page(search))


@bp.get("/incoming.xlsx")
@requires(Permission.BOOK_READ)
def incoming_sheet() -> ResponseReturnValue:
    _, search = _asked(is_whole=True)
    rows = sheets.of_incoming(incoming.page(search).lines)
    _write_down("take_incoming_book", search, len(rows))
    return _sent([sheets.INCOMING, *rows], f"so-van-ban-den-{search.year}.xlsx", "Văn bản đến")


@bp.route("/incoming/new", methods=["GET", "POST"])
@requires(Permission.BOOK_KEEP)
def enter() -> ResponseReturnValue:
    form = forms.ArrivalForm(number=next_number(current_actor().organisation_id), arrived_on=clock.today())
    if form.validate_on_submit() and form.perform(lambda: _enter(form)):
        flash(f"Đã vào sổ văn bản đến, số {form.number.data}.")
        return redirect(url_for(".incoming_book"), 303)
    return render_template("books/enter.html", form=form), form.status


@bp.route("/outgoing/left-out", methods=["GET", "POST"])
@requires(Permission.BOOK_KEEP)
def leave_out() -> ResponseReturnValue:
    form = forms.LeftOutForm()
    if form.validate_on_submit() and form.perform(
        lambda: operations.leave_out(form.to(LeftOut), actor=current_actor())
    ):
        flash(f"Đã ghi số {form.number.data} không cấp cho văn bản nào.")
        return redirect(url_for(".outgoing_book"), 303)
    return render_template("books/leave_out.html", form=form), form.status


@bp.get("/incoming/<int:document_id>/scan")
@requires(Permission.BOOK_READ)
def scan(document_id: int) -> ResponseReturnValue:
    return handed_out(incoming.scan(document_id, [*queries.houses(current_actor())]))


def _asked(*, is_whole: bool = False) -> tuple[Mapping[int, str], Search]:
    houses = queries.houses(current_actor())
    register, year = words_asked("register"), number_asked("year")
    return houses, Search(
        house_id=queries.house(number_asked("house_id"), houses),
        year=year if year in queries.years() else clock.today().year,
        words=words_asked("words"),
        register=register if register in REGISTERS else "",
        after=number_asked("after"),
        is_whole=is_whole or "whole" in request.args,
    )


def _page(
    template: str, houses: Mapping[int, str], search: Search, page: outgoing.Page | incoming.Page
) -> ResponseReturnValue:
    shown = {"houses": houses, "years": queries.years(), "registers": REGISTERS, "most": thousands(outgoing.MOST)}
    return render_template(template, search=search, page=page, **shown)


def _enter(form: forms.ArrivalForm) -> None:
    file = stored(form.file, current_actor()) if form.file.data else None
    operations.enter(form.to(Arrival), file, actor=current_actor())


def _write_down(action: str, search: Search, lines: int) -> None:
    """Who takes a book along stands in the log before it leaves."""
    what = f"book:{search.house_id}"
    with reading_written_down():
        audit.record_reading(actor=current_actor(), what=what, action=action, year=search.year, lines=lines)


def _sent(rows: Sequence[Sequence[Any]], name: str, sheet: str) -> ResponseReturnValue:
    return send_file(BytesIO(as_xlsx(rows, sheet)), mimetype=XLSX, as_attachment=True, download_name=name)
