"""The pages over HTTP: what a desk is offered, what it types, what it is told."""

from datetime import date
from io import BytesIO

import pytest

from app import clock
from app.desk import queries as desk
from app.extensions import db
from app.founding.scans import scan
from app.resolutions import overview
from app.resolutions.models import Resolution, ResolutionPaper
from tests.builders import events_of, signed_in, statements
from tests.resolutions.test_road import at
from tests.resolutions.world import UBND_YES
from workflows.vocabulary import Paper, Role

TYPED = {
    "title": "Nghị quyết quy định tặng Kỷ niệm chương",
    "purpose": "Quy định tên, đối tượng và tiêu chuẩn.",
    "assignment_number": "4021/UBND-VXNV",
    "assignment_on": "03/09/2024",
    "session_name": "Kỳ họp thứ 20",
    "session_opens_on": "10/12/2024",
}


def a_scan(name="cong-van.pdf"):
    return BytesIO(scan("CÔNG VĂN", ["Giao Sở Nội vụ"])), name


def posted(client, who, url, **data):
    return signed_in(client, who).post(url, data=data, content_type="multipart/form-data")


def test_the_director_begins_with_the_chairmans_letter(world, client):
    director = world.actors[Role.SNV_DIRECTOR]

    answer = posted(client, director, "/resolutions/new", **TYPED, letter=a_scan())

    made = db.session.scalars(db.select(Resolution)).one()
    assert (answer.status_code, answer.location) == (303, f"/resolutions/{made.id}")
    assert (made.workflow_key, made.state, made.session_opens_on) == (
        "resolution_2015",
        "NQ00_ASSIGNED",
        date(2024, 12, 10),
    )
    assert [event.action for event in events_of(made.ref)] == ["start"]


def test_all_that_is_wrong_is_told_at_once_and_nothing_begins(world, client):
    typed = {"title": "Nghị quyết về tặng Kỷ niệm chương", "is_shortened": "y", "assignment_on": "31/02/2024"}

    answer = posted(client, world.actors[Role.SNV_DIRECTOR], "/resolutions/new", **typed)

    told = [
        "Nêu nội dung, mục đích của nghị quyết.",
        "Nhập số công văn giao việc.",
        "Ngày này không có trong lịch.",
        "Chọn tệp công văn giao việc.",
        "Chọn trường hợp được áp dụng trình tự rút gọn.",
    ]
    assert (answer.status_code, [said for said in told if said not in answer.text]) == (422, [])
    assert 'value="Nghị quyết về tặng Kỷ niệm chương"' in answer.text
    assert db.session.scalars(db.select(Resolution)).all() == []


def test_a_page_may_not_be_put_in_the_place_of_a_paper(world, client):
    picture = (BytesIO(b"<html>Ke hoach</html>"), "ke-hoach.pdf")
    resolution = at(world, "NQ00")
    url = f"/resolutions/{resolution.id}/steps/plan-drafting/papers/KH_SOAN_THAO"
    fields = {"number": "12/KH-SNV", "issued_on": "04/09/2024", "agency": "Sở Nội vụ"}

    answer = posted(client, world.actors[Role.SNV_DRAFTER], url, **fields, file=picture)

    assert (answer.status_code, db.session.scalars(db.select(ResolutionPaper)).all()) == (422, [])
    assert 'value="12/KH-SNV"' in answer.text


def test_papers_are_laid_ready_then_the_step_is_taken(world, client):
    resolution = at(world, "NQ00")
    base = f"/resolutions/{resolution.id}"
    fields = {"number": "12/KH-SNV", "issued_on": "04/09/2024", "agency": "Sở Nội vụ"}
    step = f"{base}/steps/plan-drafting"
    drafter, director = world.actors[Role.SNV_DRAFTER], world.actors[Role.SNV_DIRECTOR]
    assert "Đính văn bản để trình: Lập kế hoạch" in signed_in(client, drafter).get(base).text
    posted(client, drafter, f"{step}/papers/KH_SOAN_THAO", **fields, file=a_scan("ke-hoach.pdf"))
    assert "Văn bản đã đính: 1/1" in signed_in(client, director).get(base).text
    seen = field_of(client.get(step).text, "seen")

    answer = posted(client, director, step, seen=seen)

    assert (answer.status_code, resolution.state) == (303, "NQ01_PROPOSAL")
    page = client.get(base).text
    assert "Kế hoạch soạn thảo số 12/KH-SNV" in page
    paper = db.session.scalars(db.select(ResolutionPaper)).one()
    assert client.get(f"{base}/papers/{paper.id}").mimetype == "application/pdf"


