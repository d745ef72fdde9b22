"""Who signed a paper, and in which office."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.model import DocumentKind, Signatory

END_OF_MOTION = re.compile(r"(?:en )?gaat over tot de orde van de dag", re.IGNORECASE)
OFFICE = re.compile(
    r"(?:,\s*)?(?:(?:De|Het|de)\s+)?(?:minister|staatssecretaris|directeur|secretaris|viceminister|voorzitter|griffier"
    r"|vice-president|inspecteur|hoofd|plv|plaatsvervangend|president|waarnemend)",
    re.IGNORECASE,
)
NAME = re.compile(
    r"(?:(?:drs|dr|mr|ir|ing|prof|mw|dhr|mevrouw|de heer)\.? ?){0,9}+"
    r"(?:[A-ZÀ-Ý][\w’'.-]*+\s*+)(?:(?:van|de|der|den|ten|ter|te|het|’t|'t|in|op|von|la|el|di|du|da|dos|[A-ZÀ-Ý][\w’'.-]*+)\s*+){0,6}"
    r"(?:,? ?(?:MPA|MSc|MBA|RA|LLM|MA|BSc|PhD|RE)\.?)*"
)
GRIFFIER = re.compile(r"Griffier(?:\s*+:)?\s++(?P<name>\S.{2,40})")
CLOSING_WORDS = re.compile(
    r"(?:Hoogachtend|Met vriendelijke groet|Namens deze|.{0,150}\bnamens deze,?\Z"
    r"|mede namens de (?:minister|staatssecretaris)[^.]{3,90},\Z)",
    re.IGNORECASE,
)
SIGNED_AS = re.compile(
    r"De (?:vice)?(?:minister|staatssecretaris)[^,.:]{0,20} (?:van|voor) [^.:]{3,110},", re.IGNORECASE
)
# "Anna Jansen - Directeur Wonen", "[Deze brief is niet ondertekend ...]".
NAME_AND_OFFICE = re.compile(r"(?P<name>[^,–-]{4,45}?)(?:\s+[-–]\s+|,\s+)(?P<office>\S.{4,100})")
ASIDE = re.compile(r"[\[(].*[\])]?")
# Names stand alone at the foot of a letter: this many blocks from its end at most, or from the words that close it.
LAST_BLOCKS, AFTER_CLOSING = 14, 6
MIN_NAME_CHARS, MAX_NAME_CHARS = 3, 45


def find_signatories(texts: Sequence[str], kind: DocumentKind, furniture: Sequence[str]) -> tuple[Signatory, ...]:
    """The signatories of a letter or motion as printed, from its blocks; of a list of decisions its griffier."""
    if kind == "motie":
        return tuple(_movers(texts))
    if kind in ("brief", "kamerstuk"):
        return tuple(_officers(texts))
    # The name stands behind its label, or in the next column.
    foot = [*furniture, *(f"{label} {name}" for label, name in pairwise(furniture))]
    griffier = next((match for text in foot if (match := GRIFFIER.match(text))), None)
    return (Signatory(griffier["name"].strip()),) if griffier and _is_name(griffier["name"].strip()) else ()


def _movers(texts: Sequence[str]) -> list[Signatory]:
    ends = [index for index, text in enumerate(texts) if END_OF_MOTION.search(text)]
    if not ends:
        return []
    return [Signatory(text.strip(" ,.")) for text in texts[ends[-1] + 1 :] if _is_name(text.strip(" ,."))]


def _officers(texts: Sequence[str]) -> list[Signatory]:
    """Office and name on lines of their own, in either order: "De Minister van Financiën," and "W.B. Hoekstra"."""
    texts = [text for text in texts if not ASIDE.fullmatch(text)]
    foot = _foot(texts)
    found: list[Signatory] = []
    for index in foot:
        signatory = _signatory(texts, index, foot)
        if signatory and all(signatory.name != known.name for known in found):
            found.append(signatory)
    return found


def _foot(texts: Sequence[str]) -> list[int]:
    """Where signatures may stand: the last blocks, and those after the closing words if a supplement follows.

    Answers to questions follow a letter of two lines, which closes with its signature alone: "De Minister van X," over
    a name.
    """
    foot = set(range(max(0, len(texts) - LAST_BLOCKS), len(texts)))
    for index, (office, name) in enumerate(pairwise(texts)):
        if _is_signed(office, name):
            foot |= {index, index + 1}
    for index, text in enumerate(texts):
        if CLOSING_WORDS.match(text):
            foot |= set(range(index, min(index + AFTER_CLOSING, len(texts))))
    return sorted(foot)


def _is_signed(office: str, name: str) -> bool:
    return bool(SIGNED_AS.fullmatch(office)) and _is_office(office) and _is_name(name.strip(" ,"))


def _signatory(texts: Sequence[str], index: int, foot: Sequence[int]) -> Signatory | None:
    """Who signed with the office in a block."""
    text = texts[index]
    both = NAME_AND_OFFICE.fullmatch(text)
    if both and OFFICE.match(both["office"]) and _is_office(both["office"]) and _is_name(both["name"]):
        return Signatory(both["name"], both["office"])
    if not (OFFICE.match(text) and _is_office(text)):
        return None
    name = _name_at(texts, index + 1)
    first = index - 1 not in foot
    if not text.rstrip().endswith(",") and not first and (before := _name_at(texts, index - 1)):
        name = before
    return Signatory(name, text.strip(" ,")) if name else None


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
        # Two who sign side by side: "voorzitter, A.B. van Dam secretaris, C. Smit".
        and not re.search(r"\b[A-Z]\. ?(?:[A-Z]|van |de )", text)
    )


def _is_name(text: str) -> bool:
    """A name, and not an office, a greeting or the mark that stands where one was blotted out."""
    if not MIN_NAME_CHARS <= len(text) <= MAX_NAME_CHARS or OFFICE.match(text) or CLOSING_WORDS.match(text):
        return False
    return bool(NAME.fullmatch(text))
