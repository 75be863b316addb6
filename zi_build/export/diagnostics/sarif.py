"""SARIF 2.1.0 (OASIS), as code scanning of GitHub and viewers of editors read it."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from zi_build import __version__, checks
from zi_build.checks.rule import Rule
from zi_build.export.diagnostics.listing import Listed, Listing, clean

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
VERSION = "2.1.0"
ROOT = "%SRCROOT%"
PAGE = "bantuan/aturan/"


def sarif(listing: Listing, site: str | None = None) -> str:
    """Return a log with one run.

    `site` is the address of the office's site: the rules' help is a page of it.
    """
    rules = {rule.code: number for number, rule in enumerate(checks.RULES)}
    run: dict[str, Any] = {
        "tool": {
            "driver": {
                "name": "zi",
                "version": __version__,
                "rules": [_rule(rule, site) for rule in checks.RULES],
            }
        },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {ROOT: {"description": {"text": "Akar repositori."}}},
        "results": [_result(row, rules, compared=listing.compared) for row in listing.rows],
    }
    if listing.falls:
        run["invocations"] = [
            {
                "executionSuccessful": True,
                "toolExecutionNotifications": [
                    {"level": "error", "message": {"text": fall}} for fall in listing.falls
                ],
            }
        ]
    log = {"$schema": SCHEMA, "version": VERSION, "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1)


def _rule(rule: Rule, site: str | None) -> dict[str, Any]:
    sections = rule.sections
    told = [f"{heading}: {text}" for heading, text in sections]
    about = {
        "id": rule.code,
        "name": rule.check.__name__,
        "shortDescription": {"text": f"{rule.title}."},
        "fullDescription": {"text": " ".join([f"{rule.title}.", *told])},
        "help": {
            "text": "\n\n".join([f"{rule.title}.", *told]),
            "markdown": "\n\n".join(
                [f"**{rule.title}.**", *(f"**{heading}:** {text}" for heading, text in sections)]
            ),
        },
        "defaultConfiguration": {"level": rule.severity.value},
        "properties": {"tags": ["zona-integritas"]},
    }
    if site:
        about["helpUri"] = f"{site.rstrip('/')}/{PAGE}#{rule.code}"
    return about


def _result(row: Listed, rules: Mapping[str, int], *, compared: bool) -> dict[str, Any]:
    # A paper has no lines, but code scanning takes no result without one.
    region = {"startLine": row.line or 1}
    if row.column:
        region["startColumn"] = row.column
    artifact = {"uri": quote(row.path, safe="/", errors="surrogateescape"), "uriBaseId": ROOT}
    result: dict[str, Any] = {
        "ruleId": row.code,
        "ruleIndex": rules[row.code],
        "level": row.severity,
        "message": {"text": clean(row.message)},
        "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": region}}],
        "partialFingerprints": {"zi/v1": row.fingerprint},
    }
    if compared:
        result["baselineState"] = "unchanged" if row.known else "new"
    return result
