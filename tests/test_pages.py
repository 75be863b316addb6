"""One scan that holds several papers: each is found at its page, and the strictest access holds."""

import re

import pytest
from office import Office
from papers import pdf

from zi_build.model.view import Audience, PaperView
from zi_build.render.pages import expand
from zi_build.views import view

INVITATION, MINUTES = "1.3.b/undangan", "1.3.b/notula"


def seen(office: Office, document: str) -> list[PaperView]:
    """Return the papers of one document as the public sees them."""
    shown = view(office.build(), Audience.PUBLIC)
    known = shown.documents[document]
    return [paper for slot in known.slots for paper in slot.papers]


def test_each_paper_opens_at_its_page(office: Office) -> None:
    office.paper(
        INVITATION,
        "2026-07-06 Rapat monev.pdf",
        content=pdf("Rapat", pages=5),
        juga_untuk=MINUTES,
        halaman={INVITATION: "1-2", MINUTES: "3-5"},
    )
    first, second = seen(office, INVITATION), seen(office, MINUTES)
    assert [(one.fragment, one.note) for one in first] == [("#page=1", "hal. 1–2")]
    assert [(one.fragment, one.note) for one in second] == [
        ("#page=3", "hal. 3–5, juga untuk notula rapat pemantauan dan evaluasi")
    ]
    assert first[0].target == second[0].target


def test_a_range_alone_is_of_the_papers_own_document(office: Office) -> None:
    office.paper(INVITATION, "2026-07-06 Rapat.pdf", content=pdf("Rapat", pages=3), halaman="2")
    assert [one.fragment for one in seen(office, INVITATION)] == ["#page=2"]


def test_the_strictest_access_is_that_of_the_whole_scan(office: Office) -> None:
    """An attendance list among its pages closes the minutes too: the file cannot be cut."""
    office.paper(
        MINUTES,
        "2026-07-06 Rapat.pdf",
        content=pdf("Rapat", pages=4),
        juga_untuk="1.3.b/daftar-hadir",
        halaman={MINUTES: "1-3", "1.3.b/daftar-hadir": "4"},
    )
    assert [one.target for one in seen(office, MINUTES)] == []


@pytest.mark.parametrize("text", ["0", "3-2", "satu", "1,3", "1-2-3", "-1", "1-", "99999"])
def test_what_is_no_range_is_told_with_the_norm(office: Office, text: str) -> None:
    office.paper(INVITATION, "2026-07-06 Rapat.pdf", content=pdf("Rapat", pages=3), halaman=text)
    (found,) = [one for one in office.build().diagnostics if one.code == "ZI005"]
    assert "harus halaman seperti 3 atau 1-2" in found.message
    assert found.place.line == 1


def test_a_reader_is_led_to_the_page(office: Office) -> None:
    office.paper(
        INVITATION,
        "2026-07-06 Rapat.pdf",
        content=pdf("Rapat", pages=5),
        juga_untuk=MINUTES,
        halaman={MINUTES: "3-5"},
    )
    page = expand("[[zi:kriteria 1.3.b]]", "area/1/1.3.md", office.view())
    assert re.search(r'href="[^"]+\.pdf#page=3"', page)
