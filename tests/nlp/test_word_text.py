"""A Word file is read as it stands when all changes are accepted."""

from __future__ import annotations

from time import process_time

import pytest
from lxml import etree

from ingest.formats.changes import accept_changes
from nlp.quotations.word_text import notes_of, paragraph_text, paragraphs

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def body(*parts: str):
    return etree.fromstring(f"<w:body {SPACES}><w:p>{''.join(parts)}</w:p></w:body>")


BOX = f"<w:txbxContent><w:p>{run('in een kader')}</w:p></w:txbxContent>"
CASES = [
    # a hyphen that does not break is an element
    ([run("p. 2"), "<w:r><w:noBreakHyphen/></w:r>", run("3")], ["p. 2-3"]),
    # one that is only shown at a line end is not there
    ([run("uit"), "<w:r><w:softHyphen/></w:r>", run("voering")], ["uitvoering"]),
    ([run("een"), "<w:r><w:cr/></w:r>", run("twee")], ["een twee"]),
    # deleted, moved away, and inserted
    ([f"<w:moveFrom>{run('weg')}</w:moveFrom>", f"<w:del>{run('ook weg')}</w:del>", f"<w:ins>{run('nieuw')}</w:ins>"],
     ["nieuw"]),
    # a text box has paragraphs of its own, and stands in the file twice
    ([run("voor "), f"<mc:AlternateContent><mc:Choice>{BOX}</mc:Choice><mc:Fallback>{BOX}</mc:Fallback>"
      "</mc:AlternateContent>", run("na")], ["voor na", "in een kader"]),
]  # fmt: skip


@pytest.mark.parametrize(("parts", "texts"), CASES)
def test_a_paragraph_has_what_is_there_after_all_changes(parts, texts):
    assert [paragraph_text(each, {}) for each in paragraphs(body(*parts))] == texts


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc>{properties}<w:p>{run(text)}</w:p></w:tc>"


# What is inserted as a whole: the row, the cell or the mark of a paragraph that a change takes out.
WHOLE = [
    (f"<w:tbl><w:tr>{cell('blijft')}</w:tr><w:tr><w:trPr><w:del/></w:trPr>{cell('weg')}</w:tr></w:tbl>", ["blijft"]),
    (f"<w:tbl><w:tr>{cell('blijft')}{cell('weg', '<w:tcPr><w:cellDel/></w:tcPr>')}</w:tr></w:tbl>", ["blijft"]),
    # two deleted marks behind each other
    (
        f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('Geen ')}</w:p>"
        f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('doel ')}</w:p><w:p>{run('op zich.')}</w:p>",
        ["Geen doel op zich."],
    ),
    # the last paragraph has nothing to be joined to
    (f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('Slot.')}</w:p>", ["Slot."]),
    # hidden, and not hidden after all
    ("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>weg</w:t></w:r>"
     '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>blijft</w:t></w:r></w:p>', ["blijft"]),
    ("<w:p><w:r><w:t>een</w:t><w:ptab/><w:t>twee</w:t></w:r></w:p>", ["een twee"]),
]  # fmt: skip


@pytest.mark.parametrize(("parts", "texts"), WHOLE)
def test_rows_cells_marks_and_hidden_words_are_as_the_changes_leave_them(parts, texts):
    root = etree.fromstring(f"<w:body {SPACES}>{parts}</w:body>")
    accept_changes(root)
    assert [paragraph_text(each, {}) for each in paragraphs(root)] == texts


def test_a_chapter_that_was_deleted_is_taken_out_in_time():
    gone = f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:del>{run('weg')}</w:del></w:p>"
    root = etree.fromstring(f"<w:body {SPACES}>{gone * 1_500}<w:p>{run('blijft')}</w:p></w:body>")
    began = process_time()
    accept_changes(root)
    assert process_time() - began < 5
    assert [paragraph_text(each, {}) for each in paragraphs(root)] == ["blijft"]


def test_the_number_of_a_deleted_note_brings_no_note():
    notes = etree.fromstring(
        f'<w:footnotes {SPACES}><w:footnote w:id="1"><w:p>{run("p. 9")}</w:p></w:footnote>'
        f'<w:footnote w:id="2"><w:p>{run("p. 2")}</w:p></w:footnote></w:footnotes>'
    )
    there = body(
        run("woorden"),
        '<w:del><w:r><w:footnoteReference w:id="1"/></w:r></w:del>',
        '<w:r><w:footnoteReference w:id="2"/></w:r>',
    )
    (paragraph,) = paragraphs(there)
    assert paragraph_text(paragraph, notes_of(notes, "footnote")) == "woorden (p. 2) "
