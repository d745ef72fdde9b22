"""Errors of the library, each with the command that helps."""

from __future__ import annotations

from pathlib import Path

from ingest.errors import VindplaatsError


class LibraryError(VindplaatsError):
    """The library cannot be used as asked."""


class NoLibraryError(LibraryError):
    def __init__(self, path: object) -> None:
        super().__init__(f"no library in {path}; make one with 'vindplaats add PDF...'")


class OtherFormatError(LibraryError):
    """The library was made by an older or newer version of the program."""

    def __init__(self, path: Path, format: int, readable: int) -> None:
        remedy = (
            f"make it again from its papers with 'vindplaats rebuild --library {path}': briefing, saved searches and "
            "decisions are kept"
            if format < readable
            else "use that version"
        )
        super().__init__(
            f"{path} was made by another version of vindplaats (its format is {format}, this one reads {readable}); "
            f"{remedy}"
        )


class NewerNotesError(LibraryError):
    def __init__(self, file: Path, version: int, readable: int) -> None:
        super().__init__(
            f"{file} was written by a newer vindplaats (its version is {version}, this one reads {readable}); "
            "use that one"
        )


class LibraryBusyError(LibraryError):
    def __init__(self, path: object, seconds: float) -> None:
        super().__init__(
            f"{path} is being changed by another vindplaats; waited {seconds:.0f} seconds. "
            "Try again when that one is done."
        )


class NotWritableError(LibraryError):
    def __init__(self, path: object, reason: str) -> None:
        super().__init__(
            f"{path} cannot be written ({reason}); make room or ask for write access, or copy it to where you "
            "have both and name the copy with --library"
        )


class UnfinishedLibraryError(LibraryError):
    """Changes of a run that was killed wait beside the record, and taking them in is writing."""

    def __init__(self, path: Path, left: str, reason: str) -> None:
        super().__init__(
            f"{path} was left by an interrupted run with changes in {left}, and cannot be written here ({reason}); "
            "open it once where it can be written, as with 'vindplaats status'"
        )


class WrongEmbedderError(LibraryError):
    def __init__(self, built_with: str, asked: str) -> None:
        super().__init__(
            f"the library was built with the model {built_with}, not {asked}; search with '--model {built_with}', "
            f"or build it again with 'vindplaats add --model {asked} --redo'"
        )


class DocumentNotFoundError(LibraryError):
    """No document, or more than one, answers to a name."""


class DamagedDocumentError(LibraryError):
    """What is stored of one document is not what was stored."""

    def __init__(self, id: str, library: object) -> None:
        super().__init__(
            f"what {library} holds of {id} is damaged; make it again from its original with "
            f"'vindplaats rebuild --only {id} --library {library}'"
        )


class DamagedLibraryError(LibraryError):
    """The library.sqlite is damaged beyond one document."""

    def __init__(self, library: Path, what: str) -> None:
        super().__init__(
            f"{library / 'library.sqlite'} is damaged ({what}); make it again from the papers in it with "
            f"'vindplaats rebuild --library {library}': briefing, saved searches and decisions are kept"
        )


class NameNotFoundError(LibraryError):
    """No paper has these words as an entity, or nothing was decided about them."""


class QueryError(VindplaatsError):
    """A query that cannot be honoured; it is refused rather than loosened. Exit status 2, as for wrong usage."""

    exit_code = 2
