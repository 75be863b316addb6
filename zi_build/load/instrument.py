"""The instrument of the package: its YAML files, and the catalogue as frozen records."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from zi_build import data, ids
from zi_build.errors import InstrumentError
from zi_build.load import yamltext
from zi_build.load.cache import Cache
from zi_build.load.probe import blob_id
from zi_build.model.catalogue import (
    Access,
    Cadence,
    Catalogue,
    Decision,
    DueRule,
    Exemption,
    Kind,
    RequiredDocument,
    Role,
    Validity,
)

AREAS = ("1", "2", "3", "4", "5", "6")


class Shelf:
    """Reads the package's YAML files once, through the workspace's cache."""

    def __init__(self, cache: Cache | None = None, folder: Path = data.FOLDER) -> None:
        self.cache, self.folder = cache, folder

    def read(self, name: str) -> Any:
        """Return one file as nested text.

        Raises InstrumentError, with file and line, when the file is not sound YAML.
        """
        content = (self.folder / name).read_bytes()
        blob = blob_id(content)
        known = self.cache.text(blob, "instrumen") if self.cache else None
        if known is not None:
            return known
        document = yamltext.read(content, name)
        if document.faults:
            fault = document.faults[0]
            raise InstrumentError(f"{fault.place}: {fault.kind} {' '.join(fault.detail)}".strip())
        if self.cache:
            self.cache.keep_text(blob, "instrumen", document.data)
        return document.data


@contextmanager
def entry_of(where: str) -> Iterator[None]:
    """Say in which entry a value was missing or malformed."""
    try:
        yield
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise InstrumentError(f"{where}: {type(error).__name__}: {error}") from error


def load_catalogue(shelf: Shelf) -> Catalogue:
    """Return the catalogue of required documents.

    Raises InstrumentError when an entry is malformed or an alias leads nowhere.
    """
    defaults = {Cadence(name): _due(rule) for name, rule in shelf.read("irama.yml").items()}
    documents: dict[str, RequiredDocument] = {}
    aliases: dict[str, str] = {}
    groups: dict[str, str] = {}
    areas: dict[str, str] = {}
    for number in ("0", *AREAS):
        name = f"documents/area-{number}.yml"
        content = shelf.read(name)
        with entry_of(name):
            areas[content["area"]] = content["nama"]
            groups.update(content["kelompok"])
        for document_id, entry in content["dokumen"].items():
            with entry_of(f"{name}: {document_id}"):
                if "sama_dengan" in entry:
                    aliases[document_id] = entry["sama_dengan"]
                else:
                    documents[document_id] = _document(document_id, entry, defaults)
    for alias, target in aliases.items():
        if target not in documents:
            raise InstrumentError(f"{alias}: sama_dengan {target} does not exist")
    return Catalogue(
        documents=dict(sorted(documents.items(), key=lambda pair: ids.natural_key(pair[0]))),
        aliases=aliases,
        groups=groups,
        areas=areas,
        exemptions={
            key: Exemption(
                key,
                entry["nama"],
                entry["dasar_hukum"],
                entry["bila_dibuka"],
                entry["bila_ditutup"],
                entry["jangka_waktu"],
            )
            for key, entry in shelf.read("pengecualian.yml").items()
        },
        decisions=tuple(
            Decision(
                entry["id"],
                entry["jenis"],
                entry["judul"],
                entry["temuan"],
                entry["keputusan"],
                entry["alasan"],
                entry["sumber"],
            )
            for entry in shelf.read("keputusan.yml")
        ),
        due_defaults=defaults,
    )


def _document(
    document_id: str, entry: Mapping[str, Any], defaults: Mapping[Cadence, DueRule]
) -> RequiredDocument:
    cadence = Cadence(entry["irama"])
    validity, valid_with = _validity(entry.get("berlaku"))
    access = Access(entry["akses"])
    if ("baris" in entry) == ("halaman" in entry):
        raise ValueError("must have either baris or halaman")
    if access is not Access.PUBLIK and "pengecualian" not in entry:
        raise ValueError("pengecualian is missing")
    return RequiredDocument(
        id=document_id,
        name=entry["nama"],
        valid_if=entry["sah_bila"],
        role=Role(entry["peran"]),
        kinds=tuple(Kind(kind) for kind in entry["jenis"]),
        cadence=cadence,
        cadence_assumed=entry.get("sumber_irama") == "asumsi",
        due=_due(entry["jatuh_tempo"]) if "jatuh_tempo" in entry else defaults[cadence],
        validity=validity,
        valid_with=valid_with,
        access=access,
        exemption=entry.get("pengecualian"),
        signed=flag_of(entry.get("tanda_tangan", "tidak"), "ya", "tidak"),
        nihil_allowed=flag_of(entry.get("nihil", "tidak"), "boleh", "tidak"),
        package=entry.get("paket"),
        on_time=flag_of(entry.get("tepat_waktu", "tidak"), "ya", "tidak"),
        information=entry.get("informasi", "setiap-saat"),
        line=int(entry["baris"]) if "baris" in entry else None,
        page=int(entry["halaman"]) if "halaman" in entry else None,
    )


def flag_of(text: str, yes: str, no: str) -> bool:
    """Tell which of two words stands there; raises ValueError when it is neither."""
    if text not in {yes, no}:
        raise ValueError(f"{text}: must be {yes} or {no}")
    return text == yes


def _validity(entry: Any) -> tuple[Validity, str | None]:
    if isinstance(entry, dict):
        return Validity.BERSAMA, entry["bersama"]
    return Validity(entry or "sampai-diganti"), None


def _due(entry: Mapping[str, str]) -> DueRule:
    if "tenggang" in entry:
        return DueRule(grace=int(entry["tenggang"]))
    month, day = entry["paling_lambat"].split("-")
    later = {"berjalan": 0, "berikutnya": 1}[entry.get("tahun", "berjalan")]
    return DueRule(month=int(month), day=int(day), years_later=later)
