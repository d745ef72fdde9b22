"""What a paper is called where its title alone does not tell which it is."""

from __future__ import annotations

import re

from ingest.model import Metadata

# Titles that many papers have: a kind of paper, not its name.
_GENERIC = re.compile(
    r"(?i)(?:(?:ontwerp|concept|gewijzigde?|nadere)[- ]?)?(?:(?:memorie|nota)\s+van\s+toelichting|toelichting"
    r"|voorstel\s+van\s+wet|wetsvoorstel|(?:kamer)?brief|(?:beslis)?nota|notitie|memo(?:randum)?"
    r"|bijlagen?(?:\s+(?:\d+|[A-Z]))?|rapport(?:age)?|verslag|advies|besluit|regeling"
    r"|nota\s+naar\s+aanleiding\s+van\s+het\s+verslag)"
)
# Kinds of papers that belong to another one: they are something "bij" it.
_BELONGS = re.compile(r"(?i).*(?:toelichting|beslisnota|bijlagen?(?:\s+\w+)?)")

# "BRIEF VAN DE MINISTER VAN ECONOMISCHE ZAKEN": offices and ministries keep their capitals.
_OFFICE = re.compile(r"(?i)\b(minister(?:-president)?|staatssecretaris)\s+(van|voor)\s+(.+)")
_SMALL = frozenset("van voor de het en in op over der den ten ter te".split())
# "MOTIE VAN HET LID VAN DER WADDEL C.S.": so do the names of members, up to what follows them.
_MEMBERS = re.compile(r"(?i)\b(?:het lid|de leden)\s")
_AFTER_NAMES = re.compile(r"(?i)\s(?:c\.s\.|ter vervanging|over|inzake|aan)(?!\w)")


def full_title(metadata: Metadata) -> str | None:
    """The title, with the subject where the title is only a kind of paper; None when neither is known.

    >>> full_title(Metadata("x", "", title="MEMORIE VAN TOELICHTING", subject="Wijziging van de Gemeentewet"))
    'Memorie van toelichting bij Wijziging van de Gemeentewet'
    >>> full_title(Metadata("x", "", title="Voorstel van wet", subject="Wijziging van de Gemeentewet"))
    'Voorstel van wet: Wijziging van de Gemeentewet'
    """
    if metadata.title and "title" in metadata.corrected:
        return metadata.title
    title = metadata.title or metadata.subject
    if not title or not is_generic(title):
        return title
    # The subject of a paper may list its title among others.
    parts = (metadata.subject or "").split("; ")
    subject = "; ".join(part for part in parts if part and not is_generic(part))
    kind = title.capitalize() if title.isupper() else title
    if not subject:
        return kind
    return f"{kind} bij {subject}" if _BELONGS.fullmatch(kind) else f"{kind}: {subject}"


def is_generic(title: str) -> bool:
    """Whether a title says what kind of paper it is and nothing else."""
    return bool(_GENERIC.fullmatch(" ".join(title.split())))


def sentence_case(title: str) -> str:
    """A title with the parts that are in capitals as they are written otherwise; any other part as it is.

    >>> sentence_case("BRIEF VAN DE MINISTER VAN ECONOMISCHE ZAKEN EN KLIMAAT")
    'Brief van de Minister van Economische Zaken en Klimaat'
    >>> sentence_case("Voortgang ICT; MOTIE VAN DE LEDEN VAN DER IJSSEL EN KEES-BOT C.S.")
    'Voortgang ICT; Motie van de leden Van der IJssel en Kees-Bot c.s.'
    """
    return "; ".join(_part_in_small_letters(part) for part in title.split("; "))


def _part_in_small_letters(part: str) -> str:
    if not part.isupper() or len(part.split()) < 2:
        return part
    plain = part.capitalize()
    if office := _OFFICE.search(plain):
        named = " ".join(word if word in _SMALL else _capital(word) for word in office[3].split())
        plain = f"{plain[: office.start()]}{office[1].capitalize()} {office[2]} {named}"
    if members := _MEMBERS.search(plain):
        after = _AFTER_NAMES.search(plain, members.end())
        end = after.start() if after else len(plain)
        plain = plain[: members.end()] + _names(plain[members.end() : end]) + plain[end:]
    return plain


def _names(words: str) -> str:
    """Surnames with their capitals; a particle has one where no first name stands before it."""
    written: list[str] = []
    for word in words.split():
        begins = not written or written[-1] == "en" or written[-1].endswith(",")
        small = word == "en" or (word in _SMALL and not begins)
        written.append(word if small else "-".join(_capital(part) for part in word.split("-")))
    return " ".join(written)


def _capital(word: str) -> str:
    return "IJ" + word[2:] if word.startswith("ij") else word.capitalize()
