"""From the council's result to the issued decision, through HTTP, as each office in turn."""

from io import BytesIO

import pytest
from sqlalchemy import select

from app import clock
from app.audit.models import AuditEvent
from app.audit.queries import verify
from app.casework import advance
from app.decisions.models import Decision, DecisionItem, Proposal, ProposalItem
from app.documents.models import Paper
from app.extensions import db
from app.nominations.models import Nomination
from app.outbox.models import Errand
from tests.builders import SIGNATURES, actor, as_shown, blank_pdf, signed_in, user
from workflows.award_province_1 import State
from workflows.vocabulary import Paper as PaperCode
from workflows.vocabulary import Role


def states():
    return list(db.session.scalars(select(Nomination.state).order_by(Nomination.id)))


def proposal_of(app, office, client):
    signed_in(client, office.drafter)
    response = client.post(
        f"/proposals/new/{office.award.id}",
        data={
            "title": "Về việc đề nghị tặng Bằng khen",
            "nomination_ids": [str(case.id) for case in office.cases],
        },
    )
    assert response.status_code == 303
    return db.session.scalars(select(Proposal.id)).one()


def post(app, who, url, **data):
    """Press the button of a page that has just been opened."""
    client = app.test_client()
    signed_in(client, who)
    seen = as_shown(url) if url.endswith(SIGNATURES) else {}
    return client.post(url, data=seen | data)


def number(app, office, proposal, number=101):
    """Văn thư of Sở Nội vụ enters the register's number and the signed copy."""
    return post(
        app,
        office.letters,
        f"/proposals/{proposal}/register",
        number=str(number),
        issued_on=clock.today().strftime("%d/%m/%Y"),
        signed_copy=(BytesIO(blank_pdf()), "to-trinh.pdf"),
    )


def decided(app, office, proposal):
    for who, step in ((office.director, "sign"), (office.vpub, "forward"), (office.chairman, "decide")):
        assert post(app, who, f"/proposals/{proposal}/{step}").status_code == 303
        if step == "sign":
            number(app, office, proposal)


def test_a_list_walks_from_draft_to_issued_decision(app, client, office, scan):
    proposal = proposal_of(app, office, client)

    walked = [
        post(app, office.director, f"/proposals/{proposal}/sign").status_code,
        number(app, office, proposal).status_code,
        post(app, office.vpub, f"/proposals/{proposal}/forward").status_code,
        post(app, office.chairman, f"/proposals/{proposal}/decide").status_code,
    ]
    decision = db.session.scalars(select(Decision.id)).one()
    today = clock.today().strftime("%d/%m/%Y")
    walked.append(
        post(
            app,
            office.clerical,
            f"/decisions/{decision}/issue",
            number="57",
            issued_on=today,
            signed_copy=(BytesIO(scan), "quyet-dinh.pdf"),
        ).status_code
    )

    assert walked == [303, 303, 303, 303, 303]
    assert states() == [State.PUBLISHED] * 3
    assert db.session.scalars(select(DecisionItem.bonus).order_by(DecisionItem.position)).all() == [
        3_510_000,
        7_020_000,
        3_510_000,
    ]
    paper = db.session.scalars(select(Paper).where(Paper.code == PaperCode.AWARD_DECISION)).one()
    assert (paper.state, paper.number, paper.signer_name) == ("ISSUED", 57, "Lê Hoài Sơn")
    assert "tại Tờ trình số 101/TTr-SNV ngày" in paper.content["grounds"][-1]
    assert paper.content["letterhead"]["is_draft"] is False
    assert paper.content["letterhead"]["number"] == 57
    assert db.session.scalars(select(Errand.kind).where(Errand.kind == "render")).all() == ["render"] * 3
    assert verify() == []


def test_only_the_office_of_a_step_may_take_it(app, client, office):
    proposal = proposal_of(app, office, client)

    refused = {
        (name, step): post(app, who, f"/proposals/{proposal}/{step}").status_code
        for name, who in (("vpub", office.vpub), ("chairman", office.chairman), ("director", office.director))
        for step in ("sign", "forward", "decide")
        if (name, step) != ("director", "sign")
    }

    assert refused == {
        ("vpub", "sign"): 403,
        ("vpub", "forward"): 404,  # a draft is nobody's business outside Sở Nội vụ
        ("vpub", "decide"): 403,
        ("chairman", "sign"): 403,
        ("chairman", "forward"): 403,
        ("chairman", "decide"): 404,
        ("director", "forward"): 403,
        ("director", "decide"): 403,
    }
    assert states() == [State.SNV_SUBMISSION] * 3


