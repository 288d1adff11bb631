"""What goes up with a list and what it comes back with: the slip of Văn phòng, the Chairman's conclusion."""

import pytest
from sqlalchemy import select

from app import clock
from app.decisions import lists, operations, slips
from app.decisions.operations import ProposalDraft, Return
from app.desk.queries import worklist
from app.documents.models import Paper
from app.documents.store import Store
from app.extensions import db
from app.papers import queries as papers
from app.papers.operations import Registration
from tests import builders
from tests.pages import scan
from workflows.vocabulary import Sheet

TODO = "Ghi số, ngày, đính bản đã ký, phát hành"


@pytest.fixture
def forwarded(app, office):
    """A list that lies before the Chairman."""
    wanted = ProposalDraft(
        title="Về việc đề nghị tặng Bằng khen", summary="", nomination_ids=[case.id for case in office.cases]
    )
    proposal = operations.draft(office.award, wanted, actor=office.drafter)
    operations.sign(proposal, actor=office.director)
    copy = Store(app.config["PAPERS_FOLDER"]).put_bytes(builders.blank_pdf(), "to-trinh.pdf", "application/pdf")
    operations.register(proposal, Registration(number=363, issued_on=clock.today()), copy, actor=office.letters)
    operations.forward(proposal, actor=office.vpub)
    db.session.commit()
    return proposal


def _paper(code):
    return db.session.scalars(select(Paper).where(Paper.code == code)).one()


def test_the_slip_says_what_is_put_before_the_chairman_and_takes_no_number(office, forwarded):
    slip, content = _paper("PHIEU_TRINH"), slips.forwarding_slip(forwarded, signer=office.vpub)

    assert (slip.state, slip.number, slip.sheet, slip.sheet_id) == ("ISSUED", None, Sheet.PROPOSAL, forwarded.id)
    assert content.sent_by.startswith("Sở Nội vụ, Tờ trình số 363/TTr-SNV ngày ")
    assert content.matter == (
        "Dự thảo Quyết định của Chủ tịch Ủy ban nhân dân tỉnh tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh"
        " cho 02 cá nhân, 01 tập thể"
    )
    assert content.enclosures == ("Tờ trình của Sở Nội vụ và danh sách", "Dự thảo Quyết định và danh sách")
    assert papers.may_see(slip, office.chairman) is True


def test_a_conclusion_names_whom_the_chairman_refused_and_is_numbered_by_ubnd(office, forwarded, post):
    struck = forwarded.items[1]
    reason = {struck.id: "Thành tích chưa nổi bật."}
    operations.send_back_from_chairman(
        forwarded, Return(reason="Rà soát lại.", exclusions=reason), actor=office.chairman
    )
    db.session.commit()
    told = _paper("TB_KETLUAN")

    assert [(line.todo, line.id) for line in worklist(office.clerical) if line.room == "papers"] == [(TODO, told.id)]
    assert told.content["paragraphs"][1:] == [
        "Chủ tịch Ủy ban nhân dân tỉnh chưa ký Quyết định, trả lại danh sách. Lý do: Rà soát lại",
        "Không đồng ý khen thưởng trường hợp sau",
    ]
    assert [item.endswith("): Thành tích chưa nổi bật.") for item in told.content["items"]] == [True]

    foreign, own = (
        post(who, f"/papers/{told.id}", number="12", issued_on=f"{clock.today():%d/%m/%Y}", signed_copy=scan())
        for who in (office.letters, office.clerical)
    )

    db.session.expire_all()
    assert (foreign.status_code, own.status_code) == (404, 303)
    assert (told.state, told.number, told.symbol) == ("ISSUED", 12, "TB-UBND")
    numbers = papers.numbers(Sheet.PROPOSAL, [sheet.id for sheet in lists.proposals(office.director)])
    assert [number.partition(",")[0] for number in numbers.values()] == ["363/TTr-SNV"]


def test_what_ubnd_numbers_elsewhere_is_not_numbered_here(office, forwarded, get):
    operations.decide(forwarded, actor=office.chairman)
    db.session.commit()

    assert get(office.clerical, f"/papers/{_paper('QD_KHENTHUONG').id}").status_code == 404
