"""Sở Nội vụ's way with a batch: taken in, checked, sent back for more, appraised with the agencies asked, concluded."""

from collections.abc import Iterable
from datetime import date, timedelta

from app import clock
from app.actor import Actor
from app.appraisals import consultation_letters, consulting, handing, queries
from app.appraisals import operations as appraisals
from app.appraisals.models import Consultation, Verdict
from app.awards.criteria import Tree
from app.awards.models import Criterion
from app.founding import holdings
from app.founding.calendar import Calendar
from app.founding.journeys import Batch, Case, Reach
from app.founding.stage import Stage
from app.founding.stops import Stops
from app.intake import operations as intake
from app.intake import queries as desk
from app.intake import supplementing
from app.nominations import steps
from app.nominations.models import Nomination
from app.organisations.queries import by_code
from app.papers import operations as papers
from app.papers.operations import Registration
from workflows.vocabulary import Role

FIT = "Hồ sơ đủ thành phần; đối tượng, điều kiện, tiêu chuẩn phù hợp quy định. Đề nghị trình Hội đồng xét."
UNFIT = (
    "Thành tích chưa đủ căn cứ: mô hình mới thực hiện chưa được một vụ, chưa được bình xét trong phong trào của tỉnh."
)
RETURNED = "Đề nghị sai loại hình: thành tích thuộc chuyên đề xây dựng cơ bản, đơn vị lập lại theo đúng đợt chuyên đề."
WITHDRAWN = "Cá nhân chuyển công tác ra ngoài tỉnh từ ngày 01/02/2025, đơn vị xin rút hồ sơ."
QUESTION = (
    "Đề nghị cho ý kiến về việc chấp hành pháp luật và các vụ việc đang xem xét (nếu có) liên quan đến trường hợp này."
)
NO_OBJECTION = "Qua rà soát, không có thông tin vi phạm pháp luật; thống nhất với đề nghị khen thưởng."
WANTED = {
    "supplement_late": ("field", "achievements", "Chưa nêu diện tích đất đã hiến và giấy tờ chứng minh."),
    "supplement_soon": ("field", "years", "Năm 2023 chưa ghi số liệu doanh thu và số thuế đã nộp."),
    "supplement_medal": ("field", "citation", "Nêu rõ đóng góp cho tỉnh, không kể lại quá trình công tác."),
    "resubmitted": ("field", "citation", "Tóm tắt quá dài, cần nêu gọn thành tích chính."),
}
DUE_LATE, DUE_SOON, DUE_ANSWERED = date(2025, 2, 12), date(2025, 2, 19), date(2025, 2, 18)
LAST_LETTER, FIRST_NUMBER = date(2025, 1, 21), 50  # of the register of letters
DUE = {"supplement_late": DUE_LATE, "supplement_soon": DUE_SOON, "supplement_medal": DUE_SOON}
NOTES = "Đã đối chiếu báo cáo, quyết định và minh chứng kèm theo."


