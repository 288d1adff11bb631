"""The two things a unit may do to a named item: write its text anew, or put a new file for its paper."""

from app import clock
from app.actor import Actor
from app.documents.models import StoredFile
from app.errors import SomebodyWasFaster
from app.extensions import db
from app.nominations.models import DraftField, DraftRevision, Evidence, Nomination


def field_of(nomination: Nomination, key: str) -> DraftField | None:
    return next((field for field in nomination.fields if field.key == key), None)


def text_of(nomination: Nomination, key: str) -> str:
    field = field_of(nomination, key)
    return field.text if field else ""


def version_of(nomination: Nomination, key: str) -> int:
    field = field_of(nomination, key)
    return field.version if field else 0


def save_text(nomination: Nomination, key: str, text: str, version: int, *, actor: Actor) -> None:
    assert actor.user_id is not None, "texts are written by people"
    field = field_of(nomination, key)
    if field is not None and field.version != version:
        raise SomebodyWasFaster(field.updated_by.full_name, "", ["Nội dung này đã được sửa."], {"Nội dung": text})
    if field is None:
        field = DraftField(nomination_id=nomination.id, key=key, version=0)
        nomination.fields.append(field)
    now = clock.now()
    field.text, field.version = text, version + 1
    field.updated_by_id, field.updated_at = actor.user_id, now
    db.session.add(
        DraftRevision(
            nomination_id=nomination.id,
            key=key,
            base_version=version,
            text=text,
            was_kept=True,
            author_id=actor.user_id,
            saved_at=now,
        )
    )
    db.session.flush()


def add_file(nomination: Nomination, doc_code: str, file: StoredFile, *, actor: Actor) -> None:
    assert actor.user_id is not None, "files are put in by people"
    nomination.evidence.append(
        Evidence(
            doc_code=doc_code,
            title=file.original_name,
            file_id=file.id,
            added_by_id=actor.user_id,
            added_at=clock.now(),
        )
    )
    db.session.flush()
