"""What goes up to the state: signed by the Chairman, numbered, packed and sent; its answer is waited for."""

from tempfile import TemporaryFile

from app import clock
from app.actor import SYSTEM, Actor
from app.decisions.models import Proposal
from app.documents.printable import PrintedPaper
from app.documents.store import Store
from app.extensions import db
from app.founding.scans import scan
from app.founding.stage import Stage
from app.papers.operations import Registration
from app.upward import facts, operations, package
from app.upward.models import UpwardSubmission
from app.upward.papers import MINISTRY

HOW = "Qua trục liên thông văn bản quốc gia; bản giấy gửi bưu điện"


def sign(proposal: Proposal, chairman: Actor) -> UpwardSubmission:
    return operations.sign(proposal, actor=chairman)


def issue(stage: Stage, made: UpwardSubmission, number: int, *, signer: Actor, seal: Actor) -> None:
    sheet = _now(made)
    copy = stage.signed_copy(sheet.title, number, signer.name, by=seal.user_id)
    operations.issue(sheet, Registration(number=number, issued_on=clock.today()), copy, actor=seal)


def pack(stage: Stage, made: UpwardSubmission) -> None:
    """Nothing is printed here: in the package stand pages that say what would be."""
    sheet = _now(made)
    letter, store = facts.paper_of(sheet), Store(stage.papers)
    assert letter is not None, "it was signed before"
    with TemporaryFile() as packed:
        package.make(sheet, letter, store, packed, _page)
        packed.seek(0)
        kept = store.put_made(packed, f"ho-so-trinh-{sheet.id}.zip", "application/zip")
    operations.keep_package(sheet, kept, actor=SYSTEM)


def _page(content: PrintedPaper) -> bytes:
    return scan(content.kind or "HỒ SƠ", [*content.subject.splitlines(), "", "(Trang in của bản trình diễn)"])


def send(made: UpwardSubmission, appraiser: Actor) -> None:
    wanted = operations.Sending(sent_on=clock.today(), sent_to=MINISTRY, sent_how=HOW)
    operations.send(_now(made), wanted, actor=appraiser)


def _now(made: UpwardSubmission) -> UpwardSubmission:
    return db.session.get_one(UpwardSubmission, made.id)
