"""What click says by itself is said in Indonesian, in every sentence that a user can meet."""

import ast
import re
import runpy
import subprocess
import sys
from pathlib import Path

import click
import pytest

from zi_build.cli.main import cli
from zi_build.cli.sections import SECTIONS

REPOSITORY = Path(__file__).resolve().parent.parent
TOOL = runpy.run_path(str(REPOSITORY / "tools/messages/__main__.py"), run_name="tool")
# Told to programmers, or by parts of click that no command of ours uses.
NOT_OURS = re.compile(
    r"\{editor\}|Windows error|[Dd]eprecat|Value must be an iterable|Could not determine name"
    r"|No options defined|Arguments take exactly|defined twice|Boolean option|Invalid start"
    r"|[Ss]hell completion|Unknown color|Unknown standard|Choice\(|^d$"
)


def _sentences() -> set[str]:
    """Return what click gives to gettext, read from its source."""
    found = set()
    for module in Path(click.__file__).parent.glob("*.py"):
        for call in ast.walk(ast.parse(module.read_text("utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name):
                first = call.args[0] if call.args else None
                if call.func.id in {"_", "ngettext"} and isinstance(first, ast.Constant):
                    found.add(str(first.value))
    return {sentence for sentence in found if not NOT_OURS.search(sentence)}


def test_every_sentence_of_click_has_its_translation() -> None:
    told = {
        ast.literal_eval(match)
        for match in re.findall(
            r"^msgid (\".*\")$", TOOL["SOURCE"].read_text("utf-8"), re.MULTILINE
        )
    }
    assert _sentences() - told == set()


def test_what_gettext_reads_is_what_stands_in_the_source() -> None:
    assert TOOL["SOURCE"].with_suffix(".mo").read_bytes() == TOOL["compiled"]()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--help"], "[PILIHAN] PERINTAH …"),
        (["chek"], "Tidak ada perintah 'chek'. Maksud Anda: 'check'"),
        (["check", "--fromat"], "Tidak ada pilihan '--fromat'. Maksud Anda: '--format'?"),
        (["check", "--format", "xml"], "'xml' bukan salah satu dari"),
        (["check", "--format"], "Pilihan '--format' perlu nilai."),
        (["check", "x", "y"], "Ada isian yang tidak dikenal: x y"),
        (["--root", "tidak-ada", "check"], "Folder 'tidak-ada' tidak ada."),
        (["export", "lke"], "Belum ada pilihan '-o' / '--output'."),
    ],
)
def test_a_slip_is_answered_in_indonesian(arguments: list[str], said: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "zi_build", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert said in done.stdout + done.stderr
    assert not re.search(r"\b(Usage|Error|Options|Commands|Try|Missing|OPTIONS)\b", done.stderr)


def test_every_command_stands_under_one_heading() -> None:
    listed = [name for names in SECTIONS.values() for name in names]
    assert sorted(listed) == sorted(cli.commands)
