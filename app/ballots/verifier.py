"""Checks an exported ballot box: `python3 verifier.py FILE [--digest DIGEST]`, on any machine with a bare Python.

It shares no code with the application: what a box must be is written down here a second time, and a test reads the
imports. It opens nothing; who holds the printed papers compares their digest and sums with what is said here.
Ends with 0: whole, 1: something does not agree, 2: no such file.
"""

import argparse
import hashlib
import json
import string
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FORMAT = "vinh-danh sealed-ballot export 1"
HEADER = "vinh-danh sealed-ballot 1"
SEALED, HASHED = 128, 64  # hexadecimal digits
SHORTEST = 16  # digits of a printed digest that are typed in
MOST = 10**9  # of whatever is counted; of longer numbers Python refuses to print the sum
MEANINGS = {0: "blank", 1: "agree", 2: "disagree", 255: "void"}
OF_FILE = {"format", "ballot", "meeting", "public_key", "roll", "cast", "digest", "names", "trackers"}
OF_NAME = {"name", "nominee", "excused", "excused_who_voted", "sealed", "choices", "sums"}


def verify(text: str, printed: str = "") -> tuple[list[str], list[str]]:
    """What does not agree, and what is to be compared with the papers."""
    try:
        box = json.loads(text, object_pairs_hook=_once)
        _insist_on_shape(box)
    except (ValueError, RecursionError) as wrong:
        return [f"Tệp không đúng mẫu thùng phiếu đã xuất: {wrong}"], []
    return [*_faults(box, printed)], [*_told(box)]


def digest_of(box: dict[str, Any]) -> str:
    """As docs describe it: lines of text, each list by its hexadecimal."""
    lines = [HEADER, f"ballot {box['ballot']}", f"roll {box['roll']}"]
    for name in sorted(box["names"], key=lambda name: int(name["name"])):
        lines += [f"name {name['name']}", *sorted(name["sealed"])]
    lines += ["trackers", *sorted(box["trackers"])]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _faults(box: dict[str, Any], printed: str) -> Iterator[str]:
    digest = digest_of(box)
    if digest != box["digest"]:
        yield "Nội dung thùng phiếu khác mã kiểm tra ghi trong tệp: tệp đã bị sửa, bớt hoặc thêm."
    if printed:
        yield from _faults_of_printed(printed, digest)
    if len(box["trackers"]) != box["cast"]:
        yield f"Có {len(box['trackers'])} mã đối chiếu nhưng {box['cast']} người đã bỏ phiếu."
    if box["cast"] > box["roll"]:
        yield f"{box['cast']} người đã bỏ phiếu, nhiều hơn {box['roll']} người có quyền bỏ phiếu."
    yield from _repeated(box)
    opened = {name["sums"] is not None for name in box["names"]}
    if len(opened) > 1:
        yield "Có người đã kiểm phiếu, có người chưa."
    for name in box["names"]:
        yield from (f"{name['nominee']}: {fault}" for fault in _faults_of_name(name, box))


def _faults_of_printed(printed: str, digest: str) -> Iterator[str]:
    typed = "".join(printed.split()).lower()
    if len(typed) < SHORTEST or not {*typed} <= {*string.hexdigits}:
        yield f"Mã kiểm tra nhập vào không đúng: cần ít nhất {SHORTEST} chữ số đầu như đã in."
    elif not digest.startswith(typed):
        yield "Mã kiểm tra của thùng phiếu khác mã đã in trên biên bản."


def _repeated(box: dict[str, Any]) -> Iterator[str]:
    sealed = [one for name in box["names"] for one in name["sealed"]]
    lists = (("lựa chọn niêm phong", sealed), ("mã đối chiếu", box["trackers"]))
    for what, listed in lists:
        twice = sum(1 for times in Counter(listed).values() if times > 1)
        if twice:
            yield f"Có {twice} {what} xuất hiện nhiều lần."
    if len({name["name"] for name in box["names"]}) != len(box["names"]):
        yield "Có người được ghi hai lần trong danh sách."


def _faults_of_name(name: dict[str, Any], box: dict[str, Any]) -> Iterator[str]:
    excused, voted = name["excused"], name["excused_who_voted"]
    if voted > excused or voted > box["cast"] or excused - voted > box["roll"] - box["cast"]:
        yield f"số người không bỏ phiếu ({excused}, trong đó {voted} có nộp phiếu) không thể có."
    expected = box["cast"] - voted
    if len(name["sealed"]) != expected:
        yield f"có {len(name['sealed'])} lựa chọn niêm phong, phải có {expected}."
    if name["sums"] is not None:
        yield from _faults_of_sums(name, box)


