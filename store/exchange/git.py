"""Runs git as a program on a bare repository of this account's own.

Of no repository anything is run or checked out: hooks, filters, attributes and settings of the other side are passed
by, its files are read as bytes by their numbers, and what is asked in a terminal is asked there or not at all.
"""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from threading import Thread
from typing import IO

from core.errors import TamisError

MOST_OUTPUT = 8 << 20
"""The most bytes of a list that git gives: some 50,000 files."""
_BLOCK = 1 << 20
_KEPT = re.compile(
    r"(?!GIT_)|GIT_(SSH|SSH_COMMAND|SSH_VARIANT|ASKPASS|SSL_.*|PROXY_.*|CONFIG_(GLOBAL|SYSTEM|NOSYSTEM))$"
)
_SETTINGS = (
    *(
        "core.hooksPath=/dev/null",
        "core.fsmonitor=false",
        "core.attributesFile=/dev/null",
        "core.alternateRefsCommand=",
    ),
    *("core.bigFileThreshold=8m", "core.compression=3", "gc.autoDetach=false", "receive.autogc=false"),
    *("fetch.recurseSubmodules=false", "push.recurseSubmodules=no", "push.gpgSign=false", "push.followTags=false"),
)
_QUIET = ("core.askPass=", "credential.interactive=false", "http.lowSpeedLimit=1", "http.lowSpeedTime=60")
_THERE = f"git {' '.join(f'-c {each}' for each in (*_SETTINGS, 'safe.directory=*'))}"
"""How git is called in a repository of somebody else's on a disk of this machine, whose settings come before ours."""
_ASKS = re.compile(
    r"prompts disabled|could not read (Username|Password)|Host key verification|Permission denied \(|no askpass"
    r"|Authentication failed|REMOTE HOST IDENTIFICATION",
    re.IGNORECASE,
)


