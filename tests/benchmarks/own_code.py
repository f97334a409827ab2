"""What stays our own code where a library exists, beside that library: figures for docs/decisions/037-own-code.md.

    python -m tests.benchmarks.own_code [FOLDER]

In a Python that has tamis' own dependencies and: canonicaljson, langdetect, lingua-language-detector, nameparser,
pydantic, py3langid, rfc8785, scipy, statsmodels. FOLDER holds exports of PubMed and of Web of Science, for names and
for English titles.
"""

from __future__ import annotations

import json
import math
import subprocess
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal

from core.agreement.intervals import clopper_pearson, fewest_marked
from core.errors import TamisError
from core.formats.names import author
from core.formats.readers.read import read_file
from core.protocol.read import ProtocolError, parse_protocol
from core.protocol.template import template
from core.records.language import likely_language
from core.toml.lines import key_lines
from store.journal.line import canonical
from tests.core.records.test_language import HELD_OUT, TUNED


def cost(code: str) -> str:
    """CPU seconds and memory of some code in a process of its own, beside one that does nothing."""
    end = """
import time, pathlib
print(time.process_time(), pathlib.Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0])"""

    def run(lines: str) -> list[float]:
        done = subprocess.run([sys.executable, "-c", f"{lines}\n{end}"], capture_output=True, text=True, check=True)
        return [float(figure) for figure in done.stdout.split()[-2:]]

    (seconds, kilobytes), (base, base_kilobytes) = min(run(code) for _ in range(5)), min(run("") for _ in range(5))
    return f"{1000 * (seconds - base):,.0f} ms, {(kilobytes - base_kilobytes) / 1024:,.0f} MB"


def each_takes(call: Callable[[Any], object], values: list[Any]) -> str:
    start = time.process_time()
    for value in values:
        call(value)
    return f"{1e6 * (time.process_time() - start) / len(values):,.1f} µs each"


# --- a table of a TOML file ---------------------------------------------------------------------------------------

MISTAKES = """format = 1
[review]
title = 3
kind = "scopping"
[sample]
seed = "s"
share = "x"
[[reviewer]]
id = "A"
roll = "first"
"""


def tables() -> Iterator[str]:
    from pydantic import BaseModel, ConfigDict, ValidationError

    strict = ConfigDict(extra="forbid", strict=True)

    class Review(BaseModel):
        model_config = strict
        title: str
        kind: Literal["scoping", "systematic"]

    class Sample(BaseModel):
        model_config = strict
        seed: str

    class Reviewer(BaseModel):
        model_config = strict
        id: str
        role: str

    class File(BaseModel):
        model_config = strict
        format: int
        review: Review
        sample: Sample
        reviewer: list[Reviewer]

    try:
        parse_protocol(MISTAKES)
    except ProtocolError as problem:
        yield f"own: {problem}"
    try:
        File.model_validate(tomllib.loads(MISTAKES))
    except ValidationError as problem:
        yield f"pydantic {version('pydantic')}: {problem}"
    import tomlkit

    plan = template("peer-support-2021")
    plans = [plan] * 20
    yield f"own, lines of all keys: {each_takes(key_lines, plans)}; tomllib {each_takes(tomllib.loads, plans)}"
    item = tomlkit.parse(plan)["review"]
    lines = [name for name in dir(item) if "line" in name.lower() or "pos" in name.lower()]
    yield f"tomlkit {version('tomlkit')}: {each_takes(tomlkit.parse, plans)}; attributes that name a line: {lines}"
    for code in ("import core.toml.table, core.toml.lines", "from pydantic import BaseModel", "import tomlkit"):
        yield f"{code}: {cost(code)}"


# --- canonical JSON -----------------------------------------------------------------------------------------------


