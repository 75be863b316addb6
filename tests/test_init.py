"""zi init: from an empty folder to an office that can be checked and built; and the turn of a year."""

import importlib.util
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import sites
import yaml
from hypothesis import given
from hypothesis import strategies as st
from office import Office
from pydantic import BaseModel

from zi_build.diagnostics import Place
from zi_build.errors import UsageError
from zi_build.gaps import example_name
from zi_build.intake.founding.answers import answers_file
from zi_build.intake.founding.folders import folder_name
from zi_build.intake.founding.plan import unit_file
from zi_build.intake.founding.scaffold import listed
from zi_build.intake.founding.wanted import LONGEST_NAME, Former, Wanted, name_of_office
from zi_build.intake.writing import Change, rewritten
from zi_build.load import schema, validate
from zi_build.model.assessment import Answer, Assessment, HeldPredicate, Waiver
from zi_build.model.catalogue import Catalogue
from zi_build.model.outcome import GapState, Slot, SlotState
from zi_build.model.period import Period
from zi_build.model.rubric import Rubric
from zi_build.model.text import legible
from zi_build.slots import Calendar

NASTY = [
    'Balai "X": A & B',
    "Kantor <b>Roda</b> 🚲",
    "- Dinas #1: {ya} [tidak] *bintang* | garis",
    "Balai 'Penjaminan' \\ Mutu %d @nama@ {nama}",
    "Ba\u0301lai \u200fkanan\u200e dan Café",
    "Balai\nPenjaminan\r\n Mutu\tProvinsi",
    "B" * 300,
    "null",
    "2027",
]
SITE = (
    "docs",
    "mkdocs.yml",
    "mkdocs.internal.yml",
    "README.md",
    ".gitignore",
    ".gitattributes",
    ".vscode",
    "requirements.txt",
)


