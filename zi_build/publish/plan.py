"""The allow-list: which files leave, and under which address. What is not in it does not leave."""

import json
from dataclasses import dataclass

from zi_build.model.evidence import Facts
from zi_build.model.result import Build
from zi_build.model.view import Audience, Exposure
from zi_build.views import PUBLISHED, exposure, report_target, table_reports, target_of

MANIFEST = f"{PUBLISHED}/manifest.json"


@dataclass(frozen=True, slots=True)
class Shipment:
    """One file that leaves: from where, to where, and what it must contain when it is read."""

    source: str
    target: str
    facts: Facts
    document: str
    period: str


def plan(build: Build, audience: Audience) -> tuple[Shipment, ...]:
    """Return everything of the evidence folder that an audience gets, sorted by target."""
    found: dict[str, Shipment] = {}
    for item in build.good:
        target = target_of(build, item, audience)
        if target is None:
            continue
        if exposure(build, item, audience) is Exposure.TWIN:
            source, facts = (item.twin.path, item.twin.facts) if item.twin else ("", None)
        else:
            source, facts = item.path, item.facts
        if facts is not None:
            found[target] = Shipment(source, target, facts, item.document, str(item.period))
    for answer in build.workspace.assessment.results.values():
        facts = build.workspace.reports.get(f"evidence/{answer.report}")
        if answer.report and facts and facts.problem is None and facts.format == "pdf":
            target = report_target(answer.report)
            period = str(answer.on.year) if answer.on else ""
            source = f"evidence/{answer.report}"
            found[target] = Shipment(source, target, facts, f"hasil/{answer.id}", period)
    for name, about in table_reports(build):
        facts = build.workspace.reports.get(f"evidence/{about.report}")
        if about.report and facts and facts.problem is None and facts.format == "pdf":
            target, period = report_target(about.report), str(about.on.year) if about.on else ""
            source = f"evidence/{about.report}"
            found.setdefault(target, Shipment(source, target, facts, f"hasil/{name}", period))
    return tuple(found[target] for target in sorted(found))


def manifest(shipments: tuple[Shipment, ...], digests: dict[str, str]) -> str:
    """Return the list of published files as JSON: address, document, period, digest as published."""
    rows = [
        {
            "berkas": shipment.target,
            "dokumen": shipment.document,
            "periode": shipment.period,
            "sha256": digests[shipment.target],
        }
        for shipment in shipments
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
