"""Small makers of rows for tests: believable, minimal, flushed but not committed."""

from contextlib import contextmanager
from datetime import date
from functools import cache
from io import BytesIO
from itertools import count

import pikepdf
from sqlalchemy import event, select

from app import clock
from app.accounts.models import SecondFactor, User
from app.actor import Actor
from app.appraisals.models import CriterionAnswer, Verdict
from app.audit.models import AuditEvent
from app.award_drafts import content
from app.award_drafts.models import AwardDraft, DraftStatus
from app.awards import exporting, loading, rule_sets
from app.awards.models import Award, AwardVersion, DocType, RuleGroup, VoteRule
from app.blocks.models import BlockCriterion, BlockMember, BlockRank, BlockScore, BlockSitting, BlockYear, Part
from app.casework import begin
from app.councils.constitution import CouncilPaper, CouncilRules, PaperKind
from app.councils.models import Council, CouncilMember
from app.decisions import queries as proposals
from app.decisions.models import Decision, DecisionItem, Proposal
from app.documents.models import Paper, StoredFile
from app.extensions import db
from app.gatherings import facts as gatherings
from app.gatherings.models import Gathering
from app.honours.models import Honour
from app.nominations.models import Evidence, Nomination
from app.nominees.models import Nominee, NomineeKind
from app.organisations.models import Appointment, Block, Organisation
from app.organisations.queries import actor_of
from app.registrations.models import Registration, RegistrationLine, RegistrationYear
from app.rounds.models import AwardRound
from app.submissions import facts as submissions
from app.submissions.models import Submission
from app.text import fold, name_key, sort_key
from app.unit_decisions import facts as unit_decisions
from app.unit_decisions.models import UnitDecision
from workflows.sheets_1 import DecisionState
from workflows.vocabulary import Paper as PaperCode
from workflows.vocabulary import Role, Sheet

_numbers = count(1)


def organisation(code="SGDDT", name="Sở Giáo dục và Đào tạo", **more):
    made = Organisation(
        code=code,
        name=name,
        sort_key=sort_key(name),
        folded=fold(name),
        doc_abbr=code,
        confidence="verified",
        **({"kind": "department", "can_submit": True} | more),
    )
    db.session.add(made)
    db.session.flush()
    return made


def user(full_name="Nguyễn Thị Ngọc Ánh", username=None, **more):
    made = User(
        username=username or f"user{next(_numbers)}",
        full_name=full_name,
        name_key=name_key(full_name),
        created_at=clock.real_now(),
        **({"password_hash": "-"} | more),
    )
    db.session.add(made)
    db.session.flush()
    return made


def appointment(role, at, holder=None, title="Chuyên viên"):
    made = Appointment(
        user=holder or user(), organisation=at, role=Role(role), title=title, valid_from=date(2020, 1, 1)
    )
    db.session.add(made)
    db.session.flush()
    return made


def actor(role, at, holder=None) -> Actor:
    """Somebody who holds `role` in the organisation `at`, ready to act."""
    return actor_of(appointment(role, at, holder))


def second_factor(holder, **more):
    """What a real site wants of those who vote, sign or administer; without `sealed_secret` no code is good."""
    made = SecondFactor(user_id=holder.id, **({"set_up_at": clock.real_now()} | more))
    db.session.add(made)
    db.session.flush()
    return made


def signed_in(client, who: Actor, *, by_code=True):
    """The client with a living session of that actor, begun by password and code, or by the password alone."""
    from app.accounts import operations  # noqa: PLC0415 -- only here

    holder = db.session.get_one(User, who.user_id)
    if by_code and db.session.get(SecondFactor, holder.id) is None:
        second_factor(holder)
    where = {"address": "127.0.0.1", "agent": "test", "appointment_id": who.appointment_id}
    token = operations.open_session(holder, **where, is_confirmed=by_code)
    db.session.commit()
    with client.session_transaction() as cookie:
        cookie["_user_id"] = token
        cookie["_fresh"] = True
    return client


@cache
def _catalogue():
    return loading.read("catalogue.yaml"), loading.read("labels.yaml")


def award(code="bang_khen_tinh"):
    """One award as the catalogue has it; loading all of them takes a second."""
    facts, labels = _catalogue()
    for model, rows in ((VoteRule, facts["vote_rules"]), (DocType, facts["doc_types"])):
        known = {*db.session.scalars(select(model.code))}
        db.session.add_all(model(**row) for row in rows if row["code"] not in known)
    db.session.flush()
    (row,) = (award for award in facts["awards"] if award["code"] == code)
    loading._load_award(row, facts, labels)
    return db.session.scalars(select(AwardVersion).where(AwardVersion.award_code == code)).one()


