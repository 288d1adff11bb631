"""Công văn xin ý kiến hiệp y: one letter for all cases about which the same agencies are asked the same."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app import versions
from app.actor import Actor
from app.appraisals.models import Consultation, ConsultationStatus
from app.audit import operations as audit
from app.awards.naming import giving
from app.documents import layout
from app.documents.kinds.of_letters import OfficialLetter
from app.documents.models import Paper
from app.documents.printable import Roll, Row
from app.errors import or_404
from app.extensions import db
from app.nominations import letters
from app.nominations.models import Nomination
from app.nominees.models import NomineeKind
from app.organisations.models import Organisation
from app.organisations.naming import in_full, of_whom
from workflows.vocabulary import Paper as PaperCode

MOST = 500  # questions that are looked through for one letter
CHANGED = "Nội dung hỏi hiệp y đã có thay đổi: xem lại công văn rồi ký."


@dataclass(frozen=True)
class Inquiry:
    """Questions that go out by one letter: each of the cases is asked of each of the agencies."""

    consultations: tuple[Consultation, ...]

    @property
    def first(self) -> Consultation:
        return self.consultations[0]

    @property
    def cases(self) -> list[Nomination]:
        return list(dict.fromkeys(one.nomination for one in self.consultations))

    @property
    def agencies(self) -> list[Organisation]:
        return list(dict.fromkeys(one.agency for one in self.consultations))

    @property
    def due_on(self) -> date:
        return self.first.due_on

    @property
    def as_shown(self) -> str:
        return ",".join(str(one.id) for one in self.consultations)


def waiting() -> list[Inquiry]:
    """What was asked and has not gone out by letter, the oldest question first."""
    found = db.session.scalars(
        select(Consultation)
        .where(Consultation.status == ConsultationStatus.ASKED, Consultation.letter_id.is_(None))
        .options(
            joinedload(Consultation.agency),
            joinedload(Consultation.nomination).options(
                joinedload(Nomination.unit), joinedload(Nomination.award_version), joinedload(Nomination.nominee)
            ),
        )
        .order_by(Consultation.id)
        .limit(MOST)
        .execution_options(populate_existing=True)
    ).all()
    return grouped(found)


def grouped(found: Sequence[Consultation]) -> list[Inquiry]:
    """By question, last day and the whole set of agencies that a case is asked of; a second question is its own."""
    of_case: dict[tuple[int, str, date], list[Consultation]] = defaultdict(list)
    for one in found:
        of_case[one.nomination_id, one.question, one.due_on].append(one)
    together: dict[tuple[str, date, frozenset[int]], list[Consultation]] = defaultdict(list)
    for (_, question, due_on), asked in of_case.items():
        together[question, due_on, frozenset(one.agency_id for one in asked)].extend(asked)
    return [Inquiry(tuple(asked)) for asked in together.values()]


def one(consultation_id: int) -> Inquiry:
    """The letter with this question on it, or 404 where it has gone out or nobody waits for its answer."""
    holding = (inquiry for inquiry in waiting() if consultation_id in {one.id for one in inquiry.consultations})
    return or_404(next(holding, None))


def sign(consultation_id: int, *, seen: str, actor: Actor) -> Paper:
    """By the director's order; the cases' logs tell of it. `seen`: the questions that the page showed."""
    audit.take_the_pen()
    inquiry = one(consultation_id)
    refs = [case.ref for case in inquiry.cases]
    versions.insist(*refs, seen=seen, now=inquiry.as_shown, changed=[CHANGED])
    paper = letters.sign(request(inquiry, signer=actor), inquiry.first.nomination, actor=actor)
    for consultation in inquiry.consultations:
        consultation.letter = paper
    db.session.flush()
    for ref in refs:
        audit.record(actor=actor, subject=ref, action="sign_consultation_letter", data={"letter": paper.ref})
    return paper


def request(inquiry: Inquiry, *, signer: Actor | None = None) -> OfficialLetter:
    cases = inquiry.cases
    whom = f"đối với {letters.whom(cases[0])}" if len(cases) == 1 else f"{layout.quantity(len(cases))} trường hợp"
    return OfficialLetter(
        paper=PaperCode.CONSULTATION_REQUEST.value,
        letterhead=letters.letterhead("SNV-TĐKT"),
        subject=f"V/v xin ý kiến hiệp y khen thưởng {whom}",
        signature=letters.signature(signer),
        recipients=letters.RECIPIENTS,
        addressees=tuple(in_full(agency.name) for agency in inquiry.agencies),
        paragraphs=tuple(_paragraphs(inquiry)),
        roll=_roll(cases),
        closing="Sở Nội vụ đề nghị các cơ quan quan tâm, phối hợp"
        if len(inquiry.agencies) > 1
        else "Sở Nội vụ đề nghị quý cơ quan quan tâm, phối hợp",
    )


def _paragraphs(inquiry: Inquiry) -> Iterator[str]:
    yield (
        "Sở Nội vụ đang thẩm định hồ sơ đề nghị khen thưởng của"
        f" {layout.quantity(len(inquiry.cases))} trường hợp có tên trong danh sách dưới đây"
    )
    yield from (line for line in inquiry.first.question.splitlines() if line.strip())
    yield (
        "Ý kiến trả lời bằng văn bản gửi về Sở Nội vụ (Ban Thi đua - Khen thưởng) hoặc trên phần mềm quản lý"
        f" thi đua, khen thưởng đến hết {layout.day(inquiry.due_on)}"
    )
    yield "Danh sách các trường hợp xin ý kiến"


def _roll(cases: Sequence[Nomination]) -> Roll:
    rows: dict[NomineeKind, list[Row]] = {kind: [] for kind in NomineeKind}
    for case in cases:
        at = () if case.nominee_kind is NomineeKind.HOUSEHOLD else (of_whom(case.unit),)  # it lives where it lives
        born = case.nominee.birth_date
        rows[case.nominee_kind].append(
            Row(
                name=case.nominee_name,
                honorific=case.honorific,
                born=f"{born:%d/%m/%Y}" if born else "",
                detail=in_full(layout.in_one_line(case.nominee_title, *at)),
                award=giving(case.award_version),
            )
        )
    return Roll(
        individuals=tuple(rows[NomineeKind.INDIVIDUAL]),
        collectives=tuple(rows[NomineeKind.COLLECTIVE]),
        households=tuple(rows[NomineeKind.HOUSEHOLD]),
    )
