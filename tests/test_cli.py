"""The command line: its JSON is a contract, its exit codes mean one thing, its pages are documented."""

import json
import re
from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any, get_args

import click
import lxml.html
import pytest
import sites
import yaml
from lxml.html import HtmlElement
from office import Office
from pydantic import BaseModel

from zi_build import checks
from zi_build.cli import main as run_main
from zi_build.cli.main import cli
from zi_build.errors import InstrumentError
from zi_build.load import validate
from zi_build.load.names import KIND_BY_EXTENSION
from zi_build.load.schema import SHAPES
from zi_build.model.directive import directives
from zi_build.model.outcome import GapState

HELP = sites.REPOSITORY / "docs/bantuan"
VOICES = {
    "claimed": "Nilai menurut unit",
    "supported": "Nilai berdasarkan bukti",
    "verified": "Nilai Tim Penilai Internal",
    "final": "Nilai Tim Penilai Nasional",
}
CONDITIONS = [
    "total",
    "pengungkit",
    *(f"area.{area}" for area in range(1, 7)),
    "bersih",
    "spak",
    "kinerja",
    "prima",
]


@pytest.fixture
def furnished(office: Office) -> Office:
    """An office with papers, answers and gaps, without a mistake."""
    office.unit(mulai="2026-01-05")
    office.paper("1.2.a/rencana-aksi", "2026-01-20 Rencana aksi.pdf")
    office.paper("2.2.d/laporan-monev", "2026-08 Monev.pdf")
    office.answers({"1.2.a": "Ya", "2.2.d": "A"}, hasil={"kinerja": "B"})
    return office


@pytest.fixture
def wrong(furnished: Office) -> Office:
    """The same office with one mistake."""
    furnished.paper("1.2.a/rencana-aksi", "2026-01-21 Kosong.pdf", content=b"")
    return furnished


def answer(root: Path, *arguments: str) -> Any:
    done = sites.zi(root, *arguments, "--format", "json")
    assert done.returncode in {0, 1}, done.stderr
    return json.loads(done.stdout)


