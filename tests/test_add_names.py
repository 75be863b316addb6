"""The right name: period first, words that every system holds, never longer or taken."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zi_build.intake.adding.naming import (
    LONGEST_BYTES,
    LONGEST_NAME,
    cleaned,
    file_name,
    room_in,
    words_for,
)
from zi_build.load.names import Part, read_name
from zi_build.load.walk import ignored
from zi_build.model.catalogue import Catalogue
from zi_build.model.period import Period

AS_OF = date(2026, 9, 30)
NASTY = [
    "Notula  rapat (1).pdf",
    "Notula [final] {v2} #3 100%.pdf",
    "Notula\u00a0rapat.pdf",
    "Notula 🎉 rapat ✨.pdf",
    "Notu\u0301la re\u0301sume\u0301.pdf",
    "Notula \u200brapat\u202e fdp.pdf",
    "a" * 200 + ".pdf",
    "kata " * 60 + ".pdf",
    "中文" * 90 + ".pdf",
    "CON.pdf",
    "notula.pdf.pdf",
    "notula.publik.pdf",
    "notula.tautan.pdf",
    "  .pdf",
    "notula....pdf",
    "NOTULA.PDF",
    'no:tu/la\\"?*|<>.pdf',
    "notula\nbaris dua.pdf",
    "notula",
    "~$notula.pdf",
    ".pdf",
    "-rf.pdf",
]


@pytest.mark.parametrize(
    ("name", "period", "document", "expected"),
    [
        ("Notulen rapat 5 Maret 2026 FINAL (2).pdf", "2026-03-05", "1.3.b/notula", "Notulen rapat"),
        (
            "WhatsApp Image 2026-03-05 at 10.22.41.jpg",
            "2026-03-05",
            "1.1.a/telaah",
            "Telaah pembentukan Tim Kerja",
        ),
        ("Renstra 2025-2029.pdf", "2025", "4.2.a/renstra", "Renstra 2025-2029"),
        ("Lap_Monev_ZI_TW_II_2026 - Copy.pdf", "2026-T2", "1.3.b/laporan-monev", "Lap Monev ZI"),
        ("und rapat monev TW I.pdf", "2026-01-05", "1.3.b/undangan", "Und rapat monev TW I"),
        ("2026-03 Monev Maret.pdf", "2026-03", "5.3.c/laporan-monev", "Monev Maret"),
        ("scan0004.pdf", "2026", "1.1.a/telaah", "Telaah pembentukan Tim Kerja"),
    ],
)
def test_words_of_the_new_name(
    catalogue: Catalogue, name: str, period: str, document: str, expected: str
) -> None:
    words = words_for(name, Period.parse(period), catalogue.documents[document], AS_OF)
    assert words == expected


def check(name: str, catalogue: Catalogue, room: int = LONGEST_NAME) -> str:
    period = Period.parse("2026-03-05")
    words = words_for(name, period, catalogue.documents["1.3.b/notula"], AS_OF)
    made = file_name(period, words, ".pdf", room, ())
    known = read_name(made)
    assert (known.part, known.period, known.extension) == (Part.PAPER, period, ".pdf")
    assert len(made) <= room
    assert len(f"{made}.yml".encode()) <= 255
    assert len(made.encode()) <= LONGEST_BYTES + len(".pdf")
    assert not set('\\/:*?"<>|#%') & set(made)
    assert made.isprintable()
    assert not ignored(made)
    assert made == " ".join(made.split())
    assert not made.removesuffix(".pdf").endswith((" ", "."))
    return made


@pytest.mark.parametrize("name", NASTY)
def test_nasty_names_become_plain_ones(catalogue: Catalogue, name: str) -> None:
    check(name, catalogue)


@given(name=st.text(max_size=250))
def test_any_name_becomes_a_plain_one(catalogue: Catalogue, name: str) -> None:
    check(name, catalogue)


@pytest.mark.parametrize(
    ("folder", "root", "room"),
    [
        ("evidence/2026/1.3.b/notula", "C:/kerja", 120),
        ("evidence/2026/1.3.b/notula", "C:/" + "dalam/" * 20, 240 - 123 - 27 - 1 - 11),
        ("evidence/2026/1.3.b " + "kata " * 18 + "x/notula", "C:/kerja", 180 - 118 - 1 - 11),
        ("evidence/2026/1.3.b/notula", "C:/" + "dalam/" * 60, 40),
    ],
)
def test_a_deep_folder_makes_a_shorter_name(
    catalogue: Catalogue, folder: str, root: str, room: int
) -> None:
    assert room_in(folder, f"{root}/{folder}") == room
    check("kata " * 40 + ".pdf", catalogue, room)


@pytest.mark.parametrize(
    ("taken", "expected"),
    [
        ([], "2026-03-05 Notula.pdf"),
        (["2026-03-05 Notula.pdf"], "2026-03-05 Notula (2).pdf"),
        (["2026-03-05 NOTULA.PDF"], "2026-03-05 Notula (2).pdf"),
        (["2026-03-05 Notula.pdf", "2026-03-05 Notula (2).pdf"], "2026-03-05 Notula (3).pdf"),
        # One stem of two papers would leave nobody knowing whose public copy is whose.
        (["2026-03-05 Notula.jpg"], "2026-03-05 Notula (2).pdf"),
        (["2026-03-05 Notula.publik.pdf"], "2026-03-05 Notula (2).pdf"),
        # A sidecar without its paper may have closed another one.
        (["2026-03-05 Notula.pdf.yml"], "2026-03-05 Notula (2).pdf"),
    ],
)
def test_a_name_is_never_taken_twice(taken: list[str], expected: str) -> None:
    assert file_name(Period.parse("2026-03-05"), "Notula", ".pdf", 120, taken) == expected


def test_cleaned_words() -> None:
    assert cleaned("Rapat: TW1/2026_ok [final]") == "Rapat TW1 2026 ok final"
    assert cleaned("re\u0301sume\u0301 \u00a0 x.") == "résumé x"
