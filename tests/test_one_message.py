"""One mistake in a healthy office: one clear message at the right place, its own gap, nothing else."""

import random
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

import pytest
from office import Office
from papers import pdf

from zi_build.diagnostics import Diagnostic, Place
from zi_build.model.outcome import Gap, GapState

PLAN = "evidence/2026/1.2.a/rencana-aksi/2026-01-20 Rencana aksi.pdf"
DECREE = "evidence/2026/1.1.b Pemilihan anggota/sk-tim-kerja/2026-01-12 SK.pdf"
REPORT = "evidence/2026/1.2.a/laporan-penyusunan/2026-02-10 Laporan.pdf"
ANSWERS = "evidence/2026/penilaian/pedoman-bpmp-2023.yml"

GapKey = tuple[str, str | None, str]


class Change(NamedTuple):
    """What one mistake changed: the messages it brought, and the gaps."""

    messages: tuple[Diagnostic, ...]
    gaps: dict[GapKey, Gap]

    def one(self) -> Diagnostic:
        assert len(self.messages) == 1, self.messages
        return self.messages[0]


def gaps_of(gaps: Iterable[Gap]) -> dict[GapKey, Gap]:
    return {(gap.criterion, gap.document, str(gap.period or "")): gap for gap in gaps}


@pytest.fixture
def healthy(office: Office) -> Office:
    """An office without a single diagnostic; what it lacks besides is no concern here."""
    office.unit(mulai="2026-01-05")
    office.write(office.root / PLAN, pdf("Rencana aksi pembangunan Zona Integritas 2026. " * 20))
    office.write(office.root / REPORT, pdf("Laporan penyusunan rencana aksi"))
    decree = office.write(office.root / DECREE, pdf("SK Tim Kerja dan agen perubahan"))
    office.sidecar(decree, nomor="05/SK/2026", juga_untuk=["1.4.b/sk-agen-perubahan"])
    office.answers({"1.1.b": "A", "1.2.a": "Ya", "1.2.b": "A", "1.4.b": "Ya"})
    assert office.diagnostics() == ()
    return office


@pytest.fixture
def change(healthy: Office) -> Callable[[Callable[[], object]], Change]:
    """Return what a mistake changes; whatever else stays must stay the same."""

    def measure(mistake: Callable[[], object]) -> Change:
        before = gaps_of(healthy.build().gaps)
        mistake()
        built = healthy.build()
        after = gaps_of(built.gaps)
        assert before.keys() <= after.keys(), "a mistake closes no gap"
        # What is lacking elsewhere may become worth more or less, nothing else of it changes.
        for key, gap in before.items():
            assert (after[key].state, after[key].due) == (gap.state, gap.due)
        new = {key: gap for key, gap in after.items() if key not in before}
        return Change(built.diagnostics, new)

    return measure


def paper_gap(document: str, period: str = "") -> GapKey:
    return document.partition("/")[0], document, period


def test_a_deleted_document_is_a_gap_and_no_message(healthy: Office, change: Callable) -> None:
    found = change((healthy.root / PLAN).unlink)
    assert found.messages == ()
    assert list(found.gaps) == [paper_gap("1.2.a/rencana-aksi", "2026")]
    gap = found.gaps[paper_gap("1.2.a/rencana-aksi", "2026")]
    assert gap.state is GapState.MISSING
    assert gap.effect > 0
    assert "evidence/2026/1.2.a/rencana-aksi/" in gap.instruction


CONTENT = pdf("Rencana aksi pembangunan Zona Integritas 2026. " * 20)
THIRD = len(CONTENT) // 3
STREAM = CONTENT.index(b"stream\n") + len(b"stream\n")
CORRUPTIONS = {
    "cut off": (CONTENT[: 2 * THIRD], "ZI207"),
    "end cut off": (CONTENT[:-20], "ZI207"),
    "zeros in the middle": (CONTENT[:THIRD] + bytes(THIRD) + CONTENT[2 * THIRD :], "ZI207"),
    "noise in the middle": (
        CONTENT[:THIRD] + random.Random(1).randbytes(THIRD) + CONTENT[2 * THIRD :],  # noqa: S311
        "ZI207",
    ),
    "one byte of a page": (
        CONTENT[: STREAM + 40] + bytes([CONTENT[STREAM + 40] ^ 1]) + CONTENT[STREAM + 41 :],
        "ZI207",
    ),
    "a page of the web": (b"<!doctype html><title>Masuk</title>", "ZI205"),
    "nothing": (b"", "ZI206"),
}


