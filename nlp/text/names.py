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
from functools import lru_cache
from itertools import pairwise

from nlp.text.function_words import FUNCTION_WORDS, VERBS_AFTER_A_NAME
from nlp.text.runs import MANY_WORDS, Range, runs_of

# What may stand between two atoms of one name: "Sint-Eustatius", "B.V.", "Werk, Inkomen", "IZA/AZWA" is two names.
_GAP = re.compile(r"[ \n]|[-–‑.+] ?|\+\+-|, |,? ?\(|\) ?|/|\*|-? |: ")
_NOTE_MARK = re.compile(r"(?<=[a-zà-ÿ]{3})\d{1,2}\Z")
# "het UWV’s systeem" is of the UWV; "de GGD’s hebben" are many.
_GENITIVE = re.compile(r"['’]s\Z")
_NEXT_WORD = re.compile(r" ([a-zà-ÿ]{3,40})\b")
_OWNED = frozenset("advies antwoord antwoorden besluit bijlage brief deel doel motie nota rapport".split())
# As papers wrote abbreviations until about 1995: "de S.E.R."; those of a person stand before a name.
_DOTTED = re.compile(
    r"(?:(?<=\b[Dd]e )|(?<=\b[Hh]et )|(?<=\bder )|(?<=\())(?:[A-Z]\.){3,6}(?!\w)"
    r"|(?<![\w.])(?:[A-Z]\.){3,6}(?= (?!(?:van|von|de|den|der|ten|ter|in|te|op|[a-z]’)\b)[a-z]{2})"
)
# Kinds whose names papers also write without capitals: "het openbaar ministerie", "de raad voor de rechtspraak".
_ALSO_IN_LOWER_CASE = (
    "rechtspraak",
    "hoog-college",
    "staten-generaal",
    "advies",
    "ministerie",
    "gemeente",
    "provincie",
    "waterschap",
)
# "RIJKSWATERSTAAT" in a heading; shorter ones may be another abbreviation.
_LONG_ENOUGH_IN_CAPITALS = 8
_ARTICLE_AND_NOUN = 2
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


@dataclass(frozen=True, slots=True)
class Atoms:
    """The atoms of one text: their ranges, and how they are looked up.

    without_mark: of those that may end in a footnote mark or in the 's of a
    genitive, how they are looked up and where they end without it.
    """

    spans: list[tuple[int, int]]
    folded: list[str]
    without_mark: dict[int, tuple[str, int]]


def atoms_of(text: str) -> Atoms:
    spans = atom_ranges(text)
    # Case folding may change the length of a text, so each atom is folded by itself.
    # "Raad v. State".
    folded = ["van" if text[start : end + 2] == "v. " else _folded(text[start:end]) for start, end in spans]
    marked = {at: mark.start() for at, (_, end) in enumerate(spans) if (mark := _mark(text, end))}
    return Atoms(spans, folded, {at: (_folded(text[spans[at][0] : end]), end) for at, end in marked.items()})


def atom_ranges(text: str) -> list[Range]:
    """Where the atoms of a text stand: its runs of letters and digits, with an apostrophe inside one word left in it.

    >>> [text[start:end] for text in ["de VVD'er, R&D"] for start, end in atom_ranges(text)]
    ['de', "VVD'er", 'R', '&', 'D']
    """
    joined: list[Range] = []
    for start, end in runs_of(text):
        if (
            joined
            and joined[-1][1] == start - 1
            and text[start - 1] in "'’"
            and text[start] != "&"
            and text[start - 2] != "&"
        ):
            joined[-1] = joined[-1][0], end
        else:
            joined.append((start, end))
    return joined


def _keys(form: str) -> tuple[str, ...]:
    """The atoms of a form as they are looked up."""
    return tuple(_folded(form[start:end]) for start, end in atom_ranges(form))


