"""`zi check`: what is wrong with whose file, for people and for every forge; and the ratchet."""

import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from zi_build import __version__
from zi_build.cli import asking
from zi_build.cli.asking import EXIT_ERRORS, Question
from zi_build.cli.options import to_file
from zi_build.cli.telling import answers
from zi_build.errors import UsageError

if TYPE_CHECKING:
    from zi_build.export.diagnostics.listing import Listing
    from zi_build.studies.ratchet import Comparison

    Told = tuple[Listing, Comparison | None, str | None]  # the last: why something fell

BASELINE = ".zi-baseline.json"
FORMS = ("text", "json", "github", "gitlab", "sarif", "junit")
MAKE_ONE = "Buat dengan zi check --simpan-baseline pada keadaan yang sudah terbit."


def _state_file(name: str, about: str) -> Callable[..., Any]:
    return click.option(
        name,
        is_flag=False,
        flag_value=BASELINE,
        metavar="[BERKAS]",
        help=f"{about} Bawaan: {BASELINE} di folder kerja.",
    )


@click.command()
@click.option(
    "--format",
    "shape",
    type=click.Choice(FORMS),
    default="text",
    show_default=True,
    help="Bentuk keluaran: teks, JSON, atau yang dibaca GitHub, GitLab, SARIF, dan JUnit.",
)
@to_file("Tulis ke berkas ini; di layar hanya ringkasannya.", required=False)
@_state_file("--baseline", "Gagal hanya karena yang lebih buruk daripada keadaan di BERKAS.")
@_state_file("--simpan-baseline", "Catat keadaan sekarang ke BERKAS sebagai pembanding.")
@click.option(
    "--alasan",
    metavar="TEKS",
    help="Alasan yang turun atau ditarik: disebut, tidak menggagalkan. Galat baru tetap menggagalkan.",
)
@click.option("--situs", metavar="URL", help="Alamat situs untuk tautan aturan di SARIF.")
@click.pass_obj
def check(
    question: Question,
    *,
    shape: str,
    file: Path | None,
    baseline: str | None,
    simpan_baseline: str | None,
    alasan: str | None,
    situs: str | None,
) -> None:
    """Periksa semua berkas; kode keluar 1 bila ada galat.

    Dengan --baseline kode keluarnya 1 hanya bila ada yang lebih buruk daripada keadaan yang dicatat.
    """
    if baseline and simpan_baseline:
        raise UsageError(
            "--baseline dan --simpan-baseline tidak dipakai bersama: bandingkan dahulu, terbitkan, "
            "lalu catat."
        )
    if alasan and not baseline:
        raise UsageError("--alasan hanya ada gunanya bersama --baseline.")
    found = asking.reports(question)
    if simpan_baseline:
        _record(question, found, simpan_baseline)
        return
    comparison = _compared(question, found, baseline) if baseline else None
    listed = _listed(question, found, comparison, alasan)
    text = _written(question, found, shape, (listed, comparison, alasan), situs)
    if file:
        from zi_build.cli.files import write  # noqa: PLC0415

        write(file, f"{click.unstyle(text)}\n".encode("utf-8", "replace"))
        click.echo(f"{listed.summary} Ditulis ke {file}.")
    else:
        click.echo(text)
    if comparison and (file or shape not in {"text", "json"}):
        from zi_build.cli.telling import ratchet as telling  # noqa: PLC0415

        click.echo(telling.verdict(comparison, listed, alasan), err=True)
    if shape == "github":
        _summarise(listed)
    if listed.falls or listed.counted("error", known=False):
        raise click.exceptions.Exit(EXIT_ERRORS)


def _record(question: Question, found: dict[str, Any], name: str) -> None:
    from zi_build.cli.files import write  # noqa: PLC0415
    from zi_build.studies.ratchet import state_of  # noqa: PLC0415

    state = state_of(found, __version__)
    file = _place(question, name)
    write(file, state.to_text().encode())
    errors = sum(state.errors.values())
    click.echo(
        f"Keadaan {state.as_of} dicatat di {file}: {errors} galat, {len(state.gaps)} kekurangan, "
        f"{state.held} dari {state.due} dokumen."
    )


