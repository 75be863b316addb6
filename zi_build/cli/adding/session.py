"""Papers added one after the other: each is whole in its place, or nothing of it is written."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from enum import Enum

import click

from zi_build.cli.adding import questions
from zi_build.cli.adding.asked import Asked, Wanted
from zi_build.cli.adding.desk import Desk, Paper, paper_of
from zi_build.cli.adding.questions import SkippedError, UnaskedError
from zi_build.cli.adding.sources import Source
from zi_build.cli.telling import added as telling
from zi_build.errors import UsageError
from zi_build.intake.adding.wish import Custody, Form, Placement, Said, Wish
from zi_build.model.catalogue import RequiredDocument
from zi_build.model.period import Grain, Period


class End(Enum):
    """What became of one paper."""

    PLACED = "ditaruh"
    REFUSED = "ditolak"
    UNASKED = "perlu ditanyakan"
    SKIPPED = "dilewati"


class Session:
    """One run of `zi add`; `today` is the day on which links were opened and papers seen."""

    def __init__(
        self, desk: Desk, asked: Asked, wanted: Wanted, today: date, *, can_ask: bool
    ) -> None:
        self.desk, self.asked, self.wanted = desk, asked, wanted
        self.today, self.can_ask = today, can_ask
        self.ends: dict[Source, End] = {}
        self.going: Placement | None = None

    def run(self, sources: Sequence[Source]) -> bool:
        """Add every paper; tell whether all of them found their place."""
        try:
            for source in sources:
                click.echo(source.name)
                self.going = None
                self.ends[source] = self._one(source)
        except (KeyboardInterrupt, click.Abort):
            self._settle(sources)
            self._tell(len(sources), "Dihentikan.")
            raise
        except OSError:
            self._tell(len(sources), "Berhenti: disk menolak.")
            raise
        if len(sources) > 1:
            self._tell(len(sources), "Selesai.")
        if self.asked.dry:
            click.echo("Uji coba: tidak ada yang ditulis.")
        return all(end in {End.PLACED, End.SKIPPED} for end in self.ends.values())

    def _settle(self, sources: Sequence[Source]) -> None:
        """Count the paper at which Ctrl-C came, if it was in its place already."""
        last = next((source for source in sources if source not in self.ends), None)
        if last and self.going and (self.desk.root / self.going.item.path).exists():
            self.ends[last] = End.PLACED
            click.echo(f"  Sudah di tempatnya: {self.going.files[0][0]}")

    def _tell(self, count: int, head: str) -> None:
        ends = list(self.ends.values())
        can = "dapat " if self.asked.dry else ""
        counts = [
            f"{ends.count(end)} {can if end is End.PLACED else ''}{end.value}"
            for end in End
            if end in ends
        ]
        rest = count - len(self.ends)
        if rest:
            counts.append(f"{rest} belum disentuh")
        click.echo(f"{head} {len(self.ends)} dari {count} berkas: {', '.join(counts)}.")

    def _one(self, source: Source) -> End:
        try:
            self._add(source)
        except SkippedError as error:
            click.echo(f"  {error}")
            return End.SKIPPED
        except UnaskedError as error:
            click.echo(f"  Tidak ditaruh: {error}")
            return End.UNASKED
        except UsageError as error:
            click.echo(f"  Ditolak: {error}")
            return End.REFUSED
        return End.PLACED

    def _add(self, source: Source) -> None:
        paper = paper_of(source, heavy=self.asked.custody)
        document = questions.document_for(
            self.desk, paper, self.wanted, self.asked, can_ask=self.can_ask
        )
        questions.refuse_kind(document, paper)
        period = self.wanted.period or questions.period_for(
            self.desk, paper, document, self.asked, can_ask=self.can_ask
        )
        wish = Wish(source.name if source.file else "", document.id, period, said=self._said())
        custody = self.asked.custody or (
            not source.url
            and questions.prefers_custody(self.desk, document, self.wanted, can_ask=self.can_ask)
        )
        if custody:
            wish = replace(wish, form=Form.CUSTODY, custody=self._custody(document, period))
            self._put(wish, paper, move=False, how="Dicatat di")
            if source.inbox:
                click.echo("  Berkasnya masih di kotak masuk; keluarkan dari folder kerja.")
        elif source.url:
            wish = replace(wish, form=Form.LINK, url=source.url, accessed=self.today)
            self._put(wish, paper, move=False, how="Dicatat di")
            click.echo(
                f"  Dicatat dibuka hari ini, {self.today}. Pastikan orang luar dapat membukanya."
            )
        else:
            self._add_file(wish, paper)

    def _add_file(self, wish: Wish, paper: Paper) -> None:
        content, smaller = questions.content_for(paper, self.asked, can_ask=self.can_ask)
        move = paper.source.inbox is not None and not smaller
        wish = replace(wish, content=content, twin=self._twin())
        self._put(wish, paper, move=move, how="Dipindahkan ke" if move else "Disalin ke")
        if smaller and paper.source.inbox:
            click.echo(
                "  Aslinya masih di kotak masuk. Simpan di luar folder kerja, lalu hapus dari sana."
            )

    def _put(self, wish: Wish, paper: Paper, *, move: bool, how: str) -> None:
        ready = self.desk.ready(wish)
        placement = ready.placement
        told = telling.placed(placement, how=how, dry=self.asked.dry)
        explicit = self.wanted.document is not None and self.wanted.period is not None
        if self.can_ask and not explicit and not self.asked.dry and not self.asked.first:
            click.echo(f"  Tempatnya: {placement.files[0][0]}")
            if not click.confirm("Taruh di sana?", default=True):
                raise SkippedError("Dilewati; tidak ada yang diubah.")
        if not self.asked.dry:
            self.going = placement
        self.desk.write(ready, paper, move=move, dry=self.asked.dry)
        click.echo("\n".join([*told, *telling.effect(ready.effect)]))

    def _said(self) -> Said:
        asked, wanted = self.asked, self.wanted
        return Said(
            title=asked.title,
            also_for=wanted.also_for,
            pages=wanted.pages,
            received=asked.received,
            access=wanted.access,
            reason=asked.reason,
            nihil=asked.nihil,
        )

    def _twin(self) -> tuple[bytes, str] | None:
        if self.asked.twin is None:
            return None
        twin = paper_of(Source(self.asked.twin), heavy=False)
        return twin.content, twin.ending

    def _custody(self, document: RequiredDocument, period: Period) -> Custody:
        number = questions.word_for(
            "--nomor", "Nomor dokumen atau nomor arsip", self.asked.number, can_ask=self.can_ask
        )
        keeper = questions.word_for(
            "--penyimpan",
            "Jabatan atau unit yang menyimpan aslinya (bukan nama orang)",
            self.asked.keeper,
            can_ask=self.can_ask,
        )
        on = self.wanted.day or (period.start if period.grain is Grain.DAY else None)
        while on is None:
            said = questions.word_for(
                "--tanggal",
                f"Tanggal dokumen {document.name} (2026-01-05)",
                None,
                can_ask=self.can_ask,
            )
            try:
                on = date.fromisoformat(said)
            except ValueError:
                click.echo("  Tulis tanggalnya seperti 2026-01-05.")
        return Custody(number, on, keeper, self.asked.checked or self.today)
