"""The spaCy pipeline says what the plain functions say, and survives being written to disk."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy

from nlp.names.entities import find_entities, propose, weigh
from nlp.pipeline import REJECTED, ModelError, build_pipeline, organisations_of_model
from nlp.pipeline import find_entities as find_by_pipeline

TEXT = (
    "De Sociale Verzekeringsbank (SVB) voert de Kinderopvangwet uit. "
    "De Minister van SZW overlegt met het UWV over het programma Werk aan Uitvoering, zie nr. 12."
)


def test_entities_of_the_pipeline_are_those_of_the_function() -> None:
    doc = build_pipeline()(TEXT)
    of_pipeline = [(e.start_char, e.end_char, e.label_, e.ent_id_, e.kb_id_) for e in doc.ents]
    of_function = [(e.start, e.end, e.label, e.canonical or "", e.identifier or "") for e in find_entities(TEXT)]
    assert of_pipeline == of_function
    assert [e.text for e in doc.ents][:2] == ["Sociale Verzekeringsbank", "SVB"]


def test_sentences_of_the_pipeline_survive_an_abbreviation() -> None:
    assert [sentence.text for sentence in build_pipeline()(TEXT).sents] == [TEXT[:64].strip(), TEXT[64:]]


def test_the_filter_keeps_what_it_took_out_with_the_reason() -> None:
    doc = build_pipeline()(TEXT)
    assert [(span.text, span.id_) for span in doc.spans[REJECTED]] == [("SZW", "ambt, geen organisatie")]


def test_a_pipeline_from_disk_finds_the_same(tmp_path: Path) -> None:
    build_pipeline().to_disk(tmp_path)
    again = spacy.load(tmp_path)
    assert [e.text for e in again(TEXT).ents] == [e.text for e in build_pipeline()(TEXT).ents]


def test_many_texts_are_read_as_a_stream() -> None:
    docs = list(build_pipeline().pipe([TEXT, "Niets.", "De VNG."]))
    assert [len(doc.ents) for doc in docs] == [len(docs[0].ents), 0, 1]


def test_docs_survive_serialisation_with_their_entities() -> None:
    pipeline = build_pipeline()
    doc = pipeline(TEXT)
    again = spacy.tokens.Doc(pipeline.vocab).from_bytes(doc.to_bytes())
    assert [(e.text, e.kb_id_) for e in again.ents] == [(e.text, e.kb_id_) for e in doc.ents]


def _model(folder: Path, label: str) -> str:
    """A small model that knows one organisation by name, and takes an office and a title for others."""
    model = spacy.blank("nl")
    ruler = model.add_pipe("entity_ruler")
    patterns = ("Zoutkamer", "SZW", "Corendon", "Vraag")
    ruler.add_patterns([{"label": label, "pattern": pattern} for pattern in patterns])  # type: ignore[attr-defined]
    model.to_disk(folder)
    return str(folder)


def test_organisations_of_another_model_are_added_and_filtered(tmp_path: Path) -> None:
    text = "Vraag? Daarna sprak Zoutkamer de Minister van SZW over het bericht «Corendon blijft op Moskou vliegen»."
    model = organisations_of_model(_model(tmp_path, "ORG"))
    by_rules, _ = weigh(text, propose(text), trained=False)
    kept, rejected = weigh(text, propose(text), more=model(text), trained=False)
    assert by_rules == []
    assert [text[c.start : c.end] for c in kept] == ["Zoutkamer"]
    assert [(text[c.start : c.end], c.rejected) for c in rejected] == [
        ("Vraag", "geen eigennaam"),
        ("SZW", "ambt, geen organisatie"),
        ("Corendon", "deel van een titel"),
    ]


def test_a_model_that_is_not_there_or_knows_no_organisations_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no spaCy model 'nl_niets'"):
        build_pipeline("nl_niets")
    with pytest.raises(ModelError, match="finds no organisations"):
        build_pipeline(_model(tmp_path, "LOC"))


def test_an_entity_that_ends_inside_a_token_is_exact_to_the_character() -> None:
    entities, _ = find_by_pipeline("Dat zeggen Milieudefensie1 en de VNG.")
    assert [(e.start, e.end, e.text) for e in entities] == [(11, 25, "Milieudefensie"), (33, 36, "VNG")]


def test_the_tokens_together_are_the_text() -> None:
    text = "  De  VNG\n\n(en  'Meer geld')1 \t" + "x" * 200 + " einde "
    assert build_pipeline().make_doc(text).text == text


def test_other_signs_for_an_apostrophe_hide_no_name() -> None:
    text = "De gemeente ‘s-Gravenhage en de gemeente ´s-Hertogenbosch lezen het ‘snelle’ VNG`s advies."
    assert [entity.text for entity in find_by_pipeline(text)[0]] == [
        "gemeente ‘s-Gravenhage",
        "gemeente ´s-Hertogenbosch",
        "VNG",
    ]
