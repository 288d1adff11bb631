"""Which cases move to the newer version, and what stands there for a state it does not have."""

from typing import Any

from wtforms import SelectField
from wtforms.validators import InputRequired

from app.forms import BaseForm, BoxesField, choices, reason_field
from app.processes.queries import Definition

NOT_CHOSEN = ""
TO = "to_"


class MoveForm(BaseForm):
    nomination_ids = BoxesField(
        "Hồ sơ chuyển",
        coerce=int,
        validate_choice=False,
        validators=[InputRequired("Chọn ít nhất một hồ sơ.")],
    )
    reason = reason_field("Ghi căn cứ: văn bản ban hành quy trình mới. Lý do vào nhật ký của từng hồ sơ.")

    @property
    def mapping(self) -> dict[str, str]:
        """For each state of the older version that the newer one lacks: which stands for it, where one was chosen."""
        chosen = {name.removeprefix(TO): field.data for name, field in self._fields.items() if name.startswith(TO)}
        return {state: target for state, target in chosen.items() if target}

    @property
    def lost(self) -> list[Any]:
        return [field for name, field in self._fields.items() if name.startswith(TO)]


def move_form(source: Definition, target: Definition) -> type[MoveForm]:
    """One choice for each state that the newer version does not have."""
    offered = choices(
        [(NOT_CHOSEN, "– Chọn bước thay thế –"), *((s.value, i.name_vi) for s, i in target.states.items())]
    )
    fields: dict[str, Any] = {
        f"{TO}{state.value}": SelectField(f"Thay cho bước “{info.name_vi}”", choices=offered, default=NOT_CHOSEN)
        for state, info in source.states.items()
        if state not in target.states
    }
    return type("MoveForm", (MoveForm,), fields)