class DepartmentWalk:
    """One batch from the intake desk to the conclusion of its appraisal."""

    def __init__(self, stage: Stage, batch: Batch) -> None:
        people = stage.people
        self.stage, self.batch = stage, batch
        self.desk = people.of(Role.INTAKE_OFFICER, "SNV")
        self.head = people.of(Role.BAN_HEAD, "SNV")
        self.director = people.of(Role.SNV_DIRECTOR, "SNV")
        self.clerk = people.of(Role.UNIT_CLERK, batch.at)
        self.unit_head = people.of(Role.UNIT_HEAD, batch.at)
        self.appraisers = stage.appraisers

    def enter(self, calendar: Calendar) -> None:
        days = self.batch.days
        if "registered" not in days:
            return
        calendar.at(days["registered"], "09:30", self.register)
        calendar.at(days["registered"], "15:00", self.ask_for_more)
        if "accepted" not in days:
            return
        calendar.at(days["accepted"], "10:20", self.accept)
        calendar.at(days["accepted"], "16:10", self.assign)
        calendar.at(days["accepted"] + timedelta(days=8), "09:40", self.ask_agencies)
        if self.batch.ending("resubmitted"):
            calendar.at(date(2025, 2, 13), "14:00", self.answer_request)
        if self.batch.ending("answered"):
            calendar.at(date(2025, 2, 5), "10:00", self.receive_answers)
        if self.batch.ending("withdrawn"):
            calendar.at(days["concluded"] - timedelta(days=3), "14:00", self.withdraw)
        Stops(self).enter(calendar)
        calendar.at(days["concluded"], "08:40", self.appraise)
        calendar.at(days["concluded"], "15:20", self.conclude)

    def register(self) -> None:
        taken = [case.row for case in self.batch.going(Reach.REGISTERED)]
        for case in taken:
            intake.register_next(case, actor=self.desk)

    def ask_for_more(self) -> None:
        for case in self.batch.ending(*WANTED):
            kind, key, note = WANTED[case.goal]
            due = DUE.get(case.goal, DUE_ANSWERED)
            named = intake.Named(kind=kind, key=key, note=note)
            request = intake.SupplementRequest(items=(named,), reason=note, due_on=due)
            intake.ask_for_more(case.row, request, actor=self.desk)

    def answer_request(self) -> None:
        for case in self.batch.ending("resubmitted"):
            request = desk.open_supplement(case.row.id)
            assert request is not None
            text = f"Đã có thành tích xuất sắc trong lao động sản xuất: {case.work}."
            for item in request.items:
                version = next((field.version for field in case.row.fields if field.key == item.key), 0)
                given = supplementing.Answer(text=text, version=version, explanation="Đã rút gọn theo yêu cầu.")
                supplementing.answer(case.row, item, given, actor=self.clerk)
            supplementing.send(case.row, actor=self.clerk)

    def accept(self) -> None:
        for case in self.batch.going(Reach.ACCEPTED):
            intake.accept(case.row, actor=self.desk)

    def assign(self) -> None:
        for number, case in enumerate(self.batch.going(Reach.ACCEPTED, but=("unassigned",))):
            appraiser = self.appraisers[number % len(self.appraisers)]
            assert appraiser.user_id is not None
            handing.assign(case.row, appraiser.user_id, "", actor=self.head)

    def ask_agencies(self) -> None:
        for case in self.batch.ending("asked", "asked_late", "answered"):
            due = DUE_SOON if case.goal == "asked" else DUE_LATE
            agencies = [by_code(code).id for code in (("CAT", "TTT") if case.goal == "asked_late" else ("CAT",))]
            inquiry = consulting.Inquiry(agency_ids=agencies, question=QUESTION, due_on=due)
            consulting.ask(case.row, inquiry, actor=self._appraiser(case.row))
        if clock.today() <= LAST_LETTER:
            self._send_letters()

    def _send_letters(self) -> None:
        """Signed by the head the day agencies are asked, and numbered; what is asked later waits at the head's desk."""
        for inquiry in consultation_letters.waiting():
            first = inquiry.first.id
            paper = consultation_letters.sign(first, seen=inquiry.as_shown, actor=self.head)
            clerical = self.stage.people.of(Role.SNV_CLERICAL, "SNV")
            number = FIRST_NUMBER + first
            copy = self.stage.signed_copy(paper.title, number, self.head.name, by=clerical.user_id)
            papers.register(paper, Registration(number=number, issued_on=clock.today()), copy, actor=clerical)

    def receive_answers(self) -> None:
        agency = self.stage.people.of(Role.CONSULTED_AGENCY, "CAT")
        for case in self.batch.ending("answered"):
            for consultation in queries.consultations(case.row.id):
                self._reply(consultation, agency)

    def _reply(self, consultation: Consultation, agency: Actor) -> None:
        number = f"{self.stage.chance.randint(210, 480)}/CAT-PX01"
        reply = consulting.Reply(answer=NO_OBJECTION, objects=False, letter_number=number)
        consulting.reply(consultation, reply, actor=agency)

    def withdraw(self) -> None:
        for case in self.batch.ending("withdrawn"):
            steps.take(case.row, "withdraw", WITHDRAWN, actor=self.unit_head)

    def appraise(self) -> None:
        """Answer the criteria: all of them, or the first ones where the appraiser is still at it."""
        for case in self.batch.going(Reach.APPRAISED) + self.batch.ending("unfit", "half_answered", "answered"):
            holdings.confirm_titles(case.row.nominee_id, actor=self._appraiser(case.row))
            findings = self._findings(case)
            if case.goal == "half_answered":
                findings = findings[:2]
            appraisals.answer(case.row, findings, actor=self._appraiser(case.row))
            if case.goal != "half_answered":
                self._draft_opinion(case)

    def _draft_opinion(self, case: Case) -> None:
        opinion, reason = ("unfit", UNFIT) if case.goal == "unfit" else ("fit", FIT)
        wanted = appraisals.Opinion(opinion=opinion, reason=reason)
        appraisals.draft_opinion(case.row, wanted, actor=self._appraiser(case.row))

    def conclude(self) -> None:
        for case in self.batch.going(Reach.APPRAISED):
            if self.batch.simplified and case.goal != "straight":  # that one waits for the director
                steps.take(case.row, "submit_at_once", FIT, actor=self.director)
            else:
                appraisals.conclude(case.row, "conclude_fit", FIT, actor=self.head)
        for case in self.batch.ending("unfit"):
            appraisals.conclude(case.row, "conclude_unfit", UNFIT, actor=self.head)
        for case in self.batch.ending("returned"):
            appraisals.conclude(case.row, "return_to_unit", RETURNED, actor=self.head)

    def _findings(self, case: Case) -> list[appraisals.Finding]:
        tree, leaves = queries.criteria_of(case.row)
        met = set(
            _one_way(tree, -1 if case.goal == "at_state" else 0)
        )  # by the movement: what went before has no record
        return [self._finding(case, leaf, is_met=leaf.code in met) for leaf in leaves]

    def _finding(self, case: Case, leaf: Criterion, *, is_met: bool) -> appraisals.Finding:
        verdict = Verdict.MET if is_met else Verdict.NOT_APPLICABLE
        if case.goal == "unfit" and is_met and leaf.code != "BK-1":
            verdict = Verdict.NOT_MET
        proof = _proof(case.row, leaf) if verdict is Verdict.MET else None
        return appraisals.Finding(code=leaf.code, verdict=verdict, note=NOTES, evidence_id=proof, version=0)

    def _appraiser(self, row: Nomination) -> Actor:
        return next((one for one in self.appraisers if one.user_id == row.appraiser_id), self.appraisers[0])


def _one_way(tree: Tree, place: int) -> Iterable[str]:
    """The leaves of one way in which the tree can hold: of several the one at that place."""
    if isinstance(tree, str):
        yield tree
    elif "all_of" in tree:
        for branch in tree["all_of"]:
            yield from _one_way(branch, place)
    else:
        yield from _one_way(tree["any_of"][place], place)


def _proof(row: Nomination, leaf: Criterion) -> int | None:
    """The paper that shows it: an initiative by its certificate, anything else by the last paper of the dossier."""
    papers = [one for one in row.evidence if one.removed_at is None]
    initiative = [one for one in papers if one.doc_code.startswith("cn_sang_kien")]
    chosen = initiative if leaf.field.startswith("initiative") and initiative else papers
    return chosen[-1].id if chosen else None
