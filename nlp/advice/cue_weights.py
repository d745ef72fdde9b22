"""What each cue of nlp/advice/cues.py is worth, as log-odds that add up; a statement with a sum of 0 or more counts.

Fitted by tools/train_recommendation_weights.py to four gold sets of 32 documents, drawn to weights set by hand;
that script says with what data and how well. Cues that are not named here are worth nothing.
"""

from __future__ import annotations

from typing import Literal

ALWAYS = "(altijd)"

WEIGHTS: dict[Literal["aanbeveling", "toezegging"], dict[str, float]] = {
    "aanbeveling": {
        "adviseert": 4.4, "advies is": 4.1, "pleit voor": 4.1, "beveelt aan": 4.0, "verdient": 3.8, "opschrift": 3.7,
        "ligt voor de hand": 3.6, "raadzaam": 3.6, "stelt voor": 3.6, "lijst onder advies": 3.4, "roept op": 3.4,
        "lijst onder kop: advies": 3.0, "besluit te verzoeken": 2.8, "van mening": 2.7, "gebiedende wijs": 2.5,
        "verzoekt": 2.5, "anderen moeten": 2.3, "vraagt aandacht": 2.2, "is gewenst": 1.7, "aandachtspunt": 1.5,
        "nodig in voorschrijvend stuk": 1.5, "norm in voorschrijvend stuk": 1.5, "norm onder advies": 1.5,
        "het is nodig dat": 1.4, "zou moeten": 1.4, "voorkeur": 1.3, "wordt gevraagd": 1.3, "norm": 1.1,
        "onzes inziens": 1.1, "stap is": 1.1, "dient": 0.9, "hogere kop: advies": 0.9, "is aan": 0.8,
        "kop: advies": 0.8, "norm in conclusie": 0.8, "norm in hoofdzin": 0.8, "onder opschrift": 0.8,
        "voorwaarde": 0.8, "behoort": 0.7, "termijn": 0.7, "partij moet": 0.6, "advies in paragraaf": 0.5,
        "kop: conclusie": 0.5, "partij doet": 0.5, "worden gedaan": 0.5, "na advies": 0.4, "wordt uitgevoerd": 0.4,
        "zal": 0.4, "informeert de Kamer": 0.2, "moet": 0.2, "norm in adviserend stuk": 0.2, "vage daad": 0.2,
        "lopend": -0.2, "mag niet": -0.2, "toestand": -0.2, "verwijst": -0.3, "antwoord": -0.4, "illustratie": -0.4,
        "lijst onder illustratie": -0.4, "mogelijk": -0.4, "norm voor toestand": -0.5, "volgens anderen": -0.6,
        "volgt uit": -0.6, "kop: andermans advies": -0.8, "rechtsgrond": -0.8, "kop: achtergrond": -0.9,
        "voltooid": -0.9, "in deze brief": -1.0, "ontkend": -1.0, "eigen onderzoek": -1.1,
        "onderdeel van een punt": -1.1, "verklaart": -1.2, "bewindspersoon schrijft": -1.4, "verleden tijd": -1.6,
        "andermans advies in brief": -2.0, "opgemerkt": -2.0, "kort": -2.4, "andere adviseur": -2.5,
        "aanhaling": -3.0, "rechtsmiddel": -3.1, ALWAYS: -3.2, "wetstoelichting": -3.5, "vraag": -4.1,
        "peiling": -4.2, "vertelt motie": -5.0,
    },
    "toezegging": {
        "er komt": 3.3, "ik doe": 3.3, "ik zal": 3.1, "zeg toe": 3.0, "besloten": 2.7, "wordt uitgevoerd": 2.6,
        "wordt gevraagd": 2.2, "besluit te verzoeken": 2.0, "verzoekt": 2.0, "wil doen": 1.8, "wij doen": 1.7,
        "geld": 1.6, "voorzien": 1.6, "termijn": 1.5, "zal gebeuren": 1.5, "zal worden uitgevoerd": 1.5,
        "gaat doen": 1.4, "informeert de Kamer": 1.4, "zal": 0.9, "vindt plaats": 0.8, "zal worden": 0.7,
        "adviserend stuk": 0.3, "mogelijk": 0.3, "wordt uitgevoerd, geen termijn": 0.3, "moet": -0.2,
        "volgens anderen": -0.4, "antwoord": -0.5, "norm": -0.5, "opgemerkt": -0.5, "toestand": -0.5,
        "hiermee": -0.6, "verwijst": -0.6, "illustratie": -0.7, "rechtsgrond": -0.7, "norm in hoofdzin": -0.8,
        "ontkend": -0.8, "lopend": -1.0, "volgt uit": -1.0, "beschrijft in antwoord": -1.1, "vage daad": -1.2,
        "doorlopende daad": -1.4, "voltooid": -1.4, "verleden tijd": -1.5, "kort": -2.0,
        "lijst onder illustratie": -2.1, ALWAYS: -2.4, "al gemeld": -2.5, "in deze brief": -2.6, "aanhaling": -3.0,
        "houdt open": -3.0, "niet overgenomen": -3.0, "rechtsmiddel": -3.0, "vooruitblik": -3.1, "tijdlijn": -4.0,
        "vraag": -4.0, "vertelt motie": -5.0, "zegt niets toe": -8.0,
    },
}  # fmt: skip
