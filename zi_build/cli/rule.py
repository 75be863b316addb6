"""`zi rule`: a rule's page in the terminal, made from the same words as the page of the site."""

import json
from typing import TYPE_CHECKING, Any

import click

from zi_build.cli import screen
from zi_build.cli.options import FORMAT
from zi_build.errors import UsageError

if TYPE_CHECKING:
    from zi_build.checks.rule import Rule


@click.command()
@click.argument("code", metavar="[KODE]", required=False)
@FORMAT
def rule(code: str | None, shape: str) -> None:
    """Jelaskan sebuah aturan pemeriksaan, misalnya ZI204; tanpa kode, daftar semuanya."""
    from zi_build.checks import RULES  # noqa: PLC0415  (the rules know the whole model)
    from zi_build.cli.telling import rules as telling  # noqa: PLC0415

    found = [_told(one) for one in RULES]
    if code is not None:
        found = [_found(code, {one["code"]: one for one in found})]
    if shape == "json":
        shown = found if code is None else found[0]
        click.echo(json.dumps(shown, ensure_ascii=False, indent=2))
    elif code is None:
        screen.say(telling.listing(found, screen.width()))
    else:
        screen.say(telling.page(found[0], screen.width()))


def _found(code: str, known: dict[str, Any]) -> dict[str, Any]:
    """Return a rule by its code, written in whatever case, also without `ZI`."""
    wanted = code.strip().upper()
    wanted = f"ZI{wanted}" if wanted.isdigit() else wanted
    if wanted in known:
        return dict(known[wanted])
    from zi_build.ids import nearest  # noqa: PLC0415

    near = nearest(wanted, known)
    hint = f" Maksud Anda {near}?" if near else ""
    raise UsageError(f"Aturan {code} tidak dikenal.{hint} Daftarnya: zi rule.")


def _told(rule: "Rule") -> dict[str, Any]:
    return {
        "code": rule.code,
        "severity": rule.severity.value,
        "title": rule.title,
        "sections": [{"heading": heading, "text": text} for heading, text in rule.sections],
        "page": f"bantuan/aturan/#{rule.code}",
    }
