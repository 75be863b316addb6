"""`zi export`: the result in files for others."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zi_build.cli import asking
from zi_build.cli.asking import Question
from zi_build.cli.letters import lhe
from zi_build.errors import UsageError

if TYPE_CHECKING:
    from zi_build.model.result import Build
    from zi_build.model.view import View

RUBRIC = click.option("--rubric", metavar="ID", help="Rubrik; sama dengan zi --rubric ID.")
SITE = click.option("--situs", metavar="URL", help="Alamat situs; bawaan: situs di unit.yml.")


@click.group()
def export() -> None:
    """Tulis hasil untuk orang lain: buku kerja LKE, draf LHE, data PortalRB."""


export.add_command(lhe)


@export.command()
@click.option(
    "-o",
    "--output",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="Berkas tujuan, misalnya LKE.xlsx.",
)
@RUBRIC
@SITE
@click.option("--internal", is_flag=True, help="Sertakan catatan dan letak berkas dalam kantor.")
@click.pass_obj
def lke(
    question: Question, file: Path, *, rubric: str | None, situs: str | None, internal: bool
) -> None:
    """Tulis lembar kerja evaluasi sebagai buku kerja Excel dengan rumus hidup."""
    from zi_build.export.lke.book import workbook  # noqa: PLC0415  (openpyxl is slow to import)

    if file.suffix.casefold() != ".xlsx":
        raise UsageError(f"Nama {file.name} harus berakhiran .xlsx: buku kerjanya berformat Excel.")
    built, seen = _seen(question, rubric, internal=internal)
    _write(file, workbook(seen, _site(seen, situs)))
    _tell_of_errors(built)
    click.echo(f"Buku kerja {seen.rubric.name} ditulis ke {file}.")


def _seen(question: Question, rubric: str | None, *, internal: bool) -> "tuple[Build, View]":
    from zi_build.model.view import Audience  # noqa: PLC0415
    from zi_build.views import view  # noqa: PLC0415

    built = asking.build(replace(question, rubric=rubric or question.rubric))
    return built, view(built, Audience.INTERNAL if internal else Audience.PUBLIC)


def _site(seen: "View", said: str | None) -> str | None:
    """Return the address of the site.

    Raises UsageError when what was said is none: a link in a workbook opens whatever it names.
    """
    if said is None:
        return seen.unit.site
    from zi_build.load.schema import URL  # noqa: PLC0415  (pydantic is slow to import)

    if not URL.fullmatch(said):
        raise UsageError(f"“{said}” bukan alamat yang diawali http:// atau https://.")
    return said


def _write(file: Path, content: bytes) -> None:
    from zi_build.load.cache import write_atomically  # noqa: PLC0415

    try:
        write_atomically(file, content)
    except OSError as error:
        raise UsageError(
            f"{file} tidak dapat ditulis ({error.strerror or error}). "
            "Tutup dulu berkas itu bila sedang terbuka, atau pilih folder lain."
        ) from error


def _tell_of_errors(built: "Build") -> None:
    count = len(built.errors)
    if count:
        text = f"zi: {count} galat; yang keliru tidak ikut dihitung. Lihat zi check."
        click.echo(text, err=True)


@export.command()
@click.option(
    "-o",
    "--output",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder tujuan, yang nanti dilayani server web.",
)
@click.option(
    "--peta",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="CSV dengan kolom kode dan soal_id.",
)
@click.option(
    "--buat-peta",
    "blank",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Tulis peta kosong untuk diisi soal_id, lalu selesai.",
)
@RUBRIC
@SITE
@click.option("--internal", is_flag=True, help="Sertakan catatan unit dan catatan TPI.")
@click.pass_obj
def portalrb(
    question: Question,
    folder: Path | None,
    peta: Path | None,
    blank: Path | None,
    *,
    rubric: str | None,
    situs: str | None,
    internal: bool,
) -> None:
    """Tulis data untuk PortalRB: satu berkas JSON bagi setiap alamat yang diambilnya."""
    from zi_build.export import portalrb as target  # noqa: PLC0415
    from zi_build.load.soal import load_map  # noqa: PLC0415

    built, seen = _seen(question, rubric, internal=internal)
    codes = target.codes(seen.rubric)
    if blank:
        _write(blank, _blank_map(codes))
        click.echo(f"{len(codes)} kode ditulis ke {blank}; isilah kolom soal_id.")
        return
    if folder is None:
        raise UsageError("Sebutkan folder tujuan dengan -o FOLDER.")
    if seen.unit.portalrb is None:
        raise UsageError(
            "evidence/unit.yml belum memuat portalrb: unit_id, nomor unit di PortalRB."
        )
    numbers = load_map(peta, frozenset(codes)) if peta else {}
    site = _site(seen, situs)
    sent = target.export(seen, seen.unit.portalrb, numbers, site)
    for path, text in sent.files.items():
        _write(folder / path, text.encode())
    if sent.unmapped:
        listed = ", ".join(sent.unmapped)
        text = f"zi: {len(sent.unmapped)} pertanyaan tanpa soal_id tidak ditulis: {listed}"
        click.echo(text, err=True)
    if site is None:
        text = "zi: alamat situs tidak diketahui, jadi bukti kosong. Isi situs di unit.yml atau --situs."
        click.echo(text, err=True)
    _tell_of_errors(built)
    click.echo(f"{len(sent.files)} berkas ditulis ke {folder}.")


def _blank_map(codes: "dict[str, str]") -> bytes:
    """Return the map to be filled in, as Excel in Indonesian opens a CSV."""
    import csv  # noqa: PLC0415
    import io  # noqa: PLC0415

    target = io.StringIO()
    rows = csv.writer(target, delimiter=";", lineterminator="\r\n")
    rows.writerow(("kode", "soal_id", "pertanyaan"))
    rows.writerows((code, "", text) for code, text in codes.items())
    return b"\xef\xbb\xbf" + target.getvalue().encode()
