"""Who works in the province of the kills, and on what: units, Sở Nội vụ, the council, the Chairman."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import count
from typing import Any

from flask import Flask
from sqlalchemy import func, select

from app import clock
from app.awards.queries import version_on
from app.casework import begin
from app.councils import agenda
from app.councils.models import AgendaItem, Meeting
from app.decisions import queries as proposals
from app.decisions.models import Decision, Proposal
from app.documents.models import Paper, PaperNumber
from app.extensions import db, unit_of_work
from app.intake import queries as intake
from app.intake import supplementing
from app.intake.models import IncomingNumber, SupplementItem
from app.nominations.models import DraftField, DraftRevision, Evidence, Nomination
from app.nominees.models import Nominee, NomineeKind
from app.organisations.queries import by_code
from app.rounds.models import AwardRound
from app.submissions import facts as submissions
from app.submissions.models import Submission
from app.text import fold, name_key
from bench import _province
from bench._province import Person
from bench._road import Step, Worker, events, now, rows, today, tomorrow_week
from workflows.award_province_1 import State
from workflows.vocabulary import Role, Sheet

UNITS = ("SGDDT", "SYT")
AWARD = "bang_khen_tinh"
BATCH = 3
MEMBERS = 5
REPORT = "bao_cao_ca_nhan"
_numbers = count(1)

Road = Callable[[Worker], Iterator[Step]]


@dataclass(frozen=True)
class Unit:
    """One unit's people, its round and its council."""

    organisation_id: int
    round_id: int
    clerk: Person
    head: Person
    secretary: Person


@dataclass(frozen=True)
class Province:
    units: list[Unit]
    award_id: int
    offices: dict[Role, Person]


def roads(app: Flask, batches: int) -> dict[str, Road]:
    """People, councils and so many batches of cases for each road."""
    with app.app_context(), unit_of_work():
        province = _people(app)
        made: dict[str, Road] = {}
        for number, unit in enumerate(province.units):
            waiting = [_cases(unit, province, State.UNIT_COUNCIL) for _ in range(batches)]
            made[f"unit {number + 1}"] = partial(_through_unit, province=province, unit=unit, batches=waiting)
        first = province.units[0]
        appraised = [_cases(first, province, State.APPRAISED) for _ in range(batches)]
        made["province"] = partial(_through_province, province=province, batches=appraised)
        (faulty, *_) = _cases(first, province, State.INTAKE)
        made["supplement"] = partial(_back_and_forth, province=province, case_id=faulty)
        (draft, *_) = _cases(province.units[1], province, State.DRAFT)
        made["autosave"] = partial(_writing, unit=province.units[1], case_id=draft)
    return made


def _people(app: Flask) -> Province:
    award = version_on(AWARD, clock.today())
    offices = {role: _province.signed_in(app, held) for role, held in _province.appoint_offices().items()}
    table = by_code("HDTDKT-T")
    chair = _province.appoint(Role.COUNCIL_CHAIR, table)
    offices[Role.COUNCIL_CHAIR] = _province.signed_in(app, chair)
    units = []
    for code in UNITS:
        unit = by_code(code)
        in_round = AwardRound(
            code=f"bench-{code}",
            name="Đợt 1 năm 2025",
            year=2025,
            opens_on=date(2020, 1, 1),
            closes_on=date(2099, 1, 1),
            confidence="design",
            awards=[award],
        )
        db.session.add(in_round)
        _province.council(unit, MEMBERS, is_provincial=False)
        db.session.flush()
        roles = (Role.UNIT_CLERK, Role.UNIT_HEAD, Role.UNIT_COUNCIL_SECRETARY)
        people = [_province.signed_in(app, _province.appoint(role, unit)) for role in roles]
        units.append(Unit(unit.id, in_round.id, *people))
    _province.council(table, MEMBERS, is_provincial=True)
    return Province(units, award.id, offices)


def _cases(unit: Unit, province: Province, state: State) -> list[int]:
    return [_case(unit, province, state) for _ in range(BATCH)]


