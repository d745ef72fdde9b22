"""Who wrote or issued a paper, in the form that programs for literature want."""

from __future__ import annotations

import re

from ingest.citing.cite import Citation
from ingest.citing.senders import senders

_TITLES = re.compile(r"^(?:(?:prof|drs|dr|mr|ir|ing|mw|dhr|de heer|mevrouw)\.?\s*)+(?=\S)", re.IGNORECASE)
_PARTICLE = r"(?:van|de|der|den|ten|ter|te|von|la|le|in|op|’t|'t|het)"
# A surname alone begins with a capital: Van Dam is no Dam whose name is Van.
_PERSON = re.compile(
    rf"(?!(?i:{_PARTICLE})\s)(?P<given>(?:[A-ZÀ-Ý]\.\s?)+|(?:[A-ZÀ-Ý][\w’'-]*\.?\s+)+)(?P<particle>(?:{_PARTICLE}\s+)*)"
    r"(?P<family>[A-ZÀ-Ý][\w’'-]+(?:\s*[-–]\s*[A-ZÀ-Ý][\w’'-]+)?)"
)


def person(name: str) -> dict[str, str] | None:
    """A person's name in its parts, as CSL has them; None where it is not one.

    >>> person("mr. drs. J. van der Wal")
    {'family': 'Wal', 'given': 'J.', 'non-dropping-particle': 'van der'}
    >>> person("Algemene Rekenkamer BV, afdeling 3") is None, person("Van der Wal") is None
    (True, True)
    """
    match = _PERSON.fullmatch(_TITLES.sub("", name.strip()))
    if match is None:
        return None
    parts = {"family": match["family"], "given": match["given"].strip()}
    return parts | ({"non-dropping-particle": match["particle"].strip()} if match["particle"] else {})


def authors(citation: Citation) -> list[dict[str, str]]:
    """The authors as CSL has them: people where a report names them, all who moved a motion, else who issued it."""
    metadata = citation.metadata
    is_motion = citation.type == "paper" and metadata.kind == "motie" and "issuer" not in metadata.corrected
    if named := metadata.authors or [mover.name for mover in metadata.signatories if is_motion]:
        return [person(name) or {"literal": name} for name in named]
    if citation.type == "paper" and metadata.kind not in ("brief", "motie"):
        return []
    # An organisation is no person, whatever its name looks like.
    is_person = citation.type == "paper" and metadata.kind == "motie"
    return [(person(issuer) if is_person else None) or {"literal": issuer} for issuer in senders(metadata)]