def canonical_json() -> Iterator[str]:
    writers: dict[str, Callable[[Any], bytes]] = {
        "own": canonical,
        "json.dumps": lambda value: json.dumps(
            value, sort_keys=True, ensure_ascii=False, separators=(",", ":")
        ).encode(),
        "json.dumps, ASCII": lambda value: json.dumps(value, sort_keys=True, separators=(",", ":")).encode(),
        f"rfc8785 {version('rfc8785')}": import_module("rfc8785").dumps,
        f"canonicaljson {version('canonicaljson')}": import_module("canonicaljson").encode_canonical_json,
    }
    values = {
        "lone surrogate": "a\ud83d",
        "2**53 + 1": 2**53 + 1,
        "1.0": 1.0,
        "1e22": 1e22,
        "NaN": math.nan,
        "keys": {"\U0001f600": 1, "\uff5e": 2},
    }
    record = {
        "at": "2026-01-01T10:00:00Z",
        "act": "decide",
        "set": {"decisions": {"1": {"verdict": "include", "note": "ærlig"}}},
    }
    for name, write in writers.items():
        said = []
        for case, value in values.items():
            try:
                written = write(value)
                back = json.loads(written)
                same = back == value and type(back) is type(value)
                said.append(f"{case}: {written!r}{'' if same else ' (reads back as another)'}")
            except Exception as problem:
                said.append(f"{case}: {type(problem).__name__}")
        yield f"{name}: {each_takes(write, [record] * 5000)}; {'; '.join(said)}; ASCII alone: {write({'a': 'æ'})!r}"


# --- languages ----------------------------------------------------------------------------------------------------


def languages(records: list[Any]) -> Iterator[str]:
    lines = [line.split(" ", 1) for line in HELD_OUT.strip().split("\n")]
    tuned = [line.split(" ", 1) for line in TUNED.strip().split("\n")]
    english = sorted({record.title for record in records if is_english(record)})
    langdetect = import_module("langdetect")
    langdetect.DetectorFactory.seed = 1
    lingua = import_module("lingua")
    everything = lingua.LanguageDetectorBuilder.from_all_languages()
    sure = everything.with_minimum_relative_distance(0.25).build()  # the lowest that calls none of the held-out foreign
    eager = lingua.LanguageDetectorBuilder.from_all_languages().build()
    langid = import_module("py3langid")
    first_of_lingua = "from lingua import LanguageDetectorBuilder as Builder\n"
    first_of_lingua += "Builder.from_all_languages().build().detect_language_of('Peer support')"

    def by_langdetect(title: str) -> str:
        try:
            return str(langdetect.detect(title))
        except langdetect.LangDetectException:
            return ""

    def by_lingua(title: str, detector: Any = eager) -> str:
        language = detector.detect_language_of(title)
        return language.iso_code_639_1.name.lower() if language else ""

    ways: dict[str, tuple[Callable[[str], str], str]] = {
        "own": (likely_language, "from core.records.language import likely_language as f; f('Peer support')"),
        f"langdetect {version('langdetect')}": (by_langdetect, "import langdetect; langdetect.detect('Peer support')"),
        f"lingua {version('lingua-language-detector')}": (
            by_lingua,
            first_of_lingua,
        ),
        "lingua, where it is sure": (lambda title: by_lingua(title, sure), first_of_lingua),
        f"py3langid {version('py3langid')}": (
            lambda title: str(langid.classify(title)[0]),
            "import py3langid; py3langid.classify('Peer support')",
        ),
    }
    for name, (way, first) in ways.items():
        figures = []
        for titles in (lines, tuned):
            foreign = [(code, way(title) not in ("", "eng", "en")) for code, title in titles]
            called = sum(is_foreign for code, is_foreign in foreign if code == "eng")
            missed = sum(not is_foreign for code, is_foreign in foreign if code != "eng")
            count = Counter(code == "eng" for code, _ in foreign)
            figures.append(
                f"{called} of {count[True]} English called foreign, {missed} of {count[False]} others missed"
            )
        wrong = sum(way(title) not in ("", "eng", "en") for title in english)
        yield (
            f"{name}: held out: {figures[0]}; tuned on: {figures[1]}; "
            f"{wrong} of {len(english)} English titles of exports called foreign; "
            f"first answer {cost(first)}; {each_takes(way, [title for _, title in lines])}"
        )


def is_english(record: Any) -> bool:
    return bool(record.title) and {text.casefold() for _, text in record.languages} in ({"eng"}, {"english"}, {"en"})


# --- names --------------------------------------------------------------------------------------------------------


