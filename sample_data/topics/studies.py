"""How a study was done: the words of its title, its methods and its first results."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Design:
    """A study design.

    Attributes:
        kind: "qualitative", "quantitative", "mixed" or "review".
        weight: How often it is met.
        charted: The design as a person would chart it.
        methods: Sentences in the order in which they may stand; the first one can open the section.
    """

    title: str
    kind: str
    weight: float
    charted: str
    methods: tuple[str, ...]
    results: tuple[str, ...]


DESIGNS = (
    Design(
        title="a qualitative interview study",
        kind="qualitative",
        weight=5,
        charted="Qualitative; semi-structured interviews, thematic analysis",
        methods=(
            "Semi-structured interviews were held with {8..34} {people} in {place}, {country}.",
            "The transcripts were analysed thematically by two researchers, one of whom was {insider}.",
            "A topic guide was drawn up together with an advisory group and piloted with {2..5} {people}.",
            "Sampling was purposive, with variation in age, gender and length of contact with the service.",
        ),
        results=(
            "Three themes were developed from the interviews, with {5..11} subthemes.",
            "{Four} overarching themes described what participants said.",
        ),
    ),
    Design(
        title="a focus group study",
        kind="qualitative",
        weight=2,
        charted="Qualitative; focus groups, content analysis",
        methods=(
            "{Four} focus groups with {19..48} {people} were carried out in {country}.",
            "Discussions were recorded, transcribed verbatim and examined by qualitative content analysis.",
            "Each group met once for about {60..120} minutes and was led by two moderators.",
        ),
        results=(
            "The discussions circled around {three} categories.",
            "Agreement between the groups was considerable.",
        ),
    ),
    Design(
        title="a case study",
        kind="qualitative",
        weight=3,
        charted="Case study; interviews, observation and documents",
        methods=(
            "A single case study was conducted in {place}, {country}, over {8..30} months.",
            "Material came from {11..40} interviews, observation of {6..25} meetings and local documents.",
            "Analysis moved back and forth between the material and a framework of public service innovation.",
        ),
        results=("The case passed through {three} phases.", "Documents and interviews told partly different stories."),
    ),
    Design(
        title="a participatory action research project",
        kind="qualitative",
        weight=2,
        charted="Participatory action research; workshops, cooperative inquiry",
        methods=(
            "We used participatory action research in which {people} were co-researchers from start to end.",
            "{Four} cycles of planning, acting and reflecting were completed in {place}, {country}.",
            "{Six} workshops were documented with notes, drawings and recordings, and analysed jointly.",
        ),
        results=(
            "Changes were made after every cycle, and {three} of them outlasted the project.",
            "The co-researchers described a shift from being asked to deciding together.",
        ),
    ),
    Design(
        title="an ethnographic study",
        kind="qualitative",
        weight=2,
        charted="Ethnography; participant observation, field notes",
        methods=(
            "About {80..420} hours of participant observation took place in {place}, {country}.",
            "Field notes were supplemented with informal conversations and {6..22} recorded interviews.",
            "We followed everyday encounters rather than formal descriptions of roles.",
        ),
        results=(
            "Everyday practice differed from what was written in plans.",
            "{Three} recurring situations are described.",
        ),
    ),
    Design(
        title="a cross-sectional survey",
        kind="quantitative",
        weight=3,
        charted="Cross-sectional survey; descriptive statistics, regression",
        methods=(
            "An online questionnaire was answered by {92..840} {people} in {country} (response rate {31..78}%).",
            "Associations were examined with multiple regression, adjusted for age, gender and employment.",
            "The questionnaire combined established scales with open-ended questions.",
        ),
        results=(
            "In all, {41..88}% agreed that they had been listened to, and {12..44}% that anything had changed.",
            "The model explained {14..46}% of the variance.",
        ),
    ),
    Design(
        title="a randomised controlled trial",
        kind="quantitative",
        weight=1.5,
        charted="Randomised controlled trial",
        methods=(
            "In a two-arm trial in {country}, {96..480} {people} were randomised to intervention or usual care.",
            "The primary outcome was measured by blinded assessors at {4..12} months.",
            "Analyses were by intention to treat, with multiple imputation of missing values.",
        ),
        results=(
            "Follow-up data were available for {68..93}% of the participants.",
            "The mean difference in outcome was {2..9}.{1..9} points (95% CI {0..1}.{1..9} to {10..16}.{1..9}).",
        ),
    ),
    Design(
        title="a mixed-methods evaluation",
        kind="mixed",
        weight=3,
        charted="Mixed methods; routine data, questionnaire and interviews",
        methods=(
            "A convergent mixed-methods design combined routine data on {120..2400} contacts with {14..38} interviews.",
            "Quantitative and qualitative strands were analysed apart and then merged in joint displays.",
            "The evaluation covered {two} sites in {country} during {2008..2019}.",
        ),
        results=(
            "Attendance rose from {31..52}% to {55..81}% during the period studied.",
            "Both strands pointed in the same direction, apart from the question of costs.",
        ),
    ),
    Design(
        title="a realist evaluation",
        kind="mixed",
        weight=1,
        charted="Realist evaluation; interviews and documents",
        methods=(
            "Programme theories were formulated, tested and refined with {17..52} {people} in {country}.",
            "Data from interviews and documents were coded as contexts, mechanisms and outcomes.",
        ),
        results=("{Six} configurations of context, mechanism and outcome were supported by the data.",),
    ),
    Design(
        title="a before-and-after study",
        kind="quantitative",
        weight=1.5,
        charted="Before-and-after study; routine data",
        methods=(
            "Outcomes were compared in the {6..24} months before and after the change in {place}, {country}.",
            "Interrupted time series models were fitted to monthly data from {2..9} units.",
        ),
        results=("The number of unplanned contacts fell by {9..38}%.", "No change was seen in length of stay."),
    ),
    Design(
        title="a scoping review",
        kind="review",
        weight=2,
        charted="Scoping review",
        methods=(
            "{Six} databases and the grey literature were searched, and two reviewers screened all titles.",
            "Data were charted in a form agreed on beforehand, and sorted by role, setting and outcome.",
        ),
        results=(
            "Of {640..5200} records identified, {18..84} met the inclusion criteria.",
            "Most of the studies came from {two} countries, and few described the process in detail.",
        ),
    ),
    Design(
        title="a systematic review and narrative synthesis",
        kind="review",
        weight=1.5,
        charted="Systematic review",
        methods=(
            "We searched {six} electronic databases without limits of date, and screened reference lists by hand.",
            "Risk of bias was assessed in duplicate, and findings were brought together in a narrative synthesis.",
        ),
        results=(
            "Altogether {14..63} studies with {900..12000} participants were included.",
            "The certainty of the evidence was low, chiefly because of imprecision and selective reporting.",
        ),
    ),
    Design(
        title="a document analysis",
        kind="qualitative",
        weight=1,
        charted="Document analysis",
        methods=(
            "Policy documents, {22..140} in all, job descriptions and minutes from {country} were examined.",
            "Documents were read closely for how responsibilities were worded and who was named as an actor.",
        ),
        results=("{Three} competing vocabularies were found side by side, often in the same text.",),
    ),
    Design(
        title="a modified Delphi study",
        kind="quantitative",
        weight=0.7,
        charted="Delphi study; three rounds",
        methods=(
            "A panel of {18..64} {people} rated {35..90} statements in three rounds.",
            "Consensus was set at {70..80}% agreement before the first round was sent out.",
        ),
        results=("Consensus was reached on {21..34} statements after the third round.",),
    ),
)

WORDS = {
    "insider": (
        "a service user researcher",
        "employed for their own experience of the system",
        "not connected with the service",
        "a former practitioner",
    ),
    "three": ("three", "four", "two"),
    "two": ("two", "three", "four"),
    "six": ("six", "five", "seven", "eight"),
    "Three": ("Three", "Four", "Five"),
    "Four": ("Four", "Three", "Five", "Six"),
    "Six": ("Six", "Five", "Seven", "Eight"),
}
