"""The verbs of the rooms on a case, each with whoever takes it by right and with what it needs."""

from collections.abc import Callable
from dataclasses import dataclass

from app import clock
from app.appraisals import operations as appraisals
from app.appraisals import queries as judged
from app.appraisals.models import Verdict
from app.complaints import operations as complaints
from app.complaints.models import ComplaintKind, Petitioner
from app.corrections import operations as corrections
from app.corrections.queries import proposed, signed
from app.councils.models import Meeting
from app.decisions import aside
from app.documents import numbers
from app.errors import Refusal
from app.intake import operations as intake
from app.intake import queries as desk
from app.intake import supplementing
from app.nominations import steps
from app.nominations.models import Nomination
from app.papers.operations import Registration
from app.revocations import operations as revocations
from app.revocations.queries import under_review
from app.suspensions import operations as suspensions
from app.suspensions import queries as found_suspensions
from app.suspensions.models import Finding
from tests.casework.province import in_days
from workflows.award_province_1 import State
from workflows.vocabulary import Role

WHY = "Theo kết quả kiểm tra."
UNLUCKY = 0  # of ten


@dataclass(frozen=True)
class Move:
    """`do(province, thing, actor, luck)`; `luck` from 0 to 9 decides what is not said otherwise."""

    model: type
    by: Callable
    do: Callable


MOVES: dict[str, Move] = {}


def move(model, by, name=None):
    """`by`: a role, or for a meeting who it is in which council."""

    def keep(do):
        MOVES[name or do.__name__] = Move(model, by if callable(by) else lambda _: by, do)
        return do

    return keep


def unit_of(thing):
    """The unit whose people count; None at the province."""
    if isinstance(thing, Meeting):
        return None if thing.council.is_provincial else thing.council.organisation_id
    return getattr(thing, "unit_id", None)


PLAIN = {
    "send_to_check": Role.UNIT_CLERK,
    "open_unit_notice": Role.UNIT_CLERK,
    "close_unit_notice": Role.UNIT_CLERK,
    "hand_back_to_drafter": Role.UNIT_CLERK,
    "refer_to_unit_council": Role.UNIT_CLERK,
    "rework": Role.UNIT_CLERK,
    "withdraw_submitted": Role.UNIT_HEAD,
    "withdraw_returned": Role.UNIT_HEAD,
    "withdraw": Role.UNIT_HEAD,
    "announce_result": Role.APPRAISER,
    "propose_directly": Role.SNV_DIRECTOR,
    "submit_at_once": Role.SNV_DIRECTOR,
}
for plain, role in PLAIN.items():
    move(Nomination, role, plain)(
        lambda _province, case, actor, _luck, name=plain: steps.take(case, name, WHY, actor=actor)
    )
for way in ("conclude_fit", "conclude_unfit", "return_to_unit"):
    move(Nomination, Role.BAN_HEAD, way)(
        lambda _province, case, actor, _luck, name=way: appraisals.conclude(case, name, WHY, actor=actor)
    )


@move(Nomination, Role.INTAKE_OFFICER)
def register(_province, case, actor, luck):
    """Once in ten with a number that was given before, where there is one."""
    number = desk.proposed_number(desk.letter_of(case), actor.organisation_id)
    intake.register(case, max(number - (luck == UNLUCKY), 1), actor=actor)


@move(Nomination, Role.INTAKE_OFFICER)
def accept(_province, case, actor, _luck):
    intake.accept(case, actor=actor)


@move(Nomination, Role.INTAKE_OFFICER)
def ask_for_more(_province, case, actor, luck):
    named = [intake.Named(kind="field", key=key, note="Ghi rõ hơn.") for key in ("citation", "years")[: 1 + luck % 2]]
    intake.ask_for_more(case, intake.SupplementRequest(items=tuple(named), reason=WHY, due_on=in_days(5)), actor=actor)


@move(Nomination, Role.UNIT_CLERK)
def answer(_province, case, actor, _luck):
    asked = desk.open_supplement(case.id)
    for item in asked.items if asked else ():
        supplementing.answer(case, item, supplementing.Answer(explanation="Đã sửa."), actor=actor)


@move(Nomination, Role.UNIT_CLERK)
def supplement(_province, case, actor, _luck):
    supplementing.send(case, actor=actor)


@move(Nomination, Role.INTAKE_OFFICER)
def check_again(_province, case, actor, luck):
    asked = desk.open_supplement(case.id)
    intake.check_again(case, {item.id: luck != UNLUCKY for item in asked.items} if asked else {}, actor=actor)


@move(Nomination, Role.BAN_HEAD)
def return_overdue(_province, case, actor, _luck):
    intake.return_overdue(case, WHY, actor=actor)


@move(Nomination, Role.APPRAISER)
def appraise(_province, case, actor, _luck):
    proof = case.evidence[0].id
    known = judged.answers(case.id)
    findings = [
        appraisals.Finding(
            code=leaf.code,
            verdict=Verdict.MET,
            note="Đã đối chiếu.",
            evidence_id=proof,
            version=known[leaf.code].version if leaf.code in known else 0,
        )
        for leaf in judged.criteria_of(case)[1]
    ]
    appraisals.answer(case, findings, actor=actor)


