"""Phiếu yêu cầu hoàn thiện: a dossier goes back within the unit, to be mended by whoever wrote it.

It is issued with the step, takes no number and never leaves the unit; a superior writes it to the unit below it.
"""

from dataclasses import replace

from app.actor import Actor
from app.awards.naming import giving
from app.documents.kinds.of_units import CompletionSlip
from app.documents.models import Paper
from app.documents.printable import Signature
from app.extensions import db
from app.gatherings import proposing
from app.nominations.letters import whom_in_full
from app.nominations.models import Nomination
from app.nominations.openings import follows_steps
from app.organisations.models import Organisation
from app.organisations.naming import in_full, on_behalf
from app.papers import operations as papers
from app.papers.queries import guards_paper
from app.papers.signing import signature_of
from workflows.vocabulary import Paper as PaperCode
from workflows.vocabulary import Role, Sheet

CHECKED = "Bộ phận Thi đua - Khen thưởng kiểm tra hồ sơ, đề nghị hoàn thiện các nội dung sau"
CAME_UP = "{superior} kiểm tra hồ sơ đơn vị gửi lên, trả lại để hoàn thiện các nội dung sau"
STRUCK = "Thủ trưởng đơn vị xem xét danh sách, chưa đồng ý trình trường hợp này, yêu cầu hoàn thiện các nội dung sau"
NOT_DECIDED = (
    "Thủ trưởng đơn vị xem xét danh sách, chưa đồng ý khen thưởng trường hợp này, yêu cầu hoàn thiện các nội dung sau"
)
AGAIN = "Trường hợp này để lại, không có trong Tờ trình; hoàn thiện xong, kiểm tra và trình lại theo quy định"
DECIDED_LATER = "Trường hợp này để lại, không có trong Quyết định; hoàn thiện xong, kiểm tra và trình lại theo quy định"
AND_BACK = "Hồ sơ đã chuyển về bước soạn thảo; hoàn thiện xong, gửi lại để kiểm tra"
DRAFTER, CHECKER, SIGN_HERE = "Người lập hồ sơ", "Người kiểm tra hồ sơ", "(Ký và ghi rõ họ tên)"


@follows_steps("hand_back_to_drafter")
def write(case: Nomination, reason: str, actor: Actor) -> None:
    """By whoever takes the step, in the name of their unit: a superior's hand-back has made the case its own unit's."""
    unit = db.session.get_one(Organisation, actor.organisation_id)
    content = slip(case, reason, unit=unit, signer=actor)
    papers.issue_at_once(content, sheet=Sheet.CASE, sheet_id=case.id, issuer=unit, actor=actor)


def slip(case: Nomination, reason: str, *, unit: Organisation, signer: Actor) -> CompletionSlip:
    is_head = signer.role is Role.UNIT_HEAD
    return CompletionSlip(
        letterhead=replace(proposing.letterhead(unit), symbol="", is_draft=False),
        subject=f"Hồ sơ đề nghị tặng {giving(case.award_version)}",
        signature=(
            signature_of(signer, office=proposing.office(unit), on_behalf=on_behalf(unit))
            if is_head
            else Signature(lines=CHECKER, name=signer.name, note=SIGN_HERE)
        ),
        recipients=("Như trên", "Lưu hồ sơ"),
        dossier_code=case.code,
        addressee=_addressee(case, unit),
        request=f"Tặng {giving(case.award_version)} cho {whom_in_full(case)}",
        found=_found(case, unit, is_head=is_head),
        wanted=tuple(line for line in reason.splitlines() if line.strip()),
        closing=_closing(case, is_head=is_head),
    )


def _addressee(case: Nomination, unit: Organisation) -> str:
    return in_full(case.unit.name) if case.unit_id != unit.id else DRAFTER


def _found(case: Nomination, unit: Organisation, *, is_head: bool) -> str:
    if is_head:
        return NOT_DECIDED if case.is_decided_by_unit else STRUCK
    return CAME_UP.format(superior=in_full(unit.name)) if case.unit_id != unit.id else CHECKED


def _closing(case: Nomination, *, is_head: bool) -> str:
    if not is_head:
        return AND_BACK
    return DECIDED_LATER if case.is_decided_by_unit else AGAIN


@guards_paper(PaperCode.COMPLETION_SLIP)
def may_read(_: Paper, actor: Actor) -> bool:
    """What a unit asks of its own people is its own."""
    return actor.is_of_unit
