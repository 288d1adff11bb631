"""What follows a decision: certificates made ready, handed over, paid and presented, the dossiers closed."""

from app import clock
from app.decisions.models import Decision
from app.deliveries import archiving, operations, preparing, queries
from app.deliveries.models import Handover
from app.deliveries.papers import decision_words
from app.deliveries.settings import USUAL_RETENTION
from app.extensions import db
from app.founding.calendar import Calendar
from app.founding.journeys import ProposalPlan
from app.founding.stage import Stage
from app.organisations.models import Organisation
from workflows.vocabulary import Role

PLACE = "Ban Thi đua - Khen thưởng, Sở Nội vụ"


class AwardWalk:
    """One decision, as far as its plan has days for it."""

    def __init__(self, stage: Stage, plan: ProposalPlan) -> None:
        self.stage, self.plan = stage, plan
        self.appraiser = stage.appraisers[0]
        self.accountant = stage.people.of(Role.ACCOUNTANT, "SNV")
        self.archivist = stage.people.of(Role.ARCHIVIST, "SNV")
        self.handovers: list[Handover] = []
        self.decision: Decision | None = None

    def enter(self, calendar: Calendar) -> None:
        deeds = {
            "prepared": ("09:10", self.prepare),
            "handed_over": ("14:30", self.hand_over),
            "paid": ("10:20", self.pay),
            "presented": ("16:40", self.present),
            "archived": ("09:30", self.archive),
        }
        for step, day in self.plan.after.items():
            calendar.at(day, *deeds[step])

    def prepare(self) -> None:
        decision = self._made()
        year = preparing.year_of(decision)
        preparing.enter(decision, queries.next_number(year), actor=self.appraiser)
        lines = queries.lines(decision, self.appraiser)
        ticks = {(line.item.id, article.code) for line in lines for article in line.given.articles}
        preparing.mark_ready(decision, ticks, queries.as_shown(lines), actor=self.appraiser)

    def hand_over(self) -> None:
        """To every unit, each to its own clerk."""
        decision = self._made()
        for unit, _ in queries.units_of(queries.lines(decision, self.appraiser)):
            self.handovers.append(self._to(decision, unit))

    def _to(self, decision: Decision, unit: Organisation) -> Handover:
        own = [line for line in queries.lines(decision, self.appraiser) if line.case.unit_id == unit.id]
        clerk = self.stage.people.of(Role.UNIT_CLERK, unit.code)
        wanted = operations.HandoverRecord(
            handed_on=clock.today(),
            place=PLACE,
            receiver_name=clerk.name,
            receiver_title=clerk.title,
            receiver_paper=f"Giấy giới thiệu của {unit.name}",
            money_way="transfer",
            note="",
            item_ids=[line.item.id for line in own],
            seen=queries.as_shown(own),
        )
        return operations.hand_over(decision, unit, wanted, actor=self.appraiser)

    def pay(self) -> None:
        decision = self._made()
        items = [item.id for item in decision.items if item.bonus]
        wanted = operations.Payment(item_ids=items, paid_on=clock.today(), voucher=f"UNC-{self.plan.decision}")
        operations.pay(decision, wanted, actor=self.accountant)

    def present(self) -> None:
        for handover in self.handovers:
            clerk = self.stage.people.of(Role.UNIT_CLERK, handover.unit.code)
            items = [line.delivery.decision_item_id for line in handover.lines]
            wanted = operations.Presented(item_ids=items, presented_on=clock.today(), presented_how="ceremony")
            operations.present(handover, wanted, actor=clerk)

    def archive(self) -> None:
        decision = self._made()
        wanted = archiving.Closing(
            item_ids=[item.id for item in decision.items],
            code=f"{self.plan.decision}/TĐKT",
            title=f"Hồ sơ khen thưởng theo {decision_words(queries.paper_of(decision))}",
            retention=USUAL_RETENTION,
            place="Kho lưu trữ Sở Nội vụ",
            sheets=None,
        )
        archiving.close(decision, wanted, actor=self.archivist)

    def _made(self) -> Decision:
        assert self.decision is not None, "the decision comes before what follows it"
        return db.session.get_one(Decision, self.decision.id)
