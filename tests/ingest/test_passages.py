from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.model import Block, Box, Document, Metadata, Page, Word
from ingest.passages import split_passages


def count_words(text):
    return len(text.split())


def count_letters(text):
    """As a tokenizer of letters that puts two signs around a text."""
    return len("".join(text.split())) + 2


def compose(*blocks, pages=()):
    """A document of (kind, text) or (kind, text, level or marker) blocks; pages gives the page of each block."""
    text, made = "", []
    for position, (kind, words, *more) in enumerate(blocks):
        level = more[0] if kind == "heading" else None
        marker = more[0] if more and kind != "heading" else None
        text += "\n\n" * bool(text) + (f"{marker} " if marker else "")
        page = pages[position] if pages else 1
        made.append(Block(kind, len(text), len(text) + len(words), page, page, level, marker))
        text += words
    sheets = tuple(Page(number, 0, 0, 595, 842) for number in range(1, max(pages, default=0) + 1))
    words = tuple(Word(block.start, block.end, (Box(block.page, 0, 0, 1, 1),) if pages else ()) for block in made)
    return Document(Metadata("proef", "0"), text, pages=sheets, words=words, blocks=tuple(made))


def texts(document, max_tokens):
    return [passage.text for passage in split_passages(document, count_words, max_tokens)]


def para(n, word="woord"):
    return " ".join([word] * n)


def test_whole_document_that_fits_is_one_passage_with_its_heading_path():
    document = compose(("heading", "Aanpak", 1), ("paragraph", "Een twee."), ("list_item", "drie", "1."))
    (passage,) = split_passages(document, count_words, 20)
    assert (passage.start, passage.end) == (0, len(document.text))
    assert passage.headings == ("Aanpak",)
    assert passage.text.endswith("1. drie")


def test_heading_of_level_2_begins_a_passage_and_level_3_does_not_when_short():
    document = compose(
        ("heading", "A", 1),
        ("paragraph", "a"),
        ("heading", "B", 2),
        ("paragraph", "b"),
        ("heading", "C", 3),
        ("paragraph", "c"),
    )
    assert texts(document, 100) == ["A\n\na", "B\n\nb\n\nC\n\nc"]


def test_headings_that_follow_each_other_open_one_passage():
    document = compose(("heading", "Titel", 1), ("heading", "Hoofdstuk", 2), ("paragraph", "tekst"))
    (passage,) = split_passages(document, count_words, 20)
    assert passage.headings == ("Titel", "Hoofdstuk")


def test_section_that_is_no_longer_short_stands_on_its_own_under_level_3():
    document = compose(("heading", "C", 3), ("paragraph", para(9)), ("heading", "D", 3), ("paragraph", para(9)))
    assert texts(document, 30) == [f"C\n\n{para(9)}", f"D\n\n{para(9)}"]


def test_question_stays_with_its_answer_where_both_fit():
    blocks = []
    for number in (1, 2, 3):
        blocks += [("heading", f"Vraag {number}", 3), ("paragraph", para(6, "waarom"))]
        blocks += [("heading", f"Antwoord {number}", 3), ("paragraph", para(6, "daarom"))]
    found = texts(compose(*blocks), 20)
    assert [text.split("\n\n")[0] for text in found] == ["Vraag 1", "Vraag 2", "Vraag 3"]
    assert all("daarom" in text for text in found)


def test_two_questions_stay_with_their_common_answer():
    document = compose(
        ("heading", "Vraag 1", 3), ("paragraph", para(5)), ("heading", "Antwoord 1", 3), ("paragraph", para(5)),
        ("heading", "Vraag 2", 3), ("paragraph", para(5)), ("heading", "Vraag 3", 3), ("paragraph", para(5)),
        ("heading", "Antwoord 2 en 3", 3), ("paragraph", para(5)),
    )  # fmt: skip
    assert [count_words(text) for text in texts(document, 24)] == [14, 23]


def test_heading_does_not_end_a_passage_when_what_follows_is_too_long():
    document = compose(("paragraph", para(15)), ("heading", "Kop", 3), ("paragraph", para(30)))
    assert [text.split()[0] for text in texts(document, 20)] == ["woord", "Kop", "woord"]


def test_opening_words_stay_with_the_first_item():
    document = compose(("paragraph", para(8)), ("paragraph", "Nodig zijn:"), ("list_item", para(8), "-"))
    assert texts(document, 12) == [para(8), f"Nodig zijn:\n\n- {para(8)}"]


def test_long_paragraph_is_cut_after_a_sentence_near_its_middle():
    document = compose(("paragraph", "De een zei nr. 3 niet te zien. De ander zag “alles.” Zo bleef het."))
    assert texts(document, 10) == ["De een zei nr. 3 niet te zien.", "De ander zag “alles.” Zo bleef het."]


def test_quotation_mark_after_the_sentence_stays_with_it():
    document = compose(("paragraph", "Zij zei: “Dat is goed.” Toen ging zij weg."))
    assert texts(document, 6) == ["Zij zei: “Dat is goed.”", "Toen ging zij weg."]


def test_long_table_is_cut_between_rows():
    document = compose(("table", "jaar | bedrag\n2020 | 10\n2021 | 20\n2022 | 30"))
    assert texts(document, 6) == ["jaar | bedrag\n2020 | 10", "2021 | 20\n2022 | 30"]


def test_parts_of_a_section_are_about_equally_long():
    document = compose(*[("paragraph", para(9)) for _ in range(10)])
    assert [count_words(text) for text in texts(document, 40)] == [27, 36, 27]


