"""How Sở Nội vụ's letters about cases begin and name whom they are about; written and signed at once."""

from app import clock
from app.actor import Actor
from app.documents import layout
from app.documents.kinds.of_letters import Message
from app.documents.models import Paper
from app.documents.printable import Letterhead
from app.nominations.models import Nomination
from app.organisations.models import Organisation
from app.organisations.naming import in_full, of_whom
from app.organisations.queries import by_code
from app.papers import operations as papers
from workflows.vocabulary import Sheet


def department() -> Organisation:
    return by_code("SNV")


def letterhead(symbol: str) -> Letterhead:
    return Letterhead(
        superior="Ủy ban nhân dân\ntỉnh Ninh Thuận",
        organisation="Sở Nội vụ",
        symbol=symbol,
        place=department().place,
        issued_on=clock.today(),
    )


def whom(case: Nomination) -> str:
    """'bà Trượng Thị Kim Phụng'; a collective has no form of address."""
    return f"{case.honorific.lower()} {case.nominee_name}".strip()


def whom_in_full(case: Nomination) -> str:
    detail = in_full(layout.in_one_line(case.nominee_title, of_whom(case.unit)))
    return f"{whom(case)} ({detail})" if detail else whom(case)


def sign(content: Message, case: Nomination, *, actor: Actor) -> Paper:
    """Written and signed at once; văn thư numbers it with its signed copy."""
    paper = papers.draft(content, sheet=Sheet.CASE, sheet_id=case.id, issuer=department(), anew=True)
    papers.sign(paper, content, actor=actor)
    return paper
