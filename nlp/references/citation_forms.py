"""The written forms of citations of official papers, as patterns, and what is read from their parts.

Every pattern is matched against same_length(text), so that its offsets are
those of the text.
"""

from __future__ import annotations

import re

from ingest.identifiers.base import ROMAN_DOSSIER
from ingest.months import MONTHS, SHORT_MONTHS

_SPACES = "\u00a0\u2002\u2003\u2007\u2008\u2009\u200a\u202f"
_HYPHENS = "\u2010\u2011\u2012\u2013\u2014\u2212"
_SAME_LENGTH = str.maketrans(dict.fromkeys(_SPACES, " ") | dict.fromkeys(_HYPHENS, "-"))


def same_length(text: str) -> str:
    """The text with every kind of space and hyphen made plain, character for character."""
    return text.translate(_SAME_LENGTH)


# 2009/10, 2019-2020, 1999/2000, 2020/'21, and 1985/- 86 as it is found in older notes.
_SESSION = r"(?:1[89]|20)\d\d\s*+[/-]\s*+-?\s*+['’]?(?:(?:19|20)\d\d|\d\d)(?!\d)"
_SESSIONS = rf"{_SESSION}(?:\s*+-\s*+{_SESSION})?"
_OF_SESSION = rf"(?:(?i:vergaderjaar|zittingsjaar|zitting|vj)\.?\s*+)?(?P<session>{_SESSIONS})[\s,;:-]*"
_HOUSE = r"II?\s*+(?:/|en)\s*+II?|II?|TK|EK|[12](?=[\s,]+(?:1[89]|20)?\d\d)|Tweede\s+Kamer|Eerste\s+Kamer"
_STATES = r"(?:\s+der\s+Staten-Generaal\b)?"
# Kamerstukken were cited as attachments of the proceedings until 1995: Bijl. Hand. II 1976/77, 14 213, nr. 3.
_OLD_NAME = r"(?i:bijl(?:agen?)?\b\.?\s+(?:(?:van|bij|tot)\s+de\s+|der\s+)?(?:handelingen|hand\.))"
_NUMBER_WORD = r"(?i:(?:stuk(?:ken)?\s+)?(?:nrs?|nummers?|no|ondernummers?|letters?)\b\.?:?)"

# What stands before a dossier: "Kamerstukken II 2019/20, ", "TK 2023/24, ", "Tweede Kamer, vergaderjaar 2019-2020, ".
SERIES_BEFORE = re.compile(
    rf"(?<!\w)(?:(?i:kamer(?:-\s*+)?st?uk(?:ken|nummers?|nrs?|dossiers?)?|kst)\b\.?:?|{_OLD_NAME}|TK\b|EK\b"
    rf"|(?i:zitting)(?=\s+{_SESSION}\s?-)"
    r"|(?:Tweede|Eerste)\s+Kamer(?:\s+der\s+Staten-Generaal)?(?=[\s,]*+(?:vergaderjaar\s*+)?(?:19|20)\d\d\s*+[/-]))"
    rf"[\s,]*+(?:(?:van\s+de|der)\s+(?=(?:Tweede|Eerste)\s))?(?:\(?(?P<house>{_HOUSE})\b{_STATES}\)?[\s,]*)?(?:{_OF_SESSION}|(?:18|19|20)\d\d[\s,]+)?(?:{_NUMBER_WORD}\s*+)?\Z"
)
SERIES_WINDOW = 110  # characters: "Tweede Kamer der Staten-Generaal, vergaderjaar 2019-2020, " is half of it

