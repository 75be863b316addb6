"""Build a site beside the old one and swap them only when all is well."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import click

from zi_build.cli.asking import Question
from zi_build.cli.telling.built import reasons, without_notes
from zi_build.errors import UsageError


def build_site(
    question: Question, target: Path, *, internal: bool, strict: bool, brief: bool = False
) -> bool:
    """Run MkDocs into a temporary folder beside `target`; return whether the new site stands.

    The old site stays until the new one is complete. A run that was killed between the two renames
    is completed by the next one. With `brief` what MkDocs says is kept back, and of a site that
    cannot be built only the reasons are told.
    """
    config = question.root / ("mkdocs.internal.yml" if internal else "mkdocs.yml")
    if not config.is_file():
        raise UsageError(f"Tidak ada {config.name} di {question.root}.")
    if target == question.root or question.root.is_relative_to(target):
        raise UsageError(f"Folder hasil {target} memuat folder kerja; pilih folder lain.")
    if any(target.is_relative_to(question.root / name) for name in ("docs", "evidence")):
        raise UsageError(f"Folder hasil {target} berada di dalam isi situs; pilih folder lain.")
    new, old = _beside(target, "baru"), _beside(target, "lama")
    _recover(target, old)
    _refuse_foreign(target)
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)  # before MkDocs runs: a place that cannot be written is told at once
    command = [sys.executable, "-m", "mkdocs", "build", "--config-file", str(config)]
    command += ["--site-dir", str(new), *(["--strict"] if strict else [])]
    code, log = _run(command, _environment(question), brief=brief)
    if code != 0:
        if brief:
            click.echo("\n".join(reasons(log)), err=True)
        shutil.rmtree(new, ignore_errors=True)
        stays = f"; {target} tetap seperti semula" if target.exists() else ""
        click.echo(f"Situs tidak jadi dibangun{stays}.", err=True)
        return False
    if target.exists():
        target.rename(old)
    new.rename(target)
    shutil.rmtree(old, ignore_errors=True)
    return True


def _run(command: list[str], environment: dict[str, str], *, brief: bool) -> tuple[int, str]:
    """Run MkDocs; return its exit code and, with `brief`, all that it said.

    Otherwise its warnings and errors are passed on while it works, without its notes on its own steps.
    """
    with subprocess.Popen(  # noqa: S603
        command,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    ) as running:
        assert running.stdout  # noqa: S101  (it is a pipe)
        if brief:
            log = running.stdout.read()
        else:
            log = ""
            for line in without_notes(running.stdout):
                click.echo(line, err=True)
    return running.returncode, log


def _beside(target: Path, word: str) -> Path:
    return target.with_name(f".{target.name}.{word}")


def _recover(target: Path, old: Path) -> None:
    """Put the old site back when a run was killed after it was moved away."""
    if old.exists() and not target.exists():
        old.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def _refuse_foreign(target: Path) -> None:
    """Never replace a folder that is not a site of ours."""
    if (
        target.exists()
        and any(target.iterdir())
        and not (target / "bukti" / "manifest.json").is_file()
    ):
        raise UsageError(f"{target} berisi hal lain, bukan situs lama; pilih folder lain.")


def _environment(question: Question) -> dict[str, str]:
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
    if question.as_of:
        environment["ZI_AS_OF"] = question.as_of.isoformat()
    if question.rubric:
        environment["ZI_RUBRIC"] = question.rubric
    return environment
