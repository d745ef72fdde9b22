"""The register of organisations: each body stands in it once."""

from __future__ import annotations

import pytest

from nlp.registers.held import bundled_organisations
from tools.make_registers import Row, joined


@pytest.mark.parametrize(
    ("first", "second", "why"),
    [
        (Row("Fonds voor Kelders"), Row("Stichting Fonds voor Kelders", identifier="x/1"), "legal form"),
        (Row("Dienst Droog & Nat"), Row("Dienst Droog en Nat"), "the sign for and"),
        (Row("Keldorama"), Row("keldorama", ("KR",)), "capitals"),
        (
            Row("Kelderinstituut", ("KI",)),
            Row("Stichting Kelderinstituut/KI", ("KI",)),
            "abbreviation",
        ),
        (Row("Europees Kelderbureau"), Row("EKB", (), ("Europees kelderbureau",)), "another name of one"),
    ],
)
def test_two_rows_of_one_body_are_one_with_the_names_of_both(first: Row, second: Row, why: str) -> None:
    (row,) = joined([first, second])
    names = {row.name, *row.abbreviations, *row.other_names}
    assert row.name == first.name, why
    assert names == {first.name, second.name, *second.abbreviations, *second.other_names}, why
    assert row.identifier == first.identifier or second.identifier


@pytest.mark.parametrize(
    ("first", "second", "why"),
    [
        (
            Row("Ministerie van Kelders", kind="ministerie"),
            Row("Ministerie van Kelders", kind="ministerie"),
            "ministry",
        ),
        (Row("Raad voor Kelders", identifier="x/1"), Row("Raad van Kelders", identifier="x/2"), "two identifiers"),
        (Row("Koninklijke Keldermans"), Row("Keldermans"), "one telling word"),
        (Row("Kelderbond", ("KB",)), Row("Zolderbond", ("KB",)), "an abbreviation that two have"),
        (Row("Droge Kelder", ("?DK",)), Row("Kelder", ("?DK",)), "an abbreviation that is a word too"),
        (Row("Meldpunt Kelder Zolder"), Row("Meldpunt Zolder Kelder"), "another order"),
    ],
)
def test_two_bodies_stay_two(first: Row, second: Row, why: str) -> None:
    assert joined([first, second]) == [first, second], why


def test_no_body_stands_twice_in_the_register() -> None:
    rows = [
        Row(one.name, one.abbreviations, one.other_names, one.kind, one.identifier) for one in bundled_organisations()
    ]
    assert joined(rows) == rows
