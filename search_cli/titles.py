"""What papers are called where people read."""

from __future__ import annotations

from index.model import DocumentRecord
from ingest.citing.titles import sentence_case


def shown_title(record: DocumentRecord) -> str:
    """What to call a paper on one line: its known title, not in capitals, else its file name."""
    return sentence_case(record.known_title) if record.known_title else record.file


def fitted(title: str, width: int) -> str:
    """A title in so many signs: of "subject; which paper" the subject is cut first, as many papers have it.

    >>> fitted("Regels omtrent de instelling van een adviescollege; Nota naar aanleiding van het verslag", 60)
    'Regels omtrent de…; Nota naar aanleiding van het verslag'
    """
    if len(title) <= width:
        return title
    subject, separator, paper = title.rpartition("; ")
    room = width - len(separator + paper)
    # Of a paper with a long name of its own a third of the room is the subject's.
    room = max(room, width // 3) if separator else width
    cut = _cut(subject if separator else title, room)
    return _cut(f"{cut}{separator}{paper}", width) if separator else cut


def _cut(text: str, width: int) -> str:
    """The words that fit, with an ellipsis for the others."""
    if len(text) <= width:
        return text
    kept = text[: max(1, width - 1)]
    whole = kept if text[len(kept)].isspace() else kept.rsplit(" ", 1)[0]
    # A long last word is cut within it.
    return (whole if len(whole) > 2 * width // 3 else kept).rstrip(" ,;:-(") + "…"
