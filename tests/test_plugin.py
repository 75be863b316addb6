"""The thin shell around the engine: options, strictness, escaping, the swap of sites, and serving."""

import json
import logging
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import lxml.html
import pytest
import sites
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from office import Office
from papers import pdf

from zi_build.model.directive import ARGUMENTS
from zi_build.model.view import Audience
from zi_build.render.pages import RENDERERS, expand

PLAN = "1.2.a/rencana-aksi"


@pytest.fixture
def small(office: Office) -> Office:
    """An office with one paper and a site of one page."""
    office.paper(PLAN, "2026-01-20 Rencana aksi.pdf")
    sites.with_small_pages(office.root)
    return office


@pytest.fixture
def engine(small: Office, caplog: pytest.LogCaptureFixture) -> Callable[..., list[str]]:
    """Run MkDocs here, with options of the plugin, and return what it warned of.

    Raises Abort when the site was not built.
    """

    def run(*, strict: bool = False, **options: Any) -> list[str]:
        caplog.clear()
        settings = {"as_of": "2026-09-30", **options}
        text = sites.SMALL.replace("zi: {}", f"zi: {json.dumps(settings)}")
        (small.root / "mkdocs.yml").write_text(text, "utf-8")
        config = load_config(str(small.root / "mkdocs.yml"), strict=strict)
        with caplog.at_level(logging.INFO, logger="mkdocs"):
            mkdocs_build(config)
        return warnings(caplog)

    return run


