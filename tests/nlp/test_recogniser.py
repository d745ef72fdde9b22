"""How sure the program is of a recommendation, and who speaks."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from ingest.model import Signatory
from ingest.plain import document_from_text
from nlp.advice.features import columns, named_features, neighbourhood, words
from nlp.advice.forms import form_of
from nlp.advice.recogniser import load_model
from nlp.advice.recommendations import find_recommendations
from nlp.advice.statements import Statement
from nlp.advice.trees import Trees

TOLD = [
    "De balies liggen ver uit elkaar en zijn op verschillende uren open.",
    "In het noorden wonen veel ouderen die niet met een formulier overweg kunnen.",
    "De kosten van een bezoek aan de balie verschilden per streek en per seizoen.",
    "Wie verhuist, vindt de nieuwe balie pas na een paar weken.",
    "Het aantal brieven dat per jaar werd verstuurd lag rond de vier miljoen.",
    "De telefoon is het kanaal waarlangs de meeste vragen binnenkomen.",
]
ADVISED = [
    "De commissie beveelt de gemeenten aan om voor 2027 één loket in te richten.",
    "De commissie adviseert het kabinet om de regels voor mantelzorgers te vereenvoudigen.",
]


def report(*sentences: str) -> str:
    """A report of more than a few sentences."""
    return "# Bevindingen\n\n" + "\n\n".join(TOLD * 6) + "\n\n# Aanbevelingen\n\n" + "\n\n".join(sentences)


def test_advice_in_a_long_paper_is_found_and_what_is_told_is_not():
    found = find_recommendations(document_from_text(report(*ADVISED)))
    assert [(each.text, each.type, each.by) for each in found] == [(text, "aanbeveling", "author") for text in ADVISED]


def test_the_grade_follows_from_the_confidence():
    model = load_model()
    found = find_recommendations(document_from_text(report(*ADVISED, "De balies moeten dichterbij.", *ADVISED)))
    assert all(model.floor <= each.confidence <= 1 for each in found)
    assert all((each.confidence >= model.firm) == (each.grade == "firm") for each in found)


def test_a_saying_in_a_report_is_not_told_as_advice_without_reserve():
    saying = "Water komt altijd terug; dan moet de dienst er staan."
    found = find_recommendations(document_from_text(report(saying)))
    assert not [each for each in found if each.text == saying and each.grade == "firm"]


def test_to_accept_the_advice_of_others_promises_nothing():
    letter = (
        "Geachte voorzitter,\n\nIn deze brief meld ik u de stand van zaken.\n\n# Opvolging van de aanbevelingen\n\n"
    )
    letter += "\n\n".join(
        f"## Aanbeveling {n}\n\nAanbeveling {n} neem ik over. De balie in wijk {n} is open. "
        f"Ik stuur uw Kamer in {2025 + n} een brief over wijk {n}. Daar werken vijf mensen."
        for n in range(1, 9)
    )
    read = document_from_text(letter)
    found = find_recommendations(replace(read, metadata=replace(read.metadata, kind="brief")))
    assert [each.text for each in found] == [
        f"Ik stuur uw Kamer in {2025 + n} een brief over wijk {n}." for n in range(1, 9)
    ]


@pytest.mark.parametrize(
    "sentence", ["Ik betreur het dat de balies dicht zijn.", "De Directie Meldingen en Verzoeken is verhuisd."]
)
def test_regret_promises_nothing_and_a_name_requests_nothing(sentence):
    letter = f"Geachte voorzitter,\n\nHierbij reageer ik op de vragen van uw Kamer. Het kabinet dankt u. {sentence}"
    assert find_recommendations(document_from_text(letter)) == ()


def test_who_speaks_is_told():
    motion = (
        "De Kamer,\n\ngehoord de beraadslaging,\n\nverzoekt de regering, de wachttijden te melden,\n\n"
        "en gaat over tot de orde van de dag."
    )
    assert [each.by for each in find_recommendations(document_from_text(motion))] == ["member"]
    letter = document_from_text("Geachte bestuurders,\n\nVanaf mei wordt het ontwerp voorgelegd aan de eilanden.")
    signed = replace(letter.metadata, kind="brief", signatories=(Signatory("J. de Wit", "Minister van Wonen"),))
    assert [each.by for each in find_recommendations(replace(letter, metadata=signed))] == ["minister"]


def test_the_weights_fit_each_other_and_are_small():
    model = load_model()
    assert len(model.centre) == len(model.width) == model.types.shape[1] > model.second.column.max()
    assert np.all(np.diff(model.calibration.raw) > 0)
    assert np.all(np.diff(model.calibration.worth) >= 0)
    assert 0 < model.floor < model.firm < 1


def test_trees_add_up_what_their_leaves_say():
    # over 2: right; a single leaf beside it
    trees = Trees(
        roots=np.array([0, 3], np.int32),
        column=np.array([1, -1, -1, -1], np.int32),
        limit=np.array([2, 0, 0, 0], np.float32),
        left=np.array([1, 0, 0, 0], np.int32),
        right=np.array([2, 0, 0, 0], np.int32),
        value=np.array([0, -1, 1, 10], np.float32),
        constant=100.0,
    )
    rows = np.array([[9, 2], [0, 3]], np.float32)
    assert trees.sums(rows).tolist() == [109, 111]


def test_a_feature_is_its_words_and_not_its_figures():
    assert words("In 2024 volgen 3 wetten:") == ["in", "2000", "volgen", "0", "wetten", ":"]
    one, other = (Statement(0, 9, text) for text in ("Meld 3 balies.", "Meld 4 balies."))
    form = form_of(one.text, imperative=True)
    features = named_features(one, {"gebiedende wijs"}, form, None)
    assert features == named_features(other, {"gebiedende wijs"}, form, None)
    assert "cgebiedende wijs" in features
    assert columns({"wmeld"}) == columns({"wmeld"})


def test_the_first_and_the_last_sentence_have_a_neighbour_on_one_side():
    stated = [Statement(n, n + 1, "Meld balies.", section=n) for n in range(3)]
    first = np.array([[1, 0, 0, 0], [2, 0, 0, 0], [3, 0, 0, 0]], np.float32)
    rows = neighbourhood(stated, first, [set()] * 3, np.zeros((3, 2), np.float32), (), ())
    # after the four of the sentence itself: one, two and three before it, then one after
    assert rows[:, 4].tolist() == [-6, 1, 2]
    assert rows[:, 7].tolist() == [2, 3, -6]


@pytest.mark.parametrize(
    ("sentence", "verb", "subject"),
    [
        ("De gemeente zal de balies sluiten.", "will", "executive"),
        ("Wij moeten de balies sluiten.", "must", "we"),
        ("De balies kunnen na de zomer worden gesloten.", "can, to be done", "several"),
        ("In mei wordt een balie geopend.", "passive, done", "thing"),
        ("Het kabinet heeft de balies gesloten.", "have, done", "government"),
        ("Balies dichter bij huis brengen", "infinitive", "thing"),
        ("Openen van een balie", "infinitive first", "thing"),
        ("De brief te versturen.", "to do", "thing"),
        ("De raad opent een balie.", "verb in t", "adviser"),
        ("Meer regie bij balies", "none", "thing"),
        ("", "none", "thing"),
    ],
)
def test_a_sentence_has_a_form_by_its_verb_and_subject(sentence, verb, subject):
    form = form_of(sentence)
    assert (form.verb, form.subject) == (verb, subject)


def test_a_year_is_to_come_or_past_as_the_paper_has_it():
    sentence = "De balie gaat in 2027 open."
    assert [form_of(sentence, year=year).time for year in (2026, 2027, 2028, None)] == [
        "to come",
        "this year",
        "past",
        "none",
    ]
    assert form_of("De balie gaat uiterlijk in mei open.", year=2026).time == "soon"


def test_the_kind_of_a_paper_is_a_feature_with_the_form_of_the_sentence():
    told = Statement(0, 9, "Wij openen een balie.")
    letter, report = (named_features(told, set(), form_of(told.text), kind) for kind in ("brief", "rapport"))
    assert "Kbrief/swe" in letter - report
