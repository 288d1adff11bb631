"""What the papers after a decision say: handing over, the list for payment, the index for the archive."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from app import clock
from app.actor import Actor
from app.awards.naming import giving
from app.deliveries import queries
from app.deliveries.dossier import Kept
from app.deliveries.models import Deposit, Handover, HandoverLine
from app.deliveries.settings import KINDS
from app.deliveries.vocabulary import MONEY_WAYS
from app.documents import layout
from app.documents.kinds.of_deliveries import (
    ArchiveIndex,
    Counted,
    HandedLine,
    HandoverMinutes,
    KeptLine,
    PaidLine,
    PaymentList,
)
from app.documents.models import Paper
from app.documents.printable import Letterhead, Person, PrintedPaper, Signature
from app.organisations.models import Organisation
from app.organisations.naming import PROVINCIAL_COMMITTEE, in_full
from app.organisations.queries import by_code

MINUTES = HandoverMinutes.code
OFFICE = "Sở Nội vụ"
FUND = "Quỹ Thi đua, khen thưởng tỉnh"


def issuer() -> Organisation:
    return by_code("SNV")


def of_handover(handover: Handover, giver: Actor) -> Iterator[PrintedPaper]:
    """The minutes, and where money goes along, the list it is paid by."""
    handed = [line for line in handover.lines if line.refused_reason is None]
    yield _minutes(handover, handed, giver)
    if any(line.bonus for line in handed):
        yield _payment_list(handover, handed, giver)


def decision_words(paper: Paper) -> str:
    return f"Quyết định số {layout.number_and_symbol(paper.number, paper.symbol)} {layout.day(paper.issued_on)}"


def _minutes(handover: Handover, handed: Sequence[HandoverLine], giver: Actor) -> HandoverMinutes:
    award = handover.decision.award_version
    return HandoverMinutes(
        letterhead=_letterhead("BB-SNV"),
        subject="Bàn giao hiện vật, tiền thưởng",
        signature=Signature(
            lines="Bên nhận",
            name=handover.receiver_name,
            note="(Ký, ghi rõ họ tên)",
            left_lines="Bên giao",
            left_name=giver.name,
            left_note="(Ký, ghi rõ họ tên)",
        ),
        recipients=("Bên nhận", "Lưu: TĐKT, hồ sơ"),
        held_on=handover.handed_on,
        place=handover.place,
        decision=decision_words(queries.paper_of(handover.decision)),
        award=giving(award),
        giver=OFFICE,
        giver_person=Person(name=giver.name, role=giver.title),
        receiver=in_full(handover.unit.name),
        receiver_person=Person(name=handover.receiver_name, role=handover.receiver_title, note=handover.receiver_paper),
        lines=tuple(_handed(line) for line in handover.lines),
        totals=tuple(_totals(handed)),
        money_way=MONEY_WAYS.get(handover.money_way, "") if any(line.bonus for line in handed) else "",
        note=handover.note,
    )


def _handed(line: HandoverLine) -> HandedLine:
    return HandedLine(
        name=line.delivery.printed_name,
        detail=line.delivery.printed_detail,
        articles=", ".join(KINDS[code].name for code in line.articles).capitalize(),
        amount=line.bonus,
        refused=line.refused_reason or "",
    )


def _totals(handed: Iterable[HandoverLine]) -> Iterator[Counted]:
    counted = Counter(code for line in handed for code in line.articles)
    for code, article in KINDS.items():
        if counted[code]:
            yield Counted(name=article.name, counted=article.counted, number=counted[code])


def _payment_list(handover: Handover, handed: Sequence[HandoverLine], giver: Actor) -> PaymentList:
    return PaymentList(
        letterhead=_letterhead(),
        subject=f"Chi tiền thưởng kèm theo {giving(handover.decision.award_version)}",
        signature=Signature(
            lines="Người lập",
            name=giver.name,
            note="(Ký, ghi rõ họ tên)",
            left_lines="Kế toán",
            left_note="(Ký, ghi rõ họ tên)",
        ),
        decision=decision_words(queries.paper_of(handover.decision)),
        award=in_full(handover.decision.award_version.name),
        unit=in_full(handover.unit.name),
        lines=tuple(
            PaidLine(name=line.delivery.printed_name, detail=line.delivery.printed_detail, amount=line.bonus)
            for line in handed
            if line.bonus
        ),
        source=FUND,
        money_way=MONEY_WAYS.get(handover.money_way, ""),
    )


def index_of(deposit: Deposit, kept: Iterable[Kept], archivist: Actor) -> ArchiveIndex:
    return ArchiveIndex(
        letterhead=_letterhead(),
        subject=deposit.title,
        signature=Signature(
            lines="Người lập",
            name=archivist.name,
            note="(Ký, ghi rõ họ tên)",
            left_lines="Bên giao hồ sơ",
            left_note="(Ký, ghi rõ họ tên)",
        ),
        dossier_code=deposit.code,
        retention=deposit.retention,
        place=deposit.place,
        sheets=deposit.sheets,
        lines=tuple(
            KeptLine(number=one.number, dated=one.dated, title=one.title, author=one.author, note=one.note)
            for one in kept
        ),
    )


def _letterhead(symbol: str = "") -> Letterhead:
    """The number of minutes is left to the pen, as in the minutes of a council."""
    return Letterhead(superior=PROVINCIAL_COMMITTEE, organisation=OFFICE, symbol=symbol, issued_on=clock.today())
