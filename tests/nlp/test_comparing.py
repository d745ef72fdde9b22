"""Two versions of a paper side by side."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ingest.plain import document_from_text
from nlp.quotations.comparing import changes_between, compared

FIRST = (
    "Inleiding\n\nHet kabinet neemt deze aanbeveling over.\n\nDe kosten zijn 12 miljoen euro.\n\nDit vervalt geheel."
)
SECOND = (
    "Inleiding\n\nHet kabinet neemt deze aanbeveling niet over.\n\nEen nieuwe alinea over toezicht.\n\n"
    "De kosten zijn 21 miljoen euro."
)


def test_paragraphs_are_the_same_changed_added_or_gone():
    aligned = compared(document_from_text(FIRST, "a"), document_from_text(SECOND, "b"))
    told = [(pair.kind, (pair.one or pair.other).text.split()[0]) for pair in aligned]
    assert told == [
        ("equal", "Inleiding"),
        ("changed", "Het"),
        ("added", "Een"),
        ("changed", "De"),
        ("removed", "Dit"),
    ]
    (change,) = aligned[1].changes
    assert aligned[1].other.text[slice(*change.other)] == "niet"
    assert aligned[1].one.text[change.one[0] :] == "over."


def test_white_space_is_no_change():
    assert changes_between("Het kabinet\nneemt", "Het  kabinet neemt") == ()


PAPERS = st.lists(st.sampled_from(["Een.", "Twee drie.", "Twee vier.", "Vijf zes zeven."]), min_size=1, max_size=8)


@given(PAPERS, PAPERS)
def test_every_paragraph_of_both_is_told_once_and_in_order(one, other):
    aligned = compared(document_from_text("\n\n".join(one), "a"), document_from_text("\n\n".join(other), "b"))
    assert [pair.one.text for pair in aligned if pair.one] == one
    assert [pair.other.text for pair in aligned if pair.other] == other
    assert all(pair.kind != "equal" or pair.one.text == pair.other.text for pair in aligned)
