"""Decisions of Rayyan, ASReview and Covidence become a reviewer's."""

from pathlib import Path

import pytest

from core.errors import TamisError
from tests.reviews import WORDS, make_review, run, run_json


def title(n: int) -> str:
    return f"On {' '.join(WORDS[int(digit)] for digit in f'{n:05d}')} in study {n}"


def rayyan(n: int, inclusion: str, rest: str = "", doi: str = "") -> str:
    doi_line = f"DO  - {doi}\n" if doi else ""
    return (
        f"TY  - JOUR\nAN  - rayyan-{n}\nTI  - {title(n)}\nY1  - {1980 + n % 40}\nAU  - Writer{n}, A\n{doi_line}"
        f"N1  - RAYYAN-INCLUSION: {{{inclusion}}}{rest}\nER  - \n\n"
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_review(tmp_path / "r", records=4)


def verdicts(folder: Path, reviewer: str) -> dict[str, tuple[str, str, str, str]]:
    rows = run_json(folder, "decisions", "export", "--reviewer", reviewer, "--stage", "title-abstract")
    return {row["title"]: (row["verdict"], row["reason"], row["labels"], row["note"]) for row in rows}


def test_rayyan_by_person(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "rayyan.ris"
    file.write_text(
        rayyan(0, '"Anna"=>"Included", "Bo"=>"Excluded"', doi="10.5555/t.0")
        + rayyan(
            1, '"Anna"=>"Excluded"', " | RAYYAN-LABELS: method,look | RAYYAN-EXCLUSION-REASONS: another topic,boats"
        )
        + rayyan(2, '"Anna"=>"Maybe"')
        + rayyan(77, '"Anna"=>"Included"')
    )
    words = ("decisions", "import", str(file), "--stage", "title-abstract", "--reviewer", "ANNA")
    with pytest.raises(TamisError, match="several people"):
        run(folder, *words)
    with pytest.raises(TamisError, match="Carl"):
        run(folder, *words, "--from", "Carl")
    done = run_json(folder, *words, "--from", "Anna")
    assert (done["stored"], done["unknown"], done["other_reasons"]) == (3, [title(77)], ["boats"])
    assert verdicts(folder, "ANNA") == {
        title(0): ("include", "", "", ""),
        title(1): ("exclude", "wrong-topic", "method;look", "reason: boats"),
        title(2): ("maybe", "", "", ""),
    }
    assert run_json(folder, *words, "--from", "Anna")["stored"] == 0


def test_asreview(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "asreview.csv"
    file.write_text(
        "title,abstract,authors,year,included,asreview_note\n"
        f'"{title(0)}",x,"Writer0, A",1980,1,good\n"{title(1)}",x,"Writer1, A",1981,0,\n'
        f'"{title(2)}",x,"Writer2, A",1982,,\n'
    )
    run(folder, "decisions", "import", str(file), "--stage", "title-abstract", "--reviewer", "BO")
    assert verdicts(folder, "BO") == {title(0): ("include", "", "", "good"), title(1): ("exclude", "", "", "")}


def test_a_category_of_covidences(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "irrelevant.csv"
    file.write_text(f'Title,Authors,Abstract,Published Year,Covidence #\n"{title(3)}","Writer3, A",x,1983,#12\n')
    words = ("decisions", "import", str(file), "--stage", "title-abstract", "--reviewer", "ANNA")
    with pytest.raises(TamisError, match="no decisions in this file"):
        run(folder, *words)
    run(folder, *words, "--all-as", "exclude")
    assert verdicts(folder, "ANNA") == {title(3): ("exclude", "", "", "")}
