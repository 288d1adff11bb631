import re
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from workflows import describe, registry
from workflows.ballot_1 import BallotState
from workflows.drawing import main_road
from workflows.engine import PREVIOUS
from workflows.medal_nomination_1 import State
from workflows.sheets_1 import ProposalState

SVG = "{http://www.w3.org/2000/svg}"
ALL = pytest.mark.parametrize("workflow", registry.all_versions(), ids=lambda w: w.key)
AWARD = registry.latest("award_province")
AT_THE_UNIT = [State.DRAFT, State.UNIT_CHECK, State.UNIT_COUNCIL, State.UNIT_SIGN]


def drawn(workflow, **marks):
    return ET.fromstring(describe.as_svg(workflow, **marks))


def texts(svg):
    return [" ".join("".join(text.itertext()).split()) for text in svg.iter(f"{SVG}text")]


def box_fills(svg):
    """The fill and frame of each box by the name of its state."""
    return {
        " ".join("".join(text.itertext()).split()): (rect.get("fill"), rect.get("stroke"))
        for rect, text in pairwise(svg)
        if rect.tag == f"{SVG}rect" and rect.get("rx") and text.tag == f"{SVG}text" and text.get("font-weight") == "600"
    }


@ALL
def test_picture_names_every_state(workflow):
    assert {info.name_vi for info in workflow.states.values()} - {*texts(drawn(workflow))} == set()


@ALL
def test_picture_names_every_step(workflow):
    svg = drawn(workflow)
    words = " ".join(texts(svg))
    tagged = {number for text in texts(svg) if re.fullmatch(r"[\d, ]+", text) for number in text.split(", ")}
    explained = {*re.findall(r"\d+", texts(svg)[-1])}

    assert [step.label for step in workflow.transitions().values() if step.label not in words] == []
    assert tagged - explained == set()


@ALL
def test_picture_speaks_in_no_codes(workflow):
    ids = {step.id for step in workflow.transitions().values()}

    assert {*re.findall(r"\w+", " ".join("".join(drawn(workflow).itertext()).split()))} & ids == set()


@ALL
def test_picture_needs_no_style_and_speaks_to_everybody(workflow):
    svg = drawn(workflow)

    assert {a for element in svg.iter() for a in element.attrib} & {"class", "style", "id"} == set()
    assert [*svg.iter(f"{SVG}style")] == []
    assert (svg.get("role"), svg.get("aria-label"), svg[0].text) == (
        "img",
        describe.title_of(workflow),
        describe.title_of(workflow),
    )
    assert svg[1].tag == f"{SVG}desc"


@ALL
def test_boxes_stand_apart_and_inside_the_picture(workflow):
    svg = drawn(workflow)
    height, width = float(svg.get("height")), float(svg.get("width"))
    spots = [
        tuple(float(rect.get(side)) for side in ("x", "y", "width", "height"))
        for rect in svg.iter(f"{SVG}rect")
        if rect.get("rx") == "6"
    ]

    outside = [s for s in spots if s[0] < 0 or s[1] < 0 or s[0] + s[2] > width or s[1] + s[3] > height]
    crowded = [
        (a, b)
        for place, a in enumerate(spots)
        for b in spots[place + 1 :]
        if a[0] < b[0] + b[2] and b[0] < a[0] + a[2] and a[1] < b[1] + b[3] and b[1] < a[1] + a[3]
    ]
    assert (len(spots), outside, crowded, width <= 1000) == (len(workflow.states), [], [], True)


def test_picture_marks_where_the_case_is_and_has_been():
    fills = box_fills(drawn(AWARD, current=State.APPRAISAL, visited=[State.DRAFT, State.APPRAISAL]))

    assert {name: look for name, look in fills.items() if look != ("#ffffff", "#8b949e")} == {
        "Nháp hồ sơ": ("#ffffff", "#1b7a3d"),
        "Thẩm định điều kiện, tiêu chuẩn": ("#b5121b", "#b5121b"),
    }


def test_picture_says_where_the_case_is():
    assert drawn(AWARD, current=State.APPRAISAL)[1].text.endswith(" Đang ở: Thẩm định điều kiện, tiêu chuẩn.")


def test_main_road_leaves_out_what_only_leads_back():
    road = main_road(AWARD)

    assert (road[0], road[-1], len(road)) == (State.DRAFT, State.ARCHIVED, 20)
    assert State.SUPPLEMENT not in road


