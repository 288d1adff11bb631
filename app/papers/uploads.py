"""From a form's file to the store; what the inspection refuses becomes the field's own sentence."""

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from flask import current_app
from wtforms import Field

from app.actor import Actor
from app.documents.inspection import UploadRefused
from app.documents.inspection.kinds import Kind
from app.documents.models import StoredFile
from app.documents.store import Store
from app.errors import Invalid
from app.extensions import db, let_others_write

SIGNED_COPIES = frozenset({Kind.PDF, Kind.JPEG, Kind.PNG})  # what nobody goes on writing in
NO_FILE = "Chọn tệp trên máy rồi tải lên."
MOST = 3  # files of one person at once; the server has eight threads for everybody
TOO_MANY = "Các tệp anh/chị gửi trước đang được kiểm tra. Đợi xong rồi tải tệp này lên."
_lock = threading.Lock()
_inspected: Counter[int | None] = Counter()


def stored(field: Field, actor: Actor, *, kinds: frozenset[Kind] = frozenset(Kind)) -> StoredFile:
    """Keep the uploaded file, or raise Invalid beside its field. Call it inside the unit of work, and first.

    A file is inspected for seconds, and SQLite has one writer at a time: others write meanwhile. So what was read
    before is read anew, and whatever must still hold is asked afterwards.
    """
    upload = field.data
    if not upload or not upload.filename:
        raise Invalid(**{field.name: NO_FILE})
    let_others_write()
    store = Store(current_app.config["PAPERS_FOLDER"])
    try:
        with _among_few(actor.user_id, field.name):
            kept = store.put(upload.stream, upload.filename, actor_id=actor.user_id)
    except UploadRefused as refused:
        raise Invalid(**{field.name: refused.sentence}) from refused
    if kept.media_type not in {kind.media_type for kind in kinds}:
        named = ", ".join(kind.name for kind in Kind if kind in kinds)
        raise Invalid(**{field.name: f"Chỉ nhận tệp {named} ở đây. Hãy quét bản giấy hoặc lưu thành PDF."})
    db.session.flush()
    return kept


@contextmanager
def _among_few(user_id: int | None, field: str) -> Iterator[None]:
    """Many files of one person at once would keep every thread of the server busy."""
    with _lock:
        if _inspected[user_id] >= MOST:
            raise Invalid(**{field: TOO_MANY})
        _inspected[user_id] += 1
    try:
        yield
    finally:
        with _lock:
            _inspected[user_id] -= 1
