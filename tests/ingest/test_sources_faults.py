"""Three hundred papers from services that fail one time in five: all held in the end, none wrong, nobody hurried."""

import itertools
import json
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
from itertools import pairwise
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from ingest.sources.client import Limits, Pacer
from ingest.sources.download import download
from ingest.sources.plan import plan
from tests.ingest.fake_services import FILE_FAULTS, SEARCH_FAULTS, Paper, Services, letter, make_pdf, make_xml

# What the user must be told of a fault that lasted; the file is a PDF or an XML edition.
TRUE_REASONS = {
    "busy": r"status 503",
    "late": r"did not answer within 0\.25 s",
    "cut": r"broke off half-way",
    "page": r"a web page \('Pagina niet gevonden'\) instead of",
    "short": r"was cut off after \d+ bytes|XML instead of well-formed XML",
    "broken": r"was cut off after \d+ bytes|something unknown instead of well-formed XML",
    "away": r"refused to fetch 'https://elsewhere\.example/login'",
}


class Faults:
    """One request in five goes wrong, the same ones in each run of the test. given: the last fault of each file."""

    def __init__(self, share: float, leave_out: tuple[str, ...] = ()) -> None:
        self.share = share
        self.file_faults = [fault for fault in FILE_FAULTS if fault not in leave_out]
        self.search_faults = [fault for fault in SEARCH_FAULTS if fault not in leave_out]
        self.given: dict[str, str] = {}

    def __call__(self, path: str, nth: int) -> str | None:
        dice = random.Random(f"{re.sub(r'localhost:[0-9]+', '', path)} {nth}")
        if dice.random() >= self.share:
            return None
        if path == "duplicate":
            return "yes"
        if path.startswith("/frbr"):
            self.given[path.split("/")[-1].rstrip("?")] = fault = dice.choice(self.file_faults)
            return fault
        return dice.choice(self.search_faults)


class WatchedPacer(Pacer):
    """The pacer of the program, on a clock that only moves when someone sleeps. starts: when requests were let go."""

    def __init__(self, per_second: float) -> None:
        super().__init__(per_second, lambda: self.now, self.sleep)
        self.now, self.starts = 0.0, []

    def sleep(self, seconds: float) -> None:
        self.now += seconds

    def wait(self, host: str) -> None:
        super().wait(host)
        self.starts.append(self.now)


def dossier(n_papers: int) -> list[Paper]:
    """Letters, every third with an XML edition, every tenth with an attachment."""
    papers = []
    for number in range(1, n_papers + 1):
        id = f"kst-31490-{number}"
        if number % 10 == 0:
            papers.append(Paper(f"blg-{number}", main_document=f"kst-31490-{number - 1}", heading=""))
        else:
            papers.append(Paper(id, number=str(number)))
        papers[-1].files["pdf"] = make_pdf(f"Stuk {number} " * (1 + number % 7 * 40))
        if number % 3 == 0:
            papers[-1].files["xml"] = make_xml(f"Stuk {number}")
    return papers


def wrong_files(folder: Path, services: Services) -> list[str]:
    """Files under their own name that are not, byte for byte, what the service has."""
    return [
        file.name
        for file in folder.glob("*/*")
        if file.suffix in (".pdf", ".xml") and file.read_bytes() != services.papers[file.stem].files[file.suffix[1:]]
    ]


def held_files(folder: Path) -> int:
    return len([file for file in folder.glob("*/*") if file.suffix in (".pdf", ".xml")])


def leftovers(folder: Path) -> list[str]:
    """Files of downloads that were not finished."""
    return [
        file.name for file in folder.glob("*/*") if file.suffix not in (".pdf", ".xml") and file.name != "state.json"
    ]


@pytest.fixture
def server():
    with HTTPServer(threaded=True) as running:
        yield running