class Git:
    """git on one bare repository.

    Args:
        folder: The repository, which may not be there yet.
        asks: Whether there is a terminal in which a password or a host key may be asked for.
        command: What a person is to run in one where there is none here.
    """

    def __init__(self, folder: Path, *, asks: bool = False, command: str = "tamis share") -> None:
        self.folder, self._asks, self._command = folder, asks, command

    def init(self, *words: str) -> None:
        """Make the repository, without hooks or a template."""
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        self.run("init", "--quiet", "--bare", "--template=", *words, str(self.folder))

    def run(self, *words: str, feed: Iterable[bytes] = (), fails: int = 0) -> bytes:
        """Run a command of git.

        Args:
            words: The command and its arguments.
            feed: What it reads.
            fails: An exit status besides 0 that is an answer: then b"" is given.

        Returns:
            What it wrote.

        Raises:
            TamisError: It failed, or there is no git.
        """
        with tempfile.TemporaryFile() as complaints:
            with self._started(words, complaints) as process:
                feeder = Thread(target=_feed, args=(process.stdin, feed), daemon=True)
                feeder.start()
                assert process.stdout is not None
                output: bytes = process.stdout.read(MOST_OUTPUT + 1)
                if len(output) > MOST_OUTPUT:
                    process.kill()
                feeder.join()
            complaints.seek(0)
            if len(output) > MOST_OUTPUT:
                raise TamisError("it holds far more files than tamis writes", where=words[-1])
            if process.returncode and process.returncode == fails:
                return b""
            if process.returncode:
                raise self._failed(words, complaints.read(_BLOCK).decode(errors="backslashreplace"))
        return output

    def text(self, *words: str, fails: int = 0) -> str:
        """As `run`, as text without its last line feed."""
        return self.run(*words, fails=fails).decode(errors="backslashreplace").removesuffix("\n")

    def save(self, blobs: Mapping[str, str], folder: Path) -> None:
        """Write the content of files of the repository below a folder.

        Args:
            blobs: Name below the folder → the file's number in the repository.
            folder: The folder.

        Raises:
            TamisError: The repository lacks one.
        """
        with tempfile.TemporaryFile() as complaints, self._started(("cat-file", "--batch"), complaints) as process:
            assert process.stdin is not None and process.stdout is not None
            for name, number in blobs.items():
                process.stdin.write(f"{number}\n".encode())
                process.stdin.flush()
                head = process.stdout.readline().split()
                if b"blob" not in head:
                    raise TamisError("the repository in the cache lacks it", where=name, advice="Share again.")
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                with (folder / name).open("xb") as file:
                    for size in _blocks(int(head[2])):
                        file.write(process.stdout.read(size))
                process.stdout.read(1)

    @contextlib.contextmanager
    def _started(self, words: Iterable[str], complaints: IO[bytes]) -> Iterator[subprocess.Popen[bytes]]:
        settings = (*_SETTINGS, *(() if self._asks else _QUIET))
        try:
            process = subprocess.Popen(
                ["git", *(word for each in settings for word in ("-c", each)), *words],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=complaints,
                env=self._environment(),
                start_new_session=not self._asks,  # then nothing finds a terminal to ask in
            )
        except FileNotFoundError:
            advice = "Install git, or carry files: tamis pack FILE, and tamis take FILE on the other machine."
            raise TamisError("there is no program “git” on this machine", advice=advice) from None
        try:
            yield process
        except BaseException:
            process.kill()
            raise
        finally:
            for stream in (process.stdin, process.stdout):
                with contextlib.suppress(OSError, ValueError):
                    stream.close()  # type: ignore[union-attr]
            process.wait()

    def _failed(self, words: tuple[str, ...], complaints: str) -> TamisError:
        """What git complained of, in words that say what to do."""
        told = [each.strip() for each in complaints.splitlines() if each.strip()]
        lines = [each for each in told if re.match(r"(fatal|error|ssh|remote|!)\b|!", each)] or told
        lines = [*filter(_ASKS.search, told), *lines]
        what = lines[0].removeprefix("fatal: ").removeprefix("error: ") if lines else "it failed without a word"
        if _ASKS.search(complaints) and not self._asks:
            what = f"it asks for a password, or does not know the host's key ({what})"
            return TamisError(what, where="git", advice=f"Run “{self._command}” in a terminal, and answer there.")
        if "[rejected]" in complaints or "non-fast-forward" in complaints:
            return TamisError("somebody shared in your name meanwhile", where="git push", advice="Share again.")
        return TamisError(what, where=f"git {words[0]}", advice="Is the place right, and may you read and write there?")

    def _environment(self) -> dict[str, str]:
        kept = {name: each for name, each in os.environ.items() if _KEPT.match(name)}
        if not self._asks:
            kept = {name: each for name, each in kept.items() if not name.endswith("ASKPASS")}
            ssh = kept.get("GIT_SSH_COMMAND", kept.get("GIT_SSH", "ssh"))
            kept |= {"GIT_TERMINAL_PROMPT": "0", "SSH_ASKPASS_REQUIRE": "never"}
            kept |= {"GIT_SSH_COMMAND": f"{ssh} -o BatchMode=yes -o ConnectTimeout=30"}
        return kept | {
            "GIT_DIR": str(self.folder),
            "GIT_NO_REPLACE_OBJECTS": "1",
            "GIT_NO_LAZY_FETCH": "1",
            "GIT_ALLOW_PROTOCOL": "file:git:http:https:ssh",
            "LC_ALL": "C",
        }


def there(remote: str, program: str) -> list[str]:
    """The option that keeps a repository on a disk of this machine from running anything of its own.

    Args:
        remote: The other repository.
        program: "upload-pack" or "receive-pack", which git starts there.
    """
    return [f"--{program}={_THERE} {program}"] if is_local(remote) else []


def is_local(remote: str) -> bool:
    """Whether git takes a remote for a folder of this machine."""
    return remote.startswith("file://") or ("://" not in remote and ":" not in remote.partition("/")[0])


def _feed(stream: IO[bytes], feed: Iterable[bytes]) -> None:
    with contextlib.suppress(BrokenPipeError, ValueError):
        for each in feed:
            stream.write(each)
        stream.close()


def _blocks(size: int) -> Iterator[int]:
    while size > 0:
        yield min(size, _BLOCK)
        size -= _BLOCK
