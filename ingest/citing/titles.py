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
    """A title in capitals as it is written otherwise; any other title as it is.

    >>> sentence_case("BRIEF VAN DE MINISTER VAN ECONOMISCHE ZAKEN EN KLIMAAT")
    'Brief van de Minister van Economische Zaken en Klimaat'
    """
    if not title.isupper() or len(title.split()) < 2:
        return title
    plain = title.capitalize()
    if office := _OFFICE.search(plain):
        named = " ".join(word if word in _SMALL else word.capitalize() for word in office[3].split())
        plain = f"{plain[: office.start()]}{office[1].capitalize()} {office[2]} {named}"
    return plain
