"""Cases that were suspended: one waits for its conclusion, of one it has come, of one the list went on meanwhile."""

from datetime import date
from functools import partial
from typing import Final, Protocol

from app import clock
from app.actor import Actor
from app.founding.calendar import Calendar
from app.founding.journeys import Batch, Case
from app.founding.stage import Stage
from app.papers import operations as papers
from app.papers.operations import Registration
from app.suspensions import operations, queries
from app.suspensions.models import Finding, Suspension
from app.suspensions.operations import Cause, Conclusion
from workflows.vocabulary import Role

LEFT_BEHIND: Final = "left_behind"
STOPPED: Final = ("suspended", "cleared")
NUMBERS: Final = {"suspended_medal": 121, "suspended_simplified": 122}
STOPPED_ON, NUMBERED_ON, FOUND_ON = date(2025, 2, 6), date(2025, 2, 7), date(2025, 2, 14)
WHILE_THE_CHAIRMAN_SIGNS, CLEARED_ON = date(2025, 2, 12), date(2025, 2, 17)
CAUSES = {
    "suspended": Cause(
        ground="don_thu",
        source_agency="Sở Nội vụ",
        source_number="",
        source_on=date(2025, 2, 5),
        reason="Có đơn phản ánh về việc chi trả trợ cấp tại xã, đang được xác minh.",
    ),
    "cleared": Cause(
        ground="kiem_tra",
        source_agency="Thanh tra huyện Ninh Phước",
        source_number="04/QĐ-TTr",
        source_on=date(2025, 2, 4),
        reason="Đang kiểm tra nguồn gốc thửa đất đã hiến theo quyết định kiểm tra của huyện.",
    ),
    "suspended_medal": Cause(
        ground="don_thu",
        source_agency="Sở Giáo dục và Đào tạo",
        source_number="",
        source_on=date(2025, 2, 5),
        reason="Có đơn phản ánh về thời gian công tác kê khai, đang được đối chiếu hồ sơ gốc.",
    ),
    "suspended_simplified": Cause(
        ground="don_thu",
        source_agency="Sở Y tế",
        source_number="",
        source_on=date(2025, 2, 5),
        reason="Có ý kiến khác nhau về trường hợp áp dụng thủ tục đơn giản, đang được xác minh.",
    ),
    LEFT_BEHIND: Cause(
        ground="don_thu",
        source_agency="Sở Y tế",
        source_number="",
        source_on=date(2025, 2, 11),
        reason="Có đơn phản ánh về việc mua sắm thuốc, đang được xác minh.",
    ),
}


class AtTheDepartment(Protocol):
    """Whose batch it is, and who is head of the Ban."""

    stage: Stage
    batch: Batch
    head: Actor


class Stops:
    """What becomes of a batch's cases that stand still."""

    def __init__(self, walk: AtTheDepartment) -> None:
        self.stage, self.batch, self.head = walk.stage, walk.batch, walk.head
        self.clerical = walk.stage.people.of(Role.SNV_CLERICAL, "SNV")

    def enter(self, calendar: Calendar) -> None:
        if self.batch.ending(*STOPPED):
            calendar.at(STOPPED_ON, "09:15", lambda: self.suspend(*STOPPED))
            calendar.at(NUMBERED_ON, "10:00", lambda: self.number("suspended", 118))
            calendar.at(FOUND_ON, "10:30", lambda: self.find("cleared"))
        for goal, number in NUMBERS.items():
            if self.batch.ending(goal):
                calendar.at(STOPPED_ON, "09:25", partial(self.suspend, goal))
                calendar.at(NUMBERED_ON, "10:10", partial(self.number, goal, number))
        if self.batch.ending(LEFT_BEHIND):
            calendar.at(WHILE_THE_CHAIRMAN_SIGNS, "15:00", lambda: self.suspend(LEFT_BEHIND))
            calendar.at(WHILE_THE_CHAIRMAN_SIGNS, "16:30", lambda: self.number(LEFT_BEHIND, 131))
            calendar.at(CLEARED_ON, "07:40", lambda: self.find(LEFT_BEHIND))
            calendar.at(CLEARED_ON, "07:50", lambda: self.resume(LEFT_BEHIND))

    def suspend(self, *goals: str) -> None:
        for case in self.batch.ending(*goals):
            operations.suspend(case.row, CAUSES[case.goal], actor=self.head)

    def number(self, goal: str, number: int) -> None:
        for case in self.batch.ending(goal):
            letter = _standing(case).letter
            assert letter is not None, "it was signed with the suspension"
            copy = self.stage.signed_copy(letter.title, number, letter.signer_name, by=self.clerical.user_id)
            papers.register(letter, Registration(number=number, issued_on=clock.today()), copy, actor=self.clerical)

    def find(self, goal: str) -> None:
        for case in self.batch.ending(goal):
            wanted = Conclusion(
                finding=Finding.CLEAR,
                finding_agency=CAUSES[goal].source_agency,
                finding_number="09/KL",
                finding_on=clock.today(),
                finding_summary="Nội dung phản ánh, kiểm tra không có cơ sở.",
                version=_standing(case).version,
            )
            operations.conclude(_standing(case), wanted, actor=self.head)

    def resume(self, goal: str) -> None:
        for case in self.batch.ending(goal):
            operations.resume(_standing(case), actor=self.head)


def _standing(case: Case) -> Suspension:
    found = queries.current(case.row)
    assert found is not None, f"{case.name} is not suspended"
    return found