def pairs_of_names(records: list[Any]) -> set[tuple[str, str, str]]:
    """The short form of a name, and the family and given name of the long form beside it."""
    pairs = set()
    for record in records:
        for short, long in (("AU", "FAU"), ("AU", "AF")):
            shorts, longs = ([value for tag, value in record.raw if tag == each] for each in (short, long))
            if len(shorts) == len(longs):
                for name, full in zip(shorts, longs, strict=True):
                    family, comma, given = full.partition(", ")
                    if comma:
                        pairs.add((name, family, given))
    return pairs


def names(records: list[Any]) -> Iterator[str]:
    human = import_module("nameparser").HumanName
    pairs = sorted(pairs_of_names(records))
    groups = sorted({value for record in records for tag, value in record.raw if tag in ("CN", "CA") and value})
    groups += ["Cochrane Stroke Group", "World Health Organization", "The CONSORT Group", "Mind the Gap Collaboration"]

    def own(name: str) -> tuple[str, str]:
        found = author(name)
        return (found.family, found.given) if found else ("", "")

    def other(name: str) -> tuple[str, str]:
        found = human(name)
        return " ".join(filter(None, (found.last, found.suffix))), " ".join(filter(None, (found.first, found.middle)))

    for label, way in (("own", own), (f"nameparser {version('nameparser')}", other)):
        short = sum(way(name)[0] == family for name, family, _ in pairs)
        long = sum(way(f"{family}, {given}") == (family, given) for _, family, given in pairs)
        whole = sum(way(name) == (name, "") for name in groups)
        yield (
            f"{label}: family name right in {short} of {len(pairs)} short forms and both in {long} long ones; "
            f"{whole} of {len(groups)} groups kept whole; {each_takes(way, [name for name, _, _ in pairs])}"
        )
    yield f"import nameparser: {cost('import nameparser')}"


# --- intervals ----------------------------------------------------------------------------------------------------


def intervals() -> Iterator[str]:
    stats, proportion = import_module("scipy.stats"), import_module("statsmodels.stats.proportion")
    cases = [(k, n) for n in (1, 7, 60, 400, 2516, 13178) for k in sorted({0, 1, n // 9, n // 2, n - 1, n})]
    off = off_statsmodels = 0.0
    for successes, trials in cases:
        own = clopper_pearson(successes, trials)
        other = stats.binomtest(successes, trials).proportion_ci(0.95, "exact")
        off = max(off, abs(own[0] - other.low), abs(own[1] - other.high))
        third = proportion.proportion_confint(successes, trials, method="beta")
        off_statsmodels = max(off_statsmodels, *(abs(a - b) for a, b in zip(own, third, strict=True)))
    finite = [(500, 100, 0), (500, 100, 3), (977, 400, 41), (12300, 2460, 3), (2000, 60, 59)]
    same = sum(
        fewest_marked(size, drawn, found, 0.025)
        == next(k for k in range(found, size + 1) if stats.hypergeom.sf(found - 1, size, k, drawn) > 0.025)
        for size, drawn, found in finite
    )
    yield f"Clopper–Pearson, {len(cases)} cases: at most {off:.0e} from scipy {version('scipy')}"
    yield f"the same from statsmodels {version('statsmodels')}: {off_statsmodels:.0e}"
    yield f"finite population: {same} of {len(finite)} limits are where scipy's hypergeometric tail has them"
    yield f"own {each_takes(lambda case: clopper_pearson(*case), cases)}"
    for code in ("import core.agreement.intervals", "import scipy.stats", "import statsmodels.stats.proportion"):
        yield f"{code}: {cost(code)}"


def main(folder: Path | None) -> None:
    """Print all figures."""
    records = []
    for path in sorted(folder.rglob("*.*")) if folder else ():
        with suppress(TamisError):  # a file beside the exports
            records += read_file(path).records
    parts = {
        "TOML tables": tables(),
        "canonical JSON": canonical_json(),
        "languages": languages(records),
        "names": names(records),
        "intervals": intervals(),
    }
    for title, part in parts.items():
        print(f"\n== {title}")
        for line in part:
            print(f"- {line}", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else None)
