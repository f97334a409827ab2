"""Replaces the names of reviewers by R1, R2 … in the protocol, in the names of folders, and in every event."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from core.protocol.read import protocol_hash
from store.folder.plan import changed_lines
from store.journal.line import Document, Event

_PERSON_FIELDS = ("by", "reviewer", "taken", "giver", "of")
_PEOPLE_AS_KEYS = ("statements",)
_PEOPLE_BY_RECORD = ("given",)
_CHECKSUMS = ("seen", "holds")
"""What a word says of lines of journals: under other names these have other checksums, so it is left out."""
_LINK = "link"
"""The `~` that a reader states."""
_FREE_TEXT = ("note", "rationale", "labels", "parts", "reason", "why", "path")


@dataclass(frozen=True)
class Pseudonyms:
    """The pseudonyms of a review, and its protocol under them.

    Attributes:
        reviewers: Reviewer's id → R1, R2 … in the order of the protocol.
        logins: Login → the pseudonym of the reviewer bound to it, else U1, U2 …
        accounts: Account that is nobody's of the plan, as its folder is called → @U01, @U02 …
        names: Other names of the reviewers, to be found in free text.
        protocol: The text of the protocol under other names, without comments.
        amendments: The same for each version of the protocol, by its number in the log: text, version, changed.
        versions: Version of the protocol → version of its text under other names.
        links: `~` of a line of a journal of decisions → its `~` under other names; filled as such journals are copied.
    """

    reviewers: Mapping[str, str]
    logins: Mapping[str, str]
    accounts: Mapping[str, str]
    names: frozenset[str]
    protocol: str
    amendments: Mapping[int, Document]
    versions: Mapping[str, str]
    links: dict[str, str] = field(default_factory=dict)

    def event(self, event: Event) -> Event:
        """The event under other names; free text in it is left as it is.

        A decision names nobody, and bears the version of the original plan: so its line stays byte for byte.
        """
        before, after = event.before, event.after
        if event.table == "amendments" and after is not None and after["says"] is not None:
            after = {**after, "says": {**after["says"], **self.amendments[event.id]}}
        return replace(
            event,
            who=self.logins.get(event.who, event.who),
            version=event.version if event.salt else self.versions.get(event.version, event.version),
            before=self._renamed(before),
            after=self._renamed(after),
        )

    def mentions(self, event: Event) -> bool:
        """Whether free text in an event names a reviewer by id, login or name."""
        return any(self._somebody.search(each) for each in (event.note, *_free_text(event.after)))

    @cached_property
    def _somebody(self) -> re.Pattern[str]:
        words = {*self.reviewers, *self.logins, *self.names}
        escaped = sorted(re.escape(each) for each in words if len(each) > 1)
        return re.compile(rf"\b(?:{'|'.join(escaped)})\b" if escaped else r"(?!)")

    def _renamed(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self._renamed(each) for each in value]
        if not isinstance(value, dict):
            return value
        renamed: dict[str, Any] = {}
        for key, held in value.items():
            if key in _CHECKSUMS:
                continue
            if key == "replaces" and isinstance(held, list):
                renamed[key] = [self._answered(each) for each in held]
            elif key == _LINK:
                renamed[key] = self.links.get(held, held)
            elif key in _PERSON_FIELDS:
                renamed[key] = [self._person(each) for each in held] if isinstance(held, list) else self._person(held)
            elif key in _PEOPLE_AS_KEYS and isinstance(held, dict):
                renamed[key] = {self._person(each): said for each, said in held.items()}
            elif key in _PEOPLE_BY_RECORD and isinstance(held, dict):
                renamed[key] = {each: self._person(taker) for each, taker in held.items()}
            else:
                renamed[key] = self._renamed(held)
        return renamed

    def _answered(self, word: Any) -> Any:
        """A word that another one answers: [person, clock]; or the number of a search that another one replaces."""
        return [self.folder(str(word[0])), *word[1:]] if isinstance(word, list) and word else word

    def folder(self, person: str) -> str:
        """The name of a person's folder under other names; the order of the names stays."""
        return self.reviewers.get(person) or self.accounts.get(person, person)

    def _person(self, person: Any) -> Any:
        if not isinstance(person, str):
            return person
        return self.reviewers.get(person, self.logins.get(person, person))


