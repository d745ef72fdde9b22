"""The rules as a spaCy pipeline: sentences, registers, forms, what a text itself introduces, and a filter over them.

Its components and its tokenizer are entry points of the package: any "nl"
pipeline takes them with add_pipe("vindplaats_..."), and one written with
to_disk is read with spacy.load, without an import of this module.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

import numpy as np
import spacy
from numpy.typing import NDArray
from spacy.about import __version__ as spacy_version
from spacy.attrs import IDX, LENGTH, SENT_START  # type: ignore[import-not-found]
from spacy.language import Language
from spacy.tokens import Doc, Span

from ingest.errors import VindplaatsError
from ingest.words.signs import with_apostrophes
from nlp.model import Decisions, Entity, RejectedEntity
from nlp.names.candidates import Candidate
from nlp.names.entities import Known, choose, learn, look_up, propose
from nlp.text.sentences import sentence_ranges
from nlp.tokenizer import TOKENIZER, make_word_tokenizer

SENTENCES, REGISTERS, FORMS, LEARNED, OTHER_MODEL, FILTER = (
    "vindplaats_sentences",
    "vindplaats_registers",
    "vindplaats_forms",
    "vindplaats_learned",
    "vindplaats_other_model",
    "vindplaats_filter",
)
# Under this key of doc.user_data lies what the components have found so far; the filter takes it away.
_FOUND = "vindplaats"
# Under this key a caller lays the decisions of people, for the filter.
DECISIONS = "vindplaats_decisions"
# Span group with what the filter took out; the reason of each is its span id.
REJECTED = "afgewezen"


def build_pipeline(spacy_model: str | None = None) -> Language:
    """A Dutch pipeline that sets doc.sents and doc.ents.

    Of an entity, kb_id_ is its TOOI or BWB identifier and ent_id_ its
    canonical name, both empty where unknown. Entities begin and end on the
    character: a token that one begins or ends inside is split there.

    Args:
        spacy_model: an installed spaCy model ("nl_core_news_lg"), or the folder of one, whose organisations are
            added where no rule found anything.

    Raises:
        ModelError: there is no such model, or it finds no organisations.
    """
    return _with_components(spacy.blank("nl", config={"nlp": {"tokenizer": {"@tokenizers": TOKENIZER}}}), spacy_model)


def _with_components(pipeline: Language, spacy_model: str | None) -> Language:
    for component in (SENTENCES, REGISTERS, FORMS, LEARNED):
        pipeline.add_pipe(component)
    if spacy_model:
        pipeline.add_pipe(OTHER_MODEL, config={"model": spacy_model})
    pipeline.add_pipe(FILTER)
    return pipeline


class _DutchOfRules(Language):  # type: ignore[no-untyped-call]
    """Dutch without what spaCy knows of it: no rule asks for that, and it takes a sixth of the time spaCy loads."""

    lang = "nl"


@cache
def _built(spacy_model: str | None) -> Language:
    """The pipeline of find_entities: the components of build_pipeline, and of a word its letters only, no shape."""
    pipeline = _DutchOfRules(create_tokenizer=make_word_tokenizer())
    pipeline.vocab.lex_attr_getters = {}  # type: ignore[attr-defined]
    return _with_components(pipeline, spacy_model)


def find_entities(
    text: str, decisions: Decisions | None = None, spacy_model: str | None = None
) -> tuple[tuple[Entity, ...], tuple[RejectedEntity, ...]]:
    """Entities, and what the filter took for none with its reason; both in the order of the text.

    The pipeline is built once per process; words of one text are forgotten before the next.

    Args:
        text: any Dutch text, of any length.
        decisions: what people rejected and merged.
        spacy_model: as build_pipeline takes it.

    Raises:
        ModelError: there is no such model, or it finds no organisations.
    """
    pipeline = _built(spacy_model)
    given, text = text, with_apostrophes(text)
    # spaCy refuses a text of over a million characters unless told that its length is known.
    pipeline.max_length = max(pipeline.max_length, len(text) + 1)
    with pipeline.memory_zone():
        doc = pipeline.make_doc(text)
        doc.user_data.update({_FOUND: _Found(text), DECISIONS: decisions})
        doc = pipeline(doc)
        entities = tuple(
            Entity(
                e.start_char,
                e.end_char,
                e.label_,  # type: ignore[arg-type]
                given[e.start_char : e.end_char],
                e.ent_id_ or None,
                e.kb_id_ or None,
            )
            for e in doc.ents
        )
        rejected = tuple(
            RejectedEntity(s.start_char, s.end_char, s.label_, given[s.start_char : s.end_char], s.id_)
            for s in doc.spans[REJECTED]
        )
    return entities, rejected


@dataclass(slots=True)
class _Found:
    """What the components have found in one text so far."""

    text: str
    known: Known | None = None
    candidates: list[Candidate] = field(default_factory=list)
    more: list[Candidate] = field(default_factory=list)


def _found(doc: Doc) -> _Found:
    found: _Found | None = doc.user_data.get(_FOUND)
    if found is None:
        found = doc.user_data[_FOUND] = _Found(doc.text)
    return found


def _known(found: _Found) -> Known:
    """What the registers know in a text; a component that needs it and stands first looks it up."""
    if found.known is None:
        found.known = look_up(found.text)
    return found.known


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
    found: _Found | None = doc.user_data.get(_FOUND)
    starts = [start for start, _ in sentence_ranges(found.text if found else doc.text)]
    # All at once: with token.is_sent_start spaCy reads the whole text again for each token.
    marks = np.where(np.isin(_begins(doc), starts), 1, -1)
    marks[:1] = 1
    doc.from_array([SENT_START], marks.astype(np.int64).astype(np.uint64).reshape(-1, 1))  # type: ignore[arg-type]
    return doc


@Language.component(REGISTERS)
def look_up_registers(doc: Doc) -> Doc:
    """The names that a register has, kept aside for the rules."""
    _known(_found(doc))
    return doc


@Language.component(FORMS)
def propose_by_form(doc: Doc) -> Doc:
    """What the rules for laws, organisations and measures propose, kept aside for the filter."""
    found = _found(doc)
    found.candidates += propose(found.text, _known(found))
    return doc


@Language.component(LEARNED)
def learn_names(doc: Doc) -> Doc:
    """What the text introduces and what looks like a name to the trained model, kept aside for the filter."""
    found = _found(doc)
    found.candidates += learn(found.text, _known(found), found.candidates)
    return doc


@Language.factory(OTHER_MODEL, default_config={"model": ""})
def make_other_model(nlp: Language, name: str, model: str) -> Callable[[Doc], Doc]:
    """A component that adds the organisations of another installed model."""
    organisations = organisations_of_model(model)

    def add_organisations(doc: Doc) -> Doc:
        found = _found(doc)
        found.more += organisations(found.text)
        return doc

    return add_organisations


@Language.component(FILTER)
def set_entities(doc: Doc) -> Doc:
    """doc.ents from what was proposed, and the rejected candidates as a span group."""
    found = _found(doc)
    del doc.user_data[_FOUND]
    decisions = doc.user_data.pop(DECISIONS, None)
    kept, rejected = choose(found.text, _known(found), found.candidates, decisions, found.more)
    _split_tokens(doc, {edge for c in (*kept, *rejected) for edge in (c.start, c.end)})
    doc.ents = tuple(_spans(doc, kept))
    doc.spans[REJECTED] = list(_spans(doc, rejected))
    return doc


def _split_tokens(doc: Doc, edges: set[int]) -> None:
    """Split the tokens inside which an entity begins or ends: "VN" in "VN-verdrag"."""
    begins = _begins(doc)
    ends = begins + doc.to_array(LENGTH).astype(np.int64)
    inside = sorted(edges.difference(begins.tolist(), ends.tolist()))
    if not inside:
        return
    cuts: dict[int, list[int]] = defaultdict(list)
    for edge, i in zip(inside, np.searchsorted(begins, inside, side="right") - 1, strict=True):
        if begins[i] < edge < ends[i]:
            cuts[int(i)].append(int(edge - begins[i]))
    with doc.retokenize() as retokenizer:
        for i, at in cuts.items():
            token = doc[i]
            parts = [token.text[start:end] for start, end in pairwise([0, *at, len(token)])]
            retokenizer.split(token, parts, heads=[(token, 0)] * len(parts))


def _begins(doc: Doc) -> NDArray[np.int64]:
    """Where each token begins, in order."""
    return doc.to_array(IDX).astype(np.int64)


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
