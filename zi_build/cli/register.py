"""`zi register`: the list of papers of a year, for those who would rather work in Excel."""

import json
from datetime import date
from typing import TYPE_CHECKING

import click

from zi_build.cli import asking
from zi_build.cli.asking import Question
from zi_build.cli.options import FORMAT
from zi_build.errors import UsageError

if TYPE_CHECKING:
    from zi_build.cli.telling.registered import Told
    from zi_build.model.result import Build


@click.command("register")
@click.option(
    "--tahun",
    type=click.IntRange(1900, 2999),
    metavar="TAHUN",
    help="Tahun daftarnya; bawaan: tahun penilaian.",
)
@click.option(
    "--tempatkan",
    is_flag=True,
    help="Taruh berkas kotak masuk yang barisnya sudah diisi, seperti zi add.",
)
@click.option("--dry-run", is_flag=True, help="Tampilkan saja; jangan tulis apa pun.")
@FORMAT
@click.pass_obj
def register(
    question: Question, *, tahun: int | None, tempatkan: bool, dry_run: bool, shape: str
) -> None:
    """Buat atau perbarui daftar-bukti.xlsx: satu baris untuk setiap berkas.

    Yang sudah ditulis orang di dalamnya tetap: urutan, kolom tambahan, dan catatan.
    """
    from zi_build.cli.telling import registered  # noqa: PLC0415

    built = asking.build(question)
    year = tahun or built.workspace.as_of.year
    if not (question.root / f"evidence/{year}").is_dir():
        raise UsageError(f"Belum ada folder evidence/{year}.")
    code = 0
    if tempatkan:
        if shape == "json":
            raise UsageError("--tempatkan bercerita dalam kalimat; jalankan tanpa --format json.")
        code = _place(question, keep(built, year, write=False), dry=dry_run)
        built = asking.build(question)
    told = keep(built, year, write=not dry_run)
    if told.written and told.moved:
        # Rows that followed their files no longer say what they were told off for.
        keep(asking.build(question), year, write=True)
    if shape == "json":
        click.echo(json.dumps(registered.as_json(told), ensure_ascii=False, indent=2))
    else:
        click.echo(registered.text(told))
    if code:
        raise click.exceptions.Exit(code)


def _place(question: Question, told: "Told", *, dry: bool) -> int:
    """Put the papers of the inbox where their rows say, by `zi add`; return its last refusal's code.

    As they are: a copy made smaller would have another content, and its row could not follow it.
    """
    from zi_build.cli.add import EXIT_NOT_ALL, add  # noqa: PLC0415

    code = 0
    for file, *options in told.arguments:
        words = [
            str(question.root / file),
            *options,
            "--apa-adanya",
            *(["--dry-run"] if dry else []),
        ]
        try:
            code = add.main(words, obj=question, standalone_mode=False) or code
        except UsageError as error:
            click.echo(f"{file}: {error}")
            code = EXIT_NOT_ALL
    return code


def keep(built: "Build", year: int, *, write: bool) -> "Told":
    """Make or refresh the list of a year, and return what became of it.

    Raises UsageError when it is open elsewhere or cannot be read.
    """
    from zi_build.cli.telling.registered import Placing, Told  # noqa: PLC0415
    from zi_build.export.listing.book import workbook  # noqa: PLC0415
    from zi_build.export.lke.archive import to_bytes  # noqa: PLC0415
    from zi_build.intake.register import lines, office  # noqa: PLC0415
    from zi_build.intake.register.refresh import Refreshed, refreshed  # noqa: PLC0415

    workspace = built.workspace
    found = lines.lines_of(built, year, office.inbox_digests(workspace, year))
    choices = office.choices_of(workspace.catalogue, year)
    path = office.path_of(year)
    if write:
        office.refuse_unwritable(workspace.root, year)
    file = workspace.root / path
    before = file.read_bytes() if file.is_file() else None
    # Dated by its year: what a list holds does not depend on the day of its making.
    day = date(year, 1, 1)
    done: Refreshed | None = None
    content: bytes | None = None
    if before is None:
        content = workbook(found, choices, year, workspace.unit.name, day)
    else:
        done = refreshed(before, found, office.rows_of(workspace, year), choices)
        content = to_bytes(done.book, day) if done.is_new else None
    if write and content is not None:
        _write(built, path, before, content)
    states = [line.cells.get("keadaan") for line in found]
    return Told(
        path=path,
        rows=len(found),
        waiting=states.count(lines.WAITING),
        wrong=states.count(lines.WRONG),
        is_new=before is None,
        changed=done.changed if done else len(found),
        written=write and content is not None,
        added=tuple(done.added) if done else (),
        moved=tuple(done.moved) if done else (),
        gone=tuple(done.gone) if done else (),
        headings=tuple(done.headings) if done else (),
        formulas=done.formulas if done else 0,
        ready=tuple(
            Placing(
                f"evidence/{year}/{one.file}",
                one.document,
                one.when,
                one.is_day,
                one.title,
                one.access,
                one.reason,
            )
            for one in (done.ready if done else ())
        ),
    )


def _write(built: "Build", path: str, before: bytes | None, content: bytes) -> None:
    """Write the list in one step, unless somebody saved it meanwhile."""
    from zi_build.intake.together import Together  # noqa: PLC0415

    file = built.workspace.root / path
    if (file.read_bytes() if file.is_file() else None) != before:
        raise UsageError(f"{path} berubah sementara itu; jalankan sekali lagi.")
    with Together(built.workspace.root) as files:
        if before is None:
            files.create(path, content)
        else:
            files.replace(path, content)
