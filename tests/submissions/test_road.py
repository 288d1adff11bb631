"""One list, one signature, many names, each with its own result: from draft to issued Tờ trình."""

from io import BytesIO

import pytest
from sqlalchemy import event, select

from app import clock
from app.casework import TransitionRefused
from app.documents.kinds import read
from app.documents.models import Paper
from app.errors import Invalid, Refusal
from app.extensions import db
from app.nominations.openings import Look, facts, panels
from app.nominations.reach import visible_to
from app.organisations.models import Organisation
from app.rounds.models import AwardRound
from app.submissions import operations
from app.submissions.models import Submission
from app.submissions.operations import SubmissionDraft
from tests.builders import SIGNATURES, actor, as_shown, organisation, signed_in
from tests.patience import done_meanwhile
from workflows.award_province_1 import State
from workflows.vocabulary import Role


def drafted(house, cases):
    wanted = SubmissionDraft(
        title="Về việc đề nghị khen thưởng", summary="", nomination_ids=[case.id for case in cases]
    )
    made = operations.draft(house.unit, house.award_round, wanted, actor=house.clerk)
    db.session.commit()
    return made


def post(app, who, url, **data):
    """Press the button of a page that has just been opened."""
    client = app.test_client()
    signed_in(client, who)
    seen = as_shown(url) if url.endswith(SIGNATURES) else {}
    return client.post(url, data=seen | data)


def get(app, who, url):
    client = app.test_client()
    signed_in(client, who)
    return client.get(url)


def seen_by(who):
    return [case.nominee_name for case in db.session.scalars(visible_to(who).order_by("id"))]


def test_a_list_walks_from_draft_to_issued(app, house, passed, scan):
    wanted = {"title": "Về việc đề nghị khen thưởng", "nomination_ids": [str(case.id) for case in passed]}
    walked = [post(app, house.clerk, f"/submissions/new/{house.award_round.id}", **wanted).status_code]
    submission = db.session.scalars(select(Submission)).one()
    url = f"/submissions/{submission.id}"
    walked.append(post(app, house.head, f"{url}/sign").status_code)
    signed = [facts(case).submission_is_issued for case in passed]
    entry = {"number": "15", "issued_on": clock.today().strftime("%d/%m/%Y")}

    walked.append(
        post(app, house.clerk, f"{url}/register", **entry, signed_copy=(BytesIO(scan), "to-trinh.pdf")).status_code
    )

    db.session.expire_all()
    paper = db.session.scalars(select(Paper).where(Paper.code == "TTR_DONVI")).one()
    assert walked == [303] * 3
    assert ([case.state for case in passed], submission.state) == ([State.SUBMITTED] * 3, "ISSUED")
    assert (signed, [facts(case).submission_is_issued for case in passed]) == ([False] * 3, [True] * 3)
    assert (paper.number, paper.symbol, paper.state, paper.signer_name) == (
        15,
        "TTr-SGDDT",
        "ISSUED",
        "Đàng Thị Mỹ Hương",
    )
    assert all(case.submitted_at for case in passed)


def test_the_head_strikes_one_name_and_signs_the_rest(app, house, passed):
    submission = drafted(house, passed)
    struck = submission.items[1]

    answer = post(
        app,
        house.head,
        f"/submissions/{submission.id}/sign",
        **{f"strike_{struck.id}": "y", f"reason_{struck.id}": "Chờ kết luận kiểm tra."},
    )

    db.session.expire_all()
    paper = db.session.scalars(select(Paper).where(Paper.code == "TTR_DONVI")).one()
    assert answer.status_code == 303
    assert [case.state for case in passed] == [State.SUBMITTED, State.RETURNED, State.SUBMITTED]
    assert [row.name for row in read(paper.template, paper.content).roll.individuals] == ["A Ma Thị Một", "Chamaléa Ba"]
    assert seen_by(house.intake) == ["A Ma Thị Một", "Chamaléa Ba"]
    assert "Bo Bo Hai" not in get(app, house.intake, f"/submissions/{submission.id}").text
    assert "Chờ kết luận kiểm tra." in get(app, house.clerk, f"/submissions/{submission.id}").text


