"""A paper that somebody else wrote, signed and numbered: kept as it came, under the sheet it decides about."""

from dataclasses import dataclass
from datetime import date

from app import clock
from app.actor import Actor
from app.audit import operations as audit
from app.casework import begin
from app.documents.models import Paper, StoredFile
from app.extensions import db
from app.organisations.models import Organisation
from app.papers import facts  # noqa: F401 -- teaches casework what a paper is
from app.papers.wholeness import RECEIVED, digest
from workflows.vocabulary import Paper as PaperCode
from workflows.vocabulary import Sheet

TEMPLATE = "received"  # nothing is printed: the scan is the paper


@dataclass(frozen=True, kw_only=True)
class Arrived:
    """What stands on it."""

    code: PaperCode
    title: str
    number: int
    symbol: str
    issued_on: date
    signer_name: str
    author: str  # whose paper it is


def receive(
    arrived: Arrived, scan: StoredFile, *, sheet: Sheet, sheet_id: int, keeper: Organisation, actor: Actor
) -> Paper:
    """No number of a register is taken: it is another house's. `keeper`: the organisation it lies at."""
    content = {"author": arrived.author}
    paper = Paper(
        code=arrived.code,
        sheet=sheet,
        sheet_id=sheet_id,
        organisation_id=keeper.id,
        template=TEMPLATE,
        title=arrived.title,
        content=content,
        number=arrived.number,
        symbol=arrived.symbol,
        issued_on=arrived.issued_on,
        signer_name=arrived.signer_name,
        signer_lines=arrived.author.upper(),
        signed_at=min(clock.end_of(arrived.issued_on), clock.now()),
        rendering_id=scan.id,
        signed_copy_id=scan.id,
        created_at=clock.now(),
    )
    begin(paper, "received_paper")
    db.session.add(paper)
    db.session.flush()
    told = {
        "content": digest(content),
        "number": arrived.number,
        "issued_on": arrived.issued_on.isoformat(),
        "signed_copy": scan.sha256,
        "rendering": scan.sha256,
    }
    audit.record(actor=actor, subject=paper.ref, action=RECEIVED, target=paper.state, data=told)
    return paper
