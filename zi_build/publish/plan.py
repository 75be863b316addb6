"""The allow-list: which files leave, and under which address. What is not in it does not leave."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from zi_build.exposure import PUBLISHED, exposure, report_target, table_reports, target_of
from zi_build.model.evidence import Facts
from zi_build.model.result import Build
from zi_build.model.view import Audience, Exposure
from zi_build.openness import proof_paths

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
    for shipment in _reports(build, audience):
        found.setdefault(shipment.target, shipment)
    return tuple(found[target] for target in sorted(found))


def _reports(build: Build, audience: Audience) -> Iterator[Shipment]:
    """Yield the reports of the hasil folders that are named somewhere, and open."""
    named = [
        (answer.report, f"hasil/{answer.id}", str(answer.on.year) if answer.on else "")
        for answer in build.workspace.assessment.results.values()
    ]
    named += [
        (about.report, f"hasil/{name}", str(about.on.year) if about.on else "")
        for name, about in table_reports(build)
    ]
    if audience is Audience.INTERNAL:
        named += [(path, "hasil/bukti", path.partition("/")[0]) for path in proof_paths(build)]
    for path, document, period in named:
        facts = build.workspace.report(path)
        if path and facts:
            yield Shipment(f"evidence/{path}", report_target(path), facts, document, period)


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