def test_a_list_that_changed_while_the_head_read_it_is_not_signed(app, house, passed):
    submission = drafted(house, passed[:2])
    url = f"/submissions/{submission.id}/sign"
    read = as_shown(url)
    wanted = SubmissionDraft(
        title="Về việc đề nghị khen thưởng",
        summary="",
        nomination_ids=[case.id for case in passed],
        version=submission.version,
    )
    operations.redraft(submission, wanted, actor=house.clerk)
    first = min(item.id for item in submission.items)

    answer = post(app, house.head, url, **read, **{f"strike_{first}": "y", f"reason_{first}": "Chờ xác minh."})

    db.session.expire_all()
    assert (answer.status_code, [case.state for case in passed]) == (409, [State.UNIT_SIGN] * 3)
    for words in (house.clerk.name, "Chờ xác minh.", "Danh sách nay gồm: A Ma Thị Một, Bo Bo Hai, Chamaléa Ba."):
        assert words in answer.text


def test_a_signature_that_does_not_say_what_was_read_signs_nothing(app, house, passed):
    submission = drafted(house, passed)
    client = signed_in(app.test_client(), house.head)

    answer = client.post(f"/submissions/{submission.id}/sign")

    assert (answer.status_code, submission.state) == (409, "DRAFT")
    assert [case.state for case in passed] == [State.UNIT_SIGN] * 3


@pytest.mark.parametrize("version", [{}, {"version": ""}, {"version": "²"}, {"version": "9" * 5000}])
def test_a_list_is_changed_only_from_the_version_that_was_read(app, house, passed, version):
    submission = drafted(house, passed)
    wanted = {"title": "Chưa đọc", "nomination_ids": [str(passed[0].id)]}

    answer = post(app, house.clerk, f"/submissions/{submission.id}/edit", **wanted, **version)

    assert (answer.status_code, "Chưa đọc" in answer.text) == (409, True)
    assert (submission.title, len(submission.items)) == ("Về việc đề nghị khen thưởng", 3)


def test_a_reason_without_its_tick_signs_nothing(app, house, passed):
    submission = drafted(house, passed)
    slip = {f"reason_{submission.items[0].id}": "Đang xác minh đơn."}

    answer = post(app, house.head, f"/submissions/{submission.id}/sign", **slip)

    db.session.expire_all()
    assert (answer.status_code, "chưa đánh dấu “Gạch tên”" in answer.text) == (422, True)
    assert [case.state for case in passed] == [State.UNIT_SIGN] * 3


def test_striking_wants_its_reason_and_moves_nobody(app, house, passed):
    submission = drafted(house, passed)

    answer = post(app, house.head, f"/submissions/{submission.id}/sign", **{f"strike_{submission.items[0].id}": "y"})

    db.session.expire_all()
    assert (answer.status_code, "Ghi lý do gạch tên." in answer.text) == (422, True)
    assert [case.state for case in passed] == [State.UNIT_SIGN] * 3


def test_a_list_with_all_names_struck_is_not_signed(house, passed):
    submission = drafted(house, passed)

    with pytest.raises(Refusal) as refused:
        operations.sign(submission, {item.id: "Không đồng ý." for item in submission.items}, actor=house.head)

    assert refused.value.reasons == [
        "Tất cả tên trong danh sách đều bị gạch: bỏ gạch ít nhất một tên, hoặc hủy Tờ trình."
    ]


def test_a_case_stands_on_one_living_list(house, passed):
    drafted(house, passed[:2])
    db.session.begin_nested()

    with pytest.raises(Invalid) as again:
        drafted(house, passed[2:])

    assert again.value.errors == {"title": "Đợt này đã có một Tờ trình đang soạn: thêm hồ sơ vào Tờ trình đó."}


