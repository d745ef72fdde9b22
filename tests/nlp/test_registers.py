"""The register of organisations: what official lists add to it, and how they are kept."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.registers.kept_lists import KeptListError, keep_list, kept_lists
from nlp.registers.official_lists import official_organisations
from nlp.registers.rows import Organisation, merged, organisation_of, row_of
from tests.ingest.value_lists import ID, organisation, value_list

BUNDLED = [
    Organisation("Dienst Verre Dijken", ("DVD",), ("Dijkendienst",), "uitvoering", f"{ID}zbo/zb1"),
    Organisation("Ministerie van Water", ("WA",), (), "ministerie", f"{ID}ministerie/mnre1"),
    Organisation("Dam BV", (), (), "bedrijf"),
]

# (official, rows after it that were not bundled, why)
MERGES = [
    (
        Organisation("Dienst Nabije Dijken", ("DND",), (), "uitvoering", f"{ID}zbo/zb1"),
        [
            Organisation(
                "Dienst Verre Dijken", ("DVD",), ("Dijkendienst", "Dienst Nabije Dijken"), "uitvoering", f"{ID}zbo/zb1"
            )
        ],
        "a new name of a known organisation is another form of it; its official abbreviation is not taken",
    ),
    (
        Organisation("Ministerie van Water en Wind", ("WenW", "?WA"), (), "ministerie", f"{ID}ministerie/mnre1"),
        [Organisation("Ministerie van Water en Wind", ("WenW",), (), "ministerie", f"{ID}ministerie/mnre1")],
        "a ministry with a new name is another one; an abbreviation that means something already is not taken",
    ),
    (
        Organisation("Ministerie van Water", ("Wat",), (), "ministerie", f"{ID}ministerie/hv_1"),
        [],
        "a ministry of a known name stays as it is",
    ),
    (
        Organisation("DAM bv", (), ("Damwerken",), "uitvoering", f"{ID}oorg/oorg1"),
        [Organisation("Dam BV", (), ("Damwerken",), "bedrijf", f"{ID}oorg/oorg1")],
        "a known organisation without an identifier gets one",
    ),
    (
        Organisation("Dijkendienst", (), (), "uitvoering", f"{ID}oorg/oorg9"),
        [],
        "another organisation with a name that is taken cannot be told apart",
    ),
    (
        Organisation("Raad voor Dijken", ("RVD",), ("Dijkendienst",), "uitvoering", f"{ID}oorg/oorg2"),
        [Organisation("Raad voor Dijken", ("RVD",), (), "uitvoering", f"{ID}oorg/oorg2")],
        "a new organisation, with those of its names that are free",
    ),
]


@pytest.mark.parametrize(("official", "changed", "why"), MERGES, ids=[why for *_, why in MERGES])
def test_official_lists_complete_what_is_bundled(official, changed, why):
    assert [row for row in merged(BUNDLED, [official]) if row not in BUNDLED] == changed


names = st.sampled_from(["Dienst A", "dienst a", "Dienst-B", "Dienst B", "C", "?C", "Raad voor D", "Ministerie van E"])
organisations = st.builds(
    Organisation,
    names,
    st.lists(names, max_size=2).map(tuple),
    st.lists(names, max_size=2).map(tuple),
    st.sampled_from(["ministerie", "uitvoering"]),
    st.sampled_from(["x/1", "x/2", "x/3", "x/4", "x/5"]),
)
# An identifier of TOOI is that of one organisation.
rows = st.lists(organisations, max_size=5, unique_by=lambda one: one.identifier)


@given(rows, rows)
def test_what_is_bundled_keeps_its_names_and_place(bundled, official):
    whole = merged(bundled, official)
    for before, after in zip(bundled, whole, strict=False):
        assert (after.name, after.abbreviations, after.kind) == (before.name, before.abbreviations, before.kind)
        assert after.other_names[: len(before.other_names)] == before.other_names
    assert len(whole) >= len(bundled)


@given(rows, rows)
def test_merging_the_same_lists_again_changes_nothing(bundled, official):
    whole = merged(bundled, official)
    assert merged(whole, official) == whole


@given(organisations)
def test_a_row_is_read_as_it_was_written(one):
    assert organisation_of(row_of(one).split("\t")) == one


# (nodes, organisations, why)
NODES = [
    (
        [organisation("oorg/oorg1", "Kamer der Dijken", abbreviation="KD", preferred="Dijkenkamer")],
        [Organisation("Kamer der Dijken", ("?KD",), ("Dijkenkamer",), "uitvoering", f"{ID}oorg/oorg1")],
        "the official name is canonical, two letters count in context only",
    ),
    (
        [
            organisation("zbo/hv_1", "Dijkendienst", abbreviation="DD", version_of="zbo/zb1"),
            organisation("zbo/zb1", "Dienst Dijken (DIJK)", abbreviation="DIJK"),
        ],
        [Organisation("Dienst Dijken", ("DIJK",), ("Dijkendienst",), "uitvoering", f"{ID}zbo/zb1")],
        "a former name is another name; an abbreviation behind the name is no part of it",
    ),
    (
        [
            organisation("ministerie/hv_2", "Wind", preferred="Water", version_of="ministerie/mnre1"),
            organisation("ministerie/mnre1", "Water", abbreviation="WAT"),
        ],
        [
            Organisation("Ministerie van Water", ("WAT",), (), "ministerie", f"{ID}ministerie/mnre1"),
            Organisation("Ministerie van Wind", (), (), "ministerie", f"{ID}ministerie/hv_2"),
        ],
        "each name of a ministry is one; the name of preference of a former version is the one of today",
    ),
    (
        [organisation("gemeente/gm9999", "Bergen (NH)", abbreviation="BRG")],
        [Organisation("gemeente Bergen (NH)", (), (), "gemeente", f"{ID}gemeente/gm9999")],
        "a municipality is named with its kind",
    ),
    ([organisation("zbo/zb2", "Notarissen")], [], "a class of bodies"),
    ([organisation("so/so1", "Regeling samenwerking sociale zaken Noord")], [], "a legal title that papers do not use"),
    ([organisation("planeet/p1", "Dienst Maan")], [], "a kind that is not known"),
    ([organisation("zbo/zb3", "\tde  |")], [], "no name"),
    ([{"@id": f"{ID}zbo/zb4"}, {"@id": f"{ID}zbo/zb5", "x": 5}], [], "no organisation"),
]


@pytest.mark.parametrize(("nodes", "rows", "why"), NODES, ids=[why for *_, why in NODES])
def test_a_list_is_read_as_rows(nodes, rows, why):
    assert list(official_organisations(nodes)) == rows


def test_a_kept_list_is_read_back_and_replaced_whole(tmp_path):
    folder = tmp_path / "data" / "registers"
    keep_list(folder, "rwc_zbo_compleet", 6, "2026-05-04", BUNDLED)
    keep_list(folder, "rwc_zbo_compleet", 7, "", BUNDLED[:1])
    (kept,) = kept_lists(folder)
    assert (kept.name, kept.version, kept.published, kept.organisations) == (
        "rwc_zbo_compleet",
        7,
        "",
        tuple(BUNDLED[:1]),
    )
    assert [path.name for path in folder.iterdir()] == ["rwc_zbo_compleet.tsv"]


@pytest.mark.parametrize(
    "text", ["", "Dienst A\n", "# rwc_zbo_compleet 6 \nDienst A\t\n", "# rwc_zbo_compleet 6 \n\xff"]
)
def test_a_damaged_list_is_named(tmp_path, text):
    (tmp_path / "rwc_zbo_compleet.tsv").write_text(text, "latin-1")
    with pytest.raises(KeptListError, match=r"rwc_zbo_compleet\.tsv is damaged; delete it"):
        kept_lists(tmp_path)


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(KeptListError, match=r"cannot be kept in .*file: "):
        keep_list(tmp_path / "file", "rwc_zbo_compleet", 6, "", BUNDLED)


SCRIPT = """
import json, sys
from nlp.registers.held import fingerprint
from nlp.names.entities import find_entities
found = [(e.text, e.canonical, e.identifier) for e in find_entities(sys.argv[1]) if e.label == "ORG"]
print(json.dumps([fingerprint(), found]))
"""


def in_a_new_process(folder: Path, text: str) -> tuple[str, list[list[str]]]:
    """The fingerprint, and the organisations in a text, with the lists of a folder."""
    environment = {**os.environ, "VINDPLAATS_REGISTERS": str(folder)}
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT, text], env=environment, capture_output=True, text=True, check=True
    )
    return tuple(json.loads(run.stdout))


def test_organisations_of_a_kept_list_are_found_and_the_fingerprint_tells_them(tmp_path):
    text = "Volgens Dijkdoorn is het ministerie van Dijken aan zet."
    nodes = json.loads(
        value_list(
            "x",
            1,
            organisation("oorg/oorg99", "Dijkdoorn"),
            organisation("ministerie/mnre99", "Dijken"),
        )
    )
    bare, unknown = in_a_new_process(tmp_path, text)
    assert unknown == [["Dijkdoorn", "Dijkdoorn", None]]
    keep_list(tmp_path, "x", 1, "", official_organisations(nodes))
    with_list, found = in_a_new_process(tmp_path, text)
    assert found == [
        ["Dijkdoorn", "Dijkdoorn", f"{ID}oorg/oorg99"],
        ["ministerie van Dijken", "Ministerie van Dijken", f"{ID}ministerie/mnre99"],
    ]
    assert with_list != bare
    keep_list(tmp_path, "x", 2, "2026-05-04", official_organisations(nodes))
    assert in_a_new_process(tmp_path, text) == (with_list, found)
