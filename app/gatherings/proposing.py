"""What every Tờ trình of a unit says of those it proposes: the award, how many of each kind, the Danh sách."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from app import clock
from app.awards.naming import giving
from app.documents import layout
from app.documents.printable import Letterhead, Roll, Row
from app.medals import papers as medals
from app.medals.counting import in_words
from app.medals.queries import groups_of, services_of
from app.nominations.models import Nomination
from app.nominees.models import NomineeKind
from app.nominees.vocabulary import GENDERS
from app.nominees.words import KINDS
from app.organisations.models import Organisation
from app.organisations.naming import COMMITTEES, PROVINCIAL_COMMITTEE, in_full, in_letterhead, of_whom, on_behalf
from app.rounds.models import AwardRound

SEVERAL = "các danh hiệu thi đua, hình thức khen thưởng"
UNDER_THE_PROVINCE = frozenset({"department", "public_service_unit", "special_association"})


def default_title(award_round: AwardRound) -> str:
    """'Đợt khen thưởng tổng kết năm 2024' -> 'Về việc đề nghị khen thưởng tổng kết năm 2024'; a medal by its name."""
    if [award.by_resolution for award in award_round.awards] == [True]:
        return f"Về việc đề nghị tặng {giving(award_round.awards[0])}"
    return f"Về việc đề nghị khen thưởng {award_round.subject}"


def letterhead(unit: Organisation) -> Letterhead:
    return Letterhead(
        superior=_superior(unit),
        organisation=in_letterhead(unit),
        symbol=f"TTr-{unit.doc_abbr}",
        place=unit.place,
        issued_on=clock.today(),
    )


def _superior(unit: Organisation) -> str:
    """A committee stands for itself; who is under somebody names them above."""
    if unit.parent is not None and unit.kind not in COMMITTEES:
        return in_letterhead(unit.parent)
    return PROVINCIAL_COMMITTEE if unit.kind in UNDER_THE_PROVINCE else ""


def office(unit: Organisation) -> str:
    return "Chủ tịch" if on_behalf(unit) else "Thủ trưởng đơn vị"


def award(cases: Iterable[Nomination]) -> str:
    names = list(dict.fromkeys(giving(case.award_version) for case in cases))
    return names[0] if len(names) == 1 else SEVERAL


def counts(cases: Sequence[Nomination]) -> tuple[str, ...]:
    return tuple(_by_award(cases) if award(cases) == SEVERAL else medals.counts(cases))


def _by_award(cases: Iterable[Nomination]) -> Iterator[str]:
    counted = Counter((giving(case.award_version), case.nominee_kind) for case in cases)
    for name in dict.fromkeys(name for name, _ in counted):
        kinds = (f"{layout.quantity(counted[name, kind])} {KINDS[kind]}" for kind in KINDS if counted[name, kind])
        yield f"{name[:1].upper()}{name[1:]}: {', '.join(kinds)}"


def roll(cases: Sequence[Nomination], votes: Mapping[int, str]) -> Roll:
    """`votes`: in favour of each, of all members, where a council has voted."""
    rows: dict[NomineeKind, list[Row]] = {kind: [] for kind in NomineeKind}
    groups, services, several = groups_of(cases), services_of(cases), award(cases) == SEVERAL
    for case in cases:
        row = _row(case, votes.get(case.id, ""), several=several)
        if case.id in groups:
            served = services.get(case.id)
            row = replace(row, group=groups[case.id].code, service=in_words(served) if served else "")
        rows[case.nominee_kind].append(row)
    return Roll(
        individuals=tuple(rows[NomineeKind.INDIVIDUAL]),
        collectives=tuple(rows[NomineeKind.COLLECTIVE]),
        households=tuple(rows[NomineeKind.HOUSEHOLD]),
    )


def _row(case: Nomination, votes: str, *, several: bool) -> Row:
    born = case.nominee.birth_date
    of_subordinate = (of_whom(case.unit),) if case.is_gathered else ()  # a superior names whose people they are
    return Row(
        name=case.nominee_name,
        honorific=case.honorific,
        detail=in_full(layout.in_one_line(case.nominee_title, *of_subordinate)),
        born=str(born.year) if born else "",
        gender=GENDERS.get(case.nominee.gender, ""),
        award=in_full(case.award_version.name) if several else "",
        votes=votes,
    )


def paragraphs(text: str) -> tuple[str, ...]:
    return tuple(line for line in text.splitlines() if line.strip())
