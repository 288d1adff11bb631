"""What a Tờ trình reports of the people's opinions and of Ban Thường vụ Tỉnh ủy on the names of its list."""

from collections.abc import Iterator, Sequence

from sqlalchemy import func, select

from app.documents import layout
from app.documents.models import Paper
from app.extensions import read_rows
from app.nominations.models import Nomination
from app.party_opinions.models import PartyAnswer, PartyOpinion, PartyStatus
from app.public_notices.models import NoticeItem, NoticeOpinion, NoticeStatus, PublicNotice


def heard(cases: Sequence[Nomination]) -> Iterator[str]:
    ids = [case.id for case in cases]
    yield from _people(ids)
    yield from _party(ids)


def _people(ids: Sequence[int]) -> Iterator[str]:
    said = select(func.count(NoticeOpinion.id)).where(NoticeOpinion.notice_id == PublicNotice.id)
    notices = (
        select(
            Paper.number,
            Paper.symbol,
            Paper.issued_on,
            PublicNotice.posted_on,
            PublicNotice.closes_on,
            said.scalar_subquery().label("opinions"),
        )
        .join(NoticeItem, NoticeItem.notice_id == PublicNotice.id)
        .join(Paper, Paper.id == PublicNotice.letter_id)
        .where(NoticeItem.nomination_id.in_(ids), PublicNotice.status == NoticeStatus.SUMMARISED)
        .order_by(PublicNotice.id)
        .distinct()
        .add_columns(PublicNotice.id)
    )
    for row in read_rows(notices):
        said_words = f"nhận được {layout.quantity(row.opinions)} ý kiến" if row.opinions else "không có ý kiến nào"
        yield (
            f"Đã lấy ý kiến công khai theo Thông báo số {layout.number_and_symbol(row.number, row.symbol)}"
            f" {layout.day(row.issued_on)}, từ {layout.day(row.posted_on)} đến hết {layout.day(row.closes_on)},"
            f" {said_words}"
        )


def _party(ids: Sequence[int]) -> Iterator[str]:
    answers = (
        select(
            Nomination.nominee_name,
            Nomination.honorific,
            PartyOpinion.outcome,
            PartyOpinion.answer,
            PartyOpinion.answer_number,
            PartyOpinion.answered_on,
        )
        .join(Nomination, Nomination.id == PartyOpinion.nomination_id)
        .where(PartyOpinion.nomination_id.in_(ids), PartyOpinion.status == PartyStatus.ANSWERED)
        .order_by(PartyOpinion.id)
    )
    for row in read_rows(answers):
        whom = f"{row.honorific.lower()} {row.nominee_name}".strip()
        said = {
            PartyAnswer.AGREES: f"đồng ý việc khen thưởng {whom}",
            PartyAnswer.OBJECTS: f"không đồng ý việc khen thưởng {whom}: {layout.unended(row.answer)}",
            PartyAnswer.OTHER: f"có ý kiến về việc khen thưởng {whom}: {layout.unended(row.answer)}",
        }[row.outcome]
        yield f"Ban Thường vụ Tỉnh ủy {said} (văn bản số {row.answer_number} {layout.day(row.answered_on)})"