class TestJson:
    """Keys and types that programs of others rely on."""

    def test_check(self, wrong: Office) -> None:
        wrong.text(
            "evidence/2026/1.2.a/rencana-aksi/2026-01-20 Rencana aksi.pdf.yml", "akses: rahasia\n"
        )
        assert answer(wrong.root, "check") == [
            {
                "code": "ZI005",
                "severity": "error",
                "path": "evidence/2026/1.2.a/rencana-aksi/2026-01-20 Rencana aksi.pdf.yml",
                "line": 1,
                "column": 8,
                "message": (
                    "“akses” harus salah satu dari publik, terbatas, dikecualikan. "
                    "Tertulis: “rahasia”."
                ),
            },
            {
                "code": "ZI206",
                "severity": "error",
                "path": "evidence/2026/1.2.a/rencana-aksi/2026-01-21 Kosong.pdf",
                "line": None,
                "column": None,
                "message": "Berkas kosong (0 bita).",
            },
        ]

    def test_score(self, furnished: Office) -> None:
        found = answer(furnished.root, "score")
        assert list(found) == [
            "rubric",
            "as_of",
            "unit",
            "completeness",
            "voices",
            "scores",
            "verdict",
        ]
        assert found["rubric"] == "pedoman-bpmp-2023"
        assert found["as_of"] == "2026-09-30"
        assert found["unit"] == "Balai Contoh"
        assert {key: type(value) for key, value in found["completeness"].items()} == {
            "held": int,
            "due": int,
        }
        assert list(found["scores"]) == ["claimed", "supported", "verified", "final"]
        assert found["voices"] == ["claimed", "supported", "verified"]
        for card in found["scores"].values():
            assert list(card) == [
                "total",
                "judged",
                "components",
                "parts",
                "areas",
                "area_parts",
                "indicators",
                "criteria",
            ]
            assert list(card["components"]) == ["pengungkit", "hasil"]
            assert list(card["areas"]) == ["1", "2", "3", "4", "5", "6"]
            assert len(card["indicators"]) == 23
            assert len(card["criteria"]) == 81
            assert {"1.1", "6.3"} <= card["indicators"].keys()
            assert {"1.1.a", "6.3.c"} <= card["criteria"].keys()

    def test_the_verdict(self, furnished: Office) -> None:
        found = answer(furnished.root, "score")["verdict"]
        assert list(found) == ["voice", "WBK", "WBBM"]
        assert found["voice"] == "supported"
        for name, wanted in (("WBK", CONDITIONS), ("WBBM", [*CONDITIONS, "wbk"])):
            assert list(found[name]) == ["met", "conditions"]
            assert found[name]["met"] is False
            assert [one["id"] for one in found[name]["conditions"]] == wanted
            for one in found[name]["conditions"]:
                assert list(one) == ["id", "required", "reached", "met"]
                assert one["met"] is (Decimal(one["reached"]) >= Decimal(one["required"]))

    def test_gaps(self, furnished: Office) -> None:
        found = answer(furnished.root, "gaps")
        keys = "document criterion period due state owner effect instruction"
        keys += " name area team lead period_label where shareable"
        assert {" ".join(gap) for gap in found} == {keys}
        assert {gap["state"] for gap in found} == {"missing", "unanswered"}
        paper = next(gap for gap in found if gap["document"] == "2.2.d/laporan-monev")
        assert (paper["criterion"], paper["period"], paper["due"]) == (
            "2.2.d",
            "2026-01",
            "2026-02-13",
        )
        answered = next(gap for gap in found if gap["document"] is None)
        assert (answered["period"], answered["due"]) == (None, None)

    def test_numbers_are_text_without_rounding_or_exponent(self, furnished: Office) -> None:
        """A third of a point is 0.3333333333, never 0.33 and never a float."""
        cards = answer(furnished.root, "score")["scores"].values()
        points = [{key: part for key, part in card.items() if key != "judged"} for card in cards]
        numbers = [number for card in points for number in leaves(card)]
        numbers += [gap["effect"] for gap in answer(furnished.root, "gaps")]
        assert len(numbers) > 300
        for number in numbers:
            assert isinstance(number, str)
            assert re.fullmatch(r"-?\d+(\.\d{1,10})?", number), number
            assert not re.fullmatch(r".*\..*0", number), number

    def test_ends_with_one_line_end_and_is_utf8(self, wrong: Office) -> None:
        done = sites.zi(
            wrong.root, "check", "--format", "json", PYTHONIOENCODING="ascii", LC_ALL="C"
        )
        assert done.stdout.endswith("]\n")
        json.loads(done.stdout)

    def test_nothing_wrong_is_an_empty_list(self, furnished: Office) -> None:
        assert answer(furnished.root, "check") == []


def leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, Mapping):
        for item in value.values():
            yield from leaves(item)
    else:
        yield value


