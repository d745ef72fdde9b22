"""Addresses of words in a paper that last: a paper read again by a newer program is cut into other passages.

    kst-31490-284/p2/1234-1400?h=ab12cd34

names the document, the page, the range of its text, and by a hash the words
themselves. The range says where to look first; the hash, what to look for.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

_ADDRESS = re.compile(
    r"(?P<document>.+)/p(?P<page>[0-9]+)/(?P<start>[0-9]+)-(?P<end>[0-9]+)\?h=(?P<words>[0-9a-f]{8})", re.DOTALL
)
_HASH_DIGITS = 8
# Where a range may begin or end: at a word, or at a sign beside one.
_PIECE = re.compile(r"\w+|[^\w\s]")
# So near the old place the words are also looked for with more or less space between them.
_NEAR = 5_000
# A line end more or less for every so many characters.
_SPACE_A_LINE = 50


class AddressError(ValueError):
    """The text is no address."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where words stand: page (from 1) and half-open range in the document as it was read then.

    words: the hash of the words there.

    >>> print(Address.of("kst-31490-284", 2, 1234, 1249, "wendbare dienst"))
    kst-31490-284/p2/1234-1249?h=a4039aee
    """

    document: str
    page: int
    start: int
    end: int
    words: str

    @classmethod
    def of(cls, document: str, page: int, start: int, end: int, text: str) -> Address:
        """The address of a range that holds this text."""
        return cls(document, page, start, end, words_hash(text))

    @classmethod
    def parse(cls, text: str) -> Address:
        """Read an address.

        Raises:
            AddressError: it is none.
        """
        match = _ADDRESS.fullmatch(text)
        if match is None:
            raise AddressError(f"{text!r} is no address, as kst-31490-284/p2/1234-1400?h=ab12cd34")
        return cls(match["document"], int(match["page"]), int(match["start"]), int(match["end"]), match["words"])

    def __str__(self) -> str:
        return f"{self.document}/p{self.page}/{self.start}-{self.end}?h={self.words}"


class Words(Protocol):
    """A range of a document's text with the words there: a passage, a recommendation, a quotation."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def text(self) -> str: ...


def address_of(document: str, page: int, words: Words) -> str:
    """The address of words of a document, as it is printed."""
    return str(Address.of(document, page, words.start, words.end, words.text))


def words_hash(text: str) -> str:
    """What identifies words, whatever stands between them and however they are capitalised."""
    return hashlib.sha256(" ".join(text.casefold().split()).encode()).hexdigest()[:_HASH_DIGITS]


def find_again(text: str, address: Address) -> tuple[int, int] | None:
    """The range in the text of its document, perhaps read again, where the words of an address stand now.

    The same range when its words are the same; else the nearest that is as
    long, or, near the old place, about as long. None: the words are no longer
    there.
    """
    start, end = address.start, address.end
    if words_hash(text[start:end]) == address.words and end <= len(text):
        return start, end
    places = sorted(_as_long(text, end - start), key=lambda place: abs(place[0] - start))
    found = next((place for place in places if words_hash(text[slice(*place)]) == address.words), None)
    return found or next(
        (place for place in _about_as_long(text, start, end) if words_hash(text[slice(*place)]) == address.words), None
    )


def _as_long(text: str, length: int) -> Iterator[tuple[int, int]]:
    """Every range of whole words and signs of this length."""
    pieces = [match.span() for match in _PIECE.finditer(text)] if length else []
    ends = {end for _, end in pieces}
    return ((start, start + length) for start, _ in pieces if start + length in ends)


def _about_as_long(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Ranges of whole words and signs near a range, of about its length, the nearest first."""
    length = end - start
    slack = 2 + length // _SPACE_A_LINE
    first, last = max(0, start - _NEAR), end + _NEAR + slack
    pieces = [match.span() for match in _PIECE.finditer(text, first, last)] if length else []
    ends = {piece_end for _, piece_end in pieces}
    for at, _ in sorted(pieces, key=lambda piece: abs(piece[0] - start)):
        for other in range(max(at + 1, at + length - slack), at + length + slack + 1):
            if other in ends:
                yield at, other
