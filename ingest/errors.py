"""The errors a user can cause, each with the sentence that helps."""

from __future__ import annotations


class VindplaatsError(Exception):
    """An error to show as one sentence: which file, what is wrong, what to do.

    exit_code is the status the process ends with.
    """

    exit_code = 1


class UnreadableError(VindplaatsError):
    """A file that cannot become a Document.

    retry says whether a later run may succeed (time, memory, a busy disk) or
    never will until the file changes (not a PDF, encrypted, damaged).
    """

    def __init__(self, message: str, *, retry: bool = False) -> None:
        super().__init__(message)
        self.retry = retry
