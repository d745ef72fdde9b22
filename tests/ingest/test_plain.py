import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.plain import document_from_text

CASES = [
    # blank lines part paragraphs, single line ends do not
    (
        "Eerste regel\ngaat door.\n\nTweede alinea.",
        [("paragraph", "Eerste regel\ngaat door."), ("paragraph", "Tweede alinea.")],
    ),
    # a line with white space only is a blank line
    ("Een.\n \t\nTwee.", [("paragraph", "Een."), ("paragraph", "Twee.")]),
    # items without blank lines between them, after their opening sentence
    ("Wij vragen:\n1. geld;\n2. tijd.", [("paragraph", "Wij vragen:"), ("list_item", "geld;"), ("list_item", "tijd.")]),
    # an item that runs over a line
    ("• een lang\n  punt\n• kort", [("list_item", "een lang\n  punt"), ("list_item", "kort")]),
    # a dash with spaces inside a sentence begins nothing
    ("De raad - en niet de minister - besluit.", [("paragraph", "De raad - en niet de minister - besluit.")]),
    # a year at the start of a line is no list marker
    ("Dat was in\n2021. Daarna niet meer.", [("paragraph", "Dat was in\n2021. Daarna niet meer.")]),
    # numbered heading as in reports, not a numbered sentence
    ("4.1.8 Actie: geld vooraf\n\nTekst.", [("heading", "4.1.8 Actie: geld vooraf"), ("paragraph", "Tekst.")]),
    ("4.1.8 Het kabinet betaalt vooraf.", [("paragraph", "4.1.8 Het kabinet betaalt vooraf.")]),
    # questions and answers of the Aanhangsel
    ("Antwoord 3\n\nJa.", [("heading", "Antwoord 3"), ("paragraph", "Ja.")]),
    # capitals, but not an abbreviation alone
    ("SAMENVATTING\n\nUWV", [("heading", "SAMENVATTING"), ("paragraph", "UWV")]),
    # nothing at all
    (" \n\n ", []),
]


@pytest.mark.parametrize(("text", "blocks"), CASES)
def test_plain_text_becomes_the_blocks_it_shows(text, blocks):
    document = document_from_text(text)
    assert [(block.kind, text[block.start : block.end]) for block in document.blocks] == blocks


def test_heading_level_follows_its_number():
    blocks = document_from_text("# Deel\n\n2.1 Aanpak\n\n2.1.3 Stappen\n\nVraag 2").blocks
    assert [block.level for block in blocks] == [1, 2, 3, 3]


@given(st.text(alphabet="aB1.-•# \n\t", max_size=200))
def test_blocks_hold_all_words_in_order_but_markers(text):
    document = document_from_text(text)
    assert document.text == text
    assert all(a.end <= b.start for a, b in zip(document.blocks, document.blocks[1:], strict=False))
    outside = list(text)
    for block in document.blocks:
        outside[block.start : block.end] = " " * (block.end - block.start)
    markers = "".join(block.marker or "" for block in document.blocks)
    assert "".join("".join(outside).split()).replace("#", "") == markers.replace("#", "")
