"""`zi diff`: what changed between two revisions, or between a revision and the files as they lie."""

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zi_build.cli import asking
from zi_build.cli.asking import Question
from zi_build.cli.files import write
from zi_build.cli.options import to_file
from zi_build.errors import UsageError

if TYPE_CHECKING:
    from zi_build.cli.telling.changes import Reason, Told
    from zi_build.load.revision import Repository
    from zi_build.load.source import Source
    from zi_build.model.result import Build

EXIT_NO_REASON = 3
TRAILER = "Alasan"
WORK_TREE = "berkas kerja"
NO_COMMIT = "(kosong)"


@dataclass(frozen=True, slots=True)
class _State:
    """One side: as it was named, and its commit; None before the first, or for files not committed."""

    name: str
    commit: str | None
    is_work_tree: bool = False

    @property
    def label(self) -> str:
        """The name with the start of the commit's id, unless it is the id."""
        if self.commit is None or self.commit.startswith(self.name):
            return self.name[:10] if self.commit else self.name
        return f"{self.name} ({self.commit[:10]})"


@click.command()
@click.argument("lama", metavar="REV")
@click.argument("baru", metavar="[REV2]", required=False)
@click.option(
    "--format",
    "shape",
    type=click.Choice(["text", "md", "json"]),
    default="text",
    show_default=True,
    help="Teks untuk terminal, Markdown untuk komentar merge request, JSON untuk program.",
)
@to_file("Tulis ke berkas ini.", required=False)
@click.option("--alasan", metavar="TEKS", help="Alasan bagi perubahan yang belum di-commit.")
@click.option("--publik", is_flag=True, help="Hanya yang boleh dilihat umum.")
@click.option("--folder", metavar="DIR", help="Letak folder kerja di dalam repositori bare.")
@click.pass_obj
def diff(  # noqa: PLR0913  (an argument for each option)
    question: Question,
    lama: str,
    baru: str | None,
    *,
    shape: str,
    file: Path | None,
    alasan: str | None,
    publik: bool,
    folder: str | None,
) -> None:
    """Tampilkan apa yang berubah sejak REV; kode keluar 3 bila yang ditarik atau turun tanpa alasan."""
    from zi_build.load.revision import Repository  # noqa: PLC0415  (starts processes)
    from zi_build.model.view import Audience  # noqa: PLC0415
    from zi_build.studies.changes import compare  # noqa: PLC0415

    with Repository(question.root, folder) as repository:
        old, new = _states(repository, lama, baru)
        if alasan is not None and not new.is_work_tree:
            raise UsageError(
                f"--alasan untuk berkas yang belum di-commit; untuk {new.name} tulislah "
                f"“{TRAILER}: …” di pesan commit."
            )
        before, after = _builds(question, repository, old, new)
        change = compare(before, after, Audience.PUBLIC if publik else Audience.INTERNAL)
        reasons = _reasons(repository, old, new, alasan) if change.needs_reason else ()
        notes = _notes(repository, old, new, before, after)
    from zi_build.cli.telling.changes import Told  # noqa: PLC0415

    told = Told(change, old.label, new.label, notes, reasons)
    text = _shaped(told, after, shape)
    if file:
        write(file, f"{text}\n".encode("utf-8", "replace"))
    else:
        click.echo(text)
    if told.lacks_reason:
        if file or shape == "json":
            click.echo("zi: ada yang ditarik atau turun tanpa alasan di pesan commit.", err=True)
        raise click.exceptions.Exit(EXIT_NO_REASON)


def _shaped(told: "Told", after: "Build", shape: str) -> str:
    if shape == "json":
        from zi_build.cli.telling.changes_json import data  # noqa: PLC0415

        return json.dumps(data(told), ensure_ascii=False, indent=2)
    from zi_build.cli.telling.changes import story  # noqa: PLC0415
    from zi_build.cli.telling.story import as_markdown, as_text  # noqa: PLC0415

    made = story(told, after.workspace.rubric)
    return as_markdown(made) if shape == "md" else as_text(made)


# --- which two states ------------------------------------------------------------------------


