"""A git repository around an office, as a test writes it: commits at fixed times by nobody."""

import os
import subprocess
from pathlib import Path

NOBODY = {
    "GIT_AUTHOR_NAME": "Petugas",
    "GIT_AUTHOR_EMAIL": "petugas@kantor.example",
    "GIT_COMMITTER_NAME": "Petugas",
    "GIT_COMMITTER_EMAIL": "petugas@kantor.example",
    "GIT_AUTHOR_DATE": "2026-09-30T08:00:00+07:00",
    "GIT_COMMITTER_DATE": "2026-09-30T08:00:00+07:00",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
}


def git(folder: Path, *arguments: str, **environment: str) -> str:
    """Run git in a folder and return what it printed."""
    done = subprocess.run(
        ["git", "-C", str(folder), *arguments],
        capture_output=True,
        check=False,
        env={**os.environ, **NOBODY, **environment},
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode("utf-8", "surrogateescape").strip()


def start(folder: Path, *options: str) -> Path:
    """Make a folder a repository whose evidence is kept byte for byte; return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "-q", "-b", "main", *options)
    (folder / ".gitattributes").write_text("* -text\n", encoding="utf-8")
    (folder / ".gitignore").write_text(".zi-cache/\n", encoding="utf-8")
    return folder


def commit(folder: Path, message: str = "Bukti") -> str:
    """Commit everything as it is, also nothing; return the commit's id."""
    git(folder, "add", "-A", ".")
    git(folder, "commit", "-q", "--allow-empty", "-m", message)
    return git(folder, "rev-parse", "HEAD")
