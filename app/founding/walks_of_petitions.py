"""Letters that people wrote about cases, and what became of them."""

from app.complaints import operations
from app.complaints.models import Complaint, ComplaintKind, Petitioner
from app.complaints.operations import Petition, Settlement
from app.founding.calendar import Calendar
from app.founding.journeys import PetitionPlan
from app.founding.stage import Stage
from workflows.vocabulary import Role


class PetitionWalk:
    def __init__(self, stage: Stage, plan: PetitionPlan) -> None:
        self.stage, self.plan = stage, plan
        self.taker = stage.people.of(Role.INTAKE_OFFICER, "SNV")
        self.officer = stage.people.of(Role.COMPLAINT_OFFICER, "SNV")
        self.complaint: Complaint | None = None

    def enter(self, calendar: Calendar) -> None:
        for step, hour, deed in (
            ("received", "10:30", self.receive),
            ("accepted", "09:15", self.accept),
            ("settled", "15:40", self.settle),
        ):
            if step in self.plan.days:
                calendar.at(self.plan.days[step], hour, deed)

    @property
    def row(self) -> Complaint:
        assert self.complaint is not None, f"nobody has written about {self.plan.about} yet"
        return self.complaint

    def receive(self) -> None:
        plan = self.plan
        petition = Petition(
            kind=ComplaintKind(plan.kind),
            petitioner=Petitioner(plan.petitioner),
            name=plan.name,
            contact="",
            received_on=plan.days["received"],
            known_on=plan.days.get("known"),
            obstacle="",
            content=plan.content,
        )
        self.complaint = operations.enter(self.stage.plan.case(plan.about).row, petition, actor=self.taker)

    def accept(self) -> None:
        operations.accept(self.row, is_complex=False, version=self.row.version, actor=self.officer)

    def settle(self) -> None:
        plan = self.plan
        lines = [f"Số: {plan.number}", "", plan.answer, "", "(Bản quét văn bản đã ký, đóng dấu)"]
        letter = self.stage.keep("quyet-dinh-giai-quyet.pdf", "BẢN QUÉT VĂN BẢN ĐÃ KÝ", lines, by=self.officer.user_id)
        found = Settlement(
            is_upheld=plan.upheld,
            answer=plan.answer,
            letter_number=plan.number,
            letter_on=plan.days["settled"],
            version=self.row.version,
        )
        operations.settle(self.row, found, letter, actor=self.officer)
