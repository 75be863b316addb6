"""`zi status` and `zi rule`: one screen, one page, in Indonesian, at every width."""

import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sites
from office import Office

from zi_build import checks
from zi_build.build import build
from zi_build.cli.telling.status import status as told
from zi_build.export.projections import every

AS_OF = date(2026, 9, 30)
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


@pytest.fixture(scope="module")
def sample() -> dict[str, Any]:
    """Every projection of the sample office."""
    found: dict[str, Any] = json.loads(
        json.dumps(every(build(sites.REPOSITORY, as_of=AS_OF, today=lambda _: AS_OF)))
    )
    return found


@pytest.fixture(scope="module")
def young(tmp_path_factory: pytest.TempPathFactory, seed: Path) -> Path:
    """An office that began in August, asked once."""
    office = Office(tmp_path_factory.mktemp("muda") / "kantor", seed=seed)
    office.unit(mulai="2026-08-01")
    sites.zi(office.root, "check")
    return office.root


def in_terminal(root: Path, columns: int, *arguments: str, **environment: str) -> str:
    """Return what a terminal of some width is sent."""
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "zi_build", "--root", str(root), "--as-of", "2026-09-30"]
    rest = {"COLUMNS": str(columns), "LINES": "24", "TERM": "xterm", **environment}
    with subprocess.Popen(
        [*command, *arguments], stdout=follower, stderr=follower, env={**os.environ, **rest}
    ) as process:
        os.close(follower)
        parts = []
        while True:
            try:
                part = os.read(leader, 4096)
            except OSError:  # the other end is closed
                break
            if not part:
                break
            parts.append(part)
        process.wait()
    os.close(leader)
    return b"".join(parts).decode().replace("\r\n", "\n")


class TestStatus:
    """One screen for someone who is no programmer."""

    def test_golden(self, sample: dict[str, Any], golden: Callable[[str, str], None]) -> None:
        golden("cli/status.txt", ESCAPE.sub("", told(sample["status"], None)) + "\n")

    @pytest.mark.parametrize("wide", [60, 80, 120, None])
    def test_it_fits(self, wide: int | None, sample: dict[str, Any]) -> None:
        lines = ESCAPE.sub("", told(sample["status"], wide)).split("\n")
        assert len(lines) <= 24
        assert max(map(len, lines)) <= min(wide or 80, 80)

    def test_it_fits_when_much_is_to_be_said(self, sample: dict[str, Any]) -> None:
        many = [{"name": f"Laporan pemantauan nomor {n}", "due": "2026-10-01"} for n in range(40)]
        full = {
            **sample["status"],
            "unit": "Balai Besar Penjaminan Mutu Pendidikan Provinsi yang Namanya Sangat Panjang",
            "week": {"until": "2026-10-07", "due": many},
            "lapsed": [f"{area}.1.{letter}" for area in range(1, 7) for letter in "abcd"],
        }
        for wide in (60, 80, None):
            lines = ESCAPE.sub("", told(full, wide)).split("\n")
            assert len(lines) <= 25
            assert max(map(len, lines)) <= (wide or 80)

    def test_it_says_what_the_other_commands_say(self, sample: dict[str, Any]) -> None:
        found = sample["status"]
        for voice, card in found["scores"].items():
            assert card["total"] == sample["score"]["scores"][voice]["total"]
        overdue = [
            gap for gap in sample["gaps"] if gap["state"] in {"missing", "expired", "unusable"}
        ]
        assert found["overdue"] == len(overdue)
        assert found["unanswered"] == sum(gap["state"] == "unanswered" for gap in sample["gaps"])
        for name, verdict in found["verdict"].items():
            same = sample["score"]["verdict"][name]
            assert [one["met"] for one in verdict["conditions"]] == [
                one["met"] for one in same["conditions"]
            ]
        gains = [float(one["gain"]) for one in found["next"]]
        assert gains == sorted(gains, reverse=True)
        effects = {gap["criterion"]: gap["effect"] for gap in sample["gaps"] if gap["due"] is None}
        for one in found["next"]:
            assert one["papers"] or effects[one["criterion"]] == one["gain"]

    def test_what_is_due_this_week(self, office: Office) -> None:
        office.unit(mulai="2026-08-01")
        found = json.loads(
            sites.zi(office.root, "--as-of", "2026-09-10", "status", "--format", "json").stdout
        )
        due = {(one["document"], one["period"], one["due"]) for one in found["week"]["due"]}
        assert ("5.3.c/laporan-monev", "2026-08", "2026-09-14") in due
        assert all("2026-09-10" <= day <= "2026-09-17" for _, _, day in due)

    def test_an_empty_office(self, office: Office) -> None:
        office.unit()
        done = sites.zi(office.root, "status")
        assert done.returncode == 0
        assert "WBK: 0 dari 12 syarat" in done.stdout
        assert "belum menilai" in done.stdout
        assert "None" not in done.stdout

    def test_wbbm_once_wbk_is_held(self, office: Office) -> None:
        office.unit()
        office.answers({}, predikat={"WBK": {"tahun": "2025", "sk": "SK/1/2025"}})
        assert "\nWBBM: " in sites.zi(office.root, "status").stdout

    def test_errors_are_told_and_leave_with_1(self, office: Office) -> None:
        office.unit()
        office.paper("1.2.a/rencana-aksi", "2026-01-21 Kosong.pdf", content=b"")
        done = sites.zi(office.root, "status")
        assert done.returncode == 1
        assert "1 galat" in done.stdout


