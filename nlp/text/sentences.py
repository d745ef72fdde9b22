"""Sentences of Dutch official prose, as ranges of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.text.function_words import FUNCTION_WORDS
from nlp.text.kinds import INSTRUMENTS, either

# A full stop after these never ends a sentence: a number, a name or an article follows.
_LEADING = (
    r"nrs?|nos?|artt?|blz|pp?|pag|prof|drs?|mrs?|ir|ing|dhr|mw|mevr|bijv|bv|vgl|cf|ca|max|min|resp|incl|excl|evt|zgn|zogn|"
    r"jhr|jkvr|st|ds|gen|kol|lt|sgt|mgr|tel|fig|tab|par|hfdst|hst|hfst|vs|nl|lid|sub|onderd|bijl|jrg|afl|vert|"
    r"geb|overl|aang|afd|dir|secr|vz|wnd|plv|fam|gebr|burg|weth|dd|jl|ll|a\.s|m\.b\.t|t\.a\.v|i\.v\.m|o\.a|d\.w\.z|c\.q|i\.c|"
    r"m\.n|m\.a\.w|t\.b\.v|t\.g\.v|i\.p\.v|n\.a\.v|d\.m\.v|o\.b\.v|a\.d\.h\.v|i\.s\.m|i\.o\.m|m\.u\.v|z\.g|d\.d|i\.e|e\.g|o\.l\.v|"
    r"i\.h\.k\.v|i\.g\.v|t\.o\.v|t\.w\.v|z\.s\.m|m\.i\.v|n\.v\.t|q\.q|h\.t\.l|s\.v\.p|v\.w\.b|p\.m|b\.v|m\.e\.r|j\.l|e\.d|j°|jo|"
    r"stb|stcrt|trb|pb|pbeu|kamerst|rb|vzr|ro|r\.o|punt|nt|noot|concl|m\.nt|v\.h|o\.g\.v|t\.n\.v|a\.u\.b|w\.o|o\.m|k\.k|l\.s|l\.k"
)
# These do end one when a sentence could begin: "... van 4 juli jl. De Kamer ..."
_ALSO_LAST = re.compile(
    r"\b(?:jl|ll|e\.d|e\.a|a\.s|z\.s\.m|n\.v\.t|s\.v\.p|b\.v|p\.m|a\.u\.b|j\.l|lid|red|e\.v|p\.j|p\.p)\.$",
    re.IGNORECASE,
)
_NO_END = re.compile(
    rf"(?:(?<![\w.])(?:{_LEADING})|(?:^|[\s(\[])[A-Z](?:\.[A-Z])*|(?:^|[\n;:])\s{{0,15}}\(?\d{{1,2}}|(?:^|\n)[IVX]{{1,4}})\.$",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"(?:^|[\s(\[])(?:[A-Z]|Th|Ph|Chr|Joh|Jac)(?:\.(?:[A-Z]|Th|Ph|Chr|Joh))*\.$")
_CLOSING = "\"'”’»)\\]"
_OPENING = "\"'“‘«(\\["
# The mark, closing quotes or brackets (newspapers set them apart: "nodig. ''"), and what a new sentence may begin with.
_END = re.compile(
    rf"(?<![.!?…])[.!?…]++[{_CLOSING}]*+(?:(?: ''| [»”\"])(?=\s+[{_OPENING},]*\s?[A-ZÀ-Þ]))?"
    rf"(?=\s+(?:,, ?|[{_OPENING}] ?)*[A-ZÀ-Þ0-9€•▪*–-]|\s+['’][stnk]\b|\s*$|\s*\n\s*\n)"
    r"|\S''(?=\s+(?:,, ?)?[A-ZÀ-Þ])|(?<=[^\s.!?…:;,])(?=[ \t]*\n[ \t]*\n)|(?<=[^\s.!?…])(?=\s+[•▪*] [^\s])"
)
_WHITE = re.compile(r"\s*")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
# Words that begin a sentence when they have a capital after a heading or an initial.
_BEGINNINGS = frozenset(
    "De Het Een In Op Deze Dit Die Dat Er Hij Zij Ze We Wij Ik U Ook Bij Na Sinds Onder Door Tijdens Volgens Met "
    "Als Om Toen Aan Naast Voor Uit Tot Omdat Hoewel Daarom Daarnaast Hierbij Maar Daarop Dus Verder Tevens "
    "Momenteel Vervolgens Ongeveer Zie Alhoewel Wegens Enkele Andere Hiermee Daarmee Hierdoor Daardoor Echter Wel "
    "Niet Geen Alle".split()
)
# A heading that a text without line ends runs into the sentence after it: "Kiesdrempel Onder leiding van ...".
_HEADING_WORD = r"(?:[^\W_][\w’'-]*|\([^()]{1,30}\)|&)"
_HEADING = re.compile(
    rf"{_HEADING_WORD}(?: {_HEADING_WORD}){{0,5}}? (?=(?:{'|'.join(sorted(_BEGINNINGS))}) (?:[a-zà-ÿ]|\d{{4}}))"
    r"|(?P<subject>[A-ZÀ-Þ][\w-]+) (?=(?:De|Het) (?P=subject)\b)"
)
# A heading that its sentence repeats: "Akkerbouw Akkerbouw is ...".
_ECHO = re.compile(r"([A-ZÀ-Þ][\w-]{3,}(?: [\w-]+){0,3}) (?=\1 )")
# Before these a capital begins a title or a name: "Nota Op eigen benen", "Minister De Jonge".
_TITLED = re.compile(
    rf"(?i)\w*(?:{either(INSTRUMENTS, 'titled')}|nota|rapport|brief|motie|advies|boek|artikel|lid|leden|minister|"
    r"staatssecretaris|heer|mevrouw|stichting|vereniging|onderzoek|publicatie|besluit|wet|verordening|hoofdstuk|paragraaf|"
    r"vraag|antwoord|bijlage|deel)"
)


def sentence_ranges(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Half-open ranges of the sentences in text[start:end], without the white space between them.

    A sentence ends at a full stop, question or exclamation mark before a
    capital, digit or bullet, except after an abbreviation ("nr.", "d.w.z."),
    an initial or a bare number ("1."); and at an empty line. Semicolons and
    colons end none. A short heading without a full stop ends before the word
    that begins the sentence after it.
    """
    end = len(text) if end is None else end
    begin = _skip_white(text, start, end)
    for mark in _END.finditer(text, begin, end):
        if mark.end() <= begin or _is_abbreviation(
            text[max(begin, mark.start() - 14) : mark.start() + 1], text[mark.end() : mark.end() + 30]
        ):
            continue
        yield from _with_headings(text, begin, mark.end())
        begin = _skip_white(text, mark.end(), end)
    last = end - (len(text[begin:end]) - len(text[begin:end].rstrip()))
    if begin < last:
        yield from _with_headings(text, begin, last)


def _with_headings(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    heading = _HEADING.match(text, begin, end)
    if heading and _is_heading(heading[0].split()):
        yield begin, heading.end() - 1
        begin = heading.end()
    elif echo := _ECHO.match(text, begin, end):
        yield begin, echo.end(1)
        begin = echo.end(1) + 1
    yield begin, end


def _is_heading(words: list[str]) -> bool:
    return not {words[0].lower(), words[-1].lower()} & FUNCTION_WORDS and not _TITLED.fullmatch(words[-1])


def _is_abbreviation(tail: str, following: str) -> bool:
    if not tail.endswith("."):
        return False
    if _ALSO_LAST.search(tail):
        word = _WORD.match(following.lstrip())
        return word is None or word[0] not in _BEGINNINGS
    if _INITIALS.search(tail):
        word = _WORD.match(following.lstrip())
        return word is None or word[0] not in _BEGINNINGS - {"De", "Het"}
    return bool(_NO_END.search(tail)) and not tail[:-1].isupper()


def _skip_white(text: str, start: int, end: int) -> int:
    match = _WHITE.match(text, start, end)
    return match.end() if match else start
