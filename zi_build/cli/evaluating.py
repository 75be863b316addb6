"""The desk at which answers of evaluators are recorded: what is shown, what is asked, what is written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from zi_build import ids
from zi_build.checks.rule import meant
from zi_build.cli import asking
from zi_build.cli.asking import Question
from zi_build.cli.telling import tpi as telling
from zi_build.errors import UsageError
from zi_build.export import tpi as blank_sheet
from zi_build.intake.answers_file import AnswersFile
from zi_build.intake.lke.cells import Cell, Sheet
from zi_build.intake.tpi import sheet, whole
from zi_build.intake.tpi.judged import About, Judged, Remark
from zi_build.intake.tpi.record import Plan, Session, plan
from zi_build.intake.tpi.seen import changed, shown
from zi_build.load.cache import Cache
from zi_build.model.result import Build
from zi_build.model.rubric import Rubric
from zi_build.model.shown import Shown

STOP = frozenset({"q", "selesai", "keluar"})


@dataclass(slots=True)
class Desk:
    """One sitting: what was built, by whom and for which day is judged, and the file that changes."""

    session: Session
    target: str
    given: date | None
    file: AnswersFile | None = None

    @classmethod
    def open(cls, question: Question, assessor: str, day: date | None) -> "Desk":
        """Build the office, and refuse a day that is still to come."""
        built = asking.build(question)
        workspace = built.workspace
        latest = min(workspace.as_of, asking.today(workspace.unit.time_zone))
        if day and day > latest:
            raise UsageError(
                f"Tanggal penilaian TPI {day} sesudah {latest}, hari yang dipakai zi (--as-of, "
                "per_tanggal di unit.yml, atau hari ini); penilaian sesudahnya tidak dihitung."
            )
        path = workspace.assessment.path or (
            f"evidence/{workspace.as_of.year}/penilaian/{workspace.rubric.id}.yml"
        )
        return cls(Session(built, shown(built), day or latest, assessor), path, day)

    @property
    def build(self) -> Build:
        """What was built when the desk was opened."""
        return self.session.build

    @property
    def rubric(self) -> Rubric:
        """The rubric under which is judged."""
        return self.build.workspace.rubric

    def chosen(
        self, areas: Sequence[str], criteria: Sequence[str], *, everything: bool
    ) -> list[str]:
        """Return the questions that were chosen; by default those that wait for the evaluators.

        Raises UsageError for an area or a criterion that the rubric does not have.
        """
        known = {area.id: area for area in self.rubric.areas}
        for area in areas:
            if area not in known:
                raise UsageError(f"Area “{area}” tidak ada; yang ada {', '.join(known)}.")
        for name in criteria:
            if name not in self.session.shown:
                near = meant(ids.nearest(name, self.session.shown) or "")
                raise UsageError(f"Rubrik {self.rubric.id} tidak punya kriteria “{name}”.{near}")
        if criteria:
            return [name for name in self.session.shown if name in criteria]
        return [
            name
            for name, one in self.session.shown.items()
            if (not areas or one.criterion.area in areas) and (everything or one.open)
        ]

    def blank(self, chosen: Sequence[str]) -> bytes:
        """Return a sheet of the chosen questions, with the hasil values that the unit states."""
        workspace = self.build.workspace
        results = {key: said.text for key, said in workspace.assessment.results.items()}
        questions = [self.session.shown[name] for name in chosen]
        # A sheet that is remembered wrongly would let papers through that nobody has seen.
        for one in questions:
            if moved := changed(workspace.root, one.papers):
                raise UsageError(f"{moved[0]} sedang berubah; jalankan perintahnya sekali lagi.")
        return blank_sheet.sheet(
            self.rubric, workspace.as_of, questions, results, workspace.unit.name
        )

    def read(self, file: Path) -> tuple[tuple[Remark, ...], Plan]:
        """Return what a sheet, or a whole LKE, would record.

        Raises UsageError when it is neither, or is for another rubric.
        """
        sheets = sheet.open_sheet(file)
        if sheet.is_own(sheets):
            stated = sheet.stated_rubric(sheets)
            if stated and stated != self.rubric.id:
                raise UsageError(
                    f"{file.name} adalah lembar untuk rubrik {stated}, bukan {self.rubric.id}; "
                    f"tambahkan --rubric {stated}."
                )
            read = sheet.read_sheet(sheets, self.rubric)
        else:
            read = whole.read_whole(file, self.build, dated=self.given is not None)
            self.session = whole.on_its_day(self.session, read, dated=self.given is not None)
        self.file = self._now()
        made = plan(self.session, read.judged, self.file.said)
        blind = [one for one in read.judged if one.seen is None and one.key in made.recorded]
        return (*read.remarks, *_blind(blind, self.session)), made

    def _now(self) -> AnswersFile:
        root = self.build.workspace.root
        return AnswersFile.read(root, self.target, Cache(root))

    def record(self, made: Plan) -> None:
        """Write what is planned."""
        if self.file:
            self.file.write(made.changes, self.rubric)

    def ask(self, chosen: Sequence[str], *, dry_run: bool) -> None:
        """Ask question by question; every answer is written at once, so that nothing can be lost."""
        if not chosen:
            click.echo("Tidak ada kriteria yang menunggu penilaian; --semua menampilkan semuanya.")
            return
        count = 0
        try:
            for number, name in enumerate(chosen, 1):
                said = self._ask(self.session.shown[name], f"{number} dari {len(chosen)}", dry_run)
                if said is None:
                    break
                count += said
        except KeyboardInterrupt:
            click.echo("")
            self._tell(count, dry_run=dry_run)
            raise
        self._tell(count, dry_run=dry_run)

    def _tell(self, count: int, *, dry_run: bool) -> None:
        if dry_run:
            click.echo(f"Tidak ada yang ditulis (--dry-run); {count} nilai TPI akan dicatat.")
        else:
            click.echo(f"{count} nilai TPI dicatat di {self.target}.")

    def _ask(self, one: Shown, place: str, dry_run: bool) -> int | None:  # noqa: FBT001
        """Return how many answers were recorded (0 or 1), or None when the evaluator stops."""
        root = self.build.workspace.root
        if moved := changed(root, one.papers):
            click.echo(_moved(one, moved))
            return 0
        click.echo(telling.question(one, place))
        while True:
            typed = _line(telling.asking(one))
            if typed is None or typed.casefold() in STOP:
                return None
            if not typed:
                return 0
            note = _line("Catatan [Enter tanpa catatan]")
            judged, wrong = _judged(self.rubric, one, typed, note or None)
            if wrong:
                click.echo("\n".join(f"  {one.message}" for one in wrong))
                continue
            if moved := changed(root, one.papers):
                click.echo(_moved(one, moved))
                return 0
            kept = self._keep(judged, dry_run=dry_run)
            if kept is not None:
                return kept

    def _keep(self, judged: Judged, *, dry_run: bool) -> int | None:
        """Record one answer, if it says something new; None when it was refused, with the reason told."""
        self.file = self._now()
        made = plan(self.session, [judged], self.file.said)
        for one in made.remarks:
            click.echo(f"  {one.message}")
        if any(one.refused for one in made.remarks):
            return None
        if not made.changes:
            return 0
        if not dry_run:
            self.record(made)
        said = "akan dicatat" if dry_run else "dicatat"
        click.echo(f"  {judged.key}: {said}, {len(judged.seen or ())} bukti dilihat.")
        return 1


def _blind(judged: Sequence[Judged], session: Session) -> tuple[Remark, ...]:
    """Say of a sheet without digests what is taken for what was seen."""
    count = sum(one.seen is None and one.key in session.shown for one in judged)
    if not count:
        return ()
    said = f"Tanpa sidik: {count} kriteria dicatat dengan bukti yang ada sekarang sebagai yang dilihat."
    return (Remark(About.UNSEEN, said),)


def _moved(one: Shown, paths: Sequence[str]) -> str:
    return f"{one.criterion.id} dilewati: {paths[0]} berubah sejak dibaca. Jalankan zi tpi sekali lagi."


def _line(before: str) -> str | None:
    """Return what is typed, or None at the end of a file that is read from."""
    click.echo(f"{before}: ", nl=False)
    try:
        return input().strip()
    except EOFError:
        click.echo("")
        return None


def _judged(
    rubric: Rubric, one: Shown, typed: str, note: str | None
) -> tuple[Judged, tuple[Remark, ...]]:
    """Return what was typed as an answer, read as a sheet is read; and why it is none."""
    name = one.criterion.id
    rows: dict[int, dict[int, Cell]] = {
        1: {1: _cell(1, 1, "Kriteria"), 2: _cell(1, 2, "Nilai TPI")}
    }
    counted = "=" in typed and one.criterion.counts is not None
    parts = [part.partition("=") for part in typed.replace(",", " ").split()] if counted else []
    for number, (key, _, value) in enumerate(parts, 2):
        rows[number] = {1: _cell(number, 1, f"{name}#{key}"), 2: _cell(number, 2, value)}
    if not counted:
        rows[2] = {1: _cell(2, 1, name), 2: _cell(2, 2, typed)}
    read = sheet.read_sheet((Sheet("", hidden=False, rows=rows),), rubric)
    wrong = tuple(remark for remark in read.remarks if remark.refused)
    said = read.judged[0] if read.judged else Judged(name)
    judged = Judged(name, said.value, said.counts, note, one.digests)
    return judged, wrong


def _cell(row: int, column: int, text: str) -> Cell:
    return Cell("", row, column, text)
