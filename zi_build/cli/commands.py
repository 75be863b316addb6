"""The commands `score`, `build`, `render` and `schema`, and the list of all."""

import json
from pathlib import Path

import click

from zi_build.cli import asking
from zi_build.cli.add import add
from zi_build.cli.asking import EXIT_ERRORS, Question, leave_with_errors
from zi_build.cli.check import check
from zi_build.cli.diff import diff
from zi_build.cli.explain import explain
from zi_build.cli.export import export
from zi_build.cli.gaps import gaps
from zi_build.cli.history import history
from zi_build.cli.import_lke import import_
from zi_build.cli.init import init
from zi_build.cli.options import FORMAT, to_folder
from zi_build.cli.plan import plan
from zi_build.cli.register import register
from zi_build.cli.report import report
from zi_build.cli.rule import rule
from zi_build.cli.status import status
from zi_build.cli.telling import answers as telling
from zi_build.cli.tpi import tpi
from zi_build.cli.what_if import what_if


@click.command()
@FORMAT
@click.pass_obj
def score(question: Question, shape: str) -> None:
    """Tampilkan kelengkapan, nilai setiap suara, dan syarat WBK/WBBM.

    Kode keluar 1 bila ada galat: yang keliru tidak ikut dihitung.
    """
    found = asking.reports(question, "check", "score")
    told = found["score"]
    as_json = shape == "json"
    click.echo(json.dumps(told, ensure_ascii=False, indent=2) if as_json else telling.score(told))
    leave_with_errors(found["check"])


@click.command()
@click.option("--internal", is_flag=True, help="Bangun situs internal (mkdocs.internal.yml).")
@click.option(
    "--site-dir",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder hasil; bawaan: site, atau site-internal.",
)
@click.option("--strict", is_flag=True, help="Hentikan bila ada galat pada berkas mana pun.")
@click.option("--ringkas", is_flag=True, help="Sebut hasilnya saja, tanpa catatan kerja MkDocs.")
@click.pass_obj
def build(
    question: Question, *, internal: bool, site_dir: Path | None, strict: bool, ringkas: bool
) -> None:
    """Bangun situs di folder sementara, lalu tukar dengan yang lama bila semua baik."""
    from zi_build.cli.site import build_site  # noqa: PLC0415

    default = question.root / ("site-internal" if internal else "site")
    target = site_dir.resolve() if site_dir else default
    if not build_site(question, target, internal=internal, strict=strict, brief=ringkas):
        raise click.exceptions.Exit(EXIT_ERRORS)
    if ringkas:
        from zi_build.cli.telling.built import built  # noqa: PLC0415

        manifest = (target / "bukti/manifest.json").read_text("utf-8")
        click.echo(built(json.loads(manifest), asking.reports(question)["check"]))
        return
    click.echo(f"Situs siap di {target}: buka index.html di folder itu.")


@click.command()
@to_folder("Folder tujuan: kosong, belum ada, atau hasil render sebelumnya.")
@click.option("--internal", is_flag=True, help="Isi untuk pegawai.")
@click.pass_obj
def render(question: Question, folder: Path, *, internal: bool) -> None:
    """Tulis halaman yang sudah terisi beserta berkas yang akan terbit, untuk mesin situs lain."""
    from zi_build.cli.tree import write_tree  # noqa: PLC0415

    built = asking.build(question)
    count = write_tree(built, folder, internal=internal)
    click.echo(f"{count} berkas ditulis ke {folder}.")


@click.command()
@to_folder("Folder tujuan.")
def schema(folder: Path) -> None:
    """Tulis JSON Schema setiap berkas YAML, untuk penyunting teks."""
    from zi_build.load.schema import SHAPES, json_schema  # noqa: PLC0415

    folder.mkdir(parents=True, exist_ok=True)
    for name in SHAPES:
        text = json.dumps(json_schema(name), ensure_ascii=False, indent=2) + "\n"
        (folder / f"{name}.schema.json").write_text(text, encoding="utf-8")
    click.echo(f"{len(SHAPES)} skema ditulis ke {folder}.")


ALL = (
    init,
    add,
    check,
    score,
    status,
    gaps,
    explain,
    rule,
    what_if,
    plan,
    diff,
    build,
    render,
    export,
    report,
    history,
    tpi,
    import_,
    register,
    schema,
)
