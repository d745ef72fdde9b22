"""The labels of charts, which stand between the lines of the text beside them but are no part of it.

A chart is known by its axis: numbers below each other, in even steps down to
zero. What stands within the chart in the same small type is its labels.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.layout.lines import Line

AXIS_LABEL = re.compile(r"(?P<number>\d{1,3}(?:[.,]\d{1,3})*)\s?(?P<unit>[KMkm%€]?|mln|mld)")
MIN_LABELS = 4
# The labels of an axis end (or begin) at one place, and are evenly spaced to within this part of the step.
SAME_EDGE_PT = 2.5
EVEN = 0.2
# Names of months or years stand under the axis, this far below its zero at most.
UNDER_PT = 32.0
# The labels within a chart are in the type of its axis or little larger.
LARGER_PT = 1.5


@dataclass(frozen=True, slots=True)
class Axis:
    """The labels of a vertical axis, from top to bottom."""

    labels: tuple[Line, ...]

    @property
    def left(self) -> float:
        return min(line.x0 for line in self.labels)

    def holds(self, line: Line, right: float) -> bool:
        """Whether a line stands in the chart, which reaches to right."""
        top, bottom = self.labels[0].top - 4, self.labels[-1].bottom + UNDER_PT
        inside = line.x0 >= self.left - 2 and line.x1 <= right + 2 and top <= line.top and line.bottom <= bottom
        return inside and line.size <= self.labels[0].size + LARGER_PT


def find_chart_labels(lines: Sequence[Line]) -> set[int]:
    """The labels of charts among the lines of a page, as id(line)."""
    found: set[int] = set()
    for axis in _axes(lines):
        under = [
            line
            for line in lines
            if line.x0 >= axis.left - 2 and 0 < line.baseline - axis.labels[-1].baseline < UNDER_PT and _is_names(line)
        ]
        right = max([line.x1 for line in (*axis.labels, *under)])
        found |= {id(line) for line in lines if axis.holds(line, right)}
        found |= {id(line) for line in axis.labels}
    return found


def _is_names(line: Line) -> bool:
    """Short labels side by side: "okt nov dec jan"."""
    return sum(len(token.text) for token in line.tokens) <= 5 * len(line.tokens)


def _axes(lines: Sequence[Line]) -> list[Axis]:
    edges: dict[tuple[str, int], list[Line]] = defaultdict(list)
    for line in lines:
        if AXIS_LABEL.fullmatch(line.text):
            edges["right", round(line.x1 / SAME_EDGE_PT)].append(line)
            edges["left", round(line.x0 / SAME_EDGE_PT)].append(line)
    axes = []
    for labels in edges.values():
        axes += [Axis(run) for run in _even_runs(sorted(labels, key=lambda line: line.baseline))]
    return axes


def _even_runs(labels: Sequence[Line]) -> list[tuple[Line, ...]]:
    """Runs of labels in even steps, on paper and in number, that end at zero."""
    runs: list[list[Line]] = []
    for line in labels:
        if runs and _goes_on(runs[-1], line):
            runs[-1].append(line)
        else:
            runs.append([line])
    return [tuple(run) for run in runs if len(run) >= MIN_LABELS and _value(run[-1]) == 0]


def _goes_on(run: Sequence[Line], line: Line) -> bool:
    if _value(line) >= _value(run[-1]):
        return False
    if len(run) == 1:
        return True
    steps = [below.baseline - above.baseline for above, below in pairwise([*run, line])]
    falls = [_value(above) - _value(below) for above, below in pairwise([*run, line])]
    return abs(steps[-1] - steps[0]) <= EVEN * steps[0] and abs(falls[-1] - falls[0]) <= 0.01 * falls[0]


def _value(line: Line) -> float:
    match = AXIS_LABEL.fullmatch(line.text)
    number = match["number"] if match else "0"
    # "1.500" is a thousand and a half, "0,5" a half.
    return float(number.replace(".", "").replace(",", "."))
