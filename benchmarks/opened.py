"""Run `zi check` and count the evidence files that it opens; prints the count."""

import sys

opened: set[str] = set()


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open" and "/evidence/" in str(arguments[0]):
        opened.add(str(arguments[0]))


sys.addaudithook(_watch)

from zi_build.cli.main import cli  # noqa: E402  (the hook must stand before anything is imported)

cli.main(["--root", sys.argv[1], "check", "--format", "json"], standalone_mode=False)
print(len(opened), file=sys.stderr)
