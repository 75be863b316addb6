"""What `zi register` did, in a few lines or as JSON: both from the same value."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

# More files than this are counted, not listed.
MOST = 12
_PLAIN = re.compile(r"[\w./-]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Placing:
    """A paper of the inbox that its row tells everything of that placing it needs."""

    file: str
    document: str
    when: str
    is_day: bool
    title: str | None = None
    access: str | None = None
    reason: str | None = None

    @property
    def arguments(self) -> tuple[str, ...]:
        """What `zi add` is told: the access too, for it says what will be published."""
        words = (
            ("--untuk", self.document),
            ("--tanggal" if self.is_day else "--periode", self.when),
            ("--judul", self.title),
            ("--akses", self.access),
            ("--alasan", self.reason),
        )
        return (self.file, *(word for option, text in words if text for word in (option, text)))


@dataclass(frozen=True, slots=True)
class Told:
    """What became of the list of a year; `wrong` counts rows that need a hand."""

    path: str
    rows: int
    waiting: int
    wrong: int
    is_new: bool
    changed: int
    written: bool
    added: tuple[str, ...] = ()
    moved: tuple[tuple[str, str], ...] = ()
    gone: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    formulas: int = 0
    ready: tuple[Placing, ...] = ()

    @property
    def placing(self) -> tuple[str, ...]:
        """The commands that put the papers of the inbox where their rows say."""
        return tuple(
            " ".join(("zi add", *(_quoted(word) for word in words))) for words in self.arguments
        )

    @property
    def arguments(self) -> tuple[tuple[str, ...], ...]:
        """What `zi add` is told of each of them."""
        return tuple(one.arguments for one in self.ready)


def _quoted(word: str) -> str:
    return word if _PLAIN.fullmatch(word) else '"' + word.replace('"', "'") + '"'


def text(told: Told) -> str:
    """Return the sentences."""
    return "\n".join(_lines(told))


def _lines(told: Told) -> Iterator[str]:
    future = "" if told.written or not told.changed else "akan "
    if told.is_new:
        yield f"{told.path} {future}dibuat: {told.rows} baris."
    elif not told.changed:
        yield f"{told.path} sudah sesuai dengan foldernya; tidak ada yang diubah."
    else:
        yield f"{told.path} {future}diperbarui: {told.changed} sel; yang Anda tulis tetap."
        yield from _listed("baris baru", (f"+ {file}" for file in told.added))
        yield from _listed("pindah", (f"> {old} → {new}" for old, new in told.moved))
        yield from _listed("tidak ada lagi", (f"- {file}" for file in told.gone))
        if told.headings:
            yield f"Kolom ditambahkan kembali: {', '.join(told.headings)}."
        if told.formulas:
            yield f"{told.formulas} rumus diganti hasilnya; hasil rumus tidak ikut bila daftar ditulis ulang."
    if told.waiting:
        yield f"{told.waiting} berkas menunggu di kotak masuk."
    if told.placing:
        yield "Sudah diisi barisnya; letakkan dengan zi register --tempatkan, atau satu per satu:"
        yield from (f"  {command}" for command in told.placing)
    if told.wrong:
        yield f"{told.wrong} baris perlu diperbaiki; lihat kolom Pesan pemeriksaan, atau zi check."
    if told.changed and not told.written:
        yield "Belum ada yang ditulis (--dry-run)."


def _listed(what: str, files: Iterator[str]) -> Iterator[str]:
    found = list(files)
    if found:
        yield f"{len(found)} {what}:"
        yield from (f"  {file}" for file in found[:MOST])
        if len(found) > MOST:
            yield f"  … dan {len(found) - MOST} lagi"


def as_json(told: Told) -> dict[str, Any]:
    """Return the same as data."""
    return {
        "berkas": told.path,
        "baris": told.rows,
        "menunggu": told.waiting,
        "perlu_diperbaiki": told.wrong,
        "baru": told.is_new,
        "sel_diubah": told.changed,
        "ditulis": told.written,
        "ditambahkan": list(told.added),
        "dipindahkan": [{"dari": old, "ke": new} for old, new in told.moved],
        "tidak_ada_lagi": list(told.gone),
        "kolom_ditambahkan": list(told.headings),
        "rumus_diganti": told.formulas,
        "siap_diletakkan": [
            {"berkas": one.file, "dokumen": one.document, "kapan": one.when, "judul": one.title}
            for one in told.ready
        ],
    }
