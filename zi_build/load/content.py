"""Reading contents through the cache: each byte at most once, hashing on all cores."""

import hashlib
import os
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from typing import Any

from zi_build.diagnostics import Place
from zi_build.errors import reason_of
from zi_build.load import validate
from zi_build.load.cache import Cache
from zi_build.load.probe import LFS, blob_id, probe
from zi_build.load.source import Source
from zi_build.load.validate import Parsed
from zi_build.load.walk import Entry
from zi_build.load.yamltext import MAX_BYTES
from zi_build.model.evidence import Facts
from zi_build.model.fault import Fault

STREAMED_ABOVE = 64 * 1024 * 1024


def gather(
    source: Source, entries: Iterable[Entry], cache: Cache, faults: list[Fault]
) -> Mapping[str, Facts]:
    """Return the facts of every file by path; one that cannot be read is an `unreadable` fault."""
    found: dict[str, Facts] = {}
    pending: list[Entry] = []
    for entry in entries:
        blob = cache.blob(entry)
        known = cache.facts(blob) if blob else None
        if known and _holds(known, entry):
            found[entry.path] = Facts(**{**known, "hidden": tuple(known["hidden"])})
        else:
            pending.append(entry)
    if not pending:
        return found
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
        for entry, result in zip(
            pending, pool.map(lambda e: _read(source, e), pending), strict=True
        ):
            if isinstance(result, str):
                faults.append(Fault("unreadable", Place(entry.path), (result,)))
                continue
            blob, facts = result
            cache.remember(entry, blob)
            cache.keep_facts(blob, asdict(facts))
            found[entry.path] = facts
    return found


def _holds(known: Mapping[str, Any], entry: Entry) -> bool:
    """Tell whether facts by blob id are those of this file.

    On disk a filter (Git LFS) may have put another content in the blob's place: then sizes differ. In
    a revision a pointer is looked at again, for its content may have been fetched since.
    """
    return bool(known["format"] != LFS if entry.blob else known["size"] == entry.size)


def _read(source: Source, entry: Entry) -> tuple[str, Facts] | str:
    try:
        if entry.size > STREAMED_ABOVE:
            return _stream(source, entry)
        content = source.read(entry)
    except OSError as error:
        return reason_of(error)
    return entry.blob or blob_id(content), probe(content)


def _stream(source: Source, entry: Entry) -> tuple[str, Facts]:
    """Hash a very large file in pieces; only its first bytes decide what it is."""
    sha256 = hashlib.sha256()
    sha1 = hashlib.sha1(f"blob {entry.size}\0".encode(), usedforsecurity=False)
    first = b""
    for piece in source.pieces(entry):
        first = first or piece[:1024]
        sha256.update(piece)
        sha1.update(piece)
    facts = Facts(sha256=sha256.hexdigest(), size=entry.size, format=probe(first).format)
    return entry.blob or sha1.hexdigest(), facts


def parse(source: Source, entry: Entry, shape: str, cache: Cache) -> Parsed:
    """Read and check one YAML file, or take what the cache knows of its content."""
    blob = cache.blob(entry)
    known = cache.text(blob, shape) if blob else None
    if known is not None:
        return _thaw(known, entry.path)
    if entry.size > MAX_BYTES:
        fault = Fault("yaml-too-large", Place(entry.path), (f"{entry.size:,}".replace(",", "."),))
        return Parsed(entry.path, None, faults=(fault,))
    try:
        content = source.read(entry)
    except OSError as error:
        fault = Fault("unreadable", Place(entry.path), (reason_of(error),))
        return Parsed(entry.path, None, faults=(fault,))
    parsed = validate.parse(content, entry.path, shape)
    blob = entry.blob or blob_id(content)
    cache.remember(entry, blob)
    cache.keep_text(blob, shape, _freeze(parsed))
    return parsed


def _freeze(parsed: Parsed) -> list[object]:
    return [
        parsed.data,
        [[list(path), *mark] for path, mark in parsed.keys.items()],
        [[list(path), *mark] for path, mark in parsed.values.items()],
        [[f.kind, f.place.line, f.place.column, list(f.detail)] for f in parsed.faults],
        parsed.sha256,
    ]


def _thaw(known: list[Any], path: str) -> Parsed:
    data, keys, values, faults, sha256 = known
    return Parsed(
        path,
        data,
        {tuple(row[0]): (row[1], row[2]) for row in keys},
        {tuple(row[0]): (row[1], row[2]) for row in values},
        tuple(
            Fault(str(kind), Place(path, line, column), tuple(detail))
            for kind, line, column, detail in faults
        ),
        str(sha256),
    )
