"""`zi explain`: every number can be made again from its steps alone, and its text says the same."""

import json
import re
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
import sites
from office import Office

from zi_build.build import build
from zi_build.cli.explain import _found, _whole
from zi_build.cli.telling.explain import explain
from zi_build.errors import UsageError
from zi_build.export.explain import sources
from zi_build.export.explain.book import book
from zi_build.load.rubric import rubric_ids
from zi_build.model.assessment import Voice
from zi_build.model.catalogue import Catalogue
from zi_build.model.result import Build
from zi_build.support import scoring_of

AS_OF = date(2026, 9, 30)
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")
Entry = dict[str, Any]


@pytest.fixture(scope="module")
def sample() -> dict[str, Build]:
    """The sample office under every rubric."""
    return {
        name: build(sites.REPOSITORY, as_of=AS_OF, rubric_id=name, today=lambda _: AS_OF)
        for name in rubric_ids()
    }


@pytest.fixture(scope="module")
def books(sample: dict[str, Build]) -> dict[str, Any]:
    """What is remembered of it, gone through JSON."""
    return {
        name: json.loads(json.dumps(book(built, scoring_of(built))))
        for name, built in sample.items()
    }


def exact(number: Entry) -> Fraction:
    return Fraction(number["exact"])


def carried(entry: Entry) -> str | None:
    """Return what the papers carry, from the steps of an entry alone."""
    by = {"share": by_share, "rhythm": by_rhythm, "count": by_count}
    return by[entry["grounds"]["by"]](entry)


def worst_of(entry: Entry) -> str | None:
    options = entry["scale"]["options"]
    return str(options[-1]["option"]) if options else None


def by_share(entry: Entry) -> str | None:
    grounds, scale = entry["grounds"], entry["scale"]
    shares = [Fraction(one["held"], one["due"]) for one in grounds["documents"] if one["due"]]
    if not shares:
        return None
    share = sum(shares, Fraction(0)) / len(shares)
    assert exact(grounds["share"]) == share
    reached = (
        cut["option"]
        for cut in scale["cutoffs"]
        if (share > exact(cut["bound"]) if cut["strict"] else share >= exact(cut["bound"]))
    )
    return str(share) if scale["percentage"] else next(reached, worst_of(entry))


def by_rhythm(entry: Entry) -> str | None:
    grounds = entry["grounds"]
    for row in grounds["rhythms"]:
        held = [one["held"] for one in row["periods"]]
        if grounds["papers"] and (all(held) if row["due"] else any(held)):
            return str(row["option"])
    return worst_of(entry) if grounds["assessable"] else None


def by_count(entry: Entry) -> str | None:
    grounds = entry["grounds"]
    if not grounds["held"] and not grounds["assessable"]:
        return None
    times = (one["option"] for one in grounds["options"] if grounds["held"] >= one["times"])
    return next(times, worst_of(entry))


def value_of(entry: Entry, option: str) -> Fraction:
    if entry["scale"]["percentage"]:
        return Fraction(option)
    return next(exact(one["value"]) for one in entry["scale"]["options"] if one["option"] == option)


def points(entry: Entry, voice: str) -> Fraction:
    """Return the points of one voice, from the steps of an entry alone."""
    said = entry["voices"][voice]
    option = said["option"]
    if voice == "supported" and not said["waived"]:
        claim, proof = entry["voices"]["claimed"]["option"], carried(entry)
        assert entry["grounds"]["carried"] == proof, entry["id"]
        both = [one for one in (claim, proof) if one is not None]
        lowest = min(both, key=lambda one: value_of(entry, one)) if len(both) > 1 else None
        assert (option is None) == (lowest is None)
        option = lowest
    if option is None or said["waived"]:
        return Fraction(0)
    return value_of(entry, option) * exact(entry["indicator"]["weight"]) / said["divided_by"]


