"""The papers in files and folders, and what lies among them that is not read."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.errors import LibraryError
from index.model import READ_IN_PART, DocumentRecord, PassedOver
from ingest.identifiers import IdentifierError, KamerstukId, parse
from ingest.model import Metadata

# A folder may hold the papers' metadata beside them; those files are no papers. Nor is what a fetch keeps there.
_METADATA_NAMES = ("metadata.xml", "metadata_owms.xml")
_UNSAID_NAMES = ("state.json", "fetch.lock", "thumbs.db", "desktop.ini")
_UNSAID_ENDINGS = (".part", ".part.json", "~", ".tmp")
# What is read, the better edition of one paper first: an edition with pages goes before one without.
_ENDINGS = (".pdf", ".xml", ".docx", ".odt", ".doc", ".html", ".htm", ".xhtml", ".md", ".markdown", ".txt")
# What tells of a folder is no paper of it, unless it is named by itself.
_OF_THE_FOLDER = re.compile(r"(?i)(?:read_?me|lees_?mij|license|licence|licentie|changelog)\.(?:md|markdown|txt|html?)")
_PACKED = (".zip", ".7z", ".rar", ".tar", ".gz")
_PICTURES = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".gif", ".bmp")


@dataclass(frozen=True, slots=True)
class Source:
    """A paper on disk: its PDF, its official XML edition, or both. known_at: where it came from, if not from there."""

    main: Path
    xml: Path | None = None
    known_at: str | None = None

    @property
    def path(self) -> str:
        """Where the paper is known to stand; bytes of its name that are no UTF-8 are written as \\xe9."""
        return self.known_at or _printable(self.main)

    @property
    def name(self) -> str:
        """Its file name, to print."""
        return Path(self.path).name


@dataclass(frozen=True, slots=True)
class Found:
    """What lies in files and folders."""

    sources: tuple[Source, ...]
    passed_over: tuple[PassedOver, ...]


def find_sources(paths: Iterable[Path]) -> list[Source]:
    """The papers in files and folders; see look_through."""
    return list(look_through(paths).sources)


def look_through(paths: Iterable[Path]) -> Found:
    """The papers in files and folders (with their subfolders), in order of name, and the files that are not read.

    A PDF and an XML file with the same name in the same folder are two
    editions of one paper; other editions beside a better one are passed over.
    A file that is named by itself is read whatever its ending.

    Raises:
        LibraryError: a path that does not exist, or is neither file nor folder.
    """
    files: dict[Path, None] = {}
    passed_over: list[PassedOver] = []
    for path in paths:
        if not path.exists():
            raise LibraryError(_not_there(path))
        if not path.is_dir() and not path.is_file():
            raise LibraryError(f"{path} is a pipe or a device; write what it gives to a file, and add that")
        for file in sorted(_files_in(path)) if path.is_dir() else [path]:
            if path.is_file() or _is_paper(file):
                files[file.absolute()] = None
            elif file.is_file() and not _is_unsaid(file):
                passed_over.append(_passed_over(file.absolute(), _why_not(file)))
    sources: list[Source] = []
    for editions in _by_paper(files):
        best, *others = editions
        xml = next((file for file in others if file.suffix.lower() == ".xml"), None) if _is_pdf(best) else None
        sources.append(Source(best, xml))
        passed_over += [
            _passed_over(file, f"another edition of {best.name}, which is read") for file in others if file != xml
        ]
    return Found(tuple(sources), tuple(passed_over))


def _files_in(folder: Path) -> Iterator[Path]:
    """The files in a folder and its subfolders, those of hidden folders and of libraries left out."""
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".") and not _is_library(Path(place, name))]
        yield from (Path(place, name) for name in names)


def _is_library(folder: Path) -> bool:
    return (folder / "library.sqlite").exists()


def _by_paper(files: Iterable[Path]) -> Iterable[Sequence[Path]]:
    """The files with the same name but for their endings, the best edition first."""
    papers: dict[Path, list[Path]] = {}
    for file in files:
        key = file.with_suffix("") if file.suffix.lower() in _ENDINGS else file
        papers.setdefault(key, []).append(file)
    for editions in papers.values():
        yield sorted(editions, key=_rank)


def _rank(file: Path) -> int:
    ending = file.suffix.lower()
    return _ENDINGS.index(ending) if ending in _ENDINGS else len(_ENDINGS)


def _is_pdf(file: Path) -> bool:
    return file.suffix.lower() == ".pdf"


def _not_there(path: Path) -> str:
    """Why a path cannot be added; papers named by their id or their address on the web are fetched."""
    named = os.fspath(path)
    # A path has its slashes made single.
    address = re.sub(r"^(https?):/(?!/)", r"\1://", named)
    on_the_web = address != named or named.startswith(("zoek.", "www.", "open.overheid.nl"))
    try:
        known = bool(parse(named))
    except IdentifierError:
        known = False
    if on_the_web or known:
        return f"{address} is no file here; papers are brought from the web with 'vindplaats fetch {address}'"
    return f"no file or folder {path}"


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _is_paper(file: Path) -> bool:
    """Whether a file in a folder is read: by its ending, or because it begins as a PDF does."""
    name = file.name.lower()
    if name.startswith(".") or not file.is_file() or _is_unsaid(file):
        return False
    return (name.endswith(_ENDINGS) and not _OF_THE_FOLDER.fullmatch(name)) or _begins_as_pdf(file)


def _is_unsaid(file: Path) -> bool:
    """Hidden files, metadata that are read with their paper, and what programs leave behind are nobody's papers."""
    name = file.name.lower()
    hidden = name.startswith((".", "~$"))
    return hidden or name in _UNSAID_NAMES or name.endswith((*_METADATA_NAMES, *_UNSAID_ENDINGS))


