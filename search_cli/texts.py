"""Plain text to tag: a file, a .jsonl with a text a line, or stdin."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from ingest.errors import UnreadableError

# Some tens of millions of words. What never ends, such as a device, is not waited for.
MOST_BYTES = 200_000_000


class WrongLinesError(UnreadableError):
    """Some or all lines of a .jsonl are no texts. Exit status 3 where others were."""

    def __init__(self, file: Path, wrong: list[int], n_lines: int) -> None:
        self.exit_code = 1 if len(wrong) == n_lines else 3
        some = ", ".join(map(str, wrong[:8])) + (f" and {len(wrong) - 8} more" if len(wrong) > 8 else "")
        super().__init__(f'{file}, line {some}: expected {{"id": ..., "text": ...}}')


def read_texts(file: Path | None) -> Iterator[tuple[str | int | None, str]]:
    """(id, text) of each text, in order of the input; id is None for plain text.

    Lines of a .jsonl that are not {"id": ..., "text": ...}, with a string or an
    integer and a string, are named when all others were given.

    Raises:
        UnreadableError: no such file, no text, too much of it, standard input is closed, or wrong lines.
    """
    if file is None or str(file) == "-":
        if sys.stdin is None:
            raise UnreadableError("standard input is closed; name a file to tag")
        yield None, _decoded(_read(sys.stdin.buffer, "standard input"), "standard input")
        return
    try:
        with file.open("rb") as opened:
            data = _read(opened, str(file))
    except OSError as error:
        raise UnreadableError(f"{file} cannot be read: {error.strerror}") from error
    content = _decoded(data, str(file))
    if file.suffix.lower() != ".jsonl":
        yield None, content
        return
    lines = [(number, line) for number, line in enumerate(content.split("\n"), start=1) if line.strip()]
    wrong = []
    for number, line in lines:
        record = _record(line)
        if record:
            yield record
        else:
            wrong.append(number)
    if wrong:
        raise WrongLinesError(file, wrong, len(lines))


def _read(opened: BinaryIO, name: str) -> bytes:
    data = opened.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise UnreadableError(f"{name} has more than {MOST_BYTES // 1_000_000} MB; tag it in parts")
    return data


def _decoded(data: bytes, name: str) -> str:
    """The text that bytes are. A PDF may be UTF-8 by chance, and other encodings show by their zeros."""
    try:
        if not data.startswith(b"%PDF") and b"\x00" not in data:
            return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    raise UnreadableError(f"{name} is not a UTF-8 text; for a PDF use 'vindplaats parse' or 'vindplaats add'")


def _record(line: str) -> tuple[str | int, str] | None:
    try:
        match json.loads(line):
            case {"id": str() | int() as id, "text": str() as text} if not isinstance(id, bool):
                return id, text
    except (ValueError, RecursionError):
        pass
    return None
