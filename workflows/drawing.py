"""A picture of a whole process: the main road from top to bottom, what leaves it beside it, lines in the gutters.

Presentation attributes only, so that it looks the same in a page under a strict CSP and on paper. Each line that leaves
the road carries the number its step has in the key; all lines that lead to one state share a rail and its colour.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from enum import StrEnum
from html import escape

from workflows.engine import PREVIOUS, Transition, Workflow
from workflows.vocabulary import ROLE_NAMES

LEFT, RIGHT = "left", "right"
ROAD_WIDTH, ASIDE_WIDTH, MARGIN = 310, 196, 14
PORT, TAG, LANE, GAP, HEADING = 14, 32, 11, 16, 58
NAME, SMALL, TINY = 13.5, 11, 10
INK, MUTED, PAPER, FRAME = "#22262b", "#5a626b", "#ffffff", "#8b949e"
CURRENT, VISITED = "#b5121b", "#1b7a3d"
RAILS = ("#2f6690", "#a8641a", "#7a4fa3", "#b03a5b", "#6b6f1d", "#1f7a78", "#8a4b2f", "#3d3d8f")
NO_BREAK = "\u00a0"
FONT = "'Be Vietnam Pro', 'Liberation Sans', Arial, sans-serif"


@dataclass
class Box:
    """A state on the page; `ports` says at which height each rail touches it."""

    state: StrEnum
    name: list[str]
    small: list[str]
    width: float
    height: float = 0
    x: float = 0
    y: float = 0
    ports: dict["Rail", float] = field(default_factory=dict)

    @property
    def middle(self) -> float:
        return self.y + self.height / 2


@dataclass(eq=False)
class Rail:
    """Every step that leads to one state along one side of the road."""

    side: str
    target: StrEnum
    taps: dict[StrEnum, list[Transition]] = field(default_factory=dict)
    lane: int = 0
    colour: str = INK


def as_svg(workflow: type[Workflow], *, current: str | None = None, visited: Sequence[str] = ()) -> str:
    """The whole process as one SVG; the state of a case and those behind it are marked."""
    return "".join(_Picture(workflow, current, frozenset(visited)).drawn())


def title_of(workflow: type[Workflow]) -> str:
    """As people are told it: without the number the official letter gives the task."""
    return workflow.title.partition(" (nhiệm vụ")[0]


def main_road(workflow: type[Workflow]) -> list[StrEnum]:
    """The milestones' states in order, without those that only lead back."""
    order = [state for states in workflow.milestones.values() for state in states] or [*workflow.states]
    return [
        state
        for place, state in enumerate(order)
        if state == order[-1] or any(step.target in order[place + 1 :] for step in workflow.options(state))
    ]


