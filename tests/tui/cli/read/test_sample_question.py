"""A draw is for good: nothing is drawn before somebody has said yes to what it is and to what is unfinished."""

from pathlib import Path

import pytest

from core.errors import TamisError
from core.protocol.template import template
from core.sampling.sample import PLACEHOLDER
from store.folder.people import SAMPLES
from store.folder.review import Review
from store.journal.journal import Change
from tests.reviews import decide_all, make_review, protocol, ris, run, run_json
from tests.store.work.test_samples import with_step
from tests.tui.terminal import Terminal
from tests.twins import make_twin_review

STAGE = "title-abstract"
EXTEND = ("--extend", "2", "--reason", "more")
RULE = 'extend_sample = { statistic = "percent_agreement", below = "0.9", by = "1/5" }\nreaders = [{ reviewer'


@pytest.mark.parametrize("words", [("--draw",), ("--pilot", "3"), ("--pilot", "3", "--draw"), EXTEND, ("by rule",)])
def test_without_a_terminal_it_is_refused_and_the_flag_is_named(tmp_path: Path, words: tuple[str, ...]) -> None:
    text = protocol("1/2").replace("readers = [{ reviewer", RULE, 1)
    folder = make_review(tmp_path / "r", records=20, text=text)
    if words[0] not in ("--draw", "--pilot"):
        run(folder, "sample", STAGE, "--draw", "--yes")
    if words == ("by rule",):
        words = ("--extend-by-rule",)
        sample = run_json(folder, "sample", STAGE)[0]["ids"]
        decide_all(folder, "ANNA", STAGE, [(f"T{n}", "include") for n in range(20)])
        for record in sample:
            run(folder, "decide", STAGE, record, "exclude", role="BO")
    before = run_json(folder, "sample", STAGE)
    with pytest.raises(TamisError, match=rf"^not done: to draw is for good at {STAGE}: it stays") as refused:
        run(folder, "sample", STAGE, *words)
    assert "--yes" in refused.value.advice
    assert run_json(folder, "sample", STAGE) == before
    assert run(folder, "sample", STAGE, *words, "--yes").exit_code == 0
    assert run_json(folder, "sample", STAGE) != before


def test_it_names_seed_fraction_and_numbers(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "r", records=23, coverage="20%")
    said = run(folder, "sample", STAGE, "--draw", "--yes").stderr
    assert "search round 1: 5 of 23 records (20%), seed “a seed fixed beforehand”" in said
    said = run(folder, "sample", STAGE, *EXTEND, "--yes").stderr
    assert "search round 1: 2 more, then 7 of 23 records (20%), seed “a seed fixed beforehand”" in said


def test_it_names_the_pilot_and_the_sample_that_follows_it(tmp_path: Path) -> None:
    text = protocol("1/4").replace('kind = "screen"\n', 'kind = "screen"\npilot = 4\n')
    said = run(make_review(tmp_path / "r", records=20, text=text), "sample", STAGE, "--draw", "--yes").stderr
    assert f"pilot: 4 of 20 records (4/20), seed “a seed fixed beforehand {STAGE} pilot”" in said
    assert "search round 1: 4 of 16 records (1/4), seed “a seed fixed beforehand”" in said


def test_it_names_what_is_unfinished(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "r", records=6, text=with_step())
    decide_all(folder, "ANNA", "language", [(f"T{n}", "include") for n in range(4)])
    said = run(folder, "sample", STAGE, "--draw", "--yes").stderr
    assert "unfinished: 2 records still waiting at an earlier stage: not part of this draw" in said
    assert "unfinished: 1 import not yet searched for duplicates: tamis dedup" in said
    twin = make_twin_review(tmp_path / "twins", 3)
    (twin / "protocol.toml").write_text(protocol("1/2"), encoding="utf-8")
    said = run(twin, "sample", STAGE, "--draw", "--yes").stderr
    assert "unfinished: 3 doubtful pairs of records may be duplicates: tamis dedup --review" in said
    assert "earlier stage" not in said and "not yet searched" not in said


@pytest.mark.slow
@pytest.mark.parametrize("answer", ["y", "n", ""])
def test_in_a_terminal_it_asks(tmp_path: Path, answer: str) -> None:
    folder = make_review(tmp_path / "r", records=10, coverage="1/5")
    terminal = Terminal(80, 24, "tui", "-C", str(folder), "sample", STAGE, "--draw")
    terminal.wait(lambda: any("[y/N]" in line for line in terminal.lines))
    assert any("search round 1: 2 of 10 records (1/5)" in line for line in terminal.lines)
    assert terminal.leave(f"{answer}\r") == (0 if answer == "y" else 1)
    assert len(run_json(folder, "sample", STAGE)) == (1 if answer == "y" else 0)


@pytest.mark.parametrize("seed", [PLACEHOLDER, f"  {PLACEHOLDER.title()} ", "a\\u200Bb"])
@pytest.mark.parametrize("words", [("--draw",), ("--pilot", "3")])
def test_a_seed_of_nobodys_own_is_refused(tmp_path: Path, seed: str, words: tuple[str, ...]) -> None:
    text = protocol("1/5").replace("a seed fixed beforehand", seed)
    folder = make_review(tmp_path / "r", records=10, text=text)
    with pytest.raises(TamisError, match="seed") as refused:
        run(folder, "sample", STAGE, *words, "--yes")
    line = text.split("\n").index(f'seed = "{seed}"') + 1
    assert refused.value.where == f"protocol.toml, line {line}, sample.seed" and refused.value.advice
    assert run_json(folder, "sample", STAGE) == []


def test_an_empty_seed_is_refused(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "r", records=10, coverage="1/5")
    plan = folder / "protocol.toml"
    plan.write_text(plan.read_text().replace("a seed fixed beforehand", "  "))
    with pytest.raises(TamisError, match=r"sample.seed: is empty"):
        run(folder, "sample", STAGE, "--draw", "--yes")


def test_the_placeholder_is_the_blank_templates(tmp_path: Path) -> None:
    assert f'seed = "{PLACEHOLDER}"' in template("blank")
    folder = make_review(tmp_path / "r", records=10, text=template("blank"))
    with pytest.raises(TamisError, match="write a seed of your own"):
        run(folder, "sample", STAGE, "--draw", "--yes")


def test_who_has_drawn_with_the_placeholder_before_can_go_on(tmp_path: Path) -> None:
    """Else nothing could ever be drawn there again: the seed may not be changed either."""
    folder = make_review(tmp_path / "r", records=10, coverage="1/5")
    run(folder, "sample", STAGE, "--draw", "--yes")
    plan = folder / "protocol.toml"
    plan.write_text(plan.read_text().replace("a seed fixed beforehand", PLACEHOLDER))
    with Review(folder, role="BO") as review:
        [(number, document)] = review.acts.tables[SAMPLES].items()
        review.say([Change(SAMPLES, int(number), {**document, "seed": PLACEHOLDER})], act="draw")
    (tmp_path / "more.ris").write_text(ris(range(30, 40)))
    run(folder, "import", str(tmp_path / "more.ris"), "--source", "Testbase", "--round", "new")
    run(folder, "sample", STAGE, "--draw", "--yes")
    assert [each["round"] for each in run_json(folder, "sample", STAGE)] == [1, 2]


def test_yes_alone_means_nothing(tmp_path: Path) -> None:
    result = run(make_review(tmp_path / "r", records=2, coverage="1/2"), "sample", STAGE, "--yes")
    assert result.exit_code == 2 and "--draw" in result.stderr