def field_of(page, name):
    return page.split(f'name="{name}"')[1].split('value="')[1].split('"')[0]


def test_a_step_without_its_paper_is_told_on_its_page(world, client):
    resolution = at(world, "NQ00")
    step = f"/resolutions/{resolution.id}/steps/plan-drafting"
    director = world.actors[Role.SNV_DIRECTOR]
    seen = field_of(signed_in(client, director).get(step).text, "seen")

    answer = posted(client, director, step, seen=seen)

    assert (answer.status_code, "Đính kèm Kế hoạch soạn thảo." in answer.text) == (422, True)
    assert resolution.state == "NQ00_ASSIGNED"


def test_what_lies_ready_is_seen_by_those_who_work_on_it_alone(world, client):
    resolution = at(world, "NQ10")
    world.lays_ready(resolution, resolution.workflow.transition("ubnd_agrees"))
    paper = resolution.papers[0]
    url = f"/resolutions/{resolution.id}/papers/{paper.id}"

    met = {
        role: signed_in(client, world.actors[role]).get(url).status_code
        for role in (Role.UBND_MEMBERS, Role.SNV_DIRECTOR, Role.CHAIRMAN)
    }

    assert met == dict.fromkeys(met, 404)


def test_a_member_alone_does_not_write_down_the_votes_of_all(world, client):
    resolution = at(world, "NQ10")
    url = f"/resolutions/{resolution.id}/steps/ubnd-agrees"

    member = posted(client, world.actors[Role.UBND_MEMBERS], url, **UBND_YES)
    office = signed_in(client, world.actors[Role.VPUB]).get(url)

    assert (member.status_code, office.status_code, "Tổng số 19 thành viên" in office.text) == (403, 200, True)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"agree": "15", "disagree": "1", "abstain": "1"}, "Nhập số vắng; không có thì ghi 0."),
        ({"agree": "15", "disagree": "1", "abstain": "1", "absent": "-1"}, "Số phải từ 0"),
        ({"agree": "15", "disagree": "1", "abstain": "1", "absent": "1"}, "Cộng lại là 18, phải bằng tổng số 19"),
        ({"agree": "9", "disagree": "9", "abstain": "1", "absent": "0"}, "Tán thành 9/19: chưa quá một nửa tổng số"),
    ],
)
def test_a_wrong_count_is_told_beside_its_field_and_kept(world, client, typed, told):
    resolution = at(world, "NQ10")
    world.lays_ready(resolution, resolution.workflow.transition("ubnd_agrees"))
    url = f"/resolutions/{resolution.id}/steps/ubnd-agrees"
    vpub = world.actors[Role.VPUB]
    seen = field_of(signed_in(client, vpub).get(url).text, "seen")

    answer = posted(client, vpub, url, seen=seen, **typed)

    assert (answer.status_code, told in answer.text, resolution.state) == (422, True, "NQ10_UBND_VOTE")
    assert f'value="{typed["agree"]}"' in answer.text


def test_a_step_that_is_gone_says_so_and_one_that_never_was_is_no_page(world, client):
    resolution = at(world, "NQ03")
    base = f"/resolutions/{resolution.id}/steps"
    director = world.actors[Role.SNV_DIRECTOR]

    gone = posted(client, director, f"{base}/plan-drafting")
    never = signed_in(client, director).get(f"{base}/fly-away")
    no_paper = client.get(f"{base}/open-consultation/papers/BB_KYHOP")

    assert (gone.status_code, never.status_code, no_paper.status_code) == (409, 404, 404)
    assert "Hồ sơ đã chuyển sang bước khác." in gone.text