def award_draft(award, author, status=DraftStatus.WRITING):
    """What its version says, from the middle of 2025 on."""
    said = exporting.told(award, award.award.kind)
    said |= {"number": award.number + 1, "valid_from": date(2025, 7, 1)}
    made = AwardDraft(
        award_code=award.award_code,
        base=award,
        status=status,
        basis="Nghị định 152/2025/NĐ-CP",
        content=content.kept(said),
        writers=[author.id],
        created_by_id=author.id,
        created_at=clock.now(),
    )
    db.session.add(made)
    db.session.flush()
    return made


def medal(*, in_force=True):
    """The medal with its default rule set, by default brought into force by an assumed resolution."""
    made = award("ky_niem_chuong_tinh")
    for salary in _catalogue()[0]["base_salary"]:
        db.session.merge(loading.base_salary(salary))
    rule_sets.load()
    if in_force:
        resolution = rule_sets.Resolution("00/2024/NQ-HĐND", date(2024, 12, 13), is_assumed=True)
        rule_sets.bring_into_force("medal_default_2024", resolution, valid_from=date(2024, 12, 23))
    return made


def group(code):
    """A group of the default rule set."""
    return db.session.scalars(select(RuleGroup).where(RuleGroup.code == code)).one()


def award_round(award, code="2025-1", **more):
    """A round that is open for ever."""
    made = AwardRound(
        code=code,
        name="Đợt 1 năm 2025",
        year=2025,
        opens_on=date(2020, 1, 1),
        closes_on=date(2099, 1, 1),
        confidence="design",
        awards=[award],
        **more,
    )
    db.session.add(made)
    db.session.flush()
    return made


def nomination(unit, award, in_round, name="Chamaléa Thị Sương", kind=NomineeKind.INDIVIDUAL, **more):
    """A case of its award's process, or of `process`; `state=` puts it where a test wants it."""
    state, process = more.pop("state", None), more.pop("process", award.process)
    nominee = Nominee(
        unit_id=unit.id,
        kind=kind,
        name=name,
        sort_key=name_key(name),
        folded=fold(name),
        created_at=clock.now(),
    )
    db.session.add(nominee)
    db.session.flush()
    columns = {
        "code": f"HS-2025-{next(_numbers):05}",
        "award_round_id": in_round.id,
        "award_version_id": award.id,
        "unit_id": unit.id,
        "nominee_id": nominee.id,
        "nominee_kind": kind,
        "nominee_name": name,
        "nominee_key": name_key(name),
        "nominee_folded": fold(name),
        "nominee_title": "Giáo viên",
        "honorific": "Bà",
        "route": "cong_trang",
        "created_at": clock.now(),
    } | more
    columns.setdefault("created_by_id", user().id)
    made = Nomination(**columns)
    begin(made, process)
    made.state = state or made.state
    db.session.add(made)
    db.session.flush()
    return made


def stored_file(name="bao-cao.pdf"):
    """On no disk."""
    number = next(_numbers)
    file = StoredFile(
        path=f"00/00/{number:032x}.pdf",
        sha256=f"{number:064x}",
        size=1,
        media_type="application/pdf",
        original_name=name,
        created_at=clock.now(),
    )
    db.session.add(file)
    db.session.flush()
    return file


def evidence(case, doc_code, name="bao-cao.pdf"):
    """A paper of the dossier; its file is on no disk."""
    file = stored_file(name)
    made = Evidence(
        nomination_id=case.id,
        doc_code=doc_code,
        file_id=file.id,
        added_by_id=case.created_by_id,
        added_at=clock.now(),
    )
    db.session.add(made)
    db.session.flush()
    return made


