"""What the Tờ trình of a unit says, with its Danh sách, gathered from the rows of the day."""

from collections.abc import Iterable, Iterator, Mapping

from app import clock
from app.actor import Actor
from app.documents import grounds, layout
from app.documents.kinds.of_units import SubmissionLetter
from app.gatherings import proposing
from app.medals import papers as medals
from app.nominations.models import Nomination
from app.organisations.models import Organisation
from app.organisations.naming import in_full, of_whom, on_behalf
from app.papers.signing import signature_of
from app.submissions.facts import living
from app.submissions.models import Submission
from app.submissions.openings import UnitResult, results


def submission_letter(submission: Submission, *, signer: Actor | None = None) -> SubmissionLetter:
    unit, cases = submission.unit, [item.nomination for item in living(submission)]
    known, name = results(case.id for case in cases), in_full(unit.name)
    return SubmissionLetter(
        letterhead=proposing.letterhead(unit),
        subject=submission.title,
        signature=signature_of(signer, office=proposing.office(unit), on_behalf=on_behalf(unit)),
        recipients=("Như trên", "Sở Nội vụ", "Lưu: VT"),
        addressees=("Chủ tịch Ủy ban nhân dân tỉnh (qua Sở Nội vụ)",),
        grounds=(
            *grounds.for_awards(clock.today()),
            *medals.grounds((case.award_version for case in cases), clock.today()),
            *minutes(unit, known),
        ),
        opening=f"{name} kính trình Chủ tịch Ủy ban nhân dân tỉnh xem xét khen thưởng như sau:",
        award=proposing.award(cases),
        counts=proposing.counts(cases),
        summary=proposing.paragraphs(submission.summary)
        or ("Thành tích cụ thể nêu trong báo cáo thành tích kèm theo",),
        commitments=(f"{name} chịu trách nhiệm về tính chính xác của hồ sơ và thành tích của các trường hợp đề nghị",),
        enclosures=tuple(_enclosures(cases)),
        request=f"{name} kính trình Chủ tịch Ủy ban nhân dân tỉnh xem xét, quyết định",
        roll=proposing.roll(cases, {case_id: _in_favour(result) for case_id, result in known.items()}),
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


def _in_favour(result: UnitResult) -> str:
    vote = result.vote
    return f"{vote.agree}/{vote.members} ({layout.percent(vote.agree, vote.members)})"


def minutes(unit: Organisation, known: Mapping[int, UnitResult]) -> Iterator[str]:
    for held_on in sorted({result.held_on for result in known.values()}):
        yield f"Căn cứ Biên bản họp Hội đồng Thi đua - Khen thưởng {of_whom(unit)} {layout.day(held_on)}"
