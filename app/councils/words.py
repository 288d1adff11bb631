"""The words for parts of a council, why a member does not vote, which body voted and by what rule."""

from app.councils.constitution import CouncilKind, PaperKind
from app.councils.models import Body, RecusalKind

PARTS = {
    "chair": "Chủ tịch Hội đồng",
    "deputy": "Phó Chủ tịch Hội đồng",
    "secretary": "Thư ký Hội đồng",
    "member": "Ủy viên Hội đồng",
}
COUNCILS = {
    CouncilKind.EMULATION: "Hội đồng Thi đua - Khen thưởng",
    CouncilKind.INITIATIVE: "Hội đồng sáng kiến",
}
PAPERS = {
    PaperKind.ESTABLISHMENT: "Quyết định thành lập",
    PaperKind.COMPOSITION: "Quyết định kiện toàn",
    PaperKind.REGULATION: "Quy chế hoạt động",
}

KINDS = {
    RecusalKind.DECLARED: "Thành viên tự đề nghị",
    RecusalKind.NOMINEE: "Là người được đề nghị khen thưởng",
    RecusalKind.AUTHOR: "Là tác giả, đồng tác giả",
    RecusalKind.RELATIVE: "Là người thân của người được đề nghị",
    RecusalKind.SAME_UNIT: "Cùng đơn vị với trường hợp được đề nghị",
    RecusalKind.DRAFTED: "Người soạn hồ sơ",
    RecusalKind.OTHER: "Lý do khác",
}


BODIES = {Body.FULL: "toàn thể Hội đồng", Body.STANDING: "Thường trực Hội đồng"}


def short_body(body: Body) -> str:
    """Which body's members count."""
    return "Thường trực Hội đồng" if body is Body.STANDING else "Hội đồng"


def share(pct: int, body: Body, *, strict: bool) -> str:
    """'từ 90% tổng số thành viên Hội đồng trở lên', 'trên 50% tổng số thành viên Thường trực Hội đồng'."""
    members = f"{pct}% tổng số thành viên {short_body(body)}"
    return f"trên {members}" if strict else f"từ {members} trở lên"