def decided(case, issuer, *, number, bonus):
    """The issued decision that gave a case its award, with its own number of the committee's register."""
    author = user()
    proposal = Proposal(
        award_version_id=case.award_version_id, title="Tờ trình", created_by_id=author.id, created_at=clock.now()
    )
    begin(proposal, "proposal")
    db.session.add(proposal)
    db.session.flush()
    made = Decision(
        proposal_id=proposal.id,
        award_version_id=case.award_version_id,
        title="Về việc tặng Bằng khen",
        signed_by_id=author.id,
        signed_at=clock.now(),
    )
    begin(made, "decision")
    made.state = DecisionState.ISSUED
    made.items.append(DecisionItem(nomination_id=case.id, position=1, bonus=bonus))
    db.session.add(made)
    db.session.flush()
    paper = Paper(
        code=PaperCode.AWARD_DECISION,
        sheet=Sheet.DECISION,
        sheet_id=made.id,
        organisation_id=issuer.id,
        template="award_decision",
        title=made.title,
        content={},
        number=number,
        symbol="QĐ-UBND",
        issued_on=date(2024, 12, 5),
        created_at=clock.now(),
    )
    begin(paper, "paper")
    paper.state = "ISSUED"
    db.session.add(paper)
    db.session.flush()
    return made


def judged_as_met(case):
    """Every criterion of its award, by an appraiser."""
    known = {*db.session.scalars(select(CriterionAnswer.criterion_code).filter_by(nomination_id=case.id))}
    db.session.add_all(
        CriterionAnswer(
            nomination_id=case.id,
            criterion_code=leaf.code,
            verdict=Verdict.MET,
            answered_by_id=case.created_by_id,
            answered_at=clock.now(),
        )
        for leaf in case.award_version.leaves
        if leaf.code not in known
    )
    db.session.flush()


def held(one, award_code, *years):
    """Awards of those years in the register of a nominee, which Sở Nội vụ has confirmed."""
    who = user()
    db.session.add_all(
        Honour(
            nominee_id=one.id,
            unit_id=one.unit_id,
            award_code=award_code,
            award_name=named(award_code),
            level="unit",
            year=year,
            decision_number=f"{year % 100}/QĐ-{one.id}",
            decided_on=date(year, 12, 20),
            decided_by="Thủ trưởng đơn vị",
            entered_by_id=who.id,
            entered_at=clock.now(),
            confirmed_by_id=who.id,
            confirmed_at=clock.now(),
        )
        for year in years
    )
    db.session.flush()


def named(award_code):
    """What an award of the catalogue is called; it is loaded where nobody has yet."""
    known = select(AwardVersion.name).where(AwardVersion.award_code == award_code)
    return db.session.scalar(known) or award(award_code).name


def nominee(unit, name="Nguyễn Thị Ngọc Ánh", kind="individual", **more):
    from app.nominees.models import Nominee, NomineeKind  # noqa: PLC0415 -- only here

    key = name_key(name) if kind == "individual" else sort_key(name)
    made = Nominee(
        unit_id=unit.id,
        kind=NomineeKind(kind),
        name=name,
        sort_key=key,
        folded=fold(name),
        created_at=clock.now(),
        **more,
    )
    db.session.add(made)
    db.session.flush()
    return made


def block_year(leader, *others, year=2025, code="KTD-VHXH", is_scored=False, state=None, minutes=None, **more):
    """Of a block with a table of two criteria, each scored alike by all; then its meeting is recorded."""
    db.session.merge(Block(code=code, name=f"Khối {code}", confidence="verified", source="x"))
    db.session.flush()
    made = BlockYear(
        block_code=code,
        year=year,
        created_by_id=user().id,
        created_at=clock.now(),
        **({"number": "15/QĐ-UBND", "decided_on": date(2024, 2, 1)} | more),
    )
    begin(made, "block_year")
    made.state = state or made.state
    made.members = [
        BlockMember(organisation=one, part=Part.MEMBER if place else Part.LEADER)
        for place, one in enumerate([leader, *others])
    ]
    db.session.add(made)
    db.session.flush()
    for position, most in enumerate((400, 600), start=1):
        db.session.add(BlockCriterion(block_year_id=made.id, position=position, name=f"Tiêu chí {position}", most=most))
    db.session.flush()
    if is_scored:
        _score(made, minutes or stored_file("bien-ban.pdf"))
    return made


def registration(unit, award, nominee, *, year=2025, **more):
    """A unit's sheet with one name, of a year that is open for ever."""
    opened = RegistrationYear(
        year=year,
        opens_on=date(2020, 1, 1),
        closes_on=date(2099, 1, 1),
        basis="x",
        created_by_id=user().id,
        created_at=clock.now(),
        awards=[db.session.get_one(Award, award.award_code)],
    )
    made = Registration(year=opened, organisation=unit, **more)
    begin(made, "registration")
    db.session.add(made)
    db.session.flush()
    line = RegistrationLine(
        registration_id=made.id, nominee_id=nominee.id, award_code=award.award_code, name=nominee.name, pledge="x"
    )
    db.session.add(line)
    db.session.flush()
    return made, line


