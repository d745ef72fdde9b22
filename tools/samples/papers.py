"""The sample papers: what each form says around its text."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from fpdf import FPDF

from tools.samples import kamerstuk, ministry, report

MINISTER = "De Minister van Waterkant en Getijden,"
DOSSIER = {"dossier": "99 901", "dossier_title": "Uitvoering van de Getijderegeling"}
TO_CHAMBER = "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal"

OFFERING_LETTER = kamerstuk.Paper(
    text="kst-99901-12",
    identifier="kst-99901-12",
    date=datetime(2023, 12, 14),
    session="2023–2024",
    footer="Tweede Kamer, vergaderjaar 2023–2024, 99 901, nr. 12",
    heading="BRIEF VAN DE MINISTER VAN WATERKANT EN GETIJDEN",
    number="12",
    opening=(TO_CHAMBER, "Den Haag, 14 december 2023"),
    signed=(MINISTER, "M.J. Oosterkamp"),
    **DOSSIER,
)
MOTION = kamerstuk.Paper(
    text="kst-99901-14",
    identifier="kst-99901-14",
    date=datetime(2024, 3, 27),
    session="2023–2024",
    footer="Tweede Kamer, vergaderjaar 2023–2024, 99 901, nr. 14",
    heading="MOTIE VAN HET LID VAN DER WADDEL C.S.",
    number="14",
    opening=("Voorgesteld 27 maart 2024",),
    signed=("Van der Waddel", "Duinmeijer", "Hoekstra-Bol"),
    **DOSSIER,
)
PROGRESS_LETTER = kamerstuk.Paper(
    text="kst-99901-19",
    identifier="kst-99901-19",
    date=datetime(2024, 11, 12),
    session="2024–2025",
    footer="Tweede Kamer, vergaderjaar 2024–2025, 99 901, nr. 19",
    heading="BRIEF VAN DE MINISTER VAN WATERKANT EN GETIJDEN",
    number="19",
    opening=(TO_CHAMBER, "Den Haag, 12 november 2024"),
    signed=(MINISTER, "R.E. ten Velde-Smit"),
    **DOSSIER,
)
QUESTIONS = kamerstuk.Paper(
    text="ah-tk-20232024-9901",
    identifier="ah-tk-20232024-9901",
    date=datetime(2024, 2, 6),
    session="2023–2024",
    footer="Tweede Kamer, vergaderjaar 2023–2024, Aanhangsel",
    heading="Vragen gesteld door de leden der Kamer, met de daarop door de regering gegeven antwoorden",
    number="9901",
    issn="0921 - 7398",
    opening=(
        "Vragen van het lid **Duinmeijer** (Partij voor het Getij) aan de Minister van Waterkant en Getijden over "
        "_de uitvoering van de Getijderegeling_ (ingezonden 18 januari 2024).",
        "Antwoord van Minister **Oosterkamp** (Waterkant en Getijden) (ontvangen 6 februari 2024).",
    ),
)
ASSESSMENT_LETTER = ministry.Letter(
    text="kamerbrief-uitvoeringstoets",
    date=datetime(2024, 3, 5),
    printed_date="5 maart 2024",
    ministry=("Ministerie van Waterkant", "en Getijden"),
    return_address="Postbus 99901 2500 XX Den Haag",
    addressee=("De Voorzitter van de Tweede Kamer", "der Staten-Generaal", "Postbus 20018", "2500 EA  DEN HAAG"),
    subject="Aanbieding uitvoeringstoets verruiming Getijderegeling voor woonboten",
    kenmerk="WG-DUG / 24009901",
    department=("Directoraat-generaal Getijden", "Directie Uitvoering Getijdebeleid"),
    colophon=(
        ("Bezoekadres", "Waterkant 1", "2511 XX Den Haag"),
        ("Postadres", "Postbus 99901", "2500 XX Den Haag"),
        ("Contactpersoon", "A.B. Voorbeeld", "beleidsmedewerker"),
    ),
    attachments="1",
    signed=(MINISTER, "M.J. Oosterkamp"),
)
ADVICE = report.Report(
    text="rapport-meebewegen",
    title="Meebewegen met het tij",
    subtitle="Advies over de wendbaarheid van de Rijksdienst voor Getijdevoorzieningen",
    author="Adviescommissie Uitvoering Getijdevoorzieningen",
    date=datetime(2023, 11, 6),
    printed_date="Den Haag, 6 november 2023",
    colophon=(
        "Dit rapport is een uitgave van de Adviescommissie Uitvoering Getijdevoorzieningen, ingesteld bij besluit van "
        "16 januari 2023. De commissie, de dienst, het ministerie en de regeling die erin voorkomen, bestaan niet: "
        "het rapport is geschreven als voorbeelddocument van Vindplaats.",
        "Overname van de tekst is toegestaan onder de MIT-licentie van Vindplaats.",
    ),
    chart=(("2019", 2), ("2020", 4), ("2021", 8), ("2022", 6), ("2023", 3)),
)

PAPERS: dict[str, Callable[[], FPDF]] = {
    "kst-99901-12.pdf": partial(kamerstuk.letter, OFFERING_LETTER),
    "kst-99901-14.pdf": partial(kamerstuk.motion, MOTION),
    "kst-99901-19.pdf": partial(kamerstuk.letter, PROGRESS_LETTER),
    "ah-tk-20232024-9901.pdf": partial(kamerstuk.questions, QUESTIONS),
    "kamerbrief-uitvoeringstoets.pdf": partial(ministry.letter, ASSESSMENT_LETTER),
    "rapport-meebewegen-met-het-tij.pdf": partial(report.report, ADVICE),
}
