"""Decisions that were put right after they were issued, and certificates to be made anew."""

from app import clock
from app.corrections import changes
from app.corrections import operations as corrections
from app.corrections.kinds import CorrectionKind
from app.corrections.models import Correction
from app.founding.calendar import Calendar
from app.founding.journeys import CorrectionPlan, ReissuePlan
from app.founding.stage import Stage
from app.reissues import operations as reissues
from app.reissues.models import Reissue
from workflows.vocabulary import Role

WITNESS = "(Bản quét văn bản đã ký, đóng dấu)"


class CorrectionWalk:
    def __init__(self, stage: Stage, plan: CorrectionPlan) -> None:
        self.stage, self.plan = stage, plan
        self.director = stage.people.of(Role.SNV_DIRECTOR, "SNV")
        self.chairman = stage.people.of(Role.CHAIRMAN, "UBND-T")
        self.correction: Correction | None = None

    def enter(self, calendar: Calendar) -> None:
        for step, hour, deed in (("proposed", "10:20", self.propose), ("signed", "15:40", self.sign)):
            if step in self.plan.days:
                calendar.at(self.plan.days[step], hour, deed)

    def propose(self) -> None:
        plan, case = self.plan, self.stage.plan.case(self.plan.about).row
        right = {name: getattr(case, name) for name in changes.FIELDS} | plan.right
        wanted = corrections.Wanted(
            kind=CorrectionKind.REPLACING,
            wrong_text="",
            right_text="",
            source=plan.source,
            reason=plan.reason,
            **right,
        )
        lines = [plan.source, "", WITNESS]
        scan = self.stage.keep("giay-to.pdf", "BẢN QUÉT GIẤY TỜ", lines, by=self.director.user_id)
        self.correction = corrections.propose(case, wanted, scan, actor=self.director)

    def sign(self) -> None:
        assert self.correction is not None, f"nobody puts {self.plan.about} right yet"
        corrections.sign(self.correction, version=self.correction.version, actor=self.chairman)


class ReissueWalk:
    def __init__(self, stage: Stage, plan: ReissuePlan) -> None:
        self.stage, self.plan = stage, plan
        self.head = stage.people.of(Role.BAN_HEAD, "SNV")
        self.reissue: Reissue | None = None

    def enter(self, calendar: Calendar) -> None:
        for step, hour, deed in (("asked", "09:50", self.ask), ("checked", "14:10", self.check)):
            if step in self.plan.days:
                calendar.at(self.plan.days[step], hour, deed)

    def ask(self) -> None:
        plan, case = self.plan, self.stage.plan.case(self.plan.about).row
        clerk = self.stage.people.of(Role.UNIT_CLERK, case.unit.code)
        lines = [plan.reason, "", WITNESS]
        scan = self.stage.keep("don-de-nghi.pdf", "ĐƠN ĐỀ NGHỊ CẤP ĐỔI, CẤP LẠI", lines, by=clerk.user_id)
        wanted = reissues.Request(
            kind=plan.kind, asked_by=case.nominee_name, asked_on=clock.today(), reason=plan.reason
        )
        self.reissue = reissues.ask(case, wanted, scan, actor=clerk)

    def check(self) -> None:
        assert self.reissue is not None, f"nobody asked for {self.plan.about} yet"
        verdict = reissues.Verdict(is_approved=True, reason="", version=self.reissue.version)
        reissues.check(self.reissue, verdict, actor=self.head)