def test_another_units_case_never_comes_onto_the_list(house, passed):
    other = organisation("SYT", "Sở Y tế")
    foreign = house.case("Người Ngoài", State.UNIT_SIGN)
    foreign.unit_id = foreign.submitting_unit_id = other.id
    db.session.flush()

    with pytest.raises(Invalid) as refused:
        drafted(house, [*passed, foreign])

    assert refused.value.errors == {
        "nomination_ids": "Không còn đưa vào danh sách này được: hồ sơ đã chọn. Hãy chọn lại."
    }


def test_a_name_that_left_meanwhile_stops_the_signature(house, passed):
    submission = drafted(house, passed)
    passed[0].state = State.RETURNED

    with pytest.raises(TransitionRefused) as refused:
        operations.sign(submission, {}, actor=house.head)

    assert refused.value.reasons == ["A Ma Thị Một: hồ sơ đang ở bước “Trả lại đơn vị”. Đưa tên này ra khỏi danh sách."]


def test_a_name_without_a_passed_vote_stops_the_signature(house, passed):
    unvoted = house.case("Lê Văn Thạnh", State.UNIT_SIGN)
    submission = drafted(house, [*passed, unvoted])

    with pytest.raises(TransitionRefused) as refused:
        operations.sign(submission, {}, actor=house.head)

    assert refused.value.reasons == [
        "Lê Văn Thạnh: chưa có biên bản Hội đồng đơn vị thông qua. Đưa tên này ra khỏi danh sách."
    ]


def test_it_is_signed_once(house, passed):
    submission = drafted(house, passed)
    operations.sign(submission, {}, actor=house.head)

    with pytest.raises(TransitionRefused):
        operations.sign(submission, {}, actor=house.head)

    assert len(db.session.scalars(select(Paper).where(Paper.code == "TTR_DONVI")).all()) == 1


def test_names_are_ordered_by_hand(app, house, passed):
    submission = drafted(house, passed)
    last = submission.items[2]

    answer = post(app, house.clerk, f"/submissions/{submission.id}/items/{last.id}/move", way="up")

    db.session.expire_all()
    assert answer.status_code == 303
    assert [item.nomination.nominee_name for item in submission.items] == ["A Ma Thị Một", "Chamaléa Ba", "Bo Bo Hai"]


def test_a_discarded_draft_frees_its_cases(house, passed):
    operations.discard(drafted(house, passed), "Lập lại.", actor=house.clerk)

    assert len(drafted(house, passed).items) == 3


def test_the_slower_of_two_clerks_loses_no_word(app, house, passed):
    submission = drafted(house, passed)
    url = f"/submissions/{submission.id}/edit"
    form = {"title": "Trích yếu mới", "nomination_ids": [str(passed[0].id)], "version": submission.version}

    answers = [post(app, house.clerk, url, **form), post(app, house.clerk, url, **(form | {"summary": "Chữ của tôi"}))]

    db.session.expire_all()
    assert [answer.status_code for answer in answers] == [303, 409]
    assert "Chữ của tôi" in answers[1].text
    assert [item.nomination_id for item in submission.items] == [passed[0].id]


def test_the_department_sees_what_is_signed(app, house, passed):
    submission = drafted(house, passed)
    stranger = actor(Role.UNIT_HEAD, organisation("SYT", "Sở Y tế"))
    db.session.commit()
    url = f"/submissions/{submission.id}"
    people = (house.head, house.intake, stranger)
    before = [get(app, who, url).status_code for who in people]
    post(app, house.head, f"{url}/sign")

    assert before == [200, 404, 404]
    assert [get(app, who, url).status_code for who in people] == [200, 200, 404]
    assert post(app, house.clerk, f"{url}/sign").status_code == 403


