"""Opens a review folder: checks the role and the login, and gives the protocol, the records and the journals."""

from __future__ import annotations

import difflib
import getpass
import hashlib
import os
import pwd
from dataclasses import asdict
from pathlib import Path
from types import TracebackType

from core.errors import TamisError, advice_on
from core.protocol.amendment import Amendment
from core.protocol.read import parse_protocol, protocol_hash
from core.protocol.values import Protocol, Stage
from core.screening.audience import TEAM, Audience
from store.folder.records import RecordStore, records_path
from store.journal.bookkeeping import Bookkeeping, Warn, no_warning
from store.journal.errors import UnsafeFilesystem
from store.journal.files import atomic_write, make_private_dir, unsafe_filesystem
from store.journal.journal import Change, Journal, utc_now

PROTOCOL_FILE = "protocol.toml"
FOLDERS = ("records", "events", "reviewers", "resolutions", "progress")
PATIENCE = 2.0
PRIVATE_MODE = 0o640
SHARED_MODE = 0o664


def current_login() -> str:
    """The name of the operating system's user that runs the process (not what the environment claims)."""
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return getpass.getuser()


def document_id(*keys: str) -> int:
    """The number of a document for text keys, since TinyDB needs numbers: 60 bits of their SHA-256."""
    return int(hashlib.sha256("\n".join(keys).encode()).hexdigest()[:15], 16)


def find_review(start: Path) -> Path:
    """The nearest folder at or above `start` with a protocol.

    Raises:
        TamisError: There is no such folder.
    """
    for folder in (start, *start.parents):
        if (folder / PROTOCOL_FILE).is_file():
            return folder
    if not start.is_dir():
        what = "this is no folder" if start.exists() else "there is no such folder"
        raise TamisError(what, where=str(start), advice="Name a review's folder with -C DIR.")
    raise TamisError(
        f"no {PROTOCOL_FILE} here or in a folder above",
        where=str(start),
        advice="Go to a review's folder, name one with -C DIR, or make one with “tamis init DIR”.",
    )


