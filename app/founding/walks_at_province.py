"""The province's way: meetings of its council, Tờ trình of Sở Nội vụ, and the Chairman's decisions."""

from datetime import date, datetime, time

from app import clock
from app.actor import Actor
from app.clock import VIETNAM
from app.councils import operations as meetings
from app.councils import sitting
from app.councils.models import Body, Meeting
from app.councils.words import BODIES
from app.decisions import operations as proposals
from app.decisions.models import Decision, Proposal
from app.decisions.papers import default_title
from app.documents.numbers import next_number
from app.founding import votes, walks_upward
from app.founding.calendar import Calendar
from app.founding.journeys import Case, ProposalPlan, Sitting
from app.founding.stage import Stage
from app.founding.walks_after_decisions import AwardWalk
from app.nominations import steps
from app.papers import operations as papers
from app.papers.operations import Registration
from app.upward.models import UpwardSubmission
from workflows.vocabulary import Paper, Role, Sheet

COUNCIL = "HDTDKT-T"
BY_HIMSELF = ("cstd_tinh", "ky_niem_chuong_tinh", "bang_khen_ttg")
NUMBERED_UNTIL = date(2025, 2, 1)  # later notices still wait for văn thư
WRITTEN_OPINIONS = 3  # of five; the others have not sent theirs yet
DISCUSSION = (
    "Ban Thi đua - Khen thưởng báo cáo kết quả thẩm định từng trường hợp. Các thành viên thảo luận về thành tích, "
    "phạm vi ảnh hưởng và ý kiến của các cơ quan liên quan, sau đó bỏ phiếu kín."
)
CONCLUSION = "Giao Sở Nội vụ hoàn thiện hồ sơ, trình Chủ tịch Ủy ban nhân dân tỉnh các trường hợp đạt tỷ lệ phiếu."
SUMMARY = "Hội đồng Thi đua - Khen thưởng tỉnh đã họp xét, bỏ phiếu; Sở Nội vụ đã thẩm định hồ sơ theo quy định."
SUMMARY_WITHOUT_COUNCIL = "Sở Nội vụ đã thẩm định hồ sơ theo thủ tục đơn giản."
REFUSED = "Chủ tịch Ủy ban nhân dân tỉnh không đồng ý khen thưởng đợt này: {reason}"


