"""How an award stands for a nominee, in the words of the pages."""

STANDINGS = {
    "met": "Đủ tiêu chuẩn theo dữ liệu đã xác nhận",
    "open": "Chưa thấy vướng, còn điều phải bổ sung",
    "unread": "Chưa đối chiếu được: tiêu chuẩn chưa nhập căn cứ",
    "unmet": "Chưa đạt",
    "ruled_out": "Không đạt",
    "hold": "Đang tạm dừng xét",
}
TONES = {"unread": "", "met": "done", "open": "waiting", "unmet": "back", "ruled_out": "back", "hold": "back"}