def test_contents_lines_and_notes_have_passages_of_their_own():
    document = compose(
        ("paragraph", "vooraf"),
        ("heading", "Inhoud", 3),
        ("toc", "1 Aanpak 3"),
        ("paragraph", "na"),
        ("footnote", "Bron.", "1"),
    )
    passages = split_passages(document, count_words, 50)
    assert [(passage.kind, passage.text) for passage in passages] == [
        ("body", "vooraf"),
        ("contents", "Inhoud\n\n1 Aanpak 3"),
        ("body", "na"),
        ("notes", "1 Bron."),
    ]
    assert passages[-1].headings == ()


def test_what_follows_the_contents_does_not_stand_under_their_heading():
    document = compose(("heading", "Inhoud", 1), ("toc", "1 Aanpak 3"), ("toc", "2 Slot 4"), ("box", "Kort gezegd."))
    assert [passage.headings for passage in split_passages(document, count_words, 50)] == [("Inhoud",), ()]


def test_notes_are_grouped_by_page_and_a_short_group_is_not_joined_as_a_note_is_cited_by_its_page():
    notes = [("footnote", para(4), str(number)) for number in range(1, 6)]
    passages = split_passages(compose(*notes, pages=(1, 1, 2, 2, 3)), count_words, 30)
    assert [(passage.page, passage.last_page) for passage in passages] == [(1, 1), (2, 2), (3, 3)]


def test_passage_over_a_page_break_names_both_pages():
    document = compose(("paragraph", "een"), ("paragraph", "twee"), pages=(2, 3))
    (passage,) = split_passages(document, count_words, 50)
    assert (passage.page, passage.last_page) == (2, 3)


def test_each_block_is_counted_once():
    counted = []

    def count(text):
        counted.append(len(text))
        return len(text.split())

    document = compose(*[("paragraph", para(30)) for _ in range(500)])
    split_passages(document, count, 100)
    assert len(counted) == 500
    assert sum(counted) < len(document.text)


BLOCKS = st.one_of(
    st.tuples(
        st.just("heading"),
        st.sampled_from(["Kop", "Vraag 1", "Antwoord 1", "Een lange kop van zes woorden"]),
        st.integers(1, 4),
    ),
    st.tuples(
        st.sampled_from(["paragraph", "list_item", "table", "box", "toc", "footnote"]),
        st.text(alphabet="aB.:\n ", min_size=1, max_size=120).map(str.strip).filter(bool),
        st.sampled_from([None, "1."]),
    ),
)


def in_reading_order(blocks):
    return sorted(blocks, key=lambda block: block[0] == "footnote")


@given(st.lists(BLOCKS, max_size=12), st.integers(4, 30), st.sampled_from([count_words, count_letters]))
def test_passages_hold_every_block_in_order_and_within_the_limit(blocks, max_tokens, count_tokens):
    document = compose(*in_reading_order(blocks))
    passages = split_passages(document, count_tokens, max_tokens)
    assert all(passage.text == document.text[passage.start : passage.end] for passage in passages)
    assert all(first.end <= second.start for first, second in pairwise(passages))
    assert all(count_tokens(passage.text) <= max_tokens for passage in passages)
    covered = {offset for passage in passages for offset in range(passage.start, passage.end)}
    assert [c for i, c in enumerate(document.text) if i not in covered and c.isalnum()] == []


@pytest.mark.parametrize(
    ("kind", "blocks"),
    [
        ("heading", [("heading", "Aanpak", 1)]),
        ("contents", [("paragraph", "1 Aanpak ..... 3\n2 Slot ..... 9\n3 Bijlage ..... 12")]),
        ("table", [("heading", "Kosten", 2), ("caption", "Tabel 1"), ("table", "uren | prijs")]),
        ("caption", [("caption", "Figuur 2: de keten")]),
        ("notes", [("heading", "Literatuur en bronnen", 2), ("paragraph", "Jansen, P. (2019). Wendbaar.")]),
        ("body", [("heading", "Bronnen van overlast", 2), ("paragraph", "Het geluid komt van de weg.")]),
        ("body", [("paragraph", "De kosten staan hieronder."), ("table", "uren | prijs")]),
    ],
)
def test_a_passage_says_what_it_is_made_of(kind, blocks):
    assert [passage.kind for passage in split_passages(compose(*blocks), count_words, 50)] == [kind]


def test_a_sign_that_stands_alone_is_no_passage():
    document = compose(("heading", "Een", 1), ("paragraph", "tekst"), ("footnote", "’"))
    assert [passage.text for passage in split_passages(document, count_words, 50)] == ["Een\n\ntekst"]


@given(st.lists(BLOCKS, max_size=12), st.integers(5, 60))
def test_no_passage_runs_across_a_heading_of_level_1_or_2(blocks, max_tokens):
    document = compose(*in_reading_order(blocks))
    for passage in split_passages(document, count_words, max_tokens):
        inside = [block for block in document.blocks if passage.start <= block.start < passage.end]
        kinds = ["chapter" if block.kind == "heading" and block.level <= 2 else block.kind for block in inside]
        after_opening = [
            kind for kind, before in zip(kinds[1:], kinds, strict=False) if before not in ("heading", "chapter")
        ]
        assert "chapter" not in after_opening
        assert kinds in ([kind for kind in kinds if kind == "footnote"], [kind for kind in kinds if kind != "footnote"])
