"""Read the quotations out of a text: words between quotation marks, followed by a citation.

    “De uitvoering moet wendbaar zijn” (Kamerstukken II 2019/20, 31490, nr. 284, p. 3)

Read are Markdown and plain text, Word (.docx) and HTML; a citation in a
footnote counts where its number stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from itertools import zip_longest
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from ingest.errors import VindplaatsError
from ingest.words.signs import composed
from nlp.quotations.model import QuotedText, Stated
from nlp.quotations.quotation_marks import Quoted, find_quotes
from nlp.quotations.stated import find_citations, stated_in
from nlp.quotations.word_text import notes_of, paragraph_text, paragraphs
from nlp.references.kamerstukken import find_references

_PAGES = re.compile(
    r"\s*+(?:,|\()?\s*+(?:\([^()]{0,40}\)\s*+,?\s*+)?(?:p|pp|blz|pag|pagina)\b\.?\s*+(?P<first>\d+)"
    r"(?:\s*+(?:-|–|t/m|tot en met|en)\s*+(?P<last>\d+))?"
)
# What may stand between a quotation and the citation that is directly its own: “…” (zie ook Kamerstukken II …
_LEADS_TO_CITATION = re.compile(
    r"(?i)\W*(?:zie(?:\s+ook)?|aldus|uit|in|bron:?)?\W*(?:bijlage\w*(?:\s+\S+)?\s+bij\s+(?:de\s+)?)?"
)
_ENDS_QUOTED = re.compile(r"[”“»\"’'][\s.,;:!?|]*\Z")
_SENTENCE_END = re.compile(r"[.!?]\s+[A-Z“„«‘\"]")
_IDEM = re.compile(r"(?i)(?<=\()(?:zie\s+)?(?:idem|ibid(?:em)?)\b\.?")
_ATTACHMENT = re.compile(r"(?i)\bbijlage\w*(?:\s+\S+)?\s+bij\s+(?:de\s+)?\Z")
# A citation directly after the words belongs to any quotation; further on in the paragraph only to one of some length.
NEAR = 40
FAR = 260
MIN_WORDS_FAR = 4
_NOTE = re.compile(r"^\[\^(?P<mark>[^\]]+)\]:\s*(?P<text>.*(?:\n[ \t]+\S.*)*)", re.MULTILINE)
# An item of a list, a row of a table: quotations and citations of different ones have nothing to do with each other.
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,2}[.)])\s|\s*\|")
_NOTE_MARK = re.compile(r"\[\^([^\]]{1,100})\]")
_CELL = " | "
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with its notes written out in brackets; line: where it begins, counted from 1."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Unchecked:
    """Quoted words that no citation belongs to, so that nothing can be said of them; line: where they stand."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class _Cited:
    """A citation in a text, its pages included; is_used: words before it are quoted from it."""

    start: int
    end: int
    targets: tuple[str, ...]
    first_page: int | None
    last_page: int | None
    stated: Stated
    is_used: bool = False


def read_quotations(path: Path, citations: Sequence[str] = ()) -> tuple[list[QuotedText], list[Unchecked]]:
    """The quotations with a citation in a file, and those without one, in order.

    Args:
        citations: citations of held papers that have no number as Kamerstuk,
            to be recognised as they stand.

    Raises:
        VindplaatsError: the file cannot be read, or quotes nothing.
    """
    quotations, unchecked = quotations_in(_paragraphs(path), citations)
    if not quotations and not unchecked:
        raise VindplaatsError(
            f"{path.name} has no quotation with a citation: nothing between quotation marks is followed by one, "
            "as “…” (Kamerstukken II 2019/20, 31490, nr. 284, p. 3)"
        )
    return quotations, unchecked


def quotations_in(
    paragraphs: Sequence[Paragraph], citations: Sequence[str] = ()
) -> tuple[list[QuotedText], list[Unchecked]]:
    """The quotations with a citation in a text, and those of some length without one."""
    found = [item for paragraph in _attributed(paragraphs, citations) for item in _in_paragraph(paragraph, citations)]
    return (
        [item for item in found if isinstance(item, QuotedText)],
        [item for item in found if isinstance(item, Unchecked)],
    )


def _attributed(paragraphs: Sequence[Paragraph], citations: Sequence[str]) -> Iterator[Paragraph]:
    """The paragraphs; one that ends with a quotation has the citation with which the next begins."""
    for paragraph, following in zip_longest(paragraphs, paragraphs[1:]):
        ends_quoted = _ENDS_QUOTED.search(paragraph.text) and not _citations(paragraph.text, citations)
        cited = _citations(following.text, citations) if following and ends_quoted else []
        if following and cited and _LEADS_TO_CITATION.fullmatch(following.text, 0, cited[0].start):
            paragraph = Paragraph(f"{paragraph.text}\n{following.text[: cited[0].end]}", paragraph.line)
        yield paragraph


