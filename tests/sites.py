"""Sites built for tests: once for all workers, from a copy of the real pages or from a few of one's own."""

import gzip
import html
import io
import os
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote

import pikepdf
import pytest

REPOSITORY = Path(__file__).parent.parent
SMALL = """\
site_name: Situs kecil
theme: {name: material, language: id, font: false}
plugins:
  search: {}
  zi: {}
markdown_extensions: [attr_list, md_in_html, tables]
"""
PATIENCE = 180


def shared(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """Return a folder that the first worker who asks fills, and for which the others wait."""
    base = factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        base = base.parent
    folder, done, failed = base / name, base / f"{name}.done", base / f"{name}.failed"
    try:
        folder.mkdir()
    except FileExistsError:
        for _ in range(PATIENCE * 10):
            if done.exists():
                return folder
            assert not failed.exists(), f"{name} could not be made by another worker"
            time.sleep(0.1)
        raise
    try:
        make(folder)
    except BaseException:
        failed.touch()
        raise
    done.touch()
    return folder


def with_real_pages(root: Path) -> None:
    """Give a workspace the pages and settings of this repository."""
    shutil.copytree(REPOSITORY / "docs", root / "docs", dirs_exist_ok=True)
    for name in ("mkdocs.yml", "mkdocs.internal.yml"):
        shutil.copy(REPOSITORY / name, root)


def with_small_pages(root: Path, **pages: str) -> None:
    """Give a workspace settings of its own and a few pages (`index` has a directive)."""
    (root / "docs").mkdir(exist_ok=True)
    (root / "mkdocs.yml").write_text(SMALL, "utf-8")
    for name, text in {"index": "# Beranda\n\n[[zi:skor]]\n", **pages}.items():
        (root / "docs" / f"{name}.md").write_text(text, "utf-8")


def zi(root: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command line on a workspace, judged on 30 September 2026."""
    command = [sys.executable, "-m", "zi_build", "--root", str(root)]
    if "--as-of" not in arguments:
        command += ["--as-of", "2026-09-30"]
    return subprocess.run(
        [*command, *arguments],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, **environment},
        timeout=PATIENCE,
    )


def built(root: Path, *arguments: str) -> Path:
    """Build the public site of a workspace and return its folder."""
    done = zi(root, "build", *arguments)
    assert done.returncode == 0, done.stdout + done.stderr
    return root / ("site-internal" if "--internal" in arguments else "site")


def files_of(site: Path) -> Iterator[Path]:
    """Yield every file of a site, sorted."""
    yield from sorted(path for path in site.rglob("*") if path.is_file())


def words_of(file: Path) -> str:
    """Return everything that can be read in a file, also inside archives and compressed pages."""
    content = file.read_bytes()
    parts = [content]
    if file.suffix == ".gz":
        parts.append(gzip.decompress(content))
    elif file.suffix in {".xlsx", ".docx"}:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts += [name.encode() + b" " + archive.read(name) for name in archive.namelist()]
    elif file.suffix == ".pdf":
        parts += _inside(content)
    text = "\n".join(part.decode("utf-8", "replace") for part in parts)
    return f"{text}\n{html.unescape(text)}\n{unquote(text)}".casefold()


def _inside(content: bytes) -> Iterator[bytes]:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        yield repr(dict(pdf.docinfo)).encode() if "/Info" in pdf.trailer else b""
        for part in pdf.objects:
            if isinstance(part, pikepdf.Stream):
                yield part.read_bytes()


def sample(factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the sample office with its public site, made once."""

    def make(root: Path) -> None:
        shutil.copytree(REPOSITORY / "evidence", root / "evidence")
        with_real_pages(root)
        built(root)

    return shared(factory, "sampel", make)