# Budget chapters run from I to XXIII, some with a letter: IIB, IXA.
_ROMAN = r"(?=[IVX])X{0,2}(?:IX|IV|V?I{0,3})[A-E]?(?![A-Za-z])"
_CHAPTER_WORD = r"(?:(?i:hoofdstuk|hfdst\.?|hfst\.?)\s*+)"
_ADDITION = (
    r"(?:(?:(?<=21501)|(?<=21\s501))\s?[-\s]\s?\d{2}(?!\d)"  # 21 501-02
    rf"|(?:\s?[-.]\s?|\s?){_CHAPTER_WORD}?{_ROMAN}"  # 36 600-XIV, 19 700 hoofdstuk XV, 31700.VIII, 31.700XII
    rf"|,\s?{_CHAPTER_WORD}?{_ROMAN}(?=,?\s*+nrs?\b)"  # 35 300, IV, nr. 11
    rf"|\s?\({_CHAPTER_WORD}?{_ROMAN}\)(?=,?\s*+nrs?\b)"  # 35 925 (XV), nr. 13
    r"|(?:\s?-\s?|\s?)[A-P](?=,?\s*+nrs?\b|-\s?\d))"  # 36600-A-6
)
# The dossiers are printed in groups, 31 490, and cited with and without the space; some write 31.490 or 31-490, which
# is a dossier only behind the name of the series.
_DOSSIER = r"\d{2}\s{0,2}\d{3}(?!\d)"
_POINTED = r"\d{2}[.-]\d{3}(?![\d.])"
# A rijkswet has a number of its own as well; it is in no identifier.
_RIJKSWET = r"(?:\s?-?\s?\(?R\s?\d{3,4}\b\)?)?"
_ONE = rf"{_DOSSIER}{_ADDITION}?{_RIJKSWET}"
DOSSIERS = re.compile(rf"(?<!\d){_ONE}(?:\s*+(?:,|en|/|&)\s*+{_ONE})*")
POINTED_DOSSIERS = re.compile(rf"(?<![\d.,-]){_POINTED}{_ADDITION}?{_RIJKSWET}")
ONE_POINTED_DOSSIER = re.compile(rf"{_POINTED}{_ADDITION}?{_RIJKSWET}")
# Dossiers of the Eerste Kamer itself: Kamerstukken I 2017/18, CXXIV, G.
ROMAN_DOSSIERS = re.compile(rf"(?<![\w-])(?=[CLXVI]{{2}}){ROMAN_DOSSIER}(?!\w)")
# Until 1969 they had four digits, and three until 1949; they are read only after the name of the series.
_OLD = r"(?!(?:1[89]|20)\d\d)(?:\d{4}(?!\d)|[1-9]\d\d(?=,\s*+[Nn]rs?\b))"
OLD_DOSSIERS = re.compile(rf"(?:(?<![\d/-])|(?<=1[89]\d\d-)){_OLD}(?:\s*+(?:,|en|/)\s*+{_OLD})*")
ONE_OLD_DOSSIER = re.compile(_OLD)
ONE_DOSSIER = re.compile(_ONE)

_MONTH = f"(?:{'|'.join(SHORT_MONTHS)})"
_NUMBER = r"(?:\d{1,4}[a-z]?(?!\w)|[A-Z]{1,3}(?![A-Za-z0-9]))"
# A further number of a list is no dossier, no year and no day of a month; a letter follows only letters.
_NEXT_NUMBER = rf"(?!{_DOSSIER}|(?:19|20)\d\d\b)\d{{1,4}}[a-z]?(?!\w|\s{_MONTH}|[.,]\d)"
_NEXT_LETTER = (
    rf"(?<=[A-Z])\s*+(?:,?\s*+en|,|&|/|-|t/m|tot\sen\smet|,?\s*+of|resp\.|respectievelijk|alsmede)\s*+"
    rf"(?:{_NUMBER_WORD}\s*+)?(?!(?:EK|TK|EU)\b)[A-Z]{{1,2}}(?![A-Za-z0-9]|-[A-Za-z])"
)
# nrs. 59a-c
_TO_LETTER = r"(?:(?<=\d[a-z])\s*+(?:-|t/m)\s*+[a-z](?!\w))?"
_AND = r"\s*+(?:,?\s*+en|,?\s*+of|&|/|-|t/m|tot\sen\smet|resp\.?|respectievelijk|alsmede)\s*+"
# "nr. 20, 22 en 24": with nr. in the singular a list ends in "en"; after nrs. a comma is enough.
_LIST = (
    rf"(?:{_NUMBER}{_TO_LETTER}(?:{_NEXT_LETTER})*"
    rf"(?:(?:,\s*+{_NEXT_NUMBER})*{_AND}(?:{_NUMBER_WORD}\s*+)?{_NEXT_NUMBER})*)"
)
_PLURAL = rf"(?i:nrs|nummers)\b\.?:?\s*+{_NUMBER}{_TO_LETTER}(?:{_NEXT_LETTER})*(?:(?:,\s*+|{_AND}){_NEXT_NUMBER})*"
_NUMBERED = rf"(?:{_PLURAL}|{_NUMBER_WORD}\s*+{_LIST})"
PAGES = re.compile(r"(?:,|(?<![\s,]))\s*+(?:pp?|blz|pag|b)\.\s*+\d+(?:(?:\s*+[-,]\s*+|\s*+en\s*+)\d+)*(?:\s*+e\.v\.)?")

