"""Topics from other fields that share their words with the search: school, finance, industry, climate, medicine."""

from __future__ import annotations

from sample_data.topics.topic import Topic

SCHOOL = Topic(
    id="school",
    share=3.2,
    in_field=False,
    titles=(
        "Peer mentors in {level} education: {design} of {matter}",
        "Co-creating {matter} with pupils: {design} in {place}",
        "Peer group learning and {matter}: {design}",
        "Teachers as boundary spanners between school and municipality: {design}",
        "Student participation in {matter}: lessons from {level} schools in {country}",
        "Peer-led tutoring in {level} mathematics: {design}",
    ),
    background=(
        "Peer mentoring is used in {level} education in order to support {matter}.",
        "Pupils are seldom invited to participate in decisions on {matter}.",
        "Schools in {country} are expected to collaborate with municipal social services.",
    ),
    aims=(
        "This article studies how peer mentors contribute to {matter}.",
        "We examine the co-creation of {matter} by teachers and pupils.",
        "The purpose was to understand collaboration around {matter} in {level} schools.",
    ),
    results=(
        "Pupils with a peer mentor improved their marks by {2..9}%, mostly in the first term.",
        "Teachers reported that {matter} took time from the curriculum.",
        "Participation was greater in small classes and in schools with stable staff.",
        "Peer mentors described a growth in confidence and a heavier workload.",
    ),
    conclusions=(
        "Peer mentoring in {level} education is promising where it is given time in the timetable.",
        "Co-creation of {matter} calls for other routines than those of ordinary teaching.",
        "Municipal school owners should support cooperation between schools.",
    ),
    words={
        "level": ("primary", "lower secondary", "upper secondary", "vocational", "higher"),
        "matter": (
            "reading instruction",
            "classroom rules",
            "the curriculum",
            "inclusive teaching",
            "digital literacy",
        ),
        "people": ("teachers", "pupils and teachers", "peer mentors and pupils", "head teachers"),
    },
    subject="peer mentoring in {level} education",
    keywords=("peer mentoring", "participation", "municipality", "school", "co-creation", "teachers"),
    journals=("education",),
)

FINANCE = Topic(
    id="finance",
    share=2.3,
    in_field=False,
    titles=(
        "Value co-creation in {market}: {design}",
        "Peer-to-peer lending and trust: {design} from {country}",
        "Prosumers in {market}: participation, risk and regulation",
        "Collaborative innovation among {actors}: {design}",
        "Do {actors} cooperate? Evidence from {market} in {country}",
    ),
    background=(
        "Customers of {market} have become prosumers who both produce and consume services.",
        "Peer-to-peer lending brings borrowers and lenders together without {actors}.",
        "Public services and {actors} increasingly collaborate on financial inclusion.",
    ),
    aims=(
        "We study how {actors} and customers co-produce services in {market}.",
        "The paper estimates the effect of participation in {market} on default rates.",
        "We ask under which conditions {actors} cooperate.",
    ),
    results=(
        "Default rates were {2..8} percentage points lower where borrowers belonged to the same peer group.",
        "Trust in {actors} mediated the relation between participation and loyalty.",
        "Prosumers were younger and better educated than other customers of {market}.",
        "Regulation had a modest effect on cooperation between {actors}.",
    ),
    conclusions=(
        "Co-creation in {market} pays, chiefly for those who are well informed.",
        "Supervisory authorities should consider prosumers of {market} as a group of their own.",
        "The results have implications for municipal and other public services that depend on {actors}.",
    ),
    words={
        "market": ("retail banking", "crowdfunding", "mobile payments", "insurance", "microfinance"),
        "actors": ("savings banks", "fintech firms", "insurers", "investors", "credit unions"),
        "people": ("customers of {market}", "managers of {actors}", "borrowers"),
    },
    subject="prosumers in {market}",
    keywords=("prosumer", "value co-creation", "public services", "peer-to-peer", "trust", "financial services"),
    journals=("business",),
)

INDUSTRY = Topic(
    id="industry",
    share=2.6,
    in_field=False,
    titles=(
        "Boundary spanners in {chain}: {design}",
        "Collaborative innovation between suppliers and buyers in {chain}",
        "Co-creation with lead users in {chain}: {design} from {country}",
        "Supplier integration, cooperation and performance in {chain}: {design}",
        "Prosumption and additive manufacturing in {chain}",
    ),
    background=(
        "Boundary spanners connect firms in {chain} and translate between their cultures.",
        "Collaboration with lead users may shorten the time to market in {chain}.",
        "Integration of suppliers has been studied in manufacturing, less so in public services procurement.",
    ),
    aims=(
        "This study investigates how boundary spanners influence cooperation in {chain}.",
        "We examine co-creation between users and engineers in {chain}.",
        "The aim is to explain differences in innovation between firms in {chain}.",
    ),
    results=(
        "Firms with formal boundary spanners resolved quality disputes {14..47}% faster.",
        "Co-creation improved product fit but delayed decisions.",
        "Cooperative behaviour depended on the length of the contract and on personal ties.",
        "Participation of lead users was concentrated in the early phases of design.",
    ),
    conclusions=(
        "Managers in {chain} should protect the autonomy of boundary spanners.",
        "Collaborative innovation depends on trust built before it is needed.",
        "The framework may inform the health care sector and other public services.",
    ),
    words={
        "chain": (
            "automotive supply chains",
            "shipbuilding",
            "furniture manufacturing",
            "food processing",
            "aerospace",
        ),
        "people": ("purchasing managers", "engineers", "suppliers and buyers", "project managers"),
    },
    subject="boundary spanners in {chain}",
    keywords=(
        "boundary spanners",
        "collaborative innovation",
        "public services procurement",
        "supply chain",
        "co-creation",
        "manufacturing",
    ),
    journals=("business",),
)

