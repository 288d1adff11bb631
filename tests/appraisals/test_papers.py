"""Each conclusion leaves its paper: a report that stays in the house, a notice or a letter that văn thư numbers."""

from sqlalchemy import select

from app import clock
from app.appraisals import operations, papers
from app.desk.queries import worklist
from app.documents.models import Paper
from app.extensions import db
from app.nominations.openings import Look, panels
from tests import builders
from tests.appraisals.test_conclusion import meet_everything
from tests.appraisals.test_consultations import ask
from workflows.vocabulary import Role

REASON = "Chưa đủ thời gian công tác."


def made():
    return [(paper.code.value, paper.state) for paper in db.session.scalars(select(Paper).order_by(Paper.id))]


def shown(ban, who):
    found = (panel for panel in panels(Look(ban.case), who) if "_papers_panel" in panel.template)
    return [paper.code.value for panel in found for paper in panel.context["papers"]]


def test_a_fit_case_has_its_report_which_the_unit_does_not_read(ban, post):
    meet_everything(ban)
    operations.conclude(ban.case, "conclude_fit", "Đủ hồ sơ.", actor=ban.head)
    db.session.flush()

    assert made() == [("BC_THAMDINH_KT", "ISSUED")]
    assert (shown(ban, ban.appraiser), shown(ban, ban.clerk)) == (["BC_THAMDINH_KT"], [])


def test_what_is_not_fit_or_sent_back_is_told_by_a_paper_that_waits_for_its_number(ban):
    clerical = builders.actor(Role.SNV_CLERICAL, builders.organisation("SNV2", "Sở Nội vụ (văn thư)"))
    operations.conclude(ban.case, "conclude_unfit", REASON, actor=ban.head)
    db.session.flush()

    assert made() == [("TB_KETQUA", "SIGNED")]
    assert (shown(ban, ban.appraiser), shown(ban, ban.clerk)) == (["TB_KETQUA"], [])
    assert [line.todo for line in worklist(clerical)] == []  # of its own office alone


def test_the_letter_back_says_to_whom_and_why(ban):
    letter = papers.of_step(ban.case, "return_to_unit", REASON, signer=ban.head)

    assert (letter.code, letter.addressees, letter.subject) == (
        "CV_TRALAI",
        ("Sở Giáo dục và Đào tạo",),
        "V/v trả lại hồ sơ đề nghị khen thưởng bà Chamaléa Thị Sương",
    )
    assert letter.paragraphs[1] == "Sở Nội vụ trả lại hồ sơ. Lý do: Chưa đủ thời gian công tác"


def test_the_report_tells_each_criterion_and_what_was_asked(ban, post):
    meet_everything(ban)
    ask(ban, post, ban.police)
    (question,) = operations.consulting.open_in(ban.case.id)
    given = operations.consulting.Reply(answer="Không vi phạm.", objects=False, letter_number="1/CAT")
    operations.consulting.reply(question, given, actor=ban.police)
    db.session.flush()
    report = papers.report(ban.case, "Đủ hồ sơ.", signer=ban.head)

    assert "Hiệp y: Công an tỉnh không có ý kiến khác" in report.paragraphs
    assert "Nhận xét: Đủ hồ sơ" in report.paragraphs
    assert len([line for line in report.items if ": đạt" in line]) == 4
    assert report.letterhead.issued_on == clock.today()


def test_the_draft_of_each_paper_is_seen_before_it_is_signed(ban, post):
    answers = [
        post(ban.head, f"/appraisals/{ban.case.id}/{step}", reason=REASON, preview="1")
        for step in ("conclude-fit", "conclude-unfit", "return-to-unit")
    ]

    assert [(answer.status_code, answer.data[:5]) for answer in answers] == [(200, b"%PDF-")] * 3
    assert made() == []
