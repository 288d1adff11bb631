"""As what the catalogue knows somebody of the register: an award may be for communes or villages as such."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, or_

from app.nominees.models import Nominee, NomineeKind
from app.nominees.vocabulary import LOCALITIES


def subject_of(subjects: Collection[str], kind: NomineeKind, locality: str) -> str:
    """Their kind; of a commune or village, which the register keeps among the collectives, that where it is asked for.

    `subjects`: whom an award is for, in the catalogue's words.
    """
    return locality if locality in subjects else kind.value


def is_for(subjects: Collection[str], nominee: Nominee) -> bool:
    return subject_of(subjects, nominee.kind, nominee.locality) in subjects


def fitting(subjects: Collection[str]) -> ColumnElement[bool]:
    """The same asked of rows."""
    kinds = [kind for kind in NomineeKind if kind in subjects]
    return or_(Nominee.kind.in_(kinds), Nominee.locality.in_([*subjects]))


def who_is_meant(subjects: Collection[str]) -> str:
    """How the register must know them, where an award is for communes or villages alone."""
    named = [name for code, name in LOCALITIES.items() if code in subjects]
    if not named or {*subjects} & {*NomineeKind}:
        return ""
    return f"Chỉ dành cho tập thể ghi “Tập thể là: {' hoặc '.join(named)}” trong danh sách của đơn vị."


def not_for(award: str, subjects: Collection[str], nominee: Nominee) -> str:
    refused = f"{award} không dành cho loại đối tượng của {nominee.full_name}."
    return f"{refused} {who_is_meant(subjects)}".strip()
