"""`zi check --baseline`: fails only on what is worse than the state that was published."""

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sites
from hypothesis import given
from hypothesis import strategies as st
from office import Office

from zi_build.studies.ratchet import State, compare, state_from

REPORT = "2.2.d/laporan-monev"
PLAN = "1.2.a/rencana-aksi"


@pytest.fixture
def published(office: Office) -> Office:
    """An office with one error, whose state was noted on 30 September."""
    office.unit(mulai="2026-01-05")
    office.paper(PLAN, "2026-01-20 Rencana aksi.pdf")
    office.paper(PLAN, "2026-01-21 Kosong.pdf", content=b"")
    for month in range(1, 9):
        office.paper(REPORT, f"2026-{month:02} Monev.pdf")
    office.answers({"1.2.a": "Ya", "2.2.d": "A"}, hasil={"kinerja": "B"})
    done = sites.zi(office.root, "check", "--simpan-baseline")
    assert done.returncode == 0, done.stderr
    assert "Keadaan 2026-09-30 dicatat" in done.stdout
    return office


def judged(office: Office, *options: str) -> subprocess.CompletedProcess[str]:
    return sites.zi(office.root, *options, "check", "--baseline")


def kept(office: Office, *options: str) -> str:
    done = judged(office, *options)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Tidak ada yang lebih buruk daripada keadaan 2026-09-30." in done.stdout
    return done.stdout


def fell(office: Office, *options: str) -> str:
    done = judged(office, *options)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Lebih buruk daripada keadaan 2026-09-30:" in done.stdout
    return done.stdout


class TestWhatIsWorse:
    """Exit code 1, and what it is."""

    def test_nothing_changed(self, published: Office) -> None:
        """The old error is still an error for `zi check`, and no news for the ratchet."""
        assert sites.zi(published.root, "check").returncode == 1
        assert "Seperti sebelumnya: 1 galat," in kept(published)

    def test_a_new_error(self, published: Office) -> None:
        published.paper(PLAN, "2026-01-22 Kosong juga.pdf", content=b"")
        said = fell(published)
        assert "2026-01-22 Kosong juga.pdf: ZI206 galat" in said
        assert "2026-01-21 Kosong.pdf" not in said
        assert "- 1 galat baru" in said

    def test_a_second_error_of_the_same_words_in_the_same_file(self, office: Office) -> None:
        """Counted, not only known."""
        office.unit()
        paper = office.paper(PLAN, "2026-01-20 Rencana aksi.pdf")
        office.text(f"{paper}.yml", "akses: publik\nwarna: merah\n")
        sites.zi(office.root, "check", "--simpan-baseline")
        office.text(f"{paper}.yml", "\n\n# pindah\nakses: publik\nwarna: merah\n")
        kept(office)
        office.text(f"{paper}.yml", "akses: publik\nwarna: merah\nwarna: biru\n")
        assert "galat baru" in fell(office)

    def test_a_withdrawn_paper(self, published: Office) -> None:
        (published.root / f"evidence/2026/{REPORT}/2026-03 Monev.pdf").unlink()
        said = fell(published)
        assert f"- {REPORT} 2026-03: tidak kurang → belum ada, lewat waktu" in said
        assert "- nilai berdasarkan bukti: " in said
        assert "- nilai berdasarkan bukti area 2: " in said
        assert "- kelengkapan: 9 dari " in said

    def test_a_paper_that_broke(self, published: Office) -> None:
        published.paper(REPORT, "2026-03 Monev.pdf", content=b"%PDF-1.7 rusak")
        said = fell(published)
        assert "- 1 galat baru" in said
        assert f"- {REPORT} 2026-03: tidak kurang → ada berkas, belum dapat dipakai" in said

    def test_a_lower_answer(self, published: Office) -> None:
        published.answers({"1.2.a": "Tidak", "2.2.d": "A"}, hasil={"kinerja": "B"})
        said = fell(published)
        assert "- nilai berdasarkan bukti area 1: " in said

    def test_a_condition_no_longer_met(self, published: Office) -> None:
        published.answers({"1.2.a": "Ya", "2.2.d": "A"}, hasil={"spak": "4", "kinerja": "A"})
        hasil = {
            "spak": {
                "nilai": "4",
                "pelaksana": "Lembaga",
                "tanggal": "2026-06-30",
                "responden": 120,
                "laporan": "2026/hasil/SPAK.pdf",
            },
            "kinerja": "B",
        }
        from papers import pdf  # noqa: PLC0415

        published.write(published.root / "evidence/2026/hasil/SPAK.pdf", pdf("SPAK"))
        published.answers({"1.2.a": "Ya", "2.2.d": "A"}, hasil=hasil)
        sites.zi(published.root, "check", "--simpan-baseline")
        hasil["spak"]["nilai"] = "2"
        published.answers({"1.2.a": "Ya", "2.2.d": "A"}, hasil=hasil)
        assert "- syarat WBK spak: tidak lagi terpenuhi" in fell(published)


