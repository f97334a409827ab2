"""The known truth has the shape that was wanted, and the records bear it out."""

import re
import unicodedata
from collections import Counter
from html import unescape

from rapidfuzz import fuzz

from sample_data.charting import ITEMS
from sample_data.listing import LANGUAGE_NAMES
from sample_data.publication import TYPE_REASONS


def plain(title):
    """Letters and digits, without what databases add to a title."""
    text = re.sub(r"<[^>]+>", "", unescape(title))
    text = re.sub(r"\.?\s?\[(Review|see comment|\d+ refs|Erratum appears in .*)\]", "", text)
    folded = unicodedata.normalize("NFKD", text).casefold().replace("&", "and")
    return "".join(letter for letter in folded if letter.isalnum())


def facts(record):
    def first(*tags):
        return next((record[tag][0] for tag in tags if record[tag]), "")

    doi = re.search(r"10\.\d{4,9}/\S+", " ".join([*record["DO"], *record["L3"]]))
    year = re.search(r"\d{4}", first("PY", "Y1"))
    author = unicodedata.normalize("NFKD", first("AU", "A1").replace("ø", "o").replace("Ø", "O"))
    page = (first("SP") or first("C7")).split("-")[0]
    return {
        "title": plain(first("TI", "T1")),
        "author": "".join(letter for letter in author if letter.isalpha())[:4].casefold(),
        "year": int(year[0]) if year else 0,
        "volume": first("VL"),
        "page": page,
        "doi": doi[0] if doi else "",
        "isbn": (re.findall(r"\b9799\d{9}\b", " ".join(record["SN"])) or [""])[0],
    }


def evidence(a, b):
    """How many independent things say that two records are one publication, the title not counted."""
    same = sum(bool(a[name]) and a[name] == b[name] for name in ("author", "volume", "page", "isbn"))
    return same + 2 * (bool(a["doi"]) and a["doi"] == b["doi"]) + (abs(a["year"] - b["year"]) <= 1)


def alike(a, b):
    """Whether two titles are nearly the same, or one is the other without its subtitle."""
    return bool(a and b) and (fuzz.ratio(a, b) >= 90 or a.startswith(b) or b.startswith(a))


def first_round(truth):
    files = {source.file for source in truth.sources if source.round == 1}
    for each in truth.publications:
        yield each, [record for record in each.records if record.file in files]


def test_the_shares_are_those_of_a_real_search(truth):
    counts = truth.counts()
    unique = counts["publications"]
    assert counts["records"] == 1300
    assert 880 <= unique <= 930
    assert 370 <= counts["duplicates"] <= 420
    assert 0.035 <= counts["not_english"] / unique <= 0.065
    assert 0.09 <= counts["excluded_types"] / unique <= 0.15
    assert 0.2 <= counts["off_field"] / unique <= 0.3
    assert counts["hard_duplicates"] <= 0.03 * counts["duplicates"]
    assert set(counts["by_language"]) > {"eng", "nor", "swe", "ger"}
    assert set(counts["by_type"]) == {*TYPE_REASONS, "article", "review", "book", "chapter"}


def test_every_record_stands_for_one_publication(truth, scanned):
    assert set(truth.publication_of()) == set(scanned)
    assert sum(len(each.records) for each in truth.publications) == len(scanned)


def test_a_careful_person_would_merge_every_duplicate_that_is_not_called_hard(truth, scanned):
    doubtful = []
    for publication, records in first_round(truth):
        known = {record: facts(scanned[record.file, record.ordinal]) for record in records}
        for record in records:
            others = [known[other] for other in records if other is not record]
            mine = known[record]
            if not record.hard and len([each for each in records if not each.hard]) > 1:
                best = max(
                    (evidence(mine, other) for other in others if alike(mine["title"], other["title"])), default=0
                )
                if best < 3:
                    doubtful.append((publication.id, mine))
    assert doubtful == []


def test_the_disguises_are_there(truth):
    names = Counter(name for each in truth.publications for record in each.records for name in record.disguises)
    assert set(names) >= {
        "ahead-of-print",
        "american-spelling",
        "ampersand",
        "capitals",
        "dash",
        "entities",
        "fewer-authors",
        "later-year",
        "listed-twice",
        "no-doi",
        "no-issue",
        "no-subtitle",
        "note",
        "one-word",
        "short-pages",
        "straight-quotes",
        "typing-error",
        "hard: misremembered",
        "hard: renamed",
        "hard: sparse",
        "hard: translated",
    }
    pairs = truth.hard_pairs()
    assert len(pairs) == truth.counts()["hard_duplicates"] > 4
    publications = truth.publication_of()
    assert all(publications[a] == publications[b] for a, b in pairs)


