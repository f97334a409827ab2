"""The calls that are pinned. `{name}` stands for a record or a number that `LOOKUPS` finds in the review at hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from tests.reviews import protocol

# Each is run as text and with --json for the team, and with --json for every reviewer of each review.
FOR_EVERYONE = """
status
sources
flow
agreement
missed
disagreements
chart forms
chart export
sample {screened}
suggest {first}
records excluded --stage {screened}
history {read}
show {read}
fulltext full-text
decisions export --stage {screened} --reviewer {reader}
"""

# Each is run as text and with --json, for the team.
FOR_THE_TEAM = """
dedup --groups
dedup --pairs
dedup --explain {one} {two}
retractions
decisions export
study
check
highlights
chart
chart open charting
chart forms charting --as {reader}
chart missing --stage charting --as {reader}
chart consensus
chart agreement --stage charting
chart tables --stage charting
chart export --stage charting --long
agreement {screened} --maybe category --bootstrap 20
agreement --maybe exclude
disagreements {screened} --hide-names
flow --template updated
sample {screened} --verify
missed {screened}
stopping {screened} --target 0.9
strategy Medline
strategy
strategy --check {how} --platform Ovid
strategy Medline --against 10.9/none
strategy --record {one}
strategy Medline --record {one}
second-look {screened} --as {reader}
suggest {first} --list
"""

# The same, on the small review alone.
OF_A_SMALL_ONE = """
records identified
records duplicates
records unique
records entered --stage {screened}
records included --stage {screened}
records waiting --stage {screened}
records disagreements --stage {screened}
records escalated --stage {screened}
records excluded --stage {screened} --reason {reason}
records owed --stage {screened} --reviewer {reader}
records done --stage {screened} --reviewer {reader}
records not_retrieved --stage full-text
records by_rule --stage {first}
records late --stage {screened}
records entered --stage {first} --type article --suggested "nothing suggested"
records entered --stage {first} --type nothing
records unique --label nothing
status --categories
export --outcome not-retrieved --format csv
history {waiting}
history {merged}
show {waiting}
show {merged}
batch
batch --stop
"""

# Each is run once, for the team: another format than text and JSON.
AS_IT_IS = """
flow --format svg
flow --format csv
flow --format svg --template updated
flow --format csv --template updated
dedup --groups --format csv
decisions export --format json
export
export --json
export --format csv
export --format bibtex
export --format asreview
export --format dois --outcome included
export --format xlsx --stage {screened} --outcome included
export --format csv --stage {screened} --outcome excluded
export --format ris --stage {screened} --outcome waiting
sample {screened} --frame
sample {screened} --frame --round 1
chart export --format csv --stage charting
chart export --format xlsx --stage charting
chart export --format json --stage charting
chart table frequencies --format csv --stage charting
chart table characteristics year --format html --stage charting
chart table characteristics year --format xlsx
chart table tidy
"""

MAPS = """
chart map {down} {across}
chart map {down} {across} --json
chart map {down} {across} --by {by}
chart map {down} {across} --by {by} --stage charting --json
chart map {down} {across} --by {by} --format svg
chart map {down} {across} --format csv
chart map {down} {across} --by {by} --format json
chart compare {down} {across}
chart compare {down} {across} --by {by} --stage charting --json
chart tables {by} --json
chart table crossing {down} {across}
chart table crossing {down} {across} --json
chart table characteristics {by} --json
chart table eviatlas {by}
"""

# What writes: on a copy of the review, in this order, once as text and once with --json.
STORIES = {
    "demo": """
import {files}/update-scopus.ris --source scopus --round new --dry-run
import {files}/update-scopus.ris --source 'Reference lists' --found-by {read} --dry-run
import {files}/update-scopus.ris --source scopus --round new --searched 2021-06-07 --limits English --reported 99
dedup
suggest language --apply --pass-rest --as KBAA
unblind title-abstract --rationale 'We stopped here.'
agreement
disagreements
missed
flow --template updated
report
check
""",
    "finished": """