class NameIndex:
    """The forms of a register, to be found in text; the longest form at a place wins."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._forms: dict[str, dict[tuple[str, ...], list[Name]]] = {}
        for name in names:
            key = _keys(name.form)
            if key:
                self._forms.setdefault(key[0], {}).setdefault(key, []).append(name)
        self._longest = {first: max(map(len, forms)) for first, forms in self._forms.items()}

    def mentions(self, text: str, atoms: Atoms) -> Iterator[Mention]:
        """Mentions in order, without overlap; atoms are those of the text."""
        free_from = 0
        for at, first in enumerate(atoms.folded):
            if first not in self._forms and len(first) != 1 and at not in atoms.without_mark:
                continue
            if at < free_from:
                continue
            if len(first) == 1 and (mention := self._dotted(text, atoms.spans[at][0])):
                yield mention
                free_from = at + len(mention.name.form)
                continue
            if first in self._forms or (at in atoms.without_mark and atoms.without_mark[at][0] in self._forms):
                mention, n_atoms = self._longest_at(text, atoms, at)
                if mention is not None:
                    yield mention
                    free_from = at + n_atoms

    def _dotted(self, text: str, start: int) -> Mention | None:
        """The name of one word whose letters stand here with a point behind each."""
        match = _DOTTED.match(text, start)
        form = match[0].replace(".", "") if match else ""
        names = self._forms.get(form.casefold(), {}).get((form.casefold(),), ())
        return next((Mention(*match.span(), name) for name in names if match and name.form == form), None)

    def _longest_at(self, text: str, atoms: Atoms, at: int) -> tuple[Mention | None, int]:
        folded, spans = atoms.folded, atoms.spans
        if folded[at] not in self._forms:
            return self._marked(text, atoms, at, 1), 1
        forms = self._forms[folded[at]]
        if is_glued_before(text, spans[at][0]):
            return None, 1
        for length in range(min(self._longest[folded[at]], len(spans) - at), 0, -1):
            names = forms.get(tuple(folded[at : at + length]))
            if names is None:
                if at + length - 1 in atoms.without_mark and (mention := self._marked(text, atoms, at, length)):
                    return mention, length
                continue
            start, end = spans[at][0], spans[at + length - 1][1]
            if is_glued_after(text, end) or not _is_one_run(text, spans[at : at + length]):
                continue
            written = text[start:end]
            for name in names:
                tail = name.form[len(name.form.rstrip("+.)*")) :]
                if not text.startswith(tail, end) or not _is_written_so(written + tail, name):
                    continue
                # "de PvdA, GroenLinks" is not GroenLinks-PvdA, and RDA+ is not the RDA.
                if (
                    not text.startswith("+", end + len(tail))
                    and ("," not in written or _has_the_commas(written, name.form))
                    and (":" not in written or ":" in name.form)
                ):
                    return Mention(start, end + len(tail), name), length
        return None, 1

    def _marked(self, text: str, atoms: Atoms, at: int, length: int) -> Mention | None:
        """The name of these atoms when the last of them ends in a footnote mark."""
        last, end = atoms.without_mark[at + length - 1]
        key = (*atoms.folded[at : at + length - 1], last)
        spans = [*atoms.spans[at : at + length - 1], (atoms.spans[at + length - 1][0], end)]
        start = spans[0][0]
        names = self._forms.get(key[0], {}).get(key, ())
        if not names or is_glued_before(text, start) or not _is_one_run(text, spans):
            return None
        return next((Mention(start, end, name) for name in names if _is_written_so(text[start:end], name)), None)


def is_glued_before(text: str, start: int) -> bool:
    """Whether the word at start is the later part of a compound: "Greenpeace" in "anti-Greenpeace"."""
    return start > 1 and text[start - 1] in "-–‑" and text[start - 2].isalnum()


def is_glued_after(text: str, end: int) -> bool:
    """Whether the word that ends here is the first part of a compound: "EU" in "EU-lidstaten"."""
    if end >= len(text) or text[end] not in "-–‑":
        return False
    rest = text[end + 1 : end + 2]
    return rest.isalnum() or bool(re.match(r" (?:en|of) ", text[end + 1 : end + 5]))


def _mark(text: str, end: int) -> re.Match[str] | None:
    """What is glued to a name at the end of a word: a footnote mark, "Milieudefensie1", or the 's of a genitive."""
    if text[end - 1].isdigit():
        return _NOTE_MARK.search(text, max(0, end - 5), end)
    if text[end - 1] != "s" or not (following := _NEXT_WORD.match(text, end)):
        return None
    is_owned = following[1] in _OWNED or following[1] not in FUNCTION_WORDS | VERBS_AFTER_A_NAME
    return _GENITIVE.search(text, max(0, end - 2), end) if is_owned else None


@lru_cache(MANY_WORDS)
def _folded(atom: str) -> str:
    return "en" if atom == "&" else atom.casefold().translate(_APOSTROPHE)


def _is_one_run(text: str, spans: list[tuple[int, int]]) -> bool:
    return all(left == right or _GAP.fullmatch(text[left:right]) for (_, left), (right, _) in pairwise(spans))


def _has_the_commas(written: str, form: str) -> bool:
    """Whether each comma that is written stands where the form has one or a space, not a hyphen or a slash."""
    gaps = zip(_gaps(written), _gaps(form), strict=False)
    return all("," not in mine or " " in theirs for mine, theirs in gaps)


def _gaps(form: str) -> list[str]:
    """What stands between the atoms of a form."""
    return [form[left:right] for (_, left), (right, _) in pairwise(atom_ranges(form))]


def _is_written_so(written: str, name: Name) -> bool:
    """Whether the capitals are those of the name: single words exactly, longer names by their first letter."""
    form = name.form
    if written == form:
        return True
    if written.isupper() and len(form) >= _LONG_ENOUGH_IN_CAPITALS and not name.ambiguous:
        return True
    n_atoms = len(atom_ranges(form))
    if n_atoms == 1 or len(form) < 8 or name.ambiguous:
        return written.translate(_APOSTROPHE) == form.translate(_APOSTROPHE)
    # "De standaard" at the beginning of a sentence is no newspaper.
    if form[:3] in ("De ", "Het") and (written[0].islower() or n_atoms == _ARTICLE_AND_NOUN):
        return False
    return written[0] == form[0] or name.kind in _ALSO_IN_LOWER_CASE
