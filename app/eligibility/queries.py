"""Which awards a nominee could be proposed for, and who of a unit for one award: asked of the rules, not kept."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from app import clock
from app.actor import Actor
from app.appraisals import queries as appraisals
from app.appraisals.queries import Judged
from app.awards import common, criteria, rulebook, telling
from app.awards.checking import FAIL, HOLD, Answer, Case, Checked, one_of
from app.awards.rulebook import Rulebook
from app.awards.telling import Words
from app.awards.verdicts import Verdict
from app.eligibility import facts
from app.eligibility.choices import Line, Part, parted
from app.eligibility.facts import DISCIPLINE, Register, Subject
from app.eligibility.relying import Question
from app.extensions import db
from app.honours.history import Past
from app.nominations.models import Nomination
from app.nominees import reach
from app.nominees.models import Nominee
from app.nominees.subjects import fitting, is_for, subject_of

LARGEST_UNIT = 500  # people on one page; a larger unit is narrowed by words


@dataclass(frozen=True)
class Outlook:
    """One award for one nominee: how it stands, and what is in the way."""

    award: str
    name: str
    level: str
    is_unsettled: bool  # its criteria were not checked against the text of the law
    checked: Checked
    in_the_way: tuple[Line, ...]
    lacking: tuple[Line, ...]
    met: tuple[Line, ...]

    @property
    def standing(self) -> str:
        """ruled_out, unmet, hold, open, unread or met; pages have the words."""
        if self.checked.is_ruled_out:
            return "ruled_out"
        if self.checked.result in {FAIL, HOLD}:
            return "unmet" if self.checked.result == FAIL else HOLD
        if self.lacking:
            return "unread" if self.is_unsettled else "open"
        return "met"

    def parts(self, lines: Sequence[Line]) -> list[Part]:
        """What is asked in any case, and what leaves a choice."""
        return parted(one_of(self.checked.trees), lines)


@dataclass(frozen=True, kw_only=True)
class Judgements:
    """What was found, by codes of criteria: whose papers appraisers took, and what they judged; and decided cases that
    tell of the same achievement.
    """

    papers: frozenset[str] = frozenset()
    judged: Mapping[str, bool] = field(default_factory=dict)
    used_achievements: tuple[str, ...] = ()


NOTHING = Judgements()
_ORDER = ("met", "open", "unread", "unmet", "ruled_out", HOLD)
_NEAREST = ("unit", "province", "state")


def of_nominee(nominee: Nominee, *, year: int, day: date) -> list[Outlook]:
    """Every award of this kind of nominee: what can be proposed first, then what lacks least."""
    book, register = rulebook.on(day), Register.of([nominee.id])
    found = [
        _outlook(Subject.of(nominee), code, book, register, Question(year=year, day=day))
        for code, rule in book.rules.items()
        if is_for(rule.subjects, nominee)
    ]
    return sorted(found, key=_nearest_first)


def _nearest_first(one: Outlook) -> tuple[object, ...]:
    """What nobody has checked against the law comes after what somebody has, and the State's after what is nearer."""
    level = _NEAREST.index(one.level)
    return _ORDER.index(one.standing), one.is_unsettled, level, len(one.in_the_way), len(one.lacking)


def of_case(
    case: Nomination, awarded: Sequence[Past], found: Sequence[Judged] = (), used_achievements: tuple[str, ...] = ()
) -> Outlook:
    """The version its case has pinned, for the year it is about; on the day it was received, until then on this one.

    `found`: what its appraisers found; a paper they took counts as there, and what they judged as judged.
    `used_achievements`: decided cases that tell of the same achievement.
    """
    day = clock.local(case.received_at).date() if case.received_at else clock.today()
    version, register = case.award_version, Register.of([case.nominee_id], awarded)
    year = case.period_to or day.year
    asked = Question(year=year, day=day, route=case.route, case_id=case.id)
    met, not_met = appraisals.met(case, found), appraisals.not_met(case, found)
    judged = Judgements(
        papers=met,
        judged=dict.fromkeys(met, True) | dict.fromkeys(not_met, False),
        used_achievements=used_achievements,
    )
    return _outlook(Subject.of_case(case), version.award_code, rulebook.around(version, day), register, asked, judged)