chart set charting {study} design 'trial; with interviews' --quote 'p < 0.05' --page 3 --as KBAA
fulltext full-text {study} --text
chart code factors
chart code factors --json
chart compare factors involvement
chart code factors {study} trust --as KBAA
chart code factors --category trust --theme antecedents --definition 'They rely on each other.' --as KBAA
chart code factors {study} trust 'unclear roles' --as KBAA
chart code factors {study} trust --quote 1 --as KBAA
chart code factors --rename trust 'being trusted' --as KBAA
chart code factors --merge 'being trusted' 'leadership and mandate' --as ON
chart agreement --stage coding
chart set charting {study} findings --quote 'nowhere in it' --also --as KBAA
chart set charting {study} findings --not-reported --as KBAA
chart set charting {study} comments --clear --as KBAA
undo charting --as KBAA --yes
acts charting --as KBAA --last 3
redo charting --as KBAA
undo charting --as KBAA
chart complete charting {study} --reopen --as KBAA
chart complete charting {study} --as KBAA
chart missing --as KBAA
chart missing --quotes --as KBAA
chart consensus charting {differing} process --value unclear
chart consensus charting {differing} process --reopen
chart consensus charting {differing} process --take ON
chart import {place}/ON.csv --stage charting --leave-open --as KBAA
history {study}
second-look title-abstract --confirm {excluded} --as KBAA
second-look title-abstract --change {excluded} include --as KBAA
missed
status
""",
    "small": """
sample title-abstract --extend-by-rule --yes
agreement
import {place}/second.ris --source Second --round new --route registers --platform Web --strategy {how} --format ris
import {place}/second.ris --source Second
import {place}/second.ris --source Second --keep-untitled --encoding utf-8 --dry-run
import {place}/second.ris --source Third --again
import {place}/second.ris --source Fourth --round new
import {place}/exports
import {place}/exports --dry-run
sources 2 --reported 9 --searched 2021-06-08 --why 'the log says so' --as ANNA
sources 2 --platform Ovid --limits English --strategy {how} --why 'from the notes' --as ANNA
sources 2
sources --seeds
sources 2 --seeds
retractions {place}/retractions.csv --dated 2021-06-01 --yes --as ANNA
retractions --undo --as ANNA
withdraw 1
withdraw 3
withdraw 3 --undo
withdraw 4
dedup
dedup --same {one} {two} --even-so --note 'the same study'
dedup
dedup --undo {one} {two}
dedup --not-same {one} {two}
dedup --undo-last --yes
decide title-abstract {owed} exclude --reason wrong-topic --also wrong-design --note 'no = yes' --as ANNA
decide title-abstract {owed} maybe --as CY
undo title-abstract --as CY
redo title-abstract --as CY --yes
acts title-abstract --as CY
acts --as CY
acts title-abstract --as CY --undo 2
acts title-abstract --as CY --undo 3
acts title-abstract --as CY --redo 3 --yes
sample title-abstract --draw --yes
sample title-abstract --extend-by-rule --yes
sample title-abstract --extend 2 --reason 'to be sure' --round 2 --yes
sample title-abstract --verify
sample full-text --pilot 2 --yes
resolve title-abstract {open} --escalate --rationale 'We cannot say.'
resolve title-abstract {open} exclude --reason wrong-topic --rationale 'It is another topic.' --by CHIEF
resolve title-abstract {open} --reopen
unblind title-abstract --round 2 --rationale 'There is no time.'
unblind full-text --rationale 'There is no time.' --pilot
fulltext full-text {report} --sought
fulltext full-text --wanted
fulltext full-text --wanted --format ris
fulltext full-text --wanted --format csv
fulltext full-text {report} --not-retrieved 'it is lost'
fulltext full-text {report} --retrieved https://example.org/again
fulltext full-text {report} --sought
fulltext full-text --link {place}/pdfs
study {report} {reported}
study --apart {report}
study --undo --yes
highlights --include 'harbour*' --exclude pebble --remove quarry
highlights
decisions import {place}/rayyan.ris --stage title-abstract --from ANNA --as ANNA
decisions import {place}/included.csv --stage title-abstract --all-as include --reviewer ANNA
suggestions import {place}/suggested.csv --stage title-abstract
suggestions import {place}/suggested.csv --stage title-abstract
suggestions agreement title-abstract
suggestions differences title-abstract --as ANNA
decisions import {place}/ANNA-title-abstract.csv --stage title-abstract --as ANNA
chart set appraisal {study} aims 'can' --quote 'We aimed at it.' --as ANNA
chart complete appraisal {study} --as ANNA
chart forms appraisal --as ANNA
chart export --stage appraisal --as ANNA
chart import {place}/charted.csv --stage charting --as BO
chart set charting {study} roles 'worker;leader' --as BO
chart consensus
history {open}
history {report}
status
agreement
flow
missed
flow --template updated
flow --out {out}.csv
report --out {out}-report
chart table --out {out}-tables
backup --to {out}-copies
backup --to {out}-copies --verify
bundle {out}.zip
bundle {out}.zip --while-blind
bundle {out}.zip --while-blind --abstracts --pseudonyms
verify {out}.zip
pack {out}.pack
pack {out}.pack --for ANNA
pack {out}.pack --mine --as ANNA
take {out}.pack --as BO
take {out}.pack --as ANNA
take {out}.pack --both --as ANNA
share start {out}.git --as ANNA
share --as ANNA
share join {out}.git {out}-joined --as BO
repair
repair --accept-loss 'there is no copy' --as ANNA
check
import {place}/exports --yes
acts
""",
    "shared": """
