"""Who wrote a paper, where its first pages or its colophon name them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.layout.lines import Line, PageLines

_AUTHORS = re.compile(r"(?i)(?:hoofd)?auteur(?:s|\(s\))?\s*:?|opstellers?(?:/onderzoeker)?\s*:?|geschreven door\s*:?")
_PERSON = re.compile(
    r"(?:(?:prof|dr|drs|mr|ir|ing|de heer|mevrouw)\.?\s*)*(?:[A-Z]\.\s?|[A-ZÀ-Ý][\w’'-]+\s+){1,4}"
    r"(?:(?:van|de|der|den|ten|ter|te|von|le|la|in ’t|’t|'t)\s+)*[A-ZÀ-Ý][\w’'-]+(?:\s*[-–]\s*[A-ZÀ-Ý][\w’'-]+)?"
)
# Marty is no MA.
_DEGREES = re.compile(
    r"(?i)(?:(?<![\s,]),)?(?<!\s)\s*+"
    r"\b(?:MSc|MA|PhD|CIPP/E|partner|BSc|RE|CISA|LLM|\((?:auteur|projectleider)[^()]{0,80}\))(?!\w)\.?"
)
_MOST_AUTHORS = 12
_NO_PERSON = re.compile(
    r"(?i)\b(?:leerstoelgroep|vakgroep|afdeling|directie|research|universiteit|university|hogeschool|instituut|institute"
    r"|partners|consult(?:ancy|ants|ing)?|advies(?:bureau|groep)?|bureau|groep|ministerie|team|social|sciences?)\b"
)


def find_authors(pages: Sequence[PageLines]) -> tuple[str, ...]:
    """Who wrote it, where the first pages or the colophon name them under a label."""
    for page in pages:
        lines = sorted(page.lines, key=lambda line: line.baseline)
        for line in lines:
            label = _AUTHORS.match(line.text)
            if label is None:
                continue
            names = _people(line.text[label.end() :]) + [
                name for other in _following(line, lines) for name in _people(other.text)
            ]
            if names:
                return tuple(dict.fromkeys(names))[:_MOST_AUTHORS]
    return ()


def _following(label: Line, lines: Sequence[Line]) -> list[Line]:
    """The lines beside and below a label, as long as they stand together and name people."""
    beside = [line for line in lines if abs(line.baseline - label.baseline) < 4 and 0 <= line.x0 - label.x1 < 260]
    found, last = list(beside), label.baseline
    for line in lines:
        aligned = abs(line.x0 - (beside[0].x0 if beside else label.x0)) < 14
        if aligned and 2 < line.baseline - last < 2.2 * max(line.size, label.size):
            if not _named(line.text):
                break
            found.append(line)
            last = line.baseline
    return found


def _people(text: str) -> list[str]:
    """The people that a line names: a department or company is no author in person."""
    return [name for name in _named(text) if not _NO_PERSON.search(name)]


def _named(text: str) -> list[str]:
    parts = re.split(r",(?!\s{0,3}(?:MSc|MA|PhD|CIPP))|(?<!\s)\s++en\s+|;|\s&\s", _DEGREES.sub("", text))
    return [" ".join(part.split()) for part in parts if _PERSON.fullmatch(part.strip())]