def test_a_list_that_changed_while_it_was_read_is_not_signed(app, client, office):
    proposal = proposal_of(app, office, client)
    read = as_shown(f"/proposals/{proposal}")
    changed = post(
        app,
        office.drafter,
        f"/proposals/{proposal}/edit",
        title="Về việc đề nghị tặng Bằng khen",
        nomination_ids=[str(case.id) for case in office.cases[:2]],
        version=read["seen"].partition(":")[0],
    )

    answer = post(app, office.director, f"/proposals/{proposal}/sign", **read)

    assert (changed.status_code, answer.status_code, states()) == (303, 409, [State.SNV_SUBMISSION] * 3)
    assert office.drafter.name in answer.text
    assert "Danh sách nay gồm: Nguyễn Thị Ngọc Ánh, Tập thể Trường THPT Chu Văn An." in answer.text
    assert db.session.scalars(select(Paper)).all() == []


def test_a_name_withdrawn_while_the_chairman_read_stops_his_pen(app, client, office):
    proposal = proposal_of(app, office, client)
    post(app, office.director, f"/proposals/{proposal}/sign")
    number(app, office, proposal)
    post(app, office.vpub, f"/proposals/{proposal}/forward")
    read = as_shown(f"/proposals/{proposal}")
    head = actor(Role.UNIT_HEAD, office.unit, user("Lê Hữu Tường"))
    advance(office.cases[0], "withdraw", actor=head, reason="Chuyển công tác.")

    answer = post(app, office.chairman, f"/proposals/{proposal}/decide", **read)

    assert (answer.status_code, db.session.scalars(select(Decision)).all()) == (409, [])
    assert "Lê Hữu Tường" in answer.text
    assert post(app, office.chairman, f"/proposals/{proposal}/decide").status_code == 303
    assert states() == [State.WITHDRAWN, State.DECIDED, State.DECIDED]


def test_a_signature_without_a_page_is_none(app, client, office):
    proposal = proposal_of(app, office, client)

    assert post(app, office.director, f"/proposals/{proposal}/sign", seen="").status_code == 409
    assert states() == [State.SNV_SUBMISSION] * 3


def test_of_two_who_edit_a_list_the_slower_keeps_the_words(app, client, office):
    proposal = proposal_of(app, office, client)
    typed = {"nomination_ids": [str(case.id) for case in office.cases], "version": "1"}
    post(app, office.drafter, f"/proposals/{proposal}/edit", title="Bản của người nhanh", **typed)

    answer = post(app, office.drafter, f"/proposals/{proposal}/edit", title="Bản của người chậm", **typed)

    assert (answer.status_code, "Bản của người chậm" in answer.text) == (409, True)
    assert db.session.scalars(select(Proposal.title)).one() == "Bản của người nhanh"


def test_an_emptied_list_is_not_signed(app, client, office):
    proposal = proposal_of(app, office, client)
    head, other = actor(Role.UNIT_HEAD, office.unit), actor(Role.UNIT_HEAD, office.other_unit)
    for case, of_its_unit in zip(office.cases, (head, head, other), strict=True):
        advance(case, "withdraw", actor=of_its_unit, reason="Rút.")

    answer = post(app, office.director, f"/proposals/{proposal}/sign")

    assert (answer.status_code, states()) == (409, [State.WITHDRAWN] * 3)


def test_a_letter_without_its_number_goes_no_further(app, client, office):
    """Else the decision would cite a Tờ trình that has no number."""
    proposal = proposal_of(app, office, client)
    post(app, office.director, f"/proposals/{proposal}/sign")

    answer = post(app, office.vpub, f"/proposals/{proposal}/forward")

    assert (answer.status_code, states()) == (409, [State.VPUB_REVIEW] * 3)
    for sentence in ("Tờ trình chưa có số", "Tờ trình chưa có bản đã ký"):
        assert sentence in answer.text


