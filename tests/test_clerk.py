"""What a clerk on Windows does without meaning to, and what must hold all the same."""

from datetime import date

import pytest
from sites import with_small_pages, zi

from zi_build.checks import BY_CODE
from zi_build.exposure import access_of
from zi_build.model.catalogue import Access
from zi_build.publish.leaks import secrets_of
from zi_build.render.pages import expand

MONTHLY = "2.2.d/laporan-monev"


@pytest.mark.parametrize("suffix", [".yml", ".yaml", ".YML", ".yml.txt", ".YAML.txt"])
def test_a_restriction_holds_under_whatever_name_notepad_gave_it(office, suffix):
    paper = office.paper(MONTHLY, "2026-04 Rapat tertentu.pdf")
    office.text(paper.with_name(paper.name + suffix), "akses: dikecualikan\n")
    build = office.build()
    assert [access_of(build, item) for item in build.workspace.items] == [Access.DIKECUALIKAN]
    assert office.view().register == ()


def test_an_open_paper_that_is_not_visible_yet_is_no_secret(office):
    """A page may name `2025 LAKIN.pdf` as an example while the day of judgement is earlier."""
    office.paper("4.2.e/lakin", "2025 LAKIN.pdf")
    assert secrets_of(office.build(as_of=date(2024, 6, 1))).phrases == {}


def test_a_name_made_of_the_guidelines_own_words_is_no_secret(office):
    """The very name that `zi gaps` recommends may be restricted without stopping the site."""
    office.paper(MONTHLY, "2026-08 laporan monev.pdf", akses="terbatas")
    assert b"2026 08 laporan monev" not in secrets_of(office.build()).phrases
    office.paper(MONTHLY, "2026-07 laporan tentang Sdr. Kenari.pdf", akses="terbatas")
    assert [phrase for phrase in secrets_of(office.build()).phrases if b"kenari" in phrase]


def test_an_answer_that_slipped_under_tidak_berlaku_excuses_nothing(office):
    office.answers({}, tidak_berlaku={"1.1.a": "Ya"})
    build = office.build()
    assert [found.code for found in build.diagnostics] == ["ZI303"]
    assert not any(
        score.waived for card in build.scores.values() for score in card.criteria.values()
    )


def test_a_broken_unit_file_stops_the_site_and_is_named(office):
    """Without it the day of judgement and the start of building would silently be others."""
    with_small_pages(office.root)
    office.text("evidence/unit.yml", "nama: [\n")
    done = zi(office.root, "build")
    assert done.returncode == 1
    assert "evidence/unit.yml" in done.stdout + done.stderr
    assert not (office.root / "site").exists()


def test_a_paper_beside_the_answers_is_told_where_it_lies(office):
    office.text("evidence/2026/penilaian/LHE.pdf", "x")
    (found,) = office.diagnostics()
    assert found.code == "ZI212"
    assert found.place.path == "evidence/2026/penilaian/LHE.pdf"
    assert "<rubrik>.yml" in found.message


def test_a_wrong_sidecar_is_what_the_gap_asks_to_mend(office):
    office.unit(nama="Balai Uji", mulai="2026-08-01")
    paper = office.paper(MONTHLY, "2026-08 Monev.pdf")
    office.text(paper.with_name(paper.name + ".yml"), "judull: x\n")
    (gap,) = [gap for gap in office.build().gaps if gap.document == MONTHLY]
    assert gap.instruction.startswith("Perbaiki berkas evidence/2026/2.2.d/laporan-monev/2026-08")
    assert ".pdf.yml (ZI004" in gap.instruction


def test_an_unreadable_period_makes_no_other_month_unusable(office):
    office.unit(nama="Balai Uji", mulai="2026-07-01")
    office.paper(MONTHLY, "2026-8 Monev.pdf", year=2026)
    states = {gap.state for gap in office.build().gaps if gap.document == MONTHLY}
    assert states == {"missing"}
    assert BY_CODE["ZI202"].title


@pytest.mark.parametrize(
    ("audience", "shown", "told"),
    [("public", "tidak", False), ("public", "ya", True), ("internal", "tidak", True)],
)
def test_a_held_predicate_that_no_longer_holds_is_told_to_whom_the_office_says(
    office, audience, shown, told
):
    office.unit(nama="Balai Uji", tampilkan={"predikat_turun": shown})
    office.answers({}, predikat={"WBK": {"tahun": 2025, "sk": "SK 1/2025"}})
    page = expand("[[zi:unit]]", "index.md", office.view(audience))
    assert ("tidak semuanya terpenuhi lagi" in page) is told
