"""Topics near the subject that fail on another account: mutual help, physical illness, age, private services."""

from __future__ import annotations

from sample_data.topics.peer_support import ROLES
from sample_data.topics.topic import Topic

MUTUAL_HELP = Topic(
    id="mutual-help",
    share=6,
    reason="mutual",
    titles=(
        "{group} for people with {condition}: {design}",
        "Helping each other: participation in {group} and recovery from {condition}",
        "Online {group} for {condition}: {design}",
        "A consumer-run drop-in and its members: {design} in {place}",
        "Reciprocity and belonging in {group}: {design}",
        "Why do members stay? Attendance in {group} in {country}",
        "Mutual peer support on social media among people with {condition}",
    ),
    background=(
        "{group} are an old form of mutual peer support, run by members without professional leadership.",
        "People with {condition} increasingly seek others with lived experience online.",
        "Consumer-run organisations exist beside the mental health services and rarely cooperate with them.",
        "Participation in {group} is free of charge and open to all.",
    ),
    aims=(
        "We examined what members gain from participation in {group}.",
        "The study describes the exchange of support in {group}.",
        "Our aim was to understand how {group} and mental health services relate to one another.",
    ),
    results=(
        "Members described {group} as a place without an agenda, where giving help mattered as much as receiving it.",
        "Posts offering experiential knowledge received {2..6} times as many replies as requests for advice.",
        "Attendance for more than a year was associated with fewer relapses.",
        "Conflicts were handled by senior members, and rarely by moderators.",
        "Contact with professional services was sparse and sometimes unwelcome.",
    ),
    conclusions=(
        "{group} meet needs that mental health services do not meet.",
        "Professionals should know of {group} and inform about them without trying to lead them.",
        "Mutual support is built on reciprocity, which would be lost if it were made a service.",
    ),
    words={
        "group": (
            "self-help groups",
            "twelve-step fellowships",
            "clubhouses",
            "mutual aid meetings",
            "discussion forums",
            "consumer-run centres",
            "bipolar support groups",
        ),
        "condition": (
            "gambling problems",
            "alcohol use disorder",
            "bipolar disorder",
            "depression",
            "eating disorders",
        ),
        "people": ("members of {group}", "long-standing members", "members and former members"),
    },
    subject="mutual support in {group}",
    keywords=("peer support", "participation", "mental health", "self-help", "online communities", "mutual aid"),
    journals=("mental-health", "addiction"),
)

BODY_AND_MIND = Topic(
    id="body-and-mind",
    share=5,
    reason="physical",
    titles=(
        "Peer counselling for depression among people living with {illness}: {design}",
        "Peer mentors and psychological distress in {illness}: {design}",
        "{illness} and mental health: a peer-led programme in {place}, {country}",
        "Lived experience of {illness} as a resource in psychosocial care: {design}",
        "Training peer educators to address anxiety after {illness}",
        "Peer support, adherence and mood in {illness}: {design}",
    ),
    background=(
        "Depression is common in {illness}, and few are offered psychological treatment.",
        "Peer counselling programmes for {illness} increasingly include modules on mental health.",
        "Persons with lived experience of {illness} may reach those who avoid mental health services.",
    ),
    aims=(
        "We evaluated a programme in which trained peers collaborate with the clinic for {illness}.",
        "The aim was to find out whether peer educators can reduce distress in {illness}.",
        "This study explored participation in peer counselling among people with {illness}.",
    ),
    results=(
        "Scores for depression fell from {11..15}.{1..9} to {7..10}.{1..9} among those who met a peer.",
        "Participants valued talking with someone who had lived with {illness} for years.",
        "Adherence to treatment for {illness} improved, whereas anxiety did not change.",
        "Peers felt well prepared for questions on {illness} and less so for questions on suicide.",
    ),
    conclusions=(
        "Peer counselling may be a feasible part of care for {illness}.",
        "Mental health should be integrated into the follow-up of {illness}.",
        "Peer educators need a clear line of referral to mental health services.",
    ),
    words={
        "illness": (
            "HIV",
            "stroke",
            "breast cancer",
            "spinal cord injury",
            "type 2 diabetes",
            "chronic kidney disease",
            "chronic pain",
            "inflammatory bowel disease",
        ),
        "people": ("patients with {illness}", "trained peers", "people with {illness} and their nurses"),
    },
    subject="peer counselling in {illness}",
    keywords=(
        "peer counselling",
        "collaboration",
        "mental health",
        "depression",
        "chronic illness",
        "psychosocial care",
    ),
    journals=("medicine", "nursing", "mental-health"),
)

