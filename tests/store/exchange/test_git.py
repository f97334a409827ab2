from __future__ import annotations

import os
from pathlib import Path

import pytest

from core.errors import TamisError
from store.exchange import git as module
from store.exchange.git import Git, is_local, there
from store.exchange.link import REPOSITORY
from store.folder.cache import cache_folder
from tests.remotes import git
from tests.reviews import make_review, run


def program(path: Path, text: str) -> Path:
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path


def test_without_git_it_says_what_to_do_instead(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(TamisError, match="tamis pack FILE"):
        Git(tmp_path / "x.git").run("version")


@pytest.mark.parametrize(
    "complaint",
    [
        "Host key verification failed.",
        "git@host: Permission denied (publickey,password).",
        "fatal: could not read Username for 'https://host': terminal prompts disabled",
        "fatal: Authentication failed for 'https://host/'",
    ],
)
def test_where_a_password_or_a_host_key_is_asked_for_it_says_to_use_a_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, complaint: str
) -> None:
    ssh = program(tmp_path / "ssh", f'echo "{complaint}" >&2; exit 255')
    monkeypatch.setenv("GIT_SSH_COMMAND", str(ssh))
    repository = Git(tmp_path / "x.git")
    repository.init()
    with pytest.raises(TamisError, match="in a terminal") as problem:
        repository.run("ls-remote", "--", "ssh://host/x")
    assert complaint.removeprefix("fatal: ") in problem.value.what, "not what git says after it"
    with pytest.raises(TamisError, match="may you read and write there") as problem:
        Git(tmp_path / "x.git", asks=True).run("ls-remote", "--", "ssh://host/x")  # it was asked, and answered wrongly
    assert complaint.removeprefix("fatal: ") in problem.value.what and "terminal" not in problem.value.advice


def test_the_command_to_run_in_a_terminal_is_the_one_that_was_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = make_review(tmp_path / "review", records=1)
    refused = program(tmp_path / "ssh", 'echo "Host key verification failed." >&2; exit 255')
    monkeypatch.setenv("GIT_SSH_COMMAND", str(refused))
    with pytest.raises(TamisError, match="Run “tamis share start REMOTE” in a terminal"):
        run(folder, "share", "start", "ssh://host/x", role="ANNA")
    with pytest.raises(TamisError, match="Run “tamis share join REMOTE DIR --as BO” in a terminal"):
        run(tmp_path, "share", "join", "ssh://host/x", str(tmp_path / "new"), role="BO")
    place = tmp_path / "place.git"
    run(folder, "share", "start", str(place), role="ANNA")
    Git(cache_folder(folder) / REPOSITORY).run("config", "tamis.remote", "ssh://host/x")
    with pytest.raises(TamisError, match="Run “tamis share” in a terminal"):
        run(folder, "share", role="ANNA")


@pytest.mark.parametrize("asks", [False, True])
def test_only_with_a_terminal_anything_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asks: bool) -> None:
    """What git's child is told: its words, and whether it has a session of its own, which has no terminal."""
    told = tmp_path / "told"
    script = f'(echo "$@"; env; ps -o sid= -p $$) > {told}; exit 1'
    monkeypatch.setenv("GIT_SSH_COMMAND", str(program(tmp_path / "ssh", script)))
    monkeypatch.setenv("SSH_ASKPASS", "/bin/true")
    monkeypatch.setenv("GIT_INDEX_FILE", "/nowhere")
    repository = Git(tmp_path / "x.git", asks=asks)
    repository.init()
    with pytest.raises(TamisError):
        repository.run("ls-remote", "--", "ssh://host/x")
    text = told.read_text()
    for word in ("BatchMode=yes", "GIT_TERMINAL_PROMPT=0", "SSH_ASKPASS_REQUIRE=never"):
        assert (word in text) is not asks
    assert ("SSH_ASKPASS=/bin/true" in text) is asks and "GIT_INDEX_FILE" not in text
    assert (int(text.split()[-1]) == os.getsid(0)) is asks


def test_a_command_in_an_address_is_not_run(tmp_path: Path) -> None:
    repository = Git(tmp_path / "x.git")
    repository.init()
    for address in (f"ext::sh -c touch% {tmp_path}/witness", f"ssh://-oProxyCommand=touch${{IFS}}{tmp_path}/witness/x"):
        with pytest.raises(TamisError):
            repository.run("ls-remote", "--", address)
    assert not (tmp_path / "witness").exists()


def test_what_is_a_folder_here() -> None:
    assert all(map(is_local, ("/x/y", "x", "./a:b", "file:///x")))
    assert not any(map(is_local, ("ssh://h/x", "h:x", "git@h:x/y", "https://h/x")))
    assert there("h:x", "upload-pack") == [] and "hooksPath=/dev/null" in there("/x", "receive-pack")[0]


def test_a_list_without_end_is_cut_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repository = Git(tmp_path / "x.git")
    repository.init()
    whole = repository.run("config", "--list")
    for most in (10, len(whole) - 1):
        monkeypatch.setattr(module, "MOST_OUTPUT", most)
        with pytest.raises(TamisError, match="far more files"):
            repository.run("config", "--list")
    monkeypatch.setattr(module, "MOST_OUTPUT", len(whole))
    assert repository.run("config", "--list") == whole


def test_files_are_saved_by_their_numbers(tmp_path: Path) -> None:
    repository = Git(tmp_path / "x.git")
    repository.init()
    content = [b"", b"a\nb\0", b"x" * (3 << 20)]
    numbers = [git(repository.folder, "hash-object", "-w", "--stdin", feed=each).decode().strip() for each in content]
    repository.save({f"d/{place}": number for place, number in enumerate(numbers)}, tmp_path)
    assert [(tmp_path / f"d/{place}").read_bytes() for place in range(3)] == content
    tree = git(repository.folder, "mktree", feed=b"").decode().strip()
    for number in ("0" * 40, tree):
        with pytest.raises(TamisError, match="lacks it"):
            repository.save({"e": number}, tmp_path)


def test_only_the_exit_status_that_is_an_answer_gives_nothing(tmp_path: Path) -> None:
    repository = Git(tmp_path / "x.git")
    repository.init()
    assert repository.text("config", "no.such", fails=1) == ""
    for status in (0, 2):
        with pytest.raises(TamisError, match="git config: it failed without a word"):
            repository.text("config", "no.such", fails=status)
    with pytest.raises(TamisError, match="without a word"):
        repository.text("config", "no.such")
