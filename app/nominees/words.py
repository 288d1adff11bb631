"""How papers call those who are nominated, in the order of their lists."""

from app.nominees.models import NomineeKind

KINDS = {
    NomineeKind.INDIVIDUAL: "cá nhân",
    NomineeKind.COLLECTIVE: "tập thể",
    NomineeKind.HOUSEHOLD: "hộ gia đình",
}
