"""Which document a paper is: hit rates on names as clerks write them, and how honest the confidence is."""

from collections.abc import Iterable
from datetime import date

import pytest
from clerks import HELD_OUT, TUNED
from sites import REPOSITORY

from zi_build.intake.adding import dates
from zi_build.intake.adding.clerks import in_full, telling
from zi_build.intake.adding.likely import Clues, Confidence, Likely, Shelf
from zi_build.intake.adding.text import subject_of, text_of
from zi_build.load.names import read_name
from zi_build.load.workspace import load
from zi_build.model.catalogue import Catalogue, Kind
from zi_build.model.period import Grain
from zi_build.model.rubric import Rubric

AS_OF = date(2026, 9, 30)


@pytest.fixture(scope="module")
def shelf(catalogue: Catalogue, rubric: Rubric) -> Shelf:
    return Shelf(catalogue, rubric.criteria_of_document)


def ranked(shelf: Shelf, name: str, text: str = "") -> tuple[Likely, ...]:
    known = read_name(name)
    grains = [one.period.grain for one in dates.in_name(known.stem, AS_OF)]
    parts = [grain for grain in grains if Grain.DAY < grain < Grain.YEAR]
    words = telling(dates.words_of(known.stem, AS_OF))
    clues = Clues(words, subject_of(text), known.kind, parts[0] if parts else None)
    return shelf.ranked(clues)


def rates(shelf: Shelf, rows: Iterable[tuple[str, str, str]]) -> tuple[float, float, float]:
    """Return how often the first and one of the first three is right, and the mean chance told."""
    first, three, chance, count = 0, 0, 0.0, 0
    for name, text, document in rows:
        found = ranked(shelf, name, text)
        known = [one.document for one in found]
        first, three = first + (known[:1] == [document]), three + (document in known[:3])
        chance, count = chance + (found[0].chance if found else 0.0), count + 1
    return first / count, three / count, chance / count


@pytest.mark.parametrize(("rows", "least"), [(TUNED, 0.9), (HELD_OUT, 0.85)])
def test_names_of_clerks(
    shelf: Shelf, rows: tuple[tuple[str, str, str], ...], least: float
) -> None:
    first, three, chance = rates(shelf, rows)
    assert first >= least
    assert three >= 0.95
    # What is told is not more than what is right.
    assert chance <= first + 0.02


def test_high_confidence_is_right_nine_times_of_ten(shelf: Shelf) -> None:
    told = [
        (found[0].confidence, found[0].document == document)
        for name, text, document in HELD_OUT
        if (found := ranked(shelf, name, text))
    ]
    high = [right for confidence, right in told if confidence is Confidence.HIGH]
    rest = [right for confidence, right in told if confidence is not Confidence.HIGH]
    assert sum(high) / len(high) >= 0.9
    assert sum(rest) / len(rest) < 0.9


def test_papers_of_the_sample_office(shelf: Shelf) -> None:
    """By their real names, and by their texts alone as a scanner app would send them."""
    items = load(REPOSITORY, as_of=AS_OF, rubric_id=None, today=lambda _zone: AS_OF).items
    papers = [item for item in items if item.kind not in {Kind.TAUTAN, Kind.SIMPANAN}]
    texts = {
        item.path: text_of((REPOSITORY / item.path).read_bytes(), item.facts.format).text
        for item in papers
        if item.facts
    }
    assert len(papers) > 250
    named = [(item.path.rpartition("/")[2], "", item.document) for item in papers]
    scans = [
        (f"scan0001{item.extension}", texts[item.path], item.document)
        for item in papers
        if item.extension == ".pdf"
    ]
    first, three, _ = rates(shelf, named)
    assert (first >= 0.95, three >= 0.98) == (True, True)
    first, three, _ = rates(shelf, scans)
    assert (first >= 0.9, three >= 0.93) == (True, True)


@pytest.mark.parametrize(
    "name", ["scan0001.pdf", "WhatsApp Image 2026-03-05 at 10.22.41.jpg", "IMG_1234.jpg", "x.pdf"]
)
def test_a_name_that_says_nothing_proposes_nothing_sure(shelf: Shelf, name: str) -> None:
    assert all(one.confidence is Confidence.LOW for one in ranked(shelf, name))


def test_within_a_criterion_only_its_documents(shelf: Shelf) -> None:
    found = shelf.ranked(Clues("notulen rapat"), within="1.3.b")
    assert found[0].document == "1.3.b/notula"
    assert {one.document.partition("/")[0] for one in found} == {"1.3.b"}


def test_short_forms_and_empty_words() -> None:
    assert (
        in_full("Notulen_RapatRenaksi ss web")
        == "notula rapat rencana aksi tangkapan layar situs web"
    )
    assert telling("WhatsApp Image at (1)") == ""
    assert telling("SK TIM ZI FINAL (2)") == "SK TIM ZI"


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        (
            "KEMENTERIAN CONTOH\nNomor : 1\nHal : Undangan rapat monev\nYth. semua",
            "Undangan rapat monev",
        ),
        ("KEPUTUSAN KEPALA\nTENTANG\nTIM SPIP\nisi", "KEPUTUSAN KEPALA TIM SPIP"),
        ("Data\n1\n2", ""),
        ("", ""),
    ],
)
def test_what_a_text_is_about(text: str, subject: str) -> None:
    told = subject_of(text)
    assert all(word in told for word in subject.split())
    assert bool(told) == bool(subject)
