"""What an appraisal ends with: the report on a case that is fit, the notice on one that is not, the letter back."""

from collections.abc import Iterator

from app import clock
from app.accounts.models import User
from app.actor import Actor
from app.appraisals import beside, queries
from app.appraisals.beside import Beside
from app.appraisals.models import ConsultationStatus, Verdict
from app.awards.naming import giving
from app.documents import layout
from app.documents.kinds.of_letters import Message, OfficialReport
from app.documents.models import Paper
from app.extensions import db
from app.nominations import letters
from app.nominations.models import Nomination
from app.organisations.naming import in_full
from app.papers import operations as papers
from app.party_opinions.models import PartyStatus
from app.public_notices.models import NoticeStatus
from workflows.vocabulary import Paper as PaperCode
from workflows.vocabulary import Sheet

FOUND_UNFIT = "Qua thẩm định, trường hợp này không đúng đối tượng hoặc chưa đủ điều kiện, tiêu chuẩn khen thưởng"
FOUND = {Verdict.MET: "đạt", Verdict.NOT_MET: "không đạt", Verdict.NOT_APPLICABLE: "không áp dụng"}


def of_step(case: Nomination, step: str, reason: str, *, signer: Actor | None = None) -> Message:
    """The paper that goes with a conclusion, by the name of its step."""
    if step == "conclude_fit":
        return report(case, reason, signer=signer)
    if step == "conclude_unfit":
        return letters.result_notice(case, FOUND_UNFIT, reason, signer=signer)
    return letters.return_letter(case, reason, signer=signer)


def sign(content: Message, case: Nomination, *, actor: Actor) -> None:
    """Letters wait for their number; a report stays in the house and takes none."""
    if not isinstance(content, OfficialReport):
        letters.sign(content, case, actor=actor)
        return
    paper: Paper = papers.draft(content, sheet=Sheet.CASE, sheet_id=case.id, issuer=letters.department(), anew=True)
    papers.issue_unnumbered(paper, content, actor=actor)


def report(case: Nomination, remark: str, *, signer: Actor | None = None) -> OfficialReport:
    """Báo cáo thẩm định: the appraiser's findings as they stand, under the signature of whoever concludes."""
    return OfficialReport(
        paper=PaperCode.APPRAISAL_REPORT.value,
        letterhead=letters.letterhead(""),
        subject=f"Thẩm định hồ sơ đề nghị khen thưởng đối với\n{letters.whom(case)}",
        signature=letters.signature(signer),
        recipients=("Như trên", "Lưu: TĐKT"),
        addressees=("Giám đốc Sở Nội vụ",),
        paragraphs=tuple(_paragraphs(case, remark)),
        items=tuple(_criteria(case)),
        closing="Kết luận: đủ điều kiện, tiêu chuẩn; đề nghị thực hiện các bước xét khen thưởng tiếp theo",
    )


def _paragraphs(case: Nomination, remark: str) -> Iterator[str]:
    received = f", tiếp nhận ngày {clock.local(case.received_at):%d/%m/%Y}" if case.received_at else ""
    yield (
        f"Ban Thi đua - Khen thưởng thẩm định hồ sơ {case.code} của {in_full(case.unit.name)}{received}, đề nghị tặng"
        f" {giving(case.award_version)} cho {letters.whom_in_full(case)}"
    )
    kinds = dict.fromkeys(paper.doc_type.name for paper in case.evidence if paper.removed_at is None)
    if kinds:
        yield f"Giấy tờ, minh chứng đã đối chiếu: {', '.join(kinds)}"
    yield from _asked(beside.of_case(case))
    if remark.strip():
        yield f"Nhận xét: {layout.unended(remark)}"
    appraiser = db.session.get(User, case.appraiser_id) if case.appraiser_id else None
    if appraiser is not None:
        yield f"Chuyên viên thẩm định: {appraiser.full_name}"
    yield "Kết quả từng tiêu chí"


def _asked(asked: Beside) -> Iterator[str]:
    """What came back of everybody who was asked."""
    answered = [one for one in asked.agencies if one.status == ConsultationStatus.ANSWERED]
    silent = [one.who for one in asked.agencies if one.status == ConsultationStatus.SILENT]
    for one in answered:
        said = f"có ý kiến khác: {layout.unended(one.answer)}" if one.objects else "không có ý kiến khác"
        yield f"Hiệp y: {in_full(one.who)} {said}"
    if silent:
        yield f"Hiệp y: quá thời hạn, {', '.join(map(in_full, silent))} không có ý kiến"
    if asked.party is not None and asked.party.status == PartyStatus.ANSWERED:
        opinion = "không đồng ý" if asked.party.objects else "đã có ý kiến"
        yield f"Ban Thường vụ Tỉnh ủy {opinion} (văn bản số {asked.party.number} {layout.day(asked.party.until)})"
    for notice in asked.notices:
        if notice.status == NoticeStatus.SUMMARISED:
            said = f"{layout.quantity(notice.opinions)} ý kiến" if notice.opinions else "không có ý kiến"
            yield f"Đã lấy ý kiến công khai đến hết {layout.day(notice.until)}: {said}"


def _criteria(case: Nomination) -> Iterator[str]:
    for line in queries.judged(case):
        if line.found is None or not queries.is_of_this_time(line.found, case):
            yield f"{layout.unended(line.label)}: chưa có kết quả"
            continue
        proof = f" (minh chứng: {line.found.paper})" if line.found.paper else ""
        note = f". {layout.unended(line.found.note)}" if line.found.note else ""
        yield f"{layout.unended(line.label)}: {FOUND[line.found.verdict]}{proof}{note}"
