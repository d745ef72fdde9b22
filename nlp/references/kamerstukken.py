"""Find citations of Kamerstukken, Handelingen, journals and judgments in running text.

The forms are those of Aanwijzing 3.43 voor de regelgeving and the Leidraad
voor juridische auteurs, and what the government's own texts make of them:
"(Kamerstuk 29 362, nr. 324)", "31865-207", "stuk nr. 36 (36 410)".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import takewhile

from ingest.identifiers import IdentifierError, parse
from nlp.model import Reference
from nlp.references import citation_forms as forms

_Match = re.Match[str]

# From this session the dossiers count on; before it they began anew each year, and a number alone names no paper.
_FIRST_SESSION_COUNTING_ON = "1945"
# In this session the items of the Handelingen were first numbered.
_FIRST_SESSION_WITH_ITEMS = "2010-2011"
# Without the name of the series a number is a dossier only where it stands free: no amount, no
# telephone number, no part of a longer number.
_NOT_FREE_BEFORE = re.compile(r"(?:[\w.,/=%€$#+-]|\d\s|\d\s?-\s)\Z")
_NOT_FREE_AFTER = re.compile(r"\s?[-/]?\d|[.,]\d|\s?%|\s(?:euro|miljoen|mld|mln)")
_SAYS_DOSSIER = re.compile(
    r"(?i)(?:wetsvoorstel(?:len)?|voorstel van wet|voorstellen van wet|dossiers?|dossiernummers?)\s*\(?\Z"
)
_ABOUT_A_LAW = re.compile(
    r"(?i)(?:wet|wetsvoorstel|voorstel|begroting\w{0,40}|motie|amendement|initiatief\w{0,40})\b[^.()\n]{0,80}\(\Z"
)
_OF_A_DECISION_LIST = re.compile(r"(?:\s-\s|\(?t\.v\.v\.\s)\Z")
_DECISION = re.compile(r"\s*(?:\n|Besluit\b|\)|\Z)")
_EERSTE_KAMER = ("I", "EK", "1", "Eerste Kamer")
_ONE_OF = {
    forms.OLD_DOSSIERS: forms.ONE_OLD_DOSSIER,
    forms.POINTED_DOSSIERS: forms.ONE_POINTED_DOSSIER,
    forms.ROMAN_DOSSIERS: forms.ROMAN_DOSSIERS,
    forms.CHAPTERED_DOSSIERS: forms.CHAPTERED_DOSSIERS,
}
# Dossiers without the name of their series, as they are numbered since 1980.
_FIRST_BARE, _LAST_BARE = 15000, 39999


def find_references(text: str) -> tuple[Reference, ...]:
    """The references in a text, in order, without overlap.

    The span covers series, year, dossier and number, not the page; "nr. 20 en
    22" is one span with two targets. Targets are the ids of the papers, for a
    bare dossier its own (kst-29362); Stb., Stcrt., Trb., PbEU, ECLI, the
    documents of the European Commission (COM(2021) 206) and CELEX numbers have
    none. Case numbers (2015Z05561, C-721/21) and web addresses are no references.

        >>> find_references("Zie Kamerstukken II 2019/20, 31 490, nrs. 269 en 271.")[0].targets
        ('kst-31490-269', 'kst-31490-271')
    """
    plain = forms.same_length(text)
    addresses = [match.span() for match in forms.WEB_ADDRESS.finditer(plain)]
    candidates = [*_kamerstukken(plain), *_other_series(plain)]
    found: list[tuple[int, int, tuple[str, ...]]] = []
    for start, end, ids in sorted(candidates, key=lambda candidate: (candidate[0], -candidate[1])):
        targets = _possible(ids)
        if targets is None or _overlaps(start, end, addresses) or (found and start < found[-1][1]):
            continue
        found.append((start, end, targets))
    spans = sorted([*found, *_back_references(plain, found)])
    return tuple(Reference(start, end, text[start:end], targets) for start, end, targets in spans)


def _overlaps(start: int, end: int, ranges: list[tuple[int, int]]) -> bool:
    return any(start < last and first < end for first, last in ranges)


def _possible(ids: list[str]) -> tuple[str, ...] | None:
    """The ids without repeats; None when one of them cannot exist, so that the words are no citation after all."""
    try:
        return tuple(dict.fromkeys(str(parse(identifier)) for identifier in ids))
    except IdentifierError:
        return None


def _kamerstukken(plain: str) -> Iterator[tuple[int, int, list[str]]]:
    """Citations of papers and dossiers, each read outwards from the number of its dossier."""
    last = 0
    for match in forms.DOSSIERS.finditer(plain):
        series = _series_before(plain, match.start())
        numbered = _numbered(plain, match, series)
        if not series and not numbered and last and forms.CHAINED.fullmatch(plain, last, match.start()):
            numbered = _lettered(plain, match)
        in_senate = series and series["house"] in _EERSTE_KAMER
        last = numbered[-1][1] if numbered and (in_senate or (last and not series)) else 0
        yield from numbered or _bare(plain, match, series)
    for match in forms.OLD_DOSSIERS.finditer(plain):
        series = _series_before(plain, match.start())
        if series and (series["house"] or series[0][:7].casefold() == "zitting"):
            begins_anew = (series["session"] or _FIRST_SESSION_COUNTING_ON) < _FIRST_SESSION_COUNTING_ON
            yield from (
                (start, end, [] if begins_anew else papers) for start, end, papers in _numbered(plain, match, series)
            )
    for match in forms.CHAPTERED_DOSSIERS.finditer(plain):
        after = forms.NUMBERS_AFTER.match(plain, match.end()) or forms.CHAPTERED_NUMBER_AFTER.match(plain, match.end())
        if after and _is_numbered_lately(match[0]):
            yield match.start(), after.end(), _papers(match, after[0])
    for form in (forms.POINTED_DOSSIERS, forms.ROMAN_DOSSIERS):
        for match in form.finditer(plain):
            series = _series_before(plain, match.start())
            if series and (numbered := _numbered(plain, match, series)):
                yield from numbered
            elif series and (series["house"] or series["session"]):
                yield from _bare(plain, match, series)


def _series_before(plain: str, start: int) -> _Match | None:
    return forms.SERIES_BEFORE.search(plain, max(0, start - forms.SERIES_WINDOW), start)


def _numbered(plain: str, dossiers: _Match, series: _Match | None) -> list[tuple[int, int, list[str]]]:
    """The citation with the numbers of its papers; none when no numbers go with the dossier."""
    start, end = series.start() if series else dossiers.start(), dossiers.end()
    if not series and not _stands_free(plain, start):
        return []
    before = None if series else forms.NUMBERS_BEFORE.search(plain, max(0, start - 60), start)
    if before and plain[end : end + 1] == ")":
        return [(before.start(), end + 1, _papers(dossiers, before[0]))]
    after = forms.NUMBERS_AFTER.match(plain, end) or _short_numbers(plain, dossiers, series)
    if not after:
        return []
    papers = _papers(dossiers, after[0])
    reprint = forms.REPRINT_AFTER.match(plain, after.end()) if len(papers) == 1 else None
    return [(start, reprint.end(), [f"{papers[0]}-h1"])] if reprint else [(start, after.end(), papers)]


def _lettered(plain: str, dossiers: _Match) -> list[tuple[int, int, list[str]]]:
    """Papers of a further dossier behind those of one of the Eerste Kamer: 35 510, A en 35 511, B."""
    after = forms.LETTER_AFTER.match(plain, dossiers.end()) or forms.SPACED_LETTER_AFTER.match(plain, dossiers.end())
    return [(dossiers.start(), after.end(), _papers(dossiers, after[0]))] if after else []


def _stands_free(plain: str, start: int) -> bool:
    listed = _OF_A_DECISION_LIST.search(plain, max(0, start - 10), start)
    return bool(listed) or not _NOT_FREE_BEFORE.search(plain, max(0, start - 4), start)


def _short_numbers(plain: str, dossiers: _Match, series: _Match | None) -> _Match | None:
    """Numbers without "nr.": 31865-207, 32217, A, and after a session 35 300, 11."""
    end = dossiers.end()
    hyphened = forms.HYPHEN_NUMBERS_AFTER.match(plain, end)
    has_chapter = bool(re.search(r"[IVX]", dossiers[0]))
    if series or plain[dossiers.start() - 1 : dossiers.start()] == "(":
        short: _Match | None = hyphened or forms.LETTER_AFTER.match(plain, end)
        if not short and (has_chapter or (series and series["house"])):
            short = forms.SPACED_NUMBER_AFTER.match(plain, end)
        if not short and series and series["house"] in _EERSTE_KAMER:
            short = forms.SPACED_LETTER_AFTER.match(plain, end)
        if not short and series and (series["session"] or has_chapter):
            short = forms.PLAIN_NUMBER_AFTER.match(plain, end)
        return short
    if not hyphened:
        return None
    listed = _OF_A_DECISION_LIST.search(plain, max(0, end - 40), dossiers.start()) and _DECISION.match(
        plain, hyphened.end()
    )
    return hyphened if listed or has_chapter else None


def _bare(plain: str, dossiers: _Match, series: _Match | None) -> list[tuple[int, int, list[str]]]:
    """Dossiers without a paper, each a citation of its own."""
    if not series and not _is_bare_dossier(plain, dossiers):
        return []
    starts = [match.start() for match in _each(dossiers)]
    if series:
        starts[0] = series.start()
    return [
        (start, match.end(), [f"kst-{forms.dossier_in(match[0])}"])
        for start, match in zip(starts, _each(dossiers), strict=True)
    ]


def _is_bare_dossier(plain: str, dossiers: _Match) -> bool:
    """Whether its surroundings show that a number is a dossier: no series and no paper is named."""
    start, end = dossiers.span()
    if not _is_numbered_lately(dossiers[0]) or _NOT_FREE_AFTER.match(plain, end):
        return False
    if _SAYS_DOSSIER.search(plain, max(0, start - 30), start):
        return True
    if _OF_A_DECISION_LIST.search(plain, max(0, start - 10), start):
        return bool(_DECISION.match(plain, end))
    if _NOT_FREE_BEFORE.search(plain, max(0, start - 4), start):
        return False
    in_brackets = plain[start - 1 : start] == "(" and plain[end : end + 1] == ")"
    unspaced = dossiers[0][:5].isdigit()
    if in_brackets:
        return unspaced or bool(_ABOUT_A_LAW.search(plain, max(0, start - 120), start))
    return bool(re.search(r"-[IVX]{2,}", dossiers[0])) and unspaced


def _is_numbered_lately(dossier: str) -> bool:
    return _FIRST_BARE <= int(re.sub(r"[\s.-]", "", dossier)[:5]) <= _LAST_BARE


def _each(dossiers: _Match) -> list[_Match]:
    """The dossiers of a group; they are read in their text, as what follows decides what a letter is."""
    one = _ONE_OF.get(dossiers.re, forms.ONE_DOSSIER)
    rest = one.finditer(dossiers.string, dossiers.start())
    return list(takewhile(lambda match: match.end() <= dossiers.end(), rest))


def _papers(dossiers: _Match, numbers: str) -> list[str]:
    named = [forms.dossier_in(match[0]) for match in _each(dossiers)]
    return [f"kst-{dossier}-{number}" for dossier in named for number in forms.numbers_in(numbers)]


def _other_series(plain: str) -> Iterator[tuple[int, int, list[str]]]:
    readers: tuple[tuple[re.Pattern[str], Callable[[_Match], list[str]]], ...] = (
        (forms.AANHANGSEL, _aanhangsel),
        (forms.AANHANGSEL_NUMBER_FIRST, _aanhangsel),
        (forms.AANHANGSEL_HOUSE_FIRST, _aanhangsel),
        (forms.HANDELINGEN, _handelingen),
        (forms.HANDELINGEN_HOUSE_FIRST, _handelingen),
        (forms.PRINTED_ID, lambda match: [match[0]]),
        (forms.JOURNAL, lambda _: []),
        (forms.EUROPEAN_JOURNAL, lambda _: []),
        (forms.EUROPEAN_DOCUMENT, lambda _: []),
        (forms.CELEX, lambda _: []),
        (forms.ECLI, lambda _: []),
    )
    for form, read in readers:
        for match in form.finditer(plain):
            # A session may be all that stands there: "Handelingen II 2013/14, p. 12".
            yield match.start(), match.start() + len(match[0].rstrip(" ,;:-\n")), read(match)


def _session_id(kind: str, match: _Match) -> str:
    chamber = "ek" if " ".join((match["house"] or "").split()) in _EERSTE_KAMER else "tk"
    return f"{kind}-{chamber}-{forms.expand_session(match['session']).replace('-', '')}"


def _aanhangsel(match: _Match) -> list[str]:
    return [f"{_session_id('ah', match)}-{number}" for number in forms.numbers_in(match["numbers"])]


def _handelingen(match: _Match) -> list[str]:
    """What the id is made of differs by session (see HandelingenId.meaning); none when a part is not named."""
    session = forms.expand_session(match["session"])
    parts: tuple[str | None, ...]
    if session >= _FIRST_SESSION_WITH_ITEMS:
        parts = (match["meeting"], match["item"])
    elif session == "2009-2010":
        parts = (match["meeting"], match["first"])
    elif session < "1996":
        parts = (match["meeting"], match["first"], match["last"])
    else:
        parts = (match["first"], match["last"])
    named = [part for part in parts if part]
    return ["-".join([_session_id("h", match), *named])] if len(named) == len(parts) else []


def _back_references(
    plain: str, found: list[tuple[int, int, tuple[str, ...]]]
) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """ "dat Kamerstuk": what the last reference before it names."""
    for match in forms.BACK_REFERENCE.finditer(plain):
        before = [targets for _, end, targets in found if end <= match.start() and targets]
        if before and not _overlaps(*match.span(), [(start, end) for start, end, _ in found]):
            yield (*match.span(), before[-1])