# What stands after a dossier, by form; PAGES may stand between "nr. 4" and "en nr. 6".
NUMBERS_AFTER = re.compile(rf"\s*+,?\s*+{_NUMBERED}(?:(?:{PAGES.pattern})?\s*+(?:,\s*+en|[,;]|en)\s*+{_NUMBERED})*")
HYPHEN_NUMBERS_AFTER = re.compile(rf"\s?-\s?\d{{1,4}}(?!\d|\s\d{{3}}\b)(?:(?:,\s*+|{_AND}){_NEXT_NUMBER})*")
# Only a dossier has the form of 31700.VIII, 32 and 31.700XII, 6. Its chapter has two letters or more, so that no amount
# is taken for one; the number of a paper follows.
CHAPTERED_DOSSIERS = re.compile(
    rf"(?<![\w.,/=%€$#+-])(?:\d{{2}}[.-]\d{{3}}|\d{{2}}\s?\d{{3}})(?:\s?[-.]\s?|\s?){_CHAPTER_WORD}?(?=[IVX]{{2}}){_ROMAN}"
)
CHAPTERED_NUMBER_AFTER = re.compile(rf"\s*+,\s?(?!\d{{4}}){_NEXT_NUMBER}(?!\s?%|\s\d{{3}}\b)(?:{_AND}{_NEXT_NUMBER})*")
# 36600 XIV 29, where there is a chapter
SPACED_NUMBER_AFTER = re.compile(rf"\s{_NEXT_NUMBER}(?=\s*+(?:[),.;]|\Z))")
LETTER_AFTER = re.compile(rf"(?:,\s*+|\s?-\s?)[A-Z]{{1,3}}(?![A-Za-z0-9])(?:{_NEXT_LETTER})*")
# Kamerstukken I 31145 AA
SPACED_LETTER_AFTER = re.compile(rf"\s[A-Z]{{1,3}}(?![A-Za-z0-9])(?:{_NEXT_LETTER})*(?=\s*+(?:[),.;]|\Z|p\.|en\b))")
# Kamerstukken I 2020/21, 35 510, A; 35 511, B: what stands between the papers of two dossiers
CHAINED = re.compile(r"\s*+(?:[,;]|,?\s*+en|alsmede)\s++")
PLAIN_NUMBER_AFTER = re.compile(rf",\s*+{_NEXT_NUMBER}")
# nr. 7 (herdruk), nr. 7 HERDRUK: the print in which a fault was mended, a paper with an id of its own.
REPRINT_AFTER = re.compile(r"\s?(?:\((?i:herdruk)\)|(?i:herdruk)\b)")
NUMBERS_BEFORE = re.compile(rf"{_NUMBERED}\s*+\(\s*+\Z")

WEB_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_OFFICIAL = r"(?:kst|blg|(?:ah|h|kv|nds|ag)-(?:tk|ek)|stb|stcrt|trb)"
PRINTED_ID = re.compile(
    rf"(?<![\w/.=-])(?:{_OFFICIAL}-\d[\w-]*\w|kst-{ROMAN_DOSSIER}(?<=\w)-[A-Z]{{1,3}}(?:-[bhnv]\d+)?(?!\w))"
)
BACK_REFERENCE = re.compile(r"\b(?i:dat|datzelfde|hetzelfde|voornoemd|genoemd)\s+(?i:kamerstuk)\b")

