"""What somebody wrote on the public page, until their address is verified; within two days nothing of it is here."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import Model
from app.public_notices.models import NoticeOpinion, PublicNotice, Stance


class PublicComment(Model):
    """It is no opinion yet, and nobody at an office is shown it. Once confirmed it is empty, and names its opinion."""

    __tablename__ = "public_comment"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_digest: Mapped[str] = mapped_column(String(64), unique=True)  # of what stands in its page's address
    notice_id: Mapped[int] = mapped_column(ForeignKey("public_notice.id"))
    nomination_id: Mapped[int | None] = mapped_column(ForeignKey("nomination.id"))  # None: about the whole list
    said_by: Mapped[str] = mapped_column(String(300))
    email: Mapped[str] = mapped_column(String(200))
    contact: Mapped[str] = mapped_column(String(300), default="")
    stance: Mapped[Stance]
    content: Mapped[str] = mapped_column(Text)
    address: Mapped[str] = mapped_column(String(60))  # from where, for the limits alone
    sent_on: Mapped[date]  # the office's day, on which it counts as received
    sent_at: Mapped[datetime] = mapped_column(index=True)  # real time
    code_digest: Mapped[str] = mapped_column(String(64), default="")  # of the code in the letter, once that is written
    tries: Mapped[int] = mapped_column(default=0)  # wrong codes
    opinion_id: Mapped[int | None] = mapped_column(ForeignKey("notice_opinion.id"))  # what became of it

    notice: Mapped[PublicNotice] = relationship()
    opinion: Mapped[NoticeOpinion | None] = relationship()

    @property
    def ref(self) -> str:
        return f"public_comment:{self.id}"
