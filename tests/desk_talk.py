"""A person at a terminal: a command run in a real one, its questions answered line by line."""

import os
import select
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

PATIENCE = 60.0


def talk(root: Path, arguments: Sequence[str], answers: Sequence[str]) -> tuple[str, int]:
    """Run `zi` in a terminal and type an answer whenever it waits; return what it said, and its code."""
    pty = pytest.importorskip("pty", reason="terminals of this kind are not on Windows")
    process, screen = pty.fork()
    if process == 0:
        os.environ.update(TERM="xterm", COLUMNS="200")
        os.execv(  # noqa: S606
            sys.executable, [sys.executable, "-m", "zi_build", "--root", str(root), *arguments]
        )
    said, left, since = b"", list(answers), time.monotonic()
    while time.monotonic() - since < PATIENCE:
        ready, _, _ = select.select([screen], [], [], 0.2)
        if ready:
            try:
                piece = os.read(screen, 65536)
            except OSError:
                break
            if not piece:
                break
            said += piece
        elif left and said.rstrip().endswith(b":"):
            os.write(screen, f"{left.pop(0)}\n".encode())
    _, status = os.waitpid(process, 0)
    os.close(screen)
    return said.decode().replace("\r\n", "\n"), os.waitstatus_to_exitcode(status)
