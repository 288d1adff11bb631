"""An appointment to a signature is told to the other administrators and to whoever holds that office already."""

from app.effects import notices
from app.effects.runner import does
from app.extensions import db
from app.organisations.models import Appointment
from app.organisations.queries import holders
from app.outbox.models import Errand
from workflows.vocabulary import ROLE_NAMES, Role


@does("tell_of_appointment")
def tell_of_appointment(errand: Errand) -> None:
    made = db.session.get_one(Appointment, int(errand.subject.partition(":")[2]))
    office = f"{ROLE_NAMES[made.role]}, {made.organisation.name}"
    text = (
        f"Đã giao vai trò được ký văn bản cho {made.user.full_name}: {office}. Nếu không đúng, báo ngay quản trị khác."
    )
    offices = (*holders(Role.ADMINISTRATOR), *holders(made.role, made.organisation_id))
    notices.leave(errand, offices, text, but=(made.user_id, errand.payload["by"]))
