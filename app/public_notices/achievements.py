"""Thành tích tóm tắt: what the public page says of a name, written for it alone: nothing of a dossier gets there.

What is personal in the register is looked for in the words, before they are kept and once more before they are posted.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date

from app import versions
from app.actor import Actor
from app.audit import operations as audit
from app.awards.words import RATINGS
from app.errors import Refusal, refuse_all
from app.extensions import db
from app.nominees.models import Nominee
from app.public_notices.models import PublicNotice
from app.text import fold

LONGEST = 300
SHORTEST_NUMBER = 9  # digits in a row, as of a telephone, an identity card
SHORTEST_WORDS = 6  # letters: less of an address or a code might stand anywhere
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[\s.\-]+(?=\d)", re.ASCII)
_LONG_NUMBER = re.compile(rf"\d{{{SHORTEST_NUMBER},}}", re.ASCII)
_DAY = re.compile(r"(\d{1,2})\D{1,8}(\d{1,2})\D{1,6}(\d{4})", re.ASCII)
_ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_RATED = frozenset(map(fold, RATINGS))  # their codes; in words 'hoàn thành tốt nhiệm vụ' is no rating yet
_NEVER = (  # ratings, births, identity numbers
    "khong hoan thanh nhiem vu",
    "xep loai",
    "sinh nam",
    "sinh ngay",
    "so dinh danh",
    "can cuoc",
)


def write(notice: PublicNotice, written: Mapping[int, str], *, version: int, actor: Actor) -> None:
    """By the item's id. As long as the list is shown or still may be."""
    audit.take_the_pen()
    db.session.refresh(notice)
    changed = ["Danh sách vừa được người khác sửa."]
    kept = {f"Thành tích {place}": text for place, text in enumerate(written.values(), start=1) if text}
    versions.insist(notice.ref, seen=version, now=notice.version, typed=kept, changed=changed)
    if not notice.is_to_be_shown:
        raise Refusal("Chưa ghi được.", ["Chỉ ghi khi thông báo chưa kết thúc lấy ý kiến."])
    own = {item.id: (item.nomination.nominee, written.get(item.id, item.achievement)) for item in notice.items}
    refuse_all(**{f"achievement_{item_id}": _fault(*line) for item_id, line in own.items()})
    for item in notice.items:
        item.achievement = own[item.id][1]
    versions.touch(notice)
    db.session.flush()
    audit.record(actor=actor, subject=notice.ref, action="write_achievements", target=notice.status.value)


def _fault(nominee: Nominee, text: str) -> str | None:
    found = ", ".join(personal(nominee, text))
    return f"Bỏ {found}: trang công khai không nêu." if found else None


def insist_on_nothing_personal(notice: PublicNotice) -> None:
    """The register may have learned something since the words were written."""
    found = ((item.nomination, _fault(item.nomination.nominee, item.achievement)) for item in notice.items)
    if reasons := [f"Thành tích của {case.nominee_name}: {fault}" for case, fault in found if fault]:
        raise Refusal("Chưa đăng được.", reasons)


def personal(nominee: Nominee, text: str) -> Iterator[str]:
    """What no public page may say, as far as it can be found in the words."""
    said, together = fold(text), _BETWEEN_DIGITS.sub("", text)
    if _LONG_NUMBER.search(together):
        yield "dãy số dài như số định danh, số điện thoại"
    if nominee.birth_date is not None and nominee.birth_date in _days(text):
        yield "ngày sinh"
    if "@" in text:
        yield "địa chỉ thư điện tử"
    private = {"địa chỉ": nominee.address, "mã số": nominee.employee_code, "số điện thoại": nominee.phone}
    yield from (what for what, own in private.items() if len(own) >= SHORTEST_WORDS and fold(own) in said)
    if any(words in said for words in _NEVER) or not _RATED.isdisjoint(re.findall(r"\w+", said)):
        yield "xếp loại, năm sinh, số định danh"


def _days(text: str) -> Iterator[date]:
    for found in _DAY.finditer(text):
        with suppress(ValueError):
            yield date(int(found[3]), int(found[2]), int(found[1]))
    for found in _ISO_DAY.finditer(text):
        with suppress(ValueError):
            yield date(*map(int, found.groups()))
