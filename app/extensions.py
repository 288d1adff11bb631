"""The database, and the few objects that Flask extensions want to be global.

SQLite is driven through pysqlite3, whose bundled library is free of the WAL-reset fault; a lost pragma
would be a lost vote, so they are set on every connection and read back by a test.
"""

import enum
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from flask import has_request_context, request
from flask_login import LoginManager
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect
from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    CursorResult,
    Engine,
    Enum,
    Integer,
    MetaData,
    Select,
    bindparam,
    event,
    literal_column,
    select,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, Mapper, QueryableAttribute, declared_attr, mapped_column, registry
from sqlalchemy.sql.selectable import TypedReturnsRows

from app import writers
from app.columns import Json, UTCDateTime

Columns = TypeVar("Columns", bound=tuple[Any, ...])
IN_MEMORY = "sqlite://"
# Kept open: pages are made one at a time, so more are opened and closed again only for a rush of writers. Each holds a
# megabyte and a half: the schema, what it has prepared, and its pages.
CONNECTIONS = 2
AT_MOST = 12  # at once: each thread that serves or works, and some for commands
CACHE = 512  # kilobytes of pages in each connection: the system keeps the file in memory anyway, once for all
STATEMENTS = 2000  # kept prepared in each; of more than the driver's hundred, each new one would push out the last
FIRST_SOUND_SQLITE = (3, 51, 3)  # https://sqlite.org/wal.html#walresetbug

WRITES = "vinhdanh.writes"  # in a request's environment: what is begun from now on will write, though it is a GET
LEAVES_TURN = "vinhdanh.leaves_turn"  # in a request's environment: gives the turn back before the page is made

OWN_UNIT: BindParameter[int] = bindparam("own_unit", type_=Integer)  # whose, where a statement is written once


class Base(DeclarativeBase):
    registry = registry(
        metadata=MetaData(
            naming_convention={
                "ix": "ix_%(column_0_label)s",
                "uq": "uq_%(table_name)s_%(column_0_N_name)s",
                "ck": "ck_%(table_name)s_%(constraint_name)s",
                "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
                "pk": "pk_%(table_name)s",
            }
        ),
        type_annotation_map={
            datetime: UTCDateTime(),
            enum.StrEnum: Enum(enum.StrEnum, native_enum=False, length=40, values_callable=list),
            dict[str, Any]: Json,
            list[Any]: Json,
            list[str]: Json,
        },
    )


db = SQLAlchemy(model_class=Base, disable_autonaming=True, session_options={"expire_on_commit": False})
login_manager = LoginManager()
csrf = CSRFProtect()

if TYPE_CHECKING:
    Model = Base
else:
    Model = db.Model


class Versioned:
    """A row that two people may open at once: whoever saves second hears of it (StaleDataError, shown as 409)."""

    version: Mapped[int] = mapped_column(default=1)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 -- SQLAlchemy calls it on the class
        return {"version_id_col": cls.__table__.c.version}  # type: ignore[attr-defined]


@event.listens_for(Mapper, "after_mapper_constructed")
def _give_events(mapper: Mapper[Any], _class: type[object]) -> None:
    """To each attribute its own, before SQLAlchemy looks whether it has them: it looks in a way that makes a second
    column of each, hardly one of which is used. They held 2.3 MB of every server.
    """
    events: Any = QueryableAttribute.dispatch  # type: ignore[misc]  # SQLAlchemy's word for them
    attributes: Iterable[Any] = mapper.class_manager.values() if mapper.inherits is None else ()  # who does has them
    for attribute in attributes:
        attribute._slots_dispatch = events._for_instance(attribute)  # noqa: SLF001


@contextmanager
def unit_of_work() -> Iterator[None]:
    """Commit all of it, or none. Only entry points (views, cli, the errand runner) open one."""
    try:
        yield
        db.session.commit()
    except BaseException:
        db.session.rollback()
        raise


@contextmanager
def reading_written_down() -> Iterator[None]:
    """A unit of work in a GET: who was shown what is not for everybody is in the log before it is shown.

    What was read before is read anew. Pages do not stand behind whoever waits for the pen.
    """
    let_others_write()
    let_others_read()
    request.environ[WRITES] = True
    try:
        with unit_of_work():
            yield
    finally:
        del request.environ[WRITES]


