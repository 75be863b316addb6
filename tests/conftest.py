"""What every test may ask for: an office to write, golden files, and programs of the machine."""

import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings
from office import AS_OF, Office

from zi_build.load.cache import FOLDER as CACHE
from zi_build.load.cache import Cache
from zi_build.load.holiday import holidays_of
from zi_build.load.instrument import Shelf, load_catalogue
from zi_build.load.rubric import load_rubric, rubric_ids
from zi_build.model.catalogue import Catalogue
from zi_build.model.rubric import Rubric

GOLDEN = Path(__file__).parent / "golden"

# Names under which distributions install the same program.
PROGRAMS = {
    "chromium": ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
    "libreoffice": ("libreoffice", "soffice"),
}

# The machine of a colleague may be slow: what is measured here is truth, not time.
settings.register_profile("zi", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("zi")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--update-golden`."""
    parser.addoption(
        "--update-golden", action="store_true", help="write the golden files instead of comparing"
    )


@pytest.fixture(scope="session")
def seed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a cache that knows the instrument and the holidays, so that each office starts warm."""
    root = tmp_path_factory.mktemp("seed")
    cache = Cache(root)
    catalogue = load_catalogue(Shelf(cache))
    for rubric in rubric_ids():
        load_rubric(Shelf(cache), rubric, catalogue)
    holidays_of(range(2019, 2031), (), cache)
    cache.save()
    return root / CACHE


@pytest.fixture
def office(tmp_path: Path, seed: Path) -> Office:
    """Return an empty office in a folder of its own."""
    return Office(tmp_path / "kantor", seed=seed)


@pytest.fixture
def make_office(tmp_path: Path, seed: Path) -> Callable[[str], Office]:
    """Return a maker of further offices, by name."""

    def make(name: str, as_of: date = AS_OF) -> Office:
        return Office(tmp_path / name, as_of=as_of, seed=seed)

    return make


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """Return the catalogue of required documents of the package."""
    return load_catalogue(Shelf())


@pytest.fixture(scope="session")
def rubrics(catalogue: Catalogue) -> dict[str, Rubric]:
    """Return every rubric of the package by id."""
    return {name: load_rubric(Shelf(), name, catalogue) for name in rubric_ids()}


@pytest.fixture(scope="session")
def rubric(rubrics: dict[str, Rubric]) -> Rubric:
    """Return the default rubric."""
    return rubrics["pedoman-bpmp-2023"]


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str | bytes], None]:
    """Return a comparison with `tests/golden/<name>`, byte for byte; `--update-golden` writes it."""
    update = request.config.getoption("--update-golden")

    def compare(name: str, content: str | bytes) -> None:
        file = GOLDEN / name
        found = content.encode() if isinstance(content, str) else content
        if update:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(found)
            return
        assert file.exists(), f"{name} does not exist; write it with --update-golden"
        expected = file.read_bytes()
        if isinstance(content, str):
            assert content == expected.decode(), f"{name} differs; --update-golden if it is meant"
        assert found == expected, f"{name} differs; --update-golden if it is meant"

    return compare


@pytest.fixture(scope="session")
def program() -> Callable[[str], str]:
    """Return a finder of programs: skips loudly where one is missing, fails in CI (ZI_REQUIRE_ALL).

    `program("pdftotext")` returns its path.
    """

    def find(name: str) -> str:
        for candidate in PROGRAMS.get(name, (name,)):
            found = shutil.which(candidate)
            if found:
                return found
        reason = f"{name} is not installed on this machine: NOT TESTED HERE"
        if os.environ.get("ZI_REQUIRE_ALL"):
            pytest.fail(f"{reason}, and ZI_REQUIRE_ALL is set", pytrace=False)
        pytest.skip(reason)

    return find