def _score(block_year, minutes):
    lines = db.session.scalars(select(BlockCriterion).where(BlockCriterion.block_year_id == block_year.id)).all()
    sitting = BlockSitting(
        block_year_id=block_year.id,
        held_on=clock.today(),
        place="P. 1",
        present=["A"],
        minutes_id=minutes.id,
        recorded_by_id=block_year.created_by_id,
        recorded_at=clock.now(),
    )
    db.session.add(sitting)
    db.session.flush()
    for place, one in enumerate(block_year.members, start=1):
        one.sent_at = one.checked_at = clock.now()
        one.checker_id = block_year.members[place % len(block_year.members)].id
        given = [line.most - 10 * place for line in lines]
        for line, points in zip(lines, given, strict=True):
            db.session.add(BlockScore(member_id=one.id, criterion_id=line.id, own=points, checked=points))
        db.session.add(BlockRank(sitting_id=sitting.id, member_id=one.id, rank=place, points=sum(given)))
    db.session.flush()


def council_rules(quorum=(2, 3), valid_from=date(2020, 1, 1)):
    """What a regulation says, as far as it is known."""
    return CouncilRules(
        valid_from=valid_from,
        quorum_numerator=quorum[0],
        quorum_denominator=quorum[1],
        quorum_basis="Quy chế hoạt động của Hội đồng",
        quorum_confidence="practice",
        is_secret=True,
        secrecy_basis="",
        secrecy_confidence="design",
        keeps_recused=True,
        recused_basis="",
        recused_confidence="design",
    )


def council(at, *, members=9, standing=0, is_provincial=False, quorum=(2, 3), **more):
    """A council: chair, deputy, secretary, then the rest; the first `standing` are its standing body."""
    made = Council(
        organisation=at,
        name="Hội đồng Thi đua - Khen thưởng " + ("tỉnh" if is_provincial else at.name),
        is_provincial=is_provincial,
        settings=[council_rules(quorum)],
        **more,
    )
    db.session.add(made)
    parts = ["chair", "deputy", "secretary"]
    for place in range(members):
        name = f"Thành viên Thứ {place + 1}"
        made.members.append(
            CouncilMember(
                name=name,
                name_key=name_key(name),
                title="Lãnh đạo",
                part=parts[place] if place < len(parts) else "member",
                position=place,
                is_standing=place < standing,
                valid_from=date(2020, 1, 1),
            )
        )
    db.session.flush()
    return made


def council_paper(of, number="12/QĐ-SGDĐT", kind=PaperKind.COMPOSITION):
    made = CouncilPaper(
        kind=kind,
        number=number,
        issued_on=date(2020, 1, 1),
        issuer="Giám đốc Sở",
        title="Về việc kiện toàn Hội đồng",
        valid_from=date(2020, 1, 1),
    )
    of.papers.append(made)
    db.session.flush()
    return made


def blank_pdf():
    """A small real PDF."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    data = BytesIO()
    pdf.save(data)
    return data.getvalue()


SIGNATURES = ("/sign", "/forward", "/decide")


def as_shown(url):
    """What the form of a signature sends along: the sheet as whoever opens its page now sees it."""
    room, number = url.split("/")[1:3]
    model, shown = {
        "proposals": (Proposal, proposals.as_shown),
        "submissions": (Submission, submissions.as_shown),
        "gatherings": (Gathering, gatherings.as_shown),
        "unit-decisions": (UnitDecision, unit_decisions.as_shown),
    }[room]
    return {"seen": shown(db.session.get_one(model, int(number), populate_existing=True))}


@contextmanager
def statements():
    """What is sent to the database meanwhile; once a minute a session is touched, which is no part of any page."""
    said = []

    def hear(*args):
        if not args[2].startswith("UPDATE user_session SET last_seen_at"):
            said.append(args[2])
        elif said and said[-1].startswith("BEGIN"):
            said.pop()

    event.listen(db.engine, "before_cursor_execute", hear)
    try:
        yield said
    finally:
        event.remove(db.engine, "before_cursor_execute", hear)


def events_of(subject):
    """The events of one thing as the log has them, oldest first."""
    return db.session.scalars(select(AuditEvent).where(AuditEvent.subject == subject).order_by(AuditEvent.seq)).all()
