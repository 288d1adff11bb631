"""Emulation blocks of the demonstration: one year confirmed, others at each stage. What they score is invented."""

from collections.abc import Sequence
from datetime import date

from app import clock
from app.actor import Actor
from app.blocks import operations, queries, scoring, sittings
from app.blocks.models import BlockMember, BlockYear, Part
from app.blocks.operations import Membership, Opening
from app.blocks.scoring import Sheet
from app.blocks.sittings import Minutes
from app.founding.calendar import Calendar
from app.founding.stage import Stage
from workflows.vocabulary import Role

DEPARTMENT = "SNV"
OPENED, SCORED, CHECKED, MET, SENT, CONFIRMED, NEXT_YEAR = (
    date(2024, 10, 7),
    date(2025, 1, 6),
    date(2025, 1, 10),
    date(2025, 1, 15),
    date(2025, 1, 17),
    date(2025, 1, 21),
    date(2025, 2, 6),
)
LAST, THIS = 2024, 2025
WHOLE_ROAD, CHECKING, MEETING, SENT_ONLY = "KTD-VHXH", "KTD-KTE", "KTD-DANG", "KTD-THOP"
TABLE = """Thực hiện nhiệm vụ chính trị, chuyên môn: 50
Thực hiện chủ trương của Đảng, pháp luật của Nhà nước: 20
Tổ chức phong trào thi đua, công tác khen thưởng: 20
Hoạt động của khối: 10"""
NOTE = "Theo báo cáo tổng kết năm của đơn vị (dữ liệu trình diễn)."
WHY_LOWER = "Báo cáo gửi khối chậm (dữ liệu trình diễn)."


def enter(stage: Stage, calendar: Calendar) -> None:
    for code in (WHOLE_ROAD, CHECKING, MEETING, SENT_ONLY):
        BlockWalk(stage, code, LAST).enter(calendar)
    following = BlockWalk(stage, WHOLE_ROAD, THIS)
    calendar.at(NEXT_YEAR, "09:00", following.open)
    calendar.at(NEXT_YEAR, "14:00", following.publish)
    calendar.at(NEXT_YEAR, "15:00", BlockWalk(stage, CHECKING, THIS).open)


class BlockWalk:
    """Sở Nội vụ writes for whoever has no account in the demonstration."""

    def __init__(self, stage: Stage, code: str, year: int) -> None:
        self.stage, self.code, self.year = stage, code, year
        self.appraiser = stage.people.of(Role.APPRAISER, DEPARTMENT)
        self.head = stage.people.of(Role.BAN_HEAD, DEPARTMENT)
        self.ids: list[int] = []

    def enter(self, calendar: Calendar) -> None:
        calendar.at(OPENED, "09:00", self.open)
        calendar.at(OPENED, "14:30", self.publish)
        calendar.at(SCORED, "10:00", self.score)
        calendar.at(CHECKED, "10:00", self.check)
        if self.code == CHECKING:
            return
        calendar.at(CHECKED, "16:00", self.settle)
        if self.code == MEETING:
            return
        calendar.at(MET, "16:00", self.meet)
        calendar.at(SENT, "08:30", lambda: self._step("send", self.appraiser))
        if self.code == WHOLE_ROAD:
            calendar.at(CONFIRMED, "09:30", lambda: self._step("confirm", self.head))

    @property
    def row(self) -> BlockYear:
        return queries.one(self.ids[0], self.appraiser)

    def open(self) -> None:
        self.ids.append(operations.open_year(Opening(block_code=self.code, year=self.year), actor=self.appraiser).id)

    def publish(self) -> None:
        row = self.row
        parts: dict[int, Part | None] = {one.id: Part.MEMBER for one in row.members}
        known = sorted(row.members, key=lambda one: self._writer(one) is self.appraiser)  # who has an account leads
        parts |= dict(zip([one.id for one in known], (Part.LEADER, Part.DEPUTY), strict=False))
        told = Membership(
            parts=parts, added="", number=f"15/TB-SNV-{row.year}", decided_on=clock.today(), version=row.version
        )
        operations.set_members(row, told, actor=self.appraiser)
        operations.set_table(row, TABLE, seen=row.version, actor=self.appraiser)
        self._step("publish", self.appraiser)

    def score(self) -> None:
        row = self.row
        lines = queries.table(row.id)
        for place, member in enumerate(row.members):
            points = {line.id: line.most - 10 * (place % 4) for line in lines}
            scoring.score_itself(row, member, self._sheet(member, points, NOTE), actor=self._writer(member))

    def check(self) -> None:
        """Each by the next; of the second one it differs."""
        row = self.row
        scoring.assign(row, scoring.in_a_ring(row), seen=row.version, actor=self.appraiser)
        self._step("begin_cross_check", self.appraiser)
        for place, member in enumerate(row.members):
            points = {key: score.own or 0 for key, score in queries.scores_of(member).items()}
            last = max(points)
            points[last] -= 5 * (place == 1)
            notes = {last: WHY_LOWER} if place == 1 else {}
            told = Sheet(points=points, notes=notes, version=member.version, sends=True)
            scoring.check(row, member, told, actor=self.appraiser)

    def settle(self) -> None:
        row = self.row
        for member in row.members:
            differing = {key: score.checked or 0 for key, score in queries.scores_of(member).items() if score.differs}
            if differing:
                scoring.settle(row, member, self._sheet(member, differing, WHY_LOWER), actor=self.appraiser)
        self._step("close_scores", self.appraiser)

    def meet(self) -> None:
        row = self.row
        totals = queries.totals(row)
        in_order = sorted(totals, key=lambda key: (-totals[key], key))
        copy = self.stage.keep("bien-ban.pdf", "BIÊN BẢN HỌP KHỐI", [row.called], by=self.appraiser.user_id)
        told = Minutes(
            held_on=clock.today(),
            place="Hội trường Sở Nội vụ",
            present=[f"Đại diện {one.name}" for one in row.members],
            ranks={key: place for place, key in enumerate(in_order, start=1)},
            settlement="Đơn vị bằng điểm: khối biểu quyết thứ tự như trên (dữ liệu trình diễn).",
            version=row.version,
            typed={},
        )
        sittings.record(row, told, copy, actor=self.appraiser)

    def _step(self, name: str, actor: Actor) -> None:
        row = self.row
        operations.take(row, name, "", seen=row.version, actor=actor)

    def _sheet(self, member: BlockMember, points: dict[int, int], note: str) -> Sheet:
        return Sheet(points=points, notes=dict.fromkeys(points, note), version=member.version, sends=True)

    def _writer(self, member: BlockMember) -> Actor:
        own: Sequence[Actor] = self.stage.people.offices.get((Role.UNIT_CLERK, member.organisation.code), ())
        return own[0] if own else self.appraiser
