"""The course of an office: each month's end is what a build of that day says, from one load."""

import csv
import io
import json
import os
import subprocess
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import lxml.html
import pytest
import sites
from desk import Desk, paper, papers
from hypothesis import given
from hypothesis import strategies as st
from office import Office

from zi_build.build import build_from, others
from zi_build.cli.telling import history as telling
from zi_build.export import history as export
from zi_build.export.projections import number
from zi_build.load.gitlog import read_log
from zi_build.model import text
from zi_build.model.assessment import Voice
from zi_build.model.commit import Deed, Log, Source
from zi_build.model.result import Build
from zi_build.model.trend import month_ends, months_back
from zi_build.model.upload import What, counts
from zi_build.model.view import Audience
from zi_build.render.pages import expand
from zi_build.studies import history
from zi_build.studies.history import moments, span, with_trend
from zi_build.studies.uploads import uploads
from zi_build.views import view, views

AS_OF = date(2026, 9, 30)
MONEV = "5.3.c/laporan-monev"


def like_a_build(build: Build, day: date) -> dict[str, Any]:
    """Return what a whole build of a day says of what a moment tells."""
    then = build_from(replace(build.loaded, as_of=day))
    supported, claimed = then.scores[Voice.SUPPORTED], then.scores[Voice.CLAIMED]
    return {
        "completeness": then.completeness,
        "supported": supported.total,
        "areas": dict(supported.areas),
        "claimed": claimed.total,
        "claimed_areas": dict(claimed.areas),
        "papers": len(then.good),
        "met": {
            name: (sum(one.met for one in found.conditions), len(found.conditions))
            for name, found in then.verdicts[Voice.SUPPORTED].items()
        },
    }


def as_told(moment: Any) -> dict[str, Any]:
    return {
        "completeness": moment.completeness,
        "supported": moment.supported,
        "areas": dict(moment.areas),
        "claimed": moment.claimed,
        "claimed_areas": dict(moment.claimed_areas),
        "papers": moment.papers,
        "met": {name: (one.held, one.due) for name, one in moment.conditions.items()},
    }


@pytest.fixture
def busy(office: Office) -> Office:
    """An office with papers through two years, one late, one wrong, one that nobody may see yet."""
    office.unit(mulai="2025-01-06")
    for month in range(1, 9):
        office.paper(MONEV, f"2026-{month:02} Monev.pdf")
    office.paper("1.2.a/rencana-aksi", "2026-01-20 Rencana aksi.pdf")
    office.paper("2.2.d/laporan-monev", "2026-07 Monev.pdf", diterima="2026-09-20")
    office.paper("2.2.d/laporan-monev", "2026-06 Monev.pdf", content=b"")
    office.paper(MONEV, "2026-10 Monev Oktober.pdf")
    office.text(
        "evidence/2026/hasil/spak-2026-S1.csv",
        "no;u1;u2\n" + "".join(f"{n};4;{3 + n % 2}\n" for n in range(1, 41)),
    )
    office.answers({"5.3.c": "A", "1.2.a": "Ya", "2.2.d": "A"}, hasil={"kinerja": "B"})
    return office


