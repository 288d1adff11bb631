"""How papers around a list speak of what the Chairman signs: his decision, or a Tờ trình to the state."""

from app import clock
from app.awards.models import AwardVersion
from app.decisions.models import Proposal

PRIME_MINISTER = "Thủ tướng Chính phủ"
PRESIDENT = "Chủ tịch nước"
PAPER, UPWARD_PAPER = "Quyết định", "Tờ trình"


def authority_of(award: AwardVersion) -> str:
    """Who decides today, by the catalogue: 'Thủ tướng Chính phủ', 'Chủ tịch nước'."""
    today = clock.today().isoformat()
    holding = [one for one in award.decided_by if _holds(one.get("from"), one.get("to"), today)]
    return str(next((one["who"] for one in holding), PRIME_MINISTER))


def _holds(since: object, until: object, today: str) -> bool:
    return (since is None or str(since) <= today) and (until is None or today <= str(until))


def addressee_of(award: AwardVersion) -> str:
    """What the President gives is laid before him by the Prime Minister (Luật TĐKT Đ.83)."""
    who = authority_of(award)
    return PRIME_MINISTER if who == PRESIDENT else who


def paper_of(proposal: Proposal) -> str:
    return UPWARD_PAPER if proposal.goes_up else PAPER


def draft_of(proposal: Proposal) -> str:
    return f"Dự thảo {paper_of(proposal)}{' của Chủ tịch Ủy ban nhân dân tỉnh' if proposal.goes_up else ''}"


def what_is_asked(proposal: Proposal) -> str:
    """After 'xem xét, '."""
    return f"ký Tờ trình {addressee_of(proposal.award_version)}" if proposal.goes_up else "quyết định"


def matter(proposal: Proposal, given: str) -> str:
    """'Dự thảo Quyết định của Chủ tịch … tặng …'."""
    chairman = "Chủ tịch Ủy ban nhân dân tỉnh"
    if not proposal.goes_up:
        return f"Dự thảo Quyết định của {chairman} tặng {given}"
    return f"Dự thảo Tờ trình của {chairman} đề nghị {addressee_of(proposal.award_version)} {asked(proposal, given)}"


def asked(proposal: Proposal, given: str) -> str:
    """'xét tặng …', or 'xem xét, trình Chủ tịch nước tặng …'."""
    above = authority_of(proposal.award_version)
    return f"xem xét, trình {above} tặng {given}" if above == PRESIDENT else f"xét tặng {given}"