def _faults_of_sums(name: dict[str, Any], box: dict[str, Any]) -> Iterator[str]:
    choices, sums = name["choices"], name["sums"]
    if choices is None:
        yield "có số phiếu nhưng không có các lựa chọn đã mở."
        return
    if choices != sorted(choices):
        yield "các lựa chọn đã mở không xếp theo giá trị: thứ tự có thể cho biết ai đã chọn."
    if len(choices) != len(name["sealed"]):
        yield f"mở ra {len(choices)} lựa chọn từ {len(name['sealed'])} lựa chọn niêm phong."
    counted = Counter(MEANINGS.get(choice, "void") for choice in choices)
    if any(counted[meaning] != sums[meaning] for meaning in MEANINGS.values()):
        yield "số phiếu khác số đếm từ các lựa chọn đã mở."
    if sums["agree"] > box["roll"] or sum(sums.values()) > box["cast"]:
        yield "số phiếu nhiều hơn số người bỏ phiếu."


def _told(box: dict[str, Any]) -> Iterator[str]:
    yield f"Lần bỏ phiếu số {box['ballot']}, {box['meeting']}"
    yield f"{box['cast']}/{box['roll']} người đã bỏ phiếu; mã kiểm tra {digest_of(box)}"
    for name in box["names"]:
        sums = name["sums"]
        if sums is None:
            yield f"{name['nominee']}: {len(name['sealed'])} lựa chọn niêm phong, chưa kiểm"
        else:
            invalid = sums["blank"] + sums["void"]
            told = f"{sums['agree']} đồng ý, {sums['disagree']} không đồng ý, {invalid} không hợp lệ"
            yield f"{name['nominee']}: {told}"


def _insist_on_shape(box: Any) -> None:  # noqa: ANN401 -- whatever stood in the file
    _insist(isinstance(box, dict) and box.keys() == OF_FILE, "không đủ hoặc thừa mục")
    _insist(box["format"] == FORMAT, "không phải mẫu này")
    _insist(all(_is_number(box[key]) for key in ("ballot", "roll", "cast")), "số không phải số nguyên")
    _insist(isinstance(box["meeting"], str), "tên phiên họp")
    _insist(_is_hex(box["digest"], HASHED) and _is_hex(box["public_key"], HASHED), "mã kiểm tra hoặc khóa")
    _insist(isinstance(box["trackers"], list) and all(_is_hex(one, HASHED) for one in box["trackers"]), "mã đối chiếu")
    _insist(isinstance(box["names"], list), "danh sách")
    for name in box["names"]:
        _insist_on_name(name)


def _insist_on_name(name: Any) -> None:  # noqa: ANN401
    _insist(isinstance(name, dict) and name.keys() == OF_NAME, "một dòng của danh sách không đủ hoặc thừa mục")
    _insist(isinstance(name["nominee"], str), "tên người được đề nghị")
    _insist(all(_is_number(name[key]) for key in ("name", "excused", "excused_who_voted")), "số không phải số nguyên")
    sealed, choices, sums = name["sealed"], name["choices"], name["sums"]
    _insist(isinstance(sealed, list) and all(_is_hex(one, SEALED) for one in sealed), "lựa chọn niêm phong")
    _insist(choices is None or (isinstance(choices, list) and all(map(_is_number, choices))), "lựa chọn đã mở")
    is_counted = isinstance(sums, dict) and sums.keys() == {*MEANINGS.values()} and all(map(_is_number, sums.values()))
    _insist(sums is None or is_counted, "số phiếu")
    _insist((choices is None) == (sums is None), "lựa chọn đã mở và số phiếu")


def _insist(holds: bool, what: str) -> None:  # noqa: FBT001 -- a question answered
    if not holds:
        raise ValueError(what)


def _is_number(value: Any) -> bool:  # noqa: ANN401
    return type(value) is int and 0 <= value <= MOST


def _is_hex(value: Any, digits: int) -> bool:  # noqa: ANN401
    return isinstance(value, str) and len(value) == digits and {*value} <= {*"0123456789abcdef"}


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A key that is said twice would be read differently by different readers."""
    read = dict(pairs)
    _insist(len(read) == len(pairs), "một mục ghi hai lần")
    return read


def _harmless(line: str) -> str:
    """One line, whatever stands in the file: a name could colour, hide or write over what is said after it."""
    return "".join(sign if sign.isprintable() or sign == "\u00a0" else f"\\u{ord(sign):04x}" for sign in line)


def main() -> int:
    asked = argparse.ArgumentParser(description="Kiểm tra thùng phiếu đã xuất.")
    asked.add_argument("file", type=Path)
    asked.add_argument("--digest", default="", help="Mã kiểm tra đã in trên Biên bản kiểm phiếu.")
    given = asked.parse_args()
    try:
        text = given.file.read_text(encoding="utf-8")
    except (OSError, ValueError) as wrong:
        sys.stderr.write(f"Không đọc được tệp {given.file}: {wrong}\n")
        return 2
    faults, told = verify(text, given.digest)
    verdict = "Thùng phiếu không khớp." if faults else "Thùng phiếu khớp."
    sys.stdout.write("\n".join(map(_harmless, [*told, *faults, verdict])) + "\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stderr.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    raise SystemExit(main())