def overruled(one: Outlook, met: Collection[str]) -> Iterator[Line]:
    """What fails by what is recorded, although the criteria in `met` were judged as met.

    Where nothing is recorded it is the judgement that counts; a choice holds by any other way that was judged as met.
    """
    failed = {answer.leaf.code for answer in one.checked.answers if answer.verdict is Verdict.NOT_MET}
    said = {**dict.fromkeys(met, "met"), **dict.fromkeys(failed, "not_met")}
    stopping = set(criteria.failing(one_of(one.checked.trees), said)) & failed
    yield from (line for line in one.in_the_way if line.code in stopping or line.code in common.said())
    yield from (line for line in one.lacking if line.code in common.said())


def of_unit(actor: Actor, award: str, *, year: int, day: date) -> list[tuple[Nominee, Outlook]]:
    """Whom of the actor's unit one award could be proposed for: to whom it is open first, by given names."""
    book = rulebook.on(day)
    mine = reach.register_of(actor).where(fitting(book.rules[award].subjects), Nominee.is_active)
    people = db.session.scalars(mine.order_by(Nominee.sort_key, Nominee.id).limit(LARGEST_UNIT)).all()
    register = Register.of([one.id for one in people])
    found = [(one, _outlook(Subject.of(one), award, book, register, Question(year=year, day=day))) for one in people]
    return sorted(found, key=lambda pair: _ORDER.index(pair[1].standing))


def _outlook(
    subject: Subject, award: str, book: Rulebook, register: Register, asked: Question, judged: Judgements = NOTHING
) -> Outlook:
    rule = book.rules[award]
    known = facts.of(subject, rule, register, asked)
    case = Case(
        subject=subject_of(rule.subjects, subject.kind, subject.locality),
        day=asked.day,
        known=known.known,
        documents=judged.papers,
        judged=judged.judged,
        used_achievements=judged.used_achievements,
        used_initiatives=known.used_initiatives,
    )
    words = Words(register.names, known.missing_years, known.waiting, known.counted)
    return told(book, award, book.check(award, case), words)


def told(book: Rulebook, award: str, checked: Checked, words: Words) -> Outlook:
    """An answer of the engine in sentences."""
    rule = book.rules[award]
    lines = {answer.leaf.code: _line(answer, words) for answer in checked.answers}
    return Outlook(
        award=award,
        name=rule.name,
        level=rule.level,
        is_unsettled=rule.is_unsettled,
        checked=checked,
        in_the_way=(*_chosen(lines, checked.failed_criteria, Verdict.NOT_MET), *_checks(checked)),
        lacking=(*_chosen(lines, checked.open_criteria), *_waiting(words)),
        met=tuple(line for line in lines.values() if line.verdict is Verdict.MET),
    )


def _line(answer: Answer, words: Words) -> Line:
    return Line(answer.leaf.code, answer.verdict, telling.tell(answer, words), answer.leaf.basis)


def _chosen(lines: Mapping[str, Line], codes: Iterable[str], verdict: Verdict | None = None) -> tuple[Line, ...]:
    return tuple(lines[code] for code in codes if verdict is None or lines[code].verdict is verdict)


def _waiting(words: Words) -> Iterator[Line]:
    """A discipline that was entered and not confirmed passes for none, were it not told."""
    if DISCIPLINE in words.waiting:
        said = common.said()["G03"]
        yield Line("G03", Verdict.MISSING, f"Đã ghi nhưng chưa xác nhận: {said['label']}.", said["basis"])


def _checks(checked: Checked) -> Sequence[Line]:
    said = common.said()
    failed = [code for code in checked.failed if code in said]
    return [Line(code, Verdict.NOT_MET, f"{said[code]['label']}.", said[code]["basis"]) for code in failed]
