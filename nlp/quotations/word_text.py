"""The text of a Word file as it stands when all changes are accepted: what was deleted or moved away is not there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# A text box stands in the file twice: for Word of today, and as a fallback for that of before 2010.
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_GONE = frozenset({f"{_WORD}del", f"{_WORD}moveFrom", _FALLBACK})
_SIGNS = {f"{_WORD}noBreakHyphen": "-", f"{_WORD}br": " ", f"{_WORD}cr": " ", f"{_WORD}tab": " "}
_NOTES = {f"{_WORD}footnoteReference": "footnote", f"{_WORD}endnoteReference": "endnote"}

Notes = Mapping[tuple[str, str | None], str]


def paragraphs(root: Any) -> Iterator[Any]:
    """The paragraphs that are there, those of text boxes too, in the order of the file."""
    for element in _there(root):
        if element.tag == f"{_WORD}p":
            yield element


def paragraph_text(paragraph: Any, notes: Notes) -> str:
    """The text of a paragraph by itself, its notes in brackets where their numbers stand."""
    return "".join(_text(element, notes) for element in _there(paragraph, within=False))


def notes_of(part: Any, kind: str) -> dict[tuple[str, str | None], str]:
    """The texts of the footnotes or endnotes of a file, by kind and id."""
    return {
        (kind, note.get(f"{_WORD}id")): " ".join(paragraph_text(each, {}) for each in paragraphs(note))
        for note in part.iter(f"{_WORD}{kind}")
    }


def _there(element: Any, *, within: bool = True) -> Iterator[Any]:
    """What is below an element and was not deleted; within: also what is in paragraphs below it, as in text boxes."""
    for child in element:
        if child.tag in _GONE:
            continue
        yield child
        if within or child.tag != f"{_WORD}p":
            yield from _there(child, within=within)


def _text(element: Any, notes: Notes) -> str:
    if element.tag == f"{_WORD}t":
        return str(element.text or "")
    if element.tag in _NOTES:
        return f" ({notes.get((_NOTES[element.tag], element.get(f'{_WORD}id')), '')}) "
    return _SIGNS.get(element.tag, "")
