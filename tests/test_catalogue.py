"""The catalogue is data, tested like code: ids, references, due days, and what must never be public."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from told import tell

from zi_build import data, ids
from zi_build.errors import InstrumentError
from zi_build.load.instrument import AREAS, Shelf, load_catalogue
from zi_build.model.catalogue import Access, Cadence, Catalogue, Kind, RequiredDocument
from zi_build.model.rubric import Rubric

# What may never be public as it is: biodata, attendance, scores of persons, personnel data,
# disciplinary cases, reporters, camera pictures, risk registers.
NEVER_PUBLIC = {
    Access.DIKECUALIKAN: """
        1.1.a/biodata 1.4.b/biodata 3.2.a/riwayat-pegawai 3.2.b/drh
        1.4.a/absensi-pimpinan 1.4.c/rekap-absensi 3.5.a/rekap-absensi
        3.4.a/skp 3.4.b/skp-berjenjang 3.4.c/pengukuran-kinerja 3.3.c/capture-kompetensi
        2.2.a/capture-kinerja-individu 2.2.a/capture-kinerja-unit 2.2.b/capture-simpeg
        3.1.b/sk-kolektif
        3.6.a/laporan-pemutakhiran 3.6.a/pemutakhiran-mandiri 3.6.a/pindah-jabatan
        3.5.a/hukuman-disiplin 6.2.c/hukuman-disiplin 1.4.c/dokumentasi-sanksi
        5.3.b/nota-dinas 5.3.b/respon-pengaduan
        5.1.b/tampilan-cctv 5.5.c/surat-pernyataan
    """,
    Access.TERBATAS: """
        1.2.a/daftar-hadir 1.3.b/daftar-hadir 2.2.d/daftar-hadir 2.3.b/daftar-hadir
        3.1.a/daftar-hadir 3.2.a/daftar-hadir 3.3.a/daftar-hadir 3.3.b/daftar-hadir
        3.4.d/daftar-hadir 4.1.a/daftar-hadir 4.1.b/daftar-hadir 4.1.c/daftar-hadir
        3.3.b/rencana-pengembangan
        5.4.c/laporan-evaluasi 5.4.d/laporan-tindak-lanjut
        5.1.b/foto-cctv 5.2.b/analisis-risiko 5.2.b/matriks-risiko 5.5.a/peta-benturan
        1.4.d/pakta-integritas 0.2.b/komitmen-bersama
    """,
}

# SHA-256 (first 16 digits) of the lower-case names of persons in the guideline: no text repeats them,
# not even this one.
PERSONS = {"7fc580387ff5aa71", "c2135ca1a72e672c", "e3eb1cd599268b14", "60e7dbcf25a8d40e"}


@pytest.fixture(params=("pedoman-bpmp-2023", "permenpanrb-52-2014"))
def each(request: pytest.FixtureRequest, rubrics: dict[str, Rubric]) -> Rubric:
    return rubrics[request.param]


# --- documents -------------------------------------------------------------------------------


def wrong_documents(
    catalogue: Catalogue, wrong: Callable[[RequiredDocument], object]
) -> Iterable[str]:
    return (
        f"{document.id}: {found}"
        for document in catalogue.documents.values()
        if (found := wrong(document))
    )


def raw_documents() -> list[tuple[str, str, dict[str, Any]]]:
    """Return (area, id, entry) of every document and alias, as written in the files."""
    shelf = Shelf()
    return [
        (number, name, entry)
        for number in ("0", *AREAS)
        for name, entry in shelf.read(f"documents/area-{number}.yml")["dokumen"].items()
    ]


def test_ids_are_unique_across_files_and_stand_in_the_file_of_their_area() -> None:
    found = raw_documents()
    counted = Counter(name for _, name, _ in found)
    tell(f"{name}: written {count} times" for name, count in counted.items() if count > 1)
    tell(f"{name} in area-{area}.yml" for area, name, _ in found if ids.area_of(name) != area)


def test_a_document_id_is_a_criterion_and_a_slug(catalogue: Catalogue) -> None:
    tell(
        name
        for name in (*catalogue.documents, *catalogue.aliases)
        if ids.criterion_of(name) not in catalogue.groups
        or not ids.DOCUMENT_SLUG.fullmatch(ids.slug_of(name))
    )


def test_names_fit_in_a_table(catalogue: Catalogue) -> None:
    tell(wrong_documents(catalogue, lambda doc: len(doc.name) > 80 and doc.name))
    tell(f"{key}: {title}" for key, title in catalogue.groups.items() if len(title) > 60)


def test_every_document_says_what_makes_it_valid(catalogue: Catalogue) -> None:
    tell(
        wrong_documents(
            catalogue,
            lambda doc: not re.fullmatch(r"[A-Z][^\n]{20,}\.", doc.valid_if) and "valid_if",
        )
    )
    tell(wrong_documents(catalogue, lambda doc: not doc.name[:1].isupper() and doc.name))
    tell(
        wrong_documents(catalogue, lambda doc: doc.line and not 1 <= doc.line <= 1200 and doc.line)
    )
    tell(wrong_documents(catalogue, lambda doc: doc.page and not 66 <= doc.page <= 87 and doc.page))
    tell(
        wrong_documents(
            catalogue, lambda doc: (doc.line is None) == (doc.page is None) and "source"
        )
    )


def test_every_document_of_the_guideline_is_used_but_those_of_area_0(
    each: Rubric, catalogue: Catalogue
) -> None:
    tell(
        wrong_documents(
            catalogue,
            lambda doc: (
                (doc.id in each.criteria_of_document) == (doc.area == "0" or doc.line is None)
                and "used wrongly"
            ),
        )
    )


def test_a_criterion_points_at_every_paper_filed_under_it(
    each: Rubric, catalogue: Catalogue
) -> None:
    tell(
        f"{criterion.id} does not point at {document.id}"
        for criterion in each.criteria.values()
        for document in catalogue.by_criterion[criterion.id]
        if document.id not in criterion.documents
    )


def test_aliases_lead_to_a_document_and_are_no_chain(catalogue: Catalogue) -> None:
    tell(
        f"{alias} → {target}"
        for alias, target in catalogue.aliases.items()
        if target not in catalogue.documents or target in catalogue.aliases or alias == target
    )
    assert catalogue.resolve("4.2.f/lakin") is catalogue.documents["4.2.e/lakin"]
    assert catalogue.resolve("9.9.z/apa") is None


def test_validity_points_at_a_standing_paper(catalogue: Catalogue) -> None:
    """Papers of an event stand with the decision that it led to, which is no event paper itself."""
    tell(
        wrong_documents(
            catalogue,
            lambda doc: (
                doc.valid_with is not None
                and (
                    doc.cadence is not Cadence.SEKALI
                    or (target := catalogue.documents.get(doc.valid_with)) is None
                    or target.valid_with is not None
                    or target.cadence is not Cadence.SEKALI
                )
                and f"bersama {doc.valid_with}"
            ),
        )
    )


def test_due_days_exist_in_every_year(catalogue: Catalogue) -> None:
    def impossible(doc: RequiredDocument) -> object:
        rule = doc.due
        if rule.grace is not None:
            return rule.grace <= 0 and rule
        days = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
        return not (rule.month and rule.day and 1 <= rule.day <= days[rule.month - 1]) and rule

    tell(wrong_documents(catalogue, impossible))
    tell(
        wrong_documents(
            catalogue,
            lambda doc: (
                doc.due.grace is None
                and doc.cadence not in {Cadence.TAHUNAN, Cadence.KEJADIAN}
                and f"a fixed day for {doc.cadence}"
            ),
        )
    )
    assert set(catalogue.due_defaults) == set(Cadence)


def test_only_lakin_must_be_on_time_and_its_day_is_31_january_of_the_next_year(
    catalogue: Catalogue,
) -> None:
    strict = [doc for doc in catalogue.documents.values() if doc.on_time]
    assert [doc.id for doc in strict] == ["4.2.e/lakin"]
    assert (strict[0].due.month, strict[0].due.day, strict[0].due.years_later) == (1, 31, 1)


@pytest.mark.parametrize(
    ("cadence", "documents"),
    [
        (
            Cadence.BULANAN,
            "2.2.d/laporan-monev 3.4.c/pengukuran-kinerja 4.1.c/laporan-pemantauan 5.3.c/laporan-monev",
        ),
        (Cadence.TRIWULANAN, "1.3.b/laporan-monev 1.3.c/laporan-tindak-lanjut"),
        (Cadence.SEMESTERAN, "6.3.a/laporan-skm 6.3.c/laporan-perbaikan"),
        (Cadence.TAHUNAN, "4.2.a/renja 4.1.b/perjanjian-kinerja 3.4.a/skp 4.2.e/lakin"),
        (Cadence.LIMA_TAHUNAN, "4.2.a/renstra"),
        (Cadence.SEKALI, "1.1.b/sk-tim-kerja 5.2.a/sk-tim-spip 6.1.a/standar-pelayanan"),
        (Cadence.KEJADIAN, "3.2.a/sk-mutasi 3.5.a/hukuman-disiplin 5.3.b/respon-pengaduan"),
    ],
)
def test_cadences_that_the_guideline_names(
    cadence: Cadence, documents: str, catalogue: Catalogue
) -> None:
    tell(f"{d}" for d in documents.split() if catalogue.documents[d].cadence is not cadence)


def test_nihil_stands_for_events_that_need_not_happen(catalogue: Catalogue) -> None:
    tell(
        wrong_documents(
            catalogue, lambda doc: doc.nihil_allowed and doc.cadence is not Cadence.KEJADIAN
        )
    )
    allowed = {doc.id for doc in catalogue.documents.values() if doc.nihil_allowed}
    assert {"5.3.b/respon-pengaduan", "3.5.a/hukuman-disiplin", "3.1.b/persetujuan-biro"} <= allowed
    # Where the question itself is whether it happened, nothing replaces it.
    assert allowed.isdisjoint({"3.2.a/sk-mutasi", "6.2.e/tangkapan-inovasi"})


def test_kinds_can_be_filed(catalogue: Catalogue) -> None:
    """A custody record is accepted everywhere, so no document lists it."""
    tell(
        wrong_documents(
            catalogue,
            lambda doc: (
                not doc.kinds or Kind.SIMPANAN in doc.kinds or len(set(doc.kinds)) < len(doc.kinds)
            ),
        )
    )


# --- access ----------------------------------------------------------------------------------


def test_an_exemption_stands_exactly_where_a_paper_is_not_public(catalogue: Catalogue) -> None:
    tell(
        wrong_documents(
            catalogue,
            lambda doc: (doc.access is Access.PUBLIK) == (doc.exemption is not None) and doc.access,
        )
    )
    used = {doc.exemption for doc in catalogue.documents.values()} - {None}
    # `responden` is listed though no document uses it: raw survey rows are never evidence.
    assert used <= set(catalogue.exemptions)
    assert set(catalogue.exemptions) - used <= {"responden"}
    tell(
        f"{found.id}: an empty column"
        for found in catalogue.exemptions.values()
        if not all(
            (found.name, found.legal_basis, found.if_opened, found.if_closed, found.duration)
        )
    )


@pytest.mark.parametrize("access", list(NEVER_PUBLIC))
def test_what_must_never_be_public_is_closed(access: Access, catalogue: Catalogue) -> None:
    tell(
        f"{name}: {catalogue.documents[name].access}, not {access}"
        for name in NEVER_PUBLIC[access].split()
        if catalogue.documents[name].access is not access
    )


def test_attendance_lists_and_biodata_are_closed_wherever_they_are(catalogue: Catalogue) -> None:
    tell(
        wrong_documents(
            catalogue,
            lambda doc: (
                doc.access is Access.PUBLIK
                and re.search(
                    r"daftar hadir|biodata|absensi|riwayat|hukuman|SKP\b", doc.name, re.IGNORECASE
                )
                and doc.name
            ),
        )
    )


def test_plans_standards_and_summaries_are_open(catalogue: Catalogue) -> None:
    names = (
        "1.2.a/rencana-aksi 4.1.b/perjanjian-kinerja 4.2.a/renja 4.2.a/renstra 4.2.e/lakin "
        "6.1.a/standar-pelayanan 6.1.b/foto-maklumat 6.3.a/laporan-skm 2.1.a/pos-unit"
    )
    tell(d for d in names.split() if catalogue.documents[d].access is not Access.PUBLIK)


# --- decisions and texts ---------------------------------------------------------------------


def test_decisions_are_numbered_once_and_complete(catalogue: Catalogue) -> None:
    counted = Counter(decision.id for decision in catalogue.decisions)
    tell(f"{name}: {count} times" for name, count in counted.items() if count > 1)
    tell(
        f"{decision.id}: {field} is empty"
        for decision in catalogue.decisions
        for field in ("kind", "title", "observation", "decision", "reason", "source")
        if not getattr(decision, field).strip()
    )
    assert {decision.kind for decision in catalogue.decisions} == {"kejanggalan", "ketetapan"}
    assert sum(decision.kind == "kejanggalan" for decision in catalogue.decisions) >= 20


def test_the_data_names_no_person_and_no_real_office() -> None:
    wrong = []
    for path in sorted(data.FOLDER.rglob("*.yml")):
        text = path.read_text("utf-8")
        for number, line in enumerate(text.splitlines(), start=1):
            words = re.findall(r"\w+", line.casefold())
            named = any(sha256(word.encode()).hexdigest()[:16] in PERSONS for word in words)
            if named or "BPMP" in line or "LPMP" in line:
                wrong.append(f"{path.relative_to(data.FOLDER)}:{number}")
    tell(wrong)


# --- a broken instrument says where -----------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "before", "after", "message"),
    [
        ("documents/area-1.yml", "peran: pokok", "peran: utama", "utama"),
        ("documents/area-1.yml", "irama: sekali", "irama: kadang", "kadang"),
        ("documents/area-1.yml", "    pengecualian: data-pribadi\n", "", "pengecualian"),
        ("documents/area-4.yml", "sama_dengan: 4.2.e/lakin", "sama_dengan: 4.2.e/lain", "lain"),
        ("documents/area-1.yml", "area: 1", "area: [1", "area-1.yml"),
    ],
)
def test_a_broken_catalogue_names_file_or_entry(
    file: str, before: str, after: str, message: str, tmp_path: Path
) -> None:
    for source in data.FOLDER.rglob("*.yml"):
        target = tmp_path / source.relative_to(data.FOLDER)
        target.parent.mkdir(parents=True, exist_ok=True)
        text = source.read_text("utf-8")
        if target == tmp_path / file:
            assert before in text
            text = text.replace(before, after, 1)
        target.write_text(text, "utf-8")
    with pytest.raises(InstrumentError, match=re.escape(message)):
        load_catalogue(Shelf(folder=tmp_path))
