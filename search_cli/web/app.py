"""The page as an application: its addresses, its errors, and who may ask."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from importlib import import_module

from anyio.to_thread import run_sync
from starlette.applications import Starlette
from starlette.convertors import Convertor, register_url_convertor
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Route

from index.library.store.place import Place
from ingest.errors import VindplaatsError
from search_cli.web.desk import Desk, desk_of
from search_cli.web.guard import Access, Guard, TooMuchError
from search_cli.web.pages import HERE, error_answer, json_answer, told
from search_cli.web.routes import searching

Handler = Callable[[Request], Response]
AsyncHandler = Callable[[Request], Awaitable[Response]]
STATIC = {"vindplaats.css": "text/css", "vindplaats.js": "text/javascript", "vindplaats.svg": "image/svg+xml"}


class _PageNumber(Convertor[int]):
    """The number of a page in an address; more digits are no address: Python refuses to read thousands of them."""

    regex = "[0-9]{1,9}"

    def convert(self, value: str) -> int:
        return int(value)

    def to_string(self, value: int) -> str:
        return str(value)


register_url_convertor("page", _PageNumber())


def make_app(path: Place, access: Access | None = None) -> tuple[Guard, Desk]:
    """The page over the library in a folder, and what its requests share.

    Every answer is made by a plain function in a thread of its own: a library
    that is being searched keeps nobody waiting.
    """
    app = Starlette(
        routes=_routes(),
        exception_handlers={
            VindplaatsError: error_answer,
            HTTPException: _refused,
            TooMuchError: _too_much,
            Exception: _unforeseen,
        },
    )
    app.state.desk = Desk(path)
    # Around all of it: also an answer to a fault of the program has the headers that protect.
    return Guard(app, access or Access()), app.state.desk


def _routes() -> list[BaseRoute]:
    def both(path: str, handler: Handler | AsyncHandler) -> list[BaseRoute]:
        """The page, and the shape of the command of the same name."""
        return [Route(f"{path}.json", handler), Route(path, handler)]

    return [
        Route("/", searching.home),
        Route("/healthz", health),
        Route("/static/{name}", static),
        Route("/page/{sha256}/{n:page}.webp", _awaited("documents", "picture")),
        Route("/original/{sha256}.pdf", _later("documents", "original")),
        *both("/search", _in_turn(searching.search)),
        *both("/document/{id}/p/{n:page}", _later("documents", "page")),
        *both("/document/{id}/recommendations", _later("findings", "recommendations")),
        *both("/document/{id}/references", _later("findings", "references")),
        *both("/document/{id}/entities", _later("findings", "entities")),
        *both("/document/{id}", _later("documents", "document")),
        *both("/recommendations", _later("findings", "recommendations")),
        Route("/recommendations/judge", _changing("findings", "judge"), methods=["POST"]),
        Route("/recommendations/correct", _changing("findings", "correct"), methods=["POST"]),
        *both("/recommendation/{address:path}", _later("findings", "recommendation")),
        *both("/term/{word}", _later("findings", "term")),
        *both("/entities", _later("findings", "entities")),
        *both("/entity/{label}/{identity:path}", _later("findings", "entity")),
        Route("/briefing/export.{ending}", _later("briefing", "export")),
        Route("/briefing/add", _changing("briefing", "add"), methods=["POST"]),
        Route("/briefing/remove", _changing("briefing", "remove"), methods=["POST"]),
        Route("/briefing/move", _changing("briefing", "move"), methods=["POST"]),
        Route("/briefing/note", _changing("briefing", "note"), methods=["POST"]),
        Route("/briefing/file", _changing("briefing", "file"), methods=["POST"]),
        *both("/briefing", _later("briefing", "briefing")),
        *both("/briefing/{name:path}", _later("briefing", "briefing")),
        Route("/notes/add", _changing("noting", "add"), methods=["POST"]),
        Route("/notes/edit", _changing("noting", "edit"), methods=["POST"]),
        Route("/notes/remove", _changing("noting", "remove"), methods=["POST"]),
        *both("/notes", _later("noting", "notes")),
        *both("/cite/{target:path}", _later("briefing", "cite")),
        Route("/verify.json", _awaited("briefing", "verified"), methods=["POST"]),
        Route("/verify", _awaited("briefing", "verified"), methods=["POST"]),
        Route("/verify", _later("briefing", "verify")),
        *both("/status/{dossier}", _later("account", "status")),
        *both("/status", _later("account", "status")),
        Route("/searches/save", _changing("account", "save"), methods=["POST"]),
        Route("/searches/seen", _changing("account", "seen"), methods=["POST"]),
        Route("/searches/forget", _changing("account", "forget"), methods=["POST"]),
        *both("/searches", _later("account", "searches")),
        Route("/help", _later("account", "help_page")),
    ]


def _in_turn(handler: Handler) -> AsyncHandler:
    """A handler of what takes much work: who asks while others are answered waits for a turn, and keeps no thread."""

    async def turn(request: Request) -> Response:
        return await run_sync(handler, request, limiter=desk_of(request).turns)

    return turn


def _later(module: str, name: str) -> Handler:
    """A handler of a module that is loaded when it is first asked: the first page waits for no other."""

    def handler(request: Request) -> Response:
        answer: Response = getattr(import_module(f"search_cli.web.routes.{module}"), name)(request)
        return answer

    return handler


def _awaited(module: str, name: str) -> AsyncHandler:
    """The same of a handler that waits for what comes in."""

    async def handler(request: Request) -> Response:
        answer: Response = await getattr(import_module(f"search_cli.web.routes.{module}"), name)(request)
        return answer

    return handler


def _changing(module: str, name: str) -> AsyncHandler:
    """A handler of what changes the notes, see briefing.changing."""

    async def handler(request: Request) -> Response:
        from search_cli.web.routes.briefing import changing

        answer: Response = await changing(getattr(import_module(f"search_cli.web.routes.{module}"), name))(request)
        return answer

    return handler


def health(request: Request) -> Response:
    """Whether the library can be read, for who watches over the program."""
    with desk_of(request).open() as library:
        return json_answer({"status": "ok", "documents": library.documents.count()})


def static(request: Request) -> Response:
    """The style, the script and the icon: these and no other file."""
    name = request.path_params["name"]
    if name not in STATIC:
        raise HTTPException(404)
    return FileResponse(HERE / "static" / name, media_type=STATIC[name], headers={"Cache-Control": "no-cache"})


def _refused(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 400
    if status == 405:
        return told(request, 405, "Zo kan dit niet worden gevraagd", "Deze pagina neemt zo’n verzoek niet aan.", "nl")
    return told(request, status, "Deze pagina is er niet", f"Er is geen pagina {request.url.path}.", "nl")


def _too_much(request: Request, error: Exception) -> Response:
    return told(request, 413, "Dit is te groot", "Er wordt niet meer dan 20 MB gelezen.", "nl")


def _unforeseen(request: Request, error: Exception) -> Response:
    """A fault of this program: its traceback goes to who runs it, and not to the page."""
    sentence = "Er ging iets mis in het programma; wat, staat in het venster waarin 'vindplaats serve' draait."
    return told(request, 500, "Er ging iets mis", sentence, "nl")
