"""The ledger of recommendations, and one of them with its whole chain."""

from __future__ import annotations

import csv
from dataclasses import replace
from io import StringIO

import pytest
from PIL import Image
from rich.console import Console

from index.model import DocumentRecord, StoredFollowUp, StoredRecommendation, StoredSource
from ingest.addresses import Address, find_again
from ingest.model import Metadata, Passage
from nlp.model import LEFT_OUT, FollowUp, Recommendation
from search_cli.options import dossier_number
from search_cli.recommended.ledger import COLUMNS, addressed_to, as_csv, as_markdown, make_ledger
from search_cli.render.recommendations import show_recommendations
from search_cli.render.results import beside
from search_cli.shapes.findings import source_shape
from tests.search_cli.test_commands import answer, run


def rows_of(printed: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(printed.removeprefix("\ufeff")), delimiter=";"))


def stored(id, *, restates=None, follow_ups=(), addressees=()):
    found = Recommendation(0, 4, "Doe.", "aanbeveling", addressees=addressees)
    return StoredRecommendation(id, "report", 1, found, restates, (), tuple(follow_ups))


def follow_up(date, status, start=0):
    return StoredFollowUp("letter", 1, date, FollowUp(start, start + 4, "Doe.", status, "", 1.0))


def test_a_restatement_is_folded_under_the_fuller_wording():
    ledger = make_ledger([stored(1, restates=3), stored(2), stored(3)])
    assert [(entry.item.id, [other.id for other in entry.restated]) for entry in ledger] == [(2, []), (3, [1])]


def test_a_restatement_stands_alone_where_the_fuller_wording_was_filtered_out():
    assert [entry.item.id for entry in make_ledger([stored(1, restates=3)])] == [1]


def test_what_is_said_of_two_places_in_one_sentence_stands_once():
    same = follow_up("2024-01-01", "loopt")
    (entry,) = make_ledger([stored(1, restates=2, follow_ups=[same]), stored(2, follow_ups=[same])])
    assert entry.follow_ups == (same,)


@pytest.mark.parametrize(
    ("statuses", "latest"),
    [
        # later evidence counts
        (["overgenomen", "afgerond"], "afgerond"),
        # a later mention that says nothing does not hide what was said
        (["overgenomen", "onduidelijk"], "overgenomen"),
        (["onduidelijk"], "onduidelijk"),
    ],
)
def test_the_status_is_what_was_last_said(statuses, latest):
    follow_ups = [follow_up(f"2024-0{month}-01", status, month) for month, status in enumerate(statuses, 1)]
    (entry,) = make_ledger([stored(1, follow_ups=reversed(follow_ups))])
    assert entry.latest.follow_up.status == latest


@pytest.mark.parametrize(
    ("asked", "addressee", "matches"),
    [
        # another name of the same organisation
        ("UWV", "Uitvoeringsinstituut Werknemersverzekeringen", True),
        # a word of the name
        ("minister", "Minister van Financiën", True),
        ("kabinet", "kabinet", True),
        # a part of a word is no word
        ("minister", "Ministerie van Financiën", False),
        ("SVB", "UWV", False),
    ],
)
def test_an_addressee_is_found_by_any_of_its_names(asked, addressee, matches):
    assert addressed_to(asked)(stored(1, addressees=(addressee,))) is matches


def test_the_ledger_in_csv_has_a_line_for_every_recommendation_of_the_dossier(sample_papers):
    finished = run("recommendations", "--dossier", "99901", "--doubtful", "--format", "csv", "--library", sample_papers)
    rows = rows_of(finished.stdout)
    assert list(rows[0]) == list(COLUMNS)
    found = answer("recommendations", "--dossier", "99901", "--library", sample_papers)
    assert {row["id"] for row in rows} == {str(item["id"]) for item in found if item["restates"] is None}
    assert all(row["citation"].startswith("Kamerstukken II") for row in rows)


