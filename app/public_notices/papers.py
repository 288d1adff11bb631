"""What the notice and the report on it say. Neither names whoever sent an opinion."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import count

from app import clock
from app.actor import Actor
from app.awards.naming import giving
from app.documents import grounds, layout
from app.documents.kinds.of_letters import OfficialNotice, OfficialReport
from app.documents.printable import Roll, Row
from app.nominations import letters
from app.nominations.models import Nomination
from app.nominees.models import NomineeKind
from app.organisations.naming import in_full, of_whom
from app.papers.signing import signature_of
from app.public_notices import queries
from app.public_notices.models import NoticeOpinion, PublicNotice, Stance
from app.public_notices.rules import rules
from app.rounds.models import AwardRound
from app.text import one_line
from workflows.vocabulary import Paper as PaperCode

OFFICE = "Giám đốc"
BAN = "Ban Thi đua - Khen thưởng"
CLOSING = "Sở Nội vụ thông báo để các cơ quan, đơn vị, tổ chức và Nhân dân biết, tham gia ý kiến"
NOBODY_SAID = "Hết thời hạn, Sở Nội vụ không nhận được ý kiến nào"


def default_title(award_round: AwardRound) -> str:
    """A round's second list, of what came in later, says so: both stand side by side before the public."""
    title = f"Về việc lấy ý kiến đối với các trường hợp đề nghị khen thưởng {award_round.subject}"
    taken = queries.titles_of(award_round.id)
    later = (f"{title} (lần {number})" for number in count(len(taken) + 1))
    return next(one for one in later if one not in taken) if taken else title


def notice_letter(notice: PublicNotice, *, signer: Actor | None = None) -> OfficialNotice:
    cases = [item.nomination for item in notice.items]
    roll = _roll(cases)
    days = notice.working_days or rules().term.days
    return OfficialNotice(
        paper=PaperCode.PEOPLE_NOTICE.value,
        letterhead=letters.letterhead("TB-SNV"),
        subject=notice.title,
        signature=signature_of(signer, office=OFFICE),
        recipients=("Ủy ban nhân dân tỉnh (để báo cáo)", "Nơi đăng thông báo", "Các đơn vị trình", "Lưu: VT, TĐKT"),
        grounds=grounds.for_awards(clock.today()),
        paragraphs=(
            (
                f"Sở Nội vụ đang thẩm định hồ sơ {_asked_for(cases)} {roll.how_many} thuộc"
                f" {notice.award_round.in_a_sentence}."
                " Để việc khen thưởng công khai, minh bạch, đúng thành tích, Sở Nội vụ thông báo lấy ý kiến của các cơ"
                " quan, đơn vị, tổ chức và Nhân dân"
            ),
            f"Thời hạn lấy ý kiến: {layout.quantity(days)} ngày làm việc, kể từ ngày đăng Thông báo này",
            (
                f"Ý kiến gửi bằng văn bản về Sở Nội vụ (qua {BAN}), ghi rõ họ và tên, địa chỉ, số điện thoại của người"
                " gửi; khiếu nại, tố cáo được giải quyết theo pháp luật về khiếu nại, tố cáo"
            ),
            "Danh sách các trường hợp được đề nghị khen thưởng",
        ),
        roll=roll,
        closing=layout.unended(one_line(notice.award_round.closing_text or "")) or CLOSING,
    )


def report(notice: PublicNotice, *, signer: Actor | None = None) -> OfficialReport:
    said = [*_counted(notice.opinions)]
    return OfficialReport(
        paper=PaperCode.PUBLIC_NOTICE_REPORT.value,
        letterhead=letters.letterhead("BC-SNV"),
        subject=f"Kết quả lấy ý kiến đối với các trường hợp\nđề nghị khen thưởng {notice.award_round.subject}",
        signature=signature_of(signer, office=OFFICE),
        recipients=("Như trên", "Ủy ban nhân dân tỉnh (để báo cáo)", "Lưu: VT, TĐKT"),
        addressees=("Hội đồng Thi đua - Khen thưởng tỉnh",),
        paragraphs=(
            (
                f"Thực hiện {_letter(notice)}, Sở Nội vụ đã lấy ý kiến đối với"
                f" {_roll([item.nomination for item in notice.items]).how_many} được đề nghị khen thưởng, từ"
                f" {layout.day(notice.posted_on)} đến hết {layout.day(notice.closes_on)}, đăng tại"
                f" {', '.join(notice.places.splitlines())}"
            ),
            *((f"Sở Nội vụ nhận được {', '.join(said)}",) if said else (NOBODY_SAID,)),
            *(line for line in notice.summary.splitlines() if line.strip()),
            *(("Từng ý kiến và kết quả xem xét",) if _told(notice.opinions) else ()),
        ),
        items=_told(notice.opinions),
        closing="Sở Nội vụ báo cáo để Hội đồng Thi đua - Khen thưởng tỉnh xem xét khi bình xét",
    )


def _asked_for(cases: Sequence[Nomination]) -> str:
    """'đề nghị tặng Bằng khen … cho', 'đề nghị khen thưởng'."""
    awards = {giving(case.award_version) for case in cases}
    return f"đề nghị tặng {awards.pop()} cho" if len(awards) == 1 else "đề nghị khen thưởng"


def _letter(notice: PublicNotice) -> str:
    assert notice.letter is not None, "it was signed before it was posted"
    number = layout.number_and_symbol(notice.letter.number, notice.letter.symbol)
    return f"Thông báo số {number} {layout.day(notice.letter.issued_on)}"


def _counted(opinions: Sequence[NoticeOpinion]) -> Iterator[str]:
    """'03 ý kiến', then of which kind they are."""
    if not opinions:
        return
    counted = Counter(said.stance for said in opinions)
    names = {Stance.AGREES: "đồng tình", Stance.OBJECTS: "không đồng tình", Stance.OTHER: "có ý kiến khác"}
    kinds = (f"{layout.quantity(counted[stance])} {names[stance]}" for stance in Stance if counted[stance])
    yield f"{layout.quantity(len(opinions))} ý kiến ({', '.join(kinds)})"


def _told(opinions: Sequence[NoticeOpinion]) -> tuple[str, ...]:
    """What was objected or remarked, about whom, and what came of it."""
    return tuple(
        f"Về {letters.whom(said.nomination) if said.nomination else 'cả danh sách'}:"
        f" {layout.unended(said.content)}. {_outcome(said)}"
        for said in opinions
        if said.stance is not Stance.AGREES
    )


def _outcome(said: NoticeOpinion) -> str:
    return f"Kết quả xem xét: {layout.unended(said.handling)}" if said.handling else "Chưa có kết quả xem xét"


def _roll(cases: Sequence[Nomination]) -> Roll:
    several = len({case.award_version_id for case in cases}) > 1
    rows: dict[NomineeKind, list[Row]] = {kind: [] for kind in NomineeKind}
    for case in cases:
        rows[case.nominee_kind].append(
            Row(
                name=case.nominee_name,
                honorific=case.honorific,
                detail=in_full(layout.in_one_line(case.nominee_title, of_whom(case.unit))),
                award=_award(case) if several else "",
            )
        )
    return Roll(
        individuals=tuple(rows[NomineeKind.INDIVIDUAL]),
        collectives=tuple(rows[NomineeKind.COLLECTIVE]),
        households=tuple(rows[NomineeKind.HOUSEHOLD]),
    )


def _award(case: Nomination) -> str:
    name = giving(case.award_version)
    return f"{name[:1].upper()}{name[1:]}"
