"""Read the quotations out of a text: words between quotation marks, followed by a citation.

    “De uitvoering moet wendbaar zijn” (Kamerstukken II 2019/20, 31490, nr. 284, p. 3)

Read are Markdown and plain text, Word (.docx) and HTML; a citation in a
footnote counts where its number stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from ingest.errors import VindplaatsError
from nlp.references import find_references
from search_cli.model import QuotedText

_PAGES = re.compile(
    r"\s*(?:,|\()?\s*(?:\([^()]{0,40}\)\s*,?\s*)?(?:p|pp|blz|pag|pagina)\b\.?\s*(?P<first>\d+)"
    r"(?:\s*(?:-|–|t/m|tot en met|en)\s*(?P<last>\d+))?"
)
# Opening and closing marks that belong together. Single marks are left alone: most are apostrophes,
# and what stands between them is mostly a quotation within the quotation.
_QUOTED = re.compile(r"“(?P<a>[^“”]+)”|„(?P<b>[^„”“]+)[”“]|«(?P<c>[^«»]+)»|(?<![\w\"])\"(?P<d>[^\"\n]+)\"(?!\w)")
_ATTACHMENT = re.compile(r"(?i)\bbijlage\w*(?:\s+\S+)?\s+bij\s+(?:de\s+)?\Z")
# A citation directly after the words belongs to any quotation; further on in the paragraph only to one of some length.
NEAR = 40
FAR = 260
MIN_WORDS_FAR = 4
_NOTE = re.compile(r"^\[\^(?P<mark>[^\]]+)\]:\s*(?P<text>.*(?:\n[ \t]+\S.*)*)", re.MULTILINE)
_NOTE_MARK = re.compile(r"\[\^([^\]]+)\]")
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with its notes written out in brackets; line: where it begins, counted from 1."""

    text: str
    line: int


def read_quotations(path: Path, citations: Sequence[str] = ()) -> list[QuotedText]:
    """The quotations with a citation in a file, in order.

    Args:
        citations: citations of held papers that have no number as Kamerstuk,
            to be recognised as they stand.

    Raises:
        VindplaatsError: the file cannot be read, or quotes nothing with a citation.
    """
    quotations = quotations_in(_paragraphs(path), citations)
    if not quotations:
        raise VindplaatsError(
            f"{path.name} has no quotation with a citation: nothing between quotation marks is followed by one, "
            "as “…” (Kamerstukken II 2019/20, 31490, nr. 284, p. 3)"
        )
    return quotations


def quotations_in(paragraphs: Sequence[Paragraph], citations: Sequence[str] = ()) -> list[QuotedText]:
    """The quotations with a citation in a text."""
    return [quotation for paragraph in paragraphs for quotation in _in_paragraph(paragraph, citations)]


def _in_paragraph(paragraph: Paragraph, citations: Sequence[str]) -> Iterator[QuotedText]:
    text = paragraph.text
    cited = sorted([*_references(text), *_known_citations(text, citations)], key=lambda citation: citation[0])
    for quoted in _QUOTED.finditer(text):
        words = next(group for group in quoted.groups() if group is not None)
        following = next((citation for citation in cited if citation[0] >= quoted.end()), None)
        if following is None:
            continue
        distance = following[0] - quoted.end()
        if distance > FAR or (distance > NEAR and len(words.split()) < MIN_WORDS_FAR):
            continue
        start, end, targets = following
        pages = _PAGES.match(text, end)
        line = paragraph.line + text.count("\n", 0, quoted.start())
        yield QuotedText(
            words,
            text[start : pages.end() if pages else end],
            targets,
            bool(_ATTACHMENT.search(text, 0, start)),
            int(pages["first"]) if pages else None,
            int(pages["last"] or pages["first"]) if pages else None,
            line,
        )


def _references(text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    return ((found.start, found.end, found.targets) for found in find_references(text) if found.targets)


def _known_citations(text: str, citations: Sequence[str]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    for citation in citations:
        words = r"\s+".join(re.escape(word) for word in citation.split())
        yield from ((match.start(), match.end(), ()) for match in re.finditer(words, text))


def _paragraphs(path: Path) -> list[Paragraph]:
    if not path.is_file():
        raise VindplaatsError(f"there is no file {path}")
    if path.suffix.lower() == ".docx":
        return _word_paragraphs(path)
    try:
        text = path.read_text("utf-8")
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
        if plain.strip():
            first = number if not lines else first
            lines.append(plain)
        elif lines:
            written_out = _NOTE_MARK.sub(lambda mark: f" ({notes.get(mark[1], '')})", "\n".join(lines))
            found.append(Paragraph(_without_marks(written_out), first))
            lines = []
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
            "td",
            "th",
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

    notes = set(parser.by_id.values())
    return [
        Paragraph(re.sub(r"\0([^\0]*)\0", note, paragraph), number)
        for number, paragraph in enumerate(parser.paragraphs, start=1)
        if paragraph.strip() and number - 1 not in notes
    ]


def _word_paragraphs(path: Path) -> list[Paragraph]:
    """The paragraphs of a Word file, its footnotes and endnotes in brackets where their numbers stand."""
    from lxml import etree

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
    notes = {
        (kind, note.get(f"{_WORD}id")): "".join(text.text or "" for text in note.iter(f"{_WORD}t"))
        for kind in ("footnote", "endnote")
        if f"{kind}s" in parts
        for note in parts[f"{kind}s"].iter(f"{_WORD}{kind}")
    }
    found = []
    for number, paragraph in enumerate(parts["document"].iter(f"{_WORD}p"), start=1):
        text = "".join(_word_text(element, notes) for element in paragraph.iter())
        if text.strip():
            found.append(Paragraph(text, number))
    return found


def _word_text(element: object, notes: dict[tuple[str, str | None], str]) -> str:
    tag = str(getattr(element, "tag", ""))
    if tag == f"{_WORD}t":
        return str(getattr(element, "text", None) or "")
    if tag in (f"{_WORD}br", f"{_WORD}tab"):
        return " "
    if tag in (f"{_WORD}footnoteReference", f"{_WORD}endnoteReference"):
        kind = tag.removeprefix(_WORD).removesuffix("Reference")
        identifier = element.get(f"{_WORD}id")  # type: ignore[attr-defined]
        return f" ({notes.get((kind, identifier), '')}) "
    return ""