def _in_paragraph(paragraph: Paragraph, citations: Sequence[str]) -> Iterator[QuotedText | Unchecked]:
    text = paragraph.text
    cited = _citations(text, citations)
    quotes = find_quotes(text, [citation.start for citation in cited])
    for quoted in quotes.quoted:
        words = text[quoted.start + 1 : quoted.end - 1]
        line = paragraph.line + text.count("\n", 0, quoted.start)
        index = _citation_of(quoted, text, cited)
        if index is None:
            if len(words.split()) >= MIN_WORDS_FAR:
                yield Unchecked(words, line)
            continue
        citation = cited[index]
        cited[index] = replace(citation, is_used=citation.is_used or citation.start >= quoted.end)
        yield QuotedText(
            words,
            text[citation.start : citation.end],
            citation.targets,
            bool(_ATTACHMENT.search(text, 0, citation.start)),
            citation.first_page,
            citation.last_page,
            line,
            citation.stated,
        )
    for start in quotes.unclosed:
        yield Unchecked(text[start + 1 :], paragraph.line + text.count("\n", 0, start))


def _citation_of(quoted: Quoted, text: str, cited: Sequence[_Cited]) -> int | None:
    """Which citation belongs to a quotation, as an index.

    The one that follows directly; else one that led up to it in the sentence
    ("In Kamerstuk 31490, nr. 284 staat: “…”") when what follows is not in
    brackets; else the one that follows in reach.
    """
    long_enough = len(text[quoted.start : quoted.end].split()) >= MIN_WORDS_FAR
    following = next((i for i, citation in enumerate(cited) if citation.start >= quoted.end), None)
    if following is not None:
        between = text[quoted.end : cited[following].start]
        if _LEADS_TO_CITATION.fullmatch(between):
            return following
        if len(between) > (FAR if long_enough else NEAR):
            following = None
    before = next((i for i in reversed(range(len(cited))) if cited[i].end <= quoted.start), None)
    if before is None or cited[before].is_used:
        return following
    between = text[cited[before].end : quoted.start]
    if len(between) > (FAR if long_enough else NEAR) or _SENTENCE_END.search(between):
        return following
    is_in_brackets = following is not None and text[: cited[following].start].rstrip().endswith("(")
    return following if is_in_brackets and not between.rstrip().endswith(":") else before


def _citations(text: str, known: Sequence[str]) -> list[_Cited]:
    """The citations in a text in order, with the pages that follow them; "idem" is the one before it."""
    same = ((match.start(), match.end(), None) for match in _IDEM.finditer(text))
    found: list[_Cited] = []
    # Of two known citations that begin at one place the longer says more; a reference has an id, which says most.
    by_words = sorted(((start, end, ()) for start, end in find_citations(text, known)), key=lambda known: -known[1])
    for start, end, targets in sorted([*_references(text), *by_words, *same], key=lambda citation: citation[0]):
        if found and start < found[-1].end:
            continue
        stated = stated_in(text[start:end])
        if targets is None:
            targets = found[-1].targets if found else ()
            if not targets:
                continue
            stated = found[-1].stated
        pages = _PAGES.match(text, end)
        first, last = (int(pages["first"]), int(pages["last"] or pages["first"])) if pages else (None, None)
        found.append(_Cited(start, pages.end() if pages else end, targets, first, last, stated))
    return found


