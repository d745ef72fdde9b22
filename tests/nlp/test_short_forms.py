"""A short form that opens the name it stands for."""

from __future__ import annotations

import pytest

from nlp.names.candidates import Candidate
from nlp.names.introduced import _from_its_short_form


@pytest.mark.parametrize(
    ("text", "known", "short", "whole", "label"),
    [
        ("de Noodwet aanpak Dijken (verder: de Noodwet)", "Dijken", "Noodwet", "Noodwet aanpak Dijken", "WET"),
        # words of the name, and of another thing that is named before it
        (
            "de Stichting Dijken (verder: de Stichting)",
            "Stichting Dijken",
            "Stichting",
            "Stichting Dijken",
            "MAATREGEL",
        ),
        ("de Noodwet en de Dijken (verder: de Noodwet)", "Dijken", "Noodwet", "Dijken", "MAATREGEL"),
    ],
)
def test_the_full_name_begins_with_the_short_form_that_opens_it(text, known, short, whole, label):
    start = text.index(known)
    found = _from_its_short_form(text, Candidate(start, start + len(known), "MAATREGEL", "x", known), short)
    assert (text[found.start : found.end], found.label, found.canonical) == (whole, label, whole)
