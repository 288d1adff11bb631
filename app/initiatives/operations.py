"""An initiative is entered with its authors, sent up to the province, or withdrawn. How it is voted on: `sittings`."""

import re
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app import clock, versions
from app.actor import Actor
from app.audit import operations as audit
from app.errors import Refusal, refuse_all
from app.extensions import db
from app.initiatives import queries
from app.initiatives.models import (
    Initiative,
    InitiativeAuthor,
    Scope,
)
from app.nominees.models import Nominee, NomineeKind
from app.text import fold, one_line

ALL = 100
LINE = re.compile(r"(?P<name>.+?)(?:\s*\((?P<year>\d{4})\))?\s*[-–:,]?\s*(?:(?P<share>\d{1,3})\s*%)?")


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What a unit says of an initiative; authors a line each: 'Phan Quốc Thái 60%'."""

    title: str
    summary: str
    applied_on: date
    authors: str


def enter(entry: Entry, *, actor: Actor) -> Initiative:
    assert actor.user_id is not None, "entered by a person"
    assert actor.organisation_id is not None, "of a unit"
    authors = _authors(entry.authors, actor.organisation_id)
    made = Initiative(
        unit_id=actor.organisation_id,
        title=entry.title,
        summary=entry.summary,
        applied_on=entry.applied_on,
        entered_by_id=actor.user_id,
        entered_at=clock.now(),
        authors=[InitiativeAuthor(nominee=nominee, share=share) for nominee, share in authors],
    )
    db.session.add(made)
    db.session.flush()
    said = {"title": made.title, "authors": [[nominee.id, share] for nominee, share in authors]}
    audit.record(actor=actor, subject=made.ref, action="enter_initiative", data=said)
    return made


def withdraw(initiative: Initiative, reason: str, *, seen: int, actor: Actor) -> None:
    """Before any council has voted on it."""
    versions.insist(initiative.ref, seen=seen, now=initiative.version, typed={"Lý do": reason})
    audit.take_the_pen()
    if initiative.withdrawn_reason or initiative.vote_at(Scope.BASE):
        raise Refusal("Chưa rút được.", ["Sáng kiến đã rút hoặc Hội đồng đã bỏ phiếu."])
    if queries.is_on_agenda(initiative):
        raise Refusal("Chưa rút được.", ["Sáng kiến đang ở chương trình một phiên họp: Thư ký đưa ra trước."])
    initiative.withdrawn_reason = reason
    audit.record(actor=actor, subject=initiative.ref, action="withdraw_initiative", reason=reason)


def in_the_way_of_sending(initiative: Initiative) -> list[str]:
    """Why it does not go to the province's council, a sentence each."""
    if initiative.sent_up_at:
        return ["Đã đề nghị Hội đồng sáng kiến tỉnh."]
    base = initiative.vote_at(Scope.BASE)
    return [] if base and base.vote.passes else ["Hội đồng sáng kiến của đơn vị chưa thông qua."]


def send_up(initiative: Initiative, *, seen: int, actor: Actor) -> None:
    versions.insist(initiative.ref, seen=seen, now=initiative.version)
    if reasons := in_the_way_of_sending(initiative):
        raise Refusal("Chưa đề nghị cấp tỉnh được.", reasons)
    initiative.sent_up_at = clock.now()
    audit.record(actor=actor, subject=initiative.ref, action="send_initiative_up")


def _authors(written: str, unit_id: int) -> list[tuple[Nominee, int]]:
    lines = [LINE.fullmatch(one_line(line)) for line in written.splitlines() if line.strip()]
    known = _people_called([fold(line["name"]) for line in lines if line], unit_id)
    faults, found = [], []
    for line in lines:
        assert line is not None, "the last part takes whatever is left"
        fits = [one for one in known if one.folded == fold(line["name"])]
        if line["year"]:
            fits = [one for one in fits if one.birth_date and one.birth_date.year == int(line["year"])]
        if len(fits) != 1:
            faults.append(_fault_of_name(line["name"], fits))
        else:
            found.append((fits[0], int(line["share"]) if line["share"] else ALL if len(lines) == 1 else 0))
    if not faults and len({nominee.id for nominee, _ in found}) != len(found):
        faults.append("Một người ghi hai lần.")
    if not faults and (sum(share for _, share in found) != ALL or min(share for _, share in found) < 1):
        faults.append("Tỷ lệ đóng góp của các tác giả phải cộng lại đúng 100%, mỗi người ít nhất 1%.")
    refuse_all(authors=" ".join(faults) or None)
    return found


def _people_called(names: list[str], unit_id: int) -> list[Nominee]:
    return [
        *db.session.scalars(
            select(Nominee).where(
                Nominee.unit_id == unit_id, Nominee.kind == NomineeKind.INDIVIDUAL, Nominee.folded.in_(names)
            )
        )
    ]


def _fault_of_name(name: str, fits: list[Nominee]) -> str:
    if fits:
        return f"Có {len(fits)} người tên {name}: ghi thêm năm sinh, ví dụ {name} (1980)."
    return f"Không có {name} trong danh sách cá nhân của đơn vị: thêm ở mục “Cá nhân, tập thể, hộ” trước."
