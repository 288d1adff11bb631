"""What the Tờ trình of a unit says, with its Danh sách, gathered from the rows of the day."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from app import clock
from app.actor import Actor
from app.awards.models import AwardVersion
from app.documents import grounds, layout
from app.documents.contexts import Letterhead, Roll, Row, SubmissionLetter
from app.nominations.models import Nomination
from app.nominees.models import NomineeKind
from app.organisations.models import Organisation
from app.papers.signing import signature_of
from app.rounds.models import AwardRound
from app.submissions.facts import living
from app.submissions.models import Submission
from app.submissions.openings import UnitResult, results

KINDS = {
    NomineeKind.INDIVIDUAL: "cá nhân",
    NomineeKind.COLLECTIVE: "tập thể",
    NomineeKind.HOUSEHOLD: "hộ gia đình",
}
GENDERS = {"male": "Nam", "female": "Nữ"}
SEVERAL = "các danh hiệu thi đua, hình thức khen thưởng"
UNDER_THE_PROVINCE = frozenset({"department", "public_service_unit", "special_association"})


def giving(award: AwardVersion) -> str:
    return f"danh hiệu “{award.name}”" if award.award.kind == "title" else award.name


def default_title(award_round: AwardRound) -> str:
    return f"Về việc đề nghị khen thưởng {award_round.name[:1].lower()}{award_round.name[1:]}"


def submission_letter(submission: Submission, *, signer: Actor | None = None) -> SubmissionLetter:
    unit, cases = submission.unit, [item.nomination for item in living(submission)]
    known, award = results(case.id for case in cases), _award(cases)
    return SubmissionLetter(
        letterhead=Letterhead(
            superior="Ủy ban nhân dân\ntỉnh Ninh Thuận" if unit.kind in UNDER_THE_PROVINCE else "",
            organisation=unit.name,
            symbol=f"TTr-{unit.doc_abbr}",
            place=unit.place,
            issued_on=clock.today(),
        ),
        subject=submission.title,
        signature=signature_of(signer, office="Thủ trưởng đơn vị"),
        recipients=("Như trên", f"Lưu: VT, {unit.doc_abbr}"),
        addressees=("Chủ tịch Ủy ban nhân dân tỉnh (qua Sở Nội vụ)",),
        grounds=(*grounds.for_awards(clock.today()), *_minutes(unit, known)),
        opening=f"{unit.name} kính trình Chủ tịch Ủy ban nhân dân tỉnh xem xét khen thưởng như sau:",
        award=award,
        counts=tuple(_counts(cases)) if award == SEVERAL else (),
        summary=_paragraphs(submission.summary) or ("Thành tích cụ thể nêu trong báo cáo thành tích kèm theo",),
        commitments=(
            f"{unit.name} chịu trách nhiệm về tính chính xác của hồ sơ và thành tích của các trường hợp đề nghị",
        ),
        enclosures=(
            "Danh sách đề nghị khen thưởng",
            "Báo cáo thành tích có xác nhận của đơn vị",
            "Biên bản họp, Biên bản kiểm phiếu của Hội đồng Thi đua - Khen thưởng đơn vị",
        ),
        request=f"{unit.name} kính trình Chủ tịch Ủy ban nhân dân tỉnh xem xét, quyết định",
        roll=_roll(cases, known, several=award == SEVERAL),
        issuer=unit.name,
    )


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
        yield f"Căn cứ Biên bản họp Hội đồng Thi đua - Khen thưởng {unit.name} {layout.day(held_on)}"


def _roll(cases: Iterable[Nomination], known: Mapping[int, UnitResult], *, several: bool) -> Roll:
    rows: dict[NomineeKind, list[Row]] = {kind: [] for kind in NomineeKind}
    for case in cases:
        rows[case.nominee_kind].append(_row(case, known.get(case.id), several=several))
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
        detail=case.nominee_title,
        born=str(born.year) if born else "",
        gender=GENDERS.get(case.nominee.gender, ""),
        award=case.award_version.name if several else "",
        votes=f"{vote.agree}/{vote.members} ({layout.percent(vote.agree, vote.members)})" if vote else "",
    )


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(line for line in text.splitlines() if line.strip())
