"""The language model on titles written for this test; none is meant to be a real publication's."""

from __future__ import annotations

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.formats.languages import language_codes
from core.records.language import LANGUAGES, likely_language
from tests.examples import examples

# The model was tuned on these.
TUNED = """
nor Erfaringskonsulenter i kommunale rustjenester
nor Hva skjer når brukere og fagfolk utvikler tjenester sammen?
nor «Det handler om å bli trodd»: en kvalitativ studie
nor Medarbeidere med brukererfaring i psykisk helsevern
nor Samskaping
nor Likepersonsarbeid i distriktspsykiatrien
nor Bedringsprosesser og lokalsamfunn
nor Når jeg blir spurt: om medvirkning i rusbehandling
dan Peer-støtte i socialpsykiatrien: hvad virker for hvem?
dan Medarbejdere med brugererfaring på sygehuse
dan Samskabelse mellem borgere og kommuner
dan Recovery-mentorer i psykiatrien
dan Borgernes viden som ressource i behandling af afhængighed
dan Når pårørende bliver medarbejdere
swe Peer support i svensk psykiatri – en intervjustudie
swe Brukarinflytande inom socialtjänsten
swe Återhämtning och delaktighet hos unga vuxna
swe Erfarenhetsbaserad kunskap i beroendevården
swe Att vara kollega och före detta patient
swe Samskapande av vård
ger Genesungsbegleitung in der Psychiatrie
ger Wie Betroffene die Versorgung mitgestalten
ger Peer-Arbeit im Krankenhaus: eine Befragung von Mitarbeitenden
ger Experten durch Erfahrung
ger Partizipative Forschung
ger Was hilft? Erfahrungen von Menschen mit Psychosen
ger Teilhabe und Selbsthilfe nach dem Bundesteilhabegesetz
ger Psychische Gesundheit am Arbeitsplatz
dut Ervaringsdeskundigheid in de ggz
dut De inzet van ervaringswerkers bij herstelondersteunende zorg
dut Samen werken aan herstel
dut Cliëntenparticipatie in de verslavingszorg
dut Ervaringsdeskundigen
dut Wat maakt het verschil? Een onderzoek onder naasten
fre Les pairs aidants en psychiatrie
fre Médiateurs de santé-pairs : une profession à inventer
fre Le savoir expérientiel des usagers
fre Rétablissement et travail social
fre Coproduction des soins en addictologie
fre Travailler avec son histoire
spa El apoyo mutuo en los servicios de salud mental
spa Agentes de apoyo entre iguales
spa Coproducción y recuperación: una revisión
spa Salud mental comunitaria
spa Expertos por experiencia en la red de adicciones
por Suporte de pares na atenção psicossocial
por Cogestão e participação social em saúde mental
por Os ajudadores de pares e o cuidado em liberdade
por Recuperação pessoal: um estudo qualitativo
por Redução de danos
ita Gli esperti per esperienza nei servizi di salute mentale
ita Il sostegno tra pari
ita Coproduzione e cittadinanza nella psichiatria di comunità
ita Utenti e operatori: un percorso condiviso
fin Kokemusasiantuntijat mielenterveyspalveluissa
fin Vertaistuki ja toipuminen päihdetyössä
pol Asystenci zdrowienia w centrach zdrowia psychicznego
hun Tapasztalati szakértők a közösségi pszichiátriában
tur Ruh sağlığı hizmetlerinde akran desteği
rus Равные консультанты в службах психического здоровья
jpn 精神科におけるピアサポート
eng Editorial
eng Peer support
eng Abstracts
eng Parasocial
eng Recovery
eng Co-production
eng Boundary spanners
eng Commentary
eng Lived experience
eng Peer mentors
eng Nothing about us without us
eng Prosumers
eng Book reviews
eng Paradoxes
eng En route to recovery: peer navigators on the move
eng Te ao Māori and peer work in Aotearoa
eng Hikikomori peer supporters
eng Peer support workers in crisis resolution teams: a cluster randomised trial
eng From patient to colleague: how hospitals hire lived experience
eng What do managers need in order to employ peer workers?
eng Co-creation in Norwegian municipalities
eng The Trieste model revisited
eng Die-hard myths of recovery
eng Les Misérables and the stigma of addiction
eng La Borde, the clinic that its patients helped to run
eng Experts by experience in Dutch forensic care
eng A peer-led smoking cessation group for people with schizophrenia
eng Depression, anxiety, stigma
eng Peers as boundary spanners in São Paulo
eng Self-help
eng Veterans helping veterans
eng Burnout among peer providers: cross-sectional survey
eng Intentional Peer Support (IPS)
eng Mentorship, mutuality, meaning
eng PSW roles
eng Open Dialogue in Finland
eng Vulnerability and vocation
eng Consumer-providers
eng Participatory design of a digital aftercare tool
eng Who cares?
"""

