"""What a PDF says of itself: kind, numbers, dates, signatories. Unknown stays None."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ingest.identifiers.mastheads import ID_LINE, RUNNING_FOOT, SUFFIXED, dossier_of_line, is_reprint, number_of_line
from ingest.layout.headings import KNOWN, MAX_TITLE_CHARS, NUMBERED, PAPER_HEAD, PART
from ingest.layout.lines import Line
from ingest.layout.reading import Layout
from ingest.metadata.authors import find_authors
from ingest.metadata.cover import cover_title, is_no_title, labelled_title, list_name, word_with_title
from ingest.metadata.dates import date_alone, day_in, guessed_date, labelled_date, month_in, stamped_date
from ingest.metadata.issuers import find_issuer
from ingest.metadata.kinds import Paper, blocks_of, kind_of, name_of_legislation
from ingest.metadata.letterhead import value_of
from ingest.metadata.local import local_id
from ingest.metadata.signatures import find_signatories
from ingest.model import Block, DocumentKind, Metadata, Signatory
from ingest.months import MONTHS
from ingest.pdf.hints import Hints

SESSION = re.compile(r"[Vv]ergaderjaar (\d{4})\s*[–-]\s*(\d{4})")
DAY = re.compile(rf"\b(\d{{1,2}})\s+({'|'.join(MONTHS)})\s+(\d{{4}})\b", re.IGNORECASE)
NUMERIC_DAY = re.compile(r"\b(\d{1,2})-(\d{1,2})-(\d{4})\b")
MOVED = re.compile(r"Voorgesteld\b")
RECEIVED = re.compile(r"\(ontvangen ([^)]{0,80})\)", re.IGNORECASE)
PLACE_AND_DAY = re.compile(r"(?:Den Haag|[’'‘]s-Gravenhage|Amsterdam|Utrecht|Rotterdam|[A-Z]\w{1,40}), (?=\d{1,2} )")
# "Bijlage bij Kamerstuk 35 334, nr. 44": what was sent with a paper names it at its head or foot.
ATTACHED_TO = re.compile(
    r"Bijlagen?(?: \w{1,3})? (?:bij|behorende bij) [Kk]amerstuk(?:ken)?(?: I{1,2},?)?(?: \d{4}[/–-]\d{2,4},)? "
    r"(?P<dossier>\d\d ?\d{3})(?:[ -](?P<addition>[IVX]+[A-Z]?|\d\d))?(?:,? nr\.? ?|-)(?P<number>\d+)"
)
MINUTES = re.compile(r"(?:[Cc]oncept)?-?(?:[Vv]erslag|[Nn]otulen|[Aa]genda|[Mm]emo)\b \S")
MAX_MINUTES_CHARS, FEW_LINES = 140, 6
ADDRESSEE = re.compile(
    r"(?:Aan|De (?:heer|[Mm]inister|[Ss]taatssecretaris|[Vv]oorzitter)|Geachte|Postbus|Mevrouw|Beste)\b"
)
# "Ingangsdatum formulier: 1 oktober 2023": since when the form is in use.
OF_A_FORM = re.compile(r"(?i)formulier|ingang|inwerking")
# Minutes open with day and hour: "Woensdag 10 juli 2024 10.00 - 11.00 uur".
WEEKDAY = re.compile(r"(?i)(?:maan|dins|woens|donder|vrij|zater|zon)dag \d")
# "28 augustus 2024 (eerste versie: 22 juli 2023)".
DAY_AND_MORE = re.compile(rf"\d{{1,2}} (?:{'|'.join(MONTHS)}) \d{{4}} \([^()]{{3,80}}\)\Z")
SIGNED_ON = re.compile(rf"(?i)(?:[a-z ’'-]{{2,30}}, )?\d{{1,2}} (?:{'|'.join(MONTHS)}) \d{{4}}")
LAST_LINES, MOST_PAGES_SIGNED = 6, 6
LONGEST_FOOT = 120
MAX_NUMBER_CHARS = 40
ECLI = re.compile(r"ECLI:[A-Z]{2}:[A-Z]{1,7}:\d{4}:[A-Z0-9.]{1,25}")
QUESTION_NUMBER = re.compile(r"\b20\d\dZ\d{5}\b")
# Before it is typeset a paper has its own title in small letters.
OWN_TITLE = re.compile(
    rf"{PAPER_HEAD.pattern}|Brief van (?:de|het)\b|(?:Gewijzigde |Nader )?(?:[Mm]otie|[Aa]mendement) van\b"
)
# Papers without the fixed form of what parliament prints, of which a cover or letterhead tells most.
OTHER_KINDS = ("rapport", "overig", "brief")
NO_HINTS = Hints()


def describe(layout: Layout, name: str, sha256: str, hints: Hints = NO_HINTS) -> Metadata:
    """The metadata of a read document; name: its file name, hints: what its PDF says of itself."""
    paper = _paper(layout)
    headings = [text for block, text in _headings(layout) if block.page <= 3]
    kind = kind_of(layout, paper, headings)
    first = layout.pages[0].lines if layout.pages else ()
    title, subject, guesses = _titles(layout, kind, headings, hints)
    day, is_guess = _date(layout, kind, title)
    guesses += ["date"] if is_guess else []
    texts = [text for _, text in blocks_of(layout)]
    signatories = find_signatories(texts, kind, _furniture_texts(layout), layout.pages)
    issuer, is_guess = _issuer(layout, kind, paper, signatories, hints, title)
    guesses += ["issuer"] if is_guess and issuer else []
    dossiers = _dossiers(first, paper)
    number = paper.number or _paper_number(first, kind)
    case = _zaaknummer(layout) if kind in OTHER_KINDS else None
    official = paper.id
    if official is None and dossiers and paper.number:
        official = f"kst-{dossiers[0]}-{paper.number}"
    if official and official.startswith("kst-") and any(is_reprint(line.text) for line in first):
        # The margin says so, also where the line with the id does not.
        official += "" if SUFFIXED.search(official) else "-h1"
    return Metadata(
        id=official or local_id(name, sha256),
        sha256=sha256,
        kind=kind,
        title=title,
        subject=subject,
        date=day,
        dossiers=dossiers,
        number=number,
        session=paper.session,
        chamber=paper.chamber,
        signatories=signatories,
        kenmerk=(_ecli(first) if kind == "overig" else None) or _kenmerk(layout) or case or paper.id,
        zaaknummer=case,
        reply_to=_reply_to(layout, first),
        attachment_of=_attached_to(layout),
        issuer=issuer,
        authors=find_authors(layout.pages[:4]) if kind in OTHER_KINDS else (),
        guessed=tuple(guesses),
    )


def iso_date(text: str) -> str | None:
    """The first day named in a text, as ISO date; None for days that do not exist."""
    match = DAY.search(text)
    if match:
        day, month, year = int(match[1]), MONTHS.index(match[2].lower()) + 1, int(match[3])
    elif numeric := NUMERIC_DAY.search(text):
        day, month, year = int(numeric[1]), int(numeric[2]), int(numeric[3])
    else:
        return None
    return f"{year}-{month:02}-{day:02}" if 1 <= day <= 31 and 1 <= month <= 12 else None


def _headings(layout: Layout) -> list[tuple[Block, str]]:
    """Headings that may name the document: not "Inhoud", "Voorwoord" and their like."""
    return [(block, text) for block, text in blocks_of(layout) if block.kind == "heading" and not KNOWN.match(text)]


def _furniture_texts(layout: Layout) -> list[str]:
    return [note.text for note in layout.furniture]


def _paper(layout: Layout) -> Paper:
    texts = _furniture_texts(layout)
    ids = [match.group() for text in texts if (match := ID_LINE.match(text))]
    feet = [match for text in texts if (match := RUNNING_FOOT.search(text))]
    sessions = [match for text in texts if (match := SESSION.search(text))]
    session = f"{sessions[0][1]}-{sessions[0][2]}" if sessions else None
    if not feet:
        chamber = "II" if any(text.startswith("Tweede Kamer der") for text in texts) and sessions else None
        return Paper(ids[0] if ids else None, chamber, session, None, None, False)
    foot = feet[0]
    dossier = None
    if foot["dossier"]:
        addition = (foot["addition"] or "").strip("()")
        dossier = foot["dossier"].replace(" ", "") + (f"-{addition}" if addition and addition[0] != "R" else "")
    chamber = "II" if foot["chamber"] == "Tweede" else "I"
    session = f"{foot['from']}-{foot['to']}"
    return Paper(ids[0] if ids else None, chamber, session, dossier, foot["number"], bool(foot["annex"]))


def _titles(
    layout: Layout, kind: DocumentKind, headings: Sequence[str], hints: Hints
) -> tuple[str | None, str | None, list[str]]:
    """Title, subject, and which of them are guesses. A letter has its subject line; a paper that of its dossier."""
    betreft = value_of(layout.pages[:2], ("Betreft", "Onderwerp", "Inzake"))
    if name := list_name(layout.pages):
        # What stands with "Onderwerp" is one of the things that were decided on.
        return _whole(name, headings), betreft or labelled_title(layout.pages) or name, []
    if kind == "aanhangsel":
        question = next((text for _, text in blocks_of(layout) if text.startswith(("Vragen van", "Vraag van"))), None)
        subject = re.search(r"\bover (.{1,400}?)(?:(?<!\s)\s*\(ingezonden|\Z)", question or "")
        return question, subject[1] if subject else None, []
    if betreft and not is_no_title(betreft):
        # It may go on in lines that are set close.
        whole = labelled_title(layout.pages) or ""
        betreft = whole if whole.startswith(betreft) else betreft
        return betreft, betreft, []
    titles = [text for block, text in _headings(layout) if block.level == 1 and block.page <= 3]
    if kind in ("motie", "kamerstuk", "brief") and titles:
        own = next((text for text in headings if text not in titles and OWN_TITLE.match(text)), None)
        return own or titles[0], "; ".join(titles[:3]), []
    if title := labelled_title(layout.pages) or word_with_title(layout.pages) or cover_title(layout.pages):
        title = _whole(title, headings)
        return title, title, []
    if title := name_of_legislation(layout) or _name_of_minutes(layout):
        return title, title, []
    if (before := _line_before_headings(layout)) and _opens_with_known_heading(layout):
        # The headings of a memorandum ("Aanleiding") are no title of it, nor are those that come after.
        return before, before, ["title"]
    title = next(
        (
            text
            for text in titles
            if not (NUMBERED.match(text) or PART.match(text) or is_no_title(text) or text[0].islower())
        ),
        None,
    )
    title = title or _title_of_file(layout, hints) or _line_before_headings(layout)
    return title, title, ["title"] if title else []


def _whole(title: str, headings: Sequence[str]) -> str:
    """A title as its heading has it, which may go on where the search for it stopped."""
    for text in headings:
        plain = re.sub(r"(?i)^titel:?\s+", "", text)
        if plain.startswith(title) and len(plain) <= MAX_TITLE_CHARS and not is_no_title(plain[len(title) :]):
            return plain
    return title


def _name_of_minutes(layout: Layout) -> str | None:
    """The first line of minutes, which say what they are: "Verslag Technisch Overleg X"."""
    first = next((text for block, text in blocks_of(layout) if block.kind in ("paragraph", "box")), "")
    return first if MINUTES.match(first) and len(first) < MAX_MINUTES_CHARS and first[-1] not in ".:" else None


def _line_before_headings(layout: Layout) -> str | None:
    """The short line that stands between the addressee and the first heading of a memorandum."""
    before: list[str] = []
    for block, text in blocks_of(layout):
        if block.kind == "heading" or block.page > 1:
            break
        before.append(text)
    last = before[-1] if before and len(before) <= FEW_LINES else ""
    is_name = last[:1].isupper() and last[-1:] not in ".:,;" and not is_no_title(last) and not ADDRESSEE.match(last)
    return last if is_name and len(last) < MAX_MINUTES_CHARS else None


def _opens_with_known_heading(layout: Layout) -> bool:
    """Whether the first heading is one that any paper may have: "Samenvatting", "Inleiding"."""
    first = next((text for block, text in blocks_of(layout) if block.kind == "heading"), "")
    return bool(first) and (bool(KNOWN.match(first)) or is_no_title(first))


def _title_of_file(layout: Layout, hints: Hints) -> str | None:
    """The title that the PDF has as a property, where its first page has those words too."""
    words = re.findall(r"\w{3,}", hints.title.casefold())
    text = " ".join(line.text for page in layout.pages[:2] for line in page.lines).casefold()
    if is_no_title(hints.title) or not words or not all(word in text for word in words):
        return None
    return " ".join(hints.title.split())


def _issuer(
    layout: Layout,
    kind: DocumentKind,
    paper: Paper,
    signatories: Sequence[Signatory],
    hints: Hints,
    title: str | None,
) -> tuple[str | None, bool]:
    """Who gave it out, and whether that is a guess; of what the Kamer prints nobody but who signed it."""
    if paper.dossier or paper.is_annex or kind in ("motie", "handelingen", "aanhangsel"):
        return None, False
    ends = [*layout.pages[:5], *(layout.pages[5:][-3:])]
    issuer, is_guess = find_issuer(ends, _furniture_texts(layout), signatories, hints.author, title or "")
    # An explanatory memorandum names the council that advised on it more often than who wrote it.
    return (None, False) if is_guess and kind == "kamerstuk" else (issuer, is_guess)


def _date(layout: Layout, kind: DocumentKind, title: str | None) -> tuple[str | None, bool]:
    """The date of a paper, and whether it is a guess."""
    texts = list(_first_texts(layout))
    if kind == "aanhangsel":
        return next((day for text in texts if (m := RECEIVED.search(text)) and (day := iso_date(m[1]))), None), False
    if kind == "motie":
        return next((day for text in texts if MOVED.match(text) and (day := iso_date(text))), None), False
    stated = value_of(layout.pages[:2], ("Datum", "datum", "Den Haag,"))
    if day := (stated and iso_date(stated)) or labelled_date(layout.pages[:2]):
        return day, False
    placed = (iso_date(text) for text in texts if PLACE_AND_DAY.match(text))
    if day := next(filter(None, placed), None):
        return day, False
    # On a cover or under a title the date stands alone on its line.
    alone = (
        iso_date(text)
        for text in texts
        if len(text) < 60
        and DAY.search(text)
        and (len(text.split()) <= 6 or WEEKDAY.match(text))
        and not OF_A_FORM.search(text)
    )
    if day := next(filter(None, alone), None) or (date_alone(layout.pages[:2]) if kind in OTHER_KINDS else None):
        return day, False
    if kind in OTHER_KINDS and (day := next((iso_date(text) for text in texts if DAY_AND_MORE.match(text)), None)):
        return day, False
    if kind in OTHER_KINDS and (day := _last_day(layout)):
        return day, True
    guess = guessed_date([*layout.pages[:5], *layout.pages[5:][-3:]], title) if kind in OTHER_KINDS else None
    guess = guess or (_running_date(layout) if kind in OTHER_KINDS else None)
    guess = guess or (stamped_date(layout.pages) if kind == "brief" else None)
    return guess, guess is not None


def _running_date(layout: Layout) -> str | None:
    """The day, or month, that the running heads or feet of most pages have: "Februari 2022 - Pagina 6"."""
    feet = [note.text for note in layout.furniture if len(note.text) < LONGEST_FOOT]
    dates = Counter(found for text in feet if not OF_A_FORM.search(text) and (found := day_in(text) or month_in(text)))
    most = max(dates, key=lambda found: (dates[found], found), default=None)
    return most if most and dates[most] > 0.5 * len(layout.pages) and dates[most] > 1 else None


def _last_day(layout: Layout) -> str | None:
    """The day that stands alone below the text of a paper, with who signed it."""
    if not 0 < len(layout.pages) <= MOST_PAGES_SIGNED:
        return None
    last = sorted(layout.pages[-1].lines, key=lambda line: line.baseline)[-LAST_LINES:]
    return next((day for line in last if SIGNED_ON.fullmatch(line.text) and (day := iso_date(line.text))), None)


def _first_texts(layout: Layout) -> Iterator[str]:
    """Blocks and furniture of the first two pages."""
    yield from (text for block, text in blocks_of(layout) if block.page <= 2)
    yield from (note.text for note in layout.furniture if note.page <= 2)


def _dossiers(first: Sequence[Line], paper: Paper) -> tuple[str, ...]:
    """The dossiers of a paper: those in its margin beside the titles, else that of its running foot."""
    eerste_kamer = paper.chamber == "I"
    numbered = any(number_of_line(line.text, eerste_kamer=eerste_kamer) for line in first)
    found = [dossier for line in first if line.x0 < 200 and numbered and (dossier := dossier_of_line(line.text))]
    if not found and paper.dossier:
        found.append(paper.dossier)
    return tuple(dict.fromkeys(found))


def _paper_number(first: Sequence[Line], kind: DocumentKind) -> str | None:
    if kind == "aanhangsel":
        return next(
            (
                line.text
                for line in first
                if line.text.isdigit() and line.x0 > 150 and len(line.text) <= 4 and line.size < 20
            ),
            None,
        )
    return next((number for line in first if (number := number_of_line(line.text, eerste_kamer=False))), None)


def _kenmerk(layout: Layout) -> str | None:
    return value_of(layout.pages, ("Ons kenmerk", "Kenmerk", "Onze referentie", "Ons Kenmerk", "Onze kenmerk"))


def _ecli(first: Sequence[Line]) -> str | None:
    """The number of a judgment, which stands by itself at its head."""
    return next((line.text for line in first[:FEW_LINES] if ECLI.fullmatch(line.text)), None)


def _zaaknummer(layout: Layout) -> str | None:
    """The number of the case that a letter or note belongs to, where its head or margin prints one besides."""
    found = value_of(layout.pages[:2], ("Zaaknummer", "Ons zaaknummer", "Zaaknr.", "Zaak", "Registratienummer"))
    return found if found and any(map(str.isdigit, found)) and len(found) < MAX_NUMBER_CHARS else None


def _attached_to(layout: Layout) -> str | None:
    """The paper this was sent with, as its id."""
    match = next(
        (match for text in _first_texts(layout) if len(text) < 200 and (match := ATTACHED_TO.search(text))), None
    )
    if match is None:
        return None
    addition = f"-{match['addition']}" if match["addition"] else ""
    return f"kst-{match['dossier'].replace(' ', '')}{addition}-{match['number']}"


def _reply_to(layout: Layout, first: Sequence[Line]) -> str | None:
    """The question or letter that this answers, as printed."""
    stated = value_of(layout.pages[:1], ("Uw kenmerk", "Uw referentie", "Uw brief van", "Uw brief", "Uw Kenmerk"))
    if stated and any(char.isdigit() for char in stated):
        return stated
    return next((match.group() for line in first if (match := QUESTION_NUMBER.search(line.text))), None)
