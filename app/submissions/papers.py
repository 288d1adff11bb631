"""What the Tờ trình of a unit says, with its Danh sách, gathered from the rows of the day."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from app import clock
from app.actor import Actor
from app.awards.naming import giving
from app.documents import grounds, layout
from app.documents.kinds.of_units import SubmissionLetter
from app.documents.printable import Letterhead, Roll, Row
from app.medals import papers as medals
from app.medals.counting import in_words
from app.medals.queries import groups_of, services_of
from app.nominations.models import Nomination
from app.nominees.models import NomineeKind
from app.nominees.vocabulary import GENDERS
from app.nominees.words import KINDS
from app.organisations.models import Organisation
from app.organisations.naming import in_full, in_letterhead, of_whom, on_behalf
from app.papers.signing import signature_of
from app.rounds.models import AwardRound
from app.submissions.facts import living
from app.submissions.models import Submission
from app.submissions.openings import UnitResult, results

SEVERAL = "các danh hiệu thi đua, hình thức khen thưởng"
UNDER_THE_PROVINCE = frozenset({"department", "public_service_unit", "special_association"})


def default_title(award_round: AwardRound) -> str:
    """'Đợt khen thưởng tổng kết năm 2024' -> 'Về việc đề nghị khen thưởng tổng kết năm 2024'; a medal by its name."""
    if [award.by_resolution for award in award_round.awards] == [True]:
        return f"Về việc đề nghị tặng {giving(award_round.awards[0])}"
    return f"Về việc đề nghị khen thưởng {award_round.subject}"


def submission_letter(submission: Submission, *, signer: Actor | None = None) -> SubmissionLetter:
    unit, cases = submission.unit, [item.nomination for item in living(submission)]
    known, award, name = results(case.id for case in cases), _award(cases), in_full(unit.name)
    return SubmissionLetter(
        letterhead=Letterhead(
            superior="Ủy ban nhân dân\ntỉnh Ninh Thuận" if unit.kind in UNDER_THE_PROVINCE else "",
            organisation=in_letterhead(unit),
            symbol=f"TTr-{unit.doc_abbr}",
            place=unit.place,
            issued_on=clock.today(),
        ),
        subject=submission.title,
        signature=signature_of(signer, office=_office(unit), on_behalf=on_behalf(unit)),
        recipients=("Như trên", "Sở Nội vụ", "Lưu: VT"),
        addressees=("Chủ tịch Ủy ban nhân dân tỉnh (qua Sở Nội vụ)",),
        grounds=(
            *grounds.for_awards(clock.today()),
            *medals.grounds((case.award_version for case in cases), clock.today()),
            *_minutes(unit, known),
        ),
        opening=f"{name} kính trình Chủ tịch Ủy ban nhân dân tỉnh xem xét khen thưởng như sau:",
        award=award,
        counts=tuple(_counts(cases) if award == SEVERAL else medals.counts(cases)),
        summary=_paragraphs(submission.summary) or ("Thành tích cụ thể nêu trong báo cáo thành tích kèm theo",),
        commitments=(f"{name} chịu trách nhiệm về tính chính xác của hồ sơ và thành tích của các trường hợp đề nghị",),
        enclosures=tuple(_enclosures(cases)),
        request=f"{name} kính trình Chủ tịch Ủy ban nhân dân tỉnh xem xét, quyết định",
        roll=_roll(cases, known, several=award == SEVERAL),
        issuer=name,
    )


def _enclosures(cases: Iterable[Nomination]) -> Iterator[str]:
    """By the simplified procedure there is a summary, and no council has met."""
    simplified = {case.is_simplified for case in cases}
    yield "Danh sách đề nghị khen thưởng"
    if simplified != {True}:
        yield "Báo cáo thành tích có xác nhận của đơn vị"
    if True in simplified:
        yield "Báo cáo tóm tắt thành tích (thủ tục đơn giản)"
    if simplified != {True}:
        yield "Biên bản họp, Biên bản kiểm phiếu của Hội đồng Thi đua - Khen thưởng đơn vị"


def _office(unit: Organisation) -> str:
    return "Chủ tịch" if on_behalf(unit) else "Thủ trưởng đơn vị"


def _award(cases: list[Nomination]) -> str:
    names = list(dict.fromkeys(giving(case.award_version) for case in cases))
    return names[0] if len(names) == 1 else SEVERAL


def _counts(cases: Iterable[Nomination]) -> Iterator[str]:
    counted = Counter((giving(case.award_version), case.nominee_kind) for case in cases)
    for award in dict.fromkeys(award for award, _ in counted):
        kinds = (f"{layout.quantity(counted[award, kind])} {KINDS[kind]}" for kind in KINDS if counted[award, kind])
        yield f"{award[:1].upper()}{award[1:]}: {', '.join(kinds)}"


def _minutes(unit: Organisation, known: Mapping[int, UnitResult]) -> Iterator[str]:
    for held_on in sorted({result.held_on for result in known.values()}):
        yield f"Căn cứ Biên bản họp Hội đồng Thi đua - Khen thưởng {of_whom(unit)} {layout.day(held_on)}"


def _roll(cases: Sequence[Nomination], known: Mapping[int, UnitResult], *, several: bool) -> Roll:
    rows: dict[NomineeKind, list[Row]] = {kind: [] for kind in NomineeKind}
    groups, services = groups_of(cases), services_of(cases)
    for case in cases:
        row = _row(case, known.get(case.id), several=several)
        if case.id in groups:
            served = services.get(case.id)
            row = replace(row, group=groups[case.id].code, service=in_words(served) if served else "")
        rows[case.nominee_kind].append(row)
    return Roll(
        individuals=tuple(rows[NomineeKind.INDIVIDUAL]),
        collectives=tuple(rows[NomineeKind.COLLECTIVE]),
        households=tuple(rows[NomineeKind.HOUSEHOLD]),
    )


def _row(case: Nomination, result: UnitResult | None, *, several: bool) -> Row:
    born, vote = case.nominee.birth_date, result.vote if result else None
    return Row(
        name=case.nominee_name,
        honorific=case.honorific,
        detail=in_full(layout.in_one_line(case.nominee_title)),
        born=str(born.year) if born else "",
        gender=GENDERS.get(case.nominee.gender, ""),
        award=in_full(case.award_version.name) if several else "",
        votes=f"{vote.agree}/{vote.members} ({layout.percent(vote.agree, vote.members)})" if vote else "",
    )


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(line for line in text.splitlines() if line.strip())
