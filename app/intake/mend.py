"""The two things a unit may do to a named item here: write its text anew, or put a new file for its paper."""

from app import clock
from app.actor import Actor
from app.documents.models import StoredFile
from app.errors import Invalid, SomebodyWasFaster
from app.nominations import evidence, sections, writing
from app.nominations.models import Nomination


def version_of(nomination: Nomination, key: str) -> int:
    field = sections.field_of(nomination, key)
    return field.version if field else 0


def save_text(nomination: Nomination, key: str, text: str, version: int, *, actor: Actor) -> bool:
    """Whether the text is another one now."""
    section = sections.one(nomination, key)
    if len(text) > section.longest:
        raise Invalid(text=f"Không dài quá {section.longest} ký tự.")
    before = sections.text_of(nomination, key)
    outcome = writing.save_text(nomination, key, writing.TextEdit(value=text, version=version), actor=actor)
    if isinstance(outcome, writing.Late):
        when = clock.local(outcome.theirs.updated_at).strftime("%H:%M ngày %d/%m/%Y")
        who = outcome.theirs.updated_by.full_name
        raise SomebodyWasFaster(who, when, [f"Mục “{section.title}”."], {section.title: text})
    return outcome.field.text != before


def add_file(nomination: Nomination, doc_code: str, file: StoredFile, *, actor: Actor) -> None:
    evidence.add(nomination, evidence.NewEvidence(doc_code=doc_code), file, actor=actor)
