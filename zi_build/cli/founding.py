"""What `zi init` knows before it writes: the folder, the office, the instrument, the years there are."""

import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zi_build.cli import asking
from zi_build.cli.asking import Question
from zi_build.errors import UsageError

if TYPE_CHECKING:
    from zi_build.intake.founding.plan import Disk, Plan
    from zi_build.intake.founding.wanted import Former, Wanted
    from zi_build.load.cache import Cache
    from zi_build.model.catalogue import Catalogue
    from zi_build.model.rubric import Rubric
    from zi_build.model.unit import Unit

EVIDENCE, UNIT = "evidence", "evidence/unit.yml"
YEARS_BACK, YEARS_AHEAD = 5, 2


@dataclass(slots=True)
class Desk:
    """Where a founding works: the folder, the office as far as it is known, the instrument."""

    root: Path
    today: date
    unit: "Unit | None"
    catalogue: "Catalogue"
    known: dict[str, "Rubric"]
    default_rubric: str
    cache: "Cache"
    disk: "Disk"

    def years_before(self, year: int) -> list[int]:
        """Return the years that the office has folders of, before another."""
        names = self.disk.names(EVIDENCE).values()
        years = [int(name) for name in names if len(name) == 4 and name.isdecimal()]  # noqa: PLR2004
        return sorted(
            one for one in years if one < year and (self.root / EVIDENCE / str(one)).is_dir()
        )

    def wanted(
        self, name: str | None, year: int | None, since: int | None, rubrics: tuple[str, ...]
    ) -> "Wanted":
        """Return what is to be made; raises UsageError for what makes no sense."""
        from zi_build.intake.founding.wanted import Wanted, name_of_office  # noqa: PLC0415
        from zi_build.load.holiday import holidays_of  # noqa: PLC0415
        from zi_build.slots import Calendar  # noqa: PLC0415

        year = self._year(year, since)
        start = self.unit.start if self.unit else None
        if start is None:
            start = self.today if year == self.today.year else date(year, 1, 1)
        extra = self.unit.holidays if self.unit else ()
        free = holidays_of(range(year - 1, year + 3), extra, self.cache)
        until = since or max(self.years_before(year), default=None)
        chosen = tuple(self.known[one] for one in self._rubrics(rubrics))
        return Wanted(
            name=self.unit.name if self.unit else name_of_office(name or _ask_name()),
            year=year,
            rubrics=chosen,
            catalogue=self.catalogue,
            calendar=Calendar(date(year, 1, 1), start, free),
            former=self._former(chosen, until) if until else {},
        )

    def _year(self, year: int | None, since: int | None) -> int:
        chosen = year or self.today.year
        far = not -YEARS_BACK <= chosen - self.today.year <= YEARS_AHEAD
        if far and not (self.root / EVIDENCE / str(chosen)).is_dir():
            raise UsageError(
                f"Tahun {chosen} (--tahun) jauh dari tahun ini, {self.today.year}. Periksa angkanya."
            )
        before = self.years_before(chosen)
        if since is not None and since not in before:
            there = f"Yang ada: {', '.join(map(str, before))}." if before else "Belum ada satu pun."
            raise UsageError(
                f"Tidak ada folder evidence/{since} sebelum tahun {chosen} (--dari). {there}"
            )
        return chosen

    def _rubrics(self, asked: tuple[str, ...]) -> list[str]:
        """Return the rubrics that were asked for, else the office's own and those it answers."""
        from zi_build.load.instrument import Shelf  # noqa: PLC0415
        from zi_build.load.rubric import load_rubric  # noqa: PLC0415

        for one in asked:
            load_rubric(
                Shelf(self.cache), one, self.catalogue
            )  # an unknown id is told with the known
        if asked:
            return list(dict.fromkeys(asked))
        answered = {
            file.stem
            for folder in (self.root / EVIDENCE).glob("[0-9][0-9][0-9][0-9]/penilaian")
            for file in folder.glob("*.y*ml")
        }
        return [self.default_rubric, *sorted(answered & self.known.keys() - {self.default_rubric})]

    def _former(self, rubrics: tuple["Rubric", ...], until: int) -> dict[str, "Former"]:
        """Return the newest answers up to a year; a file that cannot be read is no reason to forget it."""
        from zi_build.intake.founding.wanted import Former  # noqa: PLC0415
        from zi_build.load import content  # noqa: PLC0415
        from zi_build.load.answers import assessment_of  # noqa: PLC0415
        from zi_build.load.source import Folder  # noqa: PLC0415
        from zi_build.load.walk import entry_of  # noqa: PLC0415

        found = {}
        for rubric in rubrics:
            for year in reversed(self.years_before(until + 1)):
                names = (
                    f"{EVIDENCE}/{year}/penilaian/{rubric.id}{end}" for end in (".yml", ".yaml")
                )
                path = next((one for one in names if (self.root / one).is_file()), None)
                if path is None:
                    continue
                parsed = content.parse(
                    Folder(self.root), entry_of(self.root, path), "jawaban", self.cache
                )
                if parsed.data is None:
                    raise UsageError(
                        f"{path} tidak dapat dibaca, sehingga tidak ada yang dapat diteruskan. Perbaiki "
                        "dahulu (lihat zi check); tidak ada yang ditulis."
                    )
                found[rubric.id] = Former(year, assessment_of(parsed))
                break
        return found

    def plans(self, wanted: "Wanted", *, site: bool) -> tuple["Plan", "Plan"]:
        """Return what becomes of the pages and settings, and of the evidence."""
        from zi_build.intake.founding import plan  # noqa: PLC0415
        from zi_build.intake.founding.scaffold import scaffold  # noqa: PLC0415

        own = [plan.unit_file(wanted), *plan.year_files(wanted, self.disk)]
        if self.unit is not None:
            own = own[1:]
        pages = scaffold(wanted) if site else iter(())
        return plan.planned(self.disk, pages), plan.planned(self.disk, iter(own))

    def remarks(self, wanted: "Wanted", name: str | None, *, whole: bool) -> list[str]:
        """Return what the user may have expected otherwise."""
        said = []
        if self.unit and name and " ".join(name.split()) != self.unit.name:
            said.append(f"{UNIT} sudah ada dan tidak diubah: kantor ini tetap “{wanted.name}”.")
        if not whole and not (self.root / "mkdocs.yml").is_file():
            said.append("mkdocs.yml belum ada, jadi situs belum dapat dibangun: zi init --lengkap.")
        if self.unit and self.unit.as_of and self.unit.as_of.year < wanted.year:
            said.append(
                f"{UNIT} menetapkan per_tanggal {self.unit.as_of}: hapus baris itu agar "
                f"{wanted.year} dinilai."
            )
        if wanted.year > self.today.year:
            said.append(
                f"Tahun {wanted.year} belum mulai; berkas bertanggal {wanted.year} baru dihitung pada "
                f"waktunya. Melihat ke depan: zi --as-of {wanted.year}-03-31 gaps"
            )
        return said


