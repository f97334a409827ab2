"""The meaning of each field of the files of a bundle."""

from __future__ import annotations

LINE = {
    "seq": "number of the event in its journal, from 1; also the number of its line",
    "at": "when it was written, UTC, ISO 8601; order by seq, since clocks go wrong",
    "who": "login of the account that wrote it",
    "act": "what was done: decide, import, undo, redo, resolve, escalate, open, draw …; “format” announces the format",
    "table": "table of the document that it changes",
    "id": "number of the document in its table",
    "before": "the document before the change, or null",
    "after": "the document after the change, or null when it was removed",
    "note": "a word on why, in the person's own words",
    "spent": "milliseconds that the person spent on it",
    "version": "first 12 hexadecimal digits of the SHA-256 of the protocol in use; in decisions under pseudonyms, "
    "of the original one",
    "batch": "[place from 1, length] where several changes were made at once",
    "undoes": "seq of the first event of the change that it takes back",
    "redoes": "seq of the first event of the change that it makes again",
    "salt": "32 random hexadecimal digits, so that nobody can guess the line from its ~",
    "~": "first 32 hexadecimal digits of SHA-256(the ~ of the line before + this line without its own ~)",
}
"""Each line of a journal."""

_PERSON_AND_TIME = {"by": "who: ids of reviewers, or a login", "at": "when, UTC, ISO 8601"}
WORD = {
    "clock": "one more than the highest that the writer's program held; of several words the highest counts",
    "says": "the document, with the fields below, or null where the word removes it",
    "replaces": "[person, clock] of each word of others that stood for that key when it was said",
    "holds": "journal → [seq, ~] of its last line, for the writer's own journals that were open; not under pseudonyms",
    "seen": "person → [seq, ~] of the last line of theirs that the writer's program had read; not under pseudonyms",
}
"""Each document of a journal: a word."""

PAIR = {
    "a": "id of one record, the smaller",
    "b": "id of the other record",
    "rule": "the rule that says so",
    "evidence": "what the two records agree and differ in; numbers are likeness in percent",
    "outcome": "merge, or review: left to a person",
    "weights": "how much each record says; the richest of the earliest search round survives",
}
_SAMPLE = {
    "stage": "id of the stage",
    "round": "search round",
    "method": "how it was drawn; see README.md",
    "seed": "the text it was drawn with",
    "fraction": "the share, as the protocol states it",
    "base": "entering: from the records entering the stage; identified: from all unique records of the round",
    "frame": "number of records it was drawn from",
    "size": "number of records drawn, extensions included",
    "frame_sha256": "SHA-256 of the sorted ids of the frame, each with a line feed",
    "drawn_at": "when, UTC, ISO 8601",
    "ids": "the records drawn, in hash order",
    "extensions": "what was added later: how many, why, when",
    "frame_ids": "the records it was drawn from, sorted",
    "shared": "where the records are dealt to the readers of a stage: any (how many read each), of (the readers), "
    "weights, one_more (the share that one more reads); absent elsewhere",
}

_BATCH = {"stage": "id of the stage", "round": "search round, or 0 for the pilot"}

