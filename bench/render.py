"""P11: a decision through the warm press costs at most 1.5 times a bare `write_pdf` of the same HTML.

Both sides print in turns in one run. The bare side is told nothing: it fetches fonts and style sheet anew each time.
"""

import statistics
import time
from collections.abc import Callable
from datetime import date
from typing import Any

from app.documents import grounds, render, worker
from app.documents.kinds.of_decisions import AwardDecision
from app.documents.printable import Letterhead, Roll, Row, Signature

BAR = 1.5
ROUNDS = 3
PAPERS_A_ROUND = 10


def decision() -> AwardDecision:
    people = tuple(
        Row(name=f"Nguyễn Thị Ánh Nguyệt {index}", honorific="Bà", detail="Chuyên viên, Sở Giáo dục và Đào tạo")
        for index in range(1, 13)
    )
    return AwardDecision(
        letterhead=Letterhead(
            organisation="Ủy ban nhân dân\ntỉnh Ninh Thuận",
            symbol="QĐ-UBND",
            number=8,
            place="Ninh Thuận",
            issued_on=date(2025, 2, 5),
            is_draft=False,
        ),
        subject="Về việc tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh",
        signature=Signature(lines="Chủ tịch", name="Nguyễn Văn Mẫu"),
        recipients=("Như Điều 3", "Sở Nội vụ", "Lưu: VT, VXNV"),
        authority="Chủ tịch Ủy ban nhân dân tỉnh Ninh Thuận",
        grounds=grounds.for_awards(date(2025, 2, 5)),
        award="Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh",
        merit="đã có thành tích xuất sắc trong phong trào thi đua yêu nước năm 2024",
        duty="Chánh Văn phòng Ủy ban nhân dân tỉnh và các cá nhân có tên tại Điều 1 chịu trách nhiệm thi hành",
        roll=Roll(individuals=people),
        issuer="Chủ tịch Ủy ban nhân dân tỉnh Ninh Thuận",
    )


def seconds(work: Callable[[], Any]) -> float:
    begun = time.perf_counter()
    for _ in range(PAPERS_A_ROUND):
        work()
    return (time.perf_counter() - begun) / PAPERS_A_ROUND


def main() -> int:
    import weasyprint  # noqa: PLC0415 -- only the measuring loads it in its own process

    paper = decision()
    html = render.html_of(paper)
    static = render.STATIC.as_uri() + "/"

    def bare() -> bytes:
        pdf: bytes = weasyprint.HTML(string=html, base_url=static).write_pdf(pdf_variant=worker.VARIANT)
        return pdf

    def ours() -> bytes:
        return render.pdf_of(paper)

    bare()
    size = len(ours())
    pairs = [(seconds(ours), seconds(bare)) for _ in range(ROUNDS)]
    ratio = statistics.median(mine / other for mine, other in pairs)
    for mine, other in pairs:
        print(f"      decision, 2 pages: warm press {mine * 1000:.0f} ms, bare write_pdf {other * 1000:.0f} ms")
    print(f"P11   ratio {ratio:.2f}, bar {BAR} – {'held' if ratio <= BAR else 'MISSED'}; {size / 1024:.0f} KiB")
    return 0 if ratio <= BAR else 1


if __name__ == "__main__":
    raise SystemExit(main())
