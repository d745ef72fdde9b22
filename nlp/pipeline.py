"""The rules as a spaCy pipeline: sentences, laws, organisations and measures, and a filter that weighs them.

The only module that needs spaCy. Its components are factories, so that a
pipeline written with to_disk is read again with spacy.load once this module
has been imported.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

import spacy
from spacy.about import __version__ as spacy_version
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from ingest.errors import VindplaatsError
from nlp.names.candidates import Candidate
from nlp.names.entities import propose, weigh
from nlp.text.sentences import sentence_ranges

SENTENCES, PROPOSE, OTHER_MODEL, FILTER = (
    "vindplaats_sentences",
    "vindplaats_propose",
    "vindplaats_other_model",
    "vindplaats_filter",
)
_PROPOSED, _MORE = "vindplaats_proposed", "vindplaats_more"
# Span group with what the filter took out; the reason of each is its span id.
REJECTED = "afgewezen"


def build_pipeline(spacy_model: str | None = None) -> Language:
    """A Dutch pipeline that sets doc.sents and doc.ents.

    Of an entity, kb_id_ is its TOOI or BWB identifier and ent_id_ its
    canonical name, both empty where unknown. Offsets are those of tokens: a
    footnote mark glued to a name stays with it.

    Args:
        spacy_model: an installed spaCy model ("nl_core_news_lg"), or the folder of one, whose organisations are
            added where no rule found anything.

    Raises:
        ModelError: there is no such model, or it finds no organisations.
    """
    pipeline = spacy.blank("nl")
    pipeline.add_pipe(SENTENCES)
    pipeline.add_pipe(PROPOSE)
    if spacy_model:
        pipeline.add_pipe(OTHER_MODEL, config={"model": spacy_model})
    pipeline.add_pipe(FILTER)
    return pipeline


class ModelError(VindplaatsError):
    """A spaCy model that cannot be used to find organisations."""


@cache
def organisations_of_model(spacy_model: str) -> Callable[[str], list[Candidate]]:
    """A function that proposes the organisations a spaCy model sees in a text.

    Args:
        spacy_model: the name of an installed model, or the folder of one.

    Raises:
        ModelError: there is no such model, or it finds no organisations.
    """
    other = _loaded(spacy_model)

    def propose_organisations(text: str) -> list[Candidate]:
        # spaCy refuses a text of over a million characters unless told that its length is known.
        other.max_length = max(other.max_length, len(text) + 1)
        return [
            Candidate(ent.start_char, ent.end_char, "ORG", spacy_model)
            for ent in other(text).ents
            if ent.label_ == "ORG" and "\n\n" not in ent.text and any(word.text[0].isupper() for word in ent)
        ]

    return propose_organisations


def _loaded(spacy_model: str) -> Language:
    try:
        other = spacy.load(spacy_model)
    except (OSError, ImportError, ValueError) as error:
        raise ModelError(
            f"no spaCy model {spacy_model!r} that this spaCy ({spacy_version}) can read; install it with "
            f"'python -m spacy download {spacy_model}', or give the folder of a model"
        ) from error
    if "ORG" not in {label for labels in other.pipe_labels.values() for label in labels}:
        raise ModelError(f"the spaCy model {spacy_model!r} finds no organisations: none of its parts has the label ORG")
    return other


@Language.component(SENTENCES)
def set_sentences(doc: Doc) -> Doc:
    """Sentence starts by the rules of nlp.text.sentences."""
    starts = {start for start, _ in sentence_ranges(doc.text)}
    for token in doc:
        token.is_sent_start = token.i == 0 or token.idx in starts
    return doc


@Language.component(PROPOSE)
def propose_entities(doc: Doc) -> Doc:
    """Everything that may be an entity, kept aside for the filter."""
    doc.user_data[_PROPOSED] = propose(doc.text)
    return doc


@Language.factory(OTHER_MODEL, default_config={"model": ""})
def make_other_model(nlp: Language, name: str, model: str) -> Callable[[Doc], Doc]:
    """A component that adds the organisations of another installed model."""
    organisations = organisations_of_model(model)

    def add_organisations(doc: Doc) -> Doc:
        doc.user_data[_MORE] = organisations(doc.text)
        return doc

    return add_organisations


@Language.component(FILTER)
def set_entities(doc: Doc) -> Doc:
    """doc.ents from what was proposed, and the rejected candidates as a span group."""
    kept, rejected = weigh(doc.text, doc.user_data.pop(_PROPOSED, []), more=doc.user_data.pop(_MORE, []))
    doc.ents = filter_spans(_spans(doc, kept))
    doc.spans[REJECTED] = list(_spans(doc, rejected))
    return doc


def _spans(doc: Doc, candidates: list[Candidate]) -> Iterator[Span]:
    for c in candidates:
        span = doc.char_span(
            c.start,
            c.end,
            label=c.label,
            kb_id=c.identifier or "",
            span_id=c.rejected or c.canonical or "",
            alignment_mode="expand",
        )
        if span is not None:
            yield span