def test_three_hundred_papers_are_held_or_listed_with_the_true_reason(server, tmp_path):
    faults = Faults(0.2)
    services = Services(server, dossier(300), faults, late_s=0.4)
    limits = Limits(backoff_s=0.001, timeout_s=0.25, attempts=3)
    pacer = WatchedPacer(limits.requests_per_second)
    failed_once, wanted = set(), ()
    for _ in range(5):
        with services.client(limits, pacer) as client:
            planned = plan(["31490"], client)
            wanted = {publication.id for publication in planned.wanted} | set(wanted)
            assert len(planned.wanted) == 300 or (not planned.listings[0].complete and planned.failures)
            outcomes = list(download(planned.wanted, tmp_path, client))
        assert wrong_files(tmp_path, services) == []
        for outcome in outcomes:
            told = [*(outcome.reason or "").split("; "), *outcome.notes]
            for reason in filter(None, told):
                name, _, why = reason.partition(": ")
                failed_once.add(name)
                assert re.search(TRUE_REASONS[faults.given[name]], why), (name, faults.given[name], why)
        if len(planned.wanted) == 300 and not any(outcome.reason or outcome.notes for outcome in outcomes):
            break
    assert len(wanted) == 300
    assert [outcome.reason for outcome in outcomes if outcome.status == "failed"] == []
    assert held_files(tmp_path) == 400
    assert leftovers(tmp_path) == []
    # the faults were there
    assert failed_once
    assert set(faults.given.values()) == set(FILE_FAULTS)
    # and at two requests a second: every one that arrived, retries, redirects and all, had waited for its turn
    assert limits.requests_per_second == 2
    assert min(later - earlier for earlier, later in pairwise(pacer.starts)) >= 0.5
    assert len(services.times) <= len(pacer.starts)


def test_requests_are_apart_on_a_real_clock_and_one_at_a_time(server, tmp_path):
    services = Services(server, [letter("31490", number) for number in range(1, 11)])
    busy, most = threading.Semaphore(), []
    right = services._right_answer

    def watched(request):
        most.append(busy.acquire(blocking=False))
        time.sleep(0.01)
        busy.release()
        return right(request)

    services._right_answer = watched
    with services.client(Limits(requests_per_second=25)) as client:
        assert len(list(download(plan(["31490"], client).wanted, tmp_path, client))) == 10
    assert all(most)
    # The first request also made the connection, so it arrived late; the others are as far apart as they were sent.
    apart = services.times[-1] - services.times[1]
    assert apart >= (len(services.times) - 2) / 25 - 0.03


FETCH = """
import json, sys
from pathlib import Path
from ingest.sources.client import Client, Limits
from ingest.sources.download import download
from ingest.sources.plan import plan
with Client(limits=Limits(requests_per_second=400, backoff_s=0.001, timeout_s=2)) as client:
    planned = plan(["31490"], client)
    print("planned", flush=True)
    outcomes = list(download(planned.wanted, Path(sys.argv[1]), client))
print(json.dumps({outcome.publication.id: [outcome.status, outcome.reason] for outcome in outcomes}))
"""


@pytest.mark.parametrize("n_papers", [60, pytest.param(300, marks=pytest.mark.slow)])
def test_a_fetch_that_is_killed_at_random_moments_ends_the_same(server, tmp_path, n_papers):
    services = Services(server, dossier(n_papers), Faults(0.2, leave_out=("late", "away", "busy")))
    named = {"SRU": "/sru", "ODATA": "/odata", "PUBLICATIONS": "", "RIJKSOVERHEID": "/ronl"}
    environment = {f"VINDPLAATS_{name}": services.address + path for name, path in named.items()}

    def start() -> subprocess.Popen:
        command = [sys.executable, "-c", FETCH, str(tmp_path)]
        process = subprocess.Popen(command, env=os.environ | environment, stdout=subprocess.PIPE, text=True)
        assert process.stdout.readline() == "planned\n"
        return process

    dice, held = random.Random(31490), [0]
    kills = itertools.count()
    while (kill := next(kills)) < n_papers // 20 or not held[-1]:
        process = start()
        # On a busy machine nothing may have come yet: each time a little later, until something has.
        time.sleep(dice.uniform(0.02, 0.15) * (1 if held[-1] else 1 + kill))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert wrong_files(tmp_path, services) == []
        held.append(held_files(tmp_path))
    assert held == sorted(held)
    outcomes = json.loads(start().communicate(timeout=60)[0])
    assert {status for status, _ in outcomes.values()} <= {"new", "unchanged"}
    assert (len(outcomes), held_files(tmp_path), wrong_files(tmp_path, services)) == (n_papers, n_papers * 4 // 3, [])
    assert leftovers(tmp_path) == []
