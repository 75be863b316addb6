"""Rules ZI1xx: everything that names a criterion, a document, a rubric or a directive names a real one."""

from zi_build import ids
from zi_build.checks.rule import Found, fault_places, meant
from zi_build.diagnostics import Place
from zi_build.model.directive import ARGUMENTS, Argument, Directive, directives
from zi_build.model.workspace import Workspace


def known_folder(workspace: Workspace) -> Found:
    """Folder kriteria harus diawali nomor kriteria yang ada.

    Mengapa: letak berkas menyatakan apa yang dibuktikannya; folder tak dikenal tidak membuktikan apa pun.

    Contoh: `2026/1.9.z Tim kerja`.

    Yang perlu dilakukan: ganti nama folder, misalnya `1.1.a Tim kerja`.
    """
    for place, (name, near) in fault_places(workspace, "unknown-folder"):
        yield place, f"Folder “{name}” bukan kriteria yang dikenal.{meant(near)}"


def known_document(workspace: Workspace) -> Found:
    """Folder dokumen harus bernama dokumen yang diminta kriteria itu.

    Mengapa: nama folder yang salah eja membuat semua berkas di dalamnya tidak terhitung.

    Contoh: `1.1.a/undangn-rapat`.

    Yang perlu dilakukan: ganti nama folder menurut daftar dokumen pada halaman kriteria.
    """
    for place, (name, near, criterion) in fault_places(workspace, "unknown-document"):
        slugs = ", ".join(doc.slug for doc in workspace.catalogue.by_criterion[criterion])
        hint = meant(near) or f" Yang ada: {slugs}."
        yield place, f"Kriteria {criterion} tidak meminta dokumen “{name}”.{hint}"


def alias_folder(workspace: Workspace) -> Found:
    """Dokumen yang sama dengan dokumen lain disimpan sekali, di tempat aslinya.

    Mengapa: dua salinan dari satu dokumen cepat atau lambat akan berbeda.

    Contoh: folder `4.2.f/lakin`; LAKIN disimpan di `4.2.e/lakin` dan berlaku untuk keduanya.

    Yang perlu dilakukan: pindahkan berkas ke folder yang disebut.
    """
    for place, (alias, target) in fault_places(workspace, "alias-folder"):
        yield place, f"“{alias}” sama dengan “{target}”; simpan berkasnya di folder {target}."


def known_directive(workspace: Workspace) -> Found:
    """Direktif di halaman harus dikenal dan menunjuk hal yang ada.

    Mengapa: direktif yang salah akan terbit sebagai teks mentah atau hilang diam-diam.

    Contoh: `[[zi:kriteria 9.9.z]]`.

    Yang perlu dilakukan: perbaiki nama atau nomornya; direktif berdiri sendiri di barisnya.
    """
    for path, text in workspace.pages.items():
        for directive in directives(text):
            problem = _directive_problem(directive, workspace)
            if problem:
                yield Place(path, directive.line, directive.column), problem


def _directive_problem(directive: Directive, workspace: Workspace) -> str | None:
    if not directive.alone:
        return "Direktif [[zi:…]] harus berdiri sendiri di barisnya."
    rubrics = {workspace.rubric.id, *workspace.others}
    if directive.rubric and directive.rubric not in rubrics:
        near = ids.nearest(directive.rubric, rubrics) or ""
        return f"Rubrik “{directive.rubric}” tidak dikenal.{meant(near)}"
    if directive.rubric:
        workspace = workspace.under(directive.rubric)
    kind = ARGUMENTS.get(directive.name)
    if kind is None:
        near = ids.nearest(directive.name, ARGUMENTS) or ""
        return f"Direktif “{directive.name}” tidak dikenal.{meant(near)}"
    known = _known_arguments(kind, workspace)
    if directive.rubric is None and kind in {Argument.CRITERION, Argument.INDICATOR}:
        for name in workspace.others:
            known |= _known_arguments(kind, workspace.under(name))
    if directive.argument in known:
        return None
    near = ids.nearest(directive.argument, known - {""}) or ""
    given = f"“{directive.argument}”" if directive.argument else "tanpa keterangan"
    return f"Direktif “{directive.name}” {given} tidak menunjuk apa pun.{meant(near)}"


def _known_arguments(kind: Argument, workspace: Workspace) -> set[str]:
    areas = {area.id for area in workspace.rubric.areas}
    return {
        Argument.NOTHING: {""},
        Argument.AREA: areas,
        Argument.AREA_OR_NOTHING: {*areas, "0", ""},
        Argument.INDICATOR: set(workspace.rubric.indicators),
        Argument.CRITERION: {*workspace.catalogue.groups, *workspace.rubric.criteria},
        Argument.PREDICATE: set(workspace.rubric.thresholds),
        Argument.PART: {f"{area}/{part}" for area in areas for part in workspace.rubric.parts},
    }[kind]


def known_rubric(workspace: Workspace) -> Found:
    """Berkas jawaban bernama sama dengan rubrik yang dijawabnya.

    Mengapa: jawaban untuk rubrik lain tidak boleh terhitung diam-diam.

    Contoh: `penilaian/pedoman-bpmp-2023.yml` yang berisi `rubrik: permenpanrb-52-2014`.

    Yang perlu dilakukan: samakan nama berkas dan kunci `rubrik`.
    """
    for place, (said, stem) in fault_places(workspace, "rubric-name"):
        yield place, f"Rubrik “{said}” harus sama dengan nama berkas “{stem}”."
    for place, detail in fault_places(workspace, "unknown-rubric"):
        yield place, f"Rubrik “{detail[0]}” tidak dikenal."


def known_reference(workspace: Workspace) -> Found:
    """Dokumen yang disebut di `juga_untuk` dan `tidak_berlaku` harus ada.

    Mengapa: rujukan yang salah eja tidak membuktikan dan tidak membebaskan apa pun.

    Contoh: `juga_untuk: 1.1.a/undangn-rapat`.

    Yang perlu dilakukan: salin nama dokumen dari halaman kriteria.
    """
    catalogue = workspace.catalogue
    known = {*catalogue.documents, *catalogue.aliases}
    for item in workspace.items:
        for index, named in enumerate(item.also_for):
            if named not in known and item.sidecar:
                near = ids.nearest(named, known) or ""
                place = item.sidecar.place_of(f"juga_untuk.{index}")
                yield place, f"Dokumen “{named}” tidak dikenal.{meant(near)}"
    known |= {*workspace.rubric.criteria, *catalogue.groups}
    for waiver in workspace.assessment.waivers.values():
        if waiver.target not in known:
            near = ids.nearest(waiver.target, known) or ""
            yield waiver.place, f"“{waiver.target}” bukan kriteria atau dokumen.{meant(near)}"
