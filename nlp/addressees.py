"""To whom a recommendation is addressed, as named in its text or in the title above it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.model import RecommendationType

_PARTY = (
    r"(?:(?:alle|de\s+betrokken|betrokken|de|het|alle\s+betrokken|verschillende|lokale|regionale|decentrale|"
    r"individuele)\s+)*"
    r"(?:[a-z]*(?:regering|kabinet|Rijk|rijk|Rijksoverheid|rijksoverheid|overheid|overheden|provincies?|"
    r"gemeenten?|waterschap(?:pen)?|"
    r"ministeries?|minister|staatssecretaris|bewindspersonen|politiek|wetgever|parlement|sectoren|partijen|"
    r"uitvoeringsorganisaties?|"
    r"toezichthouders?|inspecties?|omgevingsdiensten|veiligheidsregio's|werkgevers|zorgaanbieders|instellingen|"
    r"scholen|"
    r"verwerkingsverantwoordelijken?|departement(?:en)?|GGD|uitvoerders|bestuurders|aanvragers?|initiatiefnemers?|"
    r"bevoegd\s+gezag|opdrachtgevers?|ontwikkelaars|beheerders?|organisaties)|Tweede\s+Kamer|Kamer|Minister)\b"
    r"(?:\s+(?:voor|van)\s+(?:[A-Z][\w-]+(?:(?:,\s+|\s+en\s+)[A-Z][\w-]+)*))?"
)
_AND = rf"{_PARTY}(?:(?:,\s+|\s+en\s+|\s+of\s+){_PARTY})*"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:verzoek(?:t|en)|adviseer(?:t)?|adviseren|vraagt|vragen|roept|roepen)\s+(?:het\s+\w+\s+|"
        rf"de\s+[A-Z]+\s+|wij\s+)?({_AND})",
        rf"\bbeve(?:el|elt|len)\s+({_AND})",
        rf"\b(?:is|blijft)\s+(?:het\s+)?(?:aan|een\s+taak\s+van|de\s+taak\s+van)\s+({_AND})",
        rf"\b[Vv]oor\s+({_AND})\s+(?:is|ligt|ziet)\b",
        rf"\bdoor\s+({_AND})",
        rf"\b({_AND})\s+(?:zou(?:den)?|moet(?:en)?|dien(?:t|en)|behor(?:en|t)|wordt\s+gevraagd|worden\s+gevraagd|"
        rf"neemt|nemen|"
        rf"stelt|bepalen|bepaalt|treden|treedt|voeren|voert)\b",
        rf"\b(?:moet(?:en)?|dien(?:t|en)|zou(?:den)?|stelt|bepaalt)\s+({_AND})",
        rf"\b(?:met|samen\s+met|tussen)\s+({_AND})",
    )
)
_HEADING = re.compile(
    rf"^(?:[\d.]*\s*)?(?:[Rr]ol|[Aa]anbevelingen?|[Aa]dvie(?:s|zen)|[Oo]proep)\s+(?:aan\s+|voor\s+)?({_AND})\s*:?$"
)
_CHAMBER = re.compile(r"\b(uw Kamer|de Kamer)\b")
_SPLIT = re.compile(r",\s+|\s+en\s+|\s+of\s+")
_ARTICLE = re.compile(r"^(?:de|het)\s+")


def find_addressees(text: str, kind: RecommendationType, headings: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Who should act, as named in the text or in the title directly above ("Rol provincies"); without article.

    For a commitment: to whom it is made ("uw Kamer") or with whom.

    >>> find_addressees("Wij adviseren het kabinet en de gemeenten samen te werken.", "aanbeveling")
    ('kabinet', 'gemeenten')
    """
    found: list[str] = []
    for name in _names(text, kind, headings):
        if name not in found:
            found.append(name)
    return tuple(found)


def _names(text: str, kind: RecommendationType, headings: tuple[str, ...]) -> Iterator[str]:
    if kind == "toezegging" and (chamber := _CHAMBER.search(text)):
        yield chamber[1].replace("de Kamer", "Kamer")
        return
    patterns = _PATTERNS[-1:] if kind == "toezegging" else _PATTERNS[:-1]
    match = next((match for pattern in patterns if (match := pattern.search(text))), None)
    if match is None and headings:
        match = _HEADING.match(headings[-1])
    if match:
        for part in _SPLIT.split(match[1]):
            yield _ARTICLE.sub("", part)
