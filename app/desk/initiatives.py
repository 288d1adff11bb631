"""Initiatives that wait for a meeting of the council whose secretary somebody is."""

from typing import Any

from sqlalchemy import Row, Select, func

from app.desk.source import MOST, Source, line, waits
from app.desk.waiting import INITIATIVES, Waiting
from app.extensions import OWN_UNIT
from app.initiatives.models import Initiative
from app.initiatives.queries import waiting_at
from app.organisations.models import Organisation
from workflows.vocabulary import Role


def _waiting(_: Role) -> Select[Any]:
    since = func.coalesce(Initiative.sent_up_at, Initiative.entered_at)
    return (
        waiting_at(OWN_UNIT)
        .join(Organisation, Organisation.id == Initiative.unit_id)
        .order_by(since)
        .limit(MOST)
        .with_only_columns(*line(id=Initiative.id, what=Initiative.title, detail=Organisation.name, since=since))
    )


def _told(row: Row[Any], role: Role) -> Waiting:
    return waits(row, INITIATIVES[role], "initiatives")


SOURCES = (Source(offices=INITIATIVES, waiting=_waiting, told=_told),)
