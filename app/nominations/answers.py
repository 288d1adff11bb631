"""What the room answers when a text was sent: JSON to the script, pages to a plain form. It changes nothing."""

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.actor import Actor
from app.awards import regimes
from app.nominations import completeness, editing, evidence, openings, queries, sections
from app.nominations.forms import TextForm, text_form
from app.nominations.models import Nomination
from app.nominations.writing import Late, Saved


def of(outcome: Saved | Late, nomination: Nomination) -> ResponseReturnValue:
    return _saved(outcome, nomination) if isinstance(outcome, Saved) else _late(outcome, nomination)


def invalid(nomination: Nomination, key: str, form: TextForm, actor: Actor) -> ResponseReturnValue:
    if _is_script():
        return jsonify(errors=[error for errors in form.errors.values() for error in errors]), 422
    return edit_page(nomination, actor, {key: form}), 422


def edit_page(nomination: Nomination, actor: Actor, faulty: dict[str, TextForm] | None = None) -> str:
    texts = [
        (section, (faulty or {}).get(section.key) or text_form(section, sections.field_of(nomination, section.key)))
        for section in sections.of(nomination)
    ]
    look = openings.Look(nomination)
    return render_template(
        "nominations/edit.html",
        nomination=nomination,
        texts=texts,
        edits=editing.allowed(nomination, actor),
        gaps=completeness.gaps(nomination),
        notes=openings.notes_while_edited(look, actor),
        parts=openings.parts_while_edited(look, actor),
        late_texts=[(late, sections.one(nomination, late.key)) for late in queries.unsettled(nomination, actor)],
        versions={field.key: field.version for field in nomination.fields},
        attached=evidence.attached(nomination),
        asked=completeness.asked_of_unit(nomination),
        unread=regimes.unread_for(nomination.received_at),
    )


def _saved(saved: Saved, nomination: Nomination) -> ResponseReturnValue:
    if _is_script():
        gaps = render_template("nominations/_gaps.html", gaps=completeness.gaps(nomination), nomination=nomination)
        moment = clock.local(clock.now()).strftime("%H:%M")
        return jsonify(version=saved.field.version, saved_at=moment, gaps_html=gaps)
    section = sections.one(nomination, saved.field.key)
    flash(f"Đã lưu mục “{section.title}”.")
    return redirect(url_for(".edit", nomination_id=nomination.id, _anchor=section.anchor), 303)


def _late(late: Late, nomination: Nomination) -> ResponseReturnValue:
    theirs = late.theirs
    who, when = theirs.updated_by.full_name, clock.local(theirs.updated_at).strftime("%H:%M %d/%m/%Y")
    if _is_script():
        return jsonify(who=who, when=when, text=theirs.text, version=theirs.version), 409
    section = sections.one(nomination, theirs.key)
    page = render_template(
        "nominations/late.html", nomination=nomination, late=late, section=section, who=who, when=when
    )
    return page, 409


def _is_script() -> bool:
    return request.accept_mimetypes.best_match(["text/html", "application/json"]) == "application/json"
