"""A unit's way with its cases: drafted, checked, voted on by its council, signed by its head and sent."""

from datetime import date, datetime, time

from app.clock import VIETNAM
from app.councils import operations as meetings
from app.councils.models import Body, Meeting
from app.founding import dossiers, votes
from app.founding.calendar import Calendar
from app.founding.journeys import Batch, Reach
from app.founding.stage import Stage
from app.gatherings.proposing import default_title
from app.nominations import steps
from app.organisations.queries import by_code
from app.papers.operations import Registration
from app.submissions import operations as submissions
from app.submissions.models import Submission
from app.submissions.operations import SubmissionDraft
from workflows.vocabulary import Role

COUNCIL_STAYS_OUT = ("council",)  # referred, and waiting for a meeting that nobody has called yet
NOT_LISTED = ("unsigned", "not_proposed")
STRUCK = "Thành tích còn trùng với hồ sơ đã được huyện khen năm 2024; bổ sung thành tích mới rồi đề nghị lại."
DISCUSSION = (
    "Thư ký Hội đồng báo cáo tóm tắt thành tích của từng cá nhân, tập thể. Các thành viên thảo luận, "
    "nhận xét về kết quả công tác, tinh thần đoàn kết và ảnh hưởng trong đơn vị; không có ý kiến phản ánh, khiếu nại."
)
SUMMARY = "Các trường hợp đề nghị đã được Hội đồng của đơn vị xét, bỏ phiếu theo quy định."
SUMMARY_WITHOUT_COUNCIL = "Trường hợp đề nghị thuộc diện áp dụng thủ tục đơn giản; tóm tắt thành tích kèm theo."
CONCLUSION = "Hội đồng nhất trí lập hồ sơ đề nghị đối với các trường hợp đạt tỷ lệ phiếu theo quy định."


class UnitWalk:
    """One batch of one unit."""

    def __init__(self, stage: Stage, batch: Batch) -> None:
        self.stage, self.batch = stage, batch
        self.unit = by_code(batch.at)
        self.clerk = stage.people.of(Role.UNIT_CLERK, batch.at)
        self.secretary = stage.people.of(Role.UNIT_COUNCIL_SECRETARY, batch.at)
        self.head = stage.people.of(Role.UNIT_HEAD, batch.at)
        self.clerical = stage.people.of(Role.UNIT_CLERICAL, batch.at)
        self.meeting: Meeting | None = None
        self.letter: Submission | None = None

    def enter(self, calendar: Calendar) -> None:
        days = self.batch.days
        calendar.at(days["drafted"], "08:20", self.draft)
        if not self.batch.simplified:
            calendar.at(days["checked"], "09:10", self.send_to_check)
            if "referred" in days:
                calendar.at(days["referred"], "10:00", self.refer)
            if "public" in days:
                calendar.at(days["public"], "09:30", self.show_in_public)
        if "meets" in days:
            calendar.at(days["called"], "14:15", lambda: self.call(days["meets"]))
        if "sat" in days:
            calendar.at(days["referred"], "15:30", lambda: self.call(days["sat"]))
            calendar.at(days["sat"], "08:05", self.open_meeting)
            calendar.at(days["sat"], "10:40", self.close_meeting)
        if listed := days.get("listed") or days.get("signed"):
            calendar.at(listed, "08:30", self.list_names)
        if "signed" in days:
            calendar.at(days["signed"], "15:10", self.sign)
        if "issued" in days:
            calendar.at(days["issued"], "15:50", self.issue)

    def draft(self) -> None:
        for case in self.batch.cases:
            dossiers.draft(self.stage, self.batch, case, actor=self.clerk)

    def send_to_check(self) -> None:
        for case in self.batch.going(Reach.CHECKED):
            steps.take(case.row, "send_to_check", "", actor=self.clerk)

    def show_in_public(self) -> None:
        for case in self.batch.ending("public"):
            steps.take(case.row, "open_unit_notice", "", actor=self.clerk)

    def refer(self) -> None:
        for case in self.batch.going(Reach.REFERRED):
            steps.take(case.row, "refer_to_unit_council", "", actor=self.clerk)

    def call(self, day: date) -> None:
        """Plan the meeting and put the cases on its agenda."""
        plan = meetings.MeetingPlan(
            title=f"Họp xét khen thưởng – {self.stage.rounds[self.batch.round].name}",
            body=Body.FULL,
            held_at=datetime.combine(day, time(8, 0), VIETNAM),
            place=f"Phòng họp {self.unit.name}",
        )
        self.meeting = meetings.plan(self.stage.councils[self.batch.at], plan, actor=self.secretary)
        called = self.batch.going(Reach.REFERRED, but=COUNCIL_STAYS_OUT)
        meetings.put_on(self.meeting, [case.row.id for case in called], actor=self.secretary)

    def open_meeting(self) -> None:
        assert self.meeting is not None
        votes.open_sitting(self.meeting, opener=self.secretary, keeper=self.secretary)
        votes.name_tellers(self.meeting, self.clerk, keeper=self.secretary)

    def close_meeting(self) -> None:
        assert self.meeting is not None
        refused = [case.row.id for case in self.batch.ending("not_proposed")]
        votes.take(self.meeting, refused, keeper=self.secretary, second=self.clerk, chance=self.stage.chance)
        votes.count(self.meeting, DISCUSSION, CONCLUSION, keeper=self.secretary)
        votes.close(self.meeting, chair=self.secretary)

    def list_names(self) -> None:
        listed = self.batch.going(Reach.SAT, but=NOT_LISTED)
        draft = SubmissionDraft(
            title=default_title(self.stage.rounds[self.batch.round]),
            summary=SUMMARY_WITHOUT_COUNCIL if self.batch.simplified else SUMMARY,
            nomination_ids=[case.row.id for case in listed],
        )
        self.letter = submissions.draft(self.unit, self.stage.rounds[self.batch.round], draft, actor=self.clerk)

    def sign(self) -> None:
        assert self.letter is not None
        struck = {case.row.id for case in self.batch.ending("struck")}
        strikes = {item.id: STRUCK for item in self.letter.items if item.nomination_id in struck}
        submissions.sign(self.letter, strikes, actor=self.head)

    def issue(self) -> None:
        assert self.letter is not None
        number = self.batch.number
        copy = self.stage.signed_copy(self.letter.title, number, self.head.name, by=self.clerical.user_id)
        entry = Registration(number=number, issued_on=self.batch.days["issued"])
        submissions.issue(self.letter, entry, copy, actor=self.clerical)
