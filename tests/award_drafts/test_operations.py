"""A draft is written by some, published by another, and only as what was read; the catalogue changes at once or not."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app import clock
from app.audit.models import AuditEvent
from app.award_drafts import content, deciding, holding, obstacles, operations, queries
from app.award_drafts.models import DraftStatus
from app.award_drafts.parts import Consideration, Money, Names, Validity
from app.award_drafts.rows import NEW, Criterion, Paper
from app.awards import exporting
from app.awards.models import AwardVersion
from app.awards.queries import version_on
from app.errors import Invalid, Refusal, SomebodyWasFaster
from app.extensions import db
from tests import builders
from tests.award_drafts.conftest import FROM, LAW
from tests.patience import done_meanwhile
from workflows.vocabulary import Role


def versions():
    found = select(AwardVersion.number, AwardVersion.valid_from, AwardVersion.valid_to)
    return [*db.session.execute(found.where(AwardVersion.award_code == "bang_khen_tinh").order_by("number")).tuples()]


def refused(deed):
    with pytest.raises(Refusal) as wrong:
        deed()
    db.session.rollback()
    return wrong.value.reasons


def invalid(deed):
    with pytest.raises(Invalid) as wrong:
        deed()
    db.session.rollback()
    return wrong.value.errors


def test_a_draft_says_what_its_version_says_and_the_catalogue_does_not_know_it(office):
    draft = office.start()

    assert (draft.status, draft.number, draft.begins, draft.basis) == (DraftStatus.WRITING, 2, FROM, LAW)
    told = exporting.told(office.award, office.award.award.kind)
    assert content.said(draft.content) == told | {"number": 2, "valid_from": FROM, "valid_to": None}
    assert versions() == [(1, date(2024, 1, 1), None)]
    assert obstacles.every(draft) == [obstacles.NOTHING_NEW]


def test_another_person_publishes_and_the_version_before_ends_the_day_before(office):
    draft = office.send(office.changed())
    made = office.publish(draft)

    assert versions() == [(1, date(2024, 1, 1), FROM - timedelta(days=1)), (2, FROM, None)]
    assert exporting.told(made, "commendation") == content.said(draft.content)
    assert (draft.status, draft.published_id) == (DraftStatus.PUBLISHED, made.id)
    assert version_on("bang_khen_tinh", FROM).leaves[0].label == "Điều khác"
    assert version_on("bang_khen_tinh", FROM - timedelta(days=1)).leaves[0].label != "Điều khác"
    log = db.session.scalars(select(AuditEvent).order_by(AuditEvent.seq))
    assert [(event.action, event.actor_name) for event in log] == [
        ("start_award_draft", "Võ Thị Thanh Nhàn"),
        ("edit_award_draft", "Võ Thị Thanh Nhàn"),
        ("send_award_draft", "Võ Thị Thanh Nhàn"),
        ("publish_award_version", "Trần Văn Hùng"),
    ]
    last = db.session.scalars(select(AuditEvent).order_by(AuditEvent.seq.desc())).first()
    assert (last.data["sent_by"], last.data["sha256"]) == ("Võ Thị Thanh Nhàn", content.digest(draft.content))


def test_whoever_wrote_a_word_of_it_does_not_approve(office):
    draft = office.start(actor=office.head)
    office.send(office.changed(draft))

    assert refused(lambda: office.publish(draft)) == [obstacles.WROTE_IT]
    assert len(versions()) == 1
    assert office.publish(draft, actor=office.director).number == 2


def test_whoever_stands_in_for_a_writer_does_not_approve_either(office):
    draft = office.send(office.changed())
    other = builders.actor(Role.BAN_HEAD, office.snv)
    stands_in = type(other)(**{**vars(other), "for_user_id": office.appraiser.user_id})

    assert refused(lambda: office.publish(draft, actor=stands_in)) == [obstacles.WROTE_IT]


def test_what_is_written_after_it_was_sent_is_sent_anew(office):
    draft = office.send(office.changed())
    seen = draft.version
    office.changed(draft, label="Điều khác nữa")

    assert draft.status is DraftStatus.WRITING
    assert refused(lambda: office.publish(draft)) == [obstacles.NOT_SENT]
    office.send(draft)
    with pytest.raises(SomebodyWasFaster):
        deciding.publish(draft, seen=seen, actor=office.head)


def test_it_is_sent_back_with_a_reason(office):
    draft = office.send(office.changed())

    assert invalid(lambda: deciding.send_back(draft, " ", seen=draft.version, actor=office.head)) == {
        "reason": deciding.NO_REASON
    }
    deciding.send_back(draft, "Sai điều khoản.", seen=draft.version, actor=office.head)
    assert (draft.status, draft.reason) == (DraftStatus.WRITING, "Sai điều khoản.")
    assert office.publish(office.send(draft)).number == 2


def test_of_one_award_there_is_one_draft_at_a_time(office):
    draft = office.start()

    assert refused(office.start) == [operations.UNDER_WAY]
    deciding.discard(draft, seen=draft.version, actor=office.appraiser)
    assert office.start().id != draft.id


def test_a_day_that_is_gone_is_refused_once_a_case_began(office):
    builders.nomination(builders.organisation("SGD"), office.award, builders.award_round(office.award))
    db.session.commit()

    assert [*invalid(lambda: office.start(valid_from=clock.today()))] == ["valid_from"]
    assert office.start(valid_from=clock.today() + timedelta(days=1)).number == 2


def test_a_day_that_is_gone_will_do_where_no_case_began(office):
    assert [*invalid(lambda: office.start(valid_from=office.award.valid_from))] == ["valid_from"]
    assert office.start(valid_from=date(2025, 1, 1)).begins == date(2025, 1, 1)


def test_what_was_published_meanwhile_leaves_a_draft_behind(office):
    draft = office.send(office.changed())
    row = content.built({**draft.content, "valid_from": "2026-01-01"})
    office.award.valid_to = date(2025, 12, 31)
    db.session.add(row)
    db.session.commit()

    assert refused(lambda: office.publish(draft)) == obstacles.every(draft) != []
    assert [number for number, *_ in versions()] == [1, 2]


def test_days_in_the_way_of_another_version_are_told_beside_the_day(office):
    draft = office.start()
    office.award.valid_to = date(2025, 8, 31)
    db.session.commit()

    errors = invalid(lambda: office.write(draft, Validity(valid_from=date(2025, 8, 1), valid_to=None, basis=LAW)))
    said = "“Bằng khen của Chủ tịch UBND tỉnh” bản 2 có ngày hiệu lực chồng với bản 1 (đang có trong phần mềm)."
    assert errors == {"valid_from": said}


def test_a_criterion_that_asks_for_its_own_award_is_refused_beside_the_field(office):
    draft = office.start()
    wanted = Criterion(
        label="Vòng tròn",
        field="meets.bang_khen_tinh",
        op="is_true",
        value="",
        check="auto",
        basis="Luật",
        confidence="verified",
        branch="0.tree",
    )

    assert [*invalid(lambda: office.write(draft, wanted, NEW))] == ["field"]


def test_criteria_papers_votes_money_and_names_are_written(office):
    draft = office.start()
    said = content.said(draft.content)
    wanted = Criterion(
        label="Ba năm hoàn thành xuất sắc",
        field="rating.streak_years_htxs",
        op="gte",
        value="3",
        check="auto",
        basis="Luật Điều 74",
        confidence="verified",
        branch="0.tree",
    )
    office.write(draft, wanted, NEW)
    office.write(draft, Paper(doc="danh_sach", copies=2, kinds=[], routes=[], condition="", note=""), NEW)
    office.write(draft, Consideration(**vars(Consideration.of(said, "")) | {"rule": "V80"}))
    office.write(draft, Money(**vars(Money.of(said, "")) | {"multiples": {"individual": "2.5"}}))
    office.write(draft, Names(**vars(Names.of(said, "")) | {"note": "Ghi chú mới"}))
    made = office.publish(office.send(draft))

    assert made.criteria["variants"][0]["tree"]["all_of"][-1] == "B2-1"
    new = next(leaf for leaf in made.leaves if leaf.code == "B2-1")
    assert (new.op, new.value, new.variant) == ("gte", {"is": 3}, "individual")
    assert (made.dossier[-1].doc_code, made.dossier[-1].copies) == ("danh_sach", 2)
    assert (made.vote_rule_code, made.bonus["multiples"], made.note) == ("V80", {"individual": "2.5"}, "Ghi chú mới")


def test_a_file_takes_the_place_of_the_whole_or_is_refused_by_its_lines(office):
    draft = office.start()
    text = exporting.written(exporting.told(content.built(draft.content), "commendation"))

    errors = invalid(
        lambda: operations.take_file(
            draft, text.replace("op: gte", "op: more", 1).encode(), seen=draft.version, actor=office.head
        )
    )
    line = next(at for at, line in enumerate(text.splitlines(), start=1) if "op: gte" in line)
    assert errors["line_0"].startswith(f"Dòng {line}: mục “op” có phép so sánh không biết “more”")
    better = text.replace("number: 2", "number: 9").replace("copies: 1", "copies: 3", 1)
    operations.take_file(draft, better.encode(), seen=draft.version, actor=office.head)
    assert (draft.number, draft.content["dossier"][0]["copies"]) == (2, 3)
    other = text.replace("code: bang_khen_tinh", "code: giay_khen", 1).encode()
    assert [*invalid(lambda: operations.take_file(draft, other, seen=draft.version, actor=office.head))] != []


def test_the_last_criterion_of_a_group_stays(office):
    draft = office.start()

    assert (
        refused(lambda: operations.remove(draft, "criteria", "BK-9", seen=draft.version, actor=office.appraiser)) != []
    )
    operations.remove(draft, "criteria", "BK-8", seen=draft.version, actor=office.appraiser)
    assert "BK-8" not in {leaf.code for leaf in content.built(draft.content).leaves}


def test_drafts_of_others_are_not_touched_by_a_stale_page(office):
    draft = office.start()
    seen = draft.version
    office.changed(draft)

    with pytest.raises(SomebodyWasFaster):
        operations.remove(draft, "papers", "0", seen=seen, actor=office.head)
    assert queries.every_open() == [draft]


@pytest.mark.parametrize("deed", ["publish", "send_back"])
def test_of_two_who_decide_at_once_the_slower_hears_of_it(app, office, deed):
    draft = office.send(office.changed())
    draft_id, seen = draft.id, draft.version

    def decide():
        found = queries.one(draft_id)
        if deed == "publish":
            deciding.publish(found, seen=seen, actor=office.director)
        else:
            deciding.send_back(found, "Sai.", seen=seen, actor=office.director)

    deciding.publish(draft, seen=seen, actor=office.head)  # and not committed yet
    with pytest.raises(Refusal) as wrong:
        done_meanwhile(app, decide)

    assert wrong.value.reasons == [holding.NOT_OPEN]
    assert [number for number, *_ in versions()] == [1, 2]


def test_of_two_who_begin_at_once_the_slower_hears_of_it(app, office):
    award_id = office.award.id

    def begin():
        wanted = operations.Opening(valid_from=FROM, basis=LAW)
        operations.start(db.session.get_one(AwardVersion, award_id), wanted, actor=office.head)

    begin()  # and not committed yet
    with pytest.raises(Refusal) as wrong:
        done_meanwhile(app, begin)

    assert wrong.value.reasons == [operations.UNDER_WAY]


def test_what_was_taken_out_and_is_wanting_is_told_on_the_page_of_the_draft(office):
    draft = office.start()
    while draft.content["steps"]:
        operations.remove(draft, "steps", "0", seen=draft.version, actor=office.appraiser)

    assert obstacles.every(draft) == ["Thời hạn: phải là danh sách, không bỏ trống."]
    assert refused(lambda: office.send(draft)) == ["Thời hạn: phải là danh sách, không bỏ trống."]
