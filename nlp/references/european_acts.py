"""Laws in European numbering: Richtlijn 2009/16/EG, Verordening (EU) nr. 1303/2013, verordening EU 2016/919."""

from __future__ import annotations

import re

# One digit may begin the number only where the body or "nr." stands before it: Verordening (EG) nr. 1/2003.
_BODY = r"(?:\((?:EU|EG|EEG|Euratom)(?:,\s?(?:EU|EG|Euratom))?\)\s*|(?:EU|EG)\s)"
_NUMBER = (
    rf"(?:{_BODY}(?:[Nn]r\.\s*)?(?=\d)|nr\.\s*(?=\d)|(?=\d\d))"
    r"(?P<digits>\d{1,4}/\d{1,4}(?:/(?:EU|EG|EEG|JBZ|GBVB|Euratom))?)(?!\d)"
)
_ACT = re.compile(
    r"\b(?:(?:EU|EG)-)?(?:[Uu]itvoerings|[Gg]edelegeerde\s|[Kk]ader)?(?P<head>[Rr]ichtlijn|[Vv]erordening|[Bb]esluit)"
    rf"(?P<plural>(?<!esluit)en)?\s+{_NUMBER}"
)
# Further ones of a row: "Richtlijnen 2014/24/EU en 2014/25/EU".
_FURTHER = re.compile(rf"(?:,\s|,?\s(?:en|of)\s)(?P<number>{_NUMBER})")


def european_acts(text: str) -> dict[int, tuple[int, str]]:
    """Acts in European numbering: where each begins, its end and its name; those of a row each by its own number.

    >>> [name for _, name in european_acts("Richtlijnen 2014/24/EU en 2014/25/EU").values()]
    ['Richtlijn 2014/24/EU', 'Richtlijn 2014/25/EU']
    """
    found: dict[int, tuple[int, str]] = {}
    for match in _ACT.finditer(text):
        end = match.end()
        if not match["plural"]:
            found[match.start()] = end, match[0]
            continue
        kind = text[match.start() : match.end("head")]
        found[match.start()] = end, kind + text[match.end("plural") : end]
        while further := _FURTHER.match(text, end):
            end = further.end()
            found[further.start("digits")] = end, f"{kind} {further['number']}"
    return found
