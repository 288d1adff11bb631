"""The pages: who opens them, what they show, what is said beside which field."""

import re
from html.parser import HTMLParser
from io import BytesIO

import pytest

from app.award_drafts import content
from app.award_drafts.models import AwardDraft, DraftStatus
from app.award_drafts.rows import NOT_COMPARED, Criterion
from app.awards import exporting
from app.extensions import db
from tests import builders
from tests.award_drafts.conftest import LAW
from workflows.vocabulary import Role

VERSIONS = "/awards/bang_khen_tinh/versions"


def draft():
    return db.session.query(AwardDraft).one()


def criterion(award_draft, code, **more):
    said = vars(Criterion.of(content.said(award_draft.content), code)) | {"version": award_draft.version} | more
    return {name: value for name, value in said.items() if name != "branch"}


def errors(page):
    return [
        " ".join(re.sub("<[^>]+>", "", found).split())
        for found in re.findall(r'class="field-error"[^>]*>(.*?)</p>', page, flags=re.DOTALL)
    ]


def test_a_jurist_begins_on_the_page_of_the_versions(ask, office):
    assert "Soạn bản mới" in ask(office.appraiser, VERSIONS).text
    answer = ask(office.appraiser, "/award-drafts/new/bang_khen_tinh", {"valid_from": "01/07/2025", "basis": LAW})

    assert answer.headers["Location"] == f"/award-drafts/{draft().id}"
    page = ask(office.appraiser, f"/award-drafts/{draft().id}").text
    assert "Chưa khác bản 1" not in page  # the day is another
    assert ("Gửi phê duyệt" in page, "Bản soạn chưa khác" in page) == (False, True)


def test_only_those_who_may_see_drafts_are_told_of_one(ask, office):
    office.send(office.changed())
    clerk = builders.actor(Role.UNIT_CLERK, builders.organisation("SYT", "Sở Y tế"))

    for page in (VERSIONS, "/awards/"):
        assert "Chờ phê duyệt" in ask(office.director, page).text
        assert "Chờ phê duyệt" not in ask(clerk, page).text
    assert ask(clerk, f"/award-drafts/{draft().id}").status_code == 403
    assert "Soạn bản mới" not in ask(office.director, VERSIONS).text


def test_what_is_wrong_is_said_beside_its_field_and_what_was_typed_is_kept(ask, office):
    made = office.start()
    url = f"/award-drafts/{made.id}/criteria/BK-5"

    answer = ask(office.appraiser, url, criterion(made, "BK-5", value="hai năm", label="Nội dung mới"))
    assert (answer.status_code, errors(answer.text)) == (422, ["Ghi một số, ví dụ 2 hoặc 0,5."])
    assert "hai năm" in answer.text
    assert "Nội dung mới" in answer.text
    wrong = criterion(made, "BK-5", field="rating.year", op="eq", value="2")
    assert errors(ask(office.appraiser, url, wrong).text)[0].startswith(
        "Không có “2”. Ghi một trong: Hoàn thành xuất sắc"
    )
    wrong = criterion(made, "BK-5", op="rating_gte")
    assert errors(ask(office.appraiser, url, wrong).text) == [NOT_COMPARED]
    assert draft().version == made.version


def test_the_pages_of_all_parts_save_what_they_show(ask, office):
    made = office.start()
    before = made.content
    for part in ("parts/names", "parts/validity", "parts/vote", "parts/money", "papers/0", "steps/0", "criteria/BK-4"):
        url = f"/award-drafts/{made.id}/{part}"
        answer = ask(office.appraiser, url, Fields(ask(office.appraiser, url).text).found)
        assert answer.status_code == 303, f"{part}: {errors(answer.text)}"
    assert (draft().content, draft().basis) == (before, LAW)


class Fields(HTMLParser):
    """What a browser would send of a page's forms, unchanged."""

    def __init__(self, page):
        super().__init__()
        self.found, self.name, self.kind = {}, "", ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        if tag in {"textarea", "select"}:
            self.name, self.kind = said["name"], tag
        if tag == "textarea":
            self.found[self.name] = [""]
        is_ticked = said.get("type") not in {"checkbox", "radio"} or "checked" in said
        if tag == "input" and said.get("name") and is_ticked:
            self.found.setdefault(said["name"], []).append(said.get("value", "y"))
        if tag == "option" and "selected" in said:
            self.found[self.name] = [said["value"]]

    def handle_data(self, data):
        if self.kind == "textarea":
            self.found[self.name][0] += data

    def handle_endtag(self, tag):
        self.kind = "" if tag == self.kind else self.kind