def test_traps_are_different_publications_that_look_alike(truth, scanned):
    publications = {each.id: each for each in truth.publications}
    kinds = Counter(group["kind"] for group in truth.not_duplicates)
    assert set(kinds) == {
        "part",
        "erratum",
        "reply",
        "preprint",
        "conference-abstract",
        "shared-doi",
        "protocol",
        "wave",
        "generic-title",
        "edition",
        "shared-isbn",
        "yearly",
        "same-title",
        "version",
    }
    for group in truth.not_duplicates:
        members = [publications[name] for name in group["publications"]]
        assert len(members) > 1
        records = [facts(scanned[record.file, record.ordinal]) for each in members for record in each.records]
        if group["kind"] == "shared-doi":
            assert len({record["doi"] for record in records}) == 1
            assert len({record["title"] for record in records}) == len(members)
        if group["kind"] in ("preprint", "conference-abstract", "version", "same-title"):
            assert len({plain(each.title) for each in members}) == 1
        if group["kind"] == "shared-isbn":
            assert len({record["isbn"] for record in records if record["isbn"]}) == 1


def test_no_two_other_publications_share_a_title_or_a_doi(truth, scanned):
    trapped = {name for group in truth.not_duplicates for name in group["publications"]}
    titles = Counter(each.title.casefold() for each in truth.publications if each.id not in trapped)
    assert [title for title, count in titles.items() if count > 1] == []
    dois: dict[str, set[str]] = {}
    for key, name in truth.publication_of().items():
        doi = facts(scanned[key])["doi"]
        if doi and name not in trapped:
            dois.setdefault(doi, set()).add(name)
    assert [names for names in dois.values() if len(names) > 1] == []


def test_languages_are_stated_or_can_be_seen_in_most_records(truth, scanned):
    """As in real exports: some databases name the language, some give the original title, some give nothing away."""
    seen = Counter()
    for publication in truth.publications:
        for record in publication.records:
            if publication.language == "eng":
                continue
            tags = scanned[record.file, record.ordinal]
            text = "\n".join(value for tag in ("LA", "N1", "TI", "T1") for value in tags[tag])
            original = record.file in ("oria.ris", "worldcat.ris", "google-scholar.ris")
            seen[original or LANGUAGE_NAMES[publication.language] in text or text.startswith("[")] += 1
    assert seen[True] > 0.8 * seen.total()


def test_abstracts_can_be_read_and_searched(truth, scanned):
    search = (
        r"\bpeers?\b|lived? experience|expert\w* by experience|prosum|boundary.spann",
        r"collaborat|participat|integrat|cooperat|co-?creat|co-?produc",
        r"mental.health|addiction|public (service|sector)|social service|municipal|health.care|recover|psychiatr",
    )
    words, found = [], []
    for publication in truth.publications:
        for record in publication.records:
            tags = scanned[record.file, record.ordinal]
            abstract = max([*tags["AB"][:1], *tags["N2"]], key=len, default="")
            if not abstract or publication.language != "eng":
                continue
            assert not re.search(r"[{}]|\s\s", abstract.replace("[link", ""))
            if publication.type in ("article", "review"):
                words.append(len(abstract.split()))
            text = " ".join([abstract, *tags["TI"], *tags["T1"], *tags["KW"]])
            found.append(all(re.search(part, text, re.IGNORECASE) for part in search))
    assert sum(80 <= count <= 210 for count in words) > 0.97 * len(words)
    assert sum(found) > 0.95 * len(found)


def test_judgements_follow_the_plan_of_the_template(truth, protocol):
    reasons = {stage.id: {reason.id for reason in stage.reasons} for stage in protocol.stages}
    for each in truth.publications:
        assert each.type_reason in {*reasons["publication-type"], ""}
        assert bool(each.type_reason) == (each.type in TYPE_REASONS)
        for stage, judgement in each.relevant.items():
            assert judgement["reason"] in (reasons[stage] if not judgement["include"] else {""})
        if each.relevant["title-abstract"]["include"]:
            assert each.language == "eng" and not each.type_reason and each.in_field


def test_what_is_included_in_the_end_is_charted_with_the_items_of_the_template(truth, protocol):
    assert tuple(item.id for item in protocol.chart_items) == ITEMS
    items = {item.id: item for item in protocol.chart_items}
    included = [each for each in truth.publications if each.relevant.get("full-text", {}).get("include")]
    assert 20 <= len([each for each in included if each.round == 1]) <= 35
    for each in truth.publications:
        assert bool(each.charting) == (each in included)
        for name, value in each.charting.items():
            if items[name].type == "multi-choice":
                assert value and set(value) <= set(items[name].choices)
            elif items[name].required:
                assert value


def test_some_full_texts_cannot_be_had(truth):
    lost = [each for each in truth.publications if each.not_retrieved]
    assert 1 <= len(lost) <= 6
    assert all(each.relevant["eligibility"]["include"] for each in lost)


def test_half_of_the_update_is_known(truth):
    update = [each for each in truth.publications if any(record.file == "update-scopus.ris" for record in each.records)]
    assert len(update) == 60
    assert Counter(each.round for each in update) == {1: 30, 2: 30}
    assert all(len(each.records) == 1 for each in update if each.round == 2)
