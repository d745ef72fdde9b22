"""How the name of an organisation shows in print."""

from __future__ import annotations

import re

NAME = r"(?<![\w’'&.-])[A-ZÀ-Ý][\w’'&.-]*"
_MORE = rf"(?:(?:,? (?:en|van|voor|de|het|der|den|&|in)(?!\w)){{0,5}}+,?\s+{NAME})"
# Words that open the name of an organisation, with what may follow; and names that stand by themselves.
ORGANISATION = re.compile(
    rf"(?:[Mm]inisterie(?: van)?|[Gg]emeente|[Pp]rovincie|[Ww]aterschap|Inspectie|Autoriteit|Adviescollege|Adviesraad"
    rf"|Raad (?:van|voor)|Commissie|Dienst|Rechtbank(?: [Dd]en)?|Gerechtshof|Vereniging(?: van)?|Stichting|Universiteit"
    rf"|College (?:van|voor)|Consortium|Instituut|Planbureau|GGD|Nationale?|Nederlandse|Algemene|Koninklijke"
    rf"|Expertisecentrum|RES-regio|Veiligheidsregio|Omgevingsdienst|Directoraat-[Gg]eneraal)(?: (?:van|voor|de|het))?"
    rf"\s+{NAME}{_MORE}{{0,7}}"
    r"|Adviescollege [a-zA-Z]+(?: [a-z]+)?|Inspectie belastingen,? toeslagen en douane"
    rf"|Wageningen (?:University(?: (?:&|and) Research)?|Environmental Research|Livestock Research|Research)"
    rf"|(?:{NAME} )?Rijksuniversiteit {NAME}|(?:{NAME} ){{1,2}}(?:Universiteit|University|Research|Audit|Partners"
    rf"|Consult(?:ancy|ing)?|Rekenkamer)(?: {NAME})?|{NAME}se Rekenkamer|Het PON & Telos"
    rf"|Kabinet Minister-President|{NAME}planbureau"
    r"|\b(?:RIVM|TNO|Kiesraad|Rijkswaterstaat|Logius|Geonovum|Belastingdienst|DUO|UWV|SVB|CBS|CPB|SCP|PBL|WODC|ICTU|NZa|AFM|DNB"
    r"|VNG(?: Realisatie)?|IPO|NVWA|RVO|Rijksoverheid|Deltares|KNMI|ProRail|WRR|SER|Landsadvocaat)\b"
)
