"""Opens a review folder: checks the role and the login, and gives the protocol, the records and the journals."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeVar

from core.protocol.values import Protocol, Stage
from core.screening.audience import TEAM, Audience
from store.folder.cache import Cache
from store.folder.database import Database
from store.folder.form import make_folder, refuse_old_form, refuse_unsafe
from store.folder.journal_memory import JournalMemory, snapshot_of, warn_of_lacking
from store.folder.noted_files import NotedFiles
from store.folder.opened import OpenedOnce
from store.folder.people import ACTS, PEOPLE, ReviewPeople, account_name, current_login, refuse_other_login
from store.folder.plan import PROTOCOL_FILE, read_plan
from store.folder.records import RecordStore, import_files
from store.journal.bookkeeping import Bookkeeping, Warn, no_warning
from store.journal.files import unsafe_filesystem
from store.journal.journal import Change, Journal, document_id
from store.journal.line import Event
from store.journal.snapshot import Snapshot
from store.journal.union.union import Union
from store.journal.union.word import Word

if TYPE_CHECKING:
    from core.protocol.amendment import Amendment

Derived = TypeVar("Derived")

PATIENCE = 2.0
FILE_MODE = 0o644


class Review:
    """A review folder: its protocol, its records and its journals, opened when first needed.

    A review is opened in a role. In a reviewer's role, nothing is read that the protocol hides from that reviewer.
    Without a role it is the view of the team, which reads everything and shows blind decisions only as counts.

    Args:
        folder: The review folder.
        role: The id of the reviewer who acts, or None.
        login: The operating system's user; by default the one who runs the process.
        unsafe_filesystem_accepted: Whether to accept a network file system.
        copied: Whether it is a copy, whose files belong to whoever copied them.
        cache: Whether what was derived before may be used; else it is deleted from the account's cache.
        copy_of: The review that it is a copy of: what is kept of that one is used where it follows from the same bytes.

    Attributes:
        cache: What was derived from its files.
        noted: Which journals were read before, and are as they were.
        opened: What functions have opened for it, each once; closed with it.
        stays_open: Whether `with` leaves it open, for acts to come.
        stores: By reviewer and stage, the stores of decisions that acts of this session leave to later ones.
        saved: Whether the act that it was opened for is saved: whatever fails afterwards, nobody should repeat the act.
        forgiven: Journals, named below `people`, of whose lost lines their owner is just saying that they are lost.
        read: What a check has read of journals, named below `people`, of which there is no snapshot.
        lent: Gives the snapshot of another copy of a journal, named below `people`; used where it fits this one.
        warn: Called with a sentence or two on what failed after a save.
        lives_on: Whether a person works in it for long, so that an act of theirs is refused once the plan has changed.
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
        copied: bool = False,
        cache: bool = True,
        copy_of: Review | None = None,
    ) -> None:
        self.folder = folder
        # What follows from the same bytes is the same; what follows from others has another origin.
        self.cache = Cache(copy_of.folder if copy_of else folder, used=not copied)
        if not cache:
            self.cache.clear()
        self.copied = copied
        self.login = login or current_login()
        self._plan = read_plan(folder / PROTOCOL_FILE)
        refuse_old_form(folder)
        unsafe = unsafe_filesystem(folder)
        if unsafe is not None and not unsafe_filesystem_accepted:
            refuse_unsafe(folder, unsafe)
        self.noted = NotedFiles(self.cache, used=unsafe is None and not copied)
        self.role = role
        self._acting: set[str] = set()
        if role is not None:
            self.check_login(role)
        self.opened = OpenedOnce()
        self._acts: Union | None = None
        self._db: Database | None = None
        self._derived: dict[Callable[[Review], Any], tuple[tuple[int, ...], Any]] = {}
        self._records: RecordStore | None = None
        self._records_state: tuple[int, ...] = ()
        self._logged = ""
        self.lives_on = False
        self.patience = PATIENCE
        self.stays_open = False
        self.stores: dict[tuple[str, str], object] = {}
        self.saved = False
        self.forgiven: set[str] = set()
        self.read: dict[str, Snapshot] = {}
        self.lent: Callable[[str], Snapshot | None] = lambda name: snapshot_of(copy_of, name) if copy_of else None
        self.warn: Warn = no_warning

    @classmethod
    def create(cls, folder: Path, protocol_text: str, *, unsafe_filesystem_accepted: bool = False) -> Review:
        """Make a review folder with its protocol.

        Raises:
            TamisError: There is a review already, or the protocol is wrong.
        """
        make_folder(folder, protocol_text)
        return cls(folder, unsafe_filesystem_accepted=unsafe_filesystem_accepted)

    def __enter__(self) -> Review:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not self.stays_open:
            self.close()

    def again(self) -> Review:
        """The same review in the same role, opened anew: with the plan as it is now."""
        review = Review(self.folder, role=self.role, login=self.login, unsafe_filesystem_accepted=True)
        review.warn = self.warn
        return review

    def begin_anew(self) -> bool:
        """Be as if it were just opened, for another act; whether it can: not where the plan has changed since.

        What was read so far is kept, and what others have written since is read.
        """
        path = self.folder / PROTOCOL_FILE
        if not path.is_file() or path.read_bytes() != self.protocol_text.encode():
            return False
        self._acting.clear()
        self.saved = False
        self.refresh()
        return True

    @property
    def protocol(self) -> Protocol:
        """The plan that this session goes by."""
        return self._plan.protocol

    @property
    def protocol_text(self) -> str:
        """The plan's text."""
        return self._plan.text

    @property
    def version(self) -> str:
        """The plan's version."""
        return self._plan.version

    def take_plan(self) -> bool:
        """Go on with the plan as it is now, as if the review were opened anew; sessions that are open end here.

        Returns:
            Whether it is another one; a file that is no plan is not taken.

        Raises:
            TamisError: The role is not this user's in the new plan; nothing has changed.
        """
        plan = self._plan.newer()
        if plan is None:
            return False
        if self.role is not None:
            refuse_other_login(plan.protocol, self.role, self.login)
        self.close()
        self._plan = plan
        self._db, self._logged = None, ""
        self._derived.clear()
        self.stores.clear()
        return True

    def close(self) -> None:
        """Close every file; all decisions are on disk before that."""
        self.opened.close()
        if self._acts is not None:
            self._acts.close()
            self._acts = None
        if self._records is not None:
            self._records.close()
            self._records = None
        self.noted.keep()

    @property
    def who(self) -> str:
        """In whose folder the words of this session stand: the role's, the account's own id, or the account's name."""
        if self.role is not None:
            return self.role
        own = [each.id for each in self.protocol.reviewers if self.login in each.logins]
        return own[0] if len(own) == 1 else account_name(self.login)

    @property
    def acts(self) -> Union:
        """What everybody has said for all to see.

        Raises:
            TamisError: A journal is damaged, or of a newer tamis.
        """
        if self._acts is None:
            self._acts = Union(ReviewPeople(self))
            warn_of_lacking(self, {f"{who}/{ACTS}": each for who, each in self._acts.journals.items()})
        return self._acts

    @property
    def db(self) -> Database:
        """What everybody has said for all to see, as a TinyDB database."""
        if self._db is None:
            self._db = Database(self)
        return self._db

    def in_order(self, table: str) -> list[tuple[str, Word]]:
        """The documents of a table of `db`, by number as text, as words in the order in which they were said."""
        return self.acts.in_order(table, [str(each.doc_id) for each in self.db.table(table).all()])

    def once(self, derive: Callable[[Review], Derived], *tables: str) -> Derived:
        """What a function derives from what was said in these tables, derived anew only when one of them changes."""
        state = self.acts.state(*tables)
        known = self._derived.get(derive)
        if known is None or known[0] != state:
            known = self._derived[derive] = (state, derive(self))
        found: Derived = known[1]
        return found

    def let_go(self, derive: Callable[[Review], object]) -> None:
        """Hold what a function derived no longer; it is derived anew when somebody asks for it."""
        self._derived.pop(derive, None)

    def say(self, changes: Iterable[Change], *, act: str, note: str = "", who: str = "") -> list[Event]:
        """Say words for all to see, in one's own name or in that of a person who this account may act for.

        Raises:
            TamisError: They could not be saved, or the person is bound to another account; nothing was changed.
        """
        if who:
            self.check_login(who)
        self.log_amendment()
        with self.saying():
            return self.acts.commit(who or self.who, self.db.write(changes), act=act, note=note)

    @contextlib.contextmanager
    def saying(self, *, explained: bool = False) -> Iterator[None]:
        """Keep the other windows of this person away while words are said; all that others have said is read.

        Args:
            explained: Whether the caller says why the plan was changed, if it was.

        Raises:
            TamisError: The journal cannot be written.
        """
        self.log_amendment(explained=explained)
        with self.acts.locked(self.who):
            yield

    def take_back(self, tables: Collection[str], sure: Callable[[Event], bool] | None = None) -> list[Event]:
        """Take back one's own last act in these tables; see `store.journal.union.union.Union.undo`."""
        with self.saying():
            return self.acts.undo(self.who, tables, sure)

    def take_back_act(
        self, first_seq: int, *, again: bool = False, sure: Callable[[Event], bool] | None = None
    ) -> list[Event]:
        """Take back one of one's own acts, named by the `seq` of its first event, or say it again."""
        with self.saying():
            return self.acts.undo_batch(self.who, first_seq, again=again, sure=sure)

    def open_own(self, path: Path, *, write: bool, salted: bool = False) -> Journal:
        """Open a journal of one person, which the caller closes; looking at a review changes no file.

        A journal of decisions is salted, and names no account: the folder says whose it is. Of a journal of somebody
        else's the snapshot is the one in this account's cache.

        Raises:
            TamisError: The journal is damaged, busy, or of a newer tamis.
        """
        beside = path.relative_to(self.folder).with_suffix(".json")
        own = write or self.copied or beside.parts[1] in {*self.acting, self.who}
        return Journal(
            path,
            cache=None if own else self.cache.folder / beside,
            unchanged=self.noted,
            memory=JournalMemory(self, beside.relative_to(PEOPLE).with_suffix(".jsonl").as_posix(), own=own),
            who="" if salted else self.login,
            version=self.version,
            read_only=not write,
            mode=FILE_MODE,
            salted=salted,
            timeout=self.patience,
            warn=lambda text: self.warn(text),
        )

    def bookkeeping(self, undone: str) -> Bookkeeping:
        """The context for work after a save: when it fails, `warn` is told what was not done."""
        return Bookkeeping(self.warn, undone)

    def refresh(self) -> None:
        """Read what other processes have appended to the open journals.

        A store of decisions or values reads its own journal itself; this is for what is derived from all journals.
        """
        self.acts.refresh()
        self.opened.refresh()

    @property
    def records(self) -> RecordStore:
        """The records of every import that has not been withdrawn, in the order of import."""
        state = self.acts.state("imports", "withdrawals")
        if self._records is None or self._records_state != state:
            self._records_state = state
            self._records = RecordStore(import_files(self), self.cache)
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
        """Make sure that this user may act as a reviewer, and do so from now on.

        Raises:
            TamisError: There is no such reviewer, or the reviewer is bound to another login.
        """
        self.check_login(reviewer)
        self._acting.add(reviewer)
        self.opened.refresh()  # more of it may be read now

    @property
    def acting(self) -> frozenset[str]:
        """The reviewers for whom this session acts, whose own decisions it reads: the role, and `act_as`."""
        return frozenset(self._acting if self.role is None else {*self._acting, self.role})

    def check_login(self, reviewer: str) -> None:
        """Make sure that this user's account may write in a reviewer's name.

        Raises:
            TamisError: There is no such reviewer, or the reviewer is bound to another login.
        """
        refuse_other_login(self.protocol, reviewer, self.login)

    def log_amendment(self, *, explained: bool = False) -> None:
        """Log the protocol in use when it is not the one last logged: its hash, its text, and what changed.

        Args:
            explained: Whether the caller says why; else `warn` is told that nobody has yet.

        Raises:
            PlanChanged: A session that lives on goes by a plan that was changed since.
        """
        if self.lives_on:
            self._plan.refuse_newer()
        if self._logged == self.version:
            return
        with self.acts.locked(self.who):
            if (amendment := self.unlogged_change()) is not None:
                number = document_id(str(self.acts.clock + 1), self.version)
                says = {name: getattr(amendment, name) for name in ("version", "at", "changed", "text")}
                self.acts.commit(self.who, [Change("amendments", number, says)], act="amendment")
                if not explained and amendment.changed:
                    self.warn('the plan was changed, and nobody has said why: tamis amend "WHY"')
        self._logged = self.version

    def unlogged_change(self) -> Amendment | None:
        """The protocol in use where it is not the one last logged, as an amendment; else None."""
        logged = self.in_order("amendments")
        return self._plan.change_since(logged[-1][1].says if logged else None)