def _case(unit: Unit, province: Province, state: State) -> int:
    number = next(_numbers)
    name = f"Chamaléa Thị Sương {number}"
    nominee = Nominee(
        unit_id=unit.organisation_id,
        kind=NomineeKind.INDIVIDUAL,
        name=name,
        sort_key=name_key(name),
        folded=fold(name),
        created_at=clock.now(),
    )
    has_left = state in {State.APPRAISED, State.INTAKE}
    case = Nomination(
        code=f"HS-BENCH-{number:06}",
        award_round_id=unit.round_id,
        award_version_id=province.award_id,
        unit_id=unit.organisation_id,
        nominee=nominee,
        nominee_kind=nominee.kind,
        nominee_name=name,
        nominee_key=nominee.sort_key,
        nominee_folded=nominee.folded,
        nominee_title="Giáo viên",
        honorific="Bà",
        route="cong_trang",
        created_by_id=unit.clerk.user_id,
        created_at=clock.now(),
        submitted_at=clock.now() if has_left else None,
    )
    begin(case, "award_province")
    case.state = state.value
    db.session.add(case)
    db.session.flush()
    return case.id


def _through_unit(worker: Worker, *, province: Province, unit: Unit, batches: list[list[int]]) -> Iterator[Step]:
    """The unit's council votes, its head signs, its văn thư numbers, Sở Nội vụ takes in."""
    for cases in batches:
        yield from _meeting(worker, cases, body="full", keeper=unit.secretary, chair=unit.secretary)
        title = f"Về việc đề nghị tặng Bằng khen ({next(_numbers)})"
        form = {"title": title, "summary": "", "nomination_ids": cases, "version": 0}
        named = select(Submission.id).where(Submission.title == title)
        yield _made("draft a Tờ trình", unit.clerk, f"/submissions/new/{unit.round_id}", form, named)
        sheet = worker.look(_one(named))
        at, subject = f"/submissions/{sheet}/sign", f"submission:{sheet}"
        yield _moved("sign a Tờ trình", unit.head, at, subject, "sign", form=partial(_letter_as_shown, sheet))
        yield _numbered(
            "issue a Tờ trình",
            unit.clerk,
            f"/submissions/{sheet}/register",
            f"submission:{sheet}",
            unit.organisation_id,
        )
        officer = province.offices[Role.INTAKE_OFFICER]
        yield Step(
            name="take in",
            person=officer,
            path=f"/intake/submissions/{sheet}",
            form=partial(_next_number, officer),
            tally=rows(select(IncomingNumber.id).where(IncomingNumber.nomination_id.in_(cases))),
            after=len(cases),
        )


def _through_province(worker: Worker, *, province: Province, batches: list[list[int]]) -> Iterator[Step]:
    """The council votes, the director signs, Văn phòng forwards, the Chairman decides, văn thư issues."""
    who = province.offices
    for cases in batches:
        yield from _meeting(
            worker,
            cases,
            body="standing",
            keeper=who[Role.COUNCIL_SECRETARY],
            chair=who[Role.COUNCIL_CHAIR],
        )
        title = f"Về việc đề nghị khen thưởng ({next(_numbers)})"
        form = {"title": title, "summary": "", "nomination_ids": cases}
        named = select(Proposal.id).where(Proposal.title == title)
        yield _made("draft a proposal", who[Role.APPRAISER], f"/proposals/new/{province.award_id}", form, named)
        sheet = worker.look(_one(named))
        for role, step in ((Role.SNV_DIRECTOR, "sign"), (Role.VPUB, "forward"), (Role.CHAIRMAN, "decide")):
            at, subject = f"/proposals/{sheet}/{step}", f"proposal:{sheet}"
            yield _moved(f"{step} a proposal", who[role], at, subject, step, form=partial(_list_as_shown, sheet))
            if step == "sign":
                yield _letter_numbered(who[Role.SNV_CLERICAL], sheet)
        born = select(Decision.id).where(Decision.proposal_id == sheet)
        decision = worker.look(_one(born))
        clerical = who[Role.CLERICAL_UBND]
        yield _numbered(
            "issue a decision",
            clerical,
            f"/decisions/{decision}/issue",
            f"decision:{decision}",
            clerical.organisation_id,
        )


