"""Find the names of a register in running text, whatever their spacing, hyphens or capitals.

A name is looked up by its atoms: runs of letters and digits, without the
hyphens, commas and points between them, "&" read as "en". So "Algemene
Inlichtingen en Veiligheidsdienst" finds the Algemene Inlichtingen- en
Veiligheidsdienst. A name inside a hyphenated compound ("EU-lidstaten") is no
mention of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

ATOM = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|&")
# What may stand between two atoms of one name: "Sint-Eustatius", "B.V.", "Werk, Inkomen", "IZA/AZWA" is two names.
_GAP = re.compile(r"[ \n]|[-–‑.+] ?|, |,? ?\(|\) ?|/|\*|-? ")
_APOSTROPHE = str.maketrans("’", "'")


@dataclass(frozen=True, slots=True)
class Name:
    """A form by which a register knows a thing.

    form: as the register writes it. ambiguous: it is also a word, a place or
    another abbreviation, and counts only in context. kind: of the thing.
    """

    form: str
    canonical: str
    kind: str
    identifier: str | None = None
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """A name found in a text: text[start:end]."""

    start: int
    end: int
    name: Name


class NameIndex:
    """The forms of a register, to be found in text; the longest form at a place wins."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._forms: dict[str, dict[tuple[str, ...], list[Name]]] = {}
        for name in names:
            key = tuple(_folded(atom[0]) for atom in ATOM.finditer(name.form))
            if key:
                self._forms.setdefault(key[0], {}).setdefault(key, []).append(name)
        self._longest = {first: max(map(len, forms)) for first, forms in self._forms.items()}

    def mentions(self, text: str) -> Iterator[Mention]:
        """Mentions in order, without overlap."""
        atoms = list(ATOM.finditer(text))
        folded = [_folded(atom[0]) for atom in atoms]
        at = 0
        while at < len(atoms):
            mention, n_atoms = self._longest_at(text, atoms, folded, at)
            if mention is not None:
                yield mention
            at += n_atoms

    def _longest_at(
        self, text: str, atoms: list[re.Match[str]], folded: list[str], at: int
    ) -> tuple[Mention | None, int]:
        forms = self._forms.get(folded[at])
        if forms is None or is_glued_before(text, atoms[at].start()):
            return None, 1
        for length in range(min(self._longest[folded[at]], len(atoms) - at), 0, -1):
            names = forms.get(tuple(folded[at : at + length]))
            if names is None:
                continue
            start, end = atoms[at].start(), atoms[at + length - 1].end()
            if is_glued_after(text, end) or not _is_one_run(text, atoms[at : at + length]):
                continue
            for name in names:
                tail = name.form[len(name.form.rstrip("+.)*")) :]
                if text.startswith(tail, end) and _is_written_so(text[start : end + len(tail)], name):
                    return Mention(start, end + len(tail), name), length
        return None, 1


def is_glued_before(text: str, start: int) -> bool:
    """Whether the word at start is the later part of a compound: "Greenpeace" in "anti-Greenpeace"."""
    return start > 1 and text[start - 1] in "-–‑" and text[start - 2].isalnum()


def is_glued_after(text: str, end: int) -> bool:
    """Whether the word that ends here is the first part of a compound: "EU" in "EU-lidstaten"."""
    if end >= len(text) or text[end] not in "-–‑":
        return False
    rest = text[end + 1 : end + 2]
    return rest.isalnum() or bool(re.match(r" (?:en|of) ", text[end + 1 : end + 5]))


def _folded(atom: str) -> str:
    return "en" if atom == "&" else atom.casefold().translate(_APOSTROPHE)


def _is_one_run(text: str, atoms: list[re.Match[str]]) -> bool:
    return all(
        _GAP.fullmatch(text[left.end() : right.start()]) or right.start() == left.end()
        for left, right in pairwise(atoms)
    )


def _is_written_so(written: str, name: Name) -> bool:
    """Whether the capitals are those of the name: single words exactly, longer names with at least one capital."""
    form = name.form
    if written == form:
        return True
    n_atoms = len(ATOM.findall(form))
    if n_atoms == 1 or len(form) < 8 or name.ambiguous:
        return written.translate(_APOSTROPHE) == form.translate(_APOSTROPHE)
    if form[:3] in ("De ", "Het") and written[0].islower():
        return False
    return written != written.lower() or name.kind in ("rechtspraak", "hoog-college", "staten-generaal", "advies")
