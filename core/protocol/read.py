"""Reading `protocol.toml`, the plan of a review as the team writes it; every mistake is named with its line and key."""

from __future__ import annotations

import hashlib
import re
import tomllib
from contextlib import suppress
from datetime import date
from fractions import Fraction
from functools import lru_cache

from core.errors import TamisError
from core.protocol.appraisal import with_appraisal
from core.protocol.coding import with_coding
from core.protocol.rules import mistakes_in
from core.protocol.values import (
    APART,
    CERTAINTY,
    DISAGREEMENTS,
    EXTENSION_STATISTICS,
    ITEM_TYPES,
    KAPPA_SCALES,
    MAYBE,
    PREFILLS,
    PRISMA_PLACES,
    REVIEW_KINDS,
    ROLES,
    ROUTES,
    SAMPLE_BASES,
    SEARCHED_FIELDS,
    STAGE_KINDS,
    SUGGEST_RULES,
    ChartItem,
    Concept,
    Criterion,
    ExtensionRule,
    PlannedSource,
    Protocol,
    Reader,
    Reason,
    Reviewer,
    Stage,
    Suggest,
)
from core.sampling.allocation import Sharing
from core.sampling.share import parse_share
from core.toml.lines import Path, key_lines
from core.toml.table import Mistake, TomlTable, described, named

FORMAT = 1

_ID = (
    r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}",
    "an id of letters, digits, - and _ (it names files), such as “title-abstract”",
)
_ONE_LINE = (r"[^\n]+", "text on one line")
_LINES = (r"[1-9]\d{0,2}(-\d{1,3})?(\s*,\s*[1-9]\d{0,2}(-\d{1,3})?)*", "numbers of lines, such as “1-13, 15”")
_GROUP = (r"[A-Za-z_][A-Za-z0-9_.-]{0,31}", "the name of a Unix group, such as “peer-review”")
_LOGIN = (r"[^\s:/]+", "the name of a user of the operating system")
_SHARE_RANGE = "A share is above 0 and at most 1."
_RULE_SHARES = {"below": '"0.6" or "60%"', "by": '"1/10" or "10%"'}
_ONE_MORE = 'a share below 1 in quotes, such as "1/5" or "20%"'
_COVERAGE = '"all" or a share in quotes, such as "1/5" or "20%"'


class ProtocolError(TamisError):
    """A protocol file that cannot be used.

    Attributes:
        mistakes: Each mistake, in the order of the file, with its own `where`, `what` and `advice`.
    """

    def __init__(self, path: str, mistakes: list[TamisError]) -> None:
        self.mistakes = tuple(mistakes)
        if len(mistakes) == 1:
            super().__init__(mistakes[0].what, where=mistakes[0].where, advice=mistakes[0].advice)
        else:
            super().__init__(f"{len(mistakes)} mistakes", where=path)

    def __str__(self) -> str:
        if len(self.mistakes) == 1:
            return super().__str__()
        return "\n".join([super().__str__(), *(str(mistake).replace("\n", "\n    ") for mistake in self.mistakes)])


def parse_protocol(text: str, path: str = "protocol.toml") -> Protocol:
    """Read a plan.

    Args:
        text: The content of the file.
        path: How messages name the file.

    Raises:
        ProtocolError: The text is not TOML, is of a newer format, or says something that cannot stand. All mistakes are
            reported at once, except after a mistake in the TOML itself.
    """
    with suppress(ProtocolError):
        return _read_once(text)
    return _read(text, path)


@lru_cache(maxsize=16)
def _read_once(text: str) -> Protocol:
    """A plan without a mistake: a command meets the same text in the file and in the journal of its versions."""
    return _read(text, "")


def _read(text: str, path: str) -> Protocol:
    text = text.removeprefix("\ufeff")
    mistakes: list[Mistake] = []
    file = TomlTable(_toml(text, path), (), mistakes)
    written_for = file.whole_number("format")
    if written_for is not None and written_for != FORMAT:
        file.wrong(
            "format", f"found {written_for}; expected {FORMAT}", "Only a newer version of tamis may read this file."
        )
        raise _error(text, path, mistakes)  # in another format the rest may mean something else
    protocol = _protocol(file)
    noted = {mistake.path for mistake in mistakes}
    mistakes += [mistake for mistake in mistakes_in(protocol) if mistake.path not in noted]
    if mistakes:
        raise _error(text, path, mistakes)
    return with_coding(with_appraisal(protocol))


