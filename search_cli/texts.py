"""Plain text to tag: a file, a .jsonl with a text a line, or stdin."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from ingest.errors import UnreadableError


def read_texts(file: Path | None) -> Iterator[tuple[str | None, str]]:
    """(id, text) of each text, in order of the input; id is None for plain text.

    Raises:
        UnreadableError: no such file, or a line that is not {"id": ..., "text": ...}.
    """
    if file is None or str(file) == "-":
        yield None, sys.stdin.buffer.read().decode("utf-8", errors="replace")
        return
    try:
        content = file.read_bytes().decode("utf-8")
    except OSError as error:
        raise UnreadableError(f"{file} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise UnreadableError(
            f"{file} is not a UTF-8 text; for a PDF use 'vindplaats parse' or 'vindplaats add'"
        ) from error
    if file.suffix.lower() != ".jsonl":
        yield None, content
        return
    for number, line in enumerate(content.split("\n"), start=1):
        if line.strip():
            yield _record(file, number, line)


def _record(file: Path, number: int, line: str) -> tuple[str, str]:
    try:
        record = json.loads(line)
        return str(record["id"]), str(record["text"])
    except (json.JSONDecodeError, KeyError, TypeError) as error:
        raise UnreadableError(f'{file}, line {number}: expected {{"id": ..., "text": ...}}') from error
