"""Who recommends, requests or commits to what, and who does not."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.model import Signatory
from ingest.plain import document_from_text
from nlp.advice.cue_weights import ALWAYS, WEIGHTS, score
from nlp.advice.deadlines import find_deadline
from nlp.advice.recommendations import find_recommendations
from tests.timing import growth, seconds


def found(text):
    return [each.text for each in find_recommendations(document_from_text(text))]


def types(text):
    return [each.type for each in find_recommendations(document_from_text(text))]


LETTER = (
    "Geachte voorzitter,\n\nHierbij reageer ik op het rapport over de dienstverlening aan ondernemers, waar uw Kamer "
    "om vroeg. Het kabinet is de onderzoekers erkentelijk. "
)

ADVICE = [
    # said outright, by names, nouns and the first person
    "De Raad adviseert het kabinet om de regels voor mantelzorgers te vereenvoudigen.",
    "Wij adviseren om eerst met de loketten te spreken en dan pas een stelsel te ontwerpen.",
    "De commissie beveelt de gemeenten aan om één loket in te richten.",
    "Het verdient aanbeveling de toets te herhalen nadat de wet in werking is getreden.",
    "De onderzoekers pleiten voor een vast aanspreekpunt bij de uitvoering.",
    # against something counts too
    "De Raad raadt het kabinet aan geen nieuwe toeslag in te voeren.",
    # passive, without an adviser
    "Aanbevolen wordt: het is raadzaam om de gegevens jaarlijks te controleren.",
    # the dative of the advice
    "Ons advies is om de termijn met een jaar te verlengen.",
    # a proposal of the writer
    "De commissie stelt voor om de loketten in twee stappen samen te voegen.",
    # the passive with its verb first
    "Aangeraden wordt om de toets ieder jaar te herhalen.",
    # a judgement behind what it judges
    "Het is aanbevelenswaardig om de wachttijden per balie te meten.",
    "Gezien de klachten ligt het voor de hand dat de balies langer open zijn.",
    # what the adviser advises on is no other adviser
    "De Raad adviseert het kabinet. De Raad beveelt aan te wachten. De Raad adviseert het ontwerp te herzien.",
]


@pytest.mark.parametrize("sentence", ADVICE)
def test_advice_said_outright_is_an_aanbeveling(sentence):
    assert types(sentence) == ["aanbeveling"] * sentence.count(". ") + ["aanbeveling"]


NO_ADVICE = [
    # others once advised it
    "De vorige commissie adviseerde in 2012 om de regeling af te schaffen.",
    # a question asks
    "Adviseert de Raad om de regeling af te schaffen?",
    # existing law is no advice
    "Op grond van artikel 8 van de wet moet de aanvrager zijn inkomen opgeven.",
    # a finding
    "De wachttijd aan de balie is in drie jaar verdubbeld.",
    # an opinion poll
    "Ruim 40% vindt dat de balie langer open moet zijn.",
    # questions are called up, nobody is
    "De nieuwe regeling roept bij medewerkers veel vragen op.",
    # a number, not a verb
    "Een op de acht aanvragers moet vaker dan drie keer bellen over dezelfde aanvraag.",
    # a participle tells what others wanted
    "De meeste maatregelen zijn door de dienst zelf bepleit.",
    # those who were asked plead, not the author
    "Beide groepen pleiten voor één vast aanspreekpunt per gebied.",
    # what must be noted is a way of speaking
    "Daarbij moet worden opgemerkt dat de cijfers van voor de verhuizing zijn.",
    # a month and year are no imperative
    "Begin 2026 opent de nieuwe balie.",
    # how to object to a decision
    "Het bezwaarschrift dient binnen zes weken te worden ingediend.",
    # a note of contents
    "3.2 Aanbevelingen 17",
    # research is a noun here, and "stel je" no advice
    "Onderzoek wijst uit dat aanvragers vaker bellen dan mailen.",
    "Stel je voor dat alle balies op één plek staan.",
    # where a wish is denied
    "Om deze reden ligt een tweede balie niet voor de hand.",
    # to serve as is no norm
    "De balie in de hoofdstad dient als voorbeeld voor de andere plaatsen.",
]


@pytest.mark.parametrize("sentence", NO_ADVICE)
def test_what_only_tells_is_no_recommendation(sentence):
    assert found(sentence) == []


def test_bullets_under_a_heading_of_advice_are_aanbevelingen_and_those_under_findings_are_not():
    text = (
        "2.1 Bevindingen\n\n- Loketten verschillen in openingstijd.\n- Formulieren zijn lang.\n\n"
        "2.2 Aanbevelingen\n\n- Maak de openingstijden gelijk.\n- Verkort de formulieren tot één bladzijde."
    )
    assert found(text) == ["Maak de openingstijden gelijk.", "Verkort de formulieren tot één bladzijde."]


def test_the_bullets_of_a_sentence_that_advises_are_aanbevelingen():
    text = "De inspectie adviseert het bestuur:\n- elk kwartaal te rapporteren;\n- een klachtenloket te openen."
    assert found(text)[1:] == ["elk kwartaal te rapporteren;", "een klachtenloket te openen."]


def test_a_labelled_recommendation_keeps_its_printed_number():
    text = "Aanbeveling 3: Geef elke aanvrager één behandelaar."
    [each] = find_recommendations(document_from_text(text))
    assert (each.number, each.text) == ("3", "Geef elke aanvrager één behandelaar.")


def test_a_section_titled_as_an_action_is_a_recommendation_with_its_section_number():
    text = (
        "4.1.8 Actie: Onderhoud van systemen voorop\n\nDe systemen zijn oud. Het onderhoud loopt achter bij de wensen."
    )
    [each] = find_recommendations(document_from_text(text))
    assert (each.number, each.text, each.type) == ("4.1.8", "Onderhoud van systemen voorop", "aanbeveling")


def test_an_oproep_to_a_named_party_is_a_recommendation():
    text = "Oproep aan het kabinet: Geef uitvoerders vroeg een stem bij nieuwe wetten."
    assert found(text) == ["Geef uitvoerders vroeg een stem bij nieuwe wetten."]


def test_each_dictum_of_a_motion_is_a_verzoek_without_the_closing_formula():
    text = (
        "De Kamer,\n\ngehoord de beraadslaging,\n\nconstaterende dat de wachttijden oplopen;\n\n"
        "verzoekt de regering, de wachttijden per kwartaal te melden;\n\n"
        "verzoekt de regering tevens, voor het zomerreces een plan te sturen,\n\nen gaat over tot de orde van de dag."
    )
    requests = find_recommendations(document_from_text(text))
    assert [(each.type, each.text) for each in requests] == [
        ("verzoek", "verzoekt de regering, de wachttijden per kwartaal te melden"),
        ("verzoek", "verzoekt de regering tevens, voor het zomerreces een plan te sturen"),
    ]
    assert [each.addressees for each in requests] == [("regering",), ("regering",)]
    assert [each.deadline for each in requests] == [None, "voor het zomerreces"]


@pytest.mark.parametrize(
    "dictum",
    [
        "spreekt uit dat de balie open blijft",
        "spreekt haar steun uit aan de medewerkers van de balie",
        "roept het kabinet op de balie te openen",
        "draagt de regering op de balie te openen",
        "dringt bij de regering aan op een open balie",
        "en verzoekt haar de balie te openen",
    ],
)
def test_a_motion_asks_in_several_forms(dictum):
    text = (
        "De Kamer,\n\ngehoord de beraadslaging,\n\noverwegende dat wij wachten;\n\n"
        f"{dictum},\n\nen gaat over tot de orde van de dag."
    )
    assert [each.type for each in find_recommendations(document_from_text(text))] == ["verzoek"]


@pytest.mark.parametrize(
    "consideration",
    [
        "constaterende dat de platforms niet meewerken aan verzoeken van de dienst om in te grijpen",
        "constaterende dat de Kamer een motie heeft aangenomen die verzoekt tot uitstel",
        "overwegende dat provincies unaniem verzoeken om een spoorlijn",
    ],
)
def test_what_a_consideration_of_a_motion_says_of_requests_is_no_request(consideration):
    text = (
        f"De Kamer,\n\ngehoord de beraadslaging,\n\n{consideration};\n\nverzoekt de regering een plan te sturen,\n\n"
        "en gaat over tot de orde van de dag."
    )
    assert found(text) == ["verzoekt de regering een plan te sturen"]
    # Lines that a slip of reading ran together.
    assert found(text.replace(";\n\n", " ")) == ["verzoekt de regering een plan te sturen"]


COMMITMENTS = [
    # the classic
    "Ik zal uw Kamer vóór de zomer over de uitkomsten informeren.",
    # the present tense for what is to come
    "Het kabinet stelt een werkgroep in die de regels naast elkaar legt.",
    "Hierover maak ik afspraken met gemeenten.",
    # no subject but the thing
    "Er komt een meldpunt voor ondernemers met schulden.",
    # new money
    "Voor dit meldpunt stelt het kabinet € 12 miljoen beschikbaar.",
    # passive with a term
    "De regeling wordt medio mei opengesteld.",
    # or without one
    "De vergoeding voor kleine kantoren wordt verhoogd.",
    # what will be part of something
    "Daarin zullen ook de gevolgen voor kleine kantoren een plaats krijgen.",
    # behind another clause
    "Het onderzoek loopt en ik informeer uw Kamer als het rapport gereed is.",
    # a subject for which there may be measures, not for which there is a chapter
    "Als de uitkomst daar aanleiding toe geeft, zal ik ook ingaan op mogelijke maatregelen.",
]


@pytest.mark.parametrize("sentence", COMMITMENTS)
def test_what_a_minister_will_do_is_a_toezegging(sentence):
    assert types(LETTER + sentence) == ["toezegging"]


NO_COMMITMENTS = [
    # done already
    "Vorig jaar heb ik uw Kamer over de eerste resultaten geïnformeerd.",
    # a hope
    "Ik hoop dat ondernemers het loket weten te vinden.",
    # what the letter will discuss
    "In deze brief ga ik in op de bevindingen van de onderzoekers.",
    # an opinion
    "Ik vind het belangrijk dat ondernemers goed worden geholpen.",
    # a refusal
    "Ik neem deze aanbeveling niet over omdat zij te veel kost.",
    # done with the letter itself, or before it
    "Hierbij zend ik uw Kamer de eerste toets.",
    "Daar zet ik op in via het plan waarover ik uw Kamer in mei heb geïnformeerd.",
    # what a letter is about
    "Ik beschrijf welke stappen ik de komende tijd zal zetten.",
    # the signature
    "De Minister van Economische Zaken,",
    # what is being done already
    "Ik voer intensieve gesprekken met mijn ambtgenoten over de kantoren.",
    "In veel plaatsen wordt vaak een tweede balie ingericht.",
    # a possibility
    "Reacties kunnen tot eind mei worden gestuurd naar het meldpunt.",
    # verbs that do nothing without their noun
    "In de toets wordt geen onderscheid gemaakt tussen stad en land.",
    # a motion quoted
    "De motie van het lid De Wit verzoekt de regering om de kantoren te sluiten.",
    # others' advice
    "De onderzoekers bevelen aan om de kantoren te sluiten.",
]


@pytest.mark.parametrize("sentence", NO_COMMITMENTS)
def test_past_hopes_opinions_and_signatures_commit_to_nothing(sentence):
    assert found(LETTER + sentence) == []


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        # schools are no part of who writes
        ("Om leraren te houden, moeten schoolbesturen met elkaar afspraken maken.", "aanbeveling"),
        # an appeal
        ("Daarom doe ik een dringend beroep op de gemeenten om hun kantoren te openen.", "verzoek"),
    ],
)
def test_a_minister_may_advise_and_ask_others(sentence, kind):
    assert types(LETTER + sentence) == [kind]


def test_a_letter_that_a_ministry_signs_commits_without_speaking_to_the_kamer():
    letter = document_from_text("Geachte bestuurders,\n\nVanaf mei wordt het ontwerp voorgelegd aan de eilanden.")
    signed = replace(letter.metadata, kind="brief", signatories=(Signatory("J. de Wit", "Directeur Kantoren"),))
    assert [each.type for each in find_recommendations(replace(letter, metadata=signed))] == ["toezegging"]
    assert find_recommendations(letter) == ()


LABELLED = [
    # the label is a line of its own, as a title or not
    ("## Aanbeveling 1\n\nHet kabinet moet de regels voor mantelzorg vereenvoudigen.", "1"),
    ("Aanbeveling 1\n\nVersterk de loketten in de wijken en geef ze tijd.", "1"),
    # the sentence follows without a mark, also where a sentence could begin
    ("Aanbeveling 2 Versterk de loketten in de wijken.", "2"),
    ("Aanbeveling 3 De commissie beveelt aan om de loketten te versterken.", "3"),
    # behind the finding in one paragraph
    ("Bevinding: de loketten zijn klein. Aanbeveling 4: vergroot de loketten in de wijken.", "4"),
    # a numbered title in the imperative among advice
    ("## Aanbevelingen\n\n### 5. Versterk de loketten in de wijken\n\nDe loketten zijn klein.", "5"),
]


@pytest.mark.parametrize(("text", "number"), LABELLED)
def test_a_label_makes_what_follows_a_recommendation_and_gives_it_its_number(text, number):
    assert [each.number for each in find_recommendations(document_from_text(f"# Rapport\n\n{text}"))] == [number]


def test_the_kamer_that_is_informed_is_the_addressee():
    [each] = find_recommendations(document_from_text(LETTER + "Na de zomer informeer ik de Kamer over de kantoren."))
    assert each.addressees == ("Kamer",)


def test_the_norms_and_quoted_advice_of_an_explanatory_memorandum_are_not_its_advice():
    text = (
        "Memorie van toelichting\n\nDe gemeente dient het verzoek binnen een week te behandelen. "
        "De inspectie adviseert het voorstel aan te vullen.\n\nArtikelsgewijze toelichting\n\n"
        "De aanvrager moet zijn inkomen opgeven."
    )
    assert found(text) == []


BAD = [
    "",
    " ",
    "x",
    "?",
    "Kamer",
    "The committee recommends that the government should simplify the rules and must act now.",
]


@pytest.mark.parametrize("text", BAD)
def test_no_text_one_word_and_english_give_no_recommendation_and_no_error(text):
    assert found(text) == []


@given(
    st.lists(
        st.sampled_from([*ADVICE, *NO_ADVICE, *COMMITMENTS, "- punt\n", "4.2 Actie: Doe iets nuttigs", "\n\n"]),
        max_size=8,
    )
)
def test_each_recommendation_is_the_slice_its_offsets_name_in_order_and_without_overlap(parts):
    document = document_from_text("\n".join(parts))
    end = 0
    for each in find_recommendations(document):
        assert document.text[each.start : each.end] == each.text
        assert each.start >= end
        end = each.end


@pytest.mark.alone
def test_time_grows_in_step_with_the_text():
    def time_of(n):
        document = document_from_text("\n\n".join(ADVICE + NO_ADVICE) * n)
        return seconds(lambda: find_recommendations(document))

    time_of(1)
    # eight times the text; what grows as the square takes 64 times as long
    assert growth(time_of, (5, 40), enough=16) < 16


@given(st.permutations(sorted(WEIGHTS["aanbeveling"].keys() - {ALWAYS})), st.integers(1, 8))
def test_the_order_in_which_cues_are_found_does_not_change_what_they_add_up_to(cues, n):
    assert score(cues[:n], "aanbeveling") == score(cues[:n][::-1], "aanbeveling")


def test_cues_that_add_up_to_nothing_count(monkeypatch):
    # -2.5 + 2.8 + 0.3 - 0.6 is below 0 for a computer that adds from the left
    weights = {ALWAYS: -2.5, "verdient": 2.8, "adviserend stuk": 0.3, "volgens anderen": -0.6}
    monkeypatch.setitem(WEIGHTS, "aanbeveling", weights)
    assert score(["verdient", "adviserend stuk", "volgens anderen"], "aanbeveling") == 0


@pytest.mark.parametrize(
    "sentence",
    [
        "De minister doet geen toezegging over de balies.",
        "Ik zeg niet toe dat er geld komt.",
        "DE MINISTER VAN FINANCIËN, namens deze,",
        "Voor de vertraging bied ik u mijn excuses aan.",
    ],
)
def test_what_promises_nothing_is_no_commitment(sentence):
    assert found(LETTER + f"Ik zal uw Kamer in mei informeren.\n\n{sentence}") == ["Ik zal uw Kamer in mei informeren."]


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        ("Ik informeer uw Kamer eind dit jaar.", "eind dit jaar"),
        ("Ik zend de brief begin volgend jaar.", "begin volgend jaar"),
        ("De brief volgt in de tweede helft van 2026.", "in de tweede helft van 2026"),
        # the latest moment is the deadline
        ("Zo snel mogelijk, uiterlijk eind dit jaar, volgt een brief.", "uiterlijk eind dit jaar"),
        ("Zo snel mogelijk, uiterlijk in het tweede kwartaal, volgt een brief.", "uiterlijk in het tweede kwartaal"),
        ("Ik zend u een brief over de balies.", None),
    ],
)
def test_the_deadline_is_the_whole_moment_that_is_stated(text, deadline):
    assert find_deadline(text) == deadline
