"""Awards that came under review after their decision."""

from app.founding.calendar import Calendar
from app.founding.journeys import ReviewPlan
from app.founding.stage import Stage
from app.papers.operations import Registration
from app.revocations import operations
from app.revocations.models import Revocation
from app.revocations.operations import Review
from workflows.vocabulary import Role

WITNESS = "(Bản quét văn bản đã ký, đóng dấu)"


class ReviewWalk:
    def __init__(self, stage: Stage, plan: ReviewPlan) -> None:
        self.stage, self.plan = stage, plan
        self.head = stage.people.of(Role.BAN_HEAD, "SNV")
        self.chairman = stage.people.of(Role.CHAIRMAN, "UBND-T")
        self.clerical = stage.people.of(Role.CLERICAL_UBND, "UBND-T")
        self.revocation: Revocation | None = None

    def enter(self, calendar: Calendar) -> None:
        for step, hour, deed in (
            ("opened", "10:45", self.open),
            ("revoked", "15:10", self.revoke),
            ("numbered", "08:40", self.register),
        ):
            if step in self.plan.days:
                calendar.at(self.plan.days[step], hour, deed)

    @property
    def row(self) -> Revocation:
        assert self.revocation is not None, f"nobody reviews {self.plan.about} yet"
        return self.revocation

    def open(self) -> None:
        plan = self.plan
        lines = [plan.source, "", plan.reason, "", WITNESS]
        scan = self.stage.keep("ket-luan.pdf", "BẢN QUÉT VĂN BẢN", lines, by=self.head.user_id)
        review = Review(ground=plan.ground, source=plan.source, source_on=plan.source_on, reason=plan.reason)
        case = self.stage.plan.case(plan.about).row
        self.revocation = operations.open_review(case, review, scan, actor=self.head)

    def revoke(self) -> None:
        operations.revoke(self.row, self.plan.decided, version=self.row.version, actor=self.chairman)

    def register(self) -> None:
        number = self.plan.number
        title, by = "Quyết định hủy quyết định khen thưởng", self.clerical.user_id
        copy = self.stage.signed_copy(title, number, self.chairman.name, by=by)
        entry = Registration(number=number, issued_on=self.plan.days["numbered"])
        operations.register(self.row, entry, copy, actor=self.clerical)
