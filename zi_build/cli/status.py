"""`zi status`: one screen for the head of the office."""

import json

import click

from zi_build.cli import asking, screen
from zi_build.cli.asking import Question
from zi_build.cli.options import FORMAT


@click.command()
@FORMAT
@click.pass_obj
def status(question: Question, shape: str) -> None:
    """Tampilkan dalam satu layar: di mana kantor berdiri dan apa yang perlu dikerjakan."""
    found = asking.reports(question, "check", "status")
    if shape == "json":
        click.echo(json.dumps(found["status"], ensure_ascii=False, indent=2))
    else:
        from zi_build.cli.telling.status import status as tell  # noqa: PLC0415

        screen.say(tell(found["status"], screen.width()))
    asking.leave_with_errors(found["check"])
