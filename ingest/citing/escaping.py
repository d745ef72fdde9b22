"""Text of papers and of readers in files for other programs: one function for each format.

What a program obeys instead of showing is taken out or set apart, so that a
title or a note is never a formula, a link, an image, a tag or a field.
"""

from __future__ import annotations

import re

from ingest.words.signs import readable

# At the head of a table it says to Excel that what follows is UTF-8.
UTF_8_MARK = "\ufeff"
# A program of tables takes a cell that begins so for a formula, and carries it out; some do after white space too,
# and some take the wide signs of Asian type for the same.
_FORMULA = re.compile("\\s*[=+@\uff1d\uff0b\uff20\uff0d-]|[\t\r\n]")
# They turn around what follows, so that a name reads as another; the marks of one sign (200E, 200F, 061C) go with them.
_TURNING = re.compile("[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
# What no XML, and so no Word file, can hold beside control characters; halves of characters cannot be written at all.
_NOT_IN_XML = re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_MARKDOWN_SIGNS = re.compile(r"([\\`*_\[\]<>#|~]|&(?=#?\w{1,40};))")
# A web address, which many programs make a link of where nothing says so.
_ADDRESS = re.compile(r"(?i)\b(javascript|data|vbscript|file|https?|ftp|mailto|www)(?=[:.])")
# What LaTeX would read as a command, with how it prints the sign itself.
_LATEX = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
# BibTeX counts braces also behind a backslash.
_LATEX |= {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
_LATEX |= {sign: f"\\{sign}" for sign in "&%$#_"}


def plain(text: str) -> str:
    """The text without signs that turn it around, end it, or no file can hold; line ends stay.

    >>> plain("Zie\\x0bpunt\\x00 3\\u202e")
    'Zie punt 3'
    """
    return readable(_NOT_IN_XML.sub("\ufffd", _TURNING.sub("", text)))


def one_line(text: str) -> str:
    """The text on one line, as fields of RIS and BibTeX end with theirs."""
    return " ".join(plain(text).split())


def csv_cell(value: object) -> object:
    """A value as no program of tables takes it for a formula.

    >>> csv_cell("=1+1"), csv_cell(-3), csv_cell(None)
    ("'=1+1", -3, '')
    """
    if not isinstance(value, str):
        return "" if value is None else value
    text = plain(value)
    return f"'{text}" if _FORMULA.match(text) else text


def markdown_text(text: str) -> str:
    """One line of Markdown that shows the text: no tags, links, images, emphasis or references to characters.

    >>> markdown_text("![x](http://a.b) <b>&amp;")
    '!\\\\[x\\\\](http\\\\://a.b) \\\\<b\\\\>\\\\&amp;'
    """
    escaped = _MARKDOWN_SIGNS.sub(r"\\\1", one_line(text))
    return _ADDRESS.sub(r"\1\\", escaped)


def latex(text: str) -> str:
    """A value of BibTeX: one line, and signs that LaTeX would obey as themselves."""
    return "".join(_LATEX.get(sign, sign) for sign in one_line(text))


def ris_value(text: str) -> str:
    """A value of RIS: what stands after "TI  - "."""
    return one_line(text)


def word_text(text: str) -> str:
    """Text as a Word file can hold it, with its line ends."""
    return plain(text)
