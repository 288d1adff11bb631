"""How money is paid and how awards are presented, in the words of pages and papers."""

MONEY_WAYS = {"cash": "Tiền mặt, giao cùng hiện vật", "transfer": "Chuyển khoản theo danh sách chi thưởng"}
PRESENTED = {
    "ceremony": "Tại hội nghị, lễ tổng kết",
    "at_work": "Tại cơ quan, đơn vị, địa phương",
    "at_home": "Tại nhà, nơi cư trú",
    "sent": "Gửi đến người được khen",
}