@pytest.mark.parametrize("name", CORRUPTIONS)
def test_a_corrupted_pdf_is_told_once(name: str, healthy: Office, change: Callable) -> None:
    content, code = CORRUPTIONS[name]
    found = change(lambda: healthy.write(healthy.root / PLAN, content))
    assert (found.one().code, found.one().place) == (code, Place(PLAN))
    assert list(found.gaps) == [paper_gap("1.2.a/rencana-aksi", "2026")]
    gap = found.gaps[paper_gap("1.2.a/rencana-aksi", "2026")]
    assert gap.state is GapState.UNUSABLE
    assert code in gap.instruction


@pytest.mark.parametrize("at", range(STREAM, CONTENT.index(b"\nendstream"), 3))
def test_no_single_byte_of_a_page_changes_unseen(at: int, healthy: Office) -> None:
    flipped = CONTENT[:at] + bytes([CONTENT[at] ^ 0x41]) + CONTENT[at + 1 :]
    healthy.write(healthy.root / PLAN, flipped)
    assert [one.code for one in healthy.diagnostics()] == ["ZI207"]


def test_a_misspelt_document_folder(healthy: Office, change: Callable) -> None:
    folder = (healthy.root / PLAN).parent
    found = change(lambda: folder.rename(folder.with_name("rencana-aksy")))
    assert found.one().code == "ZI102"
    assert found.one().place == Place("evidence/2026/1.2.a/rencana-aksy")
    assert "Maksud Anda “rencana-aksi”?" in found.one().message
    assert list(found.gaps) == [paper_gap("1.2.a/rencana-aksi", "2026")]


def test_a_misspelt_criterion_folder_is_told_once_for_all_its_papers(
    healthy: Office, change: Callable
) -> None:
    folder = healthy.root / "evidence/2026/1.2.a"
    found = change(lambda: folder.rename(folder.with_name("1.2.aa")))
    assert (found.one().code, found.one().place) == ("ZI101", Place("evidence/2026/1.2.aa"))
    assert "Maksud Anda “1.2.a”?" in found.one().message
    assert set(found.gaps) == {
        paper_gap("1.2.a/rencana-aksi", "2026"),
        paper_gap("1.2.a/laporan-penyusunan", "2026"),
    }


def test_a_misspelt_document_in_a_sidecar(healthy: Office, change: Callable) -> None:
    """The paper still proves its own document; it is not published before it is known whom it concerns."""
    sidecar = healthy.root / f"{DECREE}.yml"
    text = sidecar.read_text("utf-8").replace("sk-agen-perubahan", "sk-agen-perubahn")
    found = change(lambda: healthy.write(sidecar, text))
    assert (found.one().code, found.one().place) == ("ZI106", Place(f"{DECREE}.yml", 3, 3))
    assert "Maksud Anda “1.4.b/sk-agen-perubahan”?" in found.one().message
    assert {key: gap.state for key, gap in found.gaps.items()} == {
        paper_gap("1.4.b/sk-agen-perubahan"): GapState.MISSING,
    }
    assert not [
        paper for paper in healthy.view().register if paper.document == "1.1.b/sk-tim-kerja"
    ]


def test_a_misspelt_criterion_in_the_answers(healthy: Office, change: Callable) -> None:
    text = (healthy.root / ANSWERS).read_text("utf-8").replace("1.2.b:", "1.2.bb:")
    found = change(lambda: healthy.text(ANSWERS, text))
    assert (found.one().code, found.one().place) == ("ZI302", Place(ANSWERS, 5, 3))
    assert "Maksud Anda “1.2.b”?" in found.one().message
    assert list(found.gaps) == [("1.2.b", None, "")]


def test_an_answer_that_is_not_on_the_scale(healthy: Office, change: Callable) -> None:
    text = (healthy.root / ANSWERS).read_text("utf-8").replace("1.2.b: A", "1.2.b: F")
    found = change(lambda: healthy.text(ANSWERS, text))
    assert (found.one().code, found.one().place) == ("ZI301", Place(ANSWERS, 5, 10))
    assert "pilihannya A, B, C" in found.one().message
    assert list(found.gaps) == [("1.2.b", None, "")]
    gap = found.gaps["1.2.b", None, ""]
    assert gap.state is GapState.UNANSWERED
    assert "“F”" in gap.instruction


def test_several_mistakes_are_told_each_once(healthy: Office) -> None:
    """No mistake hides another, and none is told twice."""
    healthy.write(healthy.root / PLAN, CONTENT[:THIRD])
    healthy.write(healthy.root / REPORT, b"")
    shutil.move(healthy.root / DECREE, healthy.root / Path(DECREE).parent.parent / "SK.pdf")
    healthy.text(ANSWERS, "rubrik: pedoman-bpmp-2023\njawaban: {1.2.a: F, 1.2.c: Ya")
    assert [code for code, *_ in healthy.check()] == ["ZI212", "ZI209", "ZI206", "ZI207", "ZI001"]
