"""How a paper appears to an audience and where it stands in the site: decided here for everyone."""

import re
import unicodedata
from collections.abc import Iterator

from zi_build.model.catalogue import Access, Kind
from zi_build.model.evidence import EvidenceItem
from zi_build.model.result import Build
from zi_build.model.survey import About
from zi_build.model.view import Audience, Exposure

PUBLISHED = "bukti"
_UNSAFE = re.compile(r"[^a-z0-9]+")


def access_of(build: Build, item: EvidenceItem) -> Access:
    """Return the class of a paper: the strictest of its documents, unless its sidecar says.

    A paper with a redacted twin is at least `terbatas`: whoever made the twin meant the original to
    stay in the office.
    """
    catalogue = build.workspace.catalogue
    if any(catalogue.resolve(name) is None for name in item.names):
        return Access.DIKECUALIKAN  # the class of a document that is not known cannot be known
    level = item.access(*(document.access for document in catalogue.known(item.names)))
    return Access.strictest(level, Access.TERBATAS) if item.twin else level


def exposure(build: Build, item: EvidenceItem, audience: Audience) -> Exposure:
    """Decide, once and for everyone, how a paper appears; what is not allowed here never leaves."""
    level = access_of(build, item)
    highest = Access.TERBATAS if audience is Audience.INTERNAL else Access.PUBLIK
    may_open = level.rank <= highest.rank
    if item.kind is Kind.TAUTAN:
        return Exposure.LINK if may_open else Exposure.WITHHELD
    if item.kind is Kind.SIMPANAN:
        return Exposure.WITHHELD
    if may_open:
        return Exposure.FILE
    twin_sound = item.twin is not None and item.twin.path not in build.bad_paths
    return Exposure.TWIN if level is Access.TERBATAS and twin_sound else Exposure.WITHHELD


def target_of(build: Build, item: EvidenceItem, audience: Audience) -> str | None:
    """Return where a paper stands in the site, or None when it is not there.

    A twin's address says document and period only: its name is the name of the restricted original.
    """
    shown = exposure(build, item, audience)
    if shown is Exposure.TWIN and item.twin:
        extension = item.twin.path.rpartition(".")[2].lower()
        words, digest = item.document.partition("/")[2], item.twin.facts.sha256
    elif shown is Exposure.FILE and item.facts:
        extension, words, digest = item.extension[1:], slug(item.rest), item.facts.sha256
    else:
        return None
    name = "-".join(part for part in (str(item.period), words, digest[:8]) if part)
    return f"{PUBLISHED}/{item.document}/{name}.{extension}"


def report_target(path: str) -> str:
    """Return where a hasil report stands in the site: safe letters, and the year of its folder."""
    stem = path.rpartition("/")[2].rpartition(".")[0]
    name = "-".join(part for part in (path.partition("/")[0], slug(stem)) if part)
    return f"{PUBLISHED}/hasil/{name}.pdf"


def slug(text: str) -> str:
    """Return lower-case ASCII words joined by hyphens, at most 60 characters."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return _UNSAFE.sub("-", plain).strip("-")[:60].rstrip("-")


def table_reports(build: Build) -> Iterator[tuple[str, About]]:
    """Yield what is said beside each table of today or older that names a report, and its kind."""
    workspace, as_of = build.workspace, build.workspace.as_of
    said = [(one.kind.value, one.about) for one in workspace.surveys if one.begun <= as_of]
    said += [("tlhp", one.about) for one in workspace.audits if one.begun <= as_of]
    said += [("pengaduan", one.about) for one in workspace.complaints if one.period.start <= as_of]
    yield from ((kind, about) for kind, about in said if about and about.report)
