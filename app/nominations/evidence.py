"""Minh chứng: stored files as papers of the dossier. What is removed stays, marked."""

from dataclasses import dataclass

from app import clock
from app.actor import Actor
from app.audit import operations as audit
from app.casework import hold
from app.documents.models import StoredFile
from app.errors import Invalid
from app.extensions import db
from app.nominations import editing
from app.nominations.models import Evidence, Nomination


@dataclass(frozen=True, kw_only=True)
class NewEvidence:
    doc_code: str
    title: str = ""


def add(case: Nomination, wanted: NewEvidence, file: StoredFile, *, actor: Actor) -> Evidence:
    assert actor.user_id is not None, "files are attached by people"
    hold(case)
    editing.insist(case, may=editing.allowed(case, actor).paper(wanted.doc_code))
    if any(one.doc_code == wanted.doc_code and one.file.sha256 == file.sha256 for one in attached(case)):
        raise Invalid(file="Tệp này đã đính kèm cho giấy tờ đã chọn.")
    made = Evidence(
        doc_code=wanted.doc_code,
        title=wanted.title or file.original_name,
        file=file,
        added_by_id=actor.user_id,
        added_at=clock.now(),
    )
    case.evidence.append(made)
    db.session.flush()
    audit.record(actor=actor, subject=case.ref, action="add_evidence", data=_told(made))
    return made


def remove(evidence: Evidence, *, actor: Actor) -> None:
    case = evidence.nomination
    hold(case)
    editing.insist(case, may=editing.allowed(case, actor).paper(evidence.doc_code))
    evidence.removed_at = clock.now()
    audit.record(actor=actor, subject=case.ref, action="remove_evidence", data=_told(evidence))


def attached(case: Nomination) -> list[Evidence]:
    return [one for one in case.evidence if one.removed_at is None]


def _told(evidence: Evidence) -> dict[str, str]:
    return {"paper": evidence.doc_code, "file": evidence.file.original_name, "sha256": evidence.file.sha256}
