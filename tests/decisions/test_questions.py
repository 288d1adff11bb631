"""Before each signature it is asked for how many names it is given, and said what it ends."""

import re

from tests.builders import signed_in
from tests.decisions.test_road import number, post, proposal_of


def question(app, who, proposal):
    page = signed_in(app.test_client(), who).get(f"/proposals/{proposal}").text
    asked, yes = re.search(r'data-confirm="([^"]*)"\s+data-confirm-yes="([^"]*)"', page).groups()
    return [*asked.split("\n"), yes]


def test_whoever_signs_is_asked_for_how_many_names_and_told_that_it_is_final(app, client, office):
    proposal = proposal_of(app, office, client)
    asked = []
    for who, step in ((office.director, "sign"), (office.vpub, "forward"), (office.chairman, "decide")):
        asked.append(question(app, who, proposal))
        post(app, who, f"/proposals/{proposal}/{step}")
        if step == "sign":
            number(app, office, proposal)

    assert asked == [
        [
            "Ký Tờ trình đề nghị khen thưởng cho 3 tên?",
            "Ký xong không sửa được danh sách; hồ sơ chuyển sang Văn phòng UBND tỉnh.",
            "Ký 3 tên",
        ],
        [
            "Trình Chủ tịch UBND tỉnh ký Quyết định cho 3 tên?",
            "Từ đây chỉ Chủ tịch trả lại được.",
            "Trình Chủ tịch",
        ],
        [
            "Ký Quyết định khen thưởng cho 3 tên?",
            "Ký xong không sửa, không rút lại được; Quyết định chuyển văn thư cấp số, phát hành.",
            "Ký Quyết định cho 3 tên",
        ],
    ]
