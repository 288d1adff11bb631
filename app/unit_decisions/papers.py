"""What the decision of a unit's head says, with its Danh sách, gathered from the rows of the day."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from app import clock
from app.actor import Actor
from app.awards import money
from app.awards.models import AwardVersion
from app.awards.naming import giving
from app.documents import grounds, layout
from app.documents.kinds.of_decisions import AwardDecision
from app.documents.printable import Signature
from app.gatherings import proposing
from app.nominations.models import Nomination
from app.nominees.words import KINDS
from app.organisations.models import Organisation
from app.organisations.naming import headed, in_full, of_whom, on_behalf
from app.organisations.queries import holders
from app.papers.signing import signature_of
from app.submissions.openings import results
from app.submissions.papers import minutes
from app.unit_decisions.facts import living
from app.unit_decisions.models import UnitDecision
from workflows.vocabulary import Role

NO_DAY_OF_ITS_OWN = "đã có thành tích trong công tác"


def default_title(award: AwardVersion) -> str:
    return f"Về việc tặng {giving(award)}"


def default_merit(cases: Sequence[Nomination]) -> str:
    """What Điều 1 says of all: the movement they share, else the year, as far as they share it."""
    movements = {case.movement.name if case.movement else "" for case in cases}
    if len(movements) == 1 and (name := movements.pop()):
        return f"đã có thành tích trong phong trào thi đua “{name}”"
    years = {case.period_to for case in cases}
    year = years.pop() if len(years) == 1 else None
    return f"{NO_DAY_OF_ITS_OWN} năm {year}" if year else NO_DAY_OF_ITS_OWN


def unit_decision(decision: UnitDecision, *, signer: Actor | None = None) -> AwardDecision:
    unit, award = decision.unit, decision.award_version
    cases = [item.nomination for item in living(decision)]
    bonus, decider = bonus_sentence(unit, award, cases), _decider(unit)
    return AwardDecision(
        letterhead=replace(proposing.letterhead(unit), symbol=f"QĐ-{unit.doc_abbr}"),
        subject=decision.title,
        signature=_signature(unit, signer),
        recipients=(f"Như Điều {4 if bonus else 3}", "Sở Nội vụ", "Lưu: VT"),
        authority=decider,
        grounds=(
            *grounds.for_awards(clock.today()),
            *minutes(unit, results(case.id for case in cases)),
            f"Theo đề nghị của Hội đồng Thi đua - Khen thưởng {of_whom(unit)}",
        ),
        award=giving(award),
        merit=layout.unended(" ".join(decision.merit.split())),
        bonus=bonus,
        duty=(
            f"Các phòng, ban, đơn vị thuộc {of_whom(unit)} và các {_kinds(cases)} có tên trong danh sách"
            " chịu trách nhiệm thi hành Quyết định này"
        ),
        roll=proposing.roll(cases, {}),
        issuer=decider,
    )


def _decider(unit: Organisation) -> str:
    """'Giám đốc Sở Giáo dục và Đào tạo', by the title of whoever holds the office; a committee by its Chairman."""
    if on_behalf(unit):
        return headed(unit)
    titles = [held.title for held in holders(Role.UNIT_HEAD, unit.id) if held.title and held.standing_in is None]
    return f"{titles[0]} {in_full(unit.name)}" if titles else headed(unit)


def _signature(unit: Organisation, signer: Actor | None) -> Signature:
    """A head decides in their own name: a committee's Chairman signs as such, not on its behalf."""
    signature = signature_of(signer, office=proposing.office(unit))
    return replace(signature, lines=signature.lines.removeprefix(on_behalf(unit)))


def bonus_sentence(unit: Organisation, award: AwardVersion, cases: Sequence[Nomination]) -> str:
    sums = "; ".join(f"mỗi {kind} {layout.money(amount)}" for kind, amount in _sums(award, cases))
    return f"Tiền thưởng kèm theo: {sums}; kinh phí chi từ quỹ thi đua, khen thưởng của {of_whom(unit)}" if sums else ""


def _sums(award: AwardVersion, cases: Sequence[Nomination]) -> Iterator[tuple[str, int]]:
    counted = Counter(case.nominee_kind for case in cases)
    for kind, name in KINDS.items():
        amount = money.bonus(award, kind, clock.today()) if counted[kind] else None
        if amount is not None:
            yield name, amount


def _kinds(cases: Sequence[Nomination]) -> str:
    present = {case.nominee_kind for case in cases}
    return ", ".join(name for kind, name in KINDS.items() if kind in present)