class TestTerminal:
    """Colours in a terminal, none in a pipe or under NO_COLOR; lines fit."""

    @pytest.mark.parametrize("columns", [60, 80, 120])
    @pytest.mark.parametrize("command", ["status", "gaps", "explain 1.1.a", "rule ZI204"])
    def test_widths(self, columns: int, command: str, young: Path) -> None:
        said = in_terminal(young, columns, *command.split())
        assert "\x1b[" in said
        lines = ESCAPE.sub("", said).split("\n")
        assert len(lines) > 5
        for line in lines:
            longest = max(map(len, line.split() or [""]))
            assert len(line) <= max(columns, longest + 5), line

    @pytest.mark.parametrize("command", ["status", "gaps", "explain total", "rule ZI204"])
    def test_without_colours(self, command: str, young: Path) -> None:
        assert "\x1b" not in in_terminal(young, 80, *command.split(), NO_COLOR="1")
        assert "\x1b" not in sites.zi(young, *command.split()).stdout

    def test_a_pipe_has_whole_lines_and_no_blocks(self, young: Path) -> None:
        said = sites.zi(young, "gaps").stdout
        instruction = next(line for line in said.split("\n") if "5.3.c/laporan-monev/" in line)
        assert instruction.endswith("salinan publiknya.")
        assert not re.search("[█░─│]", sites.zi(young, "status").stdout)

    def test_a_pipe_needs_no_tables(self, young: Path) -> None:
        """What is remembered is told without the libraries of a terminal, and without the model."""
        for command in ("status", "gaps", "explain"):
            arguments = [command, "total"] if command == "explain" else [command]
            script = (
                "import sys; from zi_build.cli.main import cli;"
                f"cli.main(['--root', {str(young)!r}, '--as-of', '2026-09-30', *{arguments}],"
                " standalone_mode=False);"
                "bad = {'rich', 'pydantic', 'openpyxl', 'icalendar', 'zi_build.build', 'yaml'};"
                "print(sorted(bad & set(sys.modules)), file=sys.stderr)"
            )
            done = subprocess.run(
                [sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=True
            )
            assert done.stderr.strip() == "[]"


class TestRule:
    """A rule's page in the terminal is the page of the site."""

    @pytest.mark.parametrize("rule", checks.RULES, ids=lambda rule: rule.code)
    def test_every_rule(self, rule: Any) -> None:
        from zi_build.cli.rule import _told  # noqa: PLC0415
        from zi_build.cli.telling.rules import page  # noqa: PLC0415

        text = page(_told(rule), None)
        assert rule.title in text
        for heading, words in rule.sections:
            assert heading in text
            assert words.replace("`", "") in text

    @pytest.mark.parametrize("code", ["ZI204", "zi204", " Zi204 ", "204"])
    def test_however_it_is_written(self, code: str, tmp_path: Path) -> None:
        done = sites.zi(tmp_path, "rule", code)
        assert (done.returncode, done.stdout.split(" ")[0]) == (0, "ZI204")

    def test_the_list(self, tmp_path: Path) -> None:
        said = sites.zi(tmp_path, "rule").stdout.split("\n")
        assert [line.split(" ")[0] for line in said[: len(checks.RULES)]] == [
            rule.code for rule in checks.RULES
        ]
        found = json.loads(sites.zi(tmp_path, "rule", "--format", "json").stdout)
        assert [one["code"] for one in found] == [rule.code for rule in checks.RULES]

    @pytest.mark.parametrize(("code", "near"), [("ZI2044", "ZI204"), ("zi20", "ZI2"), ("xx", "")])
    def test_unknown(self, code: str, near: str, tmp_path: Path) -> None:
        done = sites.zi(tmp_path, "rule", code)
        assert done.returncode == 2
        assert near in done.stderr
        assert "zi rule" in done.stderr