def init(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    root.mkdir(parents=True, exist_ok=True)
    return sites.zi(root, "init", *arguments)


def tree(root: Path) -> dict[str, bytes]:
    return {
        file.relative_to(root).as_posix(): file.read_bytes()
        for file in sorted(root.rglob("*"))
        if file.is_file() and ".zi-cache" not in file.parts
    }


def wanted(
    catalogue: Catalogue,
    *rubrics: Rubric,
    name: str = "Balai X",
    former: dict[str, Former] | None = None,
) -> Wanted:
    calendar = Calendar(date(2027, 1, 1), date(2026, 1, 1), frozenset())
    return Wanted(name, 2027, rubrics, catalogue, calendar, former or {})


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new office that answers both rubrics, as `zi init` leaves it."""
    root = tmp_path_factory.mktemp("baru")
    rubrics = ("--rubrik", "pedoman-bpmp-2023", "--rubrik", "permenpanrb-90-2021")
    done = init(root, "--unit", "Balai Baru", "--tahun", "2026", *rubrics)
    assert done.returncode == 0, done.stderr
    return root


class TestNewOffice:
    """What stands in an empty folder afterwards, and what the other commands make of it."""

    def test_nothing_is_wrong_and_everything_is_unanswered(self, fresh: Path) -> None:
        for rubric, questions in (("pedoman-bpmp-2023", 81), ("permenpanrb-90-2021", 110)):
            built = Office(fresh).build(rubric=rubric)
            assert built.diagnostics == ()
            assert built.workspace.inbox == ()
            states = [gap.state for gap in built.gaps]
            assert states == [GapState.UNANSWERED] * questions
            assert {gap.where for gap in built.gaps} == {f"evidence/2026/penilaian/{rubric}.yml"}

    def test_check_and_gaps_say_so(self, fresh: Path) -> None:
        check, gaps = sites.zi(fresh, "check"), sites.zi(fresh, "gaps")
        assert (check.returncode, check.stdout) == (0, "0 galat, 0 peringatan.\n")
        assert (gaps.returncode, gaps.stdout.count("belum dijawab")) == (0, 81)

    def test_every_document_has_its_folder_and_every_folder_its_note(
        self, fresh: Path, catalogue: Catalogue, rubrics: dict[str, Rubric]
    ) -> None:
        year = fresh / "evidence/2026"
        folders = [folder for folder in year.rglob("*") if folder.is_dir()]
        assert all([one.name for one in [*f.iterdir()] if one.is_file()] for f in folders)
        assert {f.name for f in folders if not (f / "BACA-SAYA.txt").is_file()} == set()
        asked = {
            f"{document.criterion}/{document.slug}"
            for document in catalogue.documents.values()
            if any(
                rubrics[name].asks_for(document)
                for name in ("pedoman-bpmp-2023", "permenpanrb-90-2021")
            )
        }
        there = {f"{f.parent.name.split(' ')[0]}/{f.name}" for f in folders if f.parent != year}
        assert there == asked
        assert not {f"{a.split('/')[0]}/{a.split('/')[1]}" for a in catalogue.aliases} & there

    def test_no_path_is_too_long_for_windows(self, fresh: Path, catalogue: Catalogue) -> None:
        assert max(len(path) for path in tree(fresh)) <= 120
        longest = 0
        for document in catalogue.documents.values():
            grain = document.cadence.grain
            period = Period.containing(date(2026, 1, 1), grain) if grain else None
            slot = Slot(document.id, period, date.min, SlotState.NOT_DUE, (), counted=False)
            folder = folder_name(document.criterion, catalogue.groups[document.criterion])
            name = example_name(document, slot, 2026)
            longest = max(longest, len(f"evidence/2026/{folder}/{document.slug}/{name}"))
        assert longest <= 160

    def test_a_first_paper_and_a_first_answer_count(self, tmp_path: Path) -> None:
        """What a new staff member does next: one paper, one letter."""
        root = tmp_path / "kantor"
        init(root, "--unit", "Balai Baru", "--tahun", "2026")
        office = Office(root)
        (folder,) = root.glob("evidence/2026/1.1.a */undangan-rapat")
        office.paper("1.1.a/undangan-rapat", "2026-09-01 Undangan.pdf").rename(
            folder / "2026-09-01 U.pdf"
        )
        answers = root / "evidence/2026/penilaian/pedoman-bpmp-2023.yml"
        answers.write_text(
            answers.read_text("utf-8").replace("  1.1.a:\n", "  1.1.a: Ya\n"), "utf-8"
        )
        built = office.build()
        assert built.diagnostics == ()
        assert built.statuses["1.1.a/undangan-rapat"].slots[0].state is SlotState.FILLED
        assert built.workspace.assessment.answers["1.1.a"].text == "Ya"
        assert len([gap for gap in built.gaps if gap.state is GapState.UNANSWERED]) == 80

    def test_before_the_first_year_its_answers_are_read_already(self, tmp_path: Path) -> None:
        """Prepared in September for January: no file of this year is asked for."""
        init(tmp_path / "k", "--unit", "Balai Baru", "--tahun", "2027")
        built = Office(tmp_path / "k").build()
        assert built.start == date(2027, 1, 1)
        assert {gap.where for gap in built.gaps} == {
            "evidence/2027/penilaian/pedoman-bpmp-2023.yml"
        }

    @pytest.mark.parametrize("name", NASTY)
    def test_a_strange_name_stays_itself(self, tmp_path: Path, name: str) -> None:
        done = init(tmp_path / "k", "--unit", name, "--tahun", "2026")
        assert done.returncode == 0, done.stderr
        meant = " ".join(name.replace("\u200f", "").replace("\u200e", "").split())
        built = Office(tmp_path / "k").build()
        assert (built.workspace.unit.name, built.diagnostics) == (meant, ())
        for file, end in (("mkdocs.yml", ""), ("mkdocs.internal.yml", " (internal)")):
            text = (tmp_path / "k" / file).read_text("utf-8")
            assert yaml.safe_load(text)["site_name"] == f"Zona Integritas · {meant}{end}"

    @pytest.mark.parametrize("name", ["", "   ", "\n", "…", "\u200f"])
    def test_no_name_is_refused(self, name: str) -> None:
        with pytest.raises(UsageError, match="Nama kantor kosong"):
            name_of_office(name)

    def test_a_page_is_no_name(self) -> None:
        with pytest.raises(UsageError, match="301 huruf, paling banyak 300"):
            name_of_office("B" * 301)


class TestNotes:
    """BACA-SAYA: what a staff member reads in Explorer."""

    def note(self, root: Path, pattern: str) -> str:
        (file,) = root.glob(f"evidence/2026/{pattern}/BACA-SAYA.txt")
        content = file.read_bytes()
        assert content.count(b"\r\n") == content.count(b"\n")
        assert max(len(line) for line in content.decode().splitlines()) <= 100
        return " ".join(content.decode().split())

    def test_of_a_document_says_what_when_how_and_for_whom(self, tmp_path: Path) -> None:
        office = Office(tmp_path)
        office.unit(nama="Balai X", mulai="2026-01-01")
        office.paper("5.3.c/laporan-monev", "2026-01 Monev.pdf")
        assert init(tmp_path, "--tahun", "2026").returncode == 0
        text = self.note(tmp_path, "5.3.c*/laporan-monev")
        for said in (
            "Memuat bulan laporan, jumlah pengaduan masuk dan selesai",
            "Setiap bulan, paling lambat 10 hari kerja sesudah periodenya berakhir.",
            "Oktober 2026: 13 November 2026",
            "PDF.",
            "2026-01 Laporan pemantauan dan evaluasi pengaduan bulanan.pdf",
            "Hanya pegawai. Yang terbit hanya salinan",
            "Menjawab 5.3.c Penanganan pengaduan dipantau dan dievaluasi.",
            "Pedoman Pembangunan Zona Integritas 2023, baris",
        ):
            assert said in text

    def test_of_an_event_tells_of_nihil(self, fresh: Path) -> None:
        text = self.note(fresh, "5.3.b*/nota-dinas")
        assert "Letakkan pernyataan nihil bertanda tangan" in text
        assert "BB-HH: ganti dengan bulan dan hari dokumennya" in text
        assert "catatan simpanan (….simpanan.yml)" in text

    def test_of_a_paper_asked_for_once_says_how_long_it_stands(self, fresh: Path) -> None:
        assert "Berlaku 5 tahun" in self.note(fresh, "4.2.a*/renstra")
        text = self.note(fresh, "1.4.b*/biodata")
        assert "Berlaku selama SK penetapan agen perubahan berlaku." in text
        assert "Tidak perlu disalin ke tahun berikutnya." in text

    def test_of_a_criterion_says_where_a_shared_paper_lies(self, fresh: Path) -> None:
        text = self.note(fresh, "4.2.f*")
        assert "Laporan kinerja (LAKIN): 4.2.e Laporan kinerja selesai tepat waktu/lakin" in text

    def test_of_the_regulation_names_its_page(self, fresh: Path) -> None:
        assert "PermenPANRB 90/2021, halaman" in self.note(fresh, "R5.3.a*/tanda-terima")


class TestUnitFile:
    """unit.yml: every key is there, at work or as a comment that may be switched on."""

    def keys(self, shape: type[BaseModel]) -> Iterator[str]:
        for name, field in shape.model_fields.items():
            yield name
            for part in re.findall(r"\b(\w+Shape)\b", str(field.annotation)):
                yield from self.keys(getattr(schema, part))

    def test_every_key_is_mentioned(self, fresh: Path) -> None:
        text = (fresh / "evidence/unit.yml").read_text("utf-8")
        assert {"unit_id", "untuk", "predikat_turun", "bobot_unsur"} <= set(
            self.keys(schema.UnitShape)
        )
        assert [
            key for key in self.keys(schema.UnitShape) if not re.search(rf"\b{key}:", text)
        ] == []

    def test_every_comment_may_be_switched_on(self, fresh: Path) -> None:
        """`#key` is a key at rest, `# words` are words."""
        text = (fresh / "evidence/unit.yml").read_text("utf-8")
        awake = re.sub(r"^#(?=\S|  )", "", text, flags=re.MULTILINE)
        parsed = validate.parse(awake.encode(), "evidence/unit.yml", "unit")
        assert parsed.faults == ()
        assert yaml.safe_load(awake).keys() == schema.UnitShape.model_fields.keys()


RUBRICS = ("pedoman-bpmp-2023", "permenpanrb-52-2014", "permenpanrb-90-2021")


class TestAnswersFile:
    """One letter after the colon is all that is asked of staff."""

    @pytest.mark.parametrize("name", RUBRICS)
    def test_every_question_stands_there_with_its_scale(
        self, name: str, catalogue: Catalogue, rubrics: dict[str, Rubric]
    ) -> None:
        text = answers_file(wanted(catalogue, rubrics[name]), rubrics[name]).decode()
        words = " ".join(text.replace("#", " ").split())
        for criterion in rubrics[name].criteria.values():
            assert f"{criterion.id} {criterion.title}. {criterion.question}" in words
            for option, meaning in criterion.options.items():
                assert f"{option} = {meaning}" in words
            for counted in criterion.counts.inputs.values() if criterion.counts else ():
                assert f"      {counted.key}:   # {counted.label}" in text

    @pytest.mark.parametrize("name", RUBRICS)
    def test_filled_in_it_says_what_was_written(
        self, name: str, catalogue: Catalogue, rubrics: dict[str, Rubric]
    ) -> None:
        rubric = rubrics[name]
        text = answers_file(wanted(catalogue, rubric), rubric).decode()
        meant = {}
        for criterion in rubric.criteria.values():
            if criterion.counts:
                meant[criterion.id] = dict.fromkeys(criterion.counts.inputs, 7)
                start = text.index(f"  {criterion.id}:\n")
                part = text[start : text.index("\n\n", start)]
                text = text.replace(part, re.sub(r":   #", ": 7   #", part))
            else:
                meant[criterion.id] = next(iter(criterion.options), "0.5")
                text = text.replace(
                    f"\n  {criterion.id}:\n", f"\n  {criterion.id}: {meant[criterion.id]}\n"
                )
        parsed = validate.parse(text.encode(), "a.yml", "jawaban")
        assert parsed.faults == ()
        read = {k: v["unit"] or v["hitungan"] for k, v in parsed.data["jawaban"].items()}
        assert read == meant

    def test_what_the_imports_write_into_it_leaves_the_comments(
        self, catalogue: Catalogue, rubric: Rubric
    ) -> None:
        before = answers_file(wanted(catalogue, rubric), rubric)
        change = Change(("jawaban", "5.3.c", "unit"), None, "A")
        after = rewritten(before, [change], rubric.id, rubric.name)
        gone = set(before.decode().splitlines()) - set(after.decode().splitlines())
        assert gone == {"  5.3.c:"}
        parsed = validate.parse(after, "a.yml", "jawaban")
        assert (parsed.faults, parsed.data["jawaban"]["5.3.c"]["unit"]) == ((), "A")

    @given(text=st.text(min_size=1, max_size=80))
    def test_whatever_an_office_wrote_last_year_breaks_nothing(
        self, catalogue: Catalogue, rubric: Rubric, text: str
    ) -> None:
        place = Place("a.yml")
        said = Answer("1.1.a", place, text=text, narrative=text)
        held = HeldPredicate("WBK", place, 2025, text)
        waiver = Waiver("3.1.b", place, f"karena {text}")
        former = Former(
            2026, Assessment(None, rubric.id, {"1.1.a": said}, {}, {"3.1.b": waiver}, {"WBK": held})
        )
        order = wanted(catalogue, rubric, former={rubric.id: former})
        parsed = validate.parse(answers_file(order, rubric), "a.yml", "jawaban")
        assert parsed.faults == ()
        assert parsed.data["jawaban"]["1.1.a"]["unit"] is None
        reason = parsed.data["tidak_berlaku"]["3.1.b"]["alasan"]
        assert reason == " ".join(legible(f"karena {text}").split())

    @given(text=st.text(min_size=1, max_size=LONGEST_NAME))
    def test_any_name_reads_back(self, catalogue: Catalogue, rubric: Rubric, text: str) -> None:
        try:
            name = name_of_office(text)
        except UsageError:
            return
        _, content = unit_file(wanted(catalogue, rubric, name=name))
        parsed = validate.parse(content, "unit.yml", "unit")
        assert (parsed.faults, parsed.data["nama"]) == ((), name)


class TestNeverOverwrites:
    """Twice is once; what is there stays; what is missing comes."""

    def test_a_second_run_changes_nothing_and_says_so(self, fresh: Path) -> None:
        before = tree(fresh)
        done = init(fresh, "--tahun", "2026", "--lengkap")
        assert tree(fresh) == before
        assert done.stdout == "“Balai Baru”, tahun 2026: semua sudah ada, tidak ada yang diubah.\n"

    def test_what_is_missing_is_completed_and_what_differs_is_named(self, tmp_path: Path) -> None:
        root = tmp_path / "k"
        init(root, "--unit", "Balai Baru", "--tahun", "2026")
        whole = tree(root)
        lost = [path for n, path in enumerate(whole) if n % 3 == 0 and path != "evidence/unit.yml"]
        for path in lost:
            (root / path).unlink()
        (root / "docs/index.md").write_text("# Milik kami\n", "utf-8")
        answers = root / "evidence/2026/penilaian/pedoman-bpmp-2023.yml"
        answers.write_text("rubrik: pedoman-bpmp-2023\njawaban: {1.1.a: Ya}\n", "utf-8")
        done = init(root, "--tahun", "2026", "--lengkap")
        changed = {path for path, content in tree(root).items() if content != whole[path]}
        assert tree(root).keys() == whole.keys()
        assert changed == {"docs/index.md", "evidence/2026/penilaian/pedoman-bpmp-2023.yml"}
        assert all(f"\n  {path}\n" in done.stdout for path in sorted(changed))

    def test_killed_in_the_middle_the_next_run_completes(self, tmp_path: Path) -> None:
        arguments = ["--unit", "Balai Baru", "--tahun", "2026"]
        init(tmp_path / "utuh", *arguments)
        whole = tree(tmp_path / "utuh")
        command = [sys.executable, "-m", "zi_build", "--as-of", "2026-09-30"]
        for number, until in enumerate(("docs", "evidence/2026", "evidence/2026/penilaian")):
            root = tmp_path / f"putus{number}"
            root.mkdir()
            running = subprocess.Popen(
                [*command, "--root", str(root), "init", *arguments], stdout=subprocess.DEVNULL
            )
            while running.poll() is None and not (root / until).exists():
                time.sleep(0.001)
            running.kill()
            running.wait()
            assert init(root, *arguments).returncode == 0
            left = tree(root)
            assert {k: v for k, v in left.items() if not k.endswith(".tmp")} == whole

    def test_folders_that_staff_made_are_used(self, tmp_path: Path) -> None:
        """Other words after the id, none at all, accents as macOS writes them."""
        office = Office(tmp_path)
        for name in ("1.1.a Tim kerja kami", "1.1.b", "1.2.a_Rencana", "1.2.b Cafe\u0301"):
            (tmp_path / "evidence/2026" / name).mkdir(parents=True)
        assert init(tmp_path, "--unit", "Balai X", "--tahun", "2026").returncode == 0
        names = [one.name for one in (tmp_path / "evidence/2026").iterdir()]
        ids = [re.split("[ _]", name)[0] for name in names if name[0].isdigit()]
        assert len(ids) == len(set(ids))
        assert (
            tmp_path / "evidence/2026/1.1.a Tim kerja kami/undangan-rapat/BACA-SAYA.txt"
        ).is_file()
        text = (tmp_path / "evidence/2026/1.1.a Tim kerja kami/BACA-SAYA.txt").read_text("utf-8")
        assert "1.1.b/sk-tim-kerja" in text
        assert office.diagnostics() == ()

    def test_a_name_that_differs_by_case_is_told_not_doubled(self, tmp_path: Path) -> None:
        office = Office(tmp_path)
        (tmp_path / "evidence/2026/1.1.a/Undangan-Rapat").mkdir(parents=True)
        done = init(tmp_path, "--unit", "Balai X", "--tahun", "2026")
        assert (
            "Tidak dibuat: evidence/2026/1.1.a/undangan-rapat. Sudah ada “Undangan-Rapat”; "
            "ganti namanya, lalu jalankan lagi."
        ) in done.stdout
        assert [fault for fault in office.diagnostics() if fault.code == "ZI207"] == []

    @pytest.mark.parametrize("place", ["evidence", "evidence/2026", "evidence/2026/1.1.a", "docs"])
    def test_links_are_not_followed(self, tmp_path: Path, place: str) -> None:
        root, far = tmp_path / "k", tmp_path / "jauh"
        (root / place).parent.mkdir(parents=True)
        far.mkdir()
        (root / place).symlink_to(far, target_is_directory=True)
        done = init(root, "--unit", "Balai X", "--tahun", "2026", "--lengkap")
        assert done.returncode == 2
        assert f"zi: {place} adalah tautan ke tempat lain" in done.stderr
        assert list(far.iterdir()) == []

    @pytest.mark.parametrize("place", ["evidence", "evidence/2026", "evidence/2026/1.1.a", "docs"])
    def test_a_file_in_the_place_of_a_folder_is_named(self, tmp_path: Path, place: str) -> None:
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / place).write_text("bukan folder")
        before = tree(tmp_path)
        done = init(tmp_path, "--unit", "Balai X", "--tahun", "2026", "--lengkap")
        assert done.returncode == 2
        assert f"zi: {place} adalah berkas, padahal di situ harus ada folder" in done.stderr
        assert tree(tmp_path) == before


class TestSentences:
    """Wrong use is told in a sentence, and nothing is written."""

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (["--tahun", "2026"], "Nama kantor belum disebut. Tulis --unit"),
            (["--unit", "X", "--tahun", "2062"], "Tahun 2062 (--tahun) jauh dari tahun ini, 2026."),
            (
                ["--unit", "X", "--dari", "2025"],
                "Tidak ada folder evidence/2025 sebelum tahun 2026",
            ),
            (["--unit", "X", "--rubrik", "pedoman"], "Rubrik “pedoman” tidak dikenal."),
            (["--unit", "…"], "Nama kantor kosong."),
        ],
    )
    def test_wrong_use(self, tmp_path: Path, arguments: list[str], said: str) -> None:
        done = init(tmp_path / "k", *arguments)
        assert (done.returncode, done.stdout) == (2, "")
        assert said in done.stderr
        assert tree(tmp_path / "k") == {}

    def test_a_folder_of_other_things_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "Surat pribadi.docx").write_bytes(b"x")
        done = init(tmp_path, "--unit", "X")
        assert (done.returncode, list(tree(tmp_path))) == (2, ["Surat pribadi.docx"])
        assert "berisi hal lain (Surat pribadi.docx)" in done.stderr
        (tmp_path / ".git").mkdir()
        assert init(tmp_path, "--unit", "X").returncode == 0

    def test_a_dry_run_writes_nothing(self, tmp_path: Path) -> None:
        done = init(tmp_path, "--unit", "Balai X", "--tahun", "2026", "--dry-run")
        assert "Akan disiapkan: “Balai X”, tahun 2026 (kantor baru)." in done.stdout
        assert list(tmp_path.iterdir()) == []

    def test_in_an_office_only_the_year_is_made(self, tmp_path: Path) -> None:
        office = Office(tmp_path)
        office.unit(nama="Balai Lama")
        done = init(tmp_path, "--unit", "Balai Lain", "--tahun", "2026")
        assert not any((tmp_path / name).exists() for name in SITE)
        assert "kantor ini tetap “Balai Lama”" in done.stdout
        assert (
            "mkdocs.yml belum ada, jadi situs belum dapat dibangun: zi init --lengkap."
            in done.stdout
        )
        assert init(tmp_path, "--tahun", "2026", "--lengkap").returncode == 0
        assert all((tmp_path / name).exists() for name in SITE)

    def test_answers_that_cannot_be_read_stop_a_new_year(self, tmp_path: Path) -> None:
        office = Office(tmp_path)
        office.unit(nama="Balai Lama")
        office.answers("rubrik: [pedoman")
        done = init(tmp_path, "--tahun", "2027")
        assert done.returncode == 2
        assert "evidence/2026/penilaian/pedoman-bpmp-2023.yml tidak dapat dibaca" in done.stderr
        assert not (tmp_path / "evidence/2027").exists()


class TestTurnOfTheYear:
    """What goes on by itself, what is written anew, and what the output says of both."""

    @pytest.fixture
    def turned(self, office: Office) -> tuple[Office, str]:
        office.unit(nama="Balai Lama", mulai="2025-01-01")
        office.paper("4.2.a/renstra", "2025 Renstra.pdf")
        office.paper("1.1.b/sk-tim-kerja", "2026-01-09 SK.pdf", berlaku_sampai="2026-12-31")
        office.paper("6.1.a/standar-pelayanan", "2026-02-02 SK.pdf", berlaku_sampai="2027-06-30")
        office.paper("5.1.b/sk-upg", "2025-03-03 SK UPG.pdf")
        office.answers(
            {
                "1.1.a": {
                    "unit": "Ya",
                    "uraian": "Tim: # dibentuk",
                    "tpi": {"nilai": "Ya", "per": "2026-07-10"},
                },
                "1.1.b": "A",
            },
            hasil={"spak": "3.6"},
            predikat={"WBK": {"tahun": 2025, "sk": "No. 1: tentang"}},
            tidak_berlaku={
                "3.1.b": {"alasan": "Kantor tidak merekrut", "disetujui_tpi": "2026-07-10"},
                "3.1.c": {"alasan": ""},
                "9.9.z": {"alasan": "Tidak ada lagi"},
            },
        )
        done = init(office.root, "--tahun", "2027")
        assert done.returncode == 0, done.stderr
        return office, done.stdout

    def test_nobody_claims_by_inertia(self, turned: tuple[Office, str]) -> None:
        office, told = turned
        text = (office.root / "evidence/2027/penilaian/pedoman-bpmp-2023.yml").read_text("utf-8")
        assert "  # 2026: Ya; TPI: Ya – Tim: # dibentuk\n  1.1.a:\n" in text
        assert "  # 2026: A\n  1.1.b:\n" in text
        assert "  # 2026: 3.6\n  spak:\n" in text
        january = office.build(as_of=date(2027, 1, 4)).workspace.assessment
        assert not any(answer.text for answer in january.answers.values())
        assert "Jawaban 2026 tidak diteruskan" in told

    def test_predicates_and_reasoned_waivers_go_on(self, turned: tuple[Office, str]) -> None:
        office, told = turned
        january = office.build(as_of=date(2027, 1, 4)).workspace.assessment
        held, waiver = january.held["WBK"], january.waivers["3.1.b"]
        assert (held.year, held.decree) == (2025, "No. 1: tentang")
        assert (waiver.reason, waiver.agreed) == ("Kantor tidak merekrut", None)
        assert january.waivers.keys() == {"3.1.b"}
        for line in (
            "Diteruskan: predikat WBK (2025).",
            "Diteruskan: 3.1.b tidak berlaku (Kantor tidak merekrut). Persetujuan TPI diminta lagi.",
            "Tidak diteruskan: 3.1.c di tidak_berlaku, tanpa alasan.",
            "Tidak diteruskan: 9.9.z di tidak_berlaku, tidak dikenal rubriknya.",
        ):
            assert line in told

    def test_papers_are_told_apart_and_none_is_copied(self, turned: tuple[Office, str]) -> None:
        office, told = turned
        assert [p.name for p in (office.root / "evidence/2027").rglob("*.pdf")] == []
        lines = [line.strip() for line in told.splitlines()]
        ended = lines.index("Tidak berlaku lagi pada 1 Januari 2027; harus diperbarui:")
        assert "1.1.b/sk-tim-kerja" in lines[ended + 1]
        assert "sampai 31 Desember 2026" in lines[ended + 1]
        ending = lines.index("Habis masa berlakunya dalam 2027; siapkan penggantinya:")
        assert "6.1.a/" in lines[ending + 1]
        assert "sampai 30 Juni 2027" in lines[ending + 1]
        assert any(
            line.startswith("4.2.a/renstra") and "31 Desember 2029" in line for line in lines
        )

    def test_what_it_says_is_what_the_slots_say(self, turned: tuple[Office, str]) -> None:
        office, told = turned
        built = office.build(as_of=date(2027, 1, 1))
        asked = {
            d.id
            for d in built.workspace.catalogue.documents.values()
            if built.workspace.rubric.asks_for(d)
        }
        once = [built.statuses[name].slots[0] for name in asked if not built.statuses[name].waived]
        once = [slot for slot in once if slot.period is None]
        assert f"Masih berlaku: {sum(slot.state.holds for slot in once)} dokumen." in told
        monthly = re.search(r"setiap bulan, paling lambat 10 hari kerja[^\n]*\n +([^\n]+)", told)
        assert monthly
        assert monthly[1].startswith("12 Feb, 17 Mar, 14 Apr")
        assert monthly[1].endswith("14 Des 2027, 14 Jan 2028")

    def test_the_newest_year_before_is_taken_unless_another_is_named(self, office: Office) -> None:
        office.unit(nama="Balai Lama")
        for year, answer in ((2024, "C"), (2025, "B")):
            office.answers({"1.1.b": answer}, year=year)
        for since, said in (((), "# 2025: B"), (("--dari", "2024"), "# 2024: C")):
            file = office.root / "evidence/2026/penilaian/pedoman-bpmp-2023.yml"
            file.unlink(missing_ok=True)
            assert init(office.root, "--tahun", "2026", *since).returncode == 0
            assert f"  {said}\n  1.1.b:\n" in file.read_text("utf-8")

    def test_rubrics_that_the_office_answers_go_on(self, office: Office) -> None:
        office.unit(nama="Balai Lama")
        office.answers({}, rubric="permenpanrb-90-2021", year=2025)
        assert init(office.root, "--tahun", "2026").returncode == 0
        folder = office.root / "evidence/2026/penilaian"
        assert sorted(one.stem for one in folder.glob("*.yml")) == [
            "pedoman-bpmp-2023",
            "permenpanrb-90-2021",
        ]


class TestPagesThatGoAlong:
    """The pages stand once, and an installed program carries them."""

    def test_every_source_is_there_and_all_of_docs_goes_along(self, fresh: Path) -> None:
        sources = listed()
        assert all(
            (sites.REPOSITORY / source).exists() for source in sources["repositori"].values()
        )
        docs = tree(sites.REPOSITORY / "docs")
        assert tree(fresh / "docs") == docs

    def test_a_wheel_holds_them(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        setuptools = pytest.importorskip("setuptools")
        monkeypatch.setattr(setuptools, "setup", lambda **_: None)
        spec = importlib.util.spec_from_file_location("packing", sites.REPOSITORY / "setup.py")
        assert spec
        assert spec.loader
        packing = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(packing)
        command = packing.BuildWithPages(setuptools.Distribution({"packages": []}))
        command.build_lib = str(tmp_path)
        command.ensure_finalized()
        command.run()
        packed = tmp_path / packing.PACKED
        assert tree(packed / "docs") == tree(sites.REPOSITORY / "docs")
        for name in ("mkdocs.yml", "mkdocs.internal.yml", ".gitattributes"):
            assert (packed / name).read_bytes() == (sites.REPOSITORY / name).read_bytes()

    def test_the_sites_of_a_new_office_are_sound(self, tmp_path: Path) -> None:
        """Strict, public and internal; nothing of the sample, no nought of nought, no bare markup."""
        root = tmp_path / "k"
        init(root, "--unit", 'Kantor <b>"A" & B</b>', "--tahun", "2026")
        for audience in ((), ("--internal",)):
            site = sites.built(root, "--strict", *audience)
            for page in (
                "",
                "area/1/",
                "area/1/1.1/",
                "bukti/",
                "kekurangan/",
                "hasil/",
                "persiapan/",
            ):
                html = (site / page / "index.html").read_text("utf-8")
                article = html[html.index("<article") : html.index("</article>")]
                assert "Contoh" not in article
                assert "0 dari 0" not in article
                assert "<b>" not in html
                assert "Kantor &lt;b&gt;&#34;A&#34; &amp; B&lt;/b&gt;" in html
            home = (site / "index.html").read_text("utf-8")
            assert home.count("belum ada kriteria yang dijawab") == 2
            assert "belum ada dokumen yang jatuh tempo" in home
            assert "Belum ada bukti yang tercatat." in (site / "bukti/index.html").read_text(
                "utf-8"
            )
