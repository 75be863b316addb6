"""The last look: walk a finished public site and find anything that belongs to restricted papers."""

import gzip
import hashlib
import html
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from zi_build import checks
from zi_build.diagnostics import Diagnostic, Place
from zi_build.exposure import access_of, exposure, table_reports
from zi_build.model.assessment import Verified
from zi_build.model.catalogue import Access
from zi_build.model.entry import Given
from zi_build.model.evidence import EvidenceItem, Sidecar
from zi_build.model.history import Event
from zi_build.model.period import MONTH_NAMES
from zi_build.model.result import Build
from zi_build.model.unit import Display
from zi_build.model.view import Audience, Exposure
from zi_build.openness import proof_paths

SHORTEST = 5
PERIOD_WORDS = ("triwulan", "semester", "tahun", "bulan", "tanggal", "I", "II", "III", "IV")
HELP_PAGES = "docs/bantuan/"
TEXT_SUFFIXES = frozenset(
    {".html", ".json", ".xml", ".txt", ".md", ".js", ".css", ".svg", ".map", ".csv", ".yml", ".gz"}
)
SEARCH_ENTRY = b'"},{"'  # the search index is one line; its entries are looked at one by one
WORD = re.compile(rb"[^0-9 ]")  # digits alone are a date, a year, an amount: they stand everywhere
DATE_PART = re.compile(rb"(?:19|20)\d\d|[0-3]?\d|[ts][1-4]")
RAW_DIRECTIVE = re.compile(rb"<p>\s*\[\[zi:")
_WORDS = bytes(
    byte if byte >= 128 or chr(byte).isalnum() or byte == ord("\n") else ord(" ")
    for byte in range(256)
).lower()


@dataclass(frozen=True)
class Secrets:
    """What must not appear: phrases (normalised) and digests, each with the paper it betrays."""

    phrases: Mapping[bytes, str]
    digests: Mapping[str, str]


def secrets_of(build: Build) -> Secrets:
    """Return what the public must not see of a build.

    Phrases that stand in public texts anyway (names of documents, of the office, of open papers, the
    help pages' examples) are no secret, nor are everyday words of those texts put together anew
    ("Agustus", "Subbagian Umum"). Only the own name of an exempt paper is secret whatever its
    words are; of a restricted one the document and the period are public.
    """
    rejected = {one.item.path for one in build.rejected}
    hidden = [
        item
        for item in build.workspace.items
        if item.path in rejected
        or exposure(build, item, Audience.PUBLIC) in {Exposure.WITHHELD, Exposure.TWIN}
    ]
    phrases: dict[bytes, str] = {}
    known = _normal("\n".join(_public_texts(build)).encode())
    everyday = frozenset(known.split())
    names = {
        text
        for item in hidden
        for text in (item.path, item.stem)
        if access_of(build, item) is Access.DIKECUALIKAN
    }
    for path, text in _private_texts(build, hidden):
        for form in _forms(text):
            phrase = _normal(form.encode("utf-8", "surrogateescape"))
            if len(phrase) < SHORTEST or not WORD.search(phrase):
                continue
            words = [word for word in phrase.split() if not DATE_PART.fullmatch(word)]
            if not everyday.issuperset(words) or (text in names and phrase not in known):
                phrases.setdefault(phrase, path)
    digests = {item.facts.sha256: item.path for item in hidden if item.facts}
    digests |= _unpublished_proofs(build)
    return Secrets(phrases, digests)


def _unpublished_proofs(build: Build) -> Mapping[str, str]:
    """Return digest → path of what only the checklist or the history names: staff alone see it."""
    results = build.workspace.assessment.results.values()
    published = {answer.report for answer in results}
    published |= {about.report for _, about in table_reports(build)}
    return {
        facts.sha256: path
        for path in proof_paths(build)
        if path not in published and (facts := build.workspace.reports.get(f"evidence/{path}"))
    }


def _forms(text: str) -> tuple[str, ...]:
    """Return a text as pages, addresses and scripts write it."""
    return (
        text,
        text.lower(),
        text.upper(),
        html.escape(text),
        quote(text, errors="surrogateescape"),
        json.dumps(text),
    )


def _private_texts(build: Build, hidden: Iterable[EvidenceItem]) -> Iterator[tuple[str, str]]:
    for item in hidden:
        for text in (item.path, item.stem, item.rest, *_said(item.sidecar)):
            yield item.path, text
        if item.facts:
            yield item.path, item.facts.sha256
            yield item.path, item.facts.sha256[:12]
        if item.twin:
            yield item.twin.path, item.twin.path.rpartition("/")[2]
    for orphan in build.workspace.orphans:
        for text in (orphan.place.path.rpartition("/")[2], *_said(orphan)):
            yield orphan.place.path, text
    for stray in build.workspace.strays:
        for text in (stray.file.rpartition("/")[2], *_said(stray.said)):
            yield stray.said.place.path, text
    for path in build.workspace.inbox:
        yield path, path.rpartition("/")[2]
    yield from _unshown_answers(build)
    yield from _unshown_standing(build)