def adds_up(entry: Entry, entries: dict[str, Entry]) -> None:
    """Hold a sum against its terms, and each term against its own entry."""
    for voice, said in entry["points"].items():
        terms = [exact(term["points"][voice]) for term in entry["terms"]]
        assert sum(terms, Fraction(0)) == exact(said), (entry["id"], voice)
        for term in entry["terms"]:
            own = entries[term["id"]]
            value = own["points"][voice] if own["what"] == "sum" else own["voices"][voice]["points"]
            assert value == term["points"][voice]


def weighs_up(entry: Entry) -> None:
    """Hold a hasil value against its own number: an index of 4, a percentage, a letter."""
    for said in entry["voices"].values():
        if said["value"] is None or not exact(said["points"]):
            continue
        assert exact(said["value"]) * exact(entry["weight"]) == exact(said["points"])
        if said["measured"]:
            assert exact(said["measured"]) / entry["top"] == exact(said["value"])
        elif entry["top"]:
            assert Fraction(said["text"]) / entry["top"] == exact(said["value"])
        else:
            assert exact(entry["options"][said["text"]]) == exact(said["value"])


class TestSteps:
    """Made again from the JSON, every score is exactly that of the build."""

    @pytest.mark.parametrize("rubric", rubric_ids())
    def test_criteria(self, rubric: str, books: dict[str, Any], sample: dict[str, Build]) -> None:
        entries, seen = books[rubric]["entries"], set()
        for name in sample[rubric].workspace.rubric.criteria:
            for voice in entries[name]["voices"]:
                score = sample[rubric].scores[Voice(voice)].criteria[name]
                assert points(entries[name], voice) == score.points, (name, voice)
                assert exact(entries[name]["voices"][voice]["points"]) == score.points
                seen.add(entries[name]["grounds"]["by"])
        assert {"share", "rhythm"} <= seen

    @pytest.mark.parametrize("rubric", rubric_ids())
    def test_sums_and_conditions(
        self, rubric: str, books: dict[str, Any], sample: dict[str, Build]
    ) -> None:
        entries, built = books[rubric]["entries"], sample[rubric]
        for entry in entries.values():
            if entry["what"] == "sum":
                adds_up(entry, entries)
            elif entry["what"] == "result":
                weighs_up(entry)
            elif entry["what"] == "condition":
                for said in entry["voices"].values():
                    assert said["met"] is (exact(said["reached"]) >= exact(entry["required"]))
        for voice in entries["total"]["points"]:
            assert exact(entries["total"]["points"][voice]) == built.scores[Voice(voice)].total

    def test_waivers_early_days_and_late_papers(self, office: Office) -> None:
        """What the sample does not have: nothing due yet, a criterion out of the mean, a late LAKIN."""
        office.unit(mulai="2026-08-20")
        office.paper("2.2.d/laporan-monev", "2026-08 Monev.pdf")
        office.paper("4.2.e/lakin", "2025 LAKIN.pdf", diterima="2026-03-30")
        office.answers(
            {"1.1.b": "A", "2.2.d": "A", "3.4.c": "C", "4.2.e": "A"},
            tidak_berlaku={"1.1.a": {"alasan": "Tim ditetapkan pusat."}},
        )
        built = office.build()
        entries = json.loads(json.dumps(book(built, scoring_of(built))))["entries"]
        for name in built.workspace.rubric.criteria:
            for voice in entries[name]["voices"]:
                score = built.scores[Voice(voice)].criteria[name]
                assert points(entries[name], voice) == score.points, (name, voice)
        assert entries["1.1.a"]["voices"]["claimed"]["waived"] is True
        assert entries["1.1.b"]["voices"]["claimed"]["divided_by"] == 1