def read_rows(statement: TypedReturnsRows[Columns], bound: Mapping[str, Any] | None = None) -> CursorResult[Columns]:
    """Columns, never objects, past the mapper, which takes as long again. What is pending is written first."""
    db.session.flush()
    return db.session.connection().execute(statement, bound)


def at_most(rows: int) -> ColumnElement[int]:
    """A limit said in the statement itself. One that is bound may change SQLite's plan, so whatever is bound, the
    statement is prepared anew each time: of a desk's, that took three times as long as its answer.
    """
    return literal_column(str(rows), Integer)


def in_few_lengths(ids: Iterable[int]) -> list[int]:
    """For IN: the last one is said again until there are 1, 2, 4, 8 … of them.

    Of each length the statement is another one, and every connection keeps what it has prepared: whoever sends a list
    of any length he likes would fill the memory.
    """
    listed = [*ids]
    length = 1 << (len(listed) - 1).bit_length() if listed else 0
    return [*listed, *listed[-1:] * (length - len(listed))]


def is_there(found: Select[Any]) -> bool:
    """Whether there is any such row; no object is made of it."""
    return bool(read_rows(select(found.exists())).scalar())


def let_others_write() -> None:
    """Before slow work: SQLite has one writer at a time, and the people at their desks come first.

    What was read before is read anew, and whatever must still hold is asked after the work.
    """
    pending = [*db.session.new, *db.session.dirty, *db.session.deleted]
    assert not pending, "what was changed before the slow work would be lost"
    db.session.rollback()


def let_others_read() -> None:
    """Before waiting for another process: who reads has the turn (`turnstile`), and pages need not stand behind it."""
    leave: Callable[[], None] | None = request.environ.get(LEAVES_TURN)
    if leave is not None:
        leave()


def engine_options(url: str) -> dict[str, Any]:
    """What SQLAlchemy needs to know to open `url` as this application wants it opened."""
    options: dict[str, Any] = {
        "json_serializer": lambda value: json.dumps(value, ensure_ascii=False),
        "hide_parameters": True,  # a query that fails goes into the log, what people have written does not
    }
    if url.startswith("sqlite"):
        from pysqlite3 import dbapi2  # noqa: PLC0415 -- a site on PostgreSQL need not have it

        settings = {"timeout": 30, "check_same_thread": False, "cached_statements": STATEMENTS}
        options |= {"module": dbapi2, "connect_args": settings}
    else:
        options["pool_pre_ping"] = True
    if url != IN_MEMORY:  # which has one connection for all
        # the one used last has the most in its caches
        options |= {"pool_size": CONNECTIONS, "max_overflow": AT_MOST - CONNECTIONS, "pool_use_lifo": True}
    return options


@event.listens_for(Engine, "connect")
def _make_durable(dbapi_connection: Any, record: Any) -> None:  # noqa: ANN401, ARG001 -- the driver's own objects
    module = type(dbapi_connection).__module__
    if "sqlite" not in module:
        return
    dbapi_connection.isolation_level = None  # transactions are begun below
    if _sqlite_version(dbapi_connection) >= FIRST_SOUND_SQLITE:
        durability = ("journal_mode=WAL", "synchronous=FULL")
    else:
        durability = ("journal_mode=DELETE", "synchronous=EXTRA")
    for pragma in (
        *durability,
        "foreign_keys=ON",
        "recursive_triggers=ON",
        "secure_delete=ON",
        "busy_timeout=30000",
        f"cache_size=-{CACHE}",
    ):
        dbapi_connection.execute(f"PRAGMA {pragma}")


def _sqlite_version(dbapi_connection: Any) -> tuple[int, ...]:  # noqa: ANN401 -- the driver's own object
    (text,) = dbapi_connection.execute("SELECT sqlite_version()").fetchone()
    return tuple(int(part) for part in text.split("."))


@event.listens_for(Engine, "begin")
def _begin(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    if has_request_context() and request.method in {"GET", "HEAD", "OPTIONS"} and WRITES not in request.environ:
        connection.exec_driver_sql("BEGIN")
        return
    writers.stand_in_line(connection)
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    except BaseException:  # nothing was begun, so nothing will end
        writers.let_the_next_in(connection)
        raise
