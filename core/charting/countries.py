"""Names of countries, so that tables do not count “USA” and “United States” apart. English short names (ISO 3166)."""

from __future__ import annotations

import re
import unicodedata

from core.charting.iso_3166 import ISO_3166
from core.errors import TamisError

COUNTRIES = tuple(
    """
    Afghanistan|Albania|Algeria|Andorra|Angola|Antigua and Barbuda|Argentina|Armenia|Australia|Austria|Azerbaijan|
    Bahamas|Bahrain|Bangladesh|Barbados|Belarus|Belgium|Belize|Benin|Bhutan|Bolivia|Bosnia and Herzegovina|Botswana|
    Brazil|Brunei|Bulgaria|Burkina Faso|Burundi|Cabo Verde|Cambodia|Cameroon|Canada|Central African Republic|Chad|
    Chile|China|Colombia|Comoros|Congo|Costa Rica|Côte d'Ivoire|Croatia|Cuba|Cyprus|Czechia|
    Democratic Republic of the Congo|Denmark|Djibouti|Dominica|Dominican Republic|Ecuador|Egypt|El Salvador|
    Equatorial Guinea|Eritrea|Estonia|Eswatini|Ethiopia|Faroe Islands|Fiji|Finland|France|Gabon|Gambia|Georgia|
    Germany|Ghana|Greece|Greenland|Grenada|Guatemala|Guinea|Guinea-Bissau|Guyana|Haiti|Honduras|Hong Kong|Hungary|
    Iceland|India|Indonesia|Iran|Iraq|Ireland|Israel|Italy|Jamaica|Japan|Jordan|Kazakhstan|Kenya|Kiribati|Kosovo|
    Kuwait|Kyrgyzstan|Laos|Latvia|Lebanon|Lesotho|Liberia|Libya|Liechtenstein|Lithuania|Luxembourg|Macao|Madagascar|
    Malawi|Malaysia|Maldives|Mali|Malta|Marshall Islands|Mauritania|Mauritius|Mexico|Micronesia|Moldova|Monaco|
    Mongolia|Montenegro|Morocco|Mozambique|Myanmar|Namibia|Nauru|Nepal|Netherlands|New Zealand|Nicaragua|Niger|
    Nigeria|North Korea|North Macedonia|Norway|Oman|Pakistan|Palau|Palestine|Panama|Papua New Guinea|Paraguay|Peru|
    Philippines|Poland|Portugal|Puerto Rico|Qatar|Romania|Russia|Rwanda|Saint Kitts and Nevis|Saint Lucia|
    Saint Vincent and the Grenadines|Samoa|San Marino|Sao Tome and Principe|Saudi Arabia|Senegal|Serbia|Seychelles|
    Sierra Leone|Singapore|Slovakia|Slovenia|Solomon Islands|Somalia|South Africa|South Korea|South Sudan|Spain|
    Sri Lanka|Sudan|Suriname|Sweden|Switzerland|Syria|Taiwan|Tajikistan|Tanzania|Thailand|Timor-Leste|Togo|Tonga|
    Trinidad and Tobago|Tunisia|Türkiye|Turkmenistan|Tuvalu|Uganda|Ukraine|United Arab Emirates|United Kingdom|
    United States|Uruguay|Uzbekistan|Vanuatu|Vatican City|Venezuela|Vietnam|Yemen|Zambia|Zimbabwe
    """.replace("\n", "")
    .replace("|    ", "|")
    .strip()
    .split("|")
)

_ALSO = {
    "america": "United States",
    "burma": "Myanmar",
    "cape verde": "Cabo Verde",
    "cote d'ivoire": "Côte d'Ivoire",
    "congo-brazzaville": "Congo",
    "congo-kinshasa": "Democratic Republic of the Congo",
    "czech republic": "Czechia",
    "dr congo": "Democratic Republic of the Congo",
    "drc": "Democratic Republic of the Congo",
    "east timor": "Timor-Leste",
    "great britain": "United Kingdom",
    "holland": "Netherlands",
    "holy see": "Vatican City",
    "ivory coast": "Côte d'Ivoire",
    "korea": "South Korea",
    "macau": "Macao",
    "macedonia": "North Macedonia",
    "pr china": "China",
    "republic of ireland": "Ireland",
    "republic of korea": "South Korea",
    "russian federation": "Russia",
    "swaziland": "Eswatini",
    "turkey": "Türkiye",
    "uae": "United Arab Emirates",
    "uk": "United Kingdom",
    "united states of america": "United States",
    "us": "United States",
    "usa": "United States",
    "vatican": "Vatican City",
    "viet nam": "Vietnam",
}
_FORM_OF_STATE = re.compile(r".*\b(?:republic|kingdom|state|states|principality|commonwealth|federation) of (?:the )?")


def _folded(name: str) -> str:
    """A name without case, accents, full stops, and what is written in two ways."""
    bare = "".join(each for each in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(each))
    words = " ".join(bare.replace("\u2019", "'").replace(".", "").replace("&", " and ").split())
    return re.sub(r"\bst\b", "saint", words.removeprefix("the "))


_NEAR = {_folded(name): name for name in COUNTRIES} | _ALSO
"""What a slip is told from: usual names alone, since official ones are all alike."""
_ISO = [line.split("|") for line in ISO_3166.split("\n") if line]
_KNOWN = {_folded(name): names[1] for names in _ISO for name in names[1:]} | _NEAR
_CODES = {code: name for code, name, *_ in _ISO}


def country(text: str) -> str:
    """The usual name of a country, from any of its names or its code of three letters.

    A name that is not in the list, such as “Scotland”, is taken as it is.

    Raises:
        TamisError: It is not in the list, and so near to a name that is that it must be a slip.
    """
    name = " ".join(text.replace("\u2019", "'").split())
    key = _folded(name)
    if found := _KNOWN.get(key) or _CODES.get(name):
        return found
    if near := _alike(_FORM_OF_STATE.sub("", key), 0.8):
        raise TamisError(f"“{name}” is no country of the list", advice=f"Did you mean “{near[0]}”?")
    return name


def suggestions(text: str) -> list[str]:
    """Up to five countries to complete a text to: those that begin so, else those that look like it."""
    key = _folded(text)
    return [name for name in COUNTRIES if _folded(name).startswith(key)][:5] or _alike(key, 0.6)


def _alike(key: str, cutoff: float) -> list[str]:
    import difflib  # only for what is not in the list: not worth its time at every start

    return list(dict.fromkeys(_NEAR[each] for each in difflib.get_close_matches(key, _NEAR, n=5, cutoff=cutoff)))
