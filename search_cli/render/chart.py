"""A bar chart as SVG or PNG: few shapes, so no library for plots is needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from ingest.atomic import write_bytes, writing
from ingest.errors import VindplaatsError

WIDTH = 960
LABELS_WIDTH = 340
VALUES_WIDTH = 70
ROW_HEIGHT = 24
HEAD_HEIGHT = 56
FONT_SIZE = 14
# Of a longer label the end is cut: the bars need the room.
LABEL_CHARS = 46
BAR_COLOUR = "#154273"
TEXT_COLOUR = "#222222"
NAMESPACE = "http://www.w3.org/2000/svg"


@dataclass(frozen=True, slots=True)
class Bar:
    """label stands left of the bar, note right of it."""

    label: str
    value: float
    note: str


def write_chart(path: Path, title: str, bars: Sequence[Bar]) -> None:
    """Write a chart with a horizontal bar for each value, from 0 to the largest.

    Raises:
        VindplaatsError: the name ends in neither .svg nor .png, or cannot be written.
    """
    if path.suffix.lower() not in (".svg", ".png"):
        raise VindplaatsError(f"a chart is written as .svg or .png, not as {path.name}")
    try:
        if path.suffix.lower() == ".svg":
            write_bytes(path, svg(title, bars))
        else:
            with writing(path) as file:
                _write_png(file, title, bars)
    except OSError as error:
        raise VindplaatsError(f"{path} cannot be written: {error.strerror}") from error


def svg(title: str, bars: Sequence[Bar]) -> bytes:
    """The chart as an SVG document in UTF-8."""
    from lxml import etree

    height = str(_height(bars))
    root = etree.fromstring(
        f'<svg xmlns="{NAMESPACE}" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}"/>'.encode()
    )
    root.set("font-family", "sans-serif")
    root.set("font-size", str(FONT_SIZE))

    def put(element: str, text: str | None = None, **attributes: str) -> None:
        names = {name.replace("_", "-"): value for name, value in attributes.items()}
        etree.SubElement(root, f"{{{NAMESPACE}}}{element}", names).text = text

    put("title", _printable(title))
    put("rect", width=str(WIDTH), height=height, fill="white")
    put("text", _printable(title), x="16", y="32", font_size="18", fill=TEXT_COLOUR)
    for bar, (top, length) in zip(bars, _rows(bars), strict=True):
        line = str(top + ROW_HEIGHT - 8)
        put("text", _label(bar), x=str(LABELS_WIDTH - 8), y=line, text_anchor="end", fill=TEXT_COLOUR)
        put("rect", x=str(LABELS_WIDTH), y=str(top + 3), width=f"{length:.1f}", height="17", fill=BAR_COLOUR)
        put("text", bar.note, x=f"{LABELS_WIDTH + length + 6:.1f}", y=line, fill=TEXT_COLOUR)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _write_png(file: IO[bytes], title: str, bars: Sequence[Bar]) -> None:
    from PIL import Image, ImageDraw, ImageFont

    image = Image.new("RGB", (WIDTH, _height(bars)), "white")
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(FONT_SIZE)
    draw.text((16, 16), title, fill=TEXT_COLOUR, font=ImageFont.load_default(18))
    for bar, (top, length) in zip(bars, _rows(bars), strict=True):
        middle = top + ROW_HEIGHT // 2
        draw.text((LABELS_WIDTH - 8, middle), _label(bar), fill=TEXT_COLOUR, font=font, anchor="rm")
        draw.rectangle((LABELS_WIDTH, top + 3, LABELS_WIDTH + length, top + 20), fill=BAR_COLOUR)
        draw.text((LABELS_WIDTH + length + 6, middle), bar.note, fill=TEXT_COLOUR, font=font, anchor="lm")
    image.save(file, format="PNG")


def _rows(bars: Sequence[Bar]) -> list[tuple[int, float]]:
    """(top, length of the bar) of each row, in pixels."""
    longest = max((bar.value for bar in bars), default=0.0) or 1.0
    room = WIDTH - LABELS_WIDTH - VALUES_WIDTH
    return [(HEAD_HEIGHT + at * ROW_HEIGHT, room * bar.value / longest) for at, bar in enumerate(bars)]


def _height(bars: Sequence[Bar]) -> int:
    return HEAD_HEIGHT + ROW_HEIGHT * len(bars) + 16


def _label(bar: Bar) -> str:
    label = _printable(bar.label)
    return label if len(label) <= LABEL_CHARS else f"{label[: LABEL_CHARS - 1]}…"


def _printable(text: str) -> str:
    """Without the control characters that XML does not take."""
    return "".join(character for character in text if character.isprintable())