_OF_THE_PROCEEDINGS = r"(?:\s+(?i:van\s+de|bij\s+de|der|tot\s+de))?\s+(?i:Handelingen|Hand\.)"
_AANHANGSEL = (
    rf"\b(?i:Aanhangsel|Aanh\.)(?:{_OF_THE_PROCEEDINGS})?(?:\s+(?:der|van\s+de)(?=\s+(?:Tweede|Eerste)\s))?[\s,(]*"
    rf"(?:(?P<house>{_HOUSE})\b{_STATES}[\s,)]*)?"
)
AANHANGSEL = re.compile(rf"{_AANHANGSEL}{_OF_SESSION}(?:{_NUMBER_WORD}\s*+)?(?P<numbers>{_LIST})")
# Aanhangsel van de Handelingen, nr. 1234, vergaderjaar 2013-2014
AANHANGSEL_NUMBER_FIRST = re.compile(
    rf"{_AANHANGSEL}{_NUMBER_WORD}\s*+(?P<numbers>\d{{1,4}})[\s,(]+(?i:vergaderjaar\s*+)?(?P<session>{_SESSION})\)?"
)
# Tweede Kamer, vergaderjaar 2020-2021, Aanhangsel 1234: the foot of the answer itself
# Handelingen II 2013/14, Aanhangsel, nr. 1234
AANHANGSEL_HOUSE_FIRST = re.compile(
    r"\b(?:(?:Handelingen|Hand\.)\s)?(?P<house>(?:Tweede|Eerste)\s+Kamer|(?:(?<=gen )|(?<=nd\. ))(?:II?|TK|EK))"
    rf"[\s,]+{_OF_SESSION}(?i:Aanhangsel)(?:{_OF_THE_PROCEEDINGS})?[\s,]*"
    rf"(?:{_NUMBER_WORD}\s*+)?(?P<numbers>{_LIST})"
)
HANDELINGEN = re.compile(
    r"(?<!Bijl\. )(?<!Bijlagen )\b(?:Handelingen|Hand\.)[\s,]*+(?:(?:van\s+de|der)\s+(?=(?:Tweede|Eerste)\s))?"
    rf"(?:(?P<house>{_HOUSE}|VV)\b{_STATES}[\s,]*)?"
    rf"{_OF_SESSION}(?:(?:{_NUMBER_WORD}\s*+)?(?P<meeting>\d{{1,3}})(?!\d)(?:,?\s*+(?:item|-|,)\s*+(?P<item>\d{{1,3}})(?!\d)(?:-\d{{1,3}}(?!\d))?)?)?"
    r"(?=(?:,?\s*+(?:pp?|blz)\.\s*+(?P<first>\d+)(?:\s*+-\s*+(?P<last>\d+))?)?)"
)
# Tweede Kamer, vergaderjaar 2020-2021, Handelingen, nr. 12, item 8
HANDELINGEN_HOUSE_FIRST = re.compile(
    rf"\b(?P<house>(?:Tweede|Eerste)\s+Kamer)\b{_STATES}[\s,]+{_OF_SESSION}Handelingen\b[\s,]*(?:{_NUMBER_WORD}\s*+)?"
    r"(?P<meeting>\d{1,3})(?!\d),?\s*+(?:item|-|,)\s*+(?P<item>\d{1,3})(?!\d)(?P<first>(?!))?(?P<last>(?!))?"
)
JOURNAL = re.compile(
    r"\b(?i:Staatsblad|Stb\b\.?|Staatscourant|Stcrt\b\.?|Tractatenblad|Trb\b\.?|Gemeenteblad|Gmb\b\.?|Provinciaal\s+blad|Prb\b\.?"
    r"|Waterschapsblad|Wsb\b\.?)"
    r"(?:\s+van\s+het\s+Koninkrijk(?:\s+der\s+Nederlanden)?)?[\s,-]*(?:van\s+|jaargang\s+)?"
    r"(?:(?:18|19|20)\d\d[\s,/-]*(?:(?i:nrs?|nummers?)\b\.?\s*+)?\d{1,6}(?!\d)"
    # further ones of other years, or of the same: Trb. 1951, 154 en 1967, 76; Stb. 2019, 12 en 13
    r"(?:(?:\s*+(?:,|;|,?\s*+en)\s*+(?:18|19|20)\d\d,\s*+(?:(?i:nr)\b\.?\s*+)?\d{1,6}(?!\d))+|(?:,\s*+\d{1,6})*\s*+en\s+\d{1,6}(?![\d.]))?"
    r"|(?i:nrs?|nummers?)\b\.?\s*+\d{1,6}|(?<=\.\s)\d{1,5}(?!\d))"
)
EUROPEAN_JOURNAL = re.compile(
    r"\b(?:Pb\.?\s?E[UGK]|PB(?:\s+E[UG](?=\s+(?:19|20)\d\d))?(?=\s+(?:nr|(?:19|20)\d\d|[LC],?\s?\d))|Publicatieblad(?:\s+van\s+de\s+Europese\s+(?:Unie|Gemeenschappen?))?)(?![a-z])[\s,]*"
    r"(?:(?:19|20)\d\d[\s,]*)?(?:nr\.?\s*+)?[LCS](?![A-Za-z])(?:,?\s*+\d{1,4}(?:/\d{1,5})?)?"
    # of what day: "PbEU L 119 van 4 mei 2016", "PB L 119 van 4.5.2016"
    rf"(?:\s+van\s+\d{{1,2}}(?:\s+(?:{'|'.join(MONTHS)})\s+|\.\d{{1,2}}\.)(?:19|20)\d\d(?!\d))?"
)
# What the European Commission sends to the Parliament and the Council, and its own decisions: COM(2021) 206 final,
# SWD(2021) 84, C(2021) 3316; also COM/2021/206, and further numbers of the same year: COM(2018) 392, 393 en 394.
EUROPEAN_DOCUMENT = re.compile(
    r"(?<![\w/.-])(?:(?:COM|SWD|SEC|JOIN)\s?|C(?=\())(?:\((?:19|20)\d\d\)\s?|/(?:19|20)\d\d/)(?:nr\.\s?)?\d{1,4}(?![\d.]\d)"
    r"(?:(?:,\s\d{1,4}(?!\w))*\s+en\s\d{1,4}(?![\w.]))?"
    r"(?:\s(?i:final|definitief|def\b\.?))?(?:/\d(?!\d))?"
)
# An act, proposal or judgment of the European Union by its number in EUR-Lex: 32016R0679.
CELEX = re.compile(
    r"(?<![\w/.-])(?:(?i:CELEX)(?:-?(?:nummer|nr\.))?[:\s]\s?)?[1-9](?:19|20)\d\d[A-Z]{1,2}\d{4}(?:\(\d\d\))?(?![\w-])"
)
# A line may end behind any of its colons; the Court of Justice leaves the first part out (EU:C:2018:882).
ECLI = re.compile(
    r"\b(?i:ECLI):\s?(?i:[A-Z]{2}):\s?(?i:[A-Z][A-Z0-9]{0,6}):\s?\d{4}:\s?[A-Za-z]*\d[A-Za-z0-9]*(?:\.[A-Za-z0-9]+)*"
    r"|(?<![\w:])EU:\s?[CTF]:\s?\d{4}:\s?\d{1,4}(?!\d)"
)


