"""Writes the ordinary publications of the review: studies, books, editorials, and those in other languages."""

from __future__ import annotations

from sample_data.chance import Chance
from sample_data.journals import JOURNALS
from sample_data.people import authors
from sample_data.printing import printed
from sample_data.publication import Judgement, Publication
from sample_data.topics import other_types, studies
from sample_data.topics.elsewhere import ELSEWHERE
from sample_data.topics.near_misses import NEAR_MISSES
from sample_data.topics.other_languages import LANGUAGES, NATIVE_PLACES
from sample_data.topics.peer_support import PEER_SUPPORT, SETTINGS
from sample_data.topics.places import PLACES
from sample_data.topics.topic import Topic
from sample_data.writing import Writer

TOPICS = {topic.id: topic for topic in (PEER_SUPPORT, *NEAR_MISSES, *ELSEWHERE)}
_SHARES = {topic.id: topic.share for topic in TOPICS.values()}
_LABELS = ("Background", "Aim", "Methods", "Results", "Conclusion")
_LONGEST_ABSTRACT = 200
_ATTEMPTS = 40
_TYPES = {
    "study": 0.835,
    "book": 0.03,
    "chapter": 0.03,
    "editorial": 0.015,
    "letter": 0.01,
    "opinion": 0.025,
    "report": 0.018,
    "thesis": 0.01,
    "book-review": 0.002,
    "conference": 0.025,
}
_OTHER_LANGUAGE = 0.05
_LANGUAGE_WEIGHTS = {language: language.weight for language in LANGUAGES}
_LATER_REASONS = {"no-process": 5, "no-psw": 2, "not-public": 1.5, "population": 1, "mutual": 1}
_CHARTED_SLOTS = ("object", "partners", "process", "barrier", "barrier2", "enabler", "enabler2", "outcome", "outcome2")


class Library:
    """Writes publications one by one; no two get the same title or DOI."""

    def __init__(self, chance: Chance) -> None:
        self._chance = chance
        self._titles: set[str] = set()
        self._count = 0

    def ordinary(self, year: int = 0) -> Publication:
        """The next publication, of whatever subject and type chance gives it; 0: of any year up to 2020."""
        self._count += 1
        chance = self._chance.child("ordinary", self._count)
        if chance.happens(_OTHER_LANGUAGE):
            return self._in_other_language(chance, year=year)
        return self._write(chance, TOPICS[chance.weighted(_SHARES)], chance.weighted(_TYPES), year)

    def study(self, label: str, *, topic: str = "", year: int = 0, type: str = "study") -> Publication:
        """A publication of a given kind, for the stories that need one.

        Args:
            label: Names its stream of chance.
            topic: The id of the topic; "" for one from the field.
            year: Its year; 0 for any.
            type: "study" (article or review) or one of the types.
        """
        self._count += 1
        chance = self._chance.child("wanted", label)
        subject = TOPICS[topic] if topic else chance.pick((PEER_SUPPORT, *NEAR_MISSES))
        return self._write(chance, subject, type, year)

    def in_other_language(self, label: str) -> Publication:
        """An article in another language than English."""
        self._count += 1
        return self._in_other_language(self._chance.child("wanted", label), kind="article")

    def take_title(self, title: str) -> bool:
        """Whether the title was still free; from now on it is not."""
        free = title.casefold() not in self._titles
        self._titles.add(title.casefold())
        return free

    def unused_number(self) -> int:
        """A number that no other publication has, for DOIs."""
        self._count += 1
        return self._count

    def _write(self, draw: Chance, topic: Topic, type_: str, year: int = 0) -> Publication:
        kinds = [kind for kind in topic.designs if type_ == "study" or kind != "review"]
        designs = {design: design.weight for design in studies.DESIGNS if design.kind in kinds}
        for _ in range(_ATTEMPTS):
            place, country = draw.pick(PLACES)
            design = draw.weighted(designs)
            writer = Writer(
                draw,
                {**studies.WORDS, "settings": SETTINGS, **topic.words},
                {
                    **draw.pick(topic.casts),
                    "place": place,
                    "country": country,
                    "design": design.title,
                    "Design": design.title[0].upper() + design.title[1:],
                },
            )
            writer.chosen["subject"] = writer.fill(topic.subject)
            title = writer.title(draw.pick(other_types.TITLES.get(type_, topic.titles)))
            if self.take_title(title):
                break
        else:
            title = f"{title}: further results from {place} ({self._count})"
        if type_ in other_types.TITLES:
            templates = other_types.ABSTRACTS.get(type_, ())
            sections = _notice(writer, templates, draw, likely=0.4 if type_ == "editorial" else 0.85)
        else:
            sections = _abstract(writer, topic, design, draw)
        kind = ("review" if design.kind == "review" else "article") if type_ == "study" else type_
        facts = {}
        if topic is PEER_SUPPORT:
            facts = {
                slot: writer.fill(f"{{{slot}}}") for slot in ("roles", "settings", "country", "place", *_CHARTED_SLOTS)
            }
            facts["design"] = design.charted if kind in ("article", "review") else "Not a study of its own"
        publication = Publication(
            number=self._count,
            title=title,
            sections=sections,
            authors=authors(draw, alone=0.5 if kind in ("editorial", "opinion", "thesis", "book") else 0.08),
            year=year or 2020 - int(27 * draw.real() ** 1.8),
            month=draw.between(1, 12),
            day=draw.between(1, 28),
            type=kind,
            topic=topic.id,
            in_field=topic.in_field,
            topic_reason=topic.reason,
            keywords=_keywords(topic, draw),
            relevant=judgements(draw, topic),
            facts=facts,
        )
        return printed(publication, draw, JOURNALS[draw.pick(topic.journals)])

    def _in_other_language(self, draw: Chance, kind: str = "", year: int = 0) -> Publication:
        language = draw.weighted(_LANGUAGE_WEIGHTS)
        places = [place for place, country in PLACES if country == language.country]
        roles = {"roles": "peer support workers", "role": "peer support worker"}
        topic = PEER_SUPPORT if draw.happens(0.3) else draw.pick(NEAR_MISSES[:2])
        design = draw.pick(studies.DESIGNS[:3])
        for _ in range(_ATTEMPTS):
            original_setting, setting = draw.pick(language.settings)
            place = draw.pick(places)
            original, english = draw.pick(language.titles)
            title = Writer(draw, {}, {"setting": setting, "place": place}).title(english)
            native = Writer(draw, {}, {"setting": original_setting, "place": NATIVE_PLACES.get(place, place)})
            original_title = native.as_it_stands(original)
            if self.take_title(title):
                break
        else:
            original_title, title = f"{original_title} ({self._count})", f"{title} ({self._count})"
        writer = Writer(
            draw,
            {**studies.WORDS, **topic.words},
            {**roles, "settings": setting, "place": place, "country": language.country, "design": design.title},
        )
        publication = Publication(
            number=self._count,
            title=title,
            sections=_abstract(writer, topic, design, draw),
            original_title=original_title,
            original_abstract=native.as_it_stands(" ".join(language.abstract)),
            authors=authors(draw),
            year=year or 2020 - int(20 * draw.real() ** 2),
            month=draw.between(1, 12),
            day=draw.between(1, 28),
            language=language.code,
            type=kind or draw.weighted({"article": 19, "editorial": 1}),
            topic=topic.id,
            topic_reason=topic.reason,
            keywords=_keywords(topic, draw),
            relevant=judgements(draw, topic),
        )
        return printed(publication, draw, JOURNALS[language.code])