class TestMonths:
    """Each month's end."""

    @pytest.mark.parametrize("rubric", ["pedoman-bpmp-2023", "permenpanrb-90-2021"])
    def test_each_is_what_a_build_of_its_day_says(self, rubric: str, busy: Office) -> None:
        built = busy.build(rubric=rubric)
        told = moments(built, span(built))
        assert [one.day for one in told][-1] == AS_OF
        assert len(told) == 12
        for one in told:
            assert as_told(one) == like_a_build(built, one.day), one.day
        assert {one.completeness for one in told} != {told[0].completeness}, "something happens"

    @given(st.integers(0, 700))
    def test_any_day_of_an_office_in_memory(self, ago: int) -> None:
        """Held back from the making: days of the year before too."""
        built = OFFICE.build()
        day = date.fromordinal(AS_OF.toordinal() - ago)
        (told,) = moments(built, [day])
        assert as_told(told) == like_a_build(built, day)

    def test_what_is_remembered_is_what_was_computed(self, busy: Office) -> None:
        first = moments(busy.build(), span(busy.build()))
        files = list((busy.root / ".zi-cache").glob("tren-*.json"))
        assert len(files) == 1
        assert moments(busy.build(), span(busy.build())) == first
        busy.paper(MONEV, "2026-09 Monev September.pdf")
        fresh = moments(busy.build(), span(busy.build()))
        assert fresh[-1].completeness.held == first[-1].completeness.held + 1
        assert fresh[0] == first[0]
        files[0].write_text('{"fingerprint": 1, "values": 3}', "utf-8")
        assert moments(busy.build(), span(busy.build())) == fresh

    @pytest.mark.parametrize(
        "damage",
        ['{"completeness": 1}', "3", '{"completeness": [1, 2], "supported": "1/0"}', "null"],
    )
    def test_a_damaged_memory_is_computed_anew(self, damage: str, busy: Office) -> None:
        built = busy.build()
        first = moments(built, span(built))
        file = next((busy.root / ".zi-cache").glob("tren-*.json"))
        kept = json.loads(file.read_text("utf-8"))
        kept["values"] = dict.fromkeys(kept["values"], json.loads(damage))
        file.write_text(json.dumps(kept), "utf-8")
        assert moments(built, span(built)) == first

    def test_no_day_is_told_before_the_office_began(self, office: Office) -> None:
        office.unit(mulai="2026-06-15")
        days = span(office.build())
        assert days == (
            date(2026, 6, 30),
            date(2026, 7, 31),
            date(2026, 8, 31),
            date(2026, 9, 30),
        )

    def test_the_running_month_says_so(self, office: Office) -> None:
        built = office.build(as_of=date(2026, 9, 12))
        told = moments(built, span(built, 2))
        assert [(one.day.isoformat(), one.running) for one in told] == [
            ("2026-08-31", False),
            ("2026-09-12", True),
        ]

    def test_no_evidence_is_opened_for_a_month(
        self, busy: Office, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        built = busy.build()
        opened: list[str] = []
        real = io.open

        def watched(file: Any, *rest: Any, **how: Any) -> Any:
            opened.append(str(file))
            return real(file, *rest, **how)

        monkeypatch.setattr(io, "open", watched)
        monkeypatch.setattr("builtins.open", watched)
        moments(built, span(built))
        assert not [path for path in opened if "/evidence/" in path]
        monkeypatch.undo()


OFFICE = Desk(
    items=(
        *papers(MONEV, *(f"2025-{m:02} Monev" for m in range(2, 13))),
        *papers(MONEV, *(f"2026-{m:02} Monev" for m in range(1, 8))),
        paper("1.2.a/rencana-aksi", "2026-01-20 Rencana"),
        paper("4.2.e/lakin", "2025 Lakin", received=date(2026, 2, 20)),
    ),
    answers={"5.3.c": "A", "1.2.a": "Ya"},
)


@given(st.dates(date(2000, 1, 1), date(2030, 12, 31)), st.integers(0, 40))
def test_month_ends_are_ends_in_order(last: date, back: int) -> None:
    ends = month_ends(months_back(last, back), last)
    assert len(ends) == back + 1
    assert ends[-1] == last
    assert all(date.fromordinal(day.toordinal() + 1).day == 1 for day in ends[:-1])
    assert list(ends) == sorted(set(ends))


class TestChart:
    """`[[zi:tren]]`: one chart with its table, from numbers alone."""

    def page(self, office: Office, audience: Audience = Audience.PUBLIC) -> lxml.html.HtmlElement:
        office.text("docs/index.md", "# Beranda\n\n[[zi:tren]]\n")
        built = office.build()
        beside = others(built)
        seen = with_trend(views(built, beside, audience), built, beside)
        return lxml.html.fromstring(expand("[[zi:tren]]\n", "index.md", seen))

    def test_it_says_in_words_and_in_a_table_what_it_draws(self, busy: Office) -> None:
        page = self.page(busy)
        built = busy.build()
        told = moments(built, span(built))
        assert len(page.xpath('//*[@class="zi-titik-2"]')) == 12 + 1, "one is the legend's"
        rows = [
            [cell.text_content() for cell in row.xpath("th|td")] for row in page.xpath("//tbody/tr")
        ]
        assert [row[0] for row in rows] == [text.day(one.day) for one in reversed(told)]
        assert [row[4] for row in rows] == [text.decimal(one.supported) for one in reversed(told)]
        drawing = page.xpath('//svg[@role="img"]')[0]
        names = drawing.get("aria-labelledby").split()
        assert all(page.xpath(f'//*[@id="{name}"]') for name in names)
        assert text.decimal(told[-1].supported) in drawing.xpath(".//desc")[0].text_content()

    def test_it_names_no_paper_and_no_document(self, busy: Office) -> None:
        busy.paper("3.5.a/hukuman-disiplin", "2026-03-01 RAHASIA.simpanan.yml", content="x: 1\n")
        for audience in Audience:
            said = lxml.html.tostring(self.page(busy, audience), encoding="unicode")
            assert "RAHASIA" not in said
            assert "Monev" not in said
            assert "laporan" not in said

    def test_the_same_office_gives_the_same_bytes_with_and_without_memory(
        self, busy: Office
    ) -> None:
        first = lxml.html.tostring(self.page(busy))
        assert lxml.html.tostring(self.page(busy)) == first
        for file in (busy.root / ".zi-cache").glob("tren-*"):
            file.unlink()
        assert lxml.html.tostring(self.page(busy)) == first

    def test_a_page_that_does_not_ask_costs_nothing(self, busy: Office) -> None:
        built = busy.build()
        seen = view(built, Audience.PUBLIC)
        assert with_trend(seen, built, {}) is seen

    def test_another_rubric_on_the_same_page(self, busy: Office) -> None:
        busy.text("docs/index.md", "# Beranda\n\n[[zi:tren @permenpanrb-90-2021]]\n")
        built = busy.build()
        beside = others(built)
        seen = with_trend(views(built, beside, Audience.PUBLIC), built, beside)
        assert seen.trend == ()
        assert len(seen.under("permenpanrb-90-2021").trend) == 12


def git(root: Path, *arguments: str, day: str = "2026-01-31") -> str:
    """Run git as the keeper does, on a day."""
    moment = f"{day}T10:00:00+07:00"
    return subprocess.run(
        ["git", "-C", str(root), *arguments],
        check=True,
        capture_output=True,
        encoding="utf-8",
        env={
            **os.environ,
            "GIT_AUTHOR_NAME": "Siti Rahasia",
            "GIT_AUTHOR_EMAIL": "siti@kantor.example",
            "GIT_COMMITTER_NAME": "Siti Rahasia",
            "GIT_COMMITTER_EMAIL": "siti@kantor.example",
            "GIT_AUTHOR_DATE": moment,
            "GIT_COMMITTER_DATE": moment,
            "GIT_CONFIG_GLOBAL": os.devnull,
        },
    ).stdout


def commit(office: Office, day: str, message: str) -> None:
    git(office.root, "add", "-A", "evidence")
    git(office.root, "commit", "-q", "-m", message, day=day)


@pytest.fixture
def repository(office: Office) -> Office:
    office.unit(mulai="2025-01-06")
    git(office.root, "init", "-q", "-b", "main")
    commit(office, "2026-01-02", "Kantor baru")
    return office


def found_in(office: Office, threshold: int = 30) -> Any:
    return uploads(office.build(), read_log(office.root), threshold)


def by_name(office: Office, threshold: int = 30) -> dict[str, Any]:
    return {one.path.rpartition("/")[2]: one for one in found_in(office, threshold).papers}


class TestUploads:
    """When a paper came, beside what it says of itself."""

    def test_late_backdated_and_in_time(self, repository: Office) -> None:
        repository.paper(MONEV, "2026-02 Monev.pdf")
        commit(repository, "2026-03-05", "Monev Februari")
        repository.paper(MONEV, "2026-01 Monev.pdf")
        repository.paper("1.1.a/undangan-rapat", "2026-01-05 Undangan.pdf")
        repository.paper("4.2.a/renstra", "2026 Renstra.pdf")
        commit(repository, "2026-04-30", "Susulan")
        found = by_name(repository)
        on_time, late = found["2026-02 Monev.pdf"], found["2026-01 Monev.pdf"]
        assert (on_time.late, on_time.backdated, on_time.after) == (False, False, 5)
        assert (late.late, late.backdated, late.after) == (True, True, 89)
        assert late.due == date(2026, 2, 13)
        invitation = found["2026-01-05 Undangan.pdf"]
        assert (invitation.late, invitation.backdated) == (False, True), "a year's slot is open"
        plan = found["2026 Renstra.pdf"]
        assert (plan.late, plan.backdated) == (False, False), "its year is not over"

    @pytest.mark.parametrize(
        ("threshold", "expected"), [(30, True), (114, True), (115, False), (400, False)]
    )
    def test_the_threshold_is_days_after_the_paper(
        self, threshold: int, expected: bool, repository: Office
    ) -> None:
        repository.paper("1.1.a/undangan-rapat", "2026-01-05 Undangan.pdf")
        commit(repository, "2026-04-30", "Susulan")
        assert by_name(repository, threshold)["2026-01-05 Undangan.pdf"].backdated is expected

    def test_what_was_received_before_it_came_is_told_and_changes_nothing(
        self, repository: Office
    ) -> None:
        repository.paper(MONEV, "2026-01 Monev.pdf", diterima="2026-02-03")
        before = repository.build().scores[Voice.SUPPORTED].total
        commit(repository, "2026-04-30", "Susulan")
        one = by_name(repository)["2026-01 Monev.pdf"]
        assert (one.received, one.received_before, one.late) == (date(2026, 2, 3), True, True)
        assert repository.build().scores[Voice.SUPPORTED].total == before

    def test_a_move_keeps_the_day_on_which_the_paper_came(self, repository: Office) -> None:
        repository.paper("1.1.b/notula", "2026-01-05 Notula.pdf")
        commit(repository, "2026-01-10", "Notula")
        folder = repository.root / "evidence/2026/1.1.b"
        (folder / "notula/2026-01-05 Notula.pdf").rename(folder / "notula/2026-01-05 Notula é.pdf")
        commit(repository, "2026-06-01", "Nama diperbaiki")
        one = by_name(repository)["2026-01-05 Notula é.pdf"]
        assert (one.entered, one.backdated) == (date(2026, 1, 10), False)
        step = found_in(repository).steps[0]
        assert [change.touch.deed for change in step.changes] == [Deed.MOVED]

    def test_a_withdrawn_paper_that_comes_again_comes_anew(self, repository: Office) -> None:
        file = repository.paper("1.1.b/notula", "2026-01-05 Notula.pdf")
        commit(repository, "2026-01-10", "Notula")
        content = file.read_bytes()
        file.unlink()
        commit(repository, "2026-02-10", "Ditarik")
        repository.write(file, content)
        commit(repository, "2026-05-10", "Kembali")
        assert by_name(repository)["2026-01-05 Notula.pdf"].entered == date(2026, 5, 10)

    def test_a_replaced_paper_came_when_it_first_came(self, repository: Office) -> None:
        file = repository.paper("1.1.b/notula", "2026-01-05 Notula.pdf")
        commit(repository, "2026-01-10", "Notula")
        repository.write(file, file.read_bytes() + b"\n% diganti\n")
        commit(repository, "2026-05-10", "Diganti")
        assert by_name(repository)["2026-01-05 Notula.pdf"].entered == date(2026, 1, 10)

    def test_a_collection_is_told_as_one(self, repository: Office) -> None:
        for day in range(1, 29):
            repository.paper("1.1.a/undangan-rapat", f"2025-02-{day:02} Undangan.pdf")
        commit(repository, "2026-09-01", "Arsip lama")
        found = found_in(repository)
        assert found.steps[0].bulk
        assert found.steps[0].papers == 28
        assert counts(found) == {
            "papers": 28,
            "late": 0,
            "backdated": 0,
            "bulk": 28,
            "uncommitted": 0,
        }
        said = telling.papers(found)
        assert "28 bukti masuk sekaligus; 28 di antaranya" in said
        assert "Terlambat masuk atau bertanggal mundur" not in said

    def test_of_later_commits_only_a_large_one_is_a_collection(self, repository: Office) -> None:
        repository.paper(MONEV, "2026-01 Monev.pdf")
        commit(repository, "2026-02-02", "Yang pertama")
        for day in range(1, 29):
            repository.paper("1.1.a/undangan-rapat", f"2025-02-{day:02} Undangan.pdf")
        commit(repository, "2026-09-01", "28 sekaligus")
        assert counts(found_in(repository))["backdated"] == 28

    def test_what_is_not_committed_waits(self, repository: Office) -> None:
        repository.paper(MONEV, "2026-01 Monev.pdf")
        found = found_in(repository)
        assert counts(found)["uncommitted"] == 1
        assert "Belum masuk repositori: 1" in telling.papers(found)

    def test_branches_and_a_merge_with_a_change_of_its_own(self, repository: Office) -> None:
        git(repository.root, "checkout", "-q", "-b", "lain")
        repository.paper("1.1.b/notula", "2026-01-05 Notula.pdf")
        file = repository.paper(
            "1.1.a/undangan-rapat", "2026-01-05 Undangan.pdf", content=b"%PDF-a"
        )
        commit(repository, "2026-01-10", "Cabang")
        git(repository.root, "checkout", "-q", "main")
        repository.write(file, b"%PDF-b")
        commit(repository, "2026-01-12", "Batang")
        merge = subprocess.run(
            [
                *("git", "-c", "user.name=Kantor", "-c", "user.email=kantor@example.go.id"),
                *("-C", str(repository.root), "merge", "-q", "lain"),
            ],
            check=False,
            capture_output=True,
        )
        assert merge.returncode != 0
        repository.write(file, b"%PDF-c")
        commit(repository, "2026-01-20", "Gabung")
        found = found_in(repository)
        subjects = [step.commit.subject for step in found.steps]
        assert (subjects[0], subjects[-1]) == ("Gabung", "Kantor baru")
        assert sorted(subjects[1:-1]) == ["Batang", "Cabang"]
        (own,) = found.steps[0].changes
        assert (own.touch.deed, own.touch.path.rpartition("/")[2]) == (
            Deed.CHANGED,
            "2026-01-05 Undangan.pdf",
        )
        assert by_name(repository)["2026-01-05 Notula.pdf"].entered == date(2026, 1, 10)

    def test_a_shallow_clone_says_so_and_accuses_nobody(
        self, repository: Office, tmp_path: Path
    ) -> None:
        repository.paper("1.1.a/undangan-rapat", "2025-02-01 Undangan.pdf")
        commit(repository, "2025-02-03", "Tepat waktu")
        repository.paper(MONEV, "2026-01 Monev.pdf")
        commit(repository, "2026-02-02", "Monev")
        clone = tmp_path / "dangkal"
        git(tmp_path, "clone", "-q", "--depth", "1", f"file://{repository.root}", str(clone))
        log = read_log(clone)
        assert log.source is Source.SHALLOW
        assert all(one.edge for one in log.commits)
        done = sites.zi(clone, "history", "--unggahan")
        assert "git fetch --unshallow" in done.stdout
        assert "bertanggal mundur, tanggal dokumen" not in done.stdout

    def test_an_office_in_a_folder_of_a_larger_repository(self, tmp_path: Path, seed: Path) -> None:
        git(tmp_path, "init", "-q", "-b", "main")
        office = Office(tmp_path / "unit" / "balai", seed=seed)
        office.paper("1.1.b/notula", "2026-01-05 Notula.pdf")
        (tmp_path / "lain.txt").write_text("bukan bukti", "utf-8")
        git(tmp_path, "add", "-A", ".")
        git(tmp_path, "commit", "-q", "-m", "Semua", day="2026-01-09")
        (one,) = found_in(office).papers
        assert one.entered == date(2026, 1, 9)
        (step,) = found_in(office).steps
        assert [change.meaning.document for change in step.changes] == ["1.1.b/notula"]

    def test_without_git_without_a_repository_without_commits(
        self, office: Office, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        assert read_log(office.root).source is Source.NO_REPOSITORY
        git(office.root, "init", "-q")
        assert read_log(office.root).source is Source.EMPTY
        monkeypatch.setenv("PATH", str(tmp_path))
        assert read_log(office.root).source is Source.NO_GIT
        said = telling.summary(uploads(office.build(), Log(Source.NO_GIT)))
        assert (
            said == "Program git tidak ada di komputer ini, jadi kapan bukti masuk tidak diketahui."
        )

    def test_names_as_windows_and_scanners_make_them(self, repository: Office) -> None:
        names = [
            "2026-01-05 Notula\u00a0rapat (1) [final] 😀.pdf",
            "2026-01-06 Notula e\u0301.pdf",
            "2026-01-07 " + "n" * 150 + ".pdf",
        ]
        for name in names:
            repository.paper("1.1.b/notula", name)
        commit(repository, "2026-01-10", "Nama\tyang;aneh")
        assert {one.entered for one in found_in(repository).papers} == {date(2026, 1, 10)}

    def test_every_file_is_told_in_the_words_of_the_domain(self, repository: Office) -> None:
        file = repository.paper("1.1.b/berita-acara", "2026-01-12 BA.pdf", judul="BA")
        repository.twin(file)
        repository.answers({"1.1.a": "Ya"})
        repository.text("evidence/2026/hasil/spak.csv", "a;b\n1;2\n")
        repository.text("evidence/2026/_kotak-masuk/scan.pdf", "x")
        repository.text("evidence/2026/1.1.a/BACA-SAYA.txt", "petunjuk")
        commit(repository, "2026-01-13", "Macam-macam")
        step = found_in(repository).steps[0]
        assert {change.meaning.what for change in step.changes} == {
            What.PAPER,
            What.SIDECAR,
            What.TWIN,
            What.ANSWERS,
            What.RESULTS,
            What.INBOX,
        }
        said = telling.commits(found_in(repository))
        assert "  + bukti ditambahkan: 1.1.b/berita-acara: 2026-01-12 BA.pdf" in said
        assert "BACA-SAYA" not in said

    def test_the_author_is_never_told(self, repository: Office) -> None:
        repository.paper(MONEV, "2026-01 Monev.pdf")
        commit(repository, "2026-04-30", "Susulan")
        for shape in ("text", "json"):
            done = sites.zi(
                repository.root, "history", "--per-commit", "--unggahan", "--format", shape
            )
            assert done.returncode == 0, done.stderr
            assert "Siti" not in done.stdout
            assert "siti@" not in done.stdout


class TestCommand:
    """`zi history`: one value in several shapes."""

    @pytest.fixture
    def past(self, repository: Office) -> Office:
        for month in range(1, 8):
            repository.paper(MONEV, f"2026-{month:02} Monev.pdf")
        repository.answers({"5.3.c": "A"})
        commit(repository, "2026-08-03", "=Semua monev")
        return repository

    def test_the_shapes_agree(self, past: Office) -> None:
        built = past.build()
        told = moments(built, span(built))
        data = json.loads(sites.zi(past.root, "history", "--format", "json").stdout)
        assert [one["day"] for one in data["months"]] == [one.day.isoformat() for one in told]
        assert [one["supported"]["total"] for one in data["months"]] == [
            number(one.supported) for one in told
        ]
        rows = list(
            csv.reader(
                io.StringIO(sites.zi(past.root, "history", "--format", "csv").stdout), delimiter=";"
            )
        )
        assert [row[:3] for row in rows[1:]] == [
            [one["day"], str(one["completeness"]["held"]), str(one["completeness"]["due"])]
            for one in data["months"]
        ]
        said = sites.zi(past.root, "history").stdout
        for row in rows[1:]:
            assert f"{row[1]}/{row[2]}" in said
            assert row[4] in said
        assert data["git"]["counts"]["backdated"] == len(
            [one for one in found_in(past).papers if one.backdated]
        )

    def test_commits_and_papers_in_every_shape(self, past: Office) -> None:
        data = json.loads(
            sites.zi(past.root, "history", "--per-commit", "--unggahan", "--format", "json").stdout
        )
        assert [one["subject"] for one in data["commits"]] == ["=Semua monev", "Kantor baru"]
        assert (
            sum(one["backdated"] for one in data["uploads"]) == data["git"]["counts"]["backdated"]
        )
        rows = sites.zi(past.root, "history", "--unggahan", "--format", "csv").stdout.splitlines()
        assert len(rows) == 1 + len(data["uploads"])
        rows = sites.zi(past.root, "history", "--per-commit", "--format", "csv").stdout.splitlines()
        assert len(rows) == 1 + sum(len(one["changes"]) for one in data["commits"])
        assert any(row.endswith(";'=Semua monev") for row in rows), "no formula for Excel"

    def test_to_a_file_for_excel(self, past: Office, tmp_path: Path) -> None:
        file = tmp_path / "tren.csv"
        done = sites.zi(past.root, "history", "--format", "csv", "-o", str(file))
        assert done.stdout == f"Ditulis ke {file}.\n"
        assert file.read_bytes().startswith(b"\xef\xbb\xbf")
        again = tmp_path / "lagi.csv"
        sites.zi(past.root, "history", "--format", "csv", "-o", str(again))
        assert again.read_bytes() == file.read_bytes()

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (["--sejak", "31-01-2026"], "bukan tanggal"),
            (["--sejak", "2027-01-01"], "sesudah 2026-09-30"),
            (["--sejak", "1990-01-01"], "terlalu lama"),
            (["--sejak", "2026-01-01", "--bulan", "3"], "Pilih salah satu"),
            (["--per-commit", "--unggahan", "--format", "csv"], "satu tabel"),
            (["--bulan", "0"], "--bulan"),
        ],
    )
    def test_wrong_use(self, arguments: list[str], said: str, past: Office) -> None:
        done = sites.zi(past.root, "history", *arguments)
        assert done.returncode == 2
        assert said in done.stderr
        assert done.stdout == ""

    def test_since_a_day(self, past: Office) -> None:
        data = json.loads(
            sites.zi(past.root, "history", "--sejak", "2026-05-20", "--format", "json").stdout
        )
        assert [one["day"] for one in data["months"]] == [
            "2026-05-31",
            "2026-06-30",
            "2026-07-31",
            "2026-08-31",
            "2026-09-30",
        ]

    def test_years_back_know_the_holidays_of_their_time(self, office: Office) -> None:
        """Without `mulai` the office looks back: due dates of 2022 skip the holidays of 2022."""
        office.paper(MONEV, "2022-03 Monev.pdf", diterima="2022-04-18")
        data = json.loads(
            sites.zi(office.root, "history", "--bulan", "60", "--format", "json").stdout
        )
        found = {one["day"]: one["completeness"] for one in data["months"]}
        built = office.build(as_of=date(2022, 4, 30))
        assert found["2022-04-30"] == {
            "held": built.completeness.held,
            "due": built.completeness.due,
        }


def test_the_data_of_the_trend_are_numbers_alone(busy: Office) -> None:
    built = busy.build()
    told = export.months(built, moments(built, span(built)))
    assert list(told) == ["rubric", "as_of", "unit", "answers", "months"]
    said = json.dumps(told["months"])
    assert "evidence" not in said
    assert all(Fraction(one["supported"]["total"]) >= 0 for one in told["months"])


def test_twelve_months_cost_less_than_a_build_each(
    busy: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No rule is run again, and no gap is looked for."""
    from zi_build import checks, gaps  # noqa: PLC0415

    built = busy.build()

    def never(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(checks, "run", never)
    monkeypatch.setattr(gaps, "find", never)
    assert len(history.moments(built, span(built))) == 12
