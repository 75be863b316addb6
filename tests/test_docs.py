"""The pages as a whole: every link leads somewhere, nothing is left out, nothing is left raw."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import lxml.html
import pytest
import sites
import yaml
from lxml.html import HtmlElement

from zi_build.load.instrument import Shelf, load_catalogue
from zi_build.load.rubric import load_rubric
from zi_build.model.directive import ARGUMENTS, directives

DOCS = sites.REPOSITORY / "docs"
SOURCES = sorted(DOCS.rglob("*.md"))
SITES = ("site", "site-internal")
CODE = "ancestor-or-self::code or ancestor-or-self::script or ancestor-or-self::style"


@pytest.fixture(scope="session")
def both(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample office with its public and its internal site."""
    root = sites.sample(tmp_path_factory)

    def make(folder: Path) -> None:
        sites.built(root, "--internal", "--site-dir", str(folder / "site"))

    internal = sites.shared(tmp_path_factory, "sampel-internal", make)
    return internal.parent


def site_of(both: Path, name: str) -> Path:
    return both / ("sampel/site" if name == "site" else "sampel-internal/site")


@cache
def page_of(file: Path) -> HtmlElement:
    return lxml.html.parse(str(file)).getroot()


def pages(site: Path) -> Iterator[tuple[Path, HtmlElement]]:
    for file in sites.files_of(site):
        if file.suffix == ".html":
            yield file, page_of(file)


def targets_of(page: HtmlElement) -> set[str]:
    return {element.get("id") for element in page.xpath("//*[@id]")} | {
        element.get("name") for element in page.xpath("//a[@name]")
    }


def references(page: HtmlElement) -> Iterator[str]:
    for element in page.iter():
        if isinstance(element.tag, str):
            yield from (element.get(key) for key in ("href", "src", "data") if element.get(key))


@pytest.mark.parametrize("name", SITES)
class TestFinishedSite:
    """Public and internal site of the sample office."""

    def test_every_link_leads_somewhere(self, name: str, both: Path) -> None:
        site = site_of(both, name)
        broken = []
        for file, page in pages(site):
            for link in set(references(page)):
                parts = urlsplit(link)
                if parts.scheme or parts.netloc:
                    continue
                base = site if file.name == "404.html" else file.parent
                path = unquote(parts.path)
                there = (site / path[1:] if path.startswith("/") else base / path).resolve()
                if not path:
                    there = file.resolve()
                elif there.is_dir():
                    there /= "index.html"
                where = file.relative_to(site).as_posix()
                if not there.is_file() or not there.is_relative_to(site.resolve()):
                    broken.append(f"{where}: {link}")
                elif parts.fragment and there.suffix == ".html":
                    known = targets_of(page_of(site / there.relative_to(site.resolve())))
                    if unquote(parts.fragment) not in known:
                        broken.append(f"{where}: {link} (anchor)")
        assert broken == []

    def test_every_other_address_is_safe(self, name: str, both: Path) -> None:
        """Out of the site only by https (http where the office wrote it), mail and telephone."""
        schemes = Counter(
            urlsplit(link).scheme
            for _, page in pages(site_of(both, name))
            for link in references(page)
        )
        assert set(schemes) <= {"", "https", "http", "mailto", "tel", "data"}

    def test_no_directive_is_left_raw(self, name: str, both: Path) -> None:
        raw = [
            file.relative_to(site_of(both, name)).as_posix()
            for file, page in pages(site_of(both, name))
            if page.xpath(f'//text()[contains(., "[[zi:") and not({CODE})]')
        ]
        assert raw == []

    def test_every_directive_gave_something(self, name: str, both: Path) -> None:
        """A part that could not be rendered says so, and must not be there."""
        empty = [
            file.relative_to(site_of(both, name)).as_posix()
            for file, page in pages(site_of(both, name))
            if "belum dapat ditampilkan" in page.text_content()
        ]
        assert empty == []

    def test_no_id_is_given_twice_on_a_page(self, name: str, both: Path) -> None:
        twice = {}
        for file, page in pages(site_of(both, name)):
            ids = Counter(element.get("id") for element in page.xpath("//*[@id]"))
            if found := [one for one, count in ids.items() if count > 1]:
                twice[file.relative_to(site_of(both, name)).as_posix()] = found
        assert twice == {}

    def test_every_page_has_one_title_and_a_description(self, name: str, both: Path) -> None:
        wrong = []
        for file, page in pages(site_of(both, name)):
            described = page.xpath('//meta[@name="description"]/@content')
            if len(page.xpath("//article//h1 | //main//h1")) != 1 or not described:
                wrong.append(file.relative_to(site_of(both, name)).as_posix())
        assert wrong == []

    def test_titles_are_not_shared(self, name: str, both: Path) -> None:
        titles = Counter(page.findtext(".//title") for _, page in pages(site_of(both, name)))
        assert [title for title, count in titles.items() if count > 1] == []

    def test_every_page_of_the_sources_is_there(self, name: str, both: Path) -> None:
        missing = []
        for source in SOURCES:
            below = source.relative_to(DOCS).with_suffix("")
            folder = below.parent if below.name == "index" else below
            if not (site_of(both, name) / folder / "index.html").is_file():
                missing.append(str(below))
        assert missing == []

    def test_nobody_is_told_that_the_predicate_is_reached(self, name: str, both: Path) -> None:
        """Only the Minister awards it (the guideline's own chapters explain what an award is)."""
        said = re.compile(r"\b(telah|sudah|berhasil) (mencapai|meraih|memperoleh) (WBK|WBBM)\b")
        found = [
            file.relative_to(site_of(both, name)).as_posix()
            for file, page in pages(site_of(both, name))
            if said.search(" ".join(page.text_content().split()))
        ]
        assert found == []