def _meeting(worker: Worker, cases: list[int], *, body: str, keeper: Person, chair: Person) -> Iterator[Step]:
    title = f"Phiên họp số {next(_numbers)}"
    plan = {"title": title, "body": body, "held_on": today(), "held_time": "00:01", "place": "Phòng họp số 2"}
    named = select(Meeting.id).where(Meeting.title == title)
    yield _made("plan a meeting", keeper, "/meetings/new", plan, named)
    meeting = worker.look(_one(named))
    at, subject = f"/meetings/{meeting}", f"meeting:{meeting}"
    listed = select(AgendaItem.id).where(AgendaItem.meeting_id == meeting)
    yield Step(
        name="put on the agenda",
        person=keeper,
        path=f"{at}/agenda",
        form=lambda: {"nomination_ids": cases},
        tally=rows(listed),
        after=len(cases),
    )
    yield _moved("call the roll", keeper, f"{at}/roll", subject, "call_roll", form=lambda: _roll(meeting))
    began = {"held_on": today(), "held_time": "00:01"}
    yield _moved("open a meeting", chair, f"{at}/open", subject, "open", form=_given(began))
    yield _moved("record returns", keeper, f"{at}/returns", subject, "record_returns", form=lambda: _returns(meeting))
    yield _moved("count votes", keeper, f"{at}/count", subject, "count", form=lambda: _as_read(meeting))
    ended = {"ended_on": today(), "ended_time": now()}
    yield _moved("close a meeting", chair, f"{at}/close", subject, "close", form=_given(ended))


def _letter_as_shown(submission_id: int) -> dict[str, Any]:
    return {"seen": submissions.as_shown(db.session.get_one(Submission, submission_id, populate_existing=True))}


def _list_as_shown(proposal_id: int) -> dict[str, Any]:
    return {"seen": proposals.as_shown(db.session.get_one(Proposal, proposal_id, populate_existing=True))}


def _roll(meeting_id: int) -> dict[str, Any]:
    meeting = db.session.get_one(Meeting, meeting_id)
    body = agenda.body_of(meeting)
    return {"version": meeting.version} | {f"presence_{member.id}": "present" for member in body}


def _as_read(meeting_id: int) -> dict[str, Any]:
    return {"version": db.session.get_one(Meeting, meeting_id, populate_existing=True).version}


def _returns(meeting_id: int) -> dict[str, Any]:
    meeting = db.session.get_one(Meeting, meeting_id)
    form: dict[str, Any] = {
        "version": meeting.version,
        "tellers": "Bá Văn Trịnh\nĐạo Thị Ngọc Lan\nPatâu Axá Thị Đông",
        "ballots_issued": MEMBERS,
        "ballots_returned": MEMBERS,
        "ballots_invalid": 0,
    }
    for item in agenda.living(meeting):
        form |= {f"agree_{item.id}": MEMBERS, f"disagree_{item.id}": 0, f"invalid_{item.id}": 0}
    return form


def _back_and_forth(worker: Worker, *, province: Province, case_id: int) -> Iterator[Step]:
    """Sở Nội vụ asks for a text and a paper, the unit mends both and sends, Sở Nội vụ checks; and again."""
    officer, clerk = province.offices[Role.INTAKE_OFFICER], province.units[0].clerk
    subject, at = f"nomination:{case_id}", f"/intake/{case_id}"
    for turn in count(1):
        wanted = {"reason": f"Bổ sung lần {turn}.", "due_on": tomorrow_week()}
        for name in ("field-citation", f"paper-{REPORT}"):
            wanted |= {f"tick-{name}": "y", f"note-{name}": "Ghi rõ hơn."}
        yield _moved(
            "ask for more", officer, f"{at}/ask-for-more", subject, "ask_for_more", form=_given(wanted), times=turn
        )
        items = worker.look(lambda: {item.kind: item.id for item in _open_items(case_id)})
        text = {"text": f"Thành tích, lần sửa {turn}.", "explanation": ""}
        yield Step(
            name="mend a text",
            person=clerk,
            path=f"{at}/supplement/{items['field']}",
            form=partial(_mended, case_id, items["field"], text),
            tally=_answered(items["field"]),
            after=1,
        )
        attached = select(Evidence.id).where(Evidence.nomination_id == case_id, Evidence.doc_code == REPORT)
        yield Step(
            name="upload a paper",
            person=clerk,
            path=f"{at}/supplement/{items['paper']}",
            form=partial(_answer_as_shown, items["paper"]),
            tally=rows(attached),
            before=turn - 1,
            after=turn,
            file="file",
            series=f"{at}/upload",
        )
        yield _moved("send a supplement", clerk, f"{at}/supplement", subject, "supplement", times=turn)
        good = {f"item-{item}": "good" for item in items.values()}
        yield _moved(
            "check again", officer, f"{at}/check-again", subject, "check_supplement", form=_given(good), times=turn
        )


