"""`zi export`: the result in files for others."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from zi_build.cli import asking
from zi_build.cli.asking import Question
from zi_build.cli.files import tell_of_errors, write
from zi_build.cli.letters import lhe
from zi_build.cli.options import RUBRIC, SITE, to_file, to_folder
from zi_build.errors import UsageError

if TYPE_CHECKING:
    from zi_build.model.view import View


@click.group()
def export() -> None:
    """Tulis hasil untuk orang lain: buku kerja LKE, draf LHE, data PortalRB."""


export.add_command(lhe)


@export.command()
@to_file("Berkas tujuan, misalnya LKE.xlsx.")
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
    built, seen = asking.seen(question, rubric, internal=internal)
    write(file, workbook(seen, _site(seen, situs)))
    tell_of_errors(built)
    click.echo(f"Buku kerja {seen.rubric.name} ditulis ke {file}.")


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


@export.command()
@to_folder("Folder tujuan, yang nanti dilayani server web.", required=False)
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

    built, seen = asking.seen(question, rubric, internal=internal)
    codes = target.codes(seen.rubric)
    if blank:
        write(blank, _blank_map(codes))
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
        write(folder / path, text.encode())
    if sent.unmapped:
        listed = ", ".join(sent.unmapped)
        text = f"zi: {len(sent.unmapped)} pertanyaan tanpa soal_id tidak ditulis: {listed}"
        click.echo(text, err=True)
    if site is None:
        text = "zi: alamat situs tidak diketahui, jadi bukti kosong. Isi situs di unit.yml atau --situs."
        click.echo(text, err=True)
    tell_of_errors(built)
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
