"""Who signed a paper, and in which office."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.furniture.mastheads import SALUTATION
from ingest.layout.lines import Line, PageLines
from ingest.metadata.organisations import ORGANISATION
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
    r"De (?:vice)?(?:minister|staatssecretaris)[^,.:]{0,20} (?:van|voor) [^.:]{3,110}", re.IGNORECASE
)
# "de minister van Volksgezondheid," with "Welzijn en Sport," on the next line.
GOES_ON = re.compile(r"(?i)(?:de )?(?:minister|staatssecretaris) (?:van|voor) [^.:]{3,90}(?:,| en)")
REST_OF_OFFICE = re.compile(r"(?:en )?[A-Z][^.:]{3,60}(?:,| namens dezen?,[^.:]{0,80})")
NAMENS = re.compile(r"(?i)namens dezen?,?")
FOR_ANOTHER = re.compile(r"(?i).{5,140}\bnamens dezen?,?")
# Colleges that sign by two of them: "Gedeputeerde Staten van Utrecht,", "Het college van burgemeester en wethouders,".
COLLEGE = re.compile(
    r"(?i)(?:namens )?(?:(?:het )?college van )?(?:gedeputeerde staten|burgemeester (?:en|&) wethouders"
    r"|dijkgraaf en (?:hoog)?heemraden)(?: (?:van|der) [^.:]{3,60})?,?"
)
# "mr. A. van Dam de directeur Douane", "plv. secretaris-generaal dr. B. Smit": who signs for another, on one line.
_WITH_INITIAL = (
    r"(?:(?:drs|dr|mr|ir|ing|prof)\. ?){0,4}(?:[A-Z]\. ?){1,5}(?:(?:van|de|der|den|ten|ter) ){0,3}[A-Z][\w’'-]{1,30}"
)
NAME_THEN_OFFICE = re.compile(
    rf"(?P<name>{_WITH_INITIAL}) (?P<office>(?:de )?(?:plv\.? )?[a-zA-Z-]{{4,30}}\b.{{0,80}})"
)
OFFICE_THEN_NAME = re.compile(rf"(?P<office>[^,]{{4,90}}?),? (?P<name>{_WITH_INITIAL})")
# "Anna Jansen - Directeur Wonen", "[Deze brief is niet ondertekend ...]".
NAME_AND_OFFICE = re.compile(r"(?P<name>[^,–-]{4,45}?)(?:\s+[-–]\s+|,\s+)(?P<office>\S.{4,100})")
ASIDE = re.compile(r"[\[(].*[\])]?")
# Names stand alone at the foot of a letter: this many blocks from its end at most, or from the words that close it.
LAST_BLOCKS, AFTER_CLOSING = 14, 6
MIN_NAME_CHARS, MAX_NAME_CHARS = 3, 45
# Who signs side by side stands on one height; room is left between office and name.
ROW_PT, ALIGNED_PT, ROOM_PT, MOST_ROWS = 2.0, 5.0, 130.0, 6


def find_signatories(
    texts: Sequence[str], kind: DocumentKind, furniture: Sequence[str], pages: Sequence[PageLines] = ()
) -> tuple[Signatory, ...]:
    """The signatories of a letter or motion as printed, from its blocks; of a list of decisions its griffier.

    pages: the lines of a PDF, which tell who signed side by side.
    """
    if kind == "motie":
        return tuple(_movers(texts))
    if kind in ("brief", "kamerstuk"):
        return tuple(_side_by_side(pages) or _officers(texts))
    # The name stands behind its label, or in the next column.
    foot = [*furniture, *(f"{label} {name}" for label, name in pairwise(furniture))]
    griffier = next((match for text in foot if (match := GRIFFIER.match(text))), None)
    return (Signatory(griffier["name"].strip(), "griffier"),) if griffier and _is_name(griffier["name"].strip()) else ()


def _movers(texts: Sequence[str]) -> list[Signatory]:
    ends = [index for index, text in enumerate(texts) if END_OF_MOTION.search(text)]
    if not ends:
        return []
    return [Signatory(text.strip(" ,.")) for text in texts[ends[-1] + 1 :] if _is_name(text.strip(" ,."))]


def _officers(texts: Sequence[str]) -> list[Signatory]:
    """Office and name on lines of their own, in either order: "De Minister van Financiën," and "W.B. Hoekstra"."""
    texts = _joined([text for text in texts if not ASIDE.fullmatch(text)])
    foot = _foot(texts)
    found: list[Signatory] = []
    for index in foot:
        signatory = _signatory(texts, index, foot)
        if signatory and all(signatory.name != known.name for known in found):
            found.append(signatory)
    return found


def _joined(texts: Sequence[str]) -> list[str]:
    """The blocks, with each office in one of them: with what goes on below it, and with "namens deze," behind it."""
    joined: list[str] = []
    for text in texts:
        last = joined[-1] if joined else ""
        goes_on = GOES_ON.fullmatch(last) and REST_OF_OFFICE.fullmatch(text) and not OFFICE.match(text)
        if goes_on and (last.endswith(" en") or not _is_name(text.strip(" ,"))):
            joined[-1] = f"{last} {text}"
        elif NAMENS.fullmatch(text) and (OFFICE.match(last) or _is_body(last)):
            joined[-1] = f"{last.rstrip(' ,')}, namens deze,"
        elif FOR_ANOTHER.fullmatch(last) and (parts := _name_and_office(text)):
            joined += parts
        else:
            joined.append(text)
    return joined


def _is_body(text: str) -> bool:
    return bool(COLLEGE.fullmatch(text) or ORGANISATION.fullmatch(text.strip(" ,")))


def _name_and_office(text: str) -> list[str] | None:
    """The parts of a line with a name and its office, in either order."""
    for form in (NAME_THEN_OFFICE, OFFICE_THEN_NAME):
        match = form.fullmatch(text)
        if match and OFFICE.match(match["office"].replace("PIv", "plv")) and _is_name(match["name"]):
            return [match["name"], match["office"]]
    return None


def _foot(texts: Sequence[str]) -> list[int]:
    """Where signatures may stand: the last blocks, and those after the closing words if a supplement follows.

    Answers to questions follow a letter of two lines, which closes with its signature alone: "De Minister van X," over
    a name.
    """
    foot = set(range(max(0, len(texts) - LAST_BLOCKS), len(texts)))
    begins = max((index for index, text in enumerate(texts) if SALUTATION.match(text)), default=0)
    for index, (office, name) in enumerate(pairwise(texts)):
        # Whom a letter goes to stands over its salutation, without a comma.
        below = index > begins and texts[index - 1].rstrip().endswith((".", "!", "?"))
        if _is_signed(office, name) and (office.endswith(",") or below):
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
        return Signatory(both["name"], _for_another(texts, index) + both["office"])
    if not (OFFICE.match(text) and _is_office(text)):
        return None
    name = _name_at(texts, index + 1)
    first = index - 1 not in foot
    if not text.rstrip().endswith(",") and not first and (before := _name_at(texts, index - 1)):
        name = before
        return Signatory(name, _for_another(texts, index - 1) + text.strip(" ,"))
    return Signatory(name, text.strip(" ,")) if name else None


def _for_another(texts: Sequence[str], index: int) -> str:
    """On whose behalf somebody signs, as it stands above the name: "De minister van Financiën, namens deze, "."""
    above = texts[index - 1] if index else ""
    return f"{above.strip(' ,')}, " if FOR_ANOTHER.fullmatch(above) else ""


def _side_by_side(pages: Sequence[PageLines]) -> list[Signatory]:
    """Two or more who signed beside each other: columns of lines, each with an office over a name or before it."""
    for page in pages:
        lines = sorted(page.lines, key=lambda line: line.baseline)
        for index, first in enumerate(lines):
            row = _row(first, lines)
            if len(row) > 1 and row[0] is first and all(OFFICE.match(line.text) for line in row):
                above = lines[index - 1].text if index else ""
                signed = [_of_column(column, above) for column in _columns(row, lines)]
                found = [each for each in signed if each]
                if len(found) == len(row):
                    return found
    return []


def _row(first: Line, lines: Sequence[Line]) -> list[Line]:
    beside = [line for line in lines if abs(line.baseline - first.baseline) < ROW_PT]
    return sorted(beside, key=lambda line: line.x0)


def _columns(row: Sequence[Line], lines: Sequence[Line]) -> list[list[str]]:
    """The lines at and below each line of a row, as far down as all stand in its columns."""
    columns = [[line.text] for line in row]
    last, n_rows = row[0].baseline, 1
    for line in lines:
        if line.baseline <= row[0].baseline + ROW_PT:
            continue
        at = next((place for place, top in enumerate(row) if abs(line.x0 - top.x0) < ALIGNED_PT), None)
        n_rows += line.baseline - last > ROW_PT
        if at is None or line.baseline - last > ROOM_PT or n_rows > MOST_ROWS:
            break
        last = line.baseline
        columns[at].append(line.text)
    return columns


def _of_column(texts: Sequence[str], above: str) -> Signatory | None:
    """Who signed in a column; above: what stands over all of them, a college perhaps."""
    both = OFFICE_THEN_NAME.fullmatch(texts[0])
    if both and _is_name(both["name"]):
        college = f"{above.strip(' ,')}, " if COLLEGE.fullmatch(above) else ""
        return Signatory(both["name"], college + both["office"])
    return next(iter(_officers(texts)), None)


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
