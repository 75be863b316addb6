"""`zi check` in the forms of forges: each is read by the rules of its reader, and all say the same."""

import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import click
import jsonschema
import pytest
import sites
from hypothesis import given
from hypothesis import strategies as st
from office import Office

from zi_build import checks
from zi_build.cli.telling import answers
from zi_build.cli.telling import built as telling
from zi_build.export.diagnostics.github import commands, summary
from zi_build.export.diagnostics.gitlab import code_quality
from zi_build.export.diagnostics.junit import junit
from zi_build.export.diagnostics.listing import identity, listing
from zi_build.export.diagnostics.sarif import sarif

SCHEMAS = Path(__file__).parent / "schemas"
PLAN = "evidence/2026/1.2.a/rencana-aksi"
ODD = "2026-01-21 a%b,c [x] #1 ##[warning] “é” 😀.pdf"


def schema(name: str) -> Any:
    return json.loads((SCHEMAS / name).read_text("utf-8"))


def row(**keys: Any) -> dict[str, Any]:
    usual = {
        "code": "ZI206",
        "severity": "error",
        "path": f"{PLAN}/2026-01-21 Kosong.pdf",
        "line": None,
        "column": None,
        "message": "Berkas kosong (0 bita).",
    }
    return {**usual, **keys}


@pytest.fixture
def wrong(office: Office) -> Office:
    """One error in a paper with an odd name, one at a line, one warning."""
    office.unit(situs="https://zi.contoh.example/")
    office.paper("1.2.a/rencana-aksi", ODD, content=b"")
    office.paper("1.2.a/rencana-aksi", "2026-01-20 Rencana.pdf")
    office.text(f"{PLAN}/2026-01-20 Rencana.pdf.yml", "judul: A\nakses: rahasia\n")
    office.text("evidence/2026/_kotak-masuk/scan.pdf", "x")
    return office


def check(office: Office, shape: str, *more: str, **environment: str) -> str:
    done = sites.zi(office.root, "check", "--format", shape, *more, **environment)
    assert done.returncode == 1, done.stderr
    return done.stdout