def _states(repository: "Repository", rev: str, rev2: str | None) -> tuple[_State, _State]:
    """Return the two sides, also of `REV..REV2` and `REV...REV2` as git writes them."""
    if rev2 is None and ".." in rev:
        dots = "..." if "..." in rev else ".."
        first, _, second = rev.partition(dots)
        old, new = _state(repository, first or "HEAD"), _state(repository, second or "HEAD")
        if dots == "..." and old.commit and new.commit:
            parted = repository.common_ancestor(old.commit, new.commit)
            old = _State(f"pangkal bersama {old.name} dan {new.name}", parted)
        return old, new
    if rev2 is None and repository.is_bare:
        rev2 = "HEAD"
    work_tree = _State(WORK_TREE, None, is_work_tree=True)
    new = work_tree if rev2 is None else _state(repository, rev2)
    return _state(repository, rev), new


def _state(repository: "Repository", name: str) -> _State:
    """Return a revision; all zeroes is what git hands to a hook where there was no commit."""
    from zi_build.load.revision import NO_COMMIT as ZEROES  # noqa: PLC0415

    if ZEROES.fullmatch(name):
        return _State(NO_COMMIT, None)
    return _State(name, repository.commit(name))


# --- reading both ----------------------------------------------------------------------------


def _builds(
    question: Question, repository: "Repository", old: _State, new: _State
) -> "tuple[Build, Build]":
    """Judge both for one day by one rubric, those of the newer; each content is read once."""
    from zi_build.build import build_from  # noqa: PLC0415
    from zi_build.load.cache import Cache  # noqa: PLC0415
    from zi_build.load.workspace import load  # noqa: PLC0415

    sources = [_source(question, repository, state) for state in (old, new)]
    if not any(sources):
        hint = " Sebutkan letaknya dengan --folder." if repository.is_bare else ""
        raise UsageError(f"Tidak ada folder evidence/ di {old.label} maupun {new.label}.{hint}")
    cache = Cache(question.root)

    def loaded(asked: Question, source: "Source | None") -> "Build":
        from zi_build.load.source import Nothing  # noqa: PLC0415

        return build_from(
            load(
                asked.root,
                as_of=asked.as_of,
                rubric_id=asked.rubric,
                today=asking.today,
                source=source or Nothing(),
                cache=cache,
            )
        )

    after = loaded(question, sources[1])
    seen = after.workspace
    before = loaded(replace(question, as_of=seen.as_of, rubric=seen.rubric.id), sources[0])
    return before, after


def _source(question: Question, repository: "Repository", state: _State) -> "Source | None":
    """Return where a state is read from; None when it has no evidence."""
    from zi_build.load.source import Folder  # noqa: PLC0415

    source: Source | None = None
    if state.is_work_tree:
        source = Folder(question.root)
    elif state.commit:
        source = repository.revision(state.commit)
    return source if source and source.holds("evidence") else None


# --- what git says of it ---------------------------------------------------------------------


def _reasons(
    repository: "Repository", old: _State, new: _State, given: str | None
) -> "tuple[Reason, ...]":
    """Return the reasons of the commits between, newest first, and the one that was typed."""
    from zi_build.cli.telling.changes import Reason  # noqa: PLC0415
    from zi_build.studies.changes import is_reason  # noqa: PLC0415

    found = [Reason(given)] if given is not None else []
    upto = new.commit
    if new.is_work_tree and old.commit:
        upto = repository.commit("HEAD")
    if upto:
        commits = repository.commits(old.commit, upto, TRAILER)
        found += [Reason(words, one.id) for one in commits for words in one.said]
    return tuple(one for one in found if is_reason(one.words))


def _notes(
    repository: "Repository", old: _State, new: _State, before: "Build", after: "Build"
) -> tuple[str, ...]:
    """Return what must be known to read the comparison rightly."""
    was, now = before.workspace, after.workspace
    notes = []
    if old.commit and new.commit and not repository.is_ancestor(old.commit, new.commit):
        notes.append(
            "Yang lama bukan leluhur yang baru: yang hanya ada di yang lama tampak sebagai ditarik. "
            "Dengan REV...REV2 (tiga titik) dibandingkan dari pangkal bersamanya."
        )
    if was.unit.rubric != now.unit.rubric and was.items:
        notes.append(
            f"Rubrik kantor berubah; keduanya dinilai menurut {now.rubric.id} supaya sebanding."
        )
    if was.unit.as_of != now.unit.as_of and was.items:
        notes.append("per_tanggal di unit.yml berubah; keduanya dinilai pada tanggal yang sama.")
    return tuple(notes)
