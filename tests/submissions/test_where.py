"""Between signature and number, and after a name was struck, everybody is told where a case really is."""

import re
from io import BytesIO

from app import clock
from app.desk import news
from app.nominations import cases, lists
from tests.submissions.test_road import drafted, get, post

UNNUMBERED = ("Đã ký, chờ văn thư cấp số", "Văn thư đơn vị")
ARRIVED = ("Đã nộp về Sở Nội vụ", "Chuyên viên tiếp nhận SNV/Ban TĐKT")
STRUCK = ("Thủ trưởng gạch tên", "Cán bộ TĐKT đơn vị trình")


def told(house):
    return [(line.state, line.who) for line in lists.page(lists.Search(), house.clerk).lines]


def on_the_page(case, actor):
    overview = cases.overview(case, actor)
    return overview.state_name, overview.who


def test_a_signed_list_waits_for_its_number_and_only_then_has_arrived(app, house, passed, scan):
    submission = drafted(house, passed)
    post(app, house.head, f"/submissions/{submission.id}/sign")
    waiting = (told(house), on_the_page(passed[0], house.clerk))
    sent = [case.state_name for case in news.sent_by(house.head)]
    entry = {"number": "15", "issued_on": clock.today().strftime("%d/%m/%Y")}

    post(app, house.clerk, f"/submissions/{submission.id}/register", **entry, signed_copy=(BytesIO(scan), "t.pdf"))

    assert waiting == ([UNNUMBERED] * 3, UNNUMBERED)
    assert sent == [UNNUMBERED[0]] * 3
    assert (told(house), on_the_page(passed[0], house.clerk)) == ([ARRIVED] * 3, ARRIVED)


def test_a_struck_name_is_told_as_struck_and_its_signature_lies_ahead(app, house, passed):
    submission = drafted(house, passed)
    item = submission.items[0]
    strike = {f"strike_{item.id}": "y", f"reason_{item.id}": "Đang xác minh đơn."}
    post(app, house.head, f"/submissions/{submission.id}/sign", **strike)

    assert (on_the_page(passed[0], house.clerk), on_the_page(passed[1], house.clerk)) == (STRUCK, UNNUMBERED)
    assert cases.overview(passed[0], house.clerk).strip[:3] == [
        ("Hội đồng đơn vị", "done"),
        ("Thủ trưởng gạch tên", "now"),
        ("Đơn vị ký trình", "todo"),
    ]


def test_a_round_with_a_draft_leads_to_that_draft(app, house, passed):
    url = f"/submissions/new/{house.award_round.id}"
    nothing_yet = get(app, house.clerk, url).status_code
    draft = drafted(house, passed[:1])

    answer = get(app, house.clerk, url)

    assert (nothing_yet, answer.status_code, answer.location) == (200, 303, f"/submissions/{draft.id}/edit?add=1")


def test_who_comes_to_add_finds_the_waiting_names_ticked_and_the_draft_s_own_words_kept(app, house, passed):
    before = get(app, house.clerk, "/submissions/").text
    draft = drafted(house, passed[:1])

    after = get(app, house.clerk, "/submissions/").text
    plain, adding = (get(app, house.clerk, f"/submissions/{draft.id}/edit{query}").text for query in ("", "?add=1"))

    ways = ("Lập Tờ trình", "Thêm vào Tờ trình đang soạn")
    assert [[words in page for words in ways] for page in (before, after)] == [[True, False], [False, True]]
    assert (ticked(plain), ticked(adding)) == ([passed[0].id], [case.id for case in passed])
    assert "<b>2 hồ sơ mới</b> đã được đánh dấu sẵn" in adding


def test_who_is_left_out_is_named_to_the_clerk_and_to_the_head_until_it_is_signed(app, house, passed):
    draft = drafted(house, passed[:1])
    url = f"/submissions/{draft.id}"

    warned = [get(app, who, page).text for who, page in ((house.clerk, url), (house.head, f"{url}/sign"))]
    post(app, house.head, f"{url}/sign", seen=re.search(r'name="seen"[^>]*value="([^"]*)"', warned[1]).group(1))
    signed = get(app, house.clerk, url).text

    sentence = "Còn 2 hồ sơ của đợt này chưa có trong Tờ trình:"
    assert [sentence in page for page in (*warned, signed)] == [True, True, False]
    assert [("Chamaléa Ba, Bo Bo Hai." in " ".join(page.split())) for page in warned] == [True, True]


def ticked(page):
    boxes = re.findall(r'<input type="checkbox"[^>]*name="nomination_ids"[^>]*>', page)
    return sorted(int(re.search(r'value="(\d+)"', box).group(1)) for box in boxes if "checked" in box)
