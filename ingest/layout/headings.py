"""Headings: by their type, their number and their words; captions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.layout.blocks import ADDRESS
from ingest.layout.lines import Line
from ingest.layout.pieces import Piece
from ingest.months import MONTHS
from ingest.pdf.drawing import Area

_NUMBER_OF_QUESTION = r"\d++(?:[a-z](?!\w|/m))?"
QUESTION = re.compile(
    rf"(?:Vraag|Antwoord|Vragen|Antwoorden)\s++{_NUMBER_OF_QUESTION}"
    rf"(?:\s*+(?:,|en|t/m|tot en met|-|–)?\s*+{_NUMBER_OF_QUESTION})*+[.:]?\Z"
)
NUMBERED = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,4})(?:\.[a-z](?:\.\d{1,2})?)?(?P<stop>[.)])?\s+\S")
PART = re.compile(r"(?:Hoofdstuk|Deel|Bijlage|Artikel|Paragraaf|Afdeling)\s+(?:\d+|[A-Z]|[IVX]+)\b", re.IGNORECASE)
PAPER_HEAD = re.compile(
    r"(?:BRIEF VAN|MOTIE VAN|AMENDEMENT VAN|GEWIJZIGD|NADER|VOORSTEL VAN|MEMORIE VAN|NOTA |VERSLAG|LIJST VAN|ADVIES"
    r"|INITIATIEFNOTA|ONTWERP|KONINKLIJKE BOODSCHAP|INBRENG|BIJLAGE|VOORLOPIG VERSLAG|EINDVERSLAG"
    r"|(?:TWEEDE|DERDE|VIERDE|VIJFDE) (?:NOTA|NADER)"
    r"|Memorie van [Tt]oelichting|Voorstel van [Ww]et|Advies van de)"
)
KNOWN = re.compile(
    r"(?i:Inleiding|Samenvatting|Inhoud(?:sopgave)?|Conclusies?(?: en aanbevelingen)?|Aanbevelingen|Voorwoord|Colofon"
    r"|Bijlagen?|Literatuur|Referenties|Begrippenlijst|Leeswijzer|Aanleiding|Tot slot|Slot|Achtergrond|Overwegingen"
    r"|Toelichting|Vervolg|Ten slotte|Noten|Eindnoten|Vraag|Antwoord(?:en)?)\Z"
)
CAPTION = re.compile(
    r"(?:Tabel|Figuur|Grafiek|Kaart|Schema|Afbeelding|Foto|Diagram|Box|Kader|Table|Figure|TABEL|FIGUUR|GRAFIEK|KADER)"
    r"\s*(?:\d+(?:[.\-]\d+)*[a-z]?\b[.:\s–-]*|[a-zA-Z][.:]\s+)"
)
SOURCE = re.compile(r"Bron(?:nen)?\s*:")
AGENDA_ITEM = re.compile(r"\d{1,3}\.\s+Agendapunt\b")
# Who wrote it, and when: bold under a title, but no heading.
BYLINE = re.compile(
    r"(?:Prof|Dr|Drs|Mr|Ir|Ing)\b\.?|(?:Column )?[Dd]oor [A-Z]|Auteurs?\b|Aan:|Van:"
    rf"|(?:\d{{1,2}} )?(?:{'|'.join(MONTHS)}|{'|'.join(month.capitalize() for month in MONTHS)}) (?:19|20)\d\d\Z"
    r"|Geachte\b|Hoogachtend|©|Foto(?:['’]s|grafie)?\s?:|Beeld\s?:|Status\s?:|\*"
)
# "1 Waddenzee 2718 7 Noordzeekustzone 34": so many numbers by themselves are a row of a table, or of a chart.
MANY_NUMBERS = 4
# "pH-rH2 diagram" and "eHerkenning" open as they may.
SMALL_LETTER = re.compile(r"pH\b|e[A-Z][a-z]")
ASKING = re.compile(r": [a-z].*\?\Z")
COUNTED_TITLE = re.compile(r"\w+ (?:\d{1,2}|[A-Z]|[IVX]+): ")
MAX_HEADING_CHARS, MAX_TITLE_CHARS = 220, 500
LARGER_PT = 0.9
# Titles in colour or underlined are short; links are in colour and underlined too, and so are addresses.
MAX_MARKED_CHARS = 160
UNDERLINE_PT = 3.0


def is_heading(piece: Piece, body_size: float, bold_text: bool) -> bool:
    """Whether a group of lines is a heading; bold_text: the running text itself is bold."""
    text = piece.text
    # The title of a bill may run on: "Wijziging van de Wet op ..., de Wet op ... en enkele andere wetten".
    longest = MAX_TITLE_CHARS if piece.page == 1 and piece.lines[0].bold else MAX_HEADING_CHARS
    if not text or len(text) > longest or len(piece.lines) > longest // 40:
        return False
    if QUESTION.match(text) or AGENDA_ITEM.match(text) or PART.fullmatch(text):
        return True
    if not _may_be_heading(text):
        return False
    bold = all(line.bold for line in piece.lines) and not bold_text
    larger = max(line.size for line in piece.lines) >= body_size + LARGER_PT
    if text[-1] == ":" and not larger:
        return bold and len(text.split()) <= 6
    if bold or larger or KNOWN.match(text) or (PAPER_HEAD.match(text) and text.upper() == text):
        return True
    return text[-1] != "." and (_has_section_number(piece) or _is_italic_title(piece))


def is_marked_title(piece: Piece, text_colour: int, rules: Sequence[Area]) -> bool:
    """Whether a title is told by a colour of its own, a line under it, or its letter in bold type ("i. Programma")."""
    text, lines = piece.text, piece.lines
    if not lines or len(lines) > 2 or len(text) > MAX_MARKED_CHARS or text[-1] in ".,;" or ADDRESS.search(text):
        return False
    marker = piece.marker[0].text if piece.marker else ""
    if (marker and not marker[:1].isalnum()) or not _may_be_heading(text):
        return False
    if marker and all(line.bold for line in lines):
        return text[-1] != ":"
    own_colour = lines[0].colour not in (0, text_colour)
    if own_colour and all(line.colour == lines[0].colour for line in lines):
        # "Secretariaat: Bureau X", in the colour of a cover; "Casus 2: Schulden" and "Noodzaak: is er een" are titles.
        return ":" not in text or bool(COUNTED_TITLE.match(text) or ASKING.search(text))
    return not marker and len(lines) == 1 and any(_is_under(rule, lines[0]) for rule in rules)


def _is_under(rule: Area, line: Line) -> bool:
    """Whether a drawn line underlines a whole line of text."""
    close = -0.5 <= rule.top - line.baseline <= 0.3 * line.size
    return close and abs(rule.x0 - line.x0) < UNDERLINE_PT and abs(rule.x1 - line.x1) < UNDERLINE_PT


def is_bar(piece: Piece, body_size: float, bold_text: bool) -> bool:
    """Whether what stands alone in a coloured bar is a heading: a line or two in bold or larger type."""
    return len(piece.lines) <= 2 and not piece.marker and is_heading(piece, body_size, bold_text)


def _may_be_heading(text: str) -> bool:
    """Whether the words can be those of a heading: no caption, byline, number of a chart or sentence."""
    letters = sum(char.isalpha() for char in text)
    if letters < 4 or letters < 0.5 * len(text.replace(" ", "")):
        return False
    if CAPTION.match(text) or SOURCE.match(text) or BYLINE.match(text) or _is_row_of_numbers(text):
        return False
    if (text[0].islower() and not SMALL_LETTER.match(text)) or text[-1] in ",;":
        return False
    if text[0].isdigit() and not NUMBERED.match(text) and not re.match(r"(?:19|20)\d\d\b", text):
        return False
    return text[-1] != "." or len(text.split()) <= 12 or bool(NUMBERED.match(text))


def _is_row_of_numbers(text: str) -> bool:
    words = text.split()
    return sum(word.isdigit() for word in words) >= MANY_NUMBERS and not any(word.lower() in MONTHS for word in words)


def _has_section_number(piece: Piece) -> bool:
    """ "2.3 Aanpak", alone on its line."""
    numbered = NUMBERED.match(piece.text)
    return numbered is not None and "." in numbered["number"] and len(piece.lines) == 1 and len(piece.text) < 110


def _is_italic_title(piece: Piece) -> bool:
    """Some words in italics on lines of their own; a question on one line."""
    if not all(_is_italic(line) for line in piece.lines) or len(piece.text) >= 160:
        return False
    if piece.text[-1] == "?":
        return len(piece.lines) == 1 and len(piece.text) < 80
    if piece.text.count(": ") > 1:
        # "Toegepast: 1: ja / 2: nee", in a form.
        return False
    in_brackets = piece.text[-1] == ")" and "(" in piece.text[1:]
    return len(piece.lines) <= 2 and (piece.text[-1] not in ":!»”’)" or in_brackets)


def _is_italic(line: Line) -> bool:
    """Whether a line is in italics, but for a number in front: "d. " upright, "Verwerking" in italics."""
    rest = line.tokens[1:] if re.fullmatch(r"\(?(?:\d{1,2}|[a-z])[.)]", line.tokens[0].text) else line.tokens
    return line.italic or (bool(rest) and all(token.style.italic for token in rest))


def is_caption(piece: Piece) -> bool:
    """The line with a table or figure: "Tabel 3. ...", "Bron: ..."."""
    text = piece.text
    match = CAPTION.match(text)
    if match and len(text) < 600:
        rest = text[match.end() :]
        # "Tabel 3 laat zien dat ..." is a sentence about the table.
        return match.group().rstrip().endswith((".", ":")) or not rest[:1].islower()
    return bool(SOURCE.match(text)) and len(text) < 300
