"""The command line: the only place that prints, asks, and leaves with an exit code."""

import gettext
import os

from zi_build import data

# Before any command is made: click asks gettext for its own sentences, some while it is imported.
os.environ["LANGUAGE"] = "id"
gettext.bindtextdomain("messages", data.FOLDER / "bahasa")

from zi_build.cli.main import main  # noqa: E402

__all__ = ["main"]
