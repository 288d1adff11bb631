"""An appointment to a signature is told to the other administrators and to whoever holds that office already."""

from sqlalchemy import select

from app import clock
from app.effects.runner import does
from app.extensions import db
from app.organisations.models import Appointment
from app.organisations.queries import holders
from app.outbox.models import Errand, Notice
from workflows.vocabulary import ROLE_NAMES, Role


@does("tell_of_appointment")
def tell_of_appointment(errand: Errand) -> None:
    made = db.session.get_one(Appointment, int(errand.subject.partition(":")[2]))
    office = f"{ROLE_NAMES[made.role]}, {made.organisation.name}"
    text = (
        f"Đã giao vai trò được ký văn bản cho {made.user.full_name}: {office}. Nếu không đúng, báo ngay quản trị khác."
    )
    told = {made.user_id, errand.payload["by"]}
    told |= set(db.session.scalars(select(Notice.user_id).where(Notice.errand_id == errand.id)))
    for one in (*holders(Role.ADMINISTRATOR), *holders(made.role, made.organisation_id)):
        if one.user_id in told:
            continue
        told.add(one.user_id)
        db.session.add(
            Notice(
                user_id=one.user_id,
                errand_id=errand.id,
                organisation_id=one.organisation_id,
                text=text,
                subject=errand.subject,
                created_at=clock.now(),
            )
        )
