"""An office in a folder, written quickly by a test: papers, sidecars, answers, and what comes of it."""

import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from papers import content_for

from zi_build.build import build
from zi_build.diagnostics import Diagnostic
from zi_build.model.result import Build
from zi_build.model.view import Audience, View
from zi_build.views import view

AS_OF = date(2026, 9, 30)
RUBRIC = "pedoman-bpmp-2023"


class Office:
    """Writes a workspace below `root`; the day of judgement is 30 September 2026 unless said.

    Example:
        office.paper("5.3.c/laporan-monev", "2026-03 Monev Maret.pdf", judul="Monev Maret")
        office.answers({"5.3.c": "A"}, hasil={"spak": 3.6})
        assert office.build().completeness.held == 1

    """

    def __init__(self, root: Path, *, as_of: date = AS_OF, seed: Path | None = None) -> None:
        self.root, self.as_of = root, as_of
        (root / "evidence").mkdir(parents=True, exist_ok=True)
        if seed is not None and not (root / ".zi-cache").exists():
            shutil.copytree(seed, root / ".zi-cache")

    def paper(
        self,
        document_id: str,
        name: str,
        *,
        year: int | None = None,
        content: bytes | str | None = None,
        **sidecar: Any,
    ) -> Path:
        """Put one paper under its document's folder; keywords besides become its sidecar.

        The year folder is that of the name; the content is real for the name's extension and
        differs from that of every other paper.
        """
        folder = year or (int(name[:4]) if name[:4].isdigit() else self.as_of.year)
        path = self.root / "evidence" / str(folder) / document_id / name
        if content is None:
            content = content_for(name, f"{document_id} {name}")
        self.write(path, content)
        if sidecar:
            self.sidecar(path, **sidecar)
        return path

    def text(self, path: str | Path, text: str) -> Path:
        """Write any text file, path relative to the root of the workspace."""
        return self.write(self.root / path, text)

    def write(self, path: Path, content: bytes | str) -> Path:
        """Write a file and the folders above it."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def answers(
        self,
        answers: Mapping[str, Any] | str,
        rubric: str = RUBRIC,
        *,
        year: int | None = None,
        **sections: Any,
    ) -> Path:
        """Write the answers file: a mapping of criteria (other sections as keywords), or its whole text."""
        text = answers
        if not isinstance(answers, str):
            text = _yaml({"rubrik": rubric, "jawaban": dict(answers), **sections})
        name = f"evidence/{year or self.as_of.year}/penilaian/{rubric}.yml"
        return self.text(name, str(text))

    def unit(self, **keys: Any) -> Path:
        """Write `unit.yml`; `nama` has a default."""
        return self.text("evidence/unit.yml", _yaml({"nama": "Balai Contoh", **keys}))

    def sidecar(self, paper: Path, **keys: Any) -> Path:
        """Write the file that stands beside a paper (into it, for links and custody records)."""
        if paper.name.endswith((".tautan.yml", ".simpanan.yml")):
            said = yaml.safe_load(paper.read_text("utf-8"))
            return self.write(paper, _yaml({**said, **keys}))
        return self.write(paper.with_name(f"{paper.name}.yml"), _yaml(keys))

    def twin(self, paper: Path, content: bytes | str | None = None) -> Path:
        """Write the redacted copy of a paper."""
        name = f"{paper.stem}.publik{paper.suffix}"
        if content is None:
            content = content_for(name, f"disunting {paper.name}")
        return self.write(paper.with_name(name), content)

    def build(self, *, as_of: date | None = None, rubric: str | None = None) -> Build:
        """Load, check, fill, score, judge."""
        day = as_of or self.as_of
        return build(self.root, as_of=day, rubric_id=rubric, today=lambda _zone: day)

    def view(self, audience: Audience | str = Audience.PUBLIC, **how: Any) -> View:
        """Return what an audience sees of a build."""
        return view(self.build(**how), Audience(audience))

    def diagnostics(self, **how: Any) -> tuple[Diagnostic, ...]:
        """Return everything that is wrong with somebody's file."""
        return self.build(**how).diagnostics

    def check(self, **how: Any) -> list[tuple[str, str, int | None]]:
        """Return (code, path, line) of every diagnostic, sorted by place."""
        return [
            (found.code, found.place.path, found.place.line) for found in self.diagnostics(**how)
        ]


def _yaml(value: Mapping[str, Any]) -> str:
    return yaml.safe_dump(
        {key: _plain(item) for key, item in value.items()}, allow_unicode=True, sort_keys=False
    )


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    return value
