"""The services in small: an HTTP server that answers as they do, faults included.

The answers have the fields and forms of the real ones (see
test_sources_answers.py, which reads those); the papers are made up.
"""

from __future__ import annotations

import json
import logging
import re
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from xml.sax.saxutils import escape

from fpdf import FPDF
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from ingest.sources.addresses import Addresses
from ingest.sources.client import Client, Limits, Pacer

# A line for every request would drown what a failing test has to say.
logging.getLogger("werkzeug").setLevel(logging.ERROR)

DIAGNOSTIC = (
    '<searchRetrieveResponse xmlns="http://docs.oasis-open.org/ns/search-ws/sruResponse" '
    'xmlns:ns3="http://docs.oasis-open.org/ns/search-ws/diagnostic"><version>2.0</version><diagnostics>'
    "<ns3:diagnostic><ns3:uri>{uri}</ns3:uri><ns3:message>{message}</ns3:message></ns3:diagnostic>"
    "</diagnostics></searchRetrieveResponse>"
)
ERROR_PAGE = "<!DOCTYPE html><html><head><title>Pagina niet gevonden</title></head><body>Helaas.</body></html>"
FILE_FAULTS = ("busy", "late", "cut", "page", "short", "away", "broken")
SEARCH_FAULTS = ("busy", "late", "diagnostic", "page", "cut")


def make_pdf(text: str) -> bytes:
    """A PDF of one empty page, with the text for its title."""
    document = FPDF()
    document.set_title(text)
    document.add_page()
    return bytes(document.output())


def make_xml(text: str | None) -> bytes:
    """An official XML edition; without text it is only a shell."""
    paragraph = f"<tekst><al>{escape(text)}</al></tekst>" if text else "<bijlage-verwijzing/>"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<officiele-publicatie><kamerstuk><stuk><algemeen><vrije-tekst>'
        f"{paragraph}</vrije-tekst></algemeen></stuk></kamerstuk></officiele-publicatie>"
    ).encode()


@dataclass
class Paper:
    """A paper that the services hold. printed False: only the Tweede Kamer has it yet.

    published_by: the ministry that makes it public; then it is at
    open.overheid.nl, and nowhere else.
    """

    id: str
    dossier: str = "31490"
    number: str = "1"
    title: str = "Werk aan Uitvoering"
    heading: str = "Brief"
    available: str = "2021-03-12"
    main_document: str | None = None
    version: str = "2021-03-13T10:00:00+01:00"
    printed: bool = True
    published_by: str | None = None
    kenmerk: str | None = None
    files: dict[str, bytes] = field(default_factory=dict)


def letter(dossier: str, number: int, **facts: object) -> Paper:
    """A printed letter with both editions."""
    id = f"kst-{dossier}-{number}"
    files = {"pdf": make_pdf(f"Brief {id}"), "xml": make_xml(f"Brief {id}")}
    return Paper(id, dossier, str(number), **{"files": files, **facts})  # type: ignore[arg-type]


