"""The past of the evidence folder, as git tells it: one call, whatever the number of files."""

import re
import subprocess
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from zi_build.load.evidence import ROOT
from zi_build.model.commit import Commit, Deed, Log, Source, Touch

# \x01 begins a commit: no path and no status does.
_FORMAT = "tformat:%x01%H%x00%ct%x00%P%x00%s"
_STATUS = re.compile(r"[ACDMRTUXB]{1,20}\d{0,3}")
_LENGTH = 10
_DEEDS = {"A": Deed.ADDED, "C": Deed.ADDED, "D": Deed.REMOVED, "R": Deed.MOVED}
_TIMEOUT = 120
# The one word of git's refusal that it never translates: the folder belongs to another user.
_SAFE = "safe.directory"
_DUBIOUS = "folder ini milik pengguna lain; tambahkan ke safe.directory di pengaturan git"


def read_log(root: Path) -> Log:
    """Return every commit that touched `root/evidence`, oldest first, parents before their children.

    Moved files are followed; of a merge only what it changed by itself is told. A folder without
    git, without a repository or without commits is no error: `source` says so.
    """
    known = _git(root, "rev-parse", "--is-shallow-repository", "--show-prefix")
    if isinstance(known, Log):
        unknown = known.source is Source.FAILED and known.trouble != _DUBIOUS
        return Log(Source.NO_REPOSITORY) if unknown else known
    shallow, _, prefix = known.partition("\n")
    told = _git(
        root,
        *("-c", "log.showSignature=false", "-c", "diff.renameLimit=20000"),
        *("log", "--topo-order", "--reverse", "--full-history", "--relative", "--no-color"),
        *("--no-ext-diff", "-c", "-M", "-z", "--name-status", f"--format={_FORMAT}"),
        *("HEAD", "--", ROOT),
    )
    if isinstance(told, Log):
        born = _git(root, "rev-parse", "--quiet", "--verify", "HEAD")
        return told if isinstance(born, str) else Log(Source.EMPTY)
    is_shallow = shallow.strip() == "true"
    commits = tuple(_commits(told, prefix.strip("\n"), shallow=is_shallow))
    return Log(Source.SHALLOW if is_shallow else Source.WHOLE, commits)


def _git(root: Path, *arguments: str) -> str | Log:
    """Return what git says, or a log that says why it says nothing.

    Git's sentences are in the language of the computer, so that only what it does is looked at.
    """
    try:
        done = subprocess.run(  # noqa: S603
            ["git", "-C", str(root), *arguments],  # noqa: S607
            capture_output=True,
            check=False,
            timeout=_TIMEOUT,
        )
    except FileNotFoundError:
        return Log(Source.NO_GIT)
    except (OSError, subprocess.SubprocessError) as error:
        return Log(Source.FAILED, trouble=str(error))
    if done.returncode == 0:
        return done.stdout.decode("utf-8", "surrogateescape")
    said = done.stderr.decode("utf-8", "replace").strip()
    return Log(Source.FAILED, trouble=_DUBIOUS if _SAFE in said else said.split("\n")[0])


def _commits(told: str, prefix: str, *, shallow: bool) -> Iterator[Commit]:
    head: list[str] = []
    touches: list[Touch] = []
    tokens = iter(told.split("\0"))
    for token in tokens:
        word = token.lstrip("\n")
        if word.startswith("\x01"):
            if head:
                yield _commit(head, touches, shallow=shallow)
            head = [word[1:], next(tokens, ""), next(tokens, ""), next(tokens, "")]
            touches = []
        elif _STATUS.fullmatch(word):
            touch = _touch(word, tokens, prefix)
            if touch is not None:
                touches.append(touch)
    if head:
        yield _commit(head, touches, shallow=shallow)


def _commit(head: list[str], touches: list[Touch], *, shallow: bool) -> Commit:
    name, seconds, parents, subject = head
    return Commit(
        id=name[:_LENGTH],
        seconds=int(seconds),
        subject=_plain(subject.strip()),
        touches=tuple(sorted(touches, key=lambda touch: touch.path)),
        edge=shallow and not parents.strip(),
    )


def _touch(status: str, tokens: Iterator[str], prefix: str) -> Touch | None:
    """Return one file; of a merge the status has a letter for each parent, and the path is whole."""
    letters = status.rstrip("0123456789")
    merged = len(letters) > 1
    deed = _DEEDS.get(letters[0], Deed.CHANGED) if len(set(letters)) == 1 else Deed.CHANGED
    if merged:
        path = _plain(next(tokens, "").removeprefix(prefix))
        deed = Deed.CHANGED if deed is Deed.MOVED else deed
        return Touch(deed, path) if path.startswith(f"{ROOT}/") else None
    first = _plain(next(tokens, ""))
    if letters not in {"R", "C"}:
        return Touch(deed, first)
    second = _plain(next(tokens, ""))
    return Touch(deed, second, first if letters == "R" else None)


def _plain(text: str) -> str:
    """Return a name in the one form in which names are compared, whatever wrote it."""
    return unicodedata.normalize("NFC", text)