missed title-abstract
sample title-abstract
sample title-abstract --draw --yes
sample title-abstract --verify
hand-over title-abstract BO --records 2 --reason 'Too much beside the teaching.' --as BO
hand-over title-abstract CY ANNA DAG --all --reason 'CY is ill.' --as CHIEF
status
unblind title-abstract --rationale 'There is no time.'
sample title-abstract
agreement title-abstract
missed title-abstract
report --out {out}-report
check
""",
}

# Wrong use and bad input, each once, on the review "small"; {out} is a folder where nothing is.
MISTAKES = """
nonsense
statsu
status --nonsense
screen
screen title-abstract --as ANNA
dedup --review
-C {out} status
--as NOBODY status
--as anna status
history 0000000000000000
history xyz
agreement nowhere
missed full-text
missed nowhere
sample nowhere
sample full-text
sample title-abstract --reason x
sample title-abstract --extend 1 --extend-by-rule
sample title-abstract --round 1
sample title-abstract --draw
undo title-abstract --as ANNA
acts title-abstract --as ANNA --undo 99
acts title-abstract --as ANNA --undo 1 --redo 1
dedup --undo-last
suggest title-abstract
decide title-abstract {owed} include
decide title-abstract {owed} include --as CHIEF
decide title-abstract {owed} exclude --reason nothing --as ANNA
decide title-abstract 0000000000000000 include --as ANNA
decide title-abstract {owed} perhaps --as ANNA
decide title-abstract {owed} - --as ANNA
decide title-abstract {owed} - --note x --as ANNA
decide title-abstract
undo nowhere --as ANNA
decisions import {place}/nothing.csv --stage title-abstract --as ANNA
suggestions import {place}/misquoted.csv --stage title-abstract
suggestions import {place}/included.csv --stage title-abstract
suggestions differences title-abstract
decisions import {place}/first.ris --stage title-abstract --as ANNA
decisions import {place}/wrong.csv --stage title-abstract --as ANNA
decisions import {place}/ANNA-title-abstract.csv --stage title-abstract --reviewer CHIEF
decisions import {place}/ANNA-title-abstract.csv --stage title-abstract --reviewer BO --as ANNA
decisions export --reviewer NOBODY
import {place}/nothing.ris --source X
import {place}/wrong.csv --source X
import {place}/first.ris --source X --searched yesterday
import {place}/first.ris --source X --round 9
import {place}/first.ris --source X --strategy {place}/nothing.txt
import {place}/first.ris --source X --format nbib
import {place}/first.ris --source X --encoding no-such
import {place}/first.ris --source X --encoding cp1251 --again --dry-run
import
withdraw 9
sources 9
amend ' '
amend 'It was not changed.'
sources 1 --reported 4
records
records nothing
records excluded
records excluded --stage title-abstract --reason nothing
records owed --stage title-abstract
resolve title-abstract {open} include
resolve title-abstract {open}
resolve title-abstract {owed} include --rationale x
unblind title-abstract
unblind title-abstract --rationale x --as ANNA
hand-over title-abstract BO --all --reason x
hand-over title-abstract BO --reason x
hand-over title-abstract BO --all
unblind title-abstract --rationale x --round 1
fulltext title-abstract
fulltext full-text {report}
fulltext full-text --link {place}/nothing
study {report}
study --apart {report} --undo
highlights --remove nothing
chart nowhere
chart set charting {report} nothing x --as ANNA
chart set charting {report} year soon --as ANNA
chart set charting {report} year
chart map design design
chart tables nothing
chart table
chart table metafor
chart consensus charting {report} design
chart export --stage full-text
flow --out {place}/flow.gif
flow --out {place}/nothing/flow.svg
flow --format gif
export --stage nowhere
backup --to {place}/nothing --verify
verify {place}/first.ris
verify {place}/nothing.zip
pack {place}
pack {out}.pack --mine
pack {out}.pack --mine --for BO --as ANNA
pack {out}.pack --for NOBODY
take {place}/first.ris
share
share start
share start {out}-2.git
share start {place}/first.ris --as ANNA
share join {out}.git {place} --as BO
share join {out}.git {out}-nobody --as NOBODY
share join {out}-2.git {out}-empty --as BO
take {place}/nothing.pack
init {review}
-C {place}/wrong-plan status
-C {place}/no-plan status
-C {place}/no-plan check
"""

ELSEWHERE = """
init {out}/blank --title 'A new review'
init {out}/psw --template peer-support-2020 --seed 'text of our own' --reader 'A=Anna A' --reader B
-C {out}/psw status
-C {out}/psw sources
-C {out}/psw flow
-C {out}/psw report --out {out}/report
demo {review} --no-app --finished
demo {review}
screen
dedup --review
--version
--help
"""

WRONG_PLAN = (
    protocol()
    .replace('kind = "fulltext"', 'kind = "fultext"')
    .replace('reviewer = "BO"', 'reviewer = "B0"')
    .replace('role = "second"', 'rolle = "second"')
    .replace('coverage = "all"', 'coverage = "1/0"', 1)
)

DAMAGE = """
check
status
repair
repair --as ANNA
check
"""

# How to find what stands for a name: a command to ask, and what to take of its answer.
LOOKUPS: Mapping[str, tuple[str, Callable[[Any], str]]] = {
    "merged": ("dedup --groups", lambda rows: next(each["record_id"] for each in rows if not each["survivor"])),
    "one": ("dedup --groups", lambda rows: str(rows[-1]["record_id"])),
    "two": ("dedup --groups", lambda rows: str(rows[-2]["record_id"])),
    "read": ("records included --stage {screened} --as {reader}", lambda rows: str(rows[0]["record_id"])),
    "waiting": ("records waiting --stage {screened}", lambda rows: str(rows[0]["record_id"]) if rows else "none"),
    "owed": (
        "records owed --stage {screened} --reviewer {reader} --as {reader}",
        lambda rows: str(rows[0]["record_id"]),
    ),
    "excluded": (
        "second-look title-abstract --as {reader}",
        lambda found: str(found["items"][0]["record_id"]),
    ),
    "open": ("disagreements title-abstract", lambda found: _unsettled(found["items"])),
    "report": ("fulltext full-text", lambda found: str(found["reports"][-1]["record_id"])),
    "reported": ("fulltext full-text", lambda found: str(found["reports"][-2]["record_id"])),
    "study": ("chart forms --as {reader}", lambda found: str(found["studies"][0]["record_id"])),
    "differing": ("chart consensus", lambda found: str(found["items"][-1]["record_id"])),
}

WORDS: dict[str, dict[str, str]] = {
    "demo": {"first": "language", "screened": "title-abstract", "reader": "KBAA", "reason": "no-psw"},
    "finished": {"first": "language", "screened": "title-abstract", "reader": "KBAA", "reason": "no-psw"},
    "small": {"first": "title-abstract", "screened": "title-abstract", "reader": "ANNA", "reason": "wrong-topic"},
    "shared": {},
}
ITEMS = {
    "finished": {"down": "involvement", "across": "outcome", "by": "process"},
    "small": {"down": "design", "across": "roles", "by": "year"},
}
for _review, _items in ITEMS.items():
    WORDS[_review] |= _items


def lines(text: str) -> list[str]:
    """The calls of one of the lists."""
    return [each for each in text.splitlines() if each]


def filled_in(line: str, words: dict[str, str], ask: Callable[[str], Any]) -> str:
    """A call with what its names stand for; `ask` gives what a command answers in JSON.

    What was found once is kept in `words`, so that a name stands for one record in all calls of a review.
    """
    for name, (question, take) in LOOKUPS.items():
        if f"{{{name}}}" in line and name not in words:
            words[name] = take(ask(filled_in(question, words, ask)))
    for name, word in words.items():
        line = line.replace(f"{{{name}}}", word)
    return line


def extra_files(place: Path) -> None:
    """Files that calls read: tables of other programs, one with mistakes, and full texts."""
    title = "On harbour harbour harbour harbour harbour in study 0"
    said = 'RAYYAN-INCLUSION: {"ANNA"=>"Excluded"} | RAYYAN-EXCLUSION-REASONS: boats'
    (place / "rayyan.ris").write_text(
        "".join(
            f"TY  - JOUR\nTI  - {each}\nY1  - 1980\nAU  - Writer0, A\nN1  - {said}\nER  - \n\n"
            for each in (title, "Else")
        )
    )
    head = "accession,verdict,confidence,criterion,quote,model,version"
    suggested = [f"T{n},{'exclude' if n % 3 else 'include'},0.{n},topic,in study {n},gpt-x,1.0" for n in range(1, 9)]
    (place / "suggested.csv").write_text("\n".join([head, *suggested]))
    columns = "Title,OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature"
    (place / "retractions.csv").write_text(f"{columns}\nA title of nobody here at all,10.5555/none,0,Retraction\n")
    (place / "misquoted.csv").write_text(f"{head}\nT3,include,,,in study 4,gpt-x,1.0\n")
    (place / "included.csv").write_text(f"Title,Authors,DOI\n{title},Writer0,10.5555/t.0\nAn unknown title,B,\n")
    (place / "wrong.csv").write_text("record_id,verdict\nnothing,include\n0000000000000000,perhaps\n")
    (place / "how.txt").write_text("1. peer support.ti,ab.\n2. limit 1 to english\n")
    (place / "exports").mkdir()
    (place / "exports" / "scopus.ris").write_text("TY  - JOUR\nTI  - A folder's record\nDB  - Scopus\nER  - \n")
    (place / "exports" / "export (3).ris").write_text("TY  - JOUR\nTI  - Without marks\nER  - \n")
    (place / "exports" / "letter.txt").write_text("Dear all\n")
    for name, plan in (("wrong-plan", WRONG_PLAN), ("no-plan", "format = [1\n")):
        (place / name).mkdir()
        (place / name / "protocol.toml").write_text(plan)
    (place / "pdfs").mkdir()
    for name in (*(f"10.5555_t.{n}.pdf" for n in range(30)), "nothing.pdf", "notes.txt"):
        (place / "pdfs" / name).write_bytes(b"%PDF-1.4\n")


def _unsettled(items: list[dict[str, Any]]) -> str:
    return next((str(each["record_id"]) for each in items if each["state"] != "resolved"), str(items[0]["record_id"]))
