"""What is stored of a document comes back as it was."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.library.codec import metadata_from_json, metadata_to_json, pack, unpack
from ingest.model import Block, Box, Cell, Document, Footnote, Furniture, Join, Metadata, Page, Signatory, Word

small = st.integers(0, 10_000)
point = st.floats(0, 2000, allow_nan=False)
some_text = st.text(max_size=20)
boxes = st.builds(Box, st.integers(1, 500), point, point, point, point)
metadata = st.builds(
    Metadata,
    id=some_text,
    sha256=some_text,
    title=st.none() | some_text,
    dossiers=st.lists(some_text, max_size=3).map(tuple),
    signatories=st.lists(st.builds(Signatory, some_text, st.none() | some_text), max_size=2).map(tuple),
)
documents = st.builds(
    Document,
    metadata=metadata,
    text=st.text(max_size=50),
    pages=st.lists(st.builds(Page, small, small, small, point, point, st.none() | some_text), max_size=3).map(tuple),
    words=st.lists(st.builds(Word, small, small, st.lists(boxes, max_size=3).map(tuple)), max_size=5).map(tuple),
    blocks=st.lists(
        st.builds(
            Block,
            st.sampled_from(["heading", "table", "footnote"]),
            small,
            small,
            small,
            small,
            st.none() | st.integers(1, 4),
            st.none() | some_text,
            st.lists(st.builds(Cell, small, small, small, small), max_size=2).map(tuple),
        ),
        max_size=3,
    ).map(tuple),
    footnotes=st.lists(st.builds(Footnote, some_text, small, small, small, st.none() | small), max_size=2).map(tuple),
    furniture=st.lists(st.builds(Furniture, small, some_text, st.lists(boxes, max_size=2).map(tuple)), max_size=2).map(
        tuple
    ),
    joins=st.lists(st.builds(Join, small, some_text), max_size=2).map(tuple),
    differences=st.lists(some_text, max_size=2).map(tuple),
)


@given(documents)
def test_a_document_comes_back_as_it_was_stored(document):
    assert unpack(document.metadata, document.text, pack(document)) == document


@given(metadata)
def test_metadata_comes_back_as_it_was_stored(stored):
    assert metadata_from_json(metadata_to_json(stored)) == stored
