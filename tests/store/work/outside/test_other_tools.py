"""Decisions of Rayyan, ASReview and Covidence become a reviewer's."""

import csv
import io
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
    rows = run_json(folder, "decisions", "export", "--stage", "title-abstract", role=reviewer)
    return {row["title"]: (row["verdict"], row["reason"], row["labels"], row["note"]) for row in rows}


def test_rayyan_by_person(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "rayyan.ris"
    file.write_text(
        rayyan(0, '"Anna"=>"Included", "Bo"=>"Excluded"', doi="10.5555/t.0")
        + rayyan(
            1,
            '"Anna"=>"Excluded"',
            " | RAYYAN-LABELS: method,look | RAYYAN-EXCLUSION-REASONS: another topic,boats,another design",
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
    again = run_json(folder, *words, "--from", "Anna")
    assert (again["stored"], again["unchanged"], again["conflicting"]) == (0, 3, [])


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
    file.write_text("")
    with pytest.raises(TamisError, match="the file is empty"):
        run(folder, *words, "--all-as", "exclude")


def test_covidences_reason_stands_in_the_notes(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "excluded.csv"
    rows = [(2, "Exclusion reason: Another design; "), (3, "Bo: see above. Exclusion reason: Boats; ")]
    file.write_text(
        "Title,Authors,Published Year,Notes,Tags\n"
        + "".join(f'"{title(n)}","Writer{n}, A",{1980 + n},"{notes}",x\n' for n, notes in rows)
    )
    words = ("decisions", "import", str(file), "--stage", "title-abstract", "--reviewer", "ANNA", "--all-as")
    assert run_json(folder, *words, "exclude")["other_reasons"] == ["Boats"]
    assert verdicts(folder, "ANNA") == {
        title(2): ("exclude", "wrong-design", "", ""),
        title(3): ("exclude", "", "", "reason: Boats"),
    }
    file.write_text(file.read_text().replace("Another design", "Another topic"))
    again = run_json(folder, *words, "exclude")
    assert (again["stored"], again["unchanged"]) == (1, 1)
    assert verdicts(folder, "ANNA")[title(2)] == ("exclude", "wrong-topic", "", "")


def test_asreviews_own_label_counts_before_the_datas(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "asreview.csv"
    file.write_text(f'title,authors,year,included,asreview_label\n"{title(0)}","Writer0, A",1980,0,1\n')
    run(folder, "decisions", "import", str(file), "--stage", "title-abstract", "--reviewer", "BO")
    assert verdicts(folder, "BO") == {title(0): ("include", "", "", "")}


RAYYANS_COLUMNS = "key title year month day journal issn volume issue pages authors url abstract notes"


def table_of_rayyans(*rows: tuple[int, str]) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(
        [
            "key",
            "title",
            "year",
            "month",
            "day",
            "journal",
            "issn",
            "volume",
            "issue",
            "pages",
            "authors",
            "url",
            "abstract",
            "notes",
        ]
    )
    for n, note in rows:
        writer.writerow([f"rayyan-{n}", title(n), 1980 + n, 1, 1, "J", "", "", "", "", f"Writer{n}, A", "", "", note])
    return stream.getvalue()


def test_a_note_of_rayyans_is_only_its_writers(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "articles.csv"
    notes = ' | USER-NOTES: {"Anna"=>["check {this}", "said \\"no\\" | twice"],"Bo"=>["Anna is wrong"]}'
    file.write_text(table_of_rayyans((0, f'RAYYAN-INCLUSION: {{"Anna"=>"Excluded","Bo"=>"Included"}}{notes}')))
    for reviewer, person in (("ANNA", "Anna"), ("BO", "Bo")):
        words = ("decisions", "import", str(file), "--stage", "title-abstract", "--reviewer", reviewer)
        assert run_json(folder, *words, "--from", person)["stored"] == 1
    assert verdicts(folder, "ANNA") == {title(0): ("exclude", "", "", 'check {this}; said "no" | twice')}
    assert verdicts(folder, "BO") == {title(0): ("include", "", "", "Anna is wrong")}


@pytest.mark.parametrize(
    ("note", "found"),
    [
        ('RAYYAN-INCLUSION: {"An {n} a"=>"Included"}', ("include", "", "", "")),
        ('RAYYAN-INCLUSION: {"A \\"B\\" C"=>"Excluded"}', ("exclude", "", "", "")),
        ('RAYYAN-INCLUSION: {"Anna"=&gt;"Included"}', ("include", "", "", "")),
        (
            'RAYYAN-INCLUSION: {"A"=>"Included"} | RAYYAN-LABELS: x &amp;gt; y,,\x1b[31mred;z',
            ("include", "", "x > y;red;z", ""),
        ),
        ('RAYYAN-INCLUSION: {"A"=>"Included"} | RAYYAN-EXCLUSION-REASONS: another topic', ("include", "", "", "")),
        ('RAYYAN-INCLUSION: {"A"=>"Undecided"}', None),
        ("RAYYAN-INCLUSION: {", None),
        ('RAYYAN-INCLUSION: {"A"=>', None),
        ('RAYYAN-INCLUSION: {"A"}', None),
        ("RAYYAN-INCLUSION: {}", None),
        ('RAYYAN-INCLUSION: {"' + "\\" * 50_001, None),
        ("RAYYAN-INCLUSION: {" + '"a' * 50_001, None),
        ('RAYYAN-INCLUSION: {"A"=>"Included"} USER-NOTES: {' + '"B"=>[' * 20_000, ("include", "", "", "")),
    ],
    ids=range(13),
)
def test_notes_that_rayyan_may_write_and_may_not(
    folder: Path, tmp_path: Path, note: str, found: tuple[str, str, str, str] | None
) -> None:
    file = tmp_path / "articles.csv"
    file.write_text(table_of_rayyans((0, note)))
    words = ("decisions", "import", str(file), "--stage", "title-abstract", "--reviewer", "ANNA")
    if found is None:
        with pytest.raises(TamisError, match="no decisions in this file"):
            run(folder, *words)
        return
    assert run_json(folder, *words)["stored"] == 1
    assert verdicts(folder, "ANNA") == {title(0): found}


def test_rayyans_own_export_finds_each_of_several_records_without_a_name_of_their_own(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "r")
    file = tmp_path / "rayyan.ris"
    file.write_text(
        "".join(
            f"TY  - JOUR\nAN  - rayyan-{n}\nTI  - Editorial\nY1  - 2020\nT2  - Journal {n}\n"
            f'N1  - RAYYAN-INCLUSION: {{"Anna"=>"{verdict}"}}\nER  - \n\n'
            for n, verdict in ((1, "Included"), (2, "Excluded"))
        )
    )
    run(folder, "import", str(file), "--source", "Rayyan")
    words = ("decisions", "import", str(file), "--stage", "title-abstract", "--reviewer", "ANNA")
    assert run_json(folder, *words)["stored"] == 2


def test_what_two_records_of_one_publication_say_differently_is_said(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "articles.csv"
    file.write_text(
        table_of_rayyans(
            (0, 'RAYYAN-INCLUSION: {"Anna"=>"Included"}'),
            (0, 'RAYYAN-INCLUSION: {"Anna"=>"Excluded"}'),
        )
    )
    words = ("decisions", "import", str(file), "--stage", "title-abstract", "--reviewer", "ANNA")
    done = run_json(folder, *words)
    assert (done["stored"], done["conflicting"]) == (1, [title(0)])
    assert verdicts(folder, "ANNA") == {title(0): ("include", "", "", "")}


def test_asreview_in_ris(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "asreview.ris"
    said = ("ASReview_relevant\nN1  - good", "ASReview_irrelevant", "ASReview_not_seen")
    file.write_text(
        "".join(
            f"TY  - JOUR\nTI  - {title(n)}\nPY  - {1980 + n}\nAU  - Writer{n}, A\nDO  - 10.5555/t.{n}\n"
            f"N1  - of a database\nN1  - {note}\nER  - \n\n"
            for n, note in enumerate(said)
        )
    )
    words = ("decisions", "import", str(file), "--stage", "title-abstract", "--reviewer", "ANNA")
    done = run_json(folder, *words)
    assert (done["stored"], done["undecided"]) == (2, 1)
    assert verdicts(folder, "ANNA") == {title(0): ("include", "", "", "good"), title(1): ("exclude", "", "", "")}
    assert "passed over, without a decision: 1" in run(folder, *words).output


@pytest.mark.parametrize(
    ("note", "verdict"),
    [
        (r'RAYYAN-INCLUSION: \{"Anna"=>"Included", "Bo"=>"Excluded"\} | RAYYAN-LABELS: a\_b', "include"),
        (r'RAYYAN-INCLUSION: \{"Anna"=\textgreater{}"Excluded"\}', "exclude"),
        (r'RAYYAN-INCLUSION: {"Anna"=>true}', "include"),
        (r'RAYYAN-INCLUSION: {"Anna"=>false, "Bo"=>true}', "exclude"),
    ],
)
def test_rayyan_in_bibtex_and_as_it_once_was(folder: Path, tmp_path: Path, note: str, verdict: str) -> None:
    file = tmp_path / "rayyan.bib"
    file.write_text(
        f"@article{{rayyan-1,\n title = {{{title(0)}}},\n note = {{{note}}}, doi = {{10.5555/t.0}}\n}}\n"
        f"@article{{rayyan-2,\n title = {{{title(1)}}}\n}}\n"
    )
    words = ("decisions", "import", str(file), "--stage", "title-abstract", "--reviewer", "ANNA", "--from", "Anna")
    done = run_json(folder, *words)
    assert (done["stored"], done["undecided"]) == (1, 1)
    assert verdicts(folder, "ANNA")[title(0)][0] == verdict
