"""The appraiser's verbs: answer a case's criteria, draft an opinion; and the head's: conclude."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import IntegrityError

from app import clock, versions
from app.actor import Actor
from app.appraisals import consulting, papers, queries
from app.appraisals.models import Conclusion, CriterionAnswer, Verdict
from app.audit import operations as audit
from app.awards.models import Criterion
from app.casework import advance, hold, insist
from app.errors import Invalid, Refusal, SomebodyWasFaster
from app.extensions import db
from app.nominations.models import Nomination
from workflows.award_province_1 import State

VERDICT_NAMES = {
    Verdict.MET: "Đạt",
    Verdict.NOT_MET: "Không đạt",
    Verdict.NOT_APPLICABLE: "Không áp dụng",
}
CONCLUSIONS = {"fit": "conclude_fit", "unfit": "conclude_unfit", "return": "return_to_unit"}
DOCUMENT, JUDGEMENT = "document", "judgement"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What somebody found on one criterion, and which version of the answer they had before them."""

    code: str
    verdict: Verdict
    note: str
    evidence_id: int | None
    version: int  # 0: nobody had answered yet

    def says_the_same_as(self, answer: CriterionAnswer) -> bool:
        return (self.verdict, self.note, self.evidence_id) == (answer.verdict, answer.note, answer.evidence_id)


@dataclass(frozen=True, kw_only=True)
class Opinion:
    """What the appraiser proposes (ý kiến thẩm định)."""

    opinion: str  # fit | unfit | return
    reason: str
    version: int = 0  # of the draft when the form was opened; 0: there was none


def answer(nomination: Nomination, findings: Sequence[Finding], *, actor: Actor) -> None:
    """Keep what was found, one criterion or all; nobody's answer is overwritten unseen."""
    hold(nomination)
    _must_be_under_appraisal(nomination, "Ghi kết quả thẩm định")
    _, leaves = queries.criteria_of(nomination)
    by_code = {leaf.code: leaf for leaf in leaves}
    _check(findings, by_code, nomination)
    known = queries.answers(nomination.id)
    fresh = [f for f in findings if _is_news(f, known.get(f.code), nomination)]
    late = [f for f in fresh if f.version != _version(known.get(f.code))]
    if late:
        raise _faster(late, fresh, known, by_code)
    try:
        with db.session.begin_nested():
            for finding in fresh:
                _keep(nomination, finding, known.get(finding.code), actor)
    except IntegrityError as twin:
        db.session.expire_all()
        raise _faster(fresh, fresh, queries.answers(nomination.id), by_code) from twin
    if fresh:
        said = {finding.code: [finding.verdict.value, finding.note] for finding in fresh}
        audit.record(actor=actor, subject=nomination.ref, action="answer_criteria", data=said)


def draft_opinion(nomination: Nomination, wanted: Opinion, *, actor: Actor) -> None:
    assert actor.user_id is not None, "an opinion is a person's"
    hold(nomination)  # two first drafts at once: the second waits here, and then sees the first
    _must_be_under_appraisal(nomination, "Dự thảo kết luận")
    draft = queries.conclusion(nomination.id)
    now = draft.version if draft else 0
    typed = {"Lý do": wanted.reason}
    versions.insist(nomination.ref, seen=wanted.version, now=now, typed=typed, changed=["Dự thảo kết luận."])
    if draft is None:
        draft = Conclusion(nomination_id=nomination.id)
        db.session.add(draft)
    draft.opinion, draft.reason = wanted.opinion, wanted.reason
    draft.drafted_by_id, draft.drafted_at = actor.user_id, clock.now()
    db.session.flush()
    said = {"opinion": wanted.opinion, "reason": wanted.reason}
    audit.record(actor=actor, subject=nomination.ref, action="draft_opinion", data=said)


def conclude(nomination: Nomination, step: str, reason: str, *, actor: Actor) -> None:
    """Kết luận: fit, unfit or back to the unit, with its paper. Whoever still owes an answer is asked no more."""
    assert step in CONCLUSIONS.values(), step
    insist(nomination, step, actor=actor)
    content = papers.of_step(nomination, step, reason, signer=actor)  # while what it tells of is as it was concluded on
    advance(nomination, step, actor=actor, reason=reason)
    papers.sign(content, nomination, actor=actor)
    consulting.stop_asking(nomination, "Đã có kết luận thẩm định.", actor=actor)


def _must_be_under_appraisal(nomination: Nomination, doing: str) -> None:
    if nomination.state != State.APPRAISAL:
        raise Refusal(doing, [f"Hồ sơ không ở bước thẩm định mà ở bước “{nomination.state_name}”."])


def _check(findings: Iterable[Finding], leaves: Mapping[str, Criterion], nomination: Nomination) -> None:
    own = {evidence.id for evidence in nomination.evidence if evidence.removed_at is None}
    faults: dict[str, str] = {}
    for finding in findings:
        leaf = leaves.get(finding.code)
        if leaf is None:
            faults["criteria"] = "Tiêu chí này không thuộc danh hiệu, hình thức của hồ sơ."
        elif finding.evidence_id is not None and finding.evidence_id not in own:
            faults[f"{finding.code}-evidence_id"] = "Chọn một giấy tờ trong hồ sơ này."
        elif leaf.check == DOCUMENT and finding.verdict is Verdict.MET and finding.evidence_id is None:
            faults[f"{finding.code}-evidence_id"] = "Tiêu chí này đạt thì phải chọn minh chứng trong hồ sơ."
        elif leaf.check == JUDGEMENT and not finding.note:
            faults[f"{finding.code}-note"] = "Tiêu chí đánh giá phải ghi nhận xét."
    if faults:
        raise Invalid(**faults)


def _keep(nomination: Nomination, finding: Finding, known: CriterionAnswer | None, actor: Actor) -> None:
    assert actor.user_id is not None, "a criterion is judged by a person"
    answer = known or CriterionAnswer(nomination_id=nomination.id, criterion_code=finding.code)
    answer.verdict, answer.note, answer.evidence_id = finding.verdict, finding.note, finding.evidence_id
    answer.answered_by_id, answer.answered_at = actor.user_id, clock.now()
    db.session.add(answer)


def _is_news(finding: Finding, known: CriterionAnswer | None, nomination: Nomination) -> bool:
    if known is None or not queries.is_of_this_time(known, nomination):
        return True
    return not finding.says_the_same_as(known)


def _version(answer: CriterionAnswer | None) -> int:
    return answer.version if answer else 0


def _faster(
    late: Sequence[Finding],
    typed: Sequence[Finding],
    known: Mapping[str, CriterionAnswer],
    leaves: Mapping[str, Criterion],
) -> SomebodyWasFaster:
    """Who changed which criterion to what, and everything this person typed, so that nothing is lost."""
    changed = [known[finding.code] for finding in late if finding.code in known]
    newest = max(changed, key=lambda answer: answer.answered_at, default=None)
    return SomebodyWasFaster(
        newest.answered_by.full_name if newest else "Một người khác",
        _at(newest.answered_at) if newest else "vừa xong",
        [f"{leaves[a.criterion_code].label}: nay là “{VERDICT_NAMES[a.verdict]}”. {a.note}" for a in changed],
        {leaves[f.code].label: f"{VERDICT_NAMES[f.verdict]}. {f.note}".strip() for f in typed},
    )


def _at(moment: datetime) -> str:
    return clock.local(moment).strftime("%H:%M ngày %d/%m/%Y")
