"""What a Word file, a web page or a plain text says of itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.identifiers import IdentifierError, KamerstukId, parse
from ingest.identifiers.mastheads import ID_LINE, dossier_of_line, number_of_line
from ingest.metadata.issuers import issuer_of_letter
from ingest.metadata.kinds import LETTER, MOTION
from ingest.metadata.local import local_id
from ingest.metadata.printed import MOVED, PLACE_AND_DAY, QUESTION_NUMBER, iso_date
from ingest.metadata.signatures import find_signatories
from ingest.model import Block, DocumentKind, Metadata
from ingest.xml.metadata import SESSION

FOLIO = re.compile(r"Pagina\b.{0,12}\Z|\d{1,3}\Z")
LABELS = ("Datum", "Onderwerp", "Betreft", "Ons kenmerk", "Kenmerk", "Uw kenmerk", "Zaaknummer")
SALUTATION = re.compile(r"(?:Zeer )?Geachte?\b|In (?:het )?antwoord op uw (?:brief|schrijven)\b")


@dataclass(frozen=True, slots=True)
class Head:
    """What stands around the text. lines: of the masthead or letterhead; running: of headers and footers."""

    lines: tuple[str, ...] = ()
    running: tuple[str, ...] = ()


def describe(text: str, blocks: Sequence[Block], head: Head, name: str, sha256: str) -> Metadata:
    """The metadata; unknown stays None.

    Args:
        text: of the document, with its blocks.
        name: of the file; an official one (kst-31490-284.docx) is the id.
    """
    headings = [text[block.start : block.end] for block in blocks if block.kind == "heading"][:6]
    paragraphs = [text[block.start : block.end] for block in blocks if block.kind in ("paragraph", "box", "list_item")]
    around = [*head.lines, *head.running]
    chamber = next((house for line in around if (house := _chamber(line))), None)
    eerste_kamer = chamber == "I"
    dossiers = tuple(dict.fromkeys(dossier for line in head.lines if (dossier := dossier_of_line(line))))
    numbers = (number_of_line(line, eerste_kamer=eerste_kamer) for line in head.lines) if dossiers else iter(())
    number = next(filter(None, numbers), None)
    subject = _labelled(around, ("Onderwerp", "Betreft"))
    kind = _kind(headings, dossiers, subject, paragraphs)
    case = _labelled(around, ("Zaaknummer", "Ons zaaknummer"))
    session = next((match for line in around if (match := SESSION.search(line))), None)
    signatories = find_signatories([text[block.start : block.end] for block in blocks], kind, around)
    issuer = None if dossiers or kind not in ("brief", "overig") else issuer_of_letter(signatories, head.lines)
    return Metadata(
        id=_id(around, dossiers, number, name) or local_id(name, sha256),
        sha256=sha256,
        kind=kind,
        title=_title(headings, dossiers, subject),
        subject=subject or (headings[0] if dossiers and headings else None),
        date=_date(around, paragraphs, kind),
        dossiers=dossiers,
        number=number,
        session=f"{session[1]}-{session[2]}" if session and chamber else None,
        chamber=chamber,
        signatories=signatories,
        issuer=issuer,
        kenmerk=_labelled(around, ("Ons kenmerk", "Kenmerk")) or case,
        zaaknummer=case,
        reply_to=next(
            (match.group() for match in map(QUESTION_NUMBER.search, [*around, *paragraphs[:2]]) if match), None
        ),
    )


def _chamber(line: str) -> str | None:
    folded = line.casefold()
    if folded.startswith("tweede kamer der"):
        return "II"
    return "I" if folded.startswith("eerste kamer der") else None


def _id(around: Sequence[str], dossiers: Sequence[str], number: str | None, name: str) -> str | None:
    """The official id: as printed, by dossier and number, or by the name of the file."""
    printed = next((match.group() for line in around if (match := ID_LINE.match(line))), None)
    if printed or (dossiers and number):
        return printed or f"kst-{dossiers[0]}-{number}"
    try:
        named = parse(name.rsplit(".", 1)[0]).likeliest
    except IdentifierError:
        return None
    return str(named) if isinstance(named, KamerstukId) or named.kind in ("blg", "ah", "tk") else None


def _kind(
    headings: Sequence[str], dossiers: Sequence[str], subject: str | None, paragraphs: Sequence[str]
) -> DocumentKind:
    if any(MOTION.match(heading) for heading in headings):
        return "motie"
    if any(LETTER.match(heading) for heading in headings) or subject:
        return "brief"
    if dossiers:
        return "kamerstuk"
    return "brief" if any(SALUTATION.match(paragraph) for paragraph in paragraphs[:6]) else "overig"


def _title(headings: Sequence[str], dossiers: Sequence[str], subject: str | None) -> str | None:
    """A paper has the title of its dossier and its own; a letter its subject."""
    if dossiers and len(headings) > 1:
        return headings[1]
    return subject or (headings[0] if headings else None)


def _date(around: Sequence[str], paragraphs: Sequence[str], kind: DocumentKind) -> str | None:
    if kind == "motie":
        moved = (iso_date(line) for line in [*around, *paragraphs] if MOVED.match(line))
        return next(filter(None, moved), None)
    stated = _labelled(around, ("Datum",))
    if stated and (day := iso_date(stated)):
        return day
    placed = (iso_date(line) for line in [*around, *paragraphs[:8], *paragraphs[-8:]] if PLACE_AND_DAY.match(line))
    return next(filter(None, placed), None)


def _labelled(lines: Sequence[str], labels: Sequence[str]) -> str | None:
    """What stands behind a label, on its line or on the next."""
    for position, line in enumerate(lines):
        for label in labels:
            if line == label or line == f"{label}:":
                following = lines[position + 1] if position + 1 < len(lines) else ""
                if following and following not in LABELS and (not FOLIO.match(following)):
                    return _if_said(following)
            elif re.match(rf"{label}:?\s+\S", line):
                return _if_said(line[len(label) :].lstrip(" :"))
    return None


def _if_said(value: str) -> str | None:
    """A value, and not the dash that stands where there is none."""
    return value if any(sign.isalnum() for sign in value) else None