class Review:
    """A review folder: its protocol, its records and its journals, opened when first needed.

    A review is opened in a role. In a reviewer's role, nothing is read that the protocol hides from that reviewer.
    Without a role it is the view of the team, which reads everything and shows blind decisions only as counts.

    Args:
        folder: The review folder.
        role: The id of the reviewer who acts, or None.
        login: The operating system's user; by default the one who runs the process.
        unsafe_filesystem_accepted: Whether to accept a network file system.

    Attributes:
        saved: Whether the act that it was opened for is saved: whatever fails afterwards, nobody should repeat the act.
        warn: Called with a sentence or two on what failed after a save.
        patience: Seconds to wait for another process that is writing to a journal, before it is reported as busy.

    Raises:
        TamisError: There is no review, the protocol is wrong, or the role is not this user's.
    """

    def __init__(
        self,
        folder: Path,
        *,
        role: str | None = None,
        login: str | None = None,
        unsafe_filesystem_accepted: bool = False,
    ) -> None:
        self.folder = folder
        self.login = login or current_login()
        path = folder / PROTOCOL_FILE
        try:
            self.protocol_text = path.read_text(encoding="utf-8")
        except FileNotFoundError:
            raise TamisError(
                f"there is no {PROTOCOL_FILE}", where=str(folder), advice="Make a review with “tamis init DIR”."
            ) from None
        except UnicodeDecodeError as error:
            raise TamisError(
                f"is not UTF-8 (byte {error.start})", where=str(path), advice="Save it as UTF-8."
            ) from None
        self.protocol: Protocol = parse_protocol(self.protocol_text, str(path))
        self.version = protocol_hash(self.protocol_text)[:12]
        if not unsafe_filesystem_accepted:
            self._refuse_unsafe_filesystem()
        self.role = role
        if role is not None:
            self._check_login(role)
        self._journals: dict[str, Journal] = {}
        self._writable: set[str] = set()
        self._records: RecordStore | None = None
        self._records_state = (0, 0)
        self._amendment_logged = False
        self.patience = PATIENCE
        self.saved = False
        self.warn: Warn = no_warning

    @classmethod
    def create(cls, folder: Path, protocol_text: str, *, unsafe_filesystem_accepted: bool = False) -> Review:
        """Make a review folder with its protocol.

        Raises:
            TamisError: There is a review already, or the protocol is wrong.
        """
        path = folder / PROTOCOL_FILE
        if path.exists():
            raise TamisError("there is a review already", where=str(folder), advice="Name another folder.")
        protocol = parse_protocol(protocol_text, PROTOCOL_FILE)
        if not folder.is_dir():
            try:
                folder.mkdir(parents=True)
            except OSError as error:
                what = f"the folder cannot be made: {error.strerror}"
                raise TamisError(what, where=str(folder), advice=advice_on(error)) from error
            # Set whatever the umask: a user who may write to this folder could replace a reviewer's folder.
            folder.chmod(folder.stat().st_mode & ~0o002)
        for name in FOLDERS:
            make_shared_dir(folder / name)
        atomic_write(path, [protocol_text.encode()], 0o664)
        review = cls(folder, unsafe_filesystem_accepted=unsafe_filesystem_accepted)
        for reviewer in protocol.reviewers:
            make_private_dir(folder / "reviewers" / reviewer.id, protocol.group or None)
        return review

    def __enter__(self) -> Review:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close every journal; all decisions are on disk before that."""
        for journal in self._journals.values():
            journal.close()
        self._journals.clear()
        self._writable.clear()

    def journal(self, name: str, *, write: bool = False) -> Journal:
        """The journal of that name below the folder, without its ending ("events/imports").

        Opened for writing only when asked, so that looking at a review changes no file.

        Raises:
            TamisError: The journal is damaged, busy, or of a newer tamis.
        """
        opened = self._journals.get(name)
        if opened is not None and write and name not in self._writable:
            opened.close()
            opened = None
        if opened is None:
            path = self.folder / f"{name}.jsonl"
            if write:
                self._prepare_folder(path.parent)
                self._writable.add(name)
            mode = PRIVATE_MODE if name.startswith("reviewers/") else SHARED_MODE
            opened = Journal(
                path,
                who=self.login,
                version=self.version,
                read_only=not write,
                mode=mode,
                timeout=self.patience,
                warn=lambda text: self.warn(text),
            )
            self._journals[name] = opened
        if write and not self._amendment_logged:
            self._amendment_logged = True
            self._log_amendment()
        return opened

    def bookkeeping(self, undone: str) -> Bookkeeping:
        """The context for work after a save: when it fails, `warn` is told what was not done."""
        return Bookkeeping(self.warn, undone)

    def refresh(self) -> None:
        """Read what other processes have appended to the open journals.

        A store of decisions or values reads its own journal itself; this is for what is derived from all journals.
        """
        for journal in self._journals.values():
            journal.refresh()

    def decisions_journal(self, reviewer: str, stage: str, *, write: bool = False) -> Journal:
        """The journal of one reviewer at one stage; only the reviewer's own may be written."""
        return self.journal(f"reviewers/{reviewer}/{stage}", write=write)

    @property
    def records(self) -> RecordStore:
        """The records of every import that has not been withdrawn, in the order of import."""
        journal = self.journal("events/imports")
        state = (journal.generation, journal.seq)
        if self._records is None or self._records_state != state:
            self._records_state = state
            imports = journal.tables.get("imports", {})
            ordered = sorted(imports.items(), key=lambda item: int(item[0]))
            files = [
                records_path(self.folder, each["file"])
                for _, each in ordered
                if each.get("file") and not each.get("withdrawn")
            ]
            self._records = RecordStore(files)
        return self._records

    def stage(self, stage: str) -> Stage:
        """The stage of that id; see `Protocol.stage`."""
        return self.protocol.stage(stage)

    @property
    def audience(self) -> Audience:
        """The audience of the review: the reviewer or adjudicator in whose role it is opened, else the team."""
        if self.role is None:
            return TEAM
        return Audience(self.role, trusted=self.protocol.reviewer(self.role).role == "adjudicator")

    def act_as(self, reviewer: str) -> None:
        """Make sure that this user may act as a reviewer.

        Raises:
            TamisError: There is no such reviewer, or the reviewer is bound to another login.
        """
        self._check_login(reviewer)

    def _check_login(self, reviewer: str) -> None:
        bound = self.protocol.reviewer(reviewer).login
        if bound and bound != self.login:
            raise TamisError(
                f"the reviewer {reviewer} is bound to the login “{bound}”, and you are “{self.login}”",
                where=f"{PROTOCOL_FILE}, reviewer {reviewer}",
                advice="Log in as that user, or choose your own reviewer with --as.",
            )

    def _refuse_unsafe_filesystem(self) -> None:
        kind = unsafe_filesystem(self.folder)
        if kind is not None:
            raise UnsafeFilesystem(
                f"this folder lies on {kind}, where locks and durable writes cannot be relied on",
                where=str(self.folder),
                advice="Keep the review on a local disk of the server, or accept the risk with --unsafe-filesystem.",
            )

    def _prepare_folder(self, folder: Path) -> None:
        if folder.exists():
            return
        make_shared_dir(folder.parent)
        if folder.parent.name == "reviewers":
            make_private_dir(folder, self.protocol.group or None)
        else:
            make_shared_dir(folder)

    def open_log(self) -> Journal:
        """The journal of imports and amendments, for writing.

        Raises:
            TamisError: This user may not write it, or it is damaged or busy.
        """
        return self.journal("events/imports", write=True)

    def take_amendment(self, text: str) -> None:
        """Use the new protocol, which is already on disk, and log what changed.

        Args:
            text: The new content of the file.

        Raises:
            TamisError: It could not be logged; the next opening of the review logs it.
        """
        self.protocol_text = text.replace("\r\n", "\n").replace("\r", "\n")
        self.protocol = parse_protocol(self.protocol_text)
        self.version = protocol_hash(self.protocol_text)[:12]
        for journal in self._journals.values():
            journal.version = self.version
        self._log_amendment()

    def _log_amendment(self) -> None:
        """Log the protocol in use when it is not the one last logged: its hash, its text, and what changed."""
        journal = self.open_log()
        logged = journal.tables.get("amendments", {})
        last = logged[max(logged, key=int)] if logged else None
        if last is not None and last["version"] == self.version:
            return
        changed = changed_lines(last["text"], self.protocol_text) if last else ()
        amendment = Amendment(version=self.version, at=utc_now(), changed=tuple(changed), text=self.protocol_text)
        journal.commit([Change("amendments", len(logged) + 1, asdict(amendment))], act="amendment")


def make_shared_dir(folder: Path) -> None:
    """Make a folder that the whole team writes to: mode 2775, whatever the umask."""
    if not folder.exists():
        folder.mkdir(parents=True)
        folder.chmod(0o2775)


def changed_lines(before: str, after: str) -> list[str]:
    """The lines removed from ("- …") and added to ("+ …") a text."""
    diff = difflib.ndiff(before.splitlines(), after.splitlines())
    return [line for line in diff if line.startswith(("- ", "+ "))]