@move(Nomination, Role.INTAKE_OFFICER)
def complain(province, case, actor, luck):
    """Three in ten are found wrong; what is found right may reopen the case."""
    petition = complaints.Petition(
        kind=ComplaintKind.COMPLAINT,
        petitioner=Petitioner.NOMINEE,
        name=case.nominee_name,
        contact="",
        received_on=clock.today(),
        known_on=clock.today(),
        obstacle="",
        content=WHY,
    )
    complaint = complaints.enter(case, petition, actor=actor)
    officer = province.actor(Role.COMPLAINT_OFFICER)
    complaints.accept(complaint, is_complex=False, version=complaint.version, actor=officer)
    found = complaints.Settlement(
        is_upheld=luck >= 3,
        answer=WHY,
        letter_number="12/QĐ-SNV",
        letter_on=clock.today(),
        version=complaint.version,
    )
    complaints.settle(complaint, found, actor=officer)


@move(Nomination, Role.CHAIRMAN)
def reappraise_after_complaint(_province, case, actor, _luck):
    complaints.reappraise(case, actor=actor)


@move(Nomination, Role.BAN_HEAD)
def open_revocation_review(province, case, actor, luck):
    """Once in ten on a ground that no law knows."""
    ground = "ganh_ghet" if luck == UNLUCKY else "forged"
    review = revocations.Review(ground=ground, source="Kết luận số 15", source_on=clock.today(), reason=WHY)
    revocations.open_review(case, review, province.scan, actor=actor)


@move(Nomination, Role.CHAIRMAN)
def revoke(_province, case, actor, _luck):
    found = under_review(case)
    revocations.revoke(found, WHY, version=found.version, actor=actor)


@move(Nomination, Role.CHAIRMAN)
def keep_award(_province, case, actor, _luck):
    found = under_review(case)
    revocations.keep(found, WHY, version=found.version, actor=actor)


@move(Nomination, Role.SNV_DIRECTOR)
def propose_correction(province, case, actor, luck):
    """Once in ten nothing is changed; by a decision or by a letter."""
    wanted = corrections.Wanted(
        kind=("replacing", "letter")[luck % 2],
        honorific=case.honorific,
        nominee_name=case.nominee_name if luck == UNLUCKY else f"{case.nominee_name} {luck}",
        nominee_title=case.nominee_title,
        wrong_text="",
        right_text="",
        source="Giấy khai sinh số 15",
        reason=WHY,
    )
    corrections.propose(case, wanted, province.scan, actor=actor)


@move(Nomination, Role.CHAIRMAN)
def sign_correction(_province, case, actor, _luck):
    found = proposed(case)
    corrections.sign(found, version=found.version, actor=actor)


@move(Nomination, Role.SNV_DIRECTOR)
def abandon_correction(_province, case, actor, _luck):
    found = proposed(case)
    corrections.abandon(found, WHY, version=found.version, actor=actor)


@move(Nomination, Role.CLERICAL_UBND)
def issue_correction(province, case, actor, luck):
    """By the next number of the register, which an unlucky one enters as it was given last."""
    found = signed(case.id)
    if found is None:
        raise Refusal("Không có gì chờ cấp số.", ["Chưa ký, hoặc đã cấp số."])
    given = numbers.next_number(found.paper.organisation_id, found.paper.code, clock.today().year)
    entry = Registration(number=max(given - (luck == UNLUCKY), 1), issued_on=clock.today())
    corrections.issue(found, entry, province.scan, actor=actor)


@move(Nomination, Role.BAN_HEAD)
def suspend(_province, case, actor, luck):
    """Once in ten on a ground that no law knows."""
    ground = "ganh_ghet" if luck == UNLUCKY else ("don_thu", "kiem_tra")[luck % 2]
    cause = suspensions.Cause(
        ground=ground, source_agency="Thanh tra tỉnh", source_number="", source_on=clock.today(), reason=WHY
    )
    suspensions.suspend(case, cause, actor=actor)


@move(Nomination, Role.BAN_HEAD)
def record_finding(_province, case, actor, luck):
    """Three in ten: there was a violation."""
    found = Finding.VIOLATION if luck < 3 else Finding.CLEAR
    wanted = suspensions.Conclusion(
        finding=found,
        finding_agency="Thanh tra tỉnh",
        finding_number="15/KL-TTT",
        finding_on=clock.today(),
        finding_summary="",
        version=standing(case).version,
    )
    suspensions.conclude(standing(case), wanted, actor=actor)


@move(Nomination, Role.BAN_HEAD)
def resume(_province, case, actor, _luck):
    suspensions.resume(standing(case), actor=actor)


@move(Nomination, Role.BAN_HEAD)
def end_after_suspension(_province, case, actor, _luck):
    suspensions.end(standing(case), WHY, actor=actor)


@move(Nomination, lambda case: Role.CHAIRMAN if case.state == State.AT_CHAIR else Role.VPUB)
def send_back_left_behind(_province, case, actor, _luck):
    aside.send_back(case, WHY, actor=actor)


def standing(case):
    """The suspension of a case, or as the page has it: it moved on."""
    found = found_suspensions.current(case)
    if found is None:
        raise Refusal("Hồ sơ không tạm dừng.", ["Hồ sơ đã chuyển sang bước khác."])
    return found
