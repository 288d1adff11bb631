"""A wrong file beside its field: the sentence alone, and nothing is numbered."""

from io import BytesIO

import pytest

from app import clock
from app.extensions import db
from app.submissions import operations
from app.submissions.facts import as_shown
from tests.builders import signed_in
from tests.submissions.test_road import drafted


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (
            b"khong phai PDF",
            "to-trinh.pdf",
            "Tệp mang đuôi .pdf nhưng nội dung không phải PDF. Hãy mở tệp để kiểm tra, lưu hoặc quét lại rồi tải lên.",
        ),
        (b"", "to-trinh.pdf", "Tệp rỗng, không có nội dung. Hãy mở tệp để kiểm tra rồi chọn lại."),
        (
            b"ghi chu",
            "ghi-chu.txt",
            "Chỉ nhận tệp PDF, DOCX, XLSX và ảnh JPEG, PNG. Hãy lưu tài liệu thành một trong các loại này.",
        ),
    ],
)
def test_a_wrong_file_is_refused_with_a_sentence_and_nothing_else(app, house, passed, content, name, sentence):
    submission = drafted(house, passed)
    operations.sign(submission, {}, actor=house.head, seen=as_shown(submission))
    db.session.commit()
    entry = {"number": "12", "issued_on": clock.today().strftime("%d/%m/%Y")}

    answer = signed_in(app.test_client(), house.clerk).post(
        f"/submissions/{submission.id}/register", data=entry | {"signed_copy": (BytesIO(content), name)}
    )

    assert (answer.status_code, submission.state) == (422, "SIGNED")
    assert f">{sentence}<" in "".join(answer.text.split("\n")).replace("  ", "")
    assert "(&#39;" not in answer.text
