"""`zi tpi`: what the internal evaluators answer, from a sheet or asked one by one."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zi_build.cli.asking import Question
from zi_build.cli.files import write
from zi_build.cli.options import RUBRIC, typed_day
from zi_build.errors import UsageError

if TYPE_CHECKING:
    from zi_build.cli.evaluating import Desk

EXIT_REFUSED, EXIT_UNASKED = 1, 2
_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.option("--penilai", metavar="NAMA", help="Tim atau jabatan yang menilai, bukan nama orang.")
@click.option("--tanggal", metavar="TANGGAL", help="Tanggal penilaian; bawaan: hari ini.")
@click.option("--lembar", type=_FILE, help="Baca nilai dari lembar (.xlsx, .csv) atau buku LKE.")
@click.option("--lembar-kosong", "blank", type=_FILE, help="Tulis lembar kosong, lalu selesai.")
@click.option("--area", multiple=True, metavar="NOMOR", help="Hanya area ini; boleh berulang.")
@click.option("--kriteria", multiple=True, metavar="ID", help="Hanya kriteria ini; boleh berulang.")
@click.option("--semua", is_flag=True, help="Termasuk yang sudah dinilai dan buktinya tetap.")
@RUBRIC
@click.option("--ya", "--yes", "yes", is_flag=True, help="Catat isi lembar tanpa bertanya.")
@click.option("--dry-run", is_flag=True, help="Tampilkan saja; jangan tulis apa pun.")
@click.pass_obj
def tpi(  # noqa: PLR0913  (one argument for each option)
    question: Question,
    *,
    penilai: str | None,
    tanggal: str | None,
    lembar: Path | None,
    blank: Path | None,
    area: tuple[str, ...],
    kriteria: tuple[str, ...],
    semua: bool,
    rubric: str | None,
    yes: bool,
    dry_run: bool,
) -> None:
    """Catat nilai Tim Penilai Internal, dengan penilai, tanggal, dan sidik bukti yang dilihat.

    Tanpa --lembar, kriteria yang belum dinilai atau perlu diperiksa ulang ditanyakan satu per satu.
    """
    from dataclasses import replace  # noqa: PLC0415

    from zi_build.cli.evaluating import Desk  # noqa: PLC0415  (slow, not needed for --help)

    asked = replace(question, rubric=rubric or question.rubric)
    if blank:
        desk = Desk.open(asked, "", None)
        _blank(desk, blank, desk.chosen(area, kriteria, everything=semua))
        return
    if not penilai or not penilai.strip():
        raise UsageError(
            'Sebutkan siapa yang menilai, misalnya --penilai "Tim Penilai Internal" (bukan nama orang).'
        )
    desk = Desk.open(asked, " ".join(penilai.split()), typed_day(tanggal))
    if lembar is None:
        desk.ask(desk.chosen(area, kriteria, everything=semua), dry_run=dry_run)
        return
    if area or kriteria or semua:
        raise UsageError("--area, --kriteria, dan --semua tidak dipakai bersama --lembar.")
    _from_sheet(desk, lembar, yes=yes, dry_run=dry_run)


def _blank(desk: "Desk", file: Path, chosen: list[str]) -> None:
    if file.suffix.casefold() != ".xlsx":
        raise UsageError(f"Nama {file.name} harus berakhiran .xlsx: lembarnya buku kerja Excel.")
    if file.exists():
        raise UsageError(f"{file} sudah ada; pilih nama lain supaya isian penilai tidak tertimpa.")
    write(file, desk.blank(chosen))
    click.echo(f"Lembar dengan {len(chosen)} kriteria ditulis ke {file}.")


def _from_sheet(desk: "Desk", file: Path, *, yes: bool, dry_run: bool) -> None:
    """Show what a sheet would record, ask, and record it in one step."""
    from zi_build.cli.telling import tpi as telling  # noqa: PLC0415

    remarks, made = desk.read(file)
    click.echo(telling.plan(made, remarks, desk.target))
    refused = any(one.refused for one in (*remarks, *made.remarks))
    if not made.changes:
        raise click.exceptions.Exit(EXIT_REFUSED if refused else 0)
    if dry_run:
        click.echo("Tidak ada yang ditulis (--dry-run).")
        raise click.exceptions.Exit(EXIT_REFUSED if refused else 0)
    if not yes and not sys.stdin.isatty():
        click.echo("Tidak ada yang ditulis: belum disetujui. Pakai --ya untuk mencatat.")
        raise click.exceptions.Exit(EXIT_UNASKED)
    if not yes and not click.confirm(f"Catat {len(made.recorded)} nilai TPI?", default=False):
        click.echo("Tidak ada yang ditulis.")
        raise click.exceptions.Exit(EXIT_UNASKED)
    desk.record(made)
    click.echo(f"{len(made.recorded)} nilai TPI dicatat di {desk.target}.")
    if refused:
        raise click.exceptions.Exit(EXIT_REFUSED)
