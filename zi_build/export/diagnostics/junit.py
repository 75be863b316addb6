"""JUnit's XML, as the test pages of forges read it.

A suite is a rule. Every file that violates it is a test that failed; a rule that nobody violates is
one test that passed: so a page of tests names the file, and a mended file is seen as mended.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from html import escape
from typing import NamedTuple

from zi_build import checks
from zi_build.export.diagnostics.listing import Listed, Listing, clean, flat

HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
_RATCHET = "dibanding keadaan yang terbit"


class Case(NamedTuple):
    """One test: its element, and what became of it."""

    element: str
    outcome: str  # passed, failed or skipped


def junit(listing: Listing) -> str:
    """Return the report; warnings pass and are told, what was known before is skipped."""
    by_rule: dict[str, list[Listed]] = defaultdict(list)
    for row in listing.rows:
        by_rule[row.code].append(row)
    suites = {
        f"{rule.code} {rule.title}": list(_cases(rule.code, by_rule[rule.code]))
        for rule in checks.RULES
    }
    if listing.compared:
        falls = [_failed(_RATCHET, fall, fall, fall) for fall in listing.falls]
        suites[_RATCHET] = falls or [_case(_RATCHET, "tidak ada yang lebih buruk")]
    body = "\n".join(_suite(name, cases) for name, cases in suites.items())
    counts = _counts(case for cases in suites.values() for case in cases)
    return f'{HEAD}\n<testsuites name="zi check" {counts}>\n{body}\n</testsuites>'


def _suite(name: str, cases: list[Case]) -> str:
    body = "\n".join(case.element for case in cases)
    return f"<testsuite name={_quoted(name)} {_counts(cases)}>\n{body}\n</testsuite>"


def _counts(cases: Iterable[Case]) -> str:
    found = [case.outcome for case in cases]
    failed, skipped = found.count("failed"), found.count("skipped")
    return f'tests="{len(found)}" failures="{failed}" errors="0" skipped="{skipped}"'


def _cases(code: str, rows: list[Listed]) -> Iterator[Case]:
    if not rows:
        yield _case(code, "tidak ada yang melanggar")
    for row in rows:
        said = f"{row.place}: {row.message}"
        if row.is_error and not row.known:
            yield _failed(code, row.place, row.message, said, row.path)
        elif row.is_error:
            inside = f"<skipped message={_quoted(f'seperti sebelumnya: {row.message}')}/>"
            yield _case(code, row.place, inside, row.path, outcome="skipped")
        else:
            inside = f"<system-out>{escape(clean(said), quote=False)}</system-out>"
            yield _case(code, row.place, inside, row.path)


def _failed(kind: str, name: str, message: str, body: str, file: str = "") -> Case:
    said = f"message={_quoted(message)} type={_quoted(kind)}"
    inside = f"<failure {said}>{escape(clean(body), quote=False)}</failure>"
    return _case(kind, name, inside, file, outcome="failed")


def _case(
    kind: str, name: str, inside: str = "", file: str = "", *, outcome: str = "passed"
) -> Case:
    where = f" file={_quoted(file)}" if file else ""
    start = f"<testcase classname={_quoted(kind)} name={_quoted(name)}{where}>"
    return Case(f"{start}{inside}</testcase>", outcome)


def _quoted(text: str) -> str:
    return f'"{escape(flat(text))}"'
