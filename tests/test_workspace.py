"""What lies in the evidence folder: links that lead out, names that collide, droppings, companions."""

import os
import shutil
import unicodedata
from pathlib import Path

import pytest
from office import Office
from papers import content_for, pdf

from zi_build.errors import UsageError
from zi_build.load.source import Folder
from zi_build.load.walk import walk
from zi_build.model.catalogue import Access
from zi_build.model.view import Audience
from zi_build.model.workspace import Fault

SK = "1.1.b/sk-tim-kerja"
PLAN = "1.2.a/rencana-aksi"


def link(place: Path, target: Path | str, *, folder: bool = False) -> None:
    """Make a symbolic link, or skip loudly where the machine gives no right to."""
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        place.symlink_to(target, target_is_directory=folder)
    except OSError as error:
        if os.name != "nt":
            raise
        pytest.skip(f"no right to make symbolic links ({error}): NOT TESTED HERE")


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A folder beside the office with a paper that must never be read."""
    folder = tmp_path / "di-luar"
    folder.mkdir()
    (folder / "2026-01-20 Rahasia.pdf").write_bytes(pdf("rahasia"))
    return folder


def paths(office: Office) -> list[str]:
    return [item.path for item in office.build().workspace.items]


class TestLinks:
    """Nothing leads out of the evidence folder."""

    def test_a_linked_file_is_told_and_not_read(self, office: Office, outside: Path) -> None:
        place = office.root / "evidence/2026" / PLAN / "2026-01-20 Rencana.pdf"
        link(place, outside / "2026-01-20 Rahasia.pdf")
        assert office.check() == [("ZI007", place.relative_to(office.root).as_posix(), None)]
        assert paths(office) == []

    def test_a_linked_folder_is_told_once_and_not_entered(
        self, office: Office, outside: Path
    ) -> None:
        link(office.root / "evidence/2026" / PLAN, outside, folder=True)
        assert office.check() == [("ZI007", f"evidence/2026/{PLAN}", None)]
        assert paths(office) == []

    def test_a_linked_year_leads_nowhere(self, office: Office, outside: Path) -> None:
        (outside / PLAN).mkdir(parents=True)
        shutil.copy(outside / "2026-01-20 Rahasia.pdf", outside / PLAN)
        link(office.root / "evidence/2026", outside, folder=True)
        assert office.check() == [("ZI007", "evidence/2026", None)]
        assert paths(office) == []

    def test_a_linked_evidence_folder_leads_nowhere(self, office: Office, outside: Path) -> None:
        office.paper(PLAN, "2026-01-20 Rencana.pdf")
        (office.root / "evidence").rename(outside / "evidence")
        link(office.root / "evidence", outside / "evidence", folder=True)
        assert office.check() == [("ZI007", "evidence", None)]
        assert paths(office) == []

    def test_a_link_within_the_folder_is_refused_too(self, office: Office) -> None:
        """A link is a link: where it leads tomorrow nobody knows."""
        paper = office.paper(PLAN, "2026-01-20 Rencana.pdf")
        link(paper.with_name("2026-01-21 Rencana.pdf"), paper.name)
        assert [code for code, *_ in office.check()] == ["ZI007"]
        assert len(paths(office)) == 1

    @pytest.mark.parametrize("ending", ["yml", "yaml"])
    def test_a_linked_sidecar_closes_its_paper(
        self, ending: str, office: Office, outside: Path
    ) -> None:
        """What it says is not read, and it may have meant to close the paper."""
        paper = office.paper(PLAN, "2026-01-20 Rencana.pdf")
        (outside / "x.yml").write_text("judul: Rahasia\n", "utf-8")
        link(paper.with_name(f"{paper.name}.{ending}"), outside / "x.yml")
        assert [code for code, *_ in office.check()] == ["ZI007"]
        assert [item.title for item in office.build().workspace.items] == ["Rencana"]
        assert office.view().register == ()

    def test_a_link_in_a_circle_ends(self, office: Office) -> None:
        link(office.root / "evidence/2026/1.1.a", "..", folder=True)
        assert [code for code, *_ in office.check()] == ["ZI007"]

    @pytest.mark.parametrize(
        "report",
        [
            "../di-luar/2026-01-20 Rahasia.pdf",
            "2026/hasil/../../../di-luar/2026-01-20 Rahasia.pdf",
            "/etc/passwd",
            "2026/hasil/./SPAK.pdf",
            "2026\\hasil\\SPAK.pdf",
        ],
    )
    def test_dots_cannot_be_said(self, report: str, office: Office, outside: Path) -> None:
        """A report is named among those that were found, never opened by what is written."""
        office.write(office.root / "evidence/2026/hasil/SPAK.pdf", pdf("SPAK"))
        office.answers({}, hasil={"spak": {"nilai": "3.6", "laporan": report}})
        assert [code for code, *_ in office.check()] == ["ZI307"]


class TestCollisions:
    """Names that Windows or macOS cannot hold beside each other."""

    def both(self, office: Office, one: str, other: str) -> list[tuple[str, str, int | None]]:
        first = office.paper(PLAN, one)
        second = first.with_name(other)
        if second.exists():
            pytest.skip("this file system folds case or accents: NOT TESTED HERE")
        office.write(second, content_for(other, "lain"))
        return office.check()

    def test_by_case(self, office: Office) -> None:
        found = self.both(office, "2026-01-20 Rencana.pdf", "2026-01-20 RENCANA.pdf")
        assert [code for code, *_ in found] == ["ZI008"]

    def test_by_normalisation(self, office: Office) -> None:
        name = "2026-01-20 Kafé.pdf"
        found = self.both(office, name, unicodedata.normalize("NFD", name))
        assert [code for code, *_ in found] == ["ZI008"]

    def test_two_sidecars_for_one_paper(self, office: Office) -> None:
        """`.yml` and `.yaml` are one name: neither may quietly win, least of all the laxer one."""
        paper = office.paper(PLAN, "2026-01-20 Rencana.pdf")
        office.text(f"evidence/2026/{PLAN}/{paper.name}.yml", "judul: Rencana\n")
        office.text(f"evidence/2026/{PLAN}/{paper.name}.yaml", "akses: dikecualikan\n")
        assert [code for code, *_ in office.check()] == ["ZI008"]
        assert office.view().register == ()

    def test_two_papers_of_other_kinds_do_not_collide(self, office: Office) -> None:
        office.paper(PLAN, "2026-01-20 Rencana.pdf")
        office.paper(PLAN, "2026-01-20 Rencana.xlsx")
        assert office.check() == []


@pytest.mark.parametrize(
    "name",
    [
        "Thumbs.db",
        "desktop.ini",
        "ehthumbs.db",
        ".DS_Store",
        "~$2026 Rencana.docx",
        ".~lock.2026 Rencana.xlsx#",
        ".gitkeep",
        "BACA-SAYA.txt",
        "baca-saya.md",
        "BACA-SAYA DULU.docx",
        "README.md",
        ".git/config",
    ],
)
@pytest.mark.parametrize("folder", ["", "2026", "2026/1.2.a", f"2026/{PLAN}", "2026/_kotak-masuk"])
def test_droppings_and_notes_are_ignored_everywhere(name: str, folder: str, office: Office) -> None:
    office.write(office.root / "evidence" / folder / name, b"apa saja")
    assert office.check() == []
    assert paths(office) == []
    assert office.build().workspace.inbox == ()


class TestUnreadable:
    """What cannot be opened is named; the rest is read."""

    def test_a_pipe_is_no_file(self, office: Office) -> None:
        """Opening it would wait for ever."""
        if not hasattr(os, "mkfifo"):
            pytest.skip("no named pipes on this machine: NOT TESTED HERE")
        good = office.paper(PLAN, "2026-01-20 Rencana.pdf")
        os.mkfifo(good.with_name("2026-01-21 Pipa.pdf"))
        found = office.diagnostics()
        assert [(one.code, one.place.path[-8:]) for one in found] == [("ZI010", "Pipa.pdf")]
        assert "bukan berkas biasa" in found[0].message
        assert len(paths(office)) == 1

    def test_a_folder_that_goes_too_deep_ends_there(self, office: Office) -> None:
        office.paper(SK, "2026-01-12 SK.pdf")
        deep = office.root / "evidence/2026" / PLAN / "/".join("abcdefghijklmnop")
        office.write(deep / "2026 Rencana.pdf", pdf("dalam"))
        assert [code for code, *_ in office.check()] == ["ZI010"]
        assert len(paths(office)) == 1

    def test_a_file_that_vanishes_while_it_is_read(self, office: Office) -> None:
        """Seen in the listing, gone at the reading: told, and nothing else suffers."""
        faults: list[Fault] = []
        paper = office.paper(PLAN, "2026-01-20 Rencana.pdf")
        entries = walk(office.root, "evidence", faults)
        paper.unlink()
        from zi_build.load import content  # noqa: PLC0415  (the seam under test)
        from zi_build.load.cache import Cache  # noqa: PLC0415

        assert content.gather(Folder(office.root), entries, Cache(office.root), faults) == {}
        assert [(fault.kind, fault.place.path) for fault in faults] == [
            ("unreadable", entries[0].path)
        ]

    def test_a_page_that_is_not_utf8(self, office: Office) -> None:
        office.write(office.root / "docs/a.md", "kafé".encode("latin-1"))
        office.text("docs/b.md", "[[zi:tak-ada]]\n")
        assert [(code, path) for code, path, _ in office.check()] == [
            ("ZI010", "docs/a.md"),
            ("ZI104", "docs/b.md"),
        ]


class TestTwins:
    """The redacted copy belongs to exactly one paper: the one of the same name."""

    def test_by_name_whatever_the_case(self, office: Office) -> None:
        paper = office.paper(SK, "2026-01-12 SK Tim Kerja.pdf")
        office.write(paper.with_name("2026-01-12 sk tim kerja.PUBLIK.PDF"), pdf("disunting"))
        items = office.build().workspace.items
        assert [item.twin is not None for item in items] == [True]

    def test_a_twin_does_not_serve_a_paper_of_another_kind(self, office: Office) -> None:
        """An unredacted copy would otherwise pass as the twin of its neighbour."""
        content = pdf("nama-nama yang belum dihitamkan")
        office.paper("1.1.a/undangan-rapat", "2026-01-05 Undangan.jpg")
        paper = office.paper("1.1.a/undangan-rapat", "2026-01-05 Undangan.pdf", content=content)
        office.twin(paper, content)
        found = office.diagnostics()
        assert [one.code for one in found] == ["ZI211"]
        assert "sama persis" in found[0].message
        assert office.view().register == ()

    def test_a_twin_may_be_of_another_kind(self, office: Office) -> None:
        paper = office.paper("1.1.a/biodata", "2026-01-12 Rekap.xlsx", akses="terbatas", alasan="x")
        office.write(paper.with_name("2026-01-12 Rekap.publik.pdf"), pdf("disunting"))
        (item,) = office.build().workspace.items
        assert item.twin is not None
        assert item.twin.path.endswith("Rekap.publik.pdf")

    def test_a_twin_that_could_be_of_two_papers_is_of_neither(self, office: Office) -> None:
        paper = office.paper("1.1.a/undangan-rapat", "2026-01-05 Undangan.jpg")
        office.paper("1.1.a/undangan-rapat", "2026-01-05 Undangan.pdf")
        name = "2026-01-05 Undangan.publik.png"
        office.write(paper.with_name(name), content_for(name, "x"))
        assert [(code, path[-10:]) for code, path, _ in office.check()] == [("ZI211", "publik.png")]
        assert [item.twin for item in office.build().workspace.items] == [None, None]

    def test_a_second_twin_is_told(self, office: Office) -> None:
        paper = office.paper(SK, "2026-01-12 SK.pdf")
        office.twin(paper)
        office.write(paper.with_name("2026-01-12 SK.publik.png"), content_for("x.png", "x"))
        assert [code for code, *_ in office.check()] == ["ZI211"]

    def test_a_twin_in_another_folder_is_an_orphan(self, office: Office) -> None:
        office.paper(SK, "2026-01-12 SK.pdf")
        office.write(office.root / f"evidence/2026/{SK}/b/2026-01-12 SK.publik.pdf", pdf("x"))
        assert [code for code, *_ in office.check()] == ["ZI211"]

    def test_a_twin_is_no_evidence_of_its_own(self, office: Office) -> None:
        paper = office.paper(SK, "2026-01-12 SK.pdf")
        office.twin(paper)
        assert paths(office) == [paper.relative_to(office.root).as_posix()]

    def test_a_paper_with_a_twin_is_never_published_itself(self, office: Office) -> None:
        """Whoever made the twin of an open paper meant the original to stay."""
        paper = office.paper(PLAN, "2026-01-20 Rencana.pdf")
        office.twin(paper)
        (shown,) = office.view().register
        assert shown.note == "salinan publik"


class TestOrphans:
    """A sidecar whose paper was renamed still guards it."""

    def test_it_closes_the_papers_of_its_folder(self, office: Office) -> None:
        office.paper(PLAN, "2026-01-20 Nama baru.pdf")
        office.paper("1.2.a/laporan-penyusunan", "2026-02-10 Laporan.pdf")
        office.text(f"evidence/2026/{PLAN}/2026-01-20 Nama lama.pdf.yml", "akses: dikecualikan\n")
        assert [code for code, *_ in office.check()] == ["ZI209"]
        assert [paper.document for paper in office.view().register] == ["1.2.a/laporan-penyusunan"]
        assert office.build().completeness.held == 2, "closed is not lost: it still counts"

    def test_a_paper_with_a_sidecar_of_its_own_speaks_for_itself(self, office: Office) -> None:
        office.paper(PLAN, "2026-01-20 Nama baru.pdf", judul="Rencana aksi")
        office.text(f"evidence/2026/{PLAN}/2026-01-20 Nama lama.pdf.yml", "akses: dikecualikan\n")
        assert len(office.view().register) == 1

    def test_one_that_cannot_be_read_closes_as_tightly_as_can_be(self, office: Office) -> None:
        office.paper(PLAN, "2026-01-20 Nama baru.pdf")
        office.text(f"evidence/2026/{PLAN}/2026-01-20 Nama lama.pdf.yml", "akses: [")
        (item,) = office.build().workspace.items
        assert item.access(Access.PUBLIK) is Access.DIKECUALIKAN

    def test_one_that_restricts_nothing_closes_nothing(self, office: Office) -> None:
        office.paper(PLAN, "2026-01-20 Nama baru.pdf")
        office.text(f"evidence/2026/{PLAN}/2026-01-20 Nama lama.pdf.yml", "judul: Rencana\n")
        assert [code for code, *_ in office.check()] == ["ZI209"]
        assert len(office.view().register) == 1

    def test_two_of_them_close_by_the_stricter(self, office: Office) -> None:
        office.paper(PLAN, "2026-01-20 Nama baru.pdf")
        for name, level in (("a", "terbatas"), ("b", "dikecualikan"), ("c", "terbatas")):
            office.text(f"evidence/2026/{PLAN}/2026-01-20 {name}.pdf.yml", f"akses: {level}\n")
        (item,) = office.build().workspace.items
        assert item.floor is Access.DIKECUALIKAN


class TestSmallOffices:
    """Everything but a year folder is optional."""

    def test_two_files_are_an_office(self, office: Office) -> None:
        office.paper(PLAN, "2026-01-20 Rencana.pdf")
        office.paper(SK, "2026-01-12 SK.pdf")
        built = office.build()
        assert built.diagnostics == ()
        assert built.completeness.held == 2
        assert built.workspace.unit.name == "Unit kerja"
        assert not (office.root / "docs").exists()

    def test_an_empty_evidence_folder_is_an_office_that_has_not_begun(self, office: Office) -> None:
        built = office.build()
        assert built.diagnostics == ()
        assert built.completeness.held == 0
        assert built.gaps

    def test_a_folder_without_evidence_is_no_workspace(self, office: Office) -> None:
        (office.root / "evidence").rmdir()
        with pytest.raises(UsageError, match="evidence"):
            office.build()

    @pytest.mark.parametrize("text", ["nama: [", "- a\n", "mulai: 2026-01-05\n", "nama: !!str b\n"])
    def test_a_broken_unit_file_stops_nothing_else(self, text: str, office: Office) -> None:
        office.text("evidence/unit.yml", text)
        office.paper(PLAN, "2026-01-20 Rencana.pdf")
        built = office.build()
        assert {found.place.path for found in built.diagnostics} == {"evidence/unit.yml"}
        assert built.completeness.held == 1
        assert built.workspace.unit.name == "Unit kerja"
        assert office.view(Audience.PUBLIC).unit.name == "Unit kerja"


class TestAnswersOfYears:
    """The newest answers count whose year has begun."""

    def test_the_newest_year_is_chosen(self, office: Office) -> None:
        office.answers({"1.1.a": "Tidak"}, year=2024)
        office.answers({"1.1.a": "Ya"}, year=2025)
        chosen = office.build().workspace.assessment
        assert chosen.path == "evidence/2025/penilaian/pedoman-bpmp-2023.yml"
        assert chosen.answers["1.1.a"].text == "Ya"

    def test_next_years_file_waits(self, office: Office) -> None:
        office.answers({"1.1.a": "Ya"}, year=2026)
        office.answers({"1.1.a": "Tidak"}, year=2027)
        assert office.build().workspace.assessment.answers["1.1.a"].text == "Ya"

    def test_a_broken_newest_file_is_not_replaced_by_an_old_one(self, office: Office) -> None:
        """Last year's answers would be taken for this year's."""
        office.answers({"1.1.a": "Ya"}, year=2025)
        office.answers("rubrik: [", year=2026)
        assert [code for code, *_ in office.check()] == ["ZI001"]
        assert office.build().workspace.assessment.answers == {}

    def test_each_rubric_has_its_own_file(self, office: Office) -> None:
        office.answers({"1.1.a": "Ya"})
        office.answers({"1.1.a": "Tidak"}, "permenpanrb-52-2014")
        assert office.build().workspace.assessment.answers["1.1.a"].text == "Ya"
        other = office.build(rubric="permenpanrb-52-2014").workspace.assessment
        assert other.answers["1.1.a"].text == "Tidak"

    def test_a_file_for_no_known_rubric_is_told(self, office: Office) -> None:
        office.answers({"1.1.a": "Ya"}, "pedoman-bpmp-2032")
        assert office.check() == [
            ("ZI105", "evidence/2026/penilaian/pedoman-bpmp-2032.yml", 1),
        ]
