"""The least a page of this kind can cost: Flask, Flask-Login, one indexed SELECT, a Jinja table of 50 rows.

The page is the one the bars were set with: seven columns, nine values a row, one of them formatted.

`python -m bench floor DATABASE [PORT]` serves it on a database made by `python -m bench fill`, with the server, the
driver and the number of threads that the application has.
"""

import sys
from collections.abc import Callable
from typing import Any

from flask import Flask, render_template
from flask_login import LoginManager, UserMixin, login_required, login_user
from flask_sqlalchemy import SQLAlchemy
from jinja2 import DictLoader
from pysqlite3 import dbapi2
from sqlalchemy import event, select
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from waitress import serve as waitress

THREADS = 8  # as app.serving has it; importing that would bring the application in
ROWS = 50
PAGE = """<!doctype html>
<html lang="vi">
<head><meta charset="utf-8"><title>Hồ sơ đề nghị</title><link rel="stylesheet" href="/static/css/site.css"></head>
<body>
<nav>{% for line in ("Việc cần xử lý", "Hồ sơ đề nghị", "Tờ trình", "Tiếp nhận", "Thẩm định", "Quyết định") %}
<a href="/{{ loop.index }}">{{ line }}</a>{% endfor %}</nav>
<h1>Hồ sơ đề nghị</h1>
<table>
<thead><tr><th>STT</th><th>Họ tên</th><th>Chức vụ</th><th>Mã</th><th>Bước</th><th>Năm</th><th></th></tr></thead>
<tbody>
{% for row in rows %}
<tr><td>{{ loop.index }}</td><td><a href="/nominations/{{ row.id }}">{{ row.nominee_name }}</a></td>
<td>{{ row.nominee_title }}</td><td>{{ row.code }}</td>
<td><span class="badge {{ row.state }}">{{ row.state }}</span></td><td>{{ "%.2f"|format(row.period_from) }}</td>
<td><a href="/nominations/{{ row.id }}/review">Xét</a></td></tr>
{% endfor %}
</tbody>
</table>
</body>
</html>"""


class Base(DeclarativeBase):
    pass


def make(database: str) -> Flask:
    app = Flask(__name__)
    app.config.update(
        SECRET_KEY="floor",
        SQLALCHEMY_DATABASE_URI=f"sqlite:///{database}",
        SQLALCHEMY_ENGINE_OPTIONS={"module": dbapi2, "connect_args": {"check_same_thread": False}},
    )
    app.jinja_loader = DictLoader({"page.html": PAGE})
    db = SQLAlchemy(app, model_class=Base, disable_autonaming=True)
    _add_views(app, db)
    with app.app_context():
        event.listen(db.engine, "connect", lambda connection, _: connection.execute("PRAGMA journal_mode=WAL"))
    return app


def _add_views(app: Flask, db: Any) -> None:
    login_manager = LoginManager(app)

    class User(UserMixin, db.Model):  # type: ignore[misc]
        __tablename__ = "user_account"
        id: Mapped[int] = mapped_column(primary_key=True)
        full_name: Mapped[str]

    class Nomination(db.Model):  # type: ignore[misc]
        __tablename__ = "nomination"
        id: Mapped[int] = mapped_column(primary_key=True)
        code: Mapped[str]
        award_round_id: Mapped[int]
        nominee_name: Mapped[str]
        nominee_key: Mapped[str]
        nominee_title: Mapped[str]
        state: Mapped[str]
        period_from: Mapped[int]

    @login_manager.user_loader  # type: ignore[untyped-decorator]
    def load(user_id: str) -> User | None:
        return db.session.get(User, int(user_id))  # type: ignore[no-any-return]

    @app.get("/in")
    def enter() -> str:
        login_user(db.session.scalars(select(User).limit(1)).one())
        return "in"

    @app.get("/hello")
    def hello() -> str:
        return "Xin chào"

    @app.get("/page")
    @login_required  # type: ignore[untyped-decorator]
    def page() -> str:
        first = select(Nomination).where(Nomination.award_round_id == 1).order_by(Nomination.nominee_key, Nomination.id)
        return render_template("page.html", rows=db.session.scalars(first.limit(ROWS)).all())


def serve(database: str, port: int, run: Callable[..., None] = waitress) -> None:
    run(make(database), host="127.0.0.1", port=port, threads=THREADS)


def main() -> int:
    serve(sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 8345)
    return 0