def test_what_would_break_a_markdown_table_is_escaped():
    row = dict.fromkeys(COLUMNS, "") | {"recommendation": "a|b *c* <b>"}
    assert as_markdown([row]).splitlines()[2].split(" | ")[1] == r"a\|b \*c\* \<b\>"


def test_csv_of_nothing_is_its_head_line_as_dutch_excel_opens_it():
    assert as_csv([]) == "\ufeff" + ";".join(COLUMNS) + "\n"


def test_one_recommendation_shows_all_it_rests_on_and_what_became_of_it(sample_papers):
    listed = answer("recommendations", "--status", "overgenomen", "--library", sample_papers)
    item = next(item for item in listed if item["restates"] is None)
    shown = run("show", "--recommendation", item["id"], "--library", sample_papers).stdout
    text = " ".join(shown.split())
    assert " ".join(item["text"].split()) in text
    assert all(" ".join(source["text"].split()) in text for source in item["sources"])
    assert all(" ".join(later["text"].split()) in text for later in item["follow_ups"])


def test_what_may_well_be_none_is_shown_when_it_is_asked_for(sample_papers):
    graded = {item["id"]: item["grade"] for item in answer("recommendations", "--library", sample_papers)}
    assert set(graded.values()) == {"firm", "doubtful"}
    said = run("recommendations", "--format", "csv", "--library", sample_papers)
    rows = rows_of(said.stdout)
    assert {row["grade"] for row in rows} == {"firm"}
    n_doubtful = sum(grade == "doubtful" for grade in graded.values())
    assert f"{n_doubtful} more that may well be none are not shown; --doubtful shows them" in said.stderr
    shown = run("recommendations", "--doubtful", "--library", sample_papers).stdout
    assert shown.count("doubtful (0.") > 0


def test_who_speaks_selects_the_motions_of_members(sample_papers):
    found = answer("recommendations", "--by", "member", "--library", sample_papers)
    assert found
    assert {item["type"] for item in found} == {"verzoek"}
    assert {item["by"] for item in found} == {"member"}


def test_the_chamber_is_found_by_the_name_a_letter_gives_it():
    assert addressed_to("Tweede Kamer")(stored(1, addressees=("uw Kamer",)))
    assert not addressed_to("Eerste Kamer")(stored(1, addressees=("uw Kamer",)))


def test_an_unknown_recommendation_says_where_the_numbers_are(sample_papers):
    finished = run("show", "--recommendation", 9999, "--library", sample_papers)
    assert finished.returncode == 1
    assert "no recommendation 9999 in the library; 'vindplaats recommendations' shows the numbers" in finished.stderr


def test_a_source_that_several_share_is_shown_once():
    source = StoredSource("report", 1, None, 10, 30, "De balies sluiten om vier uur.", 0.7, "gaat er direct aan vooraf")
    ledger = make_ledger([replace(stored(id), sources=(source,)) for id in (1, 2)])
    record = DocumentRecord(Metadata("report", "report"), "report.pdf", "/report.pdf", 1, 1, (), (), "1")
    console = Console(file=StringIO(), width=120)
    show_recommendations(console, ledger, {"report": record})
    shown = console.file.getvalue()
    assert shown.count("De balies sluiten om vier uur.") == 1
    assert shown.count(", shown under 1") == 1


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        # what leads up to the hit
        ((0, 1000), (0, 400)),
        # what comes after it, where hardly anything leads up to it
        ((390, 1000), (700, 1000)),
        # elsewhere in the paper
        ((0, 300), (0, 300)),
        # the hit itself
        ((400, 700), (0, 0)),
    ],
)
def test_under_a_hit_stands_what_of_its_source_the_hit_does_not_show(source, shown):
    text = "".join(f"{n:010}" for n in range(100))
    passage = Passage(400, 700, text[400:700], 1, 1)
    stored_source = StoredSource("report", 1, None, *source, text[slice(*source)], 1.0, "")
    assert beside(passage, stored_source) == text[slice(*shown)]


