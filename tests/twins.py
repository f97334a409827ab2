"""A small review with pairs of records that a person must look at."""

from __future__ import annotations

from pathlib import Path

from tests.reviews import WORDS, made_once, make_review, run


def twins(count: int) -> str:
    """RIS of so many pairs (at most 8): one title and author, in two volumes and with two DOIs."""
    return "\n".join(
        f"TY  - JOUR\nTI  - On {WORDS[n]}s, {WORDS[n + 1]}s and the {WORDS[n + 2]} of the north\n"
        f"AU  - {WORDS[n].title()}, A\nPY  - {1990 + n}\nT2  - Annals of the {WORDS[n]}\nVL  - {n * 2 + volume}\n"
        f"SP  - {volume * 70 + n}\nDO  - 10.5555/{n}.{volume}\nAB  - Version {volume}.\nER  - \n"
        for n in range(count)
        for volume in (1, 2)
    )


@made_once
def make_twin_review(folder: Path, count: int = 4) -> Path:
    """The review, duplicates looked for."""
    make_review(folder)
    file = folder.parent / f"{folder.name}-twins.ris"
    file.write_text(twins(count), encoding="utf-8")
    run(folder, "import", str(file), "--source", "Twinbase")
    run(folder, "dedup")
    return folder
