"""What changed between two states of an office: papers, periods, scores, conditions, answers."""

import json
import re
from collections import Counter
from dataclasses import replace
from datetime import date

import click
import pytest
from desk import Desk, office_of, paper, papers, verified
from hypothesis import given
from hypothesis import strategies as st

from zi_build.cli.telling.changes import Reason, Told, headline, story
from zi_build.cli.telling.changes_json import data
from zi_build.cli.telling.story import as_markdown, as_text
from zi_build.model.catalogue import Access
from zi_build.model.evidence import EvidenceItem, Facts, Twin
from zi_build.model.view import Audience
from zi_build.studies.changes import Change, compare
from zi_build.studies.fates import How

MONEV, PLAN, SK, HADIR = (
    "5.3.c/laporan-monev",
    "1.2.a/rencana-aksi",
    "1.1.b/sk-tim-kerja",
    "1.2.a/daftar-hadir",
)
MARCH = paper(MONEV, "2026-03 Monev Maret")


def changed(before: Desk, after: Desk, audience: Audience = Audience.INTERNAL) -> Change:
    return compare(before.build(), after.build(), audience)


def became(before: Desk, after: Desk, **how: Audience) -> list[tuple[How, str, str | None]]:
    return [(one.how, one.document, one.period) for one in changed(before, after, **how).papers]


def with_bytes(item: EvidenceItem, other: EvidenceItem) -> EvidenceItem:
    """Return a paper that holds the very bytes of another."""
    return replace(item, facts=other.facts)


def damaged(item: EvidenceItem) -> EvidenceItem:
    return replace(item, facts=Facts("f" * 64, 9, "pdf", problem="damaged"))


class TestPapers:
    """Added, withdrawn, moved, replaced: each once, under the name that an office would give it."""

    @pytest.mark.parametrize(
        ("before", "after", "found"),
        [
            ([], [MARCH], How.ADDED),
            ([MARCH], [], How.WITHDRAWN),
            ([damaged(MARCH)], [], How.DISCARDED),
            ([], [damaged(MARCH)], How.UNUSABLE),
            ([MARCH], [damaged(MARCH)], How.BROKEN),
            ([damaged(MARCH)], [MARCH], How.MENDED),
            (
                [MARCH],
                [with_bytes(paper(MONEV, "2026-03 Monev bulan Maret"), MARCH)],
                How.MOVED,
            ),
            ([MARCH], [with_bytes(paper("1.1.b/notula", "2026-03-01 Monev"), MARCH)], How.MOVED),
            ([MARCH], [paper(MONEV, "2026-03 Pindaian ulang")], How.REPLACED),
            ([MARCH], [with_bytes(MARCH, paper(PLAN, "2026-01-02 Lain"))], How.REPLACED),
            ([MARCH], [paper(MONEV, "2026-03 Monev Maret", title="Monev")], How.NOTED),
            (
                [MARCH],
                [paper(MONEV, "2026-03 Monev Maret", access=Access.DIKECUALIKAN)],
                How.CLOSED,
            ),
        ],
    )
    def test_one_paper(
        self, before: list[EvidenceItem], after: list[EvidenceItem], found: How
    ) -> None:
        assert [one[0] for one in became(office_of(before), office_of(after))] == [found]

    @pytest.mark.parametrize(
        ("before", "after", "found", "public"),
        [
            (None, "a", How.TWIN_ADDED, True),
            ("a", "b", How.TWIN_REPLACED, True),
            ("a", None, How.TWIN_GONE, False),
        ],
    )
    def test_the_public_copy(
        self, before: str | None, after: str | None, found: How, public: bool
    ) -> None:
        def with_twin(mark: str | None) -> Desk:
            twin = (
                Twin(MARCH.path.replace(".pdf", ".publik.pdf"), Facts(mark * 64, 1, "pdf"))
                if mark
                else None
            )
            return office_of([replace(MARCH, twin=twin)])

        one, other = with_twin(before), with_twin(after)
        assert [fate[0] for fate in became(one, other)] == [found]
        assert bool(became(one, other, audience=Audience.PUBLIC)) is public
        assert not changed(one, other).needs_reason

    def test_another_month_is_not_a_replacement(self) -> None:
        april = paper(MONEV, "2026-04 Monev April")
        assert became(office_of([MARCH]), office_of([april])) == [
            (How.ADDED, MONEV, "April 2026"),
            (How.WITHDRAWN, MONEV, "Maret 2026"),
        ]

    def test_one_of_two_copies_is_withdrawn(self) -> None:
        copy = with_bytes(paper(PLAN, "2026-03-01 Salinan"), MARCH)
        assert became(office_of([MARCH, copy]), office_of([MARCH])) == [
            (How.WITHDRAWN, PLAN, "1 Maret 2026")
        ]

    def test_a_moved_paper_that_was_swapped(self) -> None:
        """Two files that exchange their names exchange their contents: nobody moved."""
        april = paper(MONEV, "2026-04 Monev April")
        swapped = [with_bytes(MARCH, april), with_bytes(april, MARCH)]
        assert [one[0] for one in became(office_of([MARCH, april]), office_of(swapped))] == [
            How.REPLACED,
            How.REPLACED,
        ]


