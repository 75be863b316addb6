"""YAML beside papers to records: sidecars, links and custody records."""

from datetime import date
from typing import Any

from zi_build.load.validate import Parsed
from zi_build.model.catalogue import Access
from zi_build.model.evidence import PageRange, Sidecar


def sidecar_of(parsed: Parsed) -> Sidecar | None:
    """Return the record of one file, or None when the file could not be used."""
    data = parsed.data
    if data is None:
        return None
    return Sidecar(
        place=parsed.value(),
        title=data.get("judul"),
        access=Access(data["akses"]) if data.get("akses") else None,
        reason=data.get("alasan"),
        legal_basis=data.get("dasar_hukum"),
        valid_until=day(data.get("berlaku_sampai")),
        received=day(data.get("diterima")),
        number=data.get("nomor"),
        also_for=tuple(data.get("juga_untuk") or ()),
        pages=tuple(
            (document, PageRange(*map(int, text.split("-"))))
            for document, text in (data.get("halaman") or {}).items()
        ),
        nihil=bool(data.get("nihil")),
        reviewed=data.get("ditinjau"),
        url=data.get("url"),
        accessed=day(data.get("diakses")),
        archive=data.get("arsip"),
        keeper=data.get("penyimpan"),
        on=day(data.get("tanggal")),
        checked=day(data.get("diperiksa")),
        note=data.get("catatan"),
        places=_places(parsed, data),
    )


def _places(parsed: Parsed, data: dict[str, Any]) -> tuple[tuple[str, Any], ...]:
    keys: list[tuple[str, ...]] = [(key,) for key in sorted(data)]
    keys += [("juga_untuk", str(index)) for index in range(len(data.get("juga_untuk") or ()))]
    keys += [("halaman", document) for document in data.get("halaman") or () if document]
    return tuple((".".join(key), parsed.value(*key)) for key in keys if key in parsed.values)


def day(text: str | None) -> date | None:
    """Read a date that has been validated already."""
    return date.fromisoformat(text) if text else None
