"""Charts: a bar for each value, text that any XML reader takes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from PIL import Image

from ingest.errors import VindplaatsError
from search_cli.render.chart import LABELS_WIDTH, VALUES_WIDTH, WIDTH, Bar, svg, write_chart

BARS = [Bar("2019-05-01  Brief <over> A & B", 2.0, "2.00"), Bar("undated  Rapport", 1.0, "1.00"), Bar("Motie", 0, "0")]


def bars_in(drawn: bytes) -> list[float]:
    """The lengths of the bars of an SVG."""
    root = etree.fromstring(drawn)
    return [float(rect.get("width")) for rect in root.findall("{*}rect")[1:]]


def test_the_longest_bar_fills_the_room_and_the_others_are_in_proportion():
    room = WIDTH - LABELS_WIDTH - VALUES_WIDTH
    assert bars_in(svg("wendbaarheid", BARS)) == [room, room / 2, 0]


def test_labels_are_escaped():
    texts = [element.text for element in etree.fromstring(svg("A & B", BARS)).findall("{*}text")]
    assert texts[:2] == ["A & B", "2019-05-01  Brief <over> A & B"]


@given(st.text(), st.lists(st.builds(Bar, st.text(), st.floats(0, 1e6), st.just("1")), max_size=5))
def test_any_text_makes_a_chart_with_all_bars(title: str, bars: list[Bar]):
    assert len(bars_in(svg(title, bars))) == len(bars)


def test_a_png_has_the_size_of_the_chart(tmp_path: Path):
    write_chart(tmp_path / "chart.PNG", "wendbaarheid", BARS)
    assert Image.open(tmp_path / "chart.PNG").size == (WIDTH, 144)


@pytest.mark.parametrize(("name", "reason"), [("chart.pdf", "as .svg or .png"), ("no/folder.svg", "cannot be written")])
def test_what_cannot_be_written_is_refused_with_the_reason(tmp_path: Path, name: str, reason: str):
    with pytest.raises(VindplaatsError, match=reason):
        write_chart(tmp_path / name, "wendbaarheid", BARS)
