"""Publications in other languages than English: titles side by side with the English ones that databases give them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Language:
    """One language.

    Attributes:
        code: ISO 639-2, the bibliographic one, as MEDLINE uses ("ger"); also its group in `journals.JOURNALS`.
        weight: How often it is met.
        titles: Templates (original, English) with the slots `{setting}` and `{place}`.
        settings: Pairs (original, English) that fill `{setting}`.
        abstract: Sentences of the original abstract.
    """

    code: str
    weight: float
    country: str
    titles: tuple[tuple[str, str], ...]
    settings: tuple[tuple[str, str], ...]
    abstract: tuple[str, ...]


NATIVE_PLACES = {"Gothenburg": "Göteborg", "Seville": "Sevilla", "Turin": "Torino"}

LANGUAGES = (
    Language(
        code="nor",
        weight=14,
        country="Norway",
        titles=(
            (
                "Erfaringskonsulenter i {setting}: en intervjustudie",
                "Peer support workers in {setting}: an interview study",
            ),
            ("Samskaping og samproduksjon i {setting}", "Co-creation and co-production in {setting}"),
            (
                "«Vi må gjøre det sammen»: brukermedvirkning i {setting} i {place}",
                "“We have to do it together”: user participation in {setting} in {place}",
            ),
            (
                "Likepersoner og fagfolk side om side: samarbeid i {setting} i {place}",
                "Peers and professionals side by side: collaboration in {setting} in {place}",
            ),
            (
                "Hva hemmer og fremmer samarbeid med erfaringskonsulenter i {setting}?",
                "What hinders and helps collaboration with peer support workers in {setting}?",
            ),
        ),
        settings=(
            ("kommunalt psykisk helsearbeid", "municipal mental health care"),
            ("rustjenester", "addiction services"),
            ("ambulante akutteam", "crisis resolution teams"),
            ("distriktspsykiatriske sentre", "community mental health centres"),
            ("oppsøkende team", "assertive outreach teams"),
            ("tverrfaglig spesialisert rusbehandling", "specialised addiction treatment"),
        ),
        abstract=(
            "Stadig flere erfaringskonsulenter ansettes i {setting}, men vi vet lite om hva de gjør i utviklingen "
            "av tjenestene.",
            "Hensikten med studien var å undersøke hvordan samskaping foregår i {setting}, og hva som påvirker den.",
            "Det ble gjennomført {9..24} intervjuer med erfaringskonsulenter, brukere og fagpersoner i {place}.",
            "Uklare roller og lite tid gjorde samarbeidet vanskelig, mens støtte fra ledelsen var avgjørende.",
            "Erfaringskunnskap bør få en tydeligere plass når tjenestene planlegges og evalueres.",
        ),
    ),
    Language(
        code="swe",
        weight=4,
        country="Sweden",
        titles=(
            ("Peer support i {setting}: en kvalitativ studie", "Peer support in {setting}: a qualitative study"),
            (
                "Samskapande med brukare och personal i {setting} i {place}",
                "Co-creation with service users and staff in {setting} in {place}",
            ),
            (
                "Egen erfarenhet som kunskap: om delaktighet i {setting}",
                "Lived experience as knowledge: on participation in {setting}",
            ),
            (
                "Att arbeta sida vid sida: brukarspecialister i {setting} i {place}",
                "Working side by side: peer specialists in {setting} in {place}",
            ),
        ),
        settings=(
            ("kommunal socialpsykiatri", "municipal social psychiatry"),
            ("beroendevården", "addiction care"),
            ("psykiatrisk öppenvård", "outpatient psychiatric care"),
            ("psykiatrisk heldygnsvård", "inpatient psychiatric care"),
            ("boendestöd", "supported housing"),
        ),
        abstract=(
            "Intresset för att anställa personer med egen erfarenhet inom {setting} har ökat under senare år.",
            "Syftet var att beskriva hur samskapande mellan brukare och personal går till i praktiken.",
            "Materialet består av {8..22} intervjuer och observationer från {place}.",
            "Resultatet visar att delaktigheten var störst i det dagliga arbetet och minst när beslut fattades.",
            "Tydliga uppdrag och stöd från ledningen är viktiga förutsättningar.",
        ),
    ),
    Language(
        code="dan",
        weight=4,
        country="Denmark",
        titles=(
            ("Peer-medarbejdere i {setting}: et interviewstudie", "Peer workers in {setting}: an interview study"),
            (
                "Samskabelse i {setting}: erfaringer fra {place}",
                "Co-creation in {setting}: experiences from {place}",
            ),
            (
                "Levede erfaringer som ressource i {setting}",
                "Lived experience as a resource in {setting}",
            ),
            (
                "Brugerinddragelse og samarbejde i {setting} i {place}: et casestudie",
                "User involvement and collaboration in {setting} in {place}: a case study",
            ),
        ),
        settings=(
            ("socialpsykiatrien", "social psychiatry"),
            ("kommunal rusmiddelbehandling", "municipal substance use treatment"),
            ("psykiatriske sengeafsnit", "psychiatric wards"),
            ("distriktspsykiatrien", "community psychiatry"),
        ),
        abstract=(
            "Peer-medarbejdere indgår i stigende grad i {setting}, men deres bidrag er kun lidt belyst.",
            "Formålet var at undersøge, hvordan samskabelse finder sted mellem peers, brugere og fagpersoner.",
            "Der blev gennemført {7..19} interviews og to workshopper i {place}.",
            "Deltagerne fremhævede tillid og tid, mens uklare roller blev oplevet som en barriere.",
        ),
    ),
    Language(
        code="ger",
        weight=6,
        country="Germany",
        titles=(
            (
                "Genesungsbegleitung in {setting}: eine qualitative Studie",
                "Peer support work in {setting}: a qualitative study",
            ),
            (
                "Partizipation und Koproduktion in {setting}: Erfahrungen aus {place}",
                "Participation and co-production in {setting}: experiences from {place}",
            ),
            (
                "Experten aus Erfahrung und ihre Zusammenarbeit mit Fachkräften in {setting}",
                "Experts by experience and their collaboration with professionals in {setting}",
            ),
            (
                "Trialogische Qualitätsentwicklung in {setting} in {place}",
                "Trialogical quality development in {setting} in {place}",
            ),
        ),
        settings=(
            ("der ambulanten Psychiatrie", "outpatient psychiatry"),
            ("der Suchthilfe", "addiction services"),
            ("psychiatrischen Kliniken", "psychiatric hospitals"),
            ("der Gemeindepsychiatrie", "community mental health services"),
            ("der Eingliederungshilfe", "integration services"),
        ),
        abstract=(
            "Immer mehr Menschen mit eigener Krisenerfahrung arbeiten in {setting}.",
            "Ziel der Untersuchung war es, die gemeinsame Entwicklung von Angeboten zu beschreiben.",
            "Es wurden {10..26} leitfadengestützte Interviews in {place} geführt und inhaltsanalytisch ausgewertet.",
            "Die Befragten berichteten von Rollenunklarheit, aber auch von einer neuen Haltung im Team.",
            "Für eine gelingende Zusammenarbeit sind klare Aufgaben und Supervision erforderlich.",
        ),
    ),
    Language(
        code="fre",
        weight=4,
        country="Canada",
        titles=(
            (
                "Les pairs aidants dans {setting} : une étude qualitative",
                "Peer helpers in {setting}: a qualitative study",
            ),
            (
                "La coproduction des soins avec les usagers de {setting} à {place}",
                "Co-production of care with the users of {setting} in {place}",
            ),
            (
                "Savoirs expérientiels et participation dans {setting}",
                "Experiential knowledge and participation in {setting}",
            ),
            (
                "Travailler ensemble : médiateurs de santé pairs et soignants dans {setting} à {place}",
                "Working together: peer health mediators and caregivers in {setting} in {place}",
            ),
        ),
        settings=(
            ("la psychiatrie de secteur", "sector psychiatry"),
            ("les services de santé mentale", "mental health services"),
            ("les services d’addictologie", "addiction services"),
            ("les équipes mobiles de crise", "mobile crisis teams"),
        ),
        abstract=(
            "L’intégration de pairs aidants dans {setting} suscite un intérêt croissant.",
            "L’objectif était de comprendre comment usagers et professionnels construisent ensemble les services.",
            "Nous avons mené {8..25} entretiens semi-dirigés à {place}, analysés de manière thématique.",
            "Les résultats montrent l’importance du soutien de la direction et d’une définition claire des rôles.",
        ),
    ),
    Language(
        code="spa",
        weight=6,
        country="Spain",
        titles=(
            (
                "Agentes de apoyo mutuo en {setting}: un estudio cualitativo",
                "Peer support agents in {setting}: a qualitative study",
            ),
            (
                "Coproducción y participación de las personas usuarias en {setting} de {place}",
                "Co-production and participation of service users in {setting} of {place}",
            ),
            (
                "La experiencia vivida como recurso en {setting}",
                "Lived experience as a resource in {setting}",
            ),
            (
                "Cocreación de un programa de acogida en {setting} de {place}",
                "Co-creation of a reception programme in {setting} of {place}",
            ),
        ),
        settings=(
            ("los servicios de salud mental", "mental health services"),
            ("los centros de atención a las adicciones", "addiction centres"),
            ("la salud mental comunitaria", "community mental health care"),
            ("los hospitales de día", "day hospitals"),
        ),
        abstract=(
            "La incorporación de personas con experiencia propia en {setting} es reciente y poco estudiada.",
            "El objetivo fue describir los procesos de coproducción entre profesionales y personas usuarias.",
            "Se realizaron {7..23} entrevistas semiestructuradas en {place} y se efectuó un análisis temático.",
            "Los participantes señalaron la falta de tiempo y la jerarquía como barreras principales.",
        ),
    ),
    Language(
        code="por",
        weight=4,
        country="Brazil",
        titles=(
            (
                "Trabalhadores de suporte de pares em {setting}: um estudo qualitativo",
                "Peer support workers in {setting}: a qualitative study",
            ),
            (
                "Participação e cogestão em {setting} de {place}",
                "Participation and co-management in {setting} of {place}",
            ),
            ("O saber da experiência em {setting}", "The knowledge of experience in {setting}"),
        ),
        settings=(
            ("centros de atenção psicossocial", "psychosocial care centres"),
            ("serviços de saúde mental", "mental health services"),
            ("serviços de álcool e outras drogas", "alcohol and drug services"),
        ),
        abstract=(
            "A participação de pessoas com experiência vivida em {setting} ainda é pouco conhecida.",
            "O estudo teve como objetivo compreender a construção conjunta do cuidado.",
            "Foram realizadas {8..20} entrevistas e rodas de conversa em {place}.",
            "Os resultados apontam para a importância do vínculo e do apoio da gestão.",
        ),
    ),
    Language(
        code="dut",
        weight=3,
        country="the Netherlands",
        titles=(
            (
                "Ervaringsdeskundigen in {setting}: een kwalitatief onderzoek",
                "Experts by experience in {setting}: a qualitative study",
            ),
            (
                "Samen werken aan herstel: cocreatie in {setting} in {place}",
                "Working on recovery together: co-creation in {setting} in {place}",
            ),
            (
                "De inbreng van cliënten bij de vernieuwing van {setting}",
                "The contribution of clients to the renewal of {setting}",
            ),
        ),
        settings=(
            ("de geestelijke gezondheidszorg", "mental health care"),
            ("de verslavingszorg", "addiction care"),
            ("gebiedsgerichte wijkteams", "neighbourhood teams"),
            ("de maatschappelijke opvang", "shelter services"),
        ),
        abstract=(
            "Steeds meer ervaringsdeskundigen werken in {setting}, maar hun rol bij vernieuwing is onduidelijk.",
            "Het doel van dit onderzoek was te beschrijven hoe cocreatie in de praktijk verloopt.",
            "Er werden {9..21} interviews gehouden in {place}.",
            "Steun van leidinggevenden en een duidelijke taakverdeling bleken van groot belang.",
        ),
    ),
    Language(
        code="ita",
        weight=2,
        country="Italy",
        titles=(
            (
                "Gli esperti per esperienza in {setting}: uno studio qualitativo",
                "Experts by experience in {setting}: a qualitative study",
            ),
            (
                "Co-produzione e partecipazione in {setting}: l’esperienza di {place}",
                "Co-production and participation in {setting}: the experience of {place}",
            ),
        ),
        settings=(
            ("dipartimenti di salute mentale", "mental health departments"),
            ("servizi per le dipendenze", "addiction services"),
            ("comunità terapeutiche", "therapeutic communities"),
        ),
        abstract=(
            "La presenza di esperti per esperienza in {setting} è in crescita.",
            "Lo studio descrive come operatori e utenti progettano insieme i servizi.",
            "Sono state condotte {8..18} interviste a {place}.",
            "La chiarezza dei ruoli e il sostegno della direzione favoriscono la collaborazione.",
        ),
    ),
)
