"""Which named policy instruments are found, and where their names begin and end."""

from __future__ import annotations

import pytest

from nlp.names.entities import find_entities

# (text, measures, why)
CASES = [
    ("Inloggen kan met Digid en met DigiD.", ["Digid", "DigiD"], "a service in other capitals"),
    ("De Tozo en het Klimaatfonds lopen af.", ["Tozo", "Klimaatfonds"], "measures of the register"),
    ("Het traject Werk aan Uitvoering loopt.", ["Werk aan Uitvoering"], "the kind is left out of a name"),
    ("De pilot Zonnedak start.", ["Zonnedak"], "after pilot also of a single word"),
    ("Het programma GIS loopt.", ["programma GIS"], "the kind is kept before a topic"),
    ("Het programma Samen Beter Meten loopt.", ["Samen Beter Meten"], "a name of three words stands alone"),
    ("Het actieplan «Weg met de rommel» is er.", ["Weg met de rommel"], "quoted"),
    ("De SODA-regeling stopt.", ["SODA-regeling"], "a compound that names the whole"),
    ("De WIA-uitkering stijgt.", [], "a compound that is no instrument"),
    (
        "Het Nationaal Programma Droge Voeten (NPDV) begint; het NPDV is nieuw.",
        ["Nationaal Programma Droge Voeten", "NPDV", "NPDV"],
        "with the abbreviation it introduces",
    ),
    ("Betreft de Regeling oevertoelage Geachte voorzitter,", ["Regeling oevertoelage"], "a salutation ends a title"),
    ("Subsidieregeling Droge Kelders Datum 3 mei 2020", ["Subsidieregeling Droge Kelders"], "so does a letterhead"),
    ("De Tilburgse aanpak werkt.", [], "what a town does is no name"),
    ("Het valt onder de SDE++-regeling.", ["SDE++-regeling"], "with the signs of its abbreviation"),
    (
        "Het plan Kelder van de Toekomst is er, en het programma Versterking natte kelders loopt.",
        ["Kelder van de Toekomst", "programma Versterking natte kelders"],
        "what is named after the future, and what is done with its object",
    ),
    ("Het programma Versterking begint in mei.", ["programma Versterking"], "a verb is no object"),
    ("Het plan Huisvesting kreeg steun en hapert.", ["plan Huisvesting"], "nor is one of the past"),
    ("De Vangnetregeling kelderhouders loopt.", ["Vangnetregeling kelderhouders"], "support with its lower-case topic"),
    ("Wij steunen het Space for Cellars-programma.", ["Space for Cellars-programma"], "English before the hyphen"),
    ("De WPS-agenda blijft; de AO-agenda is vol.", ["WPS-agenda"], "an agenda of policy, not of a meeting"),
    ("Het defensieplan Readiness 2030 is er.", ["Readiness 2030"], "a known name is not cut short by its kind"),
    ("Het is deel van de Smart Cellar-agenda.", ["Smart Cellar-agenda"], "the words before the last, and its kind"),
    (
        "Het programma Opslag van Emmers op Rijksgrond (OER) en de OER lopen.",
        ["Opslag van Emmers op Rijksgrond", "OER", "OER"],
        "with an abbreviation that mostly is another thing",
    ),
    (
        "De Gewestelijke Kelderstrategie 1.0 (GKS) is er, en de GKS 2.0 volgt.",
        ["Gewestelijke Kelderstrategie 1.0", "GKS", "GKS 2.0"],
        "with its edition",
    ),
    ("Een regeling en een noodfonds zijn nodig.", [], "generic"),
    ("Het Nationaal Plan komt later.", [], "only says of which country"),
    ("Het coalitieakkoord en het Hoofdlijnenakkoord noemen dit.", [], "coalition documents are no measures"),
    (
        "De Subsidieregeling verbetering oevers is open.",
        ["Subsidieregeling verbetering oevers"],
        "runs on in lower case",
    ),
    ("Evaluatie Regeling Natte Oevers is verzonden.", ["Regeling Natte Oevers"], "the kind of document is left out"),
    ("Het Gemeentefonds en Provinciefonds groeien.", ["Gemeentefonds", "Provinciefonds"], "two, not one"),
    ("Dit heeft een grote impact.", [], "impact is no pact"),
    ("Zij tekenden het klimaatakkoord.", ["klimaatakkoord"], "lower case but unique"),
    ("Burgers gebruiken DigiD.", ["DigiD"], "a service for citizens"),
    ("Het project en UWV gaan door.", [], "a name does not begin with en"),
    ("Het Beleidsplan Groene Daken 2024-2028 is er.", ["Beleidsplan Groene Daken 2024-2028"], "with its years"),
    ("Het integraal Waterketenplan 2024 is er.", ["Waterketenplan 2024"], "one plan of many by its year"),
    ("Een Waterketenplan maakt elke gemeente.", [], "without a year any of them"),
    ("De maatschappelijke diensttijd blijft.", ["maatschappelijke diensttijd"], "a scheme in lower case"),
    ("Het IMN en het MAN meten.", ["IMN", "MAN"], "networks of measurement"),
    ("Het project Zwolle-Enschede wordt gebouwd.", [], "a stretch of road or rail"),
    ("De Geannoteerde Agenda Raad komt; ook de agenda Informele Telecomraad.", [], "the agenda of a meeting"),
    ("Er is een visie op AI en een programma voor Skaeve Huse.", [], "what it is for, not its name"),
    ("Het Haags Klimaatfonds bestaat.", ["Klimaatfonds"], "whose it is, before a known one"),
    (
        "Samen De Klimaatagenda Natte Oevers is er.",
        ["Klimaatagenda Natte Oevers"],
        "a heading that runs into its text",
    ),
    (
        "De Stimuleringsregeling Zorggeschikte Woningen strikte eisen.",
        ["Stimuleringsregeling Zorggeschikte Woningen"],
        "a known one ends",
    ),
    ("Via de Regeling natte oevers de mogelijkheid.", ["Regeling natte oevers"], "an article begins what comes next"),
    ("Wijziging van de Regeling natte oevers in verband met droogte.", ["Regeling natte oevers"], "why it changes"),
    ("Het Offensief Gezonde kelders begint.", ["Offensief Gezonde kelders"], "an adjective has its noun"),
    ("De Veiligheidsagenda 2023-2026 geldt.", ["Veiligheidsagenda 2023-2026"], "one of many by its years"),
    ("De Veiligheidsagenda en het Bestuursakkoord 2021-2025.", [], "many, and a document of a coalition"),
    ("Het Afsprakenkader Natte Oevers is getekend.", ["Afsprakenkader Natte Oevers"], "an agreement of parties"),
    ("Conform het Werkprogramma 2031 van de Kamer.", [], "a kind alone, with the year of a document"),
    ("Het televisieprogramma Natte Oevers en een Natte Oever (test)dag.", [], "no policy, and no abbreviation"),
    ("De begroting van het Gemeentefonds 2024.", ["Gemeentefonds"], "the year of its budget"),
    (
        "De compensatie gemiste boottoeslag (cgb) stopt; de cgb was duur.",
        ["compensatie gemiste boottoeslag", "cgb", "cgb"],
        "in lower case, with its abbreviation",
    ),
    ("De boten zonder zeil (bzz) varen; de bzz is klein.", [], "an abbreviation of no measure"),
    (
        "Een alternatief voor de kelderverliesregeling is nodig, want de KVR stopt.",
        ["kelderverliesregeling", "KVR"],
        "of one word, with an abbreviation that is not introduced",
    ),
    ("De kelderverliesregeling is er, en de KXR stopt.", [], "whose letters are others"),
    ("Het EU-Oman-actieplan en een EU-actieplan.", ["EU-Oman-actieplan"], "a compound of several names"),
    ("Zij werken aan het Pact voor de vissers.", ["Pact voor de vissers"], "a capital before a topic in lower case"),
    ("In het 9e Actieprogramma bekeken zij dit.", ["9e Actieprogramma"], "a number says which, and no topic follows"),
    ("Het actieplan Nederland Vaart eindigt.", ["Nederland Vaart"], "a country as the first word of a name"),
    ("Het actieplan AI's en het actieplan AI volgen.", ["actieplan AI's", "actieplan AI"], "a topic is no name"),
    (
        "De doelen uit het «Nationaal Actieplan Droogte: samen droog» zijn helder.",
        ["Nationaal Actieplan Droogte: samen droog"],
        "with what follows a colon, in quotation marks",
    ),
    ("Het rapport «Landelijk Actieplan: terug bij af» is er.", [], "a report of such a title"),
    (
        "De Brede Water- en Dijkstrategie 2021-2025 geldt.",
        ["Brede Water- en Dijkstrategie 2021-2025"],
        "two halves before one kind",
    ),
    ("De DigiD Leesapp is klaar.", ["DigiD Leesapp"], "an app of a known service"),
    ("Zij tekenden het Zeilbootkader.", ["Zeilbootkader"], "an agreement of one word"),
    ("Zij lezen het Toetsingskader en het Kwaliteitskader.", [], "frameworks by which something is judged"),
    ("De uitkomst van The Wet Cat Project is bekend.", [], "a project in English"),
    (
        "De eco-regeling en de volumecorrectieregeling.",
        ["eco-regeling", "volumecorrectieregeling"],
        "known in lower case",
    ),
    ("In het coalitieakkoord «Samen naar droge kelders» staat het.", [], "what parties agree on, in quotation marks"),
    (
        "In de kelderstrategie 2040 en de jaaragenda 2031 staat dit.",
        ["kelderstrategie 2040"],
        "in small letters by its year, not what each year has",
    ),
    (
        "De doelen uit de nota Droge Kelders, Blije Buren zijn bereikt.",
        ["Droge Kelders, Blije Buren"],
        "two pairs of words",
    ),
    (
        "Zij noemt het Landelijk Kelderfonds Sport & Cultuur.",
        ["Landelijk Kelderfonds Sport & Cultuur"],
        "two topics with a sign between",
    ),
    (
        "Het Uitvoeringsprogramma Groen- en kelderbeheer 2026-2030 is er.",
        ["Uitvoeringsprogramma Groen- en kelderbeheer 2026-2030"],
        "two words with one end",
    ),
    (
        "Het Actieprogramma droge kelders en ggz bleef; hieraan gaf zij geld.",
        ["Actieprogramma droge kelders en ggz"],
        "a short word in its topic",
    ),
    (
        "Het Actieprogramma droge kelders en hieraan gaf zij geld.",
        ["Actieprogramma droge kelders"],
        "what points back ends a title",
    ),
    (
        "De nota Grondbeleid en de Nota Natte Kelders gelden.",
        ["nota Grondbeleid", "Nota Natte Kelders"],
        "papers of policy",
    ),
    ("De nota Aanbieding keldercijfers is verzonden.", [], "which is about another paper"),
    ("KELDERNOTA EN PLAN VAN AANPAK 2031", [], "a heading in capitals"),
    ("In zijn programma Oorlog in de Kelder helpt hij.", [], "a programme of whoever makes it"),
    ("Het rekenprogramma Kelder Plus Twee rekent.", [], "a programme that counts"),
    (
        "Het sluit aan op het Programma Drukte in de Kelder.",
        ["Programma Drukte in de Kelder"],
        "an article inside the name",
    ),
    ("Het Asiel- en Migratiepact in de EU-kelderverordening geldt.", ["Asiel- en Migratiepact"], "an act ends it"),
    ("Zij beslist over het Masterplan Lelylijn.", ["Masterplan Lelylijn"], "a railway that it is about"),
    ("De RegioDeal Kelderland loopt.", ["RegioDeal Kelderland"], "in other capitals"),
    ("In het Uitvoeringsbesluit Kelderregeling staat het.", [], "a law about a measure"),
    (
        "De Internationale Kelderstrategie geldt; het Nationaal Programma niet.",
        ["Internationale Kelderstrategie"],
        "a topic in the word itself",
    ),
    (
        "Er is een meerjarig kelderplan (MJKP) vastgesteld; het MJKP is er.",
        [],
        "one of many, also with an abbreviation",
    ),
    ("De Plan-Do-Check-Act-cyclus (PDCA) helpt.", [], "a way to work"),
    ("Zie het rapport «Lessen uit de Tozo en het Klimaatfonds».", [], "in the title of a report"),
    ("Het beleidskader Natte Kelders is af.", ["beleidskader Natte Kelders"], "a framework of policy with its topic"),
    ("2.1 Uitgevoerd Kelderplan 2026", ["Kelderplan 2026"], "behind the number of a line"),
    (
        "In haar visie Landbouw, Natuur en Voedsel: Waardevol en Verbonden staat het.",
        ["visie Landbouw, Natuur en Voedsel: Waardevol en Verbonden"],
        "a known title over its colon",
    ),
]


@pytest.mark.parametrize(("text", "measures", "why"), CASES, ids=[why for *_, why in CASES])
def test_measures_are_found_as_a_reader_finds_them(text: str, measures: list[str], why: str) -> None:
    assert [entity.text for entity in find_entities(text) if entity.label == "MAATREGEL"] == measures


def test_forms_of_a_measure_are_one_identity() -> None:
    names = {e.canonical for e in find_entities("Het IZA en het Integraal Zorgakkoord.") if e.label == "MAATREGEL"}
    assert names == {"Integraal Zorgakkoord"}


def test_the_number_of_a_letter_is_no_measure_and_that_of_a_register_no_organisation():
    text = "Kenmerk 4204015-1087289-PDIZA, KvK 51048329. De KvK werkt mee aan het Integraal Kelderakkoord."
    found = [(e.label, text[: e.start].count("KvK")) for e in find_entities(text) if e.text in ("KvK", "PDIZA")]
    assert found == [("ORG", 1)]
    assert not [e.text for e in find_entities(text) if e.text[:1].isdigit()]