def _open_items(case_id: int) -> list[SupplementItem]:
    asked = intake.open_supplement(case_id)
    return list(asked.items) if asked else []


def _answered(item_id: int) -> Callable[[], int]:
    return rows(select(SupplementItem.id).where(SupplementItem.id == item_id, SupplementItem.answered_at.is_not(None)))


def _writing(_: Worker, *, unit: Unit, case_id: int) -> Iterator[Step]:
    """A draft that saves itself while somebody types."""
    kept = select(DraftRevision.id).where(DraftRevision.nomination_id == case_id, DraftRevision.was_kept)
    for turn in count(1):
        form = {"value": f"Đã hoàn thành xuất sắc nhiệm vụ, lần ghi {turn}.", "version": turn - 1}
        yield Step(
            name="save a text",
            person=unit.clerk,
            path=f"/nominations/{case_id}/fields/citation",
            form=_given(form),
            tally=rows(kept),
            before=turn - 1,
            after=turn,
        )


def _given(form: dict[str, Any]) -> Callable[[], dict[str, Any]]:
    return lambda: form


def _one(statement: Any) -> Callable[[], int]:
    return lambda: db.session.scalars(statement).one()


def _next_number(officer: Person) -> dict[str, Any]:
    return {"number": intake.next_number(officer.organisation_id)}


def _mended(case_id: int, item_id: int, text: dict[str, Any]) -> dict[str, Any]:
    return _answer_as_shown(item_id) | text | {"version": _version(case_id, "citation")}


def _answer_as_shown(item_id: int) -> dict[str, Any]:
    item = db.session.get_one(SupplementItem, item_id, populate_existing=True)
    return {"explanation": "", "seen": supplementing.as_shown(item)}


def _version(case_id: int, key: str) -> int:
    field = db.session.get(DraftField, (case_id, key))
    return field.version if field else 0


def _made(name: str, person: Person, path: str, form: dict[str, Any], named: Any) -> Step:
    return Step(name=name, person=person, path=path, form=_given(form), tally=rows(named), after=1)


def _moved(  # noqa: PLR0913 -- the last two have defaults
    name: str,
    person: Person,
    path: str,
    subject: str,
    action: str,
    *,
    form: Callable[[], dict[str, Any]] | None = None,
    times: int = 1,
) -> Step:
    return Step(
        name=name,
        person=person,
        path=path,
        form=form or dict,
        tally=events(subject, action),
        before=times - 1,
        after=times,
    )


def _letter_numbered(person: Person, proposal_id: int) -> Step:
    numbered = select(Paper.id).where(
        Paper.sheet == Sheet.PROPOSAL, Paper.sheet_id == proposal_id, Paper.number.is_not(None)
    )
    step = _numbered("number a letter", person, f"/proposals/{proposal_id}/register", "", person.organisation_id)
    return replace(step, tally=rows(numbered))


def _numbered(name: str, person: Person, path: str, subject: str, organisation_id: int) -> Step:
    largest = select(func.max(PaperNumber.number)).where(PaperNumber.organisation_id == organisation_id)
    return Step(
        name=name,
        person=person,
        path=path,
        form=lambda: {"number": (db.session.scalar(largest) or 0) + 1, "issued_on": today()},
        tally=events(subject, "issue"),
        after=1,
        file="signed_copy",
    )
