"""A small office, and everything that is made of it, byte for byte: read the difference as a reviewer.

The input lies in `golden/small/input`; `pytest --update-golden` writes the rest of that folder.
"""

import json
import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import sites

from zi_build.build import build
from zi_build.export import projections
from zi_build.model.result import Build
from zi_build.model.view import Audience
from zi_build.publish.plan import manifest, plan
from zi_build.publish.prepare import prepare
from zi_build.render.pages import expand
from zi_build.views import view

SMALL = Path(__file__).parent / "golden/small"
INPUT = SMALL / "input"
PAGES = sorted(path.relative_to(INPUT / "docs").as_posix() for path in INPUT.glob("docs/**/*.md"))
AUDIENCES = [audience.value for audience in Audience]
REPORTS = {"check": projections.check, "score": projections.score, "gaps": projections.gaps}

Golden = Callable[[str, str], None]


def no_clock(_zone: str) -> date:
    raise AssertionError("the day of judgement of this office is pinned")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Build:
    root = tmp_path_factory.mktemp("kecil") / "kantor"
    shutil.copytree(INPUT, root)
    return build(root, today=no_clock)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("audience", AUDIENCES)
def test_pages(page: str, audience: str, small: Build, golden: Golden) -> None:
    text = expand(small.workspace.pages[f"docs/{page}"], page, view(small, Audience(audience)))
    golden(f"small/{audience}/{page}", text)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_what_is_published(audience: str, small: Build, golden: Golden) -> None:
    """What leaves, and under which address (digests differ where a machine packs differently)."""
    shipments = plan(small, Audience(audience))
    parcels = prepare(small.workspace.root, shipments)
    digests = {parcel.shipment.target: "…" for parcel in parcels}
    golden(f"small/{audience}/manifest.json", manifest(shipments, digests))


@pytest.mark.parametrize("name", REPORTS)
def test_json(name: str, small: Build, golden: Golden) -> None:
    text = json.dumps(REPORTS[name](small), ensure_ascii=False, indent=1)
    golden(f"small/{name}.json", f"{text}\n")


def test_nothing_is_kept_that_is_no_longer_made() -> None:
    made = {f"{audience}/{page}" for audience in AUDIENCES for page in [*PAGES, "manifest.json"]}
    made |= {f"{name}.json" for name in REPORTS}
    kept = {
        path.relative_to(SMALL).as_posix()
        for path in SMALL.rglob("*")
        if path.is_file() and INPUT not in path.parents
    }
    assert kept == made


def test_two_builds_give_the_same_bytes(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Another folder, another machine's settings, files written in another order: one site."""
    first = sites.sample(tmp_path_factory)
    second = tmp_path_factory.mktemp("lain") / "folder lain"
    for name in ("evidence", "docs"):
        files = sorted(sites.files_of(sites.REPOSITORY / name), reverse=True)
        for file in files:
            there = second / file.relative_to(sites.REPOSITORY)
            there.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, there)
    shutil.copyfile(sites.REPOSITORY / "mkdocs.yml", second / "mkdocs.yml")
    done = sites.zi(
        second, "build", PYTHONHASHSEED="7", TZ="Pacific/Kiritimati", LC_ALL="C", LANG="C"
    )
    assert done.returncode == 0, done.stderr
    digests = [
        {file.relative_to(root): file.read_bytes() for file in sites.files_of(root / "site")}
        for root in (first, second)
    ]
    assert digests[0].keys() == digests[1].keys()
    assert [name for name, content in digests[0].items() if content != digests[1][name]] == []


def test_no_path_of_the_machine_is_in_a_site(tmp_path_factory: pytest.TempPathFactory) -> None:
    site = sites.sample(tmp_path_factory) / "site"
    here = {str(site.parent), str(sites.REPOSITORY), os.path.expanduser("~/")}  # noqa: PTH111  (with its slash)
    found = [
        file.name
        for file in sites.files_of(site)
        for path in here
        if path.encode() in file.read_bytes()
    ]
    assert found == []
