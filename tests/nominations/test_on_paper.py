"""A list on paper: what it was narrowed to, and that more follows."""

import re

from app.extensions import db
from tests import builders


def made(office, many):
    for number in range(many):
        builders.nomination(office.unit, office.award, office.in_round, f"Nguyễn Văn {number:02}")
    db.session.commit()


def filters(text):
    return [
        " ".join(re.sub("<[^>]+>", "", line).split())
        for line in re.findall(r'class="print-only">(.*?)</p>', text, re.DOTALL)
    ]


def shown(text):
    return re.findall(r"Đang hiện [^<]*", text)


def test_a_narrowed_list_says_on_paper_what_it_was_narrowed_to(ask, office):
    made(office, 2)
    asked = f"words=nguyen&group=0&award={office.award.award_code}&round_id={office.in_round.id}&is_late=1"
    narrowed = ask(office.officer, f"/nominations/?unit_id={office.unit.id}&{asked}").text
    whole = ask(office.officer, "/nominations/").text

    expected = (
        "Danh sách đã lọc: Tên hoặc mã hồ sơ: nguyen; Đang ở bước: Lập hồ sơ; "
        f"Danh hiệu, hình thức: {office.award.name}; Đợt xét: {office.in_round.name}; "
        f"Đơn vị: {office.unit.name}; Hạn: chỉ hồ sơ quá hạn."
    )
    assert (filters(narrowed), filters(whole)) == (
        [expected],
        [],
    )


def test_a_list_that_goes_on_says_so(ask, office):
    made(office, 52)
    first = ask(office.clerk, "/nominations/").text
    after = re.search(r"after=(\d+)", first)[1]
    last = ask(office.clerk, f"/nominations/?after={after}").text

    assert (shown(first), shown(last)) == (
        ["Đang hiện 50 hồ sơ; còn trang sau."],
        ["Đang hiện 2 hồ sơ, tiếp theo trang trước."],
    )