def properties(line: str) -> tuple[str, dict[str, str], str]:
    """Read a workflow command as the runner of GitHub does."""
    found = re.fullmatch(r"::(\w+) ?([^:]*)::(.*)", line)
    assert found, line
    said = dict(part.split("=", 1) for part in found[2].split(",") if part)
    for code, mark in (("%3A", ":"), ("%2C", ","), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
        said = {key: value.replace(code, mark) for key, value in said.items()}
    message = found[3].replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")
    return found[1], said, message


class TestAllSayTheSame:
    """One result, many projections."""

    def test_code_path_line_and_message(self, wrong: Office) -> None:
        rows = json.loads(check(wrong, "json"))
        assert [(one["code"], one["severity"]) for one in rows] == [
            ("ZI005", "error"),
            ("ZI206", "error"),
            ("ZI214", "warning"),
        ]
        expected = [(one["code"], one["path"], one["line"] or 1) for one in rows]
        run = json.loads(check(wrong, "sarif"))["runs"][0]
        places = [one["locations"][0]["physicalLocation"] for one in run["results"]]
        assert expected == [
            (
                one["ruleId"],
                unquote(place["artifactLocation"]["uri"]),
                place["region"]["startLine"],
            )
            for one, place in zip(run["results"], places, strict=True)
        ]
        assert [one["message"]["text"] for one in run["results"]] == [
            one["message"] for one in rows
        ]
        quality = json.loads(check(wrong, "gitlab"))
        assert expected == [
            (one["check_name"], one["location"]["path"], one["location"]["lines"]["begin"])
            for one in quality
        ]
        said = [properties(line) for line in check(wrong, "github").split("\n\n")[0].splitlines()]
        assert expected == [
            (place["title"], place["file"], int(place.get("line", 1))) for _, place, _ in said
        ]
        tests = ET.fromstring(check(wrong, "junit"))  # noqa: S314
        told = {case.get("file") for case in tests.iter("testcase") if case.get("file")}
        assert told == {one["path"] for one in rows}

    def test_paths_are_counted_from_where_the_command_stands(self, wrong: Office) -> None:
        done = subprocess.run(
            [sys.executable, "-m", "zi_build", "--root", "kantor", "check", "--format", "gitlab"],
            cwd=wrong.root.parent,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert {one["location"]["path"].split("/")[0] for one in json.loads(done.stdout)} == {
            "kantor"
        }

    @pytest.mark.parametrize("shape", ["text", "json", "github", "gitlab", "sarif", "junit"])
    def test_a_file_holds_what_the_screen_would_show(
        self, shape: str, wrong: Office, tmp_path: Path
    ) -> None:
        shown = check(wrong, shape)
        said = check(wrong, shape, "-o", str(tmp_path / "hasil/laporan"))
        assert (tmp_path / "hasil/laporan").read_bytes().decode() == shown
        assert said.startswith("2 galat, 1 peringatan. Ditulis ke ")

    @pytest.mark.parametrize("shape", ["github", "gitlab", "sarif", "junit"])
    def test_nothing_wrong_is_a_report_too(self, shape: str, office: Office) -> None:
        office.unit()
        done = sites.zi(office.root, "check", "--format", shape)
        assert done.returncode == 0
        assert done.stdout.strip()


class TestSarif:
    """Valid, and with the rules' help."""

    def test_the_schema(self, wrong: Office) -> None:
        jsonschema.validate(json.loads(check(wrong, "sarif")), schema("sarif-2.1.0-rtm.5.json"))

    def test_the_schema_refuses_something(self) -> None:
        """A test of the test."""
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(
                {"version": "2.1.0", "runs": [{}]}, schema("sarif-2.1.0-rtm.5.json")
            )

    def test_addresses_are_encoded(self, wrong: Office) -> None:
        run = json.loads(check(wrong, "sarif"))["runs"][0]
        uri = run["results"][1]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert re.fullmatch(r"[A-Za-z0-9._~/%-]+", uri)
        assert unquote(uri) == f"{PLAN}/{ODD}"

    def test_help_leads_to_the_page_of_the_site(self, wrong: Office) -> None:
        rules = json.loads(check(wrong, "sarif"))["runs"][0]["tool"]["driver"]["rules"]
        assert [rule["id"] for rule in rules] == [rule.code for rule in checks.RULES]
        assert rules[0]["helpUri"] == "https://zi.contoh.example/bantuan/aturan/#ZI001"
        assert all("Yang perlu dilakukan:" in rule["help"]["text"] for rule in rules)
        other = json.loads(check(wrong, "sarif", "--situs", "https://lain.example"))
        there = other["runs"][0]["tool"]["driver"]["rules"][0]["helpUri"]
        assert there == "https://lain.example/bantuan/aturan/#ZI001"

    def test_without_a_site_there_is_no_address(self) -> None:
        assert "helpUri" not in sarif(listing([row()]))

    def test_what_was_there_before_is_said(self) -> None:
        known = {identity(row()): 1}
        run = json.loads(sarif(listing([row(), row()], known=known, falls=["nilai turun"])))["runs"]
        assert [one["baselineState"] for one in run[0]["results"]] == ["unchanged", "new"]
        assert "nilai turun" in json.dumps(run[0]["invocations"])


class TestGithub:
    """Commands that no file name can forge, and no more than GitHub shows."""

    def test_ten_and_the_rest_is_counted(self) -> None:
        rows = [row(path=f"evidence/{n}.pdf") for n in range(25)]
        rows += [row(severity="warning", path=f"evidence/{n}.csv") for n in range(10)]
        text = commands(listing(rows))
        said = [properties(line) for line in text.splitlines() if line.startswith("::")]
        assert [kind for kind, _, _ in said].count("error") == 10
        assert [kind for kind, _, _ in said].count("warning") == 10
        assert said[9][2].startswith("16 galat lain")
        assert all(f"evidence/{n}.pdf: ZI206 galat" in text for n in range(25))
        assert text.endswith("25 galat, 10 peringatan.")

    def test_the_summary_of_the_job(self, wrong: Office, tmp_path: Path) -> None:
        (tmp_path / "ringkasan.md").write_text("# Sebelumnya\n", "utf-8")
        check(wrong, "github", GITHUB_STEP_SUMMARY=str(tmp_path / "ringkasan.md"))
        text = (tmp_path / "ringkasan.md").read_text("utf-8")
        assert text.startswith("# Sebelumnya\n## Pemeriksaan bukti\n")
        assert text.count("\n| ZI") == 3
        assert "**2 galat, 1 peringatan.**" in text

    def test_the_summary_stays_below_the_limit(self) -> None:
        rows = [row(path=f"evidence/{'x' * 200}{n}.pdf") for n in range(4000)]
        text = summary(listing(rows))
        assert len(text.encode()) < 2**20
        assert re.search(r"\d+ lainnya ada di log\.", text)

    @given(
        path=st.text(min_size=1, max_size=60),
        message=st.text(max_size=80),
    )
    def test_no_text_becomes_a_command(self, path: str, message: str) -> None:
        text = commands(listing([row(path=path, message=message)]))
        first, *rest = text.split("\n")
        kind, place, _ = properties(first.replace("\r", "\\r"))
        assert (kind, place["title"]) == ("error", "ZI206")
        assert "\n" not in first
        assert place["file"].replace("\\r", "\r") == path
        for line in rest:
            assert not line.lstrip().startswith("::")
            assert "##[" not in line

    def test_nothing_of_the_summary_is_markup(self) -> None:
        text = summary(listing([row(path="a|b<img src=x>`c`@orang.pdf", message="[x](http://y)")]))
        (line,) = [line for line in text.splitlines() if line.startswith("| ZI206")]
        assert "<img" not in line
        assert re.sub(r"\\.", "", line).count("|") == 5
        assert re.search(r"(?<!\\)\](?=\()", line) is None


class TestGitlab:
    """The fields that GitLab documents."""

    def test_the_schema(self, wrong: Office) -> None:
        found = json.loads(check(wrong, "gitlab"))
        jsonschema.validate(found, schema("gitlab-code-quality.json"))
        assert [one["severity"] for one in found] == ["major", "major", "minor"]

    def test_fingerprints_are_unique_and_stay_when_lines_move(self) -> None:
        rows = [row(line=1), row(line=9), row(message="Lain, lihat baris 4.")]
        moved = [row(line=3), row(line=12), row(message="Lain, lihat baris 7.")]
        prints = [one["fingerprint"] for one in json.loads(code_quality(listing(rows)))]
        assert len(set(prints)) == 3
        assert prints == [one["fingerprint"] for one in json.loads(code_quality(listing(moved)))]

    def test_a_leak_weighs_more(self) -> None:
        (found,) = json.loads(code_quality(listing([row(code="ZI403")])))
        assert found["severity"] == "critical"


class TestJunit:
    """A rule is a suite; a file that violates it is a failed test."""

    def cases(self, text: str) -> Mapping[str, list[str]]:
        root = ET.fromstring(text)  # noqa: S314
        found: dict[str, list[str]] = {}
        for suite in root.iter("testsuite"):
            cases = list(suite.iter("testcase"))
            assert int(suite.get("tests", "")) == len(cases)
            assert int(suite.get("failures", "")) == len(list(suite.iter("failure")))
            assert int(suite.get("skipped", "")) == len(list(suite.iter("skipped")))
            for case in cases:
                kinds = [child.tag for child in case] or ["passed"]
                found.setdefault(case.get("classname", ""), []).extend(kinds)
        assert int(root.get("tests", "")) == sum(map(len, found.values()))
        return found

    def test_outcomes(self, wrong: Office) -> None:
        found = self.cases(check(wrong, "junit"))
        assert found["ZI206"] == ["failure"]
        assert found["ZI214"] == ["system-out"]
        assert found["ZI201"] == ["passed"]
        assert set(found) == {rule.code for rule in checks.RULES}

    def test_what_was_known_is_skipped_and_a_fall_fails(self) -> None:
        known = {identity(row()): 1}
        found = self.cases(junit(listing([row()], known=known, falls=["nilai turun"])))
        assert found["ZI206"] == ["skipped"]
        assert found["dibanding keadaan yang terbit"] == ["failure"]
        found = self.cases(junit(listing([row()], known=known)))
        assert found["dibanding keadaan yang terbit"] == ["passed"]

    @given(path=st.text(min_size=1, max_size=40), message=st.text(max_size=60))
    def test_any_name_is_legal_xml(self, path: str, message: str) -> None:
        text = junit(listing([row(path=path, message=message)]))
        root = ET.fromstring(text.encode("utf-8"))  # noqa: S314
        assert len(list(root.iter("failure"))) == 1

    @given(path=st.text(min_size=1, max_size=40), message=st.text(max_size=60))
    def test_any_name_is_json_in_utf8(self, path: str, message: str) -> None:
        found = listing([row(path=path, message=message)])
        for text in (sarif(found), code_quality(found)):
            json.loads(text.encode("utf-8", "strict"))


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names are Unicode")
def test_a_file_name_that_is_no_utf8(office: Office) -> None:
    """Named byte for byte in an address, with a replacement elsewhere; never a traceback."""
    office.unit()
    folder = office.root / PLAN
    folder.mkdir(parents=True)
    (folder / os.fsdecode(b"2026-01-21 caf\xe9\x01.pdf")).write_bytes(b"")
    for shape in ("github", "gitlab", "sarif", "junit"):
        done = sites.zi(office.root, "check", "--format", shape)
        assert done.returncode == 1, done.stderr
        assert "Traceback" not in done.stderr
        if shape == "sarif":
            assert "caf%E9%01.pdf" in done.stdout
        if shape == "junit":
            ET.fromstring(done.stdout)  # noqa: S314


class TestNamesThatAreCommands:
    """A log is read by machines: no file name may begin a line of its own in it."""

    NAME = "2026-01-21 a\n::error title=x::y\x1b[31m\udcff.pdf"

    def test_the_text(self) -> None:
        text = answers.check([row(path=f"{PLAN}/{self.NAME}", message=f"“{self.NAME}” kosong.")])
        assert len(text.splitlines()) == 2
        assert f"{PLAN}/2026-01-21 a ::error title=x::y [31m .pdf: ZI206" in click.unstyle(text)
        assert text.encode()

    @pytest.mark.skipif(os.name == "nt", reason="no such names are on Windows")
    def test_a_real_file(self, office: Office) -> None:
        office.paper("1.2.a/rencana-aksi", self.NAME.replace("\udcff", ""), content=b"")
        said = check(office, "text")
        assert "a ::error" in said
        assert not [line for line in said.splitlines() if line.startswith("::")]

    def test_what_a_build_came_to(self) -> None:
        said = telling.built([], [row(path=f"{PLAN}/{self.NAME}")])
        assert len(said.splitlines()) == 3
        assert said.encode()

    @pytest.mark.parametrize("level", ["ERROR   -  ", "WARNING -  ", ""])
    def test_why_nothing_is_built(self, level: str) -> None:
        said = telling.reasons(f"{level}Berkas {self.NAME} rusak")
        assert not [line for line in said if line.startswith("::") or "\x1b" in line]
        assert "\n".join(said).encode()

    def test_notes_of_mkdocs_are_left_out(self) -> None:
        log = [
            "INFO    -  Cleaning site directory\n",
            "WARNING -  zi: evidence/a.pdf: ZI206 Berkas kosong\n",
            "           (0 bita).\n",
            "INFO    -  Building documentation to directory:\n",
            "           /srv/site\n",
            "Traceback (most recent call last):\n",
            "  File x\n",
        ]
        assert list(telling.without_notes(log)) == [
            "WARNING -  zi: evidence/a.pdf: ZI206 Berkas kosong",
            "           (0 bita).",
            "Traceback (most recent call last):",
            "  File x",
        ]