def expand_session(session: str) -> str:
    """The session as it is stored: 2009/10 -> 2009-2010."""
    first = session[:4]
    return f"{first}-{int(first) + 1}"


def dossier_in(text: str) -> str:
    """One dossier as in its identifier: '36 600, hoofdstuk XIV' -> '36600-XIV'."""
    text = re.sub(r"\s?-?\s?\(?R\s?\d+\)?", "", text)
    text = re.sub(_CHAPTER_WORD, "", text)
    found = re.fullmatch(r"(\d{2}[\s.-]*+\d{3}|\d{3,4}|[CLXVI]++)(.*)", text, re.DOTALL)
    dossier, rest = found.groups()  # type: ignore[union-attr]
    return "-".join(part for part in (re.sub(r"[\s.-]", "", dossier), rest.strip(" ,.-()\n\r\t")) if part)


def numbers_in(text: str) -> list[str]:
    """The numbers a list names, a range in full: 'nrs. 4 t/m 6 en 9' -> 4, 5, 6, 9; 'A-C' -> A, B, C."""
    text = re.sub(_NUMBER_WORD, " ", PAGES.sub(" ", text))
    return [number for first, last in _RANGE.findall(text) for number in _from_to(first, last)]


# Two numbers of one kind with a sign of a range between them, or one number.
_RANGE = re.compile(r"(\d+[a-z]?|[A-Z]+)(?:\s*+(?:-|t/m|tot\sen\smet)\s*+(\d+[a-z]?|[A-Z]+|[a-z]\b))?")
MAX_LETTERS = 60


def _from_to(first: str, last: str) -> list[str]:
    """The numbers from first to last: 4 to 6, A to D, 59a to 59c; both ends alone when they are no range."""
    if not last:
        return [first]
    if last.isalpha() and last.islower():
        last = first[:-1] + last
    if first.isdigit() and last.isdigit() and int(first) < int(last):
        return [str(number) for number in range(int(first), int(last) + 1)]
    if first.isalpha() and last.isalpha() and 0 < _letter_value(last) - _letter_value(first) < MAX_LETTERS:
        return [_letters(value) for value in range(_letter_value(first), _letter_value(last) + 1)]
    if first[:-1] == last[:-1] and first[-1].islower() and first[-1] < last[-1]:
        return [first[:-1] + chr(code) for code in range(ord(first[-1]), ord(last[-1]) + 1)]
    return [first, last]


def _letter_value(letters: str) -> int:
    """Where a letter of the Eerste Kamer stands: A 1, Z 26, AA 27."""
    value = 0
    for letter in letters:
        value = 26 * value + ord(letter) - ord("A") + 1
    return value


def _letters(value: int) -> str:
    """The letters that stand at a place: 27 is AA."""
    letters = ""
    while value:
        value, rest = divmod(value - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
