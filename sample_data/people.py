"""Names of invented authors."""

from __future__ import annotations

from dataclasses import dataclass

from sample_data.chance import Chance


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split("|"))


_FAMILY = _names(
    "Abbott|Adeyemi|Ahlberg|Aksnes|Almeida|Andreassen|Bakkeland|Baptiste|Barlow|Beaumont|Berggren|Bianchi|Birkeland|"
    "Blackwood|Bolstad|Bradshaw|Brekke|Brightwell|Calloway|Carvalho|Castellanos|Chandra|Chen|Christoffersen|Clarkson|"
    "Conti|Craddock|Dahlgren|Dalby|De Smet|Delacroix|Diaz-Romero|Doherty|Drummond|Dubois|Edvardsen|Eide|Ekström|"
    "Engebretsen|Espinoza|Farrell|Fernandes|Fischer|Fitzgerald|Fjeldstad|Foss|Frantzen|Fredriksen|Gallagher|García-Pons|"
    "Gauthier|Giordano|Goldfarb|Graham|Granlund|Grønvold|Gundersen|Haaland|Hagström|Halloran|Hamada|Hansson|Hargreaves|"
    "Hartvig|Haugland|Hellström|Henriksen|Herrera|Hofmann|Holmqvist|Horvath|Hughes|Ingram|Isaksen|Ivarsson|Jankowski|"
    "Jensen|Johansen|Jørgensen|Kamau|Kapoor|Karlsen|Kavanagh|Keller|Kipkemboi|Kirkwood|Kjeldsen|Kobayashi|Kovacs|Krüger|"
    "Kvamme|Lacroix|Lambert|Landmark|Larsen|Laursen|Leclerc|Levy|Lindqvist|Lombardi|Lund|MacAllister|Mahlangu|Malmgren|"
    "Marchetti|Martins|Mbeki|McAvoy|Mehta|Meyer|Mikkelsen|Molina|Moreau|Morrissey|Mukasa|Müller|Nakamura|Namara|Navarro|"
    "Nguyen|Nordahl|Norgaard|Nowak|O’Connell|O’Rourke|Okafor|Oliveira|Olofsson|Ortega|Østby|Pageot|Palmgren|Papadakis|Park|"
    "Patel|Pedersen|Peeters|Pellegrini|Petrov|Quigley|Rahman|Ramírez|Rasmussen|Redfern|Reinholt|Ribeiro|Richter|Rossi|"
    "Rostad|Rydberg|Sætre|Salomon|Sandvik|Sato|Schneider|Schröder|Seabrook|Shapiro|Silva|Simonsen|Skogen|Solheim|Søndergaard|"
    "Stavrum|Steinberg|Strand|Strømme|Sullivan|Svensson|Tanaka|Thibault|Thoresen|Tønnessen|Torvik|Trevisan|Tveit|Ueda|"
    "Underhill|van den Berg|van der Meer|Vasquez|Verhoeven|Vestergaard|Villanueva|Vogel|Wahlström|Walters|Weiss|"
    "Westbrook|Whitaker|Wikström|Winterbourne|Wolff|Wong|Yamamoto|Yilmaz|Zhang|Ziegler|Åsheim|Öberg"
)
_GIVEN = _names(
    "Agnes|Ahmed|Aisha|Alberto|Alice|Amina|Anders|Andrea|Anne|Annika|Antonio|Astrid|Beatrice|Benjamin|Birgit|Bjørn|Camille|"
    "Carla|Catherine|Chidi|Claire|Daniel|David|Eilif|Elena|Elisabeth|Emeka|Emily|Erik|Eva|Fatima|Fiona|Frida|George|Grace|"
    "Gro|Hanna|Harald|Helen|Hiroshi|Ingrid|Isabel|Ivan|James|Jana|Joana|Johanna|Jonas|Julia|Kari|Karin|Katarina|Kenji|"
    "Kirsten|Lars|Laura|Leila|Linda|Lise|Louise|Lucas|Magnus|Malin|Marcus|Maria|Marit|Martha|Martin|Mathilde|Mette|Michael|"
    "Miriam|Mohamed|Nadia|Nora|Olav|Olivia|Patrick|Paul|Pernille|Peter|Priya|Rachel|Rebecca|Ricardo|Robert|Ruth|Samuel|"
    "Sara|Sigrid|Silje|Simon|Sofia|Solveig|Stefan|Susan|Thomas|Tone|Ulla|Valentina|Victor|Wei|Yuki|Yvonne|Zainab|Åse"
)
_MIDDLE = "ABCDEFGHJKLMNPRST"
GROUPS = (
    "PEERLINK Study Group",
    "Recovery in Partnership Collaborative",
    "COPRO-MH Consortium",
    "Shared Ground Network",
)


@dataclass(frozen=True)
class Person:
    """An author; a group has everything in `family`."""

    family: str
    given: str = ""

    @property
    def initials(self) -> str:
        """The initials without dots: "MK"."""
        return "".join(part[0] for name in self.given.split() for part in name.split("-"))


def authors(chance: Chance, alone: float = 0.1) -> tuple[Person, ...]:
    """A team of authors.

    Args:
        chance: Where the draws come from.
        alone: The probability of a single author.
    """
    count = 1 if chance.happens(alone) else chance.weighted({2: 3, 3: 5, 4: 4, 5: 3, 6: 2, 8: 1})
    team = []
    for family in chance.some(_FAMILY, count):
        given = chance.pick(_GIVEN)
        if chance.happens(0.4):
            given += " " + chance.pick(_MIDDLE)
        team.append(Person(family, given))
    if chance.happens(0.01):
        team.append(Person(chance.pick(GROUPS)))
    return tuple(team)
