"""The lines above a signature, as papers print them: for whom somebody signs, then what they are."""

from collections.abc import Iterator

from app.organisations.substitutes import customs


def in_print(lines: str) -> str:
    """In capitals, a line each, without empty ones: so they stand on the paper."""
    return "\n".join(line for line in (" ".join(one.split()).upper() for one in lines.splitlines()) if line)


def fault(lines: str, *, title: str, stands_in: bool = False) -> str | None:
    """What is wrong with lines that were typed for somebody of this title; nothing was typed: nothing is wrong."""
    return next(_faults(in_print(lines).splitlines(), title, stands_in=stands_in), None) if lines.strip() else None


def _faults(lines: list[str], title: str, *, stands_in: bool) -> Iterator[str]:
    *above, own = lines
    known = customs().above
    if stray := next((line for line in above if not line.startswith(tuple(f"{sign} " for sign in known))), None):
        yield f"Dòng “{stray}” không bắt đầu bằng {', '.join(known[:-1])} hoặc {known[-1]} nên không in trên chữ ký."
    acting = customs().acting
    if not f"{title.upper()} ".startswith(f"{_without(own, acting)} "):
        yield f"Dòng cuối là chức vụ của chính người ký: “{title.upper()}”, không phải “{own}”."
    signs_for = any(line.startswith(f"{customs().on_behalf} ") for line in above)
    is_deputy = title.startswith(customs().deputies)
    if signs_for and not is_deputy:
        yield f"Chỉ cấp phó ghi “{customs().on_behalf}”; chức vụ đã ghi là “{title}”."
    if stands_in and not signs_for:
        yield f"Ký thay thì có dòng “{customs().on_behalf}” và chức vụ của người vắng."


def _without(own: str, acting: str) -> str:
    """'Q. GIÁM ĐỐC' is what 'Quyền Giám đốc' prints."""
    short, _, whole = acting.partition(" ")
    return own.replace(f"{short} ", f"{whole.upper()} ", 1) if own.startswith(f"{short} ") else own
