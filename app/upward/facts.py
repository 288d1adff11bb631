"""What the Chairman's Tờ trình knows about a nomination, and about itself."""

from typing import Any

from app.casework import teach
from app.documents.models import Paper
from app.nominations.openings import Look, contributes_facts
from app.papers import operations as papers
from app.upward import contents, queries
from app.upward.models import UpwardSubmission
from app.upward.reach import roles_of
from workflows.facts import UpwardFacts
from workflows.upward_1 import UpwardState
from workflows.vocabulary import Paper as PaperCode
from workflows.vocabulary import Sheet

SENT = frozenset({UpwardState.SENT, UpwardState.ANSWERED})


@contributes_facts("upward_is_signed", "upward_is_sent", "answer_is_in")
def of_listed(look: Look) -> dict[str, Any]:
    item = look.read(queries.latest_item)
    return {
        "upward_is_signed": item is not None,
        "upward_is_sent": item is not None and item.sheet.state in SENT,
        "answer_is_in": item is not None and item.is_answered,
    }


def paper_of(sheet: UpwardSubmission) -> Paper | None:
    return papers.of_sheet(PaperCode.UPWARD_LETTER, Sheet.UPWARD, sheet.id)


def of_sheet(sheet: UpwardSubmission) -> UpwardFacts:
    paper = paper_of(sheet)
    return UpwardFacts(
        has_number=paper is not None and paper.number is not None,
        has_signed_copy=paper is not None and paper.signed_copy_id is not None,
        gaps=contents.gaps(sheet) if sheet.state == UpwardState.SIGNED else (),
        has_package=sheet.package_id is not None,
        unanswered=tuple(f"{item.nomination.nominee_name} chưa có kết quả." for item in queries.unanswered(sheet)),
    )


teach(UpwardSubmission, facts=of_sheet, roles=roles_of)
