"""The workbook of the LKE: LibreOffice counts what the program counts, and a hand is guided."""

import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
import sites
from desk import HERE, REPORT, START, Desk, catalogue, office_of, paper, verified
from desk import rubric as rubric_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from office import AS_OF
from openpyxl.workbook import Workbook
from sheets import Form, conditions_of, converted, recalculated, verdicts_of

from zi_build.build import build, build_from
from zi_build.export.lke.book import workbook
from zi_build.load.rubric import rubric_ids
from zi_build.model.assessment import (
    Answer,
    Assessment,
    HeldPredicate,
    ResultAnswer,
    Verified,
    Voice,
    Waiver,
)
from zi_build.model.outcome import CriterionScore, Scorecard
from zi_build.model.period import Period
from zi_build.model.reading import counted
from zi_build.model.result import Build
from zi_build.model.rubric import CountInput, CountRule, Criterion, Formula, Indicator, Rubric
from zi_build.model.survey import About, Question, Survey, SurveyKind
from zi_build.model.unit import Display, Unit
from zi_build.model.view import Audience
from zi_build.model.workspace import Workspace
from zi_build.publish.plan import plan
from zi_build.views import view

NEAR = 1e-9


def book_of(built: Build, audience: Audience = Audience.PUBLIC, site: str | None = None) -> bytes:
    return workbook(view(built, audience), site)


