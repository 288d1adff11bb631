"""flask audit, flask papers: whether what is kept is still what was put in."""

from itertools import chain

import click
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy import func, select

from app.audit import queries as audit
from app.blocks import wholeness as blocks
from app.cli.console import insist_on_tables
from app.councils import wholeness as votes
from app.documents.models import StoredFile
from app.documents.store import Store
from app.extensions import db
from app.honours import wholeness as honours
from app.initiatives import wholeness as initiatives
from app.nominations import wholeness as dossiers
from app.papers import wholeness as papers
from app.resolutions import wholeness as laws
from app.service_records import wholeness as service_records

BATCH = 500

audit_group = AppGroup("audit", help="Sổ nhật ký nối chuỗi.")
papers_group = AppGroup("papers", help="Kho văn bản, tài liệu.")


@audit_group.command("verify")
@click.option("--head", default=None, help="Mã đầu chuỗi đã in trên biên bản, để phát hiện dòng bị cắt ở cuối.")
def verify(head: str | None) -> None:
    """Tìm mọi dòng bị sửa, chèn, đổi chỗ hoặc mất."""
    insist_on_tables()
    try:
        faults = audit.verify(head)
    except ValueError as vain:
        raise click.ClickException(
            "Mã đầu chuỗi cần ít nhất 16 chữ số đầu như đã in; mã toàn số 0 là của nhật ký trống."
        ) from vain
    found = [*map(str, faults), *audit.unguarded()]
    for sentence in found:
        click.echo(sentence)
    seq, digest = audit.head()
    click.echo(f"{seq} dòng, mã đầu chuỗi {digest}")
    if found:
        raise SystemExit(1)


@papers_group.command("verify")
@click.option("--quick", is_flag=True, help="Chỉ xem mọi tệp có còn và đúng cỡ, không đọc lại: ngay sau khi khôi phục.")
def verify_papers(*, quick: bool) -> None:
    """Đọc lại mọi tệp trong kho; đối chiếu văn bản, tài liệu và kết quả bỏ phiếu với nhật ký."""
    insist_on_tables()
    store = Store(current_app.config["PAPERS_FOLDER"])
    if _look_for_files(store) if quick else _read_all_again(store):
        raise SystemExit(1)


def _look_for_files(store: Store) -> int:
    """Reading all takes long where there are many, and a restored site wants to open."""
    missing = store.missing_files()
    for stored in missing:
        click.echo(f"Tệp số {stored.id} “{stored.original_name}” mất hoặc khác cỡ: {stored.path}")
    files = db.session.scalar(select(func.count()).select_from(StoredFile))
    click.echo(f"{files} tệp, {len(missing)} tệp mất hoặc khác cỡ.")
    return len(missing)


def _read_all_again(store: Store) -> int:
    files = faulty = differing = 0
    rows = select(StoredFile).order_by(StoredFile.id).execution_options(yield_per=BATCH)
    for stored in db.session.scalars(rows):
        files += 1
        if not store.verify(stored):
            faulty += 1
            click.echo(f"Tệp số {stored.id} “{stored.original_name}” mất hoặc đã bị sửa: {stored.path}")
    told = (room.faults() for room in (papers, dossiers, votes, honours, service_records, laws, initiatives, blocks))
    for sentence in chain.from_iterable(told):
        differing += 1
        click.echo(sentence)
    click.echo(f"{files} tệp, {faulty} tệp hỏng, {differing} chỗ khác nhật ký.")
    return faulty + differing