def _ask_name() -> str:
    if sys.stdin is None or not sys.stdin.isatty():
        raise UsageError("Nama kantor belum disebut. Tulis --unit “Nama lengkap kantor”.")
    return str(click.prompt("Nama lengkap kantor"))


def open_desk(question: Question) -> Desk:
    """Look at the folder; raises UsageError when it cannot be worked in."""
    from zi_build.intake.founding.plan import Disk  # noqa: PLC0415
    from zi_build.load import content  # noqa: PLC0415
    from zi_build.load.cache import Cache  # noqa: PLC0415
    from zi_build.load.instrument import Shelf, load_catalogue  # noqa: PLC0415
    from zi_build.load.rubric import DEFAULT_RUBRIC, load_rubric, rubric_ids  # noqa: PLC0415
    from zi_build.load.source import Folder  # noqa: PLC0415
    from zi_build.load.unit import unit_of  # noqa: PLC0415
    from zi_build.load.walk import entry_of  # noqa: PLC0415

    root = question.root
    for path in (EVIDENCE, UNIT):
        if (root / path).is_symlink():
            raise UsageError(f"{path} adalah tautan ke tempat lain; init tidak mengikutinya.")
    if (root / EVIDENCE).exists() and not (root / EVIDENCE).is_dir():
        raise UsageError(
            f"{EVIDENCE} adalah berkas, padahal di situ harus ada folder. Pindahkan dahulu."
        )
    cache = Cache(root)
    shelf = Shelf(cache)
    catalogue = load_catalogue(shelf)
    unit = None
    if (root / UNIT).exists():
        parsed = content.parse(Folder(root), entry_of(root, UNIT), "unit", cache)
        if parsed.data is None:
            raise UsageError(f"{UNIT} tidak dapat dibaca. Perbaiki dahulu (lihat zi check).")
        unit = unit_of(parsed)
    known = {name: load_rubric(shelf, name, catalogue) for name in rubric_ids()}
    preferred = question.rubric or (unit.rubric if unit else None)
    if question.rubric:
        load_rubric(shelf, question.rubric, catalogue)
    return Desk(
        root,
        question.as_of or asking.today(unit.time_zone if unit else "Asia/Jakarta"),
        unit,
        catalogue,
        known,
        preferred if preferred in known else DEFAULT_RUBRIC,
        cache,
        Disk(root),
    )
