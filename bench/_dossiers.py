"""Roads without an end: a dossier goes back and forth between two desks, a draft saves itself while it is written."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from typing import Any

from sqlalchemy import select

from app.extensions import db
from app.intake import queries as intake
from app.intake import supplementing
from app.intake.models import SupplementItem
from app.nominations.models import DraftField, DraftRevision, Evidence
from bench._people import Province, Unit
from bench._province import Person
from bench._road import Step, Worker, rows, tomorrow_week
from bench._steps import given, moved
from workflows.vocabulary import Role

REPORT = "bao_cao_ca_nhan"


def back_and_forth(worker: Worker, *, province: Province, case_id: int) -> Iterator[Step]:
    """Sở Nội vụ asks for a text and a paper, the unit mends both and sends, Sở Nội vụ checks; and again."""
    officer, clerk = province.offices[Role.INTAKE_OFFICER], province.units[0].clerk
    subject, at = f"nomination:{case_id}", f"/intake/{case_id}"
    for turn in count(1):
        wanted = {"reason": f"Bổ sung lần {turn}.", "due_on": tomorrow_week()}
        for name in ("field-citation", f"paper-{REPORT}"):
            wanted |= {f"tick-{name}": "y", f"note-{name}": "Ghi rõ hơn."}
        yield moved(
            "ask for more", officer, f"{at}/ask-for-more", subject, "ask_for_more", form=given(wanted), times=turn
        )
        items = worker.look(lambda: {item.kind: item.id for item in _open_items(case_id)})
        yield from _mended_by_the_unit(clerk, case_id, items, turn)
        yield moved("send a supplement", clerk, f"{at}/supplement", subject, "supplement", times=turn)
        good = {f"item-{item}": "good" for item in items.values()}
        yield moved(
            "check again", officer, f"{at}/check-again", subject, "check_supplement", form=given(good), times=turn
        )


def _mended_by_the_unit(clerk: Person, case_id: int, items: dict[str, int], turn: int) -> Iterator[Step]:
    at = f"/intake/{case_id}/supplement"
    text = {"text": f"Thành tích, lần sửa {turn}.", "explanation": ""}
    yield Step(
        name="mend a text",
        person=clerk,
        path=f"{at}/{items['field']}",
        form=partial(_mended, case_id, items["field"], text),
        tally=_answered(items["field"]),
        after=1,
    )
    attached = select(Evidence.id).where(Evidence.nomination_id == case_id, Evidence.doc_code == REPORT)
    yield Step(
        name="upload a paper",
        person=clerk,
        path=f"{at}/{items['paper']}",
        form=partial(_answer_as_shown, items["paper"]),
        tally=rows(attached),
        before=turn - 1,
        after=turn,
        file="file",
        series=f"/intake/{case_id}/upload",
    )


def _open_items(case_id: int) -> list[SupplementItem]:
    asked = intake.open_supplement(case_id)
    return list(asked.items) if asked else []


def _answered(item_id: int) -> Callable[[], int]:
    return rows(select(SupplementItem.id).where(SupplementItem.id == item_id, SupplementItem.answered_at.is_not(None)))


def _mended(case_id: int, item_id: int, text: dict[str, Any]) -> dict[str, Any]:
    return _answer_as_shown(item_id) | text | {"version": _version(case_id, "citation")}


def _answer_as_shown(item_id: int) -> dict[str, Any]:
    item = db.session.get_one(SupplementItem, item_id, populate_existing=True)
    return {"explanation": "", "seen": supplementing.as_shown(item)}


def _version(case_id: int, key: str) -> int:
    field = db.session.get(DraftField, (case_id, key))
    return field.version if field else 0


def writing(_: Worker, *, unit: Unit, case_id: int) -> Iterator[Step]:
    """A draft that saves itself while somebody types."""
    kept = select(DraftRevision.id).where(DraftRevision.nomination_id == case_id, DraftRevision.was_kept)
    for turn in count(1):
        form = {"value": f"Đã hoàn thành xuất sắc nhiệm vụ, lần ghi {turn}.", "version": turn - 1}
        yield Step(
            name="save a text",
            person=unit.clerk,
            path=f"/nominations/{case_id}/fields/citation",
            form=given(form),
            tally=rows(kept),
            before=turn - 1,
            after=turn,
        )