MONTHS = st.lists(st.sampled_from([f"2026-{month:02} Monev" for month in range(1, 9)]), unique=True)


@given(before=MONTHS, after=MONTHS)
def test_there_and_back(before: list[str], after: list[str]) -> None:
    """What is won on the way there is lost on the way back, and nothing is told twice."""
    one, other = office_of(papers(MONEV, *before)), office_of(papers(MONEV, *after))
    there, back = changed(one, other), changed(other, one)
    assert Counter(fate.how for fate in there.papers)[How.ADDED] == len(back.withdrawn)
    assert [(slot.filled, slot.lost) for slot in there.slots] == [
        (slot.lost, slot.filled) for slot in back.slots
    ]
    assert {(score.id, score.voice, score.after) for score in there.scores} == {
        (score.id, score.voice, score.before) for score in back.scores
    }
    assert (there.gaps_opened, there.gaps_closed) == (back.gaps_closed, back.gaps_opened)
    assert changed(one, one).is_empty
    assert bool(there.withdrawn) == bool(set(before) - set(after))


class TestReasons:
    """A withdrawn paper and a fallen score need a reason; nothing else does."""

    answered = office_of(papers(PLAN, "2026-01-20 Rencana"), answers={"1.2.a": "Ya"})

    @pytest.mark.parametrize(
        ("after", "needed"),
        [
            (answered, False),
            (answered.plus(MARCH), False),
            (answered.with_(items=()), True),
            (answered.with_(answers={"1.2.a": "Tidak"}), True),
            (answered.with_(items=(damaged(answered.items[0]),)), True),
        ],
    )
    def test_needed(self, after: Desk, needed: bool) -> None:
        assert changed(self.answered, after).needs_reason is needed

    def test_evaluators_may_judge_lower(self) -> None:
        high = self.answered.with_(tpi={"1.2.a": verified("Ya")})
        low = self.answered.with_(tpi={"1.2.a": verified("Tidak")})
        change = changed(high, low)
        assert not change.needs_reason
        assert "menurut TPI" in headline(change)

    def test_a_rise_does_not_hide_a_fall(self) -> None:
        """Area 1 falls while the total rises."""
        monev = papers(MONEV, *(f"2026-{month:02} Monev" for month in range(1, 9)))
        after = office_of(monev, answers={"1.2.a": "Tidak", "5.3.c": "A"})
        change = changed(self.answered, after)
        assert [one.id for one in change.fallen if one.id.startswith("area")] == ["area.1"]

    @pytest.mark.parametrize("words", ["", " ", "-", "ya"])
    def test_no_reason(self, words: str) -> None:
        from zi_build.studies.changes import is_reason  # noqa: PLC0415

        assert not is_reason(words)


RUBRIC = office_of([]).workspace.rubric


def told(change: Change, *reasons: Reason) -> Told:
    return Told(change, "HEAD~1", "HEAD", (), reasons)


def texts(one: Told) -> tuple[str, str, str]:
    made = story(one, RUBRIC)
    return (
        click.unstyle(as_text(made)),
        as_markdown(made),
        json.dumps(data(one), ensure_ascii=False),
    )


