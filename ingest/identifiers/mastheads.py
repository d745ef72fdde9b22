"""How a typeset paper prints its own numbers: beside its titles, in its running foot, and in its id line.

The margin of a paper of the Eerste Kamer holds its letter alone ("G"), where
one of the Tweede Kamer has "Nr. 12"; a reprint says so behind its number.
"""

from __future__ import annotations

import re

from ingest.identifiers.base import ROMAN_DOSSIER

# A chapter may carry a letter: IIA, IIB, IXA, IXB. The number of a rijkswet stands in brackets.
_ADDITION = r"[IVX]+[A-E]?|\(?R ?\d+\)?|\d\d|[A-P]"
_ROMAN = rf"(?=[CLXVI]{{2}}){ROMAN_DOSSIER}"
_REPRINT = r"(?: ?\(?(?i:herdruk|gewijzigd(?:e versie)?)\)?\d?)"

DOSSIER_LINE = re.compile(rf"(\d\d) ?(\d{{3}})(?:[ -](?:{_ADDITION}))*|\d\d \*\*\*|{_ROMAN}")
NUMBER_LINE = re.compile(rf"Nr\. ?(?P<number>\d+[a-z]?|[A-Z]{{1,3}}){_REPRINT}?")
# Beside the title of a paper of the Eerste Kamer; as a word alone it is nothing elsewhere.
LETTER_LINE = re.compile(rf"(?P<number>[A-Z]{{1,2}}|\d{{1,3}}[a-z]){_REPRINT}?")

_KAMERSTUK_ID = (
    rf"kst-(?:\d{{8}}-)?(?:\d{{4,5}}(?:-(?:[IVX]+[A-E]?|\d\d|[A-P])(?=-\d))?|{_ROMAN})-(?:\d+[a-z]?|[A-Z]{{1,3}})"
    r"(?:-[bhnv]\d{1,3})?"
    # a letter of the Eerste Kamer in a chapter
    r"|kst-(?:\d{8}-)?\d{5}-[IVX]+[A-E]?-[A-Z]{1,3}(?:-[bhnv]\d{1,3})?"
)
ID_LINE = re.compile(
    rf"\b(?:{_KAMERSTUK_ID}|ah-[te]k-\d{{8}}-\d+(?:-[nh]\d+)?|h-[te]k-\d{{8}}-\d+-\d+|blg-\d+|kst-\d{{6,7}})(?![\w-])"
)
# Of a reprint, an attachment or a version: kst-31490-7-h1.
SUFFIXED = re.compile(r"-[bhnv]\d{1,3}\Z")
# "Tweede Kamer, vergaderjaar 2019-2020, 35 538, nr. 4": the running foot of a typeset paper.
RUNNING_FOOT = re.compile(
    r"(?P<chamber>Tweede|Eerste) Kamer, vergaderjaar (?P<from>\d{4})\s*[–-]\s*(?P<to>\d{4}), "
    rf"(?:(?P<dossier>\d\d ?\d{{3}}|{_ROMAN}(?=,))(?:[ -]?(?P<addition>{_ADDITION}))?, "
    r"(?:nr\. ?)?(?P<number>[0-9]+[a-z]?|[A-Z]+)|(?P<annex>Aanhangsel))"
)


def dossier_of_line(text: str) -> str | None:
    """The dossier that a line in the margin is ("36 600 IXB" -> 36600-IXB), None when it is another line."""
    match = DOSSIER_LINE.fullmatch(text)
    if not match or text.endswith("***"):
        return None
    if match[1] is None:
        return text
    rest = re.sub(r"\(?R ?\d+\)?", "", text[match.end(2) :]).strip(" -")
    return f"{match[1]}{match[2]}" + (f"-{rest.replace(' ', '-')}" if rest else "")


def number_of_line(text: str, *, eerste_kamer: bool) -> str | None:
    """The number of a paper that a line in its margin is, None when it is another line."""
    match = NUMBER_LINE.fullmatch(text) or (LETTER_LINE.fullmatch(text) if eerste_kamer else None)
    return match["number"] if match else None


def is_reprint(text: str) -> bool:
    """Whether a line in the margin says that a paper is a reprint: "Nr. 7 HERDRUK"."""
    return "herdruk" in text.casefold() and bool(NUMBER_LINE.fullmatch(text) or LETTER_LINE.fullmatch(text))


def is_margin(text: str, *, eerste_kamer: bool) -> bool:
    """Whether a line in the margin is a number of the paper, or of its dossier."""
    return bool(DOSSIER_LINE.fullmatch(text)) or number_of_line(text, eerste_kamer=eerste_kamer) is not None