class SittingWalk:
    """One meeting of the provincial council."""

    def __init__(self, stage: Stage, plan: Sitting) -> None:
        self.stage, self.plan = stage, plan
        self.secretary = stage.people.of(Role.COUNCIL_SECRETARY, COUNCIL)
        self.chair = stage.people.of(Role.COUNCIL_CHAIR, COUNCIL)
        self.member = stage.people.of(Role.COUNCIL_MEMBERS, COUNCIL)
        self.teller = stage.people.of(Role.SNV_DRAFTER, "SNV")
        self.clerical = stage.people.of(Role.SNV_CLERICAL, "SNV")
        self.meeting: Meeting | None = None

    def enter(self, calendar: Calendar) -> None:
        plan = self.plan
        calendar.at(plan.called, "16:30", self.call)
        if plan.until == "called":
            return
        calendar.at(plan.held, "14:00", self.open)
        if plan.until in {"counted", "closed"}:
            calendar.at(plan.held, "16:05", self.count)
        if plan.until == "closed":
            calendar.at(plan.held, "16:25", self.close)

    def cases(self) -> list[Case]:
        found = self.stage.plan.cases(self.plan.round, self.plan.goals)
        return [case for case in found if self.stage.awards[case.award].considered_by == self.plan.body]

    def call(self) -> None:
        body = Body(self.plan.body)
        plan = meetings.MeetingPlan(
            title=f"Phiên họp {BODIES[body]} – {self.stage.rounds[self.plan.round].name}",
            body=body,
            held_at=datetime.combine(self.plan.held, time(14, 0), VIETNAM),
            place="Phòng họp số 1, trụ sở Ủy ban nhân dân tỉnh",
        )
        self.meeting = meetings.plan(self.stage.councils[COUNCIL], plan, actor=self.secretary)
        meetings.put_on(self.meeting, [case.row.id for case in self.cases()], actor=self.secretary)
        votes.pin_recusals(self.meeting, keeper=self.secretary)
        if self.plan.until == "called":
            votes.declare(self.meeting, member=self.member)

    def open(self) -> None:
        assert self.meeting is not None
        if self.plan.in_writing:
            votes.call(self.meeting, keeper=self.secretary, in_writing=WRITTEN_OPINIONS)
            sitting.collect_written_opinions(self.meeting, actor=self.secretary)
        else:
            votes.open_sitting(self.meeting, opener=self.chair, keeper=self.secretary)
        votes.name_tellers(self.meeting, self.teller, keeper=self.secretary)

    def count(self) -> None:
        assert self.meeting is not None
        refused = [case.row.id for case in self.cases() if case.goal == "council_refused"]
        votes.take(self.meeting, refused, keeper=self.secretary, second=self.teller, chance=self.stage.chance)
        votes.count(self.meeting, DISCUSSION, CONCLUSION, keeper=self.secretary)

    def close(self) -> None:
        assert self.meeting is not None
        votes.close(self.meeting, chair=self.chair)
        if self.plan.held < NUMBERED_UNTIL:
            for case in self.cases():
                if case.goal == "council_refused":
                    self._number(case)

    def _number(self, case: Case) -> None:
        """The council's notice, in its own register."""
        notice = papers.of_sheet(Paper.RESULT_NOTICE, Sheet.CASE, case.row.id)
        assert notice is not None, "it was signed when the meeting was closed"
        number = next_number(notice.organisation_id, Paper.RESULT_NOTICE, clock.today().year)
        copy = self.stage.signed_copy(notice.title, number, notice.signer_name, by=self.clerical.user_id)
        papers.register(notice, Registration(number=number, issued_on=clock.today()), copy, actor=self.clerical)


