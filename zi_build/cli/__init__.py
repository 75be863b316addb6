"""The command line: the only place that prints; exit codes."""

from zi_build.cli.main import main

__all__ = ["main"]
