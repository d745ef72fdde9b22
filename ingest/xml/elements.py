"""The words of an element of an XML edition, with the notes taken out of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.etree import _Element as Element

from ingest.xml.text import NOTE, MarkedNote, Run

# Elements inside a line of text. Any other element begins a block of its own, so that
# an element unknown to this list is never lost.
INLINE = frozenset(
    "nadruk sup inf noot nootref extref intref dossierref naam voornaam achternaam voorvoegsels politiek organisatie "
    "datum functie kamervraagonderwerp ondernummer unl abbr inlinecode".split()
)
# Elements that hold a line of text: what is in them is inline, whatever it is called.
LINES = frozenset("al titel nr li.nr lidnr term item-titel spreker kamervraagomschrijving datumtekst".split())

# Part of the word they follow: CO2, 7e.
LOWERED_OR_RAISED = frozenset({"inf", "sup"})
# White space at the end of a run that is only the layout of the XML file: it holds a line end.
LAYOUT_END = re.compile(r"(?<!\s)[^\S\n]*+\n\s*+\Z")


def parts(element: Element, apart: str = "") -> Iterator[Run | Element]:
    """The runs of inline text in an element, and its other children and those with tag apart, in order."""
    texts: list[str] = [element.text or ""]
    notes: list[MarkedNote] = []
    for child in element:
        if child.tag in INLINE and child.tag != apart:
            inside = run(child)
            texts.append(inside.text)
            notes += inside.notes
        else:
            yield Run("".join(texts), tuple(notes))
            texts, notes = [], []
            if isinstance(child.tag, str):
                yield child
        texts.append(child.tail or "")
    yield Run("".join(texts), tuple(notes))


def run(element: Element, leave_out: list[Element] | None = None) -> Run:
    """All words of an element on one line, its notes taken out."""
    if element.tag == "noot":
        return Run(NOTE, (_note(element),))
    if element.tag in ("nootref", "illustratie"):
        return Run("")
    texts: list[str] = [element.text or ""]
    notes: list[MarkedNote] = []
    left_out = set(leave_out or ())
    for child in element:
        if isinstance(child.tag, str) and child not in left_out:
            inside = run(child)
            if child.tag in LOWERED_OR_RAISED:
                _cut_layout_end(texts)
                texts.append(inside.text.strip())
            elif element.tag != "naam" and (child.tag in INLINE or element.tag in LINES):
                texts.append(inside.text)
            else:
                texts.append(f" {inside.text} ")
            notes += inside.notes
        texts.append(child.tail or "")
    text = "".join(texts)
    return Run(text.strip() if element.tag == "naam" else text, tuple(notes))


def _cut_layout_end(texts: list[str]) -> None:
    """Take the white space that is only layout from the end of a text in pieces."""
    end = ""
    while texts and not end.strip():
        end = texts.pop() + end
    texts.append(LAYOUT_END.sub("", end))


def words(element: Element) -> str:
    """The words of an element, without notes, parted by single spaces."""
    return " ".join(run(element).text.replace(NOTE, " ").split())


def _note(noot: Element) -> MarkedNote:
    number = noot.find("noot.nr")
    marker = "".join(words(number).split()) if number is not None else ""
    return MarkedNote(
        marker, " ".join(words(child) for child in noot if child is not number and isinstance(child.tag, str))
    )
