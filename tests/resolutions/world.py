"""Everybody who has a hand in a resolution, and how a step is taken with all that it asks for."""

from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import count

from app import clock
from app.casework import TransitionRefused
from app.clock import VIETNAM
from app.documents.models import StoredFile
from app.errors import Invalid
from app.extensions import db
from app.resolutions import consulting, operations, putting_down, wanted
from app.resolutions.models import Answered, ResolutionStep
from app.resolutions.operations import Assignment, Entry
from app.resolutions.putting_down import Described
from tests import builders, kept
from workflows.vocabulary import Role

SEATS = {
    "SNV": ("Sở Nội vụ", (Role.SNV_DRAFTER, Role.SNV_DIRECTOR)),
    "STP": ("Sở Tư pháp", (Role.JUSTICE_DEPARTMENT,)),
    "UBND-T": ("Ủy ban nhân dân tỉnh Ninh Thuận", (Role.VPUB, Role.CHAIRMAN, Role.UBND_MEMBERS)),
    "HDND-T": (
        "Hội đồng nhân dân tỉnh Ninh Thuận",
        (Role.HDND_STANDING, Role.HDND_COMMITTEE, Role.HDND_CHAIR, Role.HDND_DELEGATES, Role.HDND_OFFICE),
    ),
}
HANDS = {Role.UBND_MEMBERS: Role.VPUB, Role.HDND_DELEGATES: Role.HDND_OFFICE}  # who writes down what a body voted
UBND_YES = {"agree": 15, "disagree": 1, "abstain": 1, "absent": 2}
UBND_NO = {"agree": 9, "disagree": 6, "abstain": 2, "absent": 2}
HDND_YES = {"agree": 40, "disagree": 2, "abstain": 1, "absent": 7}
HDND_NO = {"agree": 25, "disagree": 15, "abstain": 3, "absent": 7}
_numbers = count(1)


def a_file(name="van-ban.pdf"):
    """A stored file that is on no disk."""
    number = next(_numbers)
    file = StoredFile(
        path=f"00/00/{number:032x}.pdf",
        sha256=f"{number:064x}",
        size=1,
        media_type="application/pdf",
        original_name=name,
        created_at=clock.now(),
    )
    db.session.add(file)
    db.session.flush()
    return file


def entry(step, **more):
    """What the page of a step asks for, filled in as it should be."""
    asked = wanted.of(step)
    given = {"is_confirmed": bool(asked.confirmation)}
    if asked.reason:
        given["reason"] = "Thiếu căn cứ."
    if asked.votes_of:
        fails = step.name == "vote_down"
        given |= (HDND_NO if fails else HDND_YES) if asked.votes_of.of_whom == "đại biểu" else UBND_YES
    if asked.presence_of:
        given["present"] = 43
    if asked.session:
        given |= {"session_name": "Kỳ họp thứ 21", "session_opens_on": date(2099, 1, 1)}
    if asked.number:
        given |= {"number": "07/2024/NQ-HĐND", "passed_on": clock.today(), "effective_on": date(2099, 1, 1)}
    if asked.replacement:
        given |= {"number": "02/2025/NQ-HĐND", "effective_on": clock.today()}
    return Entry(**given | more)


@dataclass
class World:
    folder: object
    actors: dict = field(default_factory=dict)

    def of(self, step):
        """Who takes a step: one of its roles, or the office that writes down what its body voted."""
        role = min(step.by)
        return self.actors[HANDS.get(role, role)]

    def on(self, day, hour=9):
        clock.use(self.folder / "clock.json")
        clock.stand_at(datetime(day.year, day.month, day.day, hour, tzinfo=VIETNAM))

    def start(self, **more):
        given = {
            "title": "Nghị quyết quy định tặng Kỷ niệm chương",
            "purpose": "Quy định tên, đối tượng và tiêu chuẩn.",
            "assignment_number": "4021/UBND-VXNV",
            "assignment_on": date(2024, 9, 3),
            "session_name": "Kỳ họp thứ 20",
            "session_opens_on": date(2024, 12, 10),
        }
        made = operations.start(Assignment(**given | more), a_file(), actor=self.actors[Role.SNV_DIRECTOR])
        db.session.flush()
        return made

    def lays_ready(self, resolution, step, but=()):
        for code in wanted.of(step).papers:
            if code not in but:
                described = Described(number="45/VB", issued_on=clock.today(), agency="Cơ quan")
                putting_down.put_down(resolution, step, code, described, a_file(), actor=self.of(step))
        db.session.flush()

    def takes(self, resolution, name, **more):
        """With its papers, by whoever may."""
        step = resolution.workflow.transition(name)
        self.lays_ready(resolution, step)
        operations.take(resolution, name, entry(step, **more), actor=self.of(step))
        db.session.flush()

    def refused(self, resolution, name, **more):
        """Every reason why not; nothing is changed."""
        step = resolution.workflow.transition(name)
        self.lays_ready(resolution, step)
        db.session.commit()
        try:
            operations.take(resolution, name, entry(step, **more), actor=self.of(step))
        except TransitionRefused as refused:
            return refused.reasons
        except Invalid as invalid:
            return invalid.errors
        finally:
            db.session.rollback()
        return []

    def was_everywhere(self, resolution):
        """So that everybody may see it."""
        for target in ("NQ02_PROPOSAL_REVIEW", "NQ06_STP_INTAKE", "NQ11_SUBMITTED"):
            resolution.steps.append(ResolutionStep(name="sign_request", target=target, taken_at=clock.now()))
        db.session.flush()

    def consults(self, resolution, *agencies):
        """Posted and asked today; nobody has answered yet."""
        drafter = self.actors[Role.SNV_DRAFTER]
        consulting.record_posting(resolution, consulting.Posting(posted_on=clock.today()), actor=drafter)
        question = consulting.Question(
            agencies="\n".join(agencies or ("Sở Tài chính", "Công an tỉnh")),
            asked_on=clock.today(),
            due_on=consulting.proposed_due(clock.today()),
        )
        asked = consulting.ask(resolution, question, actor=drafter)
        db.session.flush()
        return asked

    def answers(self, inquiry):
        reply = consulting.Reply(letter_number="12/STC", answered_on=clock.today())
        consulting.reply(inquiry, reply, a_file(), actor=self.actors[Role.SNV_DRAFTER])

    def comments(self, resolution, answered=Answered.ACCEPTED):
        drafter = self.actors[Role.SNV_DRAFTER]
        said = consulting.Opinion(said_by="Sở Tài chính", text="Bỏ khoản 3.")
        comment = consulting.add_comment(resolution, said, actor=drafter)
        if answered:
            consulting.respond(comment, consulting.Response(answered=answered, answer="Đã bỏ."), actor=drafter)
        db.session.flush()
        return comment


def build(folder):
    return World(folder, kept.once(_seated))


def _seated():
    actors = {}
    for code, (name, roles) in SEATS.items():
        at = builders.organisation(code, name)
        actors |= {role: builders.actor(role, at) for role in roles}
    return actors
