"""A dossier is closed when it is whole, with an index of what it holds; and leaves the house as one file."""

import csv
import zipfile
from io import BytesIO, StringIO

from sqlalchemy import select

from app.audit.queries import verify
from app.deliveries import dossier
from app.deliveries.models import Delivery, Deposit
from app.deliveries.settings import NEEDED, RETENTIONS, USUAL_RETENTION
from app.documents.models import Paper
from app.documents.store import Store
from app.effects import runner
from app.extensions import db
from app.nominations import openings
from tests import builders
from tests.browser.desk import text_of
from workflows.award_province_1 import State
from workflows.vocabulary import SHEET_OF, Role
from workflows.vocabulary import Paper as PaperCode


def close(after, items, **typed):
    form = {
        "code": "KT.01-2025",
        "title": "Hồ sơ khen thưởng theo Quyết định số 01/QĐ-UBND",
        "retention": USUAL_RETENTION,
        "place": "Kho 2",
        "sheets": "45",
        "item_ids": [str(item.id) for item in items],
    }
    return after.post(Role.ARCHIVIST, f"/archive/decisions/{after.decision.id}", **form | typed)


def handed_items(handed):
    return [item for item in handed.items if item.nomination.state == State.HANDED_OVER]


def lose(code, column):
    """As if it had never been issued, or signed on paper."""
    for paper in db.session.scalars(select(Paper).where(Paper.code == code)):
        setattr(paper, column, None if column == "signed_copy_id" else "VOID")
    db.session.commit()


def test_every_kind_of_paper_that_is_needed_is_one_the_process_knows():
    assert {code for needed in NEEDED for code in needed.codes} <= SHEET_OF.keys()
    assert USUAL_RETENTION in RETENTIONS
    assert [one.name for one in RETENTIONS.values() if not one.basis] == []


def test_a_case_that_went_the_whole_road_lacks_nothing(handed):
    cases = [item.nomination for item in handed_items(handed)]

    assert dossier.missing_of(cases) == {case.id: () for case in cases}
    assert [openings.facts(case).papers_are_complete for case in cases] == [True, True]


def test_a_simplified_case_needs_no_paper_of_a_council_that_never_met(session):
    award = builders.medal()
    case = builders.nomination(builders.organisation(), award, builders.award_round(award), process="medal_simplified")

    assert [told for told in dossier.missing(case) if "Hội đồng" in told] == []


def test_each_missing_paper_is_a_sentence_and_the_case_stays(handed):
    lose(PaperCode.SUBMISSION_LETTER, "signed_copy_id")
    lose(PaperCode.TALLY_SHEET, "state")
    first, second = handed_items(handed)

    page = handed.get(Role.ARCHIVIST, f"/archive/decisions/{handed.decision.id}").text
    answer = close(handed, [first, second])

    for told in ("Thiếu Biên bản kiểm phiếu của Hội đồng tỉnh.", "Tờ trình của đơn vị chưa đính bản đã ký."):
        assert told in page
        assert told in answer.text
    assert (answer.status_code, first.nomination.state) == (422, State.HANDED_OVER)
    assert openings.facts(first.nomination).papers_are_complete is False


def test_several_cases_are_closed_at_once_with_one_index(handed):
    chosen = handed_items(handed)

    assert close(handed, chosen).status_code == 303
    runner.run_waiting()

    deposit = db.session.scalars(select(Deposit)).one()
    assert [item.nomination.state for item in chosen] == [State.ARCHIVED] * 2
    kept = select(Delivery.deposit_id).where(Delivery.decision_item_id.in_([item.id for item in chosen]))
    assert db.session.scalars(kept).all() == [deposit.id] * 2
    index = text_of(handed.get(Role.ARCHIVIST, f"/papers/{deposit.index_id}.pdf").data)
    for said in ("MỤC LỤC HỒ SƠ", "KT.01-2025", "20 năm", "01/QĐ-UBND", "01/TTr-SNV", "Số tờ: 45", "Kho 2"):
        assert said in index
    assert index.count("Quyết định khen thưởng") == 1  # what both stand on is kept once
    assert [*verify()] == []


def test_the_index_stays_at_the_department(handed):
    close(handed, handed_items(handed))
    index = db.session.scalars(select(Deposit.index_id)).one()

    seen = {role: handed.get(role, f"/papers/{index}.pdf").status_code for role in (Role.UNIT_CLERK, Role.ARCHIVIST)}

    assert seen == {Role.UNIT_CLERK: 404, Role.ARCHIVIST: 200}


def test_what_is_typed_wrong_is_told_beside_its_field(handed):
    answer = close(handed, handed_items(handed), code="", retention="ever", sheets="0")

    assert answer.status_code == 422
    for told in ("Nhập số hồ sơ.", "Chọn một mục trong danh sách.", "Số phải từ 1"):
        assert told in answer.text


def unzipped(answer):
    with zipfile.ZipFile(BytesIO(answer.data)) as whole:
        assert whole.testzip() is None
        return {name: whole.read(name) for name in whole.namelist()}


def test_the_dossier_leaves_as_one_file_with_its_index(handed):
    (first, _) = handed_items(handed)
    runner.run_waiting()

    files = unzipped(handed.get(Role.ARCHIVIST, f"/archive/cases/{first.nomination_id}/dossier.zip"))

    (told,) = builders.events_of(f"reading:nomination:{first.nomination_id}")
    assert (told.role, told.action) == (Role.ARCHIVIST, "take_dossier")
    rows = [*csv.DictReader(StringIO(files["00-muc-luc.csv"].decode("utf-8-sig")), delimiter=";")]
    named = {name for row in rows for name in row["Tệp"].split("; ")}
    assert named | {"00-muc-luc.csv", "00-muc-luc.pdf"} == files.keys()
    assert [name for name, data in files.items() if name.endswith(".pdf") and not data.startswith(b"%PDF")] == []
    titles = " ".join(row["Trích yếu"] for row in rows)
    for kind in ("Tờ trình của đơn vị", "Giấy tiếp nhận", "Quyết định khen thưởng", "Biên bản bàn giao", "Báo cáo"):
        assert kind in titles


def test_a_unit_gets_the_papers_it_may_open_and_no_others(handed):
    (first, _) = handed_items(handed)
    url = f"/archive/cases/{first.nomination_id}/dossier.zip"

    own, foreign = handed.get(Role.UNIT_CLERK, url), handed.get(Role.UNIT_CLERK, url, unit=1)

    titles = unzipped(own)["00-muc-luc.csv"].decode("utf-8-sig")
    assert foreign.status_code == 404
    assert ("Quyết định khen thưởng" in titles, "Tờ trình của Sở Nội vụ" in titles) == (True, False)
    assert ";Hội đồng Thi đua - Khen thưởng tỉnh;" not in titles


def test_a_file_that_is_gone_from_the_disk_is_told_in_its_place(handed):
    (first, _) = handed_items(handed)
    runner.run_waiting()
    report = first.nomination.evidence[0].file
    Store(handed.app.config["PAPERS_FOLDER"]).path_of(report).unlink()

    files = unzipped(handed.get(Role.ARCHIVIST, f"/archive/cases/{first.nomination_id}/dossier.zip"))

    told = [data.decode() for name, data in files.items() if name.endswith(".THIEU.txt")]
    assert told  # the fixture's scans are all this one file
    assert [words for words in told if "Không tìm thấy tệp" not in words] == []