class TestNext:
    """The next step up is one that the scores follow when it is taken."""

    def test_papers(self, office: Office) -> None:
        office.unit(mulai="2026-04-01")
        office.answers({"5.3.c": "A"})
        for month in ("04", "05", "07", "08"):
            office.paper("5.3.c/laporan-monev", f"2026-{month} Monev.pdf")
        before = office.build()
        step = book(before, scoring_of(before))["entries"]["5.3.c"]["next"]
        assert (step["by"], step["option"]) == ("papers", "A")
        assert step["needs"] == {"rhythm": "bulanan", "empty": ["2026-06"]}
        assert [one["period"] for one in step["lacking"]] == ["2026-06"]
        office.paper("5.3.c/laporan-monev", "2026-06 Monev.pdf", diterima="2026-09-20")
        after = office.build()
        gained = after.scores[Voice.SUPPORTED].total - before.scores[Voice.SUPPORTED].total
        assert gained == exact(step["gain"]) > 0

    def test_a_claim_below_the_papers(self, office: Office) -> None:
        office.unit(mulai="2026-08-01")
        office.paper("5.3.c/laporan-monev", "2026-08 Monev.pdf")
        office.answers({"5.3.c": "C"})
        before = office.build()
        step = book(before, scoring_of(before))["entries"]["5.3.c"]["next"]
        assert (step["by"], step["option"]) == ("claim", "A")
        office.answers({"5.3.c": "A"})
        gained = office.build().scores[Voice.SUPPORTED].total - before.scores[Voice.SUPPORTED].total
        assert gained == exact(step["gain"]) > 0

    def test_no_answer(self, office: Office) -> None:
        office.unit(mulai="2026-08-01")
        office.paper("5.3.c/laporan-monev", "2026-08 Monev.pdf")
        built = office.build()
        step = book(built, scoring_of(built))["entries"]["5.3.c"]["next"]
        assert (step["by"], step["option"]) == ("answer", "A")

    @pytest.mark.parametrize("rubric", rubric_ids())
    def test_a_step_never_leads_down(self, rubric: str, books: dict[str, Any]) -> None:
        for entry in books[rubric]["entries"].values():
            if entry["what"] == "criterion" and "gain" in entry["next"]:
                assert exact(entry["next"]["gain"]) >= 0, entry["id"]


class TestText:
    """What a colleague reads."""

    @pytest.mark.parametrize("name", ["3.4.c", "3.5.a", "WBK"])
    def test_golden(
        self, name: str, books: dict[str, Any], golden: Callable[[str, str], None]
    ) -> None:
        known = books["pedoman-bpmp-2023"]
        text = ESCAPE.sub("", explain(_whole(known, _found(known, name)), None))
        golden(f"cli/explain-{name}.txt", f"{text}\n")

    @pytest.mark.parametrize("rubric", rubric_ids())
    @pytest.mark.parametrize("wide", [60, 80, 120, None])
    def test_everything_has_its_explanation(
        self, rubric: str, wide: int | None, books: dict[str, Any]
    ) -> None:
        """At each width; only what cannot be broken, such as a path, is longer than a line."""
        known = books[rubric]
        for name in known["entries"]:
            text = ESCAPE.sub("", explain(_whole(known, _found(known, name)), wide))
            assert "None" not in text, name
            assert not re.search(r"\b(the|and|missing|filled|share|rhythm|claimed)\b", text), name
            for line in text.split("\n"):
                torn = re.split(r"[ ]+", line.strip())
                assert (
                    wide is None
                    or len(line) <= wide
                    or len(torn) <= 2
                    or max(map(len, torn)) > wide // 3
                ), (name, line)

    def test_the_numbers_are_those_of_the_json(self, books: dict[str, Any]) -> None:
        known = books["pedoman-bpmp-2023"]
        text = explain(_whole(known, _found(known, "3.5.a")), None)
        assert "Rata-rata dokumen pokok: (1/1 + 3/4 + 1/1) ÷ 3 = 91,7 %" in text
        assert "Nilai berdasarkan bukti: B. 0,67 × 3 ÷ 1 = 2,01." in text
        assert "LKE PermenPANRB 52/2014 halaman 33" in text

    def test_pages_of_a_scan_and_papers_that_do_not_count(self, office: Office) -> None:
        office.unit(mulai="2026-08-01")
        office.paper("5.3.c/laporan-monev", "2026-08 Monev.pdf", halaman="1-1")
        office.paper("2.2.d/laporan-monev", "2026-08 Monev.pdf", content=b"bukan PDF")
        done = sites.zi(office.root, "explain", "5.3.c/laporan-monev")
        assert "2026-08 Monev.pdf, hal. 1, keterangan di 2026-08 Monev.pdf.yml" in done.stdout
        done = sites.zi(office.root, "explain", "2.2.d/laporan-monev")
        assert (
            "Tidak dihitung: evidence/2026/2.2.d/laporan-monev/2026-08 Monev.pdf (ZI" in done.stdout
        )


