"""`zi explain`: how a number came about, step by step, down to the files and the regulation."""

import json
from dataclasses import replace
from typing import Any

import click

from zi_build.cli import asking, screen
from zi_build.cli.asking import Question
from zi_build.cli.options import FORMAT, RUBRIC
from zi_build.errors import UsageError
from zi_build.ids import nearest

EXAMPLES = "3.4.c, 3.4, 3, spak, total, WBK.total, atau 1.1.a/undangan-rapat"


@click.command()
@click.argument("kode", metavar="ID")
@RUBRIC
@FORMAT
@click.pass_obj
def explain(question: Question, kode: str, rubric: str | None, shape: str) -> None:
    """Jelaskan asal sebuah angka: kriteria, indikator, area, nilai hasil, syarat, atau dokumen."""
    asked = replace(question, rubric=rubric or question.rubric)
    found = asking.reports(asked, "check", "explain")
    entry = _whole(found["explain"], _found(found["explain"], kode))
    if shape == "json":
        click.echo(json.dumps(entry, ensure_ascii=False, indent=2))
    else:
        from zi_build.cli.telling.explain import explain as tell  # noqa: PLC0415

        screen.say(tell(entry, screen.width()))
    asking.leave_with_errors(found["check"])


def _found(book: dict[str, Any], what: str) -> dict[str, Any]:
    """Return the entry of an id, written in whatever case; an alias stands for its document.

    Raises UsageError, with the nearest id or the rubric that knows it.
    """
    entries = book["entries"]
    wanted = what.strip().rstrip("/").casefold()
    known = {name.casefold(): name for name in entries}
    known |= {alias.casefold(): name for alias, name in book["aliases"].items() if name in entries}
    if wanted in known:
        return dict(entries[known[wanted]])
    other = {name.casefold(): (name, rubric) for name, rubric in book["elsewhere"].items()}
    if wanted in other:
        name, rubric = other[wanted]
        raise UsageError(f"{name} ada pada rubrik {rubric}: zi explain {name} --rubric {rubric}.")
    near = nearest(wanted, known)
    hint = f" Maksud Anda {known[near]}?" if near else f" Contoh: {EXAMPLES}."
    raise UsageError(f"“{what}” tidak dikenal pada rubrik {book['rubric']}.{hint}")


def _whole(book: dict[str, Any], entry: dict[str, Any]) -> dict[str, Any]:
    """Return an entry with what it names by id: its documents, its conditions, its decisions."""
    entries = book["entries"]
    whole = {key: book[key] for key in ("unit", "rubric", "rubric_name", "as_of")} | entry
    for key in ("documents", "conditions"):
        if key in entry:
            whole[key] = [entries[name] for name in entry[key]]
    if entry["what"] == "condition" and entry["of"] in entries:
        whole["sum"] = entries[entry["of"]]
    whole["decisions"] = [
        {"id": name, **book["decisions"][name]} for name in entry.get("decisions", ())
    ]
    return whole
