"""What a unit hands in and the house holds: its council met and voted here, so its minutes and count are kept here."""

from collections.abc import Mapping

from sqlalchemy import bindparam, select

from app import clock
from app.councils import rules
from app.councils.facts import lines_of
from app.documents.models import Paper
from app.extensions import read_rows
from app.intake.checklist import Held, holds, printed
from app.nominations.openings import Look
from workflows.paper_life_1 import State as PaperState
from workflows.vocabulary import Paper as PaperCode
from workflows.vocabulary import Sheet

MINUTES = ("bien_ban_binh_xet", "bien_ban_xet_kt")
TALLY = "ket_qua_bo_phieu"

_ISSUED = (
    select(Paper.code, Paper.id)
    .where(Paper.sheet == Sheet.MEETING, Paper.sheet_id == bindparam("meeting_id"), Paper.state == PaperState.ISSUED)
    .order_by(Paper.id)
)


@holds(*MINUTES, TALLY)
def of_unit_council(look: Look) -> Mapping[str, Held]:
    """Of the newest vote that counts."""
    votes = ((line, line.vote) for line in look.read(lines_of) if line.counts and not line.is_provincial)
    line, vote = next(((line, vote) for line, vote in votes if vote is not None), (None, None))
    if line is None or vote is None:
        return {}
    issued = dict(read_rows(_ISSUED, {"meeting_id": line.meeting_id}).tuples().all())
    day = f"ngày {clock.local(line.held_at):%d/%m/%Y}"
    minutes = printed(f"Biên bản họp Hội đồng đơn vị {day}", issued.get(PaperCode.MINUTES))
    tally = printed(f"Biên bản kiểm phiếu {day}. {rules.in_words(vote)}", issued.get(PaperCode.TALLY_SHEET))
    return {**dict.fromkeys(MINUTES, minutes), TALLY: tally}
