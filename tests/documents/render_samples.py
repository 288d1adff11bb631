"""Papers of a province, with the names of its Kinh, Chăm and Raglai people; every person here is invented."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from app.clock import VIETNAM
from app.documents import grounds
from app.documents.kinds.of_councils import MeetingMinutes, TallySheet
from app.documents.kinds.of_decisions import AwardDecision, MoneyLine, ProposalLetter, Refusal
from app.documents.kinds.of_deliveries import (
    ArchiveIndex,
    Counted,
    HandedLine,
    HandoverMinutes,
    KeptLine,
    PaidLine,
    PaymentList,
)
from app.documents.kinds.of_intake import HandedIn, IntakeReceipt
from app.documents.kinds.of_letters import OfficialLetter, OfficialNotice
from app.documents.kinds.of_units import SubmissionLetter
from app.documents.printable import Letterhead, Person, PrintedPaper, Roll, Row, Signature, Tally, TallyLine

DAY = date(2025, 2, 5)
AWARD = "Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh"
MERIT = "đã có thành tích xuất sắc trong phong trào thi đua yêu nước năm học 2023 - 2024"

INDIVIDUALS = (
    Row(
        name="Trượng Thị Kim Phụng",
        honorific="Bà",
        detail="Giáo viên Trường Trung học phổ thông Dân tộc nội trú Pi Năng Tắc",
        born="1984",
        gender="Nữ",
        votes="9/9 (100%)",
    ),
    Row(
        name="Chamaléa Thị Xuân Hiền",
        honorific="Bà",
        detail="Phó Hiệu trưởng Trường Tiểu học Phước Đại A, huyện Bác Ái",
        born="1979",
        gender="Nữ",
        votes="8/9 (88,89%)",
    ),
    Row(
        name="Nguyễn Quốc Đặng Khương",
        honorific="Ông",
        detail="Trưởng phòng Giáo dục Trung học - Giáo dục thường xuyên, Sở Giáo dục và Đào tạo",
        born="1972",
        gender="Nam",
        votes="9/9 (100%)",
    ),
)
COLLECTIVES = (
    Row(name="Trường Trung học phổ thông Chuyên Lê Quý Đôn", detail="Sở Giáo dục và Đào tạo", votes="9/9 (100%)"),
    Row(name="Tổ Ngữ văn, Trường Trung học cơ sở Phước Nhơn", detail="Huyện Ninh Hải", votes="8/9 (88,89%)"),
)
HOUSEHOLDS = (
    Row(name="Katơr Thị Sính", honorific="Bà", detail="Thôn Ma Oai, xã Phước Thắng, huyện Bác Ái", votes="9/9 (100%)"),
)
ROLL = Roll(individuals=INDIVIDUALS, collectives=COLLECTIVES, households=HOUSEHOLDS)

TALLY = Tally(
    members=9,
    threshold="Đạt khi có trên 1/2 tổng số thành viên Hội đồng đồng ý",
    lines=(
        TallyLine(name="Trượng Thị Kim Phụng", honorific="Bà", detail="Giáo viên", yes=9, no=0, is_passed=True),
        TallyLine(name="Chamaléa Thị Xuân Hiền", honorific="Bà", detail="Phó Hiệu trưởng", yes=8, no=1, is_passed=True),
        TallyLine(name="Lê Văn Thạnh", honorific="Ông", detail="Chuyên viên", yes=4, no=5, is_passed=False),
    ),
)


def letterhead(symbol: str, **other: Any) -> Letterhead:
    given: dict[str, Any] = {
        "superior": "Ủy ban nhân dân\ntỉnh Ninh Thuận",
        "organisation": "Sở Giáo dục và Đào tạo",
        "symbol": symbol,
        "place": "Ninh Thuận",
        "issued_on": DAY,
        "number": 8,
        "is_draft": False,
    }
    return Letterhead(**(given | other))


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2025, 2, 5, hour, minute, tzinfo=VIETNAM)


SUBMISSION = SubmissionLetter(
    letterhead=letterhead("TTr-SGDĐT"),
    subject="Về việc đề nghị tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh\n"
    "cho các tập thể, cá nhân năm học 2023 - 2024",
    signature=Signature(lines="KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC", name="Đàng Thị Mỹ Hương"),
    recipients=("Như trên", "Giám đốc, các Phó Giám đốc Sở", "Lưu: VT, VP"),
    addressees=("Chủ tịch Ủy ban nhân dân tỉnh", "Sở Nội vụ"),
    grounds=(
        *grounds.for_awards(DAY)[2:],
        (
            "Căn cứ Biên bản số 03/BB-HĐTĐKT ngày 24 tháng 01 năm 2025 của Hội đồng Thi đua - Khen thưởng"
            " Sở Giáo dục và Đào tạo"
        ),
    ),
    opening="Sở Giáo dục và Đào tạo kính trình Chủ tịch Ủy ban nhân dân tỉnh xem xét khen thưởng như sau:",
    award=AWARD,
    counts=(
        "Cán bộ quản lý: 02 cá nhân",
        "Giáo viên trực tiếp giảng dạy: 01 cá nhân",
        "Tập thể nhà trường: 02 tập thể",
    ),
    summary=(
        (
            "Các tập thể, cá nhân được đề nghị đã hoàn thành xuất sắc nhiệm vụ năm học, có sáng kiến được công nhận"
            " và áp dụng hiệu quả, góp phần nâng tỷ lệ học sinh dân tộc Raglai, Chăm hoàn thành cấp học lên 98,6%."
        ),
    ),
    commitments=(
        (
            "Sở Giáo dục và Đào tạo chịu trách nhiệm về tính chính xác của hồ sơ; thành tích đã được công khai"
            " tại đơn vị 05 ngày làm việc và không có ý kiến phản ánh."
        ),
    ),
    enclosures=(
        "Danh sách đề nghị",
        "Báo cáo thành tích của từng tập thể, cá nhân",
        "Biên bản họp và Biên bản kiểm phiếu",
    ),
    request="Sở Giáo dục và Đào tạo kính trình Chủ tịch Ủy ban nhân dân tỉnh xem xét, quyết định",
    roll=ROLL,
    issuer="Sở Giáo dục và Đào tạo",
)

MEDAL_SUBMISSION = replace(
    SUBMISSION,
    award="Kỷ niệm chương “Vì sự nghiệp xây dựng và phát triển tỉnh Ninh Thuận”",
    roll=Roll(
        individuals=(
            Row(
                name="Nguyễn Thị Bích Thủy Tiên",
                honorific="Bà",
                born="1965",
                gender="Nữ",
                detail="Nguyên Giám đốc Sở Văn hóa, Thể thao và Du lịch",
                votes="9/9 (100%)",
            ),
            Row(
                name="Pi Năng Hoàng Minh",
                honorific="Ông",
                born="1960",
                gender="Nam",
                detail="Người có uy tín, thôn Đá Bàn, xã Phước Tiến, huyện Bác Ái",
                votes="8/9 (88,89%)",
            ),
        ),
    ),
)

RECEIPT = IntakeReceipt(
    letterhead=letterhead("TNHS", superior="Sở Nội vụ", organisation="Bộ phận tiếp nhận\nvà trả kết quả", number=112),
    subject="Hồ sơ đề nghị tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh",
    signature=Signature(
        lines="Người tiếp nhận hồ sơ",
        name="Hán Thị Tuyết Nhung",
        note="(Ký và ghi rõ họ tên)",
        left_lines="Người nộp hồ sơ",
        left_name="Trần Lê Phương Uyên",
        left_note="(Ký và ghi rõ họ tên)",
    ),
    dossier_code="H43.08-250205-0012",
    received_by="Bộ phận tiếp nhận và trả kết quả Sở Nội vụ",
    received_from="Sở Giáo dục và Đào tạo",
    request="Tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh cho 03 cá nhân, 02 tập thể",
    papers=(
        HandedIn(name="Tờ trình kèm danh sách đề nghị", form="Bản chính"),
        HandedIn(name="Báo cáo thành tích có xác nhận của đơn vị trình", form="Bản chính", copies=5),
        HandedIn(name="Biên bản họp Hội đồng Thi đua - Khen thưởng", form="Bản điện tử đã ký số"),
    ),
    working_days=25,
    received_at=at(8, 30),
    due_at=datetime(2025, 3, 12, 16, 30, tzinfo=VIETNAM),
    collected_at="Bộ phận tiếp nhận và trả kết quả Sở Nội vụ hoặc qua hệ thống",
)

COUNCIL = "Hội đồng Thi đua - Khen thưởng tỉnh"
MINUTES = MeetingMinutes(
    letterhead=letterhead(
        "BB-HĐTĐKT", superior="UBND tỉnh Ninh Thuận", organisation="Hội đồng\nThi đua - Khen thưởng", place=""
    ),
    subject="Họp Hội đồng Thi đua - Khen thưởng tỉnh xét tặng\nBằng khen của Chủ tịch Ủy ban nhân dân tỉnh",
    signature=Signature(
        lines="Chủ tọa", name="Nguyễn Long Hải Đăng", left_lines="Thư ký", left_name="Lưu Thị Thanh Nhàn"
    ),
    recipients=("Thành viên Hội đồng", "Lưu: VT, HĐTĐKT"),
    council=COUNCIL,
    started_at=at(8),
    ended_at=at(10, 45),
    venue="Phòng họp số 2, trụ sở Ủy ban nhân dân tỉnh",
    members=9,
    present=(
        Person(name="Ông Nguyễn Long Hải Đăng", role="Phó Chủ tịch Ủy ban nhân dân tỉnh, Chủ tịch Hội đồng"),
        Person(name="Bà Lưu Thị Thanh Nhàn", role="Trưởng ban Thi đua - Khen thưởng, Thư ký Hội đồng"),
        Person(name="Ông Bá Văn Trịnh", role="Phó Trưởng ban Dân tộc, Ủy viên"),
    ),
    absent=(Person(name="Ông Mang Văn Thới", role="Ủy viên", note="đi công tác tại xã Phước Bình"),),
    by_letter=(Person(name="Ông Mang Văn Thới", role="Ủy viên"),),
    chair=Person(name="Ông Nguyễn Long Hải Đăng", role="Chủ tịch Hội đồng"),
    secretary=Person(name="Bà Lưu Thị Thanh Nhàn", role="Thư ký Hội đồng"),
    proceedings=("Sở Nội vụ báo cáo kết quả thẩm định 03 trường hợp; Hội đồng thảo luận từng hồ sơ.",),
    discussion=("Ông Bá Văn Trịnh: nhất trí với báo cáo thẩm định", "Ông Lê Văn Thạnh: đề nghị bổ sung sáng kiến"),
    voting_method="bỏ phiếu kín",
    tellers=(Person(name="Ông Bá Văn Trịnh", role="Trưởng ban"), Person(name="Bà Đạo Thị Ngọc Lan", role="Ủy viên")),
    tallies=(TALLY,),
    conclusions=("Hội đồng thống nhất trình khen thưởng 02 trường hợp đạt tỷ lệ phiếu theo quy định.",),
)

SHEET = TallySheet(
    letterhead=letterhead(
        "BB-BKP", superior="Hội đồng\nThi đua - Khen thưởng tỉnh", organisation="Ban kiểm phiếu", place=""
    ),
    subject="Kiểm phiếu xét tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh",
    signature=Signature(lines="Đại diện Hội đồng\nChủ tịch", name="Nguyễn Long Hải Đăng"),
    recipients=("Hội đồng Thi đua - Khen thưởng tỉnh", "Lưu: VT, HĐTĐKT"),
    council=COUNCIL,
    opened_at=at(10),
    closed_at=at(10, 30),
    venue="Phòng họp số 2, trụ sở Ủy ban nhân dân tỉnh",
    tellers=(
        Person(name="Bá Văn Trịnh", role="Trưởng ban"),
        Person(name="Đạo Thị Ngọc Lan", role="Ủy viên"),
        Person(name="Patâu Axá Thị Đông", role="Ủy viên"),
    ),
    issued=8,
    returned=8,
    valid=8,
    invalid=0,
    by_letter=1,
    tally=TALLY,
    sealing="Toàn bộ phiếu đã kiểm được cho vào 01 phong bì, niêm phong có chữ ký của Ban kiểm phiếu"
    " và giao Thư ký Hội đồng lưu giữ",
)

PROPOSAL = ProposalLetter(
    letterhead=letterhead("TTr-SNV", organisation="Sở Nội vụ", number=363),
    subject="Về việc đề nghị tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh",
    signature=Signature(lines="GIÁM ĐỐC", name="Trần Thị Minh Nguyệt"),
    recipients=("Như trên", "Văn phòng Ủy ban nhân dân tỉnh", "Lưu: VT, TĐKT"),
    addressees=("Chủ tịch Ủy ban nhân dân tỉnh",),
    grounds=(*grounds.for_awards(DAY, with_money=True)[2:], "Căn cứ kết quả họp Hội đồng ngày 05 tháng 02 năm 2025"),
    opening="Sở Nội vụ kính trình Chủ tịch Ủy ban nhân dân tỉnh kết quả thẩm định và đề nghị khen thưởng như sau:",
    award=AWARD,
    intake="Sở Nội vụ đã tiếp nhận hồ sơ của 04 đơn vị, đề nghị 05 cá nhân, 02 tập thể, 01 hộ gia đình",
    appraisal="Có 03 cá nhân, 02 tập thể, 01 hộ gia đình đủ điều kiện, tiêu chuẩn",
    refused=(
        Refusal(
            name="Ông Lê Văn Thạnh",
            detail="Chuyên viên Sở Xây dựng",
            reason="chưa đủ 02 năm liên tục hoàn thành xuất sắc nhiệm vụ",
        ),
    ),
    waiting=(Refusal(name="Bà Tain Thị Biển", detail="xã Phước Hà", reason="thiếu xác nhận báo cáo thành tích"),),
    consultation=("Công an tỉnh, Cục Thuế tỉnh nhất trí; không có ý kiến khác sau 10 ngày làm việc công khai.",),
    council="Ngày 05 tháng 02 năm 2025, Hội đồng Thi đua - Khen thưởng tỉnh đã họp và bỏ phiếu kín, kết quả",
    tallies=(TALLY,),
    money=(
        MoneyLine(label="Cá nhân", count=3, amount=3_510_000),
        MoneyLine(label="Tập thể", count=2, amount=7_020_000),
        MoneyLine(label="Hộ gia đình", count=1, amount=5_270_000),
    ),
    money_source="Nguồn: Quỹ Thi đua, khen thưởng tỉnh năm 2025",
    request="Sở Nội vụ kính trình Chủ tịch Ủy ban nhân dân tỉnh xem xét, quyết định",
    enclosures=("Dự thảo Quyết định và danh sách", "Biên bản họp, Biên bản kiểm phiếu của Hội đồng"),
    roll=ROLL,
    issuer="Sở Nội vụ",
)

DECISION = AwardDecision(
    letterhead=letterhead("QĐ-UBND", superior="", organisation="Ủy ban nhân dân\ntỉnh Ninh Thuận"),
    subject="Về việc tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh",
    signature=Signature(lines="KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH", name="Nguyễn Long Hải Đăng"),
    recipients=(
        "Như Điều 4",
        "Ban Thi đua - Khen thưởng Trung ương (b/c)",
        "CT, các PCT UBND tỉnh",
        "Cổng Thông tin điện tử tỉnh",
        "Lưu: VT, VXNV",
    ),
    authority="Chủ tịch Ủy ban nhân dân tỉnh Ninh Thuận",
    grounds=(
        *grounds.for_awards(DAY),
        "Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 363/TTr-SNV ngày 05 tháng 02 năm 2025",
    ),
    award=AWARD,
    merit=MERIT,
    bonus="Tiền thưởng kèm theo: mỗi cá nhân 3.510.000 đồng, mỗi tập thể 7.020.000 đồng, mỗi hộ gia đình 5.270.000"
    " đồng; kinh phí chi từ Quỹ Thi đua, khen thưởng tỉnh năm 2025",
    duty="Chánh Văn phòng Ủy ban nhân dân tỉnh, Giám đốc Sở Nội vụ, thủ trưởng các cơ quan, đơn vị liên quan và các"
    " cá nhân, tập thể, hộ gia đình có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này",
    roll=ROLL,
    issuer="Chủ tịch Ủy ban nhân dân tỉnh Ninh Thuận",
)

NOTICE = OfficialNotice(
    paper="TB_KETQUA",
    letterhead=letterhead("TB-SNV", organisation="Sở Nội vụ"),
    subject="Về việc không khen thưởng đối với 01 cá nhân do\nSở Giáo dục và Đào tạo đề nghị",
    signature=Signature(lines="TL. GIÁM ĐỐC\nTRƯỞNG BAN", name="Đạo Văn Thuận"),
    recipients=("Như trên", "Giám đốc Sở (b/c)", "Lưu: VT, TĐKT"),
    addressees=("Sở Giáo dục và Đào tạo",),
    grounds=("Căn cứ Kết luận số 15/KL-TTT ngày 03 tháng 02 năm 2025 của Thanh tra tỉnh",),
    paragraphs=(
        (
            "Sở Nội vụ nhận hồ sơ đề nghị tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh cho bà Trượng Thị Kim Phụng,"
            " Giáo viên Trường Trung học phổ thông Dân tộc nội trú Pi Năng Tắc"
        ),
        "Theo kết luận của cơ quan có thẩm quyền, trường hợp này không đủ điều kiện khen thưởng. Lý do",
    ),
    items=("Đã có kết luận vi phạm trong quản lý tài chính", "Thời gian xét khen thưởng trùng với thời gian vi phạm"),
    closing="Sở Nội vụ thông báo để Sở Giáo dục và Đào tạo biết và thông báo cho cá nhân được đề nghị",
)

LETTER = OfficialLetter(
    paper="CV_TAMDUNG",
    letterhead=letterhead("SNV-TĐKT", organisation="Sở Nội vụ"),
    subject="V/v tạm dừng xét khen thưởng đối với bà Trượng Thị Kim Phụng",
    signature=Signature(lines="TL. GIÁM ĐỐC\nTRƯỞNG BAN", name="Đạo Văn Thuận"),
    recipients=("Như trên", "Giám đốc Sở (b/c)", "Lưu: VT, TĐKT"),
    addressees=("Sở Giáo dục và Đào tạo", "Trường Trung học phổ thông Dân tộc nội trú Pi Năng Tắc"),
    paragraphs=(
        (
            "Sở Nội vụ đang xét hồ sơ đề nghị tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh cho các trường hợp sau"
            " theo Tờ trình số 05/TTr-SGDĐT ngày 06 tháng 01 năm 2025 của Sở Giáo dục và Đào tạo"
        ),
    ),
    roll=Roll(individuals=INDIVIDUALS[:1], collectives=COLLECTIVES[:1]),
    closing="Đề nghị Sở Giáo dục và Đào tạo phối hợp cung cấp thông tin khi được yêu cầu; việc xét khen thưởng tiếp tục"
    " ngay khi có kết luận không vi phạm",
)

HANDOVER = HandoverMinutes(
    letterhead=letterhead("BB-SNV", organisation="Sở Nội vụ"),
    subject="Bàn giao hiện vật, tiền thưởng",
    signature=Signature(
        lines="Bên nhận",
        name="Trượng Thị Kim Phụng",
        note="(Ký, ghi rõ họ tên)",
        left_lines="Bên giao",
        left_name="Võ Thị Thanh Nhàn",
        left_note="(Ký, ghi rõ họ tên)",
    ),
    recipients=("Bên nhận", "Lưu: TĐKT, hồ sơ"),
    held_on=date(2025, 2, 17),
    place="Ban Thi đua - Khen thưởng, Sở Nội vụ",
    decision="Quyết định số 57/QĐ-UBND ngày 12 tháng 02 năm 2025",
    award="Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh",
    giver="Sở Nội vụ",
    giver_person=Person(name="Võ Thị Thanh Nhàn", role="Chuyên viên"),
    receiver="Sở Giáo dục và Đào tạo",
    receiver_person=Person(
        name="Trượng Thị Kim Phụng", role="Văn thư", note="Giấy giới thiệu số 15/GGT-SGDĐT ngày 14/02/2025"
    ),
    lines=(
        *(
            HandedLine(name=row.full_name, detail=row.detail, articles="Bằng, khung", amount=3_510_000)
            for row in INDIVIDUALS
        ),
        HandedLine(
            name=COLLECTIVES[0].name, detail=COLLECTIVES[0].detail, articles="Bằng, khung", refused="Khung vỡ kính"
        ),
    ),
    totals=(
        Counted(name="Bằng", counted="tờ", number=len(INDIVIDUALS)),
        Counted(name="Khung", counted="chiếc", number=len(INDIVIDUALS)),
    ),
    money_way="Chuyển khoản theo danh sách chi thưởng",
)

PAYMENT = PaymentList(
    letterhead=letterhead("", organisation="Sở Nội vụ"),
    subject="Chi tiền thưởng kèm theo Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh",
    signature=Signature(lines="Người lập", name="Võ Thị Thanh Nhàn", left_lines="Kế toán"),
    decision="Quyết định số 57/QĐ-UBND ngày 12 tháng 02 năm 2025",
    award="Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh",
    unit="Sở Giáo dục và Đào tạo",
    lines=tuple(PaidLine(name=row.full_name, detail=row.detail, amount=3_510_000) for row in INDIVIDUALS),
    source="Quỹ Thi đua, khen thưởng tỉnh",
    money_way="Chuyển khoản theo danh sách chi thưởng",
)

INDEX = ArchiveIndex(
    letterhead=letterhead("", organisation="Sở Nội vụ"),
    subject="Hồ sơ khen thưởng theo Quyết định số 57/QĐ-UBND ngày 12 tháng 02 năm 2025",
    signature=Signature(lines="Người lập", name="Châu Thị Lệ Thu", left_lines="Bên giao hồ sơ"),
    dossier_code="KT.01-2025",
    retention="20 năm",
    place="Kho lưu trữ Sở Nội vụ",
    sheets=45,
    lines=tuple(
        KeptLine(
            number="05/TTr-SGDĐT",
            dated=date(2025, 1, 6),
            title="Tờ trình của đơn vị: Về việc đề nghị tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh",
            author="Sở Giáo dục và Đào tạo",
            note="Bản đã ký kèm theo",
        )
        for _ in range(20)
    ),
)

PAPERS: tuple[PrintedPaper, ...] = (SUBMISSION, RECEIPT, MINUTES, SHEET, PROPOSAL, DECISION, NOTICE)  # with a heading
LISTS: tuple[PrintedPaper, ...] = (HANDOVER, PAYMENT, INDEX)  # a heading and a table; no place and day


def draft(paper: PrintedPaper) -> Any:
    return replace(paper, letterhead=replace(paper.letterhead, is_draft=True, number=None))