def test_beside_a_hit_stands_what_of_a_source_around_its_recommendation_the_hit_does_not_show():
    text = "".join(f"{n:010}" for n in range(100))
    words = text[200:500] + LEFT_OUT + text[600:900]
    around = StoredSource("report", 1, None, 200, 900, words, 1.0, "staat eromheen")
    assert beside(Passage(450, 700, text[450:700], 1, 1), around) == text[200:450]
    assert beside(Passage(200, 700, text[200:700], 1, 1), around) == text[700:900]
    assert [around.place_in_text(offset) for offset in (200, 500, 600, 900)] == [0, 300, 305, 605]


def test_the_address_of_a_source_that_leaves_words_out_finds_those_before_them():
    text = "De balie sluit om vier uur. Open een loket. Zo kan wie werkt ook komen."
    words = f"De balie sluit om vier uur.{LEFT_OUT}Zo kan wie werkt ook komen."
    source = StoredSource("report", 1, None, 0, len(text), words, 0.7, "staat eromheen")
    shape = source_shape(source, Metadata("report", "0" * 64))
    assert shape["text"] == words
    assert find_again(text, Address.parse(shape["address"])) == (0, text.index(" Open"))


def test_a_recommendation_is_shown_only_in_its_own_document(sample_papers):
    number = str(answer("recommendations", "kst-99901-14", "--library", sample_papers)[0]["id"])
    assert run("show", "kst-99901-14", "--recommendation", number, "--library", sample_papers).returncode == 0
    finished = run("show", "kst-99901-12", "--recommendation", number, "--library", sample_papers)
    assert finished.returncode == 1
    assert f"recommendation {number} stands in kst-99901-14" in finished.stderr
    assert run("show", "--recommendation", number, "--page", "1", "--library", sample_papers).returncode == 2


def test_the_page_of_a_recommendation_is_drawn_with_its_words_marked(sample_papers, tmp_path):
    number = str(answer("recommendations", "kst-99901-14", "--library", sample_papers)[0]["id"])
    image = tmp_path / "page.png"
    run("show", "--recommendation", number, "--image", str(image), "--library", sample_papers)
    with Image.open(image) as page:
        colours = {colour for _, colour in page.getcolors(maxcolors=1 << 24)}
    assert (255, 241, 118) in colours


@pytest.mark.parametrize(
    ("written", "filed"), [("35 925 VII", "35925-VII"), ("21501-02", "21501-02"), ("kst-31490", "31490")]
)
def test_dossiers_of_all_kinds_are_filed_under_their_number(written, filed):
    assert dossier_number(written) == filed


def test_a_dossier_may_be_written_as_papers_print_it(sample_papers):
    found = answer("recommendations", "--dossier", "99 901", "--library", sample_papers)
    assert found == answer("recommendations", "--dossier", "99901", "--library", sample_papers) != []


@pytest.mark.parametrize(
    ("dossier", "code", "message"), [("abc", 2, "not a dossier"), ("12345", 0, "passes these filters")]
)
def test_filters_that_leave_nothing_say_so(sample_papers, dossier, code, message):
    finished = run("recommendations", "--dossier", dossier, "--format", "csv", "--library", sample_papers)
    assert finished.returncode == code
    assert message in finished.stderr


def test_a_status_in_a_table_has_the_words_that_say_so():
    row = dict.fromkeys(COLUMNS, "") | {"status": "afgerond", "evidence": "is uitgevoerd"}
    assert "| afgerond: “is uitgevoerd” |" in as_markdown([row])


@pytest.mark.parametrize("cell", ["=SUM(A1)", "+31", "@naam", "-1"])
def test_no_cell_of_the_csv_is_a_formula(cell):
    row = dict.fromkeys(COLUMNS, "") | {"recommendation": cell}
    assert rows_of(as_csv([row]))[0]["recommendation"] == f"'{cell}"
