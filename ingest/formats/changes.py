"""A Word file as it stands when all changes are accepted, without what its author hid."""

from __future__ import annotations

from typing import Any

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NO = ("0", "false", "off")
_GONE_ROW = (f"{_WORD}trPr/{_WORD}del", f"{_WORD}trPr/{_WORD}moveFrom")
_GONE_CELL = (f"{_WORD}tcPr/{_WORD}cellDel",)
_GONE_MARK = (f"{_WORD}pPr/{_WORD}rPr/{_WORD}del", f"{_WORD}pPr/{_WORD}rPr/{_WORD}moveFrom")


def accept_changes(root: Any) -> None:
    """Take out deleted rows and cells and hidden words, and join paragraphs whose mark between was deleted.

    Deleted and moved words themselves are told by their own elements.

    root: an lxml element of a part of a Word file; it is changed.
    """
    # From the last on: a chapter that was deleted is joined paragraph by paragraph, and its words are moved once.
    for element in reversed(list(root.iter(*(_WORD + tag for tag in ("tr", "tc", "p", "r", "ptab"))))):
        if element is not root and _is_gone(element):
            element.getparent().remove(element)
        elif element.tag == f"{_WORD}ptab":
            element.tag = f"{_WORD}tab"
        elif element.tag == f"{_WORD}p" and _has(element, _GONE_MARK):
            _join_to_next(element)


def _has(element: Any, paths: tuple[str, ...]) -> bool:
    return any(element.find(path) is not None for path in paths)


def _is_gone(element: Any) -> bool:
    if element.tag == f"{_WORD}tr":
        return _has(element, _GONE_ROW)
    return _has(element, _GONE_CELL) if element.tag == f"{_WORD}tc" else _is_hidden(element)


def _is_hidden(run: Any) -> bool:
    vanish = None if run.tag != f"{_WORD}r" else run.find(f"{_WORD}rPr/{_WORD}vanish")
    return vanish is not None and vanish.get(f"{_WORD}val") not in _NO


def _join_to_next(paragraph: Any) -> None:
    """Put the words of a paragraph before those of the next, which keeps its own properties."""
    following = paragraph.getnext()
    if following is None or following.tag != f"{_WORD}p":
        return
    place = 1 if len(following) and following[0].tag == f"{_WORD}pPr" else 0
    words = [child for child in paragraph if child.tag != f"{_WORD}pPr"]
    for offset, child in enumerate(words):
        following.insert(place + offset, child)
    paragraph.getparent().remove(paragraph)
