"""The notice a unit posts of whom it means to propose, and the report when its days are over: printed, signed on paper.

A case is before the unit's people from a step of its clerk on; no step of the head goes with it, so the system keeps
neither. Each names all cases of the unit in the round that were posted on the same day.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app import clock, workdays
from app.actor import Actor
from app.awards.models import AwardVersion
from app.documents import layout
from app.documents.kinds.of_letters import OfficialNotice, OfficialReport
from app.documents.printable import Letterhead
from app.errors import Forbidden, Refusal
from app.extensions import db
from app.gatherings import proposing
from app.nominations import queries as nominations
from app.nominations.models import Nomination
from app.nominations.reach import roles_of
from app.organisations.naming import in_full, on_behalf
from app.papers.signing import signature_of
from workflows.award_province_1 import State
from workflows.vocabulary import Paper as PaperCode
from workflows.vocabulary import Role

NOT_POSTED = "Hồ sơ không ở bước công khai tại đơn vị."
TITLE = "Chưa in được văn bản công khai."
TO_THE_PEN = "…………"


@dataclass(frozen=True)
class Posted:
    """Who was posted on one day, and until when."""

    cases: Sequence[Nomination]
    since: date
    until: date

    @property
    def is_over(self) -> bool:
        return clock.today() >= self.until


def of_own(nomination_id: int, actor: Actor) -> Nomination:
    """The case, for whoever posts it: a unit under the one that submits sees its own person, and none of the others."""
    case = nominations.one(nomination_id, actor)
    if Role.UNIT_CLERK not in roles_of(case, actor):
        raise Forbidden(TITLE, ["Đơn vị cấp trên công khai và trình hồ sơ này."])
    return case


def posted_with(case: Nomination) -> Posted:
    """The case and those posted with it."""
    if case.state != State.UNIT_PUBLIC:
        raise Refusal(TITLE, [NOT_POSTED])
    since = clock.local(case.state_since).date()
    found = db.session.scalars(
        select(Nomination)
        .where(
            Nomination.submitting_unit_id == case.submitting_unit_id,
            Nomination.award_round_id == case.award_round_id,
            Nomination.state == State.UNIT_PUBLIC,
        )
        .options(
            joinedload(Nomination.award_version).joinedload(AwardVersion.award),
            joinedload(Nomination.nominee),
            joinedload(Nomination.unit),
        )
        .order_by(Nomination.nominee_kind, Nomination.nominee_key, Nomination.id)
    )
    return Posted([one for one in found if clock.local(one.state_since).date() == since], since, last_day(case))


def last_day(case: Nomination) -> date:
    """Of a case that is posted."""
    limit = case.workflow.transition("close_unit_notice").limit
    assert limit is not None, "a public notice lasts some days"
    return workdays.add_working_days(clock.local(case.state_since).date(), limit.days)


def notice(case: Nomination) -> OfficialNotice:
    """Thông báo công khai."""
    posted, unit = posted_with(case), case.submitting_unit
    name = in_full(unit.name)
    return OfficialNotice(
        paper=PaperCode.PUBLIC_NOTICE.value,
        letterhead=_letterhead(case, "TB"),
        subject=f"Về việc công khai danh sách đề nghị khen thưởng\n{case.award_round.subject}",
        signature=signature_of(None, office=proposing.office(unit), on_behalf=on_behalf(unit)),
        recipients=("Niêm yết tại đơn vị", "Lưu: VT"),
        paragraphs=(
            (
                f"{name} công khai danh sách đề nghị khen thưởng {case.award_round.subject}, từ"
                f" {layout.day(posted.since)} đến hết {layout.day(posted.until)}"
            ),
            f"Ý kiến, phản ánh gửi về {name} trong thời gian nêu trên",
            "Danh sách đề nghị khen thưởng",
        ),
        roll=proposing.roll(posted.cases, {}),
        closing=f"{name} thông báo để cá nhân, tập thể biết, tham gia ý kiến",
    )


def report(case: Nomination) -> OfficialReport:
    """Báo cáo kết quả công khai; how many spoke and what came of it is left to the pen."""
    posted, unit = posted_with(case), case.submitting_unit
    if not posted.is_over:
        raise Refusal(TITLE, [f"Chưa hết thời gian công khai: đến hết ngày {posted.until:%d/%m/%Y}."])
    name = in_full(unit.name)
    return OfficialReport(
        paper=PaperCode.PUBLIC_NOTICE_REPORT.value,
        letterhead=_letterhead(case, "BC"),
        subject=f"Kết quả công khai danh sách đề nghị khen thưởng\n{case.award_round.subject}",
        signature=signature_of(None, office=proposing.office(unit), on_behalf=on_behalf(unit)),
        recipients=("Như trên", "Lưu: VT"),
        addressees=(f"Hội đồng Thi đua - Khen thưởng {name}",),
        paragraphs=(
            (
                f"{name} đã công khai danh sách đề nghị khen thưởng {case.award_round.subject} tại đơn vị từ"
                f" {layout.day(posted.since)} đến hết {layout.day(posted.until)}"
            ),
            f"Số ý kiến, phản ánh nhận được: {TO_THE_PEN}",
            f"Kết quả xem xét: {TO_THE_PEN * 4}",
            "Danh sách đã công khai",
        ),
        roll=proposing.roll(posted.cases, {}),
        closing="Đơn vị báo cáo để Hội đồng xem xét khi bình xét",
    )


def _letterhead(case: Nomination, kind: str) -> Letterhead:
    """Number and day are left to the pen; it is no draft that is posted."""
    unit = case.submitting_unit
    return replace(proposing.letterhead(unit), symbol=f"{kind}-{unit.doc_abbr}", issued_on=None, is_draft=False)
