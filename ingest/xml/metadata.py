"""What a publication of officielebekendmakingen.nl says of itself, in its XML and in the metadata beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from lxml.etree import QName
from lxml.etree import _Element as Element

from ingest.identifiers import AanhangselId, HandelingenId, Identifier, IdentifierError
from ingest.identifiers import parse as parse_identifier
from ingest.metadata.local import local_id
from ingest.model import Block, DocumentKind, Metadata, Signatory
from ingest.months import MONTHS
from ingest.xml.elements import parts, words
from ingest.xml.text import Run

Fields = Mapping[str, Sequence[str]]

CHAMBERS = {"Tweede Kamer der Staten-Generaal": "II", "Eerste Kamer der Staten-Generaal": "I"}
KINDS: dict[str, DocumentKind] = {"kamervragen": "aanhangsel", "handelingen": "handelingen"}
SESSION = re.compile(r"(\d{4})[-–](\d{4})")
DAY = rf"(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})"
# "Den Haag, 11 september 2020": the line by which a letter says where and when it was written.
PLACE_AND_DAY = re.compile(rf"[A-Z’'][\w’' -]{{2,30}}, {DAY}\.?", re.IGNORECASE)
WEEKDAY_AND_DAY = re.compile(rf"\b\w{{1,20}}dag {DAY}", re.IGNORECASE)
MOTION = re.compile(r"(?:NADER )?(?:GEWIJZIGDE )?MOTIE\b", re.IGNORECASE)
LETTER = re.compile(r"BRIEF\b", re.IGNORECASE)
# With these words a motion ends; the names of its movers follow.
END_OF_MOTION = re.compile(r"(?:en )?gaat over tot de orde van de dag", re.IGNORECASE)


def read_fields(root: Element) -> dict[str, list[str]]:
    """The values of each field ("dossiernummer" to ["31490"]), in any of the three forms they are published in.

    <meta name="OVERHEIDop.dossiernummer" content=...> inside the paper, the
    same as <metadata> beside it, and OWMS: <overheidop:dossiernummer>.
    """
    fields: dict[str, list[str]] = {}
    for element in root.iter("meta", "metadata", "{*}*"):
        is_owms = isinstance(element.tag, str) and element.tag.startswith("{")
        name = QName(element).localname if is_owms else element.get("name", "").rpartition(".")[2]
        value = " ".join(((element.text if is_owms else element.get("content")) or "").split())
        if name and value and value not in fields.setdefault(name, []):
            fields[name].append(value)
    return fields


def describe(root: Element, fields: Fields, text: str, blocks: Sequence[Block], name: str, sha256: str) -> Metadata:
    """The metadata of a paper; what is printed in it goes before what the fields say.

    text and blocks: of its body, where letters and motions name date and signatories.
    """
    identifier = _identifier(fields, name)
    paragraphs = [text[block.start : block.end] for block in blocks if block.kind == "paragraph"]
    title = _printed(
        root, "kamerstuk/stuk/titel", ".//item-titel", ".//vergadering-nummer", ".//kamervraagomschrijving"
    )
    kind = _kind(root, title)
    # The identifiers of Handelingen and Aanhangsel hold session and chamber.
    known = identifier if isinstance(identifier, HandelingenId | AanhangselId) else None
    return Metadata(
        id=str(identifier) if identifier else local_id(name, sha256),
        sha256=sha256,
        kind=kind,
        title=_first(fields, "documenttitel") or title or _first(fields, "title"),
        subject=_printed(root, ".//kamervraagonderwerp", "kamerstuk/dossier/titel") or _first(fields, "dossiertitel"),
        date=_date(root, fields, kind, paragraphs),
        dossiers=_dossiers(root) or tuple(fields.get("dossiernummer", ())),
        number=_printed(root, ".//ondernummer", ".//kamervraagnummer") or _first(fields, "ondernummer"),
        session=_session(root, fields) or (known.session if known else None),
        chamber=_chamber(root) or (known.chamber if known else CHAMBERS.get(_first(fields, "creator") or "")),
        signatories=tuple(_signatories(root)) or (tuple(_movers(paragraphs)) if kind == "motie" else ()),
    )


def _identifier(fields: Fields, name: str) -> Identifier | None:
    """The official identifier: as stated, in the address of the metadata, or in the name of the file."""
    stated = [*fields.get("identifier", ()), *fields.get("externMetadataRecord", ()), name.removesuffix(".xml")]
    for candidate in stated:
        try:
            return parse_identifier(candidate.removesuffix("/metadata.xml"))
        except IdentifierError:
            continue
    return None


def _kind(root: Element, title: str | None) -> DocumentKind:
    for tag, kind in KINDS.items():
        if root.find(tag) is not None:
            return kind
    if title and MOTION.match(title):
        return "motie"
    if title and LETTER.match(title):
        return "brief"
    return "kamerstuk" if root.find("kamerstuk") is not None else "overig"


def _date(root: Element, fields: Fields, kind: DocumentKind, paragraphs: Sequence[str]) -> str | None:
    """The day of the paper itself: when a letter was written, answers came in, a debate was held."""
    if kind == "brief":
        written = (_day(PLACE_AND_DAY, paragraph) for paragraph in paragraphs)
        if day := next(filter(None, written), None):
            return day
    if kind == "handelingen":
        held = _day(WEEKDAY_AND_DAY, _printed(root, ".//vergaderdatum") or "")
        return held or _first(fields, "datumVergadering") or _first(fields, "issued")
    for path in ("kamervragen/kamervraagomschrijving[@type='antwoord']/datum", "kamerstuk/stuk/datumtekst/datum"):
        for element in root.iterfind(path):
            if element.get("isodatum"):
                return element.get("isodatum")
    return _first(fields, "datumOntvangst") or _first(fields, "issued")


def _day(form: re.Pattern[str], text: str) -> str | None:
    """ISO date of a text in a form that ends in the groups of DAY."""
    match = form.fullmatch(text)
    return f"{match[3]}-{MONTHS.index(match[2].lower()) + 1:02}-{int(match[1]):02}" if match else None


def _dossiers(root: Element) -> tuple[str, ...]:
    """The dossiers with their addition: 31490, 36410-V, 21501-02."""
    return tuple(
        "-".join(filter(None, ["".join((_printed(number, "dossiernr") or "").split()), _addition(number)]))
        for number in root.iterfind("kamerstuk/dossier/dossiernummer")
    )


def _addition(number: Element) -> str | None:
    return _printed(number, "begrotingshoofdstuk", "raadnr")


def _session(root: Element, fields: Fields) -> str | None:
    stated = _printed(root, ".//tekstregel[@inhoud='vergaderjaar']") or _first(fields, "vergaderjaar") or ""
    match = SESSION.search(stated)
    return f"{match[1]}-{match[2]}" if match else None


def _chamber(root: Element) -> str | None:
    return CHAMBERS.get(_printed(root, ".//tekstregel[@inhoud='kameraanduiding']") or "")


def _signatories(root: Element) -> Iterator[Signatory]:
    """Who signed: each name, with the office that stands before it."""
    for signature in root.iter("ondertekening"):
        office = ""
        for part in parts(signature, apart="naam"):
            if isinstance(part, Run):
                office = " ".join([office, *part.text.split()]).strip(" ,")
            else:
                yield Signatory(words(part), office or None)
                office = ""


def _movers(paragraphs: Sequence[str]) -> Iterator[Signatory]:
    """The members who moved a motion: the lines after its last words."""
    ends = [position for position, paragraph in enumerate(paragraphs) if END_OF_MOTION.match(paragraph)]
    for paragraph in paragraphs[ends[-1] + 1 :] if ends else ():
        yield Signatory(paragraph.rstrip(".,; "))


def _printed(root: Element, *paths: str) -> str | None:
    """The words of the first element on one of the paths."""
    for path in paths:
        element = root.find(path)
        if element is not None and (printed := words(element)):
            return printed
    return None


def _first(fields: Fields, name: str) -> str | None:
    return next(iter(fields.get(name, ())), None)