def test_a_letter_is_numbered_once_it_is_signed(app, client, office):
    proposal = proposal_of(app, office, client)

    assert (number(app, office, proposal).status_code, db.session.scalars(select(Paper)).all()) == (409, [])


def test_signing_twice_is_refused_and_changes_nothing(app, client, office):
    proposal = proposal_of(app, office, client)
    post(app, office.director, f"/proposals/{proposal}/sign")

    again = post(app, office.director, f"/proposals/{proposal}/sign")

    assert again.status_code == 409
    assert "Hồ sơ đã chuyển sang bước khác." in again.text
    assert states() == [State.VPUB_REVIEW] * 3


def test_reasons_for_single_names_are_read_as_every_form_is(app, client, office):
    proposal = proposal_of(app, office, client)
    post(app, office.director, f"/proposals/{proposal}/sign")
    number(app, office, proposal)
    post(app, office.vpub, f"/proposals/{proposal}/forward")
    first, second, _ = db.session.scalars(select(ProposalItem.id).order_by(ProposalItem.position))
    url, long = f"/proposals/{proposal}/send-back-from-chairman", "Chưa xứng đáng " * 200

    refused = post(app, office.chairman, url, reason="Xem lại.", **{f"exclude_{first}": long})
    taken = post(app, office.chairman, url, reason="Xem lại.", **{f"exclude_{second}": "Chưa\x00 \u202eđủ\u202c."})

    assert (refused.status_code, "Không dài quá 2000 ký tự." in refused.text, long.strip() in refused.text) == (
        422,
        True,
        True,
    )
    assert (taken.status_code, [*db.session.scalars(select(ProposalItem.excluded_reason).order_by("position"))]) == (
        303,
        [None, "Chưa đủ.", None],
    )


def test_the_chairman_sends_the_list_back_with_a_name_and_its_reason(app, client, office):
    proposal = proposal_of(app, office, client)
    post(app, office.director, f"/proposals/{proposal}/sign")
    number(app, office, proposal)
    post(app, office.vpub, f"/proposals/{proposal}/forward")
    item = db.session.scalars(select(ProposalItem.id).order_by(ProposalItem.position)).first()

    answer = post(
        app,
        office.chairman,
        f"/proposals/{proposal}/send-back-from-chairman",
        reason="Rà soát lại danh sách.",
        **{f"exclude_{item}": "Thành tích chưa nổi bật."},
    )

    assert answer.status_code == 303
    assert states() == [State.SNV_SUBMISSION] * 3
    reasons = db.session.scalars(
        select(AuditEvent.reason)
        .where(AuditEvent.action == "send_back_from_chairman", AuditEvent.subject.startswith("nomination:"))
        .order_by(AuditEvent.subject)
    ).all()
    assert sorted(reasons) == ["Rà soát lại danh sách.", "Rà soát lại danh sách.", "Thành tích chưa nổi bật."]
    assert [(paper.code.value, paper.state) for paper in db.session.scalars(select(Paper).order_by(Paper.id))] == [
        ("TTR_SNV", "ISSUED"),  # its number stays in the register
        ("PHIEU_TRINH", "ISSUED"),
        ("TB_KETLUAN", "SIGNED"),
    ]

    told = post(app, office.director, f"/proposals/{proposal}/items/{item}/refuse", reason="Thành tích chưa nổi bật.")
    signed = post(app, office.director, f"/proposals/{proposal}/sign")

    assert (told.status_code, signed.status_code) == (303, 303)
    assert sorted(states()) == sorted([State.NOT_APPROVED, State.VPUB_REVIEW, State.VPUB_REVIEW])
    page = signed_in(app.test_client(), office.director).get(f"/proposals/{proposal}").text
    papers = page.partition('id="papers"')[2]
    assert (papers.count("(PDF)</a>"), papers.count("đã bị trả lại, thay bằng")) == (5, 1)  # with the draft decision