def pseudonyms(
    protocol: str, amendments: Mapping[int, Document], folders: Iterable[str], logins: Iterable[str]
) -> Pseudonyms:
    """Give every reviewer another name, the same everywhere.

    Args:
        protocol: The text of the protocol.
        amendments: The logged versions of it, by the number of their word, in their order.
        folders: The names of people's folders; some may be missing in the protocol.
        logins: The logins that made events.
    """
    texts = [protocol, *(str(each["text"]) for each in amendments.values())]
    accounts = sorted({each for each in folders if each.startswith("@")})
    people = [each for text in texts for each in tomllib.loads(text.removeprefix("\ufeff")).get("reviewer", [])]
    ids = dict.fromkeys([*(str(each.get("id", "")) for each in people), *sorted({*folders} - {*accounts})])
    reviewers = {each: f"R{place}" for place, each in enumerate(filter(None, ids), start=1)}
    bound = {login: reviewers[each["id"]] for each in reversed(people) for login in _logins(each)}
    others = sorted({*logins} - {*bound, ""})
    renamed = [_protocol(text, reviewers) for text in texts]
    logged: dict[int, Document] = {}
    before = None
    for number, text in zip(amendments, renamed[1:], strict=True):
        changed: list[str] = [] if before is None else changed_lines(before, text)
        logged[number] = {"text": text, "version": protocol_hash(text)[:12], "changed": changed}
        before = text
    return Pseudonyms(
        reviewers=reviewers,
        logins=bound | {each: f"U{place}" for place, each in enumerate(others, start=1)},
        accounts={each: f"@U{place:02}" for place, each in enumerate(accounts, start=1)},
        names=frozenset(name for each in people if (name := str(each.get("name", "")).strip())),
        protocol=renamed[0],
        amendments=logged,
        versions={
            protocol_hash(text)[:12]: protocol_hash(other)[:12] for text, other in zip(texts, renamed, strict=True)
        },
    )


def _logins(reviewer: Document) -> list[str]:
    """The logins of a reviewer of a plan, which may be one or a list."""
    given = reviewer.get("login", "")
    return [str(each) for each in (given if isinstance(given, list) else [given]) if each]


def _protocol(text: str, reviewers: Mapping[str, str]) -> str:
    """The protocol with other names, without logins, the name of the Unix group and comments."""
    import tomlkit  # only needed here

    document = tomllib.loads(text.removeprefix("\ufeff"))
    for each in document.get("reviewer", []):
        each["id"] = reviewers.get(each["id"], each["id"])
        each |= {key: "" for key in ("name", "login") if key in each}
    for stage in document.get("stage", []):
        readers = stage.get("readers", [])
        if isinstance(readers, dict):
            readers["of"] = [reviewers.get(each, each) for each in readers["of"]]
            if isinstance(weights := readers.get("weights"), dict):
                readers["weights"] = {reviewers.get(each, each): weight for each, weight in weights.items()}
            continue
        for reader in readers:
            reader["reviewer"] = reviewers.get(reader["reviewer"], reader["reviewer"])
    about = document.get("review", {})
    if "group" in about:
        about["group"] = ""
    if about.get("apart") == "accounts":
        del about["apart"]  # without logins it cannot stand
    return tomlkit.dumps(document)


def _free_text(value: object, *, free: bool = False) -> Iterator[str]:
    """The free texts in a document, which people wrote in their own words."""
    if isinstance(value, str):
        if free:
            yield value
    elif isinstance(value, list):
        for each in value:
            yield from _free_text(each, free=free)
    elif isinstance(value, dict):
        for key, held in value.items():
            yield from _free_text(held, free=free or key in _FREE_TEXT)
