"""To people who wrote on the public page: the code that verifies their address, later what came of their opinion.

Neither letter repeats what was typed: the page would carry anybody's words to anybody's box.
"""

from datetime import timedelta

from flask import current_app

from app.effects import mail, notices
from app.effects.runner import does
from app.extensions import db, unit_of_work
from app.organisations.queries import holders
from app.outbox.models import Errand
from app.public import operations
from app.public.models import PublicComment
from app.public_notices import opinions
from app.public_notices.models import NoticeOpinion, PublicNotice
from workflows.vocabulary import Role

CODE = """Kính gửi Ông/Bà,

Mã xác nhận ý kiến về danh sách đề nghị khen thưởng: {code}

Nhập mã này ở trang vừa gửi ý kiến, trong vòng {minutes} phút. Nếu Ông/Bà không gửi ý kiến nào thì bỏ qua thư này.

Sở Nội vụ tỉnh Ninh Thuận"""
ANSWER = """Kính gửi Ông/Bà,

Sở Nội vụ đã xem xét ý kiến số {reference} Ông/Bà gửi ngày {day:%d/%m/%Y} về danh sách đề nghị khen thưởng.

Kết quả xem xét: {handling}

Trân trọng cảm ơn Ông/Bà.

Sở Nội vụ tỉnh Ninh Thuận"""


@does(operations.SEND_CODE)
def send_code(errand: Errand) -> None:
    """A code of its own each time it is tried; what is too late by then is not sent."""
    comment = db.session.get(PublicComment, _id(errand))
    good_for = current_app.config["COMMENT_CODE_GOOD_FOR"]
    if comment is None or not operations.awaits_code(comment, good_for):
        return
    to = comment.email
    with unit_of_work():
        code = operations.new_code(comment, key=current_app.config["SECRET_KEY"])
    minutes = good_for // timedelta(minutes=1)
    mail.deliver(errand, to=to, about="Mã xác nhận ý kiến", text=CODE.format(code=code, minutes=minutes))


@does(opinions.ANSWER)
def send_answer(errand: Errand) -> None:
    """As it reads now: of two answers written one after the other both letters say the last."""
    opinion = db.session.get_one(NoticeOpinion, _id(errand))
    text = ANSWER.format(reference=opinion.reference, day=opinion.received_on, handling=opinion.handling)
    mail.deliver(errand, to=opinion.email, about="Kết quả xem xét ý kiến", text=text)


@does(opinions.TELL)
def tell_opinion(errand: Errand) -> None:
    notice = db.session.get_one(PublicNotice, _id(errand))
    offices = [office for role in (Role.APPRAISER, Role.BAN_HEAD) for office in holders(role)]
    notices.leave(errand, offices, f"Có ý kiến gửi qua trang công khai: {notice.title}. Xem xét, ghi kết quả.")


def _id(errand: Errand) -> int:
    return int(errand.subject.partition(":")[2])
