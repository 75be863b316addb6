"""The finished site in a real browser: phone and desktop, light and dark, keyboard and no network."""

import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

REPOSITORY = Path(__file__).parent.parent
PAGES = (
    "",
    "area/1/",
    "area/1/1.1/",
    "area/4/4.1/",
    "persiapan/",
    "hasil/",
    "kekurangan/",
    "temuan/",
    "pengusulan/",
    "bukti/",
    "informasi-publik/dip/",
    "informasi-publik/dik/",
    "metodologi/",
    "pengaduan/",
    "pedoman/glosarium/",
    "bantuan/berkas-yaml/",
    "bantuan/data-hasil/",
    "bantuan/aturan/",
    "404.html",
)
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WCAG = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }
}

pytestmark = pytest.mark.xdist_group("browser")


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Build the public site of the sample office and serve it on this machine."""
    root = tmp_path_factory.mktemp("sampel")
    for name in ("docs", "evidence"):
        shutil.copytree(REPOSITORY / name, root / name)
    shutil.copy(REPOSITORY / "mkdocs.yml", root)
    command = [sys.executable, "-m", "zi_build", "--root", str(root), "build", "--strict"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    handler = partial(_Quiet, directory=str(root / "site"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.fixture(scope="module")
def browser(program) -> Iterator[Browser]:
    """Start the system's Chromium."""
    executable = program("chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=executable, args=list(FLAGS))
        yield started
        started.close()


def _open(browser: Browser, address: str, width: int, scheme: str = "light") -> Page:
    context = browser.new_context(
        viewport={"width": width, "height": 844}, color_scheme=scheme, locale="id-ID"
    )
    page = context.new_page()
    page.goto(address)
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_has_an_accessibility_violation(browser, address, width, scheme):
    found = []
    page = _open(browser, address, width, scheme)
    for name in PAGES:
        page.goto(address + name)
        for violation in Axe().run(page, options=WCAG).response["violations"]:
            nodes = [node["target"] for node in violation["nodes"][:3]]
            found.append(f"/{name}: {violation['id']}: {nodes}")
    assert not found, "\n".join(found)


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_no_page_is_wider_than_the_screen(browser, address, width):
    page = _open(browser, address, width)
    wide = []
    for name in PAGES:
        page.goto(address + name)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wide.append(name)
    assert not wide


def test_nothing_is_asked_of_another_host(browser, address):
    asked: list[str] = []
    page = _open(browser, address, 1280)
    page.on("request", lambda request: asked.append(request.url))
    for name in PAGES:
        page.goto(address + name, wait_until="networkidle")
    page.keyboard.press("f")
    page.keyboard.type("pengaduan")
    page.wait_for_timeout(500)
    assert asked
    assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []


def test_no_page_reports_an_error_in_the_console(browser, address):
    told: list[str] = []
    page = _open(browser, address, 1280)
    page.on("console", lambda line: told.append(line.text) if line.type == "error" else None)
    page.on("pageerror", lambda error: told.append(str(error)))
    for name in PAGES[:-1]:
        page.goto(address + name)
    assert told == []


def test_a_citizen_reaches_the_paper_in_two_taps_from_an_indicator(browser, address):
    """From the number of an area: tap the indicator, then tap the paper."""
    page = _open(browser, address + "area/1/", 390)
    page.locator("article table").get_by_role("link", name="1.1 Tim Kerja").click()
    link = page.locator(".zi-bukti a[href$='.pdf']").first
    answer = page.request.get(page.evaluate("element => element.href", link.element_handle()))
    assert answer.ok
    assert answer.body().startswith(b"%PDF-")


def test_search_finds_words_in_brackets_and_document_names(browser, address):
    page = _open(browser, address, 1280)
    for word in ("maklumat", "gratifikasi", "LAKIN", "SOP"):
        page.goto(address)
        page.keyboard.press("f")
        page.keyboard.type(word)
        page.wait_for_selector(".md-search-result__item", timeout=5000)
        assert page.locator(".md-search-result__item").count() > 0, word


def test_the_first_tab_leads_to_the_content(browser, address):
    page = _open(browser, address + "area/1/1.1/", 1280)
    page.keyboard.press("Tab")
    focused = page.evaluate("document.activeElement.textContent.trim()")
    assert focused.lower().startswith("lewati") or focused.lower().startswith("langsung")