OTHER_AGES = Topic(
    id="other-ages",
    share=6,
    reason="population",
    titles=(
        "Peer mentors in mental health services for {young}: {design}",
        "Co-designing {matter} with {young}: {design}",
        "{young} as partners in {matter}: {design} from {country}",
        "Participation of {young} in mental health care: {design}",
        "School-linked peer support and help-seeking among {young} in {place}",
        "A youth advisory board for {matter}: experiences from {country}",
        "Peer listeners for {young}: training, supervision and collaboration with clinics",
    ),
    background=(
        "Mental health problems among {young} are increasing, and services are seldom designed with them.",
        "Peer listening schemes for {young} are run in cooperation with mental health clinics in {country}.",
        "Participation in decisions is a right of {young} that services find hard to honour.",
    ),
    aims=(
        "We explored how {young} were involved in {matter}.",
        "The study evaluated a scheme in which {young} were trained as peer mentors.",
        "We describe the co-creation of {matter} with {young} and their clinicians.",
    ),
    results=(
        "{young} preferred peers close to themselves in age and background.",
        "Help-seeking increased where peer mentors were visible in daily life.",
        "Adults tended to take over when decisions about {matter} became difficult.",
        "Clinicians found that {young} asked other questions than they had expected.",
        "Digital channels were essential for participation, but excluded some.",
    ),
    conclusions=(
        "{young} can contribute to {matter} when adults leave room for them.",
        "Peer support for {young} should be adapted to age and carefully supervised.",
        "Mental health services ought to involve {young} from the first stage of development.",
    ),
    words={
        "young": (
            "adolescents",
            "university students",
            "children in foster care",
            "teenagers with eating disorders",
            "people over 75",
            "nursing home residents",
            "secondary school pupils",
        ),
        "matter": (
            "a web-based intervention",
            "suicide prevention",
            "a drop-in service",
            "transition between services",
            "a mental health app",
            "information materials",
        ),
        "people": ("{young}", "{young} and clinicians", "{young} and family members"),
    },
    subject="peer support for {young}",
    keywords=("peer mentoring", "participation", "mental health services", "young people", "co-design"),
    journals=("mental-health", "education", "nursing"),
)

PRIVATE_SERVICES = Topic(
    id="private-services",
    share=4,
    reason="not-public",
    casts=ROLES,
    titles=(
        "{roles} in {firm}: {design}",
        "Paying for recovery: {roles} and customers of {firm}",
        "Mental health at {firm}: {design} of a programme with {roles}",
        "Co-creating value with customers: lived experience in {firm}",
        "{firm} and the market for recovery coaching in {country}: {design}",
    ),
    background=(
        "{firm} offer mental health support outside the public sector and employ {roles} as consultants.",
        "A private market for recovery coaching is emerging in {country}.",
        "Customers who pay for themselves may expect another kind of collaboration.",
    ),
    aims=(
        "This study describes how {roles} collaborate with customers of {firm}.",
        "We analysed the business models under which {roles} participate in {firm}.",
        "The aim was to compare private and public mental health services with regard to co-creation.",
    ),
    results=(
        "Customers of {firm} rated {roles} highly, and {21..64}% renewed their contract.",
        "{roles} were hired for marketing as much as for the service itself.",
        "Fees ranged from {40..90} to {120..310} euros an hour.",
        "Confidentiality towards the employer was the chief concern of the users.",
    ),
    conclusions=(
        "Lived experience has become a commodity in {firm}, with gains and losses.",
        "Findings from {firm} cannot be carried over to public mental health services.",
        "Regulation of private recovery coaching is called for.",
    ),
    words={
        "firm": (
            "for-profit rehabilitation clinics",
            "employee assistance companies",
            "subscription-based mental health apps",
            "private coaching firms",
            "commercial telehealth providers",
            "insurance-funded retreat centres",
        ),
        "people": ("customers of {firm}", "{roles} and managers of {firm}", "employees"),
    },
    subject="{roles} in the private sector",
    keywords=(
        "peer support",
        "value co-creation",
        "mental health",
        "private sector",
        "recovery coaching",
        "employee assistance",
    ),
    journals=("work", "business", "mental-health"),
)
