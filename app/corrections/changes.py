"""What of a recipient a correction changes: wrong, right, and what it is called. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.nominees.models import NomineeKind

FIELDS = ("honorific", "nominee_name", "nominee_title")
LABELS: Mapping[NomineeKind, tuple[str, str, str]] = {  # of these fields, as a paper names them
    NomineeKind.INDIVIDUAL: ("Danh xưng", "Họ và tên", "Chức vụ, đơn vị"),
    NomineeKind.COLLECTIVE: ("Danh xưng", "Tên tập thể", "Đơn vị quản lý, địa chỉ"),
    NomineeKind.HOUSEHOLD: ("Danh xưng", "Tên hộ gia đình", "Nơi cư trú"),
}


@dataclass(frozen=True, kw_only=True)
class Change:
    """One thing that was wrong."""

    label: str
    wrong: str
    right: str

    @property
    def sentence(self) -> str:
        """'họ tên “A” sửa thành “B”'; what was not there is put in, what is to go is left out."""
        what = f"{self.label[:1].lower()}{self.label[1:]}"
        if not self.wrong:
            return f"{what}: bổ sung “{self.right}”"
        if not self.right:
            return f"{what}: bỏ “{self.wrong}”"
        return f"{what} “{self.wrong}” sửa thành “{self.right}”"


def changes(
    kind: NomineeKind, said: Mapping[str, str], right: Mapping[str, str], wrong_text: str, right_text: str
) -> Iterator[Change]:
    for name, label in zip(FIELDS, LABELS[kind], strict=True):
        if said.get(name, "") != right.get(name, ""):
            yield Change(label=label, wrong=said.get(name, ""), right=right.get(name, ""))
    if wrong_text != right_text:
        yield Change(label="Nội dung", wrong=wrong_text, right=right_text)