class TestWhatIsNot:
    """Exit code 0."""

    def test_better(self, published: Office) -> None:
        (published.root / f"evidence/2026/{PLAN}/2026-01-21 Kosong.pdf").unlink()
        published.paper("1.2.a/foto", "2026-01-20 Foto.jpg")
        said = kept(published)
        assert "Lebih baik:\n- 1 galat sudah diperbaiki\n- 1.2.a/foto 2026: belum ada" in said
        assert "Seperti sebelumnya: 0 galat," in said

    def test_a_new_warning(self, published: Office) -> None:
        published.text("evidence/2026/_kotak-masuk/scan.pdf", "x")
        kept(published)

    def test_a_broken_file_that_is_taken_away(self, published: Office) -> None:
        published.paper("1.2.b/matriks", "2026-01-20 Matriks.pdf", content=b"")
        sites.zi(published.root, "check", "--simpan-baseline")
        (published.root / "evidence/2026/1.2.b/matriks/2026-01-20 Matriks.pdf").unlink()
        kept(published)

    def test_due_dates_that_passed(self, published: Office) -> None:
        """Two months later nothing was committed: more is owed, and nobody did anything worse."""
        said = kept(published, "--as-of", "2026-12-31")
        assert "kekurangan lain jatuh tempo sesudah 2026-09-30; itu karena tanggal" in said

    def test_a_paper_withdrawn_after_due_dates_passed(self, published: Office) -> None:
        (published.root / f"evidence/2026/{REPORT}/2026-03 Monev.pdf").unlink()
        said = fell(published, "--as-of", "2026-12-31")
        assert f"{REPORT} 2026-03" in said
        assert f"{REPORT} 2026-11" not in said

    def test_another_rubric_compares_errors_only(self, published: Office) -> None:
        done = judged(published, "--rubric", "permenpanrb-52-2014")
        assert done.returncode == 0
        assert "hanya galat yang dibandingkan" in done.stdout
        published.paper(PLAN, "2026-01-22 Kosong juga.pdf", content=b"")
        assert judged(published, "--rubric", "permenpanrb-52-2014").returncode == 1


class TestAReason:
    """What fell for a reason does not fail; a file that is wrong still does."""

    def test_of_a_withdrawn_paper(self, published: Office) -> None:
        (published.root / f"evidence/2026/{REPORT}/2026-03 Monev.pdf").unlink()
        command = ("check", "--baseline", "--alasan", "salah unggah")
        done = sites.zi(published.root, *command)
        assert done.returncode == 0
        assert f"- {REPORT} 2026-03: tidak kurang → belum ada" in done.stdout
        assert "Alasan: salah unggah\n" in done.stdout
        assert sites.zi(published.root, *command, "--format", "junit").returncode == 0
        found = json.loads(sites.zi(published.root, *command, "--format", "json").stdout)
        assert found["reason"] == "salah unggah"
        published.paper(PLAN, "2026-01-22 Kosong juga.pdf", content=b"")
        assert sites.zi(published.root, *command).returncode == 1

    def test_of_nothing(self, published: Office) -> None:
        done = sites.zi(published.root, "check", "--alasan", "x")
        assert done.returncode == 2
        assert "bersama --baseline" in done.stderr


class TestForms:
    """The comparison in the other forms."""

    def test_json(self, published: Office) -> None:
        (published.root / f"evidence/2026/{REPORT}/2026-03 Monev.pdf").unlink()
        done = sites.zi(published.root, "check", "--baseline", "--format", "json")
        assert done.returncode == 1
        found = json.loads(done.stdout)
        assert found["baseline"] == {"as_of": "2026-09-30", "rubric": "pedoman-bpmp-2023"}
        assert found["worse"][0] == {
            "kind": "gap",
            "about": f"{REPORT} 2026-03",
            "before": "",
            "after": "missing",
        }
        assert [one["known"] for one in found["diagnostics"]] == [True]

    @pytest.mark.parametrize("shape", ["github", "gitlab", "sarif", "junit"])
    def test_of_forges(self, shape: str, published: Office) -> None:
        """An old error does not fail; a fall does, and is told in the log."""
        command = ("check", "--baseline", "--format", shape)
        assert sites.zi(published.root, *command).returncode == 0
        (published.root / f"evidence/2026/{REPORT}/2026-03 Monev.pdf").unlink()
        done = sites.zi(published.root, *command)
        assert done.returncode == 1
        assert f"{REPORT} 2026-03: tidak kurang → belum ada" in done.stderr
        if shape == "github":
            assert done.stdout.startswith("::error title=zi::2.2.d/laporan-monev 2026-03: ")
            assert "::error file=" not in done.stdout


