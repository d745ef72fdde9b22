"""Texts made to take long are read in a time that grows with their length."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import pytest

from index.query.syntax import parse
from ingest.errors import VindplaatsError
from ingest.metadata.bodies import named_in
from nlp.advice.addressees import find_addressees
from nlp.names.entities import find_entities_and_rejects
from nlp.quotations.quoted_text import markdown_paragraphs, quotations_in
from nlp.quotations.stated import find_citations
from nlp.references.kamerstukken import find_references
from nlp.references.law_citations import find_law_citations
from nlp.text.sentences import sentence_ranges
from tests.timing import least, seconds

# Seconds of the processor for 8,000 characters; a text that hangs takes minutes or never ends.
MOST_S = 3.0
BODIES = [
    # offices without end
    "de minister van Aa, Bb en ",
    "de minister van Economische Zaken, ",
    # advice, money and laws that do not come to their point
    "zou moeten ",
    "€ 1.000.000 ",
    "Wet op de ",
    # citations
    ", b.",
    "artikel 3, eerste lid, onderdeel b, ",
    "Kamerstukken II 2019/20, 35 510, nr. 2, ",
    # runs of one character
    " ",
    "\n",
    "“",
    "(",
    "a-",
]
CITATION = "Kamerstukken II 2019/20, 35 510, nr. 2 (brief van 5 december 2019, van de minister van Aa en Bb)"
# Patterns made of words of the library, of registers or of the text itself: the pumping of tests/test_linear.py
# does not come to them.
HELD_NAMES = ["Aa", "a-", "(", "zou moeten", "minister van Aa"]
SCHEMES = "de {0}regeling en de ABR, de {0}toeslag en de ACAT. "
READERS: dict[str, Callable[[str], object]] = {
    "addressees": lambda text: [find_addressees(text, kind) for kind in ("aanbeveling", "verzoek", "toezegging")],
    "names": find_entities_and_rejects,
    "laws": find_law_citations,
    "references": find_references,
    "sentences": lambda text: list(sentence_ranges(text)),
    "query": parse,
    "citations of held papers": lambda text: list(find_citations(text, [CITATION, *map(str.strip, BODIES)])),
    "bodies": lambda text: named_in(text, HELD_NAMES),
    "schemes": lambda text: find_entities_and_rejects(SCHEMES.format("".join(filter(str.islower, text)) or "aaaaaaaa")),
    "quotations": lambda text: list(quotations_in(markdown_paragraphs(text))),
}


def _read(reader: str, text: str) -> None:
    # A query may be refused, with a sentence.
    with suppress(VindplaatsError):
        READERS[reader](text)


@pytest.mark.parametrize("reader", READERS)
def test_a_hostile_text_takes_seconds_at_most(reader: str) -> None:
    READERS[reader]("Iets.")
    slow = {}
    for body in BODIES:
        text = body * (8000 // len(body)) + "!x"
        taken = least(lambda text=text: seconds(lambda: _read(reader, text)), MOST_S)
        if taken > MOST_S:
            slow[body] = taken
    assert slow == {}
