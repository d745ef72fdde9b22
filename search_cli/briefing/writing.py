"""Write a briefing to a file."""

from __future__ import annotations

from pathlib import Path

from ingest.atomic import write_text, writing
from ingest.errors import VindplaatsError
from search_cli.briefing.composed import Briefing


def write(briefing: Briefing, path: Path) -> None:
    """Write a briefing in the format that the file's name asks for.

    Raises:
        VindplaatsError: another extension than .md, .docx or .html, or the file cannot be written.
    """
    from search_cli.briefing.formats import html, markdown, word

    suffix = path.suffix.lower()
    try:
        if suffix == ".md":
            write_text(path, markdown(briefing))
        elif suffix in (".html", ".htm"):
            write_text(path, html(briefing))
        elif suffix == ".docx":
            with writing(path) as file:
                word(briefing, file)
        else:
            raise VindplaatsError(f"a briefing is written as .md, .docx or .html, not as '{path.suffix or path.name}'")
    except OSError as error:
        raise VindplaatsError(f"{path} cannot be written: {error.strerror}") from error
