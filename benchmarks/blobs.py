"""Run `zi diff REV` and count the blobs that it asks git for; prints the count."""

import sys
from collections.abc import Iterator

import click

from zi_build.cli.main import cli
from zi_build.load.revision import Blobs

asked = 0
_read = Blobs.pieces


def _counted(self: Blobs, blob: str) -> Iterator[bytes]:
    global asked  # noqa: PLW0603  (one number of one short program)
    asked += 1
    return _read(self, blob)


Blobs.pieces = _counted  # type: ignore[method-assign]

try:
    cli.main(["--root", sys.argv[1], "diff", sys.argv[2]], standalone_mode=False)
except click.exceptions.Exit as left:
    print(f"left with {left.exit_code}")
print(asked, file=sys.stderr)