def _begins_as_pdf(file: Path) -> bool:
    """As a browser saves it without an ending: "document?id=2024D01234", "brief.pdf (1)"."""
    try:
        with file.open("rb") as stream:
            return stream.read(8).lstrip().startswith(b"%PDF-")
    except OSError:
        return False


def _why_not(file: Path) -> str:
    ending = file.suffix.lower()
    if _OF_THE_FOLDER.fullmatch(file.name):
        return "it tells of the folder; name it by itself to add it"
    if ending in _PACKED:
        return "files packed together are not read: unpack it, and add what is in it"
    if ending in _PICTURES:
        return "a picture is not read: save it as PDF, and add that with --ocr"
    kind = f"files of the kind {ending}" if ending else "files without an ending"
    return f"{kind} are not read; PDF, official XML, Word, HTML and plain text are"


def _passed_over(file: Path, reason: str) -> PassedOver:
    path = _printable(file)
    return PassedOver(Path(path).name, path, reason)


def _printable(file: Path) -> str:
    return os.fsencode(file).decode("utf-8", "backslashreplace")


def not_taken_out(metadata: Metadata, path: str, held: Collection[str]) -> list[PassedOver]:
    """The files inside a paper that are not held themselves, and what of the paper was not read.

    That is what was too much, what cannot be seen on its page, and words whose letters are not known.

    Args:
        metadata: of the paper.
        path: where the paper stands.
        held: the paths of the papers that the library holds, and the names of copies of files inside others.
    """
    reason = f"lies inside {Path(path).name} and was not read; save it and add it, or add with --attachments"
    inside = [
        PassedOver(name, place, reason)
        for number, name in enumerate(metadata.attachments)
        if (place := _known_at(path, name, number)) not in held and Path(place).name not in held
    ]
    said = [*metadata.not_read, *_unread(metadata)]
    return inside + [PassedOver(Path(path).name, path, f"{READ_IN_PART}: {sentence}") for sentence in said]


def _unread(metadata: Metadata, shown: int = 8) -> Iterator[str]:
    """By reason the pages with words that were not read; not the words, which may have been blacked out."""
    for reason in dict.fromkeys(reason for _, _, reason in metadata.unread):
        pages = sorted({page for page, _, because in metadata.unread if because == reason})
        named = ", ".join(map(str, pages[:shown])) + (f" and {len(pages) - shown} more" if len(pages) > shown else "")
        yield f"words on page{'s' if len(pages) > 1 else ''} {named} were not read: {reason}"


def first_print(id: str) -> str | None:
    """The id of the paper that a paper with this id is a reprint of.

    >>> first_print("kst-31490-7-h1")
    'kst-31490-7'
    """
    try:
        paper = parse(id)
    except IdentifierError:
        return None
    return str(paper.reprint_of) if isinstance(paper, KamerstukId) and paper.reprint_of else None


def take_out(
    papers: Mapping[Path, DocumentRecord], folder: Path, time_limit_s: float = 60
) -> tuple[list[Source], list[str]]:
    """Write the files inside papers into a folder; as sources to add, and what went wrong.

    Done in processes of their own, under limits, as papers are read.

    Args:
        papers: by their originals on disk.
    """
    from ingest.workers import run_workers

    sources: list[Source] = []
    problems: list[str] = []
    for outcome in run_workers(papers, _Taker(folder), jobs=None, time_limit_s=time_limit_s, memory_limit_mb=2000):
        record = papers[outcome.path]
        if outcome.result is None:
            problems.append(f"the files inside {record.file} were not taken out: {outcome.error}")
            continue
        for number, (name, written) in enumerate(zip(record.metadata.attachments, outcome.result, strict=False)):
            sources.append(Source(written, known_at=_known_at(record.path, name, number)))
    return sources, problems


def _known_at(path: str, name: str, number: int) -> str:
    """Where a file inside a paper is said to stand: in it, by its place and name."""
    return f"{path}#{number + 1}/{Path(name.replace(chr(92), '/')).name or 'bijlage'}"


class _Taker:
    """What a worker does with one paper; made again in its process."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, path: Path) -> list[Path]:
        from ingest.pdf.attached import write_attached

        return write_attached(path, self.folder / path.stem[:16])