# Written before the model was tuned and never used for it.
HELD_OUT = """
nor Fra pasient til kollega
nor Ansatte med egenerfaring i oppsøkende team
nor Tillit, makt og samarbeid i kommunene
nor Brukerstyrte senger
nor Veien tilbake til hverdagen etter langvarig rusbruk
dan Brugerstyring og ligeværd i botilbud
dan Hvordan oplever unge mødet med behandlingssystemet?
dan Fra indsats til fællesskab
dan Mennesker med levede erfaringer
swe Egenerfarna medarbetare i öppenvården
swe Hur kan vi mötas på lika villkor?
swe Kamratstöd
swe Personliga ombud som brobyggare
ger Vom Patienten zum Kollegen
ger Ex-In-Kurse: Bestandsaufnahme und Ausblick
ger Trialogische Forschung in der Suchthilfe
ger Beteiligung von Angehörigen
ger Recovery-orientierte Stationsarbeit
dut Van cliënt naar collega
dut Ruimte voor eigen regie
dut Herstelacademies: leren van elkaar
dut Betekenis geven aan psychose
fre De patient à collègue
fre La participation citoyenne dans les politiques publiques
fre Entendre des voix : ce que disent les personnes concernées
fre Pair-aidance
spa De paciente a compañera de trabajo
spa La participación de personas usuarias en la gestión
spa Saberes profanos y clínicos
spa Ayuda mutua
por De usuário a trabalhador
por Ouvidores de vozes e seus grupos
por Trabalho em equipe nos centros de atenção
ita Da paziente a collega
ita La voce degli utenti nelle politiche sanitarie
ita Fareassieme
fin Potilaasta työtoveriksi
pol Od pacjenta do współpracownika
tur Hastadan çalışma arkadaşına
ara دعم الأقران في خدمات الصحة النفسية
eng From patient to colleague
eng Staff with own experience in outreach teams
eng Trust, power and collaboration
eng Peer-run respites
eng Finding a way back to everyday life after long-term drug use
eng Equity
eng How do adolescents meet the treatment system?
eng Peers
eng Kindness in psychiatry
eng Personal ombudsmen as bridge builders
eng Ex-In courses: state and prospects
eng Trialogue
eng Carers on board
eng Recovery colleges
eng Making sense of psychosis
eng Citizen participation and public policies
eng Voice-hearers speak
eng Mutual aid
eng Knowledge, lay and clinical
eng Users’ voices in health politics
eng Doing together
eng In memoriam
eng Introduction
eng Whānau and peer navigators
eng The Soteria house: an ethnography
eng Norway’s user-controlled beds
eng Methadone maintenance: peer educators’ perspectives
eng Is a peer always a peer?
eng Data, dignity, democracy
eng Sources of hope
"""


def wrong(titles: str) -> tuple[int, list[str], list[str]]:
    """How many titles there are, the English ones called foreign, and the foreign ones not noticed."""
    called_foreign, missed = [], []
    lines = titles.strip().split("\n")
    for line in lines:
        code, title = line.split(" ", 1)
        foreign = likely_language(title) not in ("", "eng")
        if code == "eng" and foreign:
            called_foreign.append(title)
        elif code != "eng" and not foreign:
            missed.append(title)
    return len(lines), called_foreign, missed


def test_foreign_titles_are_noticed() -> None:
    count, called_foreign, missed = wrong(TUNED)
    assert count == 101
    assert called_foreign == []
    assert len(missed) <= 2, missed