def _references(text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    return ((found.start, found.end, found.targets) for found in find_references(text) if found.targets)


def _paragraphs(path: Path) -> list[Paragraph]:
    if not path.is_file():
        raise VindplaatsError(f"there is no file {path}")
    if path.suffix.lower() == ".docx":
        return _word_paragraphs(path)
    try:
        text = composed(path.read_text("utf-8"))
    except UnicodeDecodeError:
        raise VindplaatsError(
            f"{path.name} is no text in UTF-8; verify reads Markdown, plain text, Word (.docx) and HTML"
        ) from None
    if path.suffix.lower() in (".html", ".htm"):
        return _html_paragraphs(text)
    return markdown_paragraphs(text)


def markdown_paragraphs(text: str) -> list[Paragraph]:
    """The paragraphs of Markdown or plain text, without its marks, notes in brackets where their numbers stand."""
    notes = {note["mark"]: " ".join(note["text"].split()) for note in _NOTE.finditer(text)}
    body = _NOTE.sub(lambda note: "\n" * note[0].count("\n"), text)
    found: list[Paragraph] = []
    lines: list[str] = []
    first = 1
    for number, line in enumerate([*body.split("\n"), ""], start=1):
        plain = re.sub(r"^\s*(?:>\s?)+", "", line)
        if lines and (not plain.strip() or (_ITEM.match(plain) and not find_quotes("\n".join(lines)).unclosed)):
            written_out = _NOTE_MARK.sub(lambda mark: f" ({notes.get(mark[1], '')})", "\n".join(lines))
            found.append(Paragraph(_without_marks(written_out), first))
            lines = []
        if plain.strip():
            first = number if not lines else first
            lines.append(plain)
    return found


def _without_marks(text: str) -> str:
    """Without emphasis and escapes: \\*not emphasised\\* -> *not emphasised*."""
    marked = re.sub(r"\\([^A-Za-z0-9\s])|[*`]|(?<!\w)_|_(?!\w)", lambda mark: mark[1] or "", text)
    return re.sub(r"<br\s*/?>", " ", marked)


class _HtmlText(HTMLParser):
    """The text of HTML by paragraph. A link to an element by its id (#note-1) is that element's text in brackets."""

    _BLOCKS = frozenset(
        [
            "p",
            "li",
            "blockquote",
            "div",
            "h1",
            "h2",
            "h3",
            "h4",
            "tr",
            "section",
            "footer",
            "dd",
            "dt",
            "article",
            "ol",
        ]
    )

    def __init__(self) -> None:
        super().__init__()
        self.paragraphs: list[str] = [""]
        self.by_id: dict[str, int] = {}
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        self._unseen += tag in ("style", "script", "title")
        self.paragraphs[-1] += _CELL if tag in ("td", "th") else " " if tag == "br" else ""
        if tag in self._BLOCKS and self.paragraphs[-1].strip():
            self.paragraphs.append("")
        if tag in self._BLOCKS and known.get("id"):
            self.by_id[str(known["id"])] = len(self.paragraphs) - 1
        if tag == "a" and (known.get("href") or "").startswith("#"):
            self.paragraphs[-1] += f"\0{str(known['href'])[1:]}\0"

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in ("style", "script", "title")
        if tag in self._BLOCKS and self.paragraphs[-1].strip():
            self.paragraphs.append("")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.paragraphs[-1] += data


def _html_paragraphs(text: str) -> list[Paragraph]:
    parser = _HtmlText()
    parser.feed(text)
    plain = [re.sub(r"\0[^\0]*\0", "", paragraph) for paragraph in parser.paragraphs]

    def note(link: re.Match[str]) -> str:
        target = parser.by_id.get(link[1])
        return f" ({plain[target].strip()}) " if target is not None else ""

    linked = re.findall(r"\0([^\0]*)\0", "".join(parser.paragraphs))
    notes = {parser.by_id[id] for id in linked if id in parser.by_id}
    return [
        Paragraph(re.sub(r"\0([^\0]*)\0", note, paragraph), number)
        for number, paragraph in enumerate(parser.paragraphs, start=1)
        if paragraph.strip() and number - 1 not in notes
    ]


def _word_paragraphs(path: Path) -> list[Paragraph]:
    """The paragraphs of a Word file, its footnotes and endnotes in brackets where their numbers stand."""
    from lxml import etree

    from ingest.formats.changes import accept_changes

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        with ZipFile(path) as package:
            parts = {
                name: etree.fromstring(package.read(f"word/{name}.xml"), parser)
                for name in ("document", "footnotes", "endnotes")
                if f"word/{name}.xml" in package.namelist()
            }
    except (BadZipFile, etree.XMLSyntaxError):
        raise VindplaatsError(f"{path.name} is no Word file; save it again as .docx") from None
    if "document" not in parts:
        raise VindplaatsError(f"{path.name} is no Word file; save it again as .docx")
    for part in parts.values():
        accept_changes(part)
    notes = {
        place: text
        for kind in ("footnote", "endnote")
        if f"{kind}s" in parts
        for place, text in notes_of(parts[f"{kind}s"], kind).items()
    }
    found: list[Paragraph] = []
    row: object = None
    for number, paragraph in enumerate(paragraphs(parts["document"]), start=1):
        text = composed(paragraph_text(paragraph, notes))
        before, row = row, next(paragraph.iterancestors(f"{_WORD}tr"), None)
        if row is not None and row is before and found:
            found[-1] = Paragraph(f"{found[-1].text}{_CELL}{text}", found[-1].line)
        elif text.strip() or row is not None:
            found.append(Paragraph(text, number))
    return found