CLIMATE = Topic(
    id="climate",
    share=2.6,
    in_field=False,
    titles=(
        "Co-producing climate services with {users}: {design}",
        "Municipal climate adaptation and citizen participation: {design} in {place}",
        "Energy prosumers and {users}: {design} from {country}",
        "Co-creation of knowledge for {threat}: {design}",
        "Collaborative governance of {threat} in {country}: who participates?",
    ),
    background=(
        "Climate services are to be co-produced with those who use them, such as {users}.",
        "Municipalities in {country} are responsible for adaptation to {threat}.",
        "Prosumers of solar energy participate in the production of public services.",
    ),
    aims=(
        "We explore how {users} and scientists co-create knowledge on {threat}.",
        "This paper evaluates participation of {users} in municipal planning for {threat}.",
        "The aim was to identify what supports cooperation on {threat} across sectors.",
    ),
    results=(
        "{users} wanted forecasts in their own units and at their own times of year.",
        "Lived experience of {threat} was seldom recorded in municipal plans.",
        "Participation declined when the project funding ended.",
        "Workshops led to {3..12} changes in the planning documents.",
    ),
    conclusions=(
        "Co-production of climate services takes longer than funding schemes allow for.",
        "Local knowledge from {users} improves planning for {threat}.",
        "Municipal capacity remains the bottleneck of collaborative adaptation.",
    ),
    words={
        "users": ("farmers", "coastal communities", "reindeer herders", "housing cooperatives", "forest owners"),
        "threat": ("flooding", "drought", "heat waves", "wildfire", "sea-level rise"),
        "people": ("{users}", "{users} and planners", "municipal planners"),
    },
    subject="co-produced knowledge on {threat}",
    keywords=("prosumer", "co-production", "municipality", "climate adaptation", "participation"),
    journals=("environment", "public-management"),
)

CHRONIC_ILLNESS = Topic(
    id="chronic-illness",
    share=3.4,
    in_field=False,
    titles=(
        "Peer educators in the management of {illness}: {design}",
        "Self-management of {illness} with trained peers in primary care: {design}",
        "Peer-led education and glycaemic or other targets in {illness}: {design}",
        "Patient participation in {illness} care: {design} from {country}",
        "Lived experiences of {illness}: {design}",
        "A collaborative clinic for {illness} in {place}: {design}",
    ),
    background=(
        "Peer educators are used in primary health care in order to support people with {illness}.",
        "Outcomes in {illness} depend on daily self-management, which clinics can only support.",
        "Integration of trained peers into the delivery of health care for {illness} has been slow.",
    ),
    aims=(
        "We evaluated a programme with peer educators for adults with {illness}.",
        "The study explored lived experiences of treatment for {illness}.",
        "We compared usual follow-up of {illness} with a collaborative model including peers.",
    ),
    results=(
        "Treatment targets were reached by {38..71}% in the peer group and {22..49}% in the control group.",
        "Participants lived with uncertainty and planned their days around {illness}.",
        "Peer educators cooperated closely with nurses, less with physicians.",
        "Emergency visits for {illness} decreased, whereas quality of life was unchanged.",
    ),
    conclusions=(
        "Trained peers are a useful supplement in the care of {illness}.",
        "Health services should involve people with {illness} when follow-up is redesigned.",
        "Larger studies in primary care are warranted.",
    ),
    words={
        "illness": (
            "asthma",
            "heart failure",
            "type 1 diabetes",
            "rheumatoid arthritis",
            "COPD",
            "hepatitis C",
            "epilepsy",
        ),
        "people": ("patients with {illness}", "peer educators", "adults with {illness}"),
    },
    subject="peer educators in {illness}",
    keywords=("peer education", "collaboration", "primary health care", "self-management", "chronic disease"),
    journals=("medicine", "nursing"),
)

