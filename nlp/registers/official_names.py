"""The organisations of official lists that papers name, and the names by which they do."""

from __future__ import annotations

import re

# The kinds of the official lists, and ours.
KINDS = {
    "adviescollege": "advies",
    "agentschap": "uitvoering",
    "caribisch-openbaar-lichaam": "openbaar lichaam",
    "gemeente": "gemeente",
    "gemeenschappelijke-regeling": "samenwerking",
    "hoge-college": "hoog-college",
    "inspectie": "inspectie",
    "ministerie": "ministerie",
    "overheidsorganisatie": "uitvoering",
    "politie": "uitvoering",
    "provincie": "provincie",
    "rechterlijke-instantie": "rechtspraak",
    "waterschap": "waterschap",
    "zbo": "uitvoering",
}
# Classes of bodies that the lists hold as if they were one: "Keuringsinstanties ex Warenwet", "Notarissen".
_CLASS_OF_BODIES = re.compile(
    r" ex |^Keurings|^Aang|^Inrichtingen|^Instellingen|^Erkenninghouders|rechtspersoon|^\w+(?:s|en)$"
)
_REGIONAL_BODY = re.compile(
    r"(?:Veiligheidsregio|Omgevingsdienst|Regionale Uitvoeringsdienst|Metropoolregio|GGD) [A-Z].*"
)


def name_in_text(kind: str, name: str) -> str | None:
    """The name as running text has it: with its kind where that is part of the name; None when papers do not name it.

    kind: of the official lists, one of KINDS. Of the joint arrangements only
    the regional services are kept; the others are known by legal titles.
    """
    if kind not in KINDS or (kind == "zbo" and _CLASS_OF_BODIES.search(name)):
        return None
    if kind == "gemeenschappelijke-regeling":
        regional = _REGIONAL_BODY.search(name)
        return re.sub(r" \d{4}$", "", regional[0]) if regional else None
    bare = re.sub(r"^([Mm]inisterie van|[Gg]emeente|[Pp]rovincie|Waterschap|Openbaar [Ll]ichaam) ", "", name).replace(
        "'S-", "'s-"
    )
    if kind == "ministerie":
        return f"Ministerie van {bare}"
    if kind == "caribisch-openbaar-lichaam":
        return f"openbaar lichaam {bare}"
    if kind == "waterschap" and not re.match(r"Hoogheemraadschap|Wetterskip", name):
        return f"Waterschap {bare}"
    return f"{kind} {bare}" if kind in ("gemeente", "provincie") else name
