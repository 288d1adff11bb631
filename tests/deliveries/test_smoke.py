import os, io
from app.extensions import db
from app.effects import runner
from tests.deliveries.conftest import *
from workflows.vocabulary import Role
import pypdfium2
from app.documents.models import Paper
from app.deliveries.models import *
from sqlalchemy import select
import pytest

OUT = "/tmp/d-pics"


def pic(name, data):
    os.makedirs(OUT, exist_ok=True)
    doc = pypdfium2.PdfDocument(data)
    for n, page in enumerate(doc):
        page.render(scale=1.3).to_pil().save(f"{OUT}/{name}-{n}.png")
        if n > 2:
            break


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
def test_road(after):
    A, U = Role.APPRAISER, after.province.units[0].id
    i = after.items[0].id
    pic("proof", after.get(A, after.url(f"/items/{i}/certificate.pdf")).data)
    r = after.post(A, after.url("/register"), first="101")
    assert r.status_code == 303, r.text
    from app.deliveries import queries

    lines = queries.lines(after.decision, after.actor(A))
    r = after.post(
        A,
        after.url("/ready"),
        seen=queries.as_shown(lines),
        ready=[f"{l.item.id}:{a.code}" for l in lines for a in l.given.articles],
    )
    assert r.status_code == 303, r.text
    lines = queries.lines(after.decision, after.actor(A))
    r = after.post(
        A,
        after.url(f"/items/{i}"),
        seen=queries.as_shown(lines[:1]),
        printed_name="Nghệ nhân Chamaléa Thị Sương",
        printed_detail="Nghệ nhân dân gian, Sở Giáo dục và Đào tạo",
        name_reason="Đơn vị đề nghị ghi danh xưng Nghệ nhân",
        register_number="110",
    )
    assert r.status_code == 303, r.text
    r = after.post(A, after.url("/print"))
    assert r.status_code == 303
    runner.run_waiting()
    run = db.session.scalars(select(PrintRun)).one()
    assert run.done == 3
    pic("run", after.get(A, f"/deliveries/runs/{run.id}.pdf").data)
    own = [l for l in queries.lines(after.decision, after.actor(A)) if l.case.unit_id == U]
    r = after.post(
        A,
        after.url(f"/hand-over/{U}"),
        seen=queries.as_shown(own),
        handed_on="17/02/2025",
        place="Ban TĐKT",
        receiver_name="Trần Văn Nhận",
        receiver_title="Văn thư",
        receiver_paper="Giấy giới thiệu số 15/GGT-SGDĐT",
        money_way="cash",
        note="",
        item_ids=[str(own[0].item.id)],
        **{f"refused_{own[1].item.id}": "Khung vỡ kính, đề nghị đổi"},
    )
    assert r.status_code == 303, r.text
    print(after.states)
    h = db.session.scalars(select(Handover)).one()
    runner.run_waiting()
    pic("minutes", after.get(A, f"/papers/{h.minutes_id}.pdf").data)
    pic("payment", after.get(Role.ACCOUNTANT, f"/papers/{h.payment_list_id}.pdf").data)
    assert after.get(A, f"/deliveries/handovers/{h.id}").status_code == 200
    C = Role.UNIT_CLERK
    assert after.get(C, f"/deliveries/handovers/{h.id}").status_code == 200
    assert after.get(C, f"/deliveries/handovers/{h.id}", unit=1).status_code == 404
    assert after.get(C, f"/papers/{h.minutes_id}.pdf", unit=1).status_code == 404
    assert after.get(C, f"/deliveries/handovers/{h.id}/present").status_code == 200
    r = after.post(
        C,
        f"/deliveries/handovers/{h.id}/present",
        presented_on="17/02/2025",
        presented_how="ceremony",
        item_ids=[str(own[0].item.id)],
    )
    assert r.status_code == 303, r.text
    r = after.post(
        Role.ACCOUNTANT, after.url("/payments"), paid_on="17/02/2025", voucher="PC-012", item_ids=[str(own[0].item.id)]
    )
    assert r.status_code == 303, r.text
    print(after.get(Role.ACCOUNTANT, after.url("/payments.csv")).text)
    url = f"/archive/decisions/{after.decision.id}"
    t = after.get(Role.ARCHIVIST, url).text
    import re

    print(re.findall("Thiếu[^<]*|[^>]*chưa đính[^<]*", t))
    r = after.post(
        Role.ARCHIVIST,
        url,
        code="KT.01-2025",
        title="Hồ sơ khen thưởng",
        retention="years_20",
        place="Kho 2",
        sheets="45",
        item_ids=[str(own[0].item.id)],
    )
    assert r.status_code == 303, r.text
    print(after.states)
    runner.run_waiting()
    d = db.session.scalars(select(Deposit)).one()
    pic("index", after.get(Role.ARCHIVIST, f"/papers/{d.index_id}.pdf").data)
    z = after.get(Role.ARCHIVIST, f"/archive/cases/{own[0].case.id}/dossier.zip")
    import zipfile

    zz = zipfile.ZipFile(io.BytesIO(z.data))
    print(zz.testzip())
    print("\n".join(zz.namelist()))
    print(zz.read("00-muc-luc.csv").decode())
    assert after.get(C, f"/nominations/{own[0].case.id}").status_code == 200
    for role in (A, C, Role.ACCOUNTANT, Role.ARCHIVIST):
        t = after.get(role, "/").text
        print(role, re.findall("Chuẩn bị, bàn giao[^<]*|Chi tiền thưởng|Xác nhận đã trao[^<]*|Kết thúc hồ sơ[^<]*", t))
    from app.audit.queries import verify

    assert [*verify()] == []