class TestSources:
    """The hand-written pages."""

    def test_the_navigation_is_complete(self) -> None:
        def files(entry: object) -> Iterator[str]:
            if isinstance(entry, str):
                yield entry
            elif isinstance(entry, list):
                for one in entry:
                    yield from files(one)
            elif isinstance(entry, dict):
                yield from files(list(entry.values()))

        settings = yaml.safe_load((sites.REPOSITORY / "mkdocs.yml").read_text("utf-8"))
        named = list(files(settings["nav"]))
        assert sorted(named) == [source.relative_to(DOCS).as_posix() for source in SOURCES]
        assert len(set(named)) == len(named)

    def test_every_directive_is_used(self) -> None:
        used = {one.name for source in SOURCES for one in directives(source.read_text("utf-8"))}
        assert used == set(ARGUMENTS)

    @pytest.mark.parametrize("rubric_id", ["pedoman-bpmp-2023", "permenpanrb-52-2014"])
    def test_every_directive_means_something_in_every_rubric(self, rubric_id: str) -> None:
        """Those of the pages of the guideline, whichever rubric with its questions is the site's."""
        catalogue = load_catalogue(Shelf())
        rubric = load_rubric(Shelf(), rubric_id, catalogue)
        known = {
            "indikator": set(rubric.indicators),
            "kriteria": set(catalogue.groups),
            "area": {area.id for area in rubric.areas},
            "syarat": set(rubric.thresholds),
            "pengusulan": set(rubric.thresholds),
        }
        lost = [
            f"{source.name}:{one.line}"
            for source in SOURCES
            for one in directives(source.read_text("utf-8"))
            if one.name in known and not one.rubric and one.argument not in known[one.name]
        ]
        assert lost == []

    def test_every_criterion_has_its_section(self) -> None:
        """A heading with the criterion's number as anchor, and under it the table of its documents."""
        catalogue = load_catalogue(Shelf())
        lacking = []
        for criterion, title in catalogue.groups.items():
            if not criterion[0].isdigit():
                continue  # of the law: its questions are written into the page by [[zi:bagian]]
            area, indicator, _ = criterion.split(".")
            page = "persiapan.md" if area == "0" else f"area/{area}/{area}.{indicator}.md"
            text = (DOCS / page).read_text("utf-8")
            if f"\n## {criterion} {title} {{ #{criterion} }}\n" not in text:
                lacking.append(f"{page}: ## {criterion} {title}")
            if f"\n[[zi:kriteria {criterion}]]\n" not in text:
                lacking.append(f"{page}: [[zi:kriteria {criterion}]]")
        assert lacking == []

    @pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
    def test_front_matter(self, source: Path) -> None:
        _, front, _ = source.read_text("utf-8").split("---\n", 2)
        meta = yaml.safe_load(front)
        assert meta["title"]
        assert 30 <= len(meta["description"]) <= 200
        assert not set(meta["description"]) & set('<>"“”')

    @pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
    def test_the_files_that_developers_read_link_to_files_that_exist(self, name: str) -> None:
        text = (sites.REPOSITORY / name).read_text("utf-8")
        links = re.findall(r"\]\(([^)#\s]+)", text)
        broken = [
            link
            for link in links
            if not urlsplit(link).scheme and not (sites.REPOSITORY / link).exists()
        ]
        assert broken == []