def warnings(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [one.getMessage() for one in caplog.records if one.levelno >= logging.WARNING]


class TestStrictness:
    """`--strict` counts errors in files; `require` says which gaps it counts besides."""

    @pytest.mark.parametrize("require", ["none", "claimed", "all"])
    def test_gaps_alone_never_stop_a_build_that_is_not_strict(
        self, require: str, engine: Callable[..., list[str]]
    ) -> None:
        said = engine(require=require)
        assert bool(said) is (require == "all")

    def test_none_lets_every_gap_pass(self, engine: Callable[..., list[str]]) -> None:
        assert engine(strict=True, require="none") == []

    def test_all_lets_no_gap_pass(
        self, engine: Callable[..., list[str]], caplog: pytest.LogCaptureFixture
    ) -> None:
        with pytest.raises(Abort):
            engine(strict=True, require="all")
        assert any("evidence/2026/1.1.b/sk-tim-kerja/" in one for one in warnings(caplog))

    def test_all_passes_where_nothing_is_lacking(
        self, small: Office, engine: Callable[..., list[str]]
    ) -> None:
        groups = small.build().workspace.catalogue.groups
        small.answers({}, tidak_berlaku=dict.fromkeys(groups, "Untuk percobaan."))
        assert engine(strict=True, require="all") == []

    def test_claimed_asks_for_the_papers_of_what_is_claimed(
        self, small: Office, engine: Callable[..., list[str]], caplog: pytest.LogCaptureFixture
    ) -> None:
        """An answer of Ya without its SK is refused; what is not claimed may wait."""
        small.answers({"1.2.a": "Ya"})
        assert engine(strict=True, require="claimed") == []
        small.answers({"1.1.b": "A"})
        with pytest.raises(Abort):
            engine(strict=True, require="claimed")
        named = {one.split(": ")[1] for one in warnings(caplog) if "evidence/" in one}
        assert named == {"evidence/2026/1.1.b/berita-acara/", "evidence/2026/1.1.b/sk-tim-kerja/"}

    def test_an_error_in_a_file_stops_only_a_strict_build(
        self, small: Office, engine: Callable[..., list[str]]
    ) -> None:
        small.paper(PLAN, "scan.pdf")
        assert [one for one in engine() if "ZI201" in one]
        with pytest.raises(Abort):
            engine(strict=True)

    def test_a_warning_does_not_even_stop_a_strict_build(
        self, small: Office, engine: Callable[..., list[str]]
    ) -> None:
        small.write(small.root / "evidence/2026/_kotak-masuk/scan.pdf", pdf("x"))
        assert engine(strict=True) == []


class TestDirectives:
    """What a page asks for, it gets; what does not exist is told with page and line."""

    def test_every_directive_has_a_renderer(self) -> None:
        assert set(RENDERERS) == set(ARGUMENTS)

    def test_an_unknown_one_is_told_with_page_and_line(
        self, small: Office, engine: Callable[..., list[str]]
    ) -> None:
        small.text("docs/lain.md", "---\ntitle: Lain\n---\n# Lain\n\n[[zi:skr]]\n")
        said = engine()
        assert said == [
            "zi: docs/lain.md:6:1: ZI104 Direktif “skr” tidak dikenal. Maksud Anda “skor”?"
        ]
        page = (small.root / "site/lain/index.html").read_text("utf-8")
        assert "[[zi:" not in page
        assert "belum dapat ditampilkan" in page

    def test_one_that_shares_its_line_is_told_and_not_published_raw(
        self, small: Office, engine: Callable[..., list[str]]
    ) -> None:
        small.text("docs/lain.md", "# Lain\n\nNilai [[zi:skor]] hari ini.\n")
        assert [one.split()[:3] for one in engine()] == [["zi:", "docs/lain.md:3:7:", "ZI104"]]
        assert "[[zi:" not in (small.root / "site/lain/index.html").read_text("utf-8")

    def test_code_is_left_alone(self, small: Office) -> None:
        text = "```text\n[[zi:skor]]\n```\n\nTulislah `[[zi:skor]]`.\n"
        assert expand(text, "x.md", small.view(Audience.PUBLIC)) == text

    @pytest.mark.parametrize("page", ["index.md", "a.md", "a/index.md", "a/b.md", "a/b/c.md"])
    def test_links_lead_to_the_root_from_any_depth(self, page: str, small: Office) -> None:
        found = expand("[[zi:skor]]\n", page, small.view(Audience.PUBLIC))
        depth = len(page.removesuffix(".md").removesuffix("index").strip("/").split("/"))
        up = "../" * depth if page != "index.md" else "./"
        assert f'href="{up}metodologi/"' in found


class TestOptions:
    """`as_of`, `rubric` and `audience` in mkdocs.yml; the command line is stronger."""

    def page(self, small: Office) -> str:
        return (small.root / "site/index.html").read_text("utf-8")

    def test_the_day(self, small: Office, engine: Callable[..., list[str]]) -> None:
        engine(as_of="2026-03-31")
        assert "Keadaan per 31 Maret 2026" in self.page(small)

    def test_the_day_of_the_command_line(
        self, small: Office, engine: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("ZI_AS_OF", "2026-05-31")
        engine(as_of="2026-03-31")
        assert "Keadaan per 31 Mei 2026" in self.page(small)

    @pytest.mark.parametrize(
        "options", [{"as_of": "31-03-2026"}, {"rubric": "pedoman-2032"}, {"audience": "umum"}]
    )
    def test_a_setting_that_cannot_be_stops_the_build(
        self, options: dict[str, str], engine: Callable[..., list[str]]
    ) -> None:
        with pytest.raises(Abort):
            engine(**options)

    def test_an_office_that_is_invented_says_so_on_every_page(
        self, small: Office, engine: Callable[..., list[str]]
    ) -> None:
        small.unit(contoh=True)
        engine()
        assert "seluruh isi situs ini rekaan" in self.page(small)

    def test_the_internal_site_says_so_and_shows_what_is_wrong(
        self, small: Office, engine: Callable[..., list[str]]
    ) -> None:
        small.paper("1.1.b/sk-tim-kerja", "2026-01-12 SK.pdf")
        small.paper(PLAN, "scan.pdf")
        small.text("docs/lain.md", "# Lain\n\n[[zi:diagnostik]]\n\n[[zi:register]]\n")
        engine(audience="internal")
        page = (small.root / "site/lain/index.html").read_text("utf-8")
        assert "Situs internal" in page
        assert "ZI201" in page
        assert "1.1.b/sk-tim-kerja/2026-01-12-sk-" in page
        engine(audience="public")
        page = (small.root / "site/lain/index.html").read_text("utf-8")
        assert "Situs internal" not in page
        assert "ZI201" not in page
        assert "1.1.b/sk-tim-kerja/2026-01-12-sk-" not in page


EVIL = (
    "<script>jahat()</script>",
    '"onload="jahat()',
    "'onload='jahat()",
    "](javascript:jahat())",
    "[x](javascript:jahat())",
    "![x](x){ onerror=jahat() }",
    "{: onclick=jahat() }",
    "`jahat`",
    "[[zi:skor]]",
    "<img src=x onerror=jahat()>",
    "</div></details></td><h1>jahat</h1>",
    "<!-- jahat",
    "{{ jahat }} {% jahat %}",
    "&lt;b&gt;jahat&lt;/b&gt;",
    "*jahat* **jahat** __jahat__ ~~jahat~~",
    "satu\n\n# jahat\n\n- jahat",
    "satu\n\n    jahat\n",
    "[[zi:skor]]\n\n[[zi:register]]",
    "http://jahat.example/ <http://jahat.example/>",
    "[^1] *[jahat]: x",
    "\u202ejahat\u2069",
)
LINK = 'https://kantor.example/?a="onload=jahat()'


def plant_evil(root: Path) -> None:
    office = Office(root)
    every = " ".join(EVIL)
    office.unit(
        nama=every,
        singkatan=every,
        induk=every,
        alamat=every,
        jam_layanan=every,
        mulai="2026-01-05",
        pejabat={"ppid": every},
        saluran=[
            {"nama": evil, "isi": evil, "untuk": evil, "tautan": "https://kantor.example/x"}
            for evil in EVIL
        ],
        tim={str(area): {"nama": every, "koordinator": every, "surel": every} for area in range(7)},
        tampilkan={"uraian": True, "catatan_tpi": True, "predikat_turun": True},
    )
    for number, evil in enumerate(EVIL, start=1):
        office.paper(PLAN, f"2026-01-{number:02} A.pdf", judul=evil)
        office.paper("1.2.b/keputusan-rencana", f"2026-02-{number:02} B.pdf")
    office.paper("1.1.b/sk-tim-kerja", "2026-01-12 SK.pdf", akses="publik", alasan=every)
    name = "2026-01-30 '&{{x}} `a` [a](javascript:jahat()) [[zi:skor]] onload=jahat().pdf"
    office.paper(PLAN, name)
    office.paper("1.2.c/capture-website", "2026-01-30 C.tautan.yml", judul=every)
    judged = {"nilai": "A", "per": "2026-07-10", "catatan": every, "lhe": every}
    record = "tanggal: 2026-01-20\ndiperiksa: 2026-07-06\nnomor: x\npenyimpan: x\n"
    said = {"judul": every, "nomor": every, "penyimpan": every, "catatan": every}
    office.paper("3.4.a/skp", "2026-01-30 D.simpanan.yml", content=record, **said)
    office.answers(
        {
            "1.1.a": every[:2000],
            "1.1.b": {"unit": "A", "uraian": every, "tpi": judged},
            "1.2.a": "Ya",
        },
        hasil={
            "spak": {
                "nilai": "3.6",
                "pelaksana": every,
                "tanggal": "2026-06-30",
                "responden": "100",
                "laporan": "2026/hasil/S.pdf",
            }
        },
        predikat={"WBK": {"tahun": "2025", "sk": every}},
        tidak_berlaku={"1.4.a": every, "3.1.b/sk-kolektif": every},
    )
    office.write(office.root / "evidence/2026/hasil/S.pdf", pdf("SPAK"))
    sites.with_real_pages(root)
    sites.built(root)
    sites.built(root, "--internal")


@pytest.fixture(scope="session")
def evil(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office whose every text tries to become markup, with both of its sites."""
    return sites.shared(tmp_path_factory, "jahat", plant_evil)


class TestEscaping:
    """A title is text: whatever an official writes into a file never becomes markup."""

    def pages(self, root: Path, site: str) -> Iterator[tuple[str, lxml.html.HtmlElement]]:
        for file in sites.files_of(root / site):
            if file.suffix == ".html":
                yield file.relative_to(root / site).as_posix(), lxml.html.parse(str(file)).getroot()

    @pytest.mark.parametrize("site", ["site", "site-internal"])
    def test_nothing_of_it_is_alive(self, site: str, evil: Path) -> None:
        alive = []
        for name, page in self.pages(evil, site):
            for element in page.iter():
                if not isinstance(element.tag, str):
                    continue
                for key, value in element.attrib.items():
                    if key.startswith("on") or "javascript:" in value.strip().lower()[:20]:
                        alive.append((name, element.tag, key, value))
                if element.tag == "script" and "jahat" in (element.text or ""):
                    alive.append((name, "script", "", element.text))
                if element.tag in {"h1", "strong", "em", "code", "b", "img", "pre"} and (
                    element.text_content().strip() == "jahat"
                ):
                    alive.append((name, element.tag, "", "jahat"))
        assert alive == []

    def test_it_is_read_as_it_was_written(self, evil: Path) -> None:
        """Every title stands in the register, letter by letter (lines run together)."""
        page = lxml.html.parse(str(evil / "site/bukti/index.html")).getroot()
        text = " ".join(page.text_content().split())
        assert [title for title in EVIL if " ".join(title.split()) not in text] == []

    def test_a_directive_in_a_title_is_no_directive(self, evil: Path) -> None:
        """The register has no score cards, whatever its titles say."""
        page = (evil / "site/bukti/index.html").read_text("utf-8")
        assert "zi-kartu" not in page

    @pytest.mark.parametrize("site", ["site", "site-internal"])
    def test_no_page_is_broken_open(self, site: str, evil: Path) -> None:
        """As many blocks as were opened are closed: the frame of the page stands around the text."""
        for name, page in self.pages(evil, site):
            (article,) = page.xpath("//article")
            assert article.xpath("ancestor::main"), name
            assert page.xpath("//body/footer | //body//footer"), name
            assert not article.xpath(".//footer"), name


# Runs `zi` and dies before a rename whose source ends in a word.
DIE = """
import os, sys
word, *sys.argv[1:] = sys.argv[1:]
def hook(event, args):
    if event == "os.rename" and os.fspath(args[0]).endswith(word):
        os._exit(9)
sys.addaudithook(hook)
from zi_build.cli import main
main()
"""


class TestSwap:
    """The new site takes the place of the old one only when all is well, at whatever moment it ends."""

    def content(self, root: Path) -> dict[str, bytes]:
        site = root / "site"
        return {
            path.relative_to(site).as_posix(): path.read_bytes() for path in sites.files_of(site)
        }

    def test_killed_between_the_two_renames(self, small: Office) -> None:
        before = sites.built(small.root) and self.content(small.root)
        small.paper(PLAN, "2026-02-20 Rencana kedua.pdf")
        command = [sys.executable, "-c", DIE, ".site.baru", "--root", str(small.root)]
        command += ["--as-of", "2026-09-30", "build"]
        killed = subprocess.run(command, capture_output=True, check=False)
        assert killed.returncode == 9
        assert not (small.root / "site").exists(), "the worst moment: neither stands"
        small.text("docs/bocor.md", "x\n")
        small.text("mkdocs.yml", sites.SMALL.replace("zi: {}", "zi: {as_of: kemarin}"))
        assert sites.zi(small.root, "build").returncode == 0, "the option is overruled by --as-of"
        assert "2026-02-20" in json.dumps(sorted(self.content(small.root)))
        assert before != self.content(small.root)
        assert not list(small.root.glob(".site.*"))

    def test_killed_and_then_refused(self, small: Office) -> None:
        """The next run fails: at least the old site is back."""
        before = sites.built(small.root) and self.content(small.root)
        (small.root / "site").rename(small.root / ".site.lama")
        small.text("mkdocs.yml", "site_name: [\n")
        assert sites.zi(small.root, "build").returncode == 1
        assert self.content(small.root) == before
        assert not list(small.root.glob(".site.*"))

    def test_killed_after_both_renames(self, small: Office) -> None:
        sites.built(small.root)
        now = self.content(small.root)
        (small.root / ".site.lama").mkdir()
        (small.root / ".site.lama/index.html").write_text("lama", "utf-8")
        sites.built(small.root)
        assert self.content(small.root) == now
        assert not list(small.root.glob(".site.*"))

    @pytest.mark.parametrize("target", [".", "..", "docs", "evidence", "evidence/situs", "lain"])
    def test_no_folder_of_the_office_is_ever_replaced(self, target: str, small: Office) -> None:
        small.text("lain/penting.txt", "jangan dihapus")
        before = sorted(small.root.rglob("*"))
        done = sites.zi(small.root, "build", "--site-dir", str((small.root / target).resolve()))
        assert done.returncode == 2, done.stderr
        after = {path for path in small.root.rglob("*") if ".zi-cache" not in path.parts}
        assert after == {path for path in before if ".zi-cache" not in path.parts}

    def test_another_target(self, small: Office, tmp_path: Path) -> None:
        there = tmp_path / "unggah" / "situs"
        for _ in range(2):
            done = sites.zi(small.root, "build", "--site-dir", str(there))
            assert done.returncode == 0, done.stderr
        assert (there / "index.html").is_file()
        assert not (small.root / "site").exists()
        assert [path.name for path in there.parent.iterdir()] == ["situs"]


@contextmanager
def serving(root: Path) -> Iterator[str]:
    """Run `mkdocs serve` on this machine only, and end it whatever happens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    log = root.parent / "serve.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "-a", address],
            cwd=root,
            stdout=out,
            stderr=subprocess.STDOUT,
            env={**os.environ, "ZI_AS_OF": "2026-09-30", "NO_MKDOCS_2_WARNING": "1"},
        )
        try:
            yield f"http://{address}/"
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


def wait_for(address: str, wanted: str, seconds: float = 60) -> None:
    """Wait until a page says something."""
    page, until = "", time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310  (our own)
                page = answer.read().decode()
        except OSError:
            page = ""
        if wanted in page:
            return
        time.sleep(0.2)
    pytest.fail(f"“{wanted}” did not come within {seconds} seconds: {page[-500:]}")


def test_serve_follows_the_evidence(small: Office) -> None:
    """A paper is dropped into its folder, later it goes: the page changes by itself, twice."""
    small.text("docs/index.md", "# Bukti\n\n[[zi:register]]\n")
    with serving(small.root) as address:
        wait_for(address, "1 bukti terbuka")
        new = small.paper("1.2.b/keputusan-rencana", "2026-02-01 Keputusan.pdf")
        wait_for(address, "2 bukti terbuka")
        new.unlink()
        wait_for(address, "1 bukti terbuka")
