"""Who signed a paper, and in which office."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.model import DocumentKind, Signatory

END_OF_MOTION = re.compile(r"(?:en )?gaat over tot de orde van de dag", re.IGNORECASE)
OFFICE = re.compile(
    r"(?:,\s*)?(?:(?:De|Het|de)\s+)?(?:minister|staatssecretaris|directeur|secretaris|viceminister|voorzitter|griffier"
    r"|vice-president|inspecteur|hoofd|plv|plaatsvervangend|president|waarnemend)",
    re.IGNORECASE,
)
NAME = re.compile(
    r"(?:(?:drs|dr|mr|ir|ing|prof|mw|dhr|mevrouw|de heer)\.? ?)*"
    r"(?:[A-ZÀ-Ý][\w’'.-]*\.?\s*)(?:(?:van|de|der|den|ten|ter|te|het|’t|'t|in|op|von|la|el|[A-ZÀ-Ý][\w’'.-]*)\s*){0,6}"
    r"(?:,? ?(?:MPA|MSc|MBA|RA|LLM|MA|BSc|PhD|RE)\.?)*"
)
GRIFFIER = re.compile(r"Griffier:?\s+(?P<name>\S.{2,40})")
# Names stand alone at the foot of a letter: this many blocks from its end at most.
LAST_BLOCKS = 14
MAX_NAME_CHARS = 45


def find_signatories(texts: Sequence[str], kind: DocumentKind, furniture: Sequence[str]) -> tuple[Signatory, ...]:
    """The signatories of a letter or motion as printed, from its blocks; of a list of decisions its griffier."""
    if kind == "motie":
        return tuple(_movers(texts))
    if kind in ("brief", "kamerstuk"):
        return tuple(_officers(texts))
    griffier = next((match for text in furniture if (match := GRIFFIER.match(text))), None)
    return (Signatory(griffier["name"].strip()),) if griffier else ()


def _movers(texts: Sequence[str]) -> list[Signatory]:
    ends = [index for index, text in enumerate(texts) if END_OF_MOTION.search(text)]
    if not ends:
        return []
    return [Signatory(text.strip(" ,.")) for text in texts[ends[-1] + 1 :] if _is_name(text.strip(" ,."))]


def _officers(texts: Sequence[str]) -> list[Signatory]:
    """Office and name on lines of their own, in either order: "De Minister van Financiën," and "W.B. Hoekstra"."""
    found: list[Signatory] = []
    first = max(0, len(texts) - LAST_BLOCKS)
    for index in range(first, len(texts)):
        if not (OFFICE.match(texts[index]) and _is_office(texts[index])):
            continue
        office = texts[index].strip(" ,")
        after = _name_at(texts, index + 1)
        if texts[index].rstrip().endswith(",") or index == first or not _name_at(texts, index - 1):
            name = after
        else:
            name = _name_at(texts, index - 1)
        if name and all(name != known.name for known in found):
            found.append(Signatory(name, office))
    return found


def _name_at(texts: Sequence[str], index: int) -> str | None:
    if not 0 <= index < len(texts):
        return None
    text = texts[index].strip(" ,")
    return text if _is_name(text) else None


def _is_office(text: str) -> bool:
    """An office alone, not a sentence about one."""
    return (
        len(text) < 160
        and not text.rstrip().endswith(".")
        and not re.search(r"\b(?:heeft|zal|is|wordt|kan|en ik)\b", text)
    )


def _is_name(text: str) -> bool:
    return len(text) <= MAX_NAME_CHARS and bool(NAME.fullmatch(text)) and not OFFICE.match(text)
