"""Rubrics of the package: from YAML to frozen records."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from zi_build import data, ids
from zi_build.errors import UsageError
from zi_build.load.instrument import AREAS, Shelf, entry_of, flag_of
from zi_build.model.catalogue import Cadence, Catalogue
from zi_build.model.rubric import (
    Area,
    CountInput,
    CountRule,
    Criterion,
    Cutoff,
    Formula,
    FrequencyRule,
    Indicator,
    Result,
    Rubric,
    Scale,
    Threshold,
    YearlyRule,
)

DEFAULT_RUBRIC = "pedoman-bpmp-2023"


def rubric_ids() -> tuple[str, ...]:
    """Return the ids of the rubrics that the package carries, sorted."""
    return tuple(sorted(path.parent.name for path in data.FOLDER.glob("rubrics/*/rubrik.yml")))


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
    with entry_of(name):
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
            parts=dict(head.get("bagian", {})),
            reference=head["rujukan"],
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
            with entry_of(criterion_id):
                criteria.append(
                    _criterion(criterion_id, indicator_id, area, question, scales, catalogue)
                )
        indicators.append(
            Indicator(
                indicator_id,
                area,
                part["nama"],
                Fraction(part["bobot"]),
                tuple(criteria),
                part.get("bagian"),
            )
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
    if list(entry["pilihan"]) != list(scale.options):
        raise ValueError(f"options {list(entry['pilihan'])} are not those of {scale.id}")
    return Criterion(
        id=criterion_id,
        indicator=indicator_id,
        area=area,
        title=entry["judul"] if "judul" in entry else catalogue.groups[criterion_id],
        question=entry["pertanyaan"],
        scale=scale,
        options=dict(entry["pilihan"]),
        documents=tuple(dict.fromkeys(documents)),
        frequency=_frequency(entry["frekuensi"]) if "frekuensi" in entry else None,
        letter=entry["huruf"],
        page=int(entry["halaman"]),
        yearly=_yearly(entry["jumlah_setahun"]) if "jumlah_setahun" in entry else None,
        counts=_counts(entry["hitungan"]) if "hitungan" in entry else None,
        guideline=tuple(entry.get("pedoman", ())),
    )


def _frequency(entry: Mapping[str, str]) -> FrequencyRule:
    rhythm = dict(entry)
    document_id = rhythm.pop("dokumen")
    options = tuple((Cadence(cadence), option) for cadence, option in rhythm.items())
    return FrequencyRule(document_id, options)


def _yearly(entry: Mapping[str, str]) -> YearlyRule:
    counts = dict(entry)
    document_id = counts.pop("dokumen")
    return YearlyRule(document_id, tuple((int(count), option) for count, option in counts.items()))


def _counts(entry: Mapping[str, Any]) -> CountRule:
    inputs = {}
    for key, said in entry["butir"].items():
        if isinstance(said, dict):
            inputs[key] = CountInput(key, said["nama"], tuple(said["bagian"]))
        else:
            inputs[key] = CountInput(key, said)
    named = {entry["pembilang"], entry["penyebut"], *(p for i in inputs.values() for p in i.parts)}
    if missing := sorted(named - inputs.keys()):
        raise ValueError(f"butir lacks {', '.join(missing)}")
    return CountRule(
        formula=Formula(entry["rumus"]),
        numerator=entry["pembilang"],
        denominator=entry["penyebut"],
        inputs=inputs,
        when_zero=Fraction(entry["bila_nol"]),
        when_zero_reason=entry["alasan_nol"],
        bounded=flag_of(entry.get("bagian_dari", "ya"), "ya", "tidak"),
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
        respondents_needed=flag_of(entry["perlu_responden"], "ya", "tidak"),
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