class Services:
    """The scripted services. fault(path, how often it was asked) names what goes wrong with a request, or None."""

    def __init__(
        self,
        server: HTTPServer,
        papers: list[Paper],
        fault: Callable[[str, int], str | None] = lambda path, nth: None,
        clock: Callable[[], float] = time.monotonic,
        page_size: int = 60,
        late_s: float = 0.5,
    ) -> None:
        self.papers = {paper.id: paper for paper in papers}
        self.fault, self.clock, self.page_size, self.late_s = fault, clock, page_size, late_s
        self.address = server.url_for("").rstrip("/")
        self.asked: Counter[str] = Counter()
        self.times: list[float] = []
        self.requests: list[Request] = []
        server.expect_request(re.compile(".*")).respond_with_handler(self._answer)

    @property
    def addresses(self) -> Addresses:
        at = self.address
        return Addresses(f"{at}/sru", at, f"{at}/odata", f"{at}/odata-v4", f"{at}/open", at, f"{at}/tooi")

    def client(self, limits: Limits | None = None, pacer: Pacer | None = None) -> Client:
        fast = Limits(requests_per_second=10_000, backoff_s=0.001, timeout_s=0.25, reach_s=30)
        return Client(self.addresses, limits or fast, pacer)

    def paths(self) -> list[str]:
        """What was asked for, without the knocks on the door (HEAD /)."""
        return [request.path for request in self.requests if request.method != "HEAD"]

    def _answer(self, request: Request) -> Response:
        self.times.append(self.clock())
        self.requests.append(request)
        if request.method == "HEAD":
            return Response(status=200)
        asked = request.full_path
        self.asked[asked] += 1
        match self.fault(asked, self.asked[asked]):
            case "busy":
                return Response(status=503, headers={"Retry-After": "1"})
            case "pause":
                return Response(status=429, headers={"Retry-After": "3600"})
            case "late":
                time.sleep(self.late_s)
            case "page":
                return Response(ERROR_PAGE, content_type="text/html")
            case "away":
                return Response(status=302, headers={"Location": "https://elsewhere.example/login"})
            case "gone":
                return Response(status=410)
            case "diagnostic":
                text = DIAGNOSTIC.format(uri="info:srw/diagnostic/1/1", message="General system error")
                return Response(text, content_type="application/xml")
            case "refusal":
                text = DIAGNOSTIC.format(uri="info:srw/diagnostic/1/10", message="mismatched input")
                return Response(text, content_type="application/xml")
            case "cut":
                return self._cut(self._right_answer(request))
            case "short":
                answer = self._right_answer(request)
                answer.set_data(answer.get_data()[: len(answer.get_data()) // 2])
                return answer
            case "other form":
                return self._other_form(request)
            case "broken":
                return Response(b"%PDF-1.7\n" + bytes(200), content_type="application/pdf")
        return self._right_answer(request)

    def _right_answer(self, request: Request) -> Response:
        if request.path == "/sru":
            return self._search(request)
        if version := re.match(r"/odata(-v4)?/", request.path):
            return self._tweede_kamer(request, new=not version[1])
        if request.path.startswith("/open/"):
            return self._open_overheid(request)
        if request.path.startswith("/tooi/"):
            code = "https://identifier.overheid.nl/tooi/def/ont/organisatiecode"
            newest = "_1.json" in request.path
            return Response(json.dumps([{"@id": "x", code: []}])) if newest else Response("not here", status=404)
        if page := re.fullmatch(r"/(kst-[^/]+)\.pdf", request.path):
            return self._file(request, page[1], "pdf")
        if file := re.fullmatch(r"/frbr/[^/]+/1/(\w+)/.*", request.path):
            return self._file(request, request.path.split("/")[2], file[1])
        return Response("not here", status=404)

    @staticmethod
    def _other_form(request: Request) -> Response:
        """A whole answer with other names than the known ones."""
        if request.path == "/sru":
            record = "<recordData><paper><name>kst-31490-9</name></paper></recordData>"
            return Response(f"<r><numberOfRecords>1</numberOfRecords>{record}</r>", content_type="application/xml")
        return Response(json.dumps({"value": [{"Id": "x", "Kenmerk": "2026D00001"}], "items": []}))

    @staticmethod
    def _cut(whole: Response) -> Response:
        """The headers of the whole answer and half of its body; then the connection is closed."""
        body = whole.get_data()
        headers = {**dict(whole.headers), "Content-Length": str(len(body))}
        response = Response(iter([body[: len(body) // 2]]), status=whole.status_code, headers=headers)
        response.automatically_set_content_length = False
        return response

    def _search(self, request: Request) -> Response:
        query, start = request.args["query"], int(request.args["startRecord"])
        ids = set(re.findall(r'dt\.identifier=="([^"]+)"', query))
        mains = set(re.findall(r'w\.hoofddocument=="([^"]+)"', query))
        dossier = re.search(r'w\.dossiernummer=="([^"]+)"', query)
        found = [
            paper
            for paper in self.papers.values()
            if paper.printed
            and not paper.published_by
            and (paper.id in ids or paper.main_document in mains or (dossier and dossier[1] == paper.dossier))
        ]
        rows = found[start - 1 : start - 1 + min(self.page_size, int(request.args["maximumRecords"]))]
        if self.fault("duplicate", start) and rows:
            rows[-1] = rows[0]  # a record comes twice, and another not at all
        records = "".join(self._record(paper) for paper in rows)
        return Response(
            '<sru:searchRetrieveResponse xmlns:sru="http://docs.oasis-open.org/ns/search-ws/sruResponse" '
            'xmlns:gzd="http://standaarden.overheid.nl/sru" xmlns:dcterms="http://purl.org/dc/terms/" '
            'xmlns:ow="http://standaarden.overheid.nl/wetgeving/">'
            f"<sru:numberOfRecords>{len(found)}</sru:numberOfRecords><sru:records>{records}</sru:records>"
            "</sru:searchRetrieveResponse>",
            content_type="application/xml",
        )

    def _record(self, paper: Paper) -> str:
        main = f"<ow:hoofddocument>{paper.main_document}</ow:hoofddocument>" if paper.main_document else ""
        work = f"{self.address}/frbr/{paper.id}/1"
        urls = "".join(
            f'<gzd:itemUrl manifestation="{kind}">{work}/{kind}/{paper.id}.{kind}</gzd:itemUrl>' for kind in paper.files
        )
        return (
            "<sru:record><sru:recordData><gzd:gzd><gzd:originalData><ow:meta><ow:owmskern>"
            f"<dcterms:identifier>{escape(paper.id)}</dcterms:identifier><dcterms:title>{paper.title}</dcterms:title>"
            "<dcterms:creator>Tweede Kamer der Staten-Generaal</dcterms:creator></ow:owmskern><ow:owmsmantel>"
            f"<dcterms:available>{paper.available}</dcterms:available><dcterms:date>{paper.available}</dcterms:date>"
            f"</ow:owmsmantel><ow:tpmeta>{main}<ow:ondernummer>{paper.number}</ow:ondernummer>"
            f"<ow:dossiernummer>{paper.dossier}</ow:dossiernummer><ow:subrubriek>{paper.heading}</ow:subrubriek>"
            f"</ow:tpmeta></ow:meta></gzd:originalData><gzd:enrichedData>{urls}"
            f"<gzd:timestamp>{paper.version}</gzd:timestamp></gzd:enrichedData></gzd:gzd></sru:recordData></sru:record>"
        )

    def _tweede_kamer(self, request: Request, *, new: bool) -> Response:
        """The new service has other names than the old one, and refuses those of the old one."""
        number_field, place_field = ("Nummer", "Ondernummer") if new else ("DocumentNummer", "Volgnummer")
        among = request.args.get("$filter", "")
        if resource := re.fullmatch(r"/odata(?:-v4)?/Document\((.+)\)/resource", request.path):
            return self._file(request, resource[1], "pdf")
        fields = set(re.findall(r"\b(\w+) (?:eq|gt)", among.replace("d/Nummer", "").replace("d/Toevoeging", "")))
        if not fields <= {number_field, place_field, "Verwijderd", "Nummer"}:
            return Response('{"error": {"message": "Could not find a property"}}', status=400)
        if int(request.args.get("$top", "0")) > 100:
            return Response('{"error": {"message": "The limit of 100 for Top query has been exceeded"}}', status=400)
        place, dossier = re.search(rf"{place_field} eq (\d+)", among), re.search(r"d/Nummer eq (\d+)", among)
        kenmerk = re.search(rf"\b{number_field} eq '(\w+)'", among)
        found = [
            paper
            for paper in self.papers.values()
            if paper.kenmerk
            and (not dossier or "d/Toevoeging eq null" in among)
            and (not kenmerk or kenmerk[1] == paper.kenmerk)
            and (not place or place[1] == paper.number)
            and (not dossier or dossier[1] == paper.dossier)
        ]
        start = int(request.args.get("$skip", "0"))
        page = found[start : start + 250]
        answer = {"@odata.context": "$metadata", "value": [self._document(paper, new=new) for paper in page]}
        return Response(json.dumps(answer))

    @staticmethod
    def _document(paper: Paper, *, new: bool) -> dict[str, object]:
        number_field, place_field = ("Nummer", "Ondernummer") if new else ("DocumentNummer", "Volgnummer")
        return {
            "Id": paper.id,
            number_field: paper.kenmerk,
            "Soort": "Brief regering",
            "Onderwerp": paper.title,
            "Datum": f"{paper.available}T00:00:00+01:00",
            "Kamer": 2,
            place_field: int(paper.number),
            "ContentType": "application/pdf",
            "GewijzigdOp": paper.version,
            "Kamerstukdossier": [{"Nummer": int(paper.dossier), "Toevoeging": None}],
            "HuidigeDocumentVersie": {
                "ExterneIdentifier": paper.id if paper.printed else None,
                "DocumentPublicatie": [{"Id": paper.id, "DocumentType": "Pdf"}] if paper.printed else [],
            },
        }

    def _open_overheid(self, request: Request) -> Response:
        if id := re.fullmatch(r"/open/documenten/(.+)", request.path):
            return self._file(request, id[1], "pdf")
        made_public = {id: paper for id, paper in self.papers.items() if paper.published_by}
        if id := re.fullmatch(r"/open/publicatie/(.+)/_relaties", request.path):
            return Response(json.dumps(self._relations(id[1])))
        if id := re.fullmatch(r"/open/zoek/(.+)", request.path):
            if id[1] not in made_public:
                return Response('{"status": 404}', status=404)
            return Response(json.dumps(self._description(made_public[id[1]])))
        size, start = int(request.args["aantalResultaten"]), int(request.args["start"])
        if size not in (10, 20, 50):
            return Response('{"detail": "aantalResultaten"}', status=400)
        found = [paper for paper in made_public.values() if request.args["zoektekst"] in paper.title]
        results = [{"document": {"id": paper.id, "titel": paper.title}} for paper in found[start : start + size]]
        return Response(json.dumps({"totaal": len(found), "resultaten": results, "filters": {}}))

    def _description(self, paper: Paper) -> dict[str, object]:
        return {
            "document": {
                "pid": f"https://open.overheid.nl/documenten/{paper.id}",
                "titelcollectie": {"officieleTitel": paper.title},
                "creatiedatum": paper.available,
                "publisher": {"id": "x", "label": paper.published_by},
                "classificatiecollectie": {"documentsoorten": [{"label": paper.heading}]},
            },
            "versies": [
                {
                    "openbaarmakingsdatum": paper.available,
                    "mutatiedatumtijd": paper.version,
                    "bestanden": [{"bestandsnaam": "rapport.pdf", "mime-type": "application/pdf", "grootte": 9}],
                }
            ],
            "documentrelaties": [],
        }

    def _relations(self, id: str) -> list[dict[str, str]]:
        role = "https://identifier.overheid.nl/tooi/def/thes/kern/c_05f4a5f3"
        return [
            {"role": role, "relation": f"https://open.overheid.nl/documenten/{paper.id}"}
            for paper in self.papers.values()
            if paper.published_by and paper.main_document == id
        ]

    def _file(self, request: Request, id: str, kind: str) -> Response:
        paper = self.papers.get(id)
        if paper is None or kind not in paper.files:
            return Response("not here", status=404)
        body = paper.files[kind]
        tag = f'"{sha256(body).hexdigest()[:16]}"'
        headers = {"ETag": tag, "Content-Type": "application/pdf" if kind == "pdf" else "application/xml"}
        if request.headers.get("If-None-Match") == tag:
            return Response(status=304, headers=headers)
        rest = re.fullmatch(r"bytes=(\d+)-", request.headers.get("Range", ""))
        if rest and request.headers.get("If-Range", tag) == tag:
            start = int(rest[1])
            if start >= len(body):
                return Response(status=416)
            headers["Content-Range"] = f"bytes {start}-{len(body) - 1}/{len(body)}"
            return Response(body[start:], status=206, headers=headers)
        return Response(body, headers=headers)