class TestExitCodes:
    """0 good, 1 errors in files, 2 wrong use, 70 our own failure."""

    @pytest.mark.parametrize("command", ["check", "score", "gaps"])
    def test_good(self, command: str, furnished: Office) -> None:
        assert sites.zi(furnished.root, command).returncode == 0

    @pytest.mark.parametrize("command", ["check", "score", "gaps"])
    def test_an_error_in_a_file(self, command: str, wrong: Office) -> None:
        """Whatever was asked, cold or remembered: an error is an error."""
        assert [sites.zi(wrong.root, command).returncode for _ in range(2)] == [1, 1]

    def test_a_warning_is_good(self, furnished: Office) -> None:
        furnished.write(furnished.root / "evidence/2026/_kotak-masuk/scan.pdf", b"x")
        done = sites.zi(furnished.root, "check")
        assert done.returncode == 0
        assert "0 galat, 1 peringatan." in done.stdout

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (["--root", "tak-ada", "check"], "tak-ada"),
            (["--as-of", "30-09-2026", "check"], "TTTT-BB-HH"),
            (["--as-of", "2026-02-30", "check"], "TTTT-BB-HH"),
            (["--as-of", "0001-01-01", "check"], "TTTT-BB-HH"),
            (["--as-of", "9999-12-31", "check"], "TTTT-BB-HH"),
            (["--rubric", "pedoman-bpmp-2032", "check"], "Maksud Anda pedoman-bpmp-2023?"),
            (["periksa"], "periksa"),
            (["check", "--format", "xml"], "xml"),
            (["check", "--cepat"], "--cepat"),
            (["render"], "-o"),
            (["build"], "mkdocs.yml"),
        ],
    )
    def test_wrong_use(self, arguments: list[str], said: str, furnished: Office) -> None:
        done = sites.zi(furnished.root, *arguments)
        assert done.returncode == 2, done.stdout
        assert said in done.stderr
        assert "Traceback" not in done.stderr

    def test_a_folder_without_evidence(self, tmp_path: Path) -> None:
        for command in ("check", "score", "gaps", "build"):
            done = sites.zi(tmp_path, command)
            assert (done.returncode, done.stdout) == (2, "")

    @pytest.mark.parametrize("error", [InstrumentError("irama.yml: KeyError"), RuntimeError("x")])
    def test_our_own_failure(
        self, error: Exception, furnished: Office, monkeypatch: pytest.MonkeyPatch, capsys: Any
    ) -> None:
        def broken(*_: object, **__: object) -> None:
            raise error

        monkeypatch.setattr("zi_build.cli.asking.build", broken)
        monkeypatch.setattr("sys.argv", ["zi", "--root", str(furnished.root), "check"])
        with pytest.raises(SystemExit) as left:
            run_main()
        assert left.value.code == 70
        captured = capsys.readouterr()
        assert captured.out == ""
        assert "zi: " in captured.err

    def test_help_is_good(self, furnished: Office) -> None:
        assert sites.zi(furnished.root, "--help").returncode == 0
        assert sites.zi(furnished.root, "check", "-h").returncode == 0


def test_the_installed_command_is_the_module(furnished: Office) -> None:
    """`zi` beside this Python says what `python -m zi_build` says."""
    import shutil  # noqa: PLC0415  (one user)
    import subprocess  # noqa: PLC0415
    import sys  # noqa: PLC0415

    command = shutil.which("zi", path=Path(sys.executable).parent)
    assert command, "the console script is installed with the package"
    arguments = [command, "--root", str(furnished.root), "--as-of", "2026-09-30", "score"]
    done = subprocess.run(arguments, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout) == (0, sites.zi(furnished.root, "score").stdout)


