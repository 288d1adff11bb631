"""Councils as they are read: one whole, those of a house."""

from collections.abc import Sequence

from sqlalchemy.orm import joinedload, selectinload

from app.actor import Actor
from app.awards.models import Award
from app.councils.constitution import CouncilPaper, CouncilRules, CouncilThreshold
from app.councils.models import Council, CouncilMember
from app.councils.reach import councils_of, keeps
from app.errors import Forbidden, or_404
from app.extensions import db
from app.organisations.models import Organisation

NOT_THEIRS = "Thành viên, văn bản và số liệu của Hội đồng này do thư ký Hội đồng nhập."


def one(council_id: int, actor: Actor) -> Council:
    """With all that its page shows, or 404."""
    whole = (
        joinedload(Council.organisation),
        selectinload(Council.members).joinedload(CouncilMember.user),
        selectinload(Council.papers).joinedload(CouncilPaper.file),
        selectinload(Council.settings),
        selectinload(Council.thresholds).joinedload(CouncilThreshold.award).selectinload(Award.versions),
    )
    return or_404(db.session.scalars(councils_of(actor).where(Council.id == council_id).options(*whole)).one_or_none())


def kept(council_id: int, actor: Actor) -> Council:
    """The same for whoever changes it."""
    found = one(council_id, actor)
    if not keeps(found, actor):
        raise Forbidden("Không thuộc phần việc của anh/chị.", [NOT_THEIRS])
    return found


def of_house(actor: Actor) -> Sequence[Council]:
    """A handful: the one that votes on awards first."""
    found = councils_of(actor).join(Council.organisation).options(joinedload(Council.organisation))
    found = found.order_by(Council.is_provincial.desc(), Organisation.sort_key, Council.kind, Council.id)
    return db.session.scalars(found.options(selectinload(Council.members))).all()


def member(council: Council, member_id: int) -> CouncilMember:
    return or_404(next((found for found in council.members if found.id == member_id), None))


def paper(council: Council, paper_id: int) -> CouncilPaper:
    return or_404(next((found for found in council.papers if found.id == paper_id), None))


def threshold(council: Council, threshold_id: int) -> CouncilThreshold:
    return or_404(next((found for found in council.thresholds if found.id == threshold_id), None))


def later_numbers(council: Council, now: CouncilRules) -> list[CouncilRules]:
    """Those that come into force after the ones of a day."""
    return [one for one in council.settings if one.valid_from > now.valid_from]


def papers_to_cite(council: Council) -> list[tuple[int, str]]:
    """The newest first; none that was put in by mistake."""
    return [(one.id, one.called) for one in reversed(council.papers) if not one.is_slip]
