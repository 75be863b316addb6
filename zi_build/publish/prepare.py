"""From plan to files: reads each source once, checks that it is what was checked, sanitises it."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from zi_build.errors import LeakError
from zi_build.load.cache import FOLDER, write_atomically
from zi_build.publish.plan import Shipment
from zi_build.publish.sanitise import VERSION, needs, sanitise

_EXTENSION = {"jpeg": "jpg"}


@dataclass(frozen=True, slots=True)
class Parcel:
    """One file ready to be copied into the site, with the digest of exactly those bytes."""

    shipment: Shipment
    file: Path
    sha256: str


def prepare(root: Path, shipments: tuple[Shipment, ...]) -> tuple[Parcel, ...]:
    """Return the files of a plan.

    Sanitised copies are kept below the cache folder by the digest of their source. Raises LeakError
    when a source is no longer what was checked: nothing unchecked may leave.
    """
    memory = root / FOLDER / "terbit.json"
    known: dict[str, str] = {}
    with suppress(OSError, ValueError, TypeError, RecursionError):
        known = dict(json.loads(memory.read_bytes()))
    parcels = tuple(_parcels(root, shipments, known))
    learnt = {_key(one.shipment): one.sha256 for one in parcels if needs(one.shipment.facts)}
    if not learnt.items() <= known.items():
        with suppress(OSError):
            write_atomically(memory, json.dumps({**known, **learnt}, sort_keys=True).encode())
    return parcels


def _key(shipment: Shipment) -> str:
    return f"{shipment.facts.sha256}/{VERSION}"


def _parcels(
    root: Path, shipments: tuple[Shipment, ...], known: dict[str, str]
) -> Iterator[Parcel]:
    for shipment in shipments:
        source = root / shipment.source
        if not needs(shipment.facts):
            _checked(source, shipment)
            yield Parcel(shipment, source, shipment.facts.sha256)
            continue
        extension = _EXTENSION.get(shipment.facts.format, shipment.facts.format)
        name = f"{shipment.facts.sha256}-{VERSION}.{extension}"
        copy = root / FOLDER / "terbit" / name
        digest = known.get(_key(shipment))
        if digest is None or digest != _digest(copy):
            content = sanitise(_checked(source, shipment), shipment.facts)
            digest = hashlib.sha256(content).hexdigest()
            write_atomically(copy, content)
        yield Parcel(shipment, copy, digest)


def _digest(file: Path) -> str | None:
    """Return the digest of a kept copy: a memory that was tampered with must not be published."""
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError:
        return None


def _checked(source: Path, shipment: Shipment) -> bytes:
    if source.is_symlink():
        raise LeakError(f"{shipment.source}: bukan berkas sungguhan")
    content = source.read_bytes()
    if hashlib.sha256(content).hexdigest() != shipment.facts.sha256:
        raise LeakError(f"{shipment.source}: berubah setelah diperiksa; ulangi perintah")
    return content
