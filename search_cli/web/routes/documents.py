"""/document: a paper, a page of it with words marked, its picture and the file itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from index.errors import QueryError
from index.library import Library
from index.library.documents import Documents
from index.model import DocumentRecord
from index.query.plan import planned
from index.query.syntax import parse
from index.ranking.hits import find_marks
from index.readers.remarks import placed
from ingest.addresses import Address, address_of
from ingest.citing.cite import cite
from ingest.model import Block, Box, Document
from nlp.model import LEFT_OUT
from search_cli import showing
from search_cli.recommended.choosing import Wanted, choose
from search_cli.web import links
from search_cli.web.asking import offset
from search_cli.web.desk import desk_of
from search_cli.web.marks import lines, marked
from search_cli.web.pages import NotThereError, html_answer, is_json, json_answer
from search_cli.web.paper import THUMB_WIDTH, WIDTH, NoPageError, Picture, kept_image, page_image, thumb_marks

_SHA256 = re.compile(r"[0-9a-f]{64}")
_RANGE = re.compile(r"(\d{1,9})-(\d{1,9})")
# The picture of a page never changes: its address holds the hash of the file.
FOR_EVER = "private, max-age=31536000, immutable"
# Where words stand may change, when the paper is read again.
FOR_AN_HOUR = "private, max-age=3600"


@dataclass(frozen=True, slots=True)
class Part:
    """A block of a page as it is shown: its kind, level, marker and text with marks. rows: of a table."""

    kind: str
    level: int | None
    marker: str | None
    text: Markup
    rows: list[list[Markup]]


def document(request: Request) -> Response:
    """A paper: what it is, its contents, what was found in it, its text."""
    with desk_of(request).open() as library:
        view = showing.view(library, request.path_params["id"], page=None, passage=None)
        if is_json(request):
            return json_answer(showing.shape(view))
        record, held = view.record, view.document
        # A name that leads to a paper is not its address.
        # As many as the page of its recommendations shows.
        n_recommendations = len(choose(library, Wanted(record.id, doubtful=False)).ledger)
        passages = library.passages.of_document(record.id)
    return html_answer(
        request,
        "document.html",
        record=record,
        metadata=record.metadata,
        citation=cite(record.metadata),
        outline=[block for block in held.blocks if block.kind == "heading" and (block.level or 9) <= 3],
        document=held,
        n_recommendations=n_recommendations,
        first=passages[0].passage.text[:400] if passages else "",
        parts=[(page.number, _parts(held, _on_page(held, page.number), [])) for page in held.pages]
        or [(None, _parts(held, list(held.blocks), []))],
        notes=_notes(held, None),
    )


def page(request: Request) -> Response:
    """A page of a paper as it is printed, the words marked, and beside it the real text."""
    id, number = request.path_params["id"], request.path_params["n"]
    start, end = offset("from", request.query_params.get("from")), offset("to", request.query_params.get("to"))
    query = request.query_params.get("q", "")
    with desk_of(request).open() as library:
        if start is None or end is None:
            view = showing.view(library, id, page=str(number), passage=None)
        else:
            view = showing.view(
                library, str(_address(library, id, number, start, end, request)), page=None, passage=None
            )
        if is_json(request):
            return json_answer(showing.shape(view))
        ranges = _ranges(view, request.query_params.get("without", "")) if view.is_marked else []
        noted = [quotation for quotation in library.quotations.all() if quotation.document == view.record.id]
        remarks = placed(library, library.remarks.all(), {view.record.id: view.record})
        words = _marks_of_query(library, view.document, view, query)
    held, record = view.document, view.record
    # What is asked for may run over several pages; the one in the address is shown.
    number = view.page if view.is_marked and not _stands_on(held, view.start, view.end, number) else number
    shown = held.pages[number - 1] if held.pages else None
    texts = [held.text[a:b] for a, b in ranges]
    first, last = held.pages_of(view.start, view.end) if view.is_marked else (number, number)
    return html_answer(
        request,
        "page.html",
        record=record,
        metadata=record.metadata,
        number=number,
        page=shown,
        n_pages=len(held.pages),
        view=view,
        query=query,
        quoted=[
            (
                address_of(record.id, held.pages_of(a, b)[0], _Words(a, b, text)),
                any(a <= quotation.start and quotation.end <= b for quotation in noted),
            )
            for (a, b), text in zip(ranges, texts, strict=True)
        ],
        citation=cite(record.metadata, first, last),
        first=first,
        last=last,
        lines=[box for at in ranges for box in lines(held.boxes_of(*at)) if box.page == number],
        words=[box for at in words for box in lines(held.boxes_of(*at)) if box.page == number],
        image=links.image(record.metadata.sha256, number),
        image_size=_image_size(shown),
        # A page that is opened by itself has the words of the query marked, in the text as on the image.
        parts=_parts(held, _on_page(held, number), ranges or words),
        notes=_notes(held, number),
        quotation=LEFT_OUT.join(texts),
        remarks=[remark for remark in remarks if remark.stands and remark.page <= number <= remark.last_page],
        around=_around(request, record, number, len(held.pages)),
    )


def _ranges(view: showing.View, without: str) -> list[tuple[int, int]]:
    """What is marked: the words that are asked for, but for those in the middle that are left out of them."""
    left_out = _RANGE.fullmatch(without)
    if left_out and view.start < int(left_out[1]) < int(left_out[2]) < view.end:
        return [(view.start, int(left_out[1])), (int(left_out[2]), view.end)]
    return [(view.start, view.end)]


def _address(library: Library, id: str, number: int, start: int, end: int, request: Request) -> Address:
    """The address that the parts of an address of the page make; without a hash, the words that stand there now."""
    record = library.documents.find(id)
    if words := request.query_params.get("h"):
        if not re.fullmatch(r"[0-9a-f]{8}", words):
            raise QueryError(f"h: {words!r} is no hash of words, as ab12cd34")
        return Address(record.id, number, start, end, words)
    text = library.documents.load(record.id).text
    if not 0 <= start < end <= len(text):
        raise NotThereError(f"{record.id} has {len(text)} characters, no range from {start} to {end}")
    return Address.of(record.id, number, start, end, text[start:end])


@dataclass(frozen=True, slots=True)
class _Words:
    start: int
    end: int
    text: str


def _marks_of_query(library: Library, held: Document, view: showing.View, query: str) -> list[tuple[int, int]]:
    """Where the words of a query stand in what is shown; a query that cannot be honoured marks nothing."""
    if not query:
        return []
    try:
        plan = planned(parse(query), library.vocabulary, families=True)
    except QueryError:
        return []
    return [(view.start + a, view.start + b) for a, b in find_marks(held.text[view.start : view.end], plan)]


def _stands_on(held: Document, start: int, end: int, number: int) -> bool:
    return any(box.page == number for box in held.boxes_of(start, end))


def _on_page(held: Document, number: int) -> list[Block]:
    return [block for block in held.blocks if block.kind != "footnote" and block.page <= number <= block.last_page]


def _parts(held: Document, blocks: list[Block], marks: list[tuple[int, int]]) -> list[Part]:
    """Blocks as they are shown; a block that runs on over the page is given whole."""
    return [
        Part(
            block.kind,
            block.level,
            block.marker,
            marked(held.text, _within(marks, block.start, block.end), block.start, block.end),
            _rows(held, block, marks),
        )
        for block in blocks
        if block.kind != "footnote"
    ]


def _rows(held: Document, block: Block, marks: list[tuple[int, int]]) -> list[list[Markup]]:
    if not block.cells:
        return []
    n_rows, n_columns = max(c.row for c in block.cells) + 1, max(c.column for c in block.cells) + 1
    rows = [[Markup()] * n_columns for _ in range(n_rows)]
    for cell in block.cells:
        rows[cell.row][cell.column] = marked(held.text, _within(marks, cell.start, cell.end), cell.start, cell.end)
    return rows


def _within(marks: list[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    return [(max(a, start), min(b, end)) for a, b in marks if a < end and b > start]


def _notes(held: Document, number: int | None) -> list[tuple[str, str]]:
    return [(note.marker, held.text[note.start : note.end]) for note in held.footnotes if number in (None, note.page)]


def _image_size(shown: Any) -> tuple[int, int]:
    """Width and height of the picture, so that the text beside it does not jump when it comes."""
    if shown is None:
        return 0, 0
    scale = min(WIDTH / shown.width, 3 * WIDTH / shown.height)
    return round(shown.width * scale), round(shown.height * scale)


def _around(request: Request, record: DocumentRecord, number: int, n_pages: int) -> dict[str, str | None]:
    """The pages before and after, with the same words marked."""
    query = f"?{request.url.query}" if request.url.query else ""
    return {
        "previous": links.page(record.id, number - 1) + query if number > 1 else None,
        "next": links.page(record.id, number + 1) + query if number < n_pages else None,
    }


async def picture(request: Request) -> Response:
    """A page as WebP; w=thumb the small one, mark=START-END with the words of a range marked on it."""
    asked = _AskedPicture(
        request.path_params["sha256"],
        request.path_params["n"],
        THUMB_WIDTH if request.query_params.get("w") == "thumb" else WIDTH,
        request.query_params.get("mark", ""),
    )
    if asked.is_plain and (kept := kept_image(asked.sha256, asked.number, asked.width)):
        # It is of the very file that its address names, so neither the library nor a thread is needed for it.
        return _picture_answer(request, kept, FOR_EVER)
    return await run_in_threadpool(_drawn, request, asked)


@dataclass(frozen=True, slots=True)
class _AskedPicture:
    sha256: str
    number: int
    width: int
    mark: str

    @property
    def is_plain(self) -> bool:
        return not (self.mark and self.width == THUMB_WIDTH)


def _drawn(request: Request, asked: _AskedPicture) -> Response:
    at = None if asked.is_plain else _RANGE.fullmatch(asked.mark)
    with desk_of(request).open() as library:
        record = _record(library.documents, asked.sha256)
        path = library.documents.original(record)
        if path.suffix != ".pdf":
            raise NoPageError(f"{record.id} is of a kind of file that has no pages; add its PDF to see one")
        marks: tuple[Box, ...] = ()
        if at:
            marks = thumb_marks(library, record, asked.number, int(at[1]), int(at[2]))
    image = page_image(path, asked.sha256, asked.number, asked.width, marks)
    return _picture_answer(request, image, FOR_AN_HOUR if marks else FOR_EVER)


def _picture_answer(request: Request, image: Picture, kept_for: str) -> Response:
    headers = {"Cache-Control": kept_for, "ETag": image.tag}
    if request.headers.get("if-none-match") == image.tag:
        return Response(status_code=304, headers=headers)
    return Response(image.content, media_type="image/webp", headers=headers)


def original(request: Request) -> Response:
    """The file itself, as it was added."""
    with desk_of(request).open() as library:
        record = _record(library.documents, request.path_params["sha256"])
        path = library.documents.original(record)
    if path.suffix != ".pdf" or not path.exists():
        raise NoPageError(f"the original of {record.id} is not here as a PDF; add {record.file} again")
    return FileResponse(
        path,
        media_type="application/pdf",
        filename=f"{record.id}.pdf",
        content_disposition_type="inline",
        # Its viewer is a part of the browser, which the policy for pages would keep from being shown.
        headers={"Cache-Control": FOR_EVER, "Content-Security-Policy": "frame-ancestors 'none'"},
    )


def _record(documents: Documents, sha256: str) -> DocumentRecord:
    """The paper with this hash: what an address names is looked up, and never a path."""
    record = documents.by_sha256(sha256) if _SHA256.fullmatch(sha256) else None
    if record is None:
        raise NotThereError("no paper in the library has this hash")
    return record
