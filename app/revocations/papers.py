"""What the revoking decision says, gathered from the rows of the day."""

from app import clock
from app.actor import Actor
from app.awards.naming import giving
from app.decisions import papers as of_decisions
from app.decisions import slips
from app.decisions.naming import AUTHORITY, OFFICES, TAKES_EFFECT, given_by, ground_of, whom
from app.decisions.queries import deciding_paper
from app.documents import grounds as laws
from app.documents.kinds.of_letters import OfficialNotice
from app.documents.kinds.of_revocations import RevokingDecision
from app.documents.layout import day, unended
from app.documents.printable import Letterhead
from app.nominations.letters import DOTS
from app.organisations.naming import PROVINCIAL_COMMITTEE, headed, in_full
from app.papers.signing import signature_of
from app.revocations import grounds
from app.revocations.models import Revocation


def revoking_decision(revocation: Revocation, *, signer: Actor | None = None) -> RevokingDecision:
    case = revocation.nomination
    named = whom(case.honorific, case.nominee_name)
    whose = f"{named}, {case.nominee_title}" if case.nominee_title else named
    decided = deciding_paper(case.id)
    award, given = giving(case.award_version), given_by(decided)
    return RevokingDecision(
        letterhead=Letterhead(
            organisation=PROVINCIAL_COMMITTEE,
            symbol="QĐ-UBND",
            place=of_decisions.committee().place,
            issued_on=clock.today(),
        ),
        subject=f"Về việc hủy quyết định tặng {award}",
        signature=signature_of(signer, office="Chủ tịch"),
        recipients=("Như Điều 4", "Chủ tịch, các Phó Chủ tịch UBND tỉnh", "Lưu: VT, VXNV"),
        authority=AUTHORITY,
        grounds=(
            *laws.for_awards(clock.today()),
            ground_of(decided),
            f"Căn cứ {revocation.source} {day(revocation.source_on)}",
            "Theo đề nghị của Trưởng Ban Thi đua - Khen thưởng, Sở Nội vụ",
        ),
        articles=(
            f"Hủy việc tặng {award} cho {whose} tại {given}. Lý do: {_why(revocation)}",
            "Thu hồi bằng, hiện vật khen thưởng và tiền thưởng đã nhận",
            TAKES_EFFECT,
            f"{OFFICES}, {headed(case.unit)} và {named} chịu trách nhiệm thi hành Quyết định này",
        ),
        issuer=AUTHORITY,
    )


def keeping(revocation: Revocation, reason: str, *, signer: Actor | None = None) -> OfficialNotice:
    """Thông báo kết luận: the ground does not suffice, the award stays."""
    case = revocation.nomination
    given, named = given_by(deciding_paper(case.id)), whom(case.honorific, case.nominee_name)
    chairman = of_decisions.CHAIRMAN
    return slips.notice(
        about=f"Kết luận của {chairman}\nvề việc không hủy khen thưởng đối với {named}",
        addressees=("Sở Nội vụ", in_full(case.unit.name)),
        paragraphs=(
            (
                f"{chairman} xem xét đề nghị hủy việc tặng {giving(case.award_version)} cho {named} tại {given}"
                f" (căn cứ đề nghị: {unended(revocation.source)} {day(revocation.source_on)})"
            ),
            f"{chairman} kết luận: không đủ căn cứ hủy, giữ nguyên việc khen thưởng. Lý do: {unended(reason) or DOTS}",
        ),
        closing=f"{chairman} giao Sở Nội vụ, {in_full(case.unit.name)} thông báo cho người liên quan biết, thực hiện",
        signer=signer,
    )


def _why(revocation: Revocation) -> str:
    name = grounds.NAMES[revocation.ground]
    basis = "" if revocation.ground == grounds.COMPLAINT else f" ({grounds.BASIS})"
    return name[:1].lower() + name[1:] + basis
