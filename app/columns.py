"""Kinds of columns that both databases keep alike."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import JSON, Date, DateTime, Dialect, String, TypeDecorator
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction
from sqlalchemy.types import TypeEngine

OF_VIETNAM = 7  # hours before UTC, since 1975
SortKey = String(400).with_variant(String(400, collation="C"), "postgresql")


class Json(TypeDecorator[Any]):
    """JSON, on PostgreSQL as JSONB. Its dialect is loaded there alone."""

    impl = JSON
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name != "postgresql":
            return super().load_dialect_impl(dialect)
        from sqlalchemy.dialects.postgresql import JSONB  # noqa: PLC0415

        return dialect.type_descriptor(JSONB())


class UTCDateTime(TypeDecorator[datetime]):
    """An aware moment. SQLite forgets the zone, so it goes in as UTC and comes out as UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        return None if value is None else value.astimezone(UTC)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], datetime | None] | None:
        """A list reads three of them a row: SQLite's text is read with its zone, a tenth of the time of adding it."""
        return _in_utc if dialect.name == "sqlite" else super().result_processor(dialect, coltype)


def _in_utc(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(f"{text}+00:00")


class office_date(GenericFunction[date]):  # noqa: N801 -- named as it is written in a statement
    """The calendar day of a moment in Viet Nam, reckoned by the database."""

    type = Date()
    inherit_cache = True


@compiles(office_date, "sqlite")
def _office_date_sqlite(element: office_date, compiler: Any, **more: Any) -> str:  # noqa: ANN401 -- SQLAlchemy's own
    return f"date({compiler.process(element.clauses, **more)}, '+{OF_VIETNAM} hours')"


@compiles(office_date, "postgresql")
def _office_date_postgresql(element: office_date, compiler: Any, **more: Any) -> str:  # noqa: ANN401
    moment = compiler.process(element.clauses, **more)
    return f"CAST({moment} AT TIME ZONE 'UTC' + INTERVAL '{OF_VIETNAM} hours' AS DATE)"
