"""VS Code: each YAML file of an office meets exactly one schema, is valid under it, and mistakes are not."""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import sites
import yaml

from zi_build.load.names import KIND_BY_EXTENSION
from zi_build.load.schema import SHAPES, json_schema

SETTINGS = sites.REPOSITORY / ".vscode/settings.json"
SCHEMAS = sites.REPOSITORY / ".vscode/skema"
MAPPING = json.loads(SETTINGS.read_text("utf-8"))["yaml.schemas"]


def as_pattern(glob: str) -> re.Pattern[str]:
    """Translate a glob as the YAML extension reads it: `**/` any folders, `{a,b}` either."""
    out, position = "", 0
    parts = {"**/": "(?:[^/]+/)*", "*": "[^/]*", "{": "(?:", "}": ")", ",": "|"}
    while position < len(glob):
        part = next((one for one in parts if glob.startswith(one, position)), None)
        if glob[position] == "[":
            end = glob.index("]", position)
            out, position = out + glob[position : end + 1], end + 1
        elif part:
            out, position = out + parts[part], position + len(part)
        else:
            out, position = out + re.escape(glob[position]), position + 1
    return re.compile(out)


def schemas_for(path: str) -> list[str]:
    """Return the schemas that an editor applies to a file of the workspace."""
    return [
        Path(schema).name.removesuffix(".schema.json")
        for schema, globs in MAPPING.items()
        if any(
            as_pattern(one).fullmatch(path)
            for one in ([globs] if isinstance(globs, str) else globs)
        )
    ]


def plain(value: Any) -> Any:
    """Return a value as YAML 1.2 gives it to an editor: dates are text there, keys always."""
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def complaints(name: str, text: str) -> list[str]:
    """Return what an editor underlines in a text."""
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text("utf-8"))
    found = jsonschema.Draft202012Validator(schema).iter_errors(plain(yaml.safe_load(text)))
    return [f"{'/'.join(map(str, one.path))}: {one.message}" for one in found]


def sample() -> Iterator[str]:
    for ending in ("yml", "yaml"):
        for file in sorted((sites.REPOSITORY / "evidence").rglob(f"*.{ending}")):
            yield file.relative_to(sites.REPOSITORY).as_posix()


def test_the_schemas_are_those_of_the_program() -> None:
    """Renew them with `zi schema -o .vscode/skema`."""
    assert {file.name for file in SCHEMAS.iterdir()} == {f"{name}.schema.json" for name in SHAPES}
    for name in SHAPES:
        text = (SCHEMAS / f"{name}.schema.json").read_text("utf-8")
        assert text == json.dumps(json_schema(name), ensure_ascii=False, indent=2) + "\n", name


def test_every_schema_is_mapped() -> None:
    assert {Path(schema).name for schema in MAPPING} == {f"{name}.schema.json" for name in SHAPES}
    assert all((sites.REPOSITORY / schema).is_file() for schema in MAPPING)


@pytest.mark.parametrize(
    ("path", "schema"),
    [
        ("evidence/unit.yml", "unit"),
        ("evidence/2026/penilaian/pedoman-bpmp-2023.yml", "jawaban"),
        ("evidence/2026/penilaian/permenpanrb-90-2021.yaml", "jawaban"),
        ("evidence/2026/1.1.a/rekaman/2026-02-01 Rekaman.tautan.yml", "tautan"),
        ("evidence/2026/1.1.a Tim kerja/rekaman/2026 A.b.tautan.yaml", "tautan"),
        ("evidence/2026/3.4.a/skp/2026 SKP.simpanan.yml", "simpanan"),
        ("evidence/2026/R5.3.a Laporan/tanda-terima/2026 X.simpanan.yml", "simpanan"),
        ("evidence/2026/5.3.c/laporan-monev/2026-03 Monev.pdf.yml", "pendamping"),
        ("evidence/2026/P1.1.a X/sk/2026-03 SK [1] (final).PDF.yml", "pendamping"),
        ("evidence/2026/1.2.a/matriks/2026 Matriks.xlsx.yml", "pendamping"),
        ("evidence/2026/1.2.a/foto/sub/2026-01-02 Foto.jpg.yaml", "pendamping"),
        ("evidence/2026/hasil/spkp-2026-S1.xlsx.yml", "tabel"),
        ("evidence/2026/hasil/skm-2026-S1.csv.yml", "tabel"),
        ("mkdocs.yml", None),
        ("evidence/2026/daftar-bukti.xlsx", None),
        (".github/workflows/zi-terbit.yml", None),
    ],
)
def test_which_schema(path: str, schema: str | None) -> None:
    assert schemas_for(path) == ([schema] if schema else [])


@pytest.mark.parametrize("extension", KIND_BY_EXTENSION)
def test_a_sidecar_of_every_kind(extension: str) -> None:
    path = f"evidence/2026/1.1.a/undangan-rapat/2026-01-05 X{extension}.yml"
    assert schemas_for(path) == ["pendamping"]


def test_nothing_of_the_sample_office_is_underlined() -> None:
    """Hundreds of real files: one schema each, and no false alarm."""
    wrong = {}
    for path in sample():
        (name,) = schemas_for(path)
        if found := complaints(name, (sites.REPOSITORY / path).read_text("utf-8")):
            wrong[path] = found
    assert wrong == {}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("jawaban", "rubrik: pedoman-bpmp-2023\njawaban:\n  3.4.c: A\n  1.1.a: Ya\n"),
        ("jawaban", "rubrik: x\njawaban:\n  3.4.c: 0.75\n  1.1.a:\n  1.1.b: {unit: A}\n"),
        ("jawaban", "rubrik: x\njawaban: {1.1.a: {unit: Ya, tpi: B}}\n"),
        ("jawaban", "rubrik: x\njawaban: {1.1.a: {tpi: {nilai: Ya, per: 2026-07-10}}}\n"),
        ("jawaban", "rubrik: x\nhasil: {spak: 3.60, kinerja: B}\n"),
        ("jawaban", "rubrik: x\npredikat: {WBK: 2025}\ntidak_berlaku: {3.1.b: kecil}\n"),
        ("jawaban", "rubrik: x\njawaban:\nhasil:\n"),
        ("pendamping", "akses: terbatas\nnihil: ya\njuga_untuk: 1.1.a/notula\n"),
        ("pendamping", "judul: 12\nakses:\nditerima: 2026-03-05\n"),
        ("pendamping", "juga_untuk: [1.1.a/notula, 1.2.a/foto]\nhalaman: 1-2\n"),
        ("pendamping", "halaman: {1.1.a/undangan-rapat: 1-2, 1.1.a/notula: 3}\n"),
        ("unit", "nama: Balai\nsyarat: {lke: 75}\nmulai: 2026-01-05\n"),
        ("unit", "nama: Balai\nalamat:\nsaluran:\n  - {nama: Telepon, isi: 0211234}\n"),
    ],
)
def test_what_the_program_accepts_is_not_underlined(name: str, text: str) -> None:
    assert complaints(name, text) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("pendamping", "akses: rahasia\n"),
        ("pendamping", "aksess: publik\n"),
        ("unit", "singkatan: B\n"),
        ("tautan", "url: https://a.example\n"),
        ("jawaban", "jawaban: {1.1.a: {unitt: Ya}}\nrubrik: x\n"),
        ("jawaban", "rubrik: x\npredikat: {WBM: 2025}\n"),
    ],
)
def test_a_mistake_is_underlined(name: str, text: str) -> None:
    assert complaints(name, text) != []
