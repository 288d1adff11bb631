"""Which chapter is for whom; what it says stands in templates/guide under its key."""

from dataclasses import dataclass

from workflows.vocabulary import ROLE_NAMES, Role


@dataclass(frozen=True)
class Chapter:
    key: str
    title: str
    roles: tuple[Role, ...] = ()

    @property
    def role_names(self) -> str:
        return ", ".join(ROLE_NAMES[role] for role in self.roles)


EVERYBODY = Chapter("everybody", "Những điều ai cũng cần biết")
CHAPTERS = (
    EVERYBODY,
    Chapter("unit-clerk", "Cán bộ thi đua khen thưởng của đơn vị", (Role.UNIT_CLERK,)),
    Chapter(
        "unit-council",
        "Hội đồng của đơn vị",
        (Role.UNIT_COUNCIL_SECRETARY, Role.UNIT_COUNCIL, Role.UNIT_COUNCIL_MEMBERS),
    ),
    Chapter("unit-head", "Thủ trưởng đơn vị", (Role.UNIT_HEAD,)),
    Chapter("unit-decisions", "Quyết định khen thưởng của đơn vị"),  # clerk, head, văn thư; Sở Nội vụ reads
    Chapter("clerical", "Văn thư", (Role.UNIT_CLERICAL, Role.SNV_CLERICAL, Role.CLERICAL_UBND)),
    Chapter("intake", "Tiếp nhận hồ sơ", (Role.INTAKE_OFFICER,)),
    Chapter("appraiser", "Thẩm định, trình và trao", (Role.APPRAISER,)),
    Chapter("ban-head", "Trưởng ban Thi đua - Khen thưởng", (Role.BAN_HEAD, Role.BAN_DEPUTY)),
    Chapter("director", "Giám đốc Sở Nội vụ", (Role.SNV_DIRECTOR,)),
    Chapter("council-secretary", "Thư ký Hội đồng tỉnh", (Role.COUNCIL_SECRETARY,)),
    Chapter(
        "council-members",
        "Chủ tịch, thành viên Hội đồng tỉnh",
        (Role.COUNCIL_CHAIR, Role.COUNCIL_DEPUTY_CHAIR, Role.COUNCIL_MEMBERS),
    ),
    Chapter("council-keeping", "Hội đồng: văn bản, thành viên, quy chế"),  # of every council, as the next
    Chapter("blocks", "Khối thi đua: chấm điểm, suy tôn"),  # whoever leads, scores or confirms
    Chapter("catalogue", "Danh mục: soạn, phê duyệt bản mới"),  # whoever writes or approves at Sở Nội vụ
    Chapter("registrations", "Đăng ký thi đua, phong trào, đợt xét năm sau"),  # units, Sở Nội vụ
    Chapter("sealed-ballot", "Bỏ phiếu kín trực tuyến"),  # whatever its members' offices
    Chapter("party-committee", "Ban Thường vụ Tỉnh ủy", (Role.PARTY_COMMITTEE,)),
    Chapter("consulted-agency", "Cơ quan được hỏi ý kiến", (Role.CONSULTED_AGENCY,)),
    Chapter("chairman", "Chủ tịch Ủy ban nhân dân tỉnh và Văn phòng", (Role.CHAIRMAN, Role.VPUB)),
    Chapter("state-route", "Trình cấp Nhà nước khen thưởng"),  # Sở Nội vụ, the Chairman, his văn thư
    Chapter("accountant", "Kế toán chi thưởng", (Role.ACCOUNTANT,)),
    Chapter("archivist", "Lưu trữ", (Role.ARCHIVIST,)),
    Chapter("complaints", "Giải quyết khiếu nại, phản ánh, tố cáo", (Role.COMPLAINT_OFFICER,)),
    Chapter(
        "resolution",
        "Nghị quyết của Hội đồng nhân dân tỉnh",
        (
            *(Role.SNV_DRAFTER, Role.JUSTICE_DEPARTMENT, Role.UBND_MEMBERS, Role.HDND_STANDING, Role.HDND_COMMITTEE),
            *(Role.HDND_CHAIR, Role.HDND_DELEGATES, Role.HDND_OFFICE),
        ),
    ),
    Chapter("inspector", "Thanh tra, kiểm tra", (Role.INSPECTOR,)),
    Chapter("administrator", "Quản trị hệ thống", (Role.ADMINISTRATOR,)),
)
BY_KEY = {chapter.key: chapter for chapter in CHAPTERS}
_BY_ROLE = {role: chapter for chapter in CHAPTERS for role in chapter.roles}


def of_role(role: Role | None) -> Chapter:
    """Where somebody who acts in that role begins to read."""
    return _BY_ROLE.get(role, EVERYBODY) if role else EVERYBODY
