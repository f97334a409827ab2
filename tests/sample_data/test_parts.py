"""Small rules: names, numbers, pages, every template."""

import pytest

from sample_data.chance import Chance
from sample_data.dialects.ris import ascii_only, initials
from sample_data.disguises import settle
from sample_data.journals import JOURNALS
from sample_data.listing import accession
from sample_data.people import Person
from sample_data.printing import isbn
from sample_data.publications import TOPICS, Library
from sample_data.topics import other_types, studies
from sample_data.topics.other_languages import LANGUAGES
from sample_data.topics.peer_support import SETTINGS
from sample_data.writing import Writer

ALL_JOURNALS = [journal for group in JOURNALS.values() for journal in group]


@pytest.mark.parametrize("topic", TOPICS.values(), ids=TOPICS)
def test_every_template_of_a_topic_can_be_filled(topic):
    for number, design in enumerate(studies.DESIGNS):
        writer = Writer(
            Chance(topic.id, number),
            {**studies.WORDS, "settings": SETTINGS, **topic.words},
            {**topic.casts[number % len(topic.casts)], "place": "Bergen", "country": "Norway", "design": design.title},
        )
        writer.chosen["Design"] = design.title
        writer.chosen["subject"] = writer.fill(topic.subject)
        templates = [*topic.titles, *topic.background, *topic.aims, *topic.results, *topic.conclusions]
        templates += [*design.methods, *design.results]
        templates += [title for titles in other_types.TITLES.values() for title in titles]
        templates += [text for texts in other_types.ABSTRACTS.values() for text in texts]
        for template in templates:
            filled = writer.fill(template)
            assert "{" not in filled and "}" not in filled and "  " not in filled


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda each: each.code)
def test_every_title_in_another_language_has_its_english_one(language):
    assert language.code in JOURNALS
    for original, english in language.titles:
        for native, setting in language.settings:
            place = {"place": "Bergen"}
            assert "{" not in Writer(Chance(), {}, {**place, "setting": native}).as_it_stands(original)
            assert "{" not in Writer(Chance(), {}, {**place, "setting": setting}).title(english)
    assert "{" not in Writer(Chance(), {}, {"place": "x", "setting": "y"}).as_it_stands(" ".join(language.abstract))


def test_every_topic_has_journals_of_its_own():
    assert all(group in JOURNALS for topic in TOPICS.values() for group in topic.journals)


def test_journals_have_short_names_and_numbers_of_their_own():
    short = {journal.name: journal.abbreviation for journal in ALL_JOURNALS}
    assert short["Nordic Journal of Shared Mental Health Care"] == "Nord. J. Shared Ment. Health Care"
    assert short["Samskabelse i praksis"] == "Samskabelse praksis"
    numbers = [number for journal in ALL_JOURNALS for number in (journal.issn, journal.electronic_issn)]
    assert len(set(numbers)) == len(numbers)
    assert len({journal.code for journal in ALL_JOURNALS}) == len(ALL_JOURNALS)


def test_issn_and_isbn_have_valid_check_digits_and_are_not_in_use():
    for journal in ALL_JOURNALS:
        digits = journal.issn.replace("-", "")
        values = [10 if digit == "X" else int(digit) for digit in digits]
        assert sum(weight * value for weight, value in zip(range(8, 0, -1), values, strict=True)) % 11 == 0
        assert digits.startswith("97")
    for number in (0, 7, 123_456):
        digits = isbn(number)
        assert len(digits) == 13 and digits.startswith("97999")
        assert sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits)) % 10 == 0


def test_names_as_vendors_write_them():
    assert initials(Person("Sørensen", "Anne-Mette K")) == "A.M.K."
    assert initials(Person("Sørensen", "Anne-Mette K"), dots=False) == "AMK"
    assert initials(Person("A Study Group")) == ""
    assert ascii_only("Sørensen, Åse; Müller; O’Rourke") == "Sorensen, Ase; Muller; O'Rourke"


def test_accession_numbers_are_unique_and_in_the_form_of_the_source():
    library = Library(Chance("accession"))
    publications = [library.ordinary() for _ in range(300)]
    for source in ("Medline", "PsycINFO", "Embase", "Scopus", "Web of Science", "Cinahl"):
        numbers = {accession(source, each, copy) for each in publications for copy in (0, 1)}
        assert len(numbers) == 600
    assert accession("Google Scholar", publications[0], 0) == ""
    assert len(accession("Web of Science", publications[0], 0)) == len("WOS:") + 15
    assert len(accession("Medline", publications[0], 0)) == 8


def test_a_record_without_pages_shares_a_doi_with_another():
    from sample_data.disguises import ahead_of_print, listed

    library = Library(Chance("settle"))
    article = next(
        each for each in iter(library.ordinary, None) if each.doi and each.first_page and each.type == "article"
    )
    early, other = (listed(article, source, Chance(source)) for source in ("Scopus", "Embase"))
    ahead_of_print(early)
    other.doi = ""
    other.disguises.append("no-doi")
    settle([early, other])
    assert early.first_page == "" and other.doi == early.doi == article.doi and other.disguises == []

    early, other = (listed(article, source, Chance(source)) for source in ("Scopus", "Google Scholar"))
    ahead_of_print(early)
    settle([early, other])
    assert (early.first_page, early.year, early.disguises) == (article.first_page, article.year, [])
