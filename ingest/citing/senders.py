"""Who sent or issued a paper, in the words of a citation: "de minister van Financiën", "het Ministerie van X"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.citing.titles import sentence_case
from ingest.model import Metadata

# Offices that a letter is from with "de"; a name, an agency and burgemeester en wethouders have none.
_OFFICE = re.compile(
    r"(?:vice-|plaatsvervangend |wnd\.? |waarnemend )?"
    r"(?:minister|staatssecretaris|(?:plv\.? )?(?:algemeen )?directeur|(?:secretaris|directeur|inspecteur)-generaal"
    r"|voorzitter|burgemeester(?! (?:en|&) )|wethouder|commissaris van|gemeentesecretaris|griffier|rijksbouwmeester)\b"
)
# "De minister van Financiën, namens deze," and then who signed; "Gedeputeerde Staten van Utrecht, voorzitter".
_ON_BEHALF = re.compile(
    r"(?i)(?<![\s,;:])[\s,;:]+(?:(?:namens|voor)\s+dezen?(?!\w).*|(?:de\s+)?(?:voorzitter|secretaris|burgemeester)[\s,]*\Z)",
    re.DOTALL,
)
# An office within an organisation, which does not tell whose it is: "Directeur Wonen", "voorzitter".
_INNER = re.compile(
    r"(?i)(?:de )?(?:plv\.? |plaatsvervangend |wnd\.? |waarnemend |algemeen |programma)*"
    r"(?:directeur|hoofd|secretaris|voorzitter|griffier|inspecteur|manager)(?!\w)"
)
_OF_WHOM = re.compile(r"\A(?:-generaal)?,? (?:van |voor )?(?:de |het )?")
# Nouns by their article; what a name ends with decides where it opens with none of them.
_HET = (
    "ministerie adviescollege college planbureau bureau instituut rijksinstituut waterschap hoogheemraadschap "
    "directoraat-generaal kabinet centrum expertisecentrum consortium agentschap fonds parket gerechtshof "
    "overleg kadaster bestuur presidium huis"
)
_DE = (
    "gemeente provincie inspectie autoriteit raad adviesraad commissie dienst rechtbank vereniging stichting "
    "universiteit rijksuniversiteit rekenkamer kiesraad ombudsman veiligheidsregio omgevingsdienst gemeenteraad "
    "belastingdienst unie taskforce regio res-regio adviescommissie rijksdienst arbeidsinspectie hogeschool "
    "landsadvocaat"
)
_ARTICLES = tuple((article, tuple(nouns.split())) for article, nouns in (("het", _HET), ("de", _DE)))
_INITIAL = re.compile(r"(?<![^\W_])[A-Z]\.")
# Before these words a name ends, for its article: "Inspectie van het Onderwijs".
_OF = re.compile(r"\s(?:van|voor|der|tot|in)\s")


def sender(metadata: Metadata) -> str | None:
    """The first of those that sent or issued a paper; None where nobody is known."""
    return next(iter(senders(metadata)), None)


def senders(metadata: Metadata) -> list[str]:
    """Who sent or issued a paper: as a reader said; the offices it was signed in, also by others ("namens deze"),
    or names; else who is read to have issued it, as where an office does not tell whose it is."""
    if metadata.issuer and "issuer" in metadata.corrected:
        return [metadata.issuer]
    return list(dict.fromkeys(_signed(metadata))) or ([metadata.issuer] if metadata.issuer else [])


def without_article(name: str) -> str:
    """De minister van Financiën -> Minister van Financiën, as it stands in a list; a name stays."""
    bare = re.sub(r"\A[Dd]e ", "", name)
    return bare[0].upper() + bare[1:] if bare != name and _OFFICE.match(bare[0].lower() + bare[1:]) else name


def _signed(metadata: Metadata) -> Iterator[str]:
    for signatory in metadata.signatories:
        signed = sentence_case(_ON_BEHALF.sub("", signatory.office or signatory.name))
        inner = _INNER.match(signed)
        if who := _of_whom(signed, inner.end(), metadata) if inner else signed:
            yield who


def _of_whom(signed: str, end: int, metadata: Metadata) -> str | None:
    """Of whom an office is that ends there: "Voorzitter Adviesraad Water"; None where nobody tells."""
    # Its compilation takes 5 ms, which most searches do not need.
    from ingest.metadata.organisations import ORGANISATION

    if whose := ORGANISATION.match(_OF_WHOM.sub("", signed[end:])):
        return whose.group()
    # A griffier signs for a council or committee.
    is_known = metadata.issuer or metadata.kind != "brief"
    return metadata.issuer if is_known and not ORGANISATION.search(signed) else signed


def with_articles(names: Sequence[str]) -> str:
    """Names in a row, each with its article: "de minister van X en de staatssecretaris van Y"."""
    *first, last = [with_article(name) for name in names]
    return f"{', '.join(first)} en {last}" if first else last


def with_article(name: str) -> str:
    """An office or organisation as it stands after "van"; a person, an abbreviation and a company stay.

    >>> with_article("Minister van Financiën"), with_article("Ministerie van Financiën"), with_article("RIVM")
    ('de minister van Financiën', 'het Ministerie van Financiën', 'RIVM')
    >>> with_article("Inspectie van het Onderwijs"), with_article("Sociaal en Cultureel Planbureau")
    ('de Inspectie van het Onderwijs', 'het Sociaal en Cultureel Planbureau')
    >>> with_article("gemeente Almere"), with_article("Gedeputeerde Staten van Utrecht")
    ('de gemeente Almere', 'Gedeputeerde Staten van Utrecht')
    """
    lowered = name[0].lower() + name[1:]
    if _OFFICE.match(lowered):
        return f"de {lowered}"
    if re.match(r"(?:de|het) ", lowered):
        return lowered
    if _INITIAL.search(name):
        return name
    head = _OF.split(lowered, maxsplit=1)[0].lower()
    first = head.partition(" ")[0]
    opens = next((article for article, nouns in _ARTICLES if first in nouns), None)
    ends = next((article for article, nouns in _ARTICLES if head.endswith(nouns)), None)
    article = opens or ends
    return f"{article} {name}" if article else name