EVERYWHERE = {
    "NQ00": "snv_director",
    "NQ01": "chairman snv_drafter",
    "NQ02": "hdnd_standing",
    "NQ03": "snv_director snv_drafter",
    "NQ04": "snv_drafter",
    "NQ05": "snv_director snv_drafter",
    "NQ06": "stp",
    "NQ07": "stp",
    "NQ08": "snv_director snv_drafter",
    "NQ09": "vpub",
    "NQ10": "vpub",
    "NQ11": "hdnd_standing",
    "NQ12": "hdnd_committee",
    "NQ13": "chairman snv_drafter",
    "NQ14": "vp_hdnd",
    "NQ15": "hdnd_chair",
    "NQ16": "vp_hdnd",
    "NQ17": "hdnd_chair",
    "NQ18": "vp_hdnd",
    "NQ19": "",
    "NQ20": "",
    "NQ92": "hdnd_standing",
}


@pytest.mark.parametrize(("state", "desks"), EVERYWHERE.items())
def test_each_state_waits_on_the_desks_that_lead_on_from_it(world, client, state, desks):
    resolution = at(world, state)
    world.was_everywhere(resolution)

    waiting = {
        role.value
        for role, actor in world.actors.items()
        if [line for line in desk.worklist(actor) if (line.room, line.id) == ("resolutions", resolution.id)]
    }
    opened = {
        role: signed_in(client, actor).get(f"/resolutions/{resolution.id}") for role, actor in world.actors.items()
    }

    assert waiting == {*desks.split()}
    assert {answer.status_code for answer in opened.values()} == {200}
    assert bool(overview.whom(resolution)) == (state not in {"NQ19", "NQ20"})


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
def test_the_page_costs_the_same_however_long_its_story(world, client):
    resolution = at(world, "NQ00")
    world.takes(resolution, "plan_drafting")
    page = f"/resolutions/{resolution.id}"
    signed_in(client, world.actors[Role.SNV_DIRECTOR]).get(page)
    counted = []
    for _ in range(3):
        with statements() as said:
            client.get(page)
        counted.append(len(said))
        resolution.state = resolution.workflow.state("NQ00_ASSIGNED")
        world.takes(resolution, "plan_drafting")

    assert (len(set(counted)), counted[0] <= 15) == (1, True), counted


def test_who_gets_it_back_reads_why_first(world, client):
    resolution = at(world, "NQ06")
    world.was_everywhere(resolution)
    page = f"/resolutions/{resolution.id}"
    drafter = world.actors[Role.SNV_DRAFTER]
    before = signed_in(client, drafter).get(page).text
    world.takes(resolution, "ask_for_papers", reason="Thiếu bản chụp góp ý.")
    after = client.get(page).text
    world.takes(resolution, "send_for_appraisal")

    shown = [text.count("notice-warning") for text in (before, after, client.get(page).text)]
    assert (shown, "Thiếu bản chụp góp ý." in after.split('id="where"')[0]) == ([0, 1, 0], True)


@pytest.mark.parametrize(
    ("state", "step", "code", "role", "issuer"),
    [
        ("NQ01", "sign-request", "TTR_DENGHI_NQ", Role.SNV_DRAFTER, "Ủy ban nhân dân tỉnh"),
        ("NQ10", "ubnd-agrees", "TTR_UBND_HDND", Role.VPUB, "Ủy ban nhân dân tỉnh"),
        ("NQ07", "appraise-fit", "BC_THAMDINH", Role.JUSTICE_DEPARTMENT, "Sở Tư pháp"),
    ],
)
def test_a_paper_is_of_whoever_takes_the_step_whoever_lays_it_ready(world, client, state, step, code, role, issuer):  # noqa: PLR0917 -- a row of the table
    resolution = at(world, state)
    world.was_everywhere(resolution)

    page = signed_in(client, world.actors[role]).get(f"/resolutions/{resolution.id}/steps/{step}/papers/{code}").text

    assert field_of(page, "agency") == issuer


def test_old_editions_and_foreign_papers_are_told_apart(world, client):
    first, second = at(world, "NQ00"), at(world, "NQ00")
    world.takes(first, "plan_drafting")
    paper = first.papers[0]

    foreign = signed_in(client, world.actors[Role.SNV_DIRECTOR]).get(f"/resolutions/{second.id}/papers/{paper.id}")

    assert (foreign.status_code, paper.code, clock.today()) == (404, Paper.DRAFTING_PLAN, date(2024, 9, 4))
