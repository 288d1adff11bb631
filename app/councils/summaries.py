"""What members read of a case before they vote: one page a case, gathered for the whole agenda at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Integer, Row, bindparam, select

from app.actor import Actor
from app.appraisals.models import Conclusion, Consultation, ConsultationStatus, CriterionAnswer, Verdict
from app.awards.words import RATINGS
from app.councils import seats
from app.councils.case_items import CaseItem
from app.councils.models import Meeting
from app.errors import or_404
from app.extensions import in_few_lengths, read_rows
from app.honours import history
from app.honours.history import Past
from app.nominations.models import DraftField, YearEntry
from app.nominations.reach import COUNCIL_ROLES
from app.nominations.sections import ACHIEVEMENTS, CITATION
from app.submissions.openings import UnitResult, results

SHORT = 1200  # letters of a text that is printed on one page beside the rest
MOST_HONOURS = 6
OPINIONS = {"fit": "Đủ điều kiện, tiêu chuẩn", "unfit": "Không đủ điều kiện, tiêu chuẩn", "return": "Trả lại hồ sơ"}


@dataclass(frozen=True, kw_only=True)
class Summary:
    """One case on one page."""

    item: CaseItem
    place: int
    citation: str
    achievements: str  # as much of them as a page takes
    is_cut: bool
    years: Sequence[str]  # "2024: Hoàn thành xuất sắc nhiệm vụ, Chiến sĩ thi đua cơ sở"
    honours: Sequence[Past]
    criteria: str  # "12 tiêu chí đạt, 1 không đạt"; empty where none is answered
    appraisal: str
    consulted: str
    unit_vote: str


def insist_may_read(meeting: Meeting, actor: Actor) -> None:
    """Members of the province's council read what they vote on, and nothing of a body they do not sit in."""
    if actor.role in COUNCIL_ROLES:
        or_404(seats.of_actor(meeting, actor))


def of_items(listed: Sequence[tuple[int, CaseItem]]) -> list[Summary]:
    """As many statements for a whole agenda as for one case."""
    ids = [item.case.id for _, item in listed]
    told = _Told(ids, [item.case.nominee_id for _, item in listed])
    return [_summary(place, item, told) for place, item in listed]


class _Told:
    """What is read of all the cases, each kind in one statement."""

    def __init__(self, ids: Sequence[int], nominee_ids: Sequence[int]) -> None:
        asked = {"ids": in_few_lengths(ids)}
        self.texts = {(row.nomination_id, row.key): row.text for row in read_rows(_TEXTS, asked)}
        self.years = _grouped(read_rows(_YEARS, asked))
        self.answers = _grouped(read_rows(_ANSWERS, asked))
        self.conclusions = {row.nomination_id: row for row in read_rows(_CONCLUSIONS, asked)}
        self.consulted = _grouped(read_rows(_CONSULTED, asked))
        self.results: Mapping[int, UnitResult] = results(ids)
        self.honours: dict[int, list[Past]] = {}
        for past in history.of_many(sorted(set(nominee_ids))):
            self.honours.setdefault(past.nominee_id, []).append(past)


_ASKED = bindparam("ids", type_=Integer, expanding=True)
_TEXTS = select(DraftField.nomination_id, DraftField.key, DraftField.text).where(
    DraftField.nomination_id.in_(_ASKED), DraftField.key.in_((CITATION, ACHIEVEMENTS))
)
_YEARS = (
    select(YearEntry.nomination_id, YearEntry.year, YearEntry.rating, YearEntry.title)
    .where(YearEntry.nomination_id.in_(_ASKED))
    .order_by(YearEntry.year.desc())
)
_ANSWERS = select(CriterionAnswer.nomination_id, CriterionAnswer.verdict).where(
    CriterionAnswer.nomination_id.in_(_ASKED)
)
_CONCLUSIONS = select(Conclusion.nomination_id, Conclusion.opinion, Conclusion.reason).where(
    Conclusion.nomination_id.in_(_ASKED)
)
_CONSULTED = select(Consultation.nomination_id, Consultation.status, Consultation.objects).where(
    Consultation.nomination_id.in_(_ASKED), Consultation.status != ConsultationStatus.CANCELLED
)


def _grouped(rows: Iterable[Row[Any]]) -> dict[int, list[Row[Any]]]:
    found: dict[int, list[Row[Any]]] = {}
    for row in rows:
        found.setdefault(row.nomination_id, []).append(row)
    return found


def _summary(place: int, item: CaseItem, told: _Told) -> Summary:
    case_id = item.case.id
    whole = told.texts.get((case_id, ACHIEVEMENTS), "")
    short = shortened(whole)
    conclusion, vote = told.conclusions.get(case_id), told.results.get(case_id)
    is_of_unit = not item.meeting.council.is_provincial
    return Summary(
        item=item,
        place=place,
        citation=told.texts.get((case_id, CITATION), ""),
        achievements=short,
        is_cut=short != whole.strip(),
        years=[_year(row) for row in told.years.get(case_id, ())],
        honours=told.honours.get(item.case.nominee_id, [])[:MOST_HONOURS],
        criteria=_criteria([row.verdict for row in told.answers.get(case_id, ())]),
        appraisal=f"{OPINIONS[conclusion.opinion]}. {conclusion.reason}" if conclusion else "",
        consulted=_consulted(told.consulted.get(case_id, ())),
        unit_vote=f"{vote.words} (họp ngày {vote.held_on:%d/%m/%Y})" if vote and not is_of_unit else "",
    )


def shortened(text: str, longest: int = SHORT) -> str:
    """Cut after a sentence, or a word where none ends; what was left out is in the dossier."""
    whole = text.strip()
    if len(whole) <= longest:
        return whole
    part = whole[:longest]
    ends = max(part.rfind(mark) for mark in (". ", ".\n", "\n"))
    return f"{part[: ends + 1].rstrip()} …" if ends > longest // 2 else f"{part.rsplit(' ', 1)[0]} …"


def _year(row: Row[Any]) -> str:
    said = ", ".join(part for part in (RATINGS.get(row.rating, ""), row.title) if part)
    return f"{row.year}: {said or 'chưa nhập'}"


def _criteria(verdicts: Sequence[Verdict]) -> str:
    met, unmet = verdicts.count(Verdict.MET), verdicts.count(Verdict.NOT_MET)
    if not met and not unmet:
        return ""
    return f"{met} tiêu chí đạt, {unmet} không đạt" if unmet else f"{met} tiêu chí đạt"


def _consulted(asked: Sequence[Row[Any]]) -> str:
    if not asked:
        return ""
    answered = [row for row in asked if row.status == ConsultationStatus.ANSWERED]
    objecting = sum(bool(row.objects) for row in answered)
    said = f"{len(answered)}/{len(asked)} cơ quan đã trả lời"
    return f"{said}, {objecting} không đồng ý" if objecting else f"{said}, không cơ quan nào phản đối"