def test_every_page_opens(app, house, passed):
    new = get(app, house.clerk, f"/submissions/new/{house.award_round.id}").status_code
    submission = drafted(house, passed[:2])
    url = f"/submissions/{submission.id}"
    pages = [
        (house.clerk, "/submissions/"),
        (house.clerk, url),
        (house.clerk, f"{url}/edit"),
        (house.clerk, f"{url}/discard"),
        (house.clerk, f"{url}/register"),
        (house.head, f"{url}/sign"),
        (house.head, f"{url}/letter.pdf"),
    ]

    assert [new, *(get(app, who, page).status_code for who, page in pages)] == [200] * 8


def test_a_file_that_is_no_paper_is_refused_beside_the_field(app, house, passed):
    submission = drafted(house, passed)
    url = f"/submissions/{submission.id}"
    post(app, house.head, f"{url}/sign")
    entry = {"number": "15", "issued_on": clock.today().strftime("%d/%m/%Y")}

    answer = post(app, house.clerk, f"{url}/register", **entry, signed_copy=(BytesIO(b"MZ not a paper"), "a.pdf"))

    db.session.expire_all()
    assert (answer.status_code, submission.state) == (422, "SIGNED")
    assert 'href="#signed_copy"' in answer.text


def test_the_case_page_tells_its_list_and_its_votes(app, house, passed):
    submission = drafted(house, passed)
    operations.sign(submission, {}, actor=house.head)

    with app.test_request_context():
        shown = {
            who.role: {panel.template for panel in panels(Look(passed[0]), who)} for who in (house.clerk, house.intake)
        }

    ours = {"submissions/_carried_by.html", "councils/_results.html"}
    assert {role: templates & ours for role, templates in shown.items()} == {
        Role.UNIT_CLERK: ours,
        Role.INTAKE_OFFICER: ours,
    }


def statements_of(app, who, url):
    counted = []
    client = app.test_client()
    signed_in(client, who)
    listen = lambda *_: counted.append(1)  # noqa: E731 -- two lines shorter
    event.listen(db.engine, "before_cursor_execute", listen)
    answer = client.get(url)
    event.remove(db.engine, "before_cursor_execute", listen)
    assert answer.status_code == 200
    return len(counted)


def test_pages_ask_as_often_for_thirty_names_as_for_three(app, house, passed):
    submission = drafted(house, passed)
    urls = [(house.clerk, ""), (house.clerk, "/edit"), (house.head, "/sign")]
    few = [statements_of(app, who, f"/submissions/{submission.id}{path}") for who, path in urls]
    more = [house.case(f"Người Thứ {n}", State.UNIT_SIGN) for n in range(27)]
    wanted = SubmissionDraft(
        title="Danh sách dài",
        summary="",
        nomination_ids=[case.id for case in [*passed, *more]],
        version=db.session.get_one(Submission, submission.id).version,
    )
    operations.redraft(db.session.get_one(Submission, submission.id), wanted, actor=house.clerk)
    db.session.commit()
    submission_id = submission.id
    db.session.expunge_all()

    many = [statements_of(app, who, f"/submissions/{submission_id}{path}") for who, path in urls]

    assert (few, max(few) <= 16) == (many, True)


def test_of_two_lists_begun_at_once_for_one_round_there_is_one(app, house, passed):
    unit_id, round_id = house.unit.id, house.award_round.id
    wanted = SubmissionDraft(title="Về việc đề nghị khen thưởng", summary="", nomination_ids=[passed[0].id])

    def begin():
        unit, award_round = db.session.get_one(Organisation, unit_id), db.session.get_one(AwardRound, round_id)
        operations.draft(unit, award_round, wanted, actor=house.clerk)

    begin()  # and not committed yet
    with pytest.raises(Invalid, match="đã có một Tờ trình đang soạn"):
        done_meanwhile(app, begin)

    assert len(db.session.scalars(select(Submission)).all()) == 1
