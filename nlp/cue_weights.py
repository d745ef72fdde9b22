"""What each cue of nlp/cues.py is worth, as log-odds that add up; a statement with a sum of 0 or more counts.

Fitted by benchmarks/train_recommendation_weights.py to three gold sets of 20 documents, drawn to weights set by hand;
that script says with what data and how well. Cues that are not named here are worth nothing.
"""

from __future__ import annotations

from typing import Literal

ALWAYS = "(altijd)"

WEIGHTS: dict[Literal["aanbeveling", "toezegging"], dict[str, float]] = {
    "aanbeveling": {
        "adviseert": 3.7, "beveelt aan": 3.5, "advies is": 3.2, "raadzaam": 3.1, "opschrift": 3.0, "pleit voor": 3.0,
        "verdient": 2.9, "stelt voor": 2.8, "ligt voor de hand": 2.7, "roept op": 2.6, "gebiedende wijs": 2.5,
        "lijst onder advies": 2.5, "anderen moeten": 2.1, "van mening": 2.1, "vraagt aandacht": 2.1,
        "lijst onder kop: advies": 2.0, "zou moeten": 1.8, "verzoekt": 1.6, "aandachtspunt": 1.5,
        "norm onder advies": 1.2, "het is nodig dat": 1.1, "stap is": 1.1, "wordt gevraagd": 1.1, "norm": 1.0,
        "norm in adviserend stuk": 1.0, "is aan": 0.9, "kop: advies": 0.9, "norm in hoofdzin": 0.9,
        "voorwaarde": 0.9, "dient": 0.8, "onder opschrift": 0.8, "behoort": 0.7, "hogere kop: advies": 0.7,
        "partij moet": 0.5, "worden gedaan": 0.5, "advies in paragraaf": 0.3, "na advies": 0.3, "partij doet": 0.3,
        "nodig": 0.2, "lopend": -0.2, "mogelijk": -0.2, "toestand": -0.2, "hiermee": -0.3, "illustratie": -0.3,
        "norm voor toestand": -0.3, "verwijst": -0.3, "lijst onder illustratie": -0.5, "norm ver van advies": -0.6,
        "volgens anderen": -0.6, "volgt uit": -0.6, "ontkend": -0.8, "rechtsgrond": -0.8, "verklaart": -0.9,
        "in deze brief": -1.0, "kop: andermans advies": -1.0, "kop: achtergrond": -1.1, "voltooid": -1.1,
        "bewindspersoon schrijft": -1.3, "eigen onderzoek": -1.5, "verleden tijd": -1.5,
        "andermans advies in brief": -2.0, "opgemerkt": -2.0, "kort": -2.1, ALWAYS: -2.5, "andere adviseur": -2.5,
        "rechtsmiddel": -3.0, "wetstoelichting": -3.6, "vraag": -4.0, "peiling": -4.5, "vertelt motie": -5.0,
    },
    "toezegging": {
        "ik doe": 3.3, "er komt": 3.1, "zeg toe": 3.0, "ik zal": 2.8, "besloten": 2.6, "wordt uitgevoerd": 2.5,
        "wordt gevraagd": 2.2, "verzoekt": 2.0, "wil doen": 1.8, "wij doen": 1.7, "gaat doen": 1.5, "geld": 1.5,
        "voorzien": 1.5, "zal gebeuren": 1.5, "zal worden uitgevoerd": 1.5, "termijn": 1.3,
        "informeert de Kamer": 1.1, "vindt plaats": 0.7, "zal": 0.7, "zal worden": 0.5, "norm": -0.4,
        "hiermee": -0.5, "opgemerkt": -0.5, "volgens anderen": -0.5, "toestand": -0.6, "verwijst": -0.6,
        "illustratie": -0.7, "rechtsgrond": -0.7, "norm in hoofdzin": -0.8, "ontkend": -0.8, "volgt uit": -1.0,
        "lopend": -1.2, "vage daad": -1.2, "doorlopende daad": -1.5, "verleden tijd": -1.5, "voltooid": -1.6,
        "kort": -2.0, "lijst onder illustratie": -2.0, ALWAYS: -2.1, "al gemeld": -2.5, "in deze brief": -2.5,
        "houdt open": -3.0, "niet overgenomen": -3.0, "rechtsmiddel": -3.0, "vooruitblik": -3.0, "tijdlijn": -4.0,
        "vraag": -4.0, "vertelt motie": -5.0,
    },
}  # fmt: skip