class TestTelling:
    """One value, three forms that say the same."""

    def test_the_first_line(self) -> None:
        first = [*papers(MONEV, "2026-01 Monev", "2026-02 Monev", "2026-03 Monev")]
        before = office_of([*first, paper(SK, "2026-01-05 SK")], answers={"5.3.c": "A"})
        year = [f"2025-{month:02} Monev" for month in range(9, 13)]
        year += [f"2026-{month:02} Monev" for month in range(1, 9)]
        months = papers(MONEV, *year)
        change = changed(before, office_of(months, answers={"5.3.c": "A"}))
        line = headline(change)
        assert line.startswith("+9 dokumen untuk 5.3.c; didukung ")
        assert line.endswith("; 1 bukti ditarik")

    def test_many_criteria_are_summed_up(self) -> None:
        names = (MONEV, PLAN, SK, "1.2.c/capture-website", "2.2.d/laporan-monev")
        change = changed(office_of([]), office_of([paper(one, "2026-03 X") for one in names]))
        assert "untuk 5 kriteria" in headline(change) or "belum dapat" in headline(change)

    def test_nothing(self) -> None:
        same = office_of([MARCH])
        assert headline(changed(same, same)) == "Tidak ada yang berubah"

    def test_small_steps_look_different(self) -> None:
        from fractions import Fraction  # noqa: PLC0415

        from zi_build.cli.telling.changes import _from_to  # noqa: PLC0415

        assert _from_to(Fraction(71), Fraction(73)) == "71,00 → 73,00"
        assert _from_to(Fraction(71), Fraction(71) + Fraction(1, 3000)) == "71,0000 → 71,0003"
        assert _from_to(None, Fraction(5)) == "belum → 5,00"

    def test_the_forms_agree(self) -> None:
        before = office_of(papers(PLAN, "2026-01-20 Rencana"), answers={"1.2.a": "Ya"})
        after = before.with_(items=(MARCH,), answers={"1.2.a": "Tidak"})
        change = changed(before, after)
        text, markdown, found = texts(told(change))
        summary = json.loads(found)["summary"]
        assert text.startswith(summary)
        assert markdown.startswith(f"### {summary}")
        for one in json.loads(found)["papers"]:
            name = (one["after"] or one["before"]).rpartition("/")[2]
            assert name in text
            assert f"`{name}`" in markdown
        assert json.loads(found)["lacks_reason"] is True
        assert "Perlu alasan" in text
        text, markdown, found = texts(told(change, Reason("pindah ke 2027", "a" * 40)))
        assert "Perlu alasan" not in text
        assert "pindah ke 2027 (aaaaaaaaaa)" in text
        assert json.loads(found)["lacks_reason"] is False

    def test_names_are_not_markup(self) -> None:
        name = "2026-03 `@tim` <b>*x*](a) | \u202epdf"
        change = changed(office_of([]), office_of([paper(MONEV, name)]))
        _, markdown, _ = texts(told(change))
        line = next(line for line in markdown.splitlines() if "@tim" in line)
        assert "@tim" not in re.sub("``.*?``", "", markdown)
        assert "``2026-03 `@tim` <b>*x*](a) | pdf.pdf``" in line

    def test_a_long_list_is_folded_in_markdown_alone(self) -> None:
        items = [paper(SK, f"2026-01-{day:02} SK {day}") for day in range(1, 31)]
        text, markdown, _ = texts(told(changed(office_of([]), office_of(items))))
        assert all(f"SK {day}.pdf" in text for day in range(1, 31))
        assert "baris lagi" in markdown
        assert len(markdown.splitlines()) < 60


class TestPublic:
    """What is posted where everybody reads it names nothing that the public site does not show."""

    secret = paper(HADIR, "2026-02-03 Rapat rahasia Melati")
    shut = paper(PLAN, "2026-03-07 Rencana Kenanga", access=Access.DIKECUALIKAN)
    open_ = paper(PLAN, "2026-01-20 Rencana Anggrek")

    @pytest.mark.parametrize("back", [False, True])
    def test_no_restricted_name(self, back: bool) -> None:
        one, other = office_of([]), office_of([self.secret, self.shut, self.open_])
        change = changed(*((other, one) if back else (one, other)), Audience.PUBLIC)
        for text in texts(told(change, Reason("karena Mawar", "b" * 40))):
            assert all(word not in text for word in ("Melati", "Kenanga", "Mawar", "evidence/"))
            assert "7 Maret" not in text
            assert ("Anggrek" in text) is not back

    def test_closing_is_not_told(self) -> None:
        """Who reads that a paper was closed knows that it was open."""
        closed = replace(self.open_, sidecar=self.shut.sidecar)
        assert became(office_of([self.open_]), office_of([closed]), audience=Audience.PUBLIC) == []

    def test_internal_names_everything(self) -> None:
        text, *_ = texts(told(changed(office_of([]), office_of([self.secret, self.shut]))))
        assert "Melati" in text
        assert "Kenanga" in text


def test_the_day_does_not_matter_that_is_not_the_same() -> None:
    """A paper of a day to come is a paper all the same."""
    early = office_of([MARCH], as_of=date(2026, 2, 1))
    change = changed(office_of([], as_of=date(2026, 2, 1)), early)
    assert [fate.how for fate in change.papers] == [How.ADDED]
    assert not change.slots