def test_a_name_the_chairman_did_not_take_off_cannot_be_refused(app, client, office):
    proposal = proposal_of(app, office, client)
    item = db.session.scalars(select(ProposalItem.id)).first()

    answer = post(app, office.director, f"/proposals/{proposal}/items/{item}/refuse", reason="Không thích.")

    assert answer.status_code == 409
    assert "Chưa có ý kiến không đồng ý của Chủ tịch UBND tỉnh về hồ sơ này." in answer.text


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"number": "", "issued_on": "05/02/2025"}, "Nhập số văn bản."),
        ({"number": "0", "issued_on": "01/01/2025"}, "Số phải từ 1 đến 999999."),
        ({"number": "5", "issued_on": "31/02/2025"}, "Ngày này không có trong lịch."),
    ],
)
def test_bad_registration_keeps_what_was_typed(app, client, office, fields, sentence):
    proposal = proposal_of(app, office, client)
    decided(app, office, proposal)
    decision = db.session.scalars(select(Decision.id)).one()

    answer = post(app, office.clerical, f"/decisions/{decision}/issue", **fields)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert f'value="{fields["issued_on"]}"' in answer.text
    assert states() == [State.DECIDED] * 3


def test_a_number_is_given_once_a_year(app, client, office, scan):
    first = proposal_of(app, office, client)
    post(app, office.director, f"/proposals/{first}/sign")
    number(app, office, first)
    post(app, office.vpub, f"/proposals/{first}/forward")
    post(app, office.chairman, f"/proposals/{first}/decide")
    decision = db.session.scalars(select(Decision)).one()
    paper = db.session.scalars(select(Paper).where(Paper.code == PaperCode.AWARD_DECISION)).one()
    from app.documents.models import PaperNumber  # noqa: PLC0415 -- a number some other decision has

    db.session.add(
        PaperNumber(
            organisation_id=paper.organisation_id,
            code=paper.code,
            year=clock.today().year,
            number=57,
            created_at=decision.signed_at,
        )
    )
    db.session.commit()

    answer = post(
        app,
        office.clerical,
        f"/decisions/{decision.id}/issue",
        number="57",
        issued_on=clock.today().strftime("%d/%m/%Y"),
        signed_copy=(BytesIO(scan), "quyet-dinh.pdf"),
    )

    assert answer.status_code == 422
    assert "đã cấp cho" in answer.text
    assert states() == [State.DECIDED] * 3


def test_units_see_an_issued_decision_and_only_their_own_lines(app, client, office, scan):
    proposal = proposal_of(app, office, client)
    decided(app, office, proposal)
    decision = db.session.scalars(select(Decision)).one()
    from tests import builders  # noqa: PLC0415 -- one more person
    from workflows.vocabulary import Role  # noqa: PLC0415

    clerk = builders.actor(Role.UNIT_CLERK, office.unit)
    accountant = builders.actor(Role.ACCOUNTANT, office.unit)
    db.session.commit()
    reader, payer = signed_in(app.test_client(), clerk), signed_in(app.test_client(), accountant)
    before = [who.get(f"/decisions/{decision.id}").status_code for who in (reader, payer)]
    post(
        app,
        office.clerical,
        f"/decisions/{decision.id}/issue",
        number="57",
        issued_on=clock.today().strftime("%d/%m/%Y"),
        signed_copy=(BytesIO(scan), "quyet-dinh.pdf"),
    )

    after = reader.get(f"/decisions/{decision.id}")

    assert (before, after.status_code) == ([404, 404], 200)
    assert payer.get(f"/decisions/{decision.id}").status_code == 200
    assert "Nguyễn Thị Ngọc Ánh" in after.text
    assert "Chamaléa Thị Sương" not in after.text


def test_a_name_that_is_still_its_units_own_no_sentence_tells(app, office):
    unsent, known = office.cases[:2]
    unsent.state, unsent.submitted_at = State.DRAFT, None
    known.state = State.APPRAISAL
    db.session.commit()

    answer = post(
        app,
        office.drafter,
        f"/proposals/new/{office.award.id}",
        title="Về việc đề nghị tặng Bằng khen",
        nomination_ids=[str(case.id) for case in office.cases],
    )

    sentence = f"Không còn đưa vào danh sách này được: {known.nominee_name}. Hãy chọn lại."
    assert (answer.status_code, sentence in answer.text) == (422, True)
