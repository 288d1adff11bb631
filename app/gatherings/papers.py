"""What a subordinate unit's Tờ trình to its superior says, gathered from the rows of the day."""

from app import clock
from app.actor import Actor
from app.documents import grounds
from app.documents.kinds.of_units import SubmissionLetter
from app.gatherings import proposing
from app.gatherings.models import Gathering
from app.organisations.naming import in_full, on_behalf
from app.papers.signing import signature_of


def gathering_letter(gathering: Gathering, *, signer: Actor | None = None) -> SubmissionLetter:
    unit, superior = gathering.unit, gathering.superior
    name, above = in_full(unit.name), in_full(superior.name)
    cases = [item.nomination for item in gathering.items]
    return SubmissionLetter(
        letterhead=proposing.letterhead(unit),
        subject=gathering.title,
        signature=signature_of(signer, office=proposing.office(unit), on_behalf=on_behalf(unit)),
        recipients=("Như trên", "Lưu: VT"),
        addressees=(above,),
        grounds=tuple(grounds.for_awards(clock.today())),
        opening=f"{name} kính đề nghị {above} xem xét, trình cấp có thẩm quyền khen thưởng như sau:",
        award=proposing.award(cases),
        counts=proposing.counts(cases),
        summary=proposing.paragraphs(gathering.summary) or ("Thành tích cụ thể nêu trong báo cáo thành tích kèm theo",),
        commitments=(f"{name} chịu trách nhiệm về tính chính xác của hồ sơ và thành tích của các trường hợp đề nghị",),
        enclosures=("Danh sách đề nghị khen thưởng", "Báo cáo thành tích có xác nhận của đơn vị"),
        request=f"{name} kính đề nghị {above} tổng hợp, xét và trình theo thẩm quyền",
        roll=proposing.roll(cases, {}),
        issuer=name,
    )