def protocol_hash(text: str) -> str:
    """The SHA-256 of the file's text, in hexadecimal, as `sha256sum` prints it; 12 digits name the version."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _toml(text: str, path: str) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # also a number of thousands of digits, and brackets nested as deep
        message, where, shown = str(error), path, ""
        lines = text.split("\n")
        if match := re.fullmatch(r"(.*) \(at (line (\d+), column \d+)\)", message, re.DOTALL):
            message, where = match[1], f"{path}, {match[2]}"
            shown = f" The line is: {''.join(filter(str.isprintable, lines[int(match[3]) - 1])).strip()[:80]}"
        elif message.endswith(" (at end of document)"):
            message, where = message.removesuffix(" (at end of document)"), f"{path}, line {len(lines)}, the end"
        advice = "Look for a missing quote, bracket or equals sign there or on the line before."
        # tomllib names a table as Python writes a tuple.
        message = re.sub(r"\('(.*)',?\)", lambda names: "[" + names[1].replace("', '", ".") + "]", message)
        if message.startswith("Cannot declare"):
            advice = "What may come several times stands in double brackets, such as [[stage]]."
        mistake = TamisError(f"this is not TOML: {message}", where=where, advice=advice + shown)
        raise ProtocolError(path, [mistake]) from None


def _error(text: str, path: str, mistakes: list[Mistake]) -> ProtocolError:
    lines = key_lines(text)

    def line(of: Path) -> int:
        """Of the key or, when it is missing, of the table that should have it."""
        return next((lines[of[:end]] for end in range(len(of), 0, -1) if of[:end] in lines), 1)

    located = sorted(((line(mistake.path), mistake) for mistake in mistakes), key=lambda each: each[0])
    return ProtocolError(
        path,
        [
            TamisError(mistake.what, where=f"{path}, line {number}, {named(mistake.path)}", advice=mistake.advice)
            for number, mistake in located
        ],
    )


def _protocol(file: TomlTable) -> Protocol:
    review, sample, appraisal = file.table("review"), file.table("sample"), file.table("appraisal")
    highlight, chart, coding = file.table("highlight"), file.table("chart"), file.table("coding")
    reviewers = tuple(map(_reviewer, file.tables("reviewer")))
    bound = any(each.logins for each in reviewers)
    protocol = Protocol(
        title=review.text("title", required=True),
        question=review.text("question"),
        kind=review.text("kind", "scoping", one_of=REVIEW_KINDS),
        registration=review.text("registration"),
        protocol_doi=review.text("protocol_doi"),
        funding=review.text("funding"),
        contributions=review.text("contributions"),
        started=_day(review, "started"),
        ended=_day(review, "ended"),
        group=review.text("group", form=_GROUP),
        apart=review.text("apart", "accounts" if bound else "nothing", one_of=APART),
        kappa_scale=review.text("kappa_scale", "none", one_of=KAPPA_SCALES),
        seed=sample.text("seed", required=True, form=_ONE_LINE),
        reviewers=reviewers,
        sources=tuple(map(_source, file.tables("source"))),
        concepts=tuple(map(_concept, file.tables("concept"))),
        criteria=tuple(map(_criterion, file.tables("criterion"))),
        discussion=tuple(map(_discussion, file.tables("discussion"))),
        highlight_include=highlight.texts("include"),
        highlight_exclude=highlight.texts("exclude"),
        stages=tuple(map(_stage, file.tables("stage"))),
        chart_items=tuple(map(_chart_item, chart.tables("item"))),
        characteristics=chart.texts("characteristics"),
        appraisal=appraisal.flag("enabled"),
        appraisal_settled=appraisal.has("enabled"),
        appraisal_tools=appraisal.texts("tools"),
        appraisal_readers=appraisal.texts("readers"),
        certainty=appraisal.text("certainty", one_of=CERTAINTY),
        certainty_of=appraisal.text("certainty_of"),
        coding_items=coding.texts("items"),
        coding_readers=coding.texts("readers"),
    )
    for table in (review, sample, appraisal, highlight, chart, coding, file):
        table.close()
    return protocol


def _day(table: TomlTable, key: str) -> str:
    """A day; "" where there is none."""
    text = table.text(key)
    with suppress(ValueError):
        if not text or date.fromisoformat(text).isoformat() == text:
            return text
    table.wrong(key, f"found {described(text)}; expected a day in quotes", 'Write year, month and day: "2021-01-04".')
    return ""


def _reviewer(table: TomlTable) -> Reviewer:
    reviewer = Reviewer(
        id=table.text("id", required=True, form=_ID),
        role=table.text("role", required=True, one_of=ROLES),
        name=table.text("name"),
        logins=table.one_or_more("login", _LOGIN),
    )
    table.close()
    return reviewer


def _source(table: TomlTable) -> PlannedSource:
    source = PlannedSource(
        name=table.text("name", required=True, form=_ONE_LINE),
        route=table.text("route", "databases", one_of=ROUTES),
        platform=table.text("platform"),
        fields=table.texts("fields"),
    )
    for each in source.fields:
        if each not in SEARCHED_FIELDS:
            table.wrong("fields", f"“{each}” is no field that is searched", f"One of: {', '.join(SEARCHED_FIELDS)}.")
    table.close()
    return source


def _concept(table: TomlTable) -> Concept:
    lines: list[int] = []
    for part in filter(None, table.text("lines", required=True, form=_LINES).replace(" ", "").split(",")):
        first, _, last = part.partition("-")
        lines += range(int(first), int(last or first) + 1)
        if last and int(last) < int(first):
            table.wrong("lines", f"“{part}” runs backwards", f"Write {last}-{first}.")
    concept = Concept(
        label=table.text("label", required=True, form=_ONE_LINE),
        lines=tuple(sorted(set(lines))),
        source=table.text("source"),
    )
    table.close()
    return concept


def _criterion(table: TomlTable) -> Criterion:
    criterion = Criterion(
        group=table.text("group", required=True),
        include=table.text("include"),
        exclude=table.text("exclude"),
    )
    if not table.has("include") and not table.has("exclude"):
        table.wrong("include", "missing; expected what is included, or what is excluded", "Add include or exclude.")
    table.close()
    return criterion


def _discussion(table: TomlTable) -> str:
    question = table.text("question", required=True)
    table.close()
    return question


def _stage(table: TomlTable) -> Stage:
    sharing = _sharing(table.table("readers")) if table.is_table("readers") else None
    stage = Stage(
        id=table.text("id", required=True, form=_ID),
        title=table.text("title", required=True),
        kind=table.text("kind", required=True, one_of=STAGE_KINDS),
        readers=_shared_out(sharing) if sharing else tuple(map(_reader, table.tables("readers"))),
        reasons=tuple(map(_reason, table.tables("reasons"))),
        question=table.text("question"),
        suggest=_suggest(table.table("suggest")) if table.has("suggest") else None,
        maybe=table.text("maybe", "include", one_of=MAYBE),
        sample_base=table.text("sample_base", "entering", one_of=SAMPLE_BASES),
        pilot=_pilot(table) if table.has("pilot") else 0,
        extend_sample=_extension_rule(table.table("extend_sample")) if table.has("extend_sample") else None,
        disagreements=table.text("disagreements", "consensus", one_of=DISAGREEMENTS),
        prisma=table.text("prisma", "screening", one_of=PRISMA_PLACES),
        sharing=sharing,
    )
    table.close()
    return stage


def _sharing(table: TomlTable) -> Sharing:
    of, one_more = table.texts("of"), table.text("one_more")
    if one_more and _share(table, "one_more", one_more, _ONE_MORE, may_be_all=False) == 1:
        one_more = ""
    sharing = Sharing(
        any=table.whole_number("any") or 0, of=of, weights=table.whole_numbers("weights", of), one_more=one_more
    )
    table.close()
    return sharing


def _shared_out(sharing: Sharing) -> tuple[Reader, ...]:
    """The readers of a stage that is shared out, each with the share that is dealt to them."""
    text = f"any {sharing.any} of {sum(map(bool, sharing.weights))}"
    return tuple(
        Reader(reviewer=each, coverage=sharing.share(each), coverage_text=text, dealt=True) for each in sharing.of
    )


def _pilot(table: TomlTable) -> int:
    size = table.whole_number("pilot")
    if size is not None and size < 1:
        table.wrong("pilot", f"found {described(size)}; expected how many records", "Write 50, or take the line out.")
    return max(size or 0, 0)


def _reader(table: TomlTable) -> Reader:
    if table.has("any"):
        advice = 'Write readers = { any = 2, of = ["…", "…", "…"] }, without [ and ] around it, and all readers in it.'
        table.wrong("any", "found in a list of readers; expected a table of its own", advice)
        return Reader(reviewer="", coverage=Fraction(1), coverage_text="all")
    reviewer = table.text("reviewer", required=True)
    text = table.text("coverage", required=True, form=(".*", _COVERAGE))
    coverage = _share(table, "coverage", text, _COVERAGE)
    table.close()
    return Reader(reviewer=reviewer, coverage=coverage, coverage_text=text)


def _extension_rule(table: TomlTable) -> ExtensionRule:
    statistic = table.text("statistic", required=True, one_of=EXTENSION_STATISTICS)
    shares = {}
    for key in ("below", "by"):
        text = table.text(key, required=True)
        shares[key] = _share(table, key, text, f"a share in quotes, such as {_RULE_SHARES[key]}", may_be_all=False)
    table.close()
    return ExtensionRule(statistic=statistic, below=shares["below"], by=shares["by"])


def _share(table: TomlTable, key: str, text: str, expected: str, *, may_be_all: bool = True) -> Fraction:
    """The share that a text states; 1 where there is none, or where it is no share, which is noted."""
    with suppress(TamisError):
        if not text or may_be_all or text != "all":
            return parse_share(text or "all")
    table.wrong(key, f"found {described(text)}; expected {expected}", _SHARE_RANGE)
    return Fraction(1)


def _reason(table: TomlTable) -> Reason:
    reason = Reason(id=table.text("id", required=True, form=_ID), label=table.text("label", required=True))
    table.close()
    return reason


def _suggest(table: TomlTable) -> Suggest:
    suggest = Suggest(
        rule=table.text("rule", required=True, one_of=SUGGEST_RULES),
        keep=table.texts("keep"),
        exclude=table.texts("exclude"),
    )
    table.close()
    return suggest


def _chart_item(table: TomlTable) -> ChartItem:
    item = ChartItem(
        id=table.text("id", required=True, form=_ID),
        label=table.text("label", required=True),
        type=table.text("type", required=True, one_of=ITEM_TYPES),
        help=table.text("help"),
        choices=table.texts("choices"),
        required=table.flag("required"),
        prefill=table.text("prefill", one_of=PREFILLS),
    )
    table.close()
    return item
