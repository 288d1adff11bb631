"""flask rules check, bonus: may a nominee be given an award, and what sum goes with it; as JSON."""

import json
from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from app import clock, site
from app.awards import common, fields, loading, money, queries, reading, regimes, rulebook, words
from app.awards.checking import FAIL, HOLD, PASS, Case, Checked
from app.awards.fields import Unreadable
from app.awards.models import AwardVersion, BaseSalary, Regime
from app.awards.rulebook import Rulebook
from app.awards.shapes import EVERY
from app.cli.rulebook import rules_group

group = rules_group  # with what follows
KINDS = tuple(fields.vocabulary()["fields"]["subject.type"]["values"])

_award = click.option("--award", required=True, help="Mã danh hiệu, hình thức.")
_awards_or_any = click.option(
    "--award", required=True, help=f"Mã danh hiệu, hình thức; {EVERY}: mọi loại của đối tượng."
)
_subject = click.option("--subject", required=True, help=f"Loại đối tượng: {', '.join(KINDS)}.")
_date = click.option("--date", "day", help="Ngày áp dụng, NNNN-TT-NN; không ghi thì là hôm nay.")


@rules_group.command("check")
@_awards_or_any
@_subject
@_date
@click.option("--facts", "source", required=True, type=click.Path(path_type=Path), help="Tệp JSON.")
def check(award: str, subject: str, day: str | None, source: Path) -> None:
    """Đối chiếu dữ kiện với tiêu chuẩn: đạt, không đạt, còn thiếu gì (JSON)."""
    on, here = _day(day), _has_catalogue()
    _insist_on_kind(subject)
    book = _book(on, here=here)
    case = _case(source, subject, on, here=here)
    unread, asked = _unread(on, here=here), {"award": award, "subject": subject, "date": str(on)}
    if award == EVERY:
        found = {code: book.check(code, case) for code, rule in book.rules.items() if subject in rule.subjects}
        each = {code: _told(one, unread) for code, one in found.items()}
        click.echo(_json(asked | _together([*each.values()], book) | {"awards": each}))
        return
    _insist_in_force(award, book, on)
    click.echo(_json(asked | _told(book.check(award, case), unread)))


@rules_group.command("bonus")
@_award
@_subject
@_date
def bonus(award: str, subject: str, day: str | None) -> None:
    """Tiền thưởng kèm theo tại ngày quyết định, bằng đồng (JSON)."""
    on, here = _day(day), _has_catalogue()
    _insist_on_kind(subject)
    version, salary = _version(award, on, here=here), _salary(on, here=here)
    times = money.multiple_on(version, subject, on) if here else money.multiple(version, subject)
    if times is None or not money.is_paid_to(version, subject):
        raise click.ClickException(_no_sum(version, subject, on))
    told = {"award": award, "subject": subject, "date": str(on), "vnd": money.paid(version, times, salary)}
    told |= {"multiplier": str(times), "base_salary": salary.value}
    bases = _basis(version, salary)
    click.echo(_json(told | {"basis": bases, "warnings": _unchecked(bases, on, here=here)}))


def _day(typed: str | None) -> date:
    if typed is None:
        return clock.today()
    try:
        return fields.day(typed)
    except ValueError as wrong:
        raise click.ClickException(f"Ngày viết như 2024-10-01; đang ghi “{typed}”.") from wrong


def _insist_on_kind(subject: str) -> None:
    if subject not in KINDS:
        raise click.ClickException(f"Không có loại đối tượng “{subject}”. Có: {', '.join(KINDS)}.")


def _has_catalogue() -> bool:
    return site.has_tables() and queries.has_awards()


def _case(source: Path, subject: str, day: date, *, here: bool) -> Case:
    try:
        return reading.case(source.read_text(encoding="utf-8-sig"), subject=subject, day=day, awards=_awards(here=here))
    except OSError as unread:
        raise click.ClickException(f"Không đọc được tệp “{source}”.") from unread
    except UnicodeDecodeError as unread:
        raise click.ClickException("Tệp không phải chữ mã UTF-8.") from unread
    except Unreadable as unread:
        raise click.ClickException(str(unread)) from unread


def _awards(*, here: bool) -> Collection[str]:
    """Which awards a field may be about: whatever their days."""
    return queries.names() if here else {award["code"] for award in loading.read("catalogue.yaml")["awards"]}


def _unread(day: date, *, here: bool) -> Regime | None:
    """The law of a day that nobody has read for this catalogue."""
    return regimes.unread_among(_laws(here=here), day)


def _laws(*, here: bool) -> Sequence[Regime]:
    return regimes.every() if here else loading.shipped_regimes()


def _book(day: date, *, here: bool) -> Rulebook:
    book = rulebook.on(day) if here else rulebook.shipped(day)
    if not book.rules:
        raise click.ClickException(f"Ngày {day:%d/%m/%Y} danh mục chưa có danh hiệu, hình thức nào.")
    return book


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


def _no_sum(version: AwardVersion, subject: str, day: date) -> str:
    said = f"Không có mức tiền thưởng của “{version.award_code}” cho đối tượng {subject}."
    limit = version.bonus.get("limits", {}).get(subject)
    if limit is None:
        return said
    return (
        f"{said} Luật chỉ quy định không quá {words.times(limit)} lần mức lương cơ sở;"
        f" ngày {day:%d/%m/%Y} chưa có nghị quyết quy định mức."
    )


def _told(found: Checked, unread: Regime | None) -> dict[str, Any]:
    bases = {answer.leaf.code: answer.leaf.basis for answer in found.answers}
    bases |= {code: check["basis"] for code, check in common.said().items()}
    bases |= {unread.code: unread.basis} if unread else {}
    warnings = [*([unread.code] if unread else ()), *found.warnings]
    named = (*found.failed, *found.open, *warnings)
    return {
        "result": found.result,
        "failed": list(found.failed),
        "open": list(found.open),
        "later": list(found.later),
        "warnings": warnings,
        "basis": {code: bases[code] for code in named},
    }


def _together(each: Sequence[dict[str, Any]], book: Rulebook) -> dict[str, Any]:
    """Of all awards at once: what holds for every one of them."""
    if not each:
        raise click.ClickException(f"Không có danh hiệu, hình thức nào cho đối tượng này trong {len(book.rules)} loại.")
    results = {told["result"] for told in each}
    shared = {name: [code for code in each[0][name] if all(code in told[name] for told in each)] for name in _LISTS}
    result = results.pop() if len(results) == 1 else PASS if PASS in results else HOLD if HOLD in results else FAIL
    named = (*shared["failed"], *shared["warnings"])
    return {"result": result} | shared | {"basis": {code: each[0]["basis"][code] for code in named}}


_LISTS = ("failed", "open", "later", "warnings")


def _basis(version: AwardVersion, salary: BaseSalary) -> list[str]:
    return [said for said in (version.bonus.get("basis", ""), version.bonus["rounding"]["basis"], salary.basis) if said]


def _unchecked(bases: Sequence[str], day: date, *, here: bool) -> list[str]:
    """What nobody has checked about a sum: the law of its day was not read, or its basis began later."""
    laws = _laws(here=here)
    unread = regimes.unread_among(laws, day)
    early = [(basis, regimes.cited_too_early(basis, day, laws)) for basis in bases]
    said = [f"{basis}: {words.not_yet(law, day)}." for basis, law in early if law]
    return [f"{unread.basis}.", *said] if unread else said


def _json(told: dict[str, Any]) -> str:
    return json.dumps(told, ensure_ascii=False)
