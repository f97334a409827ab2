"""Asks before an import: which files, which source, and what is known of its search."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from core.errors import TamisError
from core.protocol.values import ROUTES, Protocol
from core.records.imports import Import, Source
from core.words import number_in
from tui.screens.paths import files_in
from tui.words.phrases import sources as phrases
from tui.words.sources import day, search_round, strategy_text


class ImportForm:
    """The answers to one question after the other; each is checked when it is given.

    Attributes:
        typed: The answers as they were typed, by question.
        paths: The files.
        source: Where they come from, as far as it is known.
        search_round: The search round; None for `store.acts.imports.default_round`.
        names: The sources that can be chosen by their number: those of the protocol, then those imported before.
    """

    def __init__(self, protocol: Protocol, imports: Sequence[Import], source: str = "") -> None:
        """Begin with no answers.

        Args:
            protocol: The plan, with its sources.
            imports: The imports so far that count.
            source: The name of a source to propose.
        """
        self.typed: dict[str, str] = {"source": source}
        self.paths: list[Path] = []
        self.source = Source(name=source)
        self.search_round: int | None = None
        self._imports = imports
        known = [Source(name=each.name, route=each.route, platform=each.platform) for each in protocol.sources]
        known += [each.source for each in imports]
        self._known: dict[str, Source] = {}
        for each in known:
            self._known.setdefault(each.name.casefold(), each)
        self.names = [each.name for each in self._known.values()]

    @property
    def _newest(self) -> int:
        return max((each.round for each in self._imports), default=1)

    @property
    def questions(self) -> list[str]:
        """The names of the questions, in their order; the later ones follow from the answers."""
        route = [] if self.source.name.casefold() in self._known else ["route"]
        again = ["round"] if self._imports else []
        if self.source.route == "citation-searching":
            route.append("found_by")
        return ["files", "source", *route, "platform", "searched", "reported", "limits", "strategy", *again]

    def choices(self, question: str) -> list[str]:
        """What can be chosen by its number; [] when the answer is free."""
        if question == "route":
            return [f"{place} {name}" for place, name in enumerate(ROUTES, 1)]
        if question == "source":
            had = {each.source.name.casefold() for each in self._imports}
            return [
                phrases.source_choice(place, name, name.casefold() in had) for place, name in enumerate(self.names, 1)
            ]
        return []

    def explanation(self, question: str) -> str:
        """What a question means."""
        return {
            "files": phrases.WHICH_FILES + str(Path.cwd()),
            "source": phrases.WHICH_SOURCE,
            "route": phrases.WHICH_ROUTE,
            "found_by": phrases.WHOSE_REFERENCES,
            "platform": phrases.WHICH_PLATFORM,
            "searched": phrases.WHICH_DAY,
            "reported": phrases.HOW_MANY_REPORTED,
            "limits": phrases.WHICH_LIMITS,
            "strategy": phrases.WHICH_STRATEGY,
            "round": phrases.which_round(self._newest),
        }[question]

    def take(self, question: str, text: str) -> None:
        """Take an answer.

        Raises:
            TamisError: It cannot be; the form stays as it was.
        """
        match question:
            case "files":
                self.paths = files_in(text)
            case "source":
                text = self._take_source(text)
            case "route":
                text = _chosen(text or "1", ROUTES, "route")
                cited = self.source.found_by if text == "citation-searching" else ()
                self.source = replace(self.source, route=text, found_by=cited)
            case "found_by":
                self.source = replace(self.source, found_by=tuple(dict.fromkeys(text.replace(",", " ").split())))
            case "platform":
                self.source = replace(self.source, platform=text)
            case "searched":
                self.source = replace(self.source, searched=day(text))
            case "reported":
                self.source = replace(self.source, reported=_count(text))
            case "limits":
                self.source = replace(self.source, limits=text)
            case "strategy":
                self.source = replace(self.source, strategy=_strategy(text))
            case "round":
                self.search_round = self._checked_round(text)
        self.typed[question] = text

    def _take_source(self, text: str) -> str:
        if not text:
            raise TamisError(phrases.SOURCE_NEEDED, advice=phrases.SUCH_AS_MEDLINE)
        name = _chosen(text, self.names, "source") if text.isdecimal() else text
        known = self._known.get(name.casefold())
        if name.casefold() != self.source.name.casefold() or "platform" not in self.typed:
            self.typed["platform"] = known.platform if known else ""
        route = known.route if known else self.source.route
        self.source = replace(self.source, name=known.name if known else name, route=route)
        return self.source.name

    def _checked_round(self, text: str) -> int | None:
        number, newest = search_round(text, self._imports), self._newest
        if number is not None and not 1 <= number <= newest + 1:
            raise TamisError(phrases.no_such_round(number), advice=phrases.known_rounds(newest))
        return number


def _chosen(text: str, names: Sequence[str], what: str) -> str:
    """One of the names, by its number or its text."""
    number = number_in(text)
    if number is not None and 1 <= number <= len(names):
        return names[number - 1]
    if text in names:
        return text
    raise TamisError(phrases.not_offered(phrases.QUESTIONS[what], text), advice=phrases.name_or_number(len(names)))


def _count(text: str) -> int | None:
    found = number_in(text)
    if found is None and text.strip():
        raise TamisError(phrases.no_number_of_records(text), advice=phrases.SUCH_AS_A_NUMBER)
    return found


def _strategy(text: str) -> str:
    if not text:
        return ""
    paths = files_in(text)
    if len(paths) > 1:
        raise TamisError(phrases.NAME_ONE_FILE, where=text)
    return strategy_text(paths[0])
