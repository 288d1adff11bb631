"""A unit takes a dossier back: with the step its head signs the letter (công văn rút hồ sơ), numbered in the unit."""

from dataclasses import replace

from app.actor import Actor
from app.awards.naming import giving
from app.documents import layout
from app.documents.kinds.of_letters import OfficialLetter
from app.gatherings import proposing
from app.nominations.letters import DOTS, whom, whom_in_full
from app.nominations.models import Nomination
from app.nominations.openings import follows_steps
from app.organisations.naming import in_full, on_behalf
from app.papers import operations as papers
from app.papers.signing import signature_of
from workflows.vocabulary import Paper as PaperCode
from workflows.vocabulary import Sheet


@follows_steps("withdraw", "withdraw_submitted", "withdraw_returned")
def write(case: Nomination, reason: str, actor: Actor) -> None:
    content = letter(case, reason, signer=actor)
    paper = papers.draft(content, sheet=Sheet.CASE, sheet_id=case.id, issuer=case.unit, anew=True)
    papers.sign(paper, content, actor=actor)


def letter(case: Nomination, reason: str, *, signer: Actor | None = None) -> OfficialLetter:
    unit = case.unit
    to = in_full(unit.parent.name) if case.is_gathered and unit.parent else "Sở Nội vụ"
    number = f", số đến {case.received_number}" if case.received_number else ""
    return OfficialLetter(
        paper=PaperCode.WITHDRAWAL_LETTER.value,
        letterhead=replace(proposing.letterhead(unit), symbol=unit.doc_abbr),
        subject=f"V/v rút hồ sơ đề nghị khen thưởng {whom(case)}",
        signature=signature_of(signer, office=proposing.office(unit), on_behalf=on_behalf(unit)),
        recipients=("Như trên", "Lưu: VT"),
        addressees=(to,),
        paragraphs=(
            (
                f"{in_full(unit.name)} đã gửi {to} hồ sơ {case.code}{number} đề nghị tặng"
                f" {giving(case.award_version)} cho {whom_in_full(case)}"
            ),
            f"Nay đơn vị rút hồ sơ nêu trên. Lý do: {layout.unended(reason) or DOTS}",
        ),
        closing=f"{in_full(unit.name)} đề nghị {to} xem xét, giải quyết",
    )