def test_another_person_reads_and_approves(ask, office):
    made = office.send(office.changed())
    url = f"/award-drafts/{made.id}/publish"

    assert "Điều khác" in ask(office.head, url).text
    assert ask(office.appraiser, url).status_code == 403
    assert ask(office.head, url, {"version": made.version - 1}).status_code == 409
    assert ask(office.head, url, {"version": made.version}).status_code == 303
    assert draft().status is DraftStatus.PUBLISHED
    assert ask(office.director, url, {"version": made.version}).status_code == 409
    page = ask(office.head, VERSIONS).text
    assert ("Bản 2" in page, "Bản đang soạn" in page) == (True, False)
    assert ask(office.head, f"/award-drafts/{made.id}").status_code == 200


def test_whoever_wrote_it_is_told_on_the_page(ask, office):
    made = office.send(office.changed(office.start(actor=office.head)))

    page = ask(office.head, f"/award-drafts/{made.id}").text
    assert "người khác đọc và phê duyệt" in page
    assert "Đọc lại, phê duyệt" not in page
    assert ask(office.head, f"/award-drafts/{made.id}/publish", {"version": made.version}).status_code == 409


def test_a_file_goes_out_and_comes_back(ask, office):
    made = office.start()
    file = ask(office.appraiser, f"/award-drafts/{made.id}/file").data
    url = f"/award-drafts/{made.id}/upload"

    def upload(data):
        form = {"version": draft().version, "file": (data, "bang-khen.yaml")}
        return ask(office.appraiser, url, form, content_type="multipart/form-data")

    answer = upload(BytesIO(file.replace(b"check: auto", b"check: never", 1)))
    assert answer.status_code == 422
    assert re.search(r"Dòng \d+: mục “check” có cách kiểm tra không biết “never”", answer.text)
    no_file = ask(office.appraiser, url, {"version": draft().version, "file": "không phải tệp"})
    assert (no_file.status_code, errors(no_file.text)) == (422, ["Chọn tệp trên máy rồi tải lên."])
    assert upload(BytesIO(b"code: [")).status_code == upload(BytesIO(b"- a")).status_code == 422
    assert upload(BytesIO(file)).status_code == 303
    assert draft().content == made.content


def test_a_draft_waits_on_the_desks_of_those_who_may_approve_it_and_comes_back_to_its_writer(ask, office):
    made = office.send(office.changed())
    link = f'href="/award-drafts/{made.id}"'

    assert [link in ask(who, "/").text for who in (office.head, office.director, office.appraiser)] == [
        *(True, True, False)
    ]
    ask(office.head, f"/award-drafts/{made.id}/send-back", {"version": made.version, "reason": "Sai điều khoản."})
    assert [link in ask(who, "/").text for who in (office.head, office.appraiser)] == [False, True]
    assert "Sai điều khoản." in ask(office.appraiser, f"/award-drafts/{made.id}").text


@pytest.mark.parametrize(("depth", "statuses"), [(30, {303}), (100, {303, 422}), (200, {303, 422}), (3000, {422})])
def test_criteria_nested_too_deep_are_no_fault_of_the_server(ask, office, depth, statuses):
    made = office.start()
    told = content.said(made.content)
    leaf = (
        "{code: B2-1, field: unity.ok, op: is_true, value: true, check: auto, label: A, basis: B, confidence: verified}"
    )
    tree = "{all_of: [" * depth + leaf + "]}" * depth
    file = exporting.written(told | {"variants": ["VARIANT"]})
    file = file.replace("VARIANT", f"{{id: a, when: null, tree: {tree}}}")
    form = {"version": made.version, "file": (BytesIO(file.encode()), "sau.yaml")}

    answer = ask(office.appraiser, f"/award-drafts/{made.id}/upload", form, content_type="multipart/form-data")
    assert answer.status_code in statuses
    assert ask(office.appraiser, f"/award-drafts/{made.id}").status_code == 200


def test_what_a_criterion_may_ask_for_stands_under_headings_each_once(ask, office):
    page = ask(office.appraiser, f"/award-drafts/{office.start().id}/criteria/new").text
    (fields,) = re.findall(r'<select[^>]* name="field".*?</select>', page, flags=re.DOTALL)
    headed = re.findall(r'<optgroup label="([^"]*)">(.*?)</optgroup>', fields, flags=re.DOTALL)
    offered = [re.findall(r'value="([^"]*)"', options) for _, options in headed]

    assert [heading for heading, _ in headed[:3]] == [
        "Đối tượng, loại hình",
        "Xếp loại, chỉ tiêu",
        "Thành tích, đóng góp",
    ]
    assert max(len(options) for options in offered[:8]) <= 6
    assert sorted(each for options in offered for each in options) == sorted(re.findall(r'value="([^"]+)"', fields))
