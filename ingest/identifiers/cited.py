"""A citation of one paper in the form of its identifier: what people copy from a footnote into a command.

31700.VIII, 32 · 31 490, nr. 284 · Kamerstukken II 2008/09, 31700 VIII, nr. 32, p. 3 · 29362, A
Aanhangsel Handelingen II 2020/21, nr. 3235 · Handelingen II 2017/18, nr. 70, item 10
"""

from __future__ import annotations

import re

_CHAMBER = r"(?P<chamber>II?|TK|EK)"
_SESSION = r"(?P<first>(?:19|20)\d\d) ?[/-] ?(?P<last>\d{4}|\d\d)"
_NUMBER_WORD = r"(?:nr\.?|nummer|no\.?)"
_PAGE = r"(?:,? ?(?:p|pp|blz|pag)\.? ?\d{1,5}(?: ?- ?\d{1,5})?)?"
_KAMERSTUK = re.compile(
    r"(?:Kamerstuk(?:ken)?,? (?:(?:II?|TK|EK)(?:/II?)?,? )?(?:(?:19|20)\d\d ?[/-] ?(?:\d{4}|\d\d),? )?)?"
    r"(?P<dossier>\d{2}[ .]?\d{3}|[CLXVI]{3,8})(?:[ .-]? ?\(?(?P<addition>[IVX]{1,6}[A-E]?|[A-P]|\d\d)\)?)?"
    # What has five digits behind a comma is the next dossier of a list.
    rf"(?:,? ?{_NUMBER_WORD} ?|, ?(?!\d{{5}}))"
    rf"(?P<number>\d{{1,5}}[a-z]?|[A-Z]{{1,3}})(?P<reprint> \(herdruk\))?{_PAGE}\.?",
    re.IGNORECASE,
)
_AANHANGSEL = re.compile(
    rf"Aanhangsel (?:van de )?Handelingen,? {_CHAMBER},? {_SESSION},? (?:{_NUMBER_WORD} ?)?"
    rf"(?P<number>\d{{1,5}}){_PAGE}\.?",
    re.IGNORECASE,
)
_HANDELINGEN = re.compile(
    rf"Handelingen,? {_CHAMBER},? {_SESSION},? {_NUMBER_WORD} ?(?P<meeting>\d{{1,3}}),? "
    rf"item (?P<item>\d{{1,3}}){_PAGE}\.?",
    re.IGNORECASE,
)


def identifier_of(text: str) -> str | None:
    """The printed identifier of the paper that a citation names; None for any other text.

    Args:
        text: with ordinary spaces and hyphens.

    >>> identifier_of("31700.VIII, 32"), identifier_of("31 490, nr. 284, p. 3"), identifier_of("CXXIV, G")
    ('kst-31700-VIII-32', 'kst-31490-284', 'kst-CXXIV-G')
    >>> identifier_of("Aanhangsel Handelingen II 2020/21, nr. 3235"), identifier_of("31490")
    ('ah-tk-20202021-3235', None)
    """
    if match := _KAMERSTUK.fullmatch(text):
        dossier = re.sub(r"[ .]", "", match["dossier"]).upper()
        number = match["number"] if match["number"][0].isdigit() else match["number"].upper()
        suffix = "h1" if match["reprint"] else None
        return "-".join(filter(None, ("kst", dossier, (match["addition"] or "").upper(), number, suffix)))
    if match := _AANHANGSEL.fullmatch(text):
        return f"ah-{_house(match)}-{_digits(match)}-{match['number']}"
    if match := _HANDELINGEN.fullmatch(text):
        return f"h-{_house(match)}-{_digits(match)}-{match['meeting']}-{match['item']}"
    return None


def _house(match: re.Match[str]) -> str:
    return "ek" if match["chamber"].upper() in ("I", "EK") else "tk"


def _digits(match: re.Match[str]) -> str:
    last = match["last"]
    return match["first"] + (last if len(last) == len(match["first"]) else str(int(match["first"]) + 1))
