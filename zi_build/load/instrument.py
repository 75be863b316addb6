"""The instrument of the package: catalogue and rubrics, from YAML to frozen records."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from typing import Any

from zi_build import data, ids
from zi_build.errors import InstrumentError, UsageError
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
from zi_build.model.rubric import (
    Area,
    Criterion,
    Cutoff,
    FrequencyRule,
    Indicator,
    Result,
    Rubric,
    Scale,
    Threshold,
)

DEFAULT_RUBRIC = "pedoman-bpmp-2023"
AREAS = ("1", "2", "3", "4", "5", "6")


def rubric_ids() -> tuple[str, ...]:
    """Return the ids of the rubrics that the package carries, sorted."""
    return tuple(sorted(path.parent.name for path in data.FOLDER.glob("rubrics/*/rubrik.yml")))


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
def _at(where: str) -> Iterator[None]:
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
        with _at(name):
            areas[content["area"]] = content["nama"]
            groups.update(content["kelompok"])
        for document_id, entry in content["dokumen"].items():
            with _at(f"{name}: {document_id}"):
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
        signed=_flag(entry.get("tanda_tangan", "tidak"), "ya", "tidak"),
        nihil_allowed=_flag(entry.get("nihil", "tidak"), "boleh", "tidak"),
        package=entry.get("paket"),
        on_time=_flag(entry.get("tepat_waktu", "tidak"), "ya", "tidak"),
        information=entry.get("informasi", "setiap-saat"),
        line=int(entry["baris"]),
    )


def _flag(text: str, yes: str, no: str) -> bool:
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


def load_rubric(shelf: Shelf, rubric_id: str, catalogue: Catalogue) -> Rubric:
    """Return one rubric.

    Raises UsageError when there is none of that id, InstrumentError when it is malformed.
    """
    if rubric_id not in rubric_ids():
        near = ids.nearest(rubric_id, rubric_ids())
        hint = f" Maksud Anda {near}?" if near else ""
        raise UsageError(
            f"Rubrik “{rubric_id}” tidak dikenal. Yang ada: {', '.join(rubric_ids())}.{hint}"
        )
    name = f"rubrics/{rubric_id}/rubrik.yml"
    head = shelf.read(name)
    with _at(name):
        lender = head.get("skala_dari", rubric_id)
        scales_of = head if lender == rubric_id else shelf.read(f"rubrics/{lender}/rubrik.yml")
        scales = {key: _scale(key, entry) for key, entry in scales_of["skala"].items()}
        areas = tuple(
            _area(
                shelf.read(f"rubrics/{head['kriteria_dari']}/area-{number}.yml"), scales, catalogue
            )
            for number in AREAS
        )
        results = tuple(_result(key, entry, scales) for key, entry in head["hasil"].items())
        groups = dict(head["kelompok"])
        return Rubric(
            id=head["id"],
            name=head["nama"],
            basis=head["dasar"],
            description=head["keterangan"],
            areas=areas,
            results=results,
            groups=groups,
            scales=scales,
            thresholds={
                predicate: tuple(_thresholds(entry, areas, results, groups))
                for predicate, entry in head["ambang"].items()
            },
            needs_held=dict(head.get("syarat_predikat", {})),
        )


def _scale(scale_id: str, entry: Mapping[str, Any]) -> Scale:
    cutoffs = []
    for option, text in entry["batas"].items():
        sign, bound = text.split(" ")
        cutoffs.append(Cutoff(option, Fraction(bound), {">=": False, ">": True}[sign]))
    options = {key: Fraction(value) for key, value in entry["pilihan"].items()}
    return Scale(scale_id, entry["nama"], options, tuple(cutoffs))


def _area(entry: Mapping[str, Any], scales: Mapping[str, Scale], catalogue: Catalogue) -> Area:
    area = entry["area"]
    indicators = []
    for indicator_id, part in entry["indikator"].items():
        criteria = []
        for criterion_id, question in part["kriteria"].items():
            with _at(criterion_id):
                criteria.append(
                    _criterion(criterion_id, indicator_id, area, question, scales, catalogue)
                )
        indicators.append(
            Indicator(indicator_id, area, part["nama"], Fraction(part["bobot"]), tuple(criteria))
        )
    return Area(area, entry["nama"], Fraction(entry["bobot"]), tuple(indicators))


def _criterion(
    criterion_id: str,
    indicator_id: str,
    area: str,
    entry: Mapping[str, Any],
    scales: Mapping[str, Scale],
    catalogue: Catalogue,
) -> Criterion:
    scale = scales[entry["skala"]]
    documents = []
    for named in entry["dokumen"]:
        document = catalogue.resolve(named)
        if document is None:
            raise ValueError(f"{named} is not in the catalogue")
        documents.append(document.id)
    rule = None
    if "frekuensi" in entry:
        rhythm = dict(entry["frekuensi"])
        document_id = rhythm.pop("dokumen")
        rule = FrequencyRule(
            document_id, tuple((Cadence(cadence), option) for cadence, option in rhythm.items())
        )
    if list(entry["pilihan"]) != list(scale.options):
        raise ValueError(f"options {list(entry['pilihan'])} are not those of {scale.id}")
    return Criterion(
        id=criterion_id,
        indicator=indicator_id,
        area=area,
        title=catalogue.groups[criterion_id],
        question=entry["pertanyaan"],
        scale=scale,
        options=dict(entry["pilihan"]),
        documents=tuple(dict.fromkeys(documents)),
        frequency=rule,
        letter=entry["huruf"],
        page=int(entry["lke"]),
    )


def _result(result_id: str, entry: Mapping[str, Any], scales: Mapping[str, Scale]) -> Result:
    if entry["masukan"] not in {"indeks", "huruf", "persen"}:
        raise ValueError(f"masukan {entry['masukan']}")
    return Result(
        id=result_id,
        name=entry["nama"],
        weight=Fraction(entry["bobot"]),
        input=entry["masukan"],
        group=entry.get("kelompok"),
        scale=scales[entry["skala"]] if "skala" in entry else None,
        note=entry.get("catatan", ""),
        respondents_needed=_flag(entry["perlu_responden"], "ya", "tidak"),
    )


def _thresholds(
    entry: Mapping[str, Any],
    areas: tuple[Area, ...],
    results: tuple[Result, ...],
    groups: Mapping[str, str],
) -> Iterator[Threshold]:
    """Yield the thresholds in points; `area: 60%` becomes one for each area."""
    labels = {"total": "Nilai total", "pengungkit": "Komponen pengungkit", **groups}
    labels.update((result.id, result.name) for result in results)
    for key, value in entry.items():
        minimum, note = (
            (value["minimal"], value["catatan"]) if isinstance(value, dict) else (value, "")
        )
        if key == "area":
            share = Fraction(minimum.rstrip("%")) / 100
            for area in areas:
                said = f"{minimum.rstrip('%')} persen dari bobot area {int(area.weight)}"
                yield Threshold(
                    f"area.{area.id}", f"Area {area.id} {area.name}", share * area.weight, said
                )
        else:
            yield Threshold(key, labels[key], Fraction(minimum), note)