class TestOptions:
    """Which folder, which day, which rubric."""

    def test_the_folder_may_be_any(
        self, furnished: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        assert answer(Path(furnished.root.name), "check") == []
        assert answer(furnished.root, "score") == answer(Path(furnished.root.name), "score")

    def test_a_name_with_everything_in_it(self, furnished: Office) -> None:
        odd = furnished.root.with_name("Kantor “Contoh” & Kafé #1 [a]")
        furnished.root.rename(odd)
        assert answer(odd, "score")["completeness"]["held"] == 2

    def test_the_day(self, furnished: Office) -> None:
        for day in ("2026-01-31", "2026-12-31"):
            assert answer(furnished.root, "--as-of", day, "score")["as_of"] == day

    def test_the_day_of_the_office(self, furnished: Office) -> None:
        """Without the option, `per_tanggal` decides; with it, the option does."""
        furnished.unit(mulai="2026-01-05", per_tanggal="2026-06-30")
        said = run_without_day(furnished.root, "score", "--format", "json")
        assert json.loads(said.stdout)["as_of"] == "2026-06-30"
        assert answer(furnished.root, "score")["as_of"] == "2026-09-30"

    def test_the_rubric(self, furnished: Office) -> None:
        other = answer(furnished.root, "--rubric", "permenpanrb-52-2014", "score")
        assert other["rubric"] == "permenpanrb-52-2014"
        assert answer(furnished.root, "score")["rubric"] == "pedoman-bpmp-2023"

    def test_the_rubric_of_the_office(self, furnished: Office) -> None:
        furnished.unit(rubrik="permenpanrb-52-2014")
        assert answer(furnished.root, "score")["rubric"] == "permenpanrb-52-2014"
        asked = answer(furnished.root, "--rubric", "pedoman-bpmp-2023", "score")
        assert asked["rubric"] == "pedoman-bpmp-2023"


def run_without_day(root: Path, *arguments: str) -> CompletedProcess[str]:
    import subprocess  # noqa: PLC0415  (the one place that leaves the day to the office)
    import sys  # noqa: PLC0415

    return subprocess.run(
        [sys.executable, "-m", "zi_build", "--root", str(root), *arguments],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )


class TestText:
    """What people read is Indonesian, and points where an editor can follow."""

    def test_check(self, wrong: Office) -> None:
        assert sites.zi(wrong.root, "check").stdout == (
            "evidence/2026/1.2.a/rencana-aksi/2026-01-21 Kosong.pdf: "
            "ZI206 galat: Berkas kosong (0 bita).\n"
            "1 galat, 0 peringatan.\n"
        )

    def test_score(self, furnished: Office) -> None:
        said = sites.zi(furnished.root, "score").stdout
        for words in (
            "Balai Contoh · pedoman-bpmp-2023 · per 2026-09-30",
            "Kelengkapan: 2 dari",
            *(label for voice, label in VOICES.items() if voice != "final"),
            "WBK: belum di atas ambang",
            "dari 75,00",
        ):
            assert words in said
        assert VOICES["final"] not in said  # TPN has said nothing

    def test_what_evaluators_have_not_judged_is_not_zero(self, office: Office) -> None:
        office.unit()
        office.answers({"1.1.a": "Ya"})
        said = sites.zi(office.root, "score").stdout
        assert "Nilai Tim Penilai Internal  belum menilai\n" in said  # nought would be a verdict
        office.answers({"1.1.a": {"unit": "Ya", "tpi": {"nilai": "Ya", "per": "2026-07-10"}}})
        lines = sites.zi(office.root, "score").stdout.splitlines()
        row = next(index for index, one in enumerate(lines) if one.startswith(VOICES["verified"]))
        assert lines[row].split()[-7:] == ["0,50", "0,50", *["belum"] * 5]
        assert lines[row + 1] == "  1 dari 81 kriteria sudah dinilai"
        assert max(map(len, lines)) <= 80
        card = answer(office.root, "score")["scores"]["verified"]
        assert (card["judged"]["held"], card["judged"]["due"]) == (1, 81)
        assert card["judged"]["areas"]["2"]["held"] == 0

    def test_gaps(self, furnished: Office) -> None:
        said = sites.zi(furnished.root, "gaps").stdout
        assert (
            "- 2.2.d/laporan-monev 2026-01: belum ada, lewat waktu, jatuh tempo 2026-02-13" in said
        )
        assert "- jawaban 1.1.a: belum dijawab" in said
        assert "evidence/2026/2.2.d/laporan-monev/" in said

    def test_every_state_of_a_gap_has_its_words(self) -> None:
        from zi_build.cli.telling.gaps import STATES  # noqa: PLC0415

        assert set(STATES) == {state.value for state in GapState}

    def test_nothing_is_coloured_into_a_file(self, wrong: Office) -> None:
        assert "\x1b" not in sites.zi(wrong.root, "check").stdout

    def test_no_english_in_messages_of_a_broken_yaml(self, furnished: Office) -> None:
        furnished.text("evidence/unit.yml", "nama: [\n")
        said = sites.zi(furnished.root, "check").stdout
        assert "YAML harus dapat dibaca: " in said
        assert not re.search(r"\b(expected|found|while|the|line)\b", said), said


class TestOtherCommands:
    """`render` and `schema` write what they say."""

    def test_render_writes_expanded_pages_and_the_papers(
        self, furnished: Office, tmp_path: Path
    ) -> None:
        sites.with_small_pages(furnished.root, lain="# Lain\n")
        furnished.write(furnished.root / "docs/gambar/a.svg", b"<svg/>")
        there = tmp_path / "hasil"
        done = sites.zi(furnished.root, "render", "-o", str(there))
        assert done.returncode == 0, done.stderr
        assert "[[zi:" not in (there / "index.md").read_text("utf-8")
        assert "zi-kartu" in (there / "index.md").read_text("utf-8")
        files = {path.relative_to(there).as_posix() for path in there.rglob("*") if path.is_file()}
        papers = {name for name in files if name.startswith("bukti/") and name.endswith(".pdf")}
        assert len(papers) == 2
        assert files - papers == {"index.md", "lain.md", "gambar/a.svg", "bukti/manifest.json"}
        again = sites.zi(furnished.root, "render", "-o", str(there))
        assert again.returncode == 0, "its own folder may be written anew"

    def test_render_refuses_a_folder_with_other_things(
        self, furnished: Office, tmp_path: Path
    ) -> None:
        (tmp_path / "penting.txt").write_text("jangan dihapus", "utf-8")
        done = sites.zi(furnished.root, "render", "-o", str(tmp_path))
        assert done.returncode == 2
        assert (tmp_path / "penting.txt").exists()

    def test_schema_writes_one_for_each_kind_of_file(
        self, furnished: Office, tmp_path: Path
    ) -> None:
        done = sites.zi(furnished.root, "schema", "-o", str(tmp_path / "skema"))
        assert done.returncode == 0
        found = {path.name for path in (tmp_path / "skema").iterdir()}
        assert found == {f"{name}.schema.json" for name in SHAPES}
        for path in (tmp_path / "skema").iterdir():
            assert json.loads(path.read_text("utf-8"))["additionalProperties"] is False


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample office with its public site."""
    return sites.sample(tmp_path_factory)


@pytest.fixture(scope="session")
def score(sample: Path) -> Any:
    return answer(sample, "score")


def tree(site: Path, address: str) -> HtmlElement:
    return lxml.html.parse(str(site / address / "index.html")).getroot()


def having(kind: str) -> str:
    return f'contains(concat(" ", @class, " "), " {kind} ")'


def words(element: HtmlElement, kind: str) -> str:
    (found,) = element.xpath(f".//*[{having(kind)}]")
    return " ".join(found.text_content().split())


def cards(page: HtmlElement) -> dict[str, tuple[str, str]]:
    """Return value and explanation of each score card by its label."""
    return {
        words(card, "zi-label"): (words(card, "zi-nilai"), words(card, "zi-ket"))
        for card in page.xpath(f"//*[{having('zi-kartu')}]")
    }


def shown(number: str) -> str:
    """Return a JSON number as the pages show it."""
    rounded = Decimal(number).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    return f"{rounded}".replace(".", ",")


class TestPagesAgree:
    """Pages, JSON and exit codes are projections of one result."""

    def test_home(self, sample: Path, score: Any) -> None:
        page = tree(sample / "site", "")
        found = cards(page)
        held = score["completeness"]
        assert found["Kelengkapan"][1].startswith(f"{held['held']} dari {held['due']} ")
        for voice, label in VOICES.items():
            assert found[label][0] == shown(score["scores"][voice]["total"])

    @pytest.mark.parametrize("predicate", ["WBK", "WBBM"])
    def test_conditions(self, predicate: str, sample: Path, score: Any) -> None:
        verdict = score["verdict"][predicate]
        lists = tree(sample / "site", "").xpath(f"//ol[{having('zi-syarat')}]")
        rows = lists[["WBK", "WBBM"].index(predicate)].xpath("./li")
        assert len(rows) == len(verdict["conditions"])
        for row, condition in zip(rows, verdict["conditions"], strict=True):
            assert ("zi-ya" in row.get("class").split()) is condition["met"]
            if condition["id"] == "wbk":
                continue
            reached = words(row, "zi-capai")
            exact = Decimal(condition["reached"])
            # More decimals are shown where two would look as if the condition were met.
            assert abs(Decimal(reached.replace(",", ".")) - exact) <= Decimal("0.005")
            asked = words(row, "zi-minta").removeprefix("dari ").replace(",", ".")
            assert Decimal(asked) == Decimal(condition["required"])

    def test_the_bars_of_the_areas(self, sample: Path, score: Any) -> None:
        rows = tree(sample / "site", "").xpath(f"//*[{having('zi-grafik')}]//tbody/tr")
        found = {
            row[0].text_content()[0]: (row[2].text_content(), row[3].text_content()) for row in rows
        }
        assert found == {
            area: (shown(score["scores"]["claimed"]["areas"][area]), shown(points))
            for area, points in score["scores"]["supported"]["areas"].items()
        }

    @pytest.mark.parametrize("area", list("123456"))
    def test_area_indicators_and_criteria(self, area: str, sample: Path, score: Any) -> None:
        found = cards(tree(sample / "site", f"area/{area}"))
        for voice in ("claimed", "supported"):
            assert found[VOICES[voice]][0] == shown(score["scores"][voice]["areas"][area])
        indicators = [one for one in score["scores"]["claimed"]["indicators"] if one[0] == area]
        for indicator in indicators:
            page = tree(sample / "site", f"area/{area}/{indicator}")
            found = cards(page)
            for voice in ("claimed", "supported"):
                points = score["scores"][voice]["indicators"][indicator]
                assert found[VOICES[voice]][0] == shown(points), indicator
            self.criteria_agree(page, indicator, score)

    def criteria_agree(self, page: HtmlElement, indicator: str, score: Any) -> None:
        criteria = [
            one
            for one in score["scores"]["claimed"]["criteria"]
            if one.rpartition(".")[0] == indicator
        ]
        for criterion in criteria:
            (heading,) = page.xpath(f'//h2[@id="{criterion}"]')
            (voices,) = heading.xpath(f"following::dl[{having('zi-suara')}][1]")
            said = [" ".join(one.text_content().split()) for one in voices.xpath(".//dd")]
            for voice, text in zip(VOICES, said, strict=True):
                points = score["scores"][voice]["criteria"][criterion]
                number = re.search(r"(\d+,\d+) dari", text)
                assert (number[1] if number else "0,00") == shown(points), (criterion, voice, text)

    def test_gaps(self, sample: Path) -> None:
        page = tree(sample / "site", "kekurangan")
        found = answer(sample, "gaps")
        text = " ".join(page.text_content().split())
        assert f"{len(found)} hal masih kurang" in text
        links = [link.get("href").rpartition("#")[2] for link in page.xpath("//table//a[@href]")]
        for criterion in {gap["criterion"] for gap in found}:
            assert criterion in links

    def test_exit_code_and_json_agree(self, sample: Path) -> None:
        done = sites.zi(sample, "check", "--format", "json")
        errors = [one for one in json.loads(done.stdout) if one["severity"] == "error"]
        assert done.returncode == (1 if errors else 0)


def commands() -> Iterator[tuple[str, click.Parameter]]:
    for parameter in cli.params:
        yield "", parameter
    for name, command in cli.commands.items():
        below = command.commands.values() if isinstance(command, click.Group) else ()
        for parameter in (*command.params, *(one for sub in below for one in sub.params)):
            yield name, parameter


def keys_of(model: type[BaseModel]) -> Iterator[str]:
    """Yield every key of a shape, those of the shapes inside it too."""
    for name, field in model.model_fields.items():
        yield name
        for part in [field.annotation, *parts_of(field.annotation)]:
            if isinstance(part, type) and issubclass(part, BaseModel):
                yield from keys_of(part)


def parts_of(annotation: Any) -> Iterator[Any]:
    for part in get_args(annotation):
        yield part
        yield from parts_of(part)


class TestDocumentation:
    """Whatever can be typed is explained on a help page."""

    def test_every_command_has_its_section(self) -> None:
        page = (HELP / "perintah.md").read_text("utf-8")
        groups = {n: c for n, c in cli.commands.items() if isinstance(c, click.Group)}
        missing = [name for name in cli.commands if f"\n## zi {name}\n" not in page]
        missing += [
            f"{name} {below}"
            for name, group in groups.items()
            for below in group.commands
            if f"`zi {name} {below} " not in page
        ]
        assert not missing

    def test_every_option_is_in_the_section_of_its_command(self) -> None:
        page = (HELP / "perintah.md").read_text("utf-8")
        missing = []
        for command, option in commands():
            start = page.index(f"\n## zi {command}\n") if command else page.index("\n## Pilihan")
            section = page[
                start : page.index("\n## ", start + 1) if "\n## " in page[start + 1 :] else None
            ]
            missing += [
                f"{command} {name}"
                for name in [max(option.opts, key=len)]
                if f"{name}" not in section and f"{min(option.opts, key=len)} " not in section
            ]
        assert not [one for one in missing if "--version" not in one]

    def test_every_exit_code_and_key_is_explained(self) -> None:
        page = (HELP / "perintah.md").read_text("utf-8")
        words = (
            "code severity path line column message rubric as_of unit completeness scores verdict"
        )
        words += (
            " document criterion period due state owner effect instruction total components areas"
        )
        words += " indicators criteria met conditions id required reached held pengungkit hasil"
        words += f" claimed supported verified final {' '.join(state.value for state in GapState)}"
        missing = [word for word in words.split() if f"`{word}`" not in page]
        assert not missing
        assert all(f"\n| {code} |" in page for code in (0, 1, 2, 70))

    @pytest.mark.parametrize("shape", SHAPES)
    def test_every_key_of_every_file_is_explained(self, shape: str) -> None:
        page = (HELP / "berkas-yaml.md").read_text("utf-8")
        missing = [key for key in keys_of(SHAPES[shape]) if f"\n| `{key}` |" not in page]
        assert not missing

    def test_no_key_is_explained_that_does_not_exist(self) -> None:
        page = (HELP / "berkas-yaml.md").read_text("utf-8")
        known = {key for model in SHAPES.values() for key in keys_of(model)}
        explained = set(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE))
        assert explained == known

    def test_the_examples_of_the_page_are_sound(self) -> None:
        """Staff copy them as they stand."""
        page = (HELP / "berkas-yaml.md").read_text("utf-8")
        wrong = {}
        for text in re.findall(r"^```yaml\n(.*?)^```", page, re.MULTILINE | re.DOTALL):
            keys = set(yaml.safe_load(text))
            shape = next(
                name
                for marks, name in (
                    ({"nama"}, "unit"),
                    ({"rubrik"}, "jawaban"),
                    ({"url"}, "tautan"),
                    ({"penyimpan"}, "simpanan"),
                    ({"pelaksana"}, "tabel"),
                    (set(), "pendamping"),
                )
                if marks <= keys
            )
            faults = validate.parse(text.encode(), shape, shape).faults
            if faults:
                wrong[text.split("\n")[0]] = faults
        assert not wrong

    def test_every_ending_that_is_accepted_is_named(self) -> None:
        page = (HELP / "menamai-berkas.md").read_text("utf-8")
        section = page[page.index("## Jenis berkas yang diterima") :]
        section = section[: section.index("\n## Tautan")]
        named = set(re.findall(r"^\|.*?\| (.*) \|$", section, re.MULTILINE))
        endings = {end for row in named for end in re.findall(r"`(\.\w+)`", row)}
        assert endings == set(KIND_BY_EXTENSION)

    def test_the_page_of_rules_asks_for_every_rule(self) -> None:
        text = (HELP / "aturan.md").read_text("utf-8")
        assert [one.name for one in directives(text)] == ["aturan"]

    def test_every_rule_is_on_the_finished_page(self, sample: Path) -> None:
        page = tree(sample / "site", "bantuan/aturan")
        for rule in checks.RULES:
            (section,) = page.xpath(f'//section[@id="{rule.code}"]')
            text = " ".join(section.text_content().split())
            assert rule.title in text
            for heading, _ in rule.sections:
                assert f"{heading}:" in text