TABLES: dict[tuple[str, str], tuple[str, dict[str, str]]] = {
    ("acts", "imports"): (
        "one import",
        {
            "source": "name, route, platform, day of the search, strategy, limits, the count the database reported, "
            "and the records whose references or citations these are",
            "round": "search round, from 1",
            "at": "when, UTC, ISO 8601",
            "files": "each imported file: name, format, encoding, SHA-256, counts, and what could not be read in it",
            "records": "records in the files",
            "new": "of them, those the review did not have",
            "file": "where they are, below the person's folder; empty when nothing was new",
            "checksums": "SHA-256 of the records files as the import wrote them",
        },
    ),
    ("acts", "withdrawals"): (
        "whether the import of that number was taken back",
        {"withdrawn": "true where it was, false where it was brought back", **_PERSON_AND_TIME},
    ),
    ("acts", "corrections"): (
        "a fact of an import's source, given or corrected later",
        {
            "import": "number of the import",
            "fact": "platform, searched, strategy, limits or reported",
            "was": "what stood there before",
            "value": "what it is",
            "why": "why, in the person's own words",
            **_PERSON_AND_TIME,
        },
    ),
    ("acts", "amendments"): (
        "a version of the protocol in use",
        {
            "version": "first 12 hexadecimal digits of the SHA-256 of the text",
            "at": "when it was first used, UTC, ISO 8601",
            "changed": "lines taken out (- …) and put in (+ …) since the version before",
            "text": "the whole protocol file",
        },
    ),
    ("acts", "reasons"): (
        "why the plan was changed, under the number of the amendment",
        {"why": "the reason, in the person's own words", **_PERSON_AND_TIME},
    ),
    ("acts", "categories"): (
        "what was said of a category for coding: that there is one and what it means, another name, or another one",
        {
            "item": "id of the item whose answers it is for",
            "does": "category, rename or merge",
            "name": "the category, by any of its names",
            "to": "its new name, or the category that it goes into",
            "definition": "what it means; empty leaves what was said before",
            "theme": "what it belongs under; empty leaves what was said before",
        },
    ),
    ("acts", "highlights"): (
        "a word to mark in titles and abstracts; it decides nothing",
        {
            "word": "the word; * stands for any end",
            "marks": "include or exclude; empty: not marked any more",
        },
    ),
    ("acts", "searches"): (
        "a search for duplicates",
        {
            "imports": "numbers of the imports whose records were compared",
            "file": "the pairs that it found, below the person's folder: table merges, merged by the rules; "
            "reviews, left to a person; rest, no question while other pairs or a verdict stand; and links, two "
            "publications that belong together, such as a notice and what it is about",
            "sha256": "checksum of that file",
            "merges": "how many pairs were merged",
            "reviews": "how many were left to a person",
            "replaces": "numbers of the searches that it takes the place of",
        },
    ),
    ("acts", "verdicts"): (
        "what a person said of two records",
        {
            "a": PAIR["a"],
            "b": PAIR["b"],
            "same": "whether they report the same publication",
            "note": "why, in the person's own words",
            **_PERSON_AND_TIME,
            "weights": PAIR["weights"],
        },
    ),
    ("acts", "samples"): ("a drawn sample", _SAMPLE),
    ("acts", "hand_overs"): (
        "what a reader of a stage that is shared out has given to others to read",
        {
            "stage": "id of the stage",
            "giver": "who gave it",
            "given": "record → who reads it instead",
            "reason": "why",
            "at": "when, UTC, ISO 8601",
        },
    ),
    ("acts", "openings"): (
        "the end of a stage's blindness in a search round, or in the pilot",
        {
            **_BATCH,
            "statements": "reviewer → clock of the reviewer's statement that it names; the earliest named counts",
            "at": "when, UTC, ISO 8601",
        },
    ),
    ("acts", "unblindings"): (
        "a call to open it before every reader had finished",
        {**_BATCH, "rationale": "why", "at": "when, UTC, ISO 8601"},
    ),
    ("acts", "statements"): (
        "how far the journal of a reviewer was when they had finished, or when it was opened early",
        {
            **_BATCH,
            "complete": "whether the reviewer had decided on all that was owed",
            "owed": "number of records owed",
            "owed_sha256": "SHA-256 of their sorted ids, each with a line feed",
            "last": "seq of the last event that counts as independent",
            "link": "the ~ of that event",
            "at": "when, UTC, ISO 8601",
        },
    ),
    ("acts", "retrievals"): (
        "what is known of the report behind a record",
        {
            "stage": "id of the stage",
            "record": "id of the record",
            "state": "sought, retrieved or not-retrieved",
            "path": "file of the report; the file itself is not in the bundle",
            "url": "its address",
            "why": "why it could not be had",
            "merged": "all records that were one with it at that moment, where there were several",
            "settles": "where it was said of merged records: the state of each of them that it takes the place of",
            **_PERSON_AND_TIME,
        },
    ),
    ("acts", "studies"): (
        "a report of a study with several reports",
        {"record": "id of the record", "study": "id of the record that stands for the study", **_PERSON_AND_TIME},
    ),
    ("acts", "retractions"): (
        "a comparison of the records with a file of a database of retractions; the newest counts",
        {
            "database": "name of the database",
            "file": "name of the file; the file itself is not in the bundle",
            "sha256": "its checksum",
            "dated": "day of the file",
            "newest": "day of the newest retraction in it",
            "rows": "how many rows were read",
            "imports": "numbers of the imports whose records were compared",
            "found": "each record that it speaks of: record, what, on (the day), reasons",
            **_PERSON_AND_TIME,
        },
    ),
    ("decisions", "decisions"): (
        "what the reviewer says of a record at the stage that names the file",
        {
            "record": "id of the record",
            "verdict": "include, exclude or maybe; null while there is only a note or a label",
            "reason": "id of one of the stage's reasons",
            "note": "in the reviewer's own words",
            "labels": "the reviewer's own labels",
            "at": "when, UTC, ISO 8601",
            "order": "how the queue was ordered at that moment",
            "settles": "where it was said of merged records: the verdict on each of them that it takes the place of",
        },
    ),
    ("decisions", "second_looks"): (
        "what the reviewer says of a record that they had excluded and read again; their decision stays as it was",
        {
            "record": "id of the record",
            "verdict": "exclude: it stays so; include or maybe: it goes on, or is settled with who excluded it too",
            "reason": "id of one of the stage's reasons",
            "at": "when, UTC, ISO 8601",
            "order": "second-look",
            "settles": "as of a decision",
        },
    ),
    ("acts", "suggestions"): (
        "what another program suggests of a record, brought in as a file; counted nowhere",
        {
            "stage": "id of the stage",
            "record": "id of the record",
            "verdict": "include, exclude or maybe",
            "confidence": "the program's own, from 0 to 1; null where it gave none",
            "criterion": "which criterion decided, in the program's words",
            "quote": "the words of the record that it rests on",
            "model": "the name of the model",
            "version": "its version",
            "at": "when it was brought in, UTC, ISO 8601",
        },
    ),
    ("decisions", "values"): (
        "what the reviewer filled in for an item of the charting form",
        {
            "record": "id of the record that stands for the study",
            "item": "id of the item",
            "parts": "the answer, as a list",
            "not_reported": "whether the report does not say",
            "quote": "words of the report that it rests on",
            "page": "where they stand",
            "quotes": "instead, of several: a list of text, page, and the category that a coded quote was given",
            "prefilled": "whether it was taken over from the record",
            "settles": "where it was said of merged records: the answer on each of them that it takes the place of",
            **_PERSON_AND_TIME,
        },
    ),
    ("acts", "consensus/STAGE"): (
        "what the reviewers agreed on for an item",
        {
            "record": "id of the record that stands for the study",
            "item": "id of the item",
            "parts": "the answer, as a list",
            "taken": "whose answer was taken; empty for one of its own",
            "settles": "as of an answer",
            **_PERSON_AND_TIME,
        },
    ),
    ("acts", "resolutions/STAGE"): (
        "how a disagreement ended at the stage that names the table",
        {
            "record": "id of the record",
            "verdict": "include, exclude or maybe; null while it waits for an adjudicator",
            "reason": "id of one of the stage's reasons",
            "rationale": "why, in people's own words",
            "by": "ids of those who agreed on it, or of the adjudicator",
            "escalated": "whether it was handed to an adjudicator",
            "ticked": "places, from 0, of the protocol's discussion questions answered yes",
            "settles": "where it was said of merged records: how it had ended for each of them, which counts no more",
            "at": "when, UTC, ISO 8601",
        },
    ),
}
"""(journal, or folder of like journals; table) → what a document of the table is, and its fields."""