def _unshown_answers(build: Build) -> Iterator[tuple[str, str]]:
    """Yield what unit and evaluators wrote and the office does not show to the public."""
    shown = build.workspace.unit.display
    workspace = build.workspace
    answered = [workspace.assessment, *(one.assessment for one in workspace.others.values())]
    for assessment in answered:
        for answer in assessment.answers.values():
            if answer.narrative and not shown.narrative:
                yield answer.place.path, answer.narrative
            for said in filter(None, (answer.verified, answer.final)):
                yield from _unshown_remarks(said, shown)
        for result in assessment.results.values():
            for said in filter(None, (result.verified, result.final)):
                yield said.place.path, said.note or ""


def _unshown_remarks(said: Verified, shown: Display) -> Iterator[tuple[str, str]]:
    if not shown.evaluator_notes:
        yield said.place.path, said.note or ""
        yield said.place.path, said.report or ""
    if not shown.findings:
        for text in (*said.findings, *said.recommendations):
            yield said.place.path, text


def _unshown_standing(build: Build) -> Iterator[tuple[str, str]]:
    """Yield the notes and the files of the history and of the checklist."""
    unit = build.workspace.unit
    entries: list[Event | Given] = [*unit.history, *unit.given.values()]
    for said in entries:
        yield said.place.path, said.note or ""
        yield said.place.path, said.proof or ""


def _said(sidecar: Sidecar | None) -> tuple[str, ...]:
    if sidecar is None:
        return ()
    texts = (
        sidecar.title,
        sidecar.number,
        sidecar.url,
        sidecar.archive,
        sidecar.keeper,
        sidecar.note,
        sidecar.reviewed,
    )
    return tuple(text for text in texts if text)


def _public_texts(build: Build) -> Iterator[str]:
    workspace = build.workspace
    for document in workspace.catalogue.documents.values():
        yield document.name
        yield document.valid_if
        yield document.id
    for requirement in workspace.checklist.requirements:
        yield f"{requirement.name} {requirement.proof}"
    unit = workspace.unit
    yield from (unit.name, unit.short, unit.parent, unit.address, *unit.officers.values())
    for team in unit.teams.values():
        yield team.name
    for channel in unit.channels:
        yield f"{channel.name} {channel.value} {channel.url}"
    for item in build.good:
        if exposure(build, item, Audience.PUBLIC) in {Exposure.FILE, Exposure.LINK}:
            url = item.sidecar.url if item.sidecar and item.sidecar.url else ""
            yield f"{item.stem} | {item.title} | {url}"
    yield from (text for path, text in workspace.pages.items() if path.startswith(HELP_PAGES))
    yield from (rule.check.__doc__ or "" for rule in checks.RULES)
    yield from MONTH_NAMES
    yield from PERIOD_WORDS


def _normal(content: bytes) -> bytes:
    """Reduce a text to its words, so that case, punctuation and slugs make no difference."""
    return b" ".join(content.translate(_WORDS).split())


def _unwrapped(content: bytes) -> bytes:
    """Join the lines of a sentence, which goes on after its line's end; lines of tags stay apart."""
    kept = content.replace(b">\n", b">\0").replace(b"\n<", b"\0<")
    return kept.replace(b"\n", b" ").replace(b"\0", b"\n")


def scan(site: Path, secrets: Secrets) -> tuple[Diagnostic, ...]:
    """Return a ZI401 diagnostic for every file of a site that holds a secret or a raw directive."""
    found: list[tuple[Place, str]] = []
    lines: dict[bytes, str] = {}
    for file in sorted(site.rglob("*")):
        if not file.is_file():
            continue
        name = file.relative_to(site).as_posix()
        lines.setdefault(name.encode(), name)
        content = file.read_bytes()
        betrayed = secrets.digests.get(hashlib.sha256(content).hexdigest())
        if betrayed:
            found.append((Place(name), f"Berkas terbatas ikut terbit: {betrayed}."))
        if file.suffix.lower() not in TEXT_SUFFIXES:
            continue
        if name.endswith(".gz"):
            content = gzip.decompress(content)
        if name.endswith(".json"):
            content = content.replace(SEARCH_ENTRY, b"\n").replace(b"\\n", b" ")
        wrapped = name.endswith((".html", ".xml", ".txt", ".md"))
        for line in (_unwrapped(content) if wrapped else content).split(b"\n"):
            lines.setdefault(line, name)
        if name.endswith(".html") and RAW_DIRECTIVE.search(content):
            found.append((Place(name), "Direktif [[zi:…]] terbit mentah."))
    found += _phrases_in(lines, secrets)
    rule = checks.BY_CODE["ZI401"]
    return tuple(rule.diagnose(place, message) for place, message in found)


def _phrases_in(lines: Mapping[bytes, str], secrets: Secrets) -> Iterator[tuple[Place, str]]:
    """Look for every phrase in the distinct lines of a site (most of a page is the same frame).

    A phrase is sought only in the lines that hold its longest word.
    """
    sought: dict[bytes, list[bytes]] = defaultdict(list)
    for phrase in secrets.phrases:
        sought[max(phrase.split(b" "), key=len)].append(phrase)
    words = frozenset(sought)
    plain = b"\n".join(lines).translate(_WORDS).split(b"\n")
    for line, name in zip(plain, lines.values(), strict=True):
        present = line.split()
        if words.isdisjoint(present):
            continue
        normal = b" %s " % b" ".join(present)
        for word in words.intersection(present):
            for phrase in sought[word]:
                if b" %s " % phrase in normal:
                    betrayed = secrets.phrases[phrase]
                    yield (
                        Place(name),
                        f"Memuat “{phrase.decode(errors='replace')}” dari bukti terbatas {betrayed}.",
                    )
