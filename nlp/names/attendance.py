"""Those present with the body of each in brackets: "M. Waterman (RIVM), Anna de Boom (Droge Voeten), ...".

Where the register knows two bodies of such a list, the other brackets hold
bodies, fractions or firms too, also those that no register has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from nlp.names.candidates import Candidate
from nlp.registers.held import first_names, not_names, organisation_by_form, places
from nlp.text.function_words import FUNCTION_WORDS

_BRACKET = re.compile(r"(?<=\w \()[A-ZÀ-Þ][\w&.’'-]*(?: [A-ZÀ-Þ\d&][\w&.’'-]*| voor de| van de| van| voor){0,4}(?=\))")
# What stands between two brackets: a comma or a role in brackets, and a person.
_PERSON_BETWEEN = re.compile(
    r"\)(?: ?\([^()\n]{1,30}\)){0,2}(?: tot \d\d?[:.]\d\d uur\))?[,;]?\s(?:en )?"
    r"(?:(?:van|de|den|der|ter|el|al|mw\.?|dhr\.?|mevrouw|de heer) |[A-ZÀ-Þ][\w.’'-]{0,30}\s){1,7}\("
)
_FEWEST = 3
_FEWEST_KNOWN = 2


def bodies_of_those_present(text: str) -> Iterator[Candidate]:
    """The brackets of such lists that the register does not know; those that it knows are found by it."""
    run: list[re.Match[str]] = []
    brackets = list(_BRACKET.finditer(text))
    for before, bracket in pairwise([None, *brackets]):
        assert bracket is not None
        if before is None or not _PERSON_BETWEEN.fullmatch(text, before.end(), bracket.start()):
            yield from _unknown(run)
            run = []
        run.append(bracket)
    yield from _unknown(run)


def _unknown(run: list[re.Match[str]]) -> Iterator[Candidate]:
    known = [match for match in run if match[0] in organisation_by_form()]
    if len(run) < _FEWEST or len(known) < _FEWEST_KNOWN:
        return
    for match in run:
        if match not in known and not _is_none(match[0]):
            yield Candidate(*match.span(), "ORG", "aanwezigen", match[0])


def _is_none(form: str) -> bool:
    """Whether a bracket holds a place, a person or a word of the language."""
    first = form.split()[0]
    return form in not_names() or form in places() or first in first_names() or first.lower() in FUNCTION_WORDS
