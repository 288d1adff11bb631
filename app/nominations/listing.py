"""The cases on a list that is made by hand: who was chosen and may still be, and the order somebody gives them."""

from collections.abc import Iterable
from typing import Protocol, TypeVar

from sqlalchemy import Select

from app.actor import Actor
from app.errors import Invalid, Refusal
from app.extensions import db, in_few_lengths
from app.nominations.models import Nomination
from app.nominations.reach import visible_to

NOBODY_CHOSEN = "Chọn ít nhất một hồ sơ vào danh sách."


class Placed(Protocol):
    position: int


Line = TypeVar("Line", bound=Placed)


def chosen(
    nomination_ids: Iterable[int],
    waiting: Select[tuple[Nomination]],
    actor: Actor,
    *,
    onto: str = "danh sách này",
) -> list[Nomination]:
    """In the order they were chosen. Who waits no more is named, as far as this person sees them."""
    wanted = list(dict.fromkeys(nomination_ids))
    if not wanted:
        raise Invalid(nomination_ids=NOBODY_CHOSEN)
    with db.session.no_autoflush:  # what lists them is not whole yet
        free = {case.id: case for case in db.session.scalars(waiting)}
    if taken := [case_id for case_id in wanted if case_id not in free]:
        seen = visible_to(actor).where(Nomination.id.in_(in_few_lengths(taken))).order_by(Nomination.id)
        names = ", ".join(case.nominee_name for case in db.session.scalars(seen)) or "hồ sơ đã chọn"
        raise Invalid(nomination_ids=f"Không còn đưa vào {onto} được: {names}. Hãy chọn lại.")
    return [free[case_id] for case_id in wanted]


def move(listed: list[Line], line: Line, by: int) -> None:
    """Up (-1) or down (+1); who is first or last stays there. Who left the list meanwhile has no place on it."""
    if line not in listed:
        raise Refusal("Chưa sắp xếp được.", ["Hồ sơ này không còn trong danh sách: mở lại trang để xem danh sách nay."])
    place = listed.index(line)
    listed.insert(min(max(place + by, 0), len(listed) - 1), listed.pop(place))
    for position, one in enumerate(listed, start=1):
        one.position = position