class ProposalWalk:
    """One Tờ trình, as often as it had to be signed, and its decision."""

    def __init__(self, stage: Stage, plan: ProposalPlan) -> None:
        people = stage.people
        self.stage, self.plan = stage, plan
        self.award = stage.awards[plan.award]
        self.drafter = people.of(Role.SNV_DRAFTER, "SNV")
        self.director = people.of(Role.SNV_DIRECTOR, "SNV")
        self.clerical = people.of(Role.SNV_CLERICAL, "SNV")
        self.office = people.of(Role.VPUB, "VPUB")
        self.chairman = self._chairman()
        self.seal = people.of(Role.CLERICAL_UBND, "UBND-T")
        self.proposal: Proposal | None = None
        self.made: Decision | None = None
        self.upward: UpwardSubmission | None = None
        self.after = AwardWalk(stage, plan)

    def _chairman(self) -> Actor:
        """Titles and the medal are signed by the Chairman himself, commendations by the deputy in his place."""
        username = "council_chair" if self.plan.award in BY_HIMSELF else "chairman"
        return self.stage.people.acting(username, Role.CHAIRMAN)

    def enter(self, calendar: Calendar) -> None:
        days = self.plan.days
        deeds = {
            "drafted": ("09:00", self.draft),
            "signed": ("10:30", self.sign),
            "forwarded": ("14:20", self.forward),
            "returned": ("15:30", self.send_back),
            "signed_again": ("10:45", self.sign_again),
            "forwarded_again": ("09:15", self.forward),
            "decided": ("16:00", self.decide),
            "issued": ("09:50", self.issue),
            "packed": ("10:00", self.pack),
            "announced": ("08:40", self.announce),
            "sent": ("15:00", self.send),
        }
        for step, day in days.items():
            calendar.at(day, *deeds[step])
        self.after.enter(calendar)
        if self.plan.refused:
            calendar.at(self.plan.refused, "10:00", self.refuse)

    def cases(self) -> list[Case]:
        found = self.stage.plan.cases(self.plan.round, self.plan.goals)
        return [case for case in found if case.award == self.plan.award]

    def draft(self) -> None:
        title = default_title(self.award)
        if not self.award.by_resolution:
            title = f"{title} trong đợt khen thưởng {self.stage.rounds[self.plan.round].subject}"
        is_simplified = all(case.row.is_simplified for case in self.cases())
        wanted = proposals.ProposalDraft(
            title=title,
            summary=SUMMARY_WITHOUT_COUNCIL if is_simplified else SUMMARY,
            nomination_ids=[case.row.id for case in self.cases()],
        )
        self.proposal = proposals.draft(self.award, wanted, actor=self.drafter)

    def sign(self) -> None:
        self._sign(self.plan.number)

    def sign_again(self) -> None:
        self._sign(self.plan.number + 27)

    def _sign(self, number: int) -> None:
        sheet = self._sheet()
        proposals.sign(sheet, actor=self.director)
        day = self.plan.days["signed" if number == self.plan.number else "signed_again"]
        copy = self.stage.signed_copy(sheet.title, number, self.director.name, by=self.clerical.user_id)
        proposals.register(sheet, Registration(number=number, issued_on=day), copy, actor=self.clerical)

    def forward(self) -> None:
        proposals.forward(self._sheet(), actor=self.office)

    def send_back(self) -> None:
        sheet = self._sheet()
        excluded = {case.row.id for case in self.cases() if case.goal in self.plan.excludes}
        exclusions = {item.id: self.plan.reason for item in sheet.items if item.nomination_id in excluded}
        wanted = proposals.Return(reason=self.plan.reason, exclusions=exclusions)
        proposals.send_back_from_chairman(sheet, wanted, actor=self.chairman)
        self._number_conclusion(sheet)

    def _number_conclusion(self, sheet: Proposal) -> None:
        paper = papers.of_sheet(Paper.CONCLUSION_NOTICE, Sheet.PROPOSAL, sheet.id)
        assert paper is not None, "it is signed as the list goes back"
        number = next_number(paper.organisation_id, Paper.CONCLUSION_NOTICE, clock.today().year)
        copy = self.stage.signed_copy(paper.title, number, self.chairman.name, by=self.seal.user_id)
        papers.register(paper, Registration(number=number, issued_on=clock.today()), copy, actor=self.seal)

    def refuse(self) -> None:
        for case in self.cases():
            if case.goal == "chairman_refused":
                proposals.refuse(case.row, REFUSED.format(reason=self.plan.reason), actor=self.director)

    def decide(self) -> None:
        if self._sheet().goes_up:
            self.upward = walks_upward.sign(self._sheet(), self.chairman)
            return
        self.made = self.after.decision = proposals.decide(self._sheet(), actor=self.chairman)

    def issue(self) -> None:
        if self.upward is not None:
            walks_upward.issue(self.stage, self.upward, self.plan.decision, signer=self.chairman, seal=self.seal)
            return
        assert self.made is not None
        number = self.plan.decision
        copy = self.stage.signed_copy(self.made.title, number, self.chairman.name, by=self.seal.user_id)
        entry = Registration(number=number, issued_on=self.plan.days["issued"])
        proposals.issue(self.made, entry, copy, actor=self.seal)

    def announce(self) -> None:
        appraiser = self.stage.appraisers[0]
        for case in self.cases():
            if case.goal not in self.plan.excludes:
                steps.take(case.row, "announce_result", "", actor=appraiser)

    def pack(self) -> None:
        assert self.upward is not None, "it was signed before"
        walks_upward.pack(self.stage, self.upward)

    def send(self) -> None:
        assert self.upward is not None, "it was signed before"
        walks_upward.send(self.upward, self.stage.appraisers[0])

    def _sheet(self) -> Proposal:
        assert self.proposal is not None
        return self.proposal