def _keywords(topic: Topic, chance: Chance) -> tuple[str, ...]:
    return (*topic.keywords[:3], *chance.some(topic.keywords[3:], chance.between(0, 3)))


def judgements(chance: Chance, topic: Topic) -> dict[str, Judgement]:
    """What a careful reviewer would say of a publication on the topic at each stage it would reach."""
    if topic.reason or not topic.in_field:
        return {"title-abstract": Judgement(False, topic.reason)}
    stages = {"title-abstract": Judgement(True)}
    for stage, share in (("eligibility", 0.62), ("full-text", 0.56)):
        passes = chance.happens(share)
        stages[stage] = Judgement(passes, "" if passes else chance.weighted(_LATER_REASONS))
        if not passes:
            break
    return stages


def _abstract(writer: Writer, topic: Topic, design: studies.Design, chance: Chance) -> tuple[tuple[str, str], ...]:
    if chance.happens(0.04):
        return ()
    parts = [
        chance.some(topic.background, chance.between(1, 2)),
        chance.some(topic.aims, 1),
        [design.methods[0], chance.pick(design.methods[1:])],
        [chance.pick(design.results), *chance.some(topic.results, chance.between(2, 3))],
        chance.some(topic.conclusions, chance.between(1, 2)),
    ]
    written = [[writer.sentences([sentence]) for sentence in part] for part in parts]
    for place in (3, 0, 4):
        if sum(len(sentence.split()) for part in written for sentence in part) > _LONGEST_ABSTRACT:
            written[place].pop()
    if chance.happens(0.45):
        return tuple((label, " ".join(part)) for label, part in zip(_LABELS, written, strict=True))
    return (("", " ".join(sentence for part in written for sentence in part)),)


def _notice(writer: Writer, templates: tuple[str, ...], chance: Chance, likely: float) -> tuple[tuple[str, str], ...]:
    if not templates or not chance.happens(likely):
        return ()
    return (("", writer.sentences(templates)),)
