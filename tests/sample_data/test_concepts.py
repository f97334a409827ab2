"""The known truth says which concepts each record holds; the blocks that are marked in it agree."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from core.formats.readers.read import read_export
from core.strategy.found.concepts import Blocks, proposed
from core.strategy.read import read_strategy
from sample_data.concepts import CONCEPTS, concepts_in
from sample_data.truth import Truth


def test_block_marks_agree_with_the_known_truth_of_every_record(folder: Path, truth: Truth) -> None:
    medline = next(each for each in truth.sources if each.name == "Medline")
    strategy = read_strategy(medline.strategy, medline.platform, medline.name)
    blocks = Blocks(strategy, proposed(strategy))
    assert len(blocks.labels) == len(CONCEPTS)
    told = {(record.file, record.ordinal): record.concepts for each in truth.publications for record in each.records}
    differs = []
    for source in truth.sources:
        for ordinal, record in enumerate(read_export(folder / source.file, keep_untitled=True).records, 1):
            texts = [
                (record.title, "title"),
                (record.abstract, "abstract"),
                *((w, "keywords") for w in record.keywords),
            ]
            marked = {CONCEPTS[span.block - 1] for text, field in texts for span in blocks.spans(text, field)}
            if marked != set(told[source.file, ordinal]):
                differs.append((source.file, ordinal, marked, told[source.file, ordinal]))
    assert not differs, differs[:5]
    assert all(300 < number < 1100 for number in Counter(name for names in told.values() for name in names).values())


def test_words_are_told_by_their_beginnings_and_headings_whole() -> None:
    first = "TY  - JOUR\nTI  - Peer-support\nKW  - *Mental Health Services\nER  - \n"
    file = f"{first}TY  - JOUR\nTI  - Speer support\nER  - \n"
    assert concepts_in(file.encode()) == [("peers", "services"), ()]
