"""flask rules check, bonus: may a nominee be given an award, and what sum goes with it; as JSON."""

import json
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import click

from app import clock, site
from app.awards import common, loading, money, queries, reading, regimes, rulebook, words
from app.awards.checking import FAIL, HOLD, PASS, Case, Checked
from app.awards.fields import Unreadable, vocabulary
from app.awards.models import AwardVersion, BaseSalary
from app.awards.rulebook import Rulebook
from app.cli.rulebook import rules_group

group = rules_group  # with what follows
EVERY = "any"  # award: each that this kind of nominee may be given
_KINDS = tuple(vocabulary()["fields"]["subject.type"]["values"])
_DAY = click.DateTime(formats=["%Y-%m-%d"])

_award = click.option("--award", required=True, help="Mã danh hiệu, hình thức.")
_awards_or_any = click.option(
    "--award", required=True, help=f"Mã danh hiệu, hình thức; {EVERY}: mọi loại của đối tượng."
)
_subject = click.option("--subject", required=True, type=click.Choice(_KINDS), help="Loại đối tượng.")
_date = click.option("--date", "day", type=_DAY, help="Ngày áp dụng, NNNN-TT-NN; không ghi thì là hôm nay.")


@rules_group.command("check")
@_awards_or_any
@_subject
@_date
@click.option("--facts", "source", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def check(award: str, subject: str, day: Any, source: Path) -> None:  # noqa: ANN401 -- click's datetime, or none
    """Đối chiếu dữ kiện với tiêu chuẩn: đạt, không đạt, còn thiếu gì (JSON)."""
    on = _day(day)
    book = rulebook.on(on) if _has_catalogue() else rulebook.shipped(on)
    case = _case(source, subject, on)
    if award == EVERY:
        found = {code: book.check(code, case) for code, rule in book.rules.items() if subject in rule.subjects}
        click.echo(_json(_together([*found.values()], book) | {"awards": {c: _told(f) for c, f in found.items()}}))
        return
    _insist_in_force(award, book, on)
    click.echo(_json({"award": award, "subject": subject, "date": str(on)} | _told(book.check(award, case))))


@rules_group.command("bonus")
@_award
@_subject
@_date
def bonus(award: str, subject: str, day: Any) -> None:  # noqa: ANN401 -- click's datetime, or none
    """Tiền thưởng kèm theo tại ngày quyết định, bằng đồng (JSON)."""
    on = _day(day)
    here = _has_catalogue()
    version, salary = _version(award, on, here=here), _salary(on, here=here)
    times = money.multiple_on(version, subject, on)
    if times is None:
        raise click.ClickException(f"Không có mức tiền thưởng của “{award}” cho đối tượng {subject}.")
    told = {"award": award, "subject": subject, "date": str(on), "vnd": money.paid(version, times, salary)}
    told |= {"multiplier": str(times), "base_salary": salary.value}
    bases = _basis(version, salary)
    click.echo(_json(told | {"basis": bases, "warnings": _unchecked(bases, on, here=here)}))


def _day(day: Any) -> date:  # noqa: ANN401 -- click's datetime, or none
    return clock.today() if day is None else day.date()


def _has_catalogue() -> bool:
    return site.has_tables() and queries.has_awards()


def _case(source: Path, subject: str, day: date) -> Case:
    try:
        return reading.case(source.read_text(encoding="utf-8"), subject=subject, day=day, awards=_awards())
    except UnicodeDecodeError as unread:
        raise click.ClickException("Tệp không phải chữ mã UTF-8.") from unread
    except Unreadable as unread:
        raise click.ClickException(str(unread)) from unread


@cache
def _awards() -> frozenset[str]:
    """Which awards a field may be about: whatever their days."""
    return frozenset(award["code"] for award in loading.read("catalogue.yaml")["awards"])


def _insist_in_force(award: str, book: Rulebook, day: date) -> None:
    if award not in book.rules:
        raise click.ClickException(f"Ngày {day:%d/%m/%Y} danh mục không có “{award}”. Có: {', '.join(book.rules)}.")


def _version(award: str, day: date, *, here: bool) -> AwardVersion:
    open_ones = queries.versions_open(day) if here else [v for v in loading.shipped() if v.holds_on(day)]
    found = next((version for version in open_ones if version.award_code == award), None)
    if found is None:
        raise click.ClickException(f"Ngày {day:%d/%m/%Y} danh mục không có “{award}”.")
    return found


def _salary(day: date, *, here: bool) -> BaseSalary:
    found = queries.base_salary_on(day) if here else loading.shipped_salary(day)
    if found is None:
        raise click.ClickException(f"Chưa nhập mức lương cơ sở cho ngày {day:%d/%m/%Y}.")
    return found


def _told(found: Checked) -> dict[str, Any]:
    bases = {answer.leaf.code: answer.leaf.basis for answer in found.answers}
    bases |= {code: check["basis"] for code, check in common.said().items()}
    named = (*found.failed, *found.open, *found.warnings)
    return {
        "result": found.result,
        "failed": list(found.failed),
        "open": list(found.open),
        "later": list(found.later),
        "warnings": list(found.warnings),
        "basis": {code: bases[code] for code in named},
    }


def _together(found: Sequence[Checked], book: Rulebook) -> dict[str, Any]:
    """Of all awards at once: what holds for every one of them."""
    if not found:
        raise click.ClickException(f"Không có danh hiệu, hình thức nào cho đối tượng này trong {len(book.rules)} loại.")
    each = [_told(one) for one in found]
    results = {told["result"] for told in each}
    shared = {name: [code for code in each[0][name] if all(code in told[name] for told in each)] for name in _LISTS}
    result = results.pop() if len(results) == 1 else PASS if PASS in results else HOLD if HOLD in results else FAIL
    return {"result": result} | shared | {"basis": {code: each[0]["basis"][code] for code in shared["failed"]}}


_LISTS = ("failed", "open", "later")


def _basis(version: AwardVersion, salary: BaseSalary) -> list[str]:
    return [said for said in (version.bonus.get("basis", ""), version.bonus["rounding"]["basis"], salary.basis) if said]


def _unchecked(bases: Sequence[str], day: date, *, here: bool) -> list[str]:
    """What nobody has checked about a sum: the law of its day was not read, or its basis began later."""
    laws = regimes.every() if here else loading.shipped_regimes()
    unread = regimes.unread_among(laws, day)
    early = [(basis, regimes.cited_too_early(basis, day, laws)) for basis in bases]
    said = [f"{basis}: {words.not_yet(law, day)}." for basis, law in early if law]
    return [f"{unread.basis}.", *said] if unread else said


def _json(told: dict[str, Any]) -> str:
    return json.dumps(told, ensure_ascii=False)