RECORD = {
    "id": "16 hexadecimal digits of the SHA-256 of the source's name and the pairs as the database wrote them",
    "kind": "the source's code for the kind of reference",
    "title": "title",
    "abstract": "abstract; left out unless the bundle was made with abstracts",
    "authors": "[family, given] of each author",
    "year": "year of publication",
    "journal": "journal or book",
    "volume": "volume",
    "issue": "issue",
    "pages": "pages",
    "doi": "DOI, bare, in lower case",
    "pmid": "PubMed's number",
    "accession": "the record's number in the database that exported it",
    "issn": "ISSN or ISBN",
    "publisher": "publisher",
    "languages": "[field, value] of what was said of the language",
    "types": "[field, value] of what was said of the publication type",
    "keywords": "keywords",
    "urls": "addresses",
    "line": "line of the imported file where the record starts",
}
"""records/NAME.json."""

AGREEMENT = {
    "n": "records that both read independently",
    "table": "k×k counts, rows the first reader's categories",
    "categories": "the categories, in the order of the table",
    "percent_agreement": "share of records with the same category",
    "kappa": "Cohen's kappa; null where it is undefined",
    "kappa_ci": "95 % confidence interval (Fleiss, Cohen and Everitt's standard error)",
    "complete": "whether it is fit for reporting",
}
"""results/agreement.json, the fields of `stages` that explain the others."""

COLUMNS = {
    "act": "how it was decided: one by one, confirmed in bulk as suggested, passed in bulk without a suggestion",
    "after_opening": "yes when it was decided after the stage had been opened, and so is not part of the agreement",
    "citation": "short form of the reference",
    "decided_at": "when, UTC, ISO 8601",
    "doi": "DOI",
    "ended_as": "how the disagreement ended",
    "import": "number of the import",
    "kappa_high": "upper end of the 95 % confidence interval",
    "kappa_low": "lower end of the 95 % confidence interval",
    "labels": "the reviewer's own labels",
    "maybe_counts_as": "what maybe counts as at the stage",
    "new_records": "records that the review did not have before",
    "note": "in people's own words",
    "rationale": "why, in people's own words",
    "reader_1": "first of the two readers compared",
    "reader_2": "second of the two readers compared",
    "reason": "why it was excluded: a reason of the stage",
    "record_id": "id of the record",
    "reported": "count that the database reported",
    "reviewer": "id of the reviewer",
    "round": "search round",
    "sha256": "SHA-256 of the imported files",
    "source": "name of the source",
    "stage": "id of the stage",
    "verdict": "include, exclude or maybe",
}
"""Columns of the CSV tables in report/ whose name does not say it all."""
