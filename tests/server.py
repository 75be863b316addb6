"""A plain server in a folder: a bare repository with the very hook, a clone, and a web server."""

import functools
import http.server
import os
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import sites
from office import Office

DEPLOY = sites.REPOSITORY / "deploy/server"
PATIENCE = 240
PAGES = {
    "index": "# Beranda\n\n[[zi:skor]]\n",
    "rencana": "# Rencana\n\n[[zi:kriteria 1.2.a]]\n",
    "kekurangan": "# Yang masih kurang\n\n[[zi:kekurangan]]\n\n[[zi:diagnostik]]\n",
}
INTERNAL = """\
INHERIT: mkdocs.yml
site_dir: site-internal
plugins:
  search: {}
  zi: {audience: internal}
"""


@dataclass(frozen=True)
class Server:
    """Where things stand on it; `environment` is that of everybody who pushes."""

    home: Path
    clone: Office
    environment: Mapping[str, str]

    @property
    def site(self) -> Path:
        """The folder that the web server serves."""
        return self.home / "publik/situs"

    def git(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run git in the clone."""
        return subprocess.run(
            ["git", "-C", str(self.clone.root), *arguments],
            capture_output=True,
            encoding="utf-8",
            check=True,
            env=self.environment,
            timeout=PATIENCE,
        )

    def push(self, message: str = "Bukti") -> str:
        """Commit everything, push it, and return what the pusher reads."""
        self.git("add", "-A")
        self.git("commit", "--quiet", "--allow-empty", "-m", message)
        said = self.git("push", "origin", "main").stderr
        return "\n".join(
            line.removeprefix("remote: ").rstrip()
            for line in said.splitlines()
            if line.startswith("remote:")
        )

    def publish(self, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run what the hook and the timer run."""
        return subprocess.run(
            [str(self.home / "bin/terbit.sh"), str(self.home), *options],
            capture_output=True,
            encoding="utf-8",
            check=False,
            env={**self.environment, **environment},
            timeout=PATIENCE,
        )

    def with_internal_site(self) -> None:
        """Ask for the internal site besides."""
        self.clone.text("mkdocs.internal.yml", INTERNAL)

    def content(self) -> dict[str, bytes]:
        """Return every byte that is served."""
        return {
            file.relative_to(self.site).as_posix(): file.read_bytes()
            for file in sites.files_of(self.site)
        }

    @contextmanager
    def served(self) -> Iterator[str]:
        """Serve the published folder and yield its address."""
        handler = functools.partial(Quiet, directory=str(self.site))
        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as web:
            threading.Thread(target=web.serve_forever, args=(0.05,), daemon=True).start()
            yield f"http://127.0.0.1:{web.server_address[1]}"
            web.shutdown()


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files and logs nothing."""

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


def get(address: str) -> str:
    """Return a page as a browser gets it."""
    with urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310  (our own server)
        return str(answer.read().decode())


def environment_in(folder: Path) -> dict[str, str]:
    """Return an environment of its own: no settings of whoever runs the tests."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return {
        **kept,
        "HOME": str(folder),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "Tim ZI",
        "GIT_AUTHOR_EMAIL": "zi@contoh.example",
        "GIT_COMMITTER_NAME": "Tim ZI",
        "GIT_COMMITTER_EMAIL": "zi@contoh.example",
        "ZI_AS_OF": "2026-09-30",
        "PYTHONPATH": os.pathsep.join(
            [str(sites.REPOSITORY), str(sites.REPOSITORY / "plugins"), kept.get("PYTHONPATH", "")]
        ),
    }


def program_in(folder: Path) -> Path:
    """Write a `zi` that judges by 30 September 2026."""
    program = folder / "zi"
    program.write_text(
        "#!/bin/sh\n"
        'case "$1" in --version) ;; *) set -- --as-of 2026-09-30 "$@" ;; esac\n'
        f'exec "{sys.executable}" -m zi_build "$@"\n',
        "utf-8",
    )
    program.chmod(0o755)
    return program


def install(folder: Path) -> Server:
    """Install the server with its own script, and make a clone with a small office in it."""
    environment = environment_in(folder)
    home = folder / "srv zi"  # a space, because somebody will
    command = ["bash", str(DEPLOY / "pasang.sh"), "--rumah", str(home)]
    done = subprocess.run(
        [*command, "--zi", str(program_in(folder)), "--simpan", "3"],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env=environment,
    )
    assert done.returncode == 0, done.stderr
    clone = Office(folder / "kerja")
    server = Server(home, clone, environment)
    server.git("init", "--quiet", "--initial-branch=main")
    server.git("remote", "add", "origin", str(home / "repo.git"))
    (clone.root / ".gitignore").write_text("/.zi-cache/\n/site/\n", "utf-8")
    clone.unit(mulai="2026-01-05")
    clone.paper("1.2.a/rencana-aksi", "2026-01-20 Rencana aksi.pdf")
    clone.answers({"1.2.a": "Ya"})
    sites.with_small_pages(clone.root, **PAGES)
    return server