@ALL
def test_table_has_a_row_for_every_step(workflow):
    rows = [line.split(" | ") for line in describe.as_table(workflow).splitlines() if line.startswith("| ")]

    assert {len(row) for row in rows} == {9}
    assert [row[0].removeprefix("| ") for row in rows[2:]] == [s.id for s in workflow.transitions().values()]


def test_table_reads_as_an_official_would_say_it():
    row = next(line for line in describe.as_table(AWARD).splitlines() if line.startswith("| K13 "))

    assert row == (
        "| K13 | Tiếp nhận, kiểm tra thành phần | Yêu cầu bổ sung (nêu lý do) | Chuyên viên tiếp nhận SNV/Ban TĐKT "
        "| thiếu/sai thành phần | Chờ đơn vị bổ sung | CV_BOSUNG | trong 5 ngày làm việc (thông lệ) "
        "| awards-catalogue D_PROV_INCOMPLETE (QĐ 987, QĐ 311) |"
    )


@ALL
def test_mermaid_has_every_edge(workflow):
    edges = [line for line in describe.as_mermaid(workflow).splitlines() if re.search(r"--> \w+: ", line)]
    steps = workflow.transitions().values()

    assert len(edges) == sum(len(step.source) for step in steps if step.target is not PREVIOUS)


@pytest.mark.parametrize(
    ("current", "visited", "steps"),
    [
        (
            State.UNIT_CHECK,
            [State.DRAFT],
            "[Lập hồ sơ] +Hội đồng đơn vị +Đơn vị ký trình +Tiếp nhận +Thẩm định +Hội đồng tỉnh +Trình ký +Ban hành",
        ),
        (
            State.SUPPLEMENT,
            [*AT_THE_UNIT, State.SUBMITTED, State.INTAKE],
            "-Lập hồ sơ -Hội đồng đơn vị -Đơn vị ký trình [Tiếp nhận] +Thẩm định +Hội đồng tỉnh +Trình ký +Ban hành",
        ),
        (
            State.RETURNED,
            AT_THE_UNIT,
            (
                "-Lập hồ sơ -Hội đồng đơn vị -Đơn vị ký trình [Trả lại đơn vị] +Tiếp nhận +Thẩm định +Hội đồng tỉnh "
                "+Trình ký +Ban hành"
            ),
        ),
        (
            State.NOT_PROPOSED,
            [State.DRAFT, State.UNIT_CHECK, State.UNIT_COUNCIL],
            "-Lập hồ sơ -Hội đồng đơn vị [Không đề nghị (tại đơn vị)]",
        ),
        (
            State.SNV_SUBMISSION,
            [*AT_THE_UNIT, State.SUBMITTED, State.INTAKE, State.APPRAISAL, State.APPRAISED],
            "-Lập hồ sơ -Hội đồng đơn vị -Đơn vị ký trình -Tiếp nhận -Thẩm định [Trình ký] +Ban hành",
        ),
        (
            State.APPRAISAL,
            [],
            "-Lập hồ sơ -Hội đồng đơn vị -Đơn vị ký trình -Tiếp nhận [Thẩm định] +Hội đồng tỉnh +Trình ký +Ban hành",
        ),
    ],
)
def test_strip_shows_what_is_done_where_the_case_is_and_what_lies_ahead(current, visited, steps):
    looks = {"done": "-{}", "current": "[{}]", "ahead": "+{}"}
    shown = " ".join(looks[step.status].format(step.title) for step in describe.as_steps(AWARD, current, visited))

    assert shown == steps


def test_strip_of_a_sheet_has_its_own_milestones():
    steps = describe.as_steps(registry.latest("proposal"), ProposalState.AT_CHAIR, [])

    assert [(s.title, s.status) for s in steps] == [
        ("Sở Nội vụ soạn", "done"),
        ("Văn phòng kiểm tra", "done"),
        ("Chủ tịch xem xét", "current"),
        ("Quyết định", "ahead"),
    ]


@pytest.mark.parametrize(
    ("state", "step"),
    [
        (BallotState.FROZEN, "Chuẩn bị"),
        (BallotState.VOTING, "Bỏ phiếu"),
        (BallotState.CLOSED, "Kiểm phiếu"),
        (BallotState.COUNTED, "Kiểm phiếu"),
        (BallotState.SIGNED, "Ký, lưu"),
    ],
)
def test_a_vote_that_is_over_waits_for_its_count(state, step):
    steps = describe.as_steps(registry.latest("sealed_ballot"), state, [])

    assert [one.title for one in steps if one.status == "current"] == [step]