class TestAsking:
    """Ids as people write them."""

    @pytest.mark.parametrize(
        ("written", "meant"),
        [
            ("3.4.C", "3.4.c"),
            (" 3.4 ", "3.4"),
            ("wbk.TOTAL", "WBK.total"),
            ("SPAK", "spak"),
            ("wbk", "WBK"),
            ("1.1.a/undangan-rapat/", "1.1.a/undangan-rapat"),
            ("0.1.a", "0.1.a"),
        ],
    )
    def test_found(self, written: str, meant: str, books: dict[str, Any]) -> None:
        assert _found(books["pedoman-bpmp-2023"], written)["id"] == meant

    @pytest.mark.parametrize(
        ("written", "said"),
        [
            ("3.4.x", "Maksud Anda 3.4."),
            ("1.1.a/undangan-rapt", "Maksud Anda 1.1.a/undangan-rapat?"),
            ("R1.1.a", "zi explain R1.1.a --rubric permenpanrb-90-2021"),
            ("apa saja", "Contoh: 3.4.c"),
            ("", "Contoh: 3.4.c"),
        ],
    )
    def test_not_found(self, written: str, said: str, books: dict[str, Any]) -> None:
        with pytest.raises(UsageError) as error:
            _found(books["pedoman-bpmp-2023"], written)
        assert said in str(error.value)

    def test_an_alias_stands_for_its_document(self, books: dict[str, Any]) -> None:
        for alias, name in books["pedoman-bpmp-2023"]["aliases"].items():
            assert _found(books["pedoman-bpmp-2023"], alias)["id"] == name

    def test_the_command(self, office: Office) -> None:
        office.unit()
        office.answers({"1.1.a": "Ya"})
        done = sites.zi(office.root, "explain", "1.1.a", "--format", "json")
        assert (done.returncode, json.loads(done.stdout)["id"]) == (0, "1.1.a")
        done = sites.zi(office.root, "explain", "R1.1.a", "--rubric", "permenpanrb-90-2021")
        assert done.returncode == 0
        assert done.stdout.startswith("R1.1.a ")
        assert sites.zi(office.root, "explain", "9.9.z").returncode == 2


def test_every_decision_that_is_named_exists(catalogue: Catalogue) -> None:
    assert {one.id for one in catalogue.decisions} >= sources.GENERAL


@pytest.mark.parametrize(
    ("name", "counted"),
    [
        ("total", "kriteria dan # dari 4 nilai hasil"),
        ("WBK.total", "kriteria dan # dari 4 nilai hasil"),
        ("pengungkit", "kriteria"),
    ],
)
def test_how_much_is_judged_is_counted_as_the_score_counts_it(
    sample: dict[str, Build], name: str, counted: str
) -> None:
    judged = sample["pedoman-bpmp-2023"].scores[Voice.VERIFIED].judged
    said = sites.zi(sites.REPOSITORY, "explain", name).stdout
    wanted = re.escape(f"({judged.held} dari {judged.due} {counted} sudah dinilai)")
    assert re.search(wanted.replace(r"\#", r"\d+"), " ".join(said.split())), said