def opened(content: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def differences(built: Build, book: Workbook) -> list[str]:
    """Return every number and verdict of a recalculated workbook that is not the program's."""
    form, wrong = Form(book["LKE"]), []

    def same(what: str, found: object, expected: Fraction) -> None:
        if not isinstance(found, int | float) or abs(found - expected) >= NEAR:
            wrong.append(f"{what}: {found} instead of {float(expected)}")

    for voice in form.columns:
        card = built.scores[voice]
        for code, score in card.criteria.items():
            if score.waived:
                wrong += [] if form.value(code, voice) == "–" else [f"{voice} {code}: counted"]
            else:
                same(f"{voice} {code}", form.value(code, voice), score.value or Fraction(0))
                wrong += _answered(form.answer(code, voice), score, f"{voice} {code}")
        for code, points in _points(built, card, form).items():
            same(f"{voice} {code}", form.value(code, voice), points)
    return wrong + _judged(built, book, list(form.columns))


def _answered(found: object, score: CriterionScore, what: str) -> list[str]:
    """Compare the answer that is shown: an option as it is written, a percentage as a number."""
    if score.value is None or isinstance(found, int | float):
        same = found in {None, ""} if score.value is None else abs(found - score.value) < NEAR
    else:
        same = str(found).strip().casefold() == str(score.option).casefold()
    return [] if same else [f"{what}: answer {found!r} instead of {score.option}"]


def _points(built: Build, card: Scorecard, form: Form) -> dict[str, Fraction]:
    """Return what the program counts for every line that is no question."""
    rubric = built.workspace.rubric
    halves = {f"{part[0].upper()}{area}": n for (area, part), n in card.area_parts.items()}
    return {
        **card.indicators,
        **{name: score.points for name, score in card.results.items()},
        **{f"{name}".upper(): points for name, points in card.components.items()},
        **{f"TOTAL {name}".upper(): points for name, points in card.components.items()},
        "NILAI EVALUASI ZONA INTEGRITAS": card.total,
        **{rubric.parts[part].upper(): n for part, n in card.parts.items()},
        **{rubric.groups[group].upper(): n for group, n in card.groups.items()},
        **{code: n for code, n in halves.items() if code in form.rows},
        **({} if rubric.parts else card.areas),
    }


def _judged(built: Build, book: Workbook, voices: list[Voice]) -> list[str]:
    wrong = []
    said, listed = verdicts_of(book["Syarat"]), conditions_of(book["Syarat"])
    for voice in voices:
        for predicate, verdict in built.verdicts[voice].items():
            start = "Di atas" if verdict.met else "Belum di atas"
            if said[predicate, voice] != f"{start} ambang {predicate}":
                wrong.append(f"{voice} {predicate}: {said[predicate, voice]}, met={verdict.met}")
            rows = [row for (name, _), row in listed.items() if name == predicate]
            for condition, (values, met) in zip(verdict.conditions, rows, strict=True):
                at = voices.index(voice)
                if abs(values[at] - condition.reached) >= NEAR:
                    wrong.append(f"{voice} {predicate} {condition.id}: {values[at]}")
                if (met[at] == "Ya") != condition.met:
                    wrong.append(f"{voice} {predicate} {condition.id}: {met[at]}")
    return wrong


# --- a rubric with halves and counts, small enough to be read ---------------------------------


def halved(base: Rubric) -> Rubric:
    """Return a rubric like PermenPANRB 90/2021: two halves, and percentages from counts."""
    template = next(iter(base.criteria.values()))
    percentage = base.scales["PERSEN"]
    areas = []
    for area in base.areas:
        counts = COUNTS[int(area.id) % len(COUNTS)]
        asked = replace(
            template,
            id=f"R{area.id}.1.a",
            indicator=f"R{area.id}.1",
            area=area.id,
            scale=percentage,
            options={},
            counts=counts,
            frequency=None,
        )
        indicators = [
            replace(
                one,
                id=f"P{one.id}",
                part="pemenuhan",
                weight=one.weight / 2,
                criteria=tuple(
                    replace(c, id=f"P{c.id}", indicator=f"P{one.id}") for c in one.criteria
                ),
            )
            for one in area.indicators
        ]
        reform = Indicator(
            f"R{area.id}.1", area.id, "Perubahan nyata", area.weight / 2, (asked,), "reform"
        )
        areas.append(replace(area, indicators=(*indicators, reform)))
    parts = {"pemenuhan": "Pemenuhan", "reform": "Reform"}
    return replace(base, id="dua-belahan", areas=tuple(areas), parts=parts)


RATIO = CountRule(
    Formula.RASIO,
    "selesai",
    "wajib",
    {
        "wajib": CountInput("wajib", "Yang harus diselesaikan"),
        "selesai": CountInput("selesai", "Yang sudah selesai"),
    },
    Fraction(1),
    "Tidak ada yang harus diselesaikan.",
)
SPLIT = CountRule(
    Formula.RASIO,
    "lapor",
    "wajib",
    {
        "wajib": CountInput("wajib", "Yang wajib melapor", ("kepala", "lain")),
        "kepala": CountInput("kepala", "Kepala"),
        "lain": CountInput("lain", "Pegawai lain"),
        "lapor": CountInput("lapor", "Yang sudah melapor"),
    },
    Fraction(0),
    "Selalu ada yang wajib melapor.",
)
FALL = CountRule(
    Formula.PENURUNAN,
    "ini",
    "lalu",
    {
        "lalu": CountInput("lalu", "Pelanggaran tahun lalu"),
        "ini": CountInput("ini", "Pelanggaran tahun ini"),
    },
    Fraction(1),
    "Tidak ada pelanggaran pada kedua tahun.",
)
COUNTS = (RATIO, SPLIT, FALL)


# --- random assessments -----------------------------------------------------------------------


def said_of(dice: Random, criterion: Criterion) -> tuple[str | None, dict[str, int]]:
    """Return an answer on the scale of a question, or counts that may lack or be zero."""
    if not criterion.scale.is_percentage:
        option = dice.choice(list(criterion.scale.options))
        return dice.choice((option, option.lower(), f" {option} ")), {}
    rule, counts = criterion.counts, {}
    if rule and dice.random() < 0.8:
        given = dice.choice((list(rule.inputs), [k for k, v in rule.inputs.items() if not v.parts]))
        counts = {key: dice.choice((0, 0, 1, 3, 7, 12, 250)) for key in given}
        if dice.random() < 0.1:
            counts.pop(next(iter(counts)))
    # A plain number stands for the whole answer: counts without a result leave nothing of it.
    plain = None if counts else f"{dice.uniform(0, 1):.4f}"
    return plain, counts


def some_assessment(dice: Random, rubric: Rubric) -> Assessment:
    answers, waivers = {}, {}
    for criterion in rubric.criteria.values():
        text, counts = said_of(dice, criterion) if dice.random() < 0.9 else (None, {})
        tpi = None
        if dice.random() < 0.6:
            said, judged = said_of(dice, criterion)
            tpi = Verified(said or "", HERE, date(2026, 7, 10), counts=judged)
        answers[criterion.id] = Answer(criterion.id, HERE, text, verified=tpi, counts=counts)
    for indicator in dice.sample(list(rubric.indicators.values()), 2):
        chosen = indicator.criteria if dice.random() < 0.5 else indicator.criteria[:1]
        for criterion in chosen:
            agreed = dice.choice((None, date(2026, 7, 1)))
            waivers[criterion.id] = Waiver(criterion.id, HERE, "Bukan tugas kami.", agreed)
    results = {}
    for result in rubric.results:
        exact = {
            "indeks": ("3.60", "3.2", "4", "3,43"),
            "huruf": ("B", "c"),
            "persen": ("70", "92.5"),
        }
        text = dice.choice(exact[result.input])
        results[result.id] = ResultAnswer(
            result.id,
            text,
            HERE,
            surveyor="Lembaga survei",
            on=date(2026, 5, 1),
            respondents=dice.choice((None, 40)),
            report="2026/hasil/spak.pdf",
            verified=verified(text) if dice.random() < 0.5 else None,
        )
    held = {"WBK": HeldPredicate("WBK", HERE, 2025, "SK")} if dice.random() < 0.5 else {}
    return Assessment(HERE.path, rubric.id, answers, results, waivers, held)


def some_workspace(dice: Random, rubric: Rubric) -> Workspace:
    items = [
        paper(document.id, f"2026-0{dice.randrange(1, 9)} Surat {number}")
        for number, document in enumerate(catalogue().documents.values())
        for _ in range(2)
        if dice.random() < 0.7
    ]
    base = office_of({item.path: item for item in items}.values(), reports=REPORT).workspace
    return replace(base, rubric=rubric, assessment=some_assessment(dice, rubric))


KNOWN = [*rubric_ids(), "dua-belahan"]


def known(name: str) -> Rubric:
    return halved(rubric_of("permenpanrb-52-2014")) if name == "dua-belahan" else rubric_of(name)


class TestSameNumbers:
    """Export, recalculation by LibreOffice, comparison with the program."""

    # One run of LibreOffice takes a second: few examples, each of many offices.
    @settings(
        max_examples=2,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    )
    @given(dice=st.integers(0, 2**32).map(Random))
    @pytest.mark.parametrize("name", KNOWN)
    def test_random_offices(
        self,
        name: str,
        program: Callable[[str], str],
        tmp_path_factory: pytest.TempPathFactory,
        dice: Random,
    ) -> None:
        soffice = program("soffice")
        offices = {f"k{n}": build_from(some_workspace(dice, known(name))) for n in range(3)}
        books = {key: book_of(built) for key, built in offices.items()}
        found = recalculated(soffice, tmp_path_factory.mktemp("lke"), books)
        assert {key: differences(built, found[key]) for key, built in offices.items()} == {
            key: [] for key in offices
        }

    @pytest.mark.parametrize("name", rubric_ids())
    def test_the_sample_office(
        self, name: str, program: Callable[[str], str], tmp_path: Path
    ) -> None:
        built = build(sites.REPOSITORY, as_of=None, rubric_id=name, today=lambda _: AS_OF)
        soffice = program("soffice")
        books = {
            audience.value: book_of(built, audience, "https://zi.contoh.example")
            for audience in Audience
        }
        for found in recalculated(soffice, tmp_path, books).values():
            assert differences(built, found) == []
            errors = [
                f"{sheet.title}!{cell.coordinate}"
                for sheet in found
                for row in sheet.iter_rows()
                for cell in row
                if str(cell.value).startswith("#")
            ]
            assert errors == []

    def test_a_value_that_was_counted_is_not_rounded(
        self, program: Callable[[str], str], tmp_path: Path
    ) -> None:
        """133 1/3 points of 40 people: an index of 3,333…, typed by nobody; another typed too high."""
        period, total = Period.parse("2026"), Fraction(400, 3)
        about = About(HERE, "BPS", date(2026, 6, 30), "2026/hasil/spak.pdf")
        surveys = tuple(
            Survey(HERE, kind, period, 40, 0, (Question("P1", "x", total),), about=about)
            for kind in (SurveyKind.SPAK, SurveyKind.SPKP)
        )
        built = Desk(surveys=surveys, results={"spkp": "3.9"}, reports=REPORT).build()
        found = recalculated(program("soffice"), tmp_path, {"data": book_of(built)})
        assert differences(built, found["data"]) == []
        assert built.scores[Voice.SUPPORTED].total == 2 * Fraction(35, 8) * Fraction(10, 3)

    def test_on_the_very_threshold(self, program: Callable[[str], str], tmp_path: Path) -> None:
        """40.00 of 40.00 in thirds and tenths is enough, and a hair below is not."""
        rubric = rubric_of("pedoman-bpmp-2023")
        offices = {}
        for name, index in (("cukup", "3.5428571429"), ("kurang", "3.5428"), ("lebih", "4")):
            desk = Desk(
                answers={c.id: next(iter(c.scale.options)) for c in rubric.criteria.values()},
                results={"spak": index, "kinerja": "C", "spkp": "3.2"},
            )
            offices[name] = desk.build()
        books = {name: book_of(built) for name, built in offices.items()}
        found = recalculated(program("soffice"), tmp_path, books)
        for name, built in offices.items():
            assert differences(built, found[name]) == []

    def test_what_a_user_changes_is_counted(
        self, program: Callable[[str], str], tmp_path: Path
    ) -> None:
        """The workbook is alive: an answer, a count and an index typed in give the program's numbers."""
        rubric = halved(rubric_of("permenpanrb-52-2014"))
        empty = replace(office_of([]).workspace, rubric=rubric)
        book = opened(book_of(build_from(empty)))
        form = Form(book["LKE"])
        asked = next(c for c in rubric.criteria.values() if c.counts is SPLIT)
        option = next(iter(rubric.criteria.values()))
        typed = {option.id: "ya ", "spak": 3.6}
        counts = {"kepala": 1, "lain": 3, "lapor": 3}
        column = form.columns[Voice.CLAIMED]
        for code, text in typed.items():
            form.sheet.cell(form.rows[code], column).value = text
        for key, number in counts.items():
            form.sheet.cell(form.rows[f"{asked.id}/{key}"], column).value = number
        content = io.BytesIO()
        book.save(content)
        found = recalculated(program("soffice"), tmp_path, {"diubah": content.getvalue()})["diubah"]
        assessment = Assessment(
            answers={
                option.id: Answer(option.id, HERE, "Ya"),
                asked.id: Answer(asked.id, HERE, counts=counts),
            },
            results={"spak": ResultAnswer("spak", "3.6", HERE)},
        )
        changed = build_from(replace(empty, assessment=assessment))
        card, read = changed.scores[Voice.CLAIMED], Form(found["LKE"])
        assert counted(SPLIT, counts) == Fraction(3, 4)
        assert read.answer(f"{asked.id}/wajib", Voice.CLAIMED) == 4
        assert read.value(asked.id, Voice.CLAIMED) == 0.75
        total = read.value("NILAI EVALUASI ZONA INTEGRITAS", Voice.CLAIMED)
        assert total == pytest.approx(float(card.total), abs=NEAR)

    def test_evidence_follows_the_claim(
        self, program: Callable[[str], str], tmp_path: Path
    ) -> None:
        """Who claims more in the workbook gets what the papers carry, who claims less gets less."""
        workspace = some_workspace(Random(7), rubric_of("permenpanrb-90-2021"))  # noqa: S311
        written = book_of(build_from(workspace))
        options = {
            c.id: list(c.scale.options)
            for c in workspace.rubric.criteria.values()
            if c.scale.options and c.id not in workspace.assessment.waivers
        }
        answers, books, offices = workspace.assessment.answers, {}, {}
        for name, at in (("terbaik", 0), ("terburuk", -1)):
            book = opened(written)
            form = Form(book["LKE"])
            for code, known in options.items():
                form.sheet.cell(form.rows[code], form.columns[Voice.CLAIMED]).value = known[at]
            content = io.BytesIO()
            book.save(content)
            books[name] = content.getvalue()
            said = {
                code: replace(one, text=options[code][at]) if code in options else one
                for code, one in answers.items()
            }
            changed = replace(workspace.assessment, answers=said)
            offices[name] = build_from(replace(workspace, assessment=changed))
        found = recalculated(program("soffice"), tmp_path, books)
        assert {key: differences(built, found[key]) for key, built in offices.items()} == {
            key: [] for key in offices
        }

    def test_what_is_no_answer_counts_nothing(
        self, program: Callable[[str], str], tmp_path: Path
    ) -> None:
        books = {}
        for typed in ("*", "?", "~", "AA", "Blm Diisi", "#REF!", 7, "=1", "/", "A/B"):
            book = opened(book_of(office_of([]).build()))
            form = Form(book["LKE"])
            for code in ("1.1.a", "1.1.b", "3.4.c", "spak", "kinerja"):
                form.sheet.cell(form.rows[code], form.columns[Voice.CLAIMED]).value = typed
            if typed == "=1":
                form.sheet.cell(form.rows["spak"], form.columns[Voice.CLAIMED]).value = "=1/0"
            content = io.BytesIO()
            book.save(content)
            books[f"k{len(books)}"] = content.getvalue()
        for found in recalculated(program("soffice"), tmp_path, books).values():
            total = "NILAI EVALUASI ZONA INTEGRITAS"
            assert Form(found["LKE"]).value(total, Voice.CLAIMED) == 0


@pytest.fixture(scope="module")
def sample() -> Build:
    return build(sites.REPOSITORY, as_of=None, rubric_id=None, today=lambda _: AS_OF)


@pytest.fixture(scope="module")
def public(sample: Build) -> Workbook:
    return opened(book_of(sample, site="https://zi.contoh.example"))


def rule_at(book: Workbook, coordinate: str) -> Any:
    rules = book["LKE"].data_validations.dataValidation
    return next((rule for rule in rules if coordinate in rule.sqref), None)


def at(form: Form, code: str, voice: Voice, shift: int = 0) -> str:
    return form.sheet.cell(form.rows[code], form.columns[voice] + shift).coordinate


class TestGuidance:
    """Lists, locks, colours, folding and print set-up."""

    def test_each_answer_has_its_list(self, public: Workbook) -> None:
        form, rubric = Form(public["LKE"]), rubric_of("pedoman-bpmp-2023")
        for criterion in rubric.criteria.values():
            for voice in (Voice.CLAIMED, Voice.VERIFIED):
                rule = rule_at(public, at(form, criterion.id, voice))
                assert rule.type == "list"
                assert rule.formula1 == f'"{",".join(criterion.scale.options)}"'
                assert rule.showErrorMessage
            assert rule_at(public, at(form, criterion.id, Voice.SUPPORTED)) is None

    def test_numbers_have_their_range(self) -> None:
        rubric = halved(rubric_of("permenpanrb-52-2014"))
        built = build_from(replace(office_of([]).workspace, rubric=rubric))
        book = opened(book_of(built))
        form = Form(book["LKE"])
        expected = {
            "R3.1.a/selesai": ("whole", "0", "9999999"),
            "spak": ("decimal", "0", "4"),
            "tlhp": ("decimal", "0", "1"),
        }
        for code, (kind, low, high) in expected.items():
            rule = rule_at(book, at(form, code, Voice.CLAIMED))
            assert (rule.type, rule.formula1, rule.formula2) == (kind, low, high)
        day = form.sheet.cell(form.head - 2, form.columns[Voice.VERIFIED] + 1).coordinate
        assert rule_at(book, day).type == "date"

    def test_only_what_people_write_is_open(self, public: Workbook) -> None:
        form = Form(public["LKE"])
        for sheet in public:
            assert sheet.protection.sheet
            assert not sheet.protection.password
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.data_type == "f":
                        assert cell.protection.locked, f"{sheet.title}!{cell.coordinate}"
        for voice, shifts in {
            Voice.CLAIMED: (0,),
            Voice.VERIFIED: (0,),
            Voice.SUPPORTED: (),
        }.items():
            for shift in range(3):
                cell = form.sheet[at(form, "1.1.a", voice, shift)]
                assert cell.protection.locked == (shift not in shifts)
        assert not public["Syarat"]["B23"].protection.locked

    def test_print_set_up(self, public: Workbook) -> None:
        for sheet in public:
            assert sheet.page_setup.paperSize == 14
            assert sheet.page_setup.fitToWidth == 1
            assert sheet.page_setup.fitToHeight == 0
            assert sheet.sheet_properties.pageSetUpPr.fitToPage
            assert sheet.print_area
            assert "Balai Contoh Penjaminan Mutu" in sheet.oddHeader.left.text
            assert "Pedoman ZI 2023" in sheet.oddHeader.right.text
            assert "30 September 2026" in sheet.oddFooter.left.text
            assert sheet.oddFooter.right.text == "Halaman &P dari &N"
        form = public["LKE"]
        assert form.page_setup.orientation == "landscape"
        assert form.print_title_rows == "$8:$9"
        assert form.freeze_panes == "D10"

    def test_rows_fold_under_their_heading(self, public: Workbook) -> None:
        form = Form(public["LKE"])
        levels = [
            form.sheet.row_dimensions[form.rows[code]].outlineLevel
            for code in ("PENGUNGKIT", "1", "1.1", "1.1.a", "TOTAL PENGUNGKIT")
        ]
        assert levels == [0, 1, 2, 3, 0]
        assert not form.sheet.sheet_properties.outlinePr.summaryBelow

    def test_unanswered_and_wrong_answers_are_coloured(self, public: Workbook) -> None:
        rules = [
            rule.formula[0]
            for area in public["LKE"].conditional_formatting
            for rule in area.rules
            if "$G" not in rule.formula[0]
        ]
        assert any("LEN(TRIM(G10))=0" in rule for rule in rules)
        assert any("ISERROR(FIND" in rule for rule in rules)
        assert any(re.fullmatch(r"ROUND\(H\d+,9\)<75", rule) for rule in rules)

    def test_properties_and_sheets(self, public: Workbook) -> None:
        assert public.sheetnames == ["Petunjuk", "LKE", "Syarat", "Bukti"]
        assert public.active.title == "LKE"
        assert public.calculation.fullCalcOnLoad
        assert "Balai Contoh" in public.properties.title
        assert public.properties.language == "id-ID"

    def test_the_guide_names_every_rule(self, public: Workbook) -> None:
        words = {str(cell.value) for row in public["Petunjuk"].iter_rows() for cell in row}
        assert {"Pedoman ZI 2023 (pedoman-bpmp-2023)", "A-D", "lebih dari 50%", "lengkap"} <= words
        book = opened(
            book_of(
                build_from(
                    replace(
                        office_of([]).workspace, rubric=halved(rubric_of("permenpanrb-52-2014"))
                    )
                )
            )
        )
        words = {str(cell.value) for row in book["Petunjuk"].iter_rows() for cell in row}
        assert any("Bila keduanya 0: 100% (Tidak ada pelanggaran" in text for text in words)

    def test_formulas_are_those_of_excel_2013(self, public: Workbook) -> None:
        known = {
            "IF", "TRIM", "SUMPRODUCT", "ISNUMBER", "ISTEXT", "AND", "MIN", "MAX", "COUNT",
            "AVERAGE", "SUM", "ROUND", "ISERROR", "COUNTIF", "ROWS", "LEN",
        }  # fmt: skip
        used = {
            name
            for sheet in public
            for row in sheet.iter_rows()
            for cell in row
            if cell.data_type == "f"
            for name in re.findall(r"([A-Z][A-Z.]+)\(", cell.value)
        }
        assert used <= known


class TestWhatIsSaid:
    """Texts, links, and what stays inside."""

    def test_files_are_linked_below_the_address_of_the_site(self, public: Workbook) -> None:
        links = [
            cell.hyperlink.target
            for name in ("LKE", "Bukti")
            for row in public[name].iter_rows()
            for cell in row
            if cell.hyperlink and cell.hyperlink.target
        ]
        assert sum(link.startswith("https://zi.contoh.example/bukti/") for link in links) > 200
        assert all(link.startswith("https://") for link in links)

    def test_every_link_leads_to_a_file_that_leaves(self, public: Workbook, sample: Build) -> None:
        leaving = {shipment.target for shipment in plan(sample, Audience.PUBLIC)}
        base = "https://zi.contoh.example/"
        linked = {
            cell.hyperlink.target.removeprefix(base)
            for name in ("LKE", "Bukti")
            for row in public[name].iter_rows()
            for cell in row
            if cell.hyperlink and str(cell.hyperlink.target).startswith(base)
        }
        assert linked <= leaving

    def test_without_an_address_the_path_is_text(self, sample: Build) -> None:
        book = opened(book_of(sample))
        cells = [cell for row in book["Bukti"].iter_rows(min_row=5) for cell in row]
        assert any(str(cell.value).startswith("bukti/1.2.a/") for cell in cells)
        assert not any(
            cell.hyperlink and "contoh.example/bukti/" in str(cell.hyperlink.target)
            for cell in cells
        )

    def test_the_public_book_holds_no_notes_and_no_inner_path(self, sample: Build) -> None:
        texts = _texts(book_of(sample, Audience.PUBLIC, "https://zi.contoh.example"))
        inner = _texts(book_of(sample, Audience.INTERNAL, "https://zi.contoh.example"))
        notes = [
            text
            for answer in sample.workspace.assessment.answers.values()
            for text in (answer.narrative, answer.verified.note if answer.verified else None)
            if text
        ]
        assert notes
        assert not [note for note in notes if note in texts]
        assert [note for note in notes if note not in inner] == []
        assert "evidence/" not in "\n".join(texts)
        assert any(text.startswith("evidence/") for text in inner)

    def test_the_office_may_show_its_notes(self, sample: Build) -> None:
        unit = replace(sample.workspace.unit, display=Display(narrative=True))
        shown = replace(sample, workspace=replace(sample.workspace, unit=unit))
        narrative = sample.workspace.assessment.answers["1.1.a"].narrative
        assert narrative in _texts(book_of(shown))

    @pytest.mark.parametrize(
        "text",
        [
            "=1+1",
            "+62 811",
            "-5",
            "@SUM(A1)",
            '=HYPERLINK("http://x")',
            "#N/A",
            "\x0b=2",
            "=\ufffe2",
        ],
    )
    def test_text_stays_text(self, text: str) -> None:
        unit = Unit(name=text, start=START, display=Display(narrative=True))
        workspace = replace(
            office_of([]).workspace,
            unit=unit,
            assessment=Assessment(answers={"1.1.a": Answer("1.1.a", HERE, "Ya", narrative=text)}),
        )
        book = opened(book_of(build_from(workspace)))
        form = Form(book["LKE"])
        kept = text.replace("\x0b", "").replace("\ufffe", "")
        note = form.sheet.cell(form.rows["1.1.a"], form.columns[Voice.VERIFIED] + 3)
        for cell in (note, book["LKE"]["C2"], book["Petunjuk"]["B3"]):
            assert (cell.value, cell.data_type) == (kept, "s")
            assert cell.quotePrefix == (kept[0] in "=+-@")

    def test_a_header_cannot_be_given_codes(self) -> None:
        unit = Unit(name="Balai R&D &P", start=START)
        built = build_from(replace(office_of([]).workspace, unit=unit))
        with ZipFile(io.BytesIO(book_of(built))) as archive:
            sheet = archive.read("xl/worksheets/sheet2.xml").decode()
        assert "Balai R&amp;&amp;D &amp;&amp;P" in sheet

    def test_the_same_bytes_twice(self, sample: Build) -> None:
        first = book_of(sample)
        assert first == book_of(sample)
        with ZipFile(io.BytesIO(first)) as archive:
            assert {info.date_time for info in archive.infolist()} == {(2026, 9, 30, 0, 0, 0)}
            core = archive.read("docProps/core.xml").decode()
        assert core.count("2026-09-30T00:00:00Z") == 2

    def test_a_waiver_shows_its_reason(self) -> None:
        desk = Desk(answers={"3.1.b": "A"}, waivers={"3.1.b": "Kantor tidak merekrut."})
        book = opened(book_of(desk.build()))
        form = Form(book["LKE"])
        assert form.answer("3.1.b", Voice.CLAIMED) == "Tidak berlaku"
        assert form.answer("3.1.b", Voice.VERIFIED) is None
        row = [str(cell.value) for cell in form.sheet[form.rows["3.1.b"]]]
        assert "Tidak berlaku: Kantor tidak merekrut." in row

    def test_every_line_of_the_rubric_is_there(self, public: Workbook) -> None:
        rubric, form = rubric_of("pedoman-bpmp-2023"), Form(public["LKE"])
        codes = {*rubric.criteria, *rubric.indicators, *(r.id for r in rubric.results)}
        assert codes <= set(form.rows)
        for criterion in rubric.criteria.values():
            row = form.rows[criterion.id]
            assert form.sheet.cell(row, 1).value == criterion.id.rpartition(".")[2]
            assert form.sheet.cell(row, 3).value == criterion.question
            assert form.sheet.cell(row, 6).value == "/".join(criterion.scale.options)

    def test_numbering_of_the_law_in_force(self) -> None:
        """A, I, 1, i, a (PermenPANRB 90/2021 Lampiran III p. 66)."""
        rubric = halved(rubric_of("permenpanrb-52-2014"))
        built = build_from(replace(office_of([]).workspace, rubric=rubric))
        sheet = opened(book_of(built))["LKE"]
        rows = [[sheet.cell(row, column).value for column in (1, 2, 3)] for row in range(10, 15)]
        assert [row[0] for row in rows] == ["A", "I", "1", "i", "a"]
        assert [row[2] for row in rows[:3]] == ["PENGUNGKIT", "PEMENUHAN", "MANAJEMEN PERUBAHAN"]


def _texts(content: bytes) -> set[str]:
    return {
        str(cell.value)
        for sheet in opened(content)
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


def test_it_prints_on_whole_pages(
    sample: Build, program: Callable[[str], str], tmp_path: Path
) -> None:
    """One page wide, each page with its number; the last one says how many there are."""
    file = tmp_path / "LKE.xlsx"
    file.write_bytes(book_of(sample, site="https://zi.contoh.example"))
    converted(program("soffice"), tmp_path, "pdf", tmp_path, [str(file)])
    import pypdfium2  # noqa: PLC0415

    pdf = pypdfium2.PdfDocument(str(tmp_path / "LKE.pdf"))
    assert 10 <= len(pdf) <= 40
    sizes = {tuple(round(side) for side in page.get_size()) for page in pdf}
    assert sizes <= {(612, 936), (936, 612)}
    last = pdf[len(pdf) - 1].get_textpage().get_text_range()
    assert f"Halaman {len(pdf)} dari {len(pdf)}" in last
