"""Where studies are done."""

from __future__ import annotations

_PLACES = {
    "Norway": "Bergen|Trondheim|Stavanger|Tromsø|Drammen|Kristiansand",
    "England": "Leeds|Bristol|Norfolk|East London|Nottingham|Devon|Newcastle",
    "Scotland": "Glasgow|Fife|Dundee|the Highlands",
    "Wales": "Cardiff|Gwynedd|Swansea",
    "Ireland": "Cork|Galway|Limerick",
    "Denmark": "Aarhus|Odense|Aalborg",
    "Sweden": "Malmö|Gothenburg|Umeå|Örebro",
    "Finland": "Tampere|Oulu|Turku",
    "the Netherlands": "Utrecht|Groningen|Eindhoven|Rotterdam",
    "Belgium": "Ghent|Liège",
    "Germany": "Hamburg|Bielefeld|Leipzig|Ulm",
    "Switzerland": "Lausanne|Bern|Zürich",
    "Austria": "Graz|Linz",
    "Italy": "Trieste|Turin|Verona",
    "Spain": "Valencia|Bilbao|Seville",
    "Portugal": "Porto|Coimbra",
    "Australia": "Melbourne|Brisbane|Adelaide|rural Victoria|Hobart",
    "New Zealand": "Auckland|Wellington|Otago",
    "Canada": "Toronto|Montréal|Vancouver|Halifax|Winnipeg",
    "the United States": "Pennsylvania|Georgia|Oregon|Chicago|Massachusetts|New Mexico|Texas",
    "Japan": "Kyoto|Sapporo",
    "India": "Pune|Chennai",
    "Uganda": "Kampala|Gulu",
    "Kenya": "Nairobi|Kisumu",
    "Brazil": "Campinas|Recife",
    "Chile": "Santiago|Valparaíso",
    "Israel": "Haifa|Jerusalem",
    "Singapore": "Singapore",
}

PLACES = tuple((place, country) for country, places in _PLACES.items() for place in places.split("|"))