class TestTheFile:
    """Where the state stands, and what when it does not."""

    def refused(self, office: Office, *options: str) -> str:
        done = sites.zi(office.root, "check", *options)
        assert (done.returncode, done.stdout) == (2, "")
        return done.stderr

    def test_missing(self, office: Office) -> None:
        office.unit()
        said = self.refused(office, "--baseline")
        assert "Belum ada catatan keadaan di " in said
        assert "zi check --simpan-baseline" in said

    @pytest.mark.parametrize(
        "damage",
        [
            lambda text: "",
            lambda text: text[: len(text) // 2],
            lambda text: "[]",
            lambda text: "null",
            lambda text: text.replace('"format": 1', '"format": 2'),
            lambda text: text.replace("2026-09-30", "kemarin"),
            lambda text: text.replace("2026-09-30", "0001-01-01"),
            lambda text: text.replace("2026-09-30", "9999-12-31"),
            lambda text: text.replace('"held": ', '"held": "x", "y": '),
            lambda text: text.replace('"total": "', '"total": "x'),
            lambda text: text.replace('"errors": {', '"errors": [{').replace("}", "}]", 1),
        ],
    )
    def test_damaged(self, damage: Callable[[str], str], published: Office) -> None:
        file = published.root / ".zi-baseline.json"
        file.write_text(damage(file.read_text("utf-8")), "utf-8")
        said = self.refused(published, "--baseline")
        assert "tidak dapat dipakai" in said
        assert "zi check --simpan-baseline" in said
        assert "Traceback" not in said

    def test_no_text_at_all(self, published: Office) -> None:
        (published.root / ".zi-baseline.json").write_bytes(b"\xff\xfe\x00")
        assert "tidak dapat dipakai" in self.refused(published, "--baseline")

    def test_not_both(self, published: Office) -> None:
        said = self.refused(published, "--baseline", "--simpan-baseline")
        assert "tidak dipakai bersama" in said

    def test_any_other_file(self, published: Office, tmp_path: Path) -> None:
        there = tmp_path / "jauh/keadaan.json"
        sites.zi(published.root, "check", "--simpan-baseline", str(there))
        usual = published.root / ".zi-baseline.json"
        assert there.read_bytes() == usual.read_bytes()
        assert sites.zi(published.root, "check", "--baseline", str(there)).returncode == 0

    def test_no_name_of_a_paper_is_in_it(self, published: Office) -> None:
        published.paper("1.1.b/sk-tim-kerja", "2026-01-12 Rahasia Melati.pdf", content=b"")
        sites.zi(published.root, "check", "--simpan-baseline")
        text = (published.root / ".zi-baseline.json").read_text("utf-8")
        assert "Melati" not in text
        assert "Kosong" not in text

    def test_a_folder_that_cannot_be_written(self, published: Office, tmp_path: Path) -> None:
        (tmp_path / "berkas").write_text("x", "utf-8")
        done = sites.zi(
            published.root, "check", "--simpan-baseline", str(tmp_path / "berkas/keadaan.json")
        )
        assert done.returncode == 2
        assert "tidak dapat ditulis" in done.stderr

    def test_it_is_not_read_unasked(self, published: Office) -> None:
        os.truncate(published.root / ".zi-baseline.json", 3)
        assert sites.zi(published.root, "check").returncode == 1


def states() -> st.SearchStrategy[State]:
    """Any state of one rubric on one day."""
    names = st.sampled_from(["a", "b", "c"])
    points = st.integers(0, 3).map(str)
    build: Any = st.builds(
        State,
        program=st.just("1"),
        rubric=st.just("r"),
        as_of=st.just("2026-09-30"),
        errors=st.dictionaries(names, st.integers(1, 3)),
        warnings=st.dictionaries(names, st.integers(1, 3)),
        gaps=st.dictionaries(names, st.sampled_from(["missing", "late", "unusable"])),
        held=st.integers(0, 3),
        due=st.integers(3, 4),
        scores=st.fixed_dictionaries({"total": points, "area.1": points}),
        conditions=st.frozensets(names),
    )
    return build


class TestAnyStates:
    """What holds whatever the states are."""

    @given(states())
    def test_written_and_read_it_is_the_same(self, state: State) -> None:
        assert state_from(state.to_text()) == state

    @given(states())
    def test_nothing_is_worse_than_itself(self, state: State) -> None:
        found = compare(state, state, state)
        assert (found.worse, found.better, found.mended) == ((), (), 0)

    @given(states(), states())
    def test_worse_one_way_is_better_the_other(self, one: State, two: State) -> None:
        there, back = compare(one, two, two), compare(two, one, one)
        assert {(change.kind, change.about) for change in there.worse} == {
            (change.kind, change.about) for change in back.better
        }