class _Picture:
    def __init__(self, workflow: type[Workflow], current: str | None, visited: AbstractSet[str]) -> None:
        self.workflow, self.current, self.visited = workflow, current, visited
        self.road = main_road(workflow)
        self.side_of = self._sides()
        self.straight: dict[StrEnum, list[Transition]] = {}
        self.rails: list[Rail] = []
        self._route()
        self.boxes = {state: self._box(state) for state in workflow.states}
        self._place()

    # ── What goes where ──

    def _edges(self) -> Iterator[tuple[StrEnum, StrEnum, Transition]]:
        for step in self.workflow.transitions().values():
            if step.target is not PREVIOUS:
                yield from ((source, step.target, step) for source in self.workflow.states if source in step.source)

    def _sides(self) -> Mapping[StrEnum, str]:
        """States beside the road that lead to one another stand together; the largest group stands on the right."""
        groups = [{state} for state in self.workflow.states if state not in self.road]
        for source, target, _ in self._edges():
            joined = [group for group in groups if source in group or target in group]
            if len(joined) > 1 and source not in self.road and target not in self.road:
                groups = [group for group in groups if group not in joined] + [set().union(*joined)]
        groups.sort(key=len, reverse=True)
        return {state: RIGHT if group is groups[0] else LEFT for group in groups for state in group}

    def _route(self) -> None:
        known: dict[tuple[str, StrEnum], Rail] = {}
        follows = dict(zip(self.road, self.road[1:], strict=False))
        for source, target, step in self._edges():
            if follows.get(source) == target:
                self.straight.setdefault(source, []).append(step)
                continue
            side = self.side_of.get(target) or self.side_of.get(source) or LEFT
            rail = known.setdefault((side, target), Rail(side, target))
            rail.taps.setdefault(source, []).append(step)
        self.rails = [*known.values()]
        for place, rail in enumerate(self.rails):
            rail.colour = RAILS[place % len(RAILS)]
        self.beside = {step.id: step.label for rail in self.rails for steps in rail.taps.values() for step in steps}
        self.numbers = {step_id: str(number) for number, step_id in enumerate(sorted(self.beside), start=1)}

    def _box(self, state: StrEnum) -> Box:
        info = self.workflow.states[state]
        width = ROAD_WIDTH if state in self.road else ASIDE_WIDTH
        back = [step for step in self.workflow.options(state) if step.target is PREVIOUS]
        small = [ROLE_NAMES[info.owner], *(f"{step.label}: về bước trước" for step in back)]
        box = Box(
            state,
            _wrapped(info.name_vi, width - 20, NAME),
            [line for text in small for line in _wrapped(text, width - 20, SMALL)],
            width,
        )
        touching = [self._touching(state, side) for side in (LEFT, RIGHT)]
        box.height = max(len(box.name) * 17 + len(box.small) * 14 + 14, *(len(rails) * PORT + 8 for rails in touching))
        return box

    def _touching(self, state: StrEnum, side: str) -> list[Rail]:
        return [rail for rail in self.rails if rail.side == side and (rail.target == state or state in rail.taps)]

    # ── Where it stands ──

    def _place(self) -> None:
        top = float(HEADING)
        for state in self.road:
            box = self.boxes[state]
            box.y = top
            top += box.height + 14 + 14 * max(1, len(self._label(state)))
        for side in (LEFT, RIGHT):
            self._stack([self.boxes[state] for state in self.workflow.states if self.side_of.get(state) == side])
        self.bottom = max(box.y + box.height for box in self.boxes.values())
        for side in (LEFT, RIGHT):
            self._set_ports(side)
            self._set_lanes([rail for rail in self.rails if rail.side == side])
        left, right = (self._gutter(side) for side in (LEFT, RIGHT))
        has = {side: side in self.side_of.values() for side in (LEFT, RIGHT)}
        road_x = MARGIN + left + ASIDE_WIDTH * has[LEFT]
        self.edges = {LEFT: road_x, RIGHT: road_x + ROAD_WIDTH}
        self.aside_edges = {LEFT: road_x - left, RIGHT: road_x + ROAD_WIDTH + right}
        self.width = self.aside_edges[RIGHT] + ASIDE_WIDTH * has[RIGHT] + MARGIN
        for state, box in self.boxes.items():
            places = {None: road_x, LEFT: MARGIN, RIGHT: self.aside_edges[RIGHT]}
            box.x = places[self.side_of.get(state)]

    def _stack(self, boxes: list[Box]) -> None:
        """Each as near as can be to where its cases come from and go to; none upon another."""

        def wanted(box: Box) -> float:
            near = [s for rail in self.rails if rail.target == box.state for s in rail.taps]
            near += [rail.target for rail in self.rails if box.state in rail.taps]
            ys = [self.boxes[state].middle for state in near if state in self.road]
            return sum(ys) / len(ys) - box.height / 2 if ys else float("inf")

        boxes.sort(key=wanted)
        road_end = max(self.boxes[state].y + self.boxes[state].height for state in self.road)
        top = float(HEADING)
        for box in boxes:
            box.y = max(top, min(wanted(box), road_end))
            top = box.y + box.height + GAP
        limit = road_end
        for box in reversed(boxes):
            box.y = max(HEADING, min(box.y, limit - box.height))
            limit = box.y - GAP

    def _set_ports(self, side: str) -> None:
        taken: list[float] = []
        for box in sorted(self.boxes.values(), key=lambda box: box.state not in self.road):
            rails = sorted(self._touching(box.state, side), key=lambda rail: self._other_end(rail, box))
            start = box.middle - (len(rails) - 1) * PORT / 2
            for place, rail in enumerate(rails):
                y = start + place * PORT
                if box.state not in self.road:
                    y = min(
                        (y + d for d in (0, 3, -3, 5, -5)), key=lambda y: -min((abs(y - t) for t in taken), default=9)
                    )
                box.ports[rail] = y
                taken.append(y)

    def _other_end(self, rail: Rail, box: Box) -> float:
        if rail.target != box.state:
            return self.boxes[rail.target].middle
        return sum(self.boxes[source].middle for source in rail.taps) / len(rail.taps)

    def _span(self, rail: Rail) -> tuple[float, float]:
        ys = [self.boxes[state].ports[rail] for state in (rail.target, *rail.taps)]
        return min(ys), max(ys)

    def _set_lanes(self, rails: list[Rail]) -> None:
        """The shortest next to the road; two rails share a lane only where they are well apart."""
        lanes: list[list[tuple[float, float]]] = []
        for rail in sorted(rails, key=lambda rail: self._span(rail)[1] - self._span(rail)[0]):
            low, high = self._span(rail)
            free = (n for n, lane in enumerate(lanes) if all(high + 12 < a or b + 12 < low for a, b in lane))
            rail.lane = next(free, len(lanes))
            if rail.lane == len(lanes):
                lanes.append([])
            lanes[rail.lane].append((low, high))

    def _gutter(self, side: str) -> float:
        rails = [rail for rail in self.rails if rail.side == side]
        aside = side in self.side_of.values()
        return (1 + aside) * TAG + LANE * (max(rail.lane for rail in rails) + 1) if rails else 0

    # ── Ink ──

    def drawn(self) -> Iterator[str]:
        title = escape(title_of(self.workflow))
        key = self._key()
        height = self.bottom + 54 + 16 * len(key)
        yield (
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{title}" width="{self.width:.0f}" '
            f'height="{height:.0f}" viewBox="0 0 {self.width:.0f} {height:.0f}" font-family="{FONT}">'
            f"<title>{title}</title><desc>{escape(self._said())}</desc>"
            f'<rect width="{self.width:.0f}" height="{height:.0f}" fill="{PAPER}"/>'
        )
        yield _text([title_of(self.workflow)], MARGIN, 30, 17, weight=600)
        for rail in self.rails:
            yield from self._rail(rail)
        for state, steps in self.straight.items():
            yield from self._arrow_down(state, steps)
        for box in self.boxes.values():
            yield self._drawn_box(box)
        for rail in self.rails:
            yield from (self._tag(rail, source, steps) for source, steps in rail.taps.items())
        yield from self._legend(self.bottom + 30)
        yield _text(key, MARGIN, self.bottom + 54, SMALL, colour=MUTED, leading=16)
        yield "</svg>"

    def _said(self) -> str:
        road = ", ".join(self.workflow.states[state].name_vi for state in self.road)
        where = f" Đang ở: {self.workflow.state_name(self.current)}." if self.current else ""
        return f"Các bước chính: {road}.{where}"

    def _edge(self, rail: Rail, state: StrEnum) -> float:
        return (self.edges if state in self.road else self.aside_edges)[rail.side]

    def _rail(self, rail: Rail) -> Iterator[str]:
        outward = 1 if rail.side == RIGHT else -1
        x = self.edges[rail.side] + outward * (TAG + LANE * (rail.lane + 0.5))
        end, end_y = self._edge(rail, rail.target), self.boxes[rail.target].ports[rail]
        inward = 1 if end > x else -1
        labels = [step.label for steps in rail.taps.values() for step in steps]
        name = f"{'; '.join(dict.fromkeys(labels))} → {self.workflow.states[rail.target].name_vi}"
        yield f'<g fill="none" stroke="{rail.colour}" stroke-width="1.3"><title>{escape(name)}</title>'
        for source in rail.taps:
            start, y = self._edge(rail, source), self.boxes[source].ports[rail]
            away = 1 if x > start else -1
            bend = min(5, abs(end_y - y) / 2)
            down = 1 if end_y > y else -1
            yield (
                f'<path d="M{start:.1f} {y:.1f}H{x - away * bend:.1f}Q{x:.1f} {y:.1f} {x:.1f} {y + down * bend:.1f}'
                f"V{end_y - down * bend:.1f}Q{x:.1f} {end_y:.1f} {x + inward * bend:.1f} {end_y:.1f}"
                f'H{end - inward * 5:.1f}"/>'
            )
        yield f'<path d="M{end:.1f} {end_y:.1f}l{-inward * 8} -4v8z" fill="{rail.colour}" stroke="none"/></g>'

    def _tag(self, rail: Rail, source: StrEnum, steps: Iterable[Transition]) -> str:
        number = ", ".join(self.numbers[step.id] for step in steps)
        width = 6 * len(number) + 6
        rightward = (rail.side == RIGHT) == (source in self.road)
        edge, y = self._edge(rail, source), self.boxes[source].ports[rail]
        x = edge + 3 if rightward else edge - 3 - width
        return f'<rect x="{x:.1f}" y="{y - 6:.1f}" width="{width}" height="12" fill="{PAPER}"/>' + _text(
            [number], x + width / 2, y + 3.5, TINY, colour=rail.colour, anchor="middle"
        )

    def _label(self, state: StrEnum) -> list[str]:
        steps = self.straight.get(state, ())
        return _wrapped(" · ".join(step.label for step in steps), ROAD_WIDTH - 40, SMALL)

    def _arrow_down(self, state: StrEnum, steps: Sequence[Transition]) -> Iterator[str]:
        above, below = self.boxes[state], self.boxes[self.road[self.road.index(state) + 1]]
        x, top, end = above.x + 22, above.y + above.height, below.y
        name = "; ".join(step.label for step in steps)
        yield (
            f'<g stroke="{INK}" stroke-width="1.6"><title>{escape(name)}</title>'
            f'<path d="M{x:.1f} {top:.1f}V{end - 6:.1f}"/>'
            f'<path d="M{x:.1f} {end:.1f}l-5 -9h10z" fill="{INK}" stroke="none"/></g>'
        )
        lines = self._label(state)
        first = (top + end) / 2 - (len(lines) - 1) * 7 + 4
        yield _text(lines, x + 12, first, SMALL, colour=MUTED, leading=14)

    def _drawn_box(self, box: Box) -> str:
        is_current, is_visited = box.state == self.current, box.state in self.visited
        fill = CURRENT if is_current else PAPER
        frame, weight = (CURRENT, 1.5) if is_current else (VISITED, 2.6) if is_visited else (FRAME, 1.2)
        ink, muted = (PAPER, PAPER) if is_current else (INK, MUTED)
        shape = f'rx="6" fill="{fill}" stroke="{frame}" stroke-width="{weight}"'
        if box.state not in self.road:
            shape += ' stroke-dasharray="5 3"' if not (is_current or is_visited) else ""
        used = len(box.name) * 17 + len(box.small) * 14
        top = box.middle - used / 2
        x = box.x + box.width / 2
        return (
            f'<rect x="{box.x:.1f}" y="{box.y:.1f}" width="{box.width}" height="{box.height:.1f}" {shape}/>'
            + _text(box.name, x, top + 13, NAME, colour=ink, weight=600, anchor="middle", leading=17)
            + _text(box.small, x, top + len(box.name) * 17 + 11, SMALL, colour=muted, anchor="middle", leading=14)
        )

    def _key(self) -> list[str]:
        """What the numbers beside the lines mean, as many to a line as fit."""
        entries = [
            f"{number} {self.beside[step_id]}".replace(" ", NO_BREAK) for step_id, number in self.numbers.items()
        ]
        lines = _wrapped(f"{NO_BREAK}· ".join(entries), self.width - 2 * MARGIN, SMALL)
        return [line.replace(NO_BREAK, " ").removesuffix(" ·") for line in lines]

    def _legend(self, y: float) -> Iterator[str]:
        signs = [
            (f'fill="{CURRENT}" stroke="{CURRENT}"', "đang ở đây"),
            (f'fill="{PAPER}" stroke="{VISITED}" stroke-width="2.6"', "đã qua"),
            (f'fill="{PAPER}" stroke="{FRAME}" stroke-dasharray="5 3"', "ngoài đường chính"),
        ]
        x = float(MARGIN)
        for shape, name in signs:
            yield f'<rect x="{x + 2:.0f}" y="{y - 10:.0f}" width="20" height="12" rx="3" {shape}/>'
            yield _text([name], x + 28, y, SMALL, colour=MUTED)
            x += 44 + _width(name, SMALL)


def _width(text: str, size: float) -> float:
    narrow = sum(letter in "iíìỉĩịlrtfjI.,:;()|/ " for letter in text)
    wide = sum(letter.isupper() or letter in "mw" for letter in text)
    return size * (0.59 * len(text) - 0.25 * narrow + 0.12 * wide)


def _wrapped(text: str, width: float, size: float) -> list[str]:
    lines: list[str] = []
    for word in text.split(" "):
        if lines and _width(f"{lines[-1]} {word}", size) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _text(  # noqa: PLR0913 -- what a line of text has, each by its name
    lines: Sequence[str],
    x: float,
    y: float,
    size: float,
    *,
    colour: str = INK,
    weight: int = 400,
    anchor: str = "start",
    leading: float = 0,
) -> str:
    spans = (
        f'<tspan x="{x:.1f}" y="{y + place * leading:.1f}">{escape(line)}</tspan>' for place, line in enumerate(lines)
    )
    look = f'font-size="{size}" font-weight="{weight}" fill="{colour}" text-anchor="{anchor}"'
    return f"<text {look}>{' '.join(spans)}</text>"
