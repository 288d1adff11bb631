"""A YAML file read with the line of each value, so that whoever wrote it is led to the fault.

Nothing is built but texts, numbers, dates, lists and mappings: no tags, no anchors.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

MOST = 2_000_000  # bytes: thirty times the catalogue as it is


@dataclass(frozen=True, order=True)
class Fault:
    """What is wrong with a file, and where."""

    line: int
    reason: str

    def __str__(self) -> str:
        return f"dòng {self.line}: {self.reason}"


@dataclass(frozen=True)
class Spot:
    """A value and its line; of an entry of a mapping it is the line of its key."""

    line: int
    value: Any  # a plain value, list[Spot] or dict[str, Spot]

    @property
    def plain(self) -> Any:  # noqa: ANN401 -- whatever the file says
        if isinstance(self.value, dict):
            return {key: spot.plain for key, spot in self.value.items()}
        return [spot.plain for spot in self.value] if isinstance(self.value, list) else self.value

    @property
    def items(self) -> list["Spot"]:
        return self.value if isinstance(self.value, list) else []

    @property
    def entries(self) -> Mapping[str, "Spot"]:
        return self.value if isinstance(self.value, dict) else {}

    def texts(self) -> Iterator[tuple[int, str]]:
        """Every text in it that is one."""
        yield from ((spot.line, spot.value) for spot in self.items if isinstance(spot.value, str))


def read(source: bytes, faults: list[Fault]) -> Spot | None:
    """Nothing where it cannot be read at all."""
    if len(source) > MOST:
        faults.append(Fault(1, f"tệp quá lớn, nhiều nhất {MOST // 1_000_000} MB."))
        return None
    try:
        text = unicodedata.normalize("NFC", source.decode("utf-8"))
        node = yaml.compose(text, yaml.SafeLoader)  # not libyaml's: that one dies of a file nested too deep
    except UnicodeDecodeError as wrong:
        faults.append(Fault(source.count(b"\n", 0, wrong.start) + 1, "tệp không phải chữ mã UTF-8."))
    except yaml.MarkedYAMLError as wrong:
        mark = wrong.problem_mark or wrong.context_mark
        faults.append(Fault(mark.line + 1 if mark else 1, "không đúng cú pháp YAML."))
    except yaml.YAMLError:
        faults.append(Fault(1, "tệp có ký tự không đọc được."))
    except RecursionError:
        faults.append(Fault(1, "các mục lồng vào nhau quá sâu."))
    else:
        return _Reading(faults).spot(node) if node else None
    return None


class _Reading:
    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        self.seen: set[int] = set()
        self.builder = yaml.constructor.SafeConstructor()

    def spot(self, node: Node, line: int | None = None) -> Spot:
        at = line or node.start_mark.line + 1
        if id(node) in self.seen:
            self.faults.append(Fault(at, "không dùng lại một đoạn bằng dấu & và *; viết đầy đủ."))
            return Spot(at, None)
        self.seen.add(id(node))
        if isinstance(node, MappingNode):
            return Spot(at, self._mapping(node))
        if isinstance(node, SequenceNode):
            return Spot(at, [self.spot(item) for item in node.value])
        return Spot(at, self._scalar(node))

    def _mapping(self, node: MappingNode) -> dict[str, Spot]:
        found: dict[str, Spot] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            name = key.value if isinstance(key, ScalarNode) else ""
            if not name:
                self.faults.append(Fault(line, "tên mục phải là chữ."))
            elif name in found:
                self.faults.append(Fault(line, f"mục “{name}” ghi hai lần."))
            else:
                found[name] = self.spot(value, line)
        return found

    def _scalar(self, node: Node) -> object:
        try:
            return self.builder.construct_object(node)
        except (yaml.YAMLError, ValueError, OverflowError):
            self.faults.append(Fault(node.start_mark.line + 1, f"không hiểu giá trị “{node.value}”."))
            return None