MATERNITY = Topic(
    id="maternity",
    share=2,
    in_field=False,
    titles=(
        "Breastfeeding peer supporters in {place}: {design}",
        "Peer support and infant feeding among {mothers}: {design}",
        "Participation of {mothers} in the design of maternity care: {design}",
        "Collaboration between midwives and peer supporters in {country}",
        "Volunteer doulas for {mothers}: {design}",
    ),
    background=(
        "Peer support is recommended in order to increase breastfeeding among {mothers}.",
        "Maternity services in {country} cooperate with volunteers from the third sector.",
        "{mothers} report little participation in decisions on birth and feeding.",
    ),
    aims=(
        "We assessed the integration of peer supporters in health visiting for {mothers}.",
        "The study explored what {mothers} think of peer supporters.",
        "We describe the co-design of maternity care with {mothers}.",
    ),
    results=(
        "Exclusive breastfeeding at six weeks was {4..15} percentage points higher with peer support.",
        "{mothers} valued practical help and disliked being told what to do.",
        "Midwives welcomed peer supporters but found coordination time-consuming.",
    ),
    conclusions=(
        "Peer supporters are a worthwhile part of maternity care for {mothers}.",
        "Collaboration with midwives must be planned rather than assumed.",
        "Health care services should share decisions with {mothers}.",
    ),
    words={
        "mothers": ("first-time mothers", "migrant women", "teenage mothers", "mothers of preterm infants"),
        "people": ("{mothers}", "{mothers} and midwives", "peer supporters and health visitors"),
    },
    subject="peer support for {mothers}",
    keywords=("peer support", "participation", "health care services", "breastfeeding", "maternity care", "midwifery"),
    journals=("nursing", "medicine"),
)

CITY_HALL = Topic(
    id="city-hall",
    share=2.7,
    in_field=False,
    titles=(
        "Co-production of {service} in {place}: {design}",
        "Citizens as co-creators of {service}: {design} from {country}",
        "Collaborative innovation in {service}: leadership and participation",
        "Third sector organisations and {service}: {design}",
        "Does co-production make {service} better? {Design}",
        "Social innovation in municipal {service}: {design}",
    ),
    background=(
        "Co-production of public services has moved from the margin to the centre of municipal reform.",
        "Citizens participate in {service} as users, volunteers and critics.",
        "Collaborative innovation in {service} is said to produce public value.",
    ),
    aims=(
        "This article asks who participates in the co-creation of {service}.",
        "We analyse how municipal managers lead the co-production of {service}.",
        "The aim is to compare experiences of {service} across {two} municipalities in {country}.",
    ),
    results=(
        "Citizens with lived experience of {service} were consulted late, when budgets were fixed.",
        "Managers acted as boundary spanners between departments and neighbourhood peer groups.",
        "Co-production was associated with higher satisfaction and unchanged costs.",
        "Participation was skewed towards the well educated.",
    ),
    conclusions=(
        "Co-creation of {service} is a matter of democratic quality as much as of efficiency.",
        "Municipalities should invite citizens before the problem has been defined.",
        "Public services may learn from failed attempts at collaboration.",
    ),
    words={
        "service": (
            "waste collection",
            "public libraries",
            "urban planning",
            "road maintenance",
            "policing",
            "public parks",
        ),
        "people": ("citizens and managers", "municipal managers", "volunteers", "citizens"),
    },
    subject="the co-production of {service}",
    keywords=("peer group", "co-production", "public services", "co-creation", "municipality", "citizens"),
    journals=("public-management",),
)

SOFTWARE = Topic(
    id="software",
    share=1.9,
    in_field=False,
    titles=(
        "Peer review and peer support among {makers}: {design}",
        "Participatory design of {system}: {design}",
        "Cooperative work in {system}: {design}",
        "Newcomers, mentors and cooperation among {makers}: {design}",
        "Integrating {system} into public services in {country}",
    ),
    background=(
        "{makers} learn from peers, and peer mentors ease the way for newcomers.",
        "{system} for public services are seldom designed with those who use them.",
        "Cooperation among {makers} is coordinated without formal authority.",
    ),
    aims=(
        "We study collaboration among {makers} in {country}.",
        "This paper reports on the participatory design of {system}.",
        "The aim was to integrate {system} with existing municipal infrastructure.",
    ),
    results=(
        "Newcomers with a mentor made {1..3}.{1..9} times as many contributions in the first year.",
        "Participants proposed {12..60} requirements, of which {5..11} were implemented.",
        "Most conflicts among {makers} concerned style rather than substance.",
        "The cooperation with public services was delayed by procurement rules.",
    ),
    conclusions=(
        "Peer mentors should be made a formal part of the cooperation among {makers}.",
        "Participatory design of {system} is feasible within ordinary budgets.",
        "Integration of {system} demands attention to maintenance.",
    ),
    words={
        "makers": ("open-source developers", "game designers", "data engineers", "web accessibility testers"),
        "system": ("open data portals", "traffic sensors", "booking systems", "geographic information systems"),
        "people": ("{makers}", "developers and end users", "{makers} and public officials"),
    },
    subject="cooperation among {makers}",
    keywords=(
        "peer mentoring",
        "collaboration",
        "public services",
        "participatory design",
        "open source",
        "information systems",
    ),
    journals=("technology", "business"),
)

ELSEWHERE = (SCHOOL, FINANCE, INDUSTRY, CLIMATE, CHRONIC_ILLNESS, MATERNITY, CITY_HALL, SOFTWARE)
