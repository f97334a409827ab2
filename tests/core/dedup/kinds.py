"""Pairs of records of four kinds that are easily taken wrongly: one publication, or two.

Each pair is what the two records have in common, and what each of them says otherwise. Of one publication it is
expected that it is merged or asked, of two that they are never merged, and where `asked` that a person is asked.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from core.records.record import Author, Record

Fields = dict[str, Any]


class KindPair(NamedTuple):
    """Two records, and what is right.

    Attributes:
        kind: 3 one word apart, 4 a year apart or without a journal, 5 same DOI and other title, 6 never asked.
        one: Whether they report one publication.
        asked: Whether a person must be asked, where they are two.
        merged: Whether the two must be merged without asking.
    """

    kind: int
    name: str
    one: bool
    a: Record
    b: Record
    asked: bool = False
    merged: bool = False


def people(text: str) -> tuple[Author, ...]:
    """ "Nyberg, Karin; UNICEF" as authors."""
    return tuple(Author(*(part.strip() for part in name.split(",", 1))) for name in text.split(";")) if text else ()


def _record(fields: Fields) -> Record:
    values = dict(fields)
    values["authors"] = people(values.pop("authors", ""))
    return Record(**values)


TEAM: Fields = {"authors": "Nyberg, Karin; Okafor, Samuel T.; Lind, Per", "year": 2016, "kind": "JOUR"}
ISSUE: Fields = {**TEAM, "journal": "Geriatric Research Letters", "volume": "3", "issue": "2"}
PLACED: Fields = {**ISSUE, "pages": "118-126"}
BARE: Fields = {**TEAM, "journal": "", "volume": "", "issue": "", "pages": ""}
HEADING = "Long term outcomes of home based walking programmes in adults with heart failure"

PAIRS: list[KindPair] = []


def _one(kind: int, name: str, common: Fields, a: Fields, b: Fields, *, merged: bool = False) -> None:
    PAIRS.append(KindPair(kind, name, True, _record(common | a), _record(common | b), merged=merged))


def _two(kind: int, name: str, common: Fields, a: Fields, b: Fields, *, asked: bool = False) -> None:
    PAIRS.append(KindPair(kind, name, False, _record(common | a), _record(common | b), asked=asked))


# Kind 3: words. Two short papers of one team, one after the other in one issue; then one paper in two spellings.
for _name, _title, _left, _right in (
    ("men and women", "Calf circumference and survival in {} aged over 80", "men", "women"),
    ("hypo and hyper", "Long term outcomes of {} in nursing home residents", "hypotension", "hypertension"),
    ("pre and post", "Screening for depression in {} care of first time mothers", "prenatal", "postnatal"),
    ("with and without", "Balance training in older adults {} diabetic neuropathy", "with", "without"),
    ("two pressures", "Home measurement of {} blood pressure and cognitive decline", "systolic", "diastolic"),
    ("two drugs", "Adherence to {} among adolescents with major depression", "fluoxetine", "duloxetine"),
    ("two drugs, two letters", "Response to {} in children with acute asthma attacks", "prednisone", "prednisolone"),
    ("two countries", "Dental caries among primary school children in {}", "Iran", "Iraq"),
    ("two countries, first letter", "Uptake of bed nets in rural districts of {}", "Zambia", "Gambia"),
    ("two joints", "Waiting times for {} replacement in public hospitals", "hip", "knee"),
    ("two salts", "Exposure to {} in drinking water and thyroid volume", "nitrite", "nitrate"),
    ("two viruses", "Vaccination against hepatitis {} in prison staff", "A", "B"),
    ("random or not", "Music in the waiting room: a {} trial in day surgery", "randomized", "non-randomized"),
    ("in and out", "Costs of integrated stroke care for {} over two years", "inpatients", "outpatients"),
    ("two countries, one begins the other", "Teacher shortage in secondary schools of {}", "Niger", "Nigeria"),
    ("a country and one more word", "Maternal near miss in hospitals of {}", "Guinea", "Guinea-Bissau"),
    ("one word more", "School absence of adolescents with {}", "epilepsy", "refractory epilepsy"),
    ("before and in service", "Beliefs of {} teachers about grade retention", "pre-service", "in-service"),
    ("Spanish men and women", "Calidad de vida de {} con lesión medular", "hombres", "mujeres"),
    ("German with and without", "Wundheilung bei Patienten {} Diabetes nach Operation", "mit", "ohne"),
    ("French with and without", "Qualité du sommeil des infirmières {} travail de nuit", "avec", "sans"),
    ("two kinds of cattle", "Seroprevalence of brucellosis in {} herds", "ovine", "bovine"),
    ("two drugs, one begins otherwise", "Weight gain under {} in psychosis", "risperidone", "paliperidone"),
    ("two hemispheres", "Neglect nach Infarkt der {} Hemisphäre", "linken", "rechten"),
    ("two movements", "Fatigue of hip {} strength in junior football players", "abduction", "adduction"),
):
    _two(
        3,
        _name,
        ISSUE,
        {"title": _title.format(_left), "pages": "8-9"},
        {"title": _title.format(_right), "pages": "9-10"},
    )
for _name, _left, _right in (
    (
        "British and American",
        "Behaviour and counselling in paediatric centres",
        "Behavior and counseling in pediatric centers",
    ),
    (
        "one word or two",
        "Health care data bases and long-term follow up",
        "Healthcare databases and longterm follow-up",
    ),
    (
        "singular and plural",
        "Sleep disorder in shift worker of hospital",
        "Sleep disorders in shift workers of hospitals",
    ),
    ("a slip", "Sanitation cohort of the northern provinces", "Sanitation conort of the northern provinces"),
    ("swapped letters", "Sanitation survey of the northern provinces", "Sanitation survey of the northren provinces"),
    ("a lost accent", "Brückenkurse für Jugendliche in Zürich", "Br ckenkurse f r Jugendliche in Z rich"),
    ("a woman and women", "Walking groups for woman after childbirth", "Walking groups for women after childbirth"),
    ("numbers and words", "A seven year study of 2 villages", "A 7-year study of two villages"),
    ("and, &", "Diet & exercise vs. rest in the ward", "Diet and exercise versus rest in the ward"),
    (
        "umlauts written out",
        "Prävention für ältere Menschen in Tübingen",
        "Praevention fuer aeltere Menschen in Tuebingen",
    ),
    ("sharp s", "Fußpflege in der Straßenambulanz", "Fusspflege in der Strassenambulanz"),
    ("Scandinavian letters", "Sykepleie på øyene: å være pårørende", "Sykepleie paa oeyene: aa vaere paaroerende"),
    ("Portuguese spellings", "Ação e óptica na direcção escolar", "Ação e ótica na direção escolar"),
    ("Greek", "TNF-α and β-blockers in early sepsis care", "TNF-alpha and beta-blockers in early sepsis care"),
):
    _one(3, _name, PLACED, {"title": _left}, {"title": _right}, merged=True)

# Kind 4: a year apart, without a journal.
_two(
    4,
    "yearly report",
    BARE,
    {"title": "Annual report on the health of prisoners", "kind": "RPRT", "authors": "Prison Health Board"},
    {
        "title": "Annual report on the health of prisoners",
        "kind": "RPRT",
        "authors": "Prison Health Board",
        "year": 2017,
    },
    asked=True,
)
_two(
    4,
    "guideline and its update",
    BARE | {"title": "Diagnosis and treatment of low back pain in adults: guideline", "kind": "RPRT"},
    {"year": 2020},
    {"year": 2021},
    asked=True,
)
_two(
    4,
    "two editions of a book",
    BARE | {"title": "A practical handbook of community nursing", "kind": "BOOK"},
    {"year": 2014},
    {"year": 2015},
    asked=True,
)
_two(
    4,
    "report in a series",
    BARE | {"title": "Access to dental care in five regions", "kind": "RPRT", "journal": "Health Board Reports"},
    {"year": 2018},
    {"year": 2019},
    asked=True,
)
_two(
    4,
    "conference paper and article",
    TEAM | {"title": HEADING},
    {"kind": "CPAPER", "year": 2015},
    {"journal": "Heart Steps", "volume": "2", "pages": "45-58", "doi": "10.5555/hs.2"},
    asked=True,
)
_two(
    4,
    "conference paper and article of one year",
    TEAM | {"title": HEADING},
    {"kind": "CONF"},
    {"journal": "Heart Steps", "volume": "2", "pages": "45-58"},
    asked=True,
)
_two(
    4,
    "preprint and article",
    TEAM | {"title": HEADING},
    {"kind": "UNPB", "year": 2015},
    {"journal": "Heart Steps", "volume": "2", "pages": "45-58"},
    asked=True,
)
_two(
    4,
    "preprint by its DOI",
    TEAM | {"title": HEADING},
    {"doi": "10.21203/rs.3.rs-77/v1"},
    {"journal": "Heart Steps", "volume": "2", "pages": "45-58"},
    asked=True,
)
_two(
    4,
    "chapter and article",
    TEAM | {"title": HEADING},
    {"kind": "CHAP", "doi": "10.5555/book.4"},
    {"journal": "Heart Steps", "volume": "2", "pages": "45-58", "doi": "10.5555/hs.2"},
    asked=True,
)
_two(
    4,
    "chapter and article, one DOI",
    TEAM | {"title": HEADING},
    {"kind": "CHAP"},
    {"journal": "Heart Steps", "volume": "2", "pages": "45-58", "doi": "10.5555/hs.2"},
    asked=True,
)
_two(
    4,
    "protocol and result",
    TEAM | {"journal": "Trials Office"},
    {"title": f"{HEADING}: protocol for a cluster trial"},
    {"title": HEADING},
    asked=True,
)
_two(
    4,
    "protocol and result, later",
    TEAM,
    {"title": f"{HEADING}: study protocol", "journal": "Trials Office", "volume": "7"},
    {"title": HEADING, "journal": "Heart Steps", "year": 2019, "volume": "2"},
    asked=True,
)
_two(
    4,
    "design and rationale",
    TEAM | {"journal": "Trials Office"},
    {"title": f"Rationale and design of {HEADING}"},
    {"title": HEADING},
    asked=True,
)
ARTICLE = "Lesepatenschaften an ländlichen Grundschulen in Hessen"
for _name, _title in (
    ("German", f"{ARTICLE}: Studienprotokoll einer randomisierten Studie"),
    ("Spanish", f"{ARTICLE}: protocolo de un ensayo aleatorizado"),
    ("French", f"{ARTICLE} : protocole d'un essai randomisé"),
    ("Portuguese", f"Protocolo de estudo: {ARTICLE}"),
):
    _two(
        4,
        f"{_name} protocol and result",
        TEAM | {"journal": "Schulheft"},
        {"title": _title},
        {"title": ARTICLE},
        asked=True,
    )
for _words in (
    "Berichtigung zu: ",
    "Korrektur: ",
    "Rectificatif : ",
    "Fe de erratas: ",
    "Corrección: ",
    "Correção: ",
    "Errata corrige: ",
    "Retractación: ",
    "Retratação: ",
    "Rétractation : ",
    "Widerruf: ",
    "Antwort auf: ",
    "Réponse à : ",
    "Respuesta a: ",
    "Comentário sobre: ",
):
    _two(
        4,
        f"notice, {_words}",
        TEAM | {"journal": "Schulheft"},
        {"title": _words + ARTICLE},
        {"title": ARTICLE},
        asked=True,
    )
_one(
    4,
    "online first",
    TEAM | {"title": HEADING, "journal": "Heart Steps"},
    {"year": 2015},
    {"volume": "2", "pages": "45-58"},
    merged=True,
)
_one(
    4,
    "no journal in one",
    TEAM | {"title": HEADING},
    {},
    {"journal": "Heart Steps", "volume": "2", "pages": "45-58"},
    merged=True,
)
_one(
    4,
    "a report twice",
    BARE | {"title": "Annual report on the health of prisoners", "kind": "RPRT"},
    {},
    {"kind": "GEN"},
    merged=True,
)
_one(4, "no year in one", BARE | {"title": HEADING}, {}, {"year": None}, merged=True)
_one(4, "a year apart, one DOI", BARE | {"title": HEADING, "doi": "10.5555/hs.2"}, {}, {"year": 2017}, merged=True)
_one(4, "a year apart on the same pages", PLACED | {"title": HEADING}, {}, {"year": 2017}, merged=True)
_one(
    4,
    "an organisation",
    BARE | {"title": "Sanitation in schools of three provinces"},
    {"authors": "UNICEF."},
    {"authors": "UNICEF"},
    merged=True,
)
_one(
    4,
    "an organisation and its letters",
    BARE | {"title": "Sanitation in schools of three provinces of the north"},
    {"authors": "World Health Organization"},
    {"authors": "WHO"},
)
_one(
    4,
    "an organisation and some of its letters",
    BARE | {"title": "Sanitation in schools of three provinces of the north"},
    {"authors": "Centers for Disease Control and Prevention"},
    {"authors": "CDC"},
)
_two(
    4,
    "another organisation's letters",
    BARE | {"title": "Annual report"},
    {"authors": "World Health Organization"},
    {"authors": "WFP"},
)
_one(
    4,
    "surname and initials glued",
    PLACED | {"title": HEADING},
    {"authors": "NyströmA.B.LindC."},
    {"authors": "Nyström, A. B.; Lind, C."},
    merged=True,
)
_one(
    4,
    "a dot behind the surname",
    BARE | {"title": HEADING},
    {"authors": "Smith."},
    {"authors": "Smith, J."},
    merged=True,
)

# Kind 5: same DOI, other title.
ONE_DOI: Fields = {**TEAM, "journal": "Pflege Heute", "doi": "10.5555/ph.77"}
GERMAN, ENGLISH = (
    "Häusliche Pflege und Sturzrisiko bei Hochbetagten",
    "Home care and the risk of falling in the very old",
)
_one(5, "translated", ONE_DOI, {"title": GERMAN}, {"title": ENGLISH})
_one(
    5,
    "translated, umlauts",
    ONE_DOI,
    {"title": GERMAN, "authors": "Müller, Jörg"},
    {"title": ENGLISH, "authors": "Mueller, J."},
)
_one(5, "translated, journal too", ONE_DOI, {"title": GERMAN}, {"title": ENGLISH, "journal": "Nursing Today"})
_one(5, "translated, no journal", ONE_DOI | {"journal": ""}, {"title": GERMAN}, {"title": ENGLISH})
_one(5, "translated, with a place", ONE_DOI | {"volume": "4", "pages": "12-19"}, {"title": GERMAN}, {"title": ENGLISH})
_one(
    5,
    "translated, garbled authors",
    ONE_DOI | {"volume": "4", "pages": "12-19"},
    {"title": GERMAN},
    {"title": ENGLISH, "authors": "KN; STO; PL"},
)
_one(
    5,
    "short title, garbled authors",
    ONE_DOI,
    {"title": "Falls in old age"},
    {"title": "Falls in old age", "authors": "Kby, Nergarin; Okfr, T."},
)
_one(
    5,
    "short title, authors run together",
    ONE_DOI,
    {"title": "Falls in old age"},
    {"title": "Falls in old age", "authors": "nybergkokaforstlindp"},
)
_one(5, "short title, no authors", ONE_DOI, {"title": "Falls in old age"}, {"title": "Falls in old age", "authors": ""})
_one(
    5,
    "another heading",
    ONE_DOI,
    {"title": "Falls in old age"},
    {"title": "Why the very old lose their balance at home"},
)
SUPPLEMENT: Fields = {
    "journal": "European Ward Journal",
    "year": 2015,
    "volume": "24",
    "issue": "S1",
    "doi": "10.5555/ewj.s1",
    "kind": "JOUR",
}
for _name, _left, _right in (
    ("abstracts of two teams", "Peer mentors in crisis care", "Vitamin D in winter swimmers"),
    (
        "abstracts of two teams, like words",
        "Peer mentors in crisis care: a pilot",
        "Peer workers in urgent care: a pilot",
    ),
    (
        "abstracts of two teams, one word apart",
        "Quality of life after stroke in rural areas",
        "Quality of life after stroke in urban areas",
    ),
    ("numbered posters", "Poster 12", "Poster 13"),
    ("the same heading", "Late breaking abstract", "Late breaking abstract"),
):
    _two(
        5,
        _name,
        SUPPLEMENT,
        {"title": _left, "authors": "Berg, Anne; Haug, Eva"},
        {"title": _right, "authors": "Silva, Rui; Costa, Bia"},
    )
for _name, _left, _right in (
    ("abstracts of one team", "Grip strength after stroke in men", "Grip strength after stroke in women"),
    ("abstracts of one team, other matter", "Grip strength after stroke", "Night shifts and appetite in nurses"),
    ("two drugs of one team", "Tolerance of carboplatin in the elderly", "Tolerance of cisplatin in the elderly"),
    ("two parts", "Ward rounds by video: part I", "Ward rounds by video: part II"),
    ("an abstract and its sequel", "Stigma in nursing students", "Stigma in nursing students: a follow-up"),
    ("two ages", "Sleep and screen time at age 9", "Sleep and screen time at age 12"),
):
    _two(
        5,
        _name,
        SUPPLEMENT,
        {"title": _left, "authors": "Berg, Anne; Haug, Eva"},
        {"title": _right, "authors": "Berg, Anne; Haug, Eva"},
    )

# Kind 6: never asked.
_one(
    6,
    "markup",
    PLACED,
    {"title": "Growth of <i>Candida</i> on H<sub>2</sub>O filters"},
    {"title": "Growth of Candida on H2O filters"},
    merged=True,
)
_one(
    6,
    "escaped markup",
    PLACED,
    {"title": "Growth of &amp;lt;i&amp;gt;Candida&amp;lt;/i&amp;gt; on filters"},
    {"title": "Growth of Candida on filters"},
)
_one(
    6,
    "long markup",
    PLACED,
    {"title": 'The <mml:math xmlns:mml="http://www.w3.org/1998/Math/MathML"><mml:mi>p</mml:mi></mml:math> in wards'},
    {"title": "The p in wards"},
    merged=True,
)
_one(
    6,
    "TeX",
    PLACED,
    {"title": r"Growth of \textit{Candida} on $\beta$-glucan filters"},
    {"title": "Growth of Candida on beta-glucan filters"},
)
_one(
    6,
    "left-over marks",
    BARE | {"journal": "Mould", "volume": "4"},
    {"title": "Growth of iCandida albicans/i on hospital air filters"},
    {"title": "Growth of Candida albicans on hospital air filters"},
)
_one(
    6,
    "lost brackets",
    TEAM | {"journal": "Mould"},
    {"title": f"{ENGLISH} [{GERMAN}]"},
    {"title": f"{ENGLISH} {GERMAN}", "volume": "4"},
)
_one(
    6,
    "a source as journal",
    TEAM | {"title": HEADING},
    {"journal": "Heart Steps, vol. 2, no. 1, pp. 45-58, 2016"},
    {"journal": "Heart Steps", "volume": "2", "issue": "1", "pages": "45-58"},
    merged=True,
)
_one(
    6,
    "a source as journal, year later",
    TEAM | {"title": HEADING},
    {"journal": "Heart Steps. 2(1):45-58", "year": 2017},
    {"journal": "Heart Steps", "volume": "2", "issue": "1", "pages": "45-58"},
)
for _source in (
    "Heart Steps 2016; 2(1): 45-58",
    "Heart Steps. 2016 Mar;2(1):45-58.",
    "Heart Steps, 2(1), 45–58.",
    "Heart Steps. Vol.2(1), Mar 2016, pp. 45-58.",
    "Heart Steps. Mar2016, Vol. 2 Issue 1, p45-58. 14p.",
    "Heart Steps. 2 (1) (pp 45-58), 2016. Date of Publication: March 2016.",
    "Heart Steps 2:45-58, 2016",
    "Heart Steps, v. 2, n. 1, p. 45-58, 2016",
    "Heart Steps, 2. Jg., H. 1, S. 45-58",
    "Heart Steps 2 (2016) 1, S. 45-58",
    "Heart Steps, vol. 2, núm. 1, 2016, pp. 45-58",
    "Heart Steps, vol. 2, nº 1, 2016, p. 45-58",
    "Heart Steps. 2016 Jan-Mar;2(1):45-58. Portuguese.",
):
    _one(
        6,
        f"a source as journal: {_source}",
        TEAM | {"title": HEADING},
        {"journal": _source},
        {"journal": "Heart Steps", "volume": "2", "issue": "1", "pages": "45-58"},
        merged=True,
    )
    _two(
        6,
        f"another place in a source: {_source}",
        TEAM | {"title": HEADING},
        {"journal": _source},
        {"journal": "Heart Steps", "volume": "3", "issue": "4", "pages": "245-258"},
    )
_one(6, "other pages", PLACED | {"title": HEADING}, {"pages": "e1234"}, {"pages": "118-26"})
_one(6, "pages with their issue", PLACED | {"title": HEADING}, {"pages": "2:118-126"}, {"pages": "118-126"})
_one(
    6,
    "cut short",
    TEAM | {"journal": "Heart Steps"},
    {"title": HEADING[:52] + "..."},
    {"title": HEADING, "volume": "2"},
)
_one(
    6,
    "cut within a word",
    TEAM | {"title": HEADING},
    {"title": HEADING[:49] + "…", "journal": "Heart …"},
    {"journal": "Heart Steps", "volume": "2"},
)
_one(
    6,
    "transliterated",
    PLACED,
    {"title": "Мотивация труда медицинских сестер в сельских больницах", "authors": "Петров, Иван"},
    {"title": "Motivatsiya truda meditsinskikh sester v sel'skikh bol'nitsakh", "authors": "Petrov, Ivan"},
)
_one(
    6,
    "Greek transliterated",
    {**TEAM, "journal": "Nosileftiki"},
    {"title": "Η εκπαίδευση των νοσηλευτών στην κοινότητα", "authors": "Παπαδόπουλος, Γ."},
    {"title": "I ekpaideysi ton nosileyton stin koinotita", "authors": "Papadopoulos, G.", "volume": "9"},
)
_two(
    6,
    "two words that another alphabet writes alike",
    TEAM | {"volume": "2", "pages": "45"},
    {"title": "Занятость и мотивация труда в информационной экономике", "authors": "Петров, Иван"},
    {"title": "Zanyatost i motivatsiya truda v informatsionnoy ekonomike", "authors": "Petrov, Ivan"},
    asked=True,
)
_one(
    6,
    "characters read wrongly",
    PLACED,
    {"title": "Diseaseâ\x80\x94the role of Î²-amyloid in wards"},
    {"title": "Disease—the role of ß-amyloid in wards"},
    merged=True,
)
_one(
    6,
    "authors transliterated",
    PLACED | {"title": "Мотивация труда медицинских сестер в сельских больницах"},
    {"authors": "Петров, Иван"},
    {"authors": "Petrov, I."},
    merged=True,
)
_one(
    6,
    "full names run together",
    TEAM | {"title": HEADING, "journal": "Heart Steps"},
    {"authors": "Karin NybergSamuel T. OkaforPer Lind"},
    {"volume": "2"},
)
_one(
    6,
    "a short title, names run together",
    PLACED | {"title": "Falls in old age"},
    {"authors": "Nyberg KarinOkafor SamuelLind Per"},
    {},
)
_two(
    6,
    "two cut titles",
    PLACED | {"title": HEADING},
    {"title": HEADING[:40] + "..."},
    {"title": HEADING[:40] + " smoking cessation", "pages": "11-19"},
)
_two(
    6,
    "one title in two volumes",
    TEAM | {"title": "From the ward"},
    {"journal": "Heart Steps", "volume": "2", "pages": "1-2"},
    {"journal": "Heart Steps", "volume": "3", "pages": "9-10", "year": 2017},
)
_two(
    6,
    "a source of another volume",
    TEAM | {"title": "Falls in old age"},
    {"journal": "Heart Steps, vol. 2, no. 1, pp. 45-58, 2016"},
    {"journal": "Heart Steps", "volume": "9", "issue": "4", "pages": "4-8"},
)
_two(
    6,
    "others of that name",
    PLACED | {"title": "Falls in old age"},
    {"authors": "Nyberg KarinOkafor SamuelLind Per", "pages": "1-9"},
    {"authors": "Haddad, Rania; Jensen, Ole"},
)
_two(
    6,
    "other letters, other words",
    PLACED,
    {"title": "Мотивация труда медицинских сестер", "authors": "Петров, Иван"},
    {"title": "Opasnost padeniya v bol'nitse", "authors": "Petrov, Ivan", "pages": "31-38"},
)
