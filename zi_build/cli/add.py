"""`zi add`: a paper from the desk, the phone or the inbox to its place, under its right name."""

import sys
from pathlib import Path
from typing import Any, TextIO

import click

from zi_build.cli.asking import Question
from zi_build.cli.options import typed

# Not every paper found its place: nobody could be asked, or some were refused.
EXIT_NOT_ALL = 2


@click.command("add")
@click.argument("berkas", metavar="[BERKAS]...", nargs=-1)
@click.option(
    "--untuk", "documents", metavar="DOKUMEN", multiple=True, help="Dokumen, misalnya 1.3.b/notula."
)
@click.option("--tanggal", "day", metavar="TANGGAL", help="Tanggal dokumen (TTTT-BB-HH).")
@click.option(
    "--periode", "period", metavar="PERIODE", help="2026-03, 2026-T1, 2026-S1, atau 2026."
)
@click.option(
    "--judul", "title", metavar="JUDUL", help="Judul yang dibaca orang, pengganti nama berkas."
)
@click.option(
    "--halaman", "pages", metavar="1-2", multiple=True, help="Halaman bagi --untuk yang sejajar."
)
@click.option(
    "--juga-untuk",
    "also_for",
    metavar="DOKUMEN",
    multiple=True,
    help="Dokumen lain yang dibuktikan.",
)
@click.option(
    "--diterima",
    "received",
    metavar="TANGGAL",
    callback=typed,
    help="Tanggal diterima.",
)
@click.option(
    "--akses",
    "access",
    type=click.Choice(["publik", "terbatas", "dikecualikan"]),
    help="Perketat akses; melonggarkan perlu --alasan.",
)
@click.option("--alasan", "reason", metavar="TEKS", help="Alasan melonggarkan akses; ditampilkan.")
@click.option("--nihil", is_flag=True, help="Berkas ini pernyataan bahwa kejadiannya tidak ada.")
@click.option(
    "--salinan-publik",
    "twin",
    metavar="BERKAS",
    type=click.Path(path_type=Path),
    help="Salinan yang data pribadinya sudah ditutup.",
)
@click.option(
    "--simpanan", "custody", is_flag=True, help="Catat saja di mana aslinya disimpan; jangan salin."
)
@click.option("--nomor", "number", metavar="NOMOR", help="Nomor dokumen, untuk --simpanan.")
@click.option(
    "--penyimpan",
    "keeper",
    metavar="JABATAN",
    help="Jabatan yang menyimpan aslinya, untuk --simpanan.",
)
@click.option(
    "--diperiksa",
    "checked",
    metavar="TANGGAL",
    callback=typed,
    help="Kapan aslinya terakhir dilihat, untuk --simpanan; bawaan: hari ini.",
)
@click.option(
    "--kecilkan/--apa-adanya",
    "shrink",
    default=None,
    help="Berkas 5 sampai 20 MB: simpan salinan yang diperkecil, atau apa adanya.",
)
@click.option("--ya", "first", is_flag=True, help="Ambil usul yang meyakinkan tanpa bertanya.")
@click.option("--dry-run", "dry", is_flag=True, help="Tampilkan saja; jangan tulis apa pun.")
@click.pass_obj
def add(question: Question, /, berkas: tuple[str, ...], **options: Any) -> None:  # noqa: ANN401
    """Taruh berkas di folder dokumennya dengan nama yang benar.

    BERKAS boleh beberapa, boleh sebuah folder, boleh alamat https://…; tanpa BERKAS, kotak masuk
    (evidence/<tahun>/_kotak-masuk) yang dikerjakan.
    """
    from zi_build.cli import asking  # noqa: PLC0415
    from zi_build.cli.adding.asked import Asked, wanted  # noqa: PLC0415
    from zi_build.cli.adding.desk import Desk  # noqa: PLC0415
    from zi_build.cli.adding.session import Session  # noqa: PLC0415
    from zi_build.cli.adding.sources import Source, from_inboxes, from_words  # noqa: PLC0415

    asked = Asked(**options)
    desk = Desk(question)
    workspace = desk.built.workspace
    sources = from_words(question.root, berkas) if berkas else ()
    if not berkas and asked.custody:
        sources = (Source(None),)
    elif not berkas:
        sources = from_inboxes(question.root, workspace.inbox)
    if not sources:
        click.echo('Kotak masuk kosong. Sebutkan berkasnya, misalnya zi add "Notula rapat.pdf".')
        return
    said = wanted(asked, desk.catalogue, len(sources))
    for note in said.notes:
        click.echo(note)
    can_ask = _is_terminal(sys.stdin) and _is_terminal(sys.stdout) and not asked.first
    today = question.as_of or asking.today(workspace.unit.time_zone)
    if not Session(desk, asked, said, today, can_ask=can_ask).run(sources):
        raise click.exceptions.Exit(EXIT_NOT_ALL)


def _is_terminal(stream: TextIO | None) -> bool:
    return stream is not None and stream.isatty()
