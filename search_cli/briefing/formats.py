"""A briefing as Markdown, HTML and Word. Citations go in footnotes, as the Leidraad asks of Kamerstukken."""

from __future__ import annotations

import re
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from ingest.citing.escaping import markdown_text, plain, word_text
from ingest.citing.titles import full_title, sentence_case

if TYPE_CHECKING:
    from markupsafe import Markup

    from ingest.citing.cite import Citation
    from search_cli.briefing.composed import Briefing, Item

_PAPERS = "Aangehaalde stukken"
# What makes a line of Markdown an item of a list: "- tijd", "1. geld".
_LIST_MARK = re.compile(r"^(\d{0,9})([-+=.)])")
_PROSE_STYLES = ("leidraad", "markdown")


def markdown(briefing: Briefing) -> str:
    """Markdown with footnotes ([^1]), which most programs that read Markdown know."""
    parts = [f"# {markdown_text(briefing.title)}"]
    for item in briefing.items:
        if item.note:
            parts.append(_line(item.note))
        # Two spaces at a line end keep the line in what is made of it.
        lines = "  \n> ".join(_line(line) for line in item.words.splitlines())
        parts.append(f"> “{lines}”[^{item.number}]")
    parts.append(f"## {_PAPERS}")
    if briefing.style in _PROSE_STYLES:
        parts.append("\n".join(f"- {paper.markdown}{_escaped_after(_about(paper))}" for paper in briefing.papers))
    else:
        # What is fenced ends at a row of as many backticks.
        fence = max(["``", *re.findall("`+", briefing.list_of_papers)], key=len) + "`"
        parts.append(f"{fence}\n{briefing.list_of_papers}\n{fence}")
    parts.append("\n".join(f"[^{item.number}]: {item.citation.markdown}." for item in briefing.items))
    return "\n\n".join(parts) + "\n"


def _line(text: str) -> str:
    """Text on one line, where a number or a dash at its beginning would make a list."""
    return _LIST_MARK.sub(r"\1\\\2", markdown_text(text))


def _escaped_after(text: str) -> str:
    """As it follows on other words: with the space between."""
    return f" {markdown_text(text)}" if text else ""


def _about(paper: Citation) -> str:
    """What a reader wants to know of a paper beside its number: its title."""
    title = full_title(paper.metadata)
    return f" ({plain(sentence_case(title))})" if title and paper.type == "paper" else ""


_HTML = """<!doctype html>
<html lang="nl">
<head>
<meta charset="utf-8">
<title>{{ briefing.title }}</title>
<style>
 body { font: 1.05rem/1.5 Georgia, serif; max-width: 42rem; margin: 2rem auto; padding: 0 1rem; color: #222 }
 blockquote { margin: 1rem 0; padding-left: 1rem; border-left: 3px solid #888 }
 ol, ul { padding-left: 1.4rem } .notes { font-size: .9rem; border-top: 1px solid #ccc; margin-top: 2rem }
 pre { overflow-x: auto; font-size: .85rem }
</style>
</head>
<body>
<h1>{{ briefing.title }}</h1>
{% for item in briefing.items %}
{% if item.note %}<p>{{ item.note }}</p>{% endif %}
<blockquote><p>“{{ lines(item) }}”<sup><a href="#note-{{ item.number }}">{{ item.number }}</a></sup></p></blockquote>
{% endfor %}
<h2>{{ heading }}</h2>
{% if prose %}
<ul>
{% for paper in briefing.papers %}<li>{{ paper.html | safe }}{{ about(paper) }}</li>
{% endfor %}
</ul>
{% else %}<pre>{{ briefing.list_of_papers }}</pre>{% endif %}
<ol class="notes">
{% for item in briefing.items %}<li id="note-{{ item.number }}">{{ item.citation.html | safe }}.</li>
{% endfor %}
</ol>
</body>
</html>
"""


def html(briefing: Briefing) -> str:
    """One HTML page that needs nothing else. All text is escaped; Citation.html escapes its own."""
    from jinja2 import Environment

    template = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(_HTML)
    prose = briefing.style in _PROSE_STYLES
    return template.render(briefing=briefing, heading=_PAPERS, about=_about, prose=prose, lines=_html_lines)


def _html_lines(item: Item) -> Markup:
    from markupsafe import Markup

    return Markup("<br>\n").join(item.words.splitlines())


def word(briefing: Briefing, file: IO[bytes], template: Path | None = None) -> None:
    """Write a Word file with real footnotes, in Dutch, on A4; template: one whose page and styles it takes.

    Raises:
        VindplaatsError: the template cannot be used.
    """
    from search_cli.briefing.word_page import new_document, styled

    document = new_document(briefing.title, template)
    styled(document.add_paragraph(briefing.title), "Heading 1")
    for item in briefing.items:
        if item.note:
            document.add_paragraph(item.note).paragraph_format.keep_with_next = True
        paragraph = styled(document.add_paragraph(), "Quote")
        paragraph.paragraph_format.keep_together = True
        paragraph.add_run(f"“{item.words}”")
        _add_footnote_mark(paragraph, item.number)
    styled(document.add_paragraph(_PAPERS), "Heading 2")
    if briefing.style in _PROSE_STYLES:
        for paper in briefing.papers:
            _add_citation(styled(document.add_paragraph(), "List Bullet"), paper, _about(paper))
    else:
        document.add_paragraph(briefing.list_of_papers)
    _add_footnotes(document, [item.citation for item in briefing.items])
    document.save(file)


def _add_citation(paragraph: Any, citation: Citation, after: str) -> None:
    before, series, rest = _around_series(citation)
    paragraph.add_run(before)
    paragraph.add_run(series).italic = True
    paragraph.add_run(rest + word_text(after))


def _around_series(citation: Citation) -> tuple[str, str, str]:
    """A citation up to its series, which is set in italics, the series, and what follows."""
    before, series, rest = citation.text.partition(citation.series) if citation.series else (citation.text, "", "")
    return word_text(before), word_text(series), word_text(rest)


def _add_footnote_mark(paragraph: Any, number: int) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    run = paragraph.add_run()
    run.font.superscript = True
    mark = OxmlElement("w:footnoteReference")
    mark.set(qn("w:id"), str(number))
    run._r.append(mark)


# python-docx has no footnotes: the part is written here, with the two separators that Word asks for.
_FOOTNOTES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>
{% for citation in citations %}<w:footnote w:id="{{ loop.index }}"><w:p>
<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>
<w:r><w:t xml:space="preserve"> {{ parts(citation)[0] }}</w:t></w:r>
<w:r><w:rPr><w:i/></w:rPr><w:t xml:space="preserve">{{ parts(citation)[1] }}</w:t></w:r>
<w:r><w:t xml:space="preserve">{{ parts(citation)[2] }}.</w:t></w:r>
</w:p></w:footnote>
{% endfor %}</w:footnotes>
"""


def _add_footnotes(document: Any, citations: list[Citation]) -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from jinja2 import Environment

    xml = Environment(autoescape=True).from_string(_FOOTNOTES).render(citations=citations, parts=_around_series)
    for relation in list(document.part.rels.values()):
        # Those of a template belong to text that is not in the briefing.
        if relation.reltype == RELATIONSHIP_TYPE.FOOTNOTES:
            document.part.rels.pop(relation.rId)
    part = Part(
        PackURI("/word/footnotes.xml"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
        xml.encode("utf-8"),
        document.part.package,
    )
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