def test_titles_that_the_model_was_not_tuned_on() -> None:
    """63 of 70 are told apart rightly: every English one, and 33 of 40 others."""
    count, called_foreign, missed = wrong(HELD_OUT)
    assert count == 70
    assert called_foreign == []
    assert len(missed) <= 7, missed


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "2020", "β-blockers", "(–)", "[¹¹C]AZ10", "E. coli", "de novo", "Gilles", "IPS", "\ud800", "\x1b[31m",
        "Ångström", "naïve T cells", "COVID-19", "i", "a",
    ],
)  # fmt: skip
def test_scraps_are_not_called_foreign(text: str) -> None:
    assert likely_language(text) in ("", "eng")


def test_english_is_only_said_on_evidence() -> None:
    assert likely_language("The role of peers in the community") == "eng"
    assert likely_language("Hikikomori") == ""
    assert likely_language("et") == "", "a word that several languages have says too little"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Взаимная поддержка", "rus"),
        ("ピアサポート", "jpn"),
        ("同伴支持", "chi"),
        ("동료 지원", "kor"),
        ("دعم الأقران", "ara"),
        ("תמיכת עמיתים", "heb"),
        ("Υποστήριξη ομοτίμων", "gre"),
        ("เพื่อนช่วยเพื่อน", "tha"),
    ],
)
def test_scripts_are_known(text: str, code: str) -> None:
    assert likely_language(text) == code
    assert likely_language(f"Peer support in the community: a study of what helps, with an abstract in {text}") == "eng"


ALONE_AND_BESIDE_ENGLISH = """
eng editorial
nor bedring on æøå
dan samskabelse on æøå
swe samverkan on åäö
ger genesungsbegleitung on äöüß
dut kwaliteit on ë
fre expérience on ç
spa usuarios on ñ
por pares on ãõ
ita sostegno on èàùì
fin tutkimus is äö
pol doświadczenia on ś
hun kapcsolat on ű
tur etkisi on ğ
"""


def test_one_word_of_a_language_is_enough_and_its_letters_count_where_a_word_may_be_english() -> None:
    for line in ALONE_AND_BESIDE_ENGLISH.strip().split("\n"):
        code, text = line.split(" ", 1)
        assert (likely_language(text.split(" ")[0]), likely_language(text)) == (code, code), text


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Por", ""),  # Spanish as well as Portuguese
        ("Por, por", "spa"),
        ("Og", "nor"),  # Danish as well, and so near that one of them is said
        ("Med", "nor"),
        ("Erdős űr", ""),
        ("Łą ęśż", "pol"),
        ("el the", ""),
        ("el usuarios the", "spa"),
        ("el los usuarios the and", ""),  # half as much again as speaks for English, which is not more
        ("ъ12", ""),
        ("ъъ123", "rus"),
        ("." * 597 + " elx", "spa"),  # what is behind the 600th character is not read
    ],
)
def test_how_much_has_to_speak_for_a_language(text: str, code: str) -> None:
    assert likely_language(text) == code


@pytest.mark.parametrize(
    ("letters", "code"),
    [
        ("\u3040\u30ff", "jpn"), ("\uac00\ud7af", "kor"), ("\u4e00\u9fff", "chi"), ("\u0450\u04ff", "rus"),
        ("\u0600\u06ff", "ara"), ("\u0590\u05ff", "heb"), ("\u0371\u03fb", "gre"), ("\u0e00\u0e7f", "tha"),
    ],
)  # fmt: skip
def test_the_first_and_the_last_letter_of_a_script_belong_to_it(letters: str, code: str) -> None:
    assert [likely_language(each) for each in letters] == [code, code]


def test_an_abstract_is_judged_by_its_beginning() -> None:
    english = "The aim of this study was to explore how peers are involved in services. " * 3
    norwegian = "Målet med denne studien var å utforske hvordan likepersoner er involvert i tjenestene. " * 3
    assert likely_language(english) == "eng"
    assert likely_language(norwegian) == "nor"
    assert likely_language(norwegian * 4 + english * 40) == "nor"


def test_the_codes_are_those_that_the_readers_give() -> None:
    assert {name: language_codes(name) for name in LANGUAGES.values()} == {
        name: [code] for code, name in LANGUAGES.items()
    }
    assert all(len(code) == 3 and set(code) <= set(string.ascii_lowercase) for code in LANGUAGES)


@settings(max_examples=examples(100), deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_answered_with_a_known_language_or_none(text: str) -> None:
    assert likely_language(text) in {"", *LANGUAGES}
