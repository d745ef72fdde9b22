"""What the page says, in Dutch."""

from __future__ import annotations

from collections.abc import Sequence

from index.model import DocumentRecord
from index.ranking.model import Answer, Hit, Searched
from ingest.citing.cite import Citation
from ingest.months import MONTHS

KINDS = {
    "brief": "brief",
    "kamerstuk": "Kamerstuk",
    "motie": "motie",
    "aanhangsel": "Aanhangsel (Kamervragen)",
    "handelingen": "Handelingen",
    "rapport": "rapport",
    "overig": "overig",
}
LABELS = {"ORG": "organisatie", "MAATREGEL": "maatregel", "WET": "wet"}
MODES = {"hybrid": "woorden en betekenis", "lexical": "alleen woorden", "semantic": "alleen betekenis"}
FILTERS = {
    "dossier": "dossier",
    "kind": "soort",
    "organisation": "organisatie",
    "measure": "maatregel",
    "from": "vanaf",
    "to": "tot en met",
    "part": "deel:",
    "has recommendation": "met een aanbeveling, verzoek of toezegging",
}
VERDICTS = {
    "exact": "klopt",
    "wrong citation": "woorden en pagina kloppen, de vindplaats niet",
    "other page": "staat op een andere pagina",
    "differs": "wijkt af",
    "not found": "staat er niet",
    "not held": "stuk is niet in de bibliotheek",
}


# Of files without pages, by their ending.
FILES = {"xml": "XML", "docx": "Word", "doc": "Word", "html": "HTML", "htm": "HTML", "md": "Markdown", "txt": "tekst"}
GUESSES = {"title": "de titel", "issuer": "de uitgever", "date": "de datum"}


def guessed(citation: Citation) -> list[str]:
    """What in the citation of a report or letter is inferred; other papers are cited by their number."""
    of = citation.metadata
    said = next((warning for warning in citation.warnings if warning.startswith("a guess: ")), "")
    return [name for field, name in GUESSES.items() if said and field in of.guessed and getattr(of, field)]


def number(n: int) -> str:
    """1.234"""
    return f"{n:,}".replace(",", ".")


def count(n: int, one: str, many: str) -> str:
    """1 stuk, 2 stukken."""
    return f"{number(n)} {one if n == 1 else many}"


def day(iso: str | None) -> str:
    """11 september 2020; september 2020; a year stays what it is."""
    if not iso:
        return "zonder datum"
    parts = iso.split("-")
    if len(parts) == 2:
        return f"{MONTHS[int(parts[1]) - 1]} {parts[0]}"
    if len(parts) != 3:
        return iso
    return f"{int(parts[2])} {MONTHS[int(parts[1]) - 1]} {parts[0]}"


def size(record: DocumentRecord) -> str:
    """How many pages a paper has; of one without pages what kind of file it is."""
    if record.n_pages:
        return count(record.n_pages, "pagina", "pagina’s")
    kind = FILES.get(record.path.lower().rpartition(".")[2])
    return f"{kind}, zonder pagina’s" if kind else "zonder pagina’s"


def found(answer: Answer) -> str:
    """How much was found, and in what."""
    searched = answer.searched
    within = f"{count(searched.documents, 'stuk', 'stukken')} ({count(searched.passages, 'passage', 'passages')})"
    if not searched.documents:
        return "Geen passage voldoet aan deze filters" if searched.filters else "De bibliotheek is leeg"
    if answer.mode == "semantic":
        return f"De passages die het dichtst bij de vraag liggen, uit {within}"
    if answer.n_found is None:
        return f"De beste passages uit {within}; te veel hebben een van deze woorden om te tellen"
    if answer.n_found:
        places = f"{number(answer.n_documents or 0)} van {within}"
        return f"{count(answer.n_found, 'treffer', 'treffers')} in {places}"
    if answer.hits:
        return f"Geen van deze woorden staat in {within}; hieronder wat er qua betekenis het dichtst bij ligt"
    return f"Geen treffers in {within}"


def not_searched(searched: Searched) -> list[str]:
    """What could not be looked at; empty when all could."""
    gaps = []
    if searched.undated:
        gaps.append(f"{count(searched.undated, 'stuk', 'stukken')} zonder datum")
    if searched.pages_without_text:
        pages = count(searched.pages_without_text, "pagina", "pagina’s")
        gaps.append(f"{pages} zonder tekstlaag")
    if searched.failed:
        failed = count(len(searched.failed), "bestand dat niet te lezen was", "bestanden die niet te lezen waren")
        gaps.append(failed)
    if searched.missing:
        gaps.append(f"ontbreekt: {some(searched.missing)}")
    return gaps


def limits(searched: Searched) -> list[str]:
    """What limited a search: "dossier 31490", "vanaf 2020-01-01"."""
    named = []
    for limit in searched.filters:
        what, _, value = limit.partition(": ")
        named.append(f"{FILTERS.get(what, what)} {value}".strip())
    return named


def some(names: Sequence[str], shown: int = 6) -> str:
    """The first of them by name, and how many more there are."""
    rest = len(names) - shown
    return ", ".join(names[:shown]) + (f" en {rest} andere" if rest > 0 else "")


PARTS = {"heading": "kop", "note": "noot", "contents": "inhoudsopgave", "caption": "bijschrift", "table": "tabel"}
CHOSEN_PARTS = {"body": "lopende tekst"} | PARTS
SPEAKERS = {
    "author": "de schrijver van het stuk",
    "minister": "een bewindspersoon",
    "agency": "een organisatie, over zichzelf",
    "member": "een Kamerlid (motie)",
}


def why(hit: Hit) -> str:
    """Why a passage was found."""
    by_words, by_meaning = "words" in hit.by, "meaning" in hit.by
    if by_words and by_meaning:
        return "woorden en betekenis"
    return "woorden" if by_words or not by_meaning else "alleen betekenis: deze woorden staan er niet"


def copies(hit: Hit) -> str:
    """In how many other papers the words of a hit stand too, and whether something differs there."""
    within = f"in {count(len(hit.near_copies), 'ander stuk', 'andere stukken')}"
    differ = [bool(copy.differs) for copy in hit.near_copies]
    if not any(differ):
        return f"Ook {within}"
    return f"Bijna gelijk {within}" if all(differ) else f"Ook {within}, niet overal gelijk"


def other_forms(name: str, forms: Sequence[str]) -> list[str]:
    """How else a name is written: each once, whatever its capitals, and laws without the article that is named.

    >>> other_forms("Algemene wet", ["algemene wet", "AW", "Artikel 3, tweede lid, AW", "aw"])
    ['AW']
    """
    kept = {name.casefold(): ""}
    for form in (" ".join(form.split()) for form in forms):
        if not form.casefold().startswith(("artikel ", "art. ", "artikelen ")):
            kept.setdefault(form.casefold(), form)
    return [form for form in kept.values() if form]


def pages(first: int, last: int | None) -> str:
    if not first:
        return "n.p."
    return f"p. {first}" if last in (None, first) else f"p. {first}–{last}"