def _place(question: Question, name: str) -> Path:
    """Return the file meant: the usual one lies in the workspace, any other where one stands."""
    return question.root / name if name == BASELINE else Path(name)


def _compared(question: Question, found: dict[str, Any], name: str) -> "Comparison":
    from zi_build.studies.ratchet import compare, state_from, state_of  # noqa: PLC0415

    file = _place(question, name)
    try:
        before = state_from(file.read_text("utf-8"))
        day = asking.day(before.as_of)
    except FileNotFoundError as error:
        raise UsageError(f"Belum ada catatan keadaan di {file}. {MAKE_ONE}") from error
    except (UsageError, ValueError) as error:
        raise UsageError(f"{file} tidak dapat dipakai: {error}. {MAKE_ONE}") from error
    today = state_of(found, __version__)
    same_day = today
    if before.as_of != today.as_of:
        same_day = state_of(asking.reports(replace(question, as_of=day)), __version__)
    return compare(before, same_day, today)


def _listed(
    question: Question,
    found: dict[str, Any],
    comparison: "Comparison | None",
    reason: str | None,
) -> "Listing":
    from zi_build.export.diagnostics.listing import listing  # noqa: PLC0415

    if comparison is None:
        return listing(found["check"], prefix=_prefix(question.root))
    from zi_build.cli.telling.ratchet import sentence  # noqa: PLC0415

    falls = [] if reason else [sentence(change) for change in comparison.worse]
    known = {**comparison.before.errors, **comparison.before.warnings}
    return listing(found["check"], known=known, falls=falls, prefix=_prefix(question.root))


def _prefix(root: Path) -> str:
    """Return the way from where the command stands to the workspace: forges count paths from there."""
    here = Path.cwd()
    return (
        f"{root.relative_to(here).as_posix()}/"
        if root != here and root.is_relative_to(here)
        else ""
    )


def _written(
    question: Question,
    found: dict[str, Any],
    shape: str,
    told: "Told",
    site: str | None,
) -> str:
    listed = told[0]
    if shape in {"text", "json"}:
        return _for_people_or_programs(found, shape, told)
    if shape == "github":
        from zi_build.export.diagnostics.github import commands  # noqa: PLC0415

        return commands(listed)
    if shape == "gitlab":
        from zi_build.export.diagnostics.gitlab import code_quality  # noqa: PLC0415

        return code_quality(listed)
    if shape == "junit":
        from zi_build.export.diagnostics.junit import junit  # noqa: PLC0415

        return junit(listed)
    from zi_build.export.diagnostics.sarif import sarif  # noqa: PLC0415

    return sarif(listed, site or asking.build(question).workspace.unit.site)


def _for_people_or_programs(found: dict[str, Any], shape: str, told: "Told") -> str:
    listed, comparison, reason = told
    as_json = shape == "json"
    if comparison is None:
        rows = found["check"]
        return json.dumps(rows, ensure_ascii=False, indent=2) if as_json else answers.check(rows)
    from zi_build.cli.telling import ratchet as telling  # noqa: PLC0415

    if as_json:
        return json.dumps(telling.as_json(comparison, listed, reason), ensure_ascii=False, indent=2)
    pairs = zip(found["check"], listed.rows, strict=True)
    news = [row for row, one in pairs if one.is_error and not one.known]
    lines = answers.check(news).rpartition("\n")[0]
    said = telling.verdict(comparison, listed, reason)
    return f"{lines}\n{said}" if lines else said


def _summarise(listed: "Listing") -> None:
    """Add to the summary of the job, when a job of GitHub runs this."""
    place = os.environ.get("GITHUB_STEP_SUMMARY")
    if not place:
        return
    from zi_build.export.diagnostics.github import summary  # noqa: PLC0415

    with Path(place).open("a", encoding="utf-8", errors="replace", newline="\n") as file:
        file.write(summary(listed))
