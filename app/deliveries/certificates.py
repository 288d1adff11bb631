"""What a certificate says: the recipient as entered here, everything else as the decision's own paper says it."""

from collections.abc import Iterable

from app.awards.models import AwardVersion
from app.deliveries.queries import Line
from app.deliveries.settings import CERTIFICATE_PAPER
from app.documents import layout
from app.documents.certificates import Certificate, Certificates
from app.documents.models import Paper
from app.organisations.naming import in_full

TITLE = "title"


def bound(pages: Iterable[Certificate], *, is_proof: bool = False) -> Certificates:
    """On the province's kind of paper."""
    return Certificates(
        pages=tuple(pages),
        width=CERTIFICATE_PAPER.width,
        height=CERTIFICATE_PAPER.height,
        has_frame=CERTIFICATE_PAPER.has_frame,
        is_proof=is_proof,
    )


def certificate(line: Line, paper: Paper) -> Certificate:
    """As it was handed over, once it was."""
    if line.delivery is not None and line.delivery.certificate is not None:
        return Certificate.from_json(line.delivery.certificate)
    award, said = line.case.award_version, paper.content
    return Certificate(
        authority=said.get("authority", ""),
        deed="Tặng danh hiệu" if award.award.kind == TITLE else "Tặng",
        award=_heading(award),
        name=line.printed_name,
        detail=line.printed_detail,
        merit=layout.unended(said.get("merit", "")),
        number=paper.number,
        symbol=paper.symbol,
        decided_on=paper.issued_on,
        register=line.register,
        place=said.get("letterhead", {}).get("place", ""),
        signer_lines=paper.signer_lines,
        signer_name=paper.signer_name,
    )


def _heading(award: AwardVersion) -> str:
    """'Bằng khen' of 'Bằng khen của Chủ tịch UBND tỉnh': who gives it stands above."""
    name = in_full(award.name)
    return name if award.award.kind == TITLE else name.partition(" của Chủ tịch")[0]
