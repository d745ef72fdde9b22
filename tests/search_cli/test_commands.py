"""The commands as a script meets them: output, exit status, and the sentence that helps."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import SAMPLES


def run(*arguments: object, stdin: str | None = None, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "search_cli", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, input=stdin, cwd=cwd, check=False)


def answer(*arguments: object, **options: str) -> object:
    """What a command prints with --json."""
    finished = run(*arguments, "--json", **options)
    assert finished.returncode == 0, finished.stderr
    return json.loads(finished.stdout)


def test_search_finds_the_word_in_all_its_forms_with_page_and_citation(sample_papers):
    found = answer("search", "wendbaarheid", "--library", sample_papers)
    assert {form["form"] for form in found["forms"]} >= {"wendbaar", "wendbare", "wendbaarheid", "wendbaarder"}
    hit = found["hits"][0]
    assert [hit["text"][start:end].lower()[:6] for start, end in hit["marks"]] == ["wendba"] * len(hit["marks"])
    shown = answer("show", hit["document"], "--page", hit["page"], "--library", sample_papers)
    first_mark = hit["text"][slice(*hit["marks"][0])]
    assert first_mark in shown["text"]


def test_a_dossier_is_cited_as_a_whole_by_the_years_of_the_papers_held(sample_papers):
    finished = run("cite", "99901", "--library", sample_papers)
    assert finished.stdout == "Kamerstukken II 2023/24-2024/25, 99901\n"
    assert "papers held; the dossier may have others" in finished.stderr


def test_references_without_a_document_are_those_of_all_papers(sample_papers):
    every = answer("references", "--library", sample_papers)
    assert len(every) == 6
    one = answer("references", "kst-99901-19", "--library", sample_papers)
    assert one in every
    assert one["cites"]


def test_parse_takes_a_document_of_the_library_by_its_id(sample_papers):
    by_id = answer("parse", "kst-99901-12", "--library", sample_papers)
    assert by_id == answer("parse", SAMPLES / "kst-99901-12.pdf")


def test_a_file_whose_name_is_no_utf8_is_listed_and_the_others_are_added(tmp_path):
    shutil.copy(SAMPLES / "kst-99901-14.pdf", tmp_path / "good.pdf")
    shutil.copy(SAMPLES / "kst-99901-12.pdf", os.fsencode(tmp_path) + b"/caf\xe9.pdf")
    finished = run("add", tmp_path, "--library", tmp_path / "l.library", "--quiet")
    assert finished.returncode == 3
    assert "caf\\xe9.pdf has a name that is no UTF-8; rename it" in finished.stdout + finished.stderr
    status = answer("status", "--library", tmp_path / "l.library")
    assert [document["file"] for document in status["documents"]] == ["good.pdf"]
    assert [failed["file"] for failed in status["failed"]] == ["caf\\xe9.pdf"]


def test_output_is_utf8_whatever_the_terminal_says(sample_papers):
    environment = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "search_cli", "search", "wendbaarheid", "--library", str(sample_papers)]
    for extra in ([], ["--json"]):
        finished = subprocess.run([*command, *extra], capture_output=True, env=environment, check=False)
        assert finished.returncode == 0, finished.stderr
        assert "uitvoeringsorganisatie" in finished.stdout.decode("utf-8")
        assert "’" in finished.stdout.decode("utf-8") or "…" in finished.stdout.decode("utf-8")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
def test_a_full_disk_under_the_output_is_a_sentence(sample_papers):
    command = [sys.executable, "-m", "search_cli", "search", "wendbaarheid", "--json", "--library", str(sample_papers)]
    with Path("/dev/full").open("w") as full:
        finished = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert finished.returncode == 1
    assert finished.stderr.splitlines() == [
        "vindplaats: cannot write: No space left on device; make room, then do the same again"
    ]


@pytest.mark.parametrize(
    "arguments",
    [("search", "wendbaarheid"), ("search", "wendbaarheid", "--json"), ("entities",), ("--help",)],
    ids=" ".join,
)
def test_a_reader_that_has_had_enough_is_no_error(arguments, sample_papers, monkeypatch):
    monkeypatch.setenv("VINDPLAATS_LIBRARY", str(sample_papers))
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "search_cli", *arguments]
    finished = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writing)
    assert (finished.returncode, finished.stderr) == (0, "")


def test_a_failure_is_one_also_where_nobody_reads_the_output(tmp_path):
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "search_cli", "search", "x", "--library", str(tmp_path / "none")]
    finished = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writing)
    assert finished.returncode == 1
    assert finished.stderr == f"vindplaats: no library in {tmp_path / 'none'}; make one with 'vindplaats add PDF...'\n"


@pytest.mark.parametrize("command", ["parse", "add"])
def test_a_pipe_is_refused_and_not_waited_for(command, tmp_path):
    pipe = tmp_path / "paper.pdf"
    os.mkfifo(pipe)
    arguments = [sys.executable, "-m", "search_cli", command, str(pipe), "--library", str(tmp_path / "l.library")]
    finished = subprocess.run(arguments, capture_output=True, text=True, check=False, timeout=60)
    assert finished.stderr.startswith(f"vindplaats: {pipe} is a pipe or a device; write what it gives to a file")
    assert finished.returncode == 1


def test_a_closed_standard_input_is_a_sentence():
    finished = subprocess.run(
        [sys.executable, "-c", "import os; os.close(0); import sys; sys.stdin = None\n"
         "sys.argv = ['vindplaats', 'tag', '--json']; from search_cli.app import main; main()"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (finished.returncode, finished.stderr) == (1, "vindplaats: standard input is closed; name a file to tag\n")


@pytest.mark.parametrize(
    ("lines", "status", "ids"),
    [
        # the others are done, and the exit status says so
        (['{"id": "a", "text": "Een brief."}', "geen json", '{"id": "b", "text": "Nog een."}'], 3, ["a", "b"]),
        # nothing could be done
        (["geen json"], 1, []),
        # an integer stays one; what has no text, or an id of another kind, is no text "None"
        (
            ['{"id": 7, "text": "Een brief."}', "geen json", '{"id": 8, "text": null}', '{"id": null, "text": "x"}'],
            3,
            [7],
        ),
    ],
)
def test_a_wrong_line_of_a_jsonl_does_not_stop_the_others(tmp_path, lines, status, ids):
    (tmp_path / "texts.jsonl").write_text("\n".join(lines), "utf-8")
    finished = run("tag", tmp_path / "texts.jsonl", "--json")
    assert finished.returncode == status
    assert [json.loads(line)["id"] for line in finished.stdout.splitlines()] == ids
    wrong = ", ".join(str(number) for number, line in enumerate(lines, start=1) if '."}' not in line)
    assert f"line {wrong}: expected" in finished.stderr


@pytest.mark.parametrize(
    "data",
    [
        # of another encoding
        "Het café".encode("latin-1"),
        "Het UWV".encode("utf-16"),
        "Het UWV".encode("utf-16-le"),
        # a PDF, and one that is UTF-8 by chance
        (SAMPLES / "kst-99901-14.pdf").read_bytes(),
        b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n",
    ],
    ids=["latin-1", "utf-16", "utf-16 without a mark", "PDF", "PDF in ASCII"],
)
def test_what_is_no_text_is_not_tagged(tmp_path, data):
    (tmp_path / "file").write_bytes(data)
    for arguments, name in (([tmp_path / "file"], tmp_path / "file"), ([], "standard input")):
        command = [sys.executable, "-m", "search_cli", "tag", *map(str, arguments)]
        finished = subprocess.run(command, capture_output=True, input=data, check=False)
        assert finished.stderr.decode() == (
            f"vindplaats: {name} is not a UTF-8 text; for a PDF use 'vindplaats parse' or 'vindplaats add'\n"
        )
        assert (finished.stdout, finished.returncode) == (b"", 1)


def test_a_phrase_finds_exactly_these_words(sample_papers):
    found = answer("search", '"wendbare uitvoering"', "--library", sample_papers)
    assert found["hits"]
    assert all("wendbare uitvoering" in " ".join(hit["text"].split()).lower() for hit in found["hits"])


def test_no_hits_says_what_was_looked_at(sample_papers):
    finished = run("search", '"paarse krokodil"', "--library", sample_papers)
    assert finished.returncode == 0
    assert "No hits in 6 papers" in finished.stdout


@pytest.mark.parametrize(
    ("arguments", "status", "sentence"),
    [
        # without a library
        (["search", "x", "--library", "none.library"], 1, "no library in none.library; make one with 'vindplaats add"),
        # a folder that is not there
        (["add", "kst-35925-vii-5", "--library", "new.library"], 1, "with 'vindplaats fetch kst-35925-vii-5'"),
        (
            ["add", "https://zoek.officielebekendmakingen.nl/kst-31490-9.html", "--library", "new.library"],
            1,
            "with 'vindplaats fetch https://zoek.officielebekendmakingen.nl/kst-31490-9.html'",
        ),
        (["add", "no-such-folder", "--library", "new.library"], 1, "no file or folder no-such-folder"),
        # a query that cannot be honoured is refused, as wrong usage
        (["search", 'een "open', "--library", "LIBRARY"], 2, "odd number of quotation marks"),
        # a day that is none
        (["search", "x", "--from", "2020-13", "--library", "LIBRARY"], 2, "write it as 2020-09-11"),
        # a document that is not held
        (["show", "kst-1-1", "--library", "LIBRARY"], 1, "'vindplaats status' lists the 6 it holds"),
        # a page beyond the paper
        (["show", "kst-99901-14", "--page", "9", "--library", "LIBRARY"], 1, "has 1 page, no page 9"),
        # nothing to show
        (["show", "--library", "LIBRARY"], 2, "name a document, or give --passage or --recommendation"),
        (["show", "--page", "2", "--library", "LIBRARY"], 2, "name a document, or give --passage or --recommendation"),
        # an image that would not be what its name says
        (
            ["show", "kst-99901-14", "--image", "page.jpg", "--library", "LIBRARY"],
            1,
            "a page is drawn as PNG, not as '.jpg'; name it page.png",
        ),
        # not a PDF
        (["parse", "fake.pdf"], 1, "fake.pdf"),
    ],
)
def test_an_error_is_one_sentence_that_helps(arguments, status, sentence, sample_papers, tmp_path):
    (tmp_path / "fake.pdf").write_text("<html>404</html>")
    finished = run(*[str(sample_papers) if a == "LIBRARY" else a for a in arguments], cwd=tmp_path)
    assert finished.returncode == status
    assert sentence in " ".join(finished.stderr.replace("│", " ").split())
    assert "Traceback" not in finished.stderr
    assert finished.stdout == ""
    assert not (tmp_path / "page.jpg").exists()


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        ("register", "Examples: vindplaats register status"),
        # a decision counts at once; taking one back may need a paper to be read again
        ("entities reject", "in the papers held (one must have them) and in those added later"),
        ("entities merge", "in the papers held (one must have it) and in those added later"),
        ("entities restore", "Papers that were added in between are as they were after 'vindplaats add --redo"),
    ],
)
def test_help_shows_an_example_and_says_when_a_decision_applies(command, sentence):
    assert sentence in " ".join(run(*command.split(), "--help").stdout.split())


def test_help_groups_every_command_in_the_order_of_the_work():
    shown = run("--help").stdout
    panels = [line.strip("╭╮─ ") for line in shown.splitlines() if line.startswith("╭")]
    assert panels == ["Options", "Papers", "Search and read", "Findings", "Quote and check", "Other doors"]
    assert shown.index("│ add ") < shown.index("│ search ") < shown.index("│ cite ") < shown.index("│ serve ")


def test_status_shows_the_whole_id_of_a_paper_in_a_narrow_terminal(sample_papers):
    shown = run("status", "--library", sample_papers).stdout
    ids = [each["id"] for each in answer("status", "--library", sample_papers)["documents"]]
    assert not [line for line in shown.splitlines() if "…" in line.split(" ")[0]]
    assert all(id[:40] in shown for id in ids)


def test_saved_searches_that_are_none_are_told_how_to_make(sample_papers):
    assert "vindplaats search WORDS --save NAME" in run("searches", "--library", sample_papers).stderr


def test_the_version_is_told():
    assert run("--version").stdout.startswith("vindplaats 0.")


def test_one_bad_file_never_stops_the_run(tmp_path):
    papers = tmp_path / "papers"
    papers.mkdir()
    (papers / "a-broken.pdf").write_text("<html>404</html>")
    shutil.copy(SAMPLES / "kst-99901-14.pdf", papers)
    finished = run("add", papers, "--library", tmp_path / "x.library")
    assert finished.returncode == 3
    assert finished.stdout == "1 paper added, 1 failed\n"
    assert "a-broken.pdf" in finished.stderr
    status = answer("status", "--library", tmp_path / "x.library")
    assert [document["id"] for document in status["documents"]] == ["kst-99901-14"]
    assert [failure["file"] for failure in status["failed"]] == ["a-broken.pdf"]


def test_unchanged_is_skipped_changed_replaced_and_a_copy_noted(tmp_path):
    papers, library = tmp_path / "papers", tmp_path / "x.library"
    papers.mkdir()
    shutil.copy(SAMPLES / "kst-99901-14.pdf", papers / "motie.pdf")
    assert answer("add", papers, "--library", library)["added"] == ["motie.pdf"]
    shutil.copy(papers / "motie.pdf", papers / "nog-een.pdf")
    again = answer("add", papers, "--library", library)
    assert (again["added"], again["unchanged"], again["copies"]) == ([], ["motie.pdf"], ["nog-een.pdf"])
    shutil.copy(SAMPLES / "kst-99901-19.pdf", papers / "motie.pdf")
    assert answer("add", papers / "motie.pdf", "--library", library)["replaced"] == ["motie.pdf"]
    (document,) = answer("status", "--check", "--library", library)["documents"]
    assert document["id"] == "kst-99901-19"


def test_remove_takes_a_paper_out(tmp_path, sample_papers):
    library = shutil.copytree(sample_papers, tmp_path / "x.library")
    assert answer("remove", "kst-99901-14", "--library", library) == {"removed": ["kst-99901-14"]}
    held = {document["id"] for document in answer("status", "--check", "--library", library)["documents"]}
    assert "kst-99901-14" not in held
    assert len(held) == 5
    found = answer("search", "motie", "--library", library)
    assert all(hit["document"] != "kst-99901-14" for hit in found["hits"])


def test_a_lost_or_damaged_vector_file_is_made_again(tmp_path, sample_papers):
    library = shutil.copytree(sample_papers, tmp_path / "x.library")
    before = answer("search", "wie betaalt het?", "--mode", "semantic", "--library", library)
    for damage in (lambda path: path.unlink(), lambda path: path.write_bytes(path.read_bytes()[:1000])):
        damage(library / "vectors.faiss")
        finished = run("search", "wie betaalt het?", "--mode", "semantic", "--library", library, "--json")
        assert json.loads(finished.stdout) == before
        assert "it is made again from the library" in finished.stderr


def test_tag_gives_a_line_a_text(tmp_path):
    lines = [{"id": "a", "text": "Het UWV voert de WW uit (Kamerstuk 31 490, nr. 271)."}, {"id": "b", "text": ""}]
    (tmp_path / "t.jsonl").write_text("\n".join(map(json.dumps, lines)))
    finished = run("tag", tmp_path / "t.jsonl", "--json")
    first, second = map(json.loads, finished.stdout.splitlines())
    assert [reference["targets"] for reference in first["references"]] == [["kst-31490-271"]]
    assert {entity["text"] for entity in first["entities"]} >= {"UWV"}
    assert (second["id"], second["entities"]) == ("b", [])


def test_the_image_of_a_passage_is_marked(tmp_path, sample_papers):
    from PIL import Image

    found = answer("search", "wendbaarheid", "--limit", 1, "--library", sample_papers)
    target = tmp_path / "page.png"
    finished = run("show", "--passage", found["hits"][0]["passage"], "--image", target, "--library", sample_papers)
    assert finished.returncode == 0, finished.stderr
    colours = {colour for _, colour in Image.open(target).getcolors(maxcolors=1_000_000)}
    assert (255, 241, 118) in colours
