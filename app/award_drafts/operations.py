"""Write the next version of an award, part by part or by a file; whatever is written has to be sent anew."""

from dataclasses import dataclass
from datetime import date

from app import clock, versions
from app.actor import Actor
from app.audit import operations as audit
from app.award_drafts import checking, content, obstacles, queries, rows
from app.award_drafts.content import Facts
from app.award_drafts.holding import hold, people, record
from app.award_drafts.models import AwardDraft, DraftStatus
from app.award_drafts.parts import Part, Validity
from app.awards import exporting
from app.awards.models import AwardVersion
from app.errors import Invalid, Refusal, refuse_all
from app.extensions import db
from app.text import one_line

UNDER_WAY = "Danh hiệu, hình thức này đang có một bản soạn: mở bản ấy để viết tiếp."
OTHER_AWARD = "Tệp của danh hiệu, hình thức khác: mục “code” và “kind” phải như bản đang soạn."


@dataclass(frozen=True, kw_only=True)
class Opening:
    """From which day the new version holds, and by what (căn cứ của thay đổi)."""

    valid_from: date
    basis: str


def start(base: AwardVersion, wanted: Opening, *, actor: Actor) -> AwardDraft:
    """As the version it comes from, until somebody writes it otherwise."""
    audit.take_the_pen()  # of two who begin at once, the slower finds the faster's
    assert actor.user_id is not None, "a draft is written by a person"
    if queries.open_of(base.award_code) is not None:
        raise Refusal("Chưa soạn được bản mới.", [UNDER_WAY])
    refuse_all(valid_from=obstacles.fault_of_first_day(base, wanted.valid_from))
    said = exporting.told(base, base.award.kind)
    said |= {"number": queries.next_number(base.award_code), "valid_from": wanted.valid_from, "valid_to": None}
    draft = AwardDraft(
        award_code=base.award_code,
        base=base,
        status=DraftStatus.WRITING,
        basis=one_line(wanted.basis),
        content=content.kept(said),
        writers=people(actor),
        created_by_id=actor.user_id,
        created_at=clock.now(),
    )
    db.session.add(draft)
    db.session.flush()
    record(draft, "start_award_draft", actor)
    return draft


def save(draft: AwardDraft, wanted: Part, at: str, *, seen: int, typed: dict[str, str], actor: Actor) -> None:
    """One part of it, judged as an import would judge it; what is wrong elsewhere is told on its page."""
    hold(draft, seen, typed)
    said = content.said(draft.content)
    places = wanted.write(said, at)
    if isinstance(wanted, Validity):
        refuse_all(valid_from=obstacles.fault_of_first_day(draft.base, wanted.valid_from))
        draft.basis = one_line(wanted.basis)
    after = content.kept(said)
    found = [one for one in checking.objections(after, draft.base) if one.way in places]
    if found:
        raise Invalid(**{places[one.way]: one.reason for one in reversed(found)})
    _write(draft, after, actor)


def remove(draft: AwardDraft, kind: str, at: str, *, seen: int, actor: Actor) -> None:
    hold(draft, seen)
    said = content.said(draft.content)
    rows.remove(said, kind, at)
    _write(draft, content.kept(said), actor)


def take_file(draft: AwardDraft, source: bytes, *, seen: int, actor: Actor) -> None:
    """The whole award from a file, refused whole with every line that is wrong. Its number is the draft's."""
    hold(draft, seen)
    said, faults = checking.read(source, draft.base)
    if faults:
        lines = {f"line_{at}": str(fault)[:1].upper() + str(fault)[1:] for at, fault in enumerate(faults)}
        raise Invalid(file="Tệp có lỗi, chưa ghi gì. Mỗi lỗi nêu ở đầu trang.", **lines)
    if any(said[name] != draft.content[name] for name in ("code", "kind")):
        raise Invalid(file=OTHER_AWARD)
    whole = content.kept({**said, "number": draft.number})
    told = exporting.told(content.built(whole, exporting.whole()), said["kind"])  # what a file may leave out is said
    _write(draft, content.kept(told), actor)


def _write(draft: AwardDraft, after: Facts, actor: Actor) -> None:
    """Anything written after it was sent has to be sent anew."""
    before, draft.content = draft.content, after
    draft.writers = sorted({*draft.writers, *people(actor)})
    draft.status, draft.sent_by_id, draft.sent_at = DraftStatus.WRITING, None, None
    versions.touch(draft, by="basis")
    changed = [name for name in after if before.get(name) != after[name]]
    record(draft, "edit_award_draft", actor, changed=changed)
