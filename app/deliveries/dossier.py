"""What the house holds of cases: papers of every sheet they stood on, what was attached, and what is missing."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import CompoundSelect, Row, Select, bindparam, literal, or_, select, union_all

from app import clock
from app.awards.models import DocType
from app.councils.models import AgendaItem, Council, Meeting
from app.decisions.models import Decision, DecisionItem
from app.deliveries.models import Delivery, Handover
from app.deliveries.settings import NEEDED, Needed
from app.documents.layout import number_and_symbol
from app.documents.models import Paper, StoredFile
from app.extensions import in_few_lengths, read_rows
from app.nominations.models import Evidence, Nomination
from app.organisations.models import Organisation
from app.submissions.models import SubmissionItem
from workflows.paper_life_1 import State as PaperState
from workflows.vocabulary import PAPER_NAMES, Sheet
from workflows.vocabulary import Paper as PaperCode

PROVINCE, UNIT = "province", "unit"


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A line of the index. `paper_id` or `file_id`: where it is."""

    number: str
    dated: date | None
    title: str
    author: str
    note: str
    paper_id: int | None = None
    file_id: int | None = None


def missing(case: Nomination) -> tuple[str, ...]:
    """A sentence for each paper the case must hold before it is closed; nothing: it is complete."""
    return missing_of([case])[case.id]


def missing_of(cases: Sequence[Nomination]) -> Mapping[int, tuple[str, ...]]:
    held = _held(case.id for case in cases)
    return {case.id: tuple(_missing(case, held[case.id])) for case in cases}


def _missing(case: Nomination, held: Sequence[Row[Any]]) -> Iterator[str]:
    bonus = any(row.bonus for row in held)
    for needed in NEEDED:
        if not _is_asked(needed, case, has_bonus=bonus):
            continue
        found = [row for row in held if row.code in needed.codes and row.place != UNIT]
        if not found:
            yield f"Thiếu {needed.name}."
        elif needed.is_signed and not any(row.signed_copy_id for row in found):
            yield f"{needed.name} chưa đính bản đã ký."


def _is_asked(needed: Needed, case: Nomination, *, has_bonus: bool) -> bool:
    if needed.when == "considered":
        return not case.is_simplified and case.award_version.considered_by != "none"
    return needed.when == "always" or has_bonus


def kept(cases: Sequence[Nomination]) -> list[Kept]:
    """What goes into the dossier: papers by their day, each once, then what was attached to each case."""
    ids = [case.id for case in cases]
    papers = {row.id: row for rows in _held(ids).values() for row in rows}
    ordered = sorted(papers.values(), key=lambda row: (_day(row) or date.min, row.id))
    attached = read_rows(_ATTACHED, {"case_ids": in_few_lengths(ids)}).all()
    return [*(_paper(row) for row in ordered), *(_evidence(row) for row in attached)]


def _paper(row: Row[Any]) -> Kept:
    name = PAPER_NAMES[PaperCode(row.code)]
    return Kept(
        number=number_and_symbol(row.number, row.symbol) if row.number else "",
        dated=_day(row),
        title=name if row.title.lower() in name.lower() else f"{name}: {row.title}".replace("\n", " "),
        author=row.author,
        note="Bản đã ký kèm theo" if row.signed_copy_id else "",
        paper_id=row.id,
    )


def _evidence(row: Row[Any]) -> Kept:
    return Kept(
        number="",
        dated=clock.local(row.added_at).date(),
        title=f"{row.doc_type} – {row.nominee_name}",
        author=row.author,
        note=row.title if row.title != row.doc_type else "",
        file_id=row.file_id,
    )


def _day(row: Row[Any]) -> date | None:
    return row.issued_on or (clock.local(row.signed_at).date() if row.signed_at else None)


def _held(ids: Iterable[int]) -> Mapping[int, Sequence[Row[Any]]]:
    """Issued papers by case: of its own, and of each sheet it stands on."""
    found: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in read_rows(_HELD, {"case_ids": in_few_lengths(ids), "issued": PaperState.ISSUED.value}):
        found[row.case_id].append(row)
    return found


def _issued(case_id: Any, place: Any) -> Select[Any]:  # noqa: ANN401 -- columns
    return (
        select(
            case_id.label("case_id"),
            place.label("place"),
            DecisionItem.bonus,
            Paper.id,
            Paper.code,
            Paper.number,
            Paper.symbol,
            Paper.title,
            Paper.issued_on,
            Paper.signed_at,
            Paper.signed_copy_id,
            Organisation.name.label("author"),
        )
        .join(Organisation, Organisation.id == Paper.organisation_id)
        .where(
            DecisionItem.nomination_id.in_(bindparam("case_ids", expanding=True)),
            Paper.state == bindparam("issued"),
        )
    )


def _papers() -> CompoundSelect[Any]:
    here, own = literal(PROVINCE), DecisionItem.nomination_id
    of_case = _issued(own, here).where(Paper.sheet == Sheet.CASE, Paper.sheet_id == own)
    of_submission = _issued(own, here).where(
        Paper.sheet == Sheet.SUBMISSION,
        Paper.sheet_id == SubmissionItem.submission_id,
        SubmissionItem.nomination_id == own,
        SubmissionItem.struck_reason.is_(None),
    )
    of_proposal = _issued(own, here).where(
        Paper.sheet == Sheet.PROPOSAL, Paper.sheet_id == Decision.proposal_id, Decision.id == DecisionItem.decision_id
    )
    of_decision = _issued(own, here).where(
        Paper.sheet == Sheet.DECISION, Paper.sheet_id == DecisionItem.decision_id, Paper.number.is_not(None)
    )
    of_handover = _issued(own, here).where(
        Delivery.decision_item_id == DecisionItem.id,
        Handover.id == Delivery.handover_id,
        or_(Paper.id == Handover.minutes_id, Paper.id == Handover.payment_list_id),
    )
    return union_all(
        of_case,
        of_submission,
        *(_of_meetings(place, is_provincial=place == PROVINCE) for place in (UNIT, PROVINCE)),
        of_proposal,
        of_decision,
        of_handover,
    )


def _of_meetings(place: str, *, is_provincial: bool) -> Select[Any]:
    return _issued(DecisionItem.nomination_id, literal(place)).where(
        Paper.sheet == Sheet.MEETING,
        Paper.sheet_id == AgendaItem.meeting_id,
        AgendaItem.nomination_id == DecisionItem.nomination_id,
        AgendaItem.removed_reason.is_(None),
        Meeting.id == AgendaItem.meeting_id,
        Council.id == Meeting.council_id,
        Council.is_provincial.is_(is_provincial),
    )


_HELD = _papers()
_ATTACHED = (
    select(
        Evidence.nomination_id,
        Evidence.file_id,
        Evidence.title,
        Evidence.added_at,
        DocType.name.label("doc_type"),
        Nomination.nominee_name,
        Organisation.name.label("author"),
        StoredFile.original_name,
    )
    .join(DocType, DocType.code == Evidence.doc_code)
    .join(Nomination, Nomination.id == Evidence.nomination_id)
    .join(Organisation, Organisation.id == Nomination.unit_id)
    .join(StoredFile, StoredFile.id == Evidence.file_id)
    .where(Evidence.nomination_id.in_(bindparam("case_ids", expanding=True)), Evidence.removed_at.is_(None))
    .order_by(Nomination.nominee_key, Evidence.id)
)
